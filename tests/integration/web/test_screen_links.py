"""What a television is sent by its link: no cookie, no hint of what is wrong with a link, and short words only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select, text, update

from tests.accounts import signed_in_as
from tracker.domain.screens import BEAT_EVERY, MOST_MISSES, Screen, ScreenPlan, ScreenView
from tracker.domain.vocabulary import Role
from tracker.services.screens import create_screen, withdraw_screen
from tracker.storage.base import db
from tracker.storage.models import ScreenMissRow, ScreenRow
from tracker.storage.screens import find_screen, get_screen
from tracker.storage.transactions import transaction

BEAT = {"view": "curve", "width": 1920, "height": 1080, "release": "0.1.0+3"}
UNKNOWN = "A" * 32


@pytest.fixture
def token(app: Flask) -> str:
    """The token of a screen."""
    return make_screen(app, "Korytarz")[1]


def make_screen(app: Flask, name: str) -> tuple[Screen, str]:
    """A screen of the whole country and its token."""
    with app.app_context(), transaction():
        return create_screen(ScreenPlan(name), actor="test", at=datetime.now(UTC))


def addresses(token: str) -> list[str]:
    """Everything that a link opens with GET."""
    return [f"/ekran/{token}", f"/ekran/{token}/dane"]


def test_an_unknown_a_malformed_and_a_withdrawn_link_get_the_same_bytes(app: Flask) -> None:
    screen, withdrawn = make_screen(app, "Hol")
    with app.app_context(), transaction():
        withdraw_screen(screen.key, actor="test", at=datetime.now(UTC))
    client = app.test_client()
    bad = [UNKNOWN, withdrawn, "x", "%00", "a%2fb", "ż" * 32, withdrawn.swapcase(), f"{withdrawn}/inne"]

    pages = [client.get(f"/ekran/{one}") for one in bad]
    data = [client.get(f"/ekran/{one}/dane") for one in (UNKNOWN, withdrawn, "x", "%00")]
    beats = [client.post(f"/ekran/{one}/tetno", json=BEAT) for one in (UNKNOWN, withdrawn, "x")]

    assert {answer.status_code for answer in (*pages, *data, *beats)} == {404}
    assert len({answer.data for answer in pages}) == 1
    assert "Tu nie ma ekranu." in pages[0].text
    assert len(pages[0].data) < 2000
    assert {answer.text for answer in (*data, *beats)} == {'{"screen": null}\n'}
    # The number of a request is drawn anew for each and tells nothing.
    headers = [{k: v for k, v in answer.headers if k not in ("Date", "X-Request-ID")} for answer in pages]
    assert all(header == headers[0] for header in headers)


def test_guessing_has_to_wait_and_a_good_link_behind_the_same_address_does_not(app: Flask, token: str) -> None:
    client = app.test_client()

    statuses = [client.get(f"/ekran/{UNKNOWN}").status_code for _ in range(MOST_MISSES + 2)]
    waiting = client.get(f"/ekran/{UNKNOWN}/dane")
    kept = count_misses(app)
    elsewhere = client.get(f"/ekran/{UNKNOWN}", environ_base={"REMOTE_ADDR": "192.0.2.7"})

    assert statuses == [404] * MOST_MISSES + [429, 429]
    assert waiting.text == '{"screen": null}\n'
    assert 0 < int(waiting.headers["Retry-After"]) <= 901
    # Who waits writes nothing more into the database.
    assert kept == MOST_MISSES
    assert elsewhere.status_code == 404
    assert [client.get(address).status_code for address in addresses(token)] == [200, 200]
    assert client.post(f"/ekran/{token}/tetno", json=BEAT).status_code == 204
    forget_a_while(app)
    assert client.get(f"/ekran/{UNKNOWN}").status_code == 404
    assert count_misses(app) == 1


def count_misses(app: Flask) -> int:
    """How many misses are on record."""
    with app.app_context():
        return len(db.session.scalars(select(ScreenMissRow.id)).all())


def forget_a_while(app: Flask) -> None:
    """Let every miss have happened half an hour ago."""
    with app.app_context(), transaction():
        db.session.execute(update(ScreenMissRow).values(at=datetime.now(UTC) - timedelta(minutes=30)))


def test_no_answer_sets_a_cookie_or_looks_at_one(app: Flask, token: str) -> None:
    stranger, administrator = app.test_client(), signed_in_as(app, Role.ADMINISTRATOR, name="Jan Administrator")
    with administrator.session_transaction() as session:
        # An account's stamp this old would be renewed by any other page.
        session["seen"] -= 3600
        session["language"] = "en"
    tried = [*addresses(token), *addresses(UNKNOWN), "/ekran", "/ekran/", f"/ekran/{token}/inne", "/ekran//x"]

    for client in (stranger, administrator):
        answers = [client.get(address) for address in tried]
        answers += [client.post(f"/ekran/{one}/tetno", json=BEAT) for one in (token, UNKNOWN)]
        answers += [client.post(f"/ekran/{token}"), client.delete(f"/ekran/{token}/dane")]

        assert not [answer.request.path for answer in answers if "Set-Cookie" in answer.headers]
        assert not [answer.request.path for answer in answers if "Cookie" in answer.headers.get("Vary", "")]
        assert not [answer.request.path for answer in answers if "Jan Administrator" in answer.text]
        assert '<html lang="pl">' in answers[0].text
        assert {answer.headers["Referrer-Policy"] for answer in answers if answer.status_code != 308} == {"no-referrer"}


def test_a_television_opens_the_page_again_by_itself_when_the_server_could_not_answer(app: Flask, token: str) -> None:
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    client = app.test_client()
    with app.app_context(), transaction():
        db.session.execute(text("ALTER TABLE screens RENAME TO elsewhere"))

    page, data = client.get(f"/ekran/{token}"), client.get(f"/ekran/{token}/dane")
    with app.app_context(), transaction():
        db.session.execute(text("ALTER TABLE elsewhere RENAME TO screens"))

    assert '<meta http-equiv="refresh" content="30">' in page.text
    assert (page.status_code, data.status_code, data.get_json()) == (500, 500, {})
    assert page.headers["Retry-After"] == "30"
    assert "Set-Cookie" not in page.headers
    assert client.get(f"/ekran/{token}").status_code == 200


def test_a_token_opens_nothing_else(app: Flask, token: str) -> None:
    object.__setattr__(app.extensions["tracker_config"], "is_public", False)
    client = app.test_client()
    client.get(f"/ekran/{token}")

    statuses = {address: client.get(address).status_code for address in ("/", "/ekrany", "/ekrany/1", "/mapa")}

    assert set(statuses.values()) == {302}


def test_what_has_not_changed_is_not_sent_again(app: Flask, token: str) -> None:
    client, address = app.test_client(), f"/ekran/{token}/dane"

    plain = client.get(address)
    brotli = client.get(address, headers={"Accept-Encoding": "br"})
    gzip = client.get(address, headers={"Accept-Encoding": "gzip"})
    again = [
        client.get(address, headers={"If-None-Match": answer.headers["ETag"], "Accept-Encoding": encoding})
        for answer, encoding in ((plain, ""), (brotli, "br"), (gzip, "gzip"))
    ]

    assert (brotli.headers["Content-Encoding"], gzip.headers["Content-Encoding"]) == ("br", "gzip")
    assert len(brotli.data) < len(plain.data)
    assert [answer.status_code for answer in again] == [304] * 3
    assert {answer.data for answer in again} == {b""}
    assert plain.headers["Cache-Control"] == again[0].headers["Cache-Control"] == "private, no-cache"
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_what_has_not_changed_costs_two_questions(app: Flask, token: str) -> None:
    client, address = app.test_client(), f"/ekran/{token}/dane"
    tag = client.get(address).headers["ETag"]
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        answer = client.get(address, headers={"If-None-Match": tag})
        event.remove(db.engine, "before_cursor_execute", note)

    assert answer.status_code == 304
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 2


def seen(app: Flask, token: str) -> Screen:
    """The screen with its heartbeat."""
    with app.app_context():
        screen = find_screen(token)
    assert screen is not None
    return screen


def test_a_heartbeat_is_written_every_twenty_seconds_and_is_no_change_of_the_screen(app: Flask, token: str) -> None:
    client, address = app.test_client(), f"/ekran/{token}/tetno"
    statuses = [
        client.post(address, json=BEAT).status_code,
        client.post(address, json=BEAT | {"view": "map"}).status_code,
    ]
    first = seen(app, token)
    with app.app_context(), transaction():
        db.session.execute(update(ScreenRow).values(beat_at=datetime.now(UTC) - BEAT_EVERY))
    client.post(address, json=BEAT | {"view": None})
    later = seen(app, token)

    assert statuses == [204, 204]
    assert first.heartbeat is not None
    assert later.heartbeat is not None
    assert (first.heartbeat.shows, later.heartbeat.shows) == (ScreenView.CURVE, None)
    assert (later.heartbeat.width, later.heartbeat.height, later.heartbeat.release) == (1920, 1080, "0.1.0+3")
    assert first.version == later.version == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 422),
        (b"[]", 422),
        (b"\xff\xfe", 422),
        (b"[" * 900, 422),
        (b'{"view": "people", "width": 1, "height": 1, "release": ""}', 422),
        (b'{"view": ["curve"], "width": 1, "height": 1, "release": ""}', 422),
        (b'{"view": "curve", "width": 0, "height": 1, "release": ""}', 422),
        (b'{"view": "curve", "width": true, "height": 1, "release": ""}', 422),
        (b'{"view": "curve", "width": 1920.5, "height": 1, "release": ""}', 422),
        (b'{"view": "curve", "width": 1e400, "height": 1, "release": ""}', 422),
        (b'{"view": "curve", "width": 1, "height": 20001, "release": ""}', 422),
        (b'{"view": "curve", "width": 1, "height": 1, "release": "<b>"}', 422),
        (b'{"view": "curve", "width": 1, "height": 1, "release": "' + b"1" * 41 + b'"}', 422),
        (b'{"view": "curve", "width": 1, "height": 1}', 422),
        (b'{"view": "curve", "width": 1, "height": 1, "release": ""' + b" " * 1000 + b"}", 413),
    ],
)
def test_a_heartbeat_that_says_anything_else_is_refused(app: Flask, token: str, body: bytes, status: int) -> None:
    answer = app.test_client().post(f"/ekran/{token}/tetno", data=body)

    assert (answer.status_code, answer.data) == (status, b"")
    assert seen(app, token).heartbeat is None


def test_a_screen_of_an_invented_centre_keeps_its_centre(bundled: Flask, reader: FlaskClient) -> None:
    from tracker.cli.places import find_centre
    from tracker.storage.projects import remove_examples

    with bundled.app_context():
        plan = ScreenPlan("Rzeczna", centre_id=find_centre("rzeczna"))
        with transaction():
            screen, token = create_screen(plan, actor="test", at=datetime.now(UTC))

        with transaction():
            remove_examples()

        assert get_screen(screen.key).plan.centre_id == plan.centre_id
    assert reader.get(f"/ekran/{token}").status_code == 200
