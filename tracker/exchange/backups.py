"""A backup as a file: what it is in ``manifest.json``, and the database beside it, in one ZIP archive."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from flask_babel import gettext
from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate

from tracker.domain.errors import InvalidInputError, Problem

FORMAT = 1
"""Grows when an older tracker could not read the file any more."""

MANIFEST = "manifest.json"
PAYLOADS: Mapping[str, str] = {"sqlite": "portfel.sqlite", "postgresql": "portfel.dump"}
"""What the database is called in the archive, by its engine."""

LARGEST_MANIFEST = 1_000_000
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is.

    Attributes:
        made_at: The moment of the state that it holds, aware.
        engine: ``sqlite`` or ``postgresql``.
        revision: Of the schema, the identifier of its last migration.
        sha256: Of the database's file, hexadecimal.
        tables: Number of rows and digest of each table.
    """

    made_at: datetime
    engine: str
    revision: str
    sha256: str
    tables: Mapping[str, tuple[int, str]]

    @property
    def rows(self) -> int:
        """How many rows there are in all tables."""
        return sum(rows for rows, _digest in self.tables.values())


class _ManifestSchema(Schema):
    class Meta:
        """A newer tracker may say more."""

        unknown = EXCLUDE

    format = fields.Integer(required=True, validate=validate.Equal(FORMAT))
    made_at = fields.AwareDateTime(required=True, format="iso")
    engine = fields.String(required=True, validate=validate.OneOf(list(PAYLOADS)))
    revision = fields.String(required=True)
    sha256 = fields.String(required=True, validate=validate.Regexp(r"^[0-9a-f]{64}\Z"))
    tables = fields.Dict(
        fields.String(), fields.Tuple((fields.Integer(), fields.String())), required=True, validate=validate.Length(1)
    )

    @post_load
    def make(self, data: Mapping[str, Any], **_: Any) -> Manifest:
        """The manifest without the number of the format."""
        return Manifest(**{name: value for name, value in data.items() if name != "format"})


def write_archive(path: Path, manifest: Manifest, payload: Path) -> None:
    """Write a backup; a SQLite file is compressed, a dump is already."""
    told = _ManifestSchema().dump(manifest) | {"format": FORMAT}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        archive.writestr(MANIFEST, json.dumps(told, indent=1))
        kind = zipfile.ZIP_DEFLATED if manifest.engine == "sqlite" else zipfile.ZIP_STORED
        archive.write(payload, PAYLOADS[manifest.engine], compress_type=kind)


def read_archive(path: Path, folder: Path) -> tuple[Manifest, Path]:
    """Read what a backup is, and unpack its database into a folder.

    Raises:
        InvalidInputError: If the file is no backup, is damaged, or is one of a newer tracker.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            name = PAYLOADS[manifest.engine]
            with archive.open(name) as packed, (folder / name).open("wb") as unpacked:
                found = _copy(packed, unpacked)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, ValueError, NotImplementedError) as error:
        raise _refuse(path, gettext("This is no backup of the tracker, or it is damaged.")) from error
    except OSError as error:
        message = gettext("The file cannot be read: %(reason)s.", reason=error.strerror or str(error))
        raise _refuse(path, message) from error
    if found != manifest.sha256:
        raise _refuse(path, gettext("The backup is damaged: its database is not what was written."))
    return manifest, folder / name


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    with archive.open(MANIFEST) as file:
        told = json.loads(file.read(LARGEST_MANIFEST))
    try:
        manifest: Manifest = _ManifestSchema().load(told)
    except ValidationError as error:
        raise _refuse(path, gettext("This backup was written by another version of the tracker.")) from error
    return manifest


def _copy(source: Any, target: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := source.read(PIECE):
        digest.update(piece)
        target.write(piece)
    return digest.hexdigest()


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refuse(path: Path, message: str) -> InvalidInputError:
    return InvalidInputError([Problem(str(path), message)])
