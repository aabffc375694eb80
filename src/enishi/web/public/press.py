"""/press: for those who write about us: facts, logos, a picture, whom to ask; everything in one ZIP."""

import io
import zipfile
from functools import lru_cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enishi.common.access import public
from enishi.common.documents import drawing, pictures
from enishi.common.profile import Profile
from enishi.web.context import operator
from enishi.web.public.cards import drawn, words_for

LOGO = "outreach/typst/logo.typ"
LOGO_WORDS = {"title": "縁 Enishi"}
FIXED = (2026, 1, 1, 0, 0, 0)
"""Time of the files in the ZIP, so that the same facts give the same ZIP."""
KINDS = {"svg": "image/svg+xml", "png": "image/png", "txt": "text/plain; charset=utf-8", "zip": "application/zip"}
PIECES = (
    ("logo.svg", "ロゴ（SVG）", "印刷と大きな画面に"),
    ("logo.png", "ロゴ（PNG）", "背景は透明です"),
    ("card.png", "画像（1200×630）", "記事やSNSの見出しに"),
    ("facts.txt", "基本の情報（文章）", "そのまま写してお使いください"),
)


@public
@require_safe
def press(request: HttpRequest) -> HttpResponse:
    profile = operator()
    context = {
        "pieces": PIECES,
        "facts": facts(profile),
        "short": short_text(profile),
        "feeds": (
            ("/feeds/news.xml", "お知らせ"),
            ("/feeds/stories.xml", "働き方のお話"),
            ("/feeds/events.xml", "催し"),
        ),
        "crumbs": [("はじめ", "/"), ("私たちについて", "/about"), ("報道の方へ", "")],
    }
    return render(request, "public/press.html", context)


def facts(profile: Profile) -> list[tuple[str, str]]:
    """Label and words; what is not known yet is left out."""
    rows = (
        ("名称", profile.name), ("略称", profile.short_name), ("開始", profile.started_words), ("世話人の団体", "、".join(profile.supporters)),
        ("運営", "、".join(body.name for body in profile.operators)),
        ("許可番号", f"{profile.business_words} {profile.licence}" if profile.licence else ""),
        ("所在地", profile.full_address), ("電話", profile.phone_with_hours), ("メール", profile.mail), ("ホームページ", profile.web),
    )  # fmt: skip
    return [(label, words) for label, words in rows if words]


def short_text(profile: Profile) -> str:
    """Three sentences to copy."""
    return (
        f"{profile.name}は、医師が足りない病院やまちと、次の働き方を考える医師とを、専任の担当者が引き合わせる事業です。"
        "医師から費用を受け取らず、募集の並び順をお金で変えることもありません。"
        "双方がよく話し合い、約束を書面にしてから着任し、そのあとも様子をうかがいます。"
    )


@public
@require_safe
def press_file(request: HttpRequest, name: str) -> HttpResponse:
    """One piece, or all of them as press.zip."""
    files = press_files()
    if name == "press.zip":
        data = _zipped(files)
    elif name in files:
        data = files[name]
    else:
        raise Http404
    answer = HttpResponse(data, content_type=KINDS[name.rpartition(".")[2]])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    return answer


def press_files() -> dict[str, bytes]:
    """Every piece by its name."""
    profile = operator()
    lines = [short_text(profile), "", *(f"{label}：{words}" for label, words in facts(profile)), "", settings.BASE_URL]
    return {
        "logo.svg": logo_svg(), "logo.png": logo_png(), "card.png": drawn(words_for("site", "")),
        "facts.txt": "\r\n".join(lines).encode("utf-8-sig"),
    }  # fmt: skip


@lru_cache(maxsize=1)
def logo_svg() -> bytes:
    return drawing(LOGO, LOGO_WORDS)


@lru_cache(maxsize=1)
def logo_png() -> bytes:
    return pictures(LOGO, LOGO_WORDS, dots_an_inch=300)[0]


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
