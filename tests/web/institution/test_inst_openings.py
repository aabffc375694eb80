"""An institution writes, publishes, reconfirms, changes and closes its own openings, and nobody else's."""

from enishi.openings.models import Opening, OpeningVersion
from web.institution.clinic import ALL_ANSWERS, FEW_ANSWERS, text_of


def drafted(clinic, answers=FEW_ANSWERS) -> Opening:
    response = clinic.clerk.post("/inst/openings/new", answers)
    assert response.status_code == 302, text_of(response)
    return Opening.objects.get(number=response["Location"].rpartition("/")[2])


def test_four_answers_make_a_draft_and_the_heading_is_made_of_them(clinic):
    opening = drafted(clinic)
    assert opening.state == "draft" and opening.institution == clinic.institution
    assert opening.current.title == "科目不問（非常勤（定期））" and opening.current.specialties == []


def test_a_draft_without_the_four_answers_is_not_saved_but_every_word_stays_on_the_screen(clinic):
    response = clinic.clerk.post("/inst/openings/new", {"duties": "内科外来と往診", "starts_on": "R9.13", "days": "8"})
    html = response.content.decode()
    assert Opening.objects.count() == 0
    assert "内科外来と往診" in html and 'value="R9.13"' in html and 'value="8"' in html
    assert "働き方を1つ以上お選びください。" in html and "半日きざみでご入力ください。例：2.5" in html


def test_what_a_clerk_types_is_kept_as_the_matching_core_reads_it(clinic):
    version = drafted(clinic, ALL_ANSWERS).current
    assert version.specialties == ["内科", "循環器内科", "人工透析内科"]
    assert (
        version.slots == ["tue_am", "tue_pm", "thu_am"] and version.daily_pay_yen == 90_000 and version.headcount == 2
    )
    assert version.starts_on.isoformat() == "2027-04-01" and version.conditions["ends_on"] == "2028-03-31"
    assert version.conditions["probation"] is False and version.conditions["fixed_overtime"] is False
    assert "place" not in version.conditions  # left empty: the registered address is shown


def test_an_unknown_specialty_is_asked_about_and_not_guessed(clinic):
    response = clinic.clerk.post("/inst/openings/new", FEW_ANSWERS | {"other_specialties": "循環器内科、ほげ科"})
    assert "「ほげ科」という診療科が見つかりませんでした" in text_of(response) and Opening.objects.count() == 0


def test_the_form_opens_with_exactly_what_was_saved(clinic):
    opening = drafted(clinic, ALL_ANSWERS)
    before = OpeningVersion.objects.values().get(opening=opening)
    form = clinic.clerk.get(f"/inst/openings/{opening.number}/edit").context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    assert clinic.clerk.post(f"/inst/openings/{opening.number}/edit", sent).status_code == 302
    after = OpeningVersion.objects.values().get(opening=opening)
    assert after == before


def test_publishing_with_gaps_lists_every_gap_and_loses_nothing(clinic):
    opening = drafted(clinic, FEW_ANSWERS | {"duties": "内科外来"})
    page = clinic.clerk.get(f"/inst/openings/{opening.number}")
    gaps = page.context["gaps"]
    assert len(gaps) >= 12 and all("例：" in gap.sentence for gap in gaps)
    response = clinic.clerk.post(f"/inst/openings/{opening.number}/publish", {"confirmed_by": "事務長"})
    words = text_of(response)
    assert all(f"「{gap.label}」{gap.sentence.partition('。')[0]}" in words for gap in gaps)
    assert 'value="事務長"' in response.content.decode()
    opening.refresh_from_db()
    assert opening.state == "draft" and opening.current.conditions == {"duties": "内科外来"}


def test_every_gap_leads_to_a_control_of_the_form(clinic):
    opening = drafted(clinic)
    form = clinic.clerk.get(f"/inst/openings/{opening.number}/edit").content.decode()
    for gap in clinic.clerk.get(f"/inst/openings/{opening.number}").context["gaps"]:
        assert f'id="{gap.target}"' in form, gap


def test_a_complete_opening_is_published_with_the_role_of_who_confirmed(clinic):
    opening = drafted(clinic, ALL_ANSWERS)
    assert clinic.clerk.get(f"/inst/openings/{opening.number}").context["gaps"] == []
    assert clinic.clerk.post(f"/inst/openings/{opening.number}/publish", {"confirmed_by": "事務長"}).status_code == 302
    opening.refresh_from_db()
    assert opening.state == "published" and opening.confirmed_by == "事務長" and opening.received_on
    assert "事務長が画面で確認しました" in text_of(clinic.clerk.get(f"/openings/{opening.number}"))


def test_nobody_publishes_without_saying_who_confirmed(clinic):
    opening = drafted(clinic, ALL_ANSWERS)
    response = clinic.clerk.post(f"/inst/openings/{opening.number}/publish", {"confirmed_by": " "})
    assert "内容を確認した方の役職をご記入ください" in text_of(response)
    opening.refresh_from_db()
    assert opening.state == "draft"


