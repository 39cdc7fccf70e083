"""The log: lines for people, or one JSON object a line for whatever gathers the logs of many machines."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

from flask import g, has_app_context

from tracker.config import LogForm


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and the number of the request it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; what was raised is in it, so that one event never fills several lines."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if has_app_context() and "request_id" in g:
            told["request_id"] = g.request_id
        told |= getattr(record, "request", {})
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


def write_log(form: LogForm) -> None:
    """Have everything that is logged written to standard error in a form."""
    handler = logging.StreamHandler(sys.stderr)
    if form is LogForm.JSON:
        handler.setFormatter(JsonLines())
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO if form is LogForm.JSON else logging.WARNING, handlers=[handler], force=True)
