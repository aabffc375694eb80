"""Partner banks, referrals out and in, for the tour."""

from collections.abc import Callable
from typing import Any

from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES, OFFICE_ROLES, Role
from enishi.common.workflow import Channel
from enishi.referrals import elsewhere, going_out, partners
from factories.world import World
from meta.acts_referrals import agreed, arrived, asked, asked_house, sent, taken, told_opening, with_key


class Referrals:
    """One referral at each step of one physician, one of another, one of two houses each; what came in: to decide, taken, an opening."""

    def __init__(self, world: World, physician: Any, other: Any, openings: tuple[Any, Any]) -> None:
        self.bank = with_key(world)
        partners.make_our_key(by=world.office())
        more = [with_key(world, new, name=f"見本の機関{n}", licence="") for n, new in enumerate(_seeds(4))]
        back = sent(world, physician=physician, to=more[0])
        going_out.withdraw(referral=back, by=world.ms_miura, channel=Channel.PHONE)
        self.mine = [
            asked(world, physician=physician, to=more[1]), agreed(world, physician=physician, to=more[2]),
            sent(world, physician=physician, to=more[3]), back,
        ]  # fmt: skip
        self.theirs = [asked(world, physician=other, to=more[1])]
        self.houses = [asked_house(world, opening=opening, to=more[0]) for opening in openings]
        self.came = [taken(world, self.bank), told_opening(world, self.bank)]
        self.came.append(arrived(world, self.bank, code="ABCDEFGK"))
        self.own, self.foreign = (
            elsewhere.note_elsewhere(
                physician=p, partner=None, name="見本医師会", channel=Channel.PHONE, by=world.ms_miura
            )
            for p in (physician, other)
        )

    def put(self, put: Callable[..., None], found: Any, role: str) -> None:
        desk, office, own = role in DESK_ROLES, role in OFFICE_ROLES, role == Role.PHYSICIAN

        def place(about: tuple[str, ...], rows: list[Any], seen: bool, *unknown: object) -> None:
            put(found, about, rows if seen else [], [] if seen else rows, *unknown)

        place(("partner",), [(self.bank.pk,)], office or desk, 999999)
        place(("partner", "partner_key"), [(self.bank.pk, self.bank.keys.get().pk)], office, self.bank.pk, 999999)
        mine, theirs = [(r.number,) for r in self.mine], [(r.number,) for r in self.theirs]
        houses = [(r.number,) for r in self.houses]
        every = mine + theirs + houses
        inside = role in INSTITUTION_ROLES
        shown = every if desk else mine if own else houses[:1] if inside else []
        put(found, ("referral",), shown, [row for row in every if row not in shown], "X-2026-9999")
        does = ("yes", "no", "withdraw") if own or inside else ("heard", "refuse", "withdraw", "told", "paper")
        acts = [(number, what) for (number,) in shown for what in does]
        hidden = [(number, "withdraw") for (number,) in every if (number,) not in shown]
        put(found, ("referral", "referral_act"), acts, hidden, "X-2026-9999", "withdraw")
        words = [(r.number, form) for r in self.mine if r.withdrawn_at for form in ("pdf", "json")]
        place(("referral", "word_form"), words, desk, "X-2026-9999", "pdf")
        numbers = [(a.number,) for a in self.came]
        place(("arrival",), numbers, desk, "U-2026-9999")
        acts = [
            (a.number, what) for a in self.came for what in ("take", "join", "decline", "opening", "draft", "placed")
        ]
        place(("arrival", "arrival_act"), acts, desk, "U-2026-9999", "take")
        place(
            ("arrival", "word_form"),
            [(self.came[0].number, form) for form in ("pdf", "json")],
            desk,
            "U-2026-9999",
            "pdf",
        )
        rows = [(self.own.pk,)] if own else []
        put(found, ("elsewhere",), rows, [(self.foreign.pk,)], 999999)
        pairs = [(e.physician.number, e.pk) for e in (self.own, self.foreign)]
        place(("physician", "elsewhere"), pairs, desk, "P-2026-9999", 1)


def _seeds(count: int) -> list[str]:
    from enishi.referrals.signing import new_seed

    return [new_seed() for _ in range(count)]
