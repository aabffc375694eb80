"""/desk/templates: texts with fields, changed by the supervisor alone, each change a version; read by everybody at the desk."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.workflow import StepRefused
from enishi.common.writing import paragraphs
from enishi.desk.models import WordTemplate
from enishi.desk.writing_rules import FIELDS, Use, fill, template_refusals
from enishi.desk.writings import begin_templates, newest, retire_template, templates, write_template
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import READERS, press
from enishi.web.desk.undo import offer_undo

HOME = ("文例", "/desk/templates")


class TemplateForm(EnishiForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    use = forms.ChoiceField(label="使いみち", choices=Use.choices(), widget=ChoiceCards(two_columns=True))
    title = forms.CharField(
        label="名前",
        max_length=60,
        help_text="例：見学のお礼（医療機関へ）",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    text = forms.CharField(
        label="文",
        max_length=4000,
        help_text="空の行で段落が分かれます。差し込みは、下の一覧のことばを、そのまま書いてください。",
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def clean_text(self) -> str:
        words: str = self.cleaned_data["text"]
        if found := template_refusals(words):
            raise forms.ValidationError([refusal.sentence for refusal in found])
        return words


@roles(*READERS)
@require_safe
@never_cache
def word_templates(request: HttpRequest) -> HttpResponse:
    rows = list(templates(retired=True))
    groups = [(use.label, [t for t in rows if t.use == use and not t.retired_at]) for use in Use]
    context = {
        "groups": [(label, [(t, newest(t)) for t in some]) for label, some in groups if some],
        "retired": [t for t in rows if t.retired_at],
        "supervises": actor_in(request).role == Role.SUPERVISOR,
    }
    return render(request, "desk/word_templates.html", context)


@roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def word_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Its words, a preview with a sample, its versions; for the supervisor the form."""
    found = _found(pk)
    last = newest(found)
    first = {"seen": last.no, "use": found.use, "title": found.title, "text": last.text}
    return _page(request, found, first)


@roles(Role.SUPERVISOR)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def word_template_new(request: HttpRequest) -> HttpResponse:
    return _page(request, None, {"seen": 0, "use": Use.LETTER.value})


def _found(pk: int) -> WordTemplate:
    found = templates(retired=True).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: WordTemplate | None, first: dict[str, Any]) -> HttpResponse:
    actor = actor_in(request)
    supervises = actor.role == Role.SUPERVISOR
    form = TemplateForm(request.POST or None, initial=first)
    shown = str(first.get("text", ""))
    if request.method == "POST":
        if not supervises:
            raise Http404
        typed = request.POST.get("text", "")
        shown = shown if template_refusals(typed) else typed
        if form.is_valid() and "look" not in request.POST:
            given = form.cleaned_data
            try:
                made = write_template(
                    by=actor, use=Use(given["use"]), title=given["title"], text=given["text"], template=found,
                    seen=given["seen"],
                )  # fmt: skip
                return redirect("desk_word_template", made.pk)
            except StepRefused as refused:
                for refusal in refused.refusals:
                    form.add_error(None, refusal.sentence)
    context = {
        "template": found,
        "form": form if supervises and not (found and found.retired_at) else None,
        "sample": paragraphs(fill(shown, FIELDS)) if shown else (),
        "fields": [(f"{{{{{name}}}}}", sample) for name, sample in FIELDS.items()],
        "versions": list(found.versions.all()) if found else [],
        "supervises": supervises,
        "crumbs": [HOME, (found.title if found else "新しい文例", "")],
    }
    return render(request, "desk/word_template.html", context)


@roles(Role.SUPERVISOR)
@require_POST
def word_template_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """使うのをやめる, and 元に戻す with `back`."""
    actor, found, back = actor_in(request), _found(pk), "back" in request.POST
    said = "文例を元に戻しました。"
    here = reverse("desk_word_template", args=[pk])
    if not back:
        retire_template(template=found, by=actor)
        offer_undo(request, "文例を使うのをやめました。", "template", pk)
        return redirect(here)
    return press(request, lambda: retire_template(template=found, by=actor, back=back), said, here)


@roles(Role.SUPERVISOR)
@require_POST
def word_templates_begin(request: HttpRequest) -> HttpResponse:
    actor = actor_in(request)
    said = "はじめの文例を入れました。ことばをお直しのうえ、お使いください。"
    return press(request, lambda: begin_templates(by=actor), said, reverse("desk_word_templates"))


urlpatterns = [
    path("/templates", word_templates, name="desk_word_templates"),
    path("/templates/new", word_template_new, name="desk_word_template_new"),
    path("/templates/begin", word_templates_begin, name="desk_word_templates_begin"),
    path("/templates/<int:pk>", word_template, name="desk_word_template"),
    path("/templates/<int:pk>/retire", word_template_retire, name="desk_word_template_retire"),
]
