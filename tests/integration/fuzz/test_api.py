"""Whatever the OpenAPI document allows is answered as it says, with every role's token: no fault of ours, ever."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS

from tests.accounts import add_account, bearer
from tests.integration.web.three_places import OWN, PEOPLE, store_three
from tracker.domain.api_tokens import TokenScope
from tracker.gate.limits import Pace
from tracker.storage.projects import get_record

KNOWN_ELSEWHERE = ("positive_data_acceptance",)
"""What fits the schema may still be refused by a rule: a page that is not there, two days the wrong way round."""

ONE_OF_MANY = 6
"""Each of so many roles tries each of so many operations: a part of the examples that other tests try."""


@pytest.fixture
def served(app: Flask) -> Flask:
    """An application with three projects that answers as often as it is asked."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.extensions["api_pace"] = Pace(burst=10**6, a_minute=10**6)
    store_three(app)
    return app


@pytest.mark.parametrize("who", PEOPLE)
def test_every_operation_keeps_to_its_description(served: Flask, who: str) -> None:
    someone = PEOPLE[who]
    head = {"Accept-Encoding": "identity"}
    if someone.role is not None:
        key = add_account(served, someone.role, centre=someone.centre, voivodeships=someone.voivodeships)
        head |= bearer(served, key, TokenScope.REPORT)
    with served.app_context():
        (report,) = get_record(OWN).reports
    there = {"slug": OWN, "report_id": report.id}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", served)

    operations: list[Any] = list(schema.get_all_operations())

    for operation in operations:
        _try(operation.ok(), head, there)

    assert len(operations) >= 14


def _try(operation: Any, head: dict[str, str], there: dict[str, Any]) -> None:
    """Ask as the description says, every other time for something that is there and from what was read last."""
    excluded = CHECKS.get_by_names(KNOWN_ELSEWHERE)

    @settings(max_examples=settings().max_examples // ONE_OF_MANY, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(), is_there=st.booleans(), version=st.integers(0, 3), saves=st.integers(0, 30))
    def keeps_to_it(case: Any, is_there: bool, version: int, saves: int) -> None:
        asked = dict(head)
        if is_there:
            names = case.path_parameters.keys() & there.keys()
            case.path_parameters.update({name: there[name] for name in names})
            asked["If-Match"] = f'"{version}-{saves}"'
        case.call_and_validate(headers=asked, excluded_checks=excluded)

    keeps_to_it()
