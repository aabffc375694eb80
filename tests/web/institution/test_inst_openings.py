"""An institution writes, publishes, reconfirms, changes and closes its own openings, and nobody else's."""

from enishi.openings.actions import revise_opening, terms_of
from enishi.openings.conditions import readable_terms
from enishi.openings.models import Opening, OpeningVersion
from web.institution.clinic import ALL_ANSWERS, FEW_ANSWERS, text_of


def drafted(clinic, answers=FEW_ANSWERS) -> Opening:
    """A draft with these answers, typed on the one page that asks everything."""
    response = clinic.clerk.post("/inst/openings/new", {"go": "stop"})
    assert response.status_code == 302, text_of(response)
    number = response["Location"].rpartition("/")[2]
    response = clinic.clerk.post(f"/inst/openings/{number}/edit", answers)
    assert response.status_code == 302, text_of(response)
    return Opening.objects.get(number=number)


def test_a_heading_is_made_of_the_answers_where_none_was_written(clinic):
    opening = drafted(clinic)
    assert opening.state == "draft" and opening.institution == clinic.institution
    assert opening.current.title == "医師（非常勤（定期））" and opening.current.specialties == []
    any_at_all = drafted(clinic, FEW_ANSWERS | {"any_specialty": "on"}).current
    assert any_at_all.title == "科目不問（非常勤（定期））" and any_at_all.any_specialty


def test_no_specialty_is_no_answer_until_somebody_says_that_any_will_do(clinic):
    opening = drafted(clinic, {k: v for k, v in ALL_ANSWERS.items() if "specialties" not in k})
    page = f"/inst/openings/{opening.number}"
    assert "診療科は未定" in text_of(clinic.clerk.get("/inst/openings"))
    assert "「科目を問わない」をお選びください" in text_of(
        clinic.clerk.post(f"{page}/publish", {"confirmed_by": "事務長"})
    )
    both = ALL_ANSWERS | {"any_specialty": "on", "seen": "2"}
    assert "どちらかにしてください" in text_of(clinic.clerk.post(f"{page}/edit", both))
    anyone = {k: v for k, v in both.items() if "specialties" not in k}
    assert clinic.clerk.post(f"{page}/edit", anyone).status_code == 302
    assert clinic.clerk.post(f"{page}/publish", {"confirmed_by": "事務長"}).status_code == 302
    assert "科目不問" in text_of(clinic.clerk.get(f"/openings/{opening.number}"))


def test_the_wizard_saves_each_step_as_it_is_left_and_may_stop_anywhere(clinic):
    key = clinic.clerk.get("/inst/openings/new").context["key"]
    first = {"title": "内科の先生", "go": "next", "key": str(key)}
    sent = clinic.clerk.post("/inst/openings/new", first)
    assert sent["Location"].endswith("/steps/2")
    assert clinic.clerk.post("/inst/openings/new", first)["Location"] == sent["Location"]  # sent twice: one draft
    opening = Opening.objects.get()
    assert (opening.current.title, opening.current.days, opening.current.night_duty) == ("内科の先生", None, "")
    steps = f"/inst/openings/{opening.number}/steps"
    week = {
        "days": "2.5",
        "slots": ["tue_am", "tue_pm", "wed_am", "wed_pm", "thu_am"],
        "night_duty": "none",
        "go": "back",
        "seen": "1",
    }
    assert clinic.clerk.post(f"{steps}/2", week)["Location"].endswith("/steps/1")
    law = {"holidays": "日曜", "daily_pay_yen": "9", "go": "stop", "seen": "2"}
    assert clinic.clerk.post(f"{steps}/3", law)["Location"].endswith(opening.number)
    living = {
        "portrait_to_station": "１２分",
        "portrait_pets": "飼える",
        "portrait_winter": "雪は少しです",
        "seen": "3",
    }
    assert clinic.clerk.post(f"{steps}/4", living)["Location"].endswith("/steps/5")
    opening.refresh_from_db()
    now = opening.current
    assert now.title == "内科の先生" and float(now.days) == 2.5 and now.conditions == {"holidays": "日曜"}
    assert now.portrait == {"to_station": "12分", "pets": "飼える", "winter": "雪は少しです"}
    page = clinic.clerk.get(f"{steps}/5")
    assert "公開までに" in text_of(page) and page.context["gaps"]
    for gap in page.context["gaps"]:
        assert f'id="{gap.target}"' in clinic.clerk.get(f"{steps}/{gap.step}").content.decode(), gap


