"""The checks of a report's milestones, posts, training and indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from tracker.domain.periods import PartialDate
from tracker.domain.project import ReportedMilestone
from tracker.domain.report_check import Check, Ground
from tracker.domain.report_codes import CheckCode, CheckLevel
from tracker.domain.report_fields import (
    MILESTONE_ASPECTS,
    Aspect,
    FieldGroup,
    milestone_field,
    parse_field,
    post_field,
    training_field,
    unchanged_field,
    warning_key,
)
from tracker.domain.report_lines import MilestoneLine, QuantityLine
from tracker.domain.vocabulary import MilestoneEntryKind, MilestoneKind, ReportPart

ACHIEVED = MilestoneEntryKind.ACHIEVED


def _milestone(
    code: CheckCode, line: MilestoneLine, aspect: Aspect, *, day: date | None = None, limit: date | None = None
) -> Check:
    field, key = milestone_field(line.number, aspect), warning_key(code, line.number)
    return Check(code, field, key, milestone=line, day=day, limit_day=limit)


def check_milestones(ground: Ground) -> Iterator[Check]:
    """Days that are missing, in the future or past, delays without a reason, and what contradicts the posts."""
    told = {m.number: m for m in ground.content.milestones}
    checks = [check for line in ground.form.milestones for check in _line(ground, line, told.get(line.number))]
    yield from checks
    # Who is asked for a new day is not asked to confirm that nothing changed.
    if not any(check.level is CheckLevel.ERROR for check in checks):
        fields = {
            milestone_field(line.number, aspect) for line in ground.form.milestones for aspect in MILESTONE_ASPECTS
        }
        yield from _unchanged(ground, ReportPart.MILESTONES, fields, has_changed=bool(told))


def _line(ground: Ground, line: MilestoneLine, told: ReportedMilestone | None) -> Iterator[Check]:
    fields = {milestone_field(line.number, aspect) for aspect in MILESTONE_ASPECTS}
    if fields & ground.unreadable:
        return
    if fields & ground.missing:
        yield from _missing(ground, line)
    elif told is not None and told.kind is ACHIEVED:
        yield from _achieved(ground, line, told.day)
    else:
        yield from _ahead(ground, line, told)


def _missing(ground: Ground, line: MilestoneLine) -> Iterator[Check]:
    if milestone_field(line.number, Aspect.STATE) in ground.missing:
        yield _milestone(CheckCode.MILESTONE_STATE_MISSING, line, Aspect.STATE)
    if milestone_field(line.number, Aspect.DAY) in ground.missing:
        yield _milestone(CheckCode.MILESTONE_DAY_MISSING, line, Aspect.DAY)


def _achieved(ground: Ground, line: MilestoneLine, day: date) -> Iterator[Check]:
    period = ground.form.project_period
    if day > ground.as_of:
        yield _milestone(CheckCode.ACHIEVED_IN_FUTURE, line, Aspect.DAY, day=day, limit=ground.as_of)
    elif period is not None and day < period.start:
        yield _milestone(CheckCode.ACHIEVED_BEFORE_START, line, Aspect.DAY, day=day, limit=period.start)
    if line.kind is MilestoneKind.POSTS_FILLED:
        yield from _unfilled(ground, line)


def _unfilled(ground: Ground, line: MilestoneLine) -> Iterator[Check]:
    filled = {post.of: post.quantity for post in ground.content.posts}
    new = [post for post in ground.form.posts if post.is_new and post.target is not None and post.id in filled]
    target = sum((post.target for post in new if post.target is not None), start=Decimal(0))
    reached = sum((filled[post.id] for post in new), start=Decimal(0))
    if reached < target:
        key = warning_key(CheckCode.POSTS_UNFILLED, line.number)
        field = milestone_field(line.number, Aspect.STATE)
        yield Check(CheckCode.POSTS_UNFILLED, field, key, milestone=line, amount=reached, limit=target)


def _ahead(ground: Ground, line: MilestoneLine, told: ReportedMilestone | None) -> Iterator[Check]:
    expected = PartialDate(told.day) if told else line.expected
    if expected is None:
        return
    day, form = expected.last_day, ground.form
    # A correction made long after its period may well repeat a day that was still ahead when the period ended.
    is_past = day <= form.period.last_day or (form.is_last and day < ground.as_of)
    if is_past:
        yield _milestone(CheckCode.FORECAST_PAST, line, Aspect.DAY, day=day, limit=form.period.last_day)
    if told is None:
        return
    if line.expected is not None and day > line.expected.last_day and not told.reason:
        limit = line.expected.last_day
        yield _milestone(CheckCode.DELAY_UNEXPLAINED, line, Aspect.REASON, day=day, limit=limit)
    period = form.project_period
    # The settlement is made when the project is over.
    if period is not None and day > period.last_day and line.kind is not MilestoneKind.FINAL_SETTLEMENT:
        yield _milestone(CheckCode.FORECAST_AFTER_END, line, Aspect.DAY, day=day, limit=period.last_day)


def _unchanged(ground: Ground, part: ReportPart, fields: set[str], *, has_changed: bool) -> Iterator[Check]:
    """A part with values carried forward that nobody touched and nobody confirmed; not while it has gaps to fill."""
    open_fields = ground.unreadable | ground.missing
    if has_changed or not fields or fields & open_fields or part in ground.content.unchanged:
        return
    code = CheckCode.UNCHANGED_UNCONFIRMED
    yield Check(code, unchanged_field(part), f"{code}.{part}")


def check_posts(ground: Ground) -> Iterator[Check]:
    """Posts that are missing, over the target or fewer than before."""
    fields = {post_field(line.id): line for line in ground.form.posts}
    values = {post_field(post.of): post.quantity for post in ground.content.posts}
    for field, line in fields.items():
        quantity = values.get(field)
        if quantity is None:
            continue
        if line.target is not None and quantity > line.target:
            yield _quantity(CheckCode.POSTS_OVER_TARGET, field, line, quantity, line.target)
        if line.last is not None and quantity < line.last:
            yield _quantity(CheckCode.POSTS_FELL, field, line, quantity, line.last)
    yield from _quantities(ground, ReportPart.POSTS, fields, values)


def check_training(ground: Ground) -> Iterator[Check]:
    """Training that is missing, over its target, or less than was reported before, although it only grows."""
    fields = {training_field(line.id): line for line in ground.form.trainings}
    values = {training_field(training.of): training.quantity for training in ground.content.trainings}
    for field, line in fields.items():
        quantity = values.get(field)
        if quantity is None:
            continue
        if line.target is not None and quantity > line.target:
            yield _quantity(CheckCode.TRAINING_OVER_TARGET, field, line, quantity, line.target)
        if line.last is not None and quantity < line.last:
            yield _quantity(CheckCode.TRAINING_FELL, field, line, quantity, line.last)
    yield from _quantities(ground, ReportPart.TRAINING, fields, values)


def _quantity(code: CheckCode, field: str, line: QuantityLine, amount: Decimal, limit: Decimal) -> Check:
    return Check(code, field, warning_key(code, line.id), quantity=line, amount=amount, limit=limit)


def _quantities(
    ground: Ground, part: ReportPart, fields: Mapping[str, QuantityLine], values: Mapping[str, Decimal]
) -> Iterator[Check]:
    absent = [field for field in fields if field not in values]
    for field in absent:
        if field not in ground.unreadable:
            yield Check(
                CheckCode.QUANTITY_MISSING, field, f"{CheckCode.QUANTITY_MISSING}.{field}", quantity=fields[field]
            )
    has_changed = any(values[field] != line.last for field, line in fields.items() if field in values)
    if not absent:
        yield from _unchanged(ground, part, set(fields), has_changed=has_changed)


def check_indicators(ground: Ground) -> Iterator[Check]:
    """Rows that are half filled, and rows carried forward that nobody confirmed."""
    code = CheckCode.INDICATOR_INCOMPLETE
    fields = set()
    for name in sorted(ground.missing | ground.unreadable):
        field = parse_field(name)
        if field is not None and field.group is FieldGroup.INDICATOR:
            fields.add(name)
            if name in ground.missing:
                yield Check(code, name, f"{code}.{name}")
    told, carried = ground.content.indicators, ground.form.indicators
    if (told or carried) and not fields and told == carried and ReportPart.INDICATORS not in ground.content.unchanged:
        unconfirmed = CheckCode.UNCHANGED_UNCONFIRMED
        yield Check(unconfirmed, unchanged_field(ReportPart.INDICATORS), f"{unconfirmed}.{ReportPart.INDICATORS}")
