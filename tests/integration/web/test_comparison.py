"""Two to six projects beside each other: what is shown, and what an address asks in vain."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.integration.web.page import Page, text_of

FOUR = "p=klucze&p=myslenice&p=kamienny-most&p=krasnystaw"


def places(page: Page) -> list[str]:
    """The compared centres in the order of their letters."""
    return [text_of(link) for link in page.one("div", "picks").iter("a") if "/projekty/" in (link.get("href") or "")]


@pytest.mark.parametrize("scale", ["okres", "miesiace", "kalendarz"])
def test_projects_stand_beside_each_other_with_figure_table_and_sentence(reader: FlaskClient, scale: str) -> None:
    page = Page(reader.get(f"/porownanie?{FOUR}&os={scale}&stan=2019-10-15"))

    assert page.status == 200
    assert places(page) == ["OPS w Kluczach", "MGOPS w Myślenicach", "MGOPS w Kamiennym Moście", "MOPS w Krasnymstawie"]
    figure = page.one("figure", "comparison-chart")
    assert len([e for e in figure.iter() if "chart-svg" in e.get("class", "").split()]) == 3
    assert "Klucze: 98,5" in text_of(page.one("p", "chart-sentence"))
    assert len(list(figure.iter("table"))) == 1
    assert "346 746,25 zł" in page.text
    assert [note.get("id") for note in page.all("li") if (note.get("id") or "").startswith("zrodlo-")]


def test_rows_without_a_difference_are_folded(reader: FlaskClient) -> None:
    page = Page(reader.get("/porownanie?p=klucze&p=myslenice"))

    folded = [text_of(one) for one in page.all("summary") if "bez różnic" in text_of(one)]
    assert len(folded) == 1
    assert "Województwo" in folded[0]


@pytest.mark.parametrize(
    ("query", "shown", "said"),
    [
        ("p=klucze&p=nigdzie&p=rzeczna", 2, "Nie ma projektu „nigdzie”."),
        ("p=klucze&p=klucze&p=rzeczna", 2, "podano więcej niż raz"),
        (FOUR + "&p=rzeczna&p=zagajnik&p=nowy-brod", 6, "najwyżej 6"),
        ("p=%3Cb%3E&p=klucze", 1, "Nie ma projektu „<b>”."),
    ],
)
def test_what_cannot_be_compared_is_said_and_the_rest_is_shown(
    reader: FlaskClient, query: str, shown: int, said: str
) -> None:
    page = Page(reader.get(f"/porownanie?{query}"))

    assert page.status == 422
    assert len(places(page)) == shown
    assert said in text_of(page.one("div", "note"))


@pytest.mark.parametrize("query", ["os=wszerz", "kryterium=urok&p=klucze"])
def test_a_scale_or_criterion_that_is_none_is_refused(reader: FlaskClient, query: str) -> None:
    assert reader.get(f"/porownanie?{query}").status_code == 422


def test_one_project_or_none_leads_to_the_choice(reader: FlaskClient) -> None:
    none, one = Page(reader.get("/porownanie")), Page(reader.get("/porownanie?p=klucze&stan=2019-06-30"))

    assert (none.status, one.status) == (200, 200)
    assert len(none.all("option")) == 15
    assert "/porownanie?p=klucze&p=jaworow-lesny&stan=2019-06-30" in one.links()


def test_the_comparison_is_carried_to_another_day(reader: FlaskClient) -> None:
    page = Page(reader.get("/porownanie?p=klucze&p=rzeczna&stan=2019-06-30"))

    assert any("p=klucze&p=rzeczna" in link and "stan=2019-09-30" in link for link in page.links())


def test_each_kind_of_training_has_its_row_and_only_persons_share_the_value(reader: FlaskClient) -> None:
    page = Page(reader.get("/porownanie?p=klucze&p=krasnystaw&stan=2019-10-15"))

    of_klucze = [text_of(next(row.iter("td"), row)) for row in page.all("tr")]
    assert [said[:7] for said in of_klucze if said.startswith(("12 z", "60 z", "72 z"))] == ["12 z 12", "60 z 60"]
    assert "28 895,52 zł" in page.text
    assert "4 815,92 zł" not in page.text


def test_every_value_of_the_comparison_has_its_source_but_what_describes_the_centre(reader: FlaskClient) -> None:
    page = Page(reader.get("/porownanie?p=klucze&p=kamienny-most&stan=2019-10-15"))

    unmarked = {
        text_of(next(row.iter("th")))
        for table in page.all("table", "comparison-table")
        for row in table.iter("tr")
        for cell in row.iter("td")
        if not text_of(cell).startswith(("nie podano", "brak")) and not page.all("a", "source-mark", within=cell)
    }
    assert len(unmarked) == 2
    assert all(name.startswith(("Województwo", "Typ ośrodka")) for name in unmarked)


def test_the_difference_of_a_similar_project_is_told_criterion_by_criterion(reader: FlaskClient) -> None:
    page = Page(reader.get("/porownanie?p=klucze&kryterium=stanowiska&kryterium=wartosc&stan=2019-10-15"))

    row = next(row for row in page.section("similar-heading").iter("tr") if "Jaworowie" in text_of(row))
    cells = [text_of(cell) for cell in row.iter("td")]
    assert cells[0].endswith("1 %")
    assert cells[1].endswith("dni")
    assert cells[2].endswith("100 %")
    assert cells[3] == "101 %1 % + 100 %"
