"""Reports: what is due, the form, the review."""

from __future__ import annotations

from tracker.web.reports.pages import bp

__all__ = ["bp"]
