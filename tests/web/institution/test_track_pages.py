"""中の決裁: 担当 → 院長 → 首長部局 → 議会, at the clerk's desk, on the director's phone, and in the words a physician reads."""

from datetime import timedelta

from enishi.accounts.roles import Role
from enishi.candidacies import agreement, track
from enishi.candidacies.agreement import latest_version
from enishi.candidacies.models import TrackRecord
from enishi.common.clock import today
from enishi.institutions.models import ApprovalRoute
from web.institution.clinic import text_of


def press(browser, talk, act, no, **given):
    sent = {"seen_hash": latest_version(talk).content_hash, "no": no, "on": today().isoformat(), **given}
    return browser.post(f"/inst/talks/{talk.number}/track/{act}", sent)


def labels_open(talk):
    return [step.label for step in track.open_steps(latest_version(talk))]


def test_an_agreement_goes_its_way_and_the_physician_reads_only_that_it_does(clinic):
    talk = clinic.candidacy("terms")
    page, doctor = f"/inst/talks/{talk.number}/track", clinic.world.signed_in(talk.physician)
    sheet = f"/my/talks/{talk.number}/agreement"
    assert labels_open(talk) == ["ご担当", "院長", "首長部局", "議会"]
    assert "決裁待ち" not in text_of(doctor.get(sheet))
    assert "先に「ご担当」の段を" in text_of(press(clinic.approver, talk, "pass", 2))
    assert press(clinic.clerk, talk, "pass", 1, note="起案 第112号").status_code == 302
    last = latest_version(talk).track.last().expected_on
    for words in (text_of(doctor.get(sheet)), text_of(doctor.get(f"/my/talks/{talk.number}"))):
        assert f"町内決裁待ち（{last.month}月{last.day}日ごろ）" in words
        inside = words.replace("協議会", "")  # the operator's own name
        assert not [word for word in ("第112号", "首長部局", "議会") if word in inside]
    talk.refresh_from_db()
    assert (talk.waiting_for, talk.due_on) == ("institution", latest_version(talk).track.all()[1].expected_on)
    assert "院長の承認を待っています" in text_of(clinic.clerk.get(page))
    assert "ご自分で承認してください" in text_of(press(clinic.clerk, talk, "pass", 2))
    assert "求人票から変わったところ" in text_of(clinic.approver.get(page))
    assert press(clinic.approver, talk, "pass", 2).status_code == 302
    assert "もう済んでいます" in text_of(press(clinic.approver, talk, "pass", 2))
    press(clinic.clerk, talk, "pass", 3)
    assert press(clinic.clerk, talk, "pass", 4, note="定例会で議決").status_code == 302
    assert "この条件で提示する" in text_of(clinic.approver.get(page)) and "定例会で議決" in text_of(
        clinic.clerk.get(page)
    )


def test_a_change_asks_again_whom_it_concerns_and_the_history_stays(clinic):
    talk = clinic.candidacy("terms")
    clinic.world.through_track(talk)
    agreement.revise_terms(candidacy=talk, by=clinic.world.ms_miura, changes={"breaks": "75分"})
    assert labels_open(talk) == ["ご担当", "院長", "首長部局"]  # the council decided on pay, term, days: they stand
    agreement.revise_terms(candidacy=talk, by=clinic.world.ms_miura, changes={"pay": "1日8万円（税込）"})
    assert labels_open(talk) == ["ご担当", "院長", "首長部局", "議会"]
    page = text_of(clinic.clerk.get(f"/inst/talks/{talk.number}/track"))
    assert "第1版のときの記録" in page and "前の版の承認をそのまま数えます" in page
    assert [n.kind for n in clinic.world.messages(clinic.institution)].count("E29v") == 2


def test_what_is_sent_back_goes_to_the_coordinator_and_not_to_the_physician(clinic):
    talk = clinic.candidacy("terms")
    assert "直したい所を" in text_of(press(clinic.clerk, talk, "return", 1))
    assert press(clinic.clerk, talk, "return", 1, note="賃金を規程に合わせたい").status_code == 302
    talk.refresh_from_db()
    assert talk.waiting_for == "coordinator"
    assert "E49b" in [n.kind for n in clinic.world.messages(clinic.world.ms_miura)]
    desk, doctor = clinic.world.signed_in(clinic.world.ms_miura), clinic.world.signed_in(talk.physician)
    assert "賃金を規程に合わせたい" in text_of(desk.get(f"/desk/candidacies/{talk.number}"))
    assert "規程" not in text_of(doctor.get(f"/my/talks/{talk.number}/agreement"))


