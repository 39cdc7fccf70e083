"""The table of the security review speaks of every requirement once, and names tests that exist."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "security.md"

SECTIONS = {
    1: (2, 9, 11, 3, 2),
    2: (3, 3, 4, 1),
    3: (0, 2, 4, 6, 5, 0, 2),
    4: (3, 1, 2, 4),
    5: (1, 3, 2, 3),
    6: (3, 12, 4, 4, 5, 3, 0, 4),
    7: (3, 4, 2, 5, 2, 2),
    8: (2, 3, 1, 1),
    9: (3, 4),
    10: (2, 2, 4, 11, 5, 2, 3),
    11: (2, 3, 3, 4, 1, 1),
    12: (3, 2, 4),
    13: (1, 5, 2, 5),
    14: (2, 4, 3),
    15: (3, 3, 7),
    16: (1, 5, 4, 3, 3),
    17: (1, 4, 2),
}
"""How many requirements of levels 1 and 2 each section of each chapter of ASVS 5.0.0 has; they are numbered from 1."""

ANSWERS = {"yes", "no", "in part", "installation", "none here"}


def rows() -> list[list[str]]:
    """The cells of every row that speaks of requirements."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if re.match(r"\| \d", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def numbers(cell: str) -> list[str]:
    """The requirements of a row: ``1.2.6–1.2.8`` are three."""
    first, _, last = cell.partition("–")
    section, _, start = first.rpartition(".")
    end = last.rpartition(".")[2] or start
    assert not last or last.startswith(f"{section}."), cell
    return [f"{section}.{number}" for number in range(int(start), int(end) + 1)]


def test_every_requirement_stands_in_the_table_once() -> None:
    expected = {
        f"{chapter}.{section}.{number}"
        for chapter, counts in SECTIONS.items()
        for section, count in enumerate(counts, 1)
        for number in range(1, count + 1)
    }

    found = Counter(number for row in rows() for number in numbers(row[0]))

    assert set(found) == expected
    assert set(found.values()) == {1}


def test_every_row_has_an_answer_and_what_is_met_a_test() -> None:
    for requirement, answer, how, test in rows():
        assert answer in ANSWERS, requirement
        assert how, requirement
        assert test or answer != "yes", requirement


def test_every_test_that_is_named_exists() -> None:
    for requirement, _, _, test in rows():
        path, _, name = test.strip("`").partition("::")
        if path:
            assert (ROOT / path).is_file(), requirement
            assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), (requirement, name)
