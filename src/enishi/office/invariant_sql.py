"""Invariants of a living database as questions in SQL: each asks for the numbers of the rows that break it, and finds none.

They share no code with what writes these rows, so that a slip there does not hide itself here. Numbers only: no question
reads a name, an address or a word somebody wrote.
"""

from enishi.candidacies.enums import AFTER_INSTITUTION_YES, ENDS, NEEDS_HASH, OPEN, State

C, T = "candidacies_candidacy", "candidacies_candidacytransition"
AGREED = ("agreed", "contracted", "working", "settled", "left")


def words(states: object) -> str:
    """For IN (…): the codes quoted."""
    return ", ".join(f"'{state}'" for state in sorted(str(s) for s in states))  # type: ignore[attr-defined]


def of_machine(table: str, log: str, subject: str) -> dict[str, tuple[str, str]]:
    """What holds of every object with a log: {name: (sentence, SQL)}."""
    return {
        f"{subject}: state and log": (
            "the state is the one the last row of the log leads to",
            f"SELECT c.number FROM {table} c LEFT JOIN LATERAL (SELECT to_state FROM {log} t WHERE t.{subject}_id = c.id"
            f" ORDER BY t.id DESC LIMIT 1) l ON true WHERE l.to_state IS DISTINCT FROM c.state",
        ),
        f"{subject}: log without gaps": (
            "each step begins where the one before it ended",
            f"SELECT DISTINCT c.number FROM (SELECT {subject}_id, from_state, lag(to_state, 1, '') OVER"
            f" (PARTITION BY {subject}_id ORDER BY id) AS earlier FROM {log}) t JOIN {table} c ON c.id = t.{subject}_id"
            f" WHERE t.from_state <> t.earlier",
        ),
        f"{subject}: steps audited": (
            "each step stands once in the audit log",
            f"SELECT coalesce(a.number, b.number) FROM"
            f" (SELECT c.number, t.step, count(*) n FROM {log} t JOIN {table} c ON c.id = t.{subject}_id GROUP BY 1, 2) a"
            f" FULL JOIN (SELECT object_number AS number, action AS step, count(*) n FROM audit_entry"
            f" WHERE object_type = '{subject}' AND data ? 'to' AND data ? 'from' GROUP BY 1, 2) b USING (number, step)"
            f" WHERE a.n IS DISTINCT FROM b.n",
        ),
        f"{subject}: who and how": (
            "each step says who took it and by which way; only the system, and who has no account yet, has no name",
            f"SELECT DISTINCT c.number FROM {log} t JOIN {table} c ON c.id = t.{subject}_id WHERE t.party = ''"
            f" OR t.channel = '' OR (t.party <> 'system' AND t.actor_id IS NULL AND t.from_state <> '')",
        ),
    }


UNKEPT = (
    "SELECT number FROM physicians_physician WHERE state NOT IN ('closed', 'merged') AND coordinator_id IS NULL"
    " UNION ALL SELECT i.number FROM institutions_institution i LEFT JOIN desk_keeper k ON k.institution_id = i.id"
    " WHERE i.state <> 'closed' AND k.id IS NULL"
)
"""Active records without anybody at the desk; talks have a rule of their own, openings go with their institution."""


