from collections import namedtuple
from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory


def drawn(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


def test_a_stamp_is_hidden_from_readers_and_empty_until_somebody_has_checked():
    html = drawn('{% stamp "事務長" day "確認" %}', day=date(2026, 11, 20))
    assert "<i>事務長</i><i>11.20</i><i>確認</i>" in html and 'aria-hidden="true"' in html
    assert 'class="stamp empty"' in drawn('{% stamp "" day "承認前" %}', day=None)


def test_a_chip_always_has_a_drawing_and_words():
    html = drawn('{% chip "due" "clock" text %}', text="あす<期限>")
    assert 'class="chip due"' in html and "symbols.svg#clock" in html and "あす&lt;期限&gt;" in html
    with pytest.raises(ValueError, match="unknown chip"):
        drawn('{% chip "red" "clock" "x" %}')


def test_a_state_wears_its_chip_and_an_unknown_state_stays_plain():
    assert 'class="chip ok"' in drawn('{% state_chip "agreed" "双方が合意" %}')
    assert 'class="chip wait"' in drawn('{% state_chip "dialogue" "意見交換中" %}')
    assert 'class="chip"' in drawn('{% state_chip "left" "離職" %}')


def test_days_times_and_numbers_are_written_as_people_say_them():
    moment = datetime(2026, 11, 27, 0, 10, tzinfo=UTC)
    assert drawn("{{ m|when }}", m=moment) == "11月27日（金）午前9時10分"
    assert drawn("{{ m|day }}", m=datetime(2026, 11, 26, 15, 0, tzinfo=UTC)) == "11月27日（金）"
    assert drawn('{{ d|day:"year" }}/{{ d|wareki }}/{{ d|month }}', d=date(2027, 4, 1)) == (
        "2027年4月1日（木）/2027年（令和9年）4月1日/2027年（令和9年）4月"
    )
    assert drawn("{{ y|man_yen }}/{{ p|phone }}/{{ z|postcode }}", y=95_000, p="09012345678", z="1000001") == (
        "9万5,000円/090-1234-5678/〒100-0001"
    )
    assert drawn("{{ a|day }}{{ a|when }}{{ a|man_yen }}{{ a|phone }}{{ a|wareki }}{{ a|ago }}", a=None) == ""


def test_phrases_break_between_words_and_escape_the_text():
    html = drawn("{{ t|phrases }}", t="待っているまちへ<b>")
    assert "<wbr>" in html and "<b>" not in html


def test_steps_are_said_in_words_first():
    html = drawn("{% steps names 2 3 %}", names=["お名前", "ご希望", "ご経歴", "お約束"])
    assert "4つのうち2つ目" in html and "残り約3分" in html
    assert html.count('aria-current="step"') == 1 and html.count('class="done"') == 1


def test_page_numbers_keep_the_search_and_mark_the_present_page():
    page = Paginator(range(45), 10).page(2)
    html = drawn("{% pager page %}", page=page, request=RequestFactory().get("/openings?q=内科&page=2"))
    assert 'href="?q=%E5%86%85%E7%A7%91&amp;page=3"' in html and '<b aria-current="page">2</b>' in html
    assert drawn("{% pager page %}", page=Paginator([1], 10).page(1), request=RequestFactory().get("/")).strip() == ""


def test_a_missing_fact_is_left_out_in_public_and_named_for_staff():
    assert drawn('{% fact "所在地" "" %}').strip() == ""
    assert "未設定" in drawn('{% fact "所在地" "" %}', seen_by_staff=True)
    assert "見本町" in drawn('{% fact "所在地" "見本町" %}')


def test_who_told_is_said_once_where_one_person_told_everything_on_one_day():
    Fact = namedtuple("Fact", "as_of said_by")
    told, later = Fact(date(2026, 11, 14), "事務長"), Fact(date(2026, 11, 20), "事務長")
    source = "{% with one=rows|same_source %}{% if one %}{{ one.said_by }}{% else %}each{% endif %}{% endwith %}"
    assert drawn(source, rows=[told, told]) == "事務長"
    assert drawn(source, rows=[told, later]) == "each"
