"""``flask screens``: make shared screens, list them, withdraw them."""

from __future__ import annotations

from datetime import UTC, datetime

import click
from flask import current_app
from flask_babel import gettext, ngettext

from tracker.cli.places import find_centre, find_voivodeship
from tracker.cli.refusals import RefusingGroup
from tracker.config import Config
from tracker.domain.errors import InvalidInputError, NotFoundError, Problem
from tracker.domain.screens import Screen, ScreenDay, ScreenPlan, ScreenView
from tracker.formatting import DASH
from tracker.labels import label
from tracker.moments import time_ago

ACTOR = "flask screens"
"""Who the record says it was: whoever may run programs on the server."""

OPTIONS = {"views": "--views", "seconds": "--seconds", "day_begins": "--day", "day_ends": "--day", "scope": "--centre"}
"""Which option a field of the form is here."""

group = RefusingGroup("screens", help="Make shared screens, list them, withdraw them.")


@group.command("create")
@click.argument("name")
@click.option("--place", default="", help="Where the television hangs.")
@click.option("--voivodeship", default="", help="Show only its projects.")
@click.option("--centre", default="", help="Show only those of a centre: its name, or a project of it.")
@click.option("--views", default="", help=f"In their order, with commas: {','.join(ScreenView)}; six at most.")
@click.option("--seconds", default="", help="How long each view stands.")
@click.option("--day", default=None, help="Hours of the day palette, for example 8:00-16:00; empty for always night.")
@click.option("--as-of", type=click.Choice([day.value for day in ScreenDay]), default=ScreenDay.REFERENCE.value)
@click.option("--language", type=click.Choice(["pl", "en"]), default="pl")
def create(
    *,
    name: str,
    place: str,
    voivodeship: str,
    centre: str,
    views: str,
    seconds: str,
    day: str | None,
    as_of: str,
    language: str,
) -> None:
    """Make a screen and print its link, once."""
    from tracker.services.screens import create_screen
    from tracker.storage.transactions import transaction

    typed = {"name": name, "place": place, "shows": as_of, "language": language}
    typed |= _typed_scope(voivodeship, centre) | _typed_hours(day) | _typed_views(views)
    plan = _checked(typed | ({"seconds": seconds} if seconds else {}))
    with transaction():
        _, token = create_screen(plan, actor=ACTOR, at=datetime.now(UTC))
    config: Config = current_app.extensions["tracker_config"]
    click.echo(gettext("This link opens the screen until it is withdrawn. It is not told a second time:"))
    click.echo(f"{config.address}/ekran/{token}")


@group.command("list")
def list_() -> None:
    """Print every screen on a line: number, name, place, scope, views, last heartbeat, state."""
    from tracker.storage.projects import all_centres
    from tracker.storage.screens import all_screens

    now, screens = datetime.now(UTC), all_screens()
    centres = {centre.id: centre.short_name for centre in all_centres()}
    for screen in screens:
        plan, beat = screen.plan, screen.heartbeat
        reach = centres[plan.centre_id] if plan.centre_id else label(plan.voivodeship) if plan.voivodeship else ""
        views = ",".join(plan.playlist)
        last = time_ago(beat.at, now) if beat else gettext("never")
        columns = (plan.name, plan.place or DASH, reach or gettext("whole country"), views, last)
        click.echo("\t".join((str(screen.key), *columns, label(screen.standing(now)))))
    click.echo(ngettext("%(num)s screen", "%(num)s screens", len(screens)))


@group.command("revoke")
@click.argument("screen")
def revoke(screen: str) -> None:
    """Withdraw a screen, given by its name or number: its link opens nothing any more."""
    from tracker.services.screens import withdraw_screen
    from tracker.storage.transactions import transaction

    found = _find(screen)
    with transaction():
        withdraw_screen(found.key, actor=ACTOR, at=datetime.now(UTC))
    click.echo(gettext("The screen “%(name)s” is withdrawn.", name=found.plan.name))


def _checked(typed: dict[str, str]) -> ScreenPlan:
    from marshmallow import ValidationError

    from tracker.schemas.problems import problems_of
    from tracker.schemas.screens import VIEW, ScreenSchema, typed_plan

    usual = typed_plan(ScreenPlan(""))
    if any(name.startswith(VIEW) for name in typed):
        usual = {name: value for name, value in usual.items() if not name.startswith(VIEW)}
    try:
        plan: ScreenPlan = ScreenSchema().load(usual | typed)
    except ValidationError as error:
        told = [Problem(OPTIONS.get(one.where, one.where), one.message) for one in problems_of(error)]
        raise InvalidInputError(told) from None
    return plan


def _typed_scope(voivodeship: str, centre: str) -> dict[str, str]:
    from tracker.schemas.screens import OF_CENTRE, OF_VOIVODESHIP

    if voivodeship and centre:
        raise click.UsageError("Give either a voivodeship or a centre.")
    if centre:
        return {"scope": f"{OF_CENTRE}{find_centre(centre)}"}
    return {"scope": f"{OF_VOIVODESHIP}{find_voivodeship(voivodeship).value}"} if voivodeship else {}


def _typed_hours(day: str | None) -> dict[str, str]:
    if day is None:
        return {}
    begins, _, ends = day.partition("-")
    return {"day_begins": begins, "day_ends": ends}


def _typed_views(views: str) -> dict[str, str]:
    from tracker.schemas.screens import typed_playlist

    return typed_playlist([code.strip() for code in views.split(",")]) if views else {}


def _find(text: str) -> Screen:
    from tracker.storage.screens import all_screens, get_screen

    named = [one for one in all_screens() if one.plan.name.casefold() == text.casefold() and not one.withdrawn_at]
    if named:
        return named[0]
    try:
        if text.isascii() and text.isdigit() and len(text) < 19:
            return get_screen(int(text))
    except NotFoundError:
        pass
    raise InvalidInputError([Problem(text, gettext("There is no screen of this name or number."))])
