"""What is no table is told apart, and what would do harm is not unpacked."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.exchange.incoming.workbook_parts import MAIN, RELATIONS_WITH_TEXTS, by_hand, rows_of, written, zipped
from tracker.exchange.incoming.refusals import TableFileError, TableRefusal
from tracker.exchange.incoming.tables import SHEET_LIMITS, Limits

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", TableRefusal.EMPTY),
        (b"\xef\xbb\xbf\r\n", TableRefusal.EMPTY),
        (b"%PDF-1.7\n", TableRefusal.PDF),
        (b"\x89PNG\r\n\x1a\n", TableRefusal.PICTURE),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", TableRefusal.PICTURE),
        (b"{\\rtf1\\ansi", TableRefusal.TEXT_DOCUMENT),
        (b"\x1f\x8b\x08\x00", TableRefusal.ARCHIVE),
        (b"<!DOCTYPE html><html>", TableRefusal.WEB_PAGE),
        (b"\xef\xbb\xbf \n<table border=1><tr><td>1", TableRefusal.WEB_PAGE),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            TableRefusal.XML_SPREADSHEET,
        ),
        (COMPOUND + "Workbook".encode("utf-16-le"), TableRefusal.OLD_WORKBOOK),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), TableRefusal.ENCRYPTED),
        (COMPOUND + "WordDocument".encode("utf-16-le"), TableRefusal.TEXT_DOCUMENT),
        (COMPOUND, TableRefusal.NOT_A_TABLE),
        (b"a;b\x00\x01\x02", TableRefusal.NOT_A_TABLE),
        (zipped({"lista.csv": "a;b"}), TableRefusal.ARCHIVE),
        (zipped({"[Content_Types].xml": "", "word/document.xml": ""}), TableRefusal.TEXT_DOCUMENT),
        (zipped({"[Content_Types].xml": "", "xl/workbook.bin": ""}), TableRefusal.BINARY_WORKBOOK),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}),
            TableRefusal.OPEN_DOCUMENT,
        ),
        (zipped({"[Content_Types].xml": ""}), TableRefusal.BROKEN),
        (by_hand("")[:-30], TableRefusal.BROKEN),
        (b"PK\x03\x04" + bytes(100), TableRefusal.BROKEN),
    ],
)
def test_what_is_no_table_is_told_by_its_content(data: bytes, refusal: TableRefusal) -> None:
    with pytest.raises(TableFileError) as refused:
        rows_of(data)

    assert refused.value.refusal is refusal
    assert refused.value.problems[0].where == "plik"


def test_a_bomb_is_not_unpacked() -> None:
    bomb = by_hand(" " * 3_000_000)

    with pytest.raises(TableFileError) as refused:
        rows_of(bomb)

    assert refused.value.refusal is TableRefusal.UNPACKS_TOO_LARGE


@pytest.mark.parametrize(
    "data",
    [
        by_hand("<row><c/></row>" * 400),
        by_hand(
            "<row><c t='s'><v>0</v></c></row>",
            parts={
                "xl/_rels/workbook.xml.rels": RELATIONS_WITH_TEXTS,
                "xl/sharedStrings.xml": f"<sst {MAIN}>{'<si/>' * 1100}</sst>",
            },
        ),
    ],
    ids=["cells", "texts"],
)
def test_endless_tags_are_not_read(data: bytes) -> None:
    with pytest.raises(TableFileError) as refused:
        rows_of(data, Limits(10**6, 10**7, rows=10**6, columns=26, tags=1000))

    assert refused.value.refusal is TableRefusal.UNPACKS_TOO_LARGE


def test_parts_that_are_too_large_together_are_not_unpacked() -> None:
    with pytest.raises(TableFileError) as refused:
        rows_of(by_hand("", parts={"xl/media/a": "x" * 900, "xl/media/b": "y" * 900}), Limits(9000, 2000, 10, 10))

    assert refused.value.refusal is TableRefusal.UNPACKS_TOO_LARGE


def test_a_file_beyond_the_limit_is_refused() -> None:
    with pytest.raises(TableFileError, match="1 MB"):
        rows_of(b"a;b\n" * 300_000, Limits(10**6, 10**6, 10, 10))


def _fill(book: Any) -> None:
    sheet = book.add_worksheet()
    for row in range(20):
        sheet.write_row(row, 0, [f"wiersz {row}", row, row / 7])


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=40))
def test_damage_never_does_more_than_refuse(at: int, damage: bytes) -> None:
    whole = written(_fill)
    at %= len(whole)
    damaged = whole[:at] + damage + whole[at + len(damage) :]

    with suppress(TableFileError):
        assert len(rows_of(damaged, SHEET_LIMITS)) <= 20


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(TableFileError):
        assert len(rows_of(data)) <= len(data)
