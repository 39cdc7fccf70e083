"""The pages: one blueprint per noun."""

from __future__ import annotations

from flask import Flask

from tracker.gate import access, guards, reading
from tracker.services.portfolio import PortfolioBook
from tracker.web import (
    accessibility,
    accounts,
    announcements,
    calendar_files,
    changes,
    changes_export,
    comparison,
    comparison_export,
    curves,
    curves_export,
    editing,
    errors,
    frame,
    health,
    identity,
    imports,
    journal,
    keys,
    matrix,
    matrix_export,
    metrics,
    milestone_trend,
    milestone_trend_export,
    patterns,
    portfolio,
    portfolio_export,
    portfolio_map,
    portfolio_map_export,
    programs,
    projects,
    quality,
    quality_export,
    reports,
    request_log,
    rules,
    saved_views,
    scatter,
    scatter_export,
    screens,
    security,
    seen_files,
    sessions,
    sources,
    static_files,
    templating,
    timeline,
    timeline_export,
    wording,
)
from tracker.web.requests import ReadableRequest


def init_app(app: Flask) -> None:
    """Add pages, template filters, headers and error pages to the application."""
    app.request_class = ReadableRequest
    templating.init_app(app)
    static_files.init_app(app)
    request_log.init_app(app)
    metrics.init_app(app)
    sessions.init_app(app)
    reading.init_app(app)
    wording.init_app(app)
    identity.init_app(app, app.extensions["tracker_config"])
    access.init_app(app)
    guards.init_app(app)
    frame.init_app(app)
    keys.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    app.extensions["portfolio_book"] = PortfolioBook()
    app.extensions["portfolio_rows"] = {}
    app.extensions["trend_panels"] = {}
    app.extensions["map_drawings"] = {}
    app.extensions["curve_panels"] = {}
    app.extensions["curve_drawings"] = {}
    app.extensions["scatter_drawings"] = {}
    for module in (
        portfolio,
        portfolio_export,
        programs,
        projects,
        changes,
        changes_export,
        comparison,
        comparison_export,
        timeline,
        timeline_export,
        curves,
        curves_export,
        scatter,
        scatter_export,
        matrix,
        matrix_export,
        milestone_trend,
        milestone_trend_export,
        portfolio_map,
        portfolio_map_export,
        editing,
        reports,
        rules,
        saved_views,
        screens.desk,
        screens.public,
        patterns,
        announcements,
        accounts,
        imports,
        imports.official_list,
        imports.portfolio_sheet,
        imports.project_sheet,
        journal,
        keys,
        quality,
        quality_export,
        sources,
        calendar_files,
        seen_files,
        health,
        accessibility,
    ):
        app.register_blueprint(module.bp)
