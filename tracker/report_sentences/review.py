"""What the checks of a report found, as its reviewer reads it: the finding alone, without what its writer is to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from flask_babel import gettext, ngettext

from tracker.domain.report_check import Check
from tracker.domain.report_codes import CheckCode, CheckLevel
from tracker.formatting import day_long, number, percent, pln, points, quantity
from tracker.labels import label


def reviewed_check(check: Check) -> str:
    """What one check found; a hint says that it is one, because it asks the centre for nothing."""
    sentence = _SENTENCES[check.code](check)
    is_hint = check.level is CheckLevel.HINT
    return gettext("Worth checking. %(finding)s", finding=sentence) if is_hint else sentence


def _not_given(_check: Check) -> str:
    return gettext("Nothing is given here.")


def _unreadable(_check: Check) -> str:
    return gettext("This cannot be read.")


def _unexplained(_check: Check) -> str:
    return gettext("No explanation is given.")


def _unconfirmed(_check: Check) -> str:
    return gettext("Carried forward; nobody confirmed that nothing changed.")


def _in_future(check: Check) -> str:
    assert check.day is not None
    return gettext("Marked as done on %(day)s, which is still ahead.", day=day_long(check.day))


def _past(check: Check) -> str:
    assert check.day is not None
    return gettext("Marked as not done, although %(day)s had passed.", day=day_long(check.day))


def _delay(check: Check) -> str:
    assert check.day is not None
    assert check.limit_day is not None
    return ngettext(
        "%(num)s day later than said before; no reason is given.",
        "%(num)s days later than said before; no reason is given.",
        (check.day - check.limit_day).days,
    )


def _over_task(check: Check) -> str:
    return gettext("%(amount)s over the task's budget of %(limit)s.", amount=pln(check.amount), limit=pln(check.limit))


def _far_over_task(check: Check) -> str:
    return gettext(
        "%(amount)s over the task's budget of %(limit)s: more than the %(share)s that may be moved without consent.",
        amount=pln(check.amount),
        limit=pln(check.limit),
        share=percent(check.limit_rate),
    )


def _below_zero(check: Check) -> str:
    return gettext("From the start of the project the task comes to %(amount)s.", amount=pln(check.amount))


def _over_project(check: Check) -> str:
    return gettext(
        "%(amount)s over the budget of the whole project, %(limit)s.", amount=pln(check.amount), limit=pln(check.limit)
    )


def _negative(check: Check) -> str:
    return gettext("Takes back %(amount)s that was reported before.", amount=pln(abs(check.amount or Decimal(0))))


def _over_plan(check: Check) -> str:
    return gettext(
        "%(amount)s is more than three times the plan of the period, %(limit)s.",
        amount=pln(check.amount),
        limit=pln(check.limit),
    )


def _under_plan(check: Check) -> str:
    return gettext(
        "%(amount)s is less than a third of the plan of the period, %(limit)s.",
        amount=pln(check.amount),
        limit=pln(check.limit),
    )


def _behind(check: Check) -> str:
    return gettext("Spending %(points)s percentage points below plan.", points=points(abs(check.rate or Decimal(0))))


def _before_start(check: Check) -> str:
    assert check.limit_day is not None
    return gettext("Before the start of the project, %(day)s.", day=day_long(check.limit_day))


def _after_end(check: Check) -> str:
    assert check.limit_day is not None
    return gettext("After the end of the project, %(day)s.", day=day_long(check.limit_day))


def _posts_unfilled(check: Check) -> str:
    return gettext(
        "Marked as done, although of the new posts %(amount)s of %(limit)s are filled.",
        amount=quantity(check.amount),
        limit=quantity(check.limit),
    )


def _over_target(check: Check) -> str:
    return gettext("More than the target of the project, %(limit)s.", limit=quantity(check.limit))


def _fell(check: Check) -> str:
    return gettext("Fewer than before: it was %(limit)s.", limit=quantity(check.limit))


def _much_more(check: Check) -> str:
    assert check.amount is not None
    assert check.limit
    times = number(check.amount / check.limit, 1)
    return gettext("%(times)s times as much as in the period before.", times=times)


def _status_differs(check: Check) -> str:
    assert check.status is not None
    return gettext("By the figures the project is: %(status)s.", status=label(check.status).lower())


_SENTENCES: Mapping[CheckCode, Callable[[Check], str]] = {
    CheckCode.UNREADABLE: _unreadable,
    CheckCode.EXPLANATION_MISSING: _unexplained,
    CheckCode.MILESTONE_STATE_MISSING: _not_given,
    CheckCode.MILESTONE_DAY_MISSING: _not_given,
    CheckCode.ACHIEVED_IN_FUTURE: _in_future,
    CheckCode.FORECAST_PAST: _past,
    CheckCode.DELAY_UNEXPLAINED: _delay,
    CheckCode.QUANTITY_MISSING: _not_given,
    CheckCode.INDICATOR_INCOMPLETE: _not_given,
    CheckCode.UNCHANGED_UNCONFIRMED: _unconfirmed,
    CheckCode.SPENDING_MISSING: _not_given,
    CheckCode.TASK_FAR_OVER: _far_over_task,
    CheckCode.TASK_BELOW_ZERO: _below_zero,
    CheckCode.TOTAL_OVER: _over_project,
    CheckCode.STATUS_MISSING: _not_given,
    CheckCode.STATUS_UNEXPLAINED: _unexplained,
    CheckCode.OVER_TASK: _over_task,
    CheckCode.NEGATIVE_AMOUNT: _negative,
    CheckCode.OVER_PERIOD_PLAN: _over_plan,
    CheckCode.UNDER_PERIOD_PLAN: _under_plan,
    CheckCode.BEHIND_PLAN: _behind,
    CheckCode.ACHIEVED_BEFORE_START: _before_start,
    CheckCode.FORECAST_AFTER_END: _after_end,
    CheckCode.POSTS_UNFILLED: _posts_unfilled,
    CheckCode.POSTS_OVER_TARGET: _over_target,
    CheckCode.TRAINING_FELL: _fell,
    CheckCode.MUCH_MORE_THAN_BEFORE: _much_more,
    CheckCode.POSTS_FELL: _fell,
    CheckCode.TRAINING_OVER_TARGET: _over_target,
    CheckCode.STATUS_DIFFERS: _status_differs,
}
