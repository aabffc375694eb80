"""What the team's second persons have before them: letters to many, and complaints on their own path."""

import uuid
from datetime import timedelta

from enishi.common.actor import Actor
from enishi.common.clock import ago, today
from enishi.complaints import actions as complaints
from enishi.complaints.enums import CameBy, Outcome, Side
from enishi.desk import quality
from enishi.desk.quality_rules import QUESTIONS, Mark, Work
from enishi.notices import bulk


def have_second_persons(staff: dict[str, Actor]) -> None:
    """A letter that waits for its second person; a complaint that is new, one that is being looked into, one that is closed."""
    _write_to_many(staff["coordinator"])
    _complain(staff)
    _look_at_work(staff["supervisor"])


def _write_to_many(by: Actor) -> None:
    with ago(timedelta(hours=3)):
        letter = bulk.prepare(
            circle="institutions",
            choice="",
            purpose="年末年始の受付のお休みを、登録の医療機関にお知らせする",
            subject="年末年始の受付について",
            body="｛宛名｝ ご担当者さま\n\n12月29日から1月3日まで、お電話の受付をお休みします。\n"
            "画面からのご確認とお返事は、お休みのあいだもお受けします。\n\n1月4日の朝から、順にご連絡します。",
            key=uuid.uuid4(),
            by=by,
        )
        bulk.ask_approval(sending=letter, seen=0, by=by)


def _complain(staff: dict[str, Actor]) -> None:
    desk, office = staff["desk"], staff["office"]
    with ago(timedelta(days=24)):
        told = complaints.lodge(
            came_by=CameBy.PHONE, side=Side.INSTITUTION, name="見本町立病院 事務", phone="0194220000",
            text="候補の先生がいらっしゃるかどうかのお返事が、三週間ありませんでした。", key=uuid.uuid4(), by=desk,
        )  # fmt: skip
    with ago(timedelta(days=23)):
        complaints.acknowledge(complaint=told, told=True, by=office)
    with ago(timedelta(days=19)):
        complaints.answer(
            complaint=told, text="お待たせして申し訳ありません。お返事のない間も、二週間ごとに様子をお知らせします。", told=True,
            by=office,
        )  # fmt: skip
    with ago(timedelta(days=18)):
        complaints.close(
            complaint=told,
            outcome=Outcome.MENDED,
            lesson="候補のいない募集にも、二週間ごとに様子を知らせる。",
            by=office,
        )
    with ago(timedelta(days=4)):
        looked_into = complaints.lodge(
            came_by=CameBy.PAPER, side=Side.FAMILY, name="見本 花子", phone="0194220001",
            text="夕食の時間にお電話がありました。連絡の約束を確かめてください。", key=uuid.uuid4(), by=desk,
        )  # fmt: skip
    with ago(timedelta(days=3)):
        complaints.acknowledge(complaint=looked_into, told=True, by=office)
    with ago(timedelta(hours=2)):
        complaints.lodge(
            came_by=CameBy.PHONE, side=Side.PHYSICIAN, name="見本 太郎", phone="0194220002",
            text="面談の時間が、何度も変わりました。", about=staff["coordinator2"].user_id, key=uuid.uuid4(), by=desk,
        )  # fmt: skip


def _look_at_work(by: Actor) -> None:
    """The sample of last month; the first pieces are looked at, one of them with something to mend."""
    last = today().replace(day=1) - timedelta(days=1)
    if next(quality.work_of(last.replace(day=1)), None) is None:
        return  # the coordinators' first month
    sample = quality.draw_sample(month=last, per_coordinator=4, by=by)
    for no, item in enumerate(sample.items.all()[:6]):
        codes = [code for code, _ in QUESTIONS[Work(item.work)]]
        wrong = {codes[-1]: Mark.NO} if no == 0 else {}
        quality.check_item(
            item=item,
            answers=dict.fromkeys(codes, Mark.YES) | wrong,
            finding="次に何をいつするかを、記録に書き足してください。" if wrong else "",
            by=by,
        )
