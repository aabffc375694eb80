"""Set the stage of the kill tests in a database of its own; run as a program, prints what the test needs as JSON.

One physician, one published opening, one candidacy kept at the desk, and the people who will act, all with addresses that
the development sign-in accepts.
"""

import json
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parents[1]))
django.setup()

from enishi.accounts.models import User  # noqa: E402
from enishi.areas.load import load_reference  # noqa: E402
from enishi.outreach.actions import add_society, open_campaign  # noqa: E402
from enishi.physicians.consent_texts import load_consent_texts  # noqa: E402
from factories.world import World  # noqa: E402


def main() -> None:
    load_reference()
    load_consent_texts()
    world = World()
    world.supervisor()
    opening = world.opening()
    member, approver = world.member(opening.institution), world.approver(opening.institution)
    candidacy = world.candidacy(state="suggested", opening=opening)
    ids = {
        "coordinator": candidacy.owner_id,
        "physician": candidacy.physician.user_id,
        "member": member.user_id,
        "approver": approver.user_id,
    }
    for pk in ids.values():
        User.objects.filter(pk=pk).update(email=f"kill{pk}@demo.example")
    society = add_society(name="日本こもれび学会", by=world.ms_miura)
    open_campaign(society=society, code="jams_1", occasion="会報", by=world.ms_miura)
    print(json.dumps({"people": ids, "number": candidacy.number, "link": "jams_1"}))


main()
