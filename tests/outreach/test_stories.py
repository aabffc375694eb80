"""Stories that people told us: nothing is shown without a living yes to exactly these words and a second person."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from enishi.accounts.roles import Role
from enishi.candidacies.leaving import leave
from enishi.common.clock import ago, now, today
from enishi.common.workflow import StepRefused
from enishi.notices.models import Notice
from enishi.outreach import stories
from enishi.outreach.enums import StoryStanding
from enishi.outreach.models import Story, StoryConsent, StoryVersion
from enishi.outreach.story_rules import Yes, against_showing, last_day
from enishi.physicians.holds import place_hold
from factories.stories import WORDS, photo, story_in

DAY = date(2026, 11, 26)


def yes(**facts):
    given = {
        "name": "見本 海子", "employer": "みさき丘病院", "facts": frozenset(), "agreed_on": DAY, "until": DAY + timedelta(days=9),
        "withdrawn": False, **facts,
    }  # fmt: skip
    return Yes(**given)


def against(text, *, picture=False, consents=None, day=DAY):
    found = against_showing(
        text, has_picture=picture, yes=[yes()] if consents is None else consents, day=day, houses=["青葉中央病院"], places=["みなと町"]
    )  # fmt: skip
    return [refusal.code for refusal in found]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("海子さんはいつも笑っています", "name"),
        ("見 本　海 子 と申します", "name"),
        ("佐藤先生に教わりました", "name"),
        ("みさき丘 病院の外来で", "employer"),
        ("青葉中央病院から", "employer"),
        ("みなと町の診療所", "place"),
        ("６１歳になりました", "age"),
        ("電話は090-1111-2222まで", "contact"),
        ("taro@example.jp へ", "contact"),
    ],
)
def test_what_tells_who_somebody_is_needs_its_own_yes(text, code):
    assert against(text) == [code]
    if code != "contact":
        allowed = against(text, consents=[yes(facts=frozenset({"name", "employer", "place", "age"}))])
        assert allowed == []


def test_a_story_without_such_facts_passes_and_a_picture_needs_its_yes():
    assert against("60代で、海の見える町へ通っています") == []
    assert against("海の町", picture=True) == ["picture"]
    assert against("海の町", picture=True, consents=[yes(facts=frozenset({"picture"}))]) == []


def test_only_a_living_yes_counts():
    assert against("海の町", consents=[]) == ["consent"]
    assert against("海の町", consents=[yes(withdrawn=True)]) == ["consent"]
    assert against("海の町", day=DAY + timedelta(days=9)) == []
    assert against("海の町", day=DAY + timedelta(days=10)) == ["consent"]
    assert last_day(date(2028, 2, 29)) == date(2031, 2, 28)


def test_a_story_is_shown_until_the_last_day_of_its_consent_and_goes_by_itself(world):
    with ago(timedelta(days=30)):
        story = story_in(world, until=today() + timedelta(days=30))
        assert not stories.ends_soon(today(), timedelta(days=20))
    assert list(Story.objects.shown()) == [story] and story.standing == StoryStanding.SHOWN
    assert list(stories.ends_soon(today(), timedelta(days=20)))
    with ago(timedelta(days=31)):
        past = story_in(world, until=today() + timedelta(days=30))
        assert past in Story.objects.shown()
    assert list(Story.objects.shown()) == [story]
    assert past.standing == StoryStanding.EXPIRED


def test_nobody_who_wrote_a_version_approves_it(world):
    author, second = world.staff(Role.COMPLIANCE), world.staff(Role.SUPERVISOR)
    story = story_in(world, "draft")
    version = stories.edit_story(story=story, words=WORDS | {"title": "直した題"}, seen=1, by=author)
    with pytest.raises(StepRefused):
        stories.ask_story_approval(version=version, by=author)
    stories.record_consent(
        version=version, name="見本 海子", facts=[], how="mail", agreed_on=today(), until=today() + timedelta(days=9),
        key=uuid.uuid4(), by=author,
    )  # fmt: skip
    stories.ask_story_approval(version=version, by=author)
    told = set(Notice.objects.filter(kind="E76a").values_list("recipient_id", flat=True))
    assert second.user_id in told and author.user_id not in told
    for who in (author, world.outreach()):
        with pytest.raises(StepRefused):
            stories.approve_story(version=version, seen_fingerprint=version.fingerprint, by=who)
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryVersion.objects.filter(pk=version.pk).update(approved_by=author.user_id, approved_at=now())
    with pytest.raises(StepRefused):
        stories.approve_story(version=version, seen_fingerprint="another", by=second)
    stories.approve_story(version=version, seen_fingerprint=version.fingerprint, by=second)
    assert Story.objects.shown().exists()


def test_a_corrected_story_shows_the_old_words_until_the_new_ones_are_agreed_to_and_approved(world):
    story = story_in(world)
    newer = stories.edit_story(story=story, words=WORDS | {"title": "直した題"}, seen=1, by=world.outreach())
    assert stories.shown_story(story.number).shown_versions[0].title == WORDS["title"]
    with pytest.raises(StepRefused, match="同意"):
        stories.ask_story_approval(version=newer, by=world.outreach())
    with pytest.raises(StepRefused, match="先に直して"):
        stories.edit_story(story=story, words=WORDS | {"title": "古い画面から"}, seen=1, by=world.outreach())


def test_the_database_keeps_the_words_that_somebody_agreed_to(world):
    story_in(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        StoryVersion.objects.update(body="ちがう話")


def test_a_yes_that_ends_takes_the_story_down_at_once_and_the_office_is_told(world):
    story = story_in(world)
    assert stories.withdraw_consent(story=story, how="link", by=world.outreach()) == 1
    assert stories.withdraw_consent(story=story, how="link", by=world.outreach()) == 0
    assert not Story.objects.shown().exists() and Notice.objects.filter(kind="E76").exists()
    assert story.standing == StoryStanding.WITHDRAWN
    StoryConsent.objects.update(withdrawn_at=now() - timedelta(days=366 * 6))
    assert stories.erase_old_consents(today()) == 1 and StoryConsent.objects.get().name == ""


def test_a_consent_has_an_end_within_three_years_and_no_future_beginning(world):
    version, by = story_in(world, "draft").versions.get(), world.outreach()
    given = {"version": version, "name": "見本 海子", "facts": [], "how": "signed", "key": uuid.uuid4(), "by": by}
    for agreed, until in ((0, 4000), (0, -1), (2, 9)):
        days = {"agreed_on": today() + timedelta(days=agreed), "until": today() + timedelta(days=until)}
        with pytest.raises(StepRefused):
            stories.record_consent(**given, **days)


def test_a_picture_needs_its_words_and_the_same_form_twice_is_one_story(world):
    by, key = world.outreach(), uuid.uuid4()
    with pytest.raises(StepRefused, match="写真"):
        stories.write_story(teller="doctor", words=WORDS, picture=photo(), key=key, by=by)
    for _ in range(2):
        stories.write_story(teller="doctor", words=WORDS, key=key, by=by)
    assert Story.objects.count() == 1


def test_a_story_ends_the_moment_its_physician_leaves_and_nothing_of_it_stays(world):
    physician, other = world.physician(), story_in(world)
    story = story_in(
        world, number=f" {physician.number.lower()} ", picture=photo(), words={"alt": "海の写真"}, facts=["picture"]
    )
    assert Story.objects.shown().count() == 2
    leave(physician=physician, by=world.actor(physician))
    assert list(Story.objects.shown()) == [other] and story_now(story).standing == StoryStanding.WITHDRAWN
    version, consent = story.versions.get(), StoryConsent.objects.get(physician=physician)
    assert (version.title, version.body, version.hard, version.who) == ("（消去しました）", "", "", "")
    assert bytes(story.pictures.get().data) == b""
    assert (consent.name, consent.contact, consent.withdrawn_how) == ("", "", "left") and consent.erased_at
    assert Notice.objects.filter(kind="E76", about=story.number).exists()
    assert other.versions.get().body and StoryConsent.objects.exclude(physician=physician).get().name


def test_a_story_is_not_shown_after_leaving_even_while_a_hold_keeps_what_was_registered(world):
    physician = world.physician()
    story = story_in(world, number=physician.number)
    place_hold(physician=physician, by=world.staff(Role.COMPLIANCE), reason="返戻をめぐる調停のため")
    leave(physician=physician, by=world.actor(physician))
    assert not Story.objects.shown().exists() and story.versions.get().body
    assert story_now(story).standing != StoryStanding.SHOWN


def story_now(story):
    return Story.objects.get(pk=story.pk)


def test_a_number_of_nobody_is_refused_and_without_one_a_story_stands_by_itself(world):
    for wrong in ("P-1999-0001", "M-1"):
        with pytest.raises(StepRefused, match="見つかりません"):
            story_in(world, number=wrong)
    assert story_in(world).standing == StoryStanding.SHOWN
