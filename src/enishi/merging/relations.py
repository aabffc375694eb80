"""What becomes of everything that hangs on a record that is merged into another. Pure.

Every foreign key that leads to a physician, an institution or an opening has its line here; a test walks the models and finds one that has none.
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
    "physicians.LegalHold.physician": Relation(S, "消去の保全", "どちらの番号の保全も、お一人の全体に効きます。"),
    "office.LedgerEntry.physician": Relation(S, "求職管理簿の記載", "受理のときの記載は、番号ごとに残します。"),
    "office.Explained.physician": Relation(S, "ご説明の記録", "お示ししたときのまま、もとの番号に残ります。"),
    "office.SupportAccess.physician": Relation(S, why="だれが、どの番号の記録を開いたかの記録です。"),
    "matching.SlateLine.physician": Relation(S, why="組み合わせの計算のときの記録です。"),
    "desk.PaperSheet.physician": Relation(M, "用紙"),
    "desk.DeskNote.physician": Relation(M, "担当者の控え"),
    "desk.HandedWriting.physician": Relation(S, "お渡しした書類", "お渡ししたときのまま、もとの番号に残ります。"),
    "desk.ConferenceCase.physician": Relation(S, "ケース会議の一件", "会議のときの番号のまま残ります。"),
    "desk.NextAction.physician": Relation(M, "次にすること"),
    "desk.Trace.physician": Relation(M),
    "physicians.InterviewNote.physician": Relation(M, "面談の記録"),
    "outreach.StoryConsent.physician": Relation(M, "お話の掲載への同意"),
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
    "surveys.SurveySeat.physician": Relation(M, "調査へのお答え"),
    "relays.RelayMember.physician": Relation(M, "分け合う席の案"),
    "referrals.Referral.physician": Relation(
        M,
        "ほかの機関への紹介",
        refuse="同じ機関への紹介が、両方の登録で進んでいます。どちらかを終えてから、お進みください。",
    ),
    "referrals.Arrived.physician": Relation(M, "ほかの機関からの紹介"),
    "referrals.Elsewhere.physician": Relation(M, "ほかの機関への登録"),
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

INSTITUTION: Mapping[str, Relation] = {
    "institutions.Institution.merged_into": Relation(M, "これまでに一つにした番号"),
    "institutions.InstitutionTransition.institution": Relation(S, "ご登録の経過", "書き換えない記録です。"),
    "institutions.Application.institution": Relation(S, "登録のお申し込み", "届いたときのまま、もとの番号に残ります。"),
    "institutions.Application.joined": Relation(M),
    "institutions.InstitutionCheck.institution": Relation(S, "登録前の確認", "その番号で行った確認の記録です。"),
    "institutions.Declaration.institution": Relation(
        S, "法令順守の自己申告", "申告したときのまま残ります。残すほうの申告を使います。"
    ),
    "office.Explained.institution": Relation(S, "ご説明の記録", "お示ししたときのまま、もとの番号に残ります。"),
    "institutions.Invitation.institution": Relation(M, "担当者のご招待"),
    "institutions.HostingPlan.institution": Relation(C, "お迎えの段取り"),
    "institutions.ApprovalRoute.institution": Relation(C, "承認の段取り"),
    "institutions.Readiness.institution": Relation(M),
    "institutions.ContinuityBook.institution": Relation(S),
    "institutions.ContinuityPost.institution": Relation(M),
    "institutions.PracticeFact.institution": Relation(
        M, "診療の現実", "残すほうに、同じ問いのお答えがあります。違うところは、あとで直してください。"
    ),
    "institutions.RegionFact.proposed_by": Relation(M, "地域の事実"),
    "openings.Opening.institution": Relation(M, "募集"),
    "openings.ConfirmPreference.institution": Relation(C, "再確認をお尋ねする方法"),
    "openings.IntakeSheet.institution": Relation(M, "取り込みを待つ一覧"),
    "openings.Advertisement.institution": Relation(M, "お預かりした求人の文章"),
    "matching.InsightAnswer.institution": Relation(S, why="尋ねたときの記録です。"),
    "candidacies.CommonAnswer.institution": Relation(M, "よくあるお答え"),
    "physicians.ShieldEntry.institution": Relation(M, "この医療機関を伏せている先生の印"),
    "physicians.DisclosureGrant.institution": Relation(M, "先生からの公開の同意"),
    "aftercare.Keeping.institution": Relation(M, "約束の守られ方の公開"),
    "desk.PaperSheet.institution": Relation(M, "用紙"),
    "desk.DeskNote.institution": Relation(M, "担当者の控え"),
    "desk.HandedWriting.institution": Relation(S, "お渡しした書類", "お渡ししたときのまま、もとの番号に残ります。"),
    "desk.ConferenceCase.institution": Relation(S, "ケース会議の一件", "会議のときの番号のまま残ります。"),
    "desk.NextAction.institution": Relation(M, "次にすること", "残すほうに、次にすることが決まっています。"),
    "visits.TripStop.institution": Relation(M, "出張の行き先"),
    "desk.Keeper.institution": Relation(C, "机の担当者"),
    "desk.Trace.institution": Relation(M),
}
"""The risk book and the readiness check are the institution's own: they go on, and nobody at the desk hears of them."""

