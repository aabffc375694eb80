"""/inst/profile/approval: through whose hands an agreement goes inside this institution. For its admin."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.institutions.access import own_institution
from enishi.institutions.approval import is_default, route_of, save_route
from enishi.institutions.approval_rules import LONGEST_LABEL, MOST_DAYS, MOST_STEPS, RouteStep, route_from
from enishi.web.components.fields import NumberField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.institution.access import actor_on

PARTS = ("label", "days", "in_person", "core_only")


class RouteForm(EnishiForm):
    """One row for each step; a row without a name is no step."""

    def __init__(self, *args: Any, route: tuple[RouteStep, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, MOST_STEPS + 1):
            step = route[n - 1] if n <= len(route) else None
            self.fields[f"label_{n}"] = forms.CharField(
                label="役職・会議の名前",
                required=False,
                max_length=LONGEST_LABEL,
                initial=step.label if step else "",
                help_text="お名前ではなく、役職か会議で。例：院長、首長部局、議会" if n == 1 else "",
                widget=forms.TextInput(attrs={"class": "w-m"}),
            )
            self.fields[f"days_{n}"] = NumberField(
                label="ふつうにかかる日数",
                unit="営業日",
                required=False,
                min_value=0,
                max_value=MOST_DAYS,
                initial=step.days if step else None,
            )
            self.fields[f"in_person_{n}"] = YesField(
                label="押す人",
                text="承認の権限をお持ちの方が、ご自分の画面で承認する",
                small="付けないときは、ご担当の方が決裁の日を書きとめます。",
                required=False,
                initial=step.in_person if step else False,
            )
            self.fields[f"core_only_{n}"] = YesField(
                label="見る範囲",
                text="大事な条件（期間・場所・日数・賃金など）だけを見る",
                small="ほかのことばが変わった版では、もう一度お願いしません。",
                required=False,
                initial=step.core_only if step else False,
            )

    @property
    def rows(self) -> list[tuple[int, list[Any], bool]]:
        """(number, its fields, whether it holds a step) for the template."""
        return [(n, [self[f"{part}_{n}"] for part in PARTS], bool(self[f"label_{n}"].value())) for n in self._numbers()]

    def _numbers(self) -> range:
        return range(1, MOST_STEPS + 1)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for n in self._numbers():
            named, days = (given.get(f"label_{n}") or "").strip(), given.get(f"days_{n}")
            if named and days is None and f"days_{n}" not in self.errors:
                self.add_error(f"days_{n}", f"第{n}段にかかる日数をご記入ください。例：5")
            if not named and days is not None:
                self.add_error(f"label_{n}", f"第{n}段の役職か会議の名前をご記入ください。例：院長")
        if not self.errors:
            try:
                route_from([step.as_row() for step in self.route()])
            except ValueError as problem:
                self.add_error(None, str(problem))
        return given

    def route(self) -> tuple[RouteStep, ...]:
        given = self.cleaned_data
        return tuple(
            RouteStep(given[f"label_{n}"].strip(), *(given[f"{part}_{n}"] for part in PARTS[1:]))
            for n in self._numbers()
            if given[f"label_{n}"].strip()
        )


@roles(Role.INSTITUTION_ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def route(request: HttpRequest) -> HttpResponse:
    """The steps as they are now; saved, they hold for versions to come."""
    actor = actor_on(request)
    institution = own_institution(actor)
    form = RouteForm(request.POST or None, route=route_of(institution))
    if request.method == "POST" and form.is_valid():
        save_route(institution=institution, by=actor, steps=form.route())
        messages.success(request, "承認の段取りを保存しました。これからつくる版に使います。")
        return redirect("inst_profile")
    context = {
        "form": form,
        "is_default": is_default(institution),
        "crumbs": [("今日のご案内", "/inst"), ("施設と地域の紹介", "/inst/profile"), ("承認の段取り", "")],
    }
    return render(request, "institution/approval_route.html", context)
