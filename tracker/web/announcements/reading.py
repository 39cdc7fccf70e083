"""The page that shows a text with what was recognised, beside the draft and what is on record."""

from __future__ import annotations

from typing import Any

from flask import render_template

from tracker import announcement_labels
from tracker.domain.permissions import Deed, Place
from tracker.domain.project import ProjectRecord
from tracker.domain.vocabulary import (
    CentreKind,
    MilestoneEntryKind,
    QuantityEntryKind,
    SourceKind,
    StatementKind,
    Voivodeship,
)
from tracker.gate.access import place_of, scope
from tracker.labels import choices
from tracker.reading.result import FieldName, Reading, Verdict
from tracker.schemas.announcements import TAKE
from tracker.schemas.editing import EXISTING, NEW
from tracker.services.imports.matching import Matcher
from tracker.storage.projects import records_under, standing_centres, standing_projects
from tracker.web.announcements.draft import (
    alike,
    event_rows,
    post_rows,
    proposed_day,
    proposed_title,
    proposed_voivodeship,
    rows_of,
    sure_names,
    title_of,
    training_rows,
)
from tracker.web.announcements.passages import passages_of, pieces
from tracker.web.editing.pages import editor
from tracker.web.forms import Form

TICK = "tick"
"""Sent by the button that ticks what is sure."""


def show_reading(given: str, reading: Reading, form: Form) -> str:
    """The page of a text that was read.

    Args:
        given: The text as it was given; the form sends it along, nothing keeps it.
        reading: What was recognised in it.
        form: What was typed and ticked so far.
    """
    who = editor()
    near = _near(reading)
    slug = form.values.get("slug", near[0].slug if near else "")
    record = next((one for one in near if one.slug == slug), None)
    reasons = [announcement_labels.label(decoy.reason) for decoy in reading.decoys]
    claimed = {claim.found.start for claim in reading.claims[:1]}
    rows = rows_of(reading, record, who.view)
    posts = post_rows(reading, record)
    trainings = training_rows(reading, record, who.today)
    events = event_rows(reading, record, who.today)
    things = [*posts, *trainings, *events]
    ticked = {f"{TAKE}{name}": "1" for name in sure_names(rows, things)} if TICK in form.values else {}
    return render_template(
        "announcements/reading.html",
        form=form,
        values=_proposed(reading) | dict(form.values) | ticked,
        errors=form.errors,
        is_project=reading.verdict is Verdict.CENTRE_PROJECT,
        pieces=pieces(reading.text, passages_of(reading, reasons)),
        rows=rows,
        posts=posts,
        trainings=trainings,
        events=events,
        number=len(rows) + len(things),
        unsure=sum(not row.is_sure for row in rows) + sum(not thing.is_sure for thing in things),
        decoys=[one for one in zip(reading.decoys, reasons, strict=True) if one[0].start not in claimed],
        near=[(one, title_of(one, who.view) or one.slug) for one in near],
        record=record,
        text=given,
        **_choices(),
    )


def _choices() -> dict[str, Any]:
    reach = scope(Deed.BRING_IN)
    within = [centre for centre in standing_centres() if reach.includes(place_of(centre))]
    return {
        "centres": [(centre.id, f"{centre.place}: {centre.name}") for centre in within],
        "centre_kinds": choices(CentreKind),
        "voivodeships": [
            (code, word) for code, word in choices(Voivodeship) if reach.includes(Place(0, Voivodeship(code)))
        ],
        "kinds": choices(StatementKind),
        "source_kinds": choices(SourceKind),
        "quantity_kinds": choices(QuantityEntryKind),
        "date_kinds": choices(MilestoneEntryKind),
    }


def _near(reading: Reading) -> list[ProjectRecord]:
    """The projects within reach that the text may be about."""
    place, number = (reading.fields.get(name) for name in (FieldName.PLACE, FieldName.PROJECT_NUMBER))
    known = Matcher().find_number(number.value) if number else None
    there = place.value.casefold() if place else ""
    within = standing_projects(scope(Deed.BRING_IN))
    slugs = [slug for slug, town in within.items() if town.casefold() == there or slug == known]
    return alike(records_under(slugs), reading, editor().view)


def _proposed(reading: Reading) -> dict[str, str]:
    """What the form proposes of the centre and of the document."""
    name, place = reading.fields.get(FieldName.CENTRE), reading.fields.get(FieldName.PLACE)
    reach = scope(Deed.BRING_IN)
    within = (c for c in standing_centres() if reach.includes(place_of(c)))
    known = next((c for c in within if place and c.place.casefold() == place.value.casefold()), None)
    return {
        "source": NEW,
        "source_kind": SourceKind.ANNOUNCEMENT.value,
        "source_publisher": name.value if name else "",
        "source_title": proposed_title(reading.text),
        "source_published": proposed_day(reading),
        "centre": EXISTING if known else NEW,
        "centre_id": str(known.id) if known else "",
        "centre_name": name.value if name else "",
        "centre_short_name": _short(name.value) if name else "",
        "centre_place": place.value if place else "",
        "centre_kind": _kind(name.value).value if name else "",
        "centre_voivodeship": proposed_voivodeship(reading.text) or "",
    }


_FULL = {
    "Miejsko-Gminny Ośrodek Pomocy Społecznej": CentreKind.MGOPS,
    "Gminny Ośrodek Pomocy Społecznej": CentreKind.GOPS,
    "Miejski Ośrodek Pomocy Społecznej": CentreKind.MOPS,
    "Ośrodek Pomocy Społecznej": CentreKind.OPS,
}
"""The kinds of centre by the full name that says them."""


def _kind(name: str) -> CentreKind:
    return next((kind for full, kind in _FULL.items() if name.startswith(full)), CentreKind.OTHER)


def _short(name: str) -> str:
    """The name of a centre as people say it."""
    for full, kind in _FULL.items():
        if name.startswith(full):
            return kind.value + name.removeprefix(full)
    return name
