"""Lines for a spreadsheet are read back as they were written, and none of their cells is run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.exchange.delimited import line

cells = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1)


@given(cells)
def test_a_line_is_read_back(written: list[str]) -> None:
    (read,) = csv.reader(io.StringIO(line(written), newline=""), delimiter=";", strict=True)

    assert [cell.removeprefix("'") for cell in read] == [cell.removeprefix("'") for cell in written]


@given(st.sampled_from("=+-@\t\r\n"), st.text(" \u00a0", max_size=2), st.text(st.characters(exclude_categories=["Cs"])))
def test_nothing_is_run_as_a_formula(first: str, blanks: str, rest: str) -> None:
    assert line([f"{blanks}{first}{rest}"]).lstrip('"').startswith("'")


@pytest.mark.parametrize("harmless", ["Klucze", "12 800,00 zł", "−5", "1-2"])
def test_what_is_harmless_stays_as_it_is(harmless: str) -> None:
    assert line([harmless]) == f"{harmless}\r\n"
