"""The people who can be tried out: one sign-in for each role, pinned, and the colleagues around them."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from enishi.accounts.access import actor_of
from enishi.accounts.actions import grant_role
from enishi.accounts.models import Membership, Organisation, User
from enishi.accounts.roles import STAFF_ROLES, Role
from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import ago, now

DOMAIN = "@demo.example"


@dataclass(frozen=True, slots=True)
class SignIn:
    """A pinned sign-in: before the @, who it is, what can be tried with it."""

    word: str
    name: str
    role: Role
    tries: str

    @property
    def email(self) -> str:
        return self.word + DOMAIN


SIGN_INS = (
    SignIn("physician", "高瀬 正和", Role.PHYSICIAN, "ご提案への返事、意見交換、条件のご提示"),
    SignIn("institution", "沢渡 由美", Role.INSTITUTION_STAFF, "募集、医師への返事、意見交換"),
    SignIn("manager", "門脇 恵子", Role.INSTITUTION_ADMIN, "担当者の招待、自己申告、施設と地域の紹介、リスク帳"),
    SignIn("approver", "汐見 健一", Role.INSTITUTION_APPROVER, "条件の承認"),
    SignIn("coordinator", "三浦 早苗", Role.COORDINATOR, "きょうの仕事、照合、ご提案"),
    SignIn("supervisor", "大橋 徹", Role.SUPERVISOR, "全体の進み具合、担当の割り振り"),
    SignIn("office", "植村 佳代", Role.COMPLIANCE, "帳簿、報告、苦情"),
    SignIn("outreach", "小松 玲奈", Role.OUTREACH, "学会へのご案内、訪問の数"),
    SignIn("researcher", "堀江 理", Role.RESEARCHER, "偏在と定着の集計"),
    SignIn("society", "日向 真弓", Role.SOCIETY, "自分の学会のご案内の様子"),
    SignIn("admin", "久保 直樹", Role.ADMIN, "利用者と役割"),
)
COLLEAGUES = (
    ("coordinator2@staff.example.jp", "野田 宏美", Role.COORDINATOR),
    ("coordinator3@staff.example.jp", "安藤 恵", Role.COORDINATOR),
    ("desk@staff.example.jp", "古川 沙織", Role.DESK),
)


def employ_staff() -> dict[str, Actor]:
    """The pinned staff and their colleagues, each with a second factor; by the word before the @."""
    made: dict[str, Actor] = {}
    for person in SIGN_INS:
        if person.role in STAFF_ROLES:
            made[person.word] = employ(person.email, person.name, person.role)
    for email, name, role in COLLEAGUES:
        made[email.partition("@")[0]] = employ(email, name, role)
    return made


EMPLOYED = timedelta(days=600)
"""Ago: whoever placed people in the fiscal year before stands in its report."""


def employ(email: str, name: str, role: Role, organisation: Organisation | None = None) -> Actor:
    """A person in a role; staff get an authenticator app with a secret of this machine."""
    with ago(EMPLOYED if role in STAFF_ROLES else timedelta(0)):
        user, membership = grant_role(email=email, name=name, role=role, by=SYSTEM, organisation=organisation)
    if role in STAFF_ROLES and not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())
        User.objects.filter(pk=user.pk, last_login=None).update(last_login=now())  # at work these days
    return actor_of(membership)


def pinned(word: str) -> SignIn:
    return next(person for person in SIGN_INS if person.word == word)


def is_loaded() -> bool:
    """Whether the demo people are in the database. By the staff, who stay: whoever tries out how a physician leaves erases him."""
    return User.objects.filter(email=pinned("admin").email).exists()


def sign_in_table() -> str:
    """The pinned sign-ins for the console; one sentence where the demo is not loaded."""
    if not is_loaded():
        return "見本の利用者はまだ読み込まれていません（enishi demo load）。"
    held = {
        m.user.email: m
        for m in Membership.objects.in_force()
        .filter(user__email__endswith=DOMAIN)
        .select_related("user", "organisation")
    }
    rows = [(p.email, held[p.email], p.tries) for p in SIGN_INS if p.email in held]
    lines = ["見本の利用者（開発用の画面 /dev/ から、押すだけで入れます）"]
    for email, membership, tries in rows:
        where = f"（{membership.organisation.name}）" if membership.organisation else ""
        lines.append(f"  {email:<26} {membership.user.name}｜{membership.role_label}{where}｜{tries}")
    return "\n".join(lines)