def test_days_and_weekdays_that_contradict_each_other_are_asked_about_and_a_choice_of_days_reads_so(clinic):
    opening = drafted(clinic)
    step = f"/inst/openings/{opening.number}/steps/2"
    seen = opening.versions.count()
    week = {
        "days": "4",
        "night_duty": "none",
        "on_call": "none",
        "go": "stop",
        "seen": str(seen),
        "employment": ["part_time"],
    }
    three = [f"{day}_{part}" for day in ("mon", "tue", "wed") for part in ("am", "pm")]
    refused = clinic.clerk.post(step, week | {"slots": three})
    assert "週4日ですが、お選びの曜日は3日分です" in text_of(refused)
    five = [*three, "thu_am", "thu_pm", "fri_am", "fri_pm"]
    assert clinic.clerk.post(step, week | {"slots": five}).status_code == 302
    opening.refresh_from_db()
    days = next(row.text for row in readable_terms(opening.current) if row.key == "days")
    assert days.startswith("週4日（次のうち4日）：月曜の午前・午後") and "コマ" not in days
    assert clinic.clerk.post(step, week | {"days": "5", "slots": five, "seen": str(seen + 1)}).status_code == 302
    opening.refresh_from_db()
    days = next(row.text for row in readable_terms(opening.current) if row.key == "days")
    assert "次のうち" not in days and days.endswith("（週10コマ）")


def test_an_end_beside_a_contract_without_a_term_is_asked_about_and_nothing_is_saved(clinic):
    opening = drafted(clinic, ALL_ANSWERS)
    edit = f"/inst/openings/{opening.number}/edit"
    form = clinic.clerk.get(edit).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    before = opening.versions.count()
    refused = clinic.clerk.post(edit, sent | {"contract_kind": "indefinite"})
    assert "期間の定めがない契約とお答えです" in text_of(refused) and set(refused.context["form"].errors) == {"ends_on"}
    assert opening.versions.count() == before
    assert clinic.clerk.post(edit, sent | {"contract_kind": "indefinite", "ends_on": ""}).status_code == 302
    assert opening.versions.count() == before + 1


def test_a_step_with_a_slip_keeps_every_word_on_the_screen_and_saves_nothing(clinic):
    opening = drafted(clinic)
    week = {"days": "8", "working_hours": "午前だけ", "starts_on": "R9.13", "seen": "2"}
    response = clinic.clerk.post(f"/inst/openings/{opening.number}/steps/2", week)
    html = response.content.decode()
    assert "午前だけ" in html and 'value="R9.13"' in html and 'value="8"' in html
    assert "半日きざみでご入力ください。例：2.5" in html and opening.versions.count() == 2


def test_a_former_opening_is_copied_into_a_new_draft(clinic):
    former = clinic.opening()
    assert former.current.title in text_of(clinic.clerk.get("/inst/openings/new"))
    sent = clinic.clerk.post(f"/inst/openings/{former.number}/copy", {})
    number = sent["Location"].split("/")[3]
    assert Opening.objects.get(number=number).current.conditions["breaks"] == former.current.conditions["breaks"]
    assert clinic.sister.post(f"/inst/openings/{former.number}/copy", {}).status_code == 404


def test_two_clerks_on_one_opening_see_each_others_change_and_choose(clinic):
    opening = drafted(clinic, ALL_ANSWERS)
    here, seen = f"/inst/openings/{opening.number}/edit", {"seen": "2"}
    assert clinic.director.post(here, ALL_ANSWERS | seen | {"breaks": "75分", "holidays": "日曜"}).status_code == 302
    typed = ALL_ANSWERS | seen | {"breaks": "90分", "smoking": "建物の中は禁煙"}
    page = clinic.clerk.post(here, typed)
    words = text_of(page)
    assert page.status_code == 409 and "75分" in words and "90分" in words and "日曜" in words
    assert opening.versions.count() == 3
    assert "どちらを残すか" in text_of(clinic.clerk.post(here, typed | {"beside": "3"}))
    chosen = typed | {"beside": "3", "choice:conditions.breaks": "mine"}
    assert clinic.clerk.post(here, chosen).status_code == 302
    now = opening.versions.get(no=4).conditions
    assert (now["breaks"], now["holidays"], now["smoking"]) == ("90分", "日曜", "建物の中は禁煙")
    history = text_of(clinic.clerk.get(f"/inst/openings/{opening.number}/versions?from=2&to=4"))
    assert "第2版と第4版" in history and "画面" in history
    assert clinic.sister.get(f"/inst/openings/{opening.number}/versions").status_code == 404


