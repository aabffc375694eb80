"""A call back without an account: asked for in four answers, promised on the next page. Nothing personal in an address."""

from datetime import date, datetime
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enishi.common.access import public
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.japanese.date_display import date_with_weekday
from enishi.common.workflow import Party
from enishi.desk.callbacks import request_callback
from enishi.desk.enums import Caller, DayPart
from enishi.desk.slots import SlotRefused, days_offered, promise
from enishi.law.parameters import value
from enishi.office.audit_words import VISITOR as VISITOR_ROLE
from enishi.web.components.fields import NameField, PhoneField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.context import operator

SESSION_KEY = "callback"
SOON = "soon"
VISITOR = Actor(None, Party.PHYSICIAN, VISITOR_ROLE)


class CallbackForm(EnishiForm):
    """Who, which number, about what, and when."""

    name = NameField(label="お名前", autocomplete="name", help_text="姓だけでもかまいません。")
    phone = PhoneField(
        label="電話番号",
        help_text="ご自宅か携帯の番号をお願いします。留守番電話には、団体名もご用件も残しません。",
    )
    caller = forms.ChoiceField(label="お立場", choices=Caller.choices(), widget=ChoiceCards(two_columns=True))
    day = forms.ChoiceField(label="お電話の日", initial=SOON, widget=ChoiceCards(two_columns=True))
    part = forms.ChoiceField(
        label="お電話の時間", choices=DayPart.choices(), initial=DayPart.ANY, widget=ChoiceCards(two_columns=True)
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        """at: the time in Japan; the days to choose from follow from it."""
        super().__init__(*args, **kwargs)
        within = operator().reply_within
        offered = [(day.isoformat(), _day_words(day, at.date())) for day in days_offered(at)]
        self.fields["day"].choices = [(SOON, f"できるだけ早く（{within}）" if within else "できるだけ早く"), *offered]  # type: ignore[attr-defined]
        self.fields["day"].error_messages["invalid_choice"] = (
            "お電話は平日に差し上げています。表示された日からお選びください。例：" + offered[0][1]
        )

    @property
    def wished_on(self) -> date | None:
        day = self.cleaned_data["day"]
        return None if day == SOON else date.fromisoformat(day)


@public
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """The form; a second press or the same number again is the same request."""
    at = timezone.localtime(now()).replace(tzinfo=None)
    form = CallbackForm(request.POST or None, at=at)
    if request.method == "POST" and _accepted(request, form):
        return redirect("callback_done")
    return render(
        request,
        "public/callback.html",
        {"form": form, "kept_days": _kept_days(), "crumbs": [("はじめ", "/"), ("折り返しのお電話", "")]},
        status=429 if getattr(form, "too_often", False) else 200,
    )


@public
@require_safe
@never_cache
def done(request: HttpRequest) -> HttpResponse:
    """What was promised. The same page whether the number was noted before or not."""
    promised = request.session.get(SESSION_KEY)
    if promised is None:
        return redirect("callback")
    context = {
        "day": date.fromisoformat(promised["day"]),
        "part": DayPart(promised["part"]).label,
        "exact": promised["exact"],
        "kept_days": _kept_days(),
        "crumbs": [("はじめ", "/"), ("折り返しのお電話", "/callback"), ("承りました", "")],
    }
    return render(request, "public/callback_done.html", context)


def _accepted(request: HttpRequest, form: CallbackForm) -> bool:
    """Check and note the request; what stands against it goes into the form."""
    if not form.is_valid():
        return False
    if not ratelimit.consume(request, action="callback"):
        form.too_often = True  # type: ignore[attr-defined]
        form.add_error(
            None, "お申し込みが続いたため、しばらく画面ではお受けできません。お手数ですが、お電話でお知らせください。"
        )
        return False
    given = form.cleaned_data
    try:
        day, part = form.wished_on, DayPart(given["part"])
        promised = promise(timezone.localtime(now()).replace(tzinfo=None), day=day, part=part)
        request_callback(
            name=given["name"],
            phone=given["phone"],
            caller=Caller(given["caller"]),
            wished_on=day,
            part=part,
            by=VISITOR,
        )
    except SlotRefused as refused:
        form.add_error("day" if refused.about_day else "part", str(refused))
        return False
    request.session[SESSION_KEY] = {
        "day": promised.day.isoformat(),  # of this request: a stranger learns nothing of an earlier one
        "part": promised.part,
        "exact": promised.exact,
    }
    return True


def _day_words(day: date, at: date) -> str:
    words = date_with_weekday(day, with_year=False)
    return f"今日 {words}" if day == at else words


def _kept_days() -> int:
    return value("callback_retention_days", today())
