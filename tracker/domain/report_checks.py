"""The checks of a report before it is sent: what stops it, what asks for a sentence, what is worth a look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from tracker.domain.project import ReportContent
from tracker.domain.report_check import Check, Ground
from tracker.domain.report_check_progress import check_indicators, check_milestones, check_posts, check_training
from tracker.domain.report_check_spending import check_spending
from tracker.domain.report_codes import CheckCode, CheckLevel
from tracker.domain.report_fields import DECLARED_REASON, DECLARED_STATUS, explanation_field
from tracker.domain.report_form import ReportForm
from tracker.domain.report_life import DECLARABLE
from tracker.domain.report_totals import report_totals
from tracker.domain.status import DEFAULT_THRESHOLDS, Thresholds
from tracker.domain.vocabulary import ReportPart, Status


def check_report(
    form: ReportForm,
    content: ReportContent,
    unreadable: frozenset[str],
    as_of: date,
    *,
    missing: frozenset[str] = frozenset(),
    computed: Status | None = None,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> tuple[Check, ...]:
    """Check a report against the plan, the reports before it and itself.

    The checks come in the order of the page; of one field the more serious first.

    Args:
        form: What the report is measured against.
        content: What could be read of it.
        unreadable: Fields of which reading already says what is wrong; nothing else is said of them.
        as_of: The day on which it is to be sent.
        missing: Empty fields that what stands beside them asks for, as reading finds them.
        computed: The status the rules give the project with this report, to be held against the declared one.
        thresholds: From which figure on spending is behind the plan or over a budget.
    """
    ground = Ground(form, content, report_totals(form, content), unreadable, missing, as_of, thresholds)
    found = list(
        chain(
            (Check(CheckCode.UNREADABLE, field, f"{CheckCode.UNREADABLE}.{field}") for field in unreadable),
            check_milestones(ground),
            check_posts(ground),
            check_training(ground),
            check_indicators(ground),
            check_spending(ground),
            _check_status(ground, computed),
        )
    )
    places = {name: place for place, name in enumerate(form.fields())}
    return tuple(sorted(found, key=lambda check: _place(check, places)))


def _place(check: Check, places: Mapping[str, int]) -> tuple[int, int, int, str]:
    part = list(ReportPart).index(check.part)
    # What concerns a part as a whole stands below its fields.
    return part, places.get(check.field, len(places)), -check.level, check.key


def _check_status(ground: Ground, computed: Status | None) -> Iterator[Check]:
    declared = ground.content.declared_status
    if declared is None:
        if DECLARED_STATUS not in ground.unreadable:
            yield Check(CheckCode.STATUS_MISSING, DECLARED_STATUS, CheckCode.STATUS_MISSING.value)
        return
    has_reason = ground.content.declared_reason or DECLARED_REASON in ground.unreadable
    if declared is not Status.ON_TRACK and not has_reason:
        yield Check(CheckCode.STATUS_UNEXPLAINED, DECLARED_REASON, CheckCode.STATUS_UNEXPLAINED.value, status=declared)
    if computed in DECLARABLE and computed is not declared:
        yield Check(CheckCode.STATUS_DIFFERS, DECLARED_STATUS, CheckCode.STATUS_DIFFERS.value, status=computed)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The checks of a report sorted by what they mean for sending it.

    Attributes:
        unexplained: For each warning without its sentence, an error at the field where the sentence is to stand.
    """

    errors: tuple[Check, ...]
    warnings: tuple[Check, ...]
    hints: tuple[Check, ...]
    unexplained: tuple[Check, ...]

    @property
    def may_send(self) -> bool:
        """Whether the report can be sent: there is no error and every warning is explained."""
        return not self.errors and not self.unexplained

    @property
    def in_the_way(self) -> tuple[Check, ...]:
        """All that stops the report: errors first, then the sentences that are missing."""
        return self.errors + self.unexplained


def outcome(checks: Iterable[Check], content: ReportContent) -> Outcome:
    """Whether a report can be sent, and what is in the way."""
    by_level: dict[CheckLevel, list[Check]] = {level: [] for level in CheckLevel}
    for check in checks:
        by_level[check.level].append(check)
    warnings = by_level[CheckLevel.WARNING]
    return Outcome(
        errors=tuple(by_level[CheckLevel.ERROR]),
        warnings=tuple(warnings),
        hints=tuple(by_level[CheckLevel.HINT]),
        unexplained=tuple(_unexplained(w) for w in warnings if not content.explanations.get(w.key, "").strip()),
    )


def _unexplained(warning: Check) -> Check:
    code = CheckCode.EXPLANATION_MISSING
    return Check(code, explanation_field(warning.key), f"{code}.{warning.key}", explains=warning)


def without_idle_explanations(content: ReportContent, checks: Iterable[Check]) -> ReportContent:
    """The content to be sent: an explanation of a warning that has gone meanwhile would puzzle its reader."""
    needed = {check.key for check in checks if check.level is CheckLevel.WARNING}
    kept = {key: text for key, text in content.explanations.items() if key in needed}
    return replace(content, explanations=kept)
