"""Workbooks for tests: proper ones written by XlsxWriter, and ones put together by hand for what it never writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import xlsxwriter

from tracker.exchange.incoming.opening import open_table_file
from tracker.exchange.incoming.tables import SHEET_LIMITS, Limits, Row

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
RELATIONS_WITH_TEXTS = (
    f'<Relationships {RELATIONS}><Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
"""For a workbook whose cells call their texts by number."""


def written(fill: Callable[[Any], None], **options: object) -> bytes:
    """A workbook that a function fills in."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, options) as book:
        fill(book)
    return file.getvalue()


def by_hand(sheet: str, *, parts: Mapping[str, str] | None = None) -> bytes:
    """A workbook of one sheet whose XML is given, from ``sheetData`` on the inside.

    Args:
        sheet: The XML of the rows.
        parts: Further parts, or other text for these.
    """
    texts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships {RELATIONS}><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{_OFFICE}"><sheets><sheet name="Dane" r:id="r1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships {RELATIONS}><Relationship Id="r1" Type="{_OFFICE}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{sheet}</sheetData></worksheet>",
        **(parts or {}),
    }
    return zipped(texts)


def zipped(texts: Mapping[str, str]) -> bytes:
    """A zip of texts by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return file.getvalue()


def rows_of(data: bytes, limits: Limits = SHEET_LIMITS) -> list[Row]:
    """All rows of the first sheet."""
    with open_table_file(data, "plik", limits) as file:
        return [(number, list(cells)) for number, cells in file.rows(file.sheet_names[0])]
