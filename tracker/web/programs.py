"""The page for whoever writes a program that asks the tracker: every address with what it takes and gives."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, render_template, request
from flask_babel import gettext

from tracker.gate.bearer import PREFIX
from tracker.gate.guards import open_to_all

bp = Blueprint("programs", __name__)


@dataclass(frozen=True)
class Parameter:
    """What an address can be asked for.

    Attributes:
        place: ``path``, ``query`` or ``header``.
        choices: The words it takes; none where it takes any.
    """

    name: str
    place: str
    description: str
    is_required: bool
    choices: Sequence[str]


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked.

    Attributes:
        sent: An example of what is sent, as JSON; empty where nothing is.
        given: An example of what is given, as JSON.
        try_url: The address to try it at, where reading needs nothing but a click; else empty.
    """

    name: str
    method: str
    path: str
    summary: str
    parameters: Sequence[Parameter]
    sent: str
    given: str
    try_url: str


@dataclass(frozen=True)
class Noun:
    """The operations of one noun."""

    name: str
    description: str
    operations: Sequence[Operation]


@bp.get("/api")
@open_to_all("It describes the addresses for programs, which are no secret.")
def show() -> str:
    """What can be asked, with examples; the same as the OpenAPI document, for people."""
    document: Mapping[str, Any] = current_app.extensions["api_contract"].document
    return render_template(
        "programs/show.html",
        nouns=list(_nouns(document)),
        document_url=f"{PREFIX}/openapi.json",
        call=f'curl -H "Authorization: Bearer p25_…" {request.host_url.rstrip("/")}{PREFIX}/projects?as_of=2019-10-15',
        version=document["info"]["version"],
    )


def _nouns(document: Mapping[str, Any]) -> Iterator[Noun]:
    names = {
        "api_portfolio": gettext("Portfolio"),
        "api_projects": gettext("Projects"),
        "api_reports": gettext("Reports"),
        "api_screens": gettext("Shared screens"),
        "api_me": gettext("Who asks"),
    }
    for tag in document["tags"]:
        told = [
            _operation(method, path, operation, operations.get("parameters", ()), document)
            for path, operations in document["paths"].items()
            for method, operation in operations.items()
            if method != "parameters" and tag["name"] in operation["tags"]
        ]
        yield Noun(names[tag["name"]], tag["description"], told)


def _operation(
    method: str, path: str, told: Mapping[str, Any], shared: Sequence[Any], document: Mapping[str, Any]
) -> Operation:
    answers = [answer for status, answer in told["responses"].items() if str(status).startswith("2")]
    parameters = [_parameter(one, document) for one in (*shared, *told.get("parameters", ()))]
    is_plain = method == "get" and not any(one.is_required for one in parameters)
    return Operation(
        name=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told["summary"],
        parameters=parameters,
        sent=_example(told.get("requestBody", {})),
        given=_example(answers[0]),
        try_url=path if is_plain else "",
    )


def _parameter(told: Mapping[str, Any], document: Mapping[str, Any]) -> Parameter:
    if "$ref" in told:
        told = document["components"]["parameters"][told["$ref"].rpartition("/")[2]]
    choices = [str(word) for word in told.get("schema", {}).get("enum", ())]
    return Parameter(told["name"], told["in"], told.get("description", ""), told.get("required", False), choices)


def _example(body: Mapping[str, Any]) -> str:
    for kind in body.get("content", {}).values():
        return json.dumps(kind.get("example"), ensure_ascii=False, indent=2)
    return ""
