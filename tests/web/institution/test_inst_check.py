"""/inst/openings/{no}/check and /desk/openings/{no}/check: the law beside the words, and what keeps an opening from the public."""

import pytest

from enishi.common.workflow import StepRefused
from enishi.openings.actions import publish_opening, revise_opening
from enishi.openings.checking import blocking_refusals, waive
from web.institution.clinic import text_of

VAGUE = "アットホームな職場です。"


def draft_that_says(clinic, **terms):
    return clinic.opening(state="draft", **terms)


def test_an_opening_whose_words_the_law_forbids_is_not_published_and_is_once_they_are_changed(clinic):
    opening = draft_that_says(clinic, title="内科外来（55〜70歳の医師）", honest_note="男性医師のみ募集します。")
    page = clinic.clerk.post(f"/inst/openings/{opening.number}/publish", {"confirmed_by": "事務長"})
    assert "55〜70歳" in text_of(page) and "男性医師のみ" in text_of(page)
    assert clinic.clerk.get(f"/openings/{opening.number}").status_code == 404
    opening.refresh_from_db()
    assert opening.state == "draft"
    by = clinic.clerk_person
    revise_opening(opening=opening, by=by, terms={"title": "内科外来", "honest_note": "冬は雪が深くなります。"})
    assert publish_opening(opening=opening, by=by, confirmed_by="事務長").state == "published"


def test_a_published_opening_does_not_take_forbidden_words_in(clinic):
    opening = clinic.opening()
    with pytest.raises(StepRefused, match="女医歓迎"):
        revise_opening(opening=opening, by=clinic.clerk_person, terms={"title": "女医歓迎の内科外来"})
    opening.refresh_from_db()
    assert opening.current.title != "女医歓迎の内科外来"


def test_every_finding_stands_beside_its_words_with_article_remedy_and_the_way_to_its_question(clinic):
    opening = draft_that_says(
        clinic,
        title="男性医師のみ募集",
        honest_note=VAGUE,
        conditions={"smoking": ""},
        portrait={"winter": "駅からすぐ"},
    )
    response = clinic.clerk.get(f"/inst/openings/{opening.number}/check")
    page = text_of(response)
    for words in (
        "直す所が2件、言い換えをお勧めする所が2件",
        "男女雇用機会均等法5条",
        "受動喫煙を防ぐ措置",
        "アットホーム",
        "冬",
    ):
        assert words in page
    html = response.content.decode()
    assert "<mark>男性医師のみ</mark>" in html and f"/inst/openings/{opening.number}/edit#id_title" in html
    assert "直す所2件・言い換え2件" in text_of(clinic.clerk.get("/inst/openings"))
    assert "ここを直す" not in text_of(clinic.approver.get(f"/inst/openings/{opening.number}/check"))
    assert clinic.sister.get(f"/inst/openings/{opening.number}/check").status_code == 404


def test_a_clear_opening_is_told_so(clinic):
    assert "直す所はありません" in text_of(clinic.clerk.get(f"/inst/openings/{clinic.opening().number}/check"))


def test_what_is_typed_into_an_opening_is_words_and_never_html(clinic):
    opening = draft_that_says(clinic, title="<b>アットホーム</b><script>")
    html = clinic.clerk.get(f"/inst/openings/{opening.number}/check").content.decode()
    assert "&lt;b&gt;<mark>アットホーム</mark>&lt;/b&gt;" in html and "<script>" not in html


def test_the_supervisor_lets_a_vague_word_pass_and_the_desk_cannot(world, clinic):
    opening = draft_that_says(clinic, honest_note=VAGUE)
    address = f"/desk/openings/{opening.number}/check"
    finding = {"rule": "vague_home_like", "field": "honest_note", "words": "アットホーム", "reason": "病院の歌の題名"}
    desk, supervisor = world.signed_in(world.desk()), world.signed_in(world.supervisor())
    assert "アットホーム" in text_of(desk.get(address)) and "記録する" not in text_of(desk.get(address))
    assert "責任者の方です" in text_of(desk.post(address, finding))
    assert "理由" in text_of(supervisor.post(address, finding | {"reason": " "}))
    assert supervisor.post(address, finding).status_code == supervisor.post(address, finding).status_code == 302
    page = text_of(supervisor.get(address))
    assert "病院の歌の題名" in page and "直す所はありません" in page
    assert opening.waivers.count() == 1
    revise_opening(opening=opening, by=clinic.clerk_person, terms={"honest_note": "風通しの良い職場です。"})
    assert "言い換えをお勧めする所" in text_of(supervisor.get(address))


def test_what_an_article_forbids_stays_forbidden_and_what_only_we_ask_may_pass(world, clinic):
    supervisor = world.supervisor()
    forbidden = draft_that_says(clinic, title="男性医師のみ募集")
    with pytest.raises(StepRefused, match="禁じている"):
        waive(
            opening=forbidden, by=supervisor, rule="sex_men", field="title", words="男性医師のみ", reason="院長の希望"
        )
    with pytest.raises(StepRefused, match="もう直されています"):
        waive(opening=forbidden, by=supervisor, rule="sex_men", field="title", words="男性限定", reason="院長の希望")
    asked = draft_that_says(clinic, night_duty="required")
    assert [r.code for r in blocking_refusals(asked.current)] == ["missing:night_duty_permission"]
    waive(
        opening=asked, by=supervisor, rule="missing:night_duty_permission", field="night_duty_permission", words="",
        reason="許可の申請中。結果が出しだい書くとの約束",
    )  # fmt: skip
    assert blocking_refusals(asked.current) == []
