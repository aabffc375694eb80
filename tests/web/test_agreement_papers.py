"""The papers of an agreement: the same words as on the screen, for each side only its own."""

import io

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

pytestmark = pytest.mark.django_db


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_both_sides_keep_the_same_hash_and_the_terms_and_approvals_stand_beside_it(world):
    talk = world.candidacy("agreed")
    version = talk.agreement_versions.get()
    mine = world.signed_in(talk.physician).get(f"/my/talks/{talk.number}/agreement/{version.no}.pdf")
    theirs = world.signed_in(world.actor(talk.opening.institution)).get(
        f"/inst/talks/{talk.number}/agreement/{version.no}.pdf"
    )
    for paper in (mine, theirs):
        assert paper.status_code == 200 and paper["Content-Type"] == "application/pdf"
        words = text_of(paper.content)
        assert version.content_hash in words
        assert "これは労働契約書ではありません" in words and words.count("に承認") == 2


def test_the_draft_of_the_notice_is_for_the_employer_and_says_what_is_still_to_be_written(world):
    talk = world.candidacy("agreed")
    client = world.signed_in(world.actor(talk.opening.institution))
    paper = text_of(client.get(f"/inst/talks/{talk.number}/employment-notice.pdf").content)
    assert "労働条件通知書（案）" in paper and "これは下書きです" in paper
    made = client.get(f"/inst/talks/{talk.number}/employment-notice.docx")
    rows = {
        row.cells[0].text.split("\n")[0]: row.cells[1].text for row in Document(io.BytesIO(made.content)).tables[0].rows
    }
    assert rows["契約期間"].startswith("期間の定め")
    assert "振込み" in rows["賃金の締切り・支払の日と方法"]
    physician = world.signed_in(talk.physician)
    assert physician.get(f"/inst/talks/{talk.number}/employment-notice.pdf").status_code in (302, 403, 404)


def test_there_is_no_paper_before_there_is_an_agreement_nor_for_a_neighbour(world):
    talk = world.candidacy("dialogue")
    own = world.signed_in(world.actor(talk.opening.institution))
    assert own.get(f"/inst/talks/{talk.number}/employment-notice.docx").status_code == 404
    assert own.get(f"/inst/talks/{talk.number}/agreement/1.pdf").status_code == 404
    later = world.walk(talk, "agreed")
    stranger = world.signed_in(world.actor(world.institution("よその病院")))
    assert stranger.get(f"/inst/talks/{later.number}/agreement/1.pdf").status_code == 404
    assert world.signed_in(world.physician()).get(f"/my/talks/{later.number}/agreement/1.pdf").status_code == 404


def test_a_plan_to_work_less_by_and_by_stands_on_every_paper_and_in_the_check_of_hours(world):
    talk = world.candidacy("terms")
    before = world.seen_hash(talk)
    desk = world.signed_in(world.ms_miura)
    address = reverse("desk_terms", args=[talk.number])
    form = desk.get(address).context["form"]
    sent = {bound.name: bound.value() or "" for bound in form}
    sent |= {"phase_1_since": "2027/4/1", "phase_1_days": "5"}
    assert "2つから" in desk.post(address, sent).content.decode()
    assert "週の日数をご入力ください" in desk.post(address, sent | {"phase_2_since": "2029/4/1"}).content.decode()
    sent |= {"phase_2_since": "2029/4/1", "phase_2_days": "2.5", "phase_2_note": "外来だけ"}
    assert desk.post(address, sent).status_code == 302
    assert world.seen_hash(talk) != before
    world.walk(talk, "offered")
    room, base = world.signed_in(talk.physician), f"/my/talks/{talk.number}"
    page = room.get(f"{base}/agreement")
    plan = ["2027年（令和9年）4月1日から　週5日", "2029年（令和11年）4月1日から　週2.5日（外来だけ）"]
    assert [words for words, _ in page.context["hours_checks"]] == plan
    assert all(words in page.content.decode() for words in plan)
    paper = text_of(room.get(f"{base}/agreement/2.pdf").content)
    assert "週2.5日（外来だけ）" in paper and "第2期の勤務" in paper
    house = world.signed_in(world.actor(talk.opening.institution))
    notice = text_of(house.get(f"/inst/talks/{talk.number}/employment-notice.pdf").content)
    assert "段階的な働き方" in notice and "週2.5日（外来だけ）" in notice


def test_the_hours_of_all_work_are_looked_at_before_the_yes(world):
    talk = world.candidacy("offered")
    room, address = world.signed_in(talk.physician), f"/my/talks/{talk.number}"
    page = room.get(f"{address}/agreement").content.decode()
    assert "働き方チェック" in page and "いまのお勤めが、まだ入っていません" in page
    read = {"seen_hash": world.seen_hash(talk), "read": "on"}
    refused = room.post(f"{address}/agree", read)
    assert refused.status_code == 200 and "働き方チェック」をご覧のうえ" in refused.content.decode()
    assert room.post(f"{address}/agree", {**read, "hours": "on"}).status_code == 302
    talk.refresh_from_db()
    assert talk.state == "agreed"
    assert talk.transitions.get(step="T19").data["hours_seen"] is True
