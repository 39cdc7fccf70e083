"""Pages of projects and the portfolio mark what nobody has accepted, and lead to the report those who may read it."""

from __future__ import annotations

from flask import Flask

from tests.integration.web.page import Page, text_of
from tests.integration.web.reporting import address_of
from tests.integration.web.reviewing import coordinator_of, decide

PROJECT = "/projekty/krasnystaw"


def test_acceptance_clears_every_mark_of_the_project(bundled: Flask) -> None:
    coordinator = coordinator_of(bundled)
    before = Page(coordinator.get(PROJECT))

    decide(coordinator, address_of(bundled), "accept")
    after = Page(coordinator.get(PROJECT))

    sections = ("milestones-heading", "posts-heading", "training-heading", "reports-heading")
    marked = [bool(before.all("span", "unaccepted-mark", within=before.section(heading))) for heading in sections]
    assert marked == [True] * 4
    assert "według sprawozdania czekającego na ocenę" in text_of(before.all("dl", "key-figures")[0])
    assert not after.all("span", "unaccepted-mark")


def test_the_row_of_the_portfolio_has_a_hollow_point_and_says_what_it_means(bundled: Flask) -> None:
    page = Page(bundled.test_client().get("/?szukaj=krasnystaw"))

    assert len(page.all(css="mark-open")) == 1
    assert "według sprawozdania czekającego na ocenę" in text_of(page.all("td", "col-bars")[0])
    assert "Pusty punkt" in page.text


def test_only_those_who_may_read_reports_are_led_to_them(bundled: Flask) -> None:
    address = address_of(bundled)

    assert address in Page(coordinator_of(bundled).get(PROJECT)).links()
    assert address not in Page(bundled.test_client().get(PROJECT)).links()
