"""What the forms of the screens take, and what they say of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from tests.unit.speaking import speaking
from tracker.domain.screens import DayHours, ScreenDay, ScreenPlan, ScreenView
from tracker.domain.vocabulary import Voivodeship
from tracker.schemas.problems import problems_of
from tracker.schemas.screens import MessageSchema, PlanChangeSchema, PushSchema, ScreenSchema, typed_plan

minutes = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
hours = st.tuples(minutes, minutes).filter(lambda two: two[0] < two[1]).map(lambda two: DayHours(*two))
plans = st.builds(
    ScreenPlan,
    name=st.text("Korytarz 2", min_size=1, max_size=80).map(lambda text: f"S{text.strip()}"[:80]),
    place=st.just("") | st.just("Hol przy kasie"),
    voivodeship=st.none() | st.sampled_from(Voivodeship),
    playlist=st.lists(st.sampled_from(ScreenView), min_size=1, max_size=6, unique=True).map(tuple),
    seconds=st.integers(8, 300),
    day_hours=st.none() | hours,
    shows=st.sampled_from(ScreenDay),
    language=st.sampled_from(["pl", "en"]),
) | st.builds(ScreenPlan, name=st.just("Sala"), centre_id=st.integers(1, 10**12))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Messages are those of the code."""
    with speaking("en"):
        yield


def faults(fields: dict[str, str]) -> dict[str, str]:
    """What is said of a plan that differs from the usual one in some fields, by field."""
    with pytest.raises(ValidationError) as refusal:
        ScreenSchema().load(typed_plan(ScreenPlan("Korytarz")) | fields)
    return {problem.where: problem.message for problem in problems_of(refusal.value)}


@given(plans)
def test_a_plan_survives_its_own_form(plan: ScreenPlan) -> None:
    with speaking("en"):
        loaded = ScreenSchema().load(typed_plan(plan))

    assert loaded == replace(plan, name=" ".join(plan.name.split()))


def test_views_stand_in_the_order_of_their_places_and_gaps_are_left_out() -> None:
    typed = typed_plan(ScreenPlan("Sala", playlist=())) | {"view-6": "map", "view-2": "", "view-1": "curve"}

    assert ScreenSchema().load(typed).playlist == (ScreenView.CURVE, ScreenView.MAP)


@pytest.mark.parametrize(
    ("fields", "where", "said"),
    [
        ({"name": "  – "}, "name", "Give the screen a name"),
        ({"name": "x" * 81}, "name", "80 characters"),
        ({"name": "<script>"}, "name", "the signs < and >"),
        ({"place": "x" * 121}, "place", "At most 120"),
        ({"place": "<b>"}, "place", "the signs"),
        ({"scope": "voivodeship-99"}, "scope", "Choose one"),
        ({"scope": "centre-0"}, "scope", "Choose one"),
        ({"scope": ""}, "scope", "Choose one"),
        ({f"view-{place}": "" for place in range(1, 7)}, "views", "at least one"),
        ({"view-2": "numbers"}, "views", "each view once"),
        ({"view-6": "silence", "view-7": "map"}, "views", "At most 6"),
        ({"view-1": "people"}, "views", "Choose one"),
        ({"seconds": "7"}, "seconds", "from 8 to 300"),
        ({"seconds": "301"}, "seconds", "from 8 to 300"),
        ({"seconds": "20,5"}, "seconds", "whole number"),
        ({"seconds": "٢٠"}, "seconds", "whole number"),
        ({"day_begins": "16:00", "day_ends": "8:00"}, "day_ends", "later than it begins"),
        ({"day_begins": "8:00", "day_ends": "8:00"}, "day_ends", "later than it begins"),
        ({"day_ends": ""}, "day_ends", "both hours"),
        ({"day_begins": "24:00"}, "day_begins", "A time is expected"),
        ({"shows": "yesterday"}, "shows", "Choose one"),
        ({"language": "de"}, "language", "Choose one"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(fields: dict[str, str], where: str, said: str) -> None:
    found = faults(fields)

    assert set(found) == {where}
    assert said in found[where]


def test_every_fault_is_told_at_once() -> None:
    assert faults({"name": "", "seconds": "0", "day_begins": "x", "view-2": "numbers"}).keys() == {
        "name", "seconds", "day_begins", "views",
    }  # fmt: skip


@pytest.mark.parametrize("seen", ["", "-1", "one", "9" * 30])
def test_a_change_names_the_version_it_is_of(seen: str) -> None:
    with pytest.raises(ValidationError):
        PlanChangeSchema().load(typed_plan(ScreenPlan("Sala")) | {"seen": seen})


@pytest.mark.parametrize(
    ("schema", "fields", "where"),
    [
        (PushSchema, {"view": "curve", "minutes": "0"}, "minutes"),
        (PushSchema, {"view": "curve", "minutes": "481"}, "minutes"),
        (PushSchema, {"view": "people", "minutes": "5"}, "view"),
        (PushSchema, {"view": "", "minutes": "5"}, "view"),
        (MessageSchema, {"message": " ", "until": "2026-11-23T14:00"}, "message"),
        (MessageSchema, {"message": "x" * 161, "until": "2026-11-23T14:00"}, "message"),
        (MessageSchema, {"message": "Alarm", "until": "2026-02-30T14:00"}, "until"),
        (MessageSchema, {"message": "Alarm", "until": ""}, "until"),
    ],
)
def test_a_deed_that_cannot_be_done_is_said_at_its_field(
    schema: type[PushSchema | MessageSchema], fields: dict[str, str], where: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        schema().load(fields)

    assert [problem.where for problem in problems_of(refusal.value)] == [where]
