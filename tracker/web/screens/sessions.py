"""No session on the pages of screens: their link is all they need, and no cookie is read or set."""

from __future__ import annotations

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

SCREENS = "/ekran"
"""The addresses of the televisions begin so; those of the desk, ``/ekrany``, are pages like all others."""


class ScreenlessSessions(SecureCookieSessionInterface):
    """Sessions in signed cookies, but for the screens."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of a request; a screen's is empty, whatever cookie the browser sends."""
        return self.session_class() if is_of_screen(request.path) else super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep the session, unless it is a screen's: who looks from a signed-in browser is neither told nor changed."""
        if not is_of_screen(request.path):
            super().save_session(app, session, response)


def is_of_screen(path: str) -> bool:
    """Whether a path is one of a television.

    >>> is_of_screen("/ekran/abc/dane"), is_of_screen("/ekrany/1")
    (True, False)
    """
    return path == SCREENS or path.startswith(f"{SCREENS}/")


def init_sessions(app: Flask) -> None:
    """Open and keep sessions so."""
    app.session_interface = ScreenlessSessions()
