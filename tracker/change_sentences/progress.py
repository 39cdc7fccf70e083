"""Changes of spending, milestones, status and reports, in sentences."""

from __future__ import annotations

from flask_babel import gettext, ngettext

from tracker.domain.changes import Change
from tracker.domain.picture import AssessedStatus, MilestoneDates, ReportHeld, SpentAmount
from tracker.domain.reporting import ReportStanding
from tracker.domain.vocabulary import Stage, Status
from tracker.formatting import day_long, partial_date, pln, points
from tracker.labels import label
from tracker.sentences import period_name


def spent_sentence(change: Change) -> str:
    """More or less is reported as spent, by when, and where that stands against the plan."""
    old, new = change.before and change.before.value, change.after and change.after.value
    if not isinstance(new, SpentAmount):
        return gettext("No spending is reported any more.")
    total, until = pln(new.amount), day_long(new.until)
    if not isinstance(old, SpentAmount):
        text = gettext("First spending reported: %(total)s by %(day)s", total=total, day=until)
    elif old.amount == new.amount:
        text = gettext("Spending unchanged: %(total)s by %(day)s", total=total, day=until)
    elif new.amount > old.amount:
        more = pln(new.amount - old.amount)
        text = gettext("%(more)s more spent, together %(total)s by %(day)s", more=more, total=total, day=until)
    else:
        less = pln(old.amount - new.amount)
        text = gettext("%(less)s less spent, together %(total)s by %(day)s", less=less, total=total, day=until)
    told = f"{text}{_against_plan(old if isinstance(old, SpentAmount) else None, new)}"
    # What ends in an abbreviation has its full stop already.
    return told if told.endswith(".") else f"{told}."


def _against_plan(old: SpentAmount | None, new: SpentAmount) -> str:
    if new.lag is None:
        return ""
    now = _signed(new)
    if old is None or old.lag is None:
        return gettext("; against plan %(now)s percentage points", now=now)
    return gettext("; against plan %(now)s percentage points, was %(before)s", now=now, before=_signed(old))


def _signed(spent: SpentAmount) -> str:
    assert spent.lag is not None
    text = points(spent.lag)
    return f"+{text}" if spent.lag > 0 else text


def milestone_sentence(change: Change) -> str:
    """A milestone was reached, moved, came into the plan or left it."""
    old, new = change.before and change.before.value, change.after and change.after.value
    if not isinstance(new, MilestoneDates):
        assert isinstance(old, MilestoneDates)
        return gettext("“%(name)s” is out of the plan.", name=old.name)
    if not isinstance(old, MilestoneDates):
        return _new_milestone(new)
    if new.is_achieved is not old.is_achieved:
        return _reached(new)
    if new.expected != old.expected:
        return _moved(old, new)
    if new.planned != old.planned:
        return gettext(
            "“%(name)s”: plan %(after)s instead of %(before)s.",
            name=new.name,
            after=partial_date(new.planned),
            before=partial_date(old.planned),
        )
    return gettext("“%(before)s” is now called “%(after)s”.", before=old.name, after=new.name)


def _new_milestone(new: MilestoneDates) -> str:
    if new.expected is None:
        return gettext("“%(name)s” came into the plan, without a day.", name=new.name)
    if new.is_achieved:
        return gettext(
            "“%(name)s” came into the plan, achieved %(day)s.", name=new.name, day=partial_date(new.expected)
        )
    return gettext("“%(name)s” came into the plan, expected %(day)s.", name=new.name, day=partial_date(new.expected))


def _reached(new: MilestoneDates) -> str:
    if not new.is_achieved:
        return gettext("“%(name)s” does not count as achieved any more.", name=new.name)
    text = gettext("“%(name)s”: achieved %(day)s", name=new.name, day=partial_date(new.expected))
    if new.planned is None:
        return f"{text}."
    if new.planned == new.expected:
        return gettext("%(text)s, on the planned day.", text=text)
    return gettext("%(text)s, plan %(plan)s.", text=text, plan=partial_date(new.planned))


def _moved(old: MilestoneDates, new: MilestoneDates) -> str:
    after, before = partial_date(new.expected), partial_date(old.expected)
    if new.is_achieved:
        text = gettext("“%(name)s”: achieved %(after)s, not %(before)s", name=new.name, after=after, before=before)
    else:
        text = gettext(
            "“%(name)s”: expected %(after)s instead of %(before)s", name=new.name, after=after, before=before
        )
    if old.expected is None or new.expected is None:
        return f"{text}."
    days = (new.expected.last_day - old.expected.last_day).days
    if days > 0:
        return ngettext("%(text)s, %(num)s day later.", "%(text)s, %(num)s days later.", days, text=text)
    if days < 0:
        return ngettext("%(text)s, %(num)s day earlier.", "%(text)s, %(num)s days earlier.", -days, text=text)
    return f"{text}."


def status_sentence(change: Change) -> str:
    """The status is another, or the same for other reasons."""
    old, new = change.before and change.before.value, change.after and change.after.value
    assert isinstance(new, AssessedStatus)
    assert isinstance(old, AssessedStatus)
    rules = ", ".join(dict.fromkeys(label(rule).lower() for rule, _ in new.reasons))
    after = label(new.status).lower()
    if old.status is not new.status:
        before = label(old.status).lower()
        if rules:
            return gettext(
                "Status “%(after)s” instead of “%(before)s”: %(rules)s.", after=after, before=before, rules=rules
            )
        return gettext("Status “%(after)s” instead of “%(before)s”.", after=after, before=before)
    if rules:
        return gettext("Status still “%(after)s”, now because of: %(rules)s.", after=after, rules=rules)
    return gettext("Status still “%(after)s”.", after=after)


def stage_sentence(change: Change) -> str:
    """The project is in another part of its life."""
    old, new = change.before and change.before.value, change.after and change.after.value
    assert isinstance(old, Stage)
    assert isinstance(new, Stage)
    return gettext("Stage “%(after)s” instead of “%(before)s”.", after=label(new), before=label(old))


def declared_sentence(change: Change) -> str:
    """The director sees the project otherwise."""
    old, new = change.before and change.before.value, change.after and change.after.value
    if not isinstance(new, Status):
        return gettext("The last report does not say how the director sees the project.")
    after = label(new).lower()
    if not isinstance(old, Status):
        return gettext("The director sees the project as “%(after)s”.", after=after)
    return gettext(
        "The director sees the project as “%(after)s” instead of “%(before)s”.",
        after=after,
        before=label(old).lower(),
    )


def report_sentence(change: Change) -> str:
    """Something became of a report."""
    old, new = change.before and change.before.value, change.after and change.after.value
    if not isinstance(new, ReportHeld):
        assert isinstance(old, ReportHeld)
        return gettext("Report for %(period)s: not expected any more.", period=period_name(old.period))
    name = period_name(new.period)
    if new.standing is ReportStanding.LATE:
        return gettext("Report for %(period)s: late.", period=name)
    if new.version > 1:
        return gettext(
            "Report for %(period)s, version %(version)s: %(standing)s.",
            period=name,
            version=str(new.version),
            standing=label(new.standing),
        )
    return gettext("Report for %(period)s: %(standing)s.", period=name, standing=label(new.standing))


def silence_sentence(change: Change) -> str:
    """The project fell silent, or was heard of again."""
    if change.after is not None and change.after.value:
        return gettext("Silence: no figures for so long that nobody knows how it goes.")
    return gettext("The silence is over: there are figures again.")
