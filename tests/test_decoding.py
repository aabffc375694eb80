"""One rule for the letters of every file that is sent: tables, advertisements, the command line."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.decoding import NotText, decoded

WORDS = "医師募集　内科（常勤）\r\n給与：年俸1,400万円〜、ﾃﾞｲｹｱ併設。髙橋、①"


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with BOM"),
        ("utf-16", "UTF-16"),
        ("cp932", "Shift_JIS"),
    ],
)
def test_what_an_office_writes_is_read_and_the_encoding_told(codec: str, said: str) -> None:
    words = WORDS.replace("〜", "～")
    found = decoded(words.encode(codec))
    assert (found.text, found.encoding) == (words, said)


@pytest.mark.parametrize(("codec", "said"), [("euc_jp", "EUC-JP"), ("iso2022_jp", "ISO-2022-JP")])
def test_older_pages_and_mails_are_read(codec: str, said: str) -> None:
    words = "医師募集 内科（常勤）です。当直はありません。"
    found = decoded(words.encode(codec))
    assert (found.text, found.encoding) == (words, said)


def test_a_big_endian_file_with_its_mark_is_read_and_the_mark_is_no_letter() -> None:
    assert decoded(b"\xfe\xff" + "内科".encode("utf-16-be")).text == "内科"
    assert decoded(b"\xef\xbb\xbfa").text == "a"


def test_half_width_kana_alone_stay_what_windows_wrote() -> None:
    assert decoded("ﾅｲｶ,ｹﾞｶ,ﾅｲ".encode("cp932")).text == "ﾅｲｶ,ｹﾞｶ,ﾅｲ"


@pytest.mark.parametrize(
    "data",
    [b"\x00\x01\x02", b"PK\x03\x04rest", b"\x89PNG\r\n\x1a\n", b"\xff\xfea", "内科".encode() + b"\xff", b"a\x00b", "内科".encode("utf-16-le")],
)  # fmt: skip
def test_what_is_no_text_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(NotText, match="保存し直してください"):
        decoded(data)


def test_tabs_breaks_and_the_end_sign_of_old_programs_do_no_harm() -> None:
    assert decoded("内科\t外科\x0c\x0b\r\n".encode("cp932") + b"\x1a").text == "内科\t外科\x0c\x0b\r\n"
    assert decoded(b"").text == ""


@given(st.text(st.characters(min_codepoint=32, codec="utf-8")), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text_comes_back_as_it_was_written(text: str, codec: str) -> None:
    if text.startswith("\ufeff"):
        text = text.lstrip("\ufeff")
    assert decoded(text.encode(codec)).text == text


@given(st.binary(max_size=200))
def test_no_bytes_break_it(data: bytes) -> None:
    with contextlib.suppress(NotText):
        assert isinstance(decoded(data).text, str)
