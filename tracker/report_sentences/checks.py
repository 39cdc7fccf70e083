"""What the checks of a report found, in a sentence: what is wrong, by how much, and what to type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext, ngettext

from tracker.domain.report_check import Check
from tracker.domain.report_codes import CheckCode, CheckLevel
from tracker.domain.report_fields import explanation_field
from tracker.formatting import day_long, percent, pln, points, quantity
from tracker.labels import label


@dataclass(frozen=True, slots=True)
class FieldMessage:
    """A sentence that stands at a field.

    Attributes:
        explained_in: The field that takes the sentence a warning asks for; empty for anything but a warning.
    """

    level: CheckLevel
    text: str
    explained_in: str = ""


def field_messages(
    checks: Iterable[Check], problems: Mapping[str, tuple[str, ...]] | None = None
) -> dict[str, tuple[FieldMessage, ...]]:
    """All that is said at each field, or at a part as a whole, the most serious first.

    Args:
        checks: What the checks found.
        problems: What reading said of the fields it could not read.
    """
    told = {
        field: [FieldMessage(CheckLevel.ERROR, text) for text in texts] for field, texts in (problems or {}).items()
    }
    for check in checks:
        # Reading says in words what is wrong with what it cannot read; the check only counts it.
        if check.code is CheckCode.UNREADABLE and check.field in told:
            continue
        told.setdefault(check.field, []).append(_message(check))
    return {field: tuple(sorted(messages, key=lambda m: -m.level)) for field, messages in told.items()}


def _message(check: Check) -> FieldMessage:
    explained_in = explanation_field(check.key) if check.level is CheckLevel.WARNING else ""
    return FieldMessage(check.level, check_sentence(check), explained_in)


def check_sentence(check: Check) -> str:
    """What one check found."""
    return _SENTENCES[check.code](check)


def _unreadable(_check: Check) -> str:
    return gettext("Correct this field.")


def _explanation_missing(_check: Check) -> str:
    return gettext("Write one sentence of explanation; the report cannot be sent without it.")


def _state_missing(_check: Check) -> str:
    return gettext("Choose “Done” or “Not yet”.")


def _day_missing(_check: Check) -> str:
    return gettext("Type the day, for example 30.06.2019.")


def _in_future(check: Check) -> str:
    assert check.day is not None
    return gettext("%(day)s is still ahead. Choose “Not yet” or correct the day.", day=day_long(check.day))


def _past(check: Check) -> str:
    assert check.day is not None
    return gettext("%(day)s has passed. Choose “Done” or type a new day.", day=day_long(check.day))


def _delay(check: Check) -> str:
    assert check.day is not None
    assert check.limit_day is not None
    return ngettext(
        "This is %(num)s day later than said before (%(before)s). Say in one sentence why.",
        "This is %(num)s days later than said before (%(before)s). Say in one sentence why.",
        (check.day - check.limit_day).days,
        before=day_long(check.limit_day),
    )


def _quantity_missing(_check: Check) -> str:
    return gettext("Type the number; 0 if there is nothing yet.")


def _indicator(_check: Check) -> str:
    return gettext("Fill this in, or clear the whole row.")


def _unconfirmed(_check: Check) -> str:
    return gettext("Nothing has changed here. Confirm “no changes” or correct the values.")


def _spending_missing(_check: Check) -> str:
    return gettext("Type the amount; 0 if nothing was spent.")


def _below_zero(check: Check) -> str:
    return gettext(
        "With this correction the task comes to %(amount)s from the start of the project. "
        "At most %(limit)s can be taken back.",
        amount=pln(check.amount),
        limit=pln(check.limit),
    )


def _total_over(check: Check) -> str:
    return gettext(
        "The budget of the whole project is %(plan)s; with this report %(spent)s is spent, "
        "which is %(amount)s too much. Check that the amounts are of this period only "
        "and that the project pays for all of them. If its value was raised by an amendment, "
        "the coordinator records that first.",
        plan=pln(check.limit),
        spent=_spent(check),
        amount=pln(check.amount),
    )


def _status_missing(_check: Check) -> str:
    return gettext("Choose how the centre sees the project.")


def _status_unexplained(_check: Check) -> str:
    return gettext("Say in one sentence what is in the way.")


def _over(check: Check) -> str:
    return gettext(
        "For the task %(plan)s is planned; with this report %(spent)s is spent, which is %(amount)s too much. "
        "A move between tasks up to %(share)s needs no consent. Say which task the money comes from.",
        plan=pln(check.limit),
        spent=_spent(check),
        amount=pln(check.amount),
        share=percent(check.limit_rate),
    )


def _far_over(check: Check) -> str:
    return gettext(
        "For the task %(plan)s is planned; with this report %(spent)s is spent, which is %(amount)s too much. "
        "A move between tasks of more than %(share)s needs consent. Correct the amount or enter it in another task; "
        "if it is right, ask the coordinator to record an amendment of the plan, and say here where it comes from.",
        plan=pln(check.limit),
        spent=_spent(check),
        amount=pln(check.amount),
        share=percent(check.limit_rate),
    )


def _spent(check: Check) -> str:
    """What is spent altogether, where a budget is exceeded."""
    assert check.amount is not None
    assert check.limit is not None
    return pln(check.limit + check.amount)


def _negative(_check: Check) -> str:
    return gettext("The amount takes back what was reported before. Say what is corrected.")


def _over_plan(check: Check) -> str:
    return gettext(
        "%(amount)s is more than three times the plan of the period, %(limit)s. "
        "This need not be an error: say where the difference comes from, and the report can be sent.",
        amount=pln(check.amount),
        limit=pln(check.limit),
    )


def _under_plan(check: Check) -> str:
    return gettext(
        "%(amount)s is less than a third of the plan of the period, %(limit)s. "
        "This need not be an error: say where the difference comes from, and the report can be sent.",
        amount=pln(check.amount),
        limit=pln(check.limit),
    )


def _behind(check: Check) -> str:
    return gettext(
        "Spending is %(points)s percentage points below plan. "
        "This need not be an error: say where the difference comes from, and the report can be sent.",
        points=points(abs(check.rate or Decimal(0))),
    )


def _before_start(check: Check) -> str:
    assert check.limit_day is not None
    return gettext(
        "This is before the start of the project, %(start)s. Correct the day, or say why so early.",
        start=day_long(check.limit_day),
    )


def _after_end(check: Check) -> str:
    assert check.limit_day is not None
    return gettext(
        "This is after the end of the project, %(end)s. Correct the day, or say why so late.",
        end=day_long(check.limit_day),
    )


def _posts_unfilled(check: Check) -> str:
    return gettext(
        "“Done” is chosen, but of the new posts %(amount)s of %(limit)s are filled. "
        "Correct one of the two, or say why.",
        amount=quantity(check.amount),
        limit=quantity(check.limit),
    )


def _posts_over(check: Check) -> str:
    return gettext(
        "This is more than the target of the project, %(limit)s. Correct the number, or say where it comes from.",
        limit=quantity(check.limit),
    )


def _training_fell(check: Check) -> str:
    return gettext(
        "Before it was %(limit)s; what is counted from the start of the project does not become less. "
        "Correct the number, or say what happened.",
        limit=quantity(check.limit),
    )


def _training_over(check: Check) -> str:
    return gettext(
        "This is more than the target of the project, %(limit)s. Check that nothing is counted twice.",
        limit=quantity(check.limit),
    )


def _much_more(check: Check) -> str:
    return gettext(
        "In the period before it was %(limit)s, now it is %(amount)s. Check that the amount is of this period only.",
        amount=pln(check.amount),
        limit=pln(check.limit),
    )


def _posts_fell(check: Check) -> str:
    return gettext("Fewer than before: it was %(limit)s.", limit=quantity(check.limit))


def _status_differs(check: Check) -> str:
    assert check.status is not None
    return gettext(
        "By the figures the project is: %(status)s. Both assessments will be shown.", status=label(check.status).lower()
    )


_SENTENCES: Mapping[CheckCode, Callable[[Check], str]] = {
    CheckCode.UNREADABLE: _unreadable,
    CheckCode.EXPLANATION_MISSING: _explanation_missing,
    CheckCode.MILESTONE_STATE_MISSING: _state_missing,
    CheckCode.MILESTONE_DAY_MISSING: _day_missing,
    CheckCode.ACHIEVED_IN_FUTURE: _in_future,
    CheckCode.FORECAST_PAST: _past,
    CheckCode.DELAY_UNEXPLAINED: _delay,
    CheckCode.QUANTITY_MISSING: _quantity_missing,
    CheckCode.INDICATOR_INCOMPLETE: _indicator,
    CheckCode.UNCHANGED_UNCONFIRMED: _unconfirmed,
    CheckCode.SPENDING_MISSING: _spending_missing,
    CheckCode.TASK_BELOW_ZERO: _below_zero,
    CheckCode.TOTAL_OVER: _total_over,
    CheckCode.STATUS_MISSING: _status_missing,
    CheckCode.STATUS_UNEXPLAINED: _status_unexplained,
    CheckCode.OVER_TASK: _over,
    CheckCode.TASK_FAR_OVER: _far_over,
    CheckCode.NEGATIVE_AMOUNT: _negative,
    CheckCode.OVER_PERIOD_PLAN: _over_plan,
    CheckCode.UNDER_PERIOD_PLAN: _under_plan,
    CheckCode.BEHIND_PLAN: _behind,
    CheckCode.ACHIEVED_BEFORE_START: _before_start,
    CheckCode.FORECAST_AFTER_END: _after_end,
    CheckCode.POSTS_UNFILLED: _posts_unfilled,
    CheckCode.POSTS_OVER_TARGET: _posts_over,
    CheckCode.TRAINING_FELL: _training_fell,
    CheckCode.MUCH_MORE_THAN_BEFORE: _much_more,
    CheckCode.POSTS_FELL: _posts_fell,
    CheckCode.TRAINING_OVER_TARGET: _training_over,
    CheckCode.STATUS_DIFFERS: _status_differs,
}
