"""JSON texts are read strictly and written the same way every time."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import InvalidInputError
from tracker.exchange.documents import compact, format_document, read_document

values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=40,
)


@given(values)
def test_a_document_survives_both_spellings(value: Any) -> None:
    assert json.loads(format_document(value)) == value
    assert read_document(compact(value), file="x.json") == value


def test_a_line_is_broken_only_when_it_is_too_long() -> None:
    text = format_document({"rows": [{"task": 1, "month": "2019-04"}] * 8, "name": "ó"})

    assert '    {"task": 1, "month": "2019-04"},\n' in text
    assert '  "name": "ó"\n' in text
    assert max(map(len, text.splitlines())) <= 120


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": 1, "a": 2}', '"a"'),
        ('{"a": NaN}', "NaN"),
        ('{"a": Infinity}', "Infinity"),
        ('{"a": 1,}', "line 1"),
        ("{\n  oops\n}", "line 2"),
        ("", "line 1"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_a_broken_document_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(InvalidInputError, match=told) as refusal:
        read_document(text, file="x.json")

    assert str(refusal.value).startswith("x.json: ")
