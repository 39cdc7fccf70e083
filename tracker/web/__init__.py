"""The pages: one blueprint per noun."""

from __future__ import annotations

from flask import Flask

from tracker.services.portfolio import PortfolioBook
from tracker.web import editing, errors, frame, patterns, portfolio, projects, rules, security, templating, wording


def init_app(app: Flask) -> None:
    """Add pages, template filters, headers and error pages to the application."""
    templating.init_app(app)
    wording.init_app(app)
    frame.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    app.extensions["portfolio_book"] = PortfolioBook()
    app.extensions["portfolio_rows"] = {}
    for module in (portfolio, projects, editing, rules, patterns):
        app.register_blueprint(module.bp)
