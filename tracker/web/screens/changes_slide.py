"""The slide of the week: how the projects fared, and the five changes that matter most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, ngettext

from tracker.change_sentences.found import Found, find_changes
from tracker.change_sentences.headline import changes_headline, direction_name
from tracker.change_sentences.telling import change_sentence
from tracker.domain.changes import Direction
from tracker.domain.outcome import Outcome, differing, outcome
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.provenance import Viewpoint
from tracker.domain.screen_slides import CHANGE_LINES, WEEK, is_for_all_eyes, last_recorded, spread
from tracker.formatting import day_long, tie
from tracker.services.portfolio import PortfolioView
from tracker.web.screens.fitting import lines_needed
from tracker.web.screens.glance import Draft, Glance, plain
from tracker.web.screens.milestones_slide import place_text

MOST_COMPARED = 200
"""Projects compared whole; of more only those whose rows differ, and no more than so many of them."""

SEARCHED = 300
"""Up to so many projects the day of the last change is looked for, when a week brought none."""

TEXT_WIDTH, TEXT_SIZE, TEXT_LINES = 1480, 42, 2
PLACE_WIDTH = 900


@dataclass(frozen=True, slots=True)
class Line:
    """A change: whether it is for the worse, whose it is, and what it is."""

    direction: str
    word: str
    place: str
    text: str


def changes_slide(glance: Glance) -> list[Draft]:
    """One slide; of a week without changes one that says when the last was."""
    view = glance.view
    earlier = Viewpoint(view.as_of - WEEK)
    before = glance.book.view(earlier, glance.scope)
    rows = _differing(glance, before)
    compared = glance.book.comparisons(rows[:MOST_COMPARED], earlier, glance.viewpoint)
    found = find_changes(compared)
    gone = sum(key not in view.by_key for key in before.by_key)
    fared = outcome(before.by_key, list(view.rows), gone)
    figures = _figures(fared, found, len(compared))
    if not found and not gone:
        return [_without_change(glance, earlier.as_of, figures)]
    lines = _lines(found)
    is_whole = len(rows) <= MOST_COMPARED
    context = {"lines": lines, "others": _others(len(found) - len(lines), is_whole=is_whole)}
    return [Draft(changes_headline(fared, earlier.as_of), "changes", context, figures)]


def _differing(glance: Glance, before: PortfolioView) -> list[ProjectSummary]:
    """The projects to be compared, those first whose status got worst."""
    rows = list(glance.view.rows)
    return rows if len(rows) <= MOST_COMPARED else differing(before.by_key, rows)


def _lines(found: Sequence[Found]) -> list[Line]:
    """What got worse comes before all else, of every sort; each project once before any is told of twice."""
    public = [one for one in found if is_for_all_eyes(one.told)]
    lines: list[tuple[int, Line]] = []
    for direction in Direction:
        told = [
            (one.row.project_id, line) for one in public if one.direction is direction and _fits(line := _line(one))
        ]
        lines += spread(told, lambda pair: pair[0], CHANGE_LINES - len(lines))
    return [line for _, line in lines]


def _line(one: Found) -> Line:
    place = place_text(one.row.centre.place, PLACE_WIDTH, TEXT_SIZE)
    return Line(one.direction.name.lower(), direction_name(one.direction), place, tie(change_sentence(one.told)))


def _fits(line: Line) -> bool:
    return lines_needed(f"{line.place}  {line.text}", TEXT_WIDTH, TEXT_SIZE) <= TEXT_LINES


def _others(count: int, *, is_whole: bool) -> str:
    """How many changes are not told; of many projects only some were compared, so that nobody has counted them."""
    if not is_whole:
        return gettext("and many other changes")
    return ngettext("and %(num)s other change", "and %(num)s other changes", count) if count > 0 else ""


def _without_change(glance: Glance, since: date, figures: dict[str, object]) -> Draft:
    title = gettext("Nothing has changed since %(day)s.", day=day_long(since))
    caption = ngettext(
        "changes of a week in %(num)s project",
        "changes of a week in %(num)s projects",
        glance.view.sums.projects,
    )
    return plain(title, 0, caption, figures, _last_change(glance))


def _last_change(glance: Glance) -> str:
    rows = list(glance.view.rows)
    if len(rows) > SEARCHED:
        last = max((row.last_counted_on for row in rows if row.last_counted_on), default=None)
        return gettext("The last report came on %(day)s.", day=day_long(last)) if last else ""
    last = last_recorded(glance.book.snapshots_in_turn(rows, glance.viewpoint), glance.viewpoint)
    return gettext("The last change was recorded on %(day)s.", day=day_long(last)) if last else ""


def _figures(fared: Outcome, found: Sequence[Found], compared: int) -> dict[str, object]:
    counts = Counter(one.direction.name.lower() for one in found)
    return {
        "worse": fared.worse,
        "better": fared.better,
        "appeared": fared.appeared,
        "disappeared": fared.disappeared,
        "spending_added": str(fared.spending.amount) if fared.spending.known else None,
        "spending_known": fared.spending.known,
        "compared": compared,
        "changes": {name: counts[name] for name in ("worse", "neutral", "better")},
    }
