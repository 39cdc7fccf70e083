"""Chance that repeats itself: the same seed and question always give the same answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dice:
    """Numbers drawn from a hash of the seed and what they are for, so that one more draw changes no other.

    >>> Dice("klucze").throw(1, 6, "report", 2) == Dice("klucze").throw(1, 6, "report", 2)
    True
    """

    seed: str

    def throw(self, low: int, high: int, *what: str | int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        text = "\x1f".join((self.seed, *map(str, what)))
        drawn = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
        return low + drawn % (high - low + 1)

    def pick(self, options: Sequence[T], *what: str | int) -> T:
        """One of the options."""
        return options[self.throw(0, len(options) - 1, *what)]
