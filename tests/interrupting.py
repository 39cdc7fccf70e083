"""A process whose children upgrade the database, each killed as it is about to send a statement, the commit included.

``python -m tests.interrupting`` reads the number of a statement from each line and tells how the child ended.
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from typing import Any

from click import echo
from flask import Flask
from sqlalchemy import event

from tracker import create_app
from tracker.config import Config
from tracker.storage.base import db
from tracker.storage.schema import upgrade_schema

KILLED, FINISHED, FAILED = "killed", "finished", "failed"


def main() -> None:
    """Upgrade as often as asked; imports are paid once."""
    app = create_app(Config.from_environment(os.environ))
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            upgrade_until(app, int(line))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            echo(KILLED)
        else:
            echo(FAILED if os.WEXITSTATUS(status) else FINISHED)
        sys.stdout.flush()


def upgrade_until(app: Flask, last: int) -> None:
    """Upgrade, and die as soon as the statement of a number, from one, is about to be sent."""
    sent = count(1)

    def die_in_time(*_: Any) -> None:
        if next(sent) >= last:
            os.kill(os.getpid(), signal.SIGKILL)

    with app.app_context():
        for occasion in ("before_cursor_execute", "commit"):
            event.listen(db.engine, occasion, die_in_time)
        upgrade_schema()


if __name__ == "__main__":
    main()
