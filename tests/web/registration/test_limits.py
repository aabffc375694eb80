"""A machine that registers one after the other is stopped; a person loses nothing by it."""

import os
import subprocess
import sys

import pytest
from django.test import Client

from enishi.physicians.models import Physician, RegistrationDraft


def filled(steps, **headers) -> Client:
    visitor = Client(headers=headers)
    for number in (1, 2, 3, 4):
        visitor.post(f"/register/{number}", steps[number])
    return visitor


def test_who_sends_too_many_is_asked_to_wait_and_keeps_what_was_typed(coordinator, steps, settings):
    settings.ACCOUNT_RATE_LIMITS = {"registration": "1/h/ip"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    here = {"x-forwarded-for": "192.0.2.1"}
    assert filled(steps, **here).post("/register/confirm").url == "/register/done"
    second = filled(steps, **here)
    assert second.post("/register/confirm").status_code == 429
    assert Physician.objects.count() == 1
    assert RegistrationDraft.objects.get(physician=None).data
    assert second.get("/register").url == "/register/confirm"
    elsewhere = filled(steps, **{"x-forwarded-for": "192.0.2.2"})
    assert elsewhere.post("/register/confirm").url == "/register/done", "behind one proxy, but somebody else"


@pytest.mark.parametrize(("plain", "proxies"), [("", "1"), ("1", "0")])
def test_in_production_visitors_behind_the_proxy_are_told_apart(plain, proxies):
    say = "from enishi.config import settings; print(settings.ALLAUTH_TRUSTED_PROXY_COUNT)"
    given = {
        **os.environ, "ENISHI_ENV": "production", "ENISHI_PLAIN_HTTP": plain, "DATABASE_URL": "postgresql://nobody@localhost/none",
        "ENISHI_SECRET_KEY": "x" * 60, "ENISHI_DATA_KEYS": "x" * 44, "ENISHI_HOSTS": "example.jp",
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", say], env=given, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == proxies, done.stderr[-500:]


def test_who_tries_out_codes_of_paper_forms_is_asked_to_wait(db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"paper_code": "2/h/ip"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    visitor = Client(headers={"x-forwarded-for": "192.0.2.9"})
    assert [visitor.get("/c/AAAA-AAAB").status_code for _ in range(3)] == [404, 404, 429]
    again = visitor.post("/c", {"code": "AAAA-AAAB"})
    assert again.status_code == 429 and "しばらく画面では" in again.content.decode().replace("<wbr>", "")


def test_who_tries_out_codes_of_complaints_is_asked_to_wait(db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"code": "2/h/ip"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    visitor = Client(headers={"x-forwarded-for": "192.0.2.9"})
    assert [visitor.get("/complaints/AAAA-AAAB").status_code for _ in range(3)] == [404, 404, 429]
