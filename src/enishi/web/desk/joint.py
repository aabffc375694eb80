"""Couples and teams at the desk: which talks go together, how far apart their places lie, and the link itself."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from enishi.candidacies.access import candidacy_for
from enishi.candidacies.joint import Apart, apart, link_talks, linkable_with, live_partners
from enishi.candidacies.joint_parting import has_both_approvals
from enishi.candidacies.models import Candidacy, JointTalk
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.workflow import Channel
from enishi.web.components.actors import actor_in
from enishi.web.components.fields import YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import DECIDERS, HEARD_BY, family_names, send


class JointForm(EnishiForm):
    """Another talk by its number, and how all physicians were asked; nothing to ask where both named each other."""

    other = forms.RegexField(
        label="つなぐお話の番号",
        regex=r"^\s*C-[0-9]{4}-[0-9]{4,}\s*$",
        max_length=16,
        help_text="例：C-2026-0012",
        error_messages={
            "required": "つなぐお話の番号をご入力ください。例：C-2026-0012",
            "invalid": "番号を読み取れませんでした。「C-2026-0012」のようにご入力ください。",
        },
    )
    channel = forms.ChoiceField(
        label="どの先生にも、別々にうかがった方法",
        choices=[("", "先生どうしが、番号を届け合っている"), *HEARD_BY],
        required=False,
        widget=ChoiceCards(two_columns=True),
    )
    knowingly = YesField(
        label="離れていることの確認",
        text="勤務地や始まりの日が離れていても、先生がたはご承知です",
        required=False,
    )


@dataclass(frozen=True, slots=True)
class Partner:
    """One of the other talks. ready: approved by both sides, it waits for the others alone."""

    candidacy: Candidacy
    name: str
    words: str
    ready: bool


def joint_rows(found: Candidacy, actor: Actor, back: EnishiForm | None = None) -> dict[str, Any]:
    """What desk/candidacy_joint.html shows of this talk."""
    seats = live_partners(found)
    others = [seat.candidacy for seat in seats if seat.candidacy_id != found.pk]
    may_link = linkable_with(found) if not seats else []
    names = family_names([c.physician for c in (*others, *may_link)], actor)
    joint: JointTalk | None = seats[0].joint if seats else None
    return {
        "joint": joint,
        "partners": [_partner(found, c, names) for c in others],
        "may_link": [_partner(found, c, names) for c in may_link],
        "joint_form": back or (JointForm(auto_id="joint_%s") if not seats and found.is_open else None),
    }


def _partner(found: Candidacy, other: Candidacy, names: dict[int, str]) -> Partner:
    return Partner(
        other, names.get(other.physician_id, ""), _apart_words(apart(found, other)), has_both_approvals(other)
    )


def _apart_words(found: Apart) -> str:
    """「車で約35分、始まりの差は約2か月」."""
    way = (
        "同じ町" if found.minutes == 0 else f"車で約{found.minutes}分" if found.minutes is not None else "距離は未確認"
    )
    if found.months is None:
        return f"{way}、始まりの日は未定"
    return f"{way}、始まりの差は{'なし' if found.months < 0.5 else f'約{found.months:.0f}か月'}"


def _drive(minutes: int) -> str:
    return f"車で約{minutes}分" if minutes < 90 else f"車で約{round(minutes / 60)}時間"


@roles(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, number: str) -> HttpResponse:
    """ご一緒のお話としてつなぐ."""
    from enishi.web.desk.candidacies import show

    actor = actor_in(request)
    found = candidacy_for(actor, number)
    page = reverse("desk_candidacy", args=[number])
    if request.method != "POST":
        return redirect(page)
    form = JointForm(request.POST, auto_id="joint_%s")

    def act() -> None:
        given = form.cleaned_data
        other = Candidacy.objects.visible_to(actor).filter(number=given["other"].strip()).first()
        by = actor.by(Channel(given["channel"])) if given["channel"] else actor
        link_talks(candidacies=[c for c in (found, other) if c], by=by, knowingly=given["knowingly"])

    said = "ご一緒のお話としてつなぎました。全員の合意がそろったときに、同時に成立します。"
    return send(request, form, act, said, f"{page}#joint", lambda: show(request, found, {"joint": form}))
