"""/desk/keys: the desk without a mouse, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enishi.common.access import roles
from enishi.web.components.actors import actor_in
from enishi.web.components.navigation import DESK, KEYS, menu
from enishi.web.desk.common import READERS

ON_EVERY_PAGE = (
    ("Tab", "次のリンク・ボタン・欄へ。Shiftを押しながらで、前へ戻ります。いまいる所は、太い枠で囲まれます。"),
    ("Enter", "リンクを開き、ボタンを押します。ひとことの欄では、そのまま送ります。"),
    ("スペース", "ボタンを押し、□に印を付け、折りたたんだ所を開け閉めします。"),
    ("↑ ↓", "一つだけ選ぶ欄と、一覧から選ぶ欄で、次の候補へ。"),
    ("Alt と ←", "前の画面へ戻ります（Macは command と [ ）。"),
)


@roles(*READERS)
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Which keys do what; the numbers lead to the entries of this reader's menu."""
    entries = menu(DESK, request.path, actor_in(request).role)
    context = {
        "everywhere": ON_EVERY_PAGE,
        "places": [(KEYS[entry.href], entry.label, entry.href) for entry in entries if entry.href in KEYS],
        "crumbs": [("キーボードの使いかた", "")],
    }
    return render(request, "desk/keys.html", context)
