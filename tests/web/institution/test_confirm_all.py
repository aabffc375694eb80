"""Once a month one person answers for all openings on one page."""

from enishi.openings.actions import revise_opening
from web.institution.clinic import text_of

HERE = "/inst/openings/confirm"


def test_all_openings_are_confirmed_at_once_by_one_role(clinic):
    old = [clinic.opening(confirmed_days_ago=40), clinic.opening(confirmed_days_ago=50)]
    left = clinic.opening(confirmed_days_ago=33)
    page = clinic.clerk.get(HERE)
    assert [line.number for line in page.context["lines"]] == [old[1].number, old[0].number, left.number]
    ticks = {"right": [o.number for o in old], **{f"seen:{o.number}": "1" for o in [*old, left]}}
    assert "役職をご記入" in text_of(clinic.clerk.post(HERE, ticks))
    assert clinic.clerk.post(HERE, ticks | {"confirmed_by": "事務長"}).status_code == 302
    for opening in [*old, left]:
        opening.refresh_from_db()
    assert [o.freshness for o in [*old, left]] == ["fresh", "fresh", "amber"]
    assert old[0].confirmed_channel == "web" and old[0].confirmed_by == "事務長"


def test_one_that_was_changed_meanwhile_holds_all_back_and_says_which(clinic):
    first, second = clinic.opening(confirmed_days_ago=40), clinic.opening(confirmed_days_ago=40)
    revise_opening(opening=second, by=clinic.clerk_person, terms={"days": 3})
    ticks = {"right": [first.number, second.number], f"seen:{first.number}": "1", f"seen:{second.number}": "1"}
    words = text_of(clinic.clerk.post(HERE, ticks | {"confirmed_by": "事務長"}))
    assert f"番号 {second.number}：ほかの方が内容を直しました" in words
    first.refresh_from_db()
    assert first.freshness == "amber"


def test_nothing_is_confirmed_without_a_tick_nor_for_another_hospital(clinic):
    opening = clinic.opening(confirmed_days_ago=40)
    assert "印をお付けください" in text_of(clinic.clerk.post(HERE, {"confirmed_by": "事務長"}))
    ticks = {"right": [opening.number], f"seen:{opening.number}": "1", "confirmed_by": "事務長"}
    assert "見つかりません" in text_of(clinic.sister.post(HERE, ticks))
    assert clinic.approver.get(HERE).status_code == 403
    opening.refresh_from_db()
    assert opening.freshness == "amber"


def test_the_way_of_asking_is_chosen_on_the_same_page(clinic):
    assert clinic.clerk.post(f"{HERE}/way", {"way": "fax"}).status_code == 302
    page = clinic.clerk.get(HERE)
    assert page.context["way_form"]["way"].value() == "fax"
    assert clinic.clerk.post(f"{HERE}/way", {"way": "pigeon"}).status_code == 302
    assert clinic.clerk.get(HERE).context["way_form"]["way"].value() == "fax"
