import re

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import QueryDict

from enishi.common.japanese.halfdays import CODES, mask_of
from enishi.web.components.fields import EraDateField, MailField, ManYenField, NameField, PhoneField, WeekField
from enishi.web.components.forms import EnishiForm, Renderer
from enishi.web.components.summary import problems_of
from enishi.web.components.widgets import ChoiceCards
from web.look.pages import tags, words
from web.look.sample_form import WAYS, SampleForm

GOOD = (
    "family=髙﨑&reading=ﾀｶｻｷ&birth=S33.4.5&phone=０９０ー１２３４ー５６７８&mail=Taro＠example.jp&way=few&way=term&slots=mon_am"
    "&slots=wed_am&slots=wed_pm&call=none&start=R9.4&postcode=〒1000001&pay=9&leaves_at=17時半&nights=三回&agree=on"
)


def answered(query: str) -> SampleForm:
    return SampleForm(QueryDict(query))


def test_what_is_typed_in_any_form_is_normalised_on_the_server():
    form = answered(GOOD)
    assert form.is_valid(), form.errors
    clean = form.cleaned_data
    assert clean["family"] == "髙﨑" and clean["reading"] == "たかさき"
    assert clean["birth"].isoformat() == "1958-04-05" and clean["start"].isoformat() == "2027-04-01"
    assert clean["phone"] == "09012345678" and clean["mail"] == "Taro@example.jp" and clean["postcode"] == "1000001"
    assert clean["slots"] == mask_of(["mon_am", "wed_am", "wed_pm"])
    assert clean["pay"] == 90_000 and clean["nights"] == 3 and clean["leaves_at"].isoformat() == "17:30:00"
    assert clean["research"] is False and clean["agree"] is True


def test_the_box_on_top_counts_every_problem_and_leads_to_each_control(visitor):
    html = visitor.post("/sample", {"birth": "33.4.5", "phone": "090-1234-567", "start": "R9.13"}).content.decode()
    (box,) = tags(html, "div", id="problems")
    assert box["role"] == "alert" and box["tabindex"] == "-1"
    text = words(html)
    assert "7か所、ご確認をお願いします" in text and "ほかのご入力はそのまま残っています。" in text
    ids = {a["id"] for tag in ("input", "textarea") for a in tags(html, tag) if "id" in a}
    links = [a["href"] for a in tags(html, "a") if str(a.get("href")).startswith("#id_")]
    assert len(links) == 7 and {link[1:] for link in links} <= ids


def test_a_form_nobody_has_sent_yet_complains_about_nothing(visitor):
    html = visitor.get("/sample").content.decode()
    assert (
        "problems" not in html
        and "aria-invalid" not in html
        and "＊" not in html.partition("<main")[2].partition("</main")[0]
    )


def test_a_wrong_answer_stays_as_typed_beside_a_sentence_that_begins_with_the_mark(visitor):
    html = visitor.post("/sample", {"start": "R9.13", "note": "雪道が<心配>", "slots": ["wed_pm"]}).content.decode()
    (start,) = tags(html, "input", name="start")
    assert start["value"] == "R9.13" and start["aria-invalid"] == "true"
    assert start["aria-describedby"] == "id_start_helptext id_start_error"
    assert re.search(r'id="id_start_error">＊13月という月はありません', html)
    assert "雪道が&lt;心配&gt;</textarea>" in html
    assert "checked" in tags(html, "input", value="wed_pm")[0]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("family=", "＊お名前（姓）をご入力ください。"),
        ("mail=taro", "＊メールアドレスに「@」が見当たりません。例：taro@example.jp"),
        ("birth=あのころ", "＊生年月日を読み取れませんでした。"),
        ("birth=昭和64年2月1日", "＊昭和は64年1月7日までです。"),
        ("phone=090123456", "＊電話番号の数字が2つ足りないようです（現在9桁）。"),
        ("start=", "＊始められる時期をご入力ください。"),
        ("postcode=12", "＊郵便番号の数字が5つ足りないようです（現在2桁）。"),
        ("family=x", "＊ご希望の働き方を1つ以上お選びください。"),
        ("call=", "＊夜間の呼び出しをお選びください。"),
        ("call=x", "＊夜間の呼び出しは、表示された中からお選びください。"),
        ("nights=40", "＊当直の回数は31以下の数字でご入力ください。"),
        ("nights=多め", "＊当直の回数を読み取れませんでした。"),
        ("agree=", "＊よろしければ「個人情報を求職のために使うことに同意します」に印をお付けください。"),
        ("note=" + "あ" * 201, "＊お伝えになりたいことは200字までご入力いただけます（現在201字）。"),
    ],
)
def test_every_error_says_what_happened_and_how_to_put_it_right(data, sentence):
    assert sentence in words(str(answered(data)))


