"""A process killed while it takes an import over, or undoes one, leaves what there was, and the next one finishes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import SECRET_KEY
from tests.integration.services.test_imports import EDITOR, NEW, TODAY, look, says
from tests.integration.storage.rows import contents
from tests.interrupting import FINISHED, KILLED, attempts
from tracker.domain.imports import ImportKind
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import is_known, take_snapshot
from tracker.domain.vocabulary import FactName
from tracker.services.imports.applying import keep
from tracker.storage.base import db
from tracker.storage.transactions import transaction

pytestmark = pytest.mark.no_cover


def test_killed_import_leaves_what_there_was_and_the_next_one_finishes(bundled: Flask, tmp_path: Path) -> None:
    with bundled.app_context():
        value = value_of("klucze")
        on_record = says((FactName.TOTAL_VALUE, Decimal("2.00")), slug="klucze", centre=look("klucze").centre)
        with transaction():
            key = keep(ImportKind.REGISTER, "lista.xlsx", [NEW, on_record], EDITOR, account_id=None)

        taken = finish(bundled, tmp_path, "take over", key)
        with_it = (is_known(look("zarzecze"), Viewpoint(TODAY)), value_of("klucze"))
        undone = finish(bundled, tmp_path, "undo", key)
        without = (is_known(look("zarzecze"), Viewpoint(TODAY)), value_of("klucze"))

    assert taken > 5
    assert undone > 3
    assert with_it == (True, Decimal("2.00"))
    assert without == (False, value)


def value_of(slug: str) -> Decimal | None:
    """The total value that counts."""
    db.session.rollback()
    return take_snapshot(look(slug), Viewpoint(TODAY)).facts[FactName.TOTAL_VALUE].amount


def finish(app: Flask, folder: Path, deed: str, key: int) -> int:
    """Attempt a deed until it is through, and look after each attempt; gives how often it was killed."""
    db.session.rollback()
    before, outcomes = rows(), []
    for number, outcome in attempts(folder, app.config["SQLALCHEMY_DATABASE_URI"], SECRET_KEY, deed, str(key)):
        outcomes.append(outcome)
        if outcome == KILLED:
            assert rows() == before, f"killed at {number}"
    assert outcomes[-1] == FINISHED
    assert rows() != before
    db.session.rollback()
    return outcomes.count(KILLED)


def rows() -> object:
    """Every row of every table, as another connection sees them."""
    with db.engine.connect() as connection:
        return contents(connection)
