"""The words for the season that open a formal letter (時候の挨拶). Pure."""

from datetime import date

_FROM: tuple[tuple[int, int, str], ...] = (
    (1, 1, "新春"), (1, 8, "厳寒"), (2, 4, "余寒"), (3, 1, "早春"), (3, 18, "春暖"), (4, 5, "陽春"), (5, 6, "新緑"),
    (6, 1, "初夏"), (6, 21, "向暑"), (7, 7, "盛夏"), (8, 8, "残暑"), (9, 8, "初秋"), (9, 23, "秋涼"), (10, 8, "秋冷"),
    (10, 24, "錦秋"), (11, 8, "晩秋"), (12, 1, "初冬"), (12, 15, "師走"),
)  # fmt: skip
"""From which day on; the days lean on the twenty-four terms (立春, 立秋 …), so 残暑 begins with autumn and not in September."""


def season_words(day: date) -> str:
    """新春, 余寒, 晩秋 …, to be followed by の候."""
    return [words for month, first, words in _FROM if (month, first) <= (day.month, day.day)][-1]
