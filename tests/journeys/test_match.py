"""The main job: from a society's link to a recorded placement, through real pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from enishi.accounts.actions import MAIL_LINK_LIFE, make_sign_in_link
from enishi.candidacies.models import Candidacy
from enishi.common.clock import today
from enishi.notices.models import Notice
from enishi.openings.models import Opening
from enishi.outreach.actions import add_society, open_campaign
from enishi.physicians.models import Physician
from enishi.web.institution.opening_sections import CHECK_STEP, names_of_step
from factories.world import CONDITIONS
from journeys.people import Sight, Someone

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIGHTS = [  # 360 px with letters as delivered: meta/test_meta_screens.py looks at every kind of page, with axe too
    Sight("1280 px", 1280, 900),
    Sight("360 px with letters at 200 %", 360, 740, text=2),
    Sight("360 px without scripts", 360, 740, scripts=False),
]
WORDS = {k: v for k, v in CONDITIONS.items() if isinstance(v, str) and k not in ("contract_kind", "ends_on", "renewal")}


@pytest.mark.browser
@pytest.mark.parametrize("sight", SIGHTS, ids=lambda sight: sight.name)
def test_from_a_societys_link_to_a_recorded_placement(
    sight: Sight, chromium: Browser, live_server: Any, real_world: Any
) -> None:
    world = real_world
    miura = world.coordinator("三浦 早苗")
    open_campaign(society=add_society(name="見本内科学会", by=miura), code="jams_1", occasion="会報1月号", by=miura)
    hospital = world.institution("みさき丘記念病院")
    clerk, director = world.member(hospital), world.approver(hospital)
    office = world.office()
    world.supervisor()
    people: list[Someone] = []

    def someone(actor: Any = None) -> Someone:
        who = Someone(chromium, live_server.url, sight)
        if actor is not None:
            who.carry({name: morsel.value for name, morsel in world.signed_in(actor).cookies.items()})
        people.append(who)
        return who

    doctor = someone()
    register(doctor)
    physician = Physician.objects.get()
    assert physician.campaign_code == "jams_1" and physician.coordinator.name == "三浦 早苗"

    desk = someone(miura)
    desk.open("/desk").reads("新しいお申し込み")
    number = accept(desk, physician)

    town = someone(clerk)
    opening = publish(town)

    desk.open(f"/desk/doctors/{number}/match").press("いまの募集からさがす")
    desk.reads("みさき丘記念病院").reads("なぜ")
    desk.send("/keep")
    pair = Candidacy.objects.get()
    desk.open(f"/desk/candidacies/{pair.number}").send(
        "/proposal", opening_words="先日うかがったお話から、こちらをお勧めします。"
    )
    desk.open(f"/desk/candidacies/{pair.number}").send("/propose")

    doctor.open(sign_in_link(physician)).press("ページを開く")
    doctor.open(f"/my/proposals/{pair.number}").reads("先日うかがったお話から").reads("みさき丘記念病院")
    doctor.send("/answer", level="L3")
    town.open("/inst/candidates").does_not_read("北川", pair.number)  # nobody asked the institution yet

    desk.open(f"/desk/candidacies/{pair.number}").send("/pass-on")
    town.open(f"/inst/talks/{pair.number}").reads("60代").does_not_read("北川", "誠", "久慈市")
    town.send("/welcome").reads("北川")

    doctor.open(f"/my/talks/{pair.number}").send("/questions", text="夜間に電話で判断を求められることはありますか。")
    town.open(f"/inst/talks/{pair.number}").send("/answers", text="ありません。当番の医師が受けます。")
    town.send("/clauses", text="夜間の呼び出しは行わない。")
    doctor.open(f"/my/talks/{pair.number}").send("/accept").reads("夜間の呼び出しは行わない。")

    doctor.open(f"/my/talks/{pair.number}").send("/ready-for-terms")
    desk.open(f"/desk/candidacies/{pair.number}").send(
        "/terms/begin", institution_confirmer="manager", institution_channel="phone"
    )
    town.open(f"/inst/talks/{pair.number}/track").send("/track/pass", note="起案 第112号")
    doctor.open(f"/my/talks/{pair.number}").reads("院内決裁待ち").does_not_read("第112号")
    chief = someone(director)
    chief.open(f"/inst/talks/{pair.number}").reads("これは労働契約書ではありません").send("/offer", read=True)
    doctor.open(f"/my/talks/{pair.number}/agreement").reads("夜間の呼び出しは行わない。").send(
        "/agree", read=True, hours=True
    )

    day = today()
    town.open(f"/inst/talks/{pair.number}").send(
        "/contract",
        contract_kind="indefinite",
        hired_on=day.isoformat(),
        starts_on=day.isoformat(),
        half_days_per_week="7",
        expected_annual_pay_yen="900",
    ).reads("条件合意書と違うところがあります（1週間のコマ数）").send("/contract", differs=True)
    desk.open("/desk").reads("の契約を、合意書と見比べる")
    doctor.open(f"/my/talks/{pair.number}").reads("条件合意書と、違うところがあります")
    doctor.open(f"/my/talks/{pair.number}").send("/contract")
    town.open(f"/inst/talks/{pair.number}").send("/start", licence_original_seen_on=day.isoformat())
    pair.refresh_from_db()
    assert pair.state == "working" and pair.introduced_on == day

    books = someone(office)
    books.open("/ops/ledgers/openings").reads(opening.number).reads("北川 誠").reads("採用")
    books.open("/ops/ledgers/seekers").reads("北川 誠").reads("みさき丘記念病院").reads("無期")
    assert not [fault for who in people for fault in who.faults]
    assert Notice.objects.filter(about=pair.number).count() >= 15
    for who in people:
        who.context.close()


def register(doctor: Someone) -> None:
    """Four short steps; the first by keyboard only."""
    doctor.open("/s/jams_1").reads("見本内科学会")
    doctor.follow("登録をはじめる")
    keys = doctor.page.keyboard
    doctor.page.locator('[name="family_name"]').focus()
    for word in ("北川", "誠", "", "", "kitagawa@example.jp", "090-0000-0000"):
        keys.type(word)
        keys.press("Tab")
    with doctor.page.expect_navigation():
        keys.press("Enter")
    doctor.look()
    doctor.send("/register/2", specialty="内科", birth_date="昭和33年4月5日", present="employed", postcode="028-0051")
    if doctor.page.locator('[name="town"]').count():
        doctor.send("/register/2", town="0")
    doctor.send("/register/3", employment=["part_time"], days="few", anywhere=True)
    doctor.send("/register/4", employer="青葉会 中央病院", delivery="mail", consent_placement=True)
    doctor.reads("北川").reads("1958年（昭和33年）4月5日").send("/register/confirm")
    doctor.reads("三浦")


def accept(desk: Someone, physician: Physician) -> str:
    """The coordinator listens, completes what the ledger needs, checks the licence, accepts."""
    place = f"/desk/doctors/{physician.number}"
    desk.open(place).reads("北川").send("/interview")
    desk.open(f"{place}/identity").send("/identity", address="岩手県久慈市見本町1-1", licence_number="000000")
    desk.open(place).send("/licence", on=today().isoformat())
    desk.open(place).send("/accept").reads("ご紹介できます")
    return physician.number


def publish(town: Someone) -> Opening:
    """The clerk enters an opening step by step: first with gaps, which are all told; then whole, and it is public."""
    first = {"title": "内科外来", "basic_specialties": ["内科"], "employment": ["part_time"]}
    town.open("/inst/openings/new").send("/openings/new", **first)
    opening = Opening.objects.get()
    steps = f"/inst/openings/{opening.number}/steps"
    town.open(f"{steps}/5").reads("公開までに")
    answers: dict[str, Any] = {k: v for k, v in WORDS.items() if not k.startswith("renewal")} | {
        "days": "2",
        "night_duty": "none",
        "on_call": "none",
        "daily_pay_yen": "9",
        "contract_kind": "indefinite",
        "probation": "no",
        "fixed_overtime": "no",
        "starts_on": "2099/4/1",
    }
    town.open(f"{steps}/1")
    for step in range(1, CHECK_STEP):
        town.send(f"/steps/{step}", **{name: answers.pop(name) for name in answers.keys() & names_of_step(step)})
    assert not answers
    town.send("/publish", confirmed_by="事務長")
    town.open(f"/openings/{opening.number}").reads("事務長")
    return opening


def sign_in_link(physician: Physician) -> str:
    return make_sign_in_link(user=physician.user, made_by="mail", life=MAIL_LINK_LIFE)
