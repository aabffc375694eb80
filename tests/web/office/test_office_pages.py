"""The office's pages: ledgers, the audit log, people and their roles."""

from datetime import timedelta

from enishi.accounts.models import Membership, User
from enishi.accounts.roles import Role
from enishi.audit.models import Entry
from enishi.common.clock import today
from web.look.pages import words


def text_of(response):
    assert response.status_code == 200
    return words(response.content.decode())


def test_the_first_page_counts_what_the_books_hold(world):
    world.candidacy("working")
    world.candidacy("dialogue")
    world.candidacy("institution_asked")
    page = text_of(world.signed_in(world.office()).get("/ops"))
    for label, count in (("受け付けた求人", 3), ("受け付けた求職", 3), ("お名前を伝えた紹介", 2), ("採用", 1)):
        assert f"{label}{count}件" in page.replace(" ", ""), label


def test_a_ledger_page_shows_its_rows_and_writes_that_it_was_read(world):
    candidacy = world.candidacy("dialogue")
    office = world.office()
    page = text_of(world.signed_in(office).get("/ops/ledgers/seekers"))
    assert candidacy.physician.identity.full_name in page
    assert candidacy.opening.institution.name in page
    entry = Entry.objects.get(action="read:ledger_seekers")
    assert entry.actor_id == office.user_id and entry.level == 3


def test_a_period_narrows_the_ledger_and_a_wrong_one_is_explained(world):
    old = world.opening(confirmed_days_ago=20)
    new = world.opening()
    client = world.signed_in(world.office())
    week = today() - timedelta(days=7)
    page = text_of(client.get("/ops/ledgers/openings", {"start": week.isoformat(), "end": today().isoformat()}))
    assert new.number in page and old.number not in page
    page = text_of(client.get("/ops/ledgers/openings", {"start": today().isoformat(), "end": week.isoformat()}))
    assert "終わりの日は、始まりの日と同じか、後にしてください。" in page
    page = text_of(client.get("/ops/ledgers/openings", {"start": "いつか", "end": today().isoformat()}))
    assert old.number in page, "the fiscal year stands until the period can be read"


def test_a_page_number_out_of_range_or_nonsense_shows_a_page(world):
    world.opening()
    client = world.signed_in(world.office())
    for page in ("99", "-1", "x", ""):
        assert client.get("/ops/ledgers/openings", {"page": page}).status_code == 200


def test_the_audit_log_names_who_did_what_and_can_be_narrowed(world):
    candidacy = world.candidacy("dialogue")
    other = world.candidacy("dialogue")
    client = world.signed_in(world.office())
    page = text_of(client.get("/ops/audit", {"number": candidacy.number}))
    assert candidacy.number in page and other.number not in page
    assert "三浦 早苗" in page and "先生にご提案する（T2）" in page and "公開に同意する：お名前と経歴" not in page
    person = text_of(client.get("/ops/audit", {"number": candidacy.physician.number}))
    assert "公開に同意する：お名前と経歴" in person and "医師 " + candidacy.physician.number in person


def test_the_administrator_gives_a_role_and_ends_it(world):
    admin = world.admin()
    client = world.signed_in(admin)
    given = {"email": "Sato@Staff.example.jp", "name": "佐藤 見本", "role": Role.DESK.value, "organisation": ""}
    assert client.post("/ops/users", given).status_code == 302
    held = Membership.objects.get(user__email__iexact="sato@staff.example.jp")
    assert held.role == Role.DESK
    assert Entry.objects.filter(action="grant_role", actor_id=admin.user_id).exists()
    assert client.post(f"/ops/users/roles/{held.pk}/end").status_code == 302
    held.refresh_from_db()
    assert held.ended_at is not None
    assert world_is_closed_to(world, held.user)


def world_is_closed_to(world, user):
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.get("/desk").status_code == 403


def test_a_role_and_its_organisation_must_fit(world):
    client = world.signed_in(world.admin())
    hospital = world.institution()
    wrong = {"email": "x@staff.example.jp", "name": "見本", "role": Role.INSTITUTION_STAFF.value, "organisation": ""}
    assert "組織をお選びください" in text_of(client.post("/ops/users", wrong))
    wrong |= {"role": Role.DESK.value, "organisation": hospital.organisation_id}
    assert "組織はいりません" in text_of(client.post("/ops/users", wrong))
    assert not User.objects.filter(email="x@staff.example.jp").exists()


def test_nobody_becomes_a_physician_by_the_administrators_hand(world):
    client = world.signed_in(world.admin())
    given = {"email": "x@mail.example.jp", "name": "見本", "role": Role.PHYSICIAN.value, "organisation": ""}
    assert client.post("/ops/users", given).status_code == 200
    assert not User.objects.filter(email="x@mail.example.jp").exists()


def test_the_last_administrator_cannot_lock_himself_out(world):
    admin = world.admin()
    held = Membership.objects.get(user_id=admin.user_id)
    page = text_of(world.signed_in(admin).post(f"/ops/users/roles/{held.pk}/end", follow=True))
    held.refresh_from_db()
    assert held.ended_at is None and "ご自分では終えられません" in page


def test_staff_without_a_second_factor_are_led_to_set_one_up(world):
    response = world.signed_in(world.office(), second_factor=False).get("/ops")
    assert response.status_code == 302 and response.headers["Location"] == "/accounts/2fa/"