def test_expected_days_are_moved_in_order_and_a_day_that_passed_calls_the_coordinator_once(clinic):
    talk = clinic.candidacy("terms")
    days = {f"day_{n}": (today() + timedelta(days=7 * n)).isoformat() for n in range(1, 5)}
    sent = {"seen_hash": latest_version(talk).content_hash, **days}
    address = f"/inst/talks/{talk.number}/track/days"
    assert "段の順に" in text_of(clinic.clerk.post(address, sent | {"day_4": today().isoformat()}))
    assert clinic.clerk.post(address, sent).status_code == 302
    assert TrackRecord.objects.filter(act="moved").count() == 4
    assert track.watch_tracks(today()) == 0
    for _ in range(2):
        assert track.watch_tracks(today() + timedelta(days=9)) == 1
    assert [n.kind for n in clinic.world.messages(clinic.world.ms_miura)].count("E49t") == 1


def test_the_desk_writes_down_what_it_was_told_and_who_may_not_bind_is_refused(clinic):
    talk = clinic.candidacy("terms")
    desk = clinic.world.signed_in(clinic.world.ms_miura)
    seen = {"seen_hash": latest_version(talk).content_hash, "channel": "phone"}
    relay = f"/desk/candidacies/{talk.number}/heard"
    done = {**seen, "no": 1, "what": "through", "confirmer": "staff"}
    assert desk.post(f"{relay}/track", done).status_code == 302
    assert "院長・事務長・首長部局の方からうかがった" in text_of(desk.post(f"{relay}/track", done | {"no": 2}))
    offer = {**seen, "confirmer": "director", "read": "on", "valid_until": (today() + timedelta(days=9)).isoformat()}
    assert "中の決裁が、まだ済んでいません" in text_of(desk.post(f"{relay}/offer", offer))
    assert desk.post(f"{relay}/offer", offer | {"track": "on"}).status_code == 302
    talk.refresh_from_db()
    assert talk.state == "offered" and labels_open(talk) == []


def test_the_admin_says_how_decisions_are_made_there(clinic):
    address = "/inst/profile/approval"
    assert clinic.clerk.get(address).status_code == 403
    form = clinic.director.get(address).context["form"]
    assert [form[f"label_{n}"].value() for n in range(1, 6)] == ["ご担当", "院長", "首長部局", "議会", ""]
    assert "日数をご記入ください" in text_of(clinic.director.post(address, {"label_1": "理事会"}))
    twice = {"label_1": "院長", "days_1": "3", "label_2": "院長", "days_2": "3"}
    assert "同じ名前の段" in text_of(clinic.director.post(address, twice))
    sent = {"label_1": "事務長", "days_1": "2", "label_3": "理事長", "days_3": "10", "in_person_3": "on"}
    assert clinic.director.post(address, sent).status_code == 302
    assert [row["label"] for row in ApprovalRoute.objects.get().steps] == ["事務長", "理事長"]
    talk = clinic.candidacy("terms")
    assert labels_open(talk) == ["事務長", "理事長"]
    press(clinic.clerk, talk, "pass", 1)
    page = clinic.approver.get(f"/inst/talks/{talk.number}/track")
    assert "理事長の段と、先生へのご提示" in text_of(page)
    offer = {"seen_hash": latest_version(talk).content_hash, "read": "on"}
    until = (today() + timedelta(days=9)).isoformat()
    clinic.approver.post(f"/inst/talks/{talk.number}/offer", offer | {"valid_until": until})
    talk.refresh_from_db()
    assert talk.state == "offered" and labels_open(talk) == []


def test_a_neighbour_finds_nothing(clinic):
    talk = clinic.candidacy("terms")
    page = f"/inst/talks/{talk.number}/track"
    assert clinic.sister.get(page).status_code == 404
    assert (
        clinic.world.signed_in(clinic.world.member(clinic.institution, Role.INSTITUTION_STAFF)).get(page).status_code
        == 200
    )
    for act in ("pass", "return", "days"):
        assert press(clinic.sister, talk, act, 1).status_code == 404
