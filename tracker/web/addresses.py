"""Addresses of pages that carry along which day is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import current_app, request, url_for

VIEWPOINT_ARGUMENTS = ("stan", "wiedza")


def address(endpoint: str, arguments: Mapping[str, Any]) -> str:
    """The address of an endpoint with path and query arguments; a list repeats its argument.

    What a reader put into the query stays there: it never reaches the options of the function that builds addresses.
    """
    in_path = set().union(*(rule.arguments for rule in current_app.url_map.iter_rules(endpoint)))
    path = url_for(endpoint, **{name: value for name, value in arguments.items() if name in in_path})
    query = urlencode([(name, value) for name, value in arguments.items() if name not in in_path], doseq=True)
    return f"{path}?{query}" if query else path


def given(*, without: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """The arguments of this request, to be given on; what cannot be printed is left out."""
    return {
        name: [value for value in values if value.isprintable()]
        for name, values in request.args.to_dict(flat=False).items()
        if name.isprintable() and name not in without
    }


def kept(*names: str) -> dict[str, Any]:
    """The arguments of this request of the given names, those of the viewpoint when none is given."""
    wanted = names or VIEWPOINT_ARGUMENTS
    return {name: values for name, values in given().items() if name in wanted and any(values)}


def project_url(slug: str, **arguments: Any) -> str:
    """The address of a project's page, as of the day that is looked at."""
    return address("projects.show", {"slug": slug} | kept() | arguments)


def portfolio_url() -> str:
    """The address of the portfolio, as of the day that is looked at."""
    return address("portfolio.show", kept())
