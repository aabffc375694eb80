"""Two registrations of one hospital, and two openings about one post, become one: nothing lost, nobody sees more."""

import re
from datetime import timedelta

import pytest

from enishi.accounts.models import Membership
from enishi.accounts.roles import Role
from enishi.candidacies.access import candidacy_for
from enishi.candidacies.changed_terms import changed_since_shown
from enishi.candidacies.models import Candidacy
from enishi.common.clock import ago, today
from enishi.common.merged import MergedAway
from enishi.common.workflow import StepRefused
from enishi.desk.records import keep
from enishi.institutions.access import institution_for, own_institution
from enishi.institutions.actions import change_family
from enishi.institutions.models import Institution
from enishi.matching.load import families
from enishi.merging.actions import keep_apart, merge_records, undo_merge
from enishi.merging.clashes import key_of, relations_to
from enishi.merging.enums import Kind, Side
from enishi.merging.models import Merge
from enishi.merging.plan import plan_of
from enishi.merging.querysets import pairs_waiting
from enishi.merging.relations import INSTITUTION, OPENING
from enishi.notices.models import Notice
from enishi.office.ledgers import openings_ledger, seekers_ledger
from enishi.openings.access import opening_for
from enishi.openings.actions import draft_opening, revise_opening
from enishi.openings.models import Opening, OpeningVersion
from enishi.physicians import actions as physicians
from enishi.physicians.access import disclosed_level
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.families import target
from enishi.physicians.shield import is_hidden_from
from merging.test_merging_loses_nothing import everything


def merge(world, kept, absorbed, **chosen):
    kept, absorbed = (type(row).objects.get(pk=row.pk) for row in (kept, absorbed))
    done = merge_records(
        kept=kept,
        absorbed=absorbed,
        by=world.ms_miura,
        reason="お電話で事務長に",
        seen=plan_of(kept, absorbed).token,
        chosen={key.replace("__", "."): side for key, side in chosen.items()},
    )
    return done, *(type(row).objects.get(pk=row.pk) for row in (kept, absorbed))


def refused(world, kept, absorbed):
    with pytest.raises(StepRefused) as found:
        merge(world, kept, absorbed)
    assert not Merge.objects.exists()
    return found.value.codes


def house(world, name):
    """A hospital of no corporation, with a telephone of its own."""
    made = world.institution(name, phone=f"0194-11-{len(name):04}")
    Institution.objects.filter(pk=made.pk).update(corporation=None)
    return Institution.objects.get(pk=made.pk)


def twins(world):
    """One hospital entered twice."""
    return house(world, "かもめ会 病院"), house(world, "かもめ会病院")


@pytest.mark.parametrize(("model", "table"), [(Institution, INSTITUTION), (Opening, OPENING)])
def test_every_relation_has_its_line_and_no_line_is_of_yesterday(model, table):
    assert {key_of(m, field) for m, field in relations_to(model)} == set(table)


# -- institutions ------------------------------------------------------------------------------------
def test_openings_people_and_consents_go_on_with_the_kept_institution(world):
    kept, absorbed = twins(world)
    talk = world.candidacy("dialogue", opening=world.opening(absorbed))
    member = world.member(absorbed)
    _, kept, absorbed = merge(world, kept, absorbed)
    assert (absorbed.state, absorbed.merged_into, kept.state) == ("merged", kept, "active")
    assert Opening.objects.get(pk=talk.opening_id).institution == kept
    assert disclosed_level(talk.physician, kept) is not None
    acting = Membership.objects.in_force().filter(user=member.user_id)
    assert {m.organisation_id for m in acting} == {kept.organisation_id}
    assert candidacy_for(world.actor(acting.get()), talk.number).pk == talk.pk
    assert own_institution(world.actor(acting.get())) == kept
    assert {n.kind for n in Notice.objects.filter(kind__startswith="IN9")} == {"IN9"}


