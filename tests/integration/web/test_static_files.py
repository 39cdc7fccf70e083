"""Style sheets, scripts and fonts are kept for a year, under addresses that change with them, and compressed once."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.accounts import signed_in_as
from tracker.domain.vocabulary import Role
from tracker.gate.release import digest_of
from tracker.web import static_files
from tracker.web.static_files import FOLDER, digest

CSS = "css/base.css"
FONT = "fonts/source-sans-3-latin-wght-normal.woff2"
LIBRARY = "vendor/plotly/plotly-basic.min.js"
NAMED = re.compile(r'(?:href|src|data-library)="(/static/[^"]+)"')
RELATIVE = re.compile(r'(?:url\("|from "|import ")(\.{1,2}/[^"]+)"')


def today(name: str) -> str:
    """The address of a file that a page names."""
    return f"/static/{digest()}/{name}"


@pytest.mark.parametrize("page", ["/", "/projekty/klucze", "/krzywe", "/zasady", "/zaloguj", "/nie-ma-takiej"])
def test_pages_name_nothing_but_files_that_may_be_kept_for_a_year(reader: FlaskClient, page: str) -> None:
    named = set(NAMED.findall(reader.get(page).text))

    assert len(named) > 5
    for address in named:
        answer = reader.get(address)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_what_a_file_names_stands_beside_it() -> None:
    named = {
        (path.parent / name).resolve()
        for path in FOLDER.rglob("*.*")
        if path.suffix in {".css", ".js"} and "vendor" not in path.parts
        for name in RELATIVE.findall(path.read_text(encoding="utf-8"))
    }

    assert len(named) > 10
    assert all(path.is_file() and path.is_relative_to(FOLDER) for path in named)


@pytest.mark.parametrize(
    ("asked", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip;q=1.0, br;q=0.1", "gzip"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("identity", None),
        ("zstd", None),
        ("", None),
        ("*", "br"),
    ],
)
def test_best_encoding_that_the_browser_takes(client: FlaskClient, asked: str, encoding: str | None) -> None:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]

    answer = client.get(today(CSS), headers={"Accept-Encoding": asked})

    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert unpack(answer.data) == (FOLDER / CSS).read_bytes()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (CSS, "text/css; charset=utf-8"),
        ("js/charts.js", "text/javascript; charset=utf-8"),
        (LIBRARY, "text/javascript; charset=utf-8"),
        ("icons/favicon.svg", "image/svg+xml"),
        (FONT, "font/woff2"),
        ("fonts/OFL.txt", "text/plain; charset=utf-8"),
    ],
)
def test_every_kind_is_named_whatever_the_machine_thinks(client: FlaskClient, name: str, kind: str) -> None:
    answer = client.get(today(name))

    assert answer.headers["Content-Type"] == kind
    assert answer.data == (FOLDER / name).read_bytes()


def test_font_is_sent_as_it_is(client: FlaskClient) -> None:
    answer = client.get(today(FONT), headers={"Accept-Encoding": "br, gzip"})

    assert "Content-Encoding" not in answer.headers


def test_library_is_compressed_once(client: FlaskClient) -> None:
    asked = {"Accept-Encoding": "br"}

    first, second = client.get(today(LIBRARY), headers=asked), client.get(today(LIBRARY), headers=asked)

    path = FOLDER / LIBRARY
    assert first.data == second.data
    assert len(first.data) < 0.31 * path.stat().st_size
    assert static_files._pack(path, "br") is static_files._pack(path, "br")


@pytest.mark.parametrize("address", [f"/static/{CSS}", f"/static/{'0' * 12}/{CSS}"], ids=["none", "another"])
def test_file_under_another_digest_is_there_and_not_to_be_kept(client: FlaskClient, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_each_encoding_has_a_tag_of_its_own(client: FlaskClient) -> None:
    tags = [
        client.get(today(CSS), headers={"Accept-Encoding": asked}).headers["ETag"]
        for asked in ("br", "gzip", "identity")
    ]

    assert len(set(tags)) == 3
    again = client.get(today(CSS), headers={"Accept-Encoding": "br", "If-None-Match": tags[0]})
    assert (again.status_code, again.data) == (304, b"")


def test_head_tells_the_length_and_sends_nothing(client: FlaskClient) -> None:
    asked = {"Accept-Encoding": "gzip"}

    answer = client.head(today(CSS), headers=asked)

    assert answer.data == b""
    assert int(answer.headers["Content-Length"]) == len(client.get(today(CSS), headers=asked).data)


def test_answer_belongs_to_nobody(app: Flask) -> None:
    answer = signed_in_as(app, Role.COORDINATOR).get(today(FONT))

    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers["Vary"]
    assert answer.headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "css",
        "css/",
        "css/nie-ma.css",
        "../config.py",
        "css/../../config.py",
        "%2e%2e/config.py",
        "..%2fconfig.py",
        "css\\base.css",
        "/etc/passwd",
        "css/base.css/",
        "CSS/base.css",
        "css/base.css%00.js",
    ],
)
@pytest.mark.parametrize("folder", ["/static/", f"/static/{'0' * 12}/"])
def test_nothing_but_the_files_can_be_asked_for(client: FlaskClient, folder: str, name: str) -> None:
    assert client.get(folder + name).status_code in {308, 404}


@given(name=st.text(min_size=1, max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_breaks_it(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code in {200, 304, 308, 400, 404}


def test_digest_changes_with_any_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tracker.gate.release.ROOT", tmp_path)
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "a.css").write_text("a {}")
    first = digest_of("**/*")
    (tmp_path / "css" / "b.css").write_text("b {}")
    with_another = digest_of("**/*")
    (tmp_path / "css" / "b.css").write_text("b { }")
    changed = digest_of("**/*")

    assert len({first, with_another, changed}) == 3
    assert digest_of("**/*") == changed
