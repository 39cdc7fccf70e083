"""A PostgreSQL database as a file of its own tools: ``pg_dump`` and ``pg_restore``."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL

from tracker.domain.errors import TrackerError

INSTALLED = Path("/usr/lib/postgresql")
"""Where Debian puts the programs of each version."""


class ProgramError(TrackerError):
    """A program of PostgreSQL is missing or failed; the message is its last line."""


def dump(url: URL, path: Path, *, snapshot: str) -> None:
    """Write the database as it was when a snapshot was exported, compressed.

    Args:
        url: The database.
        path: The file.
        snapshot: Of a transaction that is still open, so that others can look at the very same state.

    Raises:
        ProgramError: If it cannot.
    """
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={path}")


def restore(path: Path, url: URL) -> None:
    """Put a dump in the place of what the database holds, in one transaction: all of it or nothing.

    Raises:
        ProgramError: If it cannot.
    """
    whole = ("--single-transaction", "--exit-on-error", "--clean", "--if-exists")
    _run("pg_restore", url, *whole, "--no-owner", "--no-privileges", str(path))


def check(path: Path) -> None:
    """Let ``pg_restore`` unpack everything that a dump holds, into nothing.

    Raises:
        ProgramError: If it cannot.
    """
    _run("pg_restore", None, f"--file={os.devnull}", str(path))


def _run(program: str, url: URL | None, *arguments: str) -> None:
    address = []
    environment = dict(os.environ)
    if url is not None:
        # The password travels in the environment: everybody on the machine sees the arguments of a program.
        plain = url.set(drivername="postgresql", password=None)
        address = [f"--dbname={plain.render_as_string(hide_password=False)}"]
        if url.password:
            environment["PGPASSWORD"] = str(url.password)
    done = subprocess.run(  # noqa: S603  The program is PostgreSQL's own, and no shell reads its arguments.
        [_program(program), *address, *arguments],
        check=False,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ProgramError(lines[-1] if lines else f"{program}: {done.returncode}")


def _program(name: str) -> str:
    found = shutil.which(name)
    newest = sorted(INSTALLED.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    if found is None and not newest:
        raise ProgramError(f"{name} is missing. Install it with: sudo apt-get install postgresql-client")
    return str(newest[-1]) if newest else str(found)
