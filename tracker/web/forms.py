"""One way for every form: check, do the deed in one transaction, go on; else show the form with all that was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Response, make_response, redirect, request
from marshmallow import Schema, ValidationError
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.errors import ConflictError, InvalidInputError
from tracker.schemas.editing import THEIRS
from tracker.schemas.problems import problems_of
from tracker.storage.transactions import transaction


@dataclass(frozen=True)
class Form:
    """What a form shows.

    Attributes:
        values: What was typed, or what is proposed on the first view, by field.
        errors: Messages by field.
        is_conflict: Somebody else changed the same thing since the form was opened; both versions are shown.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_conflict: bool = False


def typed() -> dict[str, str]:
    """Every field of the request, the first value of each."""
    return request.form.to_dict()


def submit(
    schema: Schema,
    *,
    deed: Callable[[Any], Any],
    show: Callable[[Form], str],
    done: Callable[[Any], str],
    keep: Callable[[], str] | None = None,
) -> AnyResponse:
    """Answer a form that was sent.

    Args:
        schema: Turns what was typed into a draft.
        deed: Does what the draft says, inside a transaction; gives the outcome.
        show: The page with the form, for what cannot be taken.
        done: What to say of the outcome; gives the address to go on to.
        keep: Where to go when a person lets stand what somebody else saved in between.
    """
    values = typed()
    if keep is not None and values.get("resolution") == THEIRS:
        return redirect(keep(), code=303)
    was_conflict = bool(values.get("conflict"))
    try:
        draft = schema.load(values)
        with transaction():
            outcome = deed(draft)
    except ValidationError as error:
        refusal = InvalidInputError(problems_of(error))
        return _again(show, Form(values, refusal.by_field(), was_conflict), 422)
    except InvalidInputError as refusal:
        return _again(show, Form(values, refusal.by_field(), was_conflict), 422)
    except ConflictError:
        return _again(show, Form(values, is_conflict=True), 409)
    return redirect(done(outcome), code=303)


def _again(show: Callable[[Form], str], form: Form, status: int) -> Response:
    return make_response(show(form), status)
