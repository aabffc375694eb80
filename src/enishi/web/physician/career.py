"""/my/career: posts, qualifications, and what one would rather tell in one's own words."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.physicians import career
from enishi.physicians.access import identity_of, own_record
from enishi.physicians.actions import complete_identity
from enishi.physicians.enums import Position
from enishi.physicians.models import CareerPost, Physician, Qualification
from enishi.web.components.fields import EraDateField, MonthField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.seen import SeenForm
from enishi.web.physician.views import HOME, actor_on

PAGE = ("ご経歴", "/my/career")


class PostForm(EnishiForm):
    """One employment."""

    place = forms.CharField(
        label="お勤め先", max_length=120, help_text="例：青浜町立病院", widget=forms.TextInput(attrs={"class": "w-l"})
    )
    since = MonthField(label="はじめ（年月）", help_text="例：1988年4月、昭和63年4月、S63.4")
    until = MonthField(label="おわり（年月）", required=False, help_text="いまもお勤めでしたら、空のままで結構です。")
    position = forms.ChoiceField(label="お立場", choices=Position.choices(), widget=ChoiceCards(two_columns=True))
    duties = forms.CharField(
        label="お仕事の内容",
        required=False,
        max_length=200,
        help_text="例：循環器内科、救急、研修医の指導",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and since > today():
            self.add_error("since", "はじめの年月が、今月より先になっています。もう一度お確かめください。")
        if since and until and until < since:
            self.add_error("until", "おわりの年月が、はじめより前になっています。もう一度お確かめください。")
        return given

    @property
    def columns(self) -> dict[str, Any]:
        """Fields of CareerPost. Of a valid form only."""
        given = self.cleaned_data
        months = {name: f"{given[name]:%Y-%m}" if given[name] else "" for name in ("since", "until")}
        return {**given, **months}

    @classmethod
    def of(cls, post: CareerPost) -> dict[str, Any]:
        return {
            **{name: getattr(post, name) for name in ("place", "position", "duties")},
            **{name: getattr(post, name).replace("-", "/") for name in ("since", "until")},
        }


class QualificationForm(EnishiForm):
    name = forms.CharField(
        label="資格・語学・技能",
        max_length=120,
        help_text="例：総合内科専門医、認定産業医、英語での診療、上部内視鏡",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    expires_on = EraDateField(
        label="有効期限",
        required=False,
        help_text="更新のあるものは、近づくと最初の画面でお知らせします。例：2028/3/31",
    )

    @classmethod
    def of(cls, row: Qualification) -> dict[str, Any]:
        return {"name": row.name, "expires_on": row.expires_on}


class WordsForm(SeenForm):
    """The desk writes here too: a page that is older than the text is refused, with what was typed kept."""

    career = forms.CharField(
        label="自由記述",
        required=False,
        max_length=4000,
        help_text="ご経歴のまとめ、業績、大切になさってきたことなど。上の一覧の代わりに、ここだけにお書きいただいても構いません。",
        widget=forms.Textarea(attrs={"rows": 8}),
    )


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    actor = actor_on(request)
    physician = own_record(actor)
    context = {
        "posts": [(post, Position(post.position).label, *_months(post)) for post in career.posts_of(physician)],
        "qualifications": career.qualifications_of(physician),
        "words": identity_of(physician, by=actor).career,
        "anonymous": career.anonymous_career_lines(physician),
        "crumbs": [HOME, ("ご経歴", "")],
    }
    return render(request, "physician/career.html", context)


def _months(post: CareerPost) -> tuple[str, str]:
    return _month(post.since), _month(post.until) if post.until else "現在"


def _month(text: str) -> str:
    year, _, month = text.partition("-")
    return f"{year}年{int(month)}月"


@roles(Role.PHYSICIAN)
@never_cache
def post(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new post, or one's own to mend."""
    return _row(request, CareerPost, PostForm, pk, "お勤め")


@roles(Role.PHYSICIAN)
@never_cache
def qualification(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    return _row(request, Qualification, QualificationForm, pk, "資格・語学・技能")


def _row(request: HttpRequest, model: Any, form_class: Any, pk: int | None, what: str) -> HttpResponse:
    actor = actor_on(request)
    physician = own_record(actor)
    row = _own(model, physician, pk) if pk else None
    form = form_class(request.POST or None, initial=form_class.of(row) if row else None)
    if request.method == "POST" and form.is_valid():
        try:
            if model is CareerPost:
                career.save_post(physician=physician, by=actor, fields=form.columns, post=row)
            else:
                career.save_qualification(physician=physician, by=actor, fields=form.cleaned_data, qualification=row)
            messages.success(request, "ご経歴を保存しました。")
            return redirect("my_career")
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
    erase = f"{request.path}/delete" if row else ""
    context = {"form": form, "row": row, "what": what, "erase": erase, "crumbs": [HOME, PAGE, (what, "")]}
    return render(request, "physician/career_row.html", context)


def _own(model: Any, physician: Physician, pk: int) -> Any:
    found = model.objects.filter(physician=physician, pk=pk).first()
    if found is None:
        raise Http404
    return found


@roles(Role.PHYSICIAN)
@require_POST
def delete_post(request: HttpRequest, pk: int) -> HttpResponse:
    return _delete(request, CareerPost, pk)


@roles(Role.PHYSICIAN)
@require_POST
def delete_qualification(request: HttpRequest, pk: int) -> HttpResponse:
    return _delete(request, Qualification, pk)


def _delete(request: HttpRequest, model: Any, pk: int) -> HttpResponse:
    actor = actor_on(request)
    career.delete_career_row(row=_own(model, own_record(actor), pk), by=actor)
    messages.success(request, "ご経歴から1行を消しました。")
    return redirect("my_career")


@roles(Role.PHYSICIAN)
@never_cache
def words(request: HttpRequest) -> HttpResponse:
    """自由記述: the text the desk keeps too."""
    actor = actor_on(request)
    physician = own_record(actor)
    known = identity_of(physician, by=actor).career
    form = WordsForm(request.POST or None, initial={"career": known}, shown=known)
    if request.method == "POST" and form.is_valid():
        complete_identity(physician=physician, by=actor, fields={"career": form.cleaned_data["career"].strip()})
        messages.success(request, "ご経歴を保存しました。")
        return redirect("my_career")
    context = {"form": form, "row": None, "what": "自由記述", "erase": "", "crumbs": [HOME, PAGE, ("自由記述", "")]}
    return render(request, "physician/career_row.html", context)
