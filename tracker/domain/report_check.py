"""One finding of the checks of a report, with the figures a sentence needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.project import ReportContent
from tracker.domain.report_codes import CheckCode, CheckLevel, level_of
from tracker.domain.report_fields import part_of
from tracker.domain.report_form import ReportForm
from tracker.domain.report_lines import MilestoneLine, QuantityLine, TaskLine
from tracker.domain.report_totals import ReportTotals
from tracker.domain.status import Thresholds
from tracker.domain.vocabulary import ReportPart, Status


@dataclass(frozen=True, slots=True)
class Check:
    """One thing found; which of the figures are set depends on its code. Amounts are PLN, rates parts of one.

    Attributes:
        field: The field it stands at, or the name of a part (``spending``) for what concerns the part as a whole.
        key: Tells it from every other one of the report and stays the same while the report is written; the
            explanation of a warning is kept under it.
        amount: By how much, or the figure found.
        limit: The figure it is held against.
        day: The day found; ``limit_day`` the one it is held against.
        explains: For a missing explanation, the warning that is to be explained.
    """

    code: CheckCode
    field: str
    key: str
    task: TaskLine | None = None
    month: date | None = None
    milestone: MilestoneLine | None = None
    quantity: QuantityLine | None = None
    amount: Decimal | None = None
    limit: Decimal | None = None
    rate: Decimal | None = None
    limit_rate: Decimal | None = None
    day: date | None = None
    limit_day: date | None = None
    status: Status | None = None
    explains: Check | None = None

    @property
    def level(self) -> CheckLevel:
        """How serious it is."""
        return level_of(self.code)

    @property
    def part(self) -> ReportPart:
        """The part of the report it stands in."""
        return part_of(self.field)


@dataclass(frozen=True, slots=True)
class Ground:
    """All that the checks of a report stand on.

    Attributes:
        unreadable: Fields nothing more is said of.
        missing: Empty fields that what stands beside them asks for.
        as_of: The day on which the report is to be sent.
    """

    form: ReportForm
    content: ReportContent
    totals: ReportTotals
    unreadable: frozenset[str]
    missing: frozenset[str]
    as_of: date
    thresholds: Thresholds
