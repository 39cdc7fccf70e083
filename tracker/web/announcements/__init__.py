"""The reader of announcements: a text is pasted, what was recognised is shown beside it, a person accepts."""

from __future__ import annotations

from tracker.web.announcements.pages import bp

__all__ = ["bp"]
