"""Reports in files: every part survives, and what refers to nothing is told with its path."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from tests.unit.domain.full_report import CONTENT, DECISIONS, make_reported
from tracker.domain.errors import InvalidInputError
from tracker.exchange.documents import format_document
from tracker.exchange.dumping import dump_project
from tracker.exchange.snapshot import read_project
from tracker.schemas.projects import FORMAT

DUMPED: dict[str, Any] = {"format": FORMAT} | dump_project(make_reported())


def test_every_part_of_a_report_survives_its_file() -> None:
    record = read_project(format_document(DUMPED), file="x.json").record

    (submission,) = record.reports[0].submissions
    assert submission.content == CONTENT
    assert submission.decisions == DECISIONS
    assert {"format": FORMAT} | dump_project(record) == DUMPED


@pytest.mark.parametrize(
    ("part", "wrong", "path"),
    [
        ("posts", [{"post": 1, "quantity": "1"}], "posts[0].post"),
        ("posts", [{"post": 0, "quantity": "1"}, {"post": 0, "quantity": "2"}], "posts[1]"),
        ("trainings", [{"training": -1, "quantity": "1"}], "trainings[0].training"),
        ("milestones", [{"number": 9, "kind": "achieved", "day": "2019-04-03"}], "milestones[0].number"),
        ("milestones", [{"number": 1, "kind": "baseline", "day": "2019-04-03"}], "milestones[0].kind"),
        ("milestones", [{"number": 1, "kind": "achieved", "day": "2019-04-03"}] * 2, "milestones[1].number"),
        ("declared_status", "finished", "declared_status"),
        ("unchanged", ["weather"], "unchanged[0]"),
        ("explanations", {"negative.2": ""}, "explanations"),
    ],
)
def test_part_that_makes_no_sense_is_told_with_its_path(part: str, wrong: Any, path: str) -> None:
    document = deepcopy(DUMPED)
    document["reports"][0]["submissions"][0][part] = wrong

    with pytest.raises(InvalidInputError) as refusal:
        read_project(format_document(document), file="x.json")

    assert any(f"reports[0].submissions[0].{path}" in str(problem) for problem in refusal.value.problems)
