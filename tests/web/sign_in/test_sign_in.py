"""Signing in: by a link, by a code, with a second factor, under one of several roles."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from enishi.accounts.actions import SHELL_LINK_LIFE, end_membership, grant_role, make_sign_in_link
from enishi.accounts.models import Membership, SignInLink
from enishi.accounts.roles import Role
from enishi.audit.models import Entry
from enishi.common.actor import SYSTEM
from enishi.common.clock import ago
from enishi.notices.models import Notice
from web.look.pages import words


def link_for(world, who, **how):
    return make_sign_in_link(user=world.user(who), made_by="shell", life=SHELL_LINK_LIFE, **how)


def signed_in(client):
    return "_auth_user_id" in client.session


def test_opening_a_link_signs_nobody_in_pressing_the_button_does(world):
    path, browser = link_for(world, world.physician()), Client()
    for _ in range(3):  # mail scanners open every link
        assert browser.get(path).status_code == 200
    browser.head(path)
    assert not signed_in(browser) and SignInLink.objects.get().used_at is None
    response = browser.post(path, follow=True)
    assert signed_in(browser) and response.redirect_chain[-1][0] == "/my"


def test_a_link_works_once(world):
    path, first, second = link_for(world, world.physician()), Client(), Client()
    first.post(path)
    assert second.post(path).status_code == 410 and not signed_in(second)
    assert second.get(path).status_code == 410


def test_a_link_that_is_too_old_says_so_and_shows_the_way(world):
    physician = world.physician()
    with ago(SHELL_LINK_LIFE + timedelta(minutes=1)):
        path = link_for(world, physician)
    browser = Client()
    response = browser.post(path)
    assert response.status_code == 410 and not signed_in(browser)
    assert "/login" in response.content.decode()


def test_the_token_is_stored_nowhere_and_the_making_and_the_use_are_audited(world):
    path = link_for(world, world.physician())
    token = path.rpartition("/")[2]
    assert token not in SignInLink.objects.get().digest
    Client().post(path)
    assert set(Entry.objects.filter(action__endswith="sign_in_link").values_list("action", flat=True)) == {
        "make_sign_in_link",
        "use_sign_in_link",
    }


def test_a_link_leads_to_the_page_it_was_made_for(world):
    candidacy = world.candidacy("physician_asked")
    path = link_for(world, candidacy.physician, next_path=f"/my/proposals/{candidacy.number}")
    assert Client().post(path).headers["Location"] == f"/my/proposals/{candidacy.number}"


def test_a_link_of_staff_still_asks_for_the_second_factor(world):
    coordinator = world.coordinator()
    world.signed_in(coordinator)  # sets up an authenticator
    assert Authenticator.objects.filter(user_id=coordinator.user_id).exists()
    browser = Client()
    response = browser.post(link_for(world, coordinator))
    assert response.headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert not signed_in(browser)
    assert browser.get("/desk").headers["Location"].startswith("/login")


def test_a_code_comes_by_mail_and_opens_the_page_one_wanted(world):
    physician = world.physician()
    browser = Client()
    assert browser.get("/my/privacy").headers["Location"] == "/login?next=%2Fmy%2Fprivacy"
    response = browser.post("/login?next=/my/privacy", {"email": physician.user.email, "next": "/my/privacy"})
    assert response.status_code == 302
    notice = Notice.objects.get(kind="E01")
    code = notice.body.split("確認番号は ")[1][:6]
    wide = code.translate({ord(str(d)): ord("０") + d for d in range(10)})  # full-width digits are digits
    response = browser.post(response.headers["Location"], {"code": wide})
    assert signed_in(browser) and response.headers["Location"] == "/my/privacy"


def test_a_wrong_code_signs_nobody_in(world):
    physician, browser = world.physician(), Client()
    response = browser.post("/login", {"email": physician.user.email})
    code = Notice.objects.get(kind="E01").body.split("確認番号は ")[1][:6]
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    page = browser.post(response.headers["Location"], {"code": wrong})
    assert not signed_in(browser) and page.status_code == 200


def test_an_address_nobody_has_looks_like_any_other_and_gets_no_mail(world):
    known = Client().post("/login", {"email": world.physician().user.email})
    sent = Notice.objects.filter(kind="E01").count()
    unknown = Client().post("/login", {"email": "nobody@mail.example.jp"})
    assert (unknown.status_code, unknown.headers["Location"]) == (known.status_code, known.headers["Location"])
    assert Notice.objects.filter(kind="E01").count() == sent


@pytest.mark.parametrize(
    ("role", "home"),
    [
        (Role.COORDINATOR, "/desk"), (Role.DESK, "/desk"), (Role.SUPERVISOR, "/desk"), (Role.COMPLIANCE, "/ops"),
        (Role.ADMIN, "/ops/users"), (Role.OUTREACH, "/ops/campaigns"), (Role.RESEARCHER, "/research"),
    ],
)  # fmt: skip
def test_home_is_the_first_page_of_the_role_and_opens(world, role, home):
    client = world.signed_in(world.staff(role))
    response = client.get("/home")
    assert response.headers["Location"] == home
    assert client.get(home).status_code == 200


def test_home_of_physicians_institutions_and_societies(world):
    for who, home in (
        (world.physician(), "/my"),
        (world.institution(), "/inst"),
        (world.society_member("見本学会"), "/society"),
    ):
        assert world.signed_in(who).get("/home").headers["Location"] == home


def test_someone_with_two_roles_chooses_and_acts_under_one(world):
    hospital = world.institution()
    member = world.member(hospital, email="two@hospital.example.jp")
    grant_role(
        email="two@hospital.example.jp",
        name="",
        role=Role.INSTITUTION_APPROVER,
        by=SYSTEM,
        organisation=hospital.organisation,
    )
    browser = world.signed_in(member)
    page = words(browser.get("/home/choose").content.decode())
    assert "医療機関（担当）" in page and "承認" in page
    chosen = Membership.objects.get(user_id=member.user_id, role=Role.INSTITUTION_APPROVER)
    assert browser.post("/home/choose", {"membership": chosen.pk}).headers["Location"] == "/home"
    assert browser.get("/inst/openings/new").status_code == 403  # an approver does not write openings


def test_nobody_chooses_a_role_of_somebody_else(world):
    other = Membership.objects.get(user_id=world.admin().user_id)
    browser = world.signed_in(world.physician())
    assert browser.post("/home/choose", {"membership": other.pk}).headers["Location"] == "/home/choose"
    assert browser.get("/ops/users").status_code == 403


def test_a_role_that_was_ended_opens_nothing_from_that_moment(world):
    desk = world.desk()
    browser = world.signed_in(desk)
    assert browser.get("/desk").status_code == 200
    end_membership(membership=Membership.objects.get(user_id=desk.user_id), by=SYSTEM)
    assert browser.get("/desk").status_code == 403
    response = browser.get("/home")
    assert response.status_code == 403 and "役割がまだ決まっていません" in words(response.content.decode())


def test_signing_out_needs_a_press_too(world):
    browser = world.signed_in(world.physician())
    browser.get("/accounts/logout/")
    assert signed_in(browser)
    browser.post("/accounts/logout/")
    assert not signed_in(browser)


def test_no_password_and_no_open_sign_up_exist(db):
    for path in (
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/password/change/",
        "/accounts/email/",
        "/admin/",
    ):
        assert Client().get(path).status_code == 404
