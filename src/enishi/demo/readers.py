"""Readers of the newsletter who do not exist, and two issues that went to them."""

import uuid
from datetime import timedelta

from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import ago
from enishi.notices import bulk
from enishi.outreach.newsletter import confirm_subscription, prepare_issue, stop_reading, subscribe, write_issue

READERS = 8
AUTUMN = (
    "秋も深まり、学会の会場でお目にかかることの多い季節になりました。\n\n"
    "■見学の日が決まりました\n山あいの診療所と医師住宅を、バスで見て回る日を設けます。ご家族とご一緒でもかまいません。\n\n"
    "■働き方のお話を載せました\n「橋を渡って、月に二度の当番へ」。五人で島の診療所を守る先生のお話です。\n\n"
    "■ご存じですか\n70歳を過ぎてからの年金と、お勤めの収入との関わりを、計算の例つきでご案内しています。"
)
SUMMER = (
    "暑い日が続いています。お変わりありませんか。\n\n■夏の休みに、町を見に行く\nご旅行のついでに病院を見てこられた先生が、この夏もいらっしゃいました。"
    "担当者が、見学の時間だけをお取り次ぎします。\n\n■ご登録の用紙\n画面が苦手な方のために、A4の用紙をご用意しました。"
)
WINTER = "寒さが増してまいりました。\n\n■年末年始のお電話\n12月29日から1月3日までお休みします。"


def gather_readers(outreach: Actor, office: Actor) -> None:
    with ago(timedelta(days=160)):
        readers = [subscribe(address=f"reader{no}@example.jp", by=SYSTEM) for no in range(READERS)]
        for reader in readers[:-1]:
            confirm_subscription(subscriber=reader, by=SYSTEM)
    for days, title, body in ((110, "夏のお便り", SUMMER), (45, "秋のお便り　見学の日が決まりました", AUTUMN)):
        with ago(timedelta(days=days)):
            _sent(title, body, outreach, office)
    with ago(timedelta(days=20)):
        stop_reading(subscriber=readers[0], how="one_click", by=SYSTEM)
        stop_reading(subscriber=readers[1], how="bounced", by=SYSTEM)
    write_issue(title="冬のお便り　年末年始のお電話", body=WINTER, key=uuid.uuid4(), by=outreach)


def _sent(title: str, body: str, outreach: Actor, office: Actor) -> None:
    issue = write_issue(title=title, body=body, key=uuid.uuid4(), by=outreach)
    sending = prepare_issue(issue=issue, by=outreach)
    asked = bulk.ask_approval(sending=sending, seen=sending.changes, by=outreach)
    bulk.approve(sending=asked, seen_fingerprint=asked.fingerprint, count=bulk.to_send(asked), by=office)
    bulk.carry_on(sending=sending.pk)
