"""Forms that add to a project's histories."""

from __future__ import annotations

from tracker.web.editing import corrections, facts, milestones, overview, plans, projects, quantities
from tracker.web.editing.pages import bp

__all__ = ["bp", "corrections", "facts", "milestones", "overview", "plans", "projects", "quantities"]
