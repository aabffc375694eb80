"""Stories ready to be shown, for tests of outreach."""

import io
import uuid
from datetime import timedelta
from typing import Any

from PIL import Image

from enishi.accounts.roles import Role
from enishi.common.clock import today
from enishi.common.uploads import CleanFile
from enishi.outreach.models import Story
from enishi.outreach.stories import approve_story, ask_story_approval, record_consent, write_story
from factories.world import World

WORDS = {
    "title": "木曜日は海の町へ", "way": "週に1日", "way_words": "決まった曜日だけ通います。", "who": "循環器内科・60代",
    "work": "週1日", "body": "はじめは様子を見るつもりでした。\n\nいまは木曜が楽しみです。", "hard": "電子カルテに慣れるまで2か月。", "after": "", "alt": "",
}  # fmt: skip


def photo(*, exif: bool = False) -> CleanFile:
    """A small JPEG as it comes out of the cleaning."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (40, 120, 90)).save(out, "JPEG")
    return CleanFile("image/jpeg", out.getvalue())


def story_in(world: World, state: str = "shown", *, words: dict[str, str] | None = None, **consent: Any) -> Story:
    """A story in a state: draft, agreed, asked or shown. The writer is a new person of outreach, the approver another."""
    picture = consent.pop("picture", None)
    writer = world.outreach()
    story = write_story(teller="doctor", words=WORDS | (words or {}), picture=picture, key=uuid.uuid4(), by=writer)
    version = story.versions.get()
    if state == "draft":
        return story
    given = {
        "name": "見本 海子", "facts": [], "how": "signed", "agreed_on": today(), "until": today() + timedelta(days=300),
        "key": uuid.uuid4(), **consent,
    }  # fmt: skip
    record_consent(version=version, by=writer, **given)
    if state in ("asked", "shown"):
        ask_story_approval(version=version, by=writer)
    if state == "shown":
        approve_story(version=version, seen_fingerprint=version.fingerprint, by=world.staff(Role.COMPLIANCE))
    return story
