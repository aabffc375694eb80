"""A desk with so many of everything: rows of the demo again and again, by SQL, within the caller's transaction."""

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey

FIRST = 5_000_000
"""Primary keys of the new rows are FIRST + n, so that n-th rows of different tables belong together."""

N = f"({FIRST} + n)"
THERE: dict[str, str] = {
    "physician": N, "institution": N, "opening": N, "candidacy": N, "organisation": N,
}  # fmt: skip


def clone(label: str, count: int, where: str = "TRUE", **columns: str) -> None:
    """`count` more rows of a model, each a copy of an existing one that fits `where`. columns: SQL of what differs, with n
    (from 1) of the new row. What must be unique is made so: numbers, keys, codes."""
    model = apps.get_model(label)
    names, values = [], []
    for field in model._meta.concrete_fields:
        column = field.column
        value = columns.get(field.name) or columns.get(column)
        if value is None and field.primary_key:
            value = N
        if value is None and field.unique:
            value = _unique(field, column)
        names.append(f'"{column}"')
        values.append(value or f's."{column}"')
    table = model._meta.db_table
    sql = f"""WITH s AS (SELECT *, row_number() OVER (ORDER BY id) - 1 AS k, count(*) OVER () AS many FROM {table} WHERE {where})
        INSERT INTO {table} ({", ".join(names)})
        SELECT {", ".join(values)} FROM generate_series(1, {count}) n JOIN s ON s.k = n % s.many"""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        if cursor.rowcount != count:
            raise SystemExit(f"{label}: the demo has no row to copy ({where})")


def _unique(field: Any, column: str) -> str:
    if isinstance(field, ForeignKey):
        return "NULL" if field.null else N
    if field.get_internal_type() == "UUIDField":
        return "gen_random_uuid()"
    if field.null:
        return "NULL"
    return f"left(s.\"{column}\", 1) || '-9' || lpad(n::text, 5, '0')" if column == "number" else "'bench-' || n"


def fill(count: int, coordinator: int) -> None:
    """`count` physicians, institutions, openings and talks of one coordinator, and what hangs on them, all in work today."""
    me = str(coordinator)
    ahead = "current_date + (n % 9)::int - 4"
    lately = "now() - (n % 2000) * interval '20 minutes'"
    seen = "now() - (n % 70) * interval '1 day'"
    states = "(ARRAY['suggested','physician_asked','dialogue','visit_fixed','visited','terms'])[n % 6 + 1]"
    clone(
        "physicians.Physician",
        count,
        "state = 'active'",
        user="NULL",
        coordinator=me,
        merged_into="NULL",
        came_for="NULL",
    )
    clone("physicians.Identity", count, physician=N, phone_index="''", mail_index="''", licence_index="''")
    clone("physicians.WishSheet", count, physician=N, no="1")
    clone("physicians.ContactPromise", count, physician=N)
    clone(
        "accounts.Organisation",
        count,
        "kind = (SELECT o.kind FROM accounts_organisation o JOIN institutions_institution i ON i.organisation_id = o.id LIMIT 1)",
    )
    clone(
        "institutions.Institution",
        count,
        "state = 'active'",
        organisation=N,
        corporation="NULL",
        listed="NULL",
        merged_into="NULL",
        name="s.name || n",
    )
    clone("institutions.Declaration", count, institution=N)
    clone("desk.Keeper", count, institution=N, coordinator=me)
    clone(
        "openings.OpeningVersion",
        count,
        "opening_id IN (SELECT id FROM openings_opening WHERE state = 'published')",
        opening=N,
        no="1",
    )
    clone(
        "openings.Opening",
        count,
        "state = 'published'",
        institution=N,
        current=N,
        confirmed_at=seen,
        external_number="''",
        merged_into="NULL",
    )
    clone("candidacies.Candidacy", count, "state = 'dialogue'", physician=N, opening=N, version_seen="NULL", owner=me,
          state=states, due_on=ahead, resume_on="NULL", previous="NULL", state_since=seen, waiting_for="(ARRAY['physician','institution','coordinator'])[n % 3 + 1]")  # fmt: skip
    clone("candidacies.Question", count, candidacy=N, due_on=ahead, asked_at=lately)
    clone("candidacies.CandidacyTransition", count, "to_state = 'physician_asked'", candidacy=N, at=seen)
    clone("notices.Notice", count, "person <> ''", person=f"(SELECT number FROM physicians_physician WHERE id = {N})", recipient="NULL", joined_to="NULL", done_by="NULL",
          key="'bench:' || n", status="'by_hand'", way="'letter'")  # fmt: skip
    clone("physicians.ContactEvent", count, "closed_at IS NOT NULL", physician=N, by=me, at=lately, kept="n % 7 > 0")
    clone(
        "physicians.FamilyQuestion",
        count,
        answered_at="NULL",
        answer="''",
        answered_by="NULL",
        to_coordinator_at="now()",
    )
    clone(
        "desk.NextAction",
        count,
        physician=N,
        institution="NULL",
        opening="NULL",
        candidacy="NULL",
        owner=me,
        due_on=ahead,
        done_at="NULL",
        done_by="NULL",
    )
    clone(
        "desk.CallbackRequest",
        count,
        phone_index="'bench' || n",
        promised_on=ahead,
        done_at="NULL",
        done_by="NULL",
        result="''",
    )
    clone(
        "desk.PaperSheet",
        count,
        code="'B' || lpad(n::text, 7, '0')",
        state="'here'",
        done_at="NULL",
        done_by="NULL",
        received_at="now()",
        outcome="''",
    )
    clone(
        "desk.QualityItem",
        count,
        no="n + 100",
        checked_at="NULL",
        checker="NULL",
        answers="'{}'",
        finding="''",
        due_on="NULL",
        mended_at="NULL",
        mended_word="''",
    )
    clone(
        "desk.OwnTime",
        count,
        owner=me,
        begins_at="now() + (n % 336) * interval '30 minutes'",
        ends_at="now() + (n % 336 + 1) * interval '30 minutes'",
        whole_day="FALSE",
        cancelled_at="NULL",
    )
    clone(
        "desk.DeskNote",
        count,
        physician=f"{FIRST} + 1",
        institution="NULL",
        opening="NULL",
        candidacy="NULL",
        at=lately,
        struck_at="NULL",
        struck_by="NULL",
        text="(SELECT text FROM desk_desknote WHERE text <> '' LIMIT 1)",
    )
    clone(
        "institutions.RegionFact", count, "state = 'proposed'", state="'proposed'", decided_at="NULL", decided_by="NULL"
    )
    clone("visits.Trip", count, owner=me, cancelled_at="NULL", starts_on=ahead)
    clone("matching.SlateLine", count, "state = 'open'", physician=N, opening=N)
    clone("matching.Suggestion", count, "run_id = (SELECT max(id) FROM matching_matchrun)", physician=N, opening=N)
    clone("aftercare.CareTask", count, "done_at IS NULL", candidacy=N, checkin="NULL", due_on=ahead)
    clone("complaints.Complaint", count, "closed_at IS NULL", code="'K' || lpad(n::text, 7, '0')")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
