import re
from pathlib import Path

import pytest

from enishi.common.profile import load_profile
from web.look.pages import read, tags, words

PAGES = (
    "/about", "/about/neutrality", "/faq", "/doctors", "/institutions", "/societies", "/legal/privacy", "/legal/complaints",
    "/accessibility", "/sample", "/accounts/login/", "/accounts/login/code/", "/no-such-page",
)  # fmt: skip


@pytest.mark.parametrize("profile", ["sample", "md2"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_well_formed_and_keeps_the_rules_of_the_look(visitor, settings, path, profile):
    settings.PROFILE = profile
    html = visitor.get(path).content.decode()
    page = read(html)
    assert page.faults == [] and page.open == []
    assert "UNDEFINED:" not in html
    assert "未設定" not in html
    for tag, attributes in page.tags:
        assert not {"style", "placeholder", "onclick"} & attributes.keys(), (tag, attributes)
        assert tag != "style"
        if tag == "script" and "src" not in attributes:
            assert attributes.get("type") == "application/json", attributes
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert len(tags(html, "h1")) == 1
    assert len(html.encode()) < 60_000


@pytest.mark.parametrize("path", PAGES)
def test_no_page_leads_to_or_asks_another_host(visitor, path):
    html = visitor.get(path).content.decode()
    for _, attributes in read(html).tags:
        for key in ("href", "src", "action"):
            target = attributes.get(key)
            if target is None or target.startswith(("#", "tel:", "data:", "/static/", "https://enishi.example.jp")):
                continue
            assert target.startswith(("/", "mailto:")), target


def test_every_page_names_the_operator_its_licence_and_its_telephone(visitor):
    profile = load_profile("sample")
    text = words(visitor.get("/doctors").content.decode())
    assert profile.phone in text and profile.hours in text and profile.licence in text and profile.responsible in text
    assert "見本" in text


def test_the_real_network_has_no_sample_strip_and_leaves_out_what_it_has_not_set(db, visitor, settings):
    settings.PROFILE = "md2"
    html = visitor.get("/legal/placement").content.decode()
    assert "13-ユ-311539" in html and "03-6675-9919" in html and "日本医師会" in visitor.get("/about").content.decode()
    assert 'class="sample"' not in html and "所在地" not in html and "返戻金の" not in html


def test_a_menu_holds_only_pages_that_exist_and_marks_the_present_one(visitor):
    html = visitor.get("/doctors").content.decode()
    current = tags(html, "a", aria_current="page")
    assert {a["href"] for a in current} == {"/doctors"}
    assert "/openings" not in html


def test_the_strict_policy_is_sent_with_every_page(visitor):
    policy = visitor.get("/doctors").headers["Content-Security-Policy"]
    assert "style-src 'self'" in policy and "unsafe" not in policy


def test_an_unknown_page_is_answered_kindly_and_with_the_telephone_number(visitor):
    response = visitor.get("/no-such-page")
    text = words(response.content.decode())
    assert response.status_code == 404
    assert "見つかりませんでした" in text and "03-0000-0000" in text


def test_a_fault_of_ours_says_sorry_and_never_shows_what_it_was(visitor):
    visitor.raise_request_exception = False
    response = visitor.get("/broken")
    text = words(response.content.decode())
    assert response.status_code == 500
    assert "申し訳ございません" in text and "03-0000-0000" in text
    assert "田中" not in text and "RuntimeError" not in text


def test_a_page_that_is_too_old_to_send_loses_nothing(visitor):
    visitor.handler.enforce_csrf_checks = True
    visitor.get("/settings/token")  # with the cookie of an earlier visit; without any, the page speaks of cookies
    response = visitor.post("/settings/letters", {"size": "large"})
    assert response.status_code == 403
    assert "ご入力は消えていません" in words(response.content.decode())
    fresh = visitor.get("/settings/token").json()["token"]
    assert visitor.post("/settings/letters", {"size": "large", "csrfmiddlewaretoken": fresh}).status_code == 302


def test_every_icon_that_a_template_names_is_in_the_sprite():
    web = Path(__file__).resolve().parents[3] / "src" / "enishi" / "web"
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', (web / "static" / "symbols.svg").read_text()))
    for template in (web / "templates").rglob("*.html"):
        named = re.findall(
            r'{% icon "([a-z]+)" %}|{% chip "[a-z]*" "([a-z]+)"|icon_name="([a-z]+)"', template.read_text()
        )
        assert {name for names in named for name in names if name} <= drawn, template


def test_every_post_form_of_the_sign_in_pages_carries_its_token():
    web = Path(__file__).resolve().parents[3] / "src" / "enishi" / "web" / "templates"
    for template in [*(web / "account").rglob("*.html"), *(web / "mfa").rglob("*.html")]:
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", template.read_text(), re.S):
            assert "{% csrf_token %}" in form, template
