"""The folder for the certification: criteria by day, evidence, reviews."""

import io
import uuid
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import Resolver404, resolve
from pypdf import PdfReader

from enishi.accounts.models import User
from enishi.audit.models import Entry
from enishi.common.clock import today
from enishi.common.uploads import CleanFile
from enishi.common.workflow import StepRefused
from enishi.law.certification import CRITERIA, Part, criteria_on, criterion_on
from enishi.office import certification as acts
from enishi.office import wordings
from enishi.office.certification_papers import certification_paper
from enishi.office.due import due_on
from enishi.office.explained_enums import Standing
from enishi.office.models import CriterionReview, CriterionWording, Evidence
from meta.acts_explained import laid


def looked(world, criterion, standing=Standing.MET, *, words="", days=90):
    return acts.review_criterion(
        criterion=criterion, by=world.office(), key=uuid.uuid4(), standing=standing, words=words, next_on=today() + timedelta(days=days)
    )  # fmt: skip


def test_on_each_day_one_wording_of_a_criterion_stands():
    for day in (date(2021, 8, 16), date(2024, 12, 31), date(2025, 1, 1), date(2025, 3, 31), date(2025, 4, 1), today()):
        codes = [c.code for c in criteria_on(day)]
        assert len(codes) == len(set(codes)) == len({c.code for c in CRITERIA})
    assert not criteria_on(date(2021, 8, 15))
    assert "手数料率の実績" in criterion_on("fees", date(2025, 4, 1)).asks
    assert "手数料率の実績" not in criterion_on("fees", date(2025, 3, 31)).asks


def test_what_was_seen_in_no_published_source_says_so_on_the_page_and_on_paper(world):
    unseen = [c for c in criteria_on(today()) if not c.seen]
    assert {c.part for c in unseen} == {Part.BASIC} and len(unseen) == 5
    office = world.signed_in(world.office())
    assert office.get("/ops/certification").content.decode().count("要確認") == len(unseen)
    assert "公表の資料では確かめられませんでした" in office.get("/ops/certification/voices").content.decode()
    shown = office.get("/ops/certification/gifts").content.decode()
    assert "日本人材紹介事業協会" in shown and "確かめられませんでした" not in shown
    found = acts.folders()
    paper = PdfReader(io.BytesIO(certification_paper(found, acts.summary_of(found))))
    text = "".join(page.extract_text() for page in paper.pages).replace("\n", "").replace(" ", "")
    assert text.count("要確認：") == len(unseen)


def test_every_page_that_shows_a_criterion_is_there():
    for criterion in criteria_on(today()):
        for place in acts.places_of(criterion.code, today()):
            try:
                resolve(place.path.partition("#")[0])
            except Resolver404:
                pytest.fail(f"{criterion.code}: {place.path}")


def test_nothing_is_ready_until_conditions_and_required_standards_all_hold_and_most_of_the_rest(world):
    found = acts.folders()
    assert not acts.summary_of(found).ready and acts.summary_of(found).due == len(found)
    for folder in found:
        if folder.criterion.part is not Part.BASIC:
            looked(world, folder.criterion.code)
    assert not acts.summary_of(acts.folders()).ready
    for code in ("staff", "fit", "reality", "staying"):
        looked(world, code)
    assert acts.summary_of(acts.folders()).ready
    looked(world, "gifts", Standing.PARTLY, words="文を直す")
    assert not acts.summary_of(acts.folders()).ready, "the newest look counts"


def test_a_look_before_the_wording_changed_or_whose_day_has_come_is_due_again(world):
    looked(world, "staff", days=1)
    assert not acts.folder_of("staff").is_due
    later = next(f for f in acts.folders(today() + timedelta(days=1)) if f.criterion.code == "staff")
    assert later.is_due


@pytest.mark.parametrize(
    ("standing", "words", "days"), [(Standing.NOT_MET, " ", 30), (Standing.MET, "", 0), (Standing.MET, "", 367)]
)
def test_a_look_says_what_is_missing_and_when_to_look_again(world, standing, words, days):
    with pytest.raises(StepRefused):
        looked(world, "staff", standing, words=words, days=days)


def test_evidence_is_laid_once_taken_out_for_good_and_its_paper_forgotten(world):
    by, key = world.office(), uuid.uuid4()
    given = {
        "criterion": "staff",
        "by": by,
        "key": key,
        "note": "研修の名簿",
        "file": CleanFile("application/pdf", b"%PDF"),
    }
    row = acts.add_evidence(**given)
    assert acts.add_evidence(**given) == row
    assert acts.open_evidence(row, by=by) == b"%PDF"
    assert Entry.objects.filter(action="export:evidence", actor_id=by.user_id).count() == 1
    acts.remove_evidence(evidence=row, by=by)
    acts.remove_evidence(evidence=row, by=by)
    assert Entry.objects.filter(action="remove_evidence").count() == 1
    row.refresh_from_db()
    assert row.file is None and row.removed_by_id == by.user_id and not acts.open_evidence(row, by=by)
    assert not acts.folder_of("staff").evidence


