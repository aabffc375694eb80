"""The pages of a development machine: nowhere else, and only from the machine itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import include, path

from enishi.accounts.actions import grant_role
from enishi.accounts.roles import Role
from enishi.common.actor import SYSTEM
from web.look.pages import words

SRC = Path(__file__).resolve().parents[3] / "src"
urlpatterns = [path("dev/", include("enishi.web.dev.urls")), path("", include("enishi.config.urls"))]


@pytest.fixture
def development(settings):
    settings.ROOT_URLCONF, settings.DEV_PAGES = __name__, True


@pytest.fixture
def demo_person(db):
    return grant_role(email="miura@demo.example", name="三浦 早苗", role=Role.COORDINATOR, by=SYSTEM)[0]


def test_outside_development_there_is_no_such_address(db, demo_person):
    assert Client().get("/dev/").status_code == 404
    assert Client().post(f"/dev/sign-in/{demo_person.pk}").status_code == 404


@pytest.mark.parametrize("environment", ["production", "test"])
def test_the_settings_of_production_do_not_know_these_pages(environment, tmp_path):
    code = "import django; django.setup(); from django.urls import resolve; resolve('/dev/')"
    env = {
        "ENISHI_ENV": environment, "ENISHI_STATE": str(tmp_path), "PYTHONPATH": str(SRC), "PATH": "/usr/bin:/bin",
        "DJANGO_SETTINGS_MODULE": "enishi.config.settings", "ENISHI_SECRET_KEY": "x" * 50, "ENISHI_HOSTS": "a.example",
        "ENISHI_DATA_KEYS": "kZ2U8b2f0o1cYh4r9d1mVnqkq9QkZ0m1o2p3q4r5s6s=", "DEV_PAGES": "1",
    }  # fmt: skip
    env |= {name: there for name in ("PYTHONPYCACHEPREFIX",) if (there := os.environ.get(name))}  # else compiled anew
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode != 0 and "Resolver404" in done.stderr, done.stderr


def test_one_press_signs_a_demo_person_in_second_factor_included(development, demo_person):
    browser = Client()
    page = words(browser.get("/dev/").content.decode())
    assert "三浦 早苗" in page and "コーディネーター" in page
    assert browser.post(f"/dev/sign-in/{demo_person.pk}").headers["Location"] == "/home"
    assert browser.get("/desk").status_code == 200


def test_opening_the_address_signs_nobody_in(development, demo_person):
    browser = Client()
    assert browser.get(f"/dev/sign-in/{demo_person.pk}").status_code == 405
    assert "_auth_user_id" not in browser.session


def test_who_is_no_demo_person_cannot_be_signed_in_so(development, world):
    user = world.user(world.physician())
    assert Client().post(f"/dev/sign-in/{user.pk}").status_code == 404


@pytest.mark.parametrize("extra", [{"REMOTE_ADDR": "203.0.113.9"}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}])
def test_another_machine_finds_nothing(development, demo_person, extra):
    assert Client().get("/dev/", **extra).status_code == 404
    assert Client().post(f"/dev/sign-in/{demo_person.pk}", **extra).status_code == 404


def test_the_mails_that_were_queued_can_be_read(development, world):
    candidacy = world.candidacy("physician_asked")
    (notice,) = [n for n in world.messages(candidacy.physician) if n.kind == "E11"]
    browser = Client()
    assert notice.subject in words(browser.get("/dev/mail").content.decode())
    assert "お返事の前に" in words(browser.get(f"/dev/mail/{notice.pk}").content.decode())