def test_nobody_publishes_or_confirms_words_that_were_changed_after_the_page_was_opened(clinic):
    opening = drafted(clinic, ALL_ANSWERS)
    stale = {"confirmed_by": "事務長", "seen": "1"}
    assert "ほかの方が内容を直しました" in text_of(clinic.clerk.post(f"/inst/openings/{opening.number}/publish", stale))
    assert clinic.clerk.post(f"/inst/openings/{opening.number}/publish", stale | {"seen": "2"}).status_code == 302
    assert "ほかの方が内容を直しました" in text_of(clinic.clerk.post(f"/inst/openings/{opening.number}/confirm", stale))


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
    response = clinic.clerk.post("/inst/openings/new", {"other_specialties": "循環器内科、ほげ科"})
    assert "「ほげ科」という診療科が見つかりませんでした" in text_of(response) and Opening.objects.count() == 0


def test_the_form_opens_with_exactly_what_was_saved(clinic):
    opening = drafted(clinic, ALL_ANSWERS)
    before = list(OpeningVersion.objects.filter(opening=opening).values())
    form = clinic.clerk.get(f"/inst/openings/{opening.number}/edit").context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    assert clinic.clerk.post(f"/inst/openings/{opening.number}/edit", sent).status_code == 302
    assert list(OpeningVersion.objects.filter(opening=opening).values()) == before


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
    first = OpeningVersion.objects.values().get(opening=opening, no=2)
    changed = ALL_ANSWERS | {"daily_pay_yen": "10", "breaks": "75分", "confirmed_by": "院長"}
    assert clinic.clerk.post(f"/inst/openings/{opening.number}/edit", changed).status_code == 302
    assert OpeningVersion.objects.values().get(pk=first["id"]) == first
    opening.refresh_from_db()
    assert opening.current.no == 3 and opening.current.first_seen_at and opening.confirmed_by == "院長"
    (newest, _, oldest) = clinic.clerk.get(f"/inst/openings/{opening.number}/versions").context["history"]
    assert [change.label for change in newest.changes] == ["休憩", "賃金"] and oldest.changes == []
    # The second version was public at once, so a third edit leaves it alone, too.
    clinic.clerk.post(f"/inst/openings/{opening.number}/edit", changed | {"breaks": "90分"})
    assert opening.versions.count() == 4 and opening.versions.get(no=3).conditions["breaks"] == "75分"


def test_what_is_offered_in_another_order_is_no_change(clinic):
    opening = drafted(clinic, ALL_ANSWERS)
    brought = {"offers": ["travel_paid", "housing"]}  # by a list or an advertisement
    terms = terms_of(opening.current) | brought
    revise_opening(opening=opening, by=clinic.clerk_person, terms=terms)
    sent = ALL_ANSWERS | {"breaks": "75分"}
    assert clinic.clerk.post(f"/inst/openings/{opening.number}/edit", sent).status_code == 302
    opening.refresh_from_db()
    assert opening.current.offers == ["travel_paid", "housing"] and opening.current.conditions["breaks"] == "75分"
    sent["offers"] = ["housing"]
    assert clinic.clerk.post(f"/inst/openings/{opening.number}/edit", sent).status_code == 302
    opening.refresh_from_db()
    assert opening.current.offers == ["housing"]


def test_a_published_opening_never_falls_back_into_gaps(clinic):
    opening = drafted(clinic, ALL_ANSWERS)
    clinic.clerk.post(f"/inst/openings/{opening.number}/publish", {"confirmed_by": "事務長"})
    emptied = ALL_ANSWERS | {"smoking": "", "insurance": "未定", "duties": "往診だけ", "confirmed_by": "事務長"}
    response = clinic.clerk.post(f"/inst/openings/{opening.number}/edit", emptied)
    assert response.status_code == 200 and "往診だけ" in response.content.decode()
    assert set(response.context["form"].errors) == {"smoking", "insurance"}
    assert opening.versions.count() == 2


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
