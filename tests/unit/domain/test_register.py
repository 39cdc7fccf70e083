"""Rows of the official list are chosen by action and beneficiary, and their places are read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tracker.domain.register import LeftOut, RegisterRow, RowFault, Selection, faults_of, reason_to_leave_out

POWER = "Program Operacyjny Wiedza Edukacja Rozwój"


def make_row(**changes: Any) -> RegisterRow:
    values: dict[str, Any] = {
        "number": 4,
        "title": "Nowa organizacja ośrodka",
        "contract": "POWR.02.05.00-00-0123/18-00",
        "beneficiary": "Ośrodek Pomocy Społecznej w Lipinach",
        "programme": POWER,
        "measure": "Działanie 2.5 Skuteczna pomoc społeczna",
    }
    return RegisterRow(**(values | changes))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"measure": "2.5. Skuteczna pomoc społeczna", "contract": ""}, None),
        ({"measure": "", "submeasure": "POWR.02.05.00", "contract": "umowa 12"}, None),
        ({"measure": "Działanie 2.5", "contract": "POWER.02.06.00-00-0193/17"}, None),
        ({"measure": "", "contract": "UDA-POWR.02.05.00-00-0001/17"}, None),
        ({"measure": "Działanie 2.6", "contract": "POWR.02.06.00-00-0193/17"}, LeftOut.OTHER_MEASURE),
        ({"measure": "Działanie 2.51", "contract": ""}, LeftOut.OTHER_MEASURE),
        ({"programme": "RPO", "contract": "RPLU.02.05.00-06-0001/17"}, LeftOut.OTHER_PROGRAMME),
        ({"beneficiary": "ROPS"}, LeftOut.REGIONAL),
        ({"beneficiary": "Gmina Lipiny"}, LeftOut.COMMUNE),
        ({"beneficiary": "PCPR w Lipinach"}, LeftOut.COUNTY),
        ({"beneficiary": "Uczelnia w Lipinach"}, LeftOut.OTHER_BENEFICIARY),
    ],
)
def test_rows_are_chosen_by_action_and_beneficiary(changes: dict[str, str], reason: LeftOut | None) -> None:
    assert reason_to_leave_out(make_row(**changes), Selection()) is reason


def test_words_of_the_name_may_lack_polish_letters() -> None:
    row = make_row(beneficiary="OPS w Łąkach Żurawich")

    assert reason_to_leave_out(row, Selection(words="lakach ops")) is None
    assert reason_to_leave_out(row, Selection(words="lakach mops")) is LeftOut.OTHER_NAME


def test_without_a_measure_every_programme_is_looked_at() -> None:
    row = make_row(programme="Program Interreg V-A", measure="", contract="PLZB.01")

    assert reason_to_leave_out(row, Selection(measure="")) is None
    assert list(faults_of(row)) == [RowFault.IN_EURO]


def test_what_a_row_needs_is_missed() -> None:
    row = make_row(title="", beneficiary="", start=date(2019, 2, 1), end=date(2019, 1, 1))

    assert list(faults_of(row)) == [RowFault.NO_TITLE, RowFault.NO_BENEFICIARY, RowFault.END_BEFORE_START]
