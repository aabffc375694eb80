"""/my/documents and /my/career: kept safe, shown to whom the physician chooses, and gone when erased."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from enishi.audit.models import Entry
from enishi.common.clock import today
from enishi.physicians.access import disclosed_level
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.models import Document

PDF = b"%PDF-1.7\n" + b"licence of a fictional physician" + b"\nstartxref\n9\n%%EOF\n"


@pytest.fixture
def room(story, world):
    return world.signed_in(story.physician)


def text(response):
    return response.content.decode()


def send(room, data=PDF, name="licence.pdf", kind="licence", **more):
    return room.post("/my/documents", {"file": SimpleUploadedFile(name, data), "kind": kind, **more}, follow=True)


def test_a_paper_is_kept_encrypted_and_comes_back_as_a_download_with_every_opening_logged(story, room):
    assert "お預かりしました" in text(send(room, expires_on="令和10年3月31日", note="2枚目"))
    paper = Document.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT body, note FROM physicians_document")
        body, note = cursor.fetchone()
    assert b"fictional" not in bytes(body) and "2枚目" not in note
    answer = room.get(f"/my/documents/{paper.pk}")
    assert answer.content == PDF
    assert answer["Content-Disposition"] == f'attachment; filename="licence-{paper.pk}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    entry = Entry.objects.get(action="read:document")
    assert (entry.object_number, entry.level, entry.actor_id) == (story.physician.number, 4, story.doctor.user_id)
    assert "令和10年" in text(room.get("/my/documents"))


def test_the_same_file_sent_twice_stands_once(room):
    send(room)
    send(room)
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"MZ\x90\x00 a program", "licence.pdf", "PDF・JPEG・PNG"),
        (b"", "licence.pdf", "中身がありません"),
        (b"%PDF-1.7\n" + b"x" * (10 * 1024 * 1024), "large.pdf", "10MBまで"),
        (PDF[:40], "licence.pdf", "途中で切れている"),
    ],
)
def test_a_file_that_cannot_be_kept_is_told_and_the_rest_stays_typed(room, data, name, words):
    page = text(send(room, data, name, note="大事な覚え書き"))
    assert words in page and "大事な覚え書き" in page
    assert not Document.objects.exists()


def test_a_form_without_a_file_or_a_kind_is_told_both(room):
    page = text(room.post("/my/documents", {"note": "x"}))
    assert "ファイルをお選びください。" in page and "書類の種類をお選びください。" in page


def test_a_photograph_is_kept_without_its_place(room):
    exif = Image.Exif()
    exif[0x010F] = "FICTIONAL CAMERA"
    made = io.BytesIO()
    Image.new("RGB", (30, 30)).save(made, "JPEG", exif=exif)
    send(room, made.getvalue(), "IMG_1.JPG", "board")
    assert b"FICTIONAL" not in bytes(Document.objects.get().body)


def test_another_persons_paper_does_not_exist(story, room, world):
    send(room)
    pk = Document.objects.get().pk
    stranger = world.signed_in(world.physician())
    assert stranger.get(f"/my/documents/{pk}").status_code == 404
    assert stranger.get(f"/my/documents/{pk}/edit").status_code == 404
    assert stranger.post(f"/my/documents/{pk}/delete").status_code == 404
    assert Document.objects.count() == 1


def test_deleting_leaves_no_bytes(room):
    send(room)
    pk = Document.objects.get().pk
    assert "こちらには残っていません" in text(room.post(f"/my/documents/{pk}/delete", follow=True))
    assert not Document.objects.exists()
    assert room.get(f"/my/documents/{pk}").status_code == 404


def test_only_the_chosen_institution_and_the_desk_open_it_and_only_while_the_consent_lives(story, room, world):
    candidacy = story.talking(DisclosureLevel.L3)
    other = world.candidacy("dialogue", physician=story.physician)
    send(room)
    pk = Document.objects.get().pk
    desk = world.signed_in(story.coordinator)
    clerk, stranger = world.signed_in(story.clerk), world.signed_in(world.actor(other.opening.institution))
    at_desk, at_clinic = (
        f"/desk/doctors/{story.physician.number}/documents/{pk}",
        f"/inst/talks/{candidacy.number}/documents/{pk}",
    )
    assert (desk.get(at_desk).status_code, clerk.get(at_clinic).status_code) == (404, 404)
    said = text(room.post("/my/documents/share", {"institution": story.institution.number}, follow=True))
    assert "書類をお見せします" in said
    grant = story.physician.disclosures.get(level="L4", withdrawn_at=None)
    assert (grant.institution, grant.until) == (story.institution, today() + timedelta(days=30))
    assert desk.get(at_desk).content == PDF and clerk.get(at_clinic).content == PDF
    assert f"/documents/{pk}" in text(clerk.get(f"/inst/talks/{candidacy.number}"))
    assert stranger.get(at_clinic).status_code == 404
    assert stranger.get(f"/inst/talks/{other.number}/documents/{pk}").status_code == 404
    assert Entry.objects.filter(action="read:document").count() == 2
    room.post(f"/my/documents/share/{grant.pk}/end")
    assert (desk.get(at_desk).status_code, clerk.get(at_clinic).status_code) == (404, 404)
    assert disclosed_level(story.physician, story.institution) == DisclosureLevel.L3  # the name stays known


def test_papers_are_not_shown_to_who_may_not_know_the_name(story, room):
    story.talking(DisclosureLevel.L2)
    send(room)
    assert "書類を見せられるのは" in text(room.get("/my/documents"))
    room.post("/my/documents/share", {"institution": story.institution.number})
    assert not story.physician.disclosures.filter(level="L4").exists()


def test_what_ends_soon_is_told_on_the_list(room):
    send(room, expires_on=(today() + timedelta(days=20)).isoformat())
    assert "期限が近づいています" in text(room.get("/my/documents"))


# -- career -------------------------------------------------------------------------------------------
POST = {"place": "青浜中央病院", "since": "昭和63年4月", "until": "2003/3", "position": "head", "duties": "循環器内科"}


def test_a_post_is_written_read_mended_and_erased(story, room, world):
    assert "青浜中央病院" in text(room.post("/my/career/posts/new", POST, follow=True))
    room.post("/my/career/posts/new", POST)  # a double press
    post = story.physician.career_posts.get()
    assert (post.since, post.until) == ("1988-04", "2003-03")
    stranger = world.signed_in(world.physician())
    assert stranger.get(f"/my/career/posts/{post.pk}").status_code == 404
    assert stranger.post(f"/my/career/posts/{post.pk}/delete").status_code == 404
    room.post(f"/my/career/posts/{post.pk}", POST | {"place": "青浜東病院"})
    page = text(room.get("/my/career"))
    assert "青浜東病院" in page and "部長・診療科長　およそ15年" in page
    room.post(f"/my/career/posts/{post.pk}/delete")
    assert not story.physician.career_posts.exists()


def test_months_in_the_wrong_order_are_asked_again_with_everything_kept(room):
    page = text(room.post("/my/career/posts/new", POST | {"until": "1980/1"}))
    assert "おわりの年月が、はじめより前" in page and 'value="青浜中央病院"' in page


def test_the_institution_reads_the_career_only_with_the_name(story, room, world):
    room.post("/my/career/posts/new", POST)
    candidacy = story.talking(DisclosureLevel.L2)
    clerk = world.signed_in(story.clerk)
    assert "青浜中央病院" not in text(clerk.get(f"/inst/talks/{candidacy.number}"))
    room.post(f"/my/talks/{candidacy.number}/disclose")
    assert "青浜中央病院" in text(clerk.get(f"/inst/talks/{candidacy.number}"))


def test_the_own_words_are_the_text_the_desk_has_and_an_old_page_never_overwrites_it(story, room):
    page = text(room.get("/my/career/words"))
    seen = page.split('name="seen" value="')[1].split('"')[0]
    room.post("/my/career/words", {"career": "循環器を三十年", "seen": seen})
    story.physician.identity.refresh_from_db()
    assert story.physician.identity.career == "循環器を三十年"
    again = text(room.post("/my/career/words", {"career": "別の文", "seen": seen}))
    assert "先に直されました" in again and "別の文" in again
