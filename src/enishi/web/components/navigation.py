"""Which section a page belongs to, and the menu of that section: only pages that exist and open for the reader."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve

from enishi.accounts.external import EXTERNAL_RULES
from enishi.common.access import rule_of

PUBLIC, PHYSICIAN, INSTITUTION, DESK, OFFICE, RESEARCH, SOCIETY = (
    "public", "physician", "institution", "desk", "office", "research", "society",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of a menu as the template shows it. more: on a wide screen it lies under 「そのほか」, as the line is full.
    key: the number that opens it together with the browser's own keys (accesskey), ""."""

    href: str
    label: str
    current: bool = False
    more: bool = False
    key: str = ""


ON_THE_LINE = 8
"""Entries of a staff menu that stand on the line of a wide screen; those that are needed less often come after them."""


_PREFIXES = (
    ("/inst/apply", PUBLIC),
    ("/my", PHYSICIAN),
    ("/inst/", INSTITUTION),
    ("/desk", DESK),
    ("/ops", OFFICE),
    ("/research", RESEARCH),
    ("/society", SOCIETY),
)
_MENUS: dict[str, tuple[tuple[str, str], ...]] = {
    PUBLIC: (
        ("/", "はじめに"),
        ("/doctors", "医師の方へ"),
        ("/institutions", "医療機関・自治体の方へ"),
        ("/societies", "学会・団体の方へ"),
        ("/openings", "募集をさがす"),
        ("/regions", "地域を知る"),
        ("/faq", "ご質問"),
    ),
    PHYSICIAN: (
        ("/my", "今日のご案内"),
        ("/my/proposals", "ご提案"),
        ("/my/wishes", "ご希望"),
        ("/my/career", "ご経歴"),
        ("/my/privacy", "公開範囲と連絡の約束"),
        ("/openings", "募集をさがす"),
        ("/my/settings", "設定"),
    ),
    INSTITUTION: (
        ("/inst", "今日のご案内"),
        ("/inst/openings", "募集"),
        ("/inst/needs", "来てほしい日"),
        ("/inst/relay", "分け合う席"),
        ("/inst/candidates", "候補の先生"),
        ("/inst/placements", "着任された先生"),
        ("/inst/profile", "施設と地域の紹介"),
        ("/inst/reports", "ご報告"),
        ("/inst/users", "担当者"),
        ("/inst/billing", "費用"),
    ),
    DESK: (
        ("/desk", "今日の十件"),
        ("/desk/calendar", "予定表"),
        ("/desk/board", "進み具合"),
        ("/desk/doctors", "医師"),
        ("/desk/institutions", "医療機関"),
        ("/desk/openings", "募集の鮮度"),
        ("/desk/callbacks", "折り返しのお電話"),
        ("/desk/search", "さがす"),
        ("/desk/intake", "紙と電話の受付"),
        ("/desk/slates", "今週の組み合わせ"),
        ("/desk/checkins", "着任のあと"),
        ("/desk/surveys", "調査の用紙"),
        ("/desk/letters", "手紙と電話"),
        ("/desk/calls", "連絡の記録"),
        ("/desk/templates", "文例"),
        ("/ops/mailings", "まとめてのお便り"),
        ("/desk/trips", "出張"),
        ("/desk/relays", "分け合う席"),
        ("/desk/regions", "地域の条件"),
        ("/desk/region-facts", "地域のご紹介"),
        ("/desk/referrals", "ほかの機関との紹介"),
        ("/desk/complaints", "お申し出を書きとめる"),
        ("/desk/caseload", "担当と代理"),
        ("/desk/team", "チームのようす"),
        ("/desk/quality", "品質確認"),
        ("/desk/keys", "キーボードの使いかた"),
        ("/desk/cases", "ケース会議"),
    ),
    OFFICE: (
        ("/ops", "事務局の今日"),
        ("/ops/ledgers/openings", "求人管理簿"),
        ("/ops/ledgers/seekers", "求職管理簿"),
        ("/ops/fees", "手数料"),
        ("/ops/campaigns", "周知"),
        ("/ops/funnel", "周知の成果"),
        ("/ops/societies", "学会・団体"),
        ("/ops/news", "お知らせ"),
        ("/ops/stories", "体験のお話"),
        ("/ops/events", "催し"),
        ("/ops/newsletter", "お便り"),
        ("/ops/embeds", "よそのページの一覧"),
        ("/ops/mailings", "まとめてのお便り"),
        ("/research/surveys", "調査"),
        ("/ops/complaints", "お申し出（苦情）"),
        ("/ops/partners", "提携先の紹介機関"),
        ("/ops/profile", "運営者の情報"),
        ("/ops/audit", "操作の記録"),
        ("/ops/incidents", "事故の記録"),
        ("/ops/consents", "同意の台帳"),
        ("/ops/disclosures", "公開の台帳"),
        ("/ops/unusual", "ふだんと違う閲覧"),
        ("/ops/exports", "取り出したファイル"),
        ("/ops/access-review", "役割の見直し"),
        ("/ops/roles", "役割と画面"),
        ("/ops/support", "期限つきの閲覧"),
        ("/ops/users", "利用者"),
    ),
    RESEARCH: (
        ("/research", "医師偏在指標"),
        ("/research/regions", "地域の条件"),
        ("/research/retention", "定着の曲線"),
        ("/research/net-effect", "偏在への純効果"),
        ("/research/tables", "表をつくる"),
        ("/research/surveys", "調査"),
        ("/research/what-if", "もしも"),
        ("/research/cuts", "年の記録"),
    ),
    SOCIETY: (("/society", "ご案内の状況"),),
}
KEYS = {
    "/desk": "1", "/desk/calendar": "2", "/desk/board": "3", "/desk/doctors": "4", "/desk/institutions": "5",
    "/desk/openings": "6", "/desk/callbacks": "7", "/desk/search": "8",
}  # fmt: skip
"""The desk's places by number, those on the line of the menu. Numbers with the browser's own keys: a single letter would be in the
way of speech input and screen readers (WCAG 2.1.4). 9 is the page's own text and 0 the page that tells all this."""

