"""Reports: what is due, the form, the review."""

from __future__ import annotations

from tracker.web.reports import files, form, proposals, saving, sending
from tracker.web.reports.pages import bp

__all__ = ["bp", "files", "form", "proposals", "saving", "sending"]
