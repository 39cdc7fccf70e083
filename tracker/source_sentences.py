"""What documents state, and what became of it, in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from flask_babel import gettext, ngettext

from tracker.domain.sources import SourceDocument, Standing, StatedFigure, Subject
from tracker.domain.vocabulary import AMOUNT_FACTS, DATE_FACTS, FactName
from tracker.formatting import day_long, month, number, pln, quantity
from tracker.labels import label
from tracker.sentences import fact_text


def documents_headline(total: int, *, is_narrowed: bool) -> str:
    """How many documents there are."""
    if not total:
        return gettext("No document matches.") if is_narrowed else gettext("No document is recorded yet.")
    if is_narrowed:
        return ngettext("%(num)s document matches.", "%(num)s documents match.", total)
    return ngettext("The figures rest on %(num)s document.", "The figures rest on %(num)s documents.", total)


def stated_headline(document: SourceDocument, standings: Mapping[Standing, int], *, is_whole: bool) -> str:
    """How many figures a document states, of how many projects, and how many of them count."""
    stated = [_stated(document.figures)]
    if document.projects > 1:
        stated.append(ngettext("It speaks of %(num)s project.", "It speaks of %(num)s projects.", document.projects))
    if is_whole and document.figures:
        stated.append(_counting(document.figures, standings))
    return " ".join(stated)


def _stated(figures: int) -> str:
    if not figures:
        return gettext("The document states no figure.")
    return ngettext("The document states %(num)s figure.", "The document states %(num)s figures.", figures)


def _counting(figures: int, standings: Mapping[Standing, int]) -> str:
    counting = standings.get(Standing.COUNTS, 0) + standings.get(Standing.PART, 0)
    if counting == figures:
        return ngettext("It counts.", "All of them count.", figures)
    told = [gettext("those that count: %(count)s", count=number(counting))]
    if competing := standings.get(Standing.COMPETES, 0):
        told.append(gettext("competing with another source: %(count)s", count=number(competing)))
    if replaced := standings.get(Standing.REPLACED, 0):
        told.append(gettext("replaced: %(count)s", count=number(replaced)))
    return gettext("Of them: %(told)s.", told=", ".join(told))


def figure_name(figure: StatedFigure) -> str:
    """What a stated figure is about."""
    if figure.fact is not None:
        return label(figure.fact)
    if figure.subject is Subject.PLAN:
        return gettext("Payment schedule, in all")
    if figure.subject is Subject.SPENDING and figure.day is not None:
        return gettext(
            "Spent, task “%(task)s”, %(month)s", task=figure.name or str(figure.key), month=month(figure.day)
        )
    told = label(figure.kind) if figure.kind is not None else ""
    if figure.day is None:
        return gettext("“%(name)s”: %(kind)s", name=figure.name, kind=told)
    return gettext("“%(name)s”: %(kind)s by %(day)s", name=figure.name, kind=told, day=day_long(figure.day))


def figure_value(figure: StatedFigure) -> str:
    """The figure as the tracker understands it, and how binding it is."""
    if figure.subject in (Subject.POST, Subject.TRAINING) and isinstance(figure.value, Decimal):
        return quantity(figure.value)
    if figure.fact is None:
        return pln(figure.value) if isinstance(figure.value, Decimal) else fact_text(FactName.START, figure.value)
    text = fact_text(figure.fact, figure.value)
    is_binding = figure.fact in AMOUNT_FACTS | DATE_FACTS and figure.kind is not None
    return f"{text} ({label(figure.kind)})" if is_binding and figure.kind is not None else text


def figure_standing(figure: StatedFigure) -> str:
    """Whether a stated figure counts, and what counts in its place."""
    standing = label(figure.standing)
    if figure.fact is None or figure.counts is None or figure.standing is Standing.AGREES:
        return standing
    return gettext("%(standing)s; %(value)s counts", standing=standing, value=fact_text(figure.fact, figure.counts))
