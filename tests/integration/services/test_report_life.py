"""Reports under random deeds of several people: no forbidden state, no lost version, no amount counted twice."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.unit.domain.factories import make_centre, make_plan, make_record, make_task, make_terms
from tracker.domain.errors import ConflictError, ForbiddenError, InvalidInputError
from tracker.domain.periods import first_of_month
from tracker.domain.project import ReportContent
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_draft import TypedField, draft_fingerprint
from tracker.domain.report_fields import DECLARED_STATUS, explanation_field, spending_field
from tracker.domain.report_life import DECISIONS, EDITABLE, TRANSITIONS, ReportAction, ReportStatus, was_accepted
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import ReportingFrequency
from tracker.services.editing.ground import Editor
from tracker.services.reporting.drafts import begin_report, save_fields
from tracker.services.reporting.ground import OpenReport, open_report
from tracker.services.reporting.reviewing import Review, review_report
from tracker.services.reporting.submitting import submit_report, withdraw_report
from tracker.storage.projects import get_record, insert_project
from tracker.storage.transactions import transaction

pytestmark = pytest.mark.no_cover
"""These go everywhere, where other tests have counted the lines already; counting doubles their time."""

PEOPLE = ("Anna", "Barbara", "Celina")
START = date(2019, 1, 1)
MONTHS = (date(2019, 1, 1), date(2019, 2, 1))
TASKS = (1, 2)
ALWAYS = {DECLARED_STATUS: "on_track", explanation_field("behind_plan"): "Poprzednie sprawozdanie jest poprawiane."}
"""What every report says besides its amounts; the plan is missed while the other report does not count."""

numbers = itertools.count(1)
amounts = st.integers(95, 105).map(lambda tens: Decimal(tens * 10))
"""Near the plan of 1,000 zł, so that no check asks for a sentence."""

people = st.sampled_from(PEOPLE)
reports = st.sampled_from(MONTHS)
reviews = st.sampled_from([ReportAction.RETURN, ReportAction.ACCEPT, ReportAction.REOPEN])


@dataclass
class Expected:
    """What should be true of one report.

    Attributes:
        typed: The amounts of the draft, by task.
        versions: The sum of each version handed in, in order.
        accepted: Numbers of the versions that were ever accepted.
    """

    id: int
    status: ReportStatus = ReportStatus.DRAFT
    typed: dict[int, Decimal] = field(default_factory=dict)
    versions: list[Decimal] = field(default_factory=list)
    accepted: set[int] = field(default_factory=set)

    @property
    def counted(self) -> Decimal | None:
        """What of this report counts, by the rule that is written down: the waiting version, else the last accepted."""
        if self.status is ReportStatus.SUBMITTED:
            return self.versions[-1]
        return self.versions[max(self.accepted) - 1] if self.accepted else None


def has_versions(machine: ReportLife) -> bool:
    return any(expected.versions for expected in machine.expected.values())


class ReportLife(RuleBasedStateMachine):
    """Two reports of one project, three people, every deed at any time."""

    app: Flask

    def __init__(self) -> None:
        super().__init__()
        self.context = self.app.app_context()
        self.context.push()
        self.slug = f"projekt-{next(numbers)}"
        self.day = date(2019, 3, 1)
        self.moments = itertools.count()
        self.expected: dict[date, Expected] = {}

    def teardown(self) -> None:
        """Leave the application."""
        self.context.pop()

    def editor(self, name: str) -> Editor:
        """A person at the next moment."""
        at = datetime(2019, 3, 1, 8, tzinfo=UTC) + timedelta(seconds=next(self.moments))
        return Editor(name, at, self.day)

    def opened(self, month: date) -> OpenReport:
        """A report as it is now."""
        return open_report(self.expected[month].id, self.day)

    @initialize()
    def tell_project(self) -> None:
        """Record a project that reports every month, so that all amounts lie near the plan."""
        monthly = {month: Decimal("1000.00") for month in (*MONTHS, date(2019, 3, 1))}
        plan = make_plan(*(make_task(monthly, number=number) for number in TASKS))
        *dates, frequency = make_terms(start="2019-01", end="2019-03", value=None)
        terms = (*dates, replace(frequency, value=ReportingFrequency.MONTHLY.value))
        centre = replace(make_centre(), name=f"Ośrodek {self.slug}")
        with transaction():
            insert_project(replace(make_record(*terms, plans=[plan]), slug=self.slug, centre=centre))
        for month in MONTHS:
            with transaction():
                key = begin_report(self.slug, month, self.editor("Anna"))
            self.expected[month] = Expected(key)

    @rule(month=reports, name=people)
    def begin_again(self, month: date, name: str) -> None:
        """Begin what is begun."""
        with transaction():
            assert begin_report(self.slug, month, self.editor(name)) == self.expected[month].id

    @rule(month=reports, name=people, task=st.sampled_from(TASKS), amount=amounts)
    def type_amount(self, month: date, name: str, task: int, amount: Decimal) -> None:
        """Type an amount into a draft."""
        expected, opened = self.expected[month], self.opened(month)
        key = spending_field(task, month)
        seen = opened.fields[key].version if key in opened.fields else 0
        typed = {key: TypedField(f"{amount}", seen)} | {
            name: TypedField(text, opened.fields[name].version if name in opened.fields else 0)
            for name, text in ALWAYS.items()
        }

        with self.refused_unless(expected.status in EDITABLE, ForbiddenError) as allowed, transaction():
            save_fields(opened, typed, self.editor(name))
        if allowed:
            expected.typed[task] = amount

    @rule(month=reports, task=st.sampled_from(TASKS), amount=amounts)
    def type_upon_an_old_version(self, month: date, task: int, amount: Decimal) -> None:
        """Type without having seen what was saved meanwhile."""
        expected, opened = self.expected[month], self.opened(month)
        key = spending_field(task, month)
        present = opened.fields.get(key)
        if present is None or expected.status not in EDITABLE or present.text == f"{amount}":
            return

        with transaction():
            outcome = save_fields(opened, {key: TypedField(f"{amount}", present.version - 1)}, self.editor("Anna"))

        assert outcome.conflicts == {key: present}
        assert self.opened(month).fields[key] == present

    @rule(month=reports, name=people, repeats=st.integers(1, 3))
    def submit(self, month: date, name: str, repeats: int) -> None:
        """Hand a report in, perhaps by a double click."""
        expected, opened = self.expected[month], self.opened(month)
        fingerprint, seen = draft_fingerprint(opened.fields), len(expected.versions)
        is_complete = set(expected.typed) == set(TASKS)
        is_open = (expected.status, ReportAction.SUBMIT) in TRANSITIONS
        by = self.editor(name)

        reason = InvalidInputError if is_open else ConflictError
        with self.refused_unless(is_open and is_complete, reason) as allowed:
            numbers = []
            for _ in range(repeats):
                with transaction():
                    sent = submit_report(expected.id, seen_number=seen, fingerprint=fingerprint, editor=by)
                numbers.append(sent.number)
        if allowed:
            assert set(numbers) == {seen + 1}
            expected.versions.append(sum(expected.typed.values(), start=Decimal(0)))
            expected.status = ReportStatus.SUBMITTED

    @rule(month=reports, name=people, both=st.tuples(amounts, amounts))
    def correct_and_submit(self, month: date, name: str, both: tuple[Decimal, Decimal]) -> None:
        """Fill everything in and hand it in, so that the later states are reached often."""
        for task, amount in zip(TASKS, both, strict=True):
            self.type_amount(month, name, task, amount)
        self.submit(month, name, 1)

    @precondition(has_versions)
    @rule(month=reports, name=people)
    def withdraw(self, month: date, name: str) -> None:
        """Take a report back."""
        expected = self.expected[month]
        if expected.status is ReportStatus.WITHDRAWN:
            return
        reason = ConflictError if expected.versions else ForbiddenError

        with (
            self.refused_unless((expected.status, ReportAction.WITHDRAW) in TRANSITIONS, reason) as allowed,
            transaction(),
        ):
            withdraw_report(expected.id, seen_number=len(expected.versions), editor=self.editor(name))
        if allowed:
            expected.status = ReportStatus.WITHDRAWN

    @precondition(has_versions)
    @rule(month=reports, name=people, action=reviews, repeats=st.integers(1, 2))
    def review(self, month: date, name: str, action: ReportAction, repeats: int) -> None:
        """Decide on the version handed in last, perhaps twice."""
        expected = self.expected[month]
        seen = len(expected.versions)
        # The reason tells one decision from another: the same one again is a repetition and changes nothing.
        review = Review(action, comment=f"Powód {next(self.moments)}")
        step = expected.status, action

        with self.refused_unless(step in TRANSITIONS, ConflictError) as allowed:
            for _ in range(repeats):
                with transaction():
                    review_report(expected.id, review, seen_number=seen, editor=self.editor(name))
        if allowed:
            expected.status = TRANSITIONS[step]
            if action is ReportAction.ACCEPT:
                expected.accepted.add(seen)

    @precondition(has_versions)
    @rule(month=reports, action=reviews)
    def review_an_old_version(self, month: date, action: ReportAction) -> None:
        """Decide without having seen the last version."""
        expected = self.expected[month]

        with self.refused_unless(False, ConflictError), transaction():
            review = Review(action, comment="Powód")
            review_report(expected.id, review, seen_number=len(expected.versions) - 1, editor=self.editor("Celina"))

    @rule(days=st.integers(1, 20))
    def days_pass(self, days: int) -> None:
        """Let some days go by."""
        self.day += timedelta(days=days)

    @contextmanager
    def refused_unless(self, allowed: bool, reason: type[Exception]) -> Iterator[bool]:
        """Expect a deed to be done, or to be refused for a reason and to change nothing."""
        if allowed:
            yield True
            return
        before = self.picture()
        with pytest.raises(reason):
            yield False
        assert self.picture() == before

    def picture(self) -> list[Any]:
        """All that a refused deed must leave as it is."""
        return [get_record(self.slug).reports, *(self.opened(month).fields for month in self.expected)]

    @invariant()
    def everything_is_as_expected(self) -> None:
        """Compare what is on record with what should be."""
        if len(self.expected) < len(MONTHS):
            return
        record = get_record(self.slug)
        snapshot = take_snapshot(record, Viewpoint(self.day))
        for month, expected in self.expected.items():
            opened = self.opened(month)
            contents = [submission.content for submission in opened.submissions]
            accepted = {s.number for s in opened.submissions if was_accepted(s, opened.viewpoint)}
            assert opened.status is expected.status
            assert [total_of(content) for content in contents] == expected.versions
            assert [s.number for s in opened.submissions] == list(range(1, len(expected.versions) + 1))
            assert accepted == expected.accepted
            counted = [item.amount for item in snapshot.reported.spending if first_of_month(item.month) == month]
            assert sum(counted, start=Decimal(0)) == (expected.counted or 0)
        assert snapshot.reported.covered_until == max(
            (self.opened(month).form.period.last_day for month, e in self.expected.items() if e.counted is not None),
            default=None,
        )


def total_of(content: ReportContent) -> Decimal:
    return sum((item.amount for item in content.spending), start=Decimal(0))


def test_no_sequence_of_deeds_loses_a_version_or_counts_money_twice(app: Flask) -> None:
    run_state_machine_as_test(
        type("ReportLifeOfThisDatabase", (ReportLife,), {"app": app}),
        settings=settings(
            max_examples=10,
            stateful_step_count=25,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )


@pytest.mark.parametrize("status", ReportStatus)
def test_every_state_can_be_left_and_reached(status: ReportStatus) -> None:
    assert any(before is status for before, _ in TRANSITIONS)
    assert status is ReportStatus.DRAFT or status in TRANSITIONS.values()
    assert set(DECISIONS) | {ReportAction.SUBMIT} == set(ReportAction)
