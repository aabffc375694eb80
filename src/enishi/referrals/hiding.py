"""Whether a partner bank is, or belongs to, somebody a physician hides from."""

from collections.abc import Iterable

from enishi.institutions.models import Institution
from enishi.physicians.families import Member
from enishi.physicians.models import Physician
from enishi.physicians.rules import names_touch
from enishi.physicians.shield import hidden_institutions, members_of
from enishi.referrals.models import Partner


def hidden_partners(physician: Physician, partners: Iterable[Partner]) -> set[int]:
    """Primary keys of the partners that must learn nothing of this physician.

    A partner stands among the institutions under its own name and those of the houses it runs, as one family with its
    corporation and group. It is hidden too where a hidden institution of ours bears one of those names. Shields that cannot
    be read hide from every partner.
    """
    every = list(partners)
    houses = members_of(Institution.objects.all())
    pseudo = {-(no + 1): partner for no, partner in enumerate(every)}
    likewise = [_as_member(key, partner, name) for key, partner in pseudo.items() for name in _names(partner)]
    hidden = hidden_institutions(physician, [*houses, *likewise])
    words = {name for member in houses if member.institution in hidden for name in member.names}
    return {
        partner.pk
        for key, partner in pseudo.items()
        if key in hidden or any(names_touch(name, word) for name in _names(partner) for word in words)
    }


def is_hidden_from_partner(physician: Physician, partner: Partner) -> bool:
    """Whether this one partner must learn nothing of the physician."""
    return bool(hidden_partners(physician, [partner]))


def _names(partner: Partner) -> list[str]:
    return [partner.name, *partner.houses]


def _as_member(key: int, partner: Partner, name: str) -> Member:
    owner = partner.corporation
    places = frozenset({f"p{partner.prefecture_id}"} if partner.prefecture_id else ())
    return Member(
        key, name, partner.corporation_id, owner.name if owner else "", owner.group if owner else "", places=places
    )
