"""The journal: who may read which events, and that none is lost between its pages."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import signed_in_as
from tests.integration.web.page import Page, text_of
from tests.integration.web.test_projects import counted_queries
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.storage.audit import AuditEvent, record_event
from tracker.storage.journal import COUNTED, PAGE
from tracker.storage.projects import get_record
from tracker.storage.transactions import transaction
from tracker.web.journal import pages

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
CSV = "/dziennik/dziennik.csv"


def note(
    app: Flask,
    number: int,
    *,
    slug: str | None = "klucze",
    deed: str = "state_fact",
    actor: str = "Anna",
    at: datetime | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Put an event on record whose value is its number, an hour after the one before."""
    details = after or {"fact": "title", "value": f"nr {number}"}
    event = AuditEvent(at or START + timedelta(hours=number), actor, deed, {}, details)
    with app.app_context(), transaction():
        record_event(event, project_id=get_record(slug).id if slug else None)


def note_many(app: Flask, numbers: Sequence[int], at: datetime | None = None) -> None:
    """Events of one transaction."""
    with app.app_context(), transaction():
        project_id = get_record("klucze").id
        for number in numbers:
            moment = at or START + timedelta(minutes=number)
            after = {"fact": "title", "value": f"nr {number}"}
            record_event(AuditEvent(moment, "Anna", "state_fact", {}, after), project_id=project_id)


def numbers(page: Page) -> list[int]:
    """The numbers of the events on a page, in its order."""
    return [int(found) for found in re.findall(r"nr (\d+)", page.text)]


def read(client: FlaskClient, address: str = "/dziennik") -> Page:
    return Page(client.get(address))


def follow(client: FlaskClient, page: Page, rel: str) -> Page | None:
    """The page that a link to the next or the previous one leads to."""
    found = [link.attrib["href"] for link in page.all("a") if link.get("rel") == rel]
    return read(client, found[0]) if found else None


@pytest.fixture
def administrator(bundled: Flask) -> FlaskClient:
    """Who reads everything."""
    return signed_in_as(bundled, Role.ADMINISTRATOR, name="Wanda")


def test_the_newest_event_comes_first_with_its_values(bundled: Flask, administrator: FlaskClient) -> None:
    note(bundled, 1)
    values = {"fact": "total_value", "value": "402025.00"}
    with bundled.app_context(), transaction():
        record_event(
            AuditEvent(START + timedelta(hours=2), "Barbara", "state_fact", values, values | {"value": "1.00"}),
            project_id=get_record("klucze").id,
        )

    page = read(administrator, "/dziennik?projekt=klucze")

    first, second = [row for row in page.all("tr") if page.all("td", "col-deed", row)]
    assert text_of(page.one("td", "col-time", first)) == "12:00"
    assert text_of(page.one("td", "col-actor", first)) == "Barbara"
    assert "402 025,00 zł" in text_of(page.one("dd", "journal-before", first))
    assert "1,00 zł" in text_of(page.one("dd", "journal-after", first))
    assert "nr 1" in text_of(second)


@pytest.mark.parametrize(
    ("role", "place", "seen"),
    [
        (Role.ADMINISTRATOR, {}, {1, 2, 3}),
        (Role.COORDINATOR, {}, {1, 2}),
        (Role.COORDINATOR, {"voivodeships": [Voivodeship.LUBELSKIE]}, {2}),
        (Role.COORDINATOR, {"voivodeships": [Voivodeship.OPOLSKIE]}, set()),
        (Role.DIRECTOR, {"centre": "klucze"}, {1}),
        (Role.DIRECTOR, {"centre": "przasnysz"}, set()),
    ],
)
def test_everybody_reads_the_events_within_reach(
    bundled: Flask, role: Role, place: dict[str, Any], seen: set[int]
) -> None:
    note(bundled, 1, slug="klucze")
    note(bundled, 2, slug="krasnystaw", actor="Barbara")
    note(bundled, 3, slug=None, deed="sign_in", actor="Celina", after={"account": "nr 3"})
    client = signed_in_as(bundled, role, **place)

    page, table = read(client), client.get(CSV).text

    assert set(numbers(page)) == seen
    assert {int(found) for found in re.findall(r"nr (\d)", table)} == seen
    assert ("Celina" in page.text) is (3 in seen)
    assert ("Barbara" in page.text) is (2 in seen)


