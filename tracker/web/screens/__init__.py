"""Shared screens: the desk that looks after them, and the pages that the televisions open."""

from __future__ import annotations

from flask import Flask

from tracker.web.screens import desk, public
from tracker.web.screens.sessions import init_sessions

__all__ = ["desk", "init_app", "public"]


def init_app(app: Flask) -> None:
    """Keep cookies away from the screens."""
    init_sessions(app)
