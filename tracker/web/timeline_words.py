"""What the timeline finds, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from flask_babel import gettext, ngettext

from tracker.domain.portfolio import ProjectSummary
from tracker.domain.schedule import SOON
from tracker.domain.vocabulary import MilestoneKind
from tracker.formatting import number
from tracker.labels import label
from tracker.sentences import count_word, slip
from tracker.web.wording import partial_date_near

KINDS_TOLD = 3


def timeline_headline(rows: Sequence[ProjectSummary]) -> str:
    """How many projects have an open milestone past its plan, and the longest slips, of open and of achieved ones."""
    slips = [row.slip_days for row in rows if row.slip_days is not None and row.slip_days > 0]
    if not rows:
        return gettext("No project to put on the timeline.")
    if not slips and all(row.milestones_planned is None for row in rows):
        return gettext("No milestone has a planned date.")
    if not slips:
        none = ngettext(
            "No milestone of %(num)s project that is not achieved yet is past its plan.",
            "No milestone of %(num)s projects that is not achieved yet is past its plan.",
            len(rows),
        )
        return f"{none} {_longest_achieved(rows, 0)}".rstrip()
    open_longest = ngettext(
        "The longest such slip is %(num)s day.", "The longest such slip is %(num)s days.", max(slips)
    )
    return f"{_late(len(slips), len(rows))} {open_longest} {_longest_achieved(rows, max(slips))}".rstrip()


def _longest_achieved(rows: Sequence[ProjectSummary], open_longest: int) -> str:
    """The longest slip of an achieved milestone where that exceeds those of all that are open; else empty."""
    longest = max((row.largest_slip_days or 0 for row in rows), default=0)
    if longest <= open_longest:
        return ""
    return ngettext(
        "Of those achieved the longest slip was %(num)s day.",
        "Of those achieved the longest slip was %(num)s days.",
        longest,
    )


def _late(late: int, of: int) -> str:
    if of == 1:
        return gettext("The project has a milestone not achieved yet that is past its plan.")
    text = ngettext(
        "%(count)s of %(of)s projects has a milestone not achieved yet that is past its plan.",
        "%(count)s of %(of)s projects have a milestone not achieved yet that is past its plan.",
        late,
        count=count_word(late),
        of=number(of),
    )
    return text[:1].upper() + text[1:]


def due_sentence(rows: Sequence[ProjectSummary]) -> str:
    """What falls due soon, by kind, the most frequent first; and where no plan of milestones is known."""
    kinds = Counter(kind for row in rows for kind in row.due_soon)
    sentences = [_due(kinds)] if rows else []
    unplanned = sum(row.milestones_planned is None for row in rows)
    if 0 < unplanned < len(rows):
        sentences.append(
            ngettext(
                "In %(num)s project no milestone has a planned date.",
                "In %(num)s projects no milestone has a planned date.",
                unplanned,
            )
        )
    return " ".join(sentences)


def _due(kinds: Counter[MilestoneKind]) -> str:
    if not kinds:
        return ngettext(
            "No milestone falls due in the next %(num)s day.",
            "No milestone falls due in the next %(num)s days.",
            SOON.days,
        )
    told = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    parts = [f"{_lowered(label(kind))} ({number(count)})" for kind, count in told[:KINDS_TOLD]]
    if rest := sum(count for _, count in told[KINDS_TOLD:]):
        parts.append(gettext("others (%(count)s)", count=number(rest)))
    return ngettext(
        "In the next %(days)s days %(num)s milestone falls due: %(kinds)s.",
        "In the next %(days)s days %(num)s milestones fall due: %(kinds)s.",
        kinds.total(),
        days=SOON.days,
        kinds=", ".join(parts),
    )


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def next_words(row: ProjectSummary, as_of: date) -> tuple[str, str]:
    """The next milestone with its day, and how it stands against its plan; the second is empty where there is none."""
    state = row.next_milestone
    if state is None:
        text = gettext("all milestones achieved") if row.milestones_total else gettext("no milestones recorded")
        return text, ""
    name = state.milestone.name
    if state.expected is None:
        return gettext("%(name)s, no date", name=name), ""
    against = slip(state.slip_days) if state.slip_days else ""
    return f"{name} {partial_date_near(state.expected, as_of)}", against


def longest_words(row: ProjectSummary) -> str:
    """The longest slips of a project that are not the one of its next milestone, of open and of achieved ones."""
    following = row.next_milestone.slip_days if row.next_milestone else None
    told, parts = max(following or 0, 0), []
    if row.slip_days is not None and row.slip_days > told:
        told = row.slip_days
        parts.append(gettext("longest slip of those not achieved yet: %(slip)s", slip=slip(told)))
    if row.largest_slip_days is not None and row.largest_slip_days > told:
        parts.append(gettext("longest slip of those achieved: %(slip)s", slip=slip(row.largest_slip_days)))
    return "; ".join(parts)
