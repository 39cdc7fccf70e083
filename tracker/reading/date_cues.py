"""Words around a date that tell whether it belongs to the project's time, and if not, what it is."""

from __future__ import annotations

import re

from tracker.reading.result import DecoyReason

PERIOD_LABEL = re.compile(
    r"(?<![a-z])(?:okres|termin|czas|dat[ay]|lata|harmonogram)[a-z]{0,3} (?:trwania|realizacji"
    r"|wdrazania)(?! zadani| dzialan| szkole| etap| uslug)"
    r"|(?:^|\n)(?:okres|termin|czas|czas trwania) ?: ?|(?:okres|czas) projektu"
    r"|realizacja(?: projektu)? ?(?::|od(?![a-z])|w okresie)|trwanie projektu|w okresie realizacji"
)
"""Labels of the project's time: *okres realizacji projektu*, *czas trwania*, *Realizacja:*."""

REALISED = re.compile(
    r"(?:proj[ek]{2}t[a-z]{0,3}|przedsiewzieci[a-z]{1,2})(?![a-z])[^\n]{0,160}?(?:realizowa[a-z]{1,4}"
    r"|realizuj[a-z]{1,3}|zaplanowan[a-z]{1,2}|trwa[a-z]{0,2}|potrwa|prowadzon[a-z]{1,2}"
    r"|wdrazan[a-z]{1,2})(?![a-z])"
    r"|(?<![a-z])z?realiz[a-z]{2,8} (?:bedzie |byl |jest )?[^\n]{0,60}projek|projek[a-z]{1,5} realizowan"
    r"|realizacj[aei] projektu"
    r"|(?<![a-z])realizowano (?:go|je|ten projekt)(?![a-z])|uczestnicz[a-z]{1,4} [^\n]{0,20}projek"
    r"|bierze udzial w projek|wdrazani[ea] projektu|trwa[a-z]{0,2} projekt"
)
"""Words that say the project is being carried out, before or after its time."""

_DECOYS: tuple[tuple[DecoyReason, re.Pattern[str]], ...] = (
    (
        DecoyReason.RECRUITMENT_DATE,
        re.compile(
            r"rekrutacj|nabor(?:u|em)? (?:wnioskow|kandydat|uczestnik|na )|zgloszeni[aeou][a-z]{0,2} (?:do"
            r"|przyjm|mozna|udzial|uczest)"
            r"|termin[a-z]{0,2} zglosz|skladani[ea] (?:ofert|wniosk|zglosz|dokument)|skladac|zapisy (?:do|na|trwa)"),
    ),
    (DecoyReason.CALL_DATE, re.compile(r"ogloszon|oglosil|konkurs[a-z]{0,3} |nabor[a-z]{0,3}(?![a-z])|nabor nr")),
    (
        DecoyReason.REPORTING_PERIOD,
        re.compile(
            r"wnios[a-z]{1,4} (?:rozliczeniow|o platnosc)|za okres|sprawozda"
            r"|okres[a-z]{0,2} (?:sprawozdawcz|rozliczeniow)|wykona[a-z]{1,3}(?![a-z])"
            r"|zatwierdz|rozpatrzon"
        ),
    ),
    (
        DecoyReason.PERIOD_OF_A_TASK,
        re.compile(
            r"uslug[ai] (?:bedzie|beda)(?![a-z])|swiadczon[aey](?![a-z])|zadani[aeu] (?:nr |numer )?(?:\d"
            r"|[ivx]{1,4}(?![a-z]))|etap[a-z]{0,2}(?![a-z])|modul"
            r"|termin(?:y)? (?:realizacji )?(?:zadan|dzialan|uslug)"
                   r"|realizacji (?:zadan|dzialan|uslug|etap)|mieszkani[a-z]{1,4} (?:chronion|treningow)"),
    ),
    (
        DecoyReason.EVENT_DATE,
        re.compile(
            r"szkole[nc]|szkoleni|superwizj|wizyt[a-z]{1,3}|warsztat|(?<![a-z])tur[aey](?![a-z])|zjazd"
            r"|spotkani|konferencj|seminari|(?<![a-z])kurs"
            r"|odby[lw][a-z]{0,4}|konsultacj|wyjazd|wyodrebnion|wydzielon|wejdzie w zycie"
            r"|wszed[a-z]{1,3} w zycie|obowiazuj|zatrudni|powolan|remont|otwar"
        ),
    ),
    (
        DecoyReason.LAW_DATE,
        re.compile(
            r"ustaw[a-z]{1,3}|dz\. ?u|dzienni[a-z]{1,3} ustaw|rozporzadz|zarzadzeni|uchwal|(?<![a-z])poz\."
            r"|obwieszcz|rodo"),
    ),
    (
        DecoyReason.AGREEMENT_DATE,
        re.compile(
            r"umow[aeyą]{0,2}[a-z]{0,2}(?![a-z])|podpis[a-z]{1,6}|zawar[a-z]{1,4}|porozumieni|aneks"
            r"|decyzj[aei] (?:nr|z )"),
    ),
    (
        DecoyReason.PUBLICATION_DATE,
        re.compile(
            r"opublikowa|publikacj|doda[nł]|dodano|utworzon|wytworz|aktualiz|modyfik|(?<![a-z])autor"
            r"|wyswietl|odslon|poniedzial|wtor(?:ek|ku)|srod[aey](?![a-z])"
            r"|czwart(?:ek|ku)|piat(?:ek|ku)(?![a-z])|sobot|niedziel|stan na|sporzadzon|data ?:|napisan"
        ),
    ),
)  # fmt: skip


def last_decoy(folded: str) -> tuple[int, DecoyReason] | None:
    """The last word of a text that makes a date something else than the project's time, and what.

    >>> last_decoy("umowa nr 5 podpisana dnia ")
    (11, <DecoyReason.AGREEMENT_DATE: 'agreement_date'>)
    """
    found = [(match.start(), reason) for reason, pattern in _DECOYS for match in pattern.finditer(folded)]
    return max(found, key=lambda item: item[0]) if found else None


def first_decoy(folded: str) -> tuple[int, DecoyReason] | None:
    """As :func:`last_decoy`, the first such word."""
    found = [(match.start(), reason) for reason, pattern in _DECOYS if (match := pattern.search(folded))]
    return min(found, key=lambda item: item[0]) if found else None


def last_start(pattern: re.Pattern[str], folded: str) -> int:
    """Where the last match begins, -1 without one."""
    return max((match.start() for match in pattern.finditer(folded)), default=-1)
