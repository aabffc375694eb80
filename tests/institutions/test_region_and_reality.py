"""How one works and lives there: every fact with its day and its source, and what is missing is said to be missing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.institutions import continuity, reality, reality_questions, region
from enishi.institutions.models import ContinuityPost, RegionFact
from enishi.notices.models import Notice


def test_what_is_not_answered_is_told_apart_from_no(world):
    house = world.institution()
    by = world.actor(house)
    assert all(row.text == "" and row.as_of is None for row in reality.facts(house))
    reality.save_reality(
        institution=house, by=by, answers={"clerks": "２人", "records_from_home": "no"}, as_of=today(), said_by="事務長"
    )
    rows = {row.key: row for row in reality.facts(house)}
    assert (rows["clerks"].text, rows["clerks"].said_by, rows["clerks"].as_of) == ("2人", "事務長", today())
    assert rows["records_from_home"].text == "なし" and rows["imaging"].text == ""
    assert len(rows) == len(reality_questions.QUESTIONS)


def test_an_answer_taken_back_is_unknown_again_and_one_left_alone_bears_the_new_day(world):
    house = world.institution()
    by, before = world.actor(house), today() - timedelta(days=200)
    given = {"clerks": "2", "nurses_at_night": "3"}
    reality.save_reality(institution=house, by=by, answers=given, as_of=before, said_by="事務長")
    changed = reality.save_reality(
        institution=house, by=by, answers={"clerks": "", "nurses_at_night": "3"}, as_of=today(), said_by="院長"
    )
    assert changed == ["clerks"]
    rows = {row.key: row for row in reality.facts(house)}
    assert rows["clerks"].text == "" and rows["nurses_at_night"].as_of == today()


@pytest.mark.parametrize(("key", "typed"), [("clerks", "たくさん"), ("records", "石板"), ("advice", "あ" * 201)])
def test_an_unreadable_answer_is_refused_with_a_sentence_and_changes_nothing(world, key, typed):
    house = world.institution()
    with pytest.raises(ValueError, match=reality_questions.BY_KEY[key].label[:4]):
        reality.save_reality(
            institution=house, by=world.actor(house), answers={key: typed}, as_of=today(), said_by="事務長"
        )
    assert reality.stored(house) == {}


def proposed(world, house, **answers):
    return region.propose_facts(
        institution=house, by=world.actor(house), answers=answers, source="町の担当者", as_of=today()
    )


def test_what_waits_already_keeps_its_own_source_when_the_form_is_sent_again(world):
    """The form shows what waits: a source typed for a new fact must not come to stand beside it."""
    house = world.institution()
    (snow,) = proposed(world, house, snow="年に38日")
    again = {"answers": {"snow": "年に38日", "rent": "2LDKで月4万円"}, "source": "不動産店", "as_of": today()}
    (rent,) = region.propose_facts(institution=house, by=world.actor(house), **again)
    snow.refresh_from_db()
    assert (snow.source, rent.source) == ("町の担当者", "不動産店")
    again["answers"] = {"snow": "年に40日"}
    (changed,) = region.propose_facts(institution=house, by=world.actor(house), **again)
    assert changed.pk == snow.pk and (changed.text, changed.source) == ("年に40日", "不動産店")


def test_a_wrong_source_is_put_right_without_a_change_of_the_words(world):
    """Only beside the questions that were named; the desk reads a new source of what is shown before it stands there."""
    house = world.institution()
    snow, rent, airport = proposed(world, house, snow="年に38日", rent="月4万円", airport="車で95分")
    region.decide_fact(fact=snow, by=world.ms_miura, show=True)
    again = {"snow": "年に38日", "rent": "月4万円", "airport": "車で95分"}
    by = {"institution": house, "by": world.actor(house), "source": "気象台の統計", "as_of": today()}
    new, same = region.propose_facts(answers=again, resourced=("snow", "rent"), **by)
    assert (new.key, new.text, new.source, new.state) == ("snow", "年に38日", "気象台の統計", "proposed")
    assert (same.pk, same.source) == (rent.pk, "気象台の統計")
    airport.refresh_from_db()
    assert airport.source == "町の担当者"
    assert region.rows_at_hand(house)["snow"].source == "気象台の統計"
    assert region.propose_facts(answers=again, resourced=("snow", "rent"), **by) == []
    region.decide_fact(fact=new, by=world.ms_miura, show=True)
    (row,) = [r for _, rows in region.portrait_of(house.municipality).topics for r in rows if r.key == "snow"]
    assert (row.text, row.source) == ("年に38日", "気象台の統計")


def test_what_a_town_writes_is_shown_once_the_desk_has_read_it(world):
    house = world.institution()
    place = house.municipality
    snow, voice = proposed(world, house, snow="年に38日", voice="静かです", rent="")
    assert region.portrait_of(place).known == 0
    region.decide_fact(fact=snow, by=world.ms_miura, show=True)
    with pytest.raises(StepRefused):
        region.decide_fact(fact=voice, by=world.ms_miura, show=False)
    region.decide_fact(fact=voice, by=world.ms_miura, show=False, reason="ご本人の了解を確かめてください")
    portrait = region.portrait_of(place)
    shown = {row.key: row for _, rows in portrait.topics for row in rows}
    assert (shown["snow"].text, shown["snow"].source, shown["snow"].as_of) == ("年に38日", "町の担当者", today())
    assert shown["rent"].text == "" and portrait.voices == [] and portrait.known == 1
    assert [row.key for row in region.family_rows(place)] == ["snow"]
    assert Notice.objects.filter(kind="IN6").count() == 1
    with pytest.raises(StepRefused) as refused:
        region.decide_fact(fact=snow, by=world.coordinator(), show=True)
    assert refused.value.codes == {"state"}


def test_a_newer_fact_takes_the_place_of_the_older_which_is_kept(world):
    house = world.institution()
    for days in ("年に38日", "年に41日"):
        region.decide_fact(fact=proposed(world, house, snow=days)[0], by=world.ms_miura, show=True)
    assert list(RegionFact.objects.order_by("id").values_list("state", flat=True)) == ["replaced", "shown"]
    assert proposed(world, house, snow="年に41日") == [], "what stands already is nothing new"
    with pytest.raises(IntegrityError), transaction.atomic():
        RegionFact.objects.update(state="shown")


def test_two_houses_of_a_town_do_not_overwrite_what_the_other_wrote(world):
    one, two = world.institution(), world.institution()
    proposed(world, one, snow="年に38日")
    proposed(world, two, snow="年に20日")
    proposed(world, one, snow="年に39日")
    assert sorted(region.waiting_facts().values_list("text", flat=True)) == ["年に20日", "年に39日"]


def test_the_risk_book_is_not_readable_in_the_database_nor_at_the_desk_without_consent(world):
    house = world.institution()
    by = world.actor(house)
    continuity.save_post(institution=house, by=by, label="内科部長", services=["内科"], born=1960, until=today())
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT content FROM {ContinuityPost._meta.db_table}")
        assert "内科" not in cursor.fetchone()[0]
    desk = world.signed_in(world.ms_miura)
    address = f"/desk/institutions/{house.number}/continuity"
    assert desk.get(address).status_code == 404
    continuity.share_book(institution=house, by=by, shared=True)
    assert "内科部長" in desk.get(address).content.decode()
    continuity.share_book(institution=house, by=by, shared=False)
    assert desk.get(address).status_code == 404
    other = world.institution()
    with pytest.raises(Http404):
        continuity.post_of(other, ContinuityPost.objects.get().pk)
