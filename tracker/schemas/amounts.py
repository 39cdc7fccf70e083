"""Amounts in PLN as people type or paste them."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from tracker.domain.money import GROSZ, MAX_AMOUNT
from tracker.domain.vocabulary import AmountPrecision

_CURRENCY = re.compile(r"^(?:zł|zl|pln)\.?\s*(?=[-\d\u2212\u2013])|\s*(?:zł|zl|pln)\.?$", re.IGNORECASE)
_NO_GROSZE = re.compile(r"(?<=\d[.,])\s?[-\u2012-\u2015\u2212]{1,2}$")
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f']+")
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
_PLAIN = re.compile(r"-?\d+(?:[.,]\d*)?")
_GROUPED_BY_SPACE = re.compile(r"-?\d{1,3}(?: \d{3})+(?:[.,]\d*)?")
_GROUPED_BY_DOT = re.compile(r"-?\d{1,3}(?:\.\d{3})+,\d*|-?\d{1,3}(?:\.\d{3}){2,}")
_GROUPED_BY_COMMA = re.compile(r"-?\d{1,3}(?:,\d{3})+\.\d*")
_AMBIGUOUS = re.compile(r"-?\d{1,3}(?:\.\d{3}|,\d{2}0)")
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?:[.,]|$))")


LONGEST = 60
"""Characters an amount may have with all its spaces; more is no amount and would take long to look through."""


class AmountFault(StrEnum):
    """Why a text is not an amount that can be taken."""

    NOT_AN_AMOUNT = "not_an_amount"
    AMBIGUOUS = "ambiguous"
    """A dot, or a comma and a nought at the end, with three digits: it may stand for thousands or for a fraction."""
    TOO_PRECISE = "too_precise"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"


class AmountError(ValueError):
    """A text is no amount; ``fault`` says why, ``text`` is what was given without spaces and currency."""

    def __init__(self, fault: AmountFault, text: str) -> None:
        super().__init__(f"{text!r}: {fault}")
        self.fault = fault
        self.text = text


def parse_typed_amount(text: str, *, allow_negative: bool = False) -> Decimal:
    """Read an amount as Poles type or paste it; the result has two decimal places.

    Spaces of every kind may group thousands, so may dots when grosze follow a comma; ``zł`` or ``PLN`` may stand on
    either side, and a dash for no grosze. ``static/js/report_grid.js`` reads the same way.

    Raises:
        AmountError: If the text is no amount or might mean two different ones.

    >>> [parse_typed_amount(text) for text in ("325 377,82", "325.377,82 zł", "PLN 500,-")]
    [Decimal('325377.82'), Decimal('325377.82'), Decimal('500.00')]
    """
    if len(text) > LONGEST:
        raise AmountError(AmountFault.NOT_AN_AMOUNT, text[:LONGEST])
    bare = _bare(text)
    if _AMBIGUOUS.fullmatch(bare):
        raise AmountError(AmountFault.AMBIGUOUS, bare)
    return check_amount(Decimal(_plain_digits(bare)), bare, allow_negative=allow_negative)


def _bare(text: str) -> str:
    """A text without currency, with one kind of space and of minus, and without the dash that stands for no grosze."""
    spaced = _SPACES.sub(" ", _CURRENCY.sub("", text.strip())).strip()
    return _NO_GROSZE.sub("", spaced).translate(_MINUS)


def _plain_digits(bare: str) -> str:
    if _GROUPED_BY_SPACE.fullmatch(bare) or _PLAIN.fullmatch(bare):
        return bare.replace(" ", "").replace(",", ".")
    if _GROUPED_BY_DOT.fullmatch(bare):
        return bare.replace(".", "").replace(",", ".")
    if _GROUPED_BY_COMMA.fullmatch(bare):
        return bare.replace(",", "")
    raise AmountError(AmountFault.NOT_AN_AMOUNT, bare)


def parse_file_amount(text: str, *, allow_negative: bool = False) -> Decimal:
    """Read an amount of a file: digits, a dot and two digits, nothing else.

    Raises:
        AmountError: If the text is anything else.
    """
    if not re.fullmatch(r"-?(?:0|[1-9]\d{0,15})\.\d\d", text):
        fault = AmountFault.TOO_PRECISE if re.fullmatch(r"-?\d+\.\d{3,}", text) else AmountFault.NOT_AN_AMOUNT
        raise AmountError(fault, text)
    return check_amount(Decimal(text), text, allow_negative=allow_negative)


def check_amount(amount: Decimal, text: str, *, allow_negative: bool) -> Decimal:
    """The amount with two places when it lies within bounds and has no fraction of a grosz.

    Raises:
        AmountError: If it does not.
    """
    if abs(amount) > MAX_AMOUNT:
        raise AmountError(AmountFault.TOO_LARGE, text)
    if amount != amount.quantize(GROSZ):
        raise AmountError(AmountFault.TOO_PRECISE, text)
    if amount < 0 and not allow_negative:
        raise AmountError(AmountFault.NEGATIVE, text)
    return amount.quantize(GROSZ) + 0


def written_precision(text: str) -> AmountPrecision:
    """How exactly an amount was written: to the grosz when digits follow the decimal sign.

    >>> written_precision("402 025 zł"), written_precision("325.377,82 zł")
    (<AmountPrecision.ZLOTY: 'zloty'>, <AmountPrecision.GROSZ: 'grosz'>)
    """
    whole = _THOUSANDS.sub("", _bare(text).replace(" ", ""))
    return AmountPrecision.GROSZ if re.search(r"[.,]\d", whole) else AmountPrecision.ZLOTY
