"""What tells the content of one database from another, table by table, whichever engine keeps it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select

MODULUS = 1 << 256
CHUNK = 2000
"""Rows fetched at a time."""


@dataclass(frozen=True, slots=True)
class TableDigest:
    """The content of a table.

    Attributes:
        rows: How many there are.
        digest: SHA-256 of every row, summed: the same whatever order the rows come in, 64 hexadecimal digits.
    """

    rows: int
    digest: str


def table_digests(connection: Connection) -> dict[str, TableDigest]:
    """The digests of all tables that a database has, read inside the transaction of a connection."""
    known = MetaData()
    known.reflect(bind=connection)
    return {name: _digest(connection, table) for name, table in sorted(known.tables.items())}


def _digest(connection: Connection, table: Table) -> TableDigest:
    columns = sorted(table.columns, key=lambda column: column.name)
    # An option of this question alone: of the whole connection it would hold for what is written later as well.
    found = connection.execute(select(*columns), execution_options={"yield_per": CHUNK})
    return digest_of(dict(zip((c.name for c in columns), row, strict=True)) for row in found)


def digest_of(rows: Iterable[Mapping[str, Any]]) -> TableDigest:
    """The digest of rows given by the names of their columns.

    >>> one, other = {"id": 1, "name": "Klucze"}, {"name": "Przasnysz", "id": 2}
    >>> digest_of([one, other]) == digest_of([other, one])
    True
    >>> digest_of([one, one]).digest == digest_of([one]).digest
    False
    """
    number = total = 0
    for row in rows:
        number += 1
        told = json.dumps({name: _plain(value) for name, value in row.items()}, sort_keys=True, ensure_ascii=False)
        total = (total + int.from_bytes(hashlib.sha256(told.encode()).digest())) % MODULUS
    return TableDigest(number, f"{total:064x}")


def _plain(value: Any) -> Any:
    """A value as both engines give it: SQLite keeps truth as a number and moments without their zone."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value
