"""/my/privacy/contact-promise and /my/privacy/contact-log: how we may contact, and every contact there was; /my/interview."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.clock import now
from enishi.common.japanese.date_display import WEEKDAYS
from enishi.common.japanese.halfdays import DAYS, PARTS
from enishi.common.workflow import Channel, StepRefused
from enishi.physicians import contact, interviews
from enishi.physicians.access import own_record
from enishi.physicians.contact_log import figures, ledger
from enishi.physicians.contact_rules import hours_words
from enishi.physicians.models import ContactPromise, TalkWay
from enishi.web.components.fields import YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany
from enishi.web.physician.privacy import PRIVACY
from enishi.web.physician.views import HOME, actor_on

ON_REQUEST, IN_WINDOW = "request", "window"
LINES_ON_A_PAGE = 20


class PromiseForm(EnishiForm):
    """By what, when, how often. Mail first, and calls only when the physician asks, unless he or she chooses otherwise."""

    channel = forms.ChoiceField(
        label="ご連絡の方法",
        choices=[
            (Channel.MAIL.value, "メールが先"),
            (Channel.PHONE.value, "お電話が先"),
            (Channel.PAPER.value, "お手紙が先"),
        ],
        widget=ChoiceCards(
            hints={
                "mail": "お知らせは、メールでお送りします",
                "phone": "お知らせも、担当者がお電話でお伝えします",
                "paper": "お知らせは、郵便でご自宅へお送りします",
            }
        ),
    )
    calls = forms.ChoiceField(
        label="こちらからのお電話",
        choices=[(ON_REQUEST, "頼んだときだけ"), (IN_WINDOW, "下の曜日と時間なら、かけてよい")],
        widget=ChoiceCards(),
    )
    days = forms.MultipleChoiceField(
        label="お電話してよい曜日",
        required=False,
        choices=[(code, f"{word}曜") for code, word in zip(DAYS, WEEKDAYS, strict=True)],
        help_text="印がなければ、平日です。祝日にはおかけしません。",
        widget=ChoiceCardsMany(two_columns=True),
    )
    hours = forms.MultipleChoiceField(
        label="お電話してよい時間帯",
        required=False,
        choices=[(part, hours_words(part)) for part in PARTS],
        help_text="印がなければ、午前9時から午後5時までです。",
        widget=ChoiceCardsMany(),
    )
    per_week = forms.TypedChoiceField(
        label="お電話の回数",
        coerce=int,
        choices=[(1, "週に1回まで"), (2, "週に2回まで"), (3, "週に3回まで")],
        help_text="先生がお頼みになったお電話は、数えません。",
        widget=ChoiceCards(two_columns=True),
    )
    mails_per_week = forms.TypedChoiceField(
        label="自動のお知らせの回数",
        coerce=int,
        choices=[(2, "週に2通まで"), (1, "週に1通まで")],
        help_text="それより多いときは、次の週に1通にまとめます。先生がなさったことへのお返事は、数えません。",
        widget=ChoiceCards(two_columns=True),
    )
    half_yearly = YesField(label="半年ごとに「ご希望に変わりはありませんか」とたずねてよい", required=False)
    plain_envelope = YesField(
        label="封筒にサービス名を書かない", small="差出人は担当者の名前と住所だけになります。", required=False
    )

    @classmethod
    def of(cls, promise: ContactPromise | None) -> dict[str, Any]:
        """The promise in force as `initial`."""
        if promise is None:
            promise = ContactPromise()
        kept = {name: getattr(promise, name) for name in cls.base_fields if name != "calls"}
        return kept | {"calls": ON_REQUEST if promise.promise.on_request else IN_WINDOW}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("channel") == Channel.PHONE and given.get("calls") == ON_REQUEST:
            self.add_error("calls", "「お電話が先」をお選びのときは、お電話してよい曜日と時間をお選びください。")
        return given

    @property
    def fields_of_promise(self) -> dict[str, Any]:
        """As `save_promise` takes them. Of a valid form only."""
        given = dict(self.cleaned_data)
        if given.pop("calls") == ON_REQUEST:
            given |= {"days": [], "hours": []}
        elif not given["days"] and not given["hours"]:
            given["days"] = list(DAYS[:5])  # said in so many words, so that it is not taken for "on request"
        return given


@roles(Role.PHYSICIAN)
@never_cache
def promise(request: HttpRequest) -> HttpResponse:
    actor = actor_on(request)
    physician = own_record(actor)
    stored = ContactPromise.objects.filter(physician=physician).first()
    form = PromiseForm(request.POST or None, initial=PromiseForm.of(stored))
    if request.method == "POST" and form.is_valid():
        saved = contact.save_promise(physician=physician, by=actor, **form.fields_of_promise)
        messages.success(request, f"お約束しました。{saved.promise.words}")
        return redirect("my_contact_promise")
    context = {
        "form": form,
        "words": stored.promise.words if stored else contact.promise_of(physician).words,
        "crumbs": [HOME, PRIVACY, ("連絡の約束", "")],
    }
    return render(request, "physician/contact_promise.html", context)


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def log(request: HttpRequest) -> HttpResponse:
    """Every mail, letter, call and fax, and how the promise was kept."""
    physician = own_record(actor_on(request))
    lines = ledger(physician)
    context = {
        "figures": figures(lines),
        "page": Paginator(lines, LINES_ON_A_PAGE).get_page(request.GET.get("page")),
        "words": contact.promise_of(physician).words,
        "crumbs": [HOME, PRIVACY, ("連絡簿", "")],
    }
    return render(request, "physician/contact_log.html", context)


class OtherTimesForm(EnishiForm):
    words = forms.CharField(
        label="ご都合のよい日や時間帯",
        required=False,
        max_length=300,
        help_text="例：来週の火曜か木曜の午後",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def interview(request: HttpRequest) -> HttpResponse:
    """Choose a time for the talk, ask for another, or be called."""
    return _interview_page(request, OtherTimesForm())


def _interview_page(request: HttpRequest, form: OtherTimesForm) -> HttpResponse:
    physician = own_record(actor_on(request))
    current = interviews.interview_of(physician)
    context = {
        "physician": physician,
        "interview": current,
        "way": TalkWay(current.way).label if current else "",
        "slots": [(i, slot) for i, slot in enumerate(current.slots) if slot > now()] if current else [],
        "wanted": contact.known_of(physician).wanted,
        "form": form,
        "crumbs": [HOME, ("面談の日時", "")],
    }
    return render(request, "physician/interview.html", context)


@roles(Role.PHYSICIAN)
@require_POST
def choose_slot(request: HttpRequest) -> HttpResponse:
    actor = actor_on(request)
    current = interviews.interview_of(own_record(actor))
    given = request.POST.get("slot", "")
    try:
        if current is None or not given.isdigit() or int(given) >= len(current.slots):
            raise StepRefused(interviews.GONE)
        # The page names the time it showed: an offer that was replaced meanwhile is not taken by its place in the list.
        slot = current.slots[int(given)]
        if request.POST.get(f"at{given}") != slot.isoformat():
            raise StepRefused(interviews.GONE)
        interviews.choose_slot(interview=current, by=actor, slot=slot)
        messages.success(request, "面談の日時が決まりました。前の日にも、お知らせします。")
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
    return redirect("my_interview")


@roles(Role.PHYSICIAN)
@require_POST
def other_times(request: HttpRequest) -> HttpResponse:
    """None of the times suits: the coordinator is told."""
    actor = actor_on(request)
    current = interviews.interview_of(own_record(actor))
    form = OtherTimesForm(request.POST)
    if not form.is_valid():
        return _interview_page(request, form)
    try:
        if current is None:
            raise StepRefused(interviews.GONE)
        interviews.ask_other_times(interview=current, by=actor, words=form.cleaned_data["words"])
        messages.success(request, "承りました。担当者が、ほかの日時をご用意します。")
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
    return redirect("my_interview")


@roles(Role.PHYSICIAN)
@require_POST
def call_me(request: HttpRequest) -> HttpResponse:
    """お電話をください: opens the telephone for one talk."""
    actor = actor_on(request)
    contact.ask_for_call(physician=own_record(actor), by=actor, about="お電話のご希望（画面から）")
    day = timezone.localtime(now())
    said = "きょうか次の営業日に" if day.hour < 17 else "次の営業日に"
    messages.success(request, f"承りました。担当者が{said}お電話します。")
    return redirect("my_interview")
