"""The interview at the desk: prepared, written down by keyboard, drafted, approved in three ways."""

import io
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from enishi.common.clock import today
from enishi.desk.models import PaperSheet
from enishi.physicians.enums import PhysicianState
from enishi.physicians.interview_notes import texts_of
from enishi.physicians.wishes import approval_of


def hidden(page):
    """What the page's form carries unseen."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode()))


@pytest.fixture
def talked(world, desk):
    physician = world.physician(state="interviewing")
    guide = reverse("desk_guide", args=[physician.number])
    sent = hidden(desk.get(guide)) | {"pace": "当直はもう無理", "days": "週2〜3日", "wishes": "官舎がないと困る"}
    answer = desk.post(guide, sent | {"sheet": "1"})
    assert answer.url == reverse("desk_sheet", args=[physician.number])
    return physician


def save_draft(desk, physician):
    """Send the form as the page filled it."""
    form = desk.get(reverse("desk_sheet", args=[physician.number])).context["form"]
    data = {"seen": form.fingerprint}
    for bound in form.visible_fields():
        value = bound.value()
        data[bound.html_name] = form.fields[bound.name].prepare_value(value) if value is not None else ""
    return desk.post(reverse("desk_sheet", args=[physician.number]), {k: v for k, v in data.items() if v is not None})


def test_the_preparation_says_what_is_missing_and_what_to_ask_and_prints_on_one_page(world, desk, words):
    long = "総合病院と診療所で内科の外来と病棟を担当してきました。" * 8
    physician = world.physician(state="registered", licence=False, birth_date="", career=long)
    page = words(desk.get(reverse("desk_prep", args=[physician.number])))
    assert "生年月日（求職管理簿に要ります）" in page and "医籍の確認" in page and "これだけは譲れない" in page
    assert "都道府県（ご登録は「岩手県」）を、面談でうかがう" in page
    paper = desk.get(reverse("desk_prep_pdf", args=[physician.number]))
    assert paper["Content-Type"] == "application/pdf"
    [sheet] = PdfReader(io.BytesIO(paper.content)).pages
    assert "どう決めるか" in sheet.extract_text()


def test_each_topic_is_reached_and_saved_by_keys_alone(world, desk):
    physician = world.physician(state="interviewing")
    guide = reverse("desk_guide", args=[physician.number])
    page = desk.get(guide).content.decode()
    keys = re.findall(r'accesskey="(\w)"', page)
    assert len(keys) == len(set(keys)) == 13 and all(f'id="t-{key}"' in page for key in ("story", "decide"))
    answer = desk.post(guide, hidden(desk.get(guide)) | {"why": "定年", "next": "why"})
    assert answer.url == f"{guide}#t-wishes" and texts_of(physician) == {"why": "定年"}


def test_what_is_typed_is_kept_meanwhile_and_the_other_coordinators_words_stay(world, desk, words):
    physician = world.physician(state="interviewing")
    guide, keep = (reverse(name, args=[physician.number]) for name in ("desk_guide", "desk_guide_keep"))
    mine = hidden(desk.get(guide))
    other = world.signed_in(world.coordinator())
    theirs = hidden(other.get(guide))
    assert "保存しました" in desk.post(keep, mine | {"pace": "当直はもう無理", "turn": "1"}).json()["words"]
    assert "ほかの方も書いています" in other.post(keep, theirs | {"pace": "膝が悪い", "turn": "1"}).json()["words"]
    shown = other.post(guide, theirs | {"pace": "膝が悪い"})
    assert "ほかの方も、同じ話題に書きました" in words(shown) and "膝が悪い" in words(shown)
    other.post(guide, hidden(shown) | {"pace": "膝が悪い", "both": "1"})
    assert texts_of(physician) == {"pace": "当直はもう無理\n膝が悪い"}


def test_the_draft_stands_beside_its_words_and_becomes_a_version_that_waits(world, desk, words, talked):
    page = words(desk.get(reverse("desk_sheet", args=[talked.number])))
    assert "「当直はもう無理」" in page and "いまのシートから変わります" in page
    saved = save_draft(desk, talked)
    assert saved.url == reverse("desk_sheet_approval", args=[talked.number])
    assert talked.wishes.night_duty == "no" and talked.wishes.wishes["housing"] == "must"
    assert "先生のご確認を待っています" in words(desk.get(saved.url))
    assert "「官舎がないと困る」" in words(world.signed_in(talked).get("/my/wishes"))


def test_a_yes_on_the_telephone_needs_the_physicians_own_word_and_accepts_the_application(world, desk, words, talked):
    save_draft(desk, talked)
    here = reverse("desk_sheet_approval", args=[talked.number])
    no = talked.wishes.no
    assert "ご本人のお返事でなければ" in words(desk.post(here, {"channel": "phone", "no": no}))
    page = words(desk.post(here, {"channel": "phone", "no": no, "himself": "on"}, follow=True))
    assert "お電話" in page and "求職の受理" in page and "法律で定められたご説明" in page
    talked.refresh_from_db()
    assert (talked.state, talked.accepted_on) == (PhysicianState.ACTIVE, today())


def test_a_stale_page_approves_nothing(world, desk, words, talked):
    save_draft(desk, talked)
    here = reverse("desk_sheet_approval", args=[talked.number])
    old = talked.wishes.no - 1
    assert "新しい版" in words(desk.post(here, {"channel": "phone", "no": old, "himself": "on"}))
    assert approval_of(talked.wishes) is None


def test_the_paper_twin_comes_back_is_typed_twice_and_approves_the_printed_version(world, desk, words, talked):
    save_draft(desk, talked)
    on_paper = reverse("desk_sheet_paper", args=[talked.number])
    sheet_at = desk.post(on_paper).url
    assert desk.post(on_paper).url == sheet_at  # once for each version
    sheet = PaperSheet.objects.get(physician=talked)
    assert desk.get(reverse("desk_paper_pdf", args=[sheet.code])).content.startswith(b"%PDF")
    day = f"{today():%Y/%m/%d}"
    desk.post(sheet_at, {"act": "receive", "channel": "fax"})
    desk.post(sheet_at, {"act": "type", "time": "1", "answer": "yes", "mend": "", "signed_on": day})
    desk.post(sheet_at, {"act": "type", "time": "2", "answer": "yes", "signed_on": day})
    assert "求職を受理しました" in words(desk.post(sheet_at, {"act": "finish"}, follow=True))
    assert approval_of(talked.wishes).channel == "fax"


def test_a_paper_of_an_older_version_approves_nothing(world, desk, words, talked):
    save_draft(desk, talked)
    sheet_at = desk.post(reverse("desk_sheet_paper", args=[talked.number])).url
    save_draft(desk, talked)
    day = f"{today():%Y/%m/%d}"
    desk.post(sheet_at, {"act": "receive", "channel": "fax"})
    desk.post(sheet_at, {"act": "type", "time": "1", "answer": "yes", "signed_on": day})
    desk.post(sheet_at, {"act": "type", "time": "2", "answer": "yes", "signed_on": day})
    assert "新しい版" in words(desk.post(sheet_at, {"act": "finish"}))
    assert approval_of(talked.wishes) is None
