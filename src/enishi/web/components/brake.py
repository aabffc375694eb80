"""A brake on guessing: how often one address may miss. In memory, per process: it writes nothing and forgets by itself."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable

MOST_ADDRESSES = 10_000


class Brake:
    """At most `misses` within `seconds` for one address."""

    def __init__(self, misses: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._misses, self._seconds, self._clock = misses, seconds, clock
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    def holds(self, address: str) -> bool:
        """Whether this address has missed too often."""
        times = self._seen.get(address)
        if times is None:
            return False
        since = self._clock() - self._seconds
        while times and times[0] < since:
            times.popleft()
        return len(times) >= self._misses

    def missed(self, address: str) -> None:
        self._seen.setdefault(address, deque(maxlen=self._misses)).append(self._clock())
        self._seen.move_to_end(address)
        while len(self._seen) > MOST_ADDRESSES:
            self._seen.popitem(last=False)
