"""A row arrives as statements of the list, and only what it gives is stated."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from tracker.domain.periods import PartialDate
from tracker.domain.register import Amount, RegisterRow
from tracker.domain.vocabulary import AmountPrecision, FactName, StatementKind
from tracker.exchange.official_list.arrivals import arrival_of, list_source

TODAY = date(2019, 10, 15)
ROW = RegisterRow(
    17,
    title="Nowa organizacja ośrodka",
    contract="POWR.02.05.00-00-0123/18-00",
    beneficiary="Ośrodek Pomocy Społecznej w Kluczach",
    programme="Program Operacyjny Wiedza Edukacja Rozwój",
    measure="2.5",
    total_value=Amount(Decimal("346746.25"), "346 746,25"),
    end=date(2019, 6, 30),
)


def test_only_what_the_row_gives_is_stated() -> None:
    arrival = arrival_of(ROW, list_source(None, TODAY), place="wiersz 17", on=TODAY, at=datetime.now(UTC))

    said = {statement.fact: statement for statement in arrival.record.statements}
    assert set(said) == {FactName.TITLE, FactName.PROJECT_NUMBER, FactName.TOTAL_VALUE, FactName.END}
    assert {statement.kind for statement in said.values()} == {StatementKind.AGREED}
    assert said[FactName.TOTAL_VALUE].value == Decimal("346746.25")
    assert said[FactName.TOTAL_VALUE].as_written == "346 746,25"
    assert said[FactName.TOTAL_VALUE].amount_precision is AmountPrecision.GROSZ
    assert said[FactName.END].value == PartialDate(date(2019, 6, 30))
    assert arrival.record.centre.name == "Ośrodek Pomocy Społecznej w Kluczach"
    assert arrival.place == "wiersz 17"


def test_a_list_of_a_day_to_come_keeps_its_date_in_the_title_only() -> None:
    past, to_come = list_source(date(2018, 1, 1), TODAY), list_source(date(2024, 1, 1), TODAY)

    assert past.published == PartialDate(date(2018, 1, 1))
    assert to_come.published is None
    assert to_come.title.endswith("stan na 01.01.2024")
