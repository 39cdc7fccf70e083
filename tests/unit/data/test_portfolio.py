"""The five real projects are recorded as their announcements state them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from tests.unit.data.bundled import PORTFOLIO, REAL, read_folder, real_record
from tracker.config import ROOT
from tracker.domain.identifiers import NumberRemark, project_number_remarks
from tracker.domain.provenance import Fact, Viewpoint
from tracker.domain.snapshot import resolve_facts, take_snapshot
from tracker.domain.vocabulary import (
    AmountPrecision,
    DatePrecision,
    FactName,
    FundingClaim,
    MilestoneEntryKind,
    MilestoneKind,
    PostKind,
    StatementKind,
    TrainingKind,
)
from tracker.exchange.snapshot import read_settings

LATER = Viewpoint(date(2026, 11, 22))


def fact(slug: str, name: FactName) -> Fact:
    return resolve_facts(real_record(slug), LATER)[name]


def test_the_portfolio_is_the_five_projects_as_of_its_reference_day() -> None:
    settings = read_settings((PORTFOLIO / "portfolio.json").read_text(encoding="utf-8"), file="portfolio.json")

    assert tuple(read_folder(PORTFOLIO)) == REAL
    assert settings.reference_day == date(2019, 10, 15)
    assert settings.reference_note


@pytest.mark.parametrize(
    ("slug", "value", "start", "end"),
    [
        ("krasnystaw", "374101.08", "2019-04", "2020-04-30"),
        ("klucze", "346746.25", "2018-01-01", "2019-06-30"),
        ("przasnysz", "402025.00", "2019-10-01", "2021-02-28"),
        ("myslenice", "407351.25", "2018-05", "2019-10"),
        ("lopiennik-gorny", "325377.82", "2020-01-01", "2021-06-30"),
    ],
)
def test_value_and_period_are_those_of_the_source(slug: str, value: str, start: str, end: str) -> None:
    first, last = fact(slug, FactName.START).partial_date, fact(slug, FactName.END).partial_date

    assert fact(slug, FactName.TOTAL_VALUE).amount == Decimal(value)
    assert first is not None
    assert first.isoformat() == start
    assert last is not None
    assert last.isoformat() == end


def test_the_value_of_klucze_is_derived_from_its_two_parts() -> None:
    value = fact("klucze", FactName.TOTAL_VALUE)

    assert value.chosen is None
    assert [statement.as_written for statement in value.statements] == ["292 237,73 zł", "54 508,52 zł"]


def test_przasnysz_prints_no_grosze_and_krasnystaw_only_plans() -> None:
    przasnysz = fact("przasnysz", FactName.TOTAL_VALUE).chosen
    krasnystaw = fact("krasnystaw", FactName.TOTAL_VALUE).chosen

    assert przasnysz is not None
    assert przasnysz.amount_precision is AmountPrecision.ZLOTY
    assert krasnystaw is not None
    assert krasnystaw.kind is StatementKind.PLANNED


@pytest.mark.parametrize("slug", ["krasnystaw", "przasnysz", "lopiennik-gorny"])
def test_a_claim_of_who_pays_never_becomes_an_amount(slug: str) -> None:
    claim = fact(slug, FactName.FUNDING_CLAIM).text

    assert claim in set(FundingClaim)
    assert fact(slug, FactName.EU_FUNDING).value is None
    assert fact(slug, FactName.STATE_FUNDING).value is None


def test_totals_of_other_projects_are_nowhere() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in PORTFOLIO.glob("*.json"))

    assert "905" not in text
    assert "634846" not in text
    assert "634 846" not in text


def test_myslenice_prints_a_number_of_another_action() -> None:
    number = fact("myslenice", FactName.PROJECT_NUMBER)

    assert number.text == "POWER.02.06.00-00-0193/17"
    assert NumberRemark.OTHER_ACTION in project_number_remarks(number.text)
    assert number.chosen is not None
    assert "2.6" in number.chosen.note


def test_the_call_number_of_krasnystaw_is_no_project_number() -> None:
    assert fact("krasnystaw", FactName.CALL_NUMBER).text == "POWR.02.05.00-IP.03-00-019/18"
    assert fact("krasnystaw", FactName.PROJECT_NUMBER).value is None


def test_true_events_are_real_facts() -> None:
    told = [
        (slug, milestone.kind, entry.day.isoformat())
        for slug in REAL
        for milestone in real_record(slug).milestones
        for entry in milestone.entries
        if entry.kind is MilestoneEntryKind.ACHIEVED
    ]

    assert told == [
        ("lopiennik-gorny", MilestoneKind.OTHER, "2020-02-01"),
        ("lopiennik-gorny", MilestoneKind.NEW_STRUCTURE, "2020-03-01"),
        ("myslenice", MilestoneKind.NEW_STRUCTURE, "2018-09-03"),
        ("myslenice", MilestoneKind.STUDY_VISIT, "2018-09-18"),
    ]


def test_myslenice_hired_two_and_took_twenty_two_on_a_visit() -> None:
    record = real_record("myslenice")
    hired = next(post for post in record.posts if post.is_new)
    visit = next(training for training in record.trainings if training.kind is TrainingKind.STUDY_VISIT)

    assert (hired.kind, hired.entries[0].quantity) == (PostKind.SOCIAL_WORK, Decimal(2))
    assert (visit.entries[0].quantity, visit.entries[0].day) == (Decimal(1), date(2018, 9, 18))
    assert visit.entries[0].note.startswith("22 ")


@pytest.mark.parametrize("slug", REAL)
def test_nothing_real_rests_on_an_example(slug: str) -> None:
    snapshot = take_snapshot(real_record(slug), LATER)

    assert not snapshot.has_examples
    assert not snapshot.record.centre.is_example
    assert snapshot.plan is None


@pytest.mark.parametrize("slug", REAL)
def test_what_was_said_is_known_from_the_day_of_the_source_or_of_recording(slug: str) -> None:
    for statement in real_record(slug).statements:
        published = statement.origin.source.published

        expected = published.value if published else date(2026, 11, 22)
        assert statement.origin.known_on == expected
        assert published is None or published.precision is DatePrecision.DAY


def test_the_gazetteer_agrees_with_the_centres() -> None:
    places = json.loads((ROOT / "data" / "reference" / "places.json").read_text(encoding="utf-8"))["places"]
    centres = {record.centre.commune_code: record.centre for record in map(real_record, REAL)}

    for place in places:
        centre = centres.pop(place["commune_code"])
        assert (place["name"], place["county"]) == (centre.place, centre.county)
        assert (place["latitude"], place["longitude"]) == (centre.latitude, centre.longitude)
        assert place["commune_code"].startswith(place["county_code"])
    assert not centres
