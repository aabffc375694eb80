"""/inst/users: who acts for the institution, and the page on which an invited person says yes."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.accounts.access import memberships_of
from enishi.accounts.actions import make_sign_in_link
from enishi.accounts.models import Membership
from enishi.accounts.roles import INSTITUTION_ROLES, Role
from enishi.common.access import public, roles
from enishi.common.workflow import StepRefused
from enishi.institutions.access import own_institution
from enishi.institutions.joining import APPLICANT
from enishi.institutions.members import (
    accept_invitation,
    cancel_invitation,
    change_member_role,
    end_member,
    invite,
    members_of,
    usable_invitation,
    waiting_invitations,
)
from enishi.institutions.models import Institution, Invitation
from enishi.web.components.fields import MailField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.institution.access import MEMBERS, actor_on

ADMIN = (Role.INSTITUTION_ADMIN,)
FIRST_SIGN_IN = timedelta(minutes=15)
ROLE_HINTS = {
    Role.INSTITUTION_ADMIN: "すべてができ、担当者を加えたり外したりできます",
    Role.INSTITUTION_STAFF: "募集を書き、先生とのやりとりを進めます",
    Role.INSTITUTION_APPROVER: "読んで、条件のご提示を承認します。募集は直せません",
}
CHOICES = [(r.value, r.label) for r in ROLE_HINTS]


class InviteForm(EnishiForm):
    name = forms.CharField(label="お名前", max_length=80, widget=forms.TextInput(attrs={"class": "w-m"}))
    mail = MailField(label="メールアドレス")
    role = forms.ChoiceField(label="役割", choices=CHOICES, widget=ChoiceCards(hints=ROLE_HINTS))


class RoleForm(EnishiForm):
    role = forms.ChoiceField(label="役割", choices=CHOICES, widget=ChoiceCards(hints=ROLE_HINTS))


@roles(*MEMBERS)
@require_safe
def users(request: HttpRequest) -> HttpResponse:
    return _page(request, InviteForm(initial={"role": Role.INSTITUTION_STAFF}))


@roles(*ADMIN)
@require_POST
def invite_user(request: HttpRequest) -> HttpResponse:
    """A mail with a link goes out; the person is on the list once he or she has said yes."""
    form, actor = InviteForm(request.POST), actor_on(request)
    if form.is_valid():
        given = form.cleaned_data
        try:
            invite(
                institution=own_institution(actor),
                by=actor,
                mail=given["mail"],
                name=given["name"],
                role=Role(given["role"]),
            )
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            messages.success(request, "ご招待のメールをお送りしました。お引き受けになると、一覧に載ります。")
            return redirect("inst_users")
    return _page(request, form)


@roles(*ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def user_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Another role for one person, or the end of the membership: two buttons on one page."""
    actor = actor_on(request)
    institution = own_institution(actor)
    membership = _member(institution, pk)
    form = RoleForm(request.POST or None, initial={"role": membership.role})
    if request.method == "POST":
        try:
            if "end" in request.POST:
                end_member(institution=institution, membership=membership, by=actor)
                messages.success(request, "担当から外しました。この方は、これから何も開けません。")
                return redirect("home" if membership.user_id == actor.user_id else "inst_users")
            if form.is_valid():
                role = Role(form.cleaned_data["role"])
                change_member_role(institution=institution, membership=membership, role=role, by=actor)
                messages.success(request, "役割を変えました。")
                return redirect("home" if membership.user_id == actor.user_id else "inst_users")
        except StepRefused as refused:
            form = RoleForm({"role": membership.role})
            form.is_valid()
            form.refuse(refused.refusals)
    crumbs = [("今日のご案内", "/inst"), ("担当者", "/inst/users"), (membership.user.name or "担当の方", "")]
    return render(request, "institution/user.html", {"form": form, "membership": membership, "crumbs": crumbs})


@roles(*ADMIN)
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_on(request)
    found = Invitation.objects.filter(institution=own_institution(actor), pk=pk).first()
    if found is None:
        raise Http404
    cancel_invitation(invitation=found, by=actor)
    messages.success(request, "ご招待を取り消しました。お送りした案内は、もう使えません。")
    return redirect("inst_users")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """An invitation: GET shows what it is, only POST accepts. Who has signed in here before does so as always."""
    found = usable_invitation(token)
    if found is None:
        return render(request, "sign_in/expired.html", status=410)
    if request.method == "POST":
        try:
            user, new = accept_invitation(token=token, by=APPLICANT)
        except StepRefused as refused:
            for refusal in refused.refusals:
                messages.error(request, refusal.sentence)
        else:
            if new:
                return redirect(make_sign_in_link(user=user, made_by="mail", life=FIRST_SIGN_IN, next_path="/inst"))
            messages.success(request, "お引き受けいただきました。ログインしてお使いください。")
            return redirect("/login?next=/inst")
    context = {"invitation": found, "role": Role(found.role).label}
    return render(request, "institution/join.html", context)


def _page(request: HttpRequest, form: InviteForm) -> HttpResponse:
    actor = actor_on(request)
    institution = own_institution(actor)
    mine = [m for m in memberships_of(request.user) if Role(m.role) in INSTITUTION_ROLES]  # type: ignore[arg-type]
    context = {
        "institution": institution,
        "members": members_of(institution),
        "waiting": [(i, Role(i.role).label) for i in waiting_invitations(institution)],
        "form": form,
        "may_invite": actor.role in ADMIN,
        "me": actor.user_id,
        "several": len(mine) > 1,
        "crumbs": [("今日のご案内", "/inst"), ("担当者", "")],
    }
    return render(request, "institution/users.html", context)


def _member(institution: Institution, pk: int) -> Membership:
    found = members_of(institution).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
