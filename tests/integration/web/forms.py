"""Forms as a browser sends them: with the token of the page they are on."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def token_of(page: str) -> str:
    """The token of the page's forms."""
    found = _TOKEN.search(page)
    assert found, "The page holds no form."
    return found[1]


def post(client: FlaskClient, address: str, *, on: str = "", **fields: str) -> TestResponse:
    """Send a form, opened at ``on`` or else at its own address, to its address."""
    page = client.get(on or address, follow_redirects=True).text
    return client.post(address, data={"csrf_token": token_of(page)} | fields)


def enter(client: FlaskClient, email: str, password: str, onward: str = "/") -> TestResponse:
    """Sign in."""
    return post(client, "/zaloguj", email=email, password=password, dalej=onward)
