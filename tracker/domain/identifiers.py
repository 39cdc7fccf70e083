"""Numbers of projects and calls under PO WER: their form, and whether they belong to action 2.5."""

from __future__ import annotations

import re
from enum import StrEnum

ACTION_PREFIX = "POWR.02.05."
"""How every number of action 2.5 (axis II, *Działanie 2.5*) begins."""

_PROJECT = re.compile(r"(?:UDA-)?(?P<body>POWR\.\d{2}\.\d{2}\.\d{2}-\d{2}-[A-Z0-9]\d{3}/\d{2}(?:-\d{2})?)")
_CALL = re.compile(r"(?P<body>POWR\.\d{2}\.\d{2}\.\d{2}-I[PZ]\.\d{2}-\d{2}-\d{3}/\d{2})")
_ACTION = re.compile(r"POWE?R\.(?P<axis>\d{2})\.(?P<action>\d{2})\.")


class NumberRemark(StrEnum):
    """What is odd about a number; odd numbers occur in public texts, so they are kept and shown."""

    WRONG_FORM = "wrong_form"
    OTHER_ACTION = "other_action"


def project_number_remarks(number: str) -> tuple[NumberRemark, ...]:
    """What is odd about the number of a project or its agreement; empty for a proper one.

    >>> project_number_remarks("UDA-POWR.02.05.00-00-0320/19-00")
    ()
    >>> [remark.value for remark in project_number_remarks("POWER.02.06.00-00-0193/17")]
    ['wrong_form', 'other_action']
    """
    return _remarks(_PROJECT, number)


def call_number_remarks(number: str) -> tuple[NumberRemark, ...]:
    """What is odd about the number of a call; empty for a proper one.

    >>> call_number_remarks("POWR.02.05.00-IP.03-00-019/18")
    ()
    """
    return _remarks(_CALL, number)


def _remarks(form: re.Pattern[str], number: str) -> tuple[NumberRemark, ...]:
    remarks = [] if form.fullmatch(number) else [NumberRemark.WRONG_FORM]
    action = _ACTION.search(number)
    if action and (action["axis"], action["action"]) != ("02", "05"):
        remarks.append(NumberRemark.OTHER_ACTION)
    return tuple(remarks)
