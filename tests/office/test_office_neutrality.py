"""中立性: no fee among what the engine reads; each proposal keeps its list; the year's shares; the head of the chain on paper."""

import ast
import csv
import io
import re
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

import enishi
from enishi.audit.verify import head
from enishi.common.clock import now, today
from enishi.common.profile import FeeLine
from enishi.engine.schema import FORBIDDEN_COLUMNS, PHYSICIAN_COLUMNS, POST_COLUMNS
from enishi.matching.models import MatchRun, RunKind, Suggestion
from enishi.office.chosen import FEE_OPEN, fee_band, neutrality_of
from enishi.office.consents import text_versions
from enishi.office.models import ChosenFrom
from enishi.office.results import fiscal_year

ROOT = Path(enishi.__file__).parent
FEE = re.compile(r"fee|commission|sponsor|advert|invoice|手数料", re.I)


def modules(room):
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted((ROOT / room).rglob("*.py"))]


def test_no_column_the_engine_reads_is_a_fee():
    names = [column.name for column in (*PHYSICIAN_COLUMNS, *POST_COLUMNS)]
    assert len(names) > 20 and not [name for name in names if FEE.search(name)] and "fee" in FORBIDDEN_COLUMNS


@pytest.mark.parametrize("room", ["engine", "matching"])
def test_nothing_that_ranks_names_or_imports_a_fee(room):
    for path, tree in modules(room):
        names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} | {
            a.attr for a in ast.walk(tree) if isinstance(a, ast.Attribute)
        }
        names |= {
            arg.arg
            for f in ast.walk(tree)
            if isinstance(f, ast.FunctionDef)
            for arg in (*f.args.args, *f.args.kwonlyargs)
        }
        assert not {name for name in names if re.search(r"(^|_)fees?(_|$)|commission|invoice", name)}, path
        imported = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        assert not {m for m in imported if m.startswith(("enishi.office", "enishi.aftercare"))}, path


def listed(physician, *openings):
    """A finished calculation that found these, best first."""
    run = MatchRun.objects.create(kind=RunKind.WHOLE, finished_at=now(), weights_version="w-1")
    for place, opening in enumerate(openings, 1):
        Suggestion.objects.create(run=run, physician=physician, opening=opening, rank_for_physician=place)
    return run


def test_a_proposal_keeps_the_list_it_was_chosen_from_and_why_each_other_was_passed_over(world):
    talk = world.candidacy("suggested")
    before, after, talked = world.opening(), world.opening(), world.opening()
    world.candidacy("suggested", physician=talk.physician, opening=talked)
    run = listed(talk.physician, before, talked, talk.opening, after)
    world.walk(talk, "physician_asked")
    kept = ChosenFrom.objects.get(candidacy=talk)
    assert (kept.run, kept.place, kept.weights_version) == (run.pk, 3, "w-1")
    assert [entry["why"] for entry in kept.entries] == ["person", "talked", "chosen", "lower"]
    with pytest.raises(DatabaseError), transaction.atomic():
        ChosenFrom.objects.update(place=1)
    page = world.signed_in(world.office()).get(f"/ops/neutrality/lists/{talk.number}").content.decode()
    assert before.number in page and "担当者の判断" in page


def test_a_proposal_beside_the_list_and_one_without_any_list_say_so(world):
    beside, none = world.candidacy("suggested"), world.candidacy("suggested")
    listed(beside.physician, world.opening())
    MatchRun.objects.update(kind=RunKind.PHYSICIAN, for_physicians=[beside.physician_id])
    for talk in (beside, none):
        world.walk(talk, "physician_asked")
    assert ChosenFrom.objects.get(candidacy=beside).place is None
    assert ChosenFrom.objects.get(candidacy=beside).entries and not ChosenFrom.objects.get(candidacy=none).entries


