"""What a file is by its first bytes; its name proves nothing."""

from __future__ import annotations

import re
from typing import BinaryIO

from tracker.exchange.incoming.refusals import TableRefusal

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Of the container that old Office files and password-protected new ones lie in."""

_BEGINNINGS: tuple[tuple[bytes, TableRefusal], ...] = (
    (b"%PDF", TableRefusal.PDF),
    (b"\x89PNG", TableRefusal.PICTURE),
    (b"\xff\xd8\xff", TableRefusal.PICTURE),
    (b"GIF8", TableRefusal.PICTURE),
    (b"BM", TableRefusal.PICTURE),
    (b"II*\x00", TableRefusal.PICTURE),
    (b"MM\x00*", TableRefusal.PICTURE),
    (b"{\\rtf", TableRefusal.TEXT_DOCUMENT),
    (b"\x1f\x8b", TableRefusal.ARCHIVE),
    (b"Rar!", TableRefusal.ARCHIVE),
    (b"7z\xbc\xaf", TableRefusal.ARCHIVE),
    (b"\x09\x08", TableRefusal.OLD_WORKBOOK),
)
_MARKUP = re.compile(
    rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b", re.IGNORECASE | re.DOTALL
)
_OTHER_MARKUP = re.compile(rb"\s*<(?:\?xml|[a-z!])", re.IGNORECASE)
_EXCEL_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_CHUNK = 1 << 20


def refusal_of(head: bytes) -> TableRefusal | None:
    """Why a file that is neither a zip nor a compound file is no table; ``None`` for what may be a CSV.

    Args:
        head: The first bytes, some thousand of them.

    >>> refusal_of(b"%PDF-1.7"), refusal_of(b"Nazwa;Kwota")
    (<TableRefusal.PDF: 'pdf'>, None)
    """
    for beginning, refusal in _BEGINNINGS:
        if head.startswith(beginning) and not (beginning == b"BM" and b"\0" not in head):
            return refusal
    text = head.removeprefix(b"\xef\xbb\xbf")
    if _MARKUP.match(text):
        return TableRefusal.WEB_PAGE
    if _OTHER_MARKUP.match(text):
        return _markup_refusal(text)
    return None


def _markup_refusal(text: bytes) -> TableRefusal:
    if _EXCEL_2003 in text:
        return TableRefusal.XML_SPREADSHEET
    return TableRefusal.WEB_PAGE if b"<html" in text.lower() else TableRefusal.NOT_A_TABLE


def compound_refusal(file: BinaryIO) -> TableRefusal:
    """What lies in a compound file, by the names of its streams: only a workbook says how to go on."""
    names = {
        "EncryptedPackage": TableRefusal.ENCRYPTED,
        "WordDocument": TableRefusal.TEXT_DOCUMENT,
        "Workbook": TableRefusal.OLD_WORKBOOK,
        "Book": TableRefusal.OLD_WORKBOOK,
    }
    found = _stream_names(file, tuple(names))
    return next((refusal for name, refusal in names.items() if name in found), TableRefusal.NOT_A_TABLE)


def _stream_names(file: BinaryIO, names: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    end_of_last = b""
    file.seek(0)
    while chunk := file.read(_CHUNK):
        both = end_of_last + chunk
        found |= {name for name in names if name.encode("utf-16-le") in both}
        end_of_last = chunk[-64:]
    return found
