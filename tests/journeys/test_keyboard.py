"""A coordinator's morning without a mouse: from today's list to a record, a note, its undoing, and a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from enishi.common.clock import today
from enishi.desk.models import DeskNote
from enishi.desk.next_actions import set_next
from enishi.desk.records import subject_of
from journeys.people import Sight, Someone

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DESK = Sight("the desk", 1280, 900)
HERE = """() => {
  const e = document.activeElement, seen = e.matches('.choice input, .cell input, .tick input') ? e.nextElementSibling : e
  const box = seen.getBoundingClientRect(), style = getComputedStyle(seen)
  return {
    words: (e.labels && e.labels.length ? e.labels[0].innerText : e.innerText || e.value || '').trim(), id: e.id, tag: e.tagName,
    shown: box.width > 1 && box.height > 1, marked: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
  }
}"""


def tab_to(who: Someone, words: str, tag: str = "") -> None:
    """Tab until the one with these words has the focus; on the way each can be seen and is marked."""
    met = []
    for _ in range(120):
        who.page.keyboard.press("Tab")
        here = who.page.evaluate(HERE)
        if here["tag"] == "BODY":
            continue
        met.append(here["words"][:20])
        assert here["shown"] and here["marked"], f"{who.page.url}: {here}"
        if words in here["words"] and tag in ("", here["tag"]):
            return
    raise AssertionError(f"{words} is not reached by Tab on {who.page.url}: {met}")


def enter(who: Someone) -> None:
    with who.page.expect_navigation():
        who.page.keyboard.press("Enter")
    who.look()


def with_alt(who: Someone, digit: str) -> None:
    """Alt and a number, as a keyboard sends it; playwright's own `press` leaves the letter out when Alt is held."""
    keyboard = who.context.new_cdp_session(who.page)
    with who.page.expect_navigation():
        keyboard.send(
            "Input.dispatchKeyEvent",
            {
                "type": "keyDown", "modifiers": 1, "key": digit, "code": f"Digit{digit}", "windowsVirtualKeyCode": ord(digit),
                "text": digit, "unmodifiedText": digit,
            },
        )  # fmt: skip
    who.look()


@pytest.mark.browser
def test_a_coordinators_morning_without_a_mouse(chromium: Browser, live_server: Any, real_world: Any) -> None:
    miura = real_world.coordinator("三浦 早苗")
    house = real_world.institution("みさき町立診療所")
    set_next(subject=subject_of(house), by=miura, words="町の回答を待つ", due=today())
    who = Someone(chromium, live_server.url, DESK)
    who.carry({name: morsel.value for name, morsel in real_world.signed_in(miura).cookies.items()})

    who.open("/desk")
    tab_to(who, "本文へ進む")
    who.page.keyboard.press("Enter")
    who.page.keyboard.press("Tab")
    assert who.page.evaluate("document.activeElement.closest('main') !== null"), "the skip link leads past the menu"
    tab_to(who, "町の回答を待つ")
    enter(who)
    assert house.number in who.page.url

    tab_to(who, "控え", "TEXTAREA")
    who.page.keyboard.type("駐車場は裏にあるとのこと")
    tab_to(who, "控えを残す")
    enter(who)
    assert who.page.evaluate("document.activeElement.id") == "arrived", (
        "the message has the focus, not the top of the page"
    )
    who.page.keyboard.press("Tab")
    assert who.page.evaluate(HERE)["words"] == "元に戻す"
    enter(who)
    assert DeskNote.objects.get().struck_at is not None

    with_alt(who, "8")
    assert who.page.url.endswith("/desk/search")
    tab_to(who, "さがす言葉")
    who.page.keyboard.type("駐車場")
    enter(who)
    assert who.page.evaluate("document.activeElement.id") == "found-h", "what was found is read out"
    with_alt(who, "0")
    who.reads("キーボードだけで使う")
    assert not who.faults
    who.context.close()
