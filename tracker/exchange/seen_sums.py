"""Projects in a row each and their sums as JSON: what the table of the portfolio and its headline say."""

from __future__ import annotations

from decimal import Decimal

from tracker.domain.portfolio import AmountSum, CountSum, ProjectSummary, RollUp
from tracker.domain.project import Centre
from tracker.domain.vocabulary import Status
from tracker.exchange.dumping import JsonObject, plain


def money(amount: Decimal | None) -> str | None:
    """PLN as a text with two places; ``None`` where it is not known."""
    return None if amount is None else f"{amount:.2f}"


def rate(part: Decimal | None) -> str | None:
    """A part of one as a text with four places; ``None`` where it is not known."""
    return None if part is None else f"{part:.4f}"


def seen_centre(centre: Centre) -> JsonObject:
    """A centre and where it is."""
    return {
        "name": centre.name,
        "short_name": centre.short_name,
        "place": centre.place,
        "kind": centre.kind.value,
        "voivodeship": plain(centre.voivodeship),
        "county": centre.county or None,
        "commune_code": centre.commune_code,
        "is_example": centre.is_example,
    }


def seen_row(row: ProjectSummary, reason: str) -> JsonObject:
    """A project in one row.

    Args:
        row: The project as of its day.
        reason: The sentence that says why its status is what it is.
    """
    following = row.next_milestone
    return {
        "slug": row.slug,
        "centre": seen_centre(row.centre),
        "title": row.title,
        "call": row.call,
        "stage": row.stage.value,
        "status": {"code": row.status.value, "reason": reason, "declared": plain(row.declared)},
        "first_day": plain(row.period.start) if row.period else None,
        "last_day": plain(row.period.last_day) if row.period else None,
        "time_rate": rate(row.time_rate),
        "value": money(row.value),
        "value_is_derived": row.value_is_derived,
        "value_kind": plain(row.value_kind),
        "budget": money(row.budget),
        "spent": money(row.spent),
        "spent_rate": rate(row.spent_rate),
        "planned_rate": rate(row.planned_rate),
        "covered_until": plain(row.covered_until),
        "milestones": {
            "achieved": row.milestones_achieved,
            "planned_by_now": row.milestones_planned,
            "total": row.milestones_total,
        },
        "next_milestone": None
        if following is None
        else {
            "number": following.milestone.number,
            "name": following.milestone.name,
            "expected": plain(following.expected),
            "slip_days": following.slip_days,
        },
        "posts": {"filled": plain(row.posts_filled), "target": plain(row.posts_target)},
        "last_counted_on": plain(row.last_counted_on),
        "late_days": row.late_days,
        "is_example": row.is_example,
        "has_examples": row.has_examples,
        "has_unaccepted": row.has_unaccepted,
    }


def seen_roll_up(sums: RollUp) -> JsonObject:
    """The sums of projects, each with how many projects it is made of."""
    return {
        "projects": sums.projects,
        "voivodeships": sums.voivodeships,
        "statuses": {status.value: sums.statuses.get(status, 0) for status in Status},
        "silent": sums.silent,
        "value": _amount_sum(sums.value),
        "spent": _amount_sum(sums.spent),
        "spent_rate": rate(sums.spent_rate),
        "planned_rate": rate(sums.planned_rate),
        "milestones": _count_sum(sums.milestones) | {"planned_by_now": sums.milestones_planned},
        "posts": _count_sum(sums.posts),
        "reporting_round": {
            "first_day": plain(sums.round.period.start),
            "last_day": plain(sums.round.period.last_day),
            "due_on": plain(sums.round.due_on),
            "expected": sums.round_expected,
            "submitted": sums.round_submitted,
        },
        "has_examples": sums.has_examples,
    }


def _amount_sum(found: AmountSum) -> JsonObject:
    return {
        "amount": money(found.amount),
        "known": found.known,
        "of": found.of,
        "derived": found.derived,
        "planned": found.planned,
    }


def _count_sum(found: CountSum) -> JsonObject:
    return {"reached": plain(found.reached), "wanted": plain(found.wanted), "known": found.known, "of": found.of}
