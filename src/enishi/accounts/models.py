"""People who sign in, the organisations they act for, and one-time sign-in links."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from enishi.accounts.roles import INSTITUTION_ROLES, STAFF_ROLES, Role
from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, *, name: str = "", password: str | None = None, **extra: Any) -> "User":
        """A person; without a password nobody can sign in by one (codes, links and passkeys only)."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **extra)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who can sign in. What he or she may do stands in memberships, never here."""

    email = models.EmailField("メールアドレス", unique=True)
    name = models.CharField("お名前", max_length=80, blank=True)
    is_active = models.BooleanField("有効", default=True)
    letters = models.CharField("文字の大きさ", max_length=10, default="standard")
    created_at = models.DateTimeField(default=now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "利用者"
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_once"),)

    def __str__(self) -> str:
        return f"user {self.pk}"  # never a name: this text reaches logs

    def get_full_name(self) -> str:
        return self.name


class Organisation(models.Model):
    """Something people act for: an institution or a society (each has its own record pointing here)."""

    class Kind(models.TextChoices):
        INSTITUTION = "institution", "医療機関"
        SOCIETY = "society", "学会・団体"

    kind = models.CharField("種類", max_length=20, choices=Kind)
    name = models.CharField("名称", max_length=200)

    class Meta:
        verbose_name = "組織"

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self) -> "MembershipQuerySet":
        return self.filter(ended_at=None, user__is_active=True)


class Membership(models.Model):
    """A person holds a role, for an organisation where the role needs one."""

    user = models.ForeignKey(User, verbose_name="利用者", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("役割", max_length=30, choices=Role.choices())
    organisation = models.ForeignKey(
        Organisation, verbose_name="組織", null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    started_at = models.DateTimeField("開始", default=now)
    ended_at = models.DateTimeField("終了", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "所属"
        constraints = (
            models.UniqueConstraint(
                fields=("user", "role", "organisation"),
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="membership_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    role__in=sorted(r.value for r in (*INSTITUTION_ROLES, Role.SOCIETY)), organisation__isnull=False
                )
                | Q(role__in=sorted(r.value for r in (*STAFF_ROLES, Role.PHYSICIAN)), organisation__isnull=True),
                name="membership_organisation_fits_role",
            ),
        )

    @property
    def role_label(self) -> str:
        return Role(self.role).label


class SignInLink(models.Model):
    """A one-time link to sign in: only its digest is kept, it works once and for a short time."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_links")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=20)  # "shell" or "mail"
    next_path = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Session(AbstractBaseSession):
    """One browser for eight hours. user: who is signed in there, None for a visitor; `accounts.sessions` fills it in."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> type[Any]:
        from enishi.accounts.sessions import SessionStore  # it reads this module

        return SessionStore

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "ログイン中の端末"


class TypedWords(models.Model):
    """A form that arrived after the session or its token had run out, kept for its writer for some hours (`accounts.typed`).

    browser: digest of a random cookie; user: for whom the form was drawn, None for a visitor. fields: JSON, name → values.
    """

    browser = models.CharField(max_length=64)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="typed_words")
    sent_to = models.CharField(max_length=300)
    page = models.CharField(max_length=500)
    fields = EncryptedTextField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "お預かりした書きかけ"
        constraints = (
            models.UniqueConstraint(
                fields=("browser", "user", "sent_to"), nulls_distinct=False, name="typed_words_once_a_form"
            ),
        )
