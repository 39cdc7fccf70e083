"""Files attached to a report: which are taken, told by what is in them and not by their names."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from types import MappingProxyType

LARGEST_FILE = 5 * 1024 * 1024
"""Bytes one file may have."""

LARGEST_TOGETHER = 20 * 1024 * 1024
"""Bytes the files of one report may have together."""

MOST_FILES = 10
LARGEST_UNPACKED = 100 * 1024 * 1024
"""Bytes a workbook may unpack to; more is no workbook but an attack on who opens it."""

MOST_PARTS = 2_000


class FileKind(StrEnum):
    """The kinds of file that are taken, by media type."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


ENDINGS = MappingProxyType(
    {
        FileKind.PDF: (".pdf",),
        FileKind.PNG: (".png",),
        FileKind.JPEG: (".jpg", ".jpeg"),
        FileKind.XLSX: (".xlsx",),
    }
)
"""How the names of each kind end."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to a report, without its content.

    Attributes:
        size: Bytes.
        sha256: Of the content, hexadecimal.
        removed_at: When it was taken out of the draft; submissions that named it keep it.
    """

    id: int
    report_id: int
    name: str
    kind: FileKind
    size: int
    sha256: str
    added_at: datetime
    added_by: str = ""
    removed_at: datetime | None = None


def detect_kind(content: bytes) -> FileKind | None:
    """What a file is by its content; ``None`` when it is none of the kinds that are taken.

    >>> detect_kind(b"%PDF-1.7 ...")
    <FileKind.PDF: 'application/pdf'>
    >>> detect_kind(b"MZ...") is None
    True
    """
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    return FileKind.XLSX if content.startswith(b"PK\x03\x04") and _is_workbook(content) else None


def _is_workbook(content: bytes) -> bool:
    """Whether an archive is a workbook without macros that unpacks to a bearable size."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return False
    names = {part.filename for part in parts}
    return (
        {"[Content_Types].xml", "xl/workbook.xml"} <= names
        and len(parts) <= MOST_PARTS
        and sum(part.file_size for part in parts) <= LARGEST_UNPACKED
        and not any(name.lower().endswith("vbaproject.bin") for name in names)
    )


def fits_name(name: str, kind: FileKind) -> bool:
    """Whether a file's name ends as its content says it should.

    >>> fits_name("Faktury.PDF", FileKind.PDF), fits_name("program.exe", FileKind.PDF)
    (True, False)
    """
    return name.lower().endswith(ENDINGS[kind])


def safe_name(name: str) -> str:
    r"""A file's name without folders and control characters, at most 120 characters, its ending kept.

    >>> safe_name("C:/dokumenty/lista\u202e.pdf")
    'lista.pdf'
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: 120 - len(ending) - 1]}{dot}{ending}" if dot and len(ending) < 10 else plain[:120]
