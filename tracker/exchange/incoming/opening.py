"""Opening what somebody brings as a table: what it is, whether it is safe, then its sheets."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from tracker.exchange.incoming.delimited_text import DelimitedText
from tracker.exchange.incoming.refusals import TableFileError, TableRefusal
from tracker.exchange.incoming.signatures import COMPOUND, ZIP, compound_refusal, refusal_of
from tracker.exchange.incoming.tables import MEGABYTE, SHEET_LIMITS, Limits, TableFile
from tracker.exchange.incoming.workbooks import Workbook

_HEAD = 4096


def open_table_file(data: bytes | Path | BinaryIO, name: str, limits: Limits = SHEET_LIMITS) -> TableFile:
    """Open an XLSX or CSV; use it in a ``with`` block.

    Args:
        data: The file's bytes, where it lies, or the file itself, which is closed with the table.
        name: What people call it; it stands in every message.
        limits: The bounds in which it is read.

    Raises:
        TableFileError: If it is anything else, says what it is instead; empty, too large, broken or encrypted.
        OSError: If it cannot be opened.
    """
    file: BinaryIO = (
        io.BytesIO(data) if isinstance(data, bytes) else data.open("rb") if isinstance(data, Path) else data
    )
    try:
        return _open(file, name, limits)
    except BaseException:
        file.close()
        raise


def _open(file: BinaryIO, name: str, limits: Limits) -> TableFile:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(_HEAD)
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        raise TableFileError(TableRefusal.EMPTY, file=name)
    is_workbook = head.startswith(ZIP)
    largest = limits.file_bytes if is_workbook else limits.unpacked_bytes
    if size > largest:
        raise TableFileError(TableRefusal.TOO_LARGE, file=name, limit=largest // MEGABYTE)
    if is_workbook:
        return Workbook(file, name=name, limits=limits)
    refusal = compound_refusal(file) if head.startswith(COMPOUND) else refusal_of(head)
    if refusal:
        raise TableFileError(refusal, file=name)
    return DelimitedText(file, name=name, limits=limits)
