"""Errors of a schema as a flat list of problems, each with the path to the field and what was expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext
from marshmallow import ValidationError
from marshmallow.exceptions import SCHEMA

from tracker.domain.errors import Problem

_TOLD: Mapping[str, Any] = {
    "Missing data for required field.": lazy_gettext("This is required."),
    "Field may not be null.": lazy_gettext("This cannot be null."),
    "Unknown field.": lazy_gettext("This key is not known."),
    "Invalid input type.": lazy_gettext("An object with named values is expected."),
    "Not a valid list.": lazy_gettext("A list is expected."),
    "Not a valid mapping type.": lazy_gettext("An object with named values is expected."),
    "Not a valid boolean.": lazy_gettext("true or false is expected."),
    "Not a valid integer.": lazy_gettext("A whole number is expected."),
    "Not a valid number.": lazy_gettext("A number is expected."),
    "Not a valid string.": lazy_gettext("A text is expected."),
}
"""marshmallow speaks English: what we say instead."""


def tell(message: str) -> str:
    """A schema's message in the reader's language."""
    told = _TOLD.get(message)
    return gettext("This is not valid.") if told is None and not message else str(told or message)


def path_of(*steps: str | int) -> str:
    """A path into a document.

    >>> path_of("statements", 3, "value")
    'statements[3].value'
    """
    path = ""
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path


def located(file: str, path: str) -> str:
    """Where a problem is: the file and, when known, the path into it."""
    return f"{file}: {path}" if file and path else file or path


def problems_of(error: ValidationError, *, file: str = "") -> list[Problem]:
    """Every problem of a failed load, in the order of the document."""
    return [Problem(located(file, path), tell(message)) for path, message in _walk(error.messages, ())]


def _walk(messages: Any, steps: tuple[str | int, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            if key in (SCHEMA, "value", "key") and _is_wrapped(key, steps):
                yield from _walk(inner, steps)
            else:
                yield from _walk(inner, (*steps, key))
    elif isinstance(messages, list):
        for message in messages:
            yield from _walk(message, steps)
    else:
        yield path_of(*steps), str(messages)


def _is_wrapped(key: str, steps: tuple[str | int, ...]) -> bool:
    """Whether a key is marshmallow's own: of the whole object, or of an entry of a mapping of months."""
    return key == SCHEMA or (len(steps) > 1 and steps[-2] == "monthly")
