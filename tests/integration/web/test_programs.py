"""The page for whoever writes programs tells every operation of the OpenAPI document, with examples that fit it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from flask.testing import FlaskClient


@pytest.fixture
def document(reader: FlaskClient) -> dict[str, Any]:
    """The OpenAPI document."""
    found: dict[str, Any] = reader.get("/api/v1/openapi.json").get_json()
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation: path, method, and what the document says of it."""
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            if method != "parameters":
                yield path, method, told


def test_every_operation_is_on_the_page(reader: FlaskClient, document: dict[str, Any]) -> None:
    page = reader.get("/api").text

    for path, _, told in operations(document):
        assert f'id="{told["operationId"]}"' in page
        assert path in page


def test_every_example_fits_its_schema(document: dict[str, Any]) -> None:
    tried = 0

    for _, _, told in operations(document):
        answers = [answer for status, answer in told["responses"].items() if status.startswith("2")]
        for body in (*answers, *([told["requestBody"]] if "requestBody" in told else [])):
            content = body["content"]["application/json"]
            schema = {**content["schema"], "components": document["components"]}
            jsonschema_rs.validate(schema, content["example"])
            tried += 1

    assert tried > 14


def test_operations_have_names_of_their_own(document: dict[str, Any]) -> None:
    names = [told["operationId"] for _, _, told in operations(document)]

    assert len(set(names)) == len(names)


def test_an_unchanged_document_is_not_sent_again(reader: FlaskClient) -> None:
    tag = reader.get("/api/v1/openapi.json").headers["ETag"]

    assert reader.get("/api/v1/openapi.json", headers={"If-None-Match": tag}).status_code == 304


def test_addresses_that_need_nothing_can_be_opened_from_the_page(reader: FlaskClient) -> None:
    page = reader.get("/api").text

    for address in ("/api/v1/portfolio", "/api/v1/projects", "/api/v1/reports", "/api/v1/me"):
        assert f'href="{address}"' in page
        assert reader.get(address).status_code == 200
