"""A new tracker opens with the bundled portfolio; an old one keeps what it holds."""

from __future__ import annotations

from flask import Flask

from tracker.cli.setup import prepare
from tracker.storage.audit import events_of
from tracker.storage.projects import project_slugs, remove_examples
from tracker.storage.transactions import transaction

SOURCED = {"klucze", "krasnystaw", "lopiennik-gorny", "myslenice", "przasnysz"}


def test_empty_database_gets_the_bundled_portfolio(app: Flask) -> None:
    prepare(app)

    with app.app_context():
        assert set(project_slugs()) >= SOURCED


def test_filling_an_empty_database_is_on_record(app: Flask) -> None:
    prepare(app)
    prepare(app)

    with app.app_context():
        events = [(event.actor, event.deed, event.after) for event in events_of(None)]
    assert events == [("python app.py", "load_bundled", {"added": 14})]


def test_removed_examples_stay_removed(app: Flask) -> None:
    prepare(app)
    with app.app_context(), transaction():
        remove_examples()

    prepare(app)

    with app.app_context():
        assert set(project_slugs()) == SOURCED
