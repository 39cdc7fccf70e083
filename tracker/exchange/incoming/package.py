"""The parts of an XLSX beside its sheets: where each lies, the shared texts, and which styles show days."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from tracker.exchange.incoming.archives import parts_of
from tracker.exchange.incoming.serials import is_day_format
from tracker.exchange.incoming.shared_texts import SharedTexts
from tracker.exchange.incoming.xml_stream import (
    RELATIONSHIP_IDS,
    Attributes,
    BrokenXmlError,
    StartHandler,
    parse_part,
    plain_names,
)

_NAMES = plain_names("Relationship", "workbookPr", "sheet", "numFmt", "cellXfs", "xf", "si", "t", "rPh")


@dataclass(frozen=True, slots=True)
class Package:
    """Where the parts of a workbook lie.

    Attributes:
        sheets: Those that hold cells, by name, in their order.
        texts: The shared texts, ``None`` when the cells hold theirs themselves.
        styles: ``None`` when no cell has a format.
        from_1904: Days are counted from 1904, as early Macs did.
    """

    sheets: Mapping[str, zipfile.ZipInfo]
    texts: zipfile.ZipInfo | None
    styles: zipfile.ZipInfo | None
    from_1904: bool


def open_package(archive: zipfile.ZipFile) -> Package:
    """Find the parts of a workbook.

    Raises:
        BrokenXmlError: If something that a workbook must have is missing or is no XML.
    """
    parts = parts_of(archive)
    main = next((one.target for one in _relations(archive, parts, "").values() if one.kind == "officeDocument"), "")
    if main not in parts:
        raise BrokenXmlError("there is no workbook")
    relations = _relations(archive, parts, main)
    by_kind = {one.kind: one.target for one in relations.values()}
    names, from_1904 = _read_main(archive, parts[main])
    sheets = {
        name: parts[relations[identity].target]
        for name, identity in names.items()
        if identity in relations and relations[identity].kind == "worksheet" and relations[identity].target in parts
    }
    if not sheets:
        raise BrokenXmlError("there is no sheet")
    texts, styles = (parts.get(by_kind.get(kind, "")) for kind in ("sharedStrings", "styles"))
    return Package(sheets, texts, styles, from_1904)


def read_texts(archive: zipfile.ZipFile, part: zipfile.ZipInfo, into: SharedTexts, *, most: int) -> Iterator[int]:
    """Take in the shared texts, at most so many tags; gives the bytes read from time to time."""
    found = _TextReader(into)
    return parse_part(archive, part, start=found.start, end=found.end, text=found.text, most=most)


def day_styles(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> frozenset[str]:
    """The numbers of the styles that show a day."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside = {"cellXfs": False}

    def start(name: str, attributes: Attributes) -> None:
        plain = _NAMES.get(name)
        if plain == "cellXfs":
            inside["cellXfs"] = True
        elif plain == "numFmt":
            with suppress(KeyError, ValueError):
                codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif plain == "xf" and inside["cellXfs"]:
            formats.append(_whole(attributes.get("numFmtId", "0")))

    def end(name: str) -> None:
        if _NAMES.get(name) == "cellXfs":
            inside["cellXfs"] = False

    for _ in parse_part(archive, part, start=start, end=end):
        pass
    return frozenset(str(style) for style, number in enumerate(formats) if is_day_format(number, codes.get(number)))


class _TextReader:
    """Handlers for the elements of the shared texts; how Japanese is spoken (``rPh``) is left out."""

    def __init__(self, into: SharedTexts) -> None:
        self._into = into
        self._pieces: list[str] = []
        self._is_text = self._is_spoken = False

    def start(self, name: str, _: Attributes) -> None:
        """An element begins."""
        plain = _NAMES.get(name)
        if plain == "t":
            self._is_text = not self._is_spoken
        elif plain == "rPh":
            self._is_spoken = True

    def end(self, name: str) -> None:
        """An element ends; with ``si`` a text is whole."""
        plain = _NAMES.get(name)
        if plain == "t":
            self._is_text = False
        elif plain == "si":
            self._into.add("".join(self._pieces))
            self._pieces.clear()
        elif plain == "rPh":
            self._is_spoken = False

    def text(self, piece: str) -> None:
        """A piece of text stands in the element that is open."""
        if self._is_text:
            self._pieces.append(piece)


@dataclass(frozen=True, slots=True)
class _Relation:
    """What one part says of another: its kind, without its address, and where it lies."""

    kind: str
    target: str


def _relations(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo], of: str) -> Mapping[str, _Relation]:
    """The parts that a part names, by their keys; what lies outside the file is left out."""
    folder, file = posixpath.split(of)
    part = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    found: dict[str, _Relation] = {}

    def start(name: str, attributes: Attributes) -> None:
        if _NAMES.get(name) == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = _Relation(kind, target.lstrip("/").lower())

    if part:
        _parse_whole(archive, part, start)
    return found


def _read_main(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[Mapping[str, str], bool]:
    """Keys of the sheets by name, and whether days are counted from 1904."""
    sheets: dict[str, str] = {}
    settings: Attributes = {}

    def start(name: str, attributes: Attributes) -> None:
        plain = _NAMES.get(name)
        if plain == "workbookPr":
            settings.update(attributes)
        elif plain == "sheet":
            identity = next((attributes[key] for key in RELATIONSHIP_IDS if key in attributes), "")
            sheets[attributes.get("name", "")] = identity

    _parse_whole(archive, part, start)
    return sheets, settings.get("date1904", "0") in {"1", "true", "on"}


def _parse_whole(archive: zipfile.ZipFile, part: zipfile.ZipInfo, start: StartHandler) -> None:
    for _ in parse_part(archive, part, start=start):
        pass


def _whole(written: str) -> int:
    return int(written) if written.isdecimal() else 0