@pytest.mark.parametrize("role", [Role.REPORTER, Role.READER])
@pytest.mark.parametrize("address", ["/dziennik", CSV])
def test_others_read_nothing_and_see_no_way_to_it(bundled: Flask, role: Role, address: str) -> None:
    client = signed_in_as(bundled, role, centre="klucze")

    assert client.get(address).status_code == 403
    assert "/dziennik" not in read(client, "/").links()


def test_nobody_reads_it_without_signing_in(reader: FlaskClient) -> None:
    assert [reader.get(address).status_code for address in ("/dziennik", CSV)] == [302, 302]
    assert "/dziennik" not in read(reader, "/").links()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR, Role.DIRECTOR])
def test_who_may_read_it_sees_the_way_to_it(bundled: Flask, role: Role) -> None:
    assert "/dziennik" in read(signed_in_as(bundled, role, centre="klucze"), "/").links()


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("osoba=Barbara", [2]),
        ("projekt=klucze", [3, 1]),
        ("projekt=Klu", [3, 1]),
        ("czynnosc=sprawozdania", [3]),
        ("czynnosc=submit_report", [3]),
        ("czynnosc=add_plan", []),
        ("od=1.03.2026&do=1.03.2026", [2, 1]),
        ("od=2026-03-02", [3]),
        ("do=2026-03-01&osoba=Anna", [1]),
    ],
)
def test_each_filter_narrows_and_stays_in_the_form(bundled: Flask, query: str, seen: list[int]) -> None:
    note(bundled, 1)
    note(bundled, 2, slug="krasnystaw", actor="Barbara")
    # A quarter of an hour after midnight in Poland it is still the day before in Greenwich.
    note(bundled, 3, deed="submit_report", at=datetime(2026, 3, 1, 23, 15, tzinfo=UTC), after={"comment": "nr 3"})
    client = signed_in_as(bundled, Role.COORDINATOR)

    page, table = read(client, f"/dziennik?{query}"), client.get(f"{CSV}?{query}").text

    understood = set(query.replace("Klu", "klucze").split("&"))
    assert numbers(page) == seen
    assert [int(found) for found in re.findall(r"nr (\d)", table)] == seen
    exports = [link for link in page.links() if link.startswith(CSV)]
    assert exports == [] if not seen else set(exports[0].partition("?")[2].split("&")) == understood
    assert understood == {f"{name}={value}" for name, value in chosen(page)}


def chosen(page: Page) -> list[tuple[str, str]]:
    """What stands in the filters."""
    form = page.one("form", "journal-filters")
    typed = [(field.get("name", ""), field.get("value", "")) for field in page.all("input", within=form)]
    for select in page.all("select", within=form):
        options = [option for option in page.all("option", within=select) if "selected" in option.attrib]
        typed += [(select.get("name", ""), option.get("value", "")) for option in options]
    return [(name, value) for name, value in typed if value]


def test_what_nobody_signed_in_did_can_be_chosen(bundled: Flask, administrator: FlaskClient) -> None:
    note(bundled, 1)
    note(bundled, 2, slug=None, deed="lock_sign_in", actor="", after={"account": "nr 2"})

    assert numbers(read(administrator, "/dziennik?osoba=–")) == [2]


@pytest.mark.parametrize(
    "query",
    ["od=wczoraj", "do=31.02.2026", "od=2026-03-02&do=2026-03-01", "projekt=nigdzie", "projekt=%00", "czynnosc=zlo"],
)
def test_a_filter_that_cannot_be_understood_is_said_and_kept(administrator: FlaskClient, query: str) -> None:
    answers = [administrator.get(f"{address}?{query}") for address in ("/dziennik", CSV)]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert len(Page(answers[0]).all("p", "field-error")) == 1


