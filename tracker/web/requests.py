"""Requests whose typed values any database and any page can take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Values(ImmutableMultiDict[str, Any]):
    """Fields of a form or of a query, in which U+FFFD stands for NUL.

    HTML reads a NUL this way too; PostgreSQL refuses a text with one.
    """

    def __init__(self, fields: Iterable[tuple[str, Any]] | None = None) -> None:
        super().__init__([(_readable(name), _readable(value)) for name, value in fields or ()])


class ReadableRequest(Request):
    """A request whose ``args`` and ``form`` hold no NUL."""

    parameter_storage_class = Values


def _readable(value: Any) -> Any:
    return value.replace("\0", REPLACEMENT) if isinstance(value, str) else value
