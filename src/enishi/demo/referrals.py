"""Partner banks and referrals: one that waits for the physician's yes, one for a house's, one handed over and answered, one taken back, what came in."""

import uuid
from datetime import timedelta

from enishi.areas.models import Prefecture
from enishi.common.actor import Actor
from enishi.common.clock import ago, today
from enishi.common.workflow import Channel
from enishi.institutions.models import Institution
from enishi.openings.models import Opening
from enishi.physicians.models import Physician
from enishi.referrals import coming_in, elsewhere, going_out, partners
from enishi.referrals.enums import Level, Outcome, SheetKind, Way
from enishi.referrals.hiding import is_hidden_from_partner
from enishi.referrals.models import Partner, Referral
from enishi.referrals.rules import Sheet, in_order
from enishi.referrals.signing import fingerprint, new_seed, public_of, sign
from enishi.web.referrals.words import LEFT_OUT_AT_FIRST, opening_facts

SEED = new_seed()
"""The key of a bank that exists in this demo alone."""


def exchange_referrals(himself: Physician, house: Institution, staff: dict[str, Actor]) -> None:
    """himself, house: the pinned physician and institution, who are asked about the association's bank."""
    office, coordinator = staff["office"], staff["coordinator"]
    with ago(timedelta(days=200)):
        partners.make_our_key(by=office)
        county = _bank(
            office,
            "見本県ドクターバンク",
            "prefecture",
            "03-地-000000",
            "見本県見本市中央1-1",
            "見本県知事",
            "医療政策課 医師確保係",
            "03",
        )
        union = _bank(
            office,
            "見本医師会ドクターバンク",
            "association",
            "13-ム-000000",
            "見本区医師会町2-2",
            "会長 見本 一郎",
            "ドクターバンク担当",
            "",
        )
        public = public_of(SEED)
        partners.add_key(
            partner=county, by=office, public=public, read_out=fingerprint(public)[-8:], checked_with="医師確保係長",
            valid_from=today(), valid_until=today() + timedelta(days=730),
        )  # fmt: skip
    others = Physician.objects.filter(state="active").exclude(pk=himself.pk).order_by("pk")[:20]
    seen = (p for p in others if not is_hidden_from_partner(p, county))
    sent, back = next(seen), next(seen)
    with ago(timedelta(days=20)):
        first = _ask(sent, county, coordinator)
        going_out.consent(referral=first, by=coordinator, channel=Channel.PHONE)
        going_out.hand_over(referral=first, by=coordinator, way=Way.FILE)
        other = _ask(back, county, coordinator)
        going_out.consent(referral=other, by=coordinator, channel=Channel.PHONE)
        going_out.hand_over(referral=other, by=coordinator, way=Way.PAPER)
    with ago(timedelta(days=6)):
        _answer(first, county, coordinator)
    with ago(timedelta(days=1)):
        going_out.withdraw(referral=other, by=coordinator, channel=Channel.PHONE)
        if not is_hidden_from_partner(himself, union):
            _ask(himself, union, coordinator)
        _ask_house(house, union, coordinator)
        elsewhere.note_elsewhere(physician=himself, partner=county, name="", channel=Channel.PHONE, by=coordinator)
    for talk in himself.candidacies.filter(state="suggested").select_related("opening")[:1]:
        elsewhere.note_also_held(opening=talk.opening, partner=county, by=coordinator)
    with ago(timedelta(hours=3)):
        _arrive(county, coordinator)


def _bank(
    by: Actor, name: str, kind: str, licence: str, address: str, head: str, contact: str, prefecture: str
) -> Partner:
    given = {
        "name": name, "kind": kind, "licence": licence, "address": address, "representative": head, "contact": contact,
        "phone": "0194220090", "agreed_on": today(),
        "prefecture": Prefecture.objects.filter(code=prefecture).first() if prefecture else None,
    }  # fmt: skip
    return partners.add_partner(by=by, given=given)


def _ask(physician: Physician, bank: Partner, by: Actor) -> Referral:
    i, wished = physician.identity, physician.wishes
    facts = {
        "family_name": i.family_name, "given_name": i.given_name, "family_kana": i.family_kana,
        "given_kana": i.given_kana, "phone": i.phone, "mail": i.mail, "specialties": "・".join(wished.specialties),
        "days": f"週{float(wished.days_min):g}〜{float(wished.days_max):g}日",
    }  # fmt: skip
    return going_out.ask_physician(
        physician=physician, partner=bank, level=Level.IDENTITY, facts=facts, own_wish=True, key=uuid.uuid4(), by=by
    )


def _ask_house(house: Institution, bank: Partner, by: Actor) -> None:
    """Whether one of its openings may be told, which it answers on its own screen."""
    for opening in Opening.objects.published().filter(institution=house).select_related("current").order_by("pk")[:1]:
        facts = {key: words for key, words in opening_facts(opening).items() if key not in LEFT_OUT_AT_FIRST}
        going_out.ask_institution(opening=opening, partner=bank, facts=facts, key=uuid.uuid4(), by=by)


def _sheet(bank: Partner, **given: object) -> Sheet:
    words: dict[str, object] = {
        "id": uuid.uuid4(), "sender": partners.as_bank(bank), "recipient": partners.us(), "issued_on": today(),
        "expires_on": today() + timedelta(days=60),
    }  # fmt: skip
    return Sheet(**(words | given))  # type: ignore[arg-type]


def _answer(referral: Referral, bank: Partner, by: Actor) -> None:
    told = _sheet(
        bank, kind=SheetKind.OUTCOME, code=referral.code, about=referral.sheet_id, outcome=str(Outcome.ACCEPTED)
    )
    coming_in.receive(data=sign(told, SEED), by=by)


def _arrive(bank: Partner, by: Actor) -> None:
    person = {
        "family_name": "見本", "given_name": "三郎", "family_kana": "みほん", "given_kana": "さぶろう",
        "birth_date": "1958-04-05", "phone": "0194220091", "specialties": "内科・循環器内科", "days": "週3日",
        "prefectures": "岩手県・秋田県", "note": "冬の通勤が短いところを希望しています。",
    }  # fmt: skip
    post = {
        "title": "内科の常勤（外来と訪問診療）", "institution": "見本町国民健康保険診療所", "place": "岩手県 見本町",
        "specialties": "内科", "employment": "常勤", "days": "週4日", "duty": "当直なし",
    }  # fmt: skip
    consent = (today().isoformat(), "書面", "ご本人")
    sheets = (
        _sheet(bank, kind=SheetKind.PHYSICIAN, code="MHNSAB23", level=str(Level.IDENTITY), consent=consent,
               facts=in_order(SheetKind.PHYSICIAN, person)),
        _sheet(bank, kind=SheetKind.OPENING, code="MHNKYU24", consent=(today().isoformat(), "書面", "事務長"),
               facts=in_order(SheetKind.OPENING, post)),
    )  # fmt: skip
    for sheet in sheets:
        coming_in.receive(data=sign(sheet, SEED), by=by)
