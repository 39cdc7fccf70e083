"""Settings of gunicorn, several processes at one address: ``gunicorn -c python:tracker.workers 'app:create_app()'``.

Every name here that gunicorn knows is one of its settings; the tracker's own stand in the environment as always.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from typing import Any

from tracker.config import Config
from tracker.domain.errors import TrackerError
from tracker.logs import write_log
from tracker.serving import FAREWELL_SECONDS, THREADS

try:
    _config = Config.from_environment(os.environ)
except TrackerError as error:
    sys.exit(str(error))

if _config.metrics_token:
    # Where the processes count together; what they count is gone with them.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="portfel-metrics-")

bind = f"[{_config.host}]:{_config.port}" if ":" in _config.host else f"{_config.host}:{_config.port}"
workers = _config.workers
worker_class = "gthread"
threads = THREADS
graceful_timeout = FAREWELL_SECONDS
timeout = 60
keepalive = 60
control_socket_disable = True
"""gunicorn would open a door of its own in the home folder of whoever runs it."""

logconfig_dict: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "root": {"level": "WARNING", "handlers": []},
    "loggers": {"gunicorn.error": {"level": "INFO" if _config.log == "json" else "WARNING", "propagate": True}},
}
"""As the tracker's own lines, once ``write_log`` has said how those look."""


def on_starting(_server: Any) -> None:
    """Bring the database up to date before any process of this one serves; one line on stderr says why it cannot."""
    from tracker import create_app
    from tracker.cli.setup import prepare
    from tracker.storage.connection import close_connections

    write_log(_config.log)
    try:
        app = create_app(_config)
        prepare(app)
        with app.app_context():
            # The processes to come must not share a connection.
            close_connections()
    except TrackerError as error:
        sys.exit(str(error))


def when_ready(_server: Any) -> None:
    """Tell where the tracker is."""
    sys.stdout.write(f"Portfel 2.5 is at {_config.address}\n")
    sys.stdout.flush()


def child_exit(_server: Any, worker: Any) -> None:
    """Forget what a process that has ended had under way; what it counted stays counted."""
    if _config.metrics_token:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: Any) -> None:
    """Leave nothing behind."""
    if _config.metrics_token:
        shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
