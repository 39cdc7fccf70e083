"""The first page of reports: what is due for a centre, what is to be reviewed for a coordinator."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app, render_template
from flask_babel import gettext

from tracker.domain.due_reports import UPCOMING_SHOWN, DueReport, Urgency, due_reports, next_dates
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.listed_reports import ListedReport
from tracker.domain.permissions import CENTRE_ROLES, Deed
from tracker.domain.portfolio import Filters, ProjectSummary, contrary_declaration, summarise
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_form import lay_out
from tracker.domain.report_life import seen_submissions
from tracker.domain.report_queue import Queue, QueuedReport, QueueGroup, last_round, report_queue
from tracker.domain.reporting import ReportStanding, ReportState
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import Assessment, assess
from tracker.domain.vocabulary import Voivodeship
from tracker.formatting import DASH, day, pln
from tracker.gate.access import current_person, may, scope
from tracker.gate.clock import default_day, worked_at
from tracker.gate.guards import guard
from tracker.labels import label
from tracker.report_sentences.fields import field_label
from tracker.report_sentences.lists import (
    days_since_text,
    days_text,
    days_until_text,
    punctuality,
    remarks_text,
)
from tracker.report_sentences.reminders import reminder_sentence
from tracker.schemas.report_proposals import proposal_text
from tracker.services.portfolio import PortfolioBook, PortfolioView
from tracker.services.reminding import open_reminders
from tracker.services.reporting.lists import CentreReports, check_queued, read_centre
from tracker.storage.drafts import last_saves
from tracker.storage.settings import get_settings
from tracker.web.addresses import address, given
from tracker.web.advice import spending_advice
from tracker.web.arguments import member, page_number, search_text
from tracker.web.reports.pages import bp

PAGE_SIZE = 50
"""Reports on one page of a group: those that wait are read and checked while the page is made."""

SHOWN: Mapping[QueueGroup, int] = {QueueGroup.WAITING: 20}
SHOWN_OTHERWISE = 8
"""Reports of a group that the page of all groups names."""


@bp.get("")
@guard(Deed.READ_REPORT)
def show_list() -> str:
    """What is due, for those who write reports; what waits, for those who read or review them."""
    today = default_day(get_settings())
    view = reports_in_reach(today)
    person = current_person()
    if person is not None and person.role in CENTRE_ROLES:
        return _centre_page(view, today)
    return _queue_page(view, today)


def reports_in_reach(today: date) -> PortfolioView:
    """The projects whose reports whoever asks may read, as they stand now."""
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    return book.view(Viewpoint(today), scope(Deed.READ_REPORT))


def _reminders(today: date) -> list[str]:
    """What the tracker reminds of in place of letters, in sentences."""
    person = current_person()
    return [reminder_sentence(reminder) for reminder in open_reminders(person, today)] if person else []


@dataclass(frozen=True)
class Standing:
    """How a project of a centre stands, as its coordinator sees it.

    Attributes:
        row: For the sentences that tell the reasons.
        advice: What would bring spending back within its limits; empty where it is within.
        is_contrary: The director has declared something else than the rules say.
        waiting: Reports that wait for review, with the days they have waited.
        past: Every report that was handed in with the number of its versions, the newest first.
    """

    snapshot: Snapshot
    row: ProjectSummary
    assessment: Assessment
    advice: str
    is_contrary: bool
    waiting: Sequence[tuple[ReportState, int]]
    past: Sequence[tuple[ReportState, int]]


def _centre_page(view: PortfolioView, today: date) -> str:
    found = read_centre(view.by_key, today)
    due = due_reports(found.snapshots)
    now = [d for d in due if d.urgency < Urgency.BEGUN or _last_saved(found, d)]
    return render_template(
        "reports/centre.html",
        today=today,
        reminders=_reminders(today),
        found=found,
        first=now[0] if now else None,
        due=now,
        ahead=[d for d in due if d not in now][:UPCOMING_SHOWN],
        standings=[_standing(snapshot) for snapshot in found.snapshots],
        dates=next_dates(found.snapshots),
        deed_of=lambda due: deed_of(due, is_begun=_is_begun(found, due)),
        remarks_on=remarks_on,
        has_examples=any(snapshot.has_examples for snapshot in found.snapshots),
        last_saved=lambda report: _last_saved(found, report),
    )


def _last_saved(found: CentreReports, due: DueReport) -> datetime | None:
    return found.saved_at.get(due.state.report.id) if due.state.report else None


def _is_begun(found: CentreReports, due: DueReport) -> bool:
    """Whether something of it is there already: a draft, or a version that was taken back."""
    return _last_saved(found, due) is not None or _versions(due.snapshot, due.state) > 0


def _standing(snapshot: Snapshot) -> Standing:
    assessment = assess(snapshot)
    waiting = [r for r in snapshot.reports if r.standing is ReportStanding.SUBMITTED]
    return Standing(
        snapshot=snapshot,
        row=summarise(snapshot),
        assessment=assessment,
        advice=spending_advice(snapshot),
        is_contrary=contrary_declaration(snapshot, assessment) is not None,
        waiting=[(r, (snapshot.as_of - (r.submitted_on or snapshot.as_of)).days) for r in waiting],
        past=[(r, _versions(snapshot, r)) for r in reversed(snapshot.reports) if r.submission is not None],
    )


def _versions(snapshot: Snapshot, state: ReportState) -> int:
    return len(seen_submissions(state.report, snapshot.viewpoint)) if state.report else 0


def deed_of(due: DueReport, *, is_begun: bool) -> str:
    """The verb on the button that leads to a report."""
    if due.urgency in (Urgency.RETURNED, Urgency.REOPENED):
        return gettext("Correct the report")
    return gettext("Go on with the report") if is_begun else gettext("Begin the report")


def _last_saves(sections: Iterable[Section], today: date) -> dict[int, str]:
    shown = (queued.report.report_id for section in sections for queued in section.reports)
    return {key: worked_at(at, today) for key, at in last_saves(key for key in shown if key).items()}


@dataclass(frozen=True)
class RemarkLine:
    """What a coordinator says of one field, with the field's name in words."""

    label: str
    comment: str
    proposed: str


