"""What the scatter says in words: who spends more slowly than time passes, who faster, of whom nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext, ngettext

from tracker.domain.spending_scatter import Scatter, Spot, Window, Zone
from tracker.domain.status import DEFAULT_THRESHOLDS
from tracker.formatting import number, points
from tracker.sentences import count_word
from tracker.web.curves_words import capital, names_of


def _places(spots: Sequence[Spot]) -> str:
    return names_of([spot.row.centre.place for spot in spots[:4]], len(spots))


def scatter_headline(scatter: Scatter) -> str:
    """Whose money goes more slowly than time; who is faster only when nobody is slower."""
    if not scatter.projects:
        return gettext("No project matches the filters.")
    if not scatter.spots:
        return gettext("Of no project can it be said whether money keeps up with time.")
    below = [spot for spot in scatter.spots if spot.zone is Zone.BELOW]
    above = [spot for spot in reversed(scatter.spots) if spot.zone is Zone.ABOVE]
    if below:
        text = ngettext(
            "%(count)s project spends clearly more slowly than time passes: %(names)s.",
            "%(count)s projects spend clearly more slowly than time passes: %(names)s.",
            len(below),
            count=count_word(len(below)),
            names=_places(below),
        )
    elif above:
        text = ngettext(
            "%(count)s project spends clearly faster than time passes: %(names)s.",
            "%(count)s projects spend clearly faster than time passes: %(names)s.",
            len(above),
            count=count_word(len(above)),
            names=_places(above),
        )
    else:
        return gettext("Money keeps up with time in every project that reported.")
    return capital(text)


def scatter_sentence(scatter: Scatter) -> str:
    """How many projects lie in each zone and of how many nobody knows."""
    counts = {
        "whole": number(scatter.projects),
        "within": number(scatter.count(Zone.WITHIN)),
        "below": number(scatter.count(Zone.BELOW)),
        "above": number(scatter.count(Zone.ABOVE)),
        "points": points(-DEFAULT_THRESHOLDS.spending_attention, 0),
    }
    if not scatter.unknown:
        return gettext(
            "Of %(whole)s projects %(within)s lie inside the band of %(points)s percentage points around the diagonal, "
            "%(below)s below it, %(above)s above it.",
            **counts,
        )
    return gettext(
        "Of %(whole)s projects %(within)s lie inside the band of %(points)s percentage points around the diagonal, "
        "%(below)s below it, %(above)s above it; of %(unknown)s it is not known.",
        unknown=number(len(scatter.unknown)),
        **counts,
    )


def chosen_sentence(scatter: Scatter, window: Window, found: int) -> str:
    """How many projects the chosen part holds, and that the unknown ones are in no part."""
    text = ngettext(
        "In the chosen part lies %(num)s of %(whole)s projects with a known place.",
        "In the chosen part lie %(num)s of %(whole)s projects with a known place.",
        found,
        whole=number(len(scatter.spots)),
    )
    if not scatter.unknown or not window:
        return text
    left_out = ngettext(
        "%(num)s project without a known place is in no part.",
        "%(num)s projects without a known place are in no part.",
        len(scatter.unknown),
    )
    return f"{text} {left_out}"


def zone_words(spot: Spot | None) -> str:
    """Where a project lies, in a word or two."""
    if spot is None:
        return gettext("not known")
    words = {Zone.BELOW: gettext("below the band"), Zone.WITHIN: gettext("in the band")}
    return words.get(spot.zone) or gettext("above the band")
