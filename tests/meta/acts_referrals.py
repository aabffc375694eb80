"""Acts of referrals to and from partner banks. See acts.py."""

import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from enishi.common.clock import today
from enishi.common.workflow import Channel
from enishi.desk import arrivals
from enishi.referrals import arrived_drafts, coming_in, elsewhere, going_out, partners
from enishi.referrals.enums import Level, Outcome, SheetKind, Way
from enishi.referrals.models import Arrived, Partner, PartnerKey, Referral
from enishi.referrals.rules import Sheet, in_order
from enishi.referrals.signing import fingerprint, new_seed, public_of, sign
from factories.world import World

Act = Callable[[], object]
PARTNER: dict[str, Any] = {
    "name": "見本県ドクターバンク", "kind": "prefecture", "licence": "03-地-000001", "address": "見本県見本市1-1",
    "representative": "見本県知事", "contact": "地域医療課", "agreed_on": today() - timedelta(days=30),
}  # fmt: skip
SEED = new_seed()
SON: dict[str, str] = {
    "family_name": "見本", "given_name": "三郎", "family_kana": "みほん", "given_kana": "さぶろう",
    "birth_date": "1958-04-05", "phone": "090-7777-0001", "specialties": "内科",
}  # fmt: skip


def partner(world: World, **given: Any) -> Partner:
    return partners.add_partner(by=world.office(), given=PARTNER | given)


def with_key(world: World, seed: str = SEED, **given: Any) -> Partner:
    made = partner(world, **given)
    key(world, made, seed)
    return made


def key(world: World, of: Partner, seed: str = SEED, **given: Any) -> PartnerKey:
    public = public_of(seed)
    facts: dict[str, Any] = {
        "public": public, "read_out": fingerprint(public)[-8:], "checked_with": "係長",
        "valid_from": today() - timedelta(days=30), "valid_until": today() + timedelta(days=300),
    }  # fmt: skip
    return partners.add_key(partner=of, by=world.office(), **(facts | given))


def asked(world: World, physician: Any = None, to: Partner | None = None, level: Level = Level.IDENTITY) -> Referral:
    physician = physician or world.physician()
    facts = {"family_name": "北川", "phone": "09011112222", "specialties": "内科", "outline": "60代・内科系の医師。"}
    return going_out.ask_physician(
        physician=physician, partner=to or partner(world), level=level, facts=facts, own_wish=True, key=uuid.uuid4(),
        by=world.ms_miura,
    )  # fmt: skip


def asked_house(world: World, opening: Any = None, to: Partner | None = None) -> Referral:
    """An institution that was asked whether an opening of it may be told to a partner."""
    facts = {"title": "内科外来", "institution": "見本病院", "pay": "年俸1,500万円"}
    return going_out.ask_institution(
        opening=opening or world.opening(),
        partner=to or partner(world),
        facts=facts,
        key=uuid.uuid4(),
        by=world.ms_miura,
    )


def agreed(world: World, **given: Any) -> Referral:
    found = asked(world, **given)
    assert found.physician
    return going_out.consent(referral=found, by=world.actor(found.physician), channel=Channel.WEB)


def sent(world: World, **given: Any) -> Referral:
    found = agreed(world, **given)
    if partners.our_key() is None:
        partners.make_our_key(by=world.office())
    going_out.hand_over(referral=found, by=world.ms_miura, way=Way.FILE)
    found.refresh_from_db()
    return found


def sheet(of: Partner, **given: Any) -> Sheet:
    """A physician whom this partner refers to us."""
    facts: dict[str, Any] = {
        "id": uuid.uuid4(), "kind": SheetKind.PHYSICIAN, "code": "ABCDEFGH", "sender": partners.as_bank(of),
        "recipient": partners.us(), "issued_on": today(), "expires_on": today() + timedelta(days=60),
        "level": str(Level.IDENTITY), "consent": (today().isoformat(), "書面", "ご本人"),
        "facts": in_order(SheetKind.PHYSICIAN, SON),
    }  # fmt: skip
    return Sheet(**(facts | given))


def arrived(world: World, of: Partner | None = None, **given: Any) -> Arrived:
    of = of or with_key(world)
    return coming_in.receive(data=sign(sheet(of, **given), SEED), by=world.ms_miura)


def told_opening(world: World, of: Partner | None = None) -> Arrived:
    words = {
        "title": "内科の常勤", "institution": "見本病院", "specialties": "内科", "employment": "常勤", "days": "週4日",
        "duty": "当直なし", "pay": "年俸1,500万円から1,800万円",
    }  # fmt: skip
    facts = in_order(SheetKind.OPENING, words)
    return arrived(world, of, kind=SheetKind.OPENING, level="", facts=facts, code="ABCDEFGJ")


def outcome_file(referral: Referral, outcome: Outcome, **given: Any) -> bytes:
    words = {"kind": SheetKind.OUTCOME, "level": "", "consent": ("", "", ""), "facts": (), "about": referral.sheet_id}
    return sign(sheet(referral.partner, **(words | {"outcome": str(outcome)} | given)), SEED)


