"""A reading as JSON types, in the shape that ``announcement read --json`` prints."""

from __future__ import annotations

from typing import Any

from tracker.reading.page import Page, Span
from tracker.reading.reader import read_page
from tracker.reading.result import Decoy, Found, Reading


def read_document(given: str) -> dict[str, Any]:
    """The reading of a text as JSON types; offsets count in what was given.

    For HTML ``as_written`` is what a reader of the page sees, and the offsets span the source it comes from, with the
    entities and tags between its letters.

    >>> page = "<p>Dofinansowanie: <b>402&nbsp;025</b> zł. GOPS w Kluczach, projekt, Działanie 2.5</p>"
    >>> document = read_document(page)
    >>> document["fields"]["grant"]["value"], document["fields"]["grant"]["start"]
    ('402025.00', 22)
    """
    page = Page(given)
    return as_document(read_page(page), page)


def as_document(reading: Reading, page: Page) -> dict[str, Any]:
    """A reading as JSON types, its offsets moved into what was given."""
    return {
        "verdict": reading.verdict.value,
        "fields": {name.value: _found(found, page) for name, found in reading.fields.items()},
        "posts": [{**_found(post.found, page), "is_new": post.is_new, "count": post.count} for post in reading.posts],
        "training": [
            {**_found(training.found, page), "persons": training.persons, "date": training.day or None}
            for training in reading.training
        ],
        "events": [{**_found(event.found, page), "kind": event.kind.value} for event in reading.events],
        "decoys": [_decoy(decoy, page) for decoy in reading.decoys],
    }


def _found(found: Found, page: Page) -> dict[str, Any]:
    place = page.place_in_given(Span(found.start, found.end))
    return {
        "value": found.value,
        "as_written": found.as_written,
        "start": place.start,
        "end": place.end,
        "rule": found.rule.value,
        "confidence": found.confidence,
        "precision": found.precision.value if found.precision else None,
    }


def _decoy(decoy: Decoy, page: Page) -> dict[str, Any]:
    place = page.place_in_given(Span(decoy.start, decoy.end))
    return {"as_written": decoy.as_written, "start": place.start, "end": place.end, "reason": decoy.reason.value}
