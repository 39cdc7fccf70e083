"""A process whose children change the database, each killed as it is about to send a statement, the commit included.

``python -m tests.interrupting DEED …`` reads the number of a statement from each line and tells how the child ended.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from click import echo
from flask import Flask
from sqlalchemy import event

from tracker import create_app
from tracker.config import ROOT, Config
from tracker.domain.vocabulary import FactName
from tracker.services.editing.ground import Editor
from tracker.services.imports.applying import Decisions, apply, proposals_of
from tracker.services.imports.previewing import edition
from tracker.services.imports.undoing import undo
from tracker.storage.base import db
from tracker.storage.schema import upgrade_schema
from tracker.storage.transactions import transaction

KILLED, FINISHED, FAILED = "killed", "finished", "failed"
STATEMENTS = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987)
"""Where a deed is interrupted: at one of these at last it is through."""

PATIENCE = 60
EDITOR = Editor("Ewa Nowak", datetime(2026, 11, 20, 9, 0, tzinfo=UTC), date(2019, 10, 15))


def take_over(key: str) -> None:
    """Take over everything an import brings; a value that contradicts another counts."""
    with transaction():
        proposals = proposals_of(int(key), EDITOR)
        numbers = {one.number for one in proposals}
        overruling = {one.number: {FactName.TOTAL_VALUE} for one in proposals if one.differences.facts}
        apply(int(key), Decisions(numbers, overruling, "Aneks."), EDITOR, seen=edition(proposals))


def undo_import(key: str) -> None:
    """Undo an import."""
    with transaction():
        undo(int(key), EDITOR)


DEEDS: Mapping[str, Callable[..., None]] = {"upgrade": upgrade_schema, "take over": take_over, "undo": undo_import}


def attempts(folder: Path, url: str, secret: str, *deed: str) -> Iterator[tuple[int, str]]:
    """Attempts at a deed in another process, each killed later than the one before, until one is not.

    Yields:
        Before which statement it was to be killed, and how it ended. The database may be looked at then.
    """
    settings = {
        "TRACKER_INSTANCE": str(folder),
        "TRACKER_DATABASE_URL": url,
        "TRACKER_SECRET_KEY": secret,
        # A killed process saves no coverage and would leave a broken file of it.
        "COVERAGE_PROCESS_CONFIG": "",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.interrupting", *deed],
        cwd=ROOT,
        env={**os.environ, **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        for number in STATEMENTS:
            worker.stdin.write(f"{number}\n")
            worker.stdin.flush()
            outcome = worker.stdout.readline().strip()
            yield number, outcome
            if outcome != KILLED:
                break
        worker.stdin.close()
        assert worker.wait(timeout=PATIENCE) == 0


def main(name: str, *arguments: str) -> None:
    """Do the deed as often as asked; imports are paid once."""
    app = create_app(Config.from_environment(os.environ))
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            do_until(app, int(line), name, arguments)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            echo(KILLED)
        else:
            echo(FAILED if os.WEXITSTATUS(status) else FINISHED)
        sys.stdout.flush()


def do_until(app: Flask, last: int, name: str, arguments: tuple[str, ...]) -> None:
    """Do the deed, and die as soon as the statement of a number, from one, is about to be sent."""
    sent = count(1)

    def die_in_time(*_: Any) -> None:
        if next(sent) >= last:
            os.kill(os.getpid(), signal.SIGKILL)

    with app.app_context():
        for occasion in ("before_cursor_execute", "commit"):
            event.listen(db.engine, occasion, die_in_time)
        DEEDS[name](*arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
