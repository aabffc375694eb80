"""An interview of yesterday: notes of eight topics, and the sheet drafted from them, which waits for the physician's approval."""

from datetime import timedelta

from enishi.accounts.models import User
from enishi.common.actor import Actor
from enishi.common.clock import ago
from enishi.physicians.actions import begin_interview
from enishi.physicians.enums import PhysicianState
from enishi.physicians.interview_notes import Typed, mark_of, write_notes
from enishi.physicians.models import Physician
from enishi.physicians.wish_drafts import draft_of, save_drafted

NOTES = {
    "story": "内科ひとすじ40年。この10年は外来と訪問。\n若い先生を育てたいというお気持ちが強い。",
    "why": "来年3月で定年。4月から始められる。急ぎはしない。",
    "wishes": "研究日はいらない。官舎がないと困る。\n土日は絶対休み。できれば若い先生の指導をしたい。\n病棟はもうしない。",
    "days": "週2〜3日。月・水の午前と、金曜の午後は来られる。\n非常勤で探したい。木曜は通院があるので無理。",
    "pace": "当直はもう無理。オンコールは月4回までならできる。\n夜間の運転がつらい。",
    "family": "妻は雪の多い所をやめてほしいと言っている。母は施設に入ったばかり。",
    "home": "岩手か青森で探したい。通勤は車で40分以内。\n引っ越しは、条件がよければしてもいい。",
    "money": "1日8万円以上は欲しい。年金が止まらないくらいに。",
    "leaving": "今の診療所は週8時間続ける。",
}


def hold_interview(coordinator: Actor) -> Physician | None:
    """The first physician of this coordinator who waits for the interview; None if there is nobody."""
    waiting = Physician.objects.filter(state__in=(PhysicianState.INTERVIEWING, PhysicianState.REGISTERED))
    rows = waiting.exclude(user=None).exclude(identity__address="").order_by("-state", "pk")
    physician = next((p for p in rows if p.wishes.specialties), None)
    if physician is None:
        return None
    if physician.coordinator_id != coordinator.user_id:
        Physician.objects.filter(pk=physician.pk).update(coordinator=User.objects.get(pk=coordinator.user_id))
        physician.refresh_from_db()
    with ago(timedelta(hours=20)):
        if physician.state == PhysicianState.REGISTERED:
            begin_interview(physician=physician, by=coordinator)
        typed = {topic: Typed(text, mark_of(""), "") for topic, text in NOTES.items()}
        write_notes(physician=physician, by=coordinator, typed=typed, page="demo", turn=1)
    with ago(timedelta(hours=19)):
        changes = draft_of(physician).changes(physician.wishes.wishes)
        save_drafted(physician=physician, by=coordinator, wishes=changes)
    return physician
