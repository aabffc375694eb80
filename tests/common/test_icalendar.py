"""Calendar files as RFC 5545 wants them."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from enishi.common.icalendar import WholeDay, calendar_file

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


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=300))
def test_any_words_come_back_whole_from_lines_of_at_most_75_octets(text):
    made = calendar_file([WholeDay("a@x", date(2028, 2, 29), text)], made_at=MADE)
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert event["SUMMARY"] == text
