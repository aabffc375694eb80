"""The follow-up waves as a panel that goes on: what physicians say after 3 days, 1, 3, 6 and 12 months and when they have left.

The questions are `aftercare.waves`, the answers the check-ins of those with the consent for research, up to the end of the month
before, so that no single answer moves a figure on the day it comes. Counted and kept safe as every survey is (`results.figure`).
"""

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache

import numpy as np
from django.utils import timezone

from enishi.aftercare.enums import CheckKind
from enishi.aftercare.models import CheckIn
from enishi.aftercare.waves import wave_for
from enishi.common.workflow import Party
from enishi.engine.bands import FEWEST
from enishi.physicians.enums import ConsentKind
from enishi.physicians.models import Consent
from enishi.surveys.files import HEAD, csv_file, variables
from enishi.surveys.results import Answered, Figure, figure


def wave_answers(kind: CheckKind, before: date) -> list[Answered]:
    """Of physicians with the consent for research, answered before the first of this month."""
    end = timezone.make_aware(datetime.combine(before.replace(day=1), time.min))
    agreed = Consent.objects.filter(text__kind=ConsentKind.RESEARCH, withdrawn_at=None).values("physician")
    rows = CheckIn.objects.filter(
        side=Party.PHYSICIAN, kind=kind, answered_at__lt=end, placement__candidacy__physician__in=agreed
    ).exclude(answers="")
    codes = frozenset(question.code for question in wave_for(Party.PHYSICIAN, kind).questions)
    found = []
    for row in rows.order_by("pk"):
        answers = json.loads(row.answers) if row.answers else {}
        if answers:
            found.append(Answered("", {}, answers, codes))
    return found


def wave_figures(kind: CheckKind, before: date) -> tuple[int, Sequence[Figure]]:
    """How many answered and what is told of each question; (0, ()) below `FEWEST`."""
    rows = wave_answers(kind, before)
    if len(rows) < FEWEST:
        return 0, ()
    weights = np.ones(len(rows))
    return len(rows), [figure(q, rows, weights) for q in wave_for(Party.PHYSICIAN, kind).questions]


@lru_cache(maxsize=1)
def waves_codebook() -> bytes:
    """Variables of all four instruments; side and wave stand before the code, as in `physician.stay`."""
    rows: list[Sequence[str]] = [HEAD]
    for side, stem in ((Party.PHYSICIAN, "physician"), (Party.INSTITUTION, "institution")):
        for kind, mark in ((CheckKind.MONTH_1, ""), (CheckKind.EXIT, "_exit")):
            wave = wave_for(side, kind)
            for question in wave.questions:
                rows += [(f"{stem}{mark}.{name}", *rest) for name, *rest in variables(question)]
    return csv_file(rows)
