"""Addresses of pages that carry along which day is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request, url_for

VIEWPOINT_ARGUMENTS = ("stan", "wiedza")


def address(endpoint: str, arguments: Mapping[str, Any]) -> str:
    """The address of an endpoint with path and query arguments; a list repeats its argument."""
    given: dict[str, Any] = dict(arguments)
    return url_for(endpoint, **given)


def kept(*names: str) -> dict[str, Any]:
    """The arguments of this request of the given names, those of the viewpoint when none is given."""
    wanted = names or VIEWPOINT_ARGUMENTS
    return {name: values for name, values in request.args.to_dict(flat=False).items() if name in wanted and any(values)}


def project_url(slug: str, **arguments: Any) -> str:
    """The address of a project's page, as of the day that is looked at."""
    return address("projects.show", {"slug": slug} | kept() | arguments)


def portfolio_url() -> str:
    """The address of the portfolio, as of the day that is looked at."""
    return address("portfolio.show", kept())
