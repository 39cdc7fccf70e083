"""Back the whole database up while people go on working, prove that a backup is whole, and restore it."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from flask_babel import gettext

from tracker.domain.errors import InvalidInputError, Problem, TrackerError
from tracker.exchange.backups import PAYLOADS, Manifest, read_archive, sha256_of, write_archive
from tracker.storage.backups.states import (
    State,
    check_copy,
    engine_kind,
    is_empty,
    put_back,
    state_now,
    write_copy,
)
from tracker.storage.schema import known_revisions


def back_up(path: Path, at: datetime) -> Manifest:
    """Write the whole database to a file; whoever writes meanwhile is not kept waiting.

    Args:
        path: The file; nothing may be there.
        at: The moment, aware.

    Raises:
        InvalidInputError: If the file is there already or cannot be written.
        TrackerError: If the database cannot be read.
    """
    if path.exists():
        raise _refuse(path, gettext("This file is there already; a backup never replaces another one."))
    part = path.with_name(f".{path.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
            payload = Path(folder) / PAYLOADS[engine_kind()]
            state = write_copy(payload)
            manifest = Manifest(at, engine_kind(), state.revision, sha256_of(payload), state.tables)
            # Password hashes are in it: nobody but its owner may read it.
            part.touch(mode=0o600)
            write_archive(part, manifest, payload)
            part.replace(path)
    except OSError as error:
        message = gettext("The file cannot be written: %(reason)s.", reason=error.strerror or str(error))
        raise _refuse(path, message) from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def verify(path: Path) -> Manifest:
    """Prove that a backup is whole: its file, the database in it and, of SQLite, every row.

    Raises:
        InvalidInputError: If it is no backup or damaged.
        TrackerError: If the database in it is damaged.
    """
    with tempfile.TemporaryDirectory(prefix="backup-") as folder:
        manifest, payload = read_archive(path, Path(folder))
        _check(path, manifest, payload)
    return manifest


def _check(path: Path, manifest: Manifest, payload: Path) -> None:
    state = check_copy(payload, manifest.engine)
    if state is not None:
        _compare(path, manifest, state)


def _compare(path: Path, manifest: Manifest, state: State) -> None:
    differing = state.differing(manifest.tables)
    if differing:
        message = gettext("These tables are not what was backed up: %(names)s.", names=", ".join(differing))
        raise _refuse(path, message)


def restore(path: Path) -> Manifest:
    """Put a backup in the place of an empty database, and prove that every row has come back.

    It happens in one transaction: whatever breaks it off, the database is as empty as before.

    Raises:
        InvalidInputError: If the backup is none, or of another engine, or the database is not empty.
        TrackerError: If the database cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="restore-") as folder:
        manifest, payload = read_archive(path, Path(folder))
        _check(path, manifest, payload)
        _refuse_wrong_place(path, manifest)
        put_back(payload)
    _compare(path, manifest, state_now())
    return manifest


def _refuse_wrong_place(path: Path, manifest: Manifest) -> None:
    if manifest.engine != engine_kind():
        message = gettext(
            "The backup is of %(one)s, the database is %(other)s. Restore it there and copy it with: "
            "flask --app app data copy",
            one=manifest.engine,
            other=engine_kind(),
        )
        raise _refuse(path, message)
    if manifest.revision not in known_revisions():
        raise _refuse(path, gettext("The backup was written by a newer tracker: update this one first."))
    if not is_empty():
        raise TrackerError(gettext("The database is not empty. A backup is restored into an empty one only."))


def _refuse(path: Path, message: str) -> InvalidInputError:
    return InvalidInputError([Problem(str(path), message)])