OPENING: Mapping[str, Relation] = {
    "openings.Opening.merged_into": Relation(M, "これまでに一つにした番号"),
    "openings.OpeningVersion.opening": Relation(
        S, "募集の条件の版", "版は書き換えません。先生にお示しした条件も、そのまま読めます。"
    ),
    "openings.OpeningTransition.opening": Relation(S, "募集の経過", "書き換えない記録です。"),
    "openings.OpeningWaiver.opening": Relation(S, "そのままでよいとした指摘", "その言葉についての判断です。"),
    "openings.SpotDay.opening": Relation(M, "来てほしい日", "残すほうに、同じ日と時間帯があります。"),
    "openings.AdvertisedOpening.opening": Relation(S, "もとの文章とのつながり", "届いたときのまま残ります。"),
    "office.LedgerEntry.opening": Relation(S, "求人管理簿の記載", "受け付けたときの記載は、番号ごとに残します。"),
    "matching.Suggestion.opening": Relation(S, why="計算のたびの記録です。"),
    "matching.InsightAnswer.opening": Relation(S, why="尋ねたときの記録です。"),
    "matching.SlateLine.opening": Relation(S, why="組み合わせの計算のときの記録です。"),
    "candidacies.Candidacy.opening": Relation(
        M,
        "お引き合わせ",
        refuse="同じ先生のお話が、両方の募集で進んでいます。どちらかを「同じお話が二つある」として終えてから、お進みください。",
    ),
    "relays.RelayPost.opening": Relation(M, "分け合う席"),
    "referrals.Referral.opening": Relation(
        M,
        "ほかの機関への紹介",
        refuse="同じ機関への紹介が、両方の募集で進んでいます。どちらかを終えてから、お進みください。",
    ),
    "referrals.Arrived.opening": Relation(M, "ほかの機関からの紹介"),
    "referrals.AlsoHeld.opening": Relation(M, "提携先も持つ募集"),
    "physicians.Physician.came_for": Relation(M),
    "physicians.RegistrationDraft.opening": Relation(M),
    "physicians.FamilyPlace.opening": Relation(M),
    "desk.PaperSheet.opening": Relation(M, "用紙"),
    "desk.DeskNote.opening": Relation(M, "担当者の控え"),
    "desk.HandedWriting.opening": Relation(S, "お渡しした書類", "お渡ししたときのまま、もとの番号に残ります。"),
    "desk.ConferenceCase.opening": Relation(S, "ケース会議の一件", "会議のときの番号のまま残ります。"),
    "desk.NextAction.opening": Relation(M, "次にすること", "残すほうに、次にすることが決まっています。"),
    "desk.Trace.opening": Relation(M),
}
