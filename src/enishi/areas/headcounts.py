"""How many physicians share a description, by public counts: the ground of the re-identification meter. Pure.

Where only sums by prefecture, by specialty and by age are known, their shares are multiplied as if they had nothing to do
with each other. They do, so every such product is cut to a quarter (docs/adr/0021-look-alikes-by-public-counts.md).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

OLDEST = 200
SAFETY = 0.25
"""Of a product of two or more shares. 皮膚科 of 70 and over in one prefecture may well be a quarter of what shares say."""

Ages = tuple[int, int]


@dataclass(frozen=True, slots=True)
class HeadCounts:
    """Public counts of one year. by_age: ages inclusive → physicians; by_specialty: keys of `engine.specialties`.

    crossed: (prefecture, specialty) → counts by age, where an operator imported them; regions: code → its prefectures.
    """

    by_prefecture: Mapping[str, int]
    by_specialty: Mapping[str, int]
    by_age: Mapping[Ages, int]
    regions: Mapping[str, frozenset[str]]
    crossed: Mapping[tuple[str, str], Mapping[Ages, int]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.by_prefecture.values())

    def look_alikes(
        self, prefectures: Collection[str] | None, specialties: Collection[str] | None, ages: Ages | None
    ) -> int:
        """Physicians whom a description fits, rather too few than too many. None: the description does not say.

        Unknown prefectures and specialties count as nobody; of ages only bands that lie within them wholly.
        """
        there = {prefecture for prefecture, _ in self.crossed}
        if there and there >= set(self.by_prefecture if prefectures is None else prefectures):
            return self._counted(prefectures, specialties, ages)
        if not self.total:
            return 0
        known = [
            (prefectures, sum(self.by_prefecture.get(code, 0) for code in prefectures or ())),
            (specialties, sum(self.by_specialty.get(key, 0) for key in specialties or ())),
            (ages, _within(self.by_age, ages) if ages else 0),
        ]
        counts = [count for said, count in known if said is not None]
        estimate = float(self.total)
        for count in counts:
            estimate *= count / self.total
        return int(estimate * (SAFETY if len(counts) > 1 else 1))

    def _counted(
        self, prefectures: Collection[str] | None, specialties: Collection[str] | None, ages: Ages | None
    ) -> int:
        return sum(
            _within(by_age, ages or (0, OLDEST))
            for (prefecture, specialty), by_age in self.crossed.items()
            if (prefectures is None or prefecture in prefectures) and (specialties is None or specialty in specialties)
        )


def _within(by_age: Mapping[Ages, int], ages: Ages) -> int:
    return sum(count for (low, high), count in by_age.items() if ages[0] <= low and high <= ages[1])


def in_words(physicians: int) -> str:
    """Without pseudo precision: 「20人より少ない」「約60人」「約300人」「約1,200人」「約1万2千人」."""
    if physicians < 20:
        return "20人より少ない"
    unit = 10 ** max(1, len(str(physicians)) - (1 if physicians < 1000 else 2))
    rounded = physicians // unit * unit
    if rounded < 10_000:
        return f"約{rounded:,}人"
    thousands = rounded % 10_000 // 1000
    return f"約{rounded // 10_000}万{f'{thousands}千' if thousands and rounded < 100_000 else ''}人"
