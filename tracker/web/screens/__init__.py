"""Shared screens: the desk that looks after them, and the pages that the televisions open."""

from __future__ import annotations

from tracker.web.screens import desk, public

__all__ = ["desk", "public"]
