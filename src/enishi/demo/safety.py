"""What the office answers for: a letter sent to the wrong place, what the staff was taught, a look that waits for its second
person, and a day of many readings."""

import uuid
from datetime import timedelta

from enishi.audit.actions import record_export, record_reading
from enishi.common.actor import Actor
from enishi.common.clock import ago, today
from enishi.office import incidents, support, training, watching
from enishi.office.enums import Why
from enishi.office.purposes import say_purpose
from enishi.office.safety_enums import IncidentEntryKind, WatchKind
from enishi.physicians.models import Physician

TAUGHT = ((200, "労働条件の明示と、2年間の転職勧奨の禁止", 90, 6), (95, "個人情報の取扱いと、漏えい等の報告", 60, 7), (12, "伏せる相手の確かめ方", 45, 7))  # fmt: skip


def keep_safe(staff: dict[str, Actor], himself: Physician) -> None:
    office, admin, desk = staff["office"], staff["admin"], staff["desk"]
    for days, subject, minutes, people in TAUGHT:
        with ago(timedelta(days=days)):
            training.add_training(
                by=office, key=uuid.uuid4(), on=today(), subject=subject, minutes=minutes, people=people
            )
    with ago(timedelta(days=2)):
        leak = incidents.open_incident(
            by=office, key=uuid.uuid4(), title="紹介状の送り先の取り違え", known_on=today(),
            happened="ファクスの番号を一つ違え、別の医療機関に紹介状が届きました。先方からのお電話で分かりました。",
            data_items="お名前、ご経歴の概要、療養中であること", people=1, sensitive=True, harmful=False, malicious=False,
        )  # fmt: skip
        incidents.add_entry(
            incident=leak, by=office, key=uuid.uuid4(), kind=IncidentEntryKind.MEASURE, on=today(),
            words="先方に廃棄をお願いし、廃棄したとのお返事をいただきました。",
        )  # fmt: skip
    with ago(timedelta(hours=3)):
        support.ask_support(
            physician=himself, by=admin, key=uuid.uuid4(), hours=4,
            reason="お知らせメールが届かないとのお電話があり、送信の状態を確かめます。",
        )  # fmt: skip
    for days, by, what, form, rows, more in (
        (41, office, "ledger_openings", "xlsx", 80, {"period": "2026-04-01から2026-09-30"}),
        (20, office, "journal", "csv", 6, {}),
        (6, desk, "desk_record_handover", "pdf", None, {"about": himself.number}),
    ):
        with ago(timedelta(days=days)):
            if what == "ledger_openings":
                said = say_purpose(what=what, why=Why.INSPECTION, words="10月の定期の調査", by=by)
                more = {**more, "why": said.why, "purpose": said.pk}
            record_export(by=by, what=what, form=form, rows=rows, **more)
    with ago(timedelta(days=1)):
        watching.set_limit(kind=WatchKind.MANY, by=office, count=25)
        for physician in Physician.objects.order_by("pk")[:26]:
            record_reading(by=desk, what="identity", object_type="physician", object_number=physician.number, level=3)
