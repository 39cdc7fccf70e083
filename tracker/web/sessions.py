"""Sessions in signed cookies, which keep away from what is nobody's: the pages of screens, and what any cache keeps."""

from __future__ import annotations

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

SCREENS = "/ekran"
"""The addresses of the televisions begin so; those of the desk, ``/ekrany``, are pages like all others."""


class PersonalSessions(SecureCookieSessionInterface):
    """Sessions in signed cookies, where there is somebody to have one."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of a request; a screen's is empty, whatever cookie comes with it: its link is all it needs."""
        return self.session_class() if is_of_screen(request.path) else super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep the session, and say that the answer depends on it, unless the answer is nobody's.

        Who looks at a screen from a signed-in browser is neither told nor changed. As to public answers, the libraries
        for sign-in look into the session of every request, whatever it is for.
        """
        if not is_of_screen(request.path) and not response.cache_control.public:
            super().save_session(app, session, response)


def is_of_screen(path: str) -> bool:
    """Whether a path is one of a television.

    >>> is_of_screen("/ekran/abc/dane"), is_of_screen("/ekrany/1")
    (True, False)
    """
    return path == SCREENS or path.startswith(f"{SCREENS}/")


def init_app(app: Flask) -> None:
    """Open and keep sessions so."""
    app.session_interface = PersonalSessions()
