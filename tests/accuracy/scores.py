"""How well the announcement reader reads texts of which the facts are known."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tracker.reading.decoding import decode
from tracker.reading.page import fold
from tracker.reading.reader import read
from tracker.reading.result import AMOUNT_FIELDS, DATE_FIELDS, NUMBER_FIELDS, SURE, FieldName, Reading, Verdict

KEYS: Mapping[str, str] = {
    "osrodek": "centre",
    "value": "total_value",
    "total_funding": "grant",
    "start": "start_date",
    "end": "end_date",
}
"""Keys under which other collections of facts keep our fields."""

GROUPS: Mapping[str, Collection[FieldName]] = {
    "amounts": AMOUNT_FIELDS,
    "dates": DATE_FIELDS,
    "numbers": NUMBER_FIELDS,
    "names": (FieldName.CENTRE, FieldName.PLACE, FieldName.TITLE),
}


@dataclass(frozen=True, slots=True)
class Example:
    """A text with what it says.

    Attributes:
        facts: By our field names; a field that is absent is not said. The stage is judged only where it is given.
        held_out: Of the newest lot, measured apart.
    """

    name: str
    text: str
    facts: Mapping[str, str]
    verdict: Verdict
    held_out: bool


@dataclass(slots=True)
class Score:
    """Counts for one field or group.

    Attributes:
        right: Proposed as the text says.
        wrong: Proposed, but the text says otherwise or nothing.
        missed: Said, but not proposed so.
        sure_wrong: Those of ``wrong`` that were not marked as to be checked.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0
    sure_wrong: int = 0

    @property
    def precision(self) -> float:
        """The part of what is proposed that is right; 1 when nothing is proposed."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The part of what is said that is proposed; 1 when nothing is said."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def add(self, other: Score) -> None:
        """Count another score in."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        self.sure_wrong += other.sure_wrong


@dataclass(slots=True)
class Report:
    """The scores of a collection, and every difference in words."""

    fields: dict[FieldName, Score] = field(default_factory=lambda: {name: Score() for name in FieldName})
    verdicts: Score = field(default_factory=Score)
    differences: list[str] = field(default_factory=list)

    def group(self, names: Iterable[FieldName]) -> Score:
        """The scores of several fields together."""
        together = Score()
        for name in names:
            together.add(self.fields[name])
        return together


def load(folder: Path) -> list[Example]:
    """The examples of a folder: texts beside a ``facts.jsonl`` with one JSON object for each."""
    lines = (folder / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    return [_example(folder, json.loads(line)) for line in lines if line.strip()]


def score(examples: Iterable[Example]) -> Report:
    """Read every example and compare."""
    report = Report()
    for example in examples:
        reading = read(example.text)
        is_right = reading.verdict is example.verdict
        report.verdicts.add(Score(right=int(is_right), wrong=int(not is_right)))
        if not is_right:
            report.differences.append(f"{example.name}: verdict {reading.verdict.value}")
        for name in FieldName:
            _compare(report, example, reading, name)
    return report


def _example(folder: Path, facts: Mapping[str, object]) -> Example:
    name = str(facts["file"])
    ours = {KEYS.get(key, key): str(value) for key, value in facts.items() if value is not None}
    is_other = ours.get("verdict") == "other" or "-NIE-" in name
    return Example(
        name,
        decode((folder / name).read_bytes()),
        {name.value: ours[name.value] for name in FieldName if name.value in ours},
        Verdict.OTHER if is_other else Verdict.CENTRE_PROJECT,
        bool(facts.get("held_out")),
    )


def _compare(report: Report, example: Example, reading: Reading, name: FieldName) -> None:
    expected, found = example.facts.get(name.value), reading.fields.get(name)
    if (expected is None and found is None) or (name is FieldName.STAGE and expected is None):
        return
    if example.verdict is Verdict.OTHER and name in (FieldName.CENTRE, FieldName.PLACE, FieldName.TITLE):
        return
    is_right = expected is not None and found is not None and _same(expected, found.value)
    is_sure = found is not None and found.confidence >= SURE
    report.fields[name].add(
        Score(
            right=int(is_right),
            wrong=int(found is not None and not is_right),
            missed=int(expected is not None and not is_right),
            sure_wrong=int(is_sure and not is_right),
        )
    )
    if not is_right:
        told = f"{found.value} ({found.rule}, {found.confidence:.2f})" if found else "nothing"
        report.differences.append(f"{example.name}: {name.value} should be {expected}, read {told}")


def _same(expected: str, found: str) -> bool:
    """Whether two values say the same; spellings of quotation marks, dashes and blanks do not count."""
    return re.sub(r"[^a-z0-9.]", "", fold(expected)).strip(".") == re.sub(r"[^a-z0-9.]", "", fold(found)).strip(".")
