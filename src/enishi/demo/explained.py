"""What was explained to whom by hand, and a certification folder that is not quite ready."""

import uuid
from datetime import timedelta

from enishi.common.actor import Actor
from enishi.common.clock import ago, today
from enishi.demo.places import Place
from enishi.office import certification, explanations
from enishi.office.explained_enums import Standing, ToldBy

HANDED = (
    (150, ToldBy.PAPER, True),
    (90, ToldBy.ALOUD, True),
    (60, ToldBy.PAPER, False),
    (20, ToldBy.ALOUD, True),
    (5, ToldBy.PAPER, False),
)
"""Days ago, how, and whether the receipt came at once."""
LAID = (
    ("privacy", "個人情報適正管理規程（第3版、2026年4月1日）"),
    ("management", "職業紹介責任者講習の受講証（2024年6月、見本 花子）"),
    ("adverts", "広告とお便りの文を二人で確かめる手順書"),
)
LOOKED = (
    ("licence", Standing.MET, "", 300), ("fees", Standing.MET, "", 150), ("refunds", Standing.MET, "", 150),
    ("gifts", Standing.MET, "", 150), ("moving", Standing.MET, "", 150), ("adverts", Standing.MET, "", 90),
    ("conditions", Standing.MET, "", 150), ("privacy", Standing.PARTLY, "規程に、調査研究での使い方を書き足す（12月の会議まで）", 30),
    ("management", Standing.MET, "", 150), ("staff", Standing.MET, "", 120),
    ("voices", Standing.NOT_MET, "着任から3か月の先生と医療機関に、年2回の聞き取りを始める（担当：事務局）", 60),
)  # fmt: skip


def explain_and_certify(staff: dict[str, Actor], places: list[Place]) -> None:
    for place, (days, way, arrived) in zip(places, HANDED, strict=False):
        with ago(timedelta(days=days)):
            explanations.tell_by_hand(
                of=place.institution, by=staff["desk"], key=uuid.uuid4(), way=way, on=today(), arrived=arrived
            )
    with ago(timedelta(days=40)):
        for criterion, note in LAID:
            certification.add_evidence(criterion=criterion, by=staff["office"], key=uuid.uuid4(), note=note)
        for criterion, standing, words, days in LOOKED:
            certification.review_criterion(
                criterion=criterion, by=staff["office"], key=uuid.uuid4(), standing=standing, words=words,
                next_on=today() + timedelta(days=days),
            )  # fmt: skip
