"""Names of persons: known by the words beside them, so that nothing proposed ever holds one."""

from __future__ import annotations

import re

_NAME = r"[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]{2,20}"
_PERSON = re.compile(
    rf"(?:\b(?:[Pp]ani|[Pp]ana?|[Pp]anią|[Pp]anem|[Dd]yrektor\w{{0,4}}|[Kk]ierowni\w{{1,5}}"
    rf"|[Kk]oordynator\w{{0,4}}|[Pp]rezes\w{{0,3}}|[Bb]urmistrz\w{{0,3}}"
    rf"|[Ww]ójt\w{{0,3}}|[Pp]rezydent\w{{0,3}}|[Ss]tarost\w{{1,2}}|[Oo]pracowa\w{{1,3}}|[Aa]utor\w{{0,3}}"
    rf"|mgr|dr|inż\.|im\.|imienia|tel\.)"
    rf"(?: [a-ząćęłńóśźż/]{{1,15}})?[ :]{{1,2}}(?:{_NAME} ){{0,2}}{_NAME}(?:-{_NAME})?)"
)
_GIVEN_NAMES = re.compile(
    r"\b(?:Ann[aąyęie]{1,2}|Katarzyn[aąyęie]{1,2}|Małgorzat[aąyę]|Agnieszk[aąię]|Barbar[aąyę]|Ew[aąyę]"
    r"|Krystyn[aąyę]|Elżbiet[aąyę]|Mari[aąię]|Zofi[aąię]|Teres[aąyę]|Joann[aąyę]|Beat[aąyę]"
    r"|Monik[aąię]|Dorot[aąyę]|Iwon[aąyę]|Renat[aąyę]|Magdalen[aąyę]|Jan(?:a|em|owi)?|Piotr(?:a|em|owi)?"
    r"|Krzysztof(?:a|em)?|Andrzej(?:a|em)?|Tomasz(?:a|em)?|Paweł|Pawł[ae]m?"
    r"|Michał(?:a|em)?|Marcin(?:a|em)?|Marek|Mark[aie]{1,2}m?|Stanisław(?:a|em)?|Józef(?:a|em)?|Adam(?:a"
    r"|em)?|Grzegorz(?:a|em)?|Łukasz(?:a|em)?|Zbigniew(?:a|em)?|Jerz(?:y|ego|ym)"
    rf"|Wojciech(?:a|em)?|Robert(?:a|em)?|Dariusz(?:a|em)?|Mariusz(?:a|em)?) {_NAME}"
)


def names_a_person(text: str) -> bool:
    """Whether a text seems to hold the name of a person: better one title too few than a name too many.

    >>> [names_a_person(text) for text in ("Dyrektor Anna Nowak", "Pani Zdzisława Kruk", "Nowa jakość w Kluczach")]
    [True, True, False]
    """
    return _PERSON.search(text) is not None or _GIVEN_NAMES.search(text) is not None
