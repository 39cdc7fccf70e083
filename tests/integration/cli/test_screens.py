"""The commands of ``flask screens``."""

from __future__ import annotations

import re
from datetime import time

import pytest
from click.testing import Result
from flask import Flask

from tests.integration.web.editing import make_record, store
from tracker.domain.screens import DayHours, ScreenDay, ScreenView
from tracker.domain.vocabulary import Voivodeship
from tracker.storage.screens import all_screens

LINK = re.compile(r"http://\S+(/ekran/\S+)")


def run(app: Flask, *arguments: str) -> Result:
    """Run a command."""
    return app.test_cli_runner().invoke(args=["screens", *arguments])


def test_a_screen_is_made_listed_and_withdrawn(app: Flask) -> None:
    made = run(
        app, "create", "Korytarz", "--place", "II piętro", "--voivodeship", "lubelskie", "--views", "curve, map",
        "--seconds", "30", "--day", "7:30-15:30", "--as-of", "today", "--language", "en",
    )  # fmt: skip
    (link,) = LINK.findall(made.stdout)
    opened, listed = app.test_client().get(link).status_code, run(app, "list").stdout
    revoked = run(app, "revoke", "korytarz")
    with app.app_context():
        (screen,) = all_screens()

    assert (made.exit_code, opened, revoked.exit_code) == (0, 200, 0)
    assert app.test_client().get(link).status_code == 404
    assert "1\tKorytarz\tII piętro\tlubelskie\tcurve,map\tnigdy\tjeszcze niepołączony" in listed
    assert link.rpartition("/")[2] not in listed
    assert screen.plan.voivodeship is Voivodeship.LUBELSKIE
    assert screen.plan.playlist == (ScreenView.CURVE, ScreenView.MAP)
    assert screen.plan.day_hours == DayHours(time(7, 30), time(15, 30))
    assert (screen.plan.seconds, screen.plan.shows, screen.plan.language) == (30, ScreenDay.TODAY, "en")
    assert screen.withdrawn_at is not None


def test_a_screen_of_a_centre_is_made_with_usual_views(app: Flask) -> None:
    store(app, make_record())

    answer = run(app, "create", "Klucze", "--centre", "klucze", "--day", "")

    with app.app_context():
        (screen,) = all_screens()
    assert answer.exit_code == 0
    assert screen.plan.centre_id is not None
    assert screen.plan.day_hours is None
    assert len(screen.plan.playlist) == 6


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("create", ""), "name:"),
        (("create", "KORYTARZ"), "name:"),
        (("create", "Hol", "--voivodeship", "krakowskie"), "--voivodeship:"),
        (("create", "Hol", "--centre", "nowhere"), "--centre:"),
        (("create", "Hol", "--views", "curve,curve"), "--views:"),
        (("create", "Hol", "--views", "people"), "--views:"),
        (("create", "Hol", "--views", "numbers,changes,curve,silence,milestones,centre,map"), "--views:"),
        (("create", "Hol", "--seconds", "5"), "--seconds:"),
        (("create", "Hol", "--day", "16-8"), "--day:"),
        (("create", "Hol", "--day", "16:00-8:00"), "--day:"),
        (("revoke", "Hol"), "Hol:"),
        (("revoke", "99999999999999999999"), "99999999999999999999:"),
    ],
)
def test_what_cannot_be_done_is_said_in_lines(app: Flask, arguments: tuple[str, ...], said: str) -> None:
    run(app, "create", "Korytarz")

    answer = run(app, *arguments)

    assert answer.exit_code == 1
    assert answer.stderr.startswith(said)
    assert "Traceback" not in answer.output
    with app.app_context():
        assert [screen.withdrawn_at for screen in all_screens()] == [None]
