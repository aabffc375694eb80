"""/my/documents: papers kept for the physician, and whom they are shown."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.accounts.roles import Role
from enishi.candidacies.access import level_for_institution
from enishi.candidacies.enums import AFTER_INSTITUTION_YES
from enishi.candidacies.models import Candidacy
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.uploads import KINDS, CleanFile, UploadProblem, clean_file
from enishi.common.workflow import StepRefused
from enishi.institutions.models import Institution
from enishi.physicians import documents
from enishi.physicians.access import own_record
from enishi.physicians.enums import DisclosureLevel, DocumentKind
from enishi.physicians.models import Document, Physician
from enishi.web.components.fields import EraDateField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.downloads import as_download
from enishi.web.physician.views import HOME, actor_on

SHOWN_FOR = timedelta(days=30)
LONGEST = timedelta(days=366)
PAGE = ("書類", "/my/documents")


class PaperForm(EnishiForm):
    """What a paper is; the file comes on top for a new one."""

    kind = forms.ChoiceField(label="書類の種類", choices=DocumentKind.choices(), widget=ChoiceCards(two_columns=True))
    expires_on = EraDateField(
        label="有効期限",
        required=False,
        help_text="近づくと、最初の画面でお知らせします。例：2028/3/31、令和10年3月31日",
    )
    note = forms.CharField(
        label="覚え書き",
        required=False,
        max_length=80,
        help_text="例：循環器専門医、2枚目",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )


class UploadForm(PaperForm):
    file = forms.FileField(
        label="ファイル",
        help_text="PDF・JPEG・PNG、10MBまで。スマートフォンでは、その場で撮った写真も選べます。写真の撮影場所などの情報は、取り除いてからお預かりします。",
        error_messages={
            "required": "ファイルをお選びください。",
            "empty": "ファイルの中身がありません。もう一度お選びください。",
        },
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
    )
    field_order = ("file", "kind", "expires_on", "note")

    def clean_file(self) -> CleanFile:
        sent: UploadedFile = self.cleaned_data["file"]
        try:
            return clean_file(sent.read(), sent.size)
        except UploadProblem as problem:
            raise forms.ValidationError(problem.sentence) from problem


class ShareForm(EnishiForm):
    """One institution that knows the name, and until when."""

    institution = forms.ChoiceField(label="見せる相手", widget=ChoiceCards())
    until = EraDateField(
        label="いつまで", required=False, help_text="お書きがなければ、30日後までとします。例：2027/3/31"
    )

    def __init__(self, *args: Any, among: list[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.among = {i.number: i for i in among}
        self.fields["institution"].choices = [(i.number, i.name) for i in among]  # type: ignore[attr-defined]

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"] or today() + SHOWN_FOR
        if until < today():
            raise forms.ValidationError("期限が過ぎた日になっています。今日からあとの日をご入力ください。")
        if until > today() + LONGEST:
            raise forms.ValidationError("期限は1年以内でお願いします。あとから延ばすこともできます。")
        return until


@roles(Role.PHYSICIAN)
@never_cache
def papers(request: HttpRequest) -> HttpResponse:
    """The list, and a new paper."""
    actor = actor_on(request)
    physician = own_record(actor)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            documents.store_document(
                physician=physician,
                by=actor,
                kind=DocumentKind(given["kind"]),
                file=given["file"],
                note=given["note"],
                expires_on=given["expires_on"],
            )
            messages.success(request, f"「{DocumentKind(given['kind']).label}」をお預かりしました。")
            return redirect("my_documents")
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
    return _page(request, physician, actor, form=form)


def _page(
    request: HttpRequest,
    physician: Physician,
    actor: Actor,
    *,
    form: UploadForm | None = None,
    share: ShareForm | None = None,
) -> HttpResponse:
    context = {
        "documents": [(d, DocumentKind(d.kind).label, _ends(d)) for d in physician.documents.defer("body")],
        "grants": documents.live_grants(physician).select_related("institution").order_by("institution__name"),
        "form": form or UploadForm(),
        "share_form": share or _share_form(actor, None),
        "shown_until": today() + SHOWN_FOR,
        "crumbs": [HOME, ("書類", "")],
    }
    return render(request, "physician/documents.html", context)


def _ends(document: Document) -> str:
    """ "" while there is time, due from 60 days before the end, late after it."""
    if document.expires_on is None or document.expires_on > today() + documents.REMIND_BEFORE:
        return ""
    return "late" if document.expires_on < today() else "due"


def _share_form(actor: Actor, data: Any) -> ShareForm | None:
    """None while no institution knows the name."""
    running = (
        Candidacy.objects.visible_to(actor)
        .still_open()
        .filter(state__in=AFTER_INSTITUTION_YES)
        .select_related("physician", "opening__institution")
        .order_by("opening__institution__name", "id")
    )
    known = {
        c.opening.institution
        for c in running
        if (level := level_for_institution(c)) is not None and level >= DisclosureLevel.L3
    }
    among = sorted(known, key=lambda i: i.name)
    return ShareForm(data, among=among) if among else None


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def download(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_on(request)
    return as_download(documents.own_document(own_record(actor), pk), actor)


@roles(Role.PHYSICIAN)
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is and until when it holds; and the way to have it erased."""
    actor = actor_on(request)
    document = documents.own_document(own_record(actor), pk)
    stored = {"kind": document.kind, "expires_on": document.expires_on, "note": document.note}
    form = PaperForm(request.POST or None, initial=stored)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        documents.change_document(
            document=document,
            by=actor,
            kind=DocumentKind(given["kind"]),
            note=given["note"],
            expires_on=given["expires_on"],
        )
        messages.success(request, "書類の内容を直しました。")
        return redirect("my_documents")
    context = {
        "form": form,
        "document": document,
        "label": DocumentKind(document.kind).label,
        "crumbs": [HOME, PAGE, (DocumentKind(document.kind).label, "")],
    }
    return render(request, "physician/document.html", context)


@roles(Role.PHYSICIAN)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_on(request)
    document = documents.own_document(own_record(actor), pk)
    documents.delete_document(document=document, by=actor)
    messages.success(request, f"「{DocumentKind(document.kind).label}」を消しました。こちらには残っていません。")
    return redirect("my_documents")


@roles(Role.PHYSICIAN)
@never_cache
def share(request: HttpRequest) -> HttpResponse:
    """Level 4 for one institution, until a day."""
    actor = actor_on(request)
    physician = own_record(actor)
    form = _share_form(actor, request.POST)
    if request.method != "POST" or form is None:
        return redirect("my_documents")
    if form.is_valid():
        institution = form.among[form.cleaned_data["institution"]]
        try:
            documents.share_documents(
                physician=physician, institution=institution, until=form.cleaned_data["until"], by=actor
            )
            messages.success(request, f"{institution.name}に、書類をお見せします。いつでも取り消せます。")
            return redirect("my_documents")
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
    return _page(request, physician, actor, share=form)


@roles(Role.PHYSICIAN)
@require_POST
def end_share(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_on(request)
    grant = documents.live_grants(own_record(actor)).select_related("institution", "physician").filter(pk=pk).first()
    if grant is None:
        raise Http404
    documents.stop_sharing(grant=grant, by=actor)
    messages.success(request, f"{grant.institution.name}には、いまから書類をお見せしません。")
    return redirect("my_documents")
