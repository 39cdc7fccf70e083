"""A language to speak in: texts need an application, though no page and no database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from flask import Flask
from flask_babel import force_locale

from tests.conftest import SECRET_KEY
from tracker import create_app
from tracker.config import Config


@cache
def make_app() -> Flask:
    """An application that reads and writes no file."""
    return create_app(Config(instance=Path("nowhere"), database_url="sqlite://", secret_key=SECRET_KEY, testing=True))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak ``pl`` or ``en`` inside the block."""
    with make_app().test_request_context(), force_locale(language):
        yield
