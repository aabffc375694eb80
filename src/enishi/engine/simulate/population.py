"""A made-up national market: every physician in Japan against a hundred thousand openings.

Where people live, their departments and their ages follow published figures (`figures`); what they look for and what
openings ask are assumptions, written down in `made_physicians` and `made_openings`. Nobody in it is a real person or
institution.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.schema import I32, Schema, day_number
from enishi.engine.simulate.made_openings import institutions, openings, workplaces
from enishi.engine.simulate.made_physicians import NATION, Columns, Scope, physicians

AS_OF = date(2026, 11, 23)
SKILLS = (
    "上部消化管内視鏡",
    "大腸内視鏡",
    "透析管理",
    "心エコー",
    "腹部エコー",
    "訪問診療",
    "産業医",
    "緩和ケア",
    "認知症サポート医",
    "英語診療",
)
FLOOR_SHARE = 0.8


def national(
    n_physicians: int = 343_000, n_openings: int = 100_000, seed: int = 1, scope: Scope = NATION
) -> tuple[Columns, Columns, Schema]:
    """(physicians, posts, schema) as `Market.from_columns` takes them; the same seed gives the same market.

    `scope`: people and openings of a part of the country or of some departments only.

    Raises MarketError for a negative size or seed.
    """
    for name, value in (("n_physicians", n_physicians), ("n_openings", n_openings), ("seed", seed)):
        if value < 0:
            raise MarketError(name, None, "must be at least 0")
    rng = np.random.default_rng(seed)
    today = day_number(AS_OF)
    people = physicians(rng, n_physicians, today, scope)
    places = institutions(rng, n_openings, scope)
    people["shield_row"], people["shield_key"] = workplaces(rng, people["home_prefecture"], places)
    return people, openings(rng, n_openings, places, today, scope), Schema(AS_OF, SKILLS)


@dataclass(frozen=True)
class Scarce:
    """A market with more seats than physicians, and what each region must not fall below.

    `region`: int32[n_openings], the prefecture of each row of `posts`. `floor`: int32[47], physicians to be placed
    there at least: FLOOR_SHARE of the seats it would fill if the whole country's physicians were spread evenly over
    all seats.
    """

    physicians: Columns
    posts: Columns
    schema: Schema
    region: I32
    floor: I32


def scarce(n_physicians: int = 40_000, n_openings: int = 50_000, seed: int = 1) -> Scarce:
    """Physicians too few for the seats: who goes where is then a matter of regions. Otherwise as `national`."""
    people, posts, schema = national(n_physicians, n_openings, seed)
    usable = posts["open"] & (posts["confirmed_on"] >= day_number(AS_OF) - 45)
    region = posts["prefecture"].astype(np.int32)
    seats = np.bincount(region, weights=posts["capacity"] * usable, minlength=47)
    even = min(1.0, n_physicians / max(1.0, seats.sum()))
    return Scarce(people, posts, schema, region, np.floor(seats * even * FLOOR_SHARE).astype(np.int32))