def test_an_unknown_criterion_or_nothing_said_is_refused_and_the_past_stays(world):
    with pytest.raises(StepRefused):
        acts.add_evidence(criterion="no-such", by=world.office(), key=uuid.uuid4(), note="x")
    with pytest.raises(StepRefused):
        acts.add_evidence(criterion="staff", by=world.office(), key=uuid.uuid4(), note="  ")
    row, review = laid(world), looked(world, "staff")
    for wrong in (
        lambda: CriterionReview.objects.filter(pk=review.pk).update(standing=Standing.NOT_MET),
        lambda: Evidence.objects.filter(pk=row.pk).update(criterion="fees"),
        lambda: Evidence.objects.filter(pk=row.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()


def test_the_index_on_paper_names_every_criterion_and_what_was_laid_beside_it(world):
    laid(world)
    looked(world, "staff", Standing.PARTLY, words="年内にもう一度")
    found = acts.folders()
    pages = PdfReader(io.BytesIO(certification_paper(found, acts.summary_of(found)))).pages
    text = "".join(page.extract_text() for page in pages).replace("\n", "")
    for folder in found:
        assert folder.criterion.title in text
    assert "研修の資料" in text and "年内にもう一度" in text


def typed(world, by=None, *, code="voices", edition="基準チェックシート 2026年4月版"):
    by = by or world.office()
    return wordings.enter_wording(
        criterion=code, by=by, key=uuid.uuid4(), title="ご意見の反映", text="チェックシートの文です。", edition=edition
    )


def test_official_words_are_typed_by_one_and_compared_by_another_and_then_stand_as_confirmed(world):
    office, other = world.office(), world.supervisor()
    row = typed(world, office)
    with pytest.raises(StepRefused, match="別の方の確認"):
        typed(world, other)
    with pytest.raises(StepRefused, match="ほかの方"):
        wordings.settle_wording(wording=row, by=office, right=True)
    assert acts.folder_of("voices").title == "意見の反映" and acts.folder_of("voices").waiting == row
    done = wordings.settle_wording(wording=row, by=other, right=True)
    assert wordings.settle_wording(wording=row, by=other, right=False) == done, "once only"
    folder = acts.folder_of("voices")
    assert (folder.title, folder.asks, folder.waiting) == ("ご意見の反映", "チェックシートの文です。", None)
    assert "voices" not in {c.code for c in wordings.to_compare(today())}
    browser = world.signed_in(office)
    for at in ("/ops/certification", "/ops/certification/voices"):
        page = browser.get(at).content.decode()
        assert "確認済" in page and "2026年4月版" in page
    found = acts.folders()
    paper = PdfReader(io.BytesIO(certification_paper(found, acts.summary_of(found))))
    text = "".join(page.extract_text() for page in paper.pages).replace("\n", "").replace(" ", "")
    assert "確認済：基準チェックシート2026年4月版" in text


def test_words_that_differ_from_the_sheet_go_back_and_a_new_edition_replaces_the_one_before(world):
    office, other = world.office(), world.supervisor()
    wordings.settle_wording(wording=typed(world, office), by=other, right=False)
    assert "voices" in {c.code for c in wordings.to_compare(today())}
    for edition in ("2026年版", "2027年版"):
        wordings.settle_wording(wording=typed(world, office, edition=edition), by=other, right=True)
    assert wordings.in_force(today())["voices"].edition == "2027年版"
    assert wordings.wordings("voices").count() == 3
    with pytest.raises(DatabaseError), transaction.atomic():
        CriterionWording.objects.update(text="別の文")
    with pytest.raises(StepRefused, match="いまの基準にありません"):
        typed(world, code="no-such")


def test_who_compares_and_by_when_stands_among_the_office_s_days(world):
    def asked():
        return [due for due in due_on(today(), licensed=None) if "見くらべる" in due.words]

    assert [due.by for due in asked()] == [today()] and "方と日を決める" in asked()[0].words
    office = world.office()
    person = User.objects.get(pk=office.user_id)
    on = today() + timedelta(days=20)
    browser = world.signed_in(office)
    given = {"key": str(uuid.uuid4()), "person": person.pk, "due_on": on.isoformat()}
    assert browser.post("/ops/certification", given).status_code == 302
    assert [due.by for due in asked()] == [on] and person.name in asked()[0].words
    typed(world, office)
    assert sorted(due.by for due in asked()) == [today(), on]
    with pytest.raises(StepRefused, match="事務局か統括"):
        stranger = User.objects.get(pk=world.coordinator("見本 一子").user_id)
        wordings.plan_comparison(by=office, key=uuid.uuid4(), person=stranger, due_on=on)
    with pytest.raises(StepRefused, match="きょうから"):
        wordings.plan_comparison(by=office, key=uuid.uuid4(), person=person, due_on=today() - timedelta(days=1))


def test_a_form_that_lacks_the_edition_keeps_what_was_typed(world):
    browser = world.signed_in(world.office())
    given = {"act": "wording", "key": str(uuid.uuid4()), "title": "題", "text": "長く写した文", "edition": ""}
    page = browser.post("/ops/certification/voices", given).content.decode()
    assert "長く写した文" in page and not CriterionWording.objects.exists()
    row = typed(world)
    mine = world.signed_in(world.supervisor())
    assert mine.post("/ops/certification/fit", {"act": "settle", "wording": row.pk, "right": "yes"}).status_code == 404
    assert mine.post("/ops/certification/voices", {"act": "settle", "wording": "x", "right": "yes"}).status_code == 404
    mine.post("/ops/certification/voices", {"act": "settle", "wording": row.pk, "right": "yes"})
    row.refresh_from_db()
    assert row.right
