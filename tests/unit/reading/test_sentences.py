"""What single sentences of announcements say: the ways of writing amounts, periods, numbers and names."""

from __future__ import annotations

import pytest

from tracker.reading.reader import read
from tracker.reading.result import AMOUNT_FIELDS, DATE_FIELDS, NUMBER_FIELDS, Verdict

BEFORE = "GOPS w Kluczach realizuje projekt „Bliżej ludzi”, Działanie 2.5 Skuteczna pomoc społeczna.\n\n"
AFTER = " Działanie 2.5 Skuteczna pomoc społeczna, oddzielenie pracy socjalnej od administracyjnej."

FIGURES: list[tuple[str, dict[str, str]]] = [
    (
        "Wartość projektu ogółem 402 025 zł, w tym wkład UE 338 826,67 zł, dotacja 63 198,33 zł.",
        {"total_value": "402025.00", "eu_funding": "338826.67", "state_funding": "63198.33"},
    ),
    (
        (
            "Koszt całkowity projektu to 402 025,00 zł, z czego 84,28% (338 826,67 zł) stanowi dofinansowanie "
            "ze środków EFS, a 15,72% (63 198,33 zł) – budżet państwa."
        ),
        {"total_value": "402025.00", "eu_funding": "338826.67", "state_funding": "63198.33"},
    ),
    (
        "Wartość projektu/wysokość dofinansowania: 402 025,00 zł / 338 826,67 zł",
        {},
    ),
    (
        (
            "Budżet projektu wynosi 402.025,00 zł. Wysokość dofinansowania z Unii Europejskiej: 338.826,67 zł. "
            "Wkład własny: brak."
        ),
        {"total_value": "402025.00", "eu_funding": "338826.67"},
    ),
    (
        "Na realizację projektu Ośrodek otrzymał 402 025,00 zł ze środków Europejskiego Funduszu Społecznego.",
        {"eu_funding": "402025.00"},
    ),
    (
        "Projekt o wartości 402 025 zł jest finansowany w 100 % ze środków UE.",
        {"total_value": "402025.00"},
    ),
    (
        "Dofinansowanie: 402 025,00 zł (w tym EFS 338 826,67 zł, dotacja celowa 63 198,33 zł).",
        {"grant": "402025.00", "eu_funding": "338826.67", "state_funding": "63198.33"},
    ),
    (
        "Wysokość wkładu Funduszy Europejskich wynosi 338 826,67 zł, a całkowita wartość projektu 402 025,00 zł.",
        {"eu_funding": "338826.67", "total_value": "402025.00"},
    ),
    (
        "Przyznana kwota: 402025,00zł.",
        {"grant": "402025.00"},
    ),
    (
        "Środki unijne 338 826,67 zł; środki z budżetu państwa 63 198,33 zł; razem 402 025,00 zł.",
        {"eu_funding": "338826.67", "state_funding": "63198.33", "total_value": "402025.00"},
    ),
    (
        "Wydatki ogółem: 402 025,00 PLN. Wydatki kwalifikowalne: 402 025,00 PLN. Dofinansowanie: 402 025,00 PLN",
        {"total_value": "402025.00", "grant": "402025.00"},
    ),
    (
        "Całkowita wartość projektu: 402 025,00 zł brutto",
        {"total_value": "402025.00"},
    ),
    (
        "Wartość Projektu (w zł): 402 025,00",
        {"total_value": "402025.00"},
    ),
    (
        "Kwota dofinansowania projektu z EFS: 338.826,67 zł\nKwota dofinansowania z budżetu państwa: 63.198,33 zł",
        {"eu_funding": "338826.67", "state_funding": "63198.33"},
    ),
    (
        (
            "Łączna kwota dofinansowania – 402 025,00 zł, w tym:\n- płatność ze środków europejskich – 338 "
            "826,67 zł,\n- dotacja celowa – 63 198,33 zł."
        ),
        {"grant": "402025.00", "eu_funding": "338826.67", "state_funding": "63198.33"},
    ),
    (
        "Projekt dofinansowany kwotą 402 025,00 zł.",
        {"grant": "402025.00"},
    ),
    (
        (
            "W zakończonym projekcie przeszkolono 20 osób, koszt szkoleń wyniósł 20 000 zł, a wartość całego "
            "projektu 402 025,00 zł."
        ),
        {"total_value": "402025.00"},
    ),
    (
        "Wydatkowano 380 000,00 zł. Wartość projektu: 402 025,00 zł.",
        {"total_value": "402025.00"},
    ),
    (
        "Projekt realizowany w okresie: 01.09.2018r. – 29.02.2020r.",
        {"start_date": "2018-09-01", "end_date": "2020-02-29"},
    ),
    (
        "Okres realizacji: wrzesień 2018 – luty 2020",
        {"start_date": "2018-09", "end_date": "2020-02"},
    ),
    (
        "Czas realizacji projektu: 18 miesięcy (od 01-09-2018 do 29-02-2020).",
        {"start_date": "2018-09-01", "end_date": "2020-02-29"},
    ),
    (
        "Projekt będzie realizowany przez 18 miesięcy, tj. od 1.09.2018 r. do 29.02.2020 r.",
        {"start_date": "2018-09-01", "end_date": "2020-02-29"},
    ),
    (
        "Realizacja projektu rozpoczęła się 1 września 2018 r. i zakończy się 29 lutego 2020 r.",
        {"start_date": "2018-09-01", "end_date": "2020-02-29"},
    ),
    (
        "Rozpoczęcie realizacji projektu: 01.09.2018. Zakończenie realizacji projektu: 29.02.2020",
        {"start_date": "2018-09-01", "end_date": "2020-02-29"},
    ),
    (
        "Termin rozpoczęcia: wrzesień 2018 r., termin zakończenia: luty 2020 r.",
        {"start_date": "2018-09", "end_date": "2020-02"},
    ),
    (
        "Projekt trwa od września 2018 r. i potrwa do lutego 2020 r.",
        {"start_date": "2018-09", "end_date": "2020-02"},
    ),
    (
        "Umowę podpisano 10.08.2018 r. Projekt realizujemy od 1 września 2018 r. do 29 lutego 2020 r.",
        {"start_date": "2018-09-01", "end_date": "2020-02-29"},
    ),
    (
        "Zgodnie z umową z dnia 10.08.2018 r. projekt będzie realizowany do 29.02.2020 r.",
        {"end_date": "2020-02-29"},
    ),
    (
        "Okres realizacji projektu 2018-09-01 – 2020-02-29 (przedłużony do 2020-08-31 w związku z COVID-19).",
        {"start_date": "2018-09-01", "end_date": "2020-08-31"},
    ),
    (
        "Termin realizacji projektu został wydłużony z 29.02.2020 r. na 31.08.2020 r.",
        {"end_date": "2020-08-31"},
    ),
    (
        "Aneksem zmieniono termin zakończenia projektu z 29 lutego 2020 r. na 31 sierpnia 2020 r.",
        {"end_date": "2020-08-31"},
    ),
    (
        (
            "Od 1 września 2018 r. do 29 lutego 2020 r. Gminny Ośrodek Pomocy Społecznej w Kluczach "
            "uczestniczy w projekcie."
        ),
        {"start_date": "2018-09-01", "end_date": "2020-02-29"},
    ),
    (
        "Szkolenie odbędzie się w dniach 3-5 października 2018 r. Okres realizacji projektu: 09.2018-02.2020.",
        {"start_date": "2018-09", "end_date": "2020-02"},
    ),
    (
        "Rekrutacja uczestników: 01.09.2018 – 30.11.2018. Realizacja projektu: 01.09.2018 – 29.02.2020.",
        {"start_date": "2018-09-01", "end_date": "2020-02-29"},
    ),
    (
        "Data publikacji: 03.04.2019. Wydarzenie: konferencja 5 maja 2019 r.",
        {},
    ),
    (
        "Nowa struktura obowiązuje od 1 stycznia 2019 r. Projekt realizowany jest od 1 września 2018 r.",
        {"start_date": "2018-09-01"},
    ),
    (
        "Okres realizacji projektu: od 01.09.2018 r. do dnia 29.02.2020 r.",
        {"start_date": "2018-09-01", "end_date": "2020-02-29"},
    ),
    (
        "OKRES REALIZACJI: 01.09.2018-29.02.2020",
        {"start_date": "2018-09-01", "end_date": "2020-02-29"},
    ),
    (
        "Data rozpoczęcia realizacji: 2018-09-01\nData zakończenia realizacji: 2020-02-29",
        {"start_date": "2018-09-01", "end_date": "2020-02-29"},
    ),
    (
        "Realizacja od 1 września 2018 do 29 lutego 2020 roku.",
        {"start_date": "2018-09-01", "end_date": "2020-02-29"},
    ),
    (
        "Projekt rozpoczęliśmy we wrześniu 2018 roku, a zakończymy w lutym 2020 roku.",
        {"start_date": "2018-09", "end_date": "2020-02"},
    ),
    (
        "Projekt, którego realizacja rozpoczęła się z dniem 01.09.2018 r., zakończył się z dniem 29.02.2020 r.",
        {"start_date": "2018-09-01", "end_date": "2020-02-29"},
    ),
    (
        "Projekt realizowany był od września 2018 r. przez 18 miesięcy.",
        {"start_date": "2018-09"},
    ),
    (
        "Projekt zaplanowano na lata 2018-2020.",
        {"start_date": "2018", "end_date": "2020"},
    ),
    (
        "Projekt potrwa od 1 września 2018 r. do końca lutego 2020 r.",
        {"start_date": "2018-09-01", "end_date": "2020-02"},
    ),
    (
        "Okres realizacji projektu: od 1 września 2018 roku do 29 lutego 2020 roku, w tym etap I do 31.12.2018 r.",
        {"start_date": "2018-09-01", "end_date": "2020-02-29"},
    ),
    (
        "Numer projektu: POWR.02.05.00-00-0123/18-00. Nr umowy o dofinansowanie: UDA-POWR.02.05.00-00-0123/18-00",
        {"project_number": "POWR.02.05.00-00-0123/18-00"},
    ),
    (
        "Projekt nr POWR.02.05.00–00–0123/18",
        {"project_number": "POWR.02.05.00-00-0123/18"},
    ),
    (
        "nr wniosku: POWR.02.05.00-00-0123/18 w naborze POWR.02.05.00-IP.03-00-012/17",
        {"project_number": "POWR.02.05.00-00-0123/18", "call_number": "POWR.02.05.00-IP.03-00-012/17"},
    ),
    (
        "Nr POWR 02.05.00-00-0123/18",
        {"project_number": "POWR.02.05.00-00-0123/18"},
    ),
    (
        (
            "W maju 2018 r. złożono wniosek, w sierpniu 2018 r. podpisano umowę. Od września 2018 r. trwa "
            "realizacja projektu."
        ),
        {"start_date": "2018-09"},
    ),
    (
        "Wniosek został wybrany do dofinansowania na kwotę 402 025,00 zł.",
        {"grant": "402025.00"},
    ),
    (
        "wartość projektu – 402.025 zł 00/100",
        {"total_value": "402025.00"},
    ),
    (
        "Wartość projektu: 402 025,00\u00a0zł, dofinansowanie: 402 025,00 zł, wkład własny: 0 zł",
        {"total_value": "402025.00", "grant": "402025.00", "own_contribution": "0.00"},
    ),
    (
        "Projekt jest w całości finansowany ze środków zewnętrznych w kwocie 402 025 zł.",
        {},
    ),
    (
        "Całkowita wartość projektu wynosi: 402 025,00 zł z czego dofinansowanie stanowi 100%.",
        {"total_value": "402025.00"},
    ),
    (
        "Pozyskaliśmy blisko 0,4 mln zł. Dokładna wartość projektu to 402 025,00 zł.",
        {"total_value": "402025.00"},
    ),
    (
        "Kwota przyznanego dofinansowania ze środków UE wynosi 338 826,67 zł, a z budżetu państwa 63 198,33 zł",
        {"eu_funding": "338826.67", "state_funding": "63198.33"},
    ),
    (
        "Wartość projektu: 402 tys. zł",
        {"total_value": "402000.00"},
    ),
]
NAMES: list[tuple[str, dict[str, str]]] = [
    (
        "Nazwa projektu\nKrok ku zmianie\nBeneficjent\nMiejski Ośrodek Pomocy Społecznej w Jaśle",
        {"place": "Jasło", "title": "Krok ku zmianie"},
    ),
    (
        "Gmina Kłaj/Gminny Ośrodek Pomocy Społecznej w Kłaju realizuje projekt pt. Nowe oblicze GOPS w Kłaju.",
        {"centre": "Gminny Ośrodek Pomocy Społecznej w Kłaju", "place": "Kłaj", "title": "Nowe oblicze GOPS w Kłaju"},
    ),
    (
        'Projekt "Mój "nowy" ośrodek" OPS w Brzesku.',
        {"centre": "Ośrodek Pomocy Społecznej w Brzesku", "place": "Brzesko"},
    ),
    (
        "Ośrodek Pomocy Społecznej Miasta i Gminy w Morągu prowadzi projekt “Lepszy start”.",
        {"place": "Morąg", "title": "Lepszy start"},
    ),
    (
        "MGOPS-ie w Skale trwa projekt pn.: ''Skała zmian''.",
        {"place": "Skała", "title": "Skała zmian"},
    ),
    (
        "Miejski Ośrodek Pomocy Społecznej w Dąbrowie Górniczej – projekt „Nowa jakość”",
        {
            "place": "Dąbrowa Górnicza",
            "title": "Nowa jakość",
            "centre": "Miejski Ośrodek Pomocy Społecznej w Dąbrowie Górniczej",
        },
    ),
    (
        "Centrum Usług Społecznych w Wałczu (dawniej MGOPS) realizuje projekt „Wałcz pomaga”.",
        {"place": "Wałcz", "title": "Wałcz pomaga"},
    ),
    (
        "Gminny Ośrodek Pomocy Społecznej w Łubnicach z siedzibą w Łubnicach 66a, projekt pod tytułem „Łubnice”.",
        {"place": "Łubnice", "title": "Łubnice"},
    ),
    (
        "Projekt „Skuteczna pomoc społeczna w Gminie Bochnia”, realizator: Gminny Ośrodek Pomocy Społecznej w Bochni.",
        {"place": "Bochnia", "title": "Skuteczna pomoc społeczna w Gminie Bochnia"},
    ),
    (
        "TYTUŁ PROJEKTU: NOWY OŚRODEK – NOWE MOŻLIWOŚCI\nBENEFICJENT: GMINNY OŚRODEK POMOCY SPOŁECZNEJ W NOWYM TARGU",
        {
            "place": "Nowy Targ",
            "title": "NOWY OŚRODEK – NOWE MOŻLIWOŚCI",
            "centre": "Gminny Ośrodek Pomocy Społecznej w Nowym Targu",
        },
    ),
    (
        "Gminny Ośrodek Pomocy Społecznej w Wielkich Oczach realizuje projekt: „Razem do celu”.",
        {"place": "Wielkie Oczy", "title": "Razem do celu"},
    ),
    (
        "GOPS w Nowej Wsi Lęborskiej - projekt „A jednak zmiana”.",
        {"place": "Nowa Wieś Lęborska", "title": "A jednak zmiana"},
    ),
    (
        "Miejsko-Gminny Ośrodek Pomocy Społecznej w Nowym Mieście nad Pilicą, projekt „Nowe w Nowym”.",
        {"place": "Nowe Miasto nad Pilicą", "title": "Nowe w Nowym"},
    ),
    (
        (
            "Kierownik Gminnego Ośrodka Pomocy Społecznej w Żegocinie Anna Nowakowska informuje o projekcie "
            "„Żegocina 2.0”."
        ),
        {"place": "Żegocina", "title": "Żegocina 2.0"},
    ),
    (
        "Projekt pn. „Nowa jakość” realizowany w OPS Bukowno.",
        {"place": "Bukowno", "title": "Nowa jakość", "centre": "Ośrodek Pomocy Społecznej Bukowno"},
    ),
    (
        "Projekt „ Nowa jakość pracy socjalnej ” MOPS w Jaśle.",
        {"place": "Jasło", "title": "Nowa jakość pracy socjalnej"},
    ),
    (
        "Projekt (pn. ‘Nowa jakość pracy socjalnej’) MOPS w Jaśle.",
        {"place": "Jasło", "title": "Nowa jakość pracy socjalnej"},
    ),
    (
        "Projekt pn: <<Nowa jakość pracy socjalnej>> MOPS w Jaśle.",
        {"place": "Jasło", "title": "Nowa jakość pracy socjalnej"},
    ),
    (
        "Nazwa projektu „Nowa jakość pracy socjalnej” MOPS w Jaśle.",
        {"place": "Jasło", "title": "Nowa jakość pracy socjalnej"},
    ),
    (
        (
            "Projekt pod nazwą „Wdrożenie usprawnień w MOPS w Jaśle”, numer POWR.02.05.00-00-0001/17, w ramach "
            "programu „Wiedza Edukacja Rozwój” i modelu „Model realizacji usług o określonym standardzie w "
            "gminie”. Szkolenie „Trudny klient” w projekcie „Wdrożenie usprawnień w MOPS w Jaśle”."
        ),
        {"place": "Jasło", "title": "Wdrożenie usprawnień w MOPS w Jaśle"},
    ),
]
OTHERS = [
    (
        "Zapraszamy na szkolenie „Praca socjalna w środowisku” organizowane przez ROPS w Krakowie, "
        "Działanie 2.5 PO WER. Gminny Ośrodek Pomocy Społecznej w Kluczach deleguje 2 osoby."
    ),
    (
        "Ośrodek Pomocy Społecznej w Brzesku ogłasza nabór na stanowisko pracownika socjalnego. "
        "Wynagrodzenie 3500 zł brutto. Termin składania ofert 12.03.2019 r."
    ),
    ("Projekt „Klub Seniora w Brzesku” GOPS w Brzesku, RPO Małopolska, Działanie 9.2. Wartość projektu 500 000 zł."),
    (
        "Lista projektów wybranych do dofinansowania w konkursie POWR.02.05.00-IP.03-00-019/18: 1. MOPS w "
        "Jaśle – 402 025,00 zł 2. GOPS w Kłaju – 300 000,00 zł 3. OPS w Brzesku – 298 000 zł"
    ),
    (
        "Powiatowe Centrum Pomocy Rodzinie w Brzesku realizuje projekt „Rodzina w centrum” (RPO WM 9.2.1). "
        "Okres realizacji 1.01.2018-31.12.2020. Wartość 1 200 000 zł"
    ),
    ("W poniedziałek kasa GOPS w Kłaju będzie nieczynna."),
    (
        "Program Fundusze Europejskie dla Rozwoju Społecznego 2021-2027. OPS w Brzesku realizuje projekt "
        "„Usługi bliżej”, FERS.05.01. Wartość: 2 000 000 zł."
    ),
    (
        "Centrum Usług Społecznych w Brzesku realizuje projekt „CUS w Brzesku” w ramach Działania 2.8 PO "
        "WER. Wartość projektu 3 000 000 zł. Okres realizacji: 01.01.2021-30.06.2023."
    ),
]


@pytest.mark.parametrize(("sentence", "figures"), FIGURES)
def test_a_sentence_gives_its_figures_and_no_other(sentence: str, figures: dict[str, str]) -> None:
    fields = read(BEFORE + sentence).fields

    asked = AMOUNT_FIELDS | DATE_FIELDS | NUMBER_FIELDS
    assert {name.value: found.value for name, found in fields.items() if name in asked} == figures


@pytest.mark.parametrize(("sentence", "names"), NAMES)
def test_a_sentence_gives_its_names(sentence: str, names: dict[str, str]) -> None:
    reading = read(sentence + "\n" + AFTER)

    found = {name.value: found.value for name, found in reading.fields.items()}
    assert {name: found.get(name) for name in names} == names
    assert reading.verdict is Verdict.CENTRE_PROJECT


@pytest.mark.parametrize("text", OTHERS)
def test_other_news_of_a_centre_is_not_its_project(text: str) -> None:
    assert read(text).verdict is Verdict.OTHER
