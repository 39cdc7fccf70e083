"""The journal: who changed what and when, to be read, narrowed and taken along."""

from __future__ import annotations

from tracker.web.journal.pages import bp

__all__ = ["bp"]
