"""A backup is made while people write, proves itself whole, and comes back row by row into an empty place only."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import func, select

from tests.conftest import running_app
from tests.integration.conftest import Cluster
from tracker.domain.errors import InvalidInputError, TrackerError
from tracker.exchange.backups import MANIFEST, PAYLOADS, read_archive, write_archive
from tracker.services.backups import back_up, restore, verify
from tracker.storage.audit import AuditEvent, record_event
from tracker.storage.backups.states import state_now
from tracker.storage.base import db
from tracker.storage.models import AuditEventRow
from tracker.storage.transactions import transaction

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
WRITER = "zapis w tle"


@pytest.fixture
def elsewhere(
    bundled: Flask, request: pytest.FixtureRequest, tmp_path: Path, compiled_templates: FileSystemBytecodeCache
) -> Iterator[Flask]:
    """An application on another database of the same engine that has not even tables."""
    if bundled.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        with running_app(tmp_path, f"sqlite:///{tmp_path / 'elsewhere.sqlite'}", compiled_templates) as app:
            yield app
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    name = f"elsewhere_{next(cluster.databases)}"
    cluster.execute(f"CREATE DATABASE {name}")
    with running_app(tmp_path, cluster.url(name), compiled_templates) as app:
        yield app
    cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def backup(bundled: Flask, tmp_path: Path) -> Path:
    """A backup of the bundled portfolio."""
    with bundled.app_context():
        back_up(tmp_path / "kopia.zip", AT)
    return tmp_path / "kopia.zip"


def test_every_row_and_every_figure_comes_back(bundled: Flask, elsewhere: Flask, backup: Path) -> None:
    with elsewhere.app_context():
        restored = restore(backup)
        found = state_now()

    with bundled.app_context():
        assert found == state_now()
    assert restored.rows > 1000
    for page in ("/portfel.csv", "/portfel.json", "/krzywe.csv", "/os-czasu.csv", "/zrodla.csv"):
        assert elsewhere.test_client().get(page).data == bundled.test_client().get(page).data


def test_what_is_written_meanwhile_is_in_the_backup_whole_or_not_at_all(bundled: Flask, tmp_path: Path) -> None:
    stopped, begun = threading.Event(), threading.Event()

    def write() -> None:
        with bundled.app_context():
            while not stopped.is_set():
                with transaction():
                    record_event(AuditEvent(AT, WRITER, "load_data", {}, {}), project_id=None)
                    record_event(AuditEvent(AT, WRITER, "load_data", {}, {}), project_id=None)
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(30)
    try:
        with bundled.app_context():
            made = [back_up(tmp_path / f"kopia-{number}.zip", AT) for number in range(3)]
    finally:
        stopped.set()
        writer.join()

    numbers = [manifest.tables[AuditEventRow.__tablename__][0] for manifest in made]
    with bundled.app_context():
        others = select(func.count()).select_from(AuditEventRow).where(AuditEventRow.actor != WRITER)
        before = db.session.scalar(others) or 0
        for number in range(3):
            assert verify(tmp_path / f"kopia-{number}.zip") == made[number]
    assert numbers == sorted(numbers)
    assert all((number - before) % 2 == 0 and number > before for number in numbers)


def test_it_is_restored_into_an_empty_place_only(bundled: Flask, backup: Path) -> None:
    with bundled.app_context():
        before = state_now()

        with pytest.raises(TrackerError, match="nie jest pusta"):
            restore(backup)

        assert state_now() == before


def test_tables_without_projects_are_an_empty_place(bundled: Flask, app: Flask, backup: Path) -> None:
    same = app.config["SQLALCHEMY_DATABASE_URI"][:6] == bundled.config["SQLALCHEMY_DATABASE_URI"][:6]

    with app.app_context():
        if not same:
            with pytest.raises(InvalidInputError, match="data copy"):
                restore(backup)
            return
        restore(backup)
        found = state_now()

    with bundled.app_context():
        assert found == state_now()


def test_a_file_that_is_there_stays(bundled: Flask, backup: Path) -> None:
    before = backup.read_bytes()

    with bundled.app_context(), pytest.raises(InvalidInputError, match="już jest"):
        back_up(backup, AT)

    assert backup.read_bytes() == before
    assert backup.stat().st_mode & 0o077 == 0


def test_nothing_is_left_where_it_cannot_be_written(bundled: Flask, tmp_path: Path) -> None:
    with bundled.app_context(), pytest.raises(InvalidInputError, match="Nie można zapisać"):
        back_up(tmp_path / "nie ma" / "kopia.zip", AT)

    assert not list(tmp_path.glob("*.part"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_changed_bit_is_noticed_or_changes_nothing(bundled: Flask, backup: Path, place: float, bit: int) -> None:
    content = bytearray(backup.read_bytes())
    content[int(place * len(content))] ^= 1 << bit
    damaged = backup.with_name("uszkodzona.zip")
    damaged.write_bytes(content)

    with bundled.app_context():
        whole = verify(backup)
        try:
            read = verify(damaged)
        except TrackerError:
            return

    assert replace(read, made_at=whole.made_at) == whole


def test_rows_changed_in_the_archive_are_noticed(bundled: Flask, backup: Path, tmp_path: Path) -> None:
    """The checksum of the file is right, the content is not what was counted."""
    with bundled.app_context():
        manifest, payload = read_archive(backup, tmp_path)
        rows, _digest = manifest.tables["projects"]
        wrong = replace(manifest, tables=dict(manifest.tables) | {"projects": (rows, "0" * 64)})
        write_archive(tmp_path / "inna.zip", wrong, payload)
        if manifest.engine == "postgresql":
            # Only a restore can count the rows of a dump.
            verify(tmp_path / "inna.zip")
            return

        with pytest.raises(InvalidInputError, match="projects"):
            verify(tmp_path / "inna.zip")


def test_what_is_no_backup_is_refused(bundled: Flask, tmp_path: Path) -> None:
    other = tmp_path / "inny.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr(MANIFEST, "{}")
        archive.writestr(PAYLOADS["sqlite"], b"")
    (tmp_path / "tekst.zip").write_text("nic")

    with bundled.app_context():
        for path in (other, tmp_path / "tekst.zip", tmp_path / "brak.zip", tmp_path):
            with pytest.raises(InvalidInputError):
                verify(path)


def test_a_backup_of_a_newer_tracker_is_refused(elsewhere: Flask, bundled: Flask, backup: Path, tmp_path: Path) -> None:
    with bundled.app_context():
        manifest, payload = read_archive(backup, tmp_path)
        write_archive(tmp_path / "nowsza.zip", replace(manifest, revision="9999"), payload)

    with elsewhere.app_context(), pytest.raises(InvalidInputError, match="nowsza"):
        restore(tmp_path / "nowsza.zip")
