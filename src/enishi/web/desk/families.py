"""/desk/institutions/{number}/family: what an institution is called and whom it belongs to, on which every shield rests."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from enishi.common.access import roles
from enishi.institutions.access import institution_for
from enishi.institutions.actions import change_family
from enishi.institutions.models import Institution
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import DECIDERS, send
from enishi.web.desk.seen import SeenForm

WIDE = {"class": "w-l"}
MOST_DEPARTMENTS = 20


class FamilyForm(SeenForm):
    name = forms.CharField(label="名称", max_length=200, widget=forms.TextInput(attrs=WIDE))
    corporation = forms.CharField(label="法人名", max_length=200, required=False, widget=forms.TextInput(attrs=WIDE))
    group = forms.CharField(
        label="グループ名",
        max_length=200,
        required=False,
        help_text="法人のグループです。同じ法人の医療機関すべてに及びます。",
        widget=forms.TextInput(attrs=WIDE),
    )
    affiliations = forms.CharField(
        label="医師の派遣元の医局",
        required=False,
        max_length=2000,
        help_text="1行に1つ。例：見本大学 第二内科",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @classmethod
    def of(cls, institution: Institution) -> dict[str, str]:
        """The stored values as `initial`."""
        corporation = institution.corporation
        return {
            "name": institution.name,
            "corporation": corporation.name if corporation else "",
            "group": corporation.group if corporation else "",
            "affiliations": "\n".join(institution.affiliations),
        }

    def clean_affiliations(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["affiliations"].splitlines()]
        found = [line for line in lines if line]
        if len(found) > MOST_DEPARTMENTS or any(len(line) > 100 for line in found):
            raise forms.ValidationError("医局は20まで、1つ100字までです。例：見本大学 第二内科")
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.cleaned_data.get("group") and not self.cleaned_data.get("corporation"):
            self.add_error(
                "corporation", "グループ名だけでは記録できません。法人名をご記入ください。例：医療法人 青葉会"
            )
        return given


@roles(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def family(request: HttpRequest, number: str) -> HttpResponse:
    """Changing it asks every shield anew: talks that a shield now meets are no longer seen there."""
    actor = actor_in(request)
    found = institution_for(actor, number)
    stored = FamilyForm.of(found)
    form = FamilyForm(request.POST or None, initial=stored, shown=stored)
    back = reverse("desk_institution", args=[number])

    def again() -> HttpResponse:
        crumbs = [("医療機関", reverse("desk_institutions")), (number, back), ("名称・法人・医局", "")]
        context = {"institution": found, "form": form, "crumbs": crumbs}
        return render(request, "desk/family.html", context)

    return send(
        request,
        form,
        lambda: change_family(institution=found, by=actor, **form.cleaned_data),
        "名称・法人・医局を直しました。伏せる相手に当たるお話があれば、「今日」に載ります。",
        back,
        again,
    )
