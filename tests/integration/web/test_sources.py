"""The documents of the portfolio, and what each states, figure by figure."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import signed_in_as
from tests.integration.web.page import Page, text_of
from tests.integration.web.test_projects import counted_queries
from tracker.domain.permissions import EVERYWHERE
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.sources import stated_figures
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.gate.clock import today
from tracker.storage.projects import records_of
from tracker.storage.sources import SourceFilter, count_documents, get_document, list_documents
from tracker.web import sources

LIST = "/zrodla/dokumenty"


@pytest.fixture
def checker(bundled: Flask) -> FlaskClient:
    """A coordinator of the bundled portfolio."""
    return signed_in_as(bundled, Role.COORDINATOR)


def documents(page: Page) -> dict[str, list[str]]:
    """The cells of each document, by the address of its page."""
    body = next(page.one("table", "sources-table").iter("tbody"))
    return {
        str(next(row.iter("a")).get("href")): [text_of(next(row.iter("th"))), *(text_of(td) for td in row.iter("td"))]
        for row in body.iter("tr")
    }


def figures(page: Page) -> dict[str, list[str]]:
    """The figures of a document's page: as written, as understood, whether they count."""
    (table,) = page.all("table", "sources-table")
    rows = list(next(table.iter("tbody")).iter("tr"))
    return {text_of(next(row.iter("th"))): [text_of(cell) for cell in list(row.iter("td"))[:3]] for row in rows}


def test_announcements_come_first_newest_on_top(checker: FlaskClient) -> None:
    page = Page(checker.get(f"{LIST}?rodzaj=announcement"))

    found = list(documents(page).values())
    assert text_of(page.one("h1")) == "Pasuje 5 dokumentów."
    assert [cells[2] for cells in found] == ["25 czerwca 2021", "26 września 2018", "bez daty", "bez daty", "bez daty"]
    assert found[0][4] == "GOPS w Łopienniku Górnym"


def test_a_document_tells_each_figure_as_written_and_whether_it_counts(checker: FlaskClient) -> None:
    listed = documents(Page(checker.get(f"{LIST}?rodzaj=announcement&projekt=klucze")))
    ((address, cells),) = listed.items()

    page = Page(checker.get(f"{address}?stan=2019-10-15"))

    found = figures(page)
    assert int(cells[3].split()[0]) == len(found)
    assert found["Środki UE (EFS)"] == ["„292 237,73 zł”", "292 237,73 zł (podana)", "liczy się jako składnik sumy"]
    assert found["Rozpoczęcie"][0] == "„01.01.2018”"
    assert "/projekty/klucze/edytuj/fakt/eu_funding" in page.links()


def test_the_list_counts_what_the_document_tells(bundled: Flask) -> None:
    with bundled.test_request_context():
        several = list_documents(SourceFilter(), EVERYWHERE, first=0, most=1000)
        told = {}
        for one in several:
            document, records = get_document(one.key)
            snapshots = [take_snapshot(record, Viewpoint(today())) for record in records_of(list(records))]
            stated = sum(len(stated_figures(snapshot, records[snapshot.record.id])) for snapshot in snapshots)
            told[one.key] = (document.figures, stated, len(records))

        assert count_documents(SourceFilter()) == len(several) > 100
    assert {one.key: (one.figures, one.figures, one.projects) for one in several} == told


def test_a_director_sees_the_documents_of_the_own_centre(bundled: Flask) -> None:
    director = signed_in_as(bundled, Role.DIRECTOR, centre="klucze")
    own = documents(Page(director.get(LIST)))
    foreign = documents(Page(signed_in_as(bundled, Role.ADMINISTRATOR).get(f"{LIST}?projekt=rzeczna")))

    page = Page(director.get(next(iter(own))))

    assert {cells[4] for cells in own.values()} == {"OPS w Kluczach"}
    assert not [link for link in page.links() if "/edytuj" in link]
    assert director.get(next(iter(foreign))).status_code in (403, 404)


def test_filters_and_what_is_none_of_their_choices(checker: FlaskClient) -> None:
    woj = Voivodeship.MALOPOLSKIE.value
    here = documents(Page(checker.get(f"{LIST}?rodzaj=announcement&woj={woj}")))

    assert {cells[4] for cells in here.values()} == {"OPS w Kluczach", "MGOPS w Myślenicach"}
    assert Page(checker.get(f"{LIST}?projekt=nie-ma")).all("p", "no-results")
    assert checker.get(f"{LIST}?rodzaj=plotka").status_code == 422
    assert checker.get(f"{LIST}/999999").status_code == 404


def test_pages_follow_each_other_with_as_many_queries(
    bundled: Flask, checker: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = list(documents(Page(checker.get(LIST))))
    parts: list[str] = []
    counts = []

    for size, number in ((25, 1), (25, 2)):
        monkeypatch.setattr(sources, "PAGE_SIZE", size)
        parts += documents(Page(checker.get(f"{LIST}?strona={number}")))
    for size in (10, 50):
        monkeypatch.setattr(sources, "PAGE_SIZE", size)
        with counted_queries(bundled) as sent:
            assert len(documents(Page(checker.get(f"{LIST}?rodzaj=report")))) == size
        counts.append(len(sent))

    assert parts == whole
    assert counts[0] == counts[1]
