"""Reports: what is due, the form, the review."""

from __future__ import annotations

from tracker.web.reports import (
    acceptance,
    files,
    form,
    lists,
    phrases,
    proposals,
    review,
    saving,
    sending,
    versions,
)
from tracker.web.reports.pages import bp

__all__ = [
    "acceptance",
    "bp",
    "files",
    "form",
    "lists",
    "phrases",
    "proposals",
    "review",
    "saving",
    "sending",
    "versions",
]
