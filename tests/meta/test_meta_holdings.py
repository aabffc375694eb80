"""Nothing kept of a physician is forgotten: every model that leads to one is handed out, or says why not; so with erasure."""

from functools import lru_cache

import pytest
from django.apps import apps
from django.db import models

from enishi.common.holdings import holdings
from enishi.physicians.models import Physician

BY_ACCOUNT = {"user", "recipient"}
"""Fields that say whose account it is; all others of that kind (actor, author, owner …) name who did something."""


@lru_cache(maxsize=1)
def of_physicians():
    """Models from which a chain of foreign keys leads to a physician, and those that hang on the person's account."""
    every = [m for m in apps.get_models() if m.__module__.startswith(("enishi.", "allauth."))]
    found = {Physician}
    grown = True
    while grown:
        more = {
            model
            for model in every
            if any(isinstance(f, models.ForeignKey) and f.related_model in found for f in model._meta.concrete_fields)
        }
        grown = not more <= found
        found |= more
    user = Physician._meta.get_field("user").related_model
    found |= {
        model
        for model in every
        if any(f.related_model is user and f.name in BY_ACCOUNT for f in model._meta.concrete_fields if f.is_relation)
    }
    return found | {user}


def test_every_model_that_leads_to_a_physician_is_named_in_a_module_holdings():
    named = {holding.model for holding in holdings()}
    missing = sorted(model._meta.label for model in of_physicians() - named - ELSEWHERE)
    assert not missing, f"name them in holdings.py of their app, see enishi.common.holdings: {missing}"


ELSEWHERE = {apps.get_model("account", "EmailAddress"), apps.get_model("account", "EmailConfirmation")}
"""Tables of allauth that stay empty here: the address stands in the user alone (ACCOUNT_EMAIL_VERIFICATION = none)."""


@pytest.mark.parametrize("holding", holdings(), ids=lambda h: h.model._meta.label)
def test_what_is_held_is_handed_out_and_erased_or_says_why_not(holding):
    assert (holding.export is None) == bool(holding.not_exported)
    assert (holding.erase is None) == bool(holding.not_erased)
    assert holding.title and not holding.title.isascii()
    english = [name for name, words in holding.labels.items() if words.isascii()]
    assert not english or holding.export is None, english
