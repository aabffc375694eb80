"""Dates and eras in one import: reading what people write and showing it back.

`parse_date`, `parse_birth_date` and `parse_month` read; the others show. Storage is always ISO.
"""

from enishi.common.japanese.date_display import (
    age_on,
    birth_echo,
    date_with_weekday,
    era_date,
    weekday_name,
    western_month_with_era,
    western_with_era,
)
from enishi.common.japanese.date_parsing import (
    EraQuestion,
    parse_birth_date,
    parse_date,
    today_in_japan,
)
from enishi.common.japanese.era_table import ERAS, Era, EraKey, era_of, era_year_words
from enishi.common.japanese.month_parsing import parse_month
from enishi.common.japanese.problems import InputProblem
from enishi.common.japanese.times import parse_time, time_range_words, time_words

__all__ = [
    "ERAS",
    "Era",
    "EraKey",
    "EraQuestion",
    "InputProblem",
    "age_on",
    "birth_echo",
    "date_with_weekday",
    "era_date",
    "era_of",
    "era_year_words",
    "parse_birth_date",
    "parse_date",
    "parse_month",
    "parse_time",
    "time_range_words",
    "time_words",
    "today_in_japan",
    "weekday_name",
    "western_month_with_era",
    "western_with_era",
]
