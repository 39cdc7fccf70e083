"""Words around an amount that tell what it is: labels before and after it, and signs that it is another's."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.reading.result import DecoyReason, FieldName

_EU = re.compile(
    r"(?<![a-z])(?:ue|efs|eu|uni[aei][a-z]{0,2} europejsk[a-z]{1,3}|unijn[a-z]{1,3}|europejsk[a-z]{1,4}|efrr)(?![a-z])"
)
_STATE = re.compile(
    r"(?<![a-z])(?:budzet[a-z]{0,3} panstwa|dotacj[a-z]{1,3} celow[a-z]{1,3}"
    r"|srodk[a-z]{1,4} krajow[a-z]{1,3}|budzet[a-z]{0,3} krajow[a-z]{1,4}"
    r"|bp|skarb[a-z]{0,2} panstwa|ministerstw[a-z]{1,3}|ministra|krajow[a-z]{1,4})(?![a-z])"
)
_OWN = re.compile(
    r"(?<![a-z])(?:(?:wklad|udzial|srodk)[a-z]{0,4} (?:finansow[a-z]{1,4} )?(?:wlasn[a-z]{1,4}|gminy"
    r"|beneficjenta)|wklad[a-z]{0,3} (?:nie)?pieniezn[a-z]{1,4}"
    r"|budzet[a-z]{0,3} (?:gminy|miasta))"
)
_GRANT = re.compile(
    r"(?<![a-z])(?:dofina?n?sowani[a-z]{1,2}|dofinansowan[a-z]{1,3} (?:jest |zosta[a-z]{1,3} )?kwota"
    r"|dotacj[a-z]{1,3}|grant(?:u|em|ow)?|wsparci[a-z]{1,2} finansow[a-z]{1,4})(?![a-z])"
)
_SOURCE = re.compile(
    r"(?<![a-z])(?:ze? srodkow|srodki|wklad|z budzetu|z|od|ze|w tym|wspolfinansowani[ea]|finansowani[ea]|-"
    r"|udzial|kwota|wysokosc)(?![a-z])"
)
_ENDS_WITH_FUNDER = re.compile(
    r"(?:ue|bp|efs|unii|unia|europejsk[a-z]{1,4}|panstwa|krajow[a-z]{1,4}|spoleczn[a-z]{1,4}"
    r"|ministerstw[a-z]{1,2}) ?[:=-]? ?$"
)
_TOTAL = re.compile(
    r"(?<![a-z])(?:wartosc[a-z]{0,2}|koszt(?:y|u|ow|em|orys)?|(?<!z )budzet(?:u|em)?(?! panstwa| gminy| miasta"
    r"| krajow)|wart(?:y|a|e|ego|ej)?"
    r"|wydatk[a-z]{1,3} kwalifikowa[a-z]{2,6}|kwalifikowaln[a-z]{1,4}|calosc|ogolem|opiewa[a-z]{0,3})(?![a-z])"
)
_OBTAINED = re.compile(r"(?<![a-z])(?:pozyska[a-z]{0,6}|zdoby[a-z]{1,4})(?![a-z])")
_AWARDED = re.compile(
    r"(?<![a-z])(?:otrzyma[a-z]{0,6}|dosta[lnw][a-z]{0,4}|uzyska[a-z]{0,6}|przyzna[a-z]{0,6}|do dofinansowania na kwote"
    r"|srodki(?: finansowe)? w (?:kwocie|wysokosci))(?![a-z])"
)
_SPENT_ON = re.compile(r"na (?:jego |jej |te |cala )?(?:realizacj|zadani|przedsiewzi)[^\n]{0,40}przeznacz")
_COSTS = re.compile(r"projek[a-z]{1,5} [^\n]{0,80}koszt(?:owa[a-z]{1,3}|uje) (?:[a-z]{4,10} )?$")
_SUM = re.compile(r"(?:razem|suma|w sumie) ?(?:to |daje to )?[:=-]? ?$")
_BOTH_AT_ONCE = re.compile(r"(?:wartosc|koszt|budzet)[^:/\n]{0,25}/[^:/\n]{0,25}dofinans")

_DECOYS: tuple[tuple[DecoyReason, re.Pattern[str]], ...] = (
    (
        DecoyReason.TOTAL_OF_PROJECTS,
        re.compile(
            r"(?<![a-z\d])(?:[2-9]|\d\d|dwa|dwoch|trzy|trzech|cztery|czterech|piec|pieciu|szesciu|kilk[au]"
            r"|wszystkich|pozostalych|innych) "
            r"(?:[a-z]{3,15} )?projekt(?:y|ow|ach)|lacznie na projekty|projektow na laczna"
            r"|(?<![a-z])(?:dwa|dwoch|trzy|trzech|cztery|czterech) z nich"
        ),
    ),
    (
        DecoyReason.PAYMENT,
        re.compile(
            r"transz[a-z]{1,3}|zalicz[a-z]{1,5}|wnios[a-z]{1,4} (?:rozliczeniow|o platnosc)"
            r"|zatwierdzo[a-z]{1,3}|wydatkowa[a-z]{1,4}|rozliczo[a-z]{1,3}"
            r"|refundacj|wyplac[a-z]{1,5}|przela[a-z]{1,5}|poniesio[a-z]{1,3} wydatk|wydano|zwrot[a-z]{0,3}|oszczednosc"
        ),
    ),
    (
        DecoyReason.PART_OF_A_YEAR,
        re.compile(
            r"do konca (?:roku )?20\d\d[^.]{0,40}(?:budzet|wydat)|(?:budzet|wydatki"
            r"|koszty)[a-z]{0,3}(?: projektu)? (?:na|w|za) (?:rok[a-z]{0,2} )?20\d\d"
            r"|(?:w|na|za) 20\d\d r(?:ok[a-z]{0,2}|\.) ?:?-? ?$|(?:na|w|za) rok[a-z]{0,2} 20\d\d ?(?:r\. ?)?[:-]? ?$"
        ),
    ),
    (
        DecoyReason.CALL_ALLOCATION,
        re.compile(
            r"alokacj[a-z]{1,3}|pul[aei](?![a-z])|(?:na|w) (?:konkurs|nabor)[a-z]{0,3} (?:przeznaczono|wynosi)"
            r"|budzet[a-z]{0,2} (?:konkurs|nabor|program)"
                   r"|(?:maksymaln|minimaln)[a-z]{1,4} (?:kwot|wartosc|dofinans)"),
    ),
    (
        DecoyReason.UNIT_PRICE,
        re.compile(
            r"stawk[a-z]{1,3}|cen[aeyo](?![a-z])|wynagrodzeni[a-z]{1,2}|kryteri[a-z]{1,3} dochodow"
            r"|zasil[a-z]{2,4}|swiadczeni[a-z]{1,2} w (?:wysokosci|kwocie)"
            r"|dochod[a-z]{0,3}|oplat[a-z]{1,3}|odplatnosc|zwrot[a-z]{0,3} kosztow|kar[aey] umown"
            r"|za (?:godzin|osob|jed)"
        ),
    ),
    (
        DecoyReason.PART_OF_THE_BUDGET,
        re.compile(
            r"(?:koszt[a-z]{0,3}|wydatk[a-z]{1,3}|budzet[a-z]{0,3}|kwot[a-z]{1,3}"
            r"|wartosc[a-z]{0,2}) (?:[a-z]{3,15} )?(?:posredni|bezposredni|zadani[ae]|szkole|remont|zakup"
            r"|wyposaz|superwizj|wizyt"
            r"|robot|uslug|zamowieni|umowy|sprzet|adaptacj|prac(?:y|e)?(?![a-z]))[a-z]{0,5}"
            r"|zadani[ea] (?:nr )?\d|na (?:zakup|remont|wyposazenie|szkolenia|superwizj|wynagrodzeni"
            r"|doposazenie|wizyt|adaptacj|sprzet)"
            r"|cross-?financing|srodk[a-z]{1,3} trwal|zamowieni[a-z]{1,2} publiczn|przetarg|zapytani[a-z]{1,2} ofertow"
        ),
    ),
)  # fmt: skip
_SUPERSEDED = re.compile(
    r"(?:^| )(?:bylo|przed zmiana|poprzednio|dotychczas|pierwotnie) ?:(?!.*(?:jest|po zmianie|obecnie|teraz) ?:)"
)
"""What held before a change is told after such a word, up to the word that tells what holds."""

_AFTER_UNIT_PRICE = re.compile(
    r"^ ?(?:brutto|netto|miesiecznie|rocznie|/ ?h|/ ?godz|na osobe|na rodzine|za (?:jed|godz|osob|kazd)"
    r"|od osoby|dla kazd)"
)
_AFTER_GROSS = re.compile(r"^ ?(?:brutto|netto)")
_AFTER_OTHER_CURRENCY = re.compile(r"^ ?(?:euro?|usd)(?![a-z])")

_NAMES_A_PROJECT = re.compile(r"projekt|zadani|calkowit|ogolem|wynosi|kwalifikow|:")
_EUROPEAN_BEFORE = re.compile(r"(?:unijn|europejsk)[a-z]{1,4} $")
_TOTAL_NEXT = re.compile(
    r"^[ -]{0,3}(?:to |stanowi )?(?:calkowit[a-z]{1,3} |laczn[a-z]{1,3} )?(?:wartosc|koszt|budzet|calosc(?![a-z]))"
)
_PHRASE_END = re.compile(r"[,;()|]| oraz | i |\n| w tym ")


class Label(NamedTuple):
    """What the words beside an amount call it."""

    field: FieldName
    rule: str
    confidence: float


_HINTS = (
    (_COSTS, Label(FieldName.TOTAL_VALUE, "amount_after_total", 0.85)),
    (_SPENT_ON, Label(FieldName.TOTAL_VALUE, "amount_after_total", 0.7)),
    (_SUM, Label(FieldName.TOTAL_VALUE, "amount_after_total", 0.8)),
    (_OBTAINED, Label(FieldName.TOTAL_VALUE, "amount_obtained", 0.6)),
    (_AWARDED, Label(FieldName.GRANT, "amount_awarded", 0.6)),
)
"""Words that only hint at what an amount is, the better hints first."""

_AFTER = (
    (_OWN, None, Label(FieldName.OWN_CONTRIBUTION, "own_after_amount", 0.88)),
    (_STATE, _EU, Label(FieldName.STATE_FUNDING, "state_after_amount", 0.85)),
    (_EU, _STATE, Label(FieldName.EU_FUNDING, "eu_after_amount", 0.82)),
    (_GRANT, None, Label(FieldName.GRANT, "grant_after_amount", 0.85)),
    (_TOTAL_NEXT, None, Label(FieldName.TOTAL_VALUE, "total_after_amount", 0.8)),
)
"""Words after an amount, the words that must not stand beside them, and what they call it."""


def label_before(left: str) -> Label | None:
    """What the folded words before an amount call it; the label nearest to the amount counts.

    >>> label_before("calkowita wartosc projektu wynosi ").rule, label_before("w tym budzet panstwa ").rule
    ('amount_after_total', 'amount_after_state')
    >>> label_before("wartosc dofinansowania z efs: ").field
    <FieldName.EU_FUNDING: 'eu_funding'>
    """
    own, grant, total = _last(_OWN, left), _last(_GRANT, left), _last(_TOTAL, left)
    if own >= 0 and own >= max(total, grant):
        return Label(FieldName.OWN_CONTRIBUTION, "amount_after_own", 0.93)
    if _BOTH_AT_ONCE.search(left):
        return None
    if grant > total:
        return _granted(left[grant:], before=left[:grant])
    if total >= 0:
        confidence = 0.95 if _NAMES_A_PROJECT.search(left, total) else 0.8
        return Label(FieldName.TOTAL_VALUE, "amount_after_total", confidence)
    return _funder(left) or next((label for pattern, label in _HINTS if pattern.search(left)), None)


def label_after(right: str) -> Label | None:
    """What the folded words after an amount call it, up to the next comma: ``… zl z efs``."""
    phrase = _PHRASE_END.split(right.lstrip(", ()"), maxsplit=1)[0]
    for pattern, unless, label in _AFTER:
        if pattern.search(phrase) and not (unless and unless.search(phrase)):
            return label
    return None


def decoy_reason(left: str, whole_left: str, right: str, label: Label | None) -> DecoyReason | None:
    """Why an amount is none of the project's, by the words around it; ``None`` when nothing says so.

    Args:
        left: The words from the amount before it.
        whole_left: The words from the beginning of its sentence.
        right: The words up to the next amount.
        label: What the words before call it; *brutto* behind a labelled value makes no unit price of it.
    """
    is_gross_value = label is not None and label.confidence > 0.8 and _AFTER_GROSS.match(right)
    if _AFTER_UNIT_PRICE.match(right) and not is_gross_value:
        return DecoyReason.UNIT_PRICE
    if _AFTER_OTHER_CURRENCY.match(right):
        return DecoyReason.OTHER_CURRENCY
    if _SUPERSEDED.search(whole_left):
        return DecoyReason.COMPETING
    if _DECOYS[0][1].search(whole_left):
        return DecoyReason.TOTAL_OF_PROJECTS
    return next((reason for reason, pattern in _DECOYS[1:] if pattern.search(left)), None)


def _granted(phrase: str, *, before: str) -> Label:
    """A grant as a whole, or the funder's part when the words from the label on name the funder."""
    state, eu = _STATE.search(phrase), _EU.search(phrase)
    if state and not eu:
        return Label(FieldName.STATE_FUNDING, "amount_after_state_grant", 0.95)
    if eu and not state:
        return Label(FieldName.EU_FUNDING, "amount_after_eu_grant", 0.95)
    if not eu and _EUROPEAN_BEFORE.search(before):
        return Label(FieldName.EU_FUNDING, "amount_after_eu_grant", 0.9)
    return Label(FieldName.GRANT, "amount_after_grant", 0.85 if eu else 0.92)


def _funder(left: str) -> Label | None:
    """A funder's part, named by the funder only."""
    state, eu = _last(_STATE, left), _last(_EU, left)
    if max(eu, state) < 0 or not (_SOURCE.search(left) or _ENDS_WITH_FUNDER.search(left)):
        return None
    if state > eu:
        return Label(FieldName.STATE_FUNDING, "amount_after_state", 0.9)
    return Label(FieldName.EU_FUNDING, "amount_after_eu", 0.88)


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match begins, -1 without one."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)
