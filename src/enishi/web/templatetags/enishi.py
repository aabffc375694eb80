"""Tags and filters every template has: icons, stamps, chips, dates and numbers in Japanese form."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.core.paginator import Page
from django.forms import BaseForm
from django.http import HttpRequest
from django.template import Library
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from enishi.accounts.roles import Role
from enishi.accounts.typed import MARK, mark_of
from enishi.common.clock import today
from enishi.common.japanese.date_display import WEEKDAYS, western_month_with_era, western_with_era
from enishi.common.japanese.halfdays import pattern_words
from enishi.common.japanese.money import man_yen_words
from enishi.common.japanese.phones import Phone
from enishi.common.japanese.phrases import break_phrases
from enishi.common.japanese.postcodes import display_postcode
from enishi.common.japanese.times import time_words
from enishi.common.profile import FeeLine, RefundLine
from enishi.web.components.navigation import page_exists as _page_exists
from enishi.web.components.phones import shown_phone
from enishi.web.components.states import chip_of
from enishi.web.components.summary import problems_of
from enishi.web.components.undo import UNDO

register = Library()
_CHIP_KINDS = frozenset({"", "ok", "wait", "due", "late"})


@register.simple_tag(takes_context=True)
def csrf_token(context: dict[str, Any]) -> SafeString:
    """{% csrf_token %}, with the mark of who is signed in beside it, so that what is typed stays its writer's (`accounts.typed`)."""
    token = context.get("csrf_token")
    if not token or token == "NOTPROVIDED":
        return mark_safe("")
    user = getattr(context.get("request"), "user", None)
    field = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
    if user is None or not user.is_authenticated:
        return field
    return field + format_html('<input type="hidden" name="{}" value="{}">', MARK, mark_of(user.pk))


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """{% icon "tel" %}: a drawing from symbols.svg, always beside its words, so hidden from screen readers."""
    return format_html(
        '<svg class="i" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', static("symbols.svg"), name
    )


@register.simple_tag
def chip(kind: str, icon_name: str, text: str) -> SafeString:
    """{% chip "due" "clock" "12月8日まで" %}. kind: ok, wait, due, late or "" for a plain one; an icon and words always."""
    if kind not in _CHIP_KINDS:
        raise ValueError(f"unknown chip {kind!r}")
    return format_html('<span class="{}">{}{}</span>', f"chip {kind}".strip(), icon(icon_name), text)


@register.simple_tag
def state_chip(state: str, label: str = "") -> SafeString:
    """{% state_chip candidacy.state %}: the chip of a state. label: its words where the enumeration has none."""
    kind, icon_name = chip_of(str(state))
    return chip(kind, icon_name, label or getattr(state, "label", str(state)))


@register.filter
def not_over(lines: Iterable[FeeLine | RefundLine]) -> list[FeeLine | RefundLine]:
    """{% for line in profile.fees|not_over %}: the lines of today and those filed already for a later day."""
    return [line for line in lines if not line.until or today().isoformat() <= line.until]


@register.simple_tag
def stamp(who: str = "", day: date | None = None, word: str = "確認") -> SafeString:
    """{% stamp "事務長" opening.confirmed_on "確認" %}; without a day the empty stamp. Put the same facts in words beside it."""
    if day is None:
        return format_html('<span class="stamp empty" aria-hidden="true">{}</span>', word)
    day = _local(day)
    return format_html(
        '<span class="stamp" aria-hidden="true"><i>{}</i><i>{}.{}</i><i>{}</i></span>', who, day.month, day.day, word
    )


@register.simple_tag(takes_context=True)
def own_page(context: dict[str, Any], path: str, words: str) -> str | SafeString:
    """{% own_page "/my/hours" "ご自分のページ" %}: a link for physicians and for who may be one; to others the words alone."""
    actor = getattr(context.get("request"), "actor", None)
    return words if actor and actor.role != Role.PHYSICIAN else format_html('<a href="{}">{}</a>', path, words)


@register.simple_tag
def page_exists(path: str) -> bool:
    """{% page_exists "/openings" as has_openings %}: so that no link leads nowhere."""
    return _page_exists(path)


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """{% error_summary form %}: the box on top of a form, with a link to each field; nothing while all is well."""
    return {"problems": problems_of(form)}


