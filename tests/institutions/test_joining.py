"""An institution applies, is called back at a public number, and only then comes in; people come by their own yes."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from enishi.accounts.roles import Role
from enishi.audit.models import Entry
from enishi.common.clock import ago, today
from enishi.common.workflow import StepRefused
from enishi.institutions import joining, members
from enishi.institutions.enums import NotAccepted, NumberSource
from enishi.institutions.models import Application, InstitutionTransition, ListedFacility
from enishi.notices.models import Notice
from enishi.openings.models import Opening
from meta.acts_institutions import token_in


def called(world, institution, *, confirmed=True, listed=None):
    return joining.check_institution(
        institution=institution,
        by=world.ms_miura,
        listed=listed,
        number_called="0194-00-0009",
        number_source=NumberSource.MUNICIPALITY,
        spoke_with="総務課",
        confirmed=confirmed,
    )


def listed(world, name="みさき病院", **more):
    town = world.municipality()
    given = {
        "number": "0310000001", "name": name, "municipality": town, "prefecture": town.prefecture,
        "address": "久慈市見本町1-1", "beds_total": 99, "corporation": "医療法人みさき会", "source": "見本の一覧",
        "edition": date(2026, 6, 1), **more,
    }  # fmt: skip
    row = ListedFacility(**given)
    row.fold()
    row.save()
    return row


def refused(act, **given):
    with pytest.raises(StepRefused) as found:
        act(**given)
    return found.value.codes


def test_who_applied_in_public_comes_in_only_after_a_call_that_confirmed_it(world):
    found = world.application().institution
    approve = {"institution": found, "by": world.ms_miura}
    assert refused(joining.approve_application, **approve) == {"check"}
    called(world, found, confirmed=False)
    assert refused(joining.approve_application, **approve) == {"check"}
    called(world, found)
    assert joining.approve_application(**approve).state == "active"
    welcome = members.waiting_invitations(found)[0]
    assert welcome.role == Role.INSTITUTION_ADMIN
    _, new = members.accept_invitation(token=token_in(welcome), by=joining.APPLICANT)
    assert new and [m.role for m in members.members_of(found)] == ["institution_admin"]


def test_the_same_form_sent_twice_is_one_application_and_nothing_personal_reaches_the_log(world):
    key = uuid.uuid4()
    given = {
        "key": key, "applicant": joining.Applicant("申込 花子", "事務長", "0194000001", "a@hospital.example.jp"),
        "by": joining.APPLICANT, "name": "みさき診療所", "kind": "clinic", "municipality": world.municipality(),
        "address": "見本町1",
    }  # fmt: skip
    first = joining.apply_for_institution(**given)
    assert joining.apply_for_institution(**given) == first
    assert Application.objects.count() == 1 and Notice.objects.filter(kind="IN1").count() == 1
    logged = [str(e.data) + e.object_number for e in Entry.objects.all()]
    assert not any("花子" in line or "0194000001" in line for line in logged)


def test_the_list_stands_side_by_side_with_what_was_applied(world):
    row = listed(world)
    found = world.application(
        name="みさき病院", beds=60, corporation="医療法人 みさき会", address="久慈市見本町1-1"
    ).institution
    lines = {d.label: d.alike for d in joining.compare(found, row)}
    assert lines["名称"] and lines["市区町村"] and lines["所在地"] and lines["法人"]
    assert lines["病床"] is False and lines["郵便番号"] is None
    made = called(world, found, listed=row)
    assert ["病床", "60床", "99床", False] in made.compared
    found.refresh_from_db()
    assert found.listed == row


def test_the_list_is_found_by_name_or_by_the_town_before_it(world):
    row = listed(world)
    listed(world, name="遠くの病院", number="0310000002", municipality=world.municipality("釜石市"))
    assert joining.listed_like("ﾐｻｷ") == [] and joining.listed_like("みさき") == [row]
    assert joining.listed_like("久慈市 病院") == [row]
    assert joining.listed_like("") == []


def test_a_second_application_of_the_same_house_joins_the_first(world):
    existing = world.institution("みさき病院")
    found = world.application(name="みさき 病院").institution
    stranger = world.institution("ほかの病院")
    assert joining.duplicates_of(found) == [existing]
    join = {"institution": found, "role": Role.INSTITUTION_STAFF, "by": world.ms_miura}
    assert refused(joining.join_existing, existing=stranger, **join) == {"existing"}
    joining.join_existing(existing=existing, **join)
    found.refresh_from_db()
    assert found.state == "closed" and members.waiting_invitations(existing)[0].role == Role.INSTITUTION_STAFF
    assert joining.duplicates_of(existing) == []


def test_a_refusal_needs_a_reason_that_stays_with_us(world):
    found = world.application().institution
    assert refused(joining.refuse_application, institution=found, by=world.ms_miura, reason=" ") == {"reason"}
    joining.refuse_application(institution=found, by=world.ms_miura, reason="実在しない番地です")
    told = Notice.objects.get(kind="IN3")
    assert "番地" not in told.body and InstitutionTransition.objects.get(step="I5").reason == "実在しない番地です"


def test_openings_of_who_is_not_accepted_leave_every_list_and_the_ground_is_kept(world):
    opening = world.opening()
    stop = {"institution": opening.institution, "by": world.ms_miura, "ground": NotAccepted.SANCTIONED}
    assert refused(joining.suspend_institution, **stop, reason="") == {"reason"}
    joining.suspend_institution(**stop, reason="労働局の公表を確かめました")
    assert not Opening.objects.published().exists()
    row = InstitutionTransition.objects.get(step="I3")
    assert row.reason_code == "sanctioned" and "公表" in row.reason


# -- members ----------------------------------------------------------------------------------------
def invited(world, institution, mail="new@hospital.example.jp", role=Role.INSTITUTION_STAFF):
    return members.invite(institution=institution, by=world.ms_miura, mail=mail, name="新任", role=role)


def test_the_last_administrator_stays_until_there_is_another(world):
    house = world.institution()
    one = world.member(house, Role.INSTITUTION_ADMIN)
    first = members.members_of(house).get(user=one.user_id)
    end = {"institution": house, "membership": first, "by": one}
    assert refused(members.end_member, **end) == {"last_admin"}
    assert refused(members.change_member_role, **end, role=Role.INSTITUTION_STAFF) == {"last_admin"}
    second = world.member(house, Role.INSTITUTION_ADMIN)
    members.end_member(**end)
    assert [m.user_id for m in members.members_of(house)] == [second.user_id]
    members.end_member(**end)  # pressed twice
    assert world.signed_in(second).get("/inst/users").status_code == 200


def test_an_invitation_works_once_and_the_later_one_takes_its_place(world):
    house = world.institution()
    old, new = invited(world, house), invited(world, house)
    accept = {"by": joining.APPLICANT}
    assert refused(members.accept_invitation, token=token_in(old), **accept) == {"link"}
    members.accept_invitation(token=token_in(new), **accept)
    assert refused(members.accept_invitation, token=token_in(new), **accept) == {"link"}
    with ago(timedelta(days=15)):
        late = invited(world, house, "late@hospital.example.jp")
    assert refused(members.accept_invitation, token=token_in(late), **accept) == {"link"}


def test_who_invites_learns_nothing_of_an_address_that_we_know(world):
    """A physician's hospital must not find out by an invitation that he is registered here."""
    house = world.institution()
    physician = world.physician()
    known, unknown = invited(world, house, physician.user.email), invited(world, house, "nobody@hospital.example.jp")
    page = world.signed_in(world.member(house, Role.INSTITUTION_ADMIN)).get("/inst/users").content.decode()
    assert physician.identity.family_name not in page
    assert (known.name, known.role) == (unknown.name, unknown.role)
    assert not members.members_of(house).filter(user=physician.user).exists()


def test_staff_of_ours_are_never_tied_to_an_institution(world):
    house, colleague = world.institution(), world.user(world.coordinator())
    found = invited(world, house, colleague.email)
    assert refused(members.accept_invitation, token=token_in(found), by=joining.APPLICANT) == {"staff"}


def test_one_person_acts_for_two_houses_of_a_corporation_and_switches(world):
    one, two = world.institution(corporation="青葉会"), world.institution(corporation="青葉会")
    person = world.member(one)
    world.member(two, email=world.user(person).email)
    browser = world.signed_in(person)
    assert one.name in browser.get("/inst").content.decode()
    choose = browser.get("/home/choose").content.decode()
    assert one.name in choose and two.name in choose
    other = members.members_of(two).get(user=person.user_id)
    browser.post("/home/choose", {"membership": other.pk})
    assert two.name in browser.get("/inst").content.decode()
    assert browser.get("/inst/users").context["institution"] == two


def test_the_day_of_the_check_is_today(world):
    assert timezone.localdate(called(world, world.application().institution).checked_at) == today()
