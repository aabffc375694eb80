"""A 事務長 brings the advertisement the hospital already has; what was read stands beside its words, and becomes a draft."""

import io
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from enishi.common.clock import now, today
from enishi.openings.advertisements import KEPT_FOR, forget_old_advertisements
from enishi.openings.models import Advertisement, Opening
from web.institution.clinic import text_of

pytestmark = pytest.mark.django_db

TWO_POSTS = """青浜町立診療所 医師募集
■ 内科（常勤）
募集人員：1名
勤務日数：週４〜５日
給与：年俸１，４００万円〜１，８００万円
当直：月２回（免除可）
住宅：医師住宅あり
年齢：60歳未満
■ 整形外科（非常勤）
募集人員：2名
勤務曜日：火・木 午前
給与：１コマ ４万５千円
当直：なし
"""
READ = "/inst/openings/read"


def pasted(client, text=TWO_POSTS, **more):
    return client.post(READ, {"text": text, "key": uuid.uuid4(), **more})


def reviewed(client, url, **changes):
    """Everything as read and looked at, but for the changes; None: nothing is sent for it."""
    form = client.get(url).context["form"]
    answers = {name: form[name].value() for name in form.fields}
    answers |= {name: "on" for name in form.fields if name.startswith("seen_")} | changes
    return client.post(url, {name: given for name, given in answers.items() if given not in (None, False)})


def test_what_was_read_stands_beside_its_words_and_becomes_a_draft_that_nobody_sees(clinic):
    page = pasted(clinic.clerk)
    found = clinic.clerk.get(page.url)
    assert "2件" in text_of(found)
    assert "<mark>年俸１，４００万円〜１，８００万円</mark>" in clinic.clerk.get(f"{page.url}/0").content.decode()
    assert "下書きには入れません" in text_of(clinic.clerk.get(f"{page.url}/0"))
    reviewed(clinic.clerk, f"{page.url}/0")
    made = Opening.objects.get(institution=clinic.institution)
    terms = made.current
    assert made.state == "draft"
    assert (terms.specialties, terms.employment, terms.headcount, terms.days) == (["内科"], ["full_time"], 1, 4)
    assert (terms.annual_pay_min_yen, terms.annual_pay_max_yen) == (14_000_000, 18_000_000)
    assert (terms.night_duty, terms.on_call, terms.offers) == ("negotiable", "", ["housing"])
    assert made.number in text_of(clinic.clerk.get(page.url))


def test_the_list_marks_in_the_text_what_it_was_read_from_so_that_a_missed_post_stands_out(clinic):
    beside = "■ 事務からのお知らせ\n売店は16時に閉まります\n"
    page = clinic.clerk.get(pasted(clinic.clerk, TWO_POSTS + beside).url).content.decode()
    assert "<mark>年俸１，４００万円〜１，８００万円</mark>" in page and "<mark>火・木 午前</mark>" in page
    assert "印のないところにも募集があるとき" in page and "売店は16時に閉まります" in page
    assert not [words for words in page.split("<mark>")[1:] if "売店" in words.split("</mark>")[0]]
    nothing = clinic.clerk.get(pasted(clinic.clerk, "きょうの献立は<b>うどん</b>です。").url).content.decode()
    assert "<mark>" not in nothing and "印のないところ" not in nothing and "&lt;b&gt;うどん" in nothing


def test_hours_and_the_other_items_of_the_law_go_into_the_draft_with_their_words_and_can_be_put_right(clinic):
    more = "採用予定日：令和9年4月1日\n就業時間：8時30分〜17時15分\n休憩：60分\n試用期間：3か月\n受動喫煙対策：敷地内禁煙\n"
    url = f"{pasted(clinic.clerk, TWO_POSTS.split('■ 整形')[0] + more).url}/0"
    page = clinic.clerk.get(url).content.decode()
    assert "<mark>令和9年4月1日</mark>" in page and "<mark>8時30分〜17時15分</mark>" in page
    again = reviewed(clinic.clerk, url, use_starts_on="edit", new_starts_on="来春", use_breaks="edit", new_breaks=" ")
    assert "空欄です" in text_of(again) and "来春" in again.content.decode() and not Opening.objects.exists()
    reviewed(clinic.clerk, url, use_starts_on="edit", new_starts_on="令和9年5月1日", use_smoking="leave")
    terms = Opening.objects.get().current
    assert (terms.starts_on.isoformat(), terms.conditions["working_hours"]) == ("2027-05-01", "8時30分〜17時15分")
    assert (terms.conditions["breaks"], terms.conditions["probation"], terms.conditions["probation_details"]) == (
        "60分", True, "3か月",
    )  # fmt: skip
    assert "smoking" not in terms.conditions and "insurance" not in terms.conditions