def test_shares_of_the_year_count_each_list_as_one(world):
    talk = world.candidacy("suggested")
    listed(talk.physician, talk.opening, world.opening())
    world.walk(talk, "physician_asked")
    found = neutrality_of(fiscal_year(today()))
    assert (found.proposals, found.with_list, dict(found.places)["1番目"]) == (1, 1, 1)
    assert sum(row.in_lists for row in found.by_kind) == pytest.approx(1)
    assert sum(row.proposed for row in found.by_fee) == pytest.approx(1)
    office = world.signed_in(world.office())
    assert office.get(f"/ops/neutrality/{found.year}").status_code == 200
    assert office.get(f"/ops/neutrality/{found.year}/file").content[:4] == b"%PDF"
    assert office.get("/ops/neutrality/1999").status_code == 404


def test_the_band_of_a_fee_is_worked_out_from_the_table_as_filed(world):
    terms = world.opening().current
    assert fee_band([], terms) == FEE_OPEN == fee_band([], None)
    assert fee_band([FeeLine("無料", "0円", yen="0", applies="any")], terms) == "0円"


def test_a_printed_head_fits_as_long_as_nothing_before_it_was_changed(world):
    world.candidacy("dialogue")
    with transaction.atomic():
        from django.db import connection

        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    office = world.signed_in(world.office())
    position, digest = head()
    assert "合っています" in office.get("/ops/chain", {"position": position, "hash": digest[:8]}).content.decode()
    as_printed = {"position": f"{position:,}", "hash": f" {digest[:8]} {digest[8:16].upper()}　{digest[16:24]}"}
    assert "合っています" in office.get("/ops/chain", as_printed).content.decode()
    for wrong in (
        {"position": position, "hash": "0" * 8},
        {"position": "x", "hash": digest},
        {"position": position, "hash": digest[:7]},
    ):
        assert "合いません" in office.get("/ops/chain", wrong).content.decode()
    assert office.get("/ops/chain/file").content[:4] == b"%PDF"


def test_the_registers_say_which_words_were_agreed_to_and_what_was_shown(world):
    talk = world.candidacy("dialogue")
    office = world.signed_in(world.office())
    placement = next(v for v in text_versions() if v.kind == "placement")
    assert placement.live >= 1 and placement.until is None and len(placement.digest) == 64
    page = office.get(f"/ops/consents/placement/{placement.text.version}").content.decode()
    assert talk.physician.number in page and talk.physician.identity.full_name not in page
    shown = office.get("/ops/disclosures", {"number": talk.number}).content.decode()
    assert talk.physician.number in shown and talk.opening.institution.name[:3] in shown
    lines = list(
        csv.reader(
            io.StringIO(office.post("/ops/disclosures/register.csv", {"why": "check"}).getvalue().decode("utf-8-sig"))
        )
    )
    assert lines[1][0] == talk.physician.number and lines[1][6] == talk.number
    assert office.get("/ops/disclosures", {"number": "C-2026-9999"}).status_code == 200


def test_a_consent_is_withdrawn_in_two_taps_after_its_effects_were_said(world):
    physician = world.physician()
    mine = world.signed_in(physician)
    page = mine.get("/my/privacy/consents/placement").content.decode()
    assert "できなくなります" in page and physician.consents.filter(withdrawn_at=None).exists()
    mine.post("/my/privacy/consents/placement")
    assert not physician.consents.filter(text__kind="placement", withdrawn_at=None).exists()
    assert "いただいていません" in mine.get("/my/privacy/consents/placement").content.decode()


def test_a_disclosure_is_withdrawn_in_two_taps_and_a_neighbours_is_not_found(world):
    talk = world.candidacy("dialogue")
    grant = talk.physician.disclosures.get()
    mine = world.signed_in(talk.physician)
    assert "何も開けなくなります" in mine.get(f"/my/privacy/disclosures/{grant.pk}/end").content.decode()
    grant.refresh_from_db()
    assert grant.withdrawn_at is None
    assert world.signed_in(world.physician()).get(f"/my/privacy/disclosures/{grant.pk}/end").status_code == 404
    mine.post(f"/my/privacy/disclosures/{grant.pk}/end")
    grant.refresh_from_db()
    assert grant.withdrawn_at is not None
