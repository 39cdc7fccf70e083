"""The pages: one blueprint per noun."""

from __future__ import annotations

from flask import Flask

from tracker.web import security, templating


def init_app(app: Flask) -> None:
    """Add pages, template filters, headers and error pages to the application."""
    templating.init_app(app)
    security.init_app(app)
