"""Reviews as browsers send them: the form taken from its page, filled and sent."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.accounts import signed_in_as
from tests.integration.web.forms import token_of
from tests.integration.web.reporting import TODAY, opened
from tracker.domain.project import Decision
from tracker.domain.report_life import ReportStatus, last_decision
from tracker.domain.vocabulary import Role

AMOUNT = "spending.2.2019-07"
ROW = AMOUNT
"""The first month of a task is the field that the comment on the whole task stands at."""


def coordinator_of(app: Flask, name: str = "Ewa Koordynator") -> FlaskClient:
    """A client of a coordinator of the whole country."""
    return signed_in_as(app, Role.COORDINATOR, name=name)


def decide(client: FlaskClient, address: str, action: str, *, number: object = 1, **typed: str) -> TestResponse:
    """Send a review of a version; the names of what is typed about fields are given whole."""
    token = token_of(client.get(f"{address}/ocena").text)
    fields = {"csrf_token": token, "number": str(number), "action": action}
    return client.post(f"{address}/ocena", data=fields | typed)


def remark(field: str = ROW, comment: str = "Kwota różni się od wyciągu.", **proposals: str) -> dict[str, str]:
    """What is typed about a row that needs correcting."""
    typed = {f"verdict:{field}": "fix", f"comment:{field}": comment}
    return typed | {f"proposed:{name}": text for name, text in proposals.items()}


def status_of(app: Flask, address: str) -> ReportStatus:
    """Where a report is in its life."""
    return opened(app, address).status


def decision_on(app: Flask, address: str) -> Decision:
    """What was last decided of a report's last version."""
    report = opened(app, address)
    found = last_decision(report.submissions[-1], report.viewpoint)
    assert found is not None
    assert found.decided_on == TODAY
    return found


def send(director: FlaskClient, address: str) -> None:
    """Send a draft from its summary."""
    page = director.get(f"{address}/podsumowanie").text
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    answer = director.post(f"{address}/wyslij", data=fields)
    assert answer.status_code == 303, answer.text
