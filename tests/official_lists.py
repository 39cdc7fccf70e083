"""Files like the official list of EU projects 2014-2020, with invented projects and every trap of the real one."""

from __future__ import annotations

import csv
import random
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias
from xml.sax.saxutils import escape

Cell: TypeAlias = str | float | None

HEADINGS = (
    "Tytuł projektu/ Project name",
    "Skrócony opis projektu/ Project summary",
    "Numer umowy/decyzji/ Contract number",
    "Nazwa\u00a0beneficjenta/ Beneficiary name",
    "Fundusz/ Fund",
    "Program/ Programme",
    "Priorytet/ Priority",
    "Działanie/ Measure",
    "Poddziałanie/ Submeasure",
    "Wartość projektu (w\u00a0zł, dla projektów EWT w\u00a0euro)/ Total project value",
    "Wydatki kwalifikowalne  (w zł, dla projektów EWT w euro)/ Eligible expenditure",
    "Wartość unijnego dofinansowania (w zł, dla projektów EWT w euro)/ Amount of EU co-financing",
    "Poziom unijnego dofinansowania w procentach/ Union co-financing rate",
    "Forma finansowania",
    "Miejsce realizacji\u00a0projektu/ Project location",
    "Typ obszaru, na którym realizowany jest projekt",
    "Data rozpoczęcia realizacji projektu/ Start date",
    "Data zakończenia realizacji projektu/ End date",
    "Projekt konkursowy czy pozakonkursowy",
    "Dziedzina działalności gospodarczej, której dotyczy projekt",
    "Obszar wsparcia projektu",
    "Cel projektu",
    "Cel uzupełniający dla projektów EFS",
    "Projekt realizowany w ramach terytorialnych mechanizmów wdrażania",
    "Finansowanie zakończone",
)
"""The 25 headings as one of the later years writes them."""

TITLE_ROW = (
    "Lista projektów realizowanych z Funduszy Europejskich w Polsce w latach 2014-2020, stan na 1 stycznia 2024 r.",
)

POWER = "Program Operacyjny Wiedza Edukacja Rozwój"
_STEMS = (
    "Wierzb", "Olszyn", "Zagaj", "Rzecz", "Lip", "Jawor", "Sosn", "Kamien", "Brzez", "Dąbr", "Topol", "Modrzew",
    "Jesion", "Klon", "Grab", "Buk",
)  # fmt: skip
_ENDINGS = (
    ("ów", "owie"), ("owo", "owie"), ("ownik", "owniku"), ("nica", "nicy"), ("yny", "ynach"),
    ("owiec", "owcu"), ("owa", "owej"), ("ówka", "ówce"), ("anka", "ance"), ("iny", "inach"),
)  # fmt: skip
_WORDS = (
    "nowa", "organizacja", "pracy", "ośrodka", "wsparcie", "mieszkańców", "gminy", "usługi", "społeczne", "praca",
    "socjalna", "rozwój", "kompetencji", "zakup", "wyposażenia", "modernizacja", "budynku", "źródło", "energii",
    "szkolenia", "młodzieży", "łąka", "żuraw", "ścieżka",
)  # fmt: skip
_VOIVODESHIPS = (
    "LUBELSKIE", "MAŁOPOLSKIE", "MAZOWIECKIE", "ŚLĄSKIE", "WARMIŃSKO-MAZURSKIE", "ŁÓDZKIE", "ŚWIĘTOKRZYSKIE",
    "OPOLSKIE",
)  # fmt: skip
_CENTRE_NAMES = (
    "Ośrodek Pomocy Społecznej w {}",
    "GMINNY OŚRODEK POMOCY SPOŁECZNEJ W {}",
    "Gmina {nominative} / Miejsko-Gminny Ośrodek Pomocy Społecznej w {}",
    "Miejski Ośrodek Pomocy Społecznej w {}",
)

CENTRES_EVERY = 170
"""Of so many projects one is a centre's under action 2.5, as in the real list."""


def invented_rows(number: int, *, seed: int = 1) -> Iterator[list[Cell]]:
    """So many projects of 25 cells; every 170th is of a centre under action 2.5."""
    chance = random.Random(seed)
    for index in range(number):
        yield centre_row(index, chance) if index % CENTRES_EVERY == 7 else _other_row(index, chance)


