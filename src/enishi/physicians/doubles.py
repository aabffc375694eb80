"""Which registrations may be of one person: candidates for the desk, found in the database by digests alone."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Q

from enishi.physicians.enums import OVER
from enishi.physicians.likeness import Sign, Traits, signs, weight
from enishi.physicians.models import Identity, Physician

JOINS = (
    "a.licence_index <> '' AND b.licence_index = a.licence_index",
    "a.mail_index <> '' AND b.mail_index = a.mail_index",
    "a.phone_index <> '' AND b.phone_index = a.phone_index",
    "a.birth_index <> '' AND b.birth_index = a.birth_index"
    " AND (a.kana_index <> '' AND b.kana_index = a.kana_index OR a.given_index <> '' AND b.given_index = a.given_index)",
)
"""How a sign is met in the tables; each is a join by one index. `likeness.signs` has the last word."""
MOST = 2_000
"""Pairs looked at; a telephone of a whole hospital must not fill the page with thousands."""


def doubles_of(physician: Physician) -> list[tuple[Physician, tuple[Sign, ...]]]:
    """Others who may be the same person, with the signs, the strongest first. Those kept apart stand among them."""
    own = traits_of([physician.pk]).get(physician.pk)
    if own is None or physician.state in OVER:
        return []
    return likely(own, but=physician.pk)


def likely(own: Traits, *, but: int | None = None) -> list[tuple[Physician, tuple[Sign, ...]]]:
    """Registrations that look like somebody of these traits, who need not be registered. but: primary key of one left out."""
    same = Q(pk=None)
    for column in ("licence", "mail", "phone"):
        if digest := getattr(own, column):
            same |= Q(**{f"{column}_index": digest})
    if own.birth:
        alike = [Q(**{f"{c}_index": digest}) for c in ("kana", "given") if (digest := getattr(own, c))]
        same |= Q(birth_index=own.birth) & reduce(or_, alike, Q(pk=None))
    rows = Identity.objects.filter(same).exclude(physician=but).exclude(physician__state__in=OVER)
    others = traits_of(rows.order_by().values_list("physician_id", flat=True)[:MOST])
    found = [(pk, why) for pk, traits in others.items() if (why := signs(own, traits))]
    known = Physician.objects.select_related("coordinator").in_bulk([pk for pk, _ in found])
    return [(known[pk], why) for pk, why in sorted(found, key=lambda row: (-weight(row[1]), row[0]))]


def all_doubles() -> list[tuple[int, int, tuple[Sign, ...]]]:
    """(primary key, primary key, signs) of every pair, the smaller key first; the strongest pairs first."""
    joined = " UNION ".join(
        "SELECT a.physician_id AS one, b.physician_id AS other FROM physicians_identity a JOIN physicians_identity b"
        f" ON b.physician_id > a.physician_id AND {how}"
        for how in JOINS
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT one, other FROM ({joined}) pairs"
            " JOIN physicians_physician p ON p.id = one AND p.state <> ALL(%(over)s)"
            " JOIN physicians_physician q ON q.id = other AND q.state <> ALL(%(over)s) ORDER BY 2 DESC, 1 LIMIT %(most)s",
            {"over": [str(state) for state in OVER], "most": MOST},
        )
        pairs = cursor.fetchall()
    traits = traits_of({pk for pair in pairs for pk in pair})
    found = [(one, other, signs(traits[one], traits[other])) for one, other in pairs]
    return sorted((row for row in found if row[2]), key=lambda row: (-weight(row[2]), -row[1], row[0]))


def traits_of(physicians: Iterable[int]) -> dict[int, Traits]:
    """Digests by primary key of the physician; nothing is deciphered."""
    columns = ("licence_index", "birth_index", "kana_index", "given_index", "mail_index", "phone_index")
    rows = Identity.objects.filter(physician__in=list(physicians)).values_list("physician_id", *columns)
    return {pk: Traits(*words) for pk, *words in rows}
