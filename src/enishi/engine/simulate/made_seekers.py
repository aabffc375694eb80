"""Made-up physicians before openings that are there: who might come, where nobody has registered yet."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from enishi.engine.market import Market
from enishi.engine.schema import AnyArray, Schema, day_number
from enishi.engine.simulate.made_physicians import SKILL_SHARE, Columns, one_bit, physicians
from enishi.engine.simulate.population import SKILLS

OTHER_SKILL = 0.2
"""Chance of a skill that openings ask for and `population.SKILLS` does not name: about the mean of `SKILL_SHARE`. Assumed."""


def with_made(openings: Mapping[str, AnyArray], schema: Schema, n: int, seed: int) -> Market:
    """These openings before `n` physicians drawn by the published figures (`made_physicians`); nobody hides from anybody.

    Raises MarketError for openings that do not fit the schema. The same seed gives the same physicians.
    """
    rng = np.random.default_rng((seed, 0x5EE8))
    people: Columns = physicians(rng, n, day_number(schema.as_of))
    people["skills"] = _skills(rng, n, people["skills"], schema)
    people["shield_row"], people["shield_key"] = np.zeros((2, 0), np.int64)
    return Market.from_columns(people, openings, schema)


def _skills(rng: np.random.Generator, n: int, drawn: AnyArray, schema: Schema) -> AnyArray:
    """The bits of this schema's words: what `made_physicians` drew where it knows the word, else a draw of its own."""
    assert len(SKILLS) == len(SKILL_SHARE)
    known = {word.casefold(): bit for bit, word in enumerate(SKILLS)}
    found = np.zeros(n, np.uint64)
    for place, word in enumerate(schema.skills):
        bit = known.get(word.casefold())
        own = rng.random(n) < OTHER_SKILL if bit is None else (drawn & one_bit(bit)) != 0
        found |= np.where(own, one_bit(place), np.uint64(0))
    return found