def test_of_a_text_too_long_to_read_whole_the_pages_say_how_much_was_left(clinic):
    page = pasted(clinic.clerk, TWO_POSTS + "当院について\n" * 5000)
    for url in (page.url, f"{page.url}/0"):
        assert "字は読み取っていません" in text_of(clinic.clerk.get(url))
    short = pasted(clinic.clerk)
    assert "字は読み取っていません" not in text_of(clinic.clerk.get(short.url))


def test_a_fact_is_put_right_or_left_out_and_words_that_cannot_be_read_are_asked_for_again(clinic):
    page = pasted(clinic.clerk)
    url = f"{page.url}/1"
    changes = {"use_pay": "edit", "new_pay": "半日 五万円", "use_headcount": "leave", "use_slots": "edit"}
    again = reviewed(clinic.clerk, url, **changes, new_slots="いつでも")
    assert "曜日と時間帯を読み取れませんでした" in text_of(again)
    assert "いつでも" in again.content.decode()
    assert not Opening.objects.exists()
    reviewed(clinic.clerk, url, **changes, new_slots="水の午後")
    terms = Opening.objects.get().current
    assert (terms.slots, terms.headcount, terms.conditions["pay_details"]) == (["wed_pm"], 1, "半日 5万円")


def test_pay_nights_and_the_house_go_through_only_when_somebody_has_looked_and_that_takes_few_clicks(clinic):
    url = f"{pasted(clinic.clerk).url}/0"
    unseen = reviewed(clinic.clerk, url, seen_pay=None, seen_duty=None)
    assert "給与をもとの言葉と見比べて" in text_of(unseen) and "当直をもとの言葉と見比べて" in text_of(unseen)
    assert unseen.content.decode().count("まだ見ていません") == 3 and not Opening.objects.exists()
    # Two marks and the button; each fact decided by itself needs no mark.
    assert [name for name in unseen.context["form"].fields if name.startswith("seen_")] == ["seen_pay", "seen_duty"]
    again = reviewed(clinic.clerk, url, seen_pay=None, use_pay="leave", seen_duty=None, use_night_duty="yes")
    assert again.status_code == 302
    terms = Opening.objects.get().current
    assert (terms.annual_pay_min_yen, terms.night_duty) == (None, "negotiable")
    other = pasted(clinic.clerk, TWO_POSTS.replace("青浜町立診療所", "見本町立病院"))
    assert "どの施設の募集か" in text_of(reviewed(clinic.clerk, f"{other.url}/0", seen_house=None))
    assert reviewed(clinic.clerk, f"{other.url}/0").status_code == 302


def test_what_was_sent_before_is_found_again_and_the_neighbours_is_not(clinic):
    page = pasted(clinic.clerk)
    assert "青浜町立診療所 医師募集" in (told := text_of(clinic.clerk.get(READ))) and "まだです" in told
    reviewed(clinic.clerk, f"{page.url}/0")
    assert "1件つくりました" in text_of(clinic.clerk.get(READ)) and page.url in clinic.clerk.get(READ).content.decode()
    assert "医師募集" not in text_of(clinic.sister.get(READ))


def test_sent_twice_there_is_one_text_and_one_draft(clinic):
    key = uuid.uuid4()
    first, second = (clinic.clerk.post(READ, {"text": TWO_POSTS, "key": key}) for _ in range(2))
    assert first.url == second.url
    for _ in range(2):
        reviewed(clinic.clerk, f"{first.url}/0")
    assert (Advertisement.objects.count(), Opening.objects.count()) == (1, 1)