RULES: dict[str, tuple[str, str]] = {
    **of_machine(C, T, "candidacy"),
    **of_machine("physicians_physician", "physicians_physiciantransition", "physician"),
    **of_machine("openings_opening", "openings_openingtransition", "opening"),
    **of_machine("institutions_institution", "institutions_institutiontransition", "institution"),
    "open talks have a turn": (
        "owner, whose turn and a date, in every open talk (c)",
        f"SELECT number FROM {C} WHERE state NOT IN ({words(ENDS)})"
        f" AND (owner_id IS NULL OR due_on IS NULL OR waiting_for = '')",
    ),
    "rests know the way back": (
        "a talk on hold knows its state before and its day; no other does",
        f"SELECT number FROM {C} WHERE (state = 'on_hold') <> (stored_state <> '' AND resume_on IS NOT NULL)",
    ),
    "one open talk a pair": (
        "no physician is in two open talks about one opening",
        f"SELECT min(number) FROM {C} WHERE state NOT IN ({words(ENDS)}) GROUP BY physician_id, opening_id"
        f" HAVING count(*) > 1",
    ),
    "conditions shown": (
        "every talk that was proposed names the version of the conditions it showed, of its own opening, marked as seen",
        f"SELECT c.number FROM {C} c LEFT JOIN openings_openingversion v ON v.id = c.version_seen_id"
        f" WHERE EXISTS (SELECT 1 FROM {T} t WHERE t.candidacy_id = c.id AND t.step IN ('T2', 'T3'))"
        f" AND (v.id IS NULL OR v.first_seen_at IS NULL OR v.opening_id <> c.opening_id AND NOT EXISTS (SELECT 1 FROM"
        f" openings_opening m WHERE m.id = v.opening_id AND m.merged_into_id = c.opening_id))",
    ),
    "consent at each door": (
        "a physician's consent for exactly this institution lived whenever it was asked, said yes, or was offered for (a)",
        f"SELECT DISTINCT c.number FROM {T} t JOIN {C} c ON c.id = t.candidacy_id JOIN openings_opening o ON"
        f" o.id = c.opening_id WHERE t.step IN ('T7', 'T8', 'T14', 'T16', 'T17') AND NOT EXISTS (SELECT 1 FROM"
        f" physicians_disclosuregrant g WHERE g.physician_id = c.physician_id AND g.institution_id = o.institution_id"
        f" AND g.given_at <= t.at AND (g.withdrawn_at IS NULL OR g.withdrawn_at >= t.at)"
        f" AND g.until >= (t.at AT TIME ZONE 'Asia/Tokyo')::date)",
    ),
    "consent ends with the talk": (
        "no consent outlives a talk that came to nothing, unless another talk with that institution rests on it",
        f"SELECT DISTINCT c.number FROM {C} c JOIN openings_opening o ON o.id = c.opening_id JOIN"
        f" physicians_disclosuregrant g ON g.physician_id = c.physician_id AND g.institution_id = o.institution_id"
        f" WHERE c.state IN ({words(ENDS - {State.SETTLED, State.LEFT})}) AND g.withdrawn_at IS NULL"
        f" AND g.given_at <= c.state_since AND NOT EXISTS (SELECT 1 FROM {C} d JOIN openings_opening p ON"
        f" p.id = d.opening_id WHERE d.physician_id = c.physician_id AND p.institution_id = o.institution_id"
        f" AND (d.state NOT IN ({words(ENDS)}) OR d.state = 'settled'))",
    ),
    "nothing said to who was not asked": (
        "no institution was written to about a talk before it was asked (T7)",
        f"SELECT DISTINCT c.number FROM notices_notice n JOIN {C} c ON c.number = n.about JOIN accounts_membership m ON"
        f" m.user_id = n.recipient_id AND starts_with(m.role, 'institution') AND m.ended_at IS NULL WHERE n.person = '' AND NOT"
        f" EXISTS (SELECT 1 FROM {T} t WHERE t.candidacy_id = c.id AND t.step = 'T7' AND t.at <= n.created_at)"
        f" AND NOT EXISTS (SELECT 1 FROM accounts_membership s WHERE s.user_id = n.recipient_id AND"
        f" NOT starts_with(s.role, 'institution') AND s.ended_at IS NULL)",
    ),
    "lock of two years": (
        "nobody urged a physician to move within two years of an indefinite contract we brought about (d)",
        f"SELECT DISTINCT c.number FROM {T} t JOIN {C} c ON c.id = t.candidacy_id JOIN {C} d ON"
        f" d.physician_id = c.physician_id AND d.id <> c.id JOIN candidacies_placement p ON p.candidacy_id = d.id"
        f" WHERE t.step IN ('T1', 'T2') AND NOT c.by_own_wish AND p.confirmed_at < t.at"
        f" AND p.no_solicitation_until >= (t.at AT TIME ZONE 'Asia/Tokyo')::date",
    ),
    "two approvals of one hash": (
        "whatever was agreed carries the hash of one of its versions, approved by both sides (b)",
        f"SELECT c.number FROM {C} c WHERE c.state IN ({words(NEEDS_HASH)}) AND (SELECT count(DISTINCT a.side) FROM"
        f" candidacies_approval a JOIN candidacies_agreementversion v ON v.id = a.version_id WHERE v.candidacy_id = c.id"
        f" AND v.content_hash = c.agreed_hash AND a.content_hash = c.agreed_hash) < 2",
    ),
    "the way inside was finished": (
        "whatever is offered or agreed has no open step inside the institution, and each finished step has its record",
        f"SELECT DISTINCT c.number FROM {C} c JOIN LATERAL (SELECT v.id FROM candidacies_agreementversion v WHERE"
        f" v.candidacy_id = c.id ORDER BY v.no DESC LIMIT 1) l ON true JOIN candidacies_trackstep s ON s.version_id = l.id"
        f" WHERE (c.state IN ('offered', {words(NEEDS_HASH)}) AND s.through_at IS NULL) OR (s.through_at IS NOT NULL AND"
        f" NOT EXISTS (SELECT 1 FROM candidacies_trackrecord r WHERE r.step_id = s.id AND r.act IN ('through', 'kept')))",
    ),
    "approvals name their version": (
        "each approval carries the hash of the version it approves",
        "SELECT DISTINCT c.number FROM candidacies_approval a JOIN candidacies_agreementversion v ON v.id = a.version_id"
        f" JOIN {C} c ON c.id = v.candidacy_id WHERE a.content_hash <> v.content_hash",
    ),
    "nothing agreed before it was": (
        "a talk that is open and not yet agreed carries no agreed hash",
        f"SELECT number FROM {C} WHERE agreed_hash <> '' AND state IN ({words(s for s in OPEN if s not in AGREED)})",
    ),
    "employment behind work": (
        "whatever is contracted or further has a contract that the physician confirmed",
        f"SELECT c.number FROM {C} c LEFT JOIN candidacies_placement p ON p.candidacy_id = c.id WHERE c.state IN"
        f" ('contracted', 'working', 'settled', 'left') AND p.confirmed_at IS NULL",
    ),
    "no employment without agreement": (
        "a contract stands only where both agreed, be it that the terms were reopened or the agreement was cancelled since",
        f"SELECT c.number FROM candidacies_placement p JOIN {C} c ON c.id = p.candidacy_id WHERE NOT EXISTS"
        f" (SELECT 1 FROM {T} t WHERE t.candidacy_id = c.id AND t.step = 'T19')",
    ),
    "work after licence and day": (
        "work began on its day, with the original of the licence seen",
        f"SELECT c.number FROM {C} c JOIN candidacies_placement p ON p.candidacy_id = c.id JOIN {T} t ON"
        f" t.candidacy_id = c.id AND t.step = 'T22' WHERE p.licence_original_seen_on IS NULL"
        f" OR p.starts_on > (t.at AT TIME ZONE 'Asia/Tokyo')::date",
    ),
    "answers by the other side": (
        "no side answers its own question",
        f"SELECT DISTINCT c.number FROM candidacies_answer a JOIN candidacies_question q ON q.id = a.question_id JOIN {C} c"
        f" ON c.id = q.candidacy_id WHERE a.side = q.side",
    ),
    "talk only after the yes": (
        "questions and clauses stand only in talks to which the institution said yes",
        f"SELECT DISTINCT c.number FROM {C} c WHERE (EXISTS (SELECT 1 FROM candidacies_question q WHERE"
        f" q.candidacy_id = c.id) OR EXISTS (SELECT 1 FROM candidacies_clause x WHERE x.candidacy_id = c.id)) AND NOT EXISTS"
        f" (SELECT 1 FROM {T} t WHERE t.candidacy_id = c.id AND t.to_state IN ({words(AFTER_INSTITUTION_YES)}))",
    ),
    "together or not at all": (
        "of talks that are linked and whole, all are agreed or none is (N10)",
        f"SELECT j.number FROM candidacies_jointtalk j JOIN candidacies_jointseat s ON s.joint_id = j.id AND s.released_at"
        f" IS NULL JOIN {C} c ON c.id = s.candidacy_id WHERE j.broken_at IS NULL AND NOT EXISTS (SELECT 1 FROM {T} t"
        f" WHERE t.candidacy_id = c.id AND t.step = 'T20') GROUP BY j.number"
        f" HAVING count(*) FILTER (WHERE c.state IN ({words(AGREED)})) NOT IN (0, count(*))",
    ),
    "no seat for what has ended": (
        "a talk that ended holds no seat in a joint talk",
        f"SELECT c.number FROM candidacies_jointseat s JOIN {C} c ON c.id = s.candidacy_id WHERE s.released_at IS NULL"
        f" AND c.state IN ({words(ENDS)})",
    ),
    "nothing goes on under a merged number": (
        "no open talk, no living shield or disclosure and no sign-in hangs on a registration that was merged into another",
        "SELECT p.number FROM physicians_physician p WHERE p.state = 'merged' AND ("
        f" EXISTS (SELECT 1 FROM {C} c WHERE c.physician_id = p.id AND c.state NOT IN ({words(ENDS)}))"
        " OR EXISTS (SELECT 1 FROM physicians_shieldentry s WHERE s.physician_id = p.id AND s.ended_at IS NULL)"
        " OR EXISTS (SELECT 1 FROM physicians_disclosuregrant g WHERE g.physician_id = p.id AND g.withdrawn_at IS NULL)"
        " OR EXISTS (SELECT 1 FROM accounts_membership m WHERE m.user_id = p.user_id AND m.role = 'physician'"
        " AND m.ended_at IS NULL))",
    ),
    "everybody looked after": (
        "every active physician, institution and next action has an owner at the desk, wherever there is a coordinator (C1)",
        f"SELECT number FROM ({UNKEPT}) w WHERE EXISTS (SELECT 1 FROM accounts_membership m JOIN accounts_user u ON"
        f" u.id = m.user_id WHERE m.role = 'coordinator' AND m.ended_at IS NULL AND u.is_active)",
    ),
    "next actions in reach": (
        "what somebody set as next is for a day within a year of setting it and stands beside one record",
        "SELECT id::text FROM desk_nextaction WHERE done_at IS NULL AND (due_on > set_at::date + 367 OR"
        " num_nonnulls(physician_id, institution_id, opening_id, candidacy_id) <> 1)",
    ),
    "traces of what stands": (
        "no struck note is found by a search",
        "SELECT n.id::text FROM desk_trace t JOIN desk_desknote n ON t.source = 'note' AND n.id = t.source_pk"
        " WHERE n.struck_at IS NOT NULL",
    ),
    "mails have a job": (
        "each mail that waits has one job that will send it",
        "SELECT n.id::text FROM notices_notice n LEFT JOIN procrastinate_jobs j ON j.task_name = 'send_notice' AND"
        " (j.args->>'notice_id')::bigint = n.id WHERE n.status = 'waiting' GROUP BY n.id"
        " HAVING count(*) FILTER (WHERE j.status IN ('todo', 'doing')) = 0 OR count(*) FILTER (WHERE j.status = 'todo') > 1",
    ),
    "mails sent once": (
        "what is marked as sent says when, and what went along names the mail it went with",
        "SELECT n.id::text FROM notices_notice n LEFT JOIN notices_notice l ON l.id = n.joined_to_id"
        " WHERE (n.status = 'sent') <> (n.sent_at IS NOT NULL) OR (l.id IS NOT NULL AND (l.status <> 'sent' OR"
        " l.recipient_id IS DISTINCT FROM n.recipient_id OR l.joined_to_id IS NOT NULL))",
    ),
    "log chained": (
        "each entry of the audit log stands in the chain",
        "SELECT e.id::text FROM audit_entry e WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.entry_id = e.id)",
    ),
}
