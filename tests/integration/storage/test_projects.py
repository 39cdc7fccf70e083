"""Projects in the database: whole histories in and out, and only what was invented ever goes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from tests.unit.data.bundled import DEMO, REAL, demo_record, real_record
from tracker.domain.errors import NotFoundError
from tracker.exchange.dumping import dump_project
from tracker.storage import projects
from tracker.storage.base import db
from tracker.storage.models import CentreRow, SourceRow
from tracker.storage.transactions import transaction


@pytest.mark.parametrize("slug", ["rzeczna", "zagajnik", "myslenice"])
def test_a_history_comes_back_as_it_was_stored(app: Flask, slug: str) -> None:
    record = real_record(slug) if slug in REAL else demo_record(slug)

    with app.app_context():
        with transaction():
            projects.insert_project(record)
        stored = projects.get_record(slug)

    assert dump_project(stored) == dump_project(record)


def test_an_unknown_project_is_found_nowhere(app: Flask) -> None:
    with app.app_context():
        assert projects.find_record("nie-ma") is None
        with pytest.raises(NotFoundError):
            projects.get_record("nie-ma")
        with pytest.raises(NotFoundError), transaction():
            projects.append_history("nie-ma", real_record("klucze"))


def test_records_come_in_order_however_they_are_chunked(bundled: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with bundled.app_context():
        at_once = [record.slug for record in projects.all_records()]
        monkeypatch.setattr(projects, "CHUNK", 3)
        in_chunks = [record.slug for record in projects.all_records()]
        chosen = [record.slug for record in projects.records_of(sorted(projects.project_revisions()))]

    assert at_once == in_chunks == projects_of_files()
    assert sorted(chosen) == at_once


def test_removing_examples_leaves_the_real_projects_exactly(bundled: Flask) -> None:
    with bundled.app_context():
        with transaction():
            removed = projects.remove_examples()
        left = {record.slug: dump_project(record) for record in projects.all_records()}
        invented = db.session.scalars(select(SourceRow.id).where(SourceRow.is_example)).all()
        centres = db.session.scalars(select(CentreRow.name).where(CentreRow.is_example)).all()

    assert removed > 1000
    assert left == {slug: dump_project(real_record(slug)) for slug in REAL}
    assert invented == []
    assert centres == []


def test_removing_examples_twice_removes_nothing_more(bundled: Flask) -> None:
    with bundled.app_context():
        with transaction():
            projects.remove_examples()
        with transaction():
            assert projects.remove_examples() == 0


def test_a_real_project_of_an_invented_centre_stays_with_its_centre(bundled: Flask) -> None:
    with bundled.app_context():
        invented = projects.get_record("rzeczna")
        real = replace(real_record("klucze"), slug="prawdziwy", centre=invented.centre)
        with transaction():
            projects.insert_project(real)
        with transaction():
            projects.remove_examples()

        assert projects.get_record("prawdziwy").centre.name == invented.centre.name


def test_projects_of_one_centre_share_it(app: Flask) -> None:
    record = real_record("krasnystaw")

    with app.app_context():
        with transaction():
            projects.insert_projects([record, replace(record, slug="krasnystaw-2")])
        centres = {projects.get_record(slug).centre.id for slug in ("krasnystaw", "krasnystaw-2")}

    assert len(centres) == 1


def projects_of_files() -> list[str]:
    """The short names of the bundled projects, in order."""
    return sorted({*REAL, *(path.stem for path in DEMO.glob("*.json"))})
