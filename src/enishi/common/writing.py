"""A written paper as a value: headings, paragraphs, rows and tables. One source of its words for screen, PDF and .docx. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

BlockKind = Literal["heading", "text", "facts", "table", "list", "small"]


@dataclass(frozen=True, slots=True)
class Block:
    """One part. heading, text, small: `words`; list: `rows` of one cell; facts: rows of label and words; table: `head`, `rows`."""

    kind: BlockKind
    words: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """One paper. to: whom it is for; day: as written; sender: lines below the words; code: the record's number, in the foot."""

    title: str
    to: str
    day: str
    blocks: tuple[Block, ...]
    sender: tuple[str, ...] = ()
    code: str = ""
    operator: str = ""

    def as_data(self) -> dict[str, Any]:
        """What JSON holds; `from_data` reads it again."""
        return {
            "title": self.title,
            "to": self.to,
            "day": self.day,
            "sender": list(self.sender),
            "code": self.code,
            "operator": self.operator,
            "blocks": [
                {"kind": b.kind, "words": b.words, "head": list(b.head), "rows": [list(r) for r in b.rows]}
                for b in self.blocks
            ],
        }

    @property
    def digest(self) -> str:
        """SHA-256 of everything on it, by which a copy is known again."""
        text = json.dumps(self.as_data(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def from_data(data: Mapping[str, Any]) -> Writing:
    return Writing(
        data["title"],
        data["to"],
        data["day"],
        tuple(
            Block(b["kind"], b["words"], tuple(b["head"]), tuple(tuple(r) for r in b["rows"])) for b in data["blocks"]
        ),
        tuple(data["sender"]),
        data["code"],
        data["operator"],
    )


def heading(words: str) -> Block:
    return Block("heading", words)


def text(words: str) -> Block:
    return Block("text", words)


def small(words: str) -> Block:
    return Block("small", words)


def facts(rows: Sequence[tuple[str, str]]) -> Block:
    """Label and words; who has no words is left out."""
    return Block("facts", rows=tuple((label, words) for label, words in rows if words))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    return Block("table", head=tuple(head), rows=tuple(tuple(r) for r in rows))


def points(lines: Sequence[str]) -> Block:
    return Block("list", rows=tuple((line,) for line in lines))


def paragraphs(words: str) -> tuple[Block, ...]:
    """Blank lines part paragraphs; other line ends stay."""
    parts = [part.strip() for part in words.replace("\r\n", "\n").split("\n\n")]
    return tuple(text(part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class Preview:
    """A writing with what hinders handing it out. refusals: sentences, empty if nothing does."""

    writing: Writing | None
    refusals: tuple[str, ...] = field(default=())
