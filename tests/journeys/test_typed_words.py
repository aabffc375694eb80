"""A physician of seventy at his telephone, without scripts: the evening goes by over a form, and not a word is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from enishi.accounts.models import Session, TypedWords
from enishi.notices.models import Notice
from journeys.people import Sight, Someone

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WORDS = "火曜の午前なら、あと十年は続けられると思います。\n妻の通院があるので、冬は相談させてください。"


def send(someone: Someone, name: str, value: str) -> None:
    form = someone.page.locator(f'main form:has([name="{name}"])')
    form.locator(f'[name="{name}"]').fill(value)
    with someone.page.expect_navigation():
        form.locator("button").first.click()


@pytest.mark.browser
def test_the_session_ends_over_a_long_note_and_after_signing_in_again_it_stands_in_its_field(
    chromium: Browser, live_server: Any, real_world: Any
) -> None:
    physician = real_world.physician()
    client = real_world.signed_in(physician)
    his = Someone(chromium, live_server.url, Sight("a telephone without scripts", 360, 740, scripts=False))
    his.carry({"sessionid": client.cookies["sessionid"].value}).open("/my/wishes/edit")
    form = his.page.locator('main form:has(textarea[name="note"])')
    form.locator('textarea[name="note"]').fill(WORDS)
    Session.objects.all().delete()
    his.context.clear_cookies(name="sessionid")
    with his.page.expect_navigation():
        form.locator("button").last.click()
    assert "/login" in his.page.url and "12時間お預かりしています" in his.page.inner_text("main")
    assert "冬は相談" not in his.page.url
    send(his, "email", physician.user.email)
    send(his, "code", Notice.objects.get(kind="E01").body.split("確認番号は ")[1][:6])
    assert his.page.url.endswith("/my/wishes/edit")
    assert his.page.locator('textarea[name="note"]').input_value() == WORDS
    assert "まだ届いていません" in his.page.inner_text("main")
    with his.page.expect_navigation():
        his.page.locator('main form:has(textarea[name="note"]) button').last.click()
    assert not TypedWords.objects.exists()
    assert not his.faults
