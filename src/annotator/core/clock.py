"""A hybrid logical clock (Kulkarni et al. 2014): milliseconds with a counter, never running backwards."""

import time
from collections.abc import Callable

COUNTER_BITS = 16
# A file from a computer whose clock is years ahead must not drag ours along: only this much is believed.
LARGEST_JUMP_MS = 24 * 60 * 60 * 1000


class HybridClock:
    """Give ascending stamps: milliseconds since 1970 (UTC) in the upper 48 bits, a counter in the lower 16."""

    def __init__(self, last: int = 0, now_ms: Callable[[], int] | None = None) -> None:
        self._now_ms = now_ms or (lambda: time.time_ns() // 1_000_000)
        self._last = 0
        self.observe(last)

    def observe(self, stamp: int) -> None:
        """Take note of a stamp that was seen, clamped to a day ahead of this computer's time."""
        ceiling = (self._now_ms() + LARGEST_JUMP_MS) << COUNTER_BITS
        self._last = max(self._last, min(stamp, ceiling))

    def tick(self) -> int:
        """Give the next stamp, later than every stamp given or seen."""
        self._last = max(self._now_ms() << COUNTER_BITS, self._last + 1)
        return self._last


def milliseconds(stamp: int) -> int:
    """Give a stamp's time in milliseconds since 1970 (UTC)."""
    return stamp >> COUNTER_BITS
