"""The command line, one module per noun."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Add the commands to ``flask --app app``."""
