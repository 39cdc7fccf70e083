"""Places: from the case in which a text names one to the name on a map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from types import MappingProxyType

from tracker.reading.page import fold

NAMES_FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "place_names.txt"
"""Names of Polish towns and villages, one a line; its source is told in ``data/README.md``."""

LONGEST_NAME = 4
"""Words."""

_IRREGULAR: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "krasnystaw": ("krasnymstawie",),
        "bialystok": ("bialymstoku",),
        "wysokie": ("wysokiem",),
        "zakopane": ("zakopanem",),
        "miasto": ("miescie",),
        "ciasto": ("ciescie",),
        "dwor": ("dworze",),
        "las": ("lesie",),
        "swiecie": ("swieciu",),
        "dab": ("debie",),
        "niebo": ("niebie",),
        "wies": ("wsi",),
        "zerkow": ("zerkowie",),
    }
)
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("sta", ("scie",)),
    ("ska", ("skiej", "sce")),
    ("cka", ("ckiej", "cce")),
    ("ka", ("ce", "kiej")),
    ("ga", ("dze", "giej")),
    ("cha", ("sze", "chej")),
    ("ra", ("rze", "rej")),
    ("ta", ("cie", "tej")),
    ("da", ("dzie", "dej")),
    ("la", ("le", "li", "lej")),
    ("rza", ("rzy",)),
    ("ia", ("i", "ii", "iej")),
    ("ca", ("cy",)),
    ("cza", ("czy", "czej")),
    ("sza", ("szy", "szej")),
    ("za", ("zie", "zy", "zej")),
    ("ja", ("i", "ji")),
    ("a", ("ie", "ej", "y", "i")),
    ("ie", ("iu", "im", "ich", "iach", "iem")),
    ("ce", ("cach", "cu", "cem")),
    ("e", ("ach", "u", "em", "ym", "ych")),
    ("ki", ("kach", "kim")),
    ("gi", ("gach", "gim")),
    ("i", ("ach", "iach", "im", "ich")),
    ("y", ("ach", "ym", "ych")),
    ("ko", ("ku",)),
    ("go", ("gu",)),
    ("cho", ("chu",)),
    ("sto", ("scie",)),
    ("to", ("cie",)),
    ("do", ("dzie",)),
    ("ro", ("rze",)),
    ("lo", ("le", "lu")),
    ("o", ("ie", "u", "em")),
    ("iec", ("cu", "iecu")),
    ("ec", ("cu", "ecu")),
    ("ek", ("ku", "eku")),
    ("er", ("rze", "erze")),
    ("el", ("lu", "elu")),
    ("en", ("niu", "eniu", "nie")),
    ("st", ("scie",)),
    ("t", ("cie",)),
    ("d", ("dzie",)),
    ("r", ("rze", "rzu")),
    ("l", ("le", "lu", "li")),
    ("k", ("ku",)),
    ("g", ("gu",)),
    ("ch", ("chu",)),
    ("", ("ie", "iu", "u", "i", "y")),
)
"""Endings of the nominative and what they become in the locative; the first that fits a word counts.

More forms than are right come out, on purpose: they are only compared with what texts say.
"""
_WORD = re.compile(r"[A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]{1,30}(?:-[A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]{1,30})?|nad|pod|koło", re.UNICODE)


def locatives(name: str) -> Iterator[str]:
    """Folded forms that a name may take after *w*, the name itself last.

    >>> "lopienniku gornym" in list(locatives("Łopiennik Górny")), "kluczach" in list(locatives("Klucze"))
    (True, True)
    """
    words = fold(name).split()
    fixed = next((index for index, word in enumerate(words) if index and word in {"nad", "pod", "kolo"}), len(words))
    forms = [_hyphenated(word) for word in words[:fixed]]
    tail = words[fixed:]
    for combination in product(*forms):
        yield " ".join([*combination, *tail])
    yield " ".join(words)


def find_place(text: str) -> tuple[int, str] | None:
    """The place whose name opens a text, in the locative or nominative: its length in the text and its nominative.

    Only names of the list are found, the longest first, so that a surname behind a place is never taken for a part.

    >>> find_place("Łopienniku Górnym realizuje projekt"), find_place("Kluczach Anna Nowak")
    ((17, 'Łopiennik Górny'), (8, 'Klucze'))
    """
    words = _leading_words(text)
    for count in range(len(words), 0, -1):
        end = words[count - 1].end()
        name = _nominatives().get(fold(text[:end]))
        if name:
            return end, name
    return None


def guess_place(text: str) -> tuple[int, str] | None:
    """As :func:`find_place` for a single word that is in no list, from endings that leave no doubt.

    >>> guess_place("Zagajnikowie od dawna"), guess_place("Wierzbach"), guess_place("Nowinach")
    ((12, 'Zagajników'), None, None)
    """
    words = _leading_words(text)
    if not words or words[0].group() in {"nad", "pod"}:
        return None
    word = words[0].group()
    for ending, nominative in (
        ("owie", "ów"),
        ("cach", "ce"),
        ("icy", "ica"),
        ("sku", "sko"),
        ("ówku", "ówek"),
        ("ówce", "ówka"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return words[0].end(), word.removesuffix(ending) + nominative
    return None


def _leading_words(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    position = 0
    while len(found) < LONGEST_NAME and (word := _WORD.match(text, position)):
        found.append(word)
        position = word.end()
        if text[position : position + 1] not in (" ", "\u00a0"):
            break
        position += 1
    return found


def _hyphenated(word: str) -> list[str]:
    parts = word.split("-")
    return ["-".join(part) for part in product(*([*_forms(part), part] for part in parts))]


def _forms(word: str) -> Iterable[str]:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, locative_endings in _ENDINGS:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            return [stem + locative for locative in locative_endings]
    return [word]


@cache
def _nominatives() -> Mapping[str, str]:
    """Every form of every listed name.

    Where names share a form, the one whose nominative it is comes first, then those that end in a consonant, as
    most towns do.
    """
    names = sorted(NAMES_FILE.read_text(encoding="utf-8").splitlines(), key=lambda name: name[-1] in "aeiouyąęó")
    forms: dict[str, str] = {fold(name): name for name in names}
    for name in names:
        for form in locatives(name):
            forms.setdefault(form, name)
    return forms
