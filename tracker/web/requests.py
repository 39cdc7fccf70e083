"""Requests whose typed values any database and any page can take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Request
from werkzeug.datastructures import FileStorage, ImmutableMultiDict

from tracker.formatting import showable


class Values(ImmutableMultiDict[str, Any]):
    """Fields of a form or of a query, and the names of files, in which U+FFFD stands for control characters.

    HTML reads a NUL this way too; PostgreSQL refuses a text with one.
    """

    def __init__(self, fields: Iterable[tuple[str, Any]] | None = None) -> None:
        super().__init__([(_readable(name), _readable(value)) for name, value in fields or ()])


class ReadableRequest(Request):
    """A request whose ``args`` and ``form`` hold nothing that a page cannot show."""

    parameter_storage_class = Values


def _readable(value: Any) -> Any:
    if isinstance(value, FileStorage) and value.filename:
        value.filename = showable(value.filename)
    return showable(value) if isinstance(value, str) else value
