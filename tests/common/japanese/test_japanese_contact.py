"""Telephone numbers, postcodes and mail addresses."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.japanese import InputProblem
from enishi.common.japanese.emails import KNOWN_DOMAINS, domain_suggestion, parse_email
from enishi.common.japanese.phones import parse_phone
from enishi.common.japanese.postcodes import (
    UNKNOWN_POSTCODE,
    Address,
    addresses_at,
    display_postcode,
    parse_postcode,
)


@pytest.mark.parametrize(
    "written",
    [
        "09012345678", "090-1234-5678", "０９０－１２３４－５６７８", "０９０ー１２３４ー５６７８", "090 1234 5678",
        "090(1234)5678", "090.1234.5678",
        "+81 90-1234-5678", "+81-(0)90-1234-5678", "+819012345678", "+8109012345678", "0081 90 1234 5678",
        "010-81-90-1234-5678",
        "TEL: 090-1234-5678", "携帯：090-1234-5678", "〇九〇一二三四五六七八",
    ],
)  # fmt: skip
def test_one_mobile_number_is_read_in_every_form(written):
    phone = parse_phone(written)
    assert (phone.digits, phone.e164, phone.display) == ("09012345678", "+819012345678", "090-1234-5678")
    assert phone.is_mobile


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("0312345678", "03-1234-5678"),
        ("0612345678", "06-1234-5678"),
        ("0112345678", "011-234-5678"),
        ("0166221234", "0166-22-1234"),
        ("0195123456", "0195-12-3456"),
        ("0499212345", "04992-1-2345"),
        ("0120123456", "0120-123-456"),
        ("08001234567", "0800-123-4567"),
        ("0570123456", "0570-123-456"),
        ("05012345678", "050-1234-5678"),
        ("06012345678", "060-1234-5678"),
        ("07012345678", "070-1234-5678"),
    ],
)
def test_a_number_is_shown_split_at_its_area_code(digits, shown):
    phone = parse_phone(digits)
    assert phone.display == shown
    assert parse_phone(phone.display) == phone


@pytest.mark.parametrize(
    "written", ["0195-12-3456 内線12", "0195-12-3456（内線：12）", "0195-12-3456 ext. 12", "0195123456#12"]
)
def test_an_extension_is_kept_apart(written):
    phone = parse_phone(written)
    assert (phone.digits, phone.extension) == ("0195123456", "12")
    assert phone.display == "0195-12-3456（内線12）"
    assert phone.e164 == "+81195123456"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("031234567", "電話番号の数字が1つ足りないようです（現在9桁）。例：090-1234-5678"),
        ("090-1234-567", "電話番号の数字が1つ足りないようです（現在10桁）。例：090-1234-5678"),
        ("03-1234-56789", "電話番号の数字が1つ多いようです（現在11桁）。例：090-1234-5678"),
        ("1234-5678", "電話番号は「0」から始まる市外局番もあわせてご入力ください。例：03-1234-5678"),
        ("+1 650 555 1234", "電話番号は日本国内の番号をご入力ください。例：090-1234-5678"),
        (
            "090-1234-5678または03-1234-5678",
            "電話番号に「ま」が入っています。数字だけで1つの番号をご入力ください。例：090-1234-5678",
        ),
        ("", "電話番号をご入力ください。例：090-1234-5678"),
        ("-", "電話番号をご入力ください。例：090-1234-5678"),
    ],
)  # fmt: skip
def test_a_wrong_number_is_answered_with_the_count_of_its_digits(written, sentence):
    with pytest.raises(InputProblem) as refused:
        parse_phone(written)
    assert refused.value.sentence == sentence


@given(
    st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True).filter(
        lambda d: d[:3] not in ("010", "020", "050", "060", "070", "080", "090")
    )
)
def test_every_landline_is_read_back_from_its_display(digits):
    phone = parse_phone(digits)
    assert parse_phone(phone.display).digits == parse_phone(phone.e164).digits == digits


@pytest.mark.parametrize(
    "written",
    ["100-0001", "1000001", "〒100-0001", "１００－０００１", "100ー0001", "一〇〇ー〇〇〇一", "郵便番号 100 0001"],
)
def test_a_postcode_is_read_in_every_form(written):
    assert parse_postcode(written) == "1000001"


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("100-000", "郵便番号の数字が1つ足りないようです（現在6桁）。"),
        ("100-00012", "郵便番号の数字が1つ多いようです（現在8桁）。"),
        ("東京都", "郵便番号は7桁の数字でご入力ください。"),
        ("", "郵便番号をご入力ください。"),
    ],
)
def test_no_postcode_is_refused_with_a_sentence(written, part):
    with pytest.raises(InputProblem, match=part):
        parse_postcode(written)


def test_a_postcode_fills_in_prefecture_city_and_town():
    assert addresses_at("1000001") == (Address("東京都", "千代田区", "千代田", "13101"),)
    assert addresses_at("1000001")[0].text == "東京都千代田区千代田"
    assert display_postcode("1000001") == "〒100-0001"


def test_a_postcode_of_several_places_gives_all_of_them_even_across_prefectures():
    places = addresses_at("4980000")
    assert [(place.prefecture, place.city, place.municipality_code) for place in places] == [
        ("愛知県", "弥富市", "23235"),
        ("三重県", "桑名郡木曽岬町", "24303"),
    ]


def test_an_unknown_postcode_is_no_error():
    assert addresses_at("9999999") == ()
    assert UNKNOWN_POSTCODE.endswith("（このまま進めます）")


def test_postcodes_may_be_looked_up_from_many_threads():
    addresses_at.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(addresses_at, ["1000001", "4980000", "0600000", "9999999"] * 10))
    assert answers[:4] == [addresses_at(code) for code in ("1000001", "4980000", "0600000", "9999999")]
    assert answers[:4] * 10 == answers


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("taro@example.jp", "taro@example.jp"),
        (" taro @ example.jp ", "taro@example.jp"),
        ("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", "taro@example.jp"),
        ("taro@example。jp", "taro@example.jp"),
        ("taro@example,jp", "taro@example.jp"),
        ("<Taro.Y+hp@Example.JP>", "Taro.Y+hp@example.jp"),
        ("mailto:taro@example.jp", "taro@example.jp"),
        ("taro@med.hospital.example.jp", "taro@med.hospital.example.jp"),
    ],
)
def test_a_mail_address_is_put_right(written, address):
    email = parse_email(written)
    assert email.address == address
    assert email.suggestion == ""
    assert email.for_envelope == address


@pytest.mark.parametrize("address", ["taro..1@docomo.ne.jp", "taro.@ezweb.ne.jp", ".taro@docomo.ne.jp"])
def test_old_carrier_addresses_with_odd_dots_are_accepted_and_quoted_for_sending(address):
    email = parse_email(address)
    assert email.address == address
    assert email.is_carrier
    assert email.for_envelope == f'"{email.local}"@{email.domain}'


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("taro", "メールアドレスに「@」が見当たりません。例：taro@example.jp"),
        ("@example.jp", "「@」の前が空いています。"),
        ("taro@example", "「@」の後ろをお確かめください（現在「example」）。"),
        ("taro@", "「@」の後ろをお確かめください"),
        ("a@b@example.jp", "「@」が2つ以上あります。"),
        ("太郎@example.jp", "使えない文字「太」"),
        ("taro..1@example.jp", "「.」（ピリオド）の数や位置"),
        ("taro@ex..jp", "続いた「.」"),
        ("taro@-ex.jp", "使えない文字"),
        ("あ", "「@」が見当たりません"),
        ("", "メールアドレスをご入力ください。"),
    ],
)
def test_what_cannot_be_a_mail_address_is_refused_with_a_sentence(written, part):
    with pytest.raises(InputProblem) as refused:
        parse_email(written)
    assert part in refused.value.sentence


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gmial.com", "gmail.com"), ("gmai.com", "gmail.com"), ("gmaill.com", "gmail.com"), ("gnail.com", "gmail.com"),
        ("gmail.con", "gmail.com"), ("gmail.co.jp", "gmail.com"), ("docomo.co.jp", "docomo.ne.jp"),
        ("docmo.ne.jp", "docomo.ne.jp"),
        ("yaho.co.jp", "yahoo.co.jp"), ("yahoo.co.jo", "yahoo.co.jp"), ("icluod.com", "icloud.com"),
        ("hotmial.com", "hotmail.com"),
    ],
)  # fmt: skip
def test_a_slip_in_a_well_known_domain_is_noticed(typed, meant):
    email = parse_email(f"taro@{typed}")
    assert email.address == f"taro@{typed}"
    assert email.suggestion == f"taro@{meant}"
    assert email.hint == f"「taro@{meant}」ではありませんか。"


@pytest.mark.parametrize(
    "domain", [*sorted(KNOWN_DOMAINS), "aobakai-hospital.or.jp", "city.example.lg.jp", "med.example.ac.jp"]
)
def test_no_hint_troubles_a_right_domain(domain):
    assert domain_suggestion(domain) == ""


@given(st.text(max_size=30) | st.text("0123456789+-() 内線x#〒@.,taroexmpljp", max_size=30))
def test_no_text_breaks_the_contact_parsers(text):
    for parse in (parse_phone, parse_postcode, parse_email):
        try:
            parse(text)
        except InputProblem as problem:
            assert problem.sentence
