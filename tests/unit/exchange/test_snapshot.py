"""A project's file and its history are each other's inverse; what is wrong is told with its path."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.exchange.project_file import make_document, make_text
from tracker.domain.errors import InvalidInputError
from tracker.domain.portfolio import PortfolioSettings
from tracker.domain.vocabulary import AmountPrecision
from tracker.exchange.documents import format_document
from tracker.exchange.dumping import dump_project
from tracker.exchange.snapshot import read_portfolio, read_project, read_settings, write_portfolio
from tracker.schemas.projects import FORMAT
from tracker.services.invention.crowd import crowd_record


def problems(**changes: Any) -> list[str]:
    with pytest.raises(InvalidInputError) as refusal:
        read_project(make_text(**changes), file="klucze.json")
    return [str(problem) for problem in refusal.value.problems]


@given(st.integers(0, 40_000), st.integers(0, 5))
def test_a_history_survives_its_file(index: int, seed: int) -> None:
    dumped = dump_project(crowd_record(index, seed=seed))

    read = read_project(format_document({"format": FORMAT} | dumped), file="x.json")

    assert dump_project(read.record) == dumped


def test_an_export_reads_back_and_writes_the_same_bytes() -> None:
    settings = PortfolioSettings("Portfel", date(2019, 10, 15), "Dlatego.")
    text = "".join(write_portfolio(settings, [crowd_record(index, seed=1) for index in range(3)]))

    read_back, projects = read_portfolio(text, file="x.json")

    assert read_back == settings
    assert "".join(write_portfolio(read_back, [project.record for project in projects])) == text


def test_an_empty_portfolio_is_an_export_too() -> None:
    text = "".join(write_portfolio(PortfolioSettings(), []))

    assert read_portfolio(text, file="x.json") == (PortfolioSettings(), [])


def test_defaults_come_from_the_file_and_the_source() -> None:
    dated = {"key": "a", "kind": "announcement", "publisher": "OPS", "title": "Projekt", "published": "2018-09-26"}

    undated_origin = read_project(make_text(), file="x").record.statements[0].origin
    dated_origin = read_project(make_text(sources=[dated]), file="x").record.statements[0].origin

    assert undated_origin.recorded_at == datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert undated_origin.known_on == date(2026, 11, 22)
    assert dated_origin.known_on == date(2018, 9, 26)


def test_an_amount_without_a_precision_has_that_of_its_spelling() -> None:
    stated = {"fact": "total_value", "value": "402025.00", "as_written": "402 025 zł", "kind": "stated", "source": "a"}

    record = read_project(make_text(statements=[stated]), file="x").record

    assert record.statements[0].amount_precision is AmountPrecision.ZLOTY


def test_an_addition_names_its_project_and_has_no_centre() -> None:
    document = make_document(extends="klucze")
    del document["slug"], document["centre"]

    read = read_project(format_document(document), file="x")

    assert read.extends
    assert read.record.slug == "klucze"
    assert problems(extends="klucze")
    assert problems(slug=None)


STATEMENT = {"fact": "total_value", "value": "1.00", "kind": "stated", "source": "a"}
MILESTONE = {"number": 1, "kind": "study_visit", "name": "Wizyta", "source": "a"}
TASK = {"number": 1, "name": "Zadanie", "monthly": {"2019-04": "1.00"}}
PLAN = {"source": "a", "tasks": [TASK]}
QUARTER = {"first_day": "2019-04-01", "last_day": "2019-06-30"}
SUBMISSION = {"number": 1, "source": "a", "effective_on": "2019-07-05"}
SPENDING = {"task": 1, "month": "2019-04", "amount": "5.00"}


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"colour": "red"}, "colour"),
        ({"format": "portfel-9/9"}, "format"),
        ({"slug": "Klucze!"}, "slug"),
        ({"slug": "nowy"}, "slug"),
        ({"recorded_at": "2026-11-22"}, "recorded_at"),
        ({"statements": [STATEMENT | {"value": "402 025"}]}, "statements[0].value"),
        ({"statements": [STATEMENT | {"value": "-5.00"}]}, "statements[0].value"),
        ({"statements": [STATEMENT | {"fact": "start", "value": "kwiecień"}]}, "statements[0].value"),
        ({"statements": [STATEMENT | {"fact": "stage", "value": "unknown"}]}, "statements[0].value"),
        ({"statements": [STATEMENT | {"fact": "price"}]}, "statements[0].fact"),
        ({"statements": [STATEMENT | {"source": "b"}]}, "statements[0].source"),
        ({"statements": [STATEMENT | {"amount": "1.00"}]}, "statements[0].amount"),
        ({"statements": "none"}, "statements"),
        ({"statements": [[]]}, "statements[0]"),
        ({"centre": {"name": "OPS"}}, "centre.place"),
        ({"sources": [{"key": "a", "kind": "rumour", "publisher": "x", "title": "y"}]}, "sources[0].kind"),
        ({"choices": [{"fact": "title", "statement": 9, "reason": "x", "source": "a"}]}, "choices[0].statement"),
        ({"choices": [{"fact": "end", "statement": 0, "reason": "x", "source": "a"}]}, "choices[0].statement"),
        ({"milestones": [MILESTONE, MILESTONE]}, "milestones[1].number"),
        ({"milestones": [MILESTONE | {"weight": 0}]}, "milestones[0].weight"),
        ({"plans": [PLAN | {"tasks": []}]}, "plans[0].tasks"),
        (
            {"plans": [{"source": "a", "tasks": [{"number": 1, "name": "x", "monthly": {"2019-4": "1.00"}}]}]},
            "plans[0].tasks[0].monthly.2019-4",
        ),
        (
            {"plans": [{"source": "a", "tasks": [{"number": 1, "name": "x", "monthly": {"2019-04": "-1.00"}}]}]},
            "plans[0].tasks[0].monthly.2019-04",
        ),
        ({"plans": [PLAN | {"tasks": [TASK, TASK]}]}, "plans[0].tasks[1].number"),
        ({"reports": [{"period": QUARTER | {"last_day": "2019-03-31"}}]}, "reports[0].period.last_day"),
        ({"reports": [{"period": QUARTER}, {"period": QUARTER}]}, "reports[1].period"),
        (
            {"reports": [{"period": QUARTER, "submissions": [SUBMISSION, SUBMISSION]}]},
            "reports[0].submissions[1].number",
        ),
        (
            {"reports": [{"period": QUARTER, "submissions": [SUBMISSION | {"spending": [SPENDING] * 2}]}]},
            "reports[0].submissions[0].spending[1]",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_path(changes: dict[str, Any], where: str) -> None:
    assert any(problem.startswith(f"klucze.json: {where}: ") for problem in problems(**changes))


def test_every_problem_of_a_file_is_told_at_once() -> None:
    wrong = [STATEMENT | {"value": "x"}, STATEMENT | {"kind": "rumoured"}, STATEMENT | {"fact": "price"}]

    assert len(problems(statements=wrong, colour="red")) == 4


def test_a_source_nothing_rests_on_is_told_rather_than_lost() -> None:
    idle = {"key": "b", "kind": "letter", "publisher": "x", "title": "y"}

    told = problems(sources=[*make_document()["sources"], idle])

    assert told == ["klucze.json: sources[1].key: Nothing rests on this source."]


def test_settings_are_read_from_their_own_file() -> None:
    text = format_document({"format": FORMAT, "settings": {"name": "Portfel", "reference_day": "2019-10-15"}})

    assert read_settings(text, file="portfolio.json") == PortfolioSettings("Portfel", date(2019, 10, 15))