def test_the_number_that_ended_is_in_no_list_and_leads_on(world):
    kept, absorbed = twins(world)
    _, kept, absorbed = merge(world, kept, absorbed)
    assert absorbed not in Institution.objects.visible_to(world.ms_miura)
    with pytest.raises(MergedAway) as led:
        institution_for(world.ms_miura, absorbed.number)
    assert led.value.goes_on == kept.number
    with pytest.raises(StepRefused, match="merged"):
        draft_opening(institution=absorbed, by=world.ms_miura, terms={"title": "内科医"})
    page = world.signed_in(world.ms_miura).get(f"/desk/institutions/{absorbed.number}")
    assert page.status_code == 302 and page.url == f"/desk/institutions/{kept.number}"


def test_whoever_hides_from_either_name_stays_hidden_also_who_comes_later(world):
    kept, absorbed = house(world, "つばめ会 病院"), house(world, "かもめ会 病院")
    by_name, by_house = world.physician(shields="かもめ会"), world.physician()
    physicians.add_shield(physician=by_house, by=world.ms_miura, institution=absorbed)
    done, kept, absorbed = merge(world, kept, absorbed, facts__name=Side.KEPT)
    later = world.physician(shields="かもめ会")
    for physician in (by_name, by_house, later):
        assert is_hidden_from(physician, kept), "one of the names"
    keys = families().keys_of(target("name", "かもめ会"))
    assert keys == families().keys_of(target("institution", "", kept.pk)), "matching hides the same"
    undo_merge(merge=done, by=world.ms_miura)
    assert not is_hidden_from(by_name, Institution.objects.get(pk=kept.pk))
    assert is_hidden_from(by_house, Institution.objects.get(pk=absorbed.pk))


def test_who_hides_from_the_old_name_stays_hidden_where_the_other_name_is_chosen(world):
    kept, absorbed = house(world, "つばめ会 病院"), house(world, "かもめ会 病院")
    hiding = world.physician(shields="つばめ会")
    done, kept, absorbed = merge(world, kept, absorbed, facts__name=Side.ABSORBED)
    assert (kept.name, kept.organisation.name) == ("かもめ会 病院", "かもめ会 病院")
    assert is_hidden_from(hiding, kept)
    undo_merge(merge=done, by=world.ms_miura)
    assert Institution.objects.get(pk=kept.pk).name == "つばめ会 病院"


def test_a_physician_who_talks_with_one_and_hides_from_the_other_is_asked_first(world):
    kept, absorbed = house(world, "つばめ会 病院"), house(world, "かもめ会 病院")
    hiding = world.physician(shields="かもめ会")
    world.candidacy("dialogue", physician=hiding, opening=world.opening(kept))
    assert refused(world, kept, absorbed) == {"hidden"} == refused(world, absorbed, kept)


def test_of_two_consents_of_one_physician_the_later_word_counts(world):
    kept, absorbed = twins(world)
    physician, until = world.physician(), today() + timedelta(days=9)
    for place, level in ((kept, DisclosureLevel.L3), (absorbed, DisclosureLevel.L1)):
        physicians.grant_disclosure(
            physician=physician, institution=place, level=level, until=until, by=world.actor(physician)
        )
    _, kept, _ = merge(world, kept, absorbed)
    assert disclosed_level(physician, kept) == DisclosureLevel.L1


def test_two_corporations_two_kinds_a_halt_and_two_roles_are_settled_first(world):
    kept, absorbed = twins(world)
    Institution.objects.filter(pk=absorbed.pk).update(kind="clinic", state="suspended")
    change_family(institution=kept, by=world.ms_miura, name=kept.name, corporation="かもめ会")
    change_family(institution=absorbed, by=world.ms_miura, name=absorbed.name, corporation="つばめ会")
    member = world.member(kept)
    Membership.objects.create(
        user_id=member.user_id, role=Role.INSTITUTION_APPROVER, organisation=absorbed.organisation
    )
    assert {"kind", "corporation", "suspended", "roles"} <= refused(world, kept, absorbed)
    assert refused(world, kept, kept) == {"same"}


