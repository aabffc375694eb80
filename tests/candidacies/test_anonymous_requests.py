"""T4: an institution reads outlines of those who agreed to it, asks for a talk, and learns nothing of what became of it."""

from django.urls import reverse

from enishi.accounts.models import User
from enishi.candidacies import actions
from enishi.candidacies.anonymous_requests import NOT_NOW, REQUESTS_A_WEEK, outlines_for, request_talk, requests_left
from enishi.candidacies.models import Candidacy
from enishi.common.workflow import StepRefused
from enishi.physicians.actions import assign_coordinator, withdraw_consent
from enishi.physicians.enums import ConsentKind
from enishi.physicians.models import Physician
from web.institution.clinic import text_of


def waiting(world, **given):
    """A physician with a coordinator."""
    found = world.physician(**given)
    miura = User.objects.get(pk=world.ms_miura.user_id)
    assign_coordinator(physician=found, coordinator=miura, by=world.ms_miura)
    found.refresh_from_db()
    return found


def shown(world, opening):
    return {row.pk for row in outlines_for(opening, by=world.actor(opening.institution))}


def test_only_those_who_agreed_and_hide_from_nobody_here_are_shown_without_anything_of_their_own(world):
    opening = world.opening()
    agreed = waiting(world, family_name="北川")
    unasked = waiting(world, consents=frozenset({ConsentKind.PLACEMENT}))
    hiding = waiting(world, shields=opening.institution.name)
    surgeon = waiting(world, specialties=["整形外科"])
    talking = waiting(world)
    world.candidacy("physician_declined", physician=talking, opening=opening)
    assert shown(world, opening) == {agreed.pk}
    assert not {unasked.pk, hiding.pk, surgeon.pk, talking.pk} & shown(world, opening)
    page = text_of(world.signed_in(opening.institution).get(reverse("inst_opening_physicians", args=[opening.number])))
    assert "60代・内科の医師" in page and "北川" not in page and agreed.number not in page
    withdraw_consent(physician=agreed, kind=ConsentKind.ANONYMOUS, by=world.actor(agreed))
    assert shown(world, opening) == set()


def test_a_request_goes_to_the_coordinator_and_the_physician_hears_of_it_when_it_is_proposed(world):
    opening, physician = world.opening(), waiting(world)
    browser = world.signed_in(opening.institution)
    address = reverse("inst_opening_physicians", args=[opening.number])
    about = browser.get(address).context["rows"][0][1]
    for _ in range(2):  # a second press finds nobody to ask for, and says no more than that
        browser.post(address, {"about": about})
    talk = Candidacy.objects.get()
    assert (talk.state, talk.physician_id, talk.owner_id) == ("suggested", physician.pk, world.ms_miura.user_id)
    assert [n.kind for n in world.messages(world.ms_miura)].count("E14") == 1
    assert not [n for n in world.messages(physician) if n.about == talk.number]
    assert shown(world, opening) == set() and requests_left(opening) == REQUESTS_A_WEEK - 1
    assert browser.get(f"/inst/talks/{talk.number}").status_code == 404
    assert world.signed_in(world.ms_miura).get(f"/desk/candidacies/{talk.number}").status_code == 200
    assert actions.propose(candidacy=talk, by=world.ms_miura).state == "physician_asked"
    actions.decline(candidacy=talk, by=world.actor(physician), step_id="T6")
    assert not [n for n in world.messages(opening.institution) if n.about == talk.number]


def test_a_button_is_good_for_its_own_opening_and_for_whom_it_was_shown(world):
    opening, physician = world.opening(), waiting(world)
    other = world.opening(world.institution("隣の病院"))
    address = reverse("inst_opening_physicians", args=[opening.number])
    about = world.signed_in(opening.institution).get(address).context["rows"][0][1]
    theirs = world.signed_in(other.institution)
    assert theirs.post(address, {"about": about}).status_code == 404
    theirs.post(reverse("inst_opening_physicians", args=[other.number]), {"about": about})
    theirs.post(reverse("inst_opening_physicians", args=[other.number]), {"about": "1:2:3"})
    Physician.objects.filter(pk=physician.pk).update(licence_verified_on=None)
    try:
        request_talk(physician=physician, opening=opening, by=world.actor(opening.institution))
    except StepRefused as refused:
        assert refused.refusals == (NOT_NOW,)
    assert not Candidacy.objects.exists()
