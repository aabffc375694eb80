"""The page of the family: what it shows, what it hides, how it ends."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client

from enishi.areas.models import Designation
from enishi.common.clock import ago, today
from enishi.common.japanese.date_display import western_with_era
from enishi.common.workflow import StepRefused
from enishi.physicians import family
from enishi.physicians.models import FamilyLink, FamilyQuestion, Relation

PAY = "9万"


@pytest.fixture
def home(world):
    """A doctor who talks with a hospital whose own words hold its name, and signed in."""
    hospital = world.institution("みさき丘病院", corporation="医療法人みさき会")
    opening = world.opening(
        hospital,
        offers=["housing", "outpatient"],
        honest_note="みさき丘病院の坂は、冬に凍ります。",
        conditions={"holidays": "医療法人みさき会の定める休日"},
    )
    talk = world.candidacy("dialogue", opening=opening, physician=world.physician(works_at="中央病院"))
    return talk.physician, opening


def made(physician, opening, world, **how):
    return family.open_family_link(
        physician=physician,
        by=world.actor(physician),
        relation=Relation.SPOUSE,
        days=how.pop("days", 30),
        openings=[opening],
        **how,
    )


def test_the_family_sees_the_place_and_neither_employer_nor_name_nor_pay(world, home):
    physician, opening = home
    _, token = made(physician, opening, world)
    page = Client().get(f"/f/{token}")
    text = page.content.decode()
    assert page.status_code == 200
    assert "久慈市" in text and "住まいの用意" in text and "冬に凍ります" in text
    identity = physician.identity
    for hidden in ("みさき", "中央病院", identity.family_name, identity.given_name, physician.number, PAY, "daily_pay"):
        assert hidden not in text
    assert page["Referrer-Policy"] == "same-origin" and "noindex" in page["X-Robots-Tag"]
    # With "no-referrer" a browser sends `Origin: null` with the question, and the check against forgery refuses it.
    assert 'content="noindex' in text and 'name="referrer"' not in text


def test_designations_stand_with_their_day_and_their_source_and_those_that_are_over_not_at_all(world, home):
    physician, opening = home
    _, token = made(physician, opening, world)
    town, day = opening.institution.municipality, today()
    begun = day - timedelta(days=100)
    Designation.objects.create(
        kind="shortage_spot", municipality=town, district="北部", since=begun, source="見本の県の告示"
    )
    Designation.objects.create(
        kind="shortage_spot",
        municipality=town,
        district="南部",
        since=begun,
        until=day - timedelta(days=1),
        source="終わった告示",
    )
    text = Client().get(f"/f/{token}").content.decode()
    assert "医師少数スポット（北部）" in text and f"{western_with_era(begun)}から。出典：見本の県の告示" in text
    assert "終わった告示" not in text


def test_with_the_physicians_leave_the_institution_is_named(world, home):
    physician, opening = home
    _, token = made(physician, opening, world, named=[opening.pk])
    assert "みさき丘病院" in Client().get(f"/f/{token}").content.decode()


def test_ended_expired_and_never_made_look_the_same(world, home):
    physician, opening = home
    ended, ended_token = made(physician, opening, world)
    family.end_family_link(link=ended, by=world.actor(physician))
    with ago(timedelta(days=8)):
        _, expired_token = made(physician, opening, world, days=7)
    pages = [Client().get(f"/f/{token}") for token in (ended_token, expired_token, "x" * 32, "a")]
    assert {page.status_code for page in pages} == {404}
    plain = {re.sub(r'value="[^"]+"', "", page.content.decode()) for page in pages}
    assert len(plain) == 1
    assert all(page["Referrer-Policy"] == "same-origin" for page in pages)


def test_the_token_is_stored_nowhere(world, home):
    physician, opening = home
    browser = world.signed_in(physician)
    answer = browser.post("/my/family", {"relation": "spouse", "days": "7", "places": [str(opening.pk)]}, follow=True)
    found = re.search(r"/f/([\w-]+)", answer.content.decode())
    assert found is not None
    token = found[1]
    link = FamilyLink.objects.get()
    assert len(token) >= 32 and token not in link.digest
    from enishi.accounts.models import Session

    assert not any(token in str(s.get_decoded()) for s in Session.objects.all())
    assert Client().get(f"/f/{token}").status_code == 200
    other = world.signed_in(physician)  # another browser does not know the address
    assert token not in other.get(f"/my/family/{link.pk}").content.decode()


def test_a_question_reaches_the_physician_and_the_answer_the_page(world, home):
    physician, opening = home
    link, token = made(physician, opening, world)
    visitor, key = Client(), str(uuid.uuid4())
    for _ in range(2):  # sent twice
        assert visitor.post(f"/f/{token}/ask", {"text": "冬の道は", "key": key}).status_code == 302
    question = FamilyQuestion.objects.get()
    assert [n.kind for n in world.messages(physician)].count("E57") == 1
    desk = world.signed_in(world.ms_miura)
    assert "冬の道は" not in desk.get(f"/desk/doctors/{physician.number}").content.decode()
    browser = world.signed_in(physician)
    browser.post(f"/my/family/{link.pk}/questions/{question.pk}", {"pass": "1"})
    assert "冬の道は" in desk.get(f"/desk/doctors/{physician.number}").content.decode()
    browser.post(f"/my/family/{link.pk}/questions/{question.pk}", {"text": "除雪は毎朝です"})
    assert "除雪は毎朝です" in Client().get(f"/f/{token}").content.decode()


def test_an_empty_question_is_asked_for_kindly_and_too_many_are_refused(world, home):
    physician, opening = home
    link, token = made(physician, opening, world)
    empty = Client().post(f"/f/{token}/ask", {"text": "", "key": str(uuid.uuid4())})
    assert "＊ご質問をご入力ください" in empty.content.decode()
    for _ in range(10):
        family.ask_as_family(link=link, text="何か", key=uuid.uuid4())
    with pytest.raises(StepRefused):
        family.ask_as_family(link=link, text="まだ", key=uuid.uuid4())
    full = Client().post(f"/f/{token}/ask", {"text": "まだ書きます", "key": str(uuid.uuid4())})
    assert "まだ書きます" in full.content.decode() and FamilyQuestion.objects.count() == 10


def test_the_desk_answers_only_what_was_passed_on(world, home):
    physician, opening = home
    link, _ = made(physician, opening, world)
    question = family.ask_as_family(link=link, text="学校は", key=uuid.uuid4())
    with pytest.raises(StepRefused):
        family.answer_family(question=question, by=world.ms_miura, text="あります")
    desk = world.signed_in(world.ms_miura)
    assert desk.get(f"/desk/doctors/{physician.number}/family/{question.pk}").status_code == 404


def test_what_is_shown_changes_at_once_and_a_neighbour_touches_nothing(world, home):
    physician, opening = home
    link, token = made(physician, opening, world, named=[opening.pk])
    neighbour = world.signed_in(world.physician())
    assert neighbour.post(f"/my/family/{link.pk}/end").status_code == 404
    assert neighbour.get(f"/my/family/{link.pk}").status_code == 404
    browser = world.signed_in(physician)
    browser.post(f"/my/family/{link.pk}/change", {"places": [str(opening.pk)]})
    assert "みさき丘病院" not in Client().get(f"/f/{token}").content.decode()
    browser.post(f"/my/family/{link.pk}/end")
    assert Client().get(f"/f/{token}").status_code == 404


def test_strangers_who_guess_close_no_page_for_a_family_behind_the_same_proxy(world, home):
    physician, opening = home
    _, token = made(physician, opening, world)
    everybody = Client(REMOTE_ADDR="127.0.0.1")  # of whoever comes, the application sees the proxy's address
    assert {everybody.get(f"/f/guess{n}").status_code for n in range(101)} == {404}
    assert everybody.get(f"/f/{token}").status_code == 200
