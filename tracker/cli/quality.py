"""The quality report in lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext, ngettext

from tracker.domain.provenance import Viewpoint
from tracker.domain.quality import Doubt, QualityRemark, quality_remarks
from tracker.formatting import pln
from tracker.labels import label
from tracker.storage.projects import all_records
from tracker.storage.settings import get_settings


def quality_lines(as_of: date | None) -> Iterator[str]:
    """One line a doubt, then a count of each kind with the number of projects looked at."""
    viewpoint = Viewpoint(as_of or get_settings().reference_day or datetime.now(ZoneInfo("Europe/Warsaw")).date())
    counts: Counter[Doubt] = Counter()
    looked_at = 0
    for record in all_records():
        looked_at += 1
        for remark in quality_remarks(record, viewpoint):
            counts[remark.doubt] += 1
            yield f"{record.slug}: {remark_text(remark)}"
    yield ngettext("%(num)s project looked at.", "%(num)s projects looked at.", looked_at)
    for doubt in Doubt:
        if counts[doubt]:
            yield f"  {doubt_text(doubt)}: {counts[doubt]}"


def doubt_text(doubt: Doubt) -> str:
    """What a kind of doubt is called."""
    texts: dict[Doubt, str] = {
        Doubt.IMPOSSIBLE_PERIOD: gettext("the end comes before the start"),
        Doubt.WRONG_SUM: gettext("sums that do not add up"),
        Doubt.CONFLICT: gettext("sources contradict each other"),
        Doubt.WRONG_NUMBER_FORM: gettext("a number of an unusual form"),
        Doubt.NUMBER_OF_OTHER_ACTION: gettext("a number that names another action than 2.5"),
        Doubt.MISSING_FACT: gettext("not stated"),
        Doubt.UNDATED_SOURCE: gettext("the source has no date"),
        Doubt.NO_PLAN: gettext("no payment schedule"),
    }
    return texts[doubt]


def remark_text(remark: QualityRemark) -> str:
    """A doubt with what it is about."""
    told = doubt_text(remark.doubt)
    if remark.outcome is not None:
        figures = gettext(
            "%(check)s: %(found)s instead of %(expected)s",
            check=label(remark.outcome.check),
            found=pln(remark.outcome.found),
            expected=pln(remark.outcome.expected),
        )
        return f"{told} ({figures})"
    return f"{label(remark.fact.name)}: {told}" if remark.fact is not None else told
