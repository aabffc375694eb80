"""What allauth may do here: no open sign-up, and its codes leave through our outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from enishi.accounts.models import User
from enishi.notices.actions import send_sign_in_code


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # physicians come by registration, institutions by application, staff by grant_role

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Only the sign-in code is ever mailed; an unknown address gets nothing, and the page looks the same."""
        if template_prefix == "account/email/login_code" and (user := User.objects.filter(email__iexact=email).first()):
            send_sign_in_code(user=user, code=context["code"])
