"""The declarative base of every model, and the one database object."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Date, MetaData
from sqlalchemy.orm import DeclarativeBase, registry

from tracker.storage.types import Grosze, UtcDateTime

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraints carry the same names on every database, so that migrations can speak of them."""


class Base(DeclarativeBase):
    """Typed base: money is whole grosze, moments are aware UTC."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={Decimal: Grosze, datetime: UtcDateTime, date: Date},
    )


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:

    class Model(Base):
        """What models subclass, as type checkers see it."""

        __abstract__ = True

else:
    Model = db.Model
