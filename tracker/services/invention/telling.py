"""From a story to the history that it would have left in the tracker, entry by entry, each known on its own day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

from tracker.domain.funding import split_grant
from tracker.domain.money import ZERO
from tracker.domain.periods import PartialDate, Period, quarter_of
from tracker.domain.project import (
    Centre,
    Decision,
    Milestone,
    MilestoneEntry,
    Plan,
    Post,
    ProjectRecord,
    QuantityEntry,
    Remark,
    Report,
    ReportContent,
    ReportedQuantity,
    Spending,
    Submission,
    Training,
)
from tracker.domain.provenance import FactValue, Origin, Source, Statement
from tracker.domain.report_fields import NEXT_STEPS, spending_field
from tracker.domain.reporting import due_day, reporting_periods
from tracker.domain.vocabulary import (
    AmountPrecision,
    CentreKind,
    FactName,
    MilestoneEntryKind,
    QuantityEntryKind,
    ReportDecision,
    ReportingFrequency,
    ReportPart,
    SettlementMethod,
    SourceKind,
    StatementKind,
    Status,
)
from tracker.schemas.report_spelling import spell
from tracker.services.invention.dice import Dice
from tracker.services.invention.spending import read_clock, schedule, spend
from tracker.services.invention.story import Course, ReportTale, Staff, Step, Story, working_day

PUBLISHER = "Portfel 2.5, dane przykładowe"
"""Who says invented things about a real project: never the centre itself."""

QUARTERS = ("I", "II", "III", "IV")
LEAST_FORECAST_DAYS = 4
"""A change of less than this is not worth a new forecast."""


def tell(story: Story) -> ProjectRecord:
    """The project as it would be recorded if the story had happened; the same story gives the same record."""
    return _Teller(story).record()


class _Teller:
    """Keeps the sources and counters of one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.ids = count(1)
        self.dice = Dice(story.slug)
        self.publisher = story.centre.name if story.centre else PUBLISHER
        kind = SourceKind.AGREEMENT if story.centre else SourceKind.ENTRY
        title = "Umowa o dofinansowanie z harmonogramem" if story.centre else "Przykładowy plan projektu"
        self.agreement = self._source(kind, title, story.signed_on)
        self.journal = self._source(SourceKind.ENTRY, "Dziennik projektu" if story.centre else "Przykładowe zdarzenia")
        self.amendments = [
            self._source(SourceKind.AMENDMENT, f"Aneks nr {number}", amendment.signed_on)
            for number, amendment in enumerate(story.amendments, start=1)
        ]

    def record(self) -> ProjectRecord:
        """The whole history."""
        story = self.story
        posts = tuple(self._post(staff) for staff in story.staff)
        trainings = tuple(self._training(course) for course in story.courses)
        reports = self._reports(posts, trainings)
        handed_in = [(s.origin.effective_on, s.origin.source) for r in reports for s in r.submissions[:1]]
        known = [(day, source) for day, source in handed_in if day is not None]
        return ProjectRecord(
            id=0,
            slug=story.slug,
            centre=story.centre or Centre(0, story.slug, story.slug, story.slug, CentreKind.OTHER, None),
            revision=1,
            version=1,
            created_at=_moment(story.signed_on),
            is_example=story.centre is not None,
            statements=tuple(self._statements()),
            plans=tuple(self._plans()),
            milestones=tuple(self._milestone(step, known) for step in story.steps),
            posts=posts,
            trainings=trainings,
            reports=reports,
        )

    def _source(self, kind: SourceKind, title: str, published: date | None = None) -> Source:
        day = PartialDate(published) if published else None
        return Source(next(self.ids), kind, self.publisher, title, day, is_example=True)

    def _agreed(self) -> Origin:
        return _origin(self.agreement, self.story.signed_on)

    def _planned(self) -> Origin:
        """Plans, schedules and targets hold from the day they were agreed: before it there were none."""
        return _origin(self.agreement, self.story.signed_on, effective=True)

    def _statements(self) -> Iterator[Statement]:
        story = self.story
        agreed = self._agreed()
        if story.centre is None:
            yield self._statement(FactName.REPORTING_FREQUENCY, ReportingFrequency.QUARTERLY.value, agreed)
            return
        split = split_grant(story.value)
        yield self._statement(FactName.TITLE, story.title, agreed)
        yield self._statement(FactName.TOTAL_VALUE, story.value, agreed)
        yield self._statement(FactName.EU_FUNDING, split.eu, agreed)
        yield self._statement(FactName.STATE_FUNDING, split.state, agreed)
        yield from self._period(story.period, agreed)
        yield self._statement(FactName.SETTLEMENT_METHOD, SettlementMethod.ACTUAL_EXPENDITURE.value, agreed)
        yield self._statement(FactName.REPORTING_FREQUENCY, ReportingFrequency.QUARTERLY.value, agreed)
        before = story.period
        for source, amendment in zip(self.amendments, story.amendments, strict=True):
            origin = _origin(source, amendment.signed_on, effective=True)
            yield from self._period(amendment.period, origin, before)
            before = amendment.period

    def _period(self, period: Period, origin: Origin, before: Period | None = None) -> Iterator[Statement]:
        if before is None or before.start != period.start:
            yield self._statement(FactName.START, PartialDate(period.start), origin)
        if before is None or before.end != period.end:
            yield self._statement(FactName.END, PartialDate(period.last_day), origin)

    def _statement(self, fact: FactName, value: FactValue, origin: Origin) -> Statement:
        amount = value if isinstance(value, Decimal) else None
        return Statement(
            id=next(self.ids),
            fact=fact,
            value=value,
            kind=StatementKind.AGREED,
            origin=origin,
            as_written=_written(amount) if amount is not None else "",
            amount_precision=AmountPrecision.GROSZ if amount is not None else None,
        )

    def _plans(self) -> Iterator[Plan]:
        story = self.story
        yield Plan(next(self.ids), schedule(story.value, story.tasks, story.period), self._planned())
        for source, amendment in zip(self.amendments, story.amendments, strict=True):
            origin = _origin(source, amendment.signed_on, effective=True)
            yield Plan(next(self.ids), schedule(story.value, story.tasks, amendment.period), origin)

    def _milestone(self, step: Step, reports: Sequence[tuple[date, Source]]) -> Milestone:
        entries = [self._entry(MilestoneEntryKind.BASELINE, step.baseline, self._planned())]
        if step.rebaselined is not None:
            amended = _origin(self.amendments[-1], self.story.amendments[-1].signed_on, effective=True)
            entries.append(self._entry(MilestoneEntryKind.BASELINE, step.rebaselined, amended))
        entries.extend(self._forecasts(step, reports))
        if step.achieved is not None:
            entries.append(
                self._entry(MilestoneEntryKind.ACHIEVED, step.achieved, _origin(self.journal, step.achieved))
            )
        return Milestone(next(self.ids), step.number, step.kind, step.name, 1, self._planned(), tuple(entries))

    def _entry(self, kind: MilestoneEntryKind, day: date, origin: Origin, reason: str = "") -> MilestoneEntry:
        return MilestoneEntry(next(self.ids), kind, PartialDate(day), origin, reason)

    def _forecasts(self, step: Step, reports: Sequence[tuple[date, Source]]) -> Iterator[MilestoneEntry]:
        """The last three reports before the day admit the delay bit by bit; the last of them knows it all."""
        if step.achieved is None:
            return
        promised = step.rebaselined or step.baseline
        delay = (step.achieved - promised).days
        telling = [(day, source) for day, source in reports if day < step.achieved][-3:]
        told = 0
        for place, (day, source) in enumerate(telling, start=1):
            admitted = delay * place // len(telling)
            forecast = max(promised + timedelta(days=admitted), day + timedelta(days=1))
            if abs(admitted - told) < LEAST_FORECAST_DAYS or forecast > step.achieved > promised:
                continue
            told = admitted
            yield self._entry(
                MilestoneEntryKind.FORECAST,
                forecast,
                _origin(source, day, effective=True),
                step.reason if admitted > 0 else "",
            )

    def _post(self, staff: Staff) -> Post:
        entries = self._quantities(staff.target, staff.due, staff.filled)
        return Post(next(self.ids), staff.kind, staff.name, staff.is_new, self._planned(), entries)

    def _training(self, course: Course) -> Training:
        entries = self._quantities(course.target, course.due, course.held)
        return Training(next(self.ids), course.kind, course.name, self._planned(), entries)

    def _quantities(self, target: int, due: date, reached: Sequence[tuple[date, int]]) -> tuple[QuantityEntry, ...]:
        promised = QuantityEntry(next(self.ids), QuantityEntryKind.TARGET, Decimal(target), due, self._planned())
        actual = (
            QuantityEntry(next(self.ids), QuantityEntryKind.ACTUAL, Decimal(quantity), day, _origin(self.journal, day))
            for day, quantity in reached
        )
        return (promised, *actual)

    def _reports(self, posts: tuple[Post, ...], trainings: tuple[Training, ...]) -> tuple[Report, ...]:
        story = self.story
        final = story.final_period
        months = tuple(final.months())
        wiggle = [self.dice.throw(-8, 8, "wiggle", place) for place in range(len(months))]
        wiggle[-1] = 0
        tasks = schedule(story.value, story.tasks, final)
        spending = spend(
            tasks,
            story.tasks,
            months,
            read_clock(story.clock, len(months), wiggle),
        )
        told = []
        for place, period in enumerate(reporting_periods(final, ReportingFrequency.QUARTERLY)):
            tale = story.reports.get(place, ReportTale())
            if not tale.is_absent:
                # A report names every task and month, also where nothing was spent.
                spent = tuple(
                    Spending(task.number, month, spending.get((task.number, month), ZERO))
                    for month in months
                    for task in tasks
                    if month in period
                )
                reached = ReportContent(
                    posts=_reached_by(posts, period.last_day), trainings=_reached_by(trainings, period.last_day)
                )
                content = replace(reached, spending=spent, unchanged=SAME)
                told.append(self._report(place, period, tale, content))
        return tuple(told)

    def _report(self, place: int, period: Period, tale: ReportTale, reached: ReportContent) -> Report:
        due = due_day(period)
        early = self.dice.throw(1, 5, "report", place) if tale.early_days is None else tale.early_days
        handed_in = working_day(due - timedelta(days=early), forward=False)
        if tale.late_days:
            handed_in = due + timedelta(days=tale.late_days)
        content = replace(reached, problems=tale.problems, declared_status=Status.ON_TRACK)
        if tale.problems:
            content = replace(content, declared_status=Status.ATTENTION, declared_reason=tale.problems)
        submissions = []
        if tale.is_returned and content.spending:
            first = next((item for item in content.spending if item.amount), content.spending[0])
            mistaken = tuple(
                replace(item, amount=item.amount + 1000) if item is first else item for item in content.spending
            )
            sent_back = working_day(handed_in + timedelta(days=tale.returned_after_days))
            decision = replace(
                Decision(ReportDecision.RETURNED, sent_back, _moment(sent_back), "Proszę poprawić dwa pola."),
                remarks=_remarks(first),
            )
            submissions.append(self._submission(1, period, handed_in, replace(content, spending=mistaken), decision))
            handed_in = working_day(sent_back + timedelta(days=8))
        review = self.dice.throw(2, 5, "accepted", place) if tale.review_days is None else tale.review_days
        accepted = working_day(handed_in + timedelta(days=review))
        decision = Decision(ReportDecision.ACCEPTED, accepted, _moment(accepted))
        number = len(submissions) + 1
        submissions.append(self._submission(number, period, handed_in, content, decision))
        return Report(next(self.ids), period, due, tuple(submissions))

    def _submission(
        self, number: int, period: Period, handed_in: date, content: ReportContent, decision: Decision
    ) -> Submission:
        last = period.last_day
        title = f"Sprawozdanie za {QUARTERS[quarter_of(last) - 1]} kwartał {last.year}\u00a0r."
        if number > 1:
            title += f", wersja {number}"
        source = self._source(SourceKind.REPORT, title, handed_in)
        origin = _origin(source, handed_in, effective=True)
        return Submission(next(self.ids), number, content, origin, (decision,))


