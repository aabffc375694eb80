"""Papers of a record: seen, taken along, handed out with a copy; refused where a reader may not know or an item is missing."""

import io

import pytest
from django.db import IntegrityError, transaction
from docx import Document
from pypdf import PdfReader

from enishi.common.writing import Writing
from enishi.desk.models import HandedWriting, WordTemplate, WordTemplateVersion
from enishi.desk.writings import begin_templates
from enishi.institutions.models import Institution
from enishi.physicians.access import disclosed_level, identity_of
from enishi.physicians.actions import withdraw_disclosure
from enishi.physicians.enums import DisclosureLevel


@pytest.fixture
def desk(world):
    return world.signed_in(world.ms_miura)


def base(row):
    return f"/desk/records/{row.number}/documents"


def pdf_text(answer):
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def docx_text(answer):
    document = Document(io.BytesIO(answer.content))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "".join("".join([*(p.text for p in document.paragraphs), *cells]).split())


def test_the_screen_the_pdf_and_the_docx_say_the_same_eleven_items(world, desk):
    opening = world.opening()
    page = desk.get(f"{base(opening)}/conditions")
    writing: Writing = page.context["writing"]
    [items] = [b for b in writing.blocks if b.kind == "table"]
    assert [row[0] for row in items.rows] == [str(n) for n in range(1, 12)]
    assert all(row[2] for row in items.rows)
    pdf, docx = (desk.get(f"{base(opening)}/conditions/file.{form}") for form in ("pdf", "docx"))
    wanted = ["".join(cell.split()) for row in items.rows for cell in row[1:]]
    for words in wanted:
        assert words in docx_text(docx)
    for words in ("変更の範囲", "上限", "受動喫煙", "雇い主が直接に雇用"):
        assert words in pdf_text(pdf)
    assert b"pdfuaid" in pdf.content or "StructTreeRoot" in pdf.content.decode("latin-1")
    assert Document(io.BytesIO(docx.content)).core_properties.title == "労働条件明示書"


def test_with_an_item_missing_there_is_no_paper_at_all(world, desk):
    opening = world.opening(state="draft", conditions={"smoking": ""})
    page = desk.get(f"{base(opening)}/conditions").content.decode()
    assert "いまは作れません" in page and "お渡ししたと記す" not in page
    assert desk.get(f"{base(opening)}/conditions/file.pdf").status_code == 404


def test_a_referral_names_the_physician_only_while_the_consent_lives_and_as_far_as_it_goes(world, desk):
    asked = world.candidacy("institution_asked")
    name = identity_of(asked.physician, by=world.ms_miura).full_name
    assert "同意していない" in desk.get(f"{base(asked)}/referral").content.decode()
    talk = world.candidacy("dialogue")
    name = identity_of(talk.physician, by=world.ms_miura).full_name
    page = desk.get(f"{base(talk)}/referral")
    said = str(page.context["writing"].as_data())
    assert name in said and talk.opening.institution.name in said
    assert disclosed_level(talk.physician, talk.opening.institution) != DisclosureLevel.L3 or "('書類'" not in said
    withdraw_disclosure(physician=talk.physician, institution=talk.opening.institution, by=world.actor(talk.physician))
    after = desk.get(f"{base(talk)}/referral")
    assert after.context["writing"] is None and name not in after.content.decode()
    assert desk.get(f"{base(talk)}/referral/file.docx").status_code == 404


def test_what_is_handed_out_is_kept_as_it_was_seen_once_for_each_form(world, desk):
    opening = world.opening()
    here = f"{base(opening)}/job"
    form = desk.get(here).context["form"]
    sent = {"key": form["key"].value(), "digest": form["digest"].value(), "way": "paper"}
    for _ in range(2):
        assert desk.post(here, sent).status_code == 302
    row = HandedWriting.objects.get()
    assert (row.no, row.way, row.digest) == (1, "paper", row.writing.digest)
    Institution.objects.filter(pk=opening.institution_id).update(honest_note="雪が深い")
    stale = desk.post(here, {**sent, "key": "7a9f3e0c-0000-4000-8000-000000000001"})
    assert stale.status_code == 200 and "内容が変わりました" in stale.content.decode()
    shown = pdf_text(desk.get(f"{base(opening)}/handed/{row.pk}.pdf"))
    assert "".join(opening.current.title.split()) in shown and "雪が深い" not in shown
    assert "雪が深い" in pdf_text(desk.get(f"{here}/file.pdf"))
    assert "求人票" in desk.get(f"/desk/records/{opening.number}").content.decode()
    other = world.opening()
    assert desk.get(f"{base(other)}/handed/{row.pk}.pdf").status_code == 404


