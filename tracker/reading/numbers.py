"""Amounts of money as Polish texts write them: found, and parsed to exact decimals in PLN."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tracker.domain.money import GROSZ, MAX_AMOUNT
from tracker.reading.numerals import parse_numeral
from tracker.reading.page import Span, fold

_GROUPED = r"\d{1,3}(?:[ .']\d{3}){1,4}(?!\d)(?:[.,] ?\d{2}(?!\d)|,\d(?!\d))?"
_ENGLISH = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{2})(?!\d)"
_ALONE = r"\d{1,12}(?:[.,]\d{1,2}(?!\d)|, \d{2}(?!\d))?"
_SCALE = r"(?P<scale>tys(?:iac\w{0,2}\b|\.|\b)|mln\b\.?|milion\w{0,3}\b)"
_UNIT = r"(?:zl(?:ot[a-z]{1,3})?(?![a-z])|pln(?![a-z]))"

_AMOUNT = re.compile(
    rf"(?<![\d/-])(?<!\d[.,])(?:(?P<millions>\d{{1,3}}) (?:mln|milion\w{{0,3}}) (?=\d{{1,3}} tys))?"
    rf"(?P<number>{_ENGLISH}|{_GROUPED}|{_ALONE})"
    rf"(?: ?[,.] ?-{{1,2}})? ?(?:{_SCALE} ?)?(?P<unit>{_UNIT})"
    r"(?:[, ](?: ?i)? ?(?P<grosze>\d{1,2}) ?gr(?:osz[a-z]{0,2})?(?![a-z])| 00/100)?"
)
_UNIT_FIRST = re.compile(rf"(?<![a-z])(?:pln|zl):? ?(?P<number>{_ENGLISH}|{_GROUPED}|{_ALONE})(?! ?(?:zl|pln|%)|\d)")
_BARE = re.compile(
    rf"(?<![\d/.,-])(?P<number>\d{{1,3}}(?:[ .]\d{{3}}){{1,3}},\d{{2}}|\d{{4,9}},\d{{2}}|{_ENGLISH}"
    rf"|\d{{1,3}}(?:[ .]\d{{3}}){{1,2}})(?![\d%/-])(?! ?(?:%|euro?|usd|€|\$|osob|m2))(?!,\d| \d{{3}})"
)
_UNIT_IN_WORDS = re.compile(r"(?<![a-z])zlot[a-z]{1,3}(?![a-z])")
_LONGEST_FRACTION = 2


@dataclass(frozen=True, slots=True)
class AmountMark:
    """An amount found in a text.

    Attributes:
        value: PLN, two places, >= 0.
        is_bare: No currency stands beside it, so only a label makes it an amount.
        is_rounded: It was written in thousands or millions.
    """

    span: Span
    value: Decimal
    is_bare: bool = False
    is_rounded: bool = False


def find_amounts(folded: str) -> Iterator[AmountMark]:
    """The amounts in a folded text, in order, none within another.

    >>> [str(mark.value) for mark in find_amounts("kwota 1.234.567,89 pln, czyli 1,2 mln zl i 450 tys. zl")]
    ['1234567.89', '1200000.00', '450000.00']
    """
    taken_to = 0
    for mark in sorted(_candidates(folded), key=lambda mark: (mark.span.start, mark.is_bare, -mark.span.end)):
        if mark.span.start >= taken_to:
            yield mark
            taken_to = mark.span.end


def parse_amount(written: str) -> Decimal | None:
    """The amount that a passage writes, ``None`` when it writes none or not only that.

    >>> [str(parse_amount(text)) for text in ("402 025 zł", "450.000,- zł", "PLN 1 234,50", "1 mln 200 tys. zł")]
    ['402025.00', '450000.00', '1234.50', '1200000.00']
    >>> parse_amount("trzysta dwa tysiące złotych"), parse_amount("12.345.6 zł")
    (Decimal('302000.00'), None)
    """
    folded = fold(written).strip()
    whole = [mark for mark in find_amounts(folded) if mark.span == Span(0, len(folded))]
    return whole[0].value if whole else None


def _candidates(folded: str) -> Iterator[AmountMark]:
    for match in _AMOUNT.finditer(folded):
        scale = 1_000_000 if "m" in (match["scale"] or "")[:1] else 1000 if match["scale"] else 1
        value = _value(match["number"], scale)
        if value is not None:
            value += Decimal(match["millions"] or 0) * 1_000_000 + Decimal(match["grosze"] or 0) / 100
            yield from _mark(match, value, is_rounded=scale > 1)
    for match in _UNIT_FIRST.finditer(folded):
        yield from _mark(match, _value(match["number"], 1))
    for match in _BARE.finditer(folded):
        yield from _mark(match, _value(match["number"], 1), is_bare=True)
    yield from _amounts_in_words(folded)


def _amounts_in_words(folded: str) -> Iterator[AmountMark]:
    """Amounts in words only: behind *słownie* they repeat the figures before them."""
    for unit in _UNIT_IN_WORDS.finditer(folded):
        before = folded[max(unit.start() - 250, 0) : unit.start()]
        words = before.split(" ")[-15:-1]
        if "slownie" in before[-170:]:
            continue
        for first in range(len(words)):
            value = parse_numeral(words[first:])
            if value is not None:
                start = unit.start() - len(" ".join(words[first:])) - 1
                yield AmountMark(Span(start, unit.end()), Decimal(value).quantize(GROSZ))
                break


def _mark(
    match: re.Match[str], value: Decimal | None, *, is_bare: bool = False, is_rounded: bool = False
) -> Iterator[AmountMark]:
    if value is not None and value <= MAX_AMOUNT:
        yield AmountMark(Span(match.start(), match.end()), value.quantize(GROSZ), is_bare, is_rounded)


def _value(number: str, scale: int) -> Decimal | None:
    """The value of digits with separators: the last one with at most two digits behind it is the decimal one.

    >>> _value("1.234", 1), _value("1.2", 1_000_000), _value("12,5", 1)
    (Decimal('1234.0'), Decimal('1200000.0'), Decimal('12.5'))
    """
    digits = number.replace(" ", "").replace("'", "")
    cut = max(digits.rfind(","), digits.rfind("."))
    fraction = digits[cut + 1 :] if cut >= 0 else ""
    if cut < 0 or len(fraction) > _LONGEST_FRACTION:
        whole, fraction = digits, "0"
    else:
        whole = digits[:cut]
    whole = whole.replace(",", "").replace(".", "")
    return Decimal(f"{whole or '0'}.{fraction}") * scale