_BELONGS = {"/institutions/": "/openings"}
"""Pages below an address that belong to another entry of the menu: an institution's own page is read on the way to its openings."""
_STAFF = frozenset({DESK, OFFICE, RESEARCH})
_STRAPLINES = {
    PUBLIC: "医師と地域を結ぶ",
    PHYSICIAN: "先生のページ",
    INSTITUTION: "医療機関のページ",
    DESK: "担当者の机",
    OFFICE: "事務局",
    RESEARCH: "研究",
    SOCIETY: "学会・団体のページ",
}


def section_of(path: str) -> str:
    """The section a path belongs to: /desk/board → desk, /institutions → public."""
    for prefix, section in _PREFIXES:
        stem = prefix.rstrip("/")
        if path == stem or path.startswith(f"{stem}/"):
            return section
    return PUBLIC


def is_staff_section(section: str) -> bool:
    return section in _STAFF


def strapline(section: str, request: HttpRequest | None = None) -> str:
    """The words beside the wordmark: whose page this is."""
    membership = getattr(request, "membership", None)
    if section == PHYSICIAN and membership and membership.user.name:
        return f"{membership.user.name.split()[0]}先生のページ"
    if section in (INSTITUTION, SOCIETY) and membership and membership.organisation:
        return f"{membership.organisation.name}のページ"
    return _STRAPLINES[section]


def menu(section: str, path: str, role: str | None = None) -> list[NavItem]:
    """The menu of a section with the current page marked; pages that do not exist or refuse this role are left out.

    Where that of the staff is longer than the line by more than one, the entries beyond it are `more`, but for the page shown.
    """
    there = [(href, label) for href, label in _MENUS[section] if page_opens(href, role)]
    path = next((entry for stem, entry in _BELONGS.items() if path.startswith(stem)), path)
    current = max((href for href, _ in there if _covers(href, path)), key=len, default="")
    full = section in _STAFF and len(there) > ON_THE_LINE + 1
    return [
        NavItem(href, label, href == current, full and no >= ON_THE_LINE and href != current, KEYS.get(href, ""))
        for no, (href, label) in enumerate(there)
    ]


def page_exists(path: str) -> bool:
    """Whether a view answers at this local path (query and fragment ignored)."""
    return _found(path.partition("#")[0].partition("?")[0], settings.ROOT_URLCONF) is not None


def page_opens(path: str, role: str | None) -> bool:
    """Whether the page at this local path opens for this role (None: a visitor)."""
    found = _found(path.partition("#")[0].partition("?")[0], settings.ROOT_URLCONF)
    if found is None:
        return False
    rule = rule_of(found.func) or EXTERNAL_RULES.get(found.view_name or "")
    return rule is not None and rule.allows(role)


@lru_cache(maxsize=512)
def _found(path: str, urlconf: str) -> ResolverMatch | None:
    try:
        return resolve(path, urlconf)
    except Resolver404:
        return None


def _covers(href: str, path: str) -> bool:
    return path == href or (href != "/" and path.startswith(f"{href}/"))