class Asked(EnishiForm):
    why = forms.ChoiceField(label="何のために取り出しますか", choices=WAYS)
    freely = forms.CharField(label="ご自由に")
    where = forms.ChoiceField(label="どこの募集を", choices=WAYS)
    which = forms.MultipleChoiceField(label="どの先生方か", choices=WAYS)
    rest = forms.CharField(label="そのほか")


def test_a_question_left_out_is_repeated_in_brackets_and_a_noun_stands_in_the_sentence():
    said = {name: errors[0] for name, errors in Asked({}).errors.items()}
    assert said == {
        "why": "「何のために取り出しますか」にお答えください。",
        "freely": "「ご自由に」の欄にご入力ください。",
        "where": "「どこの募集を」の欄をお選びください。",
        "which": "「どの先生方か」にお答えください。",
        "rest": "そのほかをご入力ください。",
    }


def test_every_field_says_in_words_whether_it_is_needed(visitor):
    html = visitor.get("/sample").content.decode()
    fields = SampleForm().fields.values()
    assert html.count("※必須") == sum(f.required for f in fields)
    assert html.count("※任意") == sum(not f.required for f in fields)
    assert "required" not in {
        key for _, a in [(t, a) for t in ("input", "textarea") for a in tags(html, t)] for key in a
    }


def test_every_control_has_a_label_and_the_descriptions_it_names_exist(visitor):
    html = visitor.post("/sample", {"birth": "x"}).content.decode()
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    labels = {a.get("for") for a in tags(html, "label")}
    for tag in ("input", "textarea", "fieldset"):
        for attributes in tags(html, tag):
            assert set((attributes.get("aria-describedby") or "").split()) <= ids
            if tag != "fieldset" and attributes.get("type") not in ("hidden",) and attributes.get("id"):
                assert attributes["id"] in labels, attributes


def test_the_week_is_shown_back_in_words_and_each_half_day_speaks_its_name(visitor):
    html = visitor.post("/sample", {"slots": ["mon_am", "wed_am", "wed_pm"]}).content.decode()
    assert "月曜の午前、水曜の午前・午後（週3コマ）" in html
    cells = tags(html, "input", name="slots")
    assert [c["value"] for c in cells] == list(CODES)
    assert cells[1]["aria-label"] == "月曜の午後" and len(tags(html, "div", role="group")) == 7
    (group,) = tags(html, "fieldset", id="id_slots")
    assert group["aria-describedby"] == "id_slots_echo"


def test_a_half_day_that_does_not_exist_is_refused_and_a_saved_week_is_ticked():
    form = answered("slots=mon_am&slots=someday")
    assert [p.target for p in problems_of(form) if "曜日" in p.sentence] == ["id_slots_0"]

    class Week(EnishiForm):
        slots = WeekField(label="曜日")

    html = str(Week(initial={"slots": mask_of(["tue_night"])}))
    assert [c["value"] for c in tags(html, "input") if "checked" in c] == [
        "tue_night"
    ] and "火曜の夜（週1コマ）" in html


