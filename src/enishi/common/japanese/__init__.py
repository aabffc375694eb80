"""Japanese forms of dates, readings, phone numbers, addresses, money and time, without Django.

Every parser is tolerant (full width, kanji numerals, old separators) and raises :class:`InputProblem` with one Japanese
sentence that says what happened and how to put it right. Every display form can be read back by its own parser.
"""

from enishi.common.japanese.problems import InputProblem

__all__ = ["InputProblem"]
