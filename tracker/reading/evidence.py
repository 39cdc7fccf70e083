"""How much a passage speaks of action 2.5, and how much of another programme."""

from __future__ import annotations

import re

_FOR = (
    (
        4,
        re.compile(
            r"(?:dzialani[a-z]{0,3}|po ?we?r|os[ia]? ii)[^.\n\d]{0,20}:? ?(?<!\d\.)2\.5\.?(?!\d)"
            r"|2\.5\.? (?:skuteczna|wdrozenie)|2\.5 po ?we?r"
        ),
    ),
    (4, re.compile(r"powe?r ?\. ?02 ?\. ?05|skuteczna pomoc spoleczna")),
    (
        2,
        re.compile(
            r"(?:oddziel|rozdziel|wydziel|rozdzial|wyodrebni)[a-z]{2,8} [^.\n]{0,80}?(?:prac[aey] (?:socjaln"
            r"|administracyjn)|postepowan|zadan administracyjn|uslug|procedur|decyzj|czynnosci|swiadczen)"
        ),
    ),
    (
        2,
        re.compile(
            r"usprawnie[nń][a-z]{0,2} organizacyjn|usprawnieni[a-z]{1,3} organizacyjn|now[a-z]{1,4} (?:model"
            r"|system|struktur)[a-z]{0,3} (?:organizacyjn|funkcjonowani|pracy)|reorganizacj"
            r"|modernizacj[a-z]{1,2} organizacyjn|zmian[a-z]{1,2} (?:systemu |struktury )?organizac(?:yjn|ji)"
        ),
    ),
    (2, re.compile(r"pierwszego kontaktu")),
    (1, re.compile(r"wiedza,? edukacja,? (?:i )?rozwoj|(?<![a-z])po ?we?r(?![a-z])")),
    (1, re.compile(r"efektywne polityki publiczne")),
    (1, re.compile(r"prac[aeyi]{1,2} socjaln")),
)
_AGAINST = (
    (
        4,
        re.compile(
            r"regionaln[a-z]{1,4} program[a-z]{0,3} operacyjn|(?<![a-z])rpo(?![a-z])|(?<![a-z])rp[a-z]{2}\.\d\d"
            r"|(?<![a-z])po ?kl(?![a-z])|kapital[a-z]{0,3} ludzki|fe[a-z]{2}\.\d\d|fundusze europejskie dla"
            r"|(?<![a-z])fers(?![a-z])|infrastruktura i srodowisko|polska cyfrowa"
        ),
    ),
    (
        4,
        re.compile(
            r"fundusz[a-z]{0,3} solidarnosc|posilek w szkole|senior ?(?:\+|plus)|asystent osobisty"
            r"|opieka wytchnieniowa|maluch|(?<![a-z])pfron(?![a-z])|korpus wsparcia|asystent rodziny i koordynator"
        ),
    ),
    (
        3,
        re.compile(r"(?<!pod)dzialani[a-z]{1,3} (?:nr )?(?!0?2\.0?5)(?:\d{1,2}|[ivx]{1,4})\.\d|poddzialani[a-z]{1,3} "),
    ),
    (3, re.compile(r"os[ia]? priorytetow[a-z]{1,3}:? (?:nr )?(?:iii|iv|v|vi|vii|viii|ix|x|xi|[3-9]|1\d)(?![a-z\d])")),
)


def evidence(folded: str) -> int:
    """How much more a folded passage speaks of action 2.5 than of another programme.

    >>> evidence("dzialanie 2.5 skuteczna pomoc spoleczna") > 0 > evidence("regionalny program operacyjny")
    True
    """
    return support(folded) - doubt(folded)


def support(folded: str) -> int:
    """The weight of what speaks for action 2.5; each sign counts once."""
    return sum(weight for weight, pattern in _FOR if pattern.search(folded))


def doubt(folded: str) -> int:
    """The weight of what speaks for another programme; each sign counts once."""
    return sum(weight for weight, pattern in _AGAINST if pattern.search(folded))
