"""A list of openings inside the page of a society: signed, framed by one origin alone, without a script."""

import pytest

from enishi.outreach import embeds
from enishi.outreach.embed_rules import OriginProblem, origin_of
from enishi.outreach.models import EmbedSite
from meta.acts_newsletter import embed_in
from web.institution.clinic import text_of


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://www.example.or.jp/recruit?x=1", "https://www.example.or.jp"),
        ("ｗｗｗ.example.or.jp", "https://www.example.or.jp"),
        ("https://EXAMPLE.or.jp:8443/a", "https://example.or.jp:8443"),
        ("https://医師会.example.jp/", "https://xn--6oqw63g34c.example.jp"),
    ],
)
def test_a_page_is_known_by_its_origin(typed, origin):
    if "医師会" in typed:
        assert origin_of(typed).startswith("https://xn--")
    else:
        assert origin_of(typed) == origin


@pytest.mark.parametrize(
    "typed",
    ["http://www.example.or.jp", "https://10.0.0.1/", "https://localhost", "javascript:alert(1)", "https://a b.jp", "https://*.jp; script-src *",
     "https://user@example.jp", "", "https://[::1]/", "https://x.jp:99999"],
)  # fmt: skip
def test_what_is_no_public_page_is_refused(typed):
    with pytest.raises(OriginProblem):
        origin_of(typed)


def test_only_the_registered_origin_may_frame_it_and_nothing_runs_in_it(world, client):
    opening = world.opening()
    site = embed_in(world)
    answer = client.get(f"/embed/{site.number}/{embeds.signature(site)}")
    html, policy = answer.content.decode(), answer["Content-Security-Policy"]
    assert f"/openings/{opening.number}" in html and "<script" not in html and "csrf" not in html
    assert "frame-ancestors https://www.example.or.jp" in policy and "script-src 'none'" in policy
    assert "X-Frame-Options" not in answer and not answer.cookies
    assert len(answer.content) < 30_000


def test_a_wrong_an_old_and_an_ended_address_lead_nowhere(world, client):
    world.opening()
    site, by = embed_in(world), world.outreach()
    old = f"/embed/{site.number}/{embeds.signature(site)}"
    assert client.get(old).status_code == 200
    assert client.get(f"/embed/{site.number}/{'0' * embeds.LENGTH}").status_code == 404
    for _ in range(2):
        site = embeds.renew_embed(site=site, seen=1, by=by)
    assert site.turn == 2 and client.get(old).status_code == 404
    new = f"/embed/{site.number}/{embeds.signature(site)}"
    assert client.get(new).status_code == 200
    embeds.revoke_embed(site=site, by=by)
    assert client.get(new).status_code == 404


def test_the_office_registers_hands_over_and_ends(world, client):
    opening = world.opening()
    office = world.signed_in(world.outreach())
    sent = {"name": "見本町", "page": "http://www.example.or.jp", "most": "5"}
    assert "https:// で始まる" in text_of(office.post("/ops/embeds", sent))
    page = office.post("/ops/embeds", sent | {"page": "https://www.example.or.jp/x"})["Location"]
    shown = office.get(page).content.decode()
    assert "&lt;iframe" in shown and opening.number in shown and "sandbox" in shown
    office.post(f"{page}/revoke")
    assert EmbedSite.objects.get().revoked_at is not None
    for who in (world.physician(), world.coordinator()):
        assert world.signed_in(who).get(page).status_code == 403
    assert client.get("/ops/embeds")["Location"].startswith("/login")
