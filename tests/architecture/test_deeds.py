"""Every deed that is put on record anywhere has words in the journal."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path

from tests.architecture.test_sources import modules
from tracker.domain.report_life import ReportAction
from tracker.domain.sign_in import LinkPurpose
from tracker.journal_sentences.deeds import DEEDS, DeedGroup, deeds_of

RECORDERS: Mapping[str, int] = {
    "AuditEvent": 2,
    "record": 0,
    "record_change": 0,
    "record_deed": 2,
    "record_import": 0,
    "_record": 0,
}
"""What puts a deed on record, and which of its arguments names it; ``deed=`` names it too, whatever is called."""

OTHER_RECORDERS: Mapping[str, Mapping[str, int]] = {"attachments.py": {"_record": 2}, "data.py": {"_add": 1}}
"""Recorders of one module that take it elsewhere."""

OPEN_NAMES: Mapping[str, type[Enum]] = {"review.action.value": ReportAction, "purpose.value": LinkPurpose}
"""The parts of names that are put together, and what they can be."""

KNOWN = {deed for deeds in DEEDS.values() for deed in deeds}


def recorded(path: Path) -> Iterator[str]:
    """The deeds that a module names where it records them."""
    recorders = {**RECORDERS, **OTHER_RECORDERS.get(path.name, {})}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield from (name for argument in _deeds(node, recorders) for name in _names(argument))


def _deeds(call: ast.Call, recorders: Mapping[str, int]) -> Iterator[ast.expr]:
    function = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    yield from (keyword.value for keyword in call.keywords if keyword.arg == "deed")
    place = recorders.get(function)
    if place is not None and len(call.args) > place:
        yield call.args[place]


def _names(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_names(node.body), *_names(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        yield from _put_together(node)


def _put_together(node: ast.JoinedStr) -> Iterator[str]:
    (part,) = (value for value in node.values if isinstance(value, ast.FormattedValue))
    hole = ast.unparse(part.value)
    for member in OPEN_NAMES[hole]:
        yield "".join(
            str(value.value) if isinstance(value, ast.Constant) else str(member.value) for value in node.values
        )


def test_every_deed_on_record_has_words() -> None:
    found = {deed: path.name for path in modules() for deed in recorded(path)}

    assert len(found) > 40
    assert {deed: where for deed, where in found.items() if deed not in KNOWN} == {}


def test_no_words_are_kept_for_what_nobody_records() -> None:
    found = {deed for path in modules() for deed in recorded(path)}

    assert KNOWN - found == set()


def test_no_deed_stands_in_two_groups() -> None:
    assert sum(len(deeds) for deeds in DEEDS.values()) == len(KNOWN)


def test_a_group_means_its_deeds_and_a_deed_itself() -> None:
    assert deeds_of(DeedGroup.REPORTS.value) == frozenset(DEEDS[DeedGroup.REPORTS])
    assert deeds_of("sign_in") == {"sign_in"}
    assert deeds_of("nonsense") == frozenset()
