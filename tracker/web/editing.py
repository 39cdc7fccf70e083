"""Forms that add to a project's histories."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("editing", __name__, url_prefix="/projekty")


@bp.get("/<slug>/edytuj")
def overview(slug: str) -> str:
    """What can be edited."""
    return slug


@bp.get("/nowy")
def new() -> str:
    """An empty project."""
    return ""
