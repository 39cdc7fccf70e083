"""Rows for the tables of any schema, made of nothing but what the database tells about its tables."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

ROWS = 3
"""Of each table, as far as its constraints let there be so many."""

ATTEMPTS, ATTEMPTS_MORE = 5_000, 600
"""A table's first row, and each further one, is guessed until the database takes it; the hardest take a hundred."""

DAYS = (date(1900, 2, 28), date(2016, 2, 29), date(2019, 10, 15), date(9999, 12, 31))
WHOLE = (0, 1, 2, 2**31 - 1)
LARGE = (*WHOLE, 2**31, 2**53 + 1, 2**63 - 1)
TEXTS = ("", "zażółć gęślą jaźń", "line\nwith 'quotes', \"more\" and a \\", "0007")
OTHERS: Mapping[type[sa.types.TypeEngine[Any]], Sequence[Any]] = {
    sa.Boolean: (False, True),
    sa.DateTime: [datetime(day.year, day.month, day.day, 22, 59, 59, 999_999, UTC) for day in DAYS],
    sa.Date: DAYS,
    sa.Time: (time(0, 0), time(12, 30), time(23, 59, 59)),
    sa.BigInteger: LARGE,
    sa.Integer: WHOLE,
    sa.Double: (-90.0, 0.0, 50.061389, 1e300),
    sa.LargeBinary: (b"\0", bytes(range(256))),
    sa.JSON: ({}, [], {"ż": [1, None, "\u2028"]}),
}
"""Values by type of column, the narrower type first."""

Row = tuple[Any, ...]


def fill_every_table(connection: sa.Connection, *, seed: int) -> None:
    """Replace what is there by a few rows of every table that satisfy all its constraints, and commit.

    Raises:
        AssertionError: If no row was found that a table takes.
    """
    metadata = sa.MetaData()
    metadata.reflect(connection)
    tables = [table for table in metadata.sorted_tables if table.name != "alembic_version"]
    for table in reversed(tables):
        connection.execute(table.delete())
    chance = random.Random(seed)
    for table in tables:
        _fill(connection, table, chance)
        # PostgreSQL has room for so many failures inside one transaction, and no more.
        connection.commit()


def contents(connection: sa.Connection) -> dict[str, tuple[tuple[str, ...], list[Row]]]:
    """The columns of every table with its rows as the driver gives them, in no order that anybody chose."""
    inspector = sa.inspect(connection)
    tables = [name for name in inspector.get_table_names() if name != "alembic_version"]
    columns = {name: tuple(str(column["name"]) for column in inspector.get_columns(name)) for name in tables}
    return {name: (columns[name], rows_of(connection, name, columns[name])) for name in tables}


def rows_of(connection: sa.Connection, table: str, columns: Sequence[str]) -> list[Row]:
    """Some columns of a table's rows as the driver gives them."""
    listed = ", ".join(f'"{column}"' for column in columns)
    rows = connection.exec_driver_sql(f'SELECT {listed} FROM "{table}"')
    return sorted((tuple(row) for row in rows), key=repr)


def _fill(connection: sa.Connection, table: sa.Table, chance: random.Random) -> None:
    said = " ".join(check["sqltext"] for check in sa.inspect(connection).get_check_constraints(table.name))
    parents = {
        column.name: connection.scalars(sa.select(key.column).order_by(key.column)).all()
        for column in table.columns
        for key in column.foreign_keys
    }
    for number in range(ROWS):
        for _ in range(ATTEMPTS_MORE if number else ATTEMPTS):
            row = {c.name: _guess(c, number, parents.get(c.name), said, chance) for c in table.columns}
            if _is_taken(connection, table, row):
                break
        else:
            assert number, f"no row was found that {table.name} takes: {said}"
            return


def _is_taken(connection: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> bool:
    try:
        with connection.begin_nested():
            connection.execute(table.insert(), row)
    except IntegrityError:
        return False
    return True


def _guess(column: sa.Column[Any], number: int, parents: Sequence[Any] | None, said: str, chance: random.Random) -> Any:
    if column.nullable and chance.random() < 0.4:
        return None
    if parents is not None:
        # Each row has a parent of its own, so that rules between siblings, which no reflection tells, are kept.
        return parents[number % len(parents)]
    if column.primary_key and isinstance(column.type, sa.Integer):
        return number + 1 if number < ROWS - 1 else 2**31 + number * isinstance(column.type, sa.BigInteger) - 1
    return chance.choice(_values(column.type, said, chance))


def _values(kind: sa.types.TypeEngine[Any], said: str, chance: random.Random) -> Sequence[Any]:
    """What a column of a type may hold; among it what its table's constraints name."""
    if isinstance(kind, sa.String):
        length = kind.length or 5_000
        named = re.findall(r"'([^']*)'", said)
        return [text[:length] for text in (*TEXTS, *named, *named, f"{chance.random()}", "ż" * length)]
    values = next(values for known, values in OTHERS.items() if isinstance(kind, known))
    if isinstance(kind, sa.Integer):
        return [*values, *(int(number) for number in re.findall(r"\b\d{1,6}\b", said))]
    return values
