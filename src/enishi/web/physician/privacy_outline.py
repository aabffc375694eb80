"""/my/privacy/outline: the words without a name, how many physicians share them, and the text of level 2."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.accounts.roles import Role
from enishi.areas.headcounts import in_words
from enishi.candidacies.outline import outline
from enishi.candidacies.summary import (
    is_narrow_by_wish,
    narrow_wording_of,
    outline_facts,
    outline_of_physician,
    shared_wording_of,
    wording_of,
)
from enishi.common.access import roles
from enishi.physicians import anonymity
from enishi.physicians.access import own_record
from enishi.physicians.models import AnonymousDetail, Physician
from enishi.physicians.telling_signs import CHECKLIST, Sign
from enishi.web.physician.privacy_forms import DetailForm, NarrowForm
from enishi.web.physician.views import HOME, actor_on
from enishi.web.talk.signs import telling_signs

PRIVACY = ("公開範囲と連絡の約束", "/my/privacy")
EDIT = ["GET", "HEAD", "POST"]


@roles(Role.PHYSICIAN)
@require_http_methods(EDIT)
@never_cache
def words(request: HttpRequest) -> HttpResponse:
    """The exact text with its meter; POST wishes for narrower words, or takes the wish back."""
    actor = actor_on(request)
    physician = own_record(actor)
    narrow = narrow_wording_of(physician)
    form = NarrowForm(request.POST if request.POST.get("act") == "narrow" else None, initial={"words": narrow.words})
    if request.POST.get("act") == "wide":
        anonymity.end_narrow_wording(physician=physician, by=actor)
        messages.success(request, "多くの方に当てはまる言葉に戻しました。")
        return redirect("my_outline")
    if form.is_bound and form.is_valid():
        if form.cleaned_data["words"] == narrow.words:
            anonymity.keep_narrow_wording(
                physician=physician, words=narrow.words, look_alikes=narrow.look_alikes, by=actor
            )
            messages.success(request, "狭い言葉でご紹介します。いつでも戻せます。")
            return redirect("my_outline")
        form.add_error(None, "ご希望や年代が変わり、文が新しくなりました。いまの文を、もう一度お確かめください。")
    return _page(request, physician, narrow_form=form if form.is_bound else None)


@roles(Role.PHYSICIAN)
@require_http_methods(EDIT)
@never_cache
def detail(request: HttpRequest) -> HttpResponse:
    """Keep the text of level 2. With telling signs in it the boxes of the checklist must be ticked first."""
    actor = actor_on(request)
    physician = own_record(actor)
    if request.method != "POST":
        return redirect("my_outline")
    form = DetailForm(request.POST)
    if form.is_valid():
        signs = telling_signs(physician, form.cleaned_data["text"])
        if not signs or form.cleaned_data["sure"]:
            anonymity.write_anonymous_detail(physician=physician, text=form.cleaned_data["text"], by=actor)
            messages.success(request, "お名前を伏せたご経験を保存しました。")
            return redirect("my_outline")
        form.add_error("sure", "気になる言葉が見つかりました。直すか、お確かめのうえチェックをお願いします。")
        return _page(request, physician, detail_form=form, signs=signs)
    return _page(request, physician, detail_form=form)


def _page(
    request: HttpRequest,
    physician: Physician,
    *,
    narrow_form: NarrowForm | None = None,
    detail_form: DetailForm | None = None,
    signs: list[Sign] | None = None,
) -> HttpResponse:
    narrow, shown = narrow_wording_of(physician), wording_of(physician)
    standing = AnonymousDetail.objects.filter(physician=physician).first()
    text = standing.text if standing else ""
    context = {
        "outline": outline_of_physician(physician),
        "look_alikes": in_words(shown.look_alikes),
        "is_narrow": is_narrow_by_wish(physician),
        "is_widened": shown != narrow,
        "wide_outline": outline(shared_wording_of(physician), outline_facts(physician)),
        "narrow_outline": outline(narrow, outline_facts(physician)),
        "narrow_look_alikes": in_words(narrow.look_alikes),
        "may_narrow": not narrow.is_shared,
        "narrow_form": narrow_form or NarrowForm(initial={"words": narrow.words}, auto_id="narrow_%s"),
        "detail_form": detail_form or DetailForm(initial={"text": text}, auto_id="detail_%s"),
        "needs_check": bool(standing and standing.text and standing.checked_at is None),
        "signs": signs if signs is not None else telling_signs(physician, text),
        "checklist": CHECKLIST,
        "crumbs": [HOME, PRIVACY, ("お名前を伏せた紹介", "")],
    }
    return render(request, "physician/outline.html", context)
