"""What becomes of everything that hangs on a registration that is merged into another. Pure.

Every foreign key that leads to a physician has its line here; a test walks the models and finds one that has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from enishi.merging.enums import Fate


@dataclass(frozen=True, slots=True)
class Relation:
    """title: as the preview says it; "" for what is not worth a line there. why: the reason for staying.

    refuse: a sentence where two that cannot stand side by side must be settled by people first; without it the
    row that clashes stays with the old number.
    """

    fate: Fate
    title: str = ""
    why: str = ""
    refuse: str = ""


M, S, C, L = Fate.MOVE, Fate.STAY, Fate.CHOOSE, Fate.LATER

PHYSICIAN: Mapping[str, Relation] = {
    "physicians.Physician.merged_into": Relation(S, "これまでに一つにした番号", "番号をたどれるように残します。"),
    "physicians.Identity.physician": Relation(
        S, "お名前・ご連絡先", "求職管理簿の記載のため、もとの番号にも残します。使う内容は上で選びます。"
    ),
    "physicians.PhysicianTransition.physician": Relation(S, "ご登録の経過", "書き換えない記録です。"),
    "physicians.WishSheet.physician": Relation(
        S,
        "希望整理シート",
        "版は書き換えません。残すほうのシートを使います。違うところは、あとで「希望を直す」で書き足してください。",
    ),
    "physicians.RegistrationDraft.physician": Relation(S, why="お申し込みのときの控えです。"),
    "physicians.Leaving.physician": Relation(S, why="退会した登録は一つにできません。"),
    "office.LedgerEntry.physician": Relation(S, "求職管理簿の記載", "受理のときの記載は、番号ごとに残します。"),
    "matching.SlateLine.physician": Relation(S, why="組み合わせの計算のときの記録です。"),
    "desk.PaperSheet.physician": Relation(M, "用紙"),
    "desk.DeskNote.physician": Relation(M, "担当者の控え"),
    "desk.NextAction.physician": Relation(M, "次にすること"),
    "desk.Trace.physician": Relation(M),
    "physicians.InterviewNote.physician": Relation(M, "面談の記録"),
    "matching.Suggestion.physician": Relation(S, why="計算のたびの記録です。"),
    "candidacies.Candidacy.physician": Relation(
        M,
        "お引き合わせ",
        refuse="同じ募集のお話が、両方の登録で進んでいます。どちらかを「同じお話が二つある」として終えてから、お進みください。",
    ),
    "physicians.ContactEvent.physician": Relation(
        M,
        "ご連絡の記録",
        refuse="両方の登録に、結果を書いていないお電話があります。どちらかの結果を書いてから、お進みください。",
    ),
    "physicians.Interview.physician": Relation(
        M, "面談の日時", refuse="両方の登録で、面談の日時を相談しています。どちらかの面談を終えてから、お進みください。"
    ),
    "physicians.Document.physician": Relation(M, "書類"),
    "physicians.CareerPost.physician": Relation(M, "お勤めの経歴"),
    "physicians.Qualification.physician": Relation(M, "資格・語学・技能"),
    "physicians.FamilyLink.physician": Relation(M, "ご家族のページ"),
    "physicians.ShieldEntry.physician": Relation(M, "伏せる相手"),
    "physicians.Consent.physician": Relation(M, "ご同意"),
    "physicians.DisclosureGrant.physician": Relation(M, "公開の同意"),
    "physicians.NarrowWording.physician": Relation(M, "狭い言葉での紹介のご同意"),
    "physicians.SavedSearch.physician": Relation(M, "保存した条件"),
    "candidacies.CompanionWish.physician": Relation(M, "ご一緒に移りたい先生"),
    "relays.RelayMember.physician": Relation(M, "分け合う席の案"),
    "physicians.ContactPromise.physician": Relation(C, "連絡の約束"),
    "physicians.DeliveryChoice.physician": Relation(C, "説明の受け取り方"),
    "physicians.AnonymousDetail.physician": Relation(C, "お名前を伏せたご経験"),
    "physicians.ScopeSheet.physician": Relation(C, "診療できる範囲"),
    "physicians.WorkingWeek.physician": Relation(L),
    "physicians.RetirementPlan.physician": Relation(L),
    "physicians.Preparation.physician": Relation(L),
}
"""model.field → what becomes of it. The last three are notebooks that nobody at the desk may so much as know of."""

WHOLE: Mapping[str, str] = {"physicians.InterviewNote.physician": "topic"}
"""Of these, rows with one value in this column belong together: where the kept number has any, those of the other stay."""
