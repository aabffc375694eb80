"""/desk/doctors/{number}/anonymous: a draft of the level-2 text, which waits for the physician's own look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from enishi.common.access import roles
from enishi.physicians.access import physician_for
from enishi.physicians.anonymity import write_anonymous_detail
from enishi.physicians.models import AnonymousDetail
from enishi.physicians.telling_signs import CHECKLIST
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import DECIDERS, press
from enishi.web.desk.seen import SeenForm
from enishi.web.physician.privacy_forms import DetailForm
from enishi.web.talk.signs import telling_signs


class DeskDetailForm(SeenForm, DetailForm):
    """As the physician's own, beside what somebody else may have saved meanwhile."""


@roles(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """With telling signs in the text the checklist must be ticked; either way the physician has the last look."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    standing = AnonymousDetail.objects.filter(physician=physician).first()
    text = standing.text if standing else ""
    form = DeskDetailForm(request.POST if request.method == "POST" else None, initial={"text": text}, shown=text)
    back = reverse("desk_doctor", args=[number])
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if form.cleaned_data["sure"] or not telling_signs(physician, text):
            said = "お名前を伏せたご経験を保存しました。"
            return press(request, lambda: write_anonymous_detail(physician=physician, text=text, by=actor), said, back)
        form.add_error("sure", "気になる言葉が見つかりました。直すか、お確かめのうえチェックをお願いします。")
    context = {
        "physician": physician,
        "form": form,
        "signs": telling_signs(physician, text),
        "checklist": CHECKLIST,
        "checked": bool(standing and standing.checked_at),
        "crumbs": [("医師", reverse("desk_doctors")), (number, back), ("お名前を伏せたご経験", "")],
    }
    return render(request, "desk/anonymous.html", context)
