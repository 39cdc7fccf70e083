"""How a noun's addresses are opened to programs: the same door, the same refusals, the same marks on every answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from flask_smorest import Blueprint
from werkzeug.exceptions import HTTPException

from tracker.api.door import answer_unchanged, pass_by, seal_answer
from tracker.api.problems import refuse, refuse_http
from tracker.domain.errors import TrackerError
from tracker.gate.bearer import PREFIX

Answer: TypeAlias = tuple[Mapping[str, Any], Mapping[str, str]]
"""What the body is made of, and what the head says beside."""


def section(name: str, description: str) -> Blueprint:
    """The addresses of one noun.

    Args:
        name: The word that groups them in the document.
        description: What they are, in a sentence.
    """
    blueprint = Blueprint(f"api_{name}", __name__, url_prefix=PREFIX, description=description)
    blueprint.before_request(pass_by)
    blueprint.before_request(answer_unchanged)
    blueprint.after_request(seal_answer)
    blueprint.register_error_handler(TrackerError, refuse)
    blueprint.register_error_handler(HTTPException, refuse_http)
    return blueprint
