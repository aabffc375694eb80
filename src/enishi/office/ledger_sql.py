"""What the ledgers ask the database: plain rows by the thousand, each question one query with the keys in one array.

Objects of the models cost five times the time of the rest of a ledger, and a list of keys written out as IN (…) is read
letter by letter by the driver; so this file is written in SQL (measured by `./dev bench office`).
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from enishi.common.encrypted import decrypt_many
from enishi.merging.enums import Kind

OF = {Kind.OPENING: "opening_id", Kind.PHYSICIAN: "physician_id"}


class Acceptance(NamedTuple):
    """An opening or seeker: until when it is valid, and for an opening why it was closed (a code)."""

    key: int
    number: str
    accepted_on: date | None
    valid_until: date | None
    close_reason: str


class Referral(NamedTuple):
    """A named introduction with its employment, if one came of it. then: names as they were at the contract."""

    talk: int
    state: str
    introduced_on: date
    physician: int
    opening: int
    opening_number: str
    institution_name: str
    placement: int | None
    contract_kind: str
    hired_on: date | None
    left_on: date | None
    no_solicitation_until: date | None
    then: Mapping[str, str]


def rows(query: str, *values: Any) -> list[tuple[Any, ...]]:
    """A list of keys is written as PostgreSQL's own text of an array: the driver looks at each of its numbers, a tenth of a ledger."""
    given = ["{" + ",".join(map(str, value)) + "}" if isinstance(value, list) else value for value in values]
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return cursor.fetchall()


def acceptances(kind: Kind, keys: list[int]) -> dict[int, Acceptance]:
    """By key; two queries for two kinds, one for one."""
    asked = (
        "SELECT id, number, received_on, valid_until, close_reason FROM openings_opening WHERE id = ANY(%s)"
        if kind is Kind.OPENING
        else "SELECT id, number, accepted_on, valid_until, '' FROM physicians_physician WHERE id = ANY(%s)"
    )
    return {row[0]: Acceptance(*row) for row in rows(asked, keys)}


def accepted_items(kind: Kind, keys: Iterable[int]) -> dict[int, dict[str, str]]:
    """The items of these openings or seekers as they were accepted; empty where they were erased. Deciphered all at once."""
    of = OF[kind]
    found = rows(f"SELECT {of}, facts FROM office_ledgerentry WHERE {of} = ANY(%s)", list(keys))
    kept = [(key, token) for key, token in found if token]
    said = _opened([token for _, token in kept])
    return {key: {} for key, _ in found} | {key: items for (key, _), items in zip(kept, said, strict=True)}


def _opened(tokens: list[str]) -> list[dict[str, str]]:
    """What each token says. Read as one text: the names of the items are the same in all, and are made once."""
    found: list[dict[str, str]] = json.loads(f"[{','.join(decrypt_many(tokens))}]")
    return found


def referrals(kind: Kind, keys: list[int]) -> list[Referral]:
    """Named introductions of these openings or seekers, also of talks that a merge moved to another number since; the oldest
    first."""
    of = OF[kind]
    found = rows(
        "SELECT c.id, c.state, c.introduced_on, c.physician_id, c.opening_id, o.number, i.name, p.id, coalesce(p.contract_kind, ''),"
        " p.hired_on, p.left_on, p.no_solicitation_until, coalesce(p.snapshot, '')"
        f" FROM (SELECT id FROM candidacies_candidacy WHERE {of} = ANY(%s) UNION SELECT m.row FROM merging_mergechange m"
        " JOIN merging_merge g ON g.id = m.merge_id WHERE m.in_ledger AND g.undone_at IS NULL AND g.kind = %s"
        " AND g.absorbed = ANY(%s)) asked JOIN candidacies_candidacy c ON c.id = asked.id"
        " JOIN openings_opening o ON o.id = c.opening_id JOIN institutions_institution i ON i.id = o.institution_id"
        " LEFT JOIN candidacies_placement p ON p.candidacy_id = c.id"
        " WHERE c.introduced_on IS NOT NULL ORDER BY c.introduced_on, c.id",
        keys, str(kind), keys,
    )  # fmt: skip
    then = dict(zip((row[0] for row in found if row[12]), _opened([row[12] for row in found if row[12]]), strict=True))
    return [Referral(*row[:12], then.get(row[0], {})) for row in found]


def remarks(kind: Kind, keys: list[int]) -> list[tuple[int, datetime, str]]:
    """(key, time, words) of what the office wrote for itself, the oldest first."""
    of = OF[kind]
    found = rows(
        f"SELECT e.{of}, r.at, r.text FROM office_ledgerremark r JOIN office_ledgerentry e ON e.id = r.entry_id"
        f" WHERE e.{of} = ANY(%s) AND r.text <> '' ORDER BY r.at, r.id",
        keys,
    )
    texts = decrypt_many([token for _, _, token in found])
    return [(key, at, text) for (key, at, _), text in zip(found, texts, strict=True)]


def changes(keys: list[int]) -> list[tuple[int, int, datetime]]:
    """(opening, number of the terms, time) of the later terms of these openings, in their order."""
    return rows(  # type: ignore[return-value]
        "SELECT v.opening_id, v.no, v.made_at FROM openings_openingversion v JOIN openings_opening o ON o.id = v.opening_id"
        " JOIN openings_openingversion now ON now.id = o.current_id"
        " WHERE v.opening_id = ANY(%s) AND v.no > 1 AND now.no > 1 ORDER BY v.no, v.id",
        keys,
    )


def ends(keys: list[int]) -> dict[int, datetime]:
    """By opening, when it was closed: before its validity was over, or with it."""
    return dict(
        rows(
            "SELECT opening_id, max(at) FROM openings_openingtransition WHERE opening_id = ANY(%s) AND to_state = 'closed'"
            " GROUP BY opening_id",
            keys,
        )
    )


def same_day(start: date, end: date) -> dict[int, int]:
    """By opening, how many were accepted of the same employer on the same day, where they are several; both days included."""
    return dict(
        rows(
            "SELECT id, n FROM (SELECT id, count(*) OVER (PARTITION BY institution_id, received_on) AS n FROM openings_opening"
            " WHERE received_on BETWEEN %s AND %s) counted WHERE n > 1",
            start,
            end,
        )
    )