def test_a_number_of_its_own_that_both_use_stays_with_the_kept_ones_opening(world):
    kept, absorbed = twins(world)
    numbers = [
        draft_opening(institution=place, by=world.ms_miura, terms={"title": "内科医"}, external_number="A-1").pk
        for place in (kept, absorbed)
    ]
    done, *_ = merge(world, kept, absorbed)
    assert [Opening.objects.get(pk=pk).external_number for pk in numbers] == ["A-1", ""]
    undo_merge(merge=done, by=world.ms_miura)
    assert [Opening.objects.get(pk=pk).external_number for pk in numbers] == ["A-1", "A-1"]


# -- openings ------------------------------------------------------------------------------------------
def posts(world, **other):
    place = world.institution()
    return world.opening(place), world.opening(place, **other)


def test_talks_go_on_with_the_kept_opening_and_what_was_shown_stays_word_for_word(world):
    kept, absorbed = posts(world, days=3)
    talk = world.candidacy("dialogue", opening=absorbed)
    shown = OpeningVersion.objects.filter(pk=talk.version_seen_id).values().get()
    _, kept, absorbed = merge(world, kept, absorbed)
    talk = Candidacy.objects.get(pk=talk.pk)
    assert (talk.opening, talk.version_seen_id, absorbed.state) == (kept, shown["id"], "merged")
    assert OpeningVersion.objects.filter(pk=shown["id"]).values().get() == shown
    before, now = changed_since_shown(talk)
    assert (before.days, now.days) == (3, kept.current.days)
    with pytest.raises(MergedAway) as led:
        opening_for(None, absorbed.number)
    assert led.value.goes_on == kept.number
    assert absorbed not in Opening.objects.published()


def test_two_openings_with_the_same_words_tell_no_physician_of_a_change(world):
    kept, absorbed = posts(world)
    revise_opening(opening=absorbed, by=world.ms_miura, terms={"title": kept.current.title})
    absorbed.refresh_from_db()
    terms = {"title": kept.current.title}
    revise_opening(opening=kept, by=world.ms_miura, terms=terms)
    talk = world.candidacy("dialogue", opening=absorbed)
    _, kept, _ = merge(world, kept, absorbed)
    talk = Candidacy.objects.get(pk=talk.pk)
    if changed_since_shown(talk) is None:
        assert not Notice.objects.filter(kind="E43v", about=talk.number).exists()


def test_what_is_chosen_of_the_other_is_a_new_version_and_goes_with_the_undoing(world):
    kept, absorbed = posts(world, days=3)
    before = kept.current
    done, kept, _ = merge(world, kept, absorbed, terms__days=Side.ABSORBED)
    assert kept.current.days == 3 and kept.current.no == before.no + 1
    undo_merge(merge=done, by=world.ms_miura)
    kept = Opening.objects.get(pk=kept.pk)
    assert kept.current == before
    revised = revise_opening(opening=kept, by=world.ms_miura, terms={"title": "べつの見出し"})
    assert (revised.days, revised.no) == (before.days, before.no + 2), "on what stands, not on what was taken back"


def test_both_ledgers_stay_as_they_were_written(world):
    kept, absorbed = posts(world, days=3)
    talk = world.candidacy("dialogue", opening=absorbed)

    def written():
        return [
            (row.number, row.values["received_on"], row.referrals)
            for ledger in (openings_ledger, seekers_ledger)
            for row in ledger(today(), today())
        ]

    before = written()
    done, *_ = merge(world, kept, absorbed)
    assert written() == before
    undo_merge(merge=done, by=world.ms_miura)
    assert written() == before and talk.introduced_on


def test_two_talks_of_one_physician_two_houses_and_the_wrong_order_are_settled_first(world):
    kept, absorbed = posts(world)
    one = world.physician()
    for opening in (kept, absorbed):
        world.candidacy("dialogue", physician=one, opening=opening)
    assert refused(world, kept, absorbed) == {"clash:candidacy"}
    draft = world.opening(kept.institution, state="draft")
    assert refused(world, draft, absorbed) == {"ledger"}
    assert refused(world, kept, world.opening()) == {"house"}


