"""Whole numbers written in Polish words, in the cases that sums of money use."""

from __future__ import annotations

from collections.abc import Sequence

_UNITS = {
    "zero": 0, "jeden": 1, "jedna": 1, "dwa": 2, "dwie": 2, "dwoch": 2, "trzy": 3, "trzech": 3, "cztery": 4,
    "czterech": 4, "piec": 5, "pieciu": 5, "szesc": 6, "szesciu": 6, "siedem": 7, "siedmiu": 7, "osiem": 8,
    "osmiu": 8, "dziewiec": 9, "dziewieciu": 9, "dziesiec": 10, "dziesieciu": 10, "jedenascie": 11, "jedenastu": 11,
    "dwanascie": 12, "dwunastu": 12, "trzynascie": 13, "trzynastu": 13, "czternascie": 14, "czternastu": 14,
    "pietnascie": 15, "pietnastu": 15, "szesnascie": 16, "szesnastu": 16, "siedemnascie": 17, "siedemnastu": 17,
    "osiemnascie": 18, "osiemnastu": 18, "dziewietnascie": 19, "dziewietnastu": 19, "dwadziescia": 20,
    "dwudziestu": 20, "trzydziesci": 30, "trzydziestu": 30, "czterdziesci": 40, "czterdziestu": 40,
    "piecdziesiat": 50, "piecdziesieciu": 50, "szescdziesiat": 60, "szescdziesieciu": 60, "siedemdziesiat": 70,
    "siedemdziesieciu": 70, "osiemdziesiat": 80, "osiemdziesieciu": 80, "dziewiecdziesiat": 90,
    "dziewiecdziesieciu": 90, "sto": 100, "stu": 100, "dwiescie": 200, "dwustu": 200, "trzysta": 300, "trzystu": 300,
    "czterysta": 400, "czterystu": 400, "piecset": 500, "pieciuset": 500, "szescset": 600, "szesciuset": 600,
    "siedemset": 700, "siedmiuset": 700, "osiemset": 800, "osmiuset": 800, "dziewiecset": 900, "dziewieciuset": 900,
}  # fmt: skip
_SCALES = {
    "tysiac": 1000, "tysiace": 1000, "tysiecy": 1000, "tysiaca": 1000, "tys": 1000,
    "milion": 1_000_000, "miliony": 1_000_000, "milionow": 1_000_000, "miliona": 1_000_000,
}  # fmt: skip


def parse_numeral(words: Sequence[str]) -> int | None:
    """The number that words without Polish marks write; ``None`` when a word is no part of a number.

    >>> parse_numeral("trzysta dwadziescia cztery tysiace dwiescie trzydziesci jeden".split())
    324231
    >>> parse_numeral(["tysiac"]), parse_numeral(["kilka", "tysiecy"]), parse_numeral(["sto", "dwiescie"]) is None
    (1000, None, True)
    """
    total, group, smallest = 0, 0, 1000
    largest_scale = 1_000_000_000
    for word in words:
        if word in _SCALES and _SCALES[word] < largest_scale:
            largest_scale = _SCALES[word]
            total += (group or 1) * largest_scale
            group, smallest = 0, 1000
        elif word in _UNITS and _size(_UNITS[word]) < smallest:
            group += _UNITS[word]
            smallest = _size(_UNITS[word])
        else:
            return None
    return total + group if words else None


def _size(number: int) -> int:
    """Hundreds come before tens before units; those from ten to nineteen take the place of both."""
    if number >= 100:
        return 100
    return 10 if number >= 20 else 1
