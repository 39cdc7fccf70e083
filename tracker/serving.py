"""Serving until told to stop, and stopping without breaking off what is being answered."""

from __future__ import annotations

import logging
import signal
import time
from types import FrameType
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer
from waitress.wasyncore import dispatcher, loop

logger = logging.getLogger(__name__)

THREADS = 8
"""Requests that a process serves at the same time; more wait their turn."""

FAREWELL_SECONDS = 25
"""How long what is under way may take once the tracker is told to stop; service managers kill after some more."""

LOOK_EVERY = 0.5
"""Seconds between two looks at whether the tracker was told to stop, and at what is still under way."""


class Serving:
    """A server of waitress, stopped by SIGTERM or Ctrl+C: nobody new is let in, whoever waits gets the answer.

    Args:
        server: What ``waitress.create_server`` has made.
    """

    def __init__(self, server: Any) -> None:
        self._server = server
        self._sockets: dict[int, Any] = getattr(server, "map", None) or server._map  # noqa: SLF001  One or several.
        self._is_stopping = False

    def run(self) -> None:
        """Serve; returns when told to stop and what was under way is answered, or has taken too long.

        Told a second time, the process ends at once.
        """
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, self._stop)
        while not self._is_stopping:
            self._turn()
        self._let_nobody_in()
        end = time.monotonic() + FAREWELL_SECONDS
        while self._close_idle() and time.monotonic() < end:
            self._turn()
        if left := len(self._channels()):
            logger.warning("Stopped with %s requests unfinished.", left)
        self._server.task_dispatcher.shutdown(timeout=1)

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._is_stopping = True
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, signal.SIG_DFL)

    def _turn(self) -> None:
        """Take in and send out what there is, or wait for it a moment."""
        loop(timeout=LOOK_EVERY, use_poll=True, map=self._sockets, count=1)

    def _let_nobody_in(self) -> None:
        for one in list(self._sockets.values()):
            if isinstance(one, BaseWSGIServer):
                # Not its own close: that would take away what the threads wake this one with.
                dispatcher.close(one)

    def _close_idle(self) -> bool:
        """Close the connections on which nothing is under way; whether there are others."""
        for channel in self._channels():
            if not channel.requests and channel.request is None and not channel.total_outbufs_len:
                channel.handle_close()
        return bool(self._channels())

    def _channels(self) -> list[HTTPChannel]:
        return [one for one in self._sockets.values() if isinstance(one, HTTPChannel)]
