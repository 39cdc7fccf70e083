"""A deed is done whole or not at all, and every deed counts, whoever else is writing."""

from __future__ import annotations

import threading

import pytest
from flask import Flask

from tracker.domain.portfolio import PortfolioSettings
from tracker.storage.projects import project_revisions
from tracker.storage.settings import get_settings, save_settings
from tracker.storage.transactions import data_version, next_data_version, touch_projects, transaction

WRITERS = 8
DEEDS = 5


def test_what_fails_half_way_leaves_nothing(bundled: Flask) -> None:
    with bundled.app_context():
        before, settings = data_version(), get_settings()

        with pytest.raises(ZeroDivisionError):
            change_and_fail()

        assert data_version() == before
        assert get_settings() == settings


def change_and_fail() -> None:
    """A deed that breaks after its changes."""
    with transaction():
        save_settings(PortfolioSettings("Inny"))
        touch_projects([1, 2])
        _ = 1 / 0


def test_a_deed_may_follow_a_question_of_the_same_request(bundled: Flask) -> None:
    with bundled.app_context():
        before = data_version()

        with transaction():
            next_data_version()

        assert data_version() == before + 1


def test_only_touched_projects_get_the_new_revision(bundled: Flask) -> None:
    with bundled.app_context():
        before = project_revisions()
        some = sorted(before)[:2]
        with transaction():
            revision = touch_projects(some)

        after = project_revisions()

    assert {key for key in after if after[key] != before[key]} == set(some)
    assert revision > max(before.values())
    assert {after[key] for key in some} == {revision}


def test_writers_at_the_same_time_lose_no_version(bundled: Flask) -> None:
    with bundled.app_context():
        before = data_version()
    failures: list[BaseException] = []

    def write() -> None:
        try:
            with bundled.app_context():
                for _ in range(DEEDS):
                    # A question first, as every page has one: it must not spoil the deed.
                    data_version()
                    with transaction():
                        touch_projects([1])
        except BaseException as failure:  # noqa: BLE001  The test reports whatever went wrong in a thread.
            failures.append(failure)

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    with bundled.app_context():
        assert data_version() == before + WRITERS * DEEDS
