"""Bytes of a file or a pasted page as text: UTF-8, or one of the two old Polish encodings."""

from __future__ import annotations

import re
from enum import StrEnum

LARGEST = 2_000_000
"""Bytes; the longest announcement seen has 20,000, a saved page with its styles some 500,000."""

_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MISREAD = re.compile(r"(?<=[a-zA-Z])[±¶Ľľ¦¬ˇĽ](?=[a-zA-Z]|\b)|\ufffd")


class Undecodable(StrEnum):
    """Why bytes are no text that can be read."""

    TOO_LARGE = "too_large"
    NO_TEXT = "no_text"
    EMPTY = "empty"


class DecodingError(ValueError):
    """The bytes are no text that can be read.

    Attributes:
        reason: Why.
    """

    def __init__(self, reason: Undecodable) -> None:
        super().__init__(reason.value)
        self.reason = reason


def decode(content: bytes) -> str:
    """The text of bytes, its line ends as they are; a byte order mark is no part of it.

    Raises:
        DecodingError: If it is too large, empty or no text.

    >>> decode("Wartość".encode("cp1250")), decode("Wartość".encode("iso-8859-2")), decode("Wartość".encode())
    ('Wartość', 'Wartość', 'Wartość')
    """
    if len(content) > LARGEST:
        raise DecodingError(Undecodable.TOO_LARGE)
    text = _utf_8(content)
    if text is None:
        text = _old_polish(content)
    if text is None or _UNREADABLE.search(text):
        raise DecodingError(Undecodable.NO_TEXT)
    if not text.strip():
        raise DecodingError(Undecodable.EMPTY)
    return text


def _utf_8(content: bytes) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _old_polish(content: bytes) -> str | None:
    """Windows-1250, unless its letters fall on signs that no word holds: then ISO 8859-2."""
    try:
        windows = content.decode("cp1250")
    except UnicodeDecodeError:
        return None
    iso = content.decode("iso-8859-2")
    has_controls = any("\x80" <= sign <= "\x9f" for sign in iso)
    return iso if not has_controls and len(_MISREAD.findall(windows)) > len(_MISREAD.findall(iso)) else windows
