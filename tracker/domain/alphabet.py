"""Polish alphabetical order, for databases and lists that only know code points."""

from __future__ import annotations

_ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_RANK = {letter: chr(0x100 + rank) for rank, letter in enumerate(_ALPHABET)}


def polish_key(text: str) -> str:
    """A string that sorts, code point by code point, as Polish dictionaries sort ``text``.

    Letters differ before case does; anything else keeps its code point and comes before the letters.

    >>> sorted(["żaba", "zebra", "łan", "las"], key=polish_key)
    ['las', 'łan', 'zebra', 'żaba']
    """
    return "".join(_RANK.get(letter, letter) for letter in text.casefold()) + "\0" + text
