"""The quality report in lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext

from tracker.domain.doubts import GRAVITY, Doubt
from tracker.domain.provenance import Viewpoint
from tracker.domain.quality import quality_remarks
from tracker.domain.snapshot import is_known, take_snapshot
from tracker.labels import label
from tracker.quality_sentences import remark_sentence
from tracker.storage.projects import all_records


def quality_lines(as_of: date) -> Iterator[str]:
    """A line for each doubt about each project, then a count of each kind and of the projects looked at."""
    viewpoint = Viewpoint(as_of)
    counts: Counter[Doubt] = Counter()
    looked_at = 0
    for record in all_records():
        if not is_known(record, viewpoint):
            continue
        looked_at += 1
        for remark in quality_remarks(take_snapshot(record, viewpoint)):
            counts[remark.doubt] += 1
            yield f"{record.slug}: {label(remark.gravity)}: {remark_sentence(remark)}"
    yield ngettext("%(num)s project was checked.", "%(num)s projects were checked.", looked_at)
    for doubt in Doubt:
        if counts[doubt]:
            yield f"  {label(doubt)} ({label(GRAVITY[doubt])}): {counts[doubt]}"
