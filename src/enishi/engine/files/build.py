"""From two read sheets to a Market: skills become bits, names become keys, shields become pairs."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from enishi.engine.files.tables import Record, Sheet
from enishi.engine.market import Market
from enishi.engine.schema import PHYSICIAN_COLUMNS, POST_COLUMNS, AnyArray, Schema

MAX_SKILLS = 64
# Forms of corporation, so that 「医療法人社団 青葉会」 and 「青葉会」 are one name.
_FORMS = re.compile(
    r"^(社会医療法人|医療法人|特定医療法人|社会福祉法人|学校法人|国立大学法人|公立大学法人|地方独立行政法人|独立行政法人|"
    r"公益財団法人|公益社団法人|一般財団法人|一般社団法人|財団法人|社団法人|株式会社|\(医\)|\(社\)|\(財\)|\(株\)|社団|財団)+"
)


@dataclass(frozen=True)
class Built:
    """`unmatched_shields`: (line, how many) of `hidden_from` names that fit no institution of the file, perhaps a
    slip of the pen."""

    market: Market
    unmatched_shields: list[tuple[int, int]]


def build_market(physicians: Sheet, openings: Sheet, as_of: date) -> Built | None:
    """The market, or None after adding a fault when the openings require more kinds of skills than a market holds."""
    skills = _required_skills(openings)
    if skills is None:
        return None
    keys = _name_keys(openings.records)
    shields, unmatched = _shields(physicians.records, keys, openings.records)
    p = _columns(physicians.records, tuple(column.name for column in PHYSICIAN_COLUMNS), skills, "skills")
    p["shield_row"] = np.array([row for row, _ in shields], np.int64)
    p["shield_key"] = np.array([key for _, key in shields], np.int64)
    named = tuple(column.name for column in POST_COLUMNS if column.name not in ("institution", "corporation"))
    o = _columns(openings.records, named, skills, "skills_required")
    o["institution"] = np.array([keys[plain(one.names[0])] for one in openings.records], np.int64)
    o["corporation"] = np.array([keys.get(plain(one.names[1]), 0) for one in openings.records], np.int64)
    return Built(Market.from_columns(p, o, Schema(as_of, tuple(skills))), unmatched)


def plain(name: str) -> str:
    """A name to compare by: width, case, spaces and the form of corporation do not matter."""
    folded = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    return _FORMS.sub("", folded) or folded


def _required_skills(openings: Sheet) -> dict[str, int] | None:
    """Bit of each skill that some opening requires, in the order of the words."""
    lines: dict[str, int] = {}
    for record in openings.records:
        for word in record.skills:
            lines.setdefault(word.casefold(), record.line)
    if len(lines) > MAX_SKILLS:
        line = sorted(lines.values())[MAX_SKILLS]
        openings.faults.add(
            line,
            "skills_required",
            f"必須の経験・資格が{len(lines)}種類あります。書き方をそろえて{MAX_SKILLS}種類までにしてください。",
        )
        return None
    return {word: bit for bit, word in enumerate(sorted(lines))}


def _columns(
    records: list[Record], names: tuple[str, ...], skills: Mapping[str, int], skill_column: str
) -> dict[str, AnyArray]:
    columns: dict[str, AnyArray] = {"number": np.array([record.number for record in records], np.str_)}
    for name in names:
        if name != skill_column:
            columns[name] = np.array([record.values[name] for record in records])
    bits = [
        sum(1 << skills[word] for word in {one.casefold() for one in record.skills} if word in skills)
        for record in records
    ]
    columns[skill_column] = np.array(bits, np.uint64)
    return columns


def _name_keys(openings: list[Record]) -> dict[str, int]:
    """A key from 1 for every institution's and corporation's plain name; the order of the rows does not matter."""
    names = sorted({plain(name) for record in openings for name in record.names if plain(name)})
    return {name: key for key, name in enumerate(names, start=1)}


def _shields(
    physicians: list[Record], keys: Mapping[str, int], openings: list[Record]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """((physician row, key) to hide from, (line, names that fit nothing)).

    A name fits an institution or corporation of that name, and every institution whose name begins with it
    (「青葉会」 hides from 「青葉会 東病院」 although its corporation cell is blank): hiding too much is the lesser
    harm.
    """
    institutions = {plain(record.names[0]) for record in openings}
    by_word: dict[str, list[int]] = defaultdict(list)
    shields: list[tuple[int, int]] = []
    unmatched: list[tuple[int, int]] = []
    for row, record in enumerate(physicians):
        missed = 0
        for word in {plain(name) for name in record.names}:
            if word not in by_word:
                begun = [keys[name] for name in institutions if name.startswith(word) and len(word) > 1]
                by_word[word] = sorted({*begun, *([keys[word]] if word in keys else [])})
            shields.extend((row, key) for key in by_word[word])
            missed += not by_word[word]
        if missed:
            unmatched.append((record.line, missed))
    return sorted(set(shields)), unmatched
