"""JSON text in and out: read strictly, written the same way every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from flask_babel import gettext

from tracker.domain.errors import InvalidInputError, Problem
from tracker.schemas.problems import located

LINE_LENGTH = 120
INDENT = 2


def read_document(text: str, *, file: str) -> Any:
    """The value of a JSON text; a key given twice, ``NaN`` and ``Infinity`` are errors.

    Raises:
        InvalidInputError: With the line and column, or the key.
    """

    def refuse_constant(name: str) -> NoReturn:
        raise InvalidInputError([Problem(file, gettext("%(name)s is not a number.", name=name))])

    def refuse_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        values = dict(pairs)
        if len(values) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for index, key in enumerate(keys) if key in keys[:index])
            raise InvalidInputError([Problem(file, gettext('The key "%(key)s" is there twice.', key=twice))])
        return values

    try:
        return json.loads(text, object_pairs_hook=refuse_twice, parse_constant=refuse_constant)
    except json.JSONDecodeError as error:
        where = gettext("line %(line)s, column %(column)s", line=error.lineno, column=error.colno)
        raise InvalidInputError([Problem(located(file, where), gettext("This is not valid JSON."))]) from None
    except RecursionError:
        raise InvalidInputError([Problem(file, gettext("This is not valid JSON."))]) from None


def format_document(document: Any) -> str:
    """JSON for people and for version control: what fits stays on one line, the rest is indented; ends with a newline.

    >>> print(format_document({"a": [1, 2], "b": "ó"}), end="")
    {"a": [1, 2], "b": "ó"}
    """
    return "".join(_format(document, 0, 0)) + "\n"


def _format(value: Any, depth: int, used: int) -> Iterator[str]:
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or used + len(flat) + depth * INDENT < LINE_LENGTH:
        yield flat
        return
    inner = " " * (INDENT * (depth + 1))
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    items = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    yield opening
    for index, (key, item) in enumerate(items):
        label = "" if key is None else f"{json.dumps(key, ensure_ascii=False)}: "
        yield f"{',' if index else ''}\n{inner}{label}"
        yield from _format(item, depth + 1, len(label) + 1)
    yield f"\n{' ' * (INDENT * depth)}{closing}"


def compact(document: Any) -> str:
    """JSON on one line without needless spaces."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
