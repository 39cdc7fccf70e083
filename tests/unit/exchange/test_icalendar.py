"""Calendars: lines any program can read, whole letters, the same names whenever a day moves."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from tracker.exchange.icalendar import MOST_OCTETS, CalendarEvent, as_calendar, escape, fold

texts = st.text(st.characters(exclude_categories=["Cs"]))
AT = datetime(2019, 10, 15, 12, tzinfo=UTC)


def make_event(name: str = "klucze/milestone/1", day: date = date(2019, 10, 31), text: str = "Wizyta") -> CalendarEvent:
    return CalendarEvent(name, day, text, text, AT, "https://portfel.example/projekty/klucze", "Kamień milowy")


def unfolded(lines: str) -> list[str]:
    return re.sub(r"\r\n ", "", lines).split("\r\n")[:-1]


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


@given(texts)
def test_a_folded_line_is_short_and_read_back_whole(text: str) -> None:
    line = escape(text)

    folded = fold(line)

    assert all(len(piece.encode()) <= MOST_OCTETS for piece in folded.removesuffix("\r\n").split("\r\n"))
    assert unfolded(folded) == [line]


@given(texts)
def test_a_value_is_read_back_without_control_characters(text: str) -> None:
    read = unescaped(escape(text))

    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    assert read == "".join(letter for letter in expected if letter == "\n" or (letter >= " " and letter != "\x7f"))


@given(texts)
def test_no_text_adds_a_line_of_its_own(text: str) -> None:
    plain = unfolded("".join(as_calendar("Portfel", "", [make_event()])))
    told = unfolded("".join(as_calendar(text, text, [make_event(text=text)])))

    assert [line.partition(":")[0] for line in told] == [line.partition(":")[0] for line in plain]


def test_an_event_is_a_whole_day_and_keeps_its_name_when_it_moves() -> None:
    first, moved = (
        unfolded("".join(as_calendar("Portfel", "", [make_event(day=day)])))
        for day in (date(2019, 12, 31), date(2020, 1, 7))
    )

    assert "DTSTART;VALUE=DATE:20191231" in first
    assert "DTEND;VALUE=DATE:20200101" in first
    (name,), (same) = ([line for line in lines if line.startswith("UID:")] for lines in (first, moved))
    assert same == [name]
    assert name != next(
        line for line in unfolded("".join(as_calendar("", "", [make_event("klucze/end")]))) if line.startswith("UID")
    )
