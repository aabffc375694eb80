"""What candidacies hold of a physician. The other side's own notes and reasons are never handed out."""

from collections.abc import Iterator
from typing import Any

from enishi.candidacies import models
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy
from enishi.candidacies.words_kept import WORDS
from enishi.common.holdings import Row, Stage, columns_of, hold, row_of
from enishi.common.workflow import Party
from enishi.physicians.models import Physician


def shown(physician: Physician) -> Any:
    """Those the physician has ever been shown: a candidate inside the desk is a thought of the desk."""
    return Candidacy.objects.filter(physician=physician).exclude(state=State.SUGGESTED).shown_to_physician()


def _candidacies(physician: Physician) -> Iterator[Row]:
    columns = columns_of(Candidacy, ("owner", "version_seen", "previous", "stored_state", "opening"))
    for row in shown(physician).select_related("opening__institution", "opening__current").order_by("pk"):
        opening = row.opening
        named = {
            "state_words": State(row.state).label,
            "opening": opening.number,
            "title": opening.current.title if opening.current else "",
            "institution": opening.institution.name,
        }
        yield row_of(row, columns) | named


def _transitions(physician: Physician) -> Iterator[Row]:
    """Steps of the physician's candidacies; the reason only where the physician gave it."""
    rows = models.CandidacyTransition.objects.filter(candidacy__in=shown(physician)).select_related("candidacy")
    columns = columns_of(models.CandidacyTransition, ("actor", "data", "reason", "reason_code"))
    for row in rows.order_by("at", "id"):
        own = row.party == Party.PHYSICIAN
        reasons = {"reason": row.reason if own else "", "reason_code": row.reason_code if own else ""}
        states = {"to_state": State(row.to_state).label}
        if row.from_state:
            states["from_state"] = State(row.from_state).label
        yield row_of(row, columns) | states | reasons


def _of_talks(model: Any, path: str = "candidacy") -> Any:
    return lambda p: model.objects.filter(**{f"{path}__physician": p})


def _shown_of_talks(model: Any, leave_out: tuple[str, ...], path: str = "candidacy") -> Any:
    columns = columns_of(model, leave_out)
    related = [name for name, field in columns.items() if field.is_relation]  # read along, not one by one

    def rows(physician: Physician) -> Iterator[Row]:
        found = model.objects.filter(**{f"{path}__in": shown(physician)})
        for row in (found.select_related(*related) if related else found).order_by("pk"):
            yield row_of(row, columns)

    return rows


def _hold_of_talks(
    model: Any, title: str, order: int, *, leave_out: tuple[str, ...] = (), path: str = "candidacy", **how: Any
) -> None:
    """A kind of record of talks: all of it is held, and what the physician was shown is handed out."""
    hold(
        model,
        title=title,
        order=order,
        find=_of_talks(model, path),
        leave_out=leave_out,
        **{"export": _shown_of_talks(model, leave_out, path)} | how,
    )


def _proposals(physician: Physician) -> Iterator[Row]:
    columns = columns_of(models.Proposal, ("weights_version",))
    sent = models.Proposal.objects.filter(candidacy__in=shown(physician), sent_at__isnull=False)
    for row in sent.select_related("candidacy").order_by("pk"):
        yield row_of(row, columns)


def _introductions(physician: Physician) -> Iterator[Row]:
    """What the institution read before its yes; a draft of the desk is none."""
    columns = columns_of(models.Introduction)
    sent = models.Introduction.objects.filter(candidacy__in=shown(physician), sent_at__isnull=False)
    for row in sent.select_related("candidacy").order_by("pk"):
        yield row_of(row, columns)


def _own_rows(model: Any, leave_out: tuple[str, ...]) -> Any:
    """Rows of talks that the physician wrote; the other side's and the desk's own are never handed out."""
    columns = columns_of(model, leave_out)

    def rows(physician: Physician) -> Iterator[Row]:
        found = model.objects.filter(candidacy__in=shown(physician), side=Party.PHYSICIAN)
        for row in found.select_related("candidacy").order_by("pk"):
            yield row_of(row, columns)

    return rows


def _erase_papers(physician: Physician, stage: Stage) -> int:
    """Files of talks are emptied when the physician leaves; nothing in the law keeps them."""
    rows = models.Attachment.objects.filter(candidacy__physician=physician).exclude(title="")
    return int(rows.update(**WORDS[models.Attachment][1]))


def _with_placement(physician: Physician) -> Any:
    return models.Placement.objects.filter(candidacy__physician=physician).values("candidacy")


def _erase_words(model: Any) -> Any:
    """Empties the words of talks: at once of those that came to no employment, of the others at the end."""
    path, words = WORDS[model]

    def erase(physician: Physician, stage: Stage) -> int:
        rows = model.objects.filter(**{f"{path}__physician": physician})
        if stage is Stage.AT_ONCE:
            rows = rows.exclude(**{f"{path}__in": _with_placement(physician)})
        return int(rows.update(**words))

    return erase


def _erase_reasons(physician: Physician, stage: Stage) -> int:
    rows = models.CandidacyTransition.objects.filter(candidacy__physician=physician).exclude(reason="")
    return int(rows.update(reason=""))


