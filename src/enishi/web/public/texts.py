"""Texts of the public pages that are data: stories, questions, words. Read once, checked when read."""

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("texts")
BAR = "|"
DOCTOR, HOSPITAL, FAMILY = "doctor", "hospital", "family"


class TextFault(ValueError):
    """A text file is incomplete; the message says which and what."""


@dataclass(frozen=True, slots=True)
class Story:
    """A made-up story for a way of working. text, hard: paragraphs; hard: what was difficult."""

    slug: str
    teller: str
    way: str
    way_words: str
    title: str
    who: str
    work: str
    text: tuple[str, ...]
    hard: tuple[str, ...]
    after: str

    @property
    def href(self) -> str:
        return f"/stories/{self.slug}"


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    q: str
    a: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word with its reading, both with a bar where a line may break. see: a page that says more, or ""."""

    word: str
    kana: str
    text: str
    see: str = ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each part of the word with its reading. Raises ValueError where they do not match."""
        return list(zip(self.word.split(BAR), self.kana.split(BAR), strict=True))

    @property
    def whole(self) -> str:
        return self.word.replace(BAR, "")

    @property
    def reading(self) -> str:
        return self.kana.replace(BAR, "")


@lru_cache(maxsize=1)
def stories() -> tuple[Story, ...]:
    return tuple(_built(Story, row) for row in _rows("stories", "story"))


def story_of(slug: str) -> Story | None:
    return next((story for story in stories() if story.slug == slug), None)


@lru_cache(maxsize=8)
def questions(reply_within: str) -> tuple[Group, ...]:
    """reply_within: the operator's promise, e.g. 1営業日以内, "" where none is made; it stands where the text says {reply_within}."""
    when = f"{reply_within}に" if reply_within else "できるだけ早く"

    def asked(row: dict[str, Any]) -> Question:
        return _built(Question, row | {"a": [line.replace("{reply_within}", when) for line in row["a"]]})

    return tuple(
        Group(row["id"], row["title"], tuple(asked(question) for question in row["question"]))
        for row in _rows("faq", "group")
    )


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """In the order of their readings."""
    return tuple(sorted((_built(Term, row) for row in _rows("glossary", "term")), key=lambda term: term.reading))


def _rows(file: str, key: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8"))[key]
    return rows


def _built(kind: Any, row: dict[str, Any]) -> Any:
    """Raises TextFault for a missing or unknown key and for an empty text."""
    known = {f.name for f in fields(kind)}
    if row.keys() - known or not all(row.values()):
        raise TextFault(f"{kind.__name__} {row}: expected {sorted(known)}, none empty")
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    try:
        return kind(**values)
    except TypeError as fault:
        raise TextFault(f"{kind.__name__} {row}: {fault}") from fault
