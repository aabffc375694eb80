"""The statutory explanations on paper, with a receipt to sign and send back (職業安定法施行規則24条の5第2項)."""

from django.conf import settings

from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western
from enishi.common.profile import load_profile
from enishi.institutions.models import Institution
from enishi.office.explanations import audience_of, words_now
from enishi.physicians.models import Physician


def explanation_paper(of: Physician | Institution) -> bytes:
    """A4; the name is left to be written by hand, so the paper holds the number alone."""
    profile = load_profile(settings.PROFILE)
    items = words_now(audience_of(of))
    return pdf(
        "office/typst/explanation.typ",
        {
            "title": "職業紹介についての明示事項",
            "sender": profile.name,
            "number": of.number,
            "printed": western(today()),
            "items": [[item.heading, item.law, list(item.lines)] for item in items],
            "phone": profile.phone_with_hours,
        },
    )
