"""Faults that are alike stand in one line that names their cells."""

from __future__ import annotations

from flask import Flask

from tracker.exchange.filled_sheets.tables import CellProblem
from tracker.web.imports.faults import faults_of, spelled_cells


def problem(cell: str, read: str = "galicja", expected: str = "województwo") -> CellProblem:
    return CellProblem("Portfel", cell, read, expected, "Województwo")


def test_cells_below_one_another_with_the_same_fault_are_one_line() -> None:
    faults = faults_of([problem("F2"), problem("L2", "x"), problem("F3"), problem("F4"), problem("F5", "nigdzie")])

    assert [(fault.cells, fault.read) for fault in faults] == [("F2–F4", "galicja"), ("L2", "x"), ("F5", "nigdzie")]


def test_a_line_names_few_cells_and_counts_the_others(app: Flask) -> None:
    with app.test_request_context("/"):
        told = spelled_cells([f"F{row}" for row in range(2, 40, 2)])

    assert told.replace("\u00a0", " ") == "F2, F4, F6, F8 i jeszcze 15 komórek"