def test_a_director_does_not_learn_of_other_projects_by_their_names(bundled: Flask) -> None:
    client = signed_in_as(bundled, Role.DIRECTOR, centre="klucze")

    answers = [client.get(f"/dziennik?projekt={slug}") for slug in ("krasnystaw", "nigdzie")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "Krasn" not in Page(answers[0]).text


@pytest.mark.parametrize("moment", [None, START], ids=["moments apart", "one moment"])
def test_no_event_is_lost_or_told_twice_between_pages(bundled: Flask, moment: datetime | None) -> None:
    count = 2 * PAGE + 7
    note_many(bundled, range(count), moment)
    client = signed_in_as(bundled, Role.DIRECTOR, centre="klucze")

    pages = [read(client)]
    while (older := follow(client, pages[-1], "next")) is not None:
        pages.append(older)
    back = [pages[-1]]
    while (newer := follow(client, back[-1], "prev")) is not None:
        back.append(newer)

    assert [number for page in pages for number in numbers(page)] == list(reversed(range(count)))
    assert len(back) == len(pages)
    assert numbers(back[-1]) == numbers(pages[0])


def test_a_page_stays_where_it_is_when_something_new_is_done(bundled: Flask, administrator: FlaskClient) -> None:
    note_many(bundled, range(2 * PAGE))
    first = read(administrator, "/dziennik?projekt=klucze")
    second = follow(administrator, first, "next")
    note(bundled, 999)
    second_again = follow(administrator, first, "next")

    assert second is not None
    assert second_again is not None
    assert numbers(second) == numbers(second_again)


@pytest.mark.parametrize("argument", ["przed=x", "po=1-1-1", f"przed={'9' * 17}-1", "po=99999999999999999-1", "przed="])
def test_a_position_that_is_none_leads_to_the_newest(bundled: Flask, administrator: FlaskClient, argument: str) -> None:
    note(bundled, 1)

    page = read(administrator, f"/dziennik?projekt=klucze&{argument}")

    assert page.status == 200
    assert numbers(page) == [1]


def test_the_number_of_queries_does_not_grow(bundled: Flask, administrator: FlaskClient) -> None:
    def asked() -> int:
        with counted_queries(bundled) as statements:
            administrator.get("/dziennik?projekt=klucze")
        return len(statements)

    note(bundled, 1)
    few = asked()
    note_many(bundled, range(3 * PAGE))
    many = asked()

    assert few == many
    assert many <= 16


def test_beyond_a_bound_a_page_says_that_there_are_more(
    bundled: Flask, administrator: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_many(bundled, range(12))
    monkeypatch.setattr("tracker.storage.journal.COUNTED", 10)
    monkeypatch.setattr(pages, "COUNTED", 10)

    page = read(administrator)

    assert COUNTED == 10_000
    assert "10" in text_of(page.one("h1"))


def test_many_projects_are_typed_and_not_chosen(administrator: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_CHOICES", 3)

    fields = {field.get("name") for field in read(administrator).all("input")}

    assert "projekt" in fields


def test_what_people_typed_is_shown_and_never_run(bundled: Flask, administrator: FlaskClient) -> None:
    evil = '<script>alert("x")</script>' * 20
    note(bundled, 1, after={"fact": "title", "value": evil}, actor="<b>Anna</b>")

    page = read(administrator, "/dziennik?projekt=klucze")

    assert evil in page.text
    assert "<b>Anna</b>" in page.text


def rows(text: str) -> list[list[str]]:
    """The lines of an export, as a spreadsheet reads them."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";", strict=True))


def test_the_export_says_what_it_is_and_holds_a_line_for_each_value(bundled: Flask, administrator: FlaskClient) -> None:
    after = {"slug": "klucze", "title": "=SUM(A1)", "total_value": "-2.00"}
    note(bundled, 1, deed="add_project", after=after)

    answer = administrator.get(f"{CSV}?projekt=klucze&od=1.03.2026")

    assert answer.mimetype == "text/csv"
    assert answer.is_streamed
    assert re.fullmatch(r"attachment; filename=\w+-\d{4}-\d\d-\d\d\.csv", answer.headers["Content-Disposition"])
    text = answer.get_data().decode()
    assert text.startswith("\ufeff")
    title, project, since, empty, headings, *lines = rows(text)
    assert len(title) == 2
    assert "Klucz" in project[1]
    assert "1\u00a0marca\u00a02026" in since[1]
    assert empty == []
    assert {len(line) for line in (headings, *lines)} == {10}
    assert [line[1] for line in lines] == ["2026-03-01 11:00:00"] * 3
    assert [line[-1] for line in lines] == ["klucze", "'=SUM(A1)", "−2,00\u00a0zł"]


def test_the_export_holds_more_than_one_group_of_events(
    bundled: Flask, administrator: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.storage.journal.EXPORTED_AT_ONCE", 10)
    note_many(bundled, range(35))

    text = administrator.get(f"{CSV}?projekt=klucze").text

    assert [int(found) for found in re.findall(r"nr (\d+)", text)] == list(reversed(range(35)))
