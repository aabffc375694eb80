"""The parts of a merge of two registrations that no table of relations says: identity, account, words of the person."""

from collections.abc import Mapping

from enishi.accounts.actions import end_membership, end_sessions
from enishi.accounts.models import Membership, User
from enishi.accounts.roles import Role
from enishi.candidacies.models import CompanionWish
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.merging.enums import Side
from enishi.merging.rows import Recorder, read
from enishi.merging.words_of_person import consents_that_end, disclosures_that_end
from enishi.notices.models import Notice
from enishi.physicians.indices import INDICES, index_identity
from enishi.physicians.models import Consent, DisclosureGrant, Identity, Physician

IDENTITY_FIELDS = (
    "family_name", "given_name", "family_kana", "given_kana", "birth_date", "sex", "mail", "phone", "postcode",
    "address", "employer", "licence_number", "career",
)  # fmt: skip


def merge_identity(kept: Physician, absorbed: Physician, chosen: Mapping[str, Side], recorder: Recorder) -> None:
    """Field by field as it was chosen; what the kept one lacks is taken over. Ciphertext is copied as it stands."""
    one, other = kept.identity, absorbed.identity
    rows = read(Identity, [one.pk, other.pk], IDENTITY_FIELDS)
    account_comes = absorbed.user_id is not None and kept.user_id is None
    taken = {}
    for name in IDENTITY_FIELDS:
        wanted = chosen.get(f"identity.{name}") == Side.ABSORBED or not rows[one.pk][name]
        if name == "mail" and (kept.user_id or absorbed.user_id):
            wanted = account_comes
        if wanted and rows[other.pk][name]:
            taken[name] = rows[other.pk][name]
    recorder.set(Identity, one.pk, taken)
    one.refresh_from_db()
    index_identity(one)
    recorder.set(Identity, one.pk, {name: getattr(one, name) for name in INDICES})


def merge_record(kept: Physician, absorbed: Physician, recorder: Recorder) -> None:
    """Columns of the registration itself. Days of acceptance and validity stay what they are: both stand in the ledger."""
    filled = {
        column: value
        for column in ("present", "came_for_id", "campaign_code", "heard_of", "coordinator_id")
        if not getattr(kept, column) and (value := getattr(absorbed, column))
    }
    if kept.contact_by and absorbed.contact_by and absorbed.contact_by < kept.contact_by:
        filled["contact_by"] = absorbed.contact_by.isoformat()
    if kept.licence_verified_on is None and absorbed.licence_verified_on is not None and _same_licence(kept, absorbed):
        filled["licence_verified_on"] = absorbed.licence_verified_on.isoformat()
    recorder.set(Physician, kept.pk, filled)


def _same_licence(kept: Physician, absorbed: Physician) -> bool:
    """A licence was checked for one number and one name: it holds for the kept record only with exactly these."""
    one, other = Identity.objects.get(physician=kept), Identity.objects.get(physician=absorbed)
    alike = all(getattr(one, k) == getattr(other, k) for k in ("family_name", "given_name", "birth_date"))
    return bool(one.licence_index) and one.licence_index == other.licence_index and alike


def end_older_words(kept: Physician, absorbed: Physician, recorder: Recorder) -> None:
    at = now().isoformat()
    for consent in consents_that_end(kept, absorbed):
        recorder.set(Consent, consent.pk, {"withdrawn_at": at})
    for grant in disclosures_that_end(kept, absorbed):
        recorder.set(DisclosureGrant, grant.pk, {"withdrawn_at": at})


def grants_of(physician: Physician) -> dict[int, dict[str, object]]:
    """Key → {"withdrawn_at"}: for seeing which of them a shield has ended meanwhile."""
    return read(DisclosureGrant, physician.disclosures.values_list("pk", flat=True), ["withdrawn_at"])


def redirect_companions(kept: Physician, absorbed: Physician, recorder: Recorder) -> None:
    """Who named the number that ends means the person: the wish goes on under the other number, once. What the two
    numbers wished of each other ends, as nobody is his or her own companion."""
    pair = CompanionWish.objects.filter(physician__in=[kept, absorbed], named__in=[kept.number, absorbed.number])
    for wish in pair.filter(ended_at=None):
        recorder.set(CompanionWish, wish.pk, {"ended_at": now().isoformat()})
    living = CompanionWish.objects.filter(named=absorbed.number, ended_at=None).exclude(physician=kept)
    twice = CompanionWish.objects.filter(named=kept.number, ended_at=None).values("physician")
    for wish in living.exclude(physician__in=twice):
        recorder.set(CompanionWish, wish.pk, {"named": kept.number})


def merge_notices(kept: Physician, absorbed: Physician, recorder: Recorder) -> None:
    """What was written to the person goes on with the number that stays, letters that wait to be posted too."""
    written = Notice.objects.filter(person=absorbed.number).values_list("pk", flat=True)
    recorder.move(Notice, "person", list(written), kept.number)


def merge_accounts(kept: Physician, absorbed: Physician, recorder: Recorder, by: Actor) -> None:
    """The kept one's account goes on; where it has none, the other's. Otherwise the other ends for this role."""
    if absorbed.user_id is None:
        return
    if kept.user_id is None:
        user = absorbed.user_id
        recorder.set(Physician, absorbed.pk, {"user_id": None})
        recorder.set(Physician, kept.pk, {"user_id": user})
        return
    recipient = Notice.objects.filter(recipient=absorbed.user_id, person=kept.number)  # moved a moment ago
    recorder.move(Notice, "recipient_id", list(recipient.values_list("pk", flat=True)), kept.user_id)
    held = Membership.objects.in_force().filter(user=absorbed.user_id, role=Role.PHYSICIAN)
    for membership in held:
        before = read(Membership, [membership.pk], ["ended_at"])[membership.pk]
        end_membership(membership=membership, by=by)
        recorder.note(Membership, membership.pk, before, read(Membership, [membership.pk], ["ended_at"])[membership.pk])
    if not Membership.objects.in_force().filter(user=absorbed.user_id).exists():
        end_sessions(user_id=absorbed.user_id)
        User.objects.get(pk=absorbed.user_id).sign_in_links.filter(used_at=None).update(expires_at=now())
