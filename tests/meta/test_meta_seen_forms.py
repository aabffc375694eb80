"""A form of the desk that shows what is stored, to be written over, knows what it showed (`web.desk.seen`)."""

import importlib
import pkgutil

import pytest

from enishi.web import desk
from enishi.web.components.forms import EnishiForm
from enishi.web.desk.anonymous import DeskDetailForm
from enishi.web.desk.contact_forms import AssignForm, FamilyAnswerForm
from enishi.web.desk.seen import SeenForm
from enishi.web.desk.terms_forms import ProposalForm, TermsForm

BY_NAME = [AssignForm, DeskDetailForm, FamilyAnswerForm, ProposalForm, TermsForm]
"""Forms that fill themselves in by other means than a classmethod `of`."""


def forms_that_show_what_is_stored():
    modules = [
        importlib.import_module(f"enishi.web.desk.{found.name}") for found in pkgutil.iter_modules(desk.__path__)
    ]
    every = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    of_the_desk = {
        one for one in every if issubclass(one, EnishiForm) and one.__module__.startswith("enishi.web.desk.")
    }
    return sorted({*BY_NAME, *(one for one in of_the_desk if hasattr(one, "of"))}, key=lambda one: one.__name__)


@pytest.mark.parametrize("form", forms_that_show_what_is_stored(), ids=lambda form: form.__name__)
def test_nobody_overwrites_in_silence_what_a_colleague_saved(form):
    assert issubclass(form, SeenForm)