def _remarks(right: Spending) -> tuple[Remark, ...]:
    """What a coordinator says of a report whose one amount is not the right one."""
    field = spending_field(right.task_number, right.month)
    comment = "Kwota różni się od zestawienia dokumentów o 1 000 zł."
    return (
        Remark(NEXT_STEPS, "Proszę napisać, co jest planowane w następnym okresie."),
        Remark(field, comment, spell(field, right.amount)),
    )


SAME = frozenset({ReportPart.MILESTONES, ReportPart.POSTS, ReportPart.TRAINING})
"""What invented reports confirm as unchanged: the story itself has told it all before."""


def _reached_by(things: Sequence[Post | Training], day: date) -> tuple[ReportedQuantity, ...]:
    """What a report on a period that ends on a day says of posts or training: the last figure, at first nought.

    Nothing is said where the story tells no figure at all: there a real one may be known.
    """
    told = []
    for thing in things:
        figures = [(e.day, e.id, e.quantity) for e in thing.entries if e.kind is QuantityEntryKind.ACTUAL and e.day]
        if figures:
            _, _, quantity = max((f for f in figures if f[0] <= day), default=(day, 0, Decimal(0)))
            told.append(ReportedQuantity(thing.id, quantity))
    return tuple(told)


def _origin(source: Source, day: date, *, effective: bool = False) -> Origin:
    return Origin(source, day if effective else None, day, _moment(day))


def _moment(day: date) -> datetime:
    """When an entry of that day was recorded: at noon in Poland, give or take summer time."""
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


def _written(amount: Decimal) -> str:
    return f"{amount:,.2f}\u00a0zł".replace(",", "\u00a0").replace(".", ",")
