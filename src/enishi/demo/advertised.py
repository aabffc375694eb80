"""Advertisements that wait to be looked over: one the pinned hospital pasted itself, one another house sent to the desk by fax."""

import uuid
from datetime import timedelta

from enishi.common.actor import Actor
from enishi.common.clock import ago
from enishi.common.workflow import Channel
from enishi.demo.places import Place
from enishi.openings.advertisements import keep_advertisement

OWN = """{name} 医師募集のご案内（見本）

　当院は{town}で地域の医療を支えています。次のとおり、医師を募集いたします。

■ 内科（常勤）
　募集人員：１名
　勤務日数：週４〜５日
　給与：年俸１，４００万円〜１，８００万円（経験を考慮します）
　当直：月２回程度（免除のご相談に応じます）
　オンコール：なし
　住宅：医師住宅あり（３ＤＫ）
　契約期間：定めなし
　年齢：６０歳未満の方

■ 整形外科（非常勤）
　募集人員：２名
　勤務曜日：火曜・木曜の午前
　給与：１コマ４万５千円（交通費は別に支給）
　当直：なし

　お問い合わせ：事務部　見本 太郎（電話 0194-00-0000）
"""
BY_FAX = """【医師募集】{name}（{town}・見本）
総合診療または内科の先生をさがしています。
・非常勤、週2日から（曜日はご相談）
・日給 9万円、交通費支給
・日直・当直なし　夜間の呼び出しは月1回ほど（ご相談できます）
・宿舎あり　・1年ごとの契約（更新あり）
"""


def lay_down_advertisements(places: list[Place], desk: Actor) -> None:
    """Kept as sent, read by nobody yet."""
    first, second = places[0], places[1]
    with ago(timedelta(days=2)):
        keep_advertisement(institution=first.institution, by=first.staff, text=_text(OWN, first), key=uuid.UUID(int=31))
    with ago(timedelta(days=1)):
        faxed = _text(BY_FAX, second)
        keep_advertisement(institution=second.institution, by=desk.by(Channel.FAX), text=faxed, key=uuid.UUID(int=32))


def _text(words: str, place: Place) -> str:
    house = place.institution
    return words.format(name=house.name, town=f"{house.municipality.prefecture.name}{house.municipality.name}")