def test_two_promised_posts_where_one_is_sought_are_settled_first(world):
    kept, absorbed = posts(world)
    for opening in (kept, absorbed):
        world.candidacy("offered", opening=opening)
    assert refused(world, kept, absorbed) == {"agreements"}


# -- both --------------------------------------------------------------------------------------------------
def test_a_merge_of_places_or_posts_that_is_taken_back_leaves_everything_as_it_was(world):
    kept, absorbed = twins(world)
    keep(absorbed, world.ms_miura)
    keep(kept, world.ms_miura)
    hiding = world.physician()
    physicians.add_shield(physician=hiding, by=world.ms_miura, institution=absorbed)
    openings = [world.opening(absorbed), world.opening(absorbed, days=3)]
    world.candidacy("offered", opening=openings[0])
    world.candidacy("dialogue", opening=openings[1])
    before = everything()
    done, *_ = merge(world, kept, absorbed, facts__name=Side.ABSORBED)
    again, *_ = merge(world, *openings)
    merged = everything()
    for table, rows in before.items():
        assert set(rows) <= set(merged[table]), f"{table} lost a row"
    undo_merge(merge=again, by=world.ms_miura)
    undo_merge(merge=done, by=world.ms_miura)
    after = everything()
    logs = {"institutions_institutiontransition", "openings_openingtransition", "openings_searchchange"}
    for table, rows in before.items():
        if table not in logs:
            assert {key: row for key, row in after[table].items() if key in rows} == rows, table
    assert not done.changes.filter(stayed=True).exists() and not again.changes.filter(stayed=True).exists()


def test_an_undoing_is_once_and_within_thirty_days_and_the_latest_first(world):
    kept, absorbed = twins(world)
    third = world.institution()
    done, kept, _ = merge(world, kept, absorbed)
    again, third, _ = merge(world, third, kept)
    assert Institution.objects.get(pk=absorbed.pk).merged_into == third, "one step leads to what goes on"
    for code, at in (("again", timedelta()), ("late", timedelta(days=-31))):
        with ago(at), pytest.raises(StepRefused) as found:
            undo_merge(merge=done, by=world.ms_miura)
        assert found.value.codes == {code}
    undo_merge(merge=again, by=world.ms_miura)
    undo_merge(merge=done, by=world.ms_miura)
    with pytest.raises(StepRefused) as twice:
        undo_merge(merge=done, by=world.ms_miura)
    assert twice.value.codes == {"undone"}


def test_pairs_are_found_kept_apart_and_merged_on_the_pages(world):
    kept, absorbed = twins(world)
    one = world.opening(kept)
    other = world.opening(kept)
    revise_opening(opening=other, by=world.ms_miura, terms={"title": one.current.title})
    assert [(p.one, p.other) for p in pairs_waiting(Kind.INSTITUTION)[0:9]] == [(kept, absorbed)]
    assert [(p.one, p.other) for p in pairs_waiting(Kind.OPENING)[0:9]] == [(one, other)]
    client = world.signed_in(world.ms_miura)
    for kind, first, second in (("institution", kept, absorbed), ("opening", one, other)):
        page = client.get(f"/desk/duplicates?kind={kind}")
        assert first.number in page.content.decode() and second.number in page.content.decode()
        address = f"/desk/duplicates/{first.number}/{second.number}"
        shown = client.get(address).content.decode()
        seen = re.search(r'name="seen" value="([^"]+)"', shown)[1]
        data = dict.fromkeys(re.findall(r'name="((?:facts|terms)\.[^"]+)"', shown), "kept")
        done = client.post(address, {**data, "seen": seen, "reason": "お電話で事務長に"})
        assert done.status_code == 302 and "/desk/merged/" in done.url
        assert client.get(done.url).status_code == 200
        assert client.post(f"{done.url}/undo").status_code == 302
        assert client.get(done.url).status_code == 200
    keep_apart(one=kept, other=absorbed, by=world.ms_miura)
    assert len(pairs_waiting(Kind.INSTITUTION)) == 0
