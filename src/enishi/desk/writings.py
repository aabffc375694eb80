"""Texts kept by the supervisor, and papers handed out with a copy that stays."""

import json
import uuid

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.http import Http404

from enishi.accounts.roles import Role
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Refusal, StepRefused
from enishi.common.writing import Writing
from enishi.desk.models import HandedWriting, WordTemplate, WordTemplateVersion
from enishi.desk.records import Subject
from enishi.desk.writing_rules import DEFAULTS, HandedBy, Reader, Use, WritingKind, template_refusals


def templates(*, use: Use | None = None, retired: bool = False) -> "QuerySet[WordTemplate]":
    rows = WordTemplate.objects.prefetch_related("versions__made_by")
    rows = rows if retired else rows.filter(retired_at=None)
    return rows.filter(use=use) if use else rows


def newest(template: WordTemplate) -> WordTemplateVersion:
    return template.versions.all()[0]


def _supervisor(by: Actor) -> None:
    if by.role != Role.SUPERVISOR:
        raise StepRefused(Refusal("who", "文例を直すのは、統括だけです。直したい所は、統括にお伝えください。"))


@transaction.atomic
def write_template(
    *, by: Actor, use: Use, title: str, text: str, template: WordTemplate | None = None, seen: int = 0
) -> WordTemplate:
    """A new text, or a new version of one. seen: the number of the version it was written over. Raises StepRefused."""
    _supervisor(by)
    if found := template_refusals(text):
        raise StepRefused(*found)
    title, text = title.strip(), text.strip()
    if WordTemplate.objects.filter(title=title).exclude(pk=template.pk if template else None).exists():
        raise StepRefused(Refusal("title", "同じ名前の文例があります。別の名前をお付けください。"))
    if template is None:
        template = WordTemplate.objects.create(use=use, title=title)
        held, no = template, 0
    else:
        held = WordTemplate.objects.select_for_update().get(pk=template.pk)
        last = held.versions.first()
        no = last.no if last else 0
        if no != seen:
            raise StepRefused(
                Refusal("seen", "この画面を開いたあとに、文例が直されました。画面を開き直して、お確かめください。")
            )
        if last and (last.text, held.title, held.use) == (text, title, use):
            return held
        held.use, held.title = use, title
        held.save(update_fields=["use", "title"])
    WordTemplateVersion.objects.create(template=held, no=no + 1, text=text, made_by_id=by.user_id)
    record(by=by, action="write_template", object_type="template", object_number=str(held.pk), no=no + 1)
    return held


@transaction.atomic
def retire_template(*, template: WordTemplate, by: Actor, back: bool = False) -> WordTemplate:
    """No longer offered, or (back) offered again."""
    _supervisor(by)
    held = WordTemplate.objects.select_for_update().get(pk=template.pk)
    if (held.retired_at is None) is back:
        return held
    held.retired_at = None if back else now()
    held.save(update_fields=["retired_at"])
    action = "restore_template" if back else "retire_template"
    record(by=by, action=action, object_type="template", object_number=str(held.pk))
    return held


@transaction.atomic
def begin_templates(*, by: Actor) -> int:
    """The texts to begin with, those that are not there yet; how many came."""
    _supervisor(by)
    there = set(WordTemplate.objects.values_list("title", flat=True))
    wanted = [row for row in DEFAULTS if row[1] not in there]
    for use, title, text in wanted:
        write_template(by=by, use=use, title=title, text=text)
    return len(wanted)


@transaction.atomic
def hand_out(
    *,
    subject: Subject,
    by: Actor,
    kind: WritingKind,
    writing: Writing,
    reader: Reader,
    way: HandedBy,
    digest: str,
    key: uuid.UUID,
    words: WordTemplateVersion | None = None,
) -> HandedWriting:
    """Keep a copy of what is handed out. digest: of the paper that was seen; key: of the form, the same again writes once.

    Raises StepRefused if the words changed since, and for conditions of work by fax (職業安定法施行規則4条の2第4項).
    """
    type(subject.row)._base_manager.select_for_update(of=("self",)).get(pk=subject.row.pk)
    if found := HandedWriting.objects.filter(key=key, **subject.beside).first():
        return found
    if writing.digest != digest:
        raise StepRefused(
            Refusal("changed", "この画面を開いたあとに、内容が変わりました。下の書面をもう一度お確かめください。")
        )
    if kind is WritingKind.CONDITIONS and way is HandedBy.FAX:
        raise StepRefused(
            Refusal(
                "fax", "労働条件の明示は、書面か、ご本人の希望によるメールで行います。ファクスではお渡しできません。"
            )
        )
    last = HandedWriting.objects.filter(kind=kind, **subject.beside).aggregate(last=Max("no"))["last"] or 0
    try:
        with transaction.atomic():
            made = HandedWriting.objects.create(
                **subject.beside, key=key, kind=kind, title=writing.title, no=last + 1, reader=reader, way=way, words=words,
                content=json.dumps(writing.as_data(), ensure_ascii=False), digest=digest, handed_by_id=by.user_id,
            )  # fmt: skip
    except IntegrityError as taken:  # a key of another record
        raise Http404 from taken
    record(
        by=by, action="hand_out_writing", object_type=subject.kind, object_number=subject.number, paper=kind.value,
        no=made.no,
    )  # fmt: skip
    return made


def handed_of(subject: Subject) -> "QuerySet[HandedWriting]":
    return HandedWriting.objects.filter(**subject.beside).select_related("handed_by", "words")
