"""The declarative base of every model, and the one database object."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, Date, Engine, MetaData
from sqlalchemy.orm import DeclarativeBase, registry

from tracker.storage.replica import chosen_engine
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


class ChoosingSession(Session):
    """A session that reads from the replica where a request was let; everything else goes to the primary."""

    def get_bind(
        self,
        mapper: Any | None = None,
        clause: Any | None = None,
        bind: Engine | Connection | None = None,
        **kwargs: Any,
    ) -> Engine | Connection:
        """The database for the next question."""
        return chosen_engine(self.info) or super().get_bind(mapper, clause, bind, **kwargs)


db = SQLAlchemy(model_class=Base, session_options={"class_": ChoosingSession})

if TYPE_CHECKING:

    class Model(Base):
        """What models subclass, as type checkers see it."""

        __abstract__ = True

else:
    Model = db.Model
