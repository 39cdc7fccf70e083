"""Version 1 of the API: what the pages show, for other programs; one module a noun."""

from __future__ import annotations

from flask import Flask, Response, current_app, make_response, request

from tracker.api import door, me, portfolio, problems, projects, reports, screens
from tracker.api.contract import Contract
from tracker.extensions import csrf
from tracker.gate.bearer import PREFIX
from tracker.gate.guards import open_to_all

SECTIONS = (portfolio.bp, projects.bp, reports.bp, screens.bp, me.bp)

UNTAGGED = {
    "api_me.get_me",
    "api_screens.list_screens",
    "api_reports.get_report",
    "api_reports.get_draft",
    "api_openapi",
}
"""Answers made of more than the portfolio's data: one has a tag of its own, the others are always read anew."""


def init_app(app: Flask) -> None:
    """Open the addresses for programs."""
    problems.init_app(app)
    door.init_app(app)
    app.extensions["api_untagged"] = UNTAGGED
    contract = Contract()
    contract.init_app(app)
    app.extensions["api_contract"] = contract
    for section in SECTIONS:
        # Under these addresses no cookie says who asks, so that no other site's page can ask in anybody's name.
        csrf.exempt(section)
        contract.register_blueprint(section)
    app.add_url_rule(f"{PREFIX}/openapi.json", "api_openapi", openapi)


@open_to_all("It describes the addresses, which are no secret.")
def openapi() -> Response:
    """The OpenAPI document."""
    contract: Contract = current_app.extensions["api_contract"]
    answer = make_response(contract.document)
    answer.add_etag()
    answer.make_conditional(request)
    return answer
