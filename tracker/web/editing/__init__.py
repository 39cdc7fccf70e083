"""Forms that add to a project's histories."""

from __future__ import annotations

from tracker.web.editing import facts, milestones, overview, plans, projects, quantities
from tracker.web.editing.pages import bp

__all__ = ["bp", "facts", "milestones", "overview", "plans", "projects", "quantities"]
