"""書類: a physician's papers, kept encrypted, opened by the owner and by whom a disclosure of level 4 lets in."""

import hashlib
import hmac
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.http import Http404

from enishi.audit.actions import record, record_reading
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.encrypted import index_secrets
from enishi.common.uploads import KINDS, CleanFile
from enishi.common.workflow import Refusal, StepRefused
from enishi.institutions.models import Institution
from enishi.physicians.access import disclosed_level
from enishi.physicians.enums import DisclosureLevel, DocumentKind
from enishi.physicians.models import DisclosureGrant, Document, Physician

MOST_DOCUMENTS = 30
MOST_BYTES = 80 * 1024 * 1024
REMIND_BEFORE = timedelta(days=60)


@transaction.atomic
def store_document(
    *,
    physician: Physician,
    by: Actor,
    kind: DocumentKind,
    file: CleanFile,
    note: str = "",
    expires_on: date | None = None,
) -> Document:
    """Keep a checked file; the same bytes a second time give the document that stands. Raises StepRefused when full."""
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    digest, *older = _digests(file.data)
    if standing := physician.documents.defer("body").filter(digest__in=[digest, *older]).first():
        return standing
    kept = physician.documents.aggregate(bytes=Sum("size"))["bytes"] or 0
    if physician.documents.count() >= MOST_DOCUMENTS or kept + len(file.data) > MOST_BYTES:
        raise StepRefused(
            Refusal(
                "full", "お預かりできる量（30点・80MB）に達しています。要らなくなった書類を消してからお送りください。"
            )
        )
    document = Document.objects.create(
        physician=physician,
        kind=kind,
        note=note.strip(),
        content_type=file.content_type,
        size=len(file.data),
        digest=digest,
        body=file.data,
        expires_on=expires_on,
    )
    record(
        by=by,
        action="store_document",
        object_type="physician",
        object_number=physician.number,
        kind=str(kind),
        document=document.pk,
    )
    return document


@transaction.atomic
def change_document(*, document: Document, by: Actor, kind: DocumentKind, note: str, expires_on: date | None) -> None:
    """What the paper is and when it ends; the file itself is never changed, a new one is another document."""
    document.kind, document.note, document.expires_on = kind, note.strip(), expires_on
    document.save(update_fields=["kind", "note", "expires_on"])
    _record(document, by, "change_document")


@transaction.atomic
def delete_document(*, document: Document, by: Actor) -> None:
    """The bytes are gone with the row; the log keeps that there was one."""
    _record(document, by, "delete_document")
    Document.objects.filter(pk=document.pk).delete()


@transaction.atomic
def share_documents(*, physician: Physician, institution: Institution, until: date, by: Actor) -> DisclosureGrant:
    """Level 4 for this one institution until this day, beside the lower level that lives on when it ends.

    Sharing again moves the day. Raises StepRefused where the institution may not know the name yet.
    """
    if until < today():
        raise ValueError("a disclosure cannot end in the past")
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    level = disclosed_level(physician, institution)
    if level is None or level < DisclosureLevel.L3:
        raise StepRefused(
            Refusal("level", "書類にはお名前が入っています。先に、この医療機関へお名前を伝えるご同意をお願いします。")
        )
    live_grants(physician).filter(institution=institution).update(withdrawn_at=now())
    grant = DisclosureGrant.objects.create(
        physician=physician, institution=institution, level=DisclosureLevel.L4, until=until, channel=by.channel
    )
    record(
        by=by,
        action=f"disclose:{DisclosureLevel.L4}",
        object_type="physician",
        object_number=physician.number,
        institution=institution.number,
        until=until.isoformat(),
    )
    return grant


@transaction.atomic
def stop_sharing(*, grant: DisclosureGrant, by: Actor) -> None:
    """No document is shown any more; the name stays known as far as the physician agreed to that."""
    ended = DisclosureGrant.objects.filter(pk=grant.pk, withdrawn_at=None).update(withdrawn_at=now())
    if not ended:
        return
    if disclosed_level(grant.physician, grant.institution) is None:  # level 4 stood alone: what it contained goes on
        DisclosureGrant.objects.create(
            physician=grant.physician,
            institution=grant.institution,
            level=DisclosureLevel.L3,
            until=grant.until,
            channel=by.channel,
        )
    record(
        by=by,
        action="stop_sharing",
        object_type="physician",
        object_number=grant.physician.number,
        institution=grant.institution.number,
    )


def own_document(physician: Physician, pk: int) -> Document:
    """The physician's own document without its bytes; else 404."""
    found = physician.documents.defer("body").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def document_open_to_desk(physician: Physician, pk: int) -> Document:
    """For the desk: only while the physician lets some institution see documents (L4); else 404."""
    if not documents_open_to_desk(physician):
        raise Http404
    return own_document(physician, pk)


def documents_open_to_desk(physician: Physician) -> bool:
    return live_grants(physician).exists()


def documents_for(physician: Physician, institution: Institution) -> QuerySet[Document]:
    """What this institution may open now: everything while its grant of level 4 lives, else nothing."""
    if not live_grants(physician).filter(institution=institution).exists():
        return physician.documents.none()
    return physician.documents.defer("body").order_by("kind", "id")


def live_grants(physician: Physician) -> QuerySet[DisclosureGrant]:
    """The grants of level 4 in force today."""
    return physician.disclosures.filter(level=DisclosureLevel.L4, withdrawn_at=None, until__gte=today())


def open_document(document: Document, *, by: Actor) -> bytes:
    """The bytes. Every opening, the owner's too, stands in the access log; the caller has come through one of the doors."""
    record_reading(by=by, what="document", object_type="physician", object_number=document.physician.number, level=4)
    body: bytes = Document.objects.values_list("body", flat=True).get(pk=document.pk)
    return body


def file_name(document: Document) -> str:
    """ASCII, without anything personal: 「licence-12.pdf」. Old browsers and mail programs garble the rest."""
    return f"{document.kind}-{document.pk}.{KINDS[document.content_type]}"


def ending_soon(physician: Physician, on: date) -> list[tuple[str, date]]:
    """What ends within 60 days or has ended: (words, day), the nearest first. Documents and qualifications."""
    limit = on + REMIND_BEFORE
    papers = physician.documents.filter(expires_on__lte=limit).values_list("kind", "expires_on")
    found = [(DocumentKind(kind).label, day) for kind, day in papers]
    found += [(q.name, q.expires_on) for q in physician.qualifications.filter(expires_on__lte=limit) if q.expires_on]
    return sorted(set(found), key=lambda pair: (pair[1], pair[0]))


def _record(document: Document, by: Actor, action: str) -> None:
    record(
        by=by,
        action=action,
        object_type="physician",
        object_number=document.physician.number,
        kind=document.kind,
        document=document.pk,
    )


def _digests(data: bytes) -> list[str]:
    """Under each secret, the writing one first."""
    keys = [hashlib.sha256(f"{secret}|document".encode()).digest() for secret in index_secrets()]
    return [hmac.new(key, data, hashlib.sha256).hexdigest() for key in keys]


def digest_again(document: Document) -> None:
    """After a rotation of keys; the caller saves."""
    document.digest = _digests(bytes(document.body))[0]
