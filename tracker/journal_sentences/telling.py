"""An event told: what was done to what, and each value that changed, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from tracker.domain.journal import JournalEvent, JournalNames
from tracker.domain.periods import Period
from tracker.journal_sentences import values
from tracker.journal_sentences.deeds import actor_label, deed_label
from tracker.journal_sentences.leaves import Leaves
from tracker.sentences import period_name

_SAID_ANEW = frozenset({"comment", "reason", "remark", "proposal", "stated"})
"""What is said anew each time and replaces nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value of an event.

    Attributes:
        before, after: In words; ``None`` on the side where there was nothing that could be told.
    """

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words.

    Attributes:
        deed: What was done.
        subject: To which milestone, report or account; empty where the deed and the values say it.
        changes: The values that differ, in the order recorded.
    """

    event: JournalEvent
    actor: str
    deed: str
    subject: str
    changes: tuple[Change, ...]


def tell(event: JournalEvent, names: JournalNames) -> Told:
    """Put an event into words, in the language of the page."""
    leaves = Leaves(event, names)
    return Told(event, actor_label(event.actor), deed_label(event.deed), _subject(leaves), _changes(leaves))


def _subject(leaves: Leaves) -> str:
    """What the deed was done to."""
    told: Mapping[str, Any] = {**leaves.event.before, **leaves.event.after}
    if "milestone" in leaves.identity:
        return gettext("Milestone %(number)s: “%(name)s”", number=told["milestone"], name=told.get("name", ""))
    if "kind" in leaves.identity:
        kind = leaves.kind(told.get("kind"))
        return gettext("“%(name)s” (%(kind)s)", name=told.get("name", ""), kind=kind)
    if "period_start" in leaves.identity:
        return _period(told)
    for named in {"screen", "document"} & leaves.identity:
        return gettext("“%(name)s”", name=told[named])
    if "account" in leaves.identity:
        centre = leaves.centre(told.get("centre_id")) if "centre_id" in leaves.identity else ""
        return f"{told['account']} ({centre})" if centre else str(told["account"])
    return ""


def _changes(leaves: Leaves) -> tuple[Change, ...]:
    """The values that differ; those of one side alone where the event tells of no other."""
    before = {key: (name, text) for key, name, text in leaves.of(leaves.event.before)}
    after = {key: (name, text) for key, name, text in leaves.of(leaves.event.after)}
    nothing = ("", values.text(None))
    return tuple(
        Change(
            (after.get(key) or before[key])[0],
            before.get(key, nothing)[1] if before and (key in before or key[0] not in _SAID_ANEW) else None,
            after.get(key, nothing)[1] if after else None,
        )
        for key in {**before, **after}
        if before.get(key, nothing)[1] != after.get(key, nothing)[1]
    )


def _period(told: Mapping[str, Any]) -> str:
    try:
        first, last = (date.fromisoformat(told[key]) for key in ("period_start", "period_end"))
        period = period_name(Period.of_days(first, last))
    except (KeyError, TypeError, ValueError):
        return values.text(told.get("period_start"))
    if told.get("number"):
        return gettext("Report for %(period)s, version %(number)s", period=period, number=told["number"])
    return gettext("Report for %(period)s", period=period)
