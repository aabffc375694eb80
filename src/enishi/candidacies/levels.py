"""What an institution reads of a physician at each level of disclosure: one function a level. Pure.

L1 the anonymous outline; L2 anonymous details; L3 name and career; L4 documents. A level holds everything below it, and a
fact of a level stands in no lower one. The physician is shown the very same rows (`web/talk/person.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from enishi.physicians.enums import DisclosureLevel

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Everything the levels may say, as words for a reader; "" and () where there is nothing or it was not read.

    L1: outline. L2: posts (ranks and their lengths, no employer), detail (the physician's own anonymous words), can, learn
    (items of the scope sheet). L3: name, kana, career. L4: documents (their kinds).
    """

    outline: str
    posts: tuple[str, ...] = ()
    detail: str = ""
    can: tuple[str, ...] = ()
    learn: tuple[str, ...] = ()
    name: str = ""
    kana: str = ""
    career: str = ""
    documents: tuple[str, ...] = ()


def level_1(facts: PersonFacts) -> list[Row]:
    return [("概要", facts.outline)]


def level_2(facts: PersonFacts) -> list[Row]:
    rows = [
        ("これまでのお立場", "\n".join(facts.posts)),
        ("ご経験", facts.detail),
        ("今できること", "・".join(facts.can)),
        ("少し補えばできること", "・".join(facts.learn)),
    ]
    return [row for row in rows if row[1]] or [("ご経験", "担当者がうかがってお伝えします")]


def level_3(facts: PersonFacts) -> list[Row]:
    name = f"{facts.name} 先生" + (f"（{facts.kana}）" if facts.kana else "")
    return [("お名前", name), ("ご経歴", facts.career or "担当者がうかがってお伝えします")]


def level_4(facts: PersonFacts) -> list[Row]:
    return [("書類", "・".join(facts.documents) or "まだお預かりしていません")]


LEVELS: dict[DisclosureLevel, Callable[[PersonFacts], list[Row]]] = {
    DisclosureLevel.L1: level_1,
    DisclosureLevel.L2: level_2,
    DisclosureLevel.L3: level_3,
    DisclosureLevel.L4: level_4,
}


def rows_at(facts: PersonFacts, level: DisclosureLevel) -> list[Row]:
    """All rows up to this level, the name first where it is shown."""
    found = [row for step, rows in LEVELS.items() if step <= level for row in rows(facts)]
    return sorted(found, key=lambda row: row[0] != "お名前")
