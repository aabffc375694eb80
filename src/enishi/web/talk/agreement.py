"""条件合意書 on the screen: advertised → previous version → this version, and who approved it when.

Every change against what the physician was first shown must be seen before the contract (職業安定法5条の3第3項).
"""

from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher

from enishi.candidacies.enums import Confirmer, State
from enishi.candidacies.models import AgreementVersion, Candidacy
from enishi.candidacies.phases import phases_in
from enishi.common.actor import Actor
from enishi.common.workflow import Channel, Party
from enishi.web.talk.track import TrackView, track_of
from enishi.web.talk.words import side_words

NOT_STATED = "記載なし"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. kind: "same", "ins" or "del"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class TermLine:
    """One line of the table. previous: "" in the first version. pieces: this version, marked against the one before."""

    key: str
    label: str
    advertised: str
    previous: str
    text: str
    pieces: tuple[Piece, ...]
    changed: bool
    differs_from_advertised: bool


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """One side's approval of this version; at is None while it is waited for."""

    side: Party
    who: str
    by: str
    at: datetime | None
    note: str = ""

    @property
    def is_town(self) -> bool:
        return self.side is Party.INSTITUTION


@dataclass(frozen=True, slots=True)
class Counter:
    """直してほしい: what one side wants changed of the terms that were offered, in its own words; both sides and the desk read them."""

    who: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class AgreementSheet:
    """One version as talk/agreement.html shows it. code: the hash shortened for reading aloud."""

    version: AgreementVersion
    is_latest: bool
    previous_no: int | None
    previous_at: datetime | None
    advertised_at: datetime | None
    lines: tuple[TermLine, ...]
    approvals: tuple[ApprovalLine, ...]
    code: str
    valid_until: date | None
    other_versions: tuple[int, ...]
    track: TrackView
    counter: Counter | None = None

    @property
    def changes(self) -> int:
        """How many lines changed against the version before (the first version: against the advertisement)."""
        return sum(line.changed for line in self.lines)

    @property
    def has_phases(self) -> bool:
        return any(line.key.startswith("phase") and line.text != NOT_STATED for line in self.lines)

    @property
    def differing(self) -> int:
        return sum(line.differs_from_advertised for line in self.lines)


def agreement_of(candidacy: Candidacy, actor: Actor, no: int | None = None) -> AgreementSheet | None:
    """The version with this number (the latest if not given); None if there is none."""
    versions = list(candidacy.agreement_versions.order_by("no"))
    shown = next((v for v in versions if v.no == no), None) if no else (versions[-1] if versions else None)
    if shown is None:
        return None
    before = [v for v in versions if v.no < shown.no]
    previous = before[-1] if before else None
    seen = candidacy.version_seen or candidacy.opening.current
    return AgreementSheet(
        version=shown,
        is_latest=shown is versions[-1],
        previous_no=previous.no if previous else None,
        previous_at=previous.made_at if previous else None,
        advertised_at=seen.made_at if seen else None,
        lines=tuple(_lines(shown, previous)),
        approvals=tuple(_approvals(shown, side_words(candidacy, actor), hidden=_not_yet_told(candidacy, actor))),
        code=short_code(shown.content_hash),
        valid_until=shown.offer_valid_until,
        other_versions=tuple(v.no for v in versions if v.no != shown.no),
        track=track_of(candidacy, shown, actor),
        counter=_counter(candidacy),
    )


def _counter(candidacy: Candidacy) -> Counter | None:
    """The wish the talk came back to terms with, while it stands there."""
    if candidacy.state != State.TERMS:
        return None
    row = candidacy.transitions.filter(to_state=State.TERMS).order_by("-id").first()
    if row is None or row.step != "T18":
        return None
    return Counter(Party(row.data.get("behalf") or row.party).label, row.at, row.reason)


def short_code(content_hash: str) -> str:
    """「8F3C-91D0-6B2E」: the first 12 signs, to compare by ear; approvals are bound to the whole hash."""
    head = content_hash[:12].upper()
    return "-".join(head[i : i + 4] for i in range(0, 12, 4))


def marked(old: str, new: str) -> tuple[Piece, ...]:
    """The new text with what was added and what was taken away; short matches are joined, so that it stays readable."""
    if old == new:
        return (Piece("same", new),)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.4:
        return tuple(p for p in (Piece("del", old), Piece("ins", new)) if p.text)
    pieces: list[Piece] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", new[k:m]))
            continue
        pieces.extend(p for p in (Piece("del", old[i:j]), Piece("ins", new[k:m])) if p.text)
    return tuple(pieces)


def _lines(shown: AgreementVersion, previous: AgreementVersion | None) -> list[TermLine]:
    before = _texts(previous) if previous else {}
    rows = [(row["key"], row["label"], row["advertised"], row["text"]) for row in shown.content["terms"]]
    clauses = {f"clause{c['no']}": c for c in shown.content["clauses"]}
    gone = [key for key in before if key.startswith("clause") and key not in clauses]
    phases = {f"phase{p.no}": p for p in phases_in(shown.content)}
    ended = [key for key in before if key.startswith("phase") and key not in phases]
    plan = [(key, p.label, "", p.words) for key, p in phases.items()]
    plan += [(key, f"第{key.removeprefix('phase')}期の勤務", "", "") for key in ended]
    after = next((n for n, row in enumerate(rows, 1) if row[0] == "days"), len(rows))
    rows[after:after] = plan
    rows += [(key, f"第{c['no']}条", "", c["text"]) for key, c in clauses.items()]
    rows += [(key, f"第{key.removeprefix('clause')}条", "", "") for key in gone]
    return [_line(row, before.get(row[0], "") if previous else None) for row in rows]


def _line(row: tuple[str, str, str, str], before: str | None) -> TermLine:
    key, label, advertised, text = row
    compared = advertised.strip() if before is None else before
    return TermLine(
        key=key,
        label=label,
        advertised=advertised.strip() or NOT_STATED,
        previous="" if before is None else before or NOT_STATED,
        text=text or NOT_STATED,
        pieces=marked(compared, text),
        changed=compared != text,
        differs_from_advertised=advertised.strip() != text,
    )


def _texts(version: AgreementVersion) -> dict[str, str]:
    terms = {row["key"]: row["text"] for row in version.content["terms"]}
    phases = {f"phase{p.no}": p.words for p in phases_in(version.content)}
    return terms | phases | {f"clause{c['no']}": c["text"] for c in version.content["clauses"]}


def _not_yet_told(candidacy: Candidacy, actor: Actor) -> Party | None:
    """A physician's approval that waits for those of a joint talk is nobody's business but his or her own until all agree."""
    waits = candidacy.state == State.OFFERED and actor.party is Party.INSTITUTION
    return Party.PHYSICIAN if waits else None


def _approvals(version: AgreementVersion, words: dict[str, str], *, hidden: Party | None = None) -> list[ApprovalLine]:
    given = version.approvals.select_related("by").filter(content_hash=version.content_hash)
    rows = {a.side: a for a in given if a.side != hidden}
    lines = []
    for side in (Party.PHYSICIAN, Party.INSTITUTION):
        row = rows.get(side.value)
        if row is None:
            lines.append(ApprovalLine(side, words[side], "", None))
            continue
        by = row.by.name if row.by and side is Party.INSTITUTION else ""
        by = "" if row.confirmer else by
        told = f"{Confirmer(row.confirmer).label}から" if row.confirmer else ""
        note = (
            "" if row.channel == Channel.WEB else f"{told}{Channel(row.channel).label}でうかがい、担当者が記録しました"
        )
        lines.append(ApprovalLine(side, words[side], by, row.at, note))
    return lines
