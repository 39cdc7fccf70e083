"""The XML inside a workbook, read in a stream; documents that define entities are refused."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import IO, NoReturn, TypeAlias
from xml.parsers import expat

_SPREADSHEET = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
RELATIONSHIP_IDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
"""How the attribute is called that leads from a sheet's name to its part."""

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CHUNK = 1 << 17
MOST_TAGS = 1_000_000
"""Of the small parts: styles, and what lies where."""

Attributes: TypeAlias = dict[str, str]
StartHandler: TypeAlias = Callable[[str, Attributes], object]
EndHandler: TypeAlias = Callable[[str], object]
TextHandler: TypeAlias = Callable[[str], object]


class BrokenXmlError(ValueError):
    """The XML is not well formed, or defines what a workbook never defines."""


class TooManyTagsError(BrokenXmlError):
    """There are more tags than are read."""


def plain_names(*names: str) -> Mapping[str, str]:
    """The plain names of elements by their full ones; a workbook may be of the transitional or the strict kind."""
    spaces = (*_SPREADSHEET, _RELATIONSHIPS)
    return {f"{space} {name}": name for space in spaces for name in names}


def parse_part(
    archive: zipfile.ZipFile,
    part: zipfile.ZipInfo,
    *,
    start: StartHandler,
    end: EndHandler | None = None,
    text: TextHandler | None = None,
    most: int = MOST_TAGS,
) -> Iterator[int]:
    """Hand the elements of a part to handlers, piece by piece; gives the bytes read after each.

    Args:
        archive: The workbook.
        part: The part that is read.
        start: Called as an element begins.
        end: Called as one ends.
        text: Called with the pieces of text between.
        most: Tags that are read at most.

    Raises:
        TooManyTagsError: If there are more.
        BrokenXmlError: If it is no XML, has a document type, or the zip is damaged.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text
    try:
        with archive.open(part) as file:
            yield from _feed(parser, file, most)
    except (expat.ExpatError, zipfile.BadZipFile, EOFError, OSError, NotImplementedError, zlib.error) as error:
        raise BrokenXmlError(str(error)) from None


def _feed(parser: expat.XMLParserType, file: IO[bytes], most: int) -> Iterator[int]:
    read = tags = 0
    while chunk := file.read(_CHUNK):
        tags += chunk.count(b"<")
        if tags > most:
            raise TooManyTagsError("there are too many tags")
        parser.Parse(chunk, False)
        read += len(chunk)
        yield read
    parser.Parse(b"", True)
    yield read


def _refuse(*_: object) -> NoReturn:
    raise BrokenXmlError("a workbook has no document type")
