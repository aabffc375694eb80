"""Calendar files as RFC 5545 wants them."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from enishi.common.icalendar import WholeDay, calendar_file, escaped, folded

MADE = datetime(2026, 11, 25, 1, 2, 3, tzinfo=UTC)


def unfolded(made: bytes) -> list[str]:
    return made.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_a_whole_day_ends_on_the_next_and_every_line_ends_with_crlf():
    made = calendar_file([WholeDay("a@x", date(2028, 2, 29), "私用の確認 1", "持ち物：印、鍵;\n二行目")], made_at=MADE)
    lines = unfolded(made)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20280229" in lines and "DTEND;VALUE=DATE:20280301" in lines
    assert "DTSTAMP:20261125T010203Z" in lines
    assert "DESCRIPTION:持ち物：印、鍵\\;\\n二行目" in lines
    assert made.count(b"\n") == made.count(b"\r\n")


def test_marks_of_the_format_are_escaped():
    assert escaped("a,b;c\\d\r\ne") == "a\\,b\\;c\\\\d\\ne"


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(text):
    pieces = folded(f"SUMMARY:{text}").split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == f"SUMMARY:{text}"
    assert all(piece.startswith(" ") for piece in pieces[1:])
