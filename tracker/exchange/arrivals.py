"""What documents say of projects as JSON values, while it waits for a person to decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tracker.domain.arrivals import Arrival
from tracker.exchange.dumping import JsonObject, dump_project, pack
from tracker.exchange.snapshot import read_project_values


def dump_arrivals(arrivals: Iterable[Arrival]) -> list[JsonObject]:
    """Arrivals as JSON values; what they say is spelled as the files of projects spell it."""
    return [
        {"project": dump_project(arrival.record)}
        | pack(slug=arrival.slug, place=arrival.place, restates=arrival.restates)
        for arrival in arrivals
    ]


def read_arrivals(values: Iterable[Mapping[str, Any]]) -> list[Arrival]:
    """The inverse of ``dump_arrivals``.

    Raises:
        InvalidInputError: If it is not what ``dump_arrivals`` gave.
    """
    return [
        Arrival(
            read_project_values(one["project"]),
            one.get("slug"),
            one.get("place", ""),
            one.get("restates", False),
        )
        for one in values
    ]
