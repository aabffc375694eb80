"""Histories written in the past: each story is told in turns, and the turns of all stories are played in order of time."""

import heapq
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from django.utils import timezone

from enishi.common.clock import ago
from enishi.common.japanese.working_days import is_working_day

Story = Iterator[int]
"""Runs until it yields how many days ago it goes on; each number is no larger than the one before."""

EARLIEST_HOUR, LATEST_HOUR = 9, 17


class Almanac:
    """Plays stories on working days between nine and five, the oldest turn first."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._now = timezone.localtime()
        self._order = count()
        self._queue: list[tuple[datetime, int, Story]] = []

    def tell(self, story: Story) -> None:
        """Put a story into the almanac; it runs to its first `yield` at once."""
        self._wait(story, None)

    def play(self) -> None:
        """Every turn of every story, in order of time. A step that is refused ends the loading with its reasons."""
        while self._queue:
            moment, _, story = heapq.heappop(self._queue)
            with ago(timezone.now() - moment):
                self._wait(story, moment)

    def _wait(self, story: Story, last: datetime | None) -> None:
        days = next(story, None)
        if days is not None:
            heapq.heappush(self._queue, (self._moment(days, last), next(self._order), story))

    def _moment(self, days_ago: int, last: datetime | None) -> datetime:
        day = self._now - timedelta(days=days_ago)
        while days_ago and not is_working_day(day.date()):
            day -= timedelta(days=1)
        hour, minute = self._rng.randrange(EARLIEST_HOUR, LATEST_HOUR), self._rng.randrange(60)
        moment = day.replace(hour=hour, minute=minute, second=0, microsecond=0)
        latest = self._now - timedelta(minutes=5)
        if moment > latest:
            moment = latest - timedelta(minutes=minute)
        return max(moment, min(last + timedelta(minutes=5), latest)) if last else moment
