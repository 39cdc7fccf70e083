"""The book of the portfolio: always as of the last change anybody made, and asked by many at once."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import make_config
from tests.unit.data.bundled import real_record
from tracker import create_app
from tracker.domain.errors import NotReadyError
from tracker.domain.permissions import EVERYWHERE, NOWHERE, Scope
from tracker.domain.portfolio import Filters, SortKey, roll_up
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.vocabulary import Voivodeship
from tracker.services import portfolio
from tracker.services.portfolio import PortfolioBook
from tracker.storage import projects
from tracker.storage.base import db
from tracker.storage.transactions import touch_projects, transaction

DAY = Viewpoint(date(2019, 10, 15))
LUBELSKIE = Scope(voivodeships=frozenset({Voivodeship.LUBELSKIE}))
READERS = 8


def slugs(book: PortfolioBook, viewpoint: Viewpoint = DAY, scope: Scope = EVERYWHERE) -> list[str]:
    return sorted(row.slug for row in book.view(viewpoint, scope).rows)


def store(record: ProjectRecord) -> None:
    with transaction():
        projects.insert_project(record)


def test_nothing_is_asked_again_while_nothing_changes(bundled: Flask) -> None:
    book = PortfolioBook()

    with bundled.app_context():
        first, second = book.view(DAY), book.view(DAY)

    assert first is second


def test_only_what_changed_is_looked_at_again(bundled: Flask) -> None:
    book = PortfolioBook()

    with bundled.app_context():
        before = {row.slug: row for row in book.view(DAY).rows}
        with transaction():
            touch_projects([projects.get_record("klucze").id])
        after = {row.slug: row for row in book.view(DAY).rows}

    assert {slug for slug in after if after[slug] is not before[slug]} == {"klucze"}


def test_another_process_is_seen_at_once(bundled: Flask, tmp_path: Path) -> None:
    book = PortfolioBook()
    other = create_app(make_config(tmp_path, bundled.config["SQLALCHEMY_DATABASE_URI"]))

    with bundled.app_context():
        before = slugs(book)
    with other.app_context():
        store(replace(real_record("klucze"), slug="nowy"))
        db.engine.dispose()
    with bundled.app_context():
        after = slugs(book)

    assert sorted([*before, "nowy"]) == after


def test_what_is_read_late_is_not_kept_as_what_it_was_before(bundled: Flask) -> None:
    book = PortfolioBook()

    with bundled.app_context():
        rows = [row for row in book.view(DAY).rows if row.slug == "klucze"]
        with transaction():
            revision = touch_projects([rows[0].project_id])
        # Of large portfolios not every record is kept.
        book._records.clear()
        book.snapshots(rows, DAY)
        book.comparisons(rows, DAY, DAY)

    assert {key[1] for key in [*book._snapshots, *book._comparisons]} == {revision}


def test_newer_record_is_not_replaced_by_an_older_one(bundled: Flask) -> None:
    book = PortfolioBook()

    with bundled.app_context():
        older = projects.get_record("klucze")
        with transaction():
            touch_projects([older.id])
        book.view(DAY)
        newer = book._records[older.id]
        book._keep(older)

    assert newer.revision > older.revision
    assert book._records[older.id] is newer


def test_removed_projects_are_forgotten(bundled: Flask) -> None:
    book = PortfolioBook()

    with bundled.app_context():
        many = slugs(book)
        with transaction():
            projects.remove_examples()
        few = slugs(book)

    assert (len(many), len(few)) == (14, 5)
    assert len(book._records) == 5


def test_traces_of_removed_projects_are_forgotten(bundled: Flask) -> None:
    book = PortfolioBook()

    with bundled.app_context():
        book.attention_by_month(projects.portfolio_life())
        with transaction():
            projects.remove_examples()
        book.attention_by_month(projects.portfolio_life())

    assert len(book._trace) == 5
    assert len(book._records) == 5


def lubelskie(book: PortfolioBook) -> list[str]:
    """The bundled projects of one voivodeship, found without a scope."""
    return sorted(row.slug for row in book.view(DAY).rows if row.centre.voivodeship is Voivodeship.LUBELSKIE)


def test_a_part_is_made_of_the_rows_of_the_whole(bundled: Flask) -> None:
    book = PortfolioBook()

    with bundled.app_context():
        part, again = book.view(DAY, LUBELSKIE), book.view(DAY, LUBELSKIE)
        whole, expected = book.view(DAY), lubelskie(book)

    assert part is again
    assert sorted(row.slug for row in part.rows) == expected != []
    assert all(whole.by_key[row.project_id] is row for row in part.rows)
    assert part.sums == roll_up(list(part.rows), DAY.as_of)
    assert {item.row.slug for item in part.exceptions} <= set(expected)


def test_a_part_sees_every_change(bundled: Flask) -> None:
    book = PortfolioBook()

    with bundled.app_context():
        before = slugs(book, scope=LUBELSKIE)
        store(replace(real_record("krasnystaw"), slug="krasnystaw-2"))
        store(replace(real_record("klucze"), slug="klucze-2"))
        after = slugs(book, scope=LUBELSKIE)

    assert after == sorted([*before, "krasnystaw-2"])


@pytest.mark.parametrize("scope", [NOWHERE, Scope(centre_id=0), Scope(voivodeships=frozenset({Voivodeship.OPOLSKIE}))])
def test_who_reaches_nothing_sees_nothing(bundled: Flask, scope: Scope) -> None:
    book = PortfolioBook()

    with bundled.app_context():
        assert not book.view(DAY, scope).rows
        assert projects.count_projects(scope) == 0
        assert projects.project_revisions(scope) == {}
        assert projects.portfolio_life(scope) is None
        assert not any((book.attention_by_month(projects.portfolio_life(), scope) or {}).values())


def test_attention_within_a_scope_is_counted_of_its_projects(bundled: Flask) -> None:
    book = PortfolioBook()

    with bundled.app_context():
        life = projects.portfolio_life(LUBELSKIE)
        counts = book.attention_by_month(life, LUBELSKIE) or {}
        for day in (date(2019, 6, 30), date(2019, 9, 30)):
            view = book.view(Viewpoint(day), LUBELSKIE)
            assert counts[day] == sum(row.status in portfolio._WANTING for row in view.rows)


def test_a_large_portfolio_does_not_keep_a_small_part_of_it_from_being_traced(
    bundled: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portfolio, "TRACE_LIMIT", 13)
    book = PortfolioBook()

    with bundled.app_context():
        assert book.attention_by_month(projects.portfolio_life(), LUBELSKIE) is not None


def test_parts_that_nobody_asks_for_are_forgotten(bundled: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio, "PARTS_KEPT", 3)
    book = PortfolioBook()

    with bundled.app_context():
        row = next(iter(book.view(DAY, LUBELSKIE).rows))
        for centre in range(1000, 1010):
            assert not book.view(DAY, Scope(centre_id=centre)).rows

        assert len(book._seen[DAY].views) == 3
        assert book.view(DAY, LUBELSKIE).by_key[row.project_id] is row


def test_a_large_portfolio_is_looked_at_bit_by_bit(bundled: Flask) -> None:
    book = PortfolioBook(read_at_once=4)
    progress = []

    with bundled.app_context():
        for _ in range(3):
            with pytest.raises(NotReadyError) as caught:
                book.view(DAY)
            progress.append((caught.value.done, caught.value.total))

        assert progress == [(4, 14), (8, 14), (12, 14)]
        assert slugs(book) == slugs(PortfolioBook())


def test_a_part_does_not_wait_for_the_whole(bundled: Flask) -> None:
    book = PortfolioBook(read_at_once=4)

    with bundled.app_context():
        with pytest.raises(NotReadyError):
            book.view(DAY)

        assert slugs(book, scope=LUBELSKIE) == ["krasnystaw", "lopiennik-gorny", "olszyny-male"]


def test_a_change_made_meanwhile_is_not_missed(bundled: Flask) -> None:
    book = PortfolioBook(read_at_once=7)

    with bundled.app_context():
        with pytest.raises(NotReadyError):
            book.view(DAY)
        first = next(iter(book._seen[DAY].projects))
        with transaction():
            touch_projects([first])

        with pytest.raises(NotReadyError):
            book.view(DAY)
        assert book.view(DAY).by_key[first].revision == projects.project_revisions()[first]


def test_traces_of_many_scopes_are_bounded(bundled: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio, "TRACES_KEPT", 3)
    book = PortfolioBook()

    with bundled.app_context():
        assert book.attention_by_month(projects.portfolio_life()) is not None

    assert len(book._trace) == 3


def test_a_restored_database_is_read_from_the_start(bundled: Flask) -> None:
    book = PortfolioBook()

    with bundled.app_context():
        with transaction():
            touch_projects([1])
        book.view(DAY)
        book._latest += 100
        for view in book._seen[DAY].views.values():
            view.version += 100
            view.by_key = {}

        assert len(slugs(book)) == 14


def test_views_that_nobody_asks_for_are_forgotten(bundled: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio, "ROWS_KEPT", 40)
    book = PortfolioBook()

    with bundled.app_context():
        for month in range(1, 13):
            assert len(slugs(book, Viewpoint(date(2019, month, 1)))) == 14

    assert len(book._seen) == portfolio.FEWEST_KEPT


def test_many_readers_and_a_writer_see_whole_versions_only(bundled: Flask) -> None:
    book = PortfolioBook()
    failures: list[object] = []
    done = threading.Event()

    def read() -> None:
        seen = 0
        try:
            while not done.is_set() or seen == 0:
                with bundled.app_context():
                    found = [slug for slug in slugs(book) if slug.startswith("nowy-bliz")]
                # Twins are stored together, so nobody may ever see one of them.
                if len(found) % 2 or len(found) < seen:
                    failures.append(found)
                seen = max(seen, len(found))
        except BaseException as failure:  # noqa: BLE001  The test reports whatever went wrong in a thread.
            failures.append(failure)

    threads = [threading.Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        with bundled.app_context():
            for number in range(5):
                with transaction():
                    twins = [replace(real_record("klucze"), slug=f"nowy-bliz-{number}{letter}") for letter in "ab"]
                    projects.insert_projects(twins)
    finally:
        done.set()
        for thread in threads:
            thread.join()

    assert failures == []


def test_attention_is_counted_for_every_month(bundled: Flask) -> None:
    book = PortfolioBook()

    with bundled.app_context():
        life = projects.portfolio_life()
        counts = book.attention_by_month(life)

    assert life is not None
    assert counts is not None
    assert list(counts) == portfolio.months_of(life)
    assert counts[date(2018, 1, 31)] == 0
    assert max(counts.values()) > 2


def test_attention_of_a_month_is_that_of_its_page(bundled: Flask) -> None:
    book = PortfolioBook()

    with bundled.app_context():
        counts = book.attention_by_month(projects.portfolio_life()) or {}
        for day in (date(2019, 6, 30), date(2019, 9, 30)):
            view = book.view(Viewpoint(day))
            wanting = sum(row.status in portfolio._WANTING for row in view.rows)
            assert counts[day] == wanting


def test_a_large_portfolio_is_not_traced(bundled: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio, "TRACE_LIMIT", 13)
    book = PortfolioBook()

    with bundled.app_context():
        assert book.attention_by_month(projects.portfolio_life()) is None


def test_traces_are_made_a_few_at_a_time(bundled: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio, "TRACED_AT_ONCE", 5)
    book = PortfolioBook()

    with bundled.app_context():
        answers = [book.attention_by_month(projects.portfolio_life()) for _ in range(4)]

    assert [answer is None for answer in answers] == [True, True, False, False]


def test_finding_gives_what_filters_take_in_order(bundled: Flask) -> None:
    book = PortfolioBook()

    with bundled.app_context():
        view = book.view(DAY)

    everything = view.find(Filters(), SortKey.CENTRE, descending=False)
    some = view.find(Filters(text="mops"), SortKey.CENTRE, descending=False)
    assert [row for row in everything if row in some] == some
    assert len(some) < len(everything) == 14


def test_snapshots_are_those_of_the_rows_and_made_anew_only_after_a_change(bundled: Flask) -> None:
    book = PortfolioBook()

    with bundled.app_context():
        rows = book.view(DAY).find(Filters(), SortKey.CENTRE, descending=False)
        first = book.snapshots(rows, DAY)
        with transaction():
            touch_projects([projects.get_record("klucze").id])
        second = book.snapshots(book.view(DAY).find(Filters(), SortKey.CENTRE, descending=False), DAY)

    assert [one.record.slug for one in first] == [row.slug for row in rows]
    assert {old.record.slug for old, new in zip(first, second, strict=True) if old is not new} == {"klucze"}


def test_snapshots_of_pages_that_nobody_asks_for_are_forgotten(bundled: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio, "SNAPSHOTS_KEPT", 20)
    book = PortfolioBook()

    with bundled.app_context():
        for month in range(1, 7):
            day = Viewpoint(date(2019, month, 15))
            book.snapshots(list(book.view(day).rows), day)

    assert len(book._snapshots) == 20
