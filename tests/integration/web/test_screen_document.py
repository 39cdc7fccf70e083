"""The document of a shared screen: the figures of the pages, small, and the same as long as nothing changes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import brotli
import pytest
from flask import Flask, template_rendered
from jinja2 import Template

from tests.integration.web.page import Page, text_of
from tests.unit.data.bundled import real_record
from tracker.change_sentences.found import find_changes
from tracker.domain.changes import Direction
from tracker.domain.permissions import EVERYWHERE
from tracker.domain.portfolio import Filters
from tracker.domain.provenance import Viewpoint
from tracker.domain.screens import Control, DayHours, Screen, ScreenDay, ScreenPlan, ScreenView
from tracker.domain.vocabulary import Status, Voivodeship
from tracker.services.invention.crowd import add_crowd
from tracker.services.portfolio import PortfolioBook
from tracker.storage import projects
from tracker.storage.settings import get_settings
from tracker.storage.transactions import next_data_version, touch_projects, transaction
from tracker.web.screens.document import Document, document_for

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
OCTOBER = date(2019, 10, 15)
EVERY_VIEW = ScreenPlan("Korytarz", playlist=tuple(ScreenView))

pytestmark = pytest.mark.parametrize("bundled", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def context(bundled: Flask) -> Iterator[None]:
    """An application context, outside any request: a document is made for nobody in particular."""
    with bundled.test_request_context():
        yield


def screen(plan: ScreenPlan = EVERY_VIEW, control: Control | None = None) -> Screen:
    return Screen(key=1, plan=plan, control=control or Control(), version=1, created_at=NOW)


def document(plan: ScreenPlan = EVERY_VIEW, control: Control | None = None, now: datetime = NOW) -> Document:
    return document_for(screen(plan, control), now=now)


def content(plan: ScreenPlan = EVERY_VIEW, control: Control | None = None, now: datetime = NOW) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(document(plan, control, now).body)
    return found


def slide(found: dict[str, Any], key: str) -> str:
    """The words of a slide."""
    html = next(one["html"] for one in found["slides"] if one["key"] == key)
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


def test_the_figures_are_those_of_the_pages(bundled: Flask) -> None:
    book: PortfolioBook = bundled.extensions["portfolio_book"]
    view = book.view(Viewpoint(OCTOBER))
    week = Viewpoint(date(2019, 10, 8)), Viewpoint(OCTOBER)
    curve = view.curve(Filters())
    assert curve is not None
    assert curve.compared is not None
    reader = bundled.test_client()

    found = content()

    figures = found["figures"]
    assert figures["as_of"] == "2019-10-15"
    numbers = figures["numbers"]
    assert numbers["statuses"] == {status.value: view.sums.statuses.get(status, 0) for status in Status}
    assert sum(numbers["statuses"].values()) == numbers["projects"] == view.sums.projects == 14
    assert numbers["spent_rate"] == round(float(view.sums.spent_rate or 0), 4)
    assert numbers["milestones_planned"] == view.sums.milestones_planned
    assert figures["curve"]["compared"] == curve.compared.projects
    assert figures["curve"]["spent"] == f"{curve.compared.spent_now / 100:.2f}"
    assert figures["silence"]["round_submitted"] == view.sums.round_submitted
    assert figures["milestones"]["due"] == sum(len(row.due_soon) for row in view.rows)
    assert figures["map"]["lagging"] == sum(region.lagging for region in view.regions)
    changes = find_changes(book.comparisons(list(view.rows), *week))
    assert figures["changes"]["changes"]["worse"] == sum(one.direction is Direction.WORSE for one in changes)
    assert figures["centre-rzeczna"]["status"] == "at_risk"
    assert slide(found, "numbers").startswith(text_of(Page(reader.get("/")).one("h1")).replace("\u00a0", " "))
    assert slide(found, "map").startswith(text_of(Page(reader.get("/mapa")).one("h1")).replace("\u00a0", " "))


def test_the_five_sentences_begin_with_what_got_worse() -> None:
    html = next(one["html"] for one in content()["slides"] if one["key"] == "changes")

    directions = re.findall(r"slide-direction--(\w+)", html)
    assert len(directions) == 5
    assert directions == sorted(directions, key=["worse", "neutral", "better"].index)
    assert directions[0] == "worse"


def test_every_view_has_a_slide_and_every_slide_a_key_of_its_own() -> None:
    slides = content()["slides"]

    keys = [one["key"] for one in slides]
    assert list(dict.fromkeys(one["view"] for one in slides)) == list(ScreenView)
    assert len(set(keys)) == len(keys)
    for one in slides:
        assert f'data-key="{one["key"]}"' in one["html"]
        assert f'aria-labelledby="slide-{one["key"]}"' in one["html"]
        assert not re.search(r"<script|<a |style=|\son\w+=", one["html"])
    ids = re.findall(r' id="([^"]+)"', "".join(one["html"] for one in slides))
    assert len(set(ids)) == len(ids)


def test_the_tag_holds_while_nothing_changes_and_goes_with_everything_that_is_shown() -> None:
    until = NOW + timedelta(hours=1)
    same = document().etag

    assert document(now=NOW + timedelta(seconds=61)).etag == same
    assert document(replace(EVERY_VIEW, name="Sala", place="Parter")).etag == same
    assert document(control=Control(message="Zebranie", message_until=NOW)).etag == same

    others = [
        document(replace(EVERY_VIEW, seconds=30)),
        document(replace(EVERY_VIEW, playlist=[ScreenView.MAP])),
        document(replace(EVERY_VIEW, language="en")),
        document(replace(EVERY_VIEW, day_hours=None)),
        document(replace(EVERY_VIEW, voivodeship=Voivodeship.LUBELSKIE)),
        document(control=Control(is_paused=True)),
        document(control=Control(message="Zebranie", message_until=until)),
        document(control=Control(pushed=ScreenView.CURVE, pushed_until=until)),
        document(now=datetime(2026, 7, 1, 7, 30, tzinfo=UTC)),
    ]
    assert len({same, *(other.etag for other in others)}) == len(others) + 1


def test_the_tag_goes_with_a_new_project_but_not_with_a_touch() -> None:
    before = document()

    with transaction():
        touch_projects([1])
    touched = document()
    with transaction():
        projects.insert_project(replace(real_record("klucze"), slug="klucze-2"))
    added = document()

    assert touched.etag == before.etag
    assert added.etag != before.etag
    assert json.loads(added.body)["figures"]["numbers"]["projects"] == 15


def test_a_view_that_is_not_in_the_playlist_can_be_pushed_all_the_same() -> None:
    plan = replace(EVERY_VIEW, playlist=[ScreenView.NUMBERS, ScreenView.CURVE])
    control = Control(pushed=ScreenView.MAP, pushed_until=NOW + timedelta(hours=1))

    views = [one["view"] for one in content(plan, control)["slides"]]

    assert views == ["numbers", "curve", "map"]
    assert [one["view"] for one in content(plan, control, NOW + timedelta(hours=1))["slides"]] == ["numbers", "curve"]


def test_a_draft_that_somebody_saves_makes_no_document_anew() -> None:
    before = document()

    with transaction():
        next_data_version()

    assert document() is before


def test_screens_that_show_the_same_at_another_pace_share_their_slides(bundled: Flask) -> None:
    document()
    printed: list[str] = []

    def note(_app: Flask, template: Template, **_: object) -> None:
        printed.append(template.name or "")

    with template_rendered.connected_to(note, bundled):
        document(replace(EVERY_VIEW, seconds=30), Control(is_paused=True))
        shared = list(printed)
        document(replace(EVERY_VIEW, language="en", playlist=[ScreenView.CURVE]))

    assert shared == []
    assert printed == ["screen/slides/curve.html"]


def test_what_the_desk_wants_is_told_until_it_is_over() -> None:
    until = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    control = Control(is_paused=True, pushed=ScreenView.CURVE, pushed_until=until, message="<b>", message_until=until)

    during, after = content(control=control), content(control=control, now=until)

    assert during["pushed"] == {"view": "curve", "until": "2026-11-23T09:00:00Z"}
    assert during["message"] == {"text": "<b>", "until": "2026-11-23T09:00:00Z"}
    assert (after["pushed"], after["message"], after["paused"]) == (None, None, True)
    assert (during["utc_offset"], content(now=datetime(2026, 7, 1, tzinfo=UTC))["utc_offset"]) == (60, 120)
    assert content(replace(EVERY_VIEW, day_hours=DayHours(time(8), time(16, 30))))["day_hours"] == [480, 990]
    assert during["as_of"].replace("\u00a0", " ") == "15 października 2019"
    assert during["is_example"]


def test_a_hundred_projects_are_under_forty_kilobytes() -> None:
    with transaction():
        add_crowd(86, seed=25)

    found = document()

    assert json.loads(found.body)["figures"]["numbers"]["projects"] >= 100
    assert len(found.compressed) < 40_000
    assert brotli.decompress(found.compressed) == found.body


def test_a_part_of_the_portfolio_is_shown_alone(bundled: Flask) -> None:
    book: PortfolioBook = bundled.extensions["portfolio_book"]
    row = next(row for row in book.view(Viewpoint(OCTOBER), EVERYWHERE).rows if row.slug == "klucze")

    part = content(replace(EVERY_VIEW, voivodeship=Voivodeship.LUBELSKIE))
    centre = content(replace(EVERY_VIEW, centre_id=row.centre.id))

    assert part["figures"]["numbers"]["projects"] == 3
    assert centre["figures"]["numbers"]["projects"] == 1
    assert [one["key"] for one in centre["slides"] if one["view"] == "centre"] == ["centre-klucze"]
    assert "Rzeczna" not in json.dumps(part, ensure_ascii=False)


def test_the_day_is_the_reference_day_or_today() -> None:
    found = content(replace(EVERY_VIEW, shows=ScreenDay.TODAY))

    assert get_settings().reference_day == OCTOBER
    assert found["figures"]["as_of"] == "2026-11-23"
    # A week in which nothing happened says so, and when something last did.
    assert "nic się nie zmieniło" in slide(found, "changes")