def test_who_goes_back_and_pastes_another_text_is_shown_that_one(clinic):
    key = uuid.uuid4()
    first, second = pasted(clinic.clerk, key=key), pasted(clinic.clerk, TWO_POSTS.replace("内科", "外科"), key=key)
    assert "外科（常勤）" in text_of(
        page := clinic.clerk.get(second["Location"])
    ) and "施設名と違います" not in text_of(page)
    other = pasted(clinic.clerk, TWO_POSTS.replace("青浜町立診療所", "見本町立病院"))
    assert "ご登録の施設名と違います" in text_of(clinic.clerk.get(other["Location"]))
    assert "内科（常勤）" in text_of(clinic.clerk.get(first["Location"])) and Advertisement.objects.count() == 3


@pytest.mark.parametrize("word", [" ", "病院"])
def test_a_line_without_end_is_broken_and_read_in_time(clinic, word):
    kept = clinic.clerk.get(pasted(clinic.clerk, f"医師募集 内科 常勤{word * 4000}")["Location"]).context["kept"]
    assert max(map(len, kept.text.split("\n"))) <= 500 and kept.text.replace("\n", "").startswith("医師募集 内科 常勤")


def test_a_word_file_is_read_and_a_bomb_or_a_picture_gets_a_sentence_and_changes_nothing(clinic):
    def sent(data):
        return clinic.clerk.post(READ, {"file": SimpleUploadedFile("x.docx", data), "key": uuid.uuid4()})

    assert sent(word_file("医師募集（内科・常勤）", "当直：なし")).status_code == 302
    assert "画像の文字は読み取れません" in text_of(sent(b"\x89PNG\r\n\x1a\n" + b"0" * 100))
    assert "大きすぎて開けません" in text_of(sent(word_file("あ" * 30_000_000)))
    assert "壊れている" in text_of(sent(word_file("医師募集")[:-40]))
    assert "貼り付けるか" in text_of(clinic.clerk.post(READ, {"key": uuid.uuid4()}))
    assert Advertisement.objects.count() == 1


def word_file(*paragraphs):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return file.getvalue()


def test_the_neighbours_text_is_not_there_and_a_nurses_advertisement_says_so(clinic):
    page = pasted(clinic.clerk)
    for path in (page.url, f"{page.url}/0", f"{page.url}/7"):
        assert clinic.sister.get(path).status_code == 404
    assert clinic.clerk.get(f"{page.url}/7").status_code == 404
    nurse = pasted(clinic.clerk, "看護師募集\n正看護師 3名 月給25万円 夜勤あり\n")
    assert "医師以外の職種" in text_of(clinic.clerk.get(nurse.url))


def test_the_desk_reads_what_came_by_fax_for_the_institution_that_sent_it(clinic):
    desk = clinic.world.signed_in(clinic.world.ms_miura)
    unknown = desk.post("/desk/intake/opening", {"text": TWO_POSTS, "institution": "どこかの病院"})
    assert "見つかりませんでした" in text_of(unknown)
    page = desk.post(
        "/desk/intake/opening",
        {"text": TWO_POSTS, "institution": "青浜町立診療所", "channel": "phone", "key": uuid.uuid4()},
    )
    assert page.url in desk.get("/desk/intake/opening").content.decode()
    made = reviewed(desk, f"{page.url}/0")
    assert made.url == f"/desk/openings/{Opening.objects.get().number}"
    assert Opening.objects.get().institution == clinic.institution
    assert Opening.objects.get().current.made_channel == "phone"


def test_texts_are_forgotten_after_two_years_and_the_openings_stay(clinic):
    page = pasted(clinic.clerk)
    reviewed(clinic.clerk, f"{page.url}/0")
    assert forget_old_advertisements(today()) == 0
    Advertisement.objects.update(made_at=now() - KEPT_FOR - timedelta(days=2))
    assert forget_old_advertisements(today()) == 1
    assert Opening.objects.count() == 1