def centre_row(index: int, chance: random.Random) -> list[Cell]:
    """A centre's project of action 2.5; its day and amounts in one of the ways in which the list writes them."""
    place = index // CENTRES_EVERY
    stem, (nominative, locative) = _STEMS[place % len(_STEMS)], _ENDINGS[place // len(_STEMS) % len(_ENDINGS)]
    # Beyond the names that can be made of these, the places are numbered, as villages of one name are told apart.
    suffix = "" if place < len(_STEMS) * len(_ENDINGS) else f" {place}"
    name = _CENTRE_NAMES[place % len(_CENTRE_NAMES)]
    where = f"{stem}{locative}{suffix}"
    name = name.format(where.upper() if name.isupper() else where, nominative=f"{stem}{nominative}")
    value = chance.randrange(20_000_000, 90_000_000)
    start = chance.randrange(43_000, 43_800)
    days: tuple[Cell, Cell] = (start + 0.083333333 * (index % 2), start + 545)
    cells = _cells(
        index, chance, POWER, "Działanie 2.5 Skuteczna pomoc społeczna", f"POWR.02.05.00-00-{index:04d}/18-00"
    )
    cells[3] = name
    cells[9:12] = [value / 100, value / 100, round(value * 0.8428) / 100]
    cells[14] = f"WOJ.: {chance.choice(_VOIVODESHIPS)}, POW.: {stem.lower()}ski"
    cells[16:18] = days
    return cells


def _other_row(index: int, chance: random.Random) -> list[Cell]:
    programme, measure, contract, beneficiary = _OTHERS.get(index % 10, _USUAL)
    row = _cells(index, chance, programme, measure, f"{contract}-{index:06d}")
    row[3] = beneficiary or row[3]
    if index % 10 == 3:
        row[14] = "Cały Kraj"
    return row


_USUAL = ("Program Operacyjny Inteligentny Rozwój", "1.1 Badania", "POIR.01.01.01-00", "")
_OTHERS = {
    0: (
        POWER,
        "2.5 Skuteczna pomoc społeczna",
        "POWR.02.05.00-00",
        "Regionalny Ośrodek Polityki Społecznej w Lipinach",
    ),
    1: ("Program Interreg V-A Lipiny - Olszyny", "Oś 2.5", "PLZB.02.05.00-00", "Ośrodek Pomocy Społecznej w Lipinach"),
    2: (POWER, "Działanie 2.6 Wysoka jakość polityki", "POWR.02.06.00-00", "Ośrodek Pomocy Społecznej w Lipinach"),
    3: ("Regionalny Program Operacyjny", "Działanie 2.5 Drogi", "RPLU.02.05.00-00", "Gmina Lipiny"),
}


def _cells(index: int, chance: random.Random, programme: str, measure: str, contract: str) -> list[Cell]:
    value = chance.randrange(1_000_000, 900_000_000) / 100
    return [
        _text(chance, 9),
        _text(chance, 110),
        contract,
        f"Przedsiębiorstwo {_text(chance, 2)} sp. z o.o.",
        "EFS",
        programme,
        f"Oś priorytetowa {index % 12}",
        measure,
        None,
        value,
        value,
        round(value * 0.85, 2),
        85.0,
        "Dotacja bezzwrotna",
        f"WOJ.: {chance.choice(_VOIVODESHIPS)}, POW.: olszyński | WOJ.: {chance.choice(_VOIVODESHIPS)}, POW.: lipski",
        "Obszary wiejskie",
        chance.randrange(42_000, 44_000),
        chance.randrange(44_001, 45_000),
        "Konkursowy",
        "Opieka zdrowotna i pomoc społeczna",
        _text(chance, 3),
        "Promowanie włączenia społecznego",
        None,
        "Nie dotyczy",
        chance.choice(("Tak", "Nie")),
    ]


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize() + f" {chance.randrange(100_000)}"


def write_xlsx(path: Path, rows: Iterable[Sequence[Cell]], *, above: Sequence[Sequence[Cell]] | None = None) -> None:
    """Write a workbook as Excel does, with shared texts.

    Args:
        path: Where it is written.
        rows: The projects.
        above: The first rows with the headings; without it the title in row 1 and the headings in row 3.
    """
    top = [TITLE_ROW, (), HEADINGS] if above is None else above
    texts: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, part in _FRAME.items():
            archive.writestr(name, part)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f"<worksheet {_MAIN}><sheetData>".encode())
            for number, row in enumerate(_chained(top, rows), start=1):
                sheet.write(_row_xml(number, row, texts).encode())
            sheet.write(b"</sheetData></worksheet>")
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as shared:
            shared.write(f"<sst {_MAIN}>".encode())
            for text in texts:
                shared.write(f'<si><t xml:space="preserve">{escape(text)}</t></si>'.encode())
            shared.write(b"</sst>")


def write_csv(path: Path, rows: Iterable[Sequence[Cell]], *, encoding: str = "cp1250", heading_row: int = 4) -> None:
    """Write a CSV as the older years were given out: semicolons, amounts with commas, days as texts."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(TITLE_ROW)
        writer.writerows([[]] * (heading_row - 2))
        writer.writerow(HEADINGS)
        writer.writerows(_as_text(row) for row in rows)


def _as_text(row: Sequence[Cell]) -> Iterator[str]:
    for heading, cell in zip(HEADINGS, row, strict=True):
        if heading.startswith("Data") and isinstance(cell, int | float):
            yield (date(1899, 12, 30) + timedelta(days=int(cell))).strftime("%d.%m.%Y")
        elif isinstance(cell, float):
            yield f"{cell:,.2f}".replace(",", "\u00a0").replace(".", ",")
        else:
            yield "" if cell is None else str(cell)


def _chained(top: Iterable[Sequence[Cell]], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield from top
    yield from rows


def _row_xml(number: int, row: Sequence[Cell], texts: dict[str, int]) -> str:
    return f'<row r="{number}">' + "".join(
        f'<c r="{_LETTERS[column]}{number}" t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>'
        if isinstance(cell, str)
        else f'<c r="{_LETTERS[column]}{number}"><v>{cell!r}</v></c>'
        for column, cell in enumerate(row)
        if cell is not None
    ) + "</row>"  # fmt: skip


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_FRAME = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": f'<Relationships {_PACKAGE}><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets><sheet name="Lista" r:id="r1"/></sheets>'
    "</workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships {_PACKAGE}><Relationship Id="r1" Type="{_OFFICE}/worksheet" '
    f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>",
}