def test_conditions_of_work_are_not_made_known_by_fax(world, desk):
    here = f"{base(world.opening())}/conditions"
    form = desk.get(here).context["form"]
    page = desk.post(here, {"key": form["key"].value(), "digest": form["digest"].value(), "way": "fax"})
    assert page.status_code == 200 and "ファクスではお渡しできません" in page.content.decode()
    assert not HandedWriting.objects.exists()


@pytest.mark.parametrize(("state", "kind"), [("visit_fixed", "itinerary"), ("visit_fixed", "schedule")])
def test_either_reader_of_a_visit_gets_a_paper_that_says_what_is_theirs(world, desk, state, kind):
    talk = world.candidacy(state)
    name = identity_of(talk.physician, by=world.ms_miura).full_name
    own = desk.get(f"{base(talk)}/{kind}?to=physician").content.decode()
    theirs = desk.get(f"{base(talk)}/{kind}?to=institution").content.decode()
    assert f"{name} 先生" in own and f"{talk.opening.institution.name} 御中" in theirs
    assert "ご自宅" not in theirs
    assert desk.get(f"{base(talk)}/{kind}/file.docx?to=physician").status_code == 200


def test_a_paper_that_has_nothing_to_say_yet_says_why(world, desk):
    talk = world.candidacy("dialogue")
    assert "日程のご相談が、まだ" in desk.get(f"{base(talk)}/schedule").content.decode()
    assert "まだ決まっていません" in desk.get(f"{base(talk)}/itinerary").content.decode()
    assert desk.get(f"{base(talk)}/seeker").status_code == 404
    assert "求職番号" in desk.get(f"{base(talk.physician)}/seeker").content.decode()


def test_a_text_with_the_name_is_for_the_physician_and_for_who_may_know(world, desk):
    begin_templates(by=world.supervisor())
    talk = world.candidacy("institution_asked")
    name = identity_of(talk.physician, by=world.ms_miura).full_name
    thanks = WordTemplate.objects.get(title="面談のお礼（先生へ）")
    own = desk.get(f"{base(talk)}/words?to=physician&template={thanks.pk}").content.decode()
    assert f"{name} 先生" in own
    refused = desk.get(f"{base(talk)}/words?to=institution&template={thanks.pk}").content.decode()
    assert "同意していません" in refused and name not in refused
    visit = WordTemplate.objects.get(title="見学のお礼（医療機関へ）")
    assert "「面談の日時」" in desk.get(f"{base(talk)}/words?to=institution&template={visit.pk}").content.decode()
    assert "文例をお選びください" in desk.get(f"{base(talk)}/words").content.decode()


def test_the_supervisor_writes_texts_in_versions_and_nobody_else_does(world, desk):
    boss = world.signed_in(world.supervisor())
    sent = {"seen": 0, "use": "fax", "title": "送付状", "text": "{{医療機関のお名前}} 御中"}
    wrong = boss.post("/desk/templates/new", {**sent, "text": "{{お名まえ}}"})
    assert wrong.status_code == 200 and "という差し込みはありません" in wrong.content.decode()
    looked = boss.post("/desk/templates/new", {**sent, "look": "1"})
    assert "見本町立病院 御中" in looked.content.decode() and not WordTemplate.objects.exists()
    assert boss.post("/desk/templates/new", sent).status_code == 302
    made = WordTemplate.objects.get()
    here = f"/desk/templates/{made.pk}"
    assert boss.post(here, {**sent, "seen": 1, "text": "新しい文"}).status_code == 302
    assert list(made.versions.values_list("no", flat=True)) == [2, 1]
    stale = boss.post(here, {**sent, "seen": 1, "text": "古い画面"})
    assert "文例が直されました" in stale.content.decode()
    assert "新しい文" in desk.get(here).content.decode()
    assert desk.post(here, {**sent, "seen": 2, "text": "勝手に"}).status_code == 404
    assert desk.get("/desk/templates/new").status_code == 403
    boss.post(f"{here}/retire")
    assert "元に戻す" in boss.get(here).content.decode()
    boss.post(f"{here}/retire", {"back": "1"})
    made.refresh_from_db()
    assert made.retired_at is None


def test_the_database_itself_keeps_what_was_handed_out_but_lets_the_words_go_with_the_person(world, desk):
    begin_templates(by=world.supervisor())
    here = f"{base(world.opening())}/job"
    form = desk.get(here).context["form"]
    desk.post(here, {"key": form["key"].value(), "digest": form["digest"].value(), "way": "hand"})
    for change in ({"way": "fax"}, {"content": "別のことば"}, {"digest": "0" * 64}):
        with pytest.raises(IntegrityError), transaction.atomic():
            HandedWriting.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        WordTemplateVersion.objects.update(text="別の文")
    assert HandedWriting.objects.update(content="") == 1
    assert HandedWriting.objects.get().writing is None
