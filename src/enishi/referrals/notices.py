"""What is mailed about referrals: who is asked, and what the coordinator hears of the answer. No mail names a partner."""

from enishi.notices.actions import queue_notice
from enishi.notices.registry import Audience, NoticeKind, register
from enishi.openings.freshness import writers_of
from enishi.physicians.notices import tell
from enishi.referrals.models import Referral

register(
    NoticeKind(
        "E74",
        Audience.PHYSICIAN,
        "ほかの紹介機関へのご紹介について（お尋ね）",
        "先生のご希望により近いお仕事が見つかるよう、私どもと取り決めのある紹介機関へ、先生をご紹介できます。\n\n"
        "どの機関に、何をお伝えするかを、次の画面でご覧いただけます。先生が同意なさるまで、何もお伝えしません。\n"
        "同意なさらなくても、私どもからのご紹介に変わりはありません。お電話でもお返事をうかがいます。",
        path="/my/referrals/$number",
        urges=True,
    ),
    NoticeKind(
        "E74i",
        Audience.INSTITUTION,
        "募集のご紹介について（お尋ね）",
        "私どもと取り決めのある紹介機関へ、貴院の募集をご紹介してよいか、お尋ねします。\n\n"
        "どの機関に、何をお伝えするかを、次の画面でご覧いただけます。同意なさるまで、何もお伝えしません。\n"
        "お電話でも、お返事をうかがいます。",
        path="/inst/referrals/$number",
    ),
    NoticeKind(
        "E74c",
        Audience.COORDINATOR,
        "【要対応】ほかの機関への紹介",
        "$what（$number）。",
        path="/desk/referrals/out/$number",
    ),
)


def tell_asked(referral: Referral) -> None:
    """E74 to the physician, withheld from whom nobody may urge to change jobs (the coordinator then says it in a talk); E74i
    to those of the institution who write its openings."""
    if referral.physician:
        tell(referral.physician, "E74", key=f"E74:{referral.number}", about=referral.number)
    elif referral.opening:
        for user in writers_of(referral.opening.institution):
            key = f"E74i:{referral.number}:{user.pk}"
            queue_notice(notice_id="E74i", recipient=user, key=key, about=referral.number)


def tell_coordinator(referral: Referral, what: str) -> None:
    """E74c to whoever looks after the physician; of an opening, to whoever asked."""
    coordinator = referral.physician.coordinator if referral.physician else referral.asked_by
    if coordinator:
        queue_notice(
            notice_id="E74c", recipient=coordinator, key=f"E74c:{referral.number}:{what[:12]}", about=referral.number,
            values={"what": what},
        )  # fmt: skip