def _erase_snapshot(physician: Physician, stage: Stage) -> int:
    """The ledger's own copy of name and address: part of what the law keeps."""
    if stage is Stage.AT_ONCE:
        return 0
    return models.Placement.objects.filter(candidacy__physician=physician).exclude(snapshot="").update(snapshot="")


NO_NAMES = "お名前を含まない、番号と日付の記録です（求職管理簿・求人管理簿の一部）。"

hold(
    Candidacy,
    title="お引き合わせ",
    order=20,
    find=lambda p: Candidacy.objects.filter(physician=p),
    export=_candidacies,
    labels={
        "number": "番号", "state": "状態の符号", "state_words": "状態", "state_since": "いまの状態になった日時",
        "opening": "募集", "title": "見出し", "institution": "医療機関", "waiting_for": "待っている相手", "due_on": "期日",
        "resume_on": "再開の日", "introduced_on": "紹介年月日", "by_own_wish": "本人発意", "agreed_hash": "合意した条件の指紋",
        "made_at": "作成",
    },
    not_erased=NO_NAMES,
)  # fmt: skip
hold(
    models.CandidacyTransition,
    title="お引き合わせの経過",
    order=21,
    find=_of_talks(models.CandidacyTransition),
    leave_out=("actor", "data"),
    export=_transitions,
    erase=_erase_reasons,
)
hold(
    models.Proposal,
    title="ご提案の文",
    order=22,
    find=_of_talks(models.Proposal),
    leave_out=("weights_version",),
    export=_proposals,
    erase=_erase_words(models.Proposal),
)
_hold_of_talks(
    models.Inquiry,
    "ご提案へのお尋ね",
    23,
    leave_out=("key", "answered_by"),
)
_hold_of_talks(
    models.Question,
    "意見交換の質問",
    23,
    leave_out=("key", "author"),
    erase=_erase_words(models.Question),
)
_hold_of_talks(
    models.Answer,
    "意見交換の回答",
    24,
    leave_out=("key", "author", "question"),
    path="question__candidacy",
    erase=_erase_words(models.Answer),
)
_hold_of_talks(
    models.Message,
    "意見交換のおたより",
    24,
    leave_out=("key", "author"),
    erase=_erase_words(models.Message),
)
_hold_of_talks(
    models.HeldMessage,
    "担当者がお預かりしていることば",
    24,
    leave_out=("key", "author", "decided_by", "question"),
    export=_own_rows(models.HeldMessage, ("key", "author", "decided_by", "question")),
)
_hold_of_talks(
    models.PrivateNote,
    "自分だけの控え",
    24,
    leave_out=("key", "author"),
    export=_own_rows(models.PrivateNote, ("key", "author")),
)
_hold_of_talks(
    models.Attachment,
    "お渡しした書類",
    24,
    leave_out=("key", "author"),
    erase=_erase_papers,
)
_hold_of_talks(
    models.Introduction,
    "医療機関にお伝えした1枚",
    22,
    export=_introductions,
    erase=_erase_words(models.Introduction),
)
hold(
    models.TalkNews,
    find=_of_talks(models.TalkNews),
    order=29,
    not_exported="書き込みがあったことだけの記録で、ことばは含みません。翌朝のお知らせに使います。",
)
hold(
    models.CommonAnswer,
    find=_of_talks(models.CommonAnswer, "origin__question__candidacy"),
    order=29,
    not_exported="医療機関が自分のことばで書いた、どの先生にも見せるお答えです。",
    not_erased="医療機関が自分のことばで書いた、どの先生にも見せるお答えです。",
)
_hold_of_talks(
    models.Clause,
    "合意事項",
    25,
    leave_out=("question",),
    erase=_erase_words(models.Clause),
)
_hold_of_talks(
    models.AgreementVersion,
    "条件合意書",
    26,
    leave_out=("made_by",),
    erase=_erase_words(models.AgreementVersion),
)
_hold_of_talks(
    models.Approval,
    "条件合意書の承認",
    27,
    leave_out=("by", "version"),
    path="version__candidacy",
    not_erased=NO_NAMES,
)
_hold_of_talks(
    models.TermsWish,
    "条件のお話へ進むお返事",
    27,
    leave_out=("by",),
    not_erased=NO_NAMES,
)
INSIDE = "医療機関の中の決裁の記録です。先生のお名前やご事情を書く所ではありません。"
hold(
    models.TrackStep,
    find=_of_talks(models.TrackStep, "version__candidacy"),
    order=27,
    not_exported=INSIDE,
    not_erased=NO_NAMES,
)
hold(
    models.TrackRecord,
    find=_of_talks(models.TrackRecord, "step__version__candidacy"),
    order=27,
    not_exported=INSIDE,
    erase=_erase_words(models.TrackRecord),
)
_hold_of_talks(
    models.Placement,
    "就業",
    28,
    erase=_erase_snapshot,
)

hold(
    models.CompanionWish,
    title="ご一緒に移りたい先生",
    order=28,
    find=lambda p: models.CompanionWish.objects.filter(physician=p),
)
_hold_of_talks(
    models.JointSeat,
    "ご一緒のお話",
    29,
    not_erased=NO_NAMES,
)
