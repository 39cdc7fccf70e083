"""Every address says what it asks of whoever opens it, and every command why it asks nobody."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from flask import Flask

from tracker.domain.permissions import Deed
from tracker.domain.slugs import RESERVED
from tracker.gate.guards import (
    Guard,
    at_project,
    at_report,
    at_screen,
    at_source,
    at_standing_project,
    guard_of,
)

OPEN = {
    "static",
    "accessibility.show",
    "api_me.get_me",
    "api_openapi",
    "accounts.accept",
    "accounts.ask_for_link",
    "accounts.enter",
    "accounts.enter_by_link",
    "accounts.enter_code",
    "accounts.invitation",
    "accounts.leave",
    "accounts.link_sent",
    "accounts.mail_link",
    "accounts.new_password",
    "accounts.save_new_password",
    "accounts.second_step",
    "accounts.send_asked_link",
    "accounts.sign_in",
    "frame.choose_language",
    "health.live",
    "health.ready",
    "keys.show",
    "metrics.show",
    "patterns.show",
    "programs.show",
    "screen.beat",
    "screen.data",
    "screen.nothing",
    "screen.show",
}
"""The addresses that anybody at all may open. One more of them is a decision, so it is made here as well."""

SERVER = "Who may run programs on the server can read and write the database itself."

COMMANDS = {
    "accounts disable": SERVER,
    "accounts enable": SERVER,
    "accounts forget-phone": SERVER,
    "accounts invite": "The first account has nobody who could invite its owner.",
    "accounts list": SERVER,
    "announcement read": "It reads a file of whoever runs it and asks no database.",
    "data backup": SERVER,
    "data check": SERVER,
    "data copy": SERVER,
    "data demo": "It adds and removes only what is marked as invented.",
    "data export": SERVER,
    "data generate": "It adds only what is marked as invented.",
    "data import": SERVER,
    "data invent": "It writes files of the project and asks no database.",
    "data load": SERVER,
    "data restore": SERVER,
    "data verify": "It reads a file of whoever runs it and asks no database.",
    "db": "Migrations run before there is anybody to ask.",
    "doctor": "It tells whoever runs the tracker how it is, and changes nothing.",
    "register import": SERVER,
    "reminders send": "It writes to those whom the rights of their accounts let report or review.",
    "routes": "Flask's own: it prints the addresses, which are no secret.",
    "run": "Flask's own: it serves the pages with their guards.",
    "screens create": SERVER,
    "screens list": SERVER,
    "screens revoke": SERVER,
    "shell": SERVER,
}
"""Every command with the reason why it asks for no account: it acts as the system, and the record says so."""


def endpoints(app: Flask) -> list[str]:
    """Every endpoint of the application."""
    return sorted({rule.endpoint for rule in app.url_map.iter_rules()})


def declared(app: Flask) -> dict[str, Guard]:
    """The guard of every endpoint; fails for one that has none."""
    return {endpoint: guard_of(app, endpoint) for endpoint in endpoints(app)}


def test_every_address_says_what_it_asks(app: Flask) -> None:
    silent = [endpoint for endpoint in endpoints(app) if not says_something(app, endpoint)]

    assert not silent


def says_something(app: Flask, endpoint: str) -> bool:
    """Whether the view of an endpoint says what it asks."""
    try:
        return bool(guard_of(app, endpoint))
    except LookupError:
        return False


def test_an_address_that_says_nothing_is_closed(app: Flask) -> None:
    app.add_url_rule("/zapomniane", "forgotten", lambda: "secret")

    with pytest.raises(LookupError, match="forgotten"):
        app.test_client().get("/zapomniane")


def test_an_address_that_asks_nothing_says_why(app: Flask) -> None:
    guards = declared(app)

    silent = [endpoint for endpoint, found in guards.items() if found.deed is None and not found.reason.endswith(".")]

    assert not silent


def test_only_these_addresses_are_open_to_everybody(app: Flask) -> None:
    guards = declared(app)

    opened = {endpoint for endpoint, found in guards.items() if found.deed is None and not found.needs_person}

    assert opened <= OPEN


@pytest.mark.parametrize(
    ("variable", "finders"),
    [
        ("slug", {at_project, at_standing_project}),
        ("report_id", {at_report}),
        ("screen_id", {at_screen}),
        ("source_id", {at_source}),
    ],
    ids=["slug", "report_id", "screen_id", "source_id"],
)
def test_what_belongs_to_a_centre_is_asked_for_at_its_place(app: Flask, variable: str, finders: set[object]) -> None:
    guards = declared(app)
    of_a_centre = {rule.endpoint for rule in app.url_map.iter_rules() if variable in rule.arguments}

    elsewhere = {endpoint for endpoint in of_a_centre & guards.keys() if guards[endpoint].at not in finders}

    assert of_a_centre or variable != "slug"
    assert not elsewhere


def test_a_project_of_which_nothing_stands_is_not_edited(app: Flask) -> None:
    guards = declared(app)
    editing = {endpoint for endpoint, found in guards.items() if found.deed is Deed.EDIT_PROJECT}

    assert len(editing) > 10
    assert {endpoint for endpoint in editing if guards[endpoint].at is at_project} == set()


def test_reading_a_project_never_lets_anybody_change_it(app: Flask) -> None:
    guards = declared(app)
    reading = {endpoint for endpoint, found in guards.items() if found.deed in (Deed.READ_PROJECT, Deed.READ_REPORT)}

    writing = {
        rule.endpoint for rule in app.url_map.iter_rules() if (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
    }

    assert not reading & writing


def test_editing_asks_for_the_right_to_edit(app: Flask) -> None:
    deeds = {found.deed for endpoint, found in declared(app).items() if endpoint.startswith("editing.")}

    assert deeds == {Deed.ADD_PROJECT, Deed.EDIT_PROJECT}


def test_an_address_below_the_projects_is_no_project(app: Flask) -> None:
    taken = {rule.rule.split("/")[2] for rule in app.url_map.iter_rules() if rule.rule.startswith("/projekty/")}

    assert {name for name in taken if not name.startswith("<")} == RESERVED


def commands(group: click.Group, prefix: str = "") -> Iterator[str]:
    """The names of all commands; Flask-Migrate's are one."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group) and name != "db":
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}"


def test_every_command_says_why_it_asks_nobody(app: Flask) -> None:
    assert set(commands(app.cli)) <= {*COMMANDS}
