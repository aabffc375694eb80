"""The record of each handing over: 個人情報の保護に関する法律29条 (what we gave) and 30条 (what we were given).

With the consent of the person the law has us record that there was consent, the third party's name, address and (of a
corporation) its representative, who the person is, and the items (同法施行規則20条1項2号, 24条1項2号); kept three years
(同規則21条, 25条). Of an opening nothing personal is handed over; it is recorded all the same, as our partners' log.
"""

from datetime import date

from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Channel
from enishi.referrals.enums import Direction, Way
from enishi.referrals.models import Arrived, Partner, Provision, Referral
from enishi.referrals.rules import labels_of

YEARS = 3


def words_of(partner: Partner) -> str:
    licence = f"（{partner.licence}）" if partner.licence else ""
    return f"{partner.name}{licence}　{partner.address}　代表 {partner.representative}"


def in_three_years(day: date) -> date:
    """The last day of keeping; of 29 February the day before."""
    try:
        return day.replace(year=day.year + YEARS)
    except ValueError:
        return day.replace(year=day.year + YEARS, day=28)


def note_out(referral: Referral, *, way: Way, person: str, items: list[str], by: Actor) -> Provision:
    """person: name, number or institution of whom it is about."""
    given = referral.consented_at
    channel = Channel(referral.consent_channel).label
    return Provision.objects.create(
        direction=Direction.OUT, referral=referral, partner_words=words_of(referral.partner), person=person,
        items=items, basis=f"{given:%Y-%m-%d} {referral.consent_by}の同意（{channel}）" if given else "",
        way=way, digest=referral.digest, by_id=by.user_id, keep_until=in_three_years(today()),
    )  # fmt: skip


def note_in(arrived: Arrived, *, person: str, keys: list[str], consent: str, by: Actor) -> Provision:
    labels = labels_of(arrived.kind)
    return Provision.objects.create(
        direction=Direction.IN, arrived=arrived, partner_words=words_of(arrived.partner), person=person,
        items=[labels[key] for key in keys], basis=consent,
        gained="ご本人から求職のお申し込みを受けて" if arrived.kind == "physician" else "求人のお申し込みを受けて",
        way=Way.FILE if arrived.partner_key_id else Way.PAPER, digest=arrived.digest, by_id=by.user_id,
        keep_until=in_three_years(today()),
    )  # fmt: skip
