"""Whatever the text, a reading holds together: passages, values, noise around them, names of persons."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.accuracy.announcements import TEXTS
from tests.accuracy.scores import load
from tracker.reading.centres import find_centres
from tracker.reading.dates import parse_date, parse_range
from tracker.reading.documents import read_document
from tracker.reading.identifiers import parse_number
from tracker.reading.numbers import parse_amount
from tracker.reading.page import Page, fold, tidy
from tracker.reading.places import find_place, guess_place
from tracker.reading.reader import read
from tracker.reading.result import AMOUNT_FIELDS, DATE_FIELDS, NUMBER_FIELDS, FieldName, Found, Reading, Verdict
from tracker.reading.stages import parse_stage

EXAMPLES = {found.name: found.text for found in load(TEXTS)}
PIECES = [
    "projekt ", "„", "”", ",,", "od ", "do ", "2019 r. ", "1 kwietnia ", "12.2019", "1 234 567,89 zł ",
    "450 tys. zł", "trzysta złotych", "Ośrodek Pomocy Społecznej w ", "Kluczach ", "POWR.02.05.00-", "00-0171/17 ",
    "Działanie 2.5 ", "okres realizacji: ", "wartość projektu ", "dofinansowanie z UE ", "w całości z EFS ", "<p>",
    "</p>", "<!--", "<script>", "&nbsp;", "&#1234567;", "im. ", "\u00ad", "\u0301", "İ", "ß", "\u00a0", "\u2009",
    "\r\n", "\n\n", "\x00",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40).map("".join)
noise = st.lists(
    st.sampled_from(
        [
            "Zapraszamy do korzystania z nowej strony.",
            "Ogłaszamy zbiórkę odzieży zimowej.",
            "Deklaracja dostępności.",
            "Mapa strony",
            "Urząd czynny jest w poniedziałki od godziny 8.00.",
            "Telefon: 41 375 12 00.",
            "NIP 657-10-20-300",
            "Następny artykuł »",
            "Dyżur pełni pracownik socjalny w pokoju 14.",
            "Dzień Seniora odbędzie się w domu kultury.",
        ]
    ),
    min_size=1,
    max_size=4,
).map("\n".join)


def parsed(name: FieldName, written: str) -> set[str | None]:
    """The values that a passage has by itself; a range has two."""
    if name in AMOUNT_FIELDS:
        amount = parse_amount(written)
        return {None if amount is None else str(amount)}
    if name in DATE_FIELDS:
        return {parse_date(written), *(parse_range(written) or ())}
    if name in NUMBER_FIELDS:
        return {parse_number(written)}
    if name is FieldName.STAGE:
        return {parse_stage(fold(written))}
    return {tidy(written)}


def passages(reading: Reading) -> list[Found]:
    """Everything proposed."""
    return list(reading.passages())


@given(texts)
@example("<p>" * 50 + "&amp")
@example("projekt „" + "a" * 400)
def test_no_text_breaks_the_reader_and_every_passage_is_where_it_says(text: str) -> None:
    reading = read(text)
    document = read_document(text)

    for found in passages(reading):
        assert reading.text[found.start : found.end] == found.as_written
        assert 0 < found.confidence <= 1
    for decoy in reading.decoys:
        assert reading.text[decoy.start : decoy.end] == decoy.as_written
    assert all(0 <= found["start"] < found["end"] <= len(text) for found in document["fields"].values())


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_passage_parses_to_the_value_it_gave(name: str) -> None:
    reading = read(EXAMPLES[name])

    for field, found in reading.fields.items():
        if field not in (FieldName.CENTRE, FieldName.PLACE):
            assert found.value in parsed(field, found.as_written), field


@pytest.mark.parametrize("name", EXAMPLES)
def test_centre_and_place_are_read_again_from_their_passages(name: str) -> None:
    fields = read(EXAMPLES[name]).fields

    if FieldName.CENTRE in fields:
        assert find_centres(Page(fields[FieldName.CENTRE].as_written))
    if FieldName.PLACE in fields and "(" not in fields[FieldName.PLACE].value:
        written = " ".join(
            word.capitalize() if word.isupper() else word for word in fields[FieldName.PLACE].as_written.split()
        )
        found = find_place(written) or guess_place(written)
        assert found is not None
        assert found[1] == fields[FieldName.PLACE].value


@given(st.sampled_from(sorted(name for name in EXAMPLES if name.endswith(".txt"))), noise, noise)
@settings(max_examples=60)
def test_noise_around_a_text_changes_nothing(name: str, before: str, after: str) -> None:
    alone = read(EXAMPLES[name])

    noisy = read(f"{before}\n\n{EXAMPLES[name]}\n\n{after}")

    assert noisy.verdict is alone.verdict
    assert {field: found.value for field, found in noisy.fields.items()} == {
        field: found.value for field, found in alone.fields.items()
    }


def test_work_grows_with_the_length_only() -> None:
    pieces = [
        "„",
        "1 ",
        "1.1.2019 do ",
        "12 zł ",
        "OPS ",
        "projekt pt. ",
        "realizuje ",
        "sto złotych ",
        "85% UE ",
        "<a ",
        "&#1",
    ]

    for piece in pieces:
        read(piece * (30_000 // len(piece)))


@pytest.mark.parametrize(
    "sentence",
    [
        "Dyrektor Ośrodka Pomocy Społecznej w Kluczach Zdzisława Kruk realizuje projekt „Nowa praca”.",
        "GOPS w Kluczach prowadzi Zdzisława Kruk, projekt wdraża Teodor Wrona.",
        "Koordynator projektu: Bogumił Szpak. Kierownik GOPS w Kluczach Teodor Wrona.",
        "Stanowisko do spraw pierwszego kontaktu – Pani Zdzisława Kruk, zespół ds. usług – Pan Teodor Wrona",
        "Miejski Ośrodek Pomocy Społecznej im. Zdzisławy Kruk w Kluczach, projekt „Nowa praca”",
        "Projekt „Pani Zdzisława Kruk zaprasza” OPS w Kluczach",
    ],
)
def test_names_of_persons_are_in_no_output(sentence: str) -> None:
    text = f"{sentence} Działanie 2.5. Wartość projektu: 100 000 zł. Opracował Bogumił Szpak, 3.04.2019 r."

    told = str(read_document(text))

    assert not [name for name in ("Kruk", "Szpak", "Wrona", "Zdzisław", "Bogumił", "Teodor") if name in told]


def test_html_is_read_as_it_is_seen_and_tied_to_its_source() -> None:
    cells = "<td>Wartość projektu</td><td>402&nbsp;<b>025</b> zł</td><!-- 9 zł -->"
    source = f"<p>GOPS w Kluczach, projekt, Działanie&nbsp;2.5</p>{cells}"

    found = read_document(source)["fields"]["total_value"]

    assert (found["value"], found["as_written"]) == ("402025.00", "402\u00a0025 zł")
    assert source[found["start"] : found["end"]] == "402&nbsp;<b>025</b> zł"


def test_only_one_of_two_projects_is_read_and_the_other_is_told() -> None:
    reading = read(EXAMPLES["07-dwa-projekty.txt"])

    assert reading.fields[FieldName.TOTAL_VALUE].value == "377120.00"
    assert {"1 204 550,00 zł", "Razem ku aktywności"} <= {decoy.as_written for decoy in reading.decoys}


def test_a_claim_of_a_share_is_no_amount() -> None:
    reading = read("OPS w Kluczach, projekt, Działanie 2.5, w całości finansowany z budżetu UE; 85% z EFS.")

    assert not AMOUNT_FIELDS & set(reading.fields)
    assert [claim.claim.value for claim in reading.claims] == ["wholly_eu"]
    assert {decoy.reason.value for decoy in reading.decoys} == {"share_claim", "share_rate"}


def test_a_text_about_something_else_proposes_no_amount_and_no_date() -> None:
    reading = read(EXAMPLES["14-neg-rpo.txt"])

    assert reading.verdict is Verdict.OTHER
    assert not (AMOUNT_FIELDS | DATE_FIELDS) & set(reading.fields)


@given(st.text(alphabet=string.printable))
def test_reading_the_same_text_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)
