"""An opening that a partner told of, read into a draft of an institution of ours: by a person, with the law check before it shows."""

from uuid import UUID, uuid5

from django.db import transaction

from enishi.common.actor import Actor
from enishi.common.workflow import Refusal, StepRefused
from enishi.institutions.models import Institution
from enishi.openings.advertisements import keep_advertisement
from enishi.openings.models import Advertisement
from enishi.referrals.coming_in import decide, facts_of, too_old
from enishi.referrals.enums import Arrival, Outcome, SheetKind
from enishi.referrals.models import Arrived
from enishi.referrals.rules import labels_of

AS_ADVERTISED = {"employment": "勤務形態", "days": "勤務日数", "duty": "当直・オンコール", "pay": "給与"}
"""Names of facts as advertisements have them, where the file has others."""


@transaction.atomic
def read_as_draft(*, arrived: Arrived, institution: Institution, by: Actor) -> Advertisement:
    """The words of an opening that came in, kept for reading into a draft of this institution (`openings.advertisements`).

    Nothing of it is an opening yet: a person looks over each fact, the draft names its gaps, and publishing asks the law and the
    institution. Asked again, the same words are given back. Raises StepRefused where it was decided on otherwise, or is too old.
    """
    row = Arrived.objects.select_for_update(of=("self",)).select_related("partner").defer("image").get(pk=arrived.pk)
    if row.kind != SheetKind.OPENING:
        raise StepRefused(Refusal("kind", "募集の紹介ではありません。"))
    if row.standing == Arrival.HERE:
        if problem := too_old(row):
            raise StepRefused(Refusal("old", problem))
        decide(row, Arrival.NOTED, Outcome.ACCEPTED, "", by)
    elif drafts_of(row) is None:
        raise StepRefused(
            Refusal("standing", f"この紹介は「{Arrival(row.standing).label}」です。画面を開き直してください。")
        )
    kept = drafts_of(row)
    if kept is not None:
        if kept.institution_id != institution.pk:
            raise StepRefused(Refusal("other", f"この紹介は、{kept.institution.name}の募集として読み始めています。"))
        return kept
    words = "\n".join(f"{AS_ADVERTISED.get(key, label)}：{facts_of(row)[key]}" for key, label in _labels(row))
    return keep_advertisement(institution=institution, by=by, text=words, key=_draft_key(row))


def _labels(row: Arrived) -> list[tuple[str, str]]:
    facts = facts_of(row)
    return [(key, label) for key, label in labels_of(row.kind).items() if facts.get(key)]


def _draft_key(row: Arrived) -> UUID:
    return uuid5(row.sheet_id, "draft")


def drafts_of(arrived: Arrived) -> Advertisement | None:
    """The words of an opening that came in as they are being read into drafts, once somebody began."""
    rows = Advertisement.objects.filter(key=_draft_key(arrived)).select_related("institution")
    return rows.prefetch_related("drafts__opening").first()
