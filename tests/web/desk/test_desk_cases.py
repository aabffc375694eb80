"""The pages of the case conference, from planning to the next action; without names unless somebody asks."""

import uuid

from enishi.audit.models import Entry
from enishi.common.clock import today
from enishi.desk.conference_models import Conference, ConferenceCase
from enishi.desk.models import NextAction
from meta.acts_cases import put


def test_a_case_is_put_on_the_list_decided_and_the_meeting_held(world):
    miura = world.signed_in(world.ms_miura)
    talk = world.candidacy("dialogue")
    made = miura.post("/desk/cases", {"key": str(uuid.uuid4()), "on": today().isoformat(), "place": ""})
    here = made.url
    missing = miura.post(f"{here}/put", {"number": "C-2020-0001", "question": "どう進めるか"}).content.decode()
    assert "見つかりません" in missing and "どう進めるか" in missing
    miura.post(f"{here}/put", {"number": f" {talk.number.lower()} ", "question": "どう進めるか"})
    case = ConferenceCase.objects.get()
    page = miura.get(f"{here}?case={case.pk}").content.decode()
    assert talk.physician.identity.family_name not in page and "決めたことを記録する" in page
    words = {
        "seen": 0,
        "decided": "案内を渡す",
        "words": "案内を渡す",
        "due": today().isoformat(),
        "owner": world.ms_miura.user_id,
    }
    assert "お選びください" in miura.post(f"{here}/{case.pk}/decide", words | {"owner": ""}).content.decode()
    miura.post(f"{here}/{case.pk}/decide", words)
    assert NextAction.objects.get(candidacy=talk, done_at=None).words == "案内を渡す"
    miura.post(f"{here}/held", {"attended": [world.ms_miura.user_id]})
    assert Conference.objects.get().held_at
    assert miura.get(f"{here}/sheet.pdf").content.startswith(b"%PDF")


def test_names_are_shown_when_asked_for_and_that_is_logged(world):
    case = put(world)
    reader = world.coordinator()
    here, name = f"/desk/cases/{case.conference.number}", case.candidacy.physician.identity.family_name
    read = Entry.objects.filter(actor=reader.user_id, action="read:identity")
    client = world.signed_in(reader)
    assert name not in client.get(here).content.decode() and not read.exists()
    assert name in client.get(f"{here}?named=1").content.decode() and read.exists()
