"""These stories render pages without a sign-in: the session lives in a signed cookie, an unknown template name fails."""

import copy
from pathlib import Path

import pytest
from django.test import Client

UNDEFINED = "UNDEFINED:%s:"


@pytest.fixture(autouse=True)
def look_pages(settings):
    settings.ROOT_URLCONF = "web.look.urls"
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.PROFILE = "sample"
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], Path(__file__).with_name("templates")]
    templates[0]["OPTIONS"]["string_if_invalid"] = UNDEFINED
    settings.TEMPLATES = templates
    settings.ACCOUNT_FORMS = {"request_login_code": "enishi.web.components.sign_in.MailCodeRequest"}


@pytest.fixture
def visitor(db: None) -> Client:
    return Client()
