"""The quality report in lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from flask_babel import gettext, ngettext

from tracker.domain.provenance import Viewpoint
from tracker.domain.quality import Doubt, QualityRemark, quality_remarks
from tracker.formatting import pln
from tracker.labels import label
from tracker.storage.projects import all_records


def quality_lines(as_of: date) -> Iterator[str]:
    """A line for each kind of doubt about each project, then a count of each kind and of the projects looked at."""
    viewpoint = Viewpoint(as_of)
    counts: Counter[Doubt] = Counter()
    looked_at = 0
    for record in all_records():
        looked_at += 1
        for doubt, remarks in groupby(quality_remarks(record, viewpoint), key=lambda remark: remark.doubt):
            subjects = [remark_subject(remark) for remark in remarks]
            counts[doubt] += len(subjects)
            yield f"{record.slug}: {doubt_text(doubt)}: {', '.join(filter(None, subjects))}".removesuffix(": ")
    yield ngettext("%(num)s project was checked.", "%(num)s projects were checked.", looked_at)
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


def remark_subject(remark: QualityRemark) -> str:
    """What a doubt is about: a fact, or the figures of a sum; empty when it is about the whole project."""
    if remark.outcome is not None:
        figures: str = gettext(
            "%(check)s: %(found)s instead of %(expected)s",
            check=label(remark.outcome.check),
            found=pln(remark.outcome.found),
            expected=pln(remark.outcome.expected),
        )
        return figures
    return str(label(remark.fact.name)) if remark.fact is not None else ""
