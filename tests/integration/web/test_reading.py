"""A large portfolio is read bit by bit: each request reads some and tells how far it has come."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.accounts import signed_in_as
from tests.integration.web.page import Page
from tracker.domain.vocabulary import Role
from tracker.services.portfolio import PortfolioBook


@pytest.fixture
def large(bundled: Flask) -> Flask:
    """The bundled portfolio in an application that reads six projects for an answer."""
    bundled.extensions["portfolio_book"] = PortfolioBook(read_at_once=6)
    return bundled


@pytest.mark.parametrize(
    "address", ["/", "/macierz", "/os-czasu", "/zmiany?od=2019-06-30&do=2019-09-30", "/portfel.csv"]
)
def test_who_asks_again_sees_the_page(large: Flask, address: str) -> None:
    client = signed_in_as(large, Role.COORDINATOR)
    waits = 0

    while (answer := client.get(address)).status_code == 503:
        page = Page(answer)
        waits += 1
        assert answer.headers["Retry-After"] == "1"
        assert "z 14 projektów" in page.text
        assert page.one("progress").get("max") == "14"
        assert waits < 10

    assert waits >= 2
    assert answer.status_code == 200


def test_a_page_that_needs_no_portfolio_does_not_wait(large: Flask) -> None:
    client = signed_in_as(large, Role.COORDINATOR)

    assert client.get("/zasady").status_code == 200


def test_a_script_is_told_too(large: Flask) -> None:
    answer = large.test_client().get("/", headers={"X-Requested-With": "fetch"})

    assert answer.status_code == 503
    assert answer.get_json()["error"] == "Portfel jest jeszcze czytany."
