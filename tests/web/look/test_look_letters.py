import pytest

from web.look.pages import tags


def chosen(html: str) -> list[str | None]:
    return [b["value"] for b in tags(html, "button", name="size", aria_pressed="true")]


def test_larger_letters_stay_for_this_browser_and_lead_back_to_the_same_page(visitor):
    response = visitor.post("/settings/letters", {"size": "xlarge", "next": "/doctors?a=1"})
    assert response.status_code == 302 and response.headers["Location"] == "/doctors?a=1"
    assert response.cookies["letters"].value == "xlarge"
    html = visitor.get("/doctors").content.decode()
    assert '<html lang="ja" class="text-xlarge"' in html and chosen(html) == ["xlarge"]


def test_the_cookie_alone_brings_the_size_back_in_a_new_session(visitor):
    visitor.cookies["letters"] = "large"
    assert 'class="text-large"' in visitor.get("/doctors").content.decode()


def test_a_size_that_does_not_exist_is_the_standard_one(visitor):
    visitor.post("/settings/letters", {"size": '"><script>', "next": "/"})
    html = visitor.get("/doctors").content.decode()
    assert chosen(html) == ["standard"]
    visitor.cookies["letters"] = "giant"
    assert chosen(visitor.get("/doctors").content.decode()) == ["standard"]


@pytest.mark.parametrize(
    "foreign",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "doctors",
        "",
    ],
)
def test_the_letters_never_lead_to_another_site(visitor, foreign):
    response = visitor.post("/settings/letters", {"size": "large", "next": foreign})
    assert response.headers["Location"] == "/"


def test_a_link_cannot_change_the_letters(visitor):
    answer = visitor.get("/settings/letters?size=large")
    assert answer.status_code == 405 and "まだ行っていません" in answer.content.decode()
