"""Polish letters: their order, for databases and lists that only know code points, and how they are looked for."""

from __future__ import annotations

_ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_PLAIN = str.maketrans("ąćęłńóśźż", "acelnoszz")
_RANK = {letter: chr(0x100 + rank) for rank, letter in enumerate(_ALPHABET)}


def polish_key(text: str) -> str:
    """A string that sorts, code point by code point, as Polish dictionaries sort ``text``.

    Letters differ before case does; anything else keeps its code point and comes before the letters.

    >>> sorted(["żaba", "zebra", "łan", "las"], key=polish_key)
    ['las', 'łan', 'zebra', 'żaba']
    """
    return "".join(_RANK.get(letter, letter) for letter in text.casefold()) + "\0" + text


def plain(text: str) -> str:
    """A text as it is looked for: in small letters and without Polish marks, as people type in a hurry.

    >>> plain("Łopiennik Górny")
    'lopiennik gorny'
    """
    return text.casefold().translate(_PLAIN)
