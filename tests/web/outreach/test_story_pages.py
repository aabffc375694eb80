"""The pages of the stories: written, previewed, shown, taken down."""

import io
from datetime import timedelta
from xml.etree import ElementTree

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from enishi.accounts.roles import Role
from enishi.common.clock import today
from enishi.outreach.models import Story
from enishi.web.outreach.stories import consent_pdf
from enishi.web.public.story_cards import address_of
from factories.stories import WORDS, photo, story_in
from web.institution.clinic import text_of


def jpeg_with_place():
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    out = io.BytesIO()
    Image.new("RGB", (80, 60), (20, 60, 90)).save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("a.jpg", out.getvalue(), "image/jpeg")


def test_from_the_draft_to_the_public_page_by_two_people(world, client):
    office, second = world.signed_in(world.outreach()), world.signed_in(world.staff(Role.COMPLIANCE))
    sent = WORDS | {"teller": "doctor", "alt": "診療所の朝", "picture": jpeg_with_place()}
    page = office.post("/ops/stories/new", sent)["Location"]
    story = Story.objects.get()
    assert "同意が、まだ控えられていません" in text_of(office.get(page))
    consent = {
        "name": "見本 海子", "how": "signed", "agreed_on": today().isoformat(),
        "until": (today() + timedelta(days=90)).isoformat(), "facts": ["picture"],
    }  # fmt: skip
    office.post(f"{page}/consent", consent)
    assert "承認をお願いしました" in text_of(office.post(f"{page}/ask", follow=True))
    assert client.get(address_of(story)).status_code == 404
    mark = story.versions.get().fingerprint
    assert "別の" in text_of(office.post(f"{page}/approve", {"fingerprint": mark}, follow=True))
    second.post(f"{page}/approve", {"fingerprint": mark})
    shown = text_of(client.get(address_of(story)))
    assert WORDS["title"] in shown and "見本 海子" not in shown and "電子カルテ" in shown
    for listing in ("/", "/stories", "/doctors"):
        assert f'href="{address_of(story)}"' in client.get(listing).content.decode(), listing
    digest = story.pictures.get().digest[:20]
    picture = client.get(f"/stories/pictures/{digest}.jpg")
    assert b"SECRET-CAMERA" not in picture.content and picture["Content-Type"] == "image/jpeg"
    assert client.get(f"/stories/pictures/{digest}.jpg", headers={"If-None-Match": picture["ETag"]}).status_code == 304
    feed = ElementTree.fromstring(client.get("/feeds/stories.xml").content)
    assert WORDS["title"] in [found.text for found in feed.iter("title")]


def test_who_told_it_takes_it_down_in_two_taps_and_opening_the_page_does_nothing(world, client):
    story = story_in(world, words={"alt": "海"}, picture=photo(), facts=["picture"])
    digest, link = story.pictures.get().digest[:20], f"/stories/yours/{story.token}"
    assert "掲載をやめる" in text_of(client.get(link)) and Story.objects.shown().exists()
    assert "掲載をやめました" in text_of(client.post(link, follow=True))
    for gone in (address_of(story), f"/stories/pictures/{digest}.jpg"):
        assert client.get(gone).status_code == 404
    assert WORDS["title"] not in text_of(client.get("/stories"))
    assert "掲載していません" in text_of(client.get(link))
    assert client.post(link).status_code == 302
    assert client.get("/stories/yours/short").status_code == 404


def test_by_telephone_the_office_takes_it_down(world, client):
    story = story_in(world)
    world.signed_in(world.outreach()).post(f"/ops/stories/{story.number}/phone")
    assert client.get(address_of(story)).status_code == 404


def test_only_the_team_reads_drafts_and_names(world, client):
    story = story_in(world, "draft")
    for who in (world.physician(), world.opening().institution, world.coordinator()):
        assert world.signed_in(who).get(f"/ops/stories/{story.number}").status_code == 403
    assert client.get(address_of(story)).status_code == 404
    assert client.get(f"/ops/stories/{story.number}")["Location"].startswith("/login")


def test_a_picture_that_is_none_or_a_pdf_is_refused_in_words_and_typed_text_stays(world):
    office = world.signed_in(world.outreach())
    for name, data in (("a.pdf", b"%PDF-1.7 startxref %%EOF"), ("a.jpg", b"no picture")):
        sent = WORDS | {"teller": "doctor", "alt": "海", "picture": SimpleUploadedFile(name, data)}
        answer = office.post("/ops/stories/new", sent)
        assert "＊" in text_of(answer) and WORDS["body"].split("\n")[0] in answer.content.decode()
    assert not Story.objects.exists()


def test_the_sheet_to_sign_holds_the_whole_text_and_the_way_out(world):
    office = world.signed_in(world.outreach())
    story = story_in(world, "draft")
    answer = office.get(f"/ops/stories/{story.number}/sheet.pdf")
    assert answer.content.startswith(b"%PDF") and len(consent_pdf(story)) > 5000
