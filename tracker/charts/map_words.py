"""What the map says in words: where projects lag, and how sure the places are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask_babel import gettext, ngettext

from tracker.domain.portfolio import AmountSum
from tracker.domain.portfolio_map import Region, Site, Siting, most_worrying, whole_of
from tracker.domain.vocabulary import Status, Voivodeship
from tracker.formatting import number, pln, pln_short
from tracker.labels import label
from tracker.sentences import count_word

NAMED = 3
"""So many voivodeships are named in the finding, then the first."""


def region_name(voivodeship: Voivodeship | None) -> str:
    """The name of a voivodeship, or that nobody has said it."""
    return label(voivodeship) if voivodeship else gettext("voivodeship not known")


def finding(regions: Sequence[Region], focus: Voivodeship | None = None) -> str:
    """Where the projects are that are at risk or need attention, in one sentence.

    Args:
        regions: The projects by voivodeship.
        focus: The only voivodeship asked for.
    """
    lagging = [region for region in regions if region.lagging and region.voivodeship]
    if not any(region.lagging for region in regions):
        return _nothing_lags(whole_of(regions))
    if not lagging:
        return gettext("Of the projects that lag nobody has said where they are.")
    if focus:
        return _of_one(lagging[0])
    if len(lagging) == 1:
        return gettext("Projects lag in one voivodeship: %(name)s.", name=_part(lagging[0]))
    if len(lagging) <= NAMED:
        return ngettext(
            "Projects lag in %(count)s voivodeship: %(names)s.",
            "Projects lag in %(count)s voivodeships: %(names)s.",
            len(lagging),
            count=count_word(len(lagging)),
            names=", ".join(_part(region) for region in lagging),
        )
    return f"{_how_many(len(lagging))}{_the_first(lagging)}."


def _nothing_lags(whole: Region) -> str:
    if not whole.projects:
        return gettext("There is no project to show on the map.")
    if all(status in (Status.NO_DATA, Status.NOT_STARTED) for status in whole.statuses):
        return gettext("Of no project is it known how it goes.")
    if whole.silent:
        return ngettext(
            "%(num)s project is silent; no other needs attention.",
            "%(num)s projects are silent; no other needs attention.",
            whole.silent,
        )
    return gettext("No project needs attention.")


def _of_one(region: Region) -> str:
    name = region_name(region.voivodeship)
    return ngettext(
        "%(name)s: %(part)s of %(num)s project lags.",
        "%(name)s: %(part)s of %(num)s projects lag.",
        region.projects,
        name=f"{name[:1].upper()}{name[1:]}",
        part=number(region.lagging),
    )


def _how_many(count: int) -> str:
    return ngettext(
        "Projects lag in %(count)s voivodeship",
        "Projects lag in %(count)s voivodeships",
        count,
        count=count_word(count),
    )


def _the_first(lagging: Sequence[Region]) -> str:
    """The voivodeships that have most of what lags, or something at risk; empty where no few of them stand out."""
    most = [region for region in lagging if region.lagging == lagging[0].lagging]
    if len(most) <= NAMED:
        return gettext(", most of all in %(first)s", first=", ".join(_part(region) for region in most))
    at_risk = [region for region in lagging if region.statuses.get(Status.AT_RISK)]
    if 0 < len(at_risk) <= NAMED:
        names = ", ".join(region_name(region.voivodeship) for region in at_risk)
        return gettext("; projects at risk: %(names)s", names=names)
    return ""


def _part(region: Region) -> str:
    return gettext(
        "%(name)s (%(part)s of %(whole)s)",
        name=region_name(region.voivodeship),
        part=number(region.lagging),
        whole=number(region.projects),
    )


def second_finding(regions: Sequence[Region]) -> str:
    """How many lag altogether, of how many there are no data, and how many are silent."""
    whole = whole_of(regions)
    without = whole.statuses.get(Status.NO_DATA, 0)
    sentences = []
    if whole.lagging:
        part = _of_projects(whole.lagging, whole.projects)
        sentences.append(gettext("At risk or needing attention: %(part)s.", part=part))
    if without:
        sentences.append(gettext("No data: %(part)s.", part=_of_projects(without, whole.projects)))
    if whole.silent:
        sentences.append(gettext("Without a report for too long: %(part)s.", part=number(whole.silent)))
    return " ".join(sentences)


def _of_projects(part: int, whole: int) -> str:
    return ngettext(
        "%(part)s of %(whole)s project",
        "%(part)s of %(whole)s projects",
        whole,
        part=number(part),
        whole=number(whole),
    )


def value_part(value: AmountSum) -> str:
    """A sum for a narrow place; from how many projects it is made where that is not all of them."""
    if not value.known:
        return gettext("value not stated")
    text = pln_short(value.amount)
    return text if value.known == value.of else f"{text} ({of_text(value)})"


def lagging_of(region: Region) -> str:
    """How many projects lag, of how many."""
    return gettext("%(part)s of %(whole)s", part=number(region.lagging), whole=number(region.projects))


def of_text(value: AmountSum) -> str:
    """From how many projects of how many a sum is made."""
    return gettext("%(part)s of %(whole)s", part=number(value.known), whole=number(value.of))


def status_counts(region: Region) -> list[tuple[Status, int]]:
    """How many projects have each status, without those that none has, the most urgent first."""
    return [(status, count) for status in Status if (count := region.statuses.get(status, 0))]


def region_title(region: Region) -> str:
    """Everything the map shows of a voivodeship, to be heard."""
    parts = [ngettext("%(num)s project", "%(num)s projects", region.projects)]
    parts.append(
        gettext("value %(value)s", value=value_part(region.value)) if region.value.known else value_part(region.value)
    )
    parts += [f"{str(label(status)).lower()} {number(count)}" for status, count in status_counts(region)]
    return f"{region_name(region.voivodeship)}: {', '.join(parts)}"


def site_title(site: Site) -> str:
    """Everything a mark shows of a project, to be heard."""
    row = site.row
    value = gettext("value %(value)s", value=pln(row.value)) if row.value is not None else gettext("value not stated")
    parts = [str(label(row.status)).lower(), value]
    if site.siting is Siting.CONVENTIONAL:
        parts.append(gettext("place in the voivodeship is a convention"))
    return f"{row.centre.short_name}: {', '.join(parts)}"


def siting_words(site: Site) -> str:
    """How far the place of a project is known, for a table."""
    return {
        Siting.RECORDED: gettext("its town"),
        Siting.CONVENTIONAL: gettext("its voivodeship only"),
        Siting.UNKNOWN: gettext("not known"),
    }[site.siting]


def words_of_regions(regions: Sequence[Region]) -> Iterable[str]:
    """What the blocks of a map by voivodeship mean, and which projects are not on it."""
    yield gettext(
        "In each voivodeship: how many projects are at risk or need attention, of how many; their value together."
    )
    most = most_worrying(regions)
    yield gettext("The bars can be compared: one that fills its line is %(count)s projects.", count=number(most))
    missing = sum(region.projects for region in regions if region.voivodeship is None)
    if missing:
        yield _not_shown(missing)


def words_of_sites(sites: Sequence[Site], *, are_moved: bool, are_enlarged: bool) -> Iterable[str]:
    """What sizes and places of marks mean, and which projects are not on the map.

    Args:
        sites: The projects.
        are_moved: Some marks made way for others.
        are_enlarged: Some marks are larger than their values ask for.
    """
    values = [site.row.value for site in sites if site.row.value is not None and site.siting is not Siting.UNKNOWN]
    if values:
        yield gettext(
            "The area of a mark is the project's value; the largest: %(value)s.", value=pln_short(max(values))
        )
    if are_enlarged:
        yield gettext("The smallest marks are larger than their values, so that they can be seen.")
    unvalued = sum(site.row.value is None for site in sites)
    if unvalued:
        yield ngettext(
            "Of %(num)s project nobody has stated the value: a small mark in a hollow diamond.",
            "Of %(num)s projects nobody has stated the value: small marks in hollow diamonds.",
            unvalued,
        )
    conventional = sum(site.siting is Siting.CONVENTIONAL for site in sites)
    if conventional:
        yield ngettext(
            "Of %(num)s project only the voivodeship is known: its place in it is a convention (dashed ring).",
            "Of %(num)s projects only the voivodeship is known: their place in it is a convention (dashed ring).",
            conventional,
        )
    if are_moved:
        yield gettext("Where marks would cover each other, a thin line leads from the town to its mark.")
    missing = sum(site.siting is Siting.UNKNOWN for site in sites)
    if missing:
        yield _not_shown(missing)


def _not_shown(count: int) -> str:
    return ngettext(
        "%(num)s project is not on the map, because nobody has said where it is.",
        "%(num)s projects are not on the map, because nobody has said where they are.",
        count,
    )
