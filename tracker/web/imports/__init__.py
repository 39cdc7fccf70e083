"""Bringing in data: the ways to do it, what a file would change, taking it over and undoing it."""

from __future__ import annotations

from tracker.web.imports import official_list, portfolio_sheet, project_sheet
from tracker.web.imports.pages import bp

__all__ = ["bp", "official_list", "portfolio_sheet", "project_sheet"]
