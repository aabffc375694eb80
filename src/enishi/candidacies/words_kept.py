"""The words of talks and what they are emptied to, for a person who leaves and for a talk whose time is over alike."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from enishi.audit.erasure import erasing
from enishi.candidacies import models as talks
from enishi.candidacies.models import Candidacy, Placement

ERASED = "（消去しました）"
SAID = {"text": ERASED, "confirmer": ""}

WORDS: Mapping[type[models.Model], tuple[str, dict[str, Any]]] = {
    talks.Question: ("candidacy", {"text": ERASED}),
    talks.Answer: ("question__candidacy", SAID),
    talks.Message: ("candidacy", SAID),
    talks.Clause: ("candidacy", {"text": ERASED}),
    talks.Attachment: ("candidacy", {"title": "", "body": b""}),
    talks.Proposal: (
        "candidacy",
        {
            "opening_words": "",
            "reasons_physician": [],
            "reasons_institution": [],
            "unmet": [],
            "smallest_change": "",
        },
    ),
    talks.Introduction: ("candidacy", {"reasons": [], "questions": [], "smallest_change": ""}),
    talks.AgreementVersion: ("candidacy", {"content": {"terms": [], "clauses": []}}),
    talks.TrackRecord: ("step__version__candidacy", {"note": ""}),
    talks.CandidacyTransition: ("candidacy", {"reason": ""}),
}
"""Model → the way to its talk, the emptied columns."""

DIALOGUE = (talks.Question, talks.Message, talks.Attachment)
"""意見交換: what the period of `dialogue_retention_years` is about."""

GONE = (talks.HeldMessage, talks.PrivateNote, talks.Inquiry)
"""Rows that go whole."""


def due_for_forgetting(before: date) -> QuerySet[Candidacy]:
    """Talks that ended before that day without an employment and whose dialogue still stands in words.

    Those that came to an employment stay as long as its ledger (see `holdings`). Emptied talks are listed too: whether
    one was emptied, the record of the nightly runs says.
    """
    stands = Q()
    for model in (*DIALOGUE, *GONE):
        path = WORDS[model][0] if model in WORDS else "candidacy"
        stands |= Exists(model._base_manager.filter(**{path: OuterRef("pk")}))
    ended = Candidacy.objects.ended().filter(state_since__date__lt=before)
    return ended.exclude(Exists(Placement.objects.filter(candidacy=OuterRef("pk")))).filter(stands)


def forget_dialogue(candidacy: Candidacy) -> int:
    """Empties the words of one talk, in the caller's transaction; returns rows."""
    with erasing():
        number = 0
        for model, (path, words) in WORDS.items():
            number += int(model._base_manager.filter(**{path: candidacy}).update(**words))
        for model in GONE:
            number += int(model._base_manager.filter(candidacy=candidacy).delete()[0])
    return number