def remarks_on(due: DueReport) -> list[RemarkLine]:
    """What was said of the fields of a report that came back."""
    if due.decision is None or not due.decision.remarks:
        return []
    form = lay_out(due.snapshot.record, due.state.period.start, due.snapshot.viewpoint)
    known = [remark for remark in due.decision.remarks if form.has_field(remark.field)]
    return [RemarkLine(field_label(form, r.field), r.comment, proposal_text(r.field, r.proposed)) for r in known]


@dataclass(frozen=True)
class Section:
    """A group of the queue as the page shows it.

    Attributes:
        reports: Those on this page.
        total: How many there are.
        all_url: The address of the whole group; empty where all are shown.
    """

    group: QueueGroup
    reports: Sequence[QueuedReport]
    total: int
    all_url: str


def _queue_page(view: PortfolioView, today: date) -> str:
    filters, group = _filters()
    queue = report_queue((row for row in view.rows if filters.takes(row)), today) if filters else view.queue
    number, pages = page_number(len(queue[group]) if group else 0, PAGE_SIZE)
    sections = [_section(queue, shown, number, is_alone=group is not None) for shown in _groups(group)]
    checked = check_queued((q for s in sections if s.group is QueueGroup.WAITING for q in s.reports), today)
    return render_template(
        "reports/queue.html",
        today=today,
        reminders=_reminders(today),
        whole=view.queue,
        round=last_round(view.queue, today),
        total=len(view.rows),
        wanted=sum(section.total for section in sections),
        sections=[s for s in sections if s.total or s.group in (QueueGroup.WAITING, group)],
        checked={c.queued.report.report_id: c for c in checked},
        any_clean=any(c.may_be_ticked for c in checked) and may(Deed.REVIEW_REPORT),
        filters=filters,
        group=group,
        voivodeships=_voivodeships(view.rows),
        groups=[(g.value, label(g)) for g in QueueGroup],
        headings=headings,
        cells=cells,
        saved_at=_last_saves(sections, today),
        clear_url=address("reports.show_list", {}),
        has_examples=any(row.has_examples for row in view.rows),
        may_review=may(Deed.REVIEW_REPORT),
        page=number,
        pages=pages,
        page_url=lambda n: address("reports.show_list", given(without=("strona",)) | {"strona": [str(n)]}),
    )


def headings(group: QueueGroup) -> list[str]:
    """The headings of a group's table, after that of the centre and the period."""
    columns = {
        QueueGroup.LATE: [gettext("Late by"), gettext("Due day"), gettext("Report")],
        QueueGroup.RETURNED: [
            gettext("Without an answer"),
            gettext("Sent back"),
            gettext("Correction due"),
            gettext("Remarks"),
        ],
        QueueGroup.DUE: [gettext("Left"), gettext("Due day"), gettext("Report")],
        QueueGroup.ACCEPTED: [gettext("Accepted"), gettext("Spent in the period"), gettext("Handed in")],
    }
    return columns[group]


def cells(item: QueuedReport, group: QueueGroup, saved_at: Mapping[int, str]) -> list[str]:
    """What stands in a group's table under its headings; ``saved_at`` tells when each draft was last saved."""
    report = item.report
    if group is QueueGroup.ACCEPTED:
        return [day(report.decided_on), pln(report.spent), punctuality(report)]
    if group is QueueGroup.RETURNED:
        # What is corrected while accepted figures count is owed by no day.
        due = DASH if report.counts else day(report.owed_by)
        return [days_since_text(item.days), day(report.decided_on), due, remarks_text(report)]
    if report.awaits_correction:
        returned = gettext("returned %(day)s", day=day(report.decided_on))
        return [days_text(item.days), day(report.owed_by), f"{returned}, {remarks_text(report)}"]
    begun = _begun(report, saved_at.get(report.report_id or 0))
    days = days_text if group is QueueGroup.LATE else days_until_text
    return [days(item.days), day(report.due_on), begun]


def _begun(report: ListedReport, saved: str | None) -> str:
    """How far a report has come that its centre still has to hand in."""
    if saved:
        return gettext("begun, last saved %(moment)s", moment=saved)
    return gettext("taken back by the centre") if report.is_taken_back else gettext("not begun")


def _groups(chosen: QueueGroup | None) -> list[QueueGroup]:
    return [chosen] if chosen else list(QueueGroup)


def _section(queue: Queue, group: QueueGroup, number: int, *, is_alone: bool) -> Section:
    found = queue[group]
    if is_alone:
        start = (number - 1) * PAGE_SIZE
        return Section(group, found[start : start + PAGE_SIZE], len(found), "")
    shown = found[: SHOWN.get(group, SHOWN_OTHERWISE)]
    rest = address("reports.show_list", given() | {"status": [group.value]}) if len(shown) < len(found) else ""
    return Section(group, shown, len(found), rest)


def _filters() -> tuple[Filters, QueueGroup | None]:
    problems: list[Problem] = []
    filters = Filters(
        voivodeship=member("woj", Voivodeship, problems),
        text=search_text(),
    )
    group = member("status", QueueGroup, problems)
    if problems:
        raise InvalidInputError(problems)
    return filters, group


def _voivodeships(rows: Collection[ProjectSummary]) -> list[tuple[str, str]]:
    found = {row.centre.voivodeship for row in rows}
    return [(v.value, label(v)) for v in Voivodeship if v in found]
