"""A small hospital's one clerk: from the application for an account to an opening in public, and from the old advertisement to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from enishi.common.clock import today
from enishi.institutions.declaration_rules import wording_on
from enishi.institutions.models import Institution, Invitation
from enishi.openings.models import Opening
from enishi.web.institution.opening_sections import CHECK_STEP, names_of_step
from journeys.people import Sight, Someone
from meta.acts_institutions import token_in
from web.institution.clinic import ALL_ANSWERS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OFFICE = Sight("the office's screen", 1366, 768)
FORBIDDEN, MENDED = "内科外来（男性医師のみ）", "内科外来と訪問診療"
ADVERTISEMENT = """みさき町立診療所 医師募集
■ 内科（常勤）
募集人員：1名
勤務日数：週４〜５日
給与：年俸１，４００万円〜１，８００万円
当直：月２回（免除可）
"""


def at(browser: Browser, live_server: Any, world: Any, actor: Any = None) -> Someone:
    who = Someone(browser, live_server.url, OFFICE)
    if actor is not None:
        who.carry({name: morsel.value for name, morsel in world.signed_in(actor).cookies.items()})
    return who


@pytest.mark.browser
def test_from_the_application_for_an_account_to_an_opening_in_public(
    chromium: Browser, live_server: Any, real_world: Any
) -> None:
    miura = real_world.coordinator("三浦 早苗")
    clerk, desk = at(chromium, live_server, real_world), at(chromium, live_server, real_world, miura)

    clerk.open("/institutions").follow("募集を相談する").reads("お申し込み")
    clerk.fill(
        "/apply", name="みさき町立診療所", kind="clinic", prefecture="03", town="久慈市", address="見本町1-1", corporation="みさき町",
        person="申込 花子", position="事務長", phone="0194-00-0001", mail="apply@hospital.example.jp", read=True,
    )  # fmt: skip
    clerk.press("申し込む")
    house = Institution.objects.get()
    assert house.state == "applied" and house.number in clerk.text()

    desk.open("/desk").follow("みさき町立診療所のお申し込みを確かめる").reads("申込 花子")
    desk.send(
        "/check", listed="none", number_called="0194-00-0009", number_source="municipality", spoke_with="総務課", confirmed="yes"
    )  # fmt: skip
    desk.send("/activate")

    clerk.open(f"/inst/join/{token_in(Invitation.objects.get())}").press("お引き受けする").press("ページを開く")
    clerk.follow("申告する")
    clerk.send("/declaration", declarer="事務長 申込 花子", **{code: "no" for code, _, _ in wording_on(today()).items})

    clerk.open("/inst/openings").follow("新しい募集をつくる")
    answers = {k: v for k, v in ALL_ANSWERS.items() if k != "other_specialties"} | {"duties": FORBIDDEN}
    clerk.send("/new", **{name: answers.pop(name) for name in answers.keys() & names_of_step(1)})
    opening = Opening.objects.get()
    for step in range(2, CHECK_STEP):
        clerk.send(f"/steps/{step}", **{name: answers.pop(name) for name in answers.keys() & names_of_step(step)})
    assert not answers
    clerk.reads("直す言葉が1件").reads("男性医師のみ").does_not_read("必要な項目がそろいました")
    clerk.follow("直す").fill("/steps/1", duties=MENDED).press("保存して次へ")
    clerk.open(f"/inst/openings/{opening.number}/steps/{CHECK_STEP}").reads("必要な項目がそろいました")
    clerk.send("/publish", confirmed_by="事務長").reads("公開しました")
    clerk.follow("公開のページを見る").reads(MENDED).reads("事務長")
    assert not clerk.faults and not desk.faults
    for who in (clerk, desk):
        who.context.close()


@pytest.mark.browser
def test_the_old_advertisement_becomes_a_draft_after_a_look_and_three_clicks(
    chromium: Browser, live_server: Any, real_world: Any
) -> None:
    house = real_world.institution("みさき町立診療所")
    clerk = at(chromium, live_server, real_world, house)
    clerk.open("/inst/openings").follow("いまの求人の文章から下書きをつくる").send("/read", text=ADVERTISEMENT)
    clerk.follow("確かめて下書きにする").reads("まだ見ていません")
    review = clerk.page.url.removeprefix(clerk.base)
    clerk.press("この内容で下書きをつくる").reads(
        "もとの言葉と見比べて、印をお付けください"
    )  # nothing goes through unseen
    assert not Opening.objects.exists()
    clerk.open(review).send(review, seen_pay=True, seen_duty=True).reads("公開はしていません")
    opening = Opening.objects.get()
    assert (opening.state, opening.current.annual_pay_min_yen) == ("draft", 14_000_000)
    visitor = at(chromium, live_server, real_world)
    visitor.open("/openings").does_not_read(opening.current.title)
    answers = {k: v for k, v in ALL_ANSWERS.items() if "specialties" not in k and k not in ("title", "daily_pay_yen")}
    clerk.open(f"/inst/openings/{opening.number}/edit").send("/edit", **answers)
    clerk.open(f"/inst/openings/{opening.number}").send("/publish", confirmed_by="事務長").reads("公開しました")
    visitor.open(f"/openings/{opening.number}").reads("1,400万円")
    assert not clerk.faults and not visitor.faults
    for who in (clerk, visitor):
        who.context.close()
