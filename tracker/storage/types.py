"""Column types that keep what the database would blur: grosze, UTC moments, members of closed lists."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String
from sqlalchemy.types import TypeDecorator

from tracker.domain.money import from_grosze, to_grosze

E = TypeVar("E", bound=StrEnum)

BigKey = BigInteger().with_variant(Integer, "sqlite")
"""A 64-bit key; SQLite numbers rows by itself only when the column is spelled INTEGER."""


class Grosze(TypeDecorator[Decimal]):
    """PLN as a whole number of grosze, so that sums are exact; more than two places are refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Store grosze."""
        return None if value is None else to_grosze(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        """Give PLN."""
        return None if value is None else from_grosze(int(value))


class Hundredths(TypeDecorator[Decimal]):
    """A quantity (FTE, persons, hours) as a whole number of hundredths, exact on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Store hundredths; a third decimal place is refused."""
        return None if value is None else to_grosze(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        """Give the quantity."""
        return None if value is None else from_grosze(int(value)).normalize() + 0


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored as UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC; SQLite keeps no zone, so it gets the naive UTC moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give an aware UTC moment."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Coded(TypeDecorator[E], Generic[E]):
    """A member of a closed list, stored as its value."""

    impl = String
    cache_ok = True

    def __init__(self, members: type[E]) -> None:
        super().__init__(length=40)
        self.members = members

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """Store the value; a string that is no member is refused."""
        return None if value is None else self.members(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        """Give the member."""
        return None if value is None else self.members(value)
