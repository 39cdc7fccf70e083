"""Examples of what the schemas describe, so that a reader of the document sees an answer before asking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PLAIN: Mapping[str, Any] = {"string": "…", "integer": 1, "number": 1, "boolean": False, "null": None}
"""What stands for a value of which the schema gives no example."""

FORMATS: Mapping[str, str] = {"date": "2019-10-15", "date-time": "2019-10-15T08:30:00Z"}

NAMED: Mapping[str, Any] = {
    "as_written": "325 377,82 zł",
    "code": "spending_missing",
    "commune_code": "1212042",
    "county": "olkuski",
    "field": "spending.1.2019-08",
    "key": "s1",
    "known_on": None,
    "label": "Zadanie 1, sierpień 2019",
    "message": "August is missing.",
    "month": "2019-08",
    "name": "Asystent rodziny",
    "place": "Klucze",
    "publisher": "Ośrodek Pomocy Społecznej w Kluczach",
    "reason": "",
    "sentence": "Spending 12,800.00 PLN higher.",
    "short_name": "OPS w Kluczach",
    "slug": "klucze",
    "source": "s1",
    "title": "Nowy wymiar pracy Ośrodka Pomocy Społecznej w Kluczach",
    "unit": "PLN",
    "url": "https://ops.example/projekt",
}
"""What stands for a text of a name."""


def add_examples(document: dict[str, Any]) -> None:
    """Give every body that a schema describes an example, unless it has one."""
    for operations in document["paths"].values():
        for operation in operations.values():
            if not isinstance(operation, dict):
                continue
            bodies = [operation.get("requestBody", {}), *operation.get("responses", {}).values()]
            for body in bodies:
                for kind in body.get("content", {}).values():
                    if "schema" in kind and "example" not in kind:
                        kind["example"] = example_of(kind["schema"], document)


def example_of(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Any:
    """A value that a schema of a document describes."""
    schema = _resolved(schema, document)
    if "examples" in schema:
        return schema["examples"][0]
    if "enum" in schema:
        return schema["enum"][0]
    kinds = schema.get("type", "object")
    kind = kinds[0] if isinstance(kinds, list) else kinds
    if kind == "object":
        return _object(schema, document)
    if kind == "array":
        return [example_of(schema.get("items", {}), document)]
    return FORMATS.get(schema.get("format", ""), PLAIN[kind])


def _object(schema: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    named = {name: _named(name, inner, document) for name, inner in schema.get("properties", {}).items()}
    others = schema.get("additionalProperties")
    return named or ({"…": example_of(others, document)} if isinstance(others, Mapping) and others else {})


def _named(name: str, schema: Mapping[str, Any], document: Mapping[str, Any]) -> Any:
    found = example_of(schema, document)
    if name in NAMED and NAMED[name] is None:
        return None if "null" in schema.get("type", ()) else found
    return NAMED.get(name, found) if found == PLAIN["string"] else found


def _resolved(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema that a reference leads to; of several the first that is more than ``null``."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _resolved(document["components"]["schemas"][name], document)
    for joined in ("allOf", "anyOf", "oneOf"):
        if joined in schema:
            chosen = [one for one in schema[joined] if one.get("type") != "null"]
            return _resolved(chosen[0], document)
    return schema
