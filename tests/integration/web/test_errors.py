"""Every refusal becomes a page that says what happened, and never a stack trace."""

from __future__ import annotations

import pytest
from flask import Flask, abort

from tracker.domain.errors import (
    ConflictError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    Problem,
    TrackerError,
)
from tracker.gate.guards import open_to_all


def raise_at(app: Flask, error: Exception) -> None:
    """Add a page that fails with ``error`` at ``/failing``."""

    @app.get("/failing")
    @open_to_all("A page of this test.")
    def fail() -> str:
        raise error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotFoundError("Nobody is called so."), 404),
        (ForbiddenError("Only at this computer."), 403),
        (ConflictError("Saved by somebody else."), 409),
        (TrackerError("Not like this."), 400),
    ],
)
def test_refusal_has_its_code_and_says_its_own_sentence(app: Flask, error: TrackerError, code: int) -> None:
    raise_at(app, error)

    response = app.test_client().get("/failing")

    assert response.status_code == code
    assert str(error) in response.text


def test_invalid_input_lists_every_problem(app: Flask) -> None:
    raise_at(app, InvalidInputError([Problem("stan", "Type a day."), Problem("woj", "Choose one.")]))

    response = app.test_client().get("/failing")

    assert response.status_code == 422
    assert "Type a day." in response.text
    assert "Choose one." in response.text


def test_unknown_address_offers_the_search(app: Flask) -> None:
    response = app.test_client().get("/nie-ma-takiej")

    assert response.status_code == 404
    assert 'name="szukaj"' in response.text


def test_problem_from_the_address_is_escaped(app: Flask) -> None:
    raise_at(app, InvalidInputError([Problem("stan", "<script>alert(1)</script>")]))

    response = app.test_client().get("/failing")

    assert "<script>alert" not in response.text


def test_wrong_method_names_the_right_ones(app: Flask) -> None:
    response = app.test_client().get("/jezyk")

    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


def test_form_without_a_token_is_refused_and_explained(app: Flask) -> None:
    response = app.test_client().post("/jezyk", data={"language": "en"})

    assert response.status_code == 400
    assert "<h1" in response.text


def test_unexpected_failure_shows_no_detail(app: Flask) -> None:
    raise_at(app, RuntimeError("the password is 1234"))
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)

    response = app.test_client().get("/failing")

    assert response.status_code == 500
    assert "<h1" in response.text
    assert "1234" not in response.text
    assert "Traceback" not in response.text


def test_page_that_cannot_be_framed_still_answers(app: Flask) -> None:
    @app.context_processor
    def break_frame() -> dict[str, object]:
        return {"navigation": NotIterable()}

    response = app.test_client().get("/nie-ma-takiej")

    assert response.status_code == 404
    assert "<h1" in response.text
    assert "<nav" not in response.text


def test_other_codes_borrow_the_page_of_their_hundred(app: Flask) -> None:
    @app.get("/teapot")
    @open_to_all("A page of this test.")
    def brew() -> str:
        abort(418)

    response = app.test_client().get("/teapot")

    assert response.status_code == 418
    assert "<h1" in response.text


class NotIterable:
    """True, but fails as soon as the frame walks through it."""
