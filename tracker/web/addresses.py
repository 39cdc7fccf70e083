"""Addresses of pages that carry along which day is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import current_app, g, request, url_for

VIEWPOINT_ARGUMENTS = ("stan", "wiedza")
KNOWN_ARGUMENTS = frozenset(
    {*VIEWPOINT_ARGUMENTS, "woj", "typ", "etap", "ocena", "nabor", "szukaj", "sort", "kierunek", "strona", "status"}
    | {"p", "os", "kryterium", "miara"}
    | {"od", "do", "projekt"}
    | {"czas", "wydatki"}
    | {"rodzaj", "waga"}
)
REPEATED_ARGUMENTS = frozenset({"p", "kryterium"})
MOST_REPEATED = 8
"""More values of one argument stay where they are."""

LONGEST_VALUE = 100
"""Longer values stay where they are: a page repeats its arguments in hundreds of links."""


def address(endpoint: str, arguments: Mapping[str, Any]) -> str:
    """The address of an endpoint with path and query arguments; a list repeats its argument.

    What a reader put into the query stays there: it never reaches the options of the function that builds addresses.
    """
    in_path = set().union(*(rule.arguments for rule in current_app.url_map.iter_rules(endpoint)))
    path = url_for(endpoint, **{name: value for name, value in arguments.items() if name in in_path})
    query = urlencode([(name, value) for name, value in arguments.items() if name not in in_path], doseq=True)
    return f"{path}?{query}" if query else path


def given(*, without: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """The arguments of this request that pages know, to be given on: printable and not too long.

    One value each, but for those that mean something together.
    """
    arguments = {}
    for name, values in request.args.lists():
        if name in KNOWN_ARGUMENTS and name not in without:
            some = values[: MOST_REPEATED if name in REPEATED_ARGUMENTS else 1]
            carried = [value for value in some if value.isprintable() and len(value) <= LONGEST_VALUE]
            if carried:
                arguments[name] = carried
    return arguments


def kept(*names: str) -> dict[str, Any]:
    """The arguments of this request of the given names, those of the viewpoint when none is given."""
    wanted = names or VIEWPOINT_ARGUMENTS
    found = given() | g.get("looked_at", {})
    return {name: values for name, values in found.items() if name in wanted and any(values)}


def look_at(day: date) -> None:
    """Say which day this page looks at where its address calls it otherwise, so that its links carry it along."""
    g.looked_at = {"stan": [day.isoformat()]}


def project_url(slug: str, **arguments: Any) -> str:
    """The address of a project's page, as of the day that is looked at."""
    return address("projects.show", {"slug": slug} | kept() | arguments)


def portfolio_url() -> str:
    """The address of the portfolio, as of the day that is looked at."""
    return address("portfolio.show", kept())


def sign_in_url(onward: str) -> str:
    """The address of the sign-in page that leads on to a page of this site."""
    return address("accounts.sign_in", {"dalej": onward} if onward != "/" else {})


def local_address(text: str) -> str:
    """An address of this site only: anything else leads to the first page.

    Browsers read a backslash as a slash and skip tabs and line breaks, so neither may occur.
    """
    is_path = text.startswith("/") and not text.startswith("//")
    return text if is_path and "\\" not in text and text.isprintable() else "/"