def tampered(data: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """The same file with something changed after it was signed."""
    outer = json.loads(data)
    change(outer)
    return json.dumps(outer, ensure_ascii=False).encode()


def taken(world: World, of: Partner | None = None) -> Arrived:
    found = arrived(world, of)
    arrivals.take_in(arrived=found, identity=coming_in.identity_in(found), by=world.ms_miura)
    found.refresh_from_db()
    return found


def _with(make: Callable[[World], Any], act: Callable[[Any, World], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        made = make(world)
        return lambda: act(made, world)

    return story


def _elsewhere(world: World) -> Any:
    return elsewhere.note_elsewhere(
        physician=world.physician(), partner=None, name="見本医師会", channel=Channel.PHONE, by=world.ms_miura
    )


def _held(world: World) -> Any:
    return elsewhere.note_also_held(opening=world.opening(), partner=partner(world), by=world.ms_miura)


def _keyed(world: World) -> Any:
    partners.make_our_key(by=world.office())
    return agreed(world)


def _withdrawn(world: World) -> Any:
    return going_out.withdraw(referral=sent(world), by=world.ms_miura, channel=Channel.PHONE)


def _ask_opening(world: World) -> Act:
    opening, to = world.opening(), partner(world)
    return lambda: going_out.ask_institution(
        opening=opening, partner=to, facts={"title": "内科"}, key=uuid.uuid4(), by=world.ms_miura
    )


REFERRAL_ACTS: dict[str, Callable[[World], Act]] = {
    "referrals.partners.add_partner": lambda w: lambda: partner(w),
    "referrals.partners.change_partner": _with(
        partner, lambda p, w: partners.change_partner(partner=p, by=w.office(), given={"contact": "医療人材課"})
    ),
    "referrals.partners.end_partner": _with(partner, lambda p, w: partners.end_partner(partner=p, by=w.office())),
    "referrals.partners.add_key": _with(partner, lambda p, w: key(w, p)),
    "referrals.partners.end_key": _with(
        lambda w: key(w, partner(w)), lambda k, w: partners.end_key(key=k, by=w.office())
    ),
    "referrals.partners.make_our_key": lambda w: lambda: partners.make_our_key(by=w.office()),
    "referrals.going_out.ask_physician": lambda w: lambda: asked(w),
    "referrals.going_out.ask_institution": _ask_opening,
    "referrals.going_out.consent": _with(
        asked, lambda r, w: going_out.consent(referral=r, by=w.ms_miura, channel=Channel.PHONE)
    ),
    "referrals.going_out.refuse": _with(
        asked, lambda r, w: going_out.refuse(referral=r, by=w.ms_miura, channel=Channel.PHONE)
    ),
    "referrals.going_out.withdraw": _with(
        agreed, lambda r, w: going_out.withdraw(referral=r, by=w.ms_miura, channel=Channel.PHONE)
    ),
    "referrals.going_out.hand_over": _with(
        _keyed, lambda r, w: going_out.hand_over(referral=r, by=w.ms_miura, way=Way.FILE)
    ),
    "referrals.going_out.told": _with(_withdrawn, lambda r, w: going_out.told(referral=r, by=w.ms_miura)),
    "referrals.coming_in.receive": lambda w: (lambda of: lambda: arrived(w, of))(with_key(w)),
    "referrals.coming_in.type_twin": _with(
        partner,
        lambda p, w: coming_in.type_twin(
            partner=p, code="ABCDEFGH", level=Level.IDENTITY, facts=SON, issued_on=today(), consent_on=today(),
            by=w.ms_miura,
        ),
    ),
    "referrals.coming_in.register_arrived": _with(
        arrived, lambda a, w: coming_in.register_arrived(arrived=a, identity=coming_in.identity_in(a), by=w.ms_miura)
    ),
    "desk.arrivals.take_in": _with(
        arrived, lambda a, w: arrivals.take_in(arrived=a, identity=coming_in.identity_in(a), by=w.ms_miura)
    ),
    "referrals.coming_in.join_arrived": _with(
        arrived, lambda a, w: coming_in.join_arrived(arrived=a, physician=w.physician(), by=w.ms_miura)
    ),
    "referrals.coming_in.note_opening": _with(
        told_opening, lambda a, w: coming_in.note_opening(arrived=a, opening=w.opening(), by=w.ms_miura)
    ),
    "referrals.arrived_drafts.read_as_draft": _with(
        told_opening,
        lambda a, w: arrived_drafts.read_as_draft(arrived=a, institution=w.institution(), by=w.ms_miura),
    ),
    "referrals.coming_in.give_back": _with(
        arrived, lambda a, w: coming_in.give_back(arrived=a, reason="ご希望が違う", by=w.ms_miura)
    ),
    "referrals.coming_in.tell_placed": _with(taken, lambda a, w: coming_in.tell_placed(arrived=a, by=w.ms_miura)),
    "referrals.elsewhere.note_elsewhere": lambda w: lambda: _elsewhere(w),
    "referrals.elsewhere.end_elsewhere": _with(
        _elsewhere, lambda e, w: elsewhere.end_elsewhere(elsewhere=e, by=w.ms_miura)
    ),
    "referrals.elsewhere.note_also_held": lambda w: lambda: _held(w),
    "referrals.elsewhere.end_also_held": _with(_held, lambda h, w: elsewhere.end_also_held(held=h, by=w.ms_miura)),
}  # fmt: skip