def test_a_version_that_was_seen_stays_as_it_is_and_the_page_shows_what_changed(clinic):
    opening = drafted(clinic, ALL_ANSWERS)
    clinic.clerk.post(f"/inst/openings/{opening.number}/publish", {"confirmed_by": "事務長"})
    first = OpeningVersion.objects.values().get(opening=opening)
    changed = ALL_ANSWERS | {"daily_pay_yen": "10", "breaks": "75分", "confirmed_by": "院長"}
    assert clinic.clerk.post(f"/inst/openings/{opening.number}/edit", changed).status_code == 302
    assert OpeningVersion.objects.values().get(pk=first["id"]) == first
    opening.refresh_from_db()
    assert opening.current.no == 2 and opening.current.first_seen_at and opening.confirmed_by == "院長"
    (newest, oldest) = clinic.clerk.get(f"/inst/openings/{opening.number}").context["history"]
    assert [change.label for change in newest.changes] == ["休憩", "賃金"] and oldest.changes == []
    # The second version was public at once, so a third edit leaves it alone, too.
    clinic.clerk.post(f"/inst/openings/{opening.number}/edit", changed | {"breaks": "90分"})
    assert opening.versions.count() == 3 and opening.versions.get(no=2).conditions["breaks"] == "75分"


def test_a_published_opening_never_falls_back_into_gaps(clinic):
    opening = drafted(clinic, ALL_ANSWERS)
    clinic.clerk.post(f"/inst/openings/{opening.number}/publish", {"confirmed_by": "事務長"})
    emptied = ALL_ANSWERS | {"smoking": "", "insurance": "未定", "duties": "往診だけ", "confirmed_by": "事務長"}
    response = clinic.clerk.post(f"/inst/openings/{opening.number}/edit", emptied)
    assert response.status_code == 200 and "往診だけ" in response.content.decode()
    assert set(response.context["form"].errors) == {"smoking", "insurance"}
    assert opening.versions.count() == 1


def test_a_draft_nobody_saw_is_rewritten_in_place(clinic):
    opening = drafted(clinic)
    clinic.clerk.post(f"/inst/openings/{opening.number}/edit", ALL_ANSWERS)
    assert opening.versions.get().title == "海辺の町の内科外来"


def test_the_monthly_reconfirmation_makes_an_opening_fresh_again(clinic):
    opening = clinic.opening(confirmed_days_ago=40)
    assert "再確認をお願いしています" in text_of(clinic.clerk.get("/inst/openings"))
    assert clinic.clerk.post(f"/inst/openings/{opening.number}/confirm", {"confirmed_by": "事務長"}).status_code == 302
    opening.refresh_from_db()
    assert opening.freshness == "fresh"


def test_a_draft_cannot_be_reconfirmed(clinic):
    opening = drafted(clinic)
    response = clinic.clerk.post(f"/inst/openings/{opening.number}/confirm", {"confirmed_by": "事務長"})
    assert "公開していない募集です" in text_of(response)
    opening.refresh_from_db()
    assert opening.confirmed_at is None


def test_a_filled_opening_is_closed_leaves_the_public_and_cannot_be_changed(clinic, client):
    opening = clinic.opening()
    assert clinic.clerk.post(f"/inst/openings/{opening.number}/close", {"close_reason": "filled"}).status_code == 302
    opening.refresh_from_db()
    assert opening.state == "closed" and opening.close_reason == "filled"
    assert client.get(f"/openings/{opening.number}").status_code == 404
    response = clinic.clerk.post(f"/inst/openings/{opening.number}/edit", ALL_ANSWERS)
    assert "募集を終えているため、内容を直せません" in text_of(response) and opening.versions.count() == 1


def test_closing_asks_why(clinic):
    opening = clinic.opening()
    response = clinic.clerk.post(f"/inst/openings/{opening.number}/close", {})
    assert "終える理由をお選びください" in text_of(response)
    opening.refresh_from_db()
    assert opening.state == "published"


def test_another_institution_even_of_the_same_corporation_finds_nothing(clinic):
    opening = clinic.opening(state="draft")
    base = f"/inst/openings/{opening.number}"
    assert clinic.clerk.get(base).status_code == 200
    assert clinic.sister.get(base).status_code == clinic.sister.get(f"{base}/edit").status_code == 404
    for act in ("edit", "publish", "confirm", "close"):
        response = clinic.sister.post(f"{base}/{act}", {"confirmed_by": "事務長", "close_reason": "filled"})
        assert response.status_code == 404, act
    assert opening.number not in text_of(clinic.sister.get("/inst/openings"))
    opening.refresh_from_db()
    assert opening.state == "draft"


def test_an_approver_reads_openings_and_does_not_write_them(clinic):
    opening = clinic.opening()
    page = clinic.approver.get(f"/inst/openings/{opening.number}")
    assert page.status_code == 200 and "内容を直す" not in text_of(page)
    assert clinic.approver.get("/inst/openings/new").status_code == 403
    assert clinic.approver.post(f"/inst/openings/{opening.number}/close", {"close_reason": "filled"}).status_code == 403


def test_a_visitor_is_asked_to_sign_in_and_a_physician_is_refused(clinic, client):
    assert client.get("/inst/openings")["Location"].startswith("/login?next=")
    assert clinic.world.signed_in(clinic.world.physician()).get("/inst").status_code == 403
