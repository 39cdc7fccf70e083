"""A process that is ready to start the tracker, and does so on a word: ``python -m tests.starting upgrade|serve``.

So that several can be made to start at the same moment, whatever it took each to get ready.
"""

from __future__ import annotations

import os
import sys

from click import echo

from tracker import create_app
from tracker.cli.demo_accounts import demo_sign_ins
from tracker.cli.setup import prepare
from tracker.config import Config
from tracker.storage.base import db
from tracker.storage.schema import upgrade_schema

READY = "ready"


def main(deed: str) -> None:
    """Get ready, say so, wait for a line, and do what ``flask db upgrade`` does or ``python app.py`` begins with."""
    app = create_app(Config.from_environment(os.environ))
    echo(READY)
    sys.stdout.flush()
    sys.stdin.readline()
    if deed == "upgrade":
        with app.app_context():
            upgrade_schema()
    else:
        prepare(app)
        list(demo_sign_ins(app))
    with app.app_context():
        db.engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