@register.inclusion_tag("components/steps.html")
def steps(names: Any, current: int, minutes: int | None = None) -> dict[str, Any]:
    """{% steps names 2 3 %}: 「4つのうち2つ目（残り約3分）」 and a bar for each. names: list of str; current counts from 1."""
    return {"names": list(names), "current": current, "minutes": minutes}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: dict[str, Any], page: Page[Any], at: str = "") -> dict[str, Any]:
    """{% pager page %}: page numbers that keep the rest of the query (parameter `page`).

    at: the list's own address, for a page that is also shown as the answer to a form that was sent elsewhere."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    kept = f"{query.urlencode()}&" if query else ""
    numbers = list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    return {"page": page, "numbers": numbers, "prefix": f"{at}?{kept}page="}


@register.inclusion_tag("components/fact.html", takes_context=True)
def fact(context: dict[str, Any], label: str, value: Any = "") -> dict[str, Any]:
    """{% fact "所在地" profile.address %} inside a <dl>: left out in public while unknown, 未設定 for staff."""
    return {"label": label, "value": value, "seen_by_staff": context.get("seen_by_staff", False)}


@register.filter
def phrases(text: Any) -> SafeString:
    """{{ heading|phrases }}: <wbr> between phrases, for headings, th and dt. The text is escaped."""
    return mark_safe(break_phrases(str(text)))  # break_phrases escapes each phrase


@register.filter
def wareki(day: date | None) -> str:
    """1958年（昭和33年）4月5日."""
    return western_with_era(_local(day)) if day else ""


@register.filter
def month(day: date | None) -> str:
    """2027年（令和9年）4月."""
    return western_month_with_era(_local(day)) if day else ""


@register.filter
def day(value: date | None, year: str = "") -> str:
    """11月20日（金）; with {{ value|day:"year" }} 2026年11月20日（金）."""
    if not value:
        return ""
    value = _local(value)
    prefix = f"{value.year}年" if year else ""
    return f"{prefix}{value.month}月{value.day}日（{WEEKDAYS[value.weekday()]}）"


@register.filter
def when(moment: datetime | None) -> str:
    """11月27日（金）午前9時10分, in Japanese time."""
    if not moment:
        return ""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{day(local)}{time_words(local.time())}"


@register.filter
def clock(moment: datetime | None) -> str:
    """午前9時10分, in Japanese time."""
    if not moment:
        return ""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return str(time_words(local.time()))


@register.filter
def mail_breaks(address: str) -> SafeString:
    """A mail address that a narrow column may break behind @ and before a dot, and nowhere else."""
    name, at, host = address.partition("@")
    return format_html("{}{}{}", name, at, format_html_join("", "<wbr>{}", ((part,) for part in _dotted(host))))


def _dotted(host: str) -> list[str]:
    first, *rest = host.split(".")
    return [first, *(f".{part}" for part in rest)]


@register.filter
def ago(value: date | None) -> str:
    """今日, きのう, 7日前, あす, 3日後."""
    if not value:
        return ""
    days = (timezone.localdate() - _local(value)).days
    near = {0: "今日", 1: "きのう", -1: "あす"}
    return near.get(days) or (f"{days}日前" if days > 0 else f"{-days}日後")


@register.filter
def man_yen(yen: int | str | None) -> str:
    """9万5,000円 from whole yen."""
    return "" if yen in (None, "") else man_yen_words(int(yen or 0))


@register.filter
def yen(amount: int | None) -> str:
    """-1,234,500円 from whole yen, to the yen as the accounts need it."""
    return "" if amount is None else f"{amount:,}円"


@register.filter
def commas(number: int) -> str:
    """12,345."""
    return f"{number:,}"


@register.filter
def phone(number: Phone | str | None) -> str:
    """090-1234-5678 from stored digits, +81… or a Phone; what cannot be read is shown as it is."""
    return shown_phone(number)


@register.filter
def postcode(digits: str | None) -> str:
    """〒100-0001."""
    return display_postcode(digits) if digits else ""


@register.filter
def week(mask: int | None) -> str:
    """月曜の午前、水曜の午前・午後（週3コマ） from a pattern of half days."""
    return "" if mask is None else pattern_words(mask)


@register.filter
def same_source(rows: list[Any]) -> Any:
    """The first of these facts (as_of, said_by) where all were told by one person on one day, so that it is said once."""
    sources = {(row.as_of, row.said_by) for row in rows}
    return rows[0] if len(sources) == 1 else None


@register.filter
def first_sentence(text: Any) -> str:
    """Up to the first 。, without it: for the list on top, whose links repeat only what happened."""
    return str(text).partition("。")[0].removeprefix("＊")


def _local(value: date) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def undo_word(message: Any) -> str:
    """The word that takes back what a message tells, "" where nothing can be."""
    tags = str(message.extra_tags or "")
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""
