"""The slide of numbers: how many projects have each status, and what is spent and achieved against the plan."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext, ngettext
from markupsafe import Markup

from tracker.charts.status_shapes import draw_status
from tracker.domain.portfolio import RollUp
from tracker.domain.screen_slides import SETTLED, places_of
from tracker.domain.vocabulary import Status
from tracker.formatting import number, percent, quantity
from tracker.labels import label
from tracker.sentences import headline, rest_of_headline
from tracker.web.bars import position
from tracker.web.screens.fitting import names_text
from tracker.web.screens.glance import Draft, Glance

SHOWN = (Status.AT_RISK, Status.ATTENTION, Status.NO_DATA, Status.ON_TRACK)
COLUMN_WIDTH, NAME_LINES = 408, 3


@dataclass(frozen=True, slots=True)
class Column:
    """A status: its mark and word, how many projects have it, and the first of them."""

    status: Status
    word: str
    mark: Markup
    count: str
    names: str


@dataclass(frozen=True, slots=True)
class PlanBar:
    """A bar from 0 to 100 with the tick of its plan; ``None`` is unknown."""

    key: str
    label: str
    value: float | None
    plan: float | None
    text: str
    level: str = "none"
    plan_text: str = ""


def status_mark(status: Status) -> Markup:
    """The shape of a status, to stand before its word."""
    return Markup('<svg class="slide-mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false">{}</svg>').format(
        draw_status(status, 24, 26, 17)
    )


def numbers_slide(glance: Glance) -> list[Draft]:
    """One slide."""
    sums = glance.view.sums
    # Where nothing is running, four noughts would tell nobody anything.
    shown = SHOWN if any(sums.statuses.get(status) for status in SHOWN) else SETTLED
    columns = [_column(glance, status) for status in shown]
    others = [status for status in Status if status not in shown]
    context = {"columns": columns, "rest": " ".join(_rest(sums, others)), "bars": [_spending(sums), _milestones(sums)]}
    title = headline(sums) if shown is SHOWN else rest_of_headline(sums)
    return [Draft(title, "numbers", context, _figures(sums))]


def _column(glance: Glance, status: Status) -> Column:
    names = names_text(places_of(glance.view.rows, status), COLUMN_WIDTH, NAME_LINES)
    count = number(glance.view.sums.statuses.get(status, 0))
    return Column(status, label(status), status_mark(status), count, names)


def _rest(sums: RollUp, others: Collection[Status]) -> Iterator[str]:
    """The whole, and the statuses that have no column of their own."""
    yield gettext("Projects in all: %(count)s.", count=number(sums.projects))
    if Status.NOT_STARTED in others and (not_started := sums.statuses.get(Status.NOT_STARTED, 0)):
        yield gettext("Not started: %(count)s.", count=number(not_started))
    if Status.FINISHED in others and (finished := sums.statuses.get(Status.FINISHED, 0)):
        yield gettext("Finished: %(count)s.", count=number(finished))


def _spending(sums: RollUp) -> PlanBar:
    of = _of_projects(sums.spent.known, sums.projects)
    if sums.spent_rate is None:
        text = gettext("no data") if not sums.spent.known else gettext("no plan to compare with; %(of)s", of=of)
        return PlanBar("spending", gettext("spending"), None, None, text)
    text = gettext(
        "%(spent)s, plan %(planned)s; %(of)s",
        spent=percent(sums.spent_rate),
        planned=percent(sums.planned_rate),
        of=of,
    )
    return PlanBar("spending", gettext("spending"), position(sums.spent_rate), position(sums.planned_rate), text)


def _of_projects(known: int, projects: int) -> str:
    return ngettext(
        "%(known)s of %(of)s project",
        "%(known)s of %(of)s projects",
        projects,
        known=number(known),
        of=number(projects),
    )


def _milestones(sums: RollUp) -> PlanBar:
    name, done = gettext("milestones"), sums.milestones
    if not done.wanted:
        return PlanBar("milestones", name, None, None, gettext("no data"))
    text = gettext("%(part)s of %(whole)s", part=quantity(done.reached), whole=quantity(done.wanted))
    planned = None if sums.milestones_planned is None else Decimal(sums.milestones_planned) / done.wanted
    if sums.milestones_planned is not None:
        text = gettext("%(done)s, plan %(planned)s", done=text, planned=number(sums.milestones_planned))
    return PlanBar("milestones", name, position(done.reached / done.wanted), position(planned), text)


def _figures(sums: RollUp) -> dict[str, object]:
    return {
        "projects": sums.projects,
        "statuses": {status.value: sums.statuses.get(status, 0) for status in Status},
        "silent": sums.silent,
        "spent": str(sums.spent.amount) if sums.spent.known else None,
        "spent_known": sums.spent.known,
        "spent_rate": rate(sums.spent_rate),
        "planned_rate": rate(sums.planned_rate),
        "milestones_reached": int(sums.milestones.reached),
        "milestones_total": int(sums.milestones.wanted),
        "milestones_planned": sums.milestones_planned,
    }


def rate(value: Decimal | None) -> float | None:
    """A part of one for other programs, to a hundredth of a percent."""
    return None if value is None else round(float(value), 4)
