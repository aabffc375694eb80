"""Under the profile of the real network nothing of the sample's operator is read anywhere: pages, papers, feeds, files and mails."""

import io
import re
import zipfile
from dataclasses import fields, is_dataclass

import pypdf
import pytest
from django.db import transaction
from django.test import Client

from enishi.accounts.roles import Role
from enishi.common.profile import NOT_SET, Profile, load_profile
from enishi.notices.models import Notice
from enishi.notices.rendering import letter_pdf, mail_text
from enishi.notices.ways import Way
from meta.addresses import VISITOR, addresses, table
from meta.tour import FEW, some
from meta.town import Town

FICTIONAL_TOO = {"postcode", "responsible", "reply_within"}
"""What people and places of the tests have in common with the sample's operator, and a promise that stands with complaints by itself."""


def words_of(value):
    """Every text in a field of a profile: in tuples and tables too."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [word for one in value for word in words_of(one)]
    return [w for f in fields(value) for w in words_of(getattr(value, f.name))] if is_dataclass(value) else []


def words_of_the_sample_alone():
    sample, network = load_profile("sample"), load_profile("md2")
    known = "\n".join(words_of(network))
    told = [w for f in fields(Profile) if f.name not in FICTIONAL_TOO for w in words_of(getattr(sample, f.name))]
    return {w for w in told if len(w) >= 5 and not re.fullmatch("[a-z_]+", w) and w not in known}


def text_of(data):
    """Whatever can be read in a file, a folder of files too."""
    if data.startswith(b"%PDF-"):
        return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(text_of(archive.read(inner)) for inner in archive.namelist())
    return data.decode("utf-8", "replace")


def read_by(role, town):
    """(path, text) of all that this role may open and that is its own, a few of each address."""
    client = Client() if role == VISITOR else town.world.signed_in(town.people[role])
    objects = town.objects(role)
    for address in addresses():
        entry = table()[address.name]
        mine = entry.rule.public if role == VISITOR else role in entry.open_to
        if not mine or "GET" not in entry.methods:
            continue
        for values in some(objects.own[entry.about], FEW, address.name) if entry.about else [()]:
            path = address.path(*values)
            with transaction.atomic():
                answer = client.get(path)
                data = b"".join(answer.streaming_content) if answer.streaming else answer.content
                transaction.set_rollback(True)
            if answer.status_code == 200:
                yield path, text_of(data)


@pytest.mark.django_db
def test_nothing_of_the_sample_is_read_on_the_site_of_the_real_network(settings):
    settings.PROFILE = "md2"
    words, network = words_of_the_sample_alone(), load_profile("md2")
    assert {"見本医師会", "03-0000-0000", "soudan@example.jp", "医師と地域を結ぶ連絡協議会（見本）"} <= words
    town = Town()
    seen = {role: dict(read_by(role, town)) for role in (VISITOR, Role.SOCIETY)}
    found = [
        (str(role), path, w) for role, pages in seen.items() for path, text in pages.items() for w in words if w in text
    ]
    assert found == []
    assert [path for path, text in seen[VISITOR].items() if NOT_SET in text or "None" in text] == []
    assert len(seen[VISITOR]) > 80 and len(seen[Role.SOCIETY]) > 10
    whole = [
        "/about",
        "/press/press.zip",
        "/legal/placement",
        *(p for p in seen[Role.SOCIETY] if p.endswith("kit.zip")),
    ]
    for path in whole:
        assert network.name in (seen[VISITOR] | seen[Role.SOCIETY])[path], path
    for notice in Notice.objects.all():
        mail = mail_text([notice], Way())
        paper = text_of(letter_pdf([notice], Way(), postcode="", address="", plain_envelope=False))
        assert [w for w in words if w in mail + paper] == [] and network.name.replace(" ", "") in mail.replace("\n", "")
