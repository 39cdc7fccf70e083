"""The zip around a workbook: looked through before anything in it is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from typing import BinaryIO

from tracker.exchange.incoming.refusals import TableFileError, TableRefusal
from tracker.exchange.incoming.tables import MEGABYTE, Limits

MOST_DIRECTORY_BYTES = MEGABYTE
"""A directory of this size names some ten thousand parts; a workbook has tens."""

_END_OF_DIRECTORY = b"PK\x05\x06"
_LONGEST_END = 65_557
_SMALL = 1 * MEGABYTE
"""A part that unpacks to less than this does no harm however well it is packed."""

_ENCRYPTED = 0x1

_OTHER_KINDS: tuple[tuple[str, TableRefusal], ...] = (
    ("xl/workbook.bin", TableRefusal.BINARY_WORKBOOK),
    ("word/document.xml", TableRefusal.TEXT_DOCUMENT),
    ("ppt/presentation.xml", TableRefusal.TEXT_DOCUMENT),
)


def open_archive(file: BinaryIO, *, name: str, limits: Limits) -> zipfile.ZipFile:
    """The zip of a workbook whose parts, unpacked, stay within the limits.

    The sizes are those that the directory promises; unpacking never gives more than it promised, since the module
    stops there and compares the checksum.

    Raises:
        TableFileError: If it is broken, encrypted, no workbook or too large when unpacked.
    """
    if not _has_small_directory(file):
        raise TableFileError(TableRefusal.BROKEN, file=name)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise TableFileError(TableRefusal.BROKEN, file=name) from None
    refusal = _refusal(archive, limits)
    if refusal:
        archive.close()
        raise TableFileError(refusal, file=name)
    return archive


def parts_of(archive: zipfile.ZipFile) -> Mapping[str, zipfile.ZipInfo]:
    """The parts by their names in small letters with slashes; programs differ in both."""
    return {_plain(info.filename): info for info in archive.infolist()}


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _has_small_directory(file: BinaryIO) -> bool:
    size = file.seek(0, 2)
    file.seek(max(size - _LONGEST_END, 0))
    end = file.read()
    at = end.rfind(_END_OF_DIRECTORY)
    directory = int.from_bytes(end[at + 12 : at + 16], "little")
    file.seek(0)
    return at >= 0 and directory <= MOST_DIRECTORY_BYTES


def _refusal(archive: zipfile.ZipFile, limits: Limits) -> TableRefusal | None:
    infos = archive.infolist()
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        return TableRefusal.ENCRYPTED
    if sum(info.file_size for info in infos) > limits.unpacked_bytes or any(_is_bomb(info, limits) for info in infos):
        return TableRefusal.UNPACKS_TOO_LARGE
    return _other_kind(archive)


def _is_bomb(info: zipfile.ZipInfo, limits: Limits) -> bool:
    return info.file_size > _SMALL and info.file_size > info.compress_size * limits.ratio


def _other_kind(archive: zipfile.ZipFile) -> TableRefusal | None:
    """What the zip is, when it is no XLSX."""
    parts = parts_of(archive)
    other = next((refusal for part, refusal in _OTHER_KINDS if part in parts), None)
    if other:
        return other
    if "mimetype" in parts and "content.xml" in parts:
        kind = archive.read(parts["mimetype"])
        return TableRefusal.OPEN_DOCUMENT if b"spreadsheet" in kind else TableRefusal.TEXT_DOCUMENT
    return None if "[content_types].xml" in parts else TableRefusal.ARCHIVE
