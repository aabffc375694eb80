"""Learnt weights of the reader: lines of a sign, a tab and its numbers, in the open and made again by `./dev bench`."""

from functools import lru_cache
from pathlib import Path

Weights = dict[str, tuple[float, ...]]
"""Of each sign, a number for each answer."""


@lru_cache
def weights(name: str) -> Weights:
    """Of the file `name` beside this one, the numbers of every sign; a line that begins with # is a remark."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    parted = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {sign: tuple(map(float, numbers.split())) for sign, numbers in parted}
