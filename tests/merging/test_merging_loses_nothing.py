"""Random worlds of two registrations: merged and taken back, every table is as it was; and of two who press at once one wins."""

import json
import random
import threading
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection

from enishi.candidacies.joint import wish_companion
from enishi.common.clock import now, today
from enishi.common.uploads import CleanFile
from enishi.common.workflow import StepRefused
from enishi.merging import people
from enishi.merging.actions import merge_records, undo_merge
from enishi.merging.enums import Side
from enishi.merging.models import Merge
from enishi.merging.plan import plan_of
from enishi.openings.search import Filters
from enishi.physicians import actions, family, interviews
from enishi.physicians.career import save_post, save_qualification
from enishi.physicians.documents import store_document
from enishi.physicians.enums import ConsentKind, Delivery, DisclosureLevel, DocumentKind
from enishi.physicians.models import Physician, Relation, TalkWay
from enishi.physicians.retirement import set_last_day
from enishi.physicians.scope import save_scope
from enishi.physicians.searches import save_search

LOGS = {"audit", "merging"}
LOG_TABLES = {"physicians_physiciantransition", "accounts_session", "accounts_signinlink"}
ADDED_TO = {"notices_notice"}
"""Who is told of a merge is told once more of its undoing: rows are added, none of before is changed."""


def tables():
    models = [m for m in apps.get_models() if m.__module__.startswith("enishi.")]
    return sorted(
        m._meta.db_table for m in models if m._meta.app_label not in LOGS and m._meta.db_table not in LOG_TABLES
    )


def everything():
    """Table → key → the row as PostgreSQL writes it, without the moment at which a state was reached again."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t")
            rows = [json.loads(row) for (row,) in cursor.fetchall()]
            found[table] = {
                row.get("id", row.get("code", str(sorted(row.items(), key=str)))): {
                    k: v for k, v in row.items() if k != "state_since"
                }
                for row in rows
            }
    return found


def live(world, p, houses, rng):
    """Something a physician or the desk does."""
    by, miura = world.actor(p), world.ms_miura
    house = rng.choice(houses)
    file = CleanFile("application/pdf", b"%PDF-" + str(rng.randrange(3)).encode())
    post = {"since": "1990-04", "until": "", "place": "かもめ病院", "position": "staff", "duties": ""}
    level = rng.choice([DisclosureLevel.L1, DisclosureLevel.L2, DisclosureLevel.L3])
    until = today() + timedelta(days=20)
    kind = rng.choice([ConsentKind.ANONYMOUS, ConsentKind.NEWS, ConsentKind.RESEARCH])
    doing = [
        lambda: actions.add_shield(physician=p, by=by, name=rng.choice(["つばめ会", "かもめ会"])),
        lambda: actions.give_consent(physician=p, kind=kind, by=by),
        lambda: actions.withdraw_consent(physician=p, kind=kind, by=by),
        lambda: actions.grant_disclosure(physician=p, institution=house, level=level, until=until, by=by),
        lambda: actions.withdraw_disclosure(physician=p, institution=house, by=by),
        lambda: actions.choose_delivery(physician=p, method=rng.choice(list(Delivery))),
        lambda: actions.complete_identity(physician=p, by=miura, fields={"address": f"見本町{rng.randrange(9)}"}),
        lambda: store_document(physician=p, by=by, kind=DocumentKind.OTHER, file=file),
        lambda: save_post(physician=p, by=by, fields=post),
        lambda: save_qualification(physician=p, by=by, fields={"name": "総合内科専門医", "expires_on": None}),
        lambda: save_scope(physician=p, by=by, group="wounds", marks={"suture": rng.choice(["can", "not"])}),
        lambda: set_last_day(physician=p, last_day=until),
        lambda: save_search(physician=p, by=by, name=rng.choice("いろ"), filters=Filters(days_max=2), weekly=False),
        lambda: wish_companion(physician=p, number=f"P-2020-000{rng.randrange(3)}", by=by),
        lambda: family.open_family_link(
            physician=p, by=by, relation=Relation.SPOUSE, days=30, openings=[world.opening(house)]
        ),
        lambda: world.candidacy(
            rng.choice(["suggested", "physician_asked", "dialogue", "physician_declined"]),
            physician=p,
            opening=world.opening(house),
        ),
    ]
    rng.choice(doing)()


@pytest.mark.parametrize("seed", range(4))
def test_a_merge_that_is_taken_back_leaves_everything_as_it_was(world, seed):
    rng = random.Random(seed)
    houses = [world.institution("つばめ会 病院"), world.institution(), world.institution()]
    pair = [world.physician(**({"mail": ""} if rng.random() < 0.3 else {}), address=f"見本町{i}") for i in (1, 2)]
    lively = [p for p in pair if p.user_id]
    for _ in range(14):
        if lively:
            live(world, rng.choice(lively), houses, rng)
    if rng.random() < 0.5:
        slots = [now() + timedelta(days=3)]
        interviews.offer_slots(physician=pair[1], by=world.ms_miura, way=TalkWay.PHONE, slots=slots)
    before = everything()
    kept, absorbed = (Physician.objects.get(pk=p.pk) for p in pair)
    plan = plan_of(kept, absorbed)
    assert not plan.refusals
    chosen = {choice.key: rng.choice(list(Side)) for choice in plan.choices}
    done = merge_records(
        kept=kept, absorbed=absorbed, by=world.ms_miura, reason="お電話で", seen=plan.token, chosen=chosen
    )
    merged = everything()
    for table, rows in before.items():
        assert set(rows) <= set(merged[table]), f"{table} lost a row"
    undo_merge(merge=done, by=world.ms_miura)
    after = everything()
    for table, rows in before.items():
        wanted = {key: row for key, row in after[table].items() if key in rows} if table in ADDED_TO else after[table]
        assert wanted == rows, table
    assert not done.changes.filter(stayed=True).exists()


def test_a_merge_that_breaks_in_the_middle_leaves_nothing(world, monkeypatch):
    kept, absorbed = world.physician(), world.physician(shields="つばめ会")
    before, seen = everything(), plan_of(kept, absorbed).token

    def breaks(*_):
        raise RuntimeError("the machine stops")

    monkeypatch.setattr(people, "merge_notices", breaks)
    with pytest.raises(RuntimeError):
        merge_records(kept=kept, absorbed=absorbed, by=world.ms_miura, reason="お電話で", seen=seen)
    assert everything() == before and not Merge.objects.exists()


def test_of_two_who_merge_the_same_pair_at_once_exactly_one_does(transactional_db, world):
    one, other = world.physician(), world.physician()
    plans = [(one, other, plan_of(one, other).token), (other, one, plan_of(other, one).token)]
    by, start, came = world.ms_miura, threading.Barrier(2), []

    def press(kept, absorbed, seen):
        start.wait()
        try:
            kept, absorbed = Physician.objects.get(pk=kept.pk), Physician.objects.get(pk=absorbed.pk)
            merge_records(kept=kept, absorbed=absorbed, by=by, reason="お電話で", seen=seen)
            came.append("done")
        except StepRefused as refused:
            came.append(refused.codes)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=plan) for plan in plans]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, came)) == ["done", "{'over'}"]
    assert sorted(Physician.objects.values_list("state", flat=True)) == ["active", "merged"]
