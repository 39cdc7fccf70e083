"""Phrases that the templates of lists and reviews put together from figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask_babel import gettext

from tracker.domain.snapshot import Snapshot
from tracker.formatting import tie
from tracker.labels import label
from tracker.report_sentences import lists
from tracker.report_sentences.review import reviewed_check
from tracker.sentences import period_name
from tracker.web.reports.pages import bp

P = ParamSpec("P")


def _tied(phrase: Callable[P, str]) -> Callable[P, str]:
    """The phrase with its numbers on the line of what they count."""

    @wraps(phrase)
    def tied(*args: P.args, **kwargs: P.kwargs) -> str:
        return tie(phrase(*args, **kwargs))

    return tied


def begin_capital(text: str) -> str:
    """A text that begins a line: its first letter large, the others as they are."""
    return f"{text[:1].upper()}{text[1:]}"


def declared_sentence(snapshot: Snapshot) -> str:
    """How the director sees the project, and why, as the last counting report says."""
    state = snapshot.last_counted
    content = state.counted.content if state and state.counted else None
    if state is None or content is None or content.declared_status is None:
        return ""
    said = gettext(
        "The director, in the report for %(period)s: %(status)s.",
        period=period_name(state.period),
        status=label(content.declared_status).lower(),
    )
    return f"{said} {content.declared_reason}".strip()


for _phrase in (
    declared_sentence,
    lists.days_text,
    lists.days_since_text,
    lists.decision_text,
    lists.due_headline,
    lists.due_sentence,
    lists.left_text,
    lists.correction_sentence,
    lists.next_date_text,
    lists.punctuality,
    lists.queue_headline,
    lists.brought_text,
    lists.received_text,
    lists.round_sentence,
    lists.waiting_sentence,
    lists.when_text,
    reviewed_check,
):
    bp.add_app_template_global(_tied(_phrase), _phrase.__name__)
bp.add_app_template_filter(begin_capital)
