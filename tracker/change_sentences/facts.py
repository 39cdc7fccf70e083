"""Changes of what sources state and what the plan holds, in sentences."""

from __future__ import annotations

from decimal import Decimal

from flask_babel import gettext

from tracker.domain.changes import Change
from tracker.domain.periods import PartialDate
from tracker.domain.picture import Reached, StatedFact, TaskBudget
from tracker.domain.vocabulary import CODED_FACTS
from tracker.formatting import partial_date, pln, quantity
from tracker.labels import label


def _fact_text(fact: StatedFact) -> str:
    value = fact.value
    if isinstance(value, Decimal):
        return pln(value)
    if isinstance(value, PartialDate):
        return partial_date(value)
    return label(CODED_FACTS[fact.name](value)) if fact.name in CODED_FACTS else f"“{value}”"


def fact_sentence(change: Change) -> str:
    """A fact came to be known, is another, or is not known any more."""
    old, new = change.before and change.before.value, change.after and change.after.value
    if not isinstance(new, StatedFact):
        assert isinstance(old, StatedFact)
        return gettext("%(fact)s: no longer known; it was %(before)s.", fact=label(old.name), before=_fact_text(old))
    name, text = label(new.name), _fact_text(new)
    if not isinstance(old, StatedFact):
        return gettext("%(fact)s: now known, %(after)s.", fact=name, after=text)
    if old.value == new.value:
        if new.is_derived:
            return gettext("%(fact)s: %(after)s, now calculated from the parts.", fact=name, after=text)
        return gettext("%(fact)s: %(after)s, now stated by a source.", fact=name, after=text)
    return gettext("%(fact)s: %(after)s instead of %(before)s.", fact=name, after=text, before=_fact_text(old))


def budget_sentence(change: Change) -> str:
    """The payment schedule is for another amount."""
    old, new = change.before and change.before.value, change.after and change.after.value
    if not isinstance(new, Decimal):
        return gettext("There is no payment schedule any more.")
    if not isinstance(old, Decimal):
        return gettext("There is a payment schedule now, for %(after)s.", after=pln(new))
    return gettext("The payment schedule is for %(after)s instead of %(before)s.", after=pln(new), before=pln(old))


def task_sentence(change: Change) -> str:
    """A task of the schedule is new, gone, renamed or has another budget."""
    old, new = change.before and change.before.value, change.after and change.after.value
    if not isinstance(new, TaskBudget):
        assert isinstance(old, TaskBudget)
        return gettext("Task “%(name)s” is out of the schedule.", name=old.name)
    if not isinstance(old, TaskBudget):
        return gettext("Task “%(name)s” came into the schedule, %(after)s.", name=new.name, after=pln(new.budget))
    if old.budget == new.budget:
        return gettext("Task “%(before)s” is now called “%(after)s”.", before=old.name, after=new.name)
    return gettext(
        "Task “%(name)s”: budget %(after)s instead of %(before)s.",
        name=new.name,
        after=pln(new.budget),
        before=pln(old.budget),
    )


def reached_sentence(change: Change) -> str:
    """A post is filled, or training held, to another extent, or its target is another."""
    old, new = change.before and change.before.value, change.after and change.after.value
    if not isinstance(new, Reached):
        assert isinstance(old, Reached)
        return gettext("“%(name)s” is out of the plan.", name=old.name)
    if not isinstance(old, Reached):
        return gettext("“%(name)s” came into the plan, target %(target)s.", name=new.name, target=_target(new))
    if old.reached != new.reached:
        return _further(old, new)
    if old.target != new.target:
        return gettext(
            "“%(name)s”: target %(after)s, before that %(before)s.",
            name=new.name,
            after=_target(new),
            before=_target(old),
        )
    return gettext("“%(before)s” is now called “%(after)s”.", before=old.name, after=new.name)


def _further(old: Reached, new: Reached) -> str:
    after, target = quantity(new.reached), _target(new)
    if old.reached is None:
        return gettext(
            "“%(name)s”: %(after)s of %(target)s, not stated before.", name=new.name, after=after, target=target
        )
    before = quantity(old.reached)
    return gettext(
        "“%(name)s”: %(after)s of %(target)s, was %(before)s.",
        name=new.name,
        after=after,
        target=target,
        before=before,
    )


def _target(state: Reached) -> str:
    return quantity(state.target) if state.target is not None else gettext("an unstated target")
