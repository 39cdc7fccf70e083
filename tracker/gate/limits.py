"""How many requests one asker may send: so many at once, then at a steady pace (the generic cell rate algorithm).

What is remembered is a moment for each asker, in the memory of the process: several processes allow so many times more.
It protects the machine from a program that runs wild; it is no lock that guessing could be held up by.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock


class Pace:
    """A limit for each asker.

    Args:
        burst: Requests that may come at once.
        a_minute: Requests a minute in the long run.
    """

    MOST_REMEMBERED = 10_000

    def __init__(self, burst: int, a_minute: int) -> None:
        self.burst = burst
        self.a_minute = a_minute
        self._interval = 60 / a_minute
        self._lock = Lock()
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def wait(self, asker: str, now: float) -> float:
        """Let a request pass and count it, or tell how long to wait; seconds, 0 when it may pass.

        Args:
            asker: Whose requests are counted together.
            now: Seconds of a clock that never goes back.

        >>> pace = Pace(burst=2, a_minute=60)
        >>> [pace.wait("a", 0), pace.wait("a", 0), pace.wait("a", 0), pace.wait("a", 1)]
        [0.0, 0.0, 1.0, 0.0]
        """
        with self._lock:
            expected = max(self._full_at.get(asker, now), now)
            ahead = expected - now - (self.burst - 1) * self._interval
            if ahead > 1e-9:
                return ahead
            self._full_at[asker] = expected + self._interval
            self._full_at.move_to_end(asker)
            while len(self._full_at) > self.MOST_REMEMBERED:
                self._full_at.popitem(last=False)
            return 0.0

    def left(self, asker: str, now: float) -> int:
        """How many requests may come at once now."""
        with self._lock:
            used = max(self._full_at.get(asker, now) - now, 0) / self._interval
        return max(int(self.burst - used + 1e-9), 0)