def test_saved_values_are_shown_so_that_the_same_field_reads_them_again():
    class Saved(EnishiForm):
        birth = EraDateField(label="生年月日", birth=True)
        pay = ManYenField(label="報酬")
        phone = PhoneField(label="電話番号")

    clean = {"birth": EraDateField(birth=True).clean("S33.4.5"), "pay": 95_000, "phone": "09012345678"}
    first = Saved(initial=clean)
    shown = {name: first[name].value() for name in clean}
    assert shown == {"birth": "1958年（昭和33年）4月5日", "pay": "9.5", "phone": "090-1234-5678"}
    again = Saved(shown)
    assert again.is_valid() and again.cleaned_data == clean
    assert "・" in first["birth"].echo and first["birth"].echo.endswith("歳")


def test_a_probable_slip_in_an_address_is_asked_and_not_refused():
    class Mail(EnishiForm):
        mail = MailField(label="メールアドレス")

    form = Mail({"mail": "taro@gmial.com"})
    assert form.is_valid() and "「taro@gmail.com」ではありませんか。" in form["mail"].echo
    assert "設定" in Mail({"mail": "taro..1@docomo.ne.jp"})["mail"].echo


def test_the_author_of_a_form_may_give_a_sentence_of_his_own():
    class Named(EnishiForm):
        name = NameField(label="お名前", error_messages={"required": "お名前をお聞かせください。"})
        age = forms.IntegerField(label="人数", min_value=1)

    text = words(str(Named({"age": "0"})))
    assert "＊お名前をお聞かせください。" in text and "＊人数は1以上の数字でご入力ください。" in text


def test_a_form_of_a_library_shows_no_placeholder_and_wears_our_look():
    class Foreign(forms.Form):
        code = forms.CharField(label="番号", widget=forms.TextInput(attrs={"placeholder": "Code"}))

    html = str(Foreign())
    assert "placeholder" not in html and "※必須" in html


def test_the_page_to_confirm_repeats_every_answer_with_a_way_back(visitor):
    html = visitor.post("/sample", QueryDict(GOOD).lists() and dict(QueryDict(GOOD).lists())).content.decode()
    text = words(html)
    for value in (
        "髙﨑",
        "1958年（昭和33年）4月5日",
        "090-1234-5678",
        "週に1〜2日、期間を決めて",
        "9万円",
        "3回",
        "（ご入力なし）",
        "いいえ",
    ):
        assert value in text
    assert [a["href"] for a in tags(html, "a") if str(a.get("href")).startswith("/sample#")][:2] == [
        "/sample#id_family",
        "/sample#id_reading",
    ]


def test_a_name_is_shown_as_text_and_never_as_code():
    html = str(answered("family=<script>alert(1)</script>&note=</textarea><script>"))
    assert "<script>" not in html


class _Untyped(forms.Form):
    """One control of each kind that is drawn without a template, with texts that would be markup if nobody watched."""

    words = forms.CharField(
        label="<b>ことば</b>", help_text="<i>", initial='"<&>\n', widget=forms.Textarea(attrs={"rows": 3})
    )
    line = forms.CharField(
        label="&", initial="<a href='x'>", widget=forms.TextInput(attrs={"data-x": '"', "wide": True})
    )
    hidden = forms.CharField(initial=0, widget=forms.HiddenInput)
    count = forms.IntegerField(initial=1234, widget=forms.NumberInput(attrs={"disabled": False}))
    card = forms.ChoiceField(
        label="<u>",
        choices=[("<1>", "<one>"), ("2", "二つ目")],
        initial="<1>",
        widget=ChoiceCards(hints={"2": "<small>"}),
    )


def test_controls_drawn_without_a_template_are_letter_by_letter_those_of_django():
    ours, theirs = _Untyped(renderer=Renderer()), _Untyped(renderer=TemplatesSetting())
    for name in ("words", "line", "hidden", "count"):
        assert str(ours[name]) == str(theirs[name]), name


def test_no_text_of_a_field_is_ever_markup():
    html = _Untyped(renderer=Renderer()).render()
    for text in ("<b>", "<i>", "<u>", "<one>", "<1>", "<small><small>", "<a "):
        assert text not in html
    assert "&lt;b&gt;ことば&lt;/b&gt;" in html and 'value="&lt;1&gt;"' in html and "&lt;one&gt;" in html
    assert html.count("※必須") == 4 and 'id="id_words_helptext">&lt;i&gt;</p>' in html
