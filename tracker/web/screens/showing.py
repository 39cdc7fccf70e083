"""What a screen is sent, to the television by its link and to the desk as a preview."""

from __future__ import annotations

import json
from datetime import datetime

from flask import Response, make_response, render_template, request
from flask_babel import force_locale

from tracker.domain.screens import Screen
from tracker.web.screens.document import Document, document_for, document_unless
from tracker.web.screens.player import player_facts

CACHED = "private, no-cache"
"""Asked for anew every time; a tag tells whether there is anything new."""


def screen_page(screen: Screen, *, data_url: str, beat_url: str, now: datetime) -> Response:
    """The whole page, every slide inside it.

    Args:
        screen: Which one.
        data_url: Where the page refreshes itself.
        beat_url: Where it tells of itself; empty for a preview, which tells nothing.
        now: This moment.
    """
    whole = document_for(screen, now=now)
    document = json.loads(whole.body)
    slides = document.pop("slides")
    del document["figures"]
    with force_locale(screen.plan.language):
        body = render_template(
            "screen/show.html",
            document=document,
            slides=slides,
            player=player_facts(document, etag=whole.etag, now=now),
            data_url=data_url,
            beat_url=beat_url,
            preview=not beat_url,
        )
    answer = make_response(body)
    # A page out of a cache would believe that it is the moment at which it was made.
    answer.headers["Cache-Control"] = "no-store"
    return answer


def screen_data(screen: Screen, *, now: datetime) -> Response:
    """The document, or the short answer that the screen has it already."""
    found = document_unless(_has, screen, now=now)
    if isinstance(found, str):
        answer, etag = empty_answer(304), found
    else:
        answer, etag = _sent(found), found.etag
    # Weak, because it stands for the same figures in whatever encoding they travel.
    answer.set_etag(etag, weak=True)
    answer.headers["Cache-Control"] = CACHED
    return answer


def _sent(document: Document) -> Response:
    if not request.accept_encodings["br"]:
        return Response(document.body, mimetype="application/json")
    answer = Response(document.compressed, mimetype="application/json")
    answer.headers["Content-Encoding"] = "br"
    return answer


def empty_answer(status: int) -> Response:
    """A status and nothing else."""
    answer = Response(status=status)
    del answer.headers["Content-Type"]
    return answer


def _has(etag: str) -> bool:
    return bool(etag) and request.if_none_match.contains_weak(etag)
