"""The page on which an institution first reads of a physician, drawn for generated worlds: nothing of a higher level is ever on it."""

from dataclasses import fields

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enishi.candidacies import actions
from enishi.candidacies.fact_levels import may_be_read
from enishi.candidacies.models import Candidacy
from enishi.common.workflow import Party
from enishi.engine.columns import Physicians, Posts
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.models import Identity

FACTS = st.sampled_from([
    *(f"physician.{f.name}" for f in fields(Physicians)), *(f"opening.{f.name}" for f in fields(Posts)),
    "pair.minutes", "pair.minutes_within", "pair.hours_spare", "pair.slots_met", "pair.wishes_met", "unheard.of",
])  # fmt: skip
ROW = st.dictionaries(FACTS, st.integers(0, 9), max_size=2)
SENTENCES = st.lists(ROW, max_size=6)
SECRET = st.text("隠秘匿鍵伏", min_size=5, max_size=8)
SECRETS = (
    "family_name",
    "given_name",
    "family_kana",
    "employer",
    "address",
    "career",
    "phone",
    "mail",
    "licence_number",
)


@pytest.fixture
def pair(world):
    house = world.institution()
    physician = world.physician(works_at="北十字総合病院")
    opening = world.opening(house)
    return physician, opening, world.signed_in(world.actor(house)), world.ms_miura, world.actor(physician)


@given(
    reasons=st.lists(ROW, min_size=1, max_size=6),
    unmet=SENTENCES,
    level=st.sampled_from([DisclosureLevel.L1, DisclosureLevel.L2, DisclosureLevel.L3]),
    secrets=st.lists(SECRET, min_size=len(SECRETS), max_size=len(SECRETS), unique=True),
)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_before_its_yes_an_institution_reads_no_sentence_and_no_word_that_level_1_hides(
    pair, reasons, unmet, level, secrets
):
    physician, opening, house, coordinator, doctor = pair
    told = {
        "physician": [{"text": "先生だけへの一文。", "facts": {}}],
        "institution": [{"text": f"長所その{n}。", "facts": facts} for n, facts in enumerate(reasons, start=1)],
        "unmet": [
            {"text": f"短所その{n}。", "question": f"お尋ねその{n}。", "ask": Party.INSTITUTION, "facts": facts}
            for n, facts in enumerate(unmet, start=1)
        ],
        "smallest_change": "ひみつの一言。",
    }
    with transaction.atomic():
        identity = Identity.objects.get(physician=physician)
        for name, secret in zip(SECRETS, secrets, strict=True):
            setattr(identity, name, secret)
        identity.save()
        talk = actions.suggest(physician=physician, opening=opening, by=coordinator, reasons=told)
        for act in (
            lambda talk: actions.propose(candidacy=talk, by=coordinator),
            lambda talk: actions.accept_proposal(candidacy=talk, by=doctor, level=level),
            lambda talk: actions.pass_on(candidacy=talk, by=coordinator),
        ):
            act(Candidacy.objects.get(pk=talk.pk))
        page = house.get(f"/inst/talks/{talk.number}").content.decode()
        transaction.set_rollback(True)
    assert "なぜ" in page or not any(may_be_read(facts, DisclosureLevel.L1) for facts in reasons)
    for n, facts in enumerate(reasons, start=1):
        assert (f"長所その{n}。" in page) == may_be_read(facts, DisclosureLevel.L1)
    for n, facts in enumerate(unmet, start=1):
        assert (f"お尋ねその{n}。" in page) == may_be_read(facts, DisclosureLevel.L1)
        assert f"短所その{n}。" not in page
    assert "ひみつの一言" not in page and "先生だけへの一文" not in page and "北十字" not in page
    assert not [name for name, secret in zip(SECRETS, secrets, strict=True) if secret in page]
