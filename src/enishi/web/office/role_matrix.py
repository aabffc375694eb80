"""Who may open which page: worked out from what each view declares, so that no list of it can be out of date."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.urls import URLPattern, URLResolver, get_resolver

from enishi.accounts.external import EXTERNAL_RULES
from enishi.accounts.roles import Role
from enishi.common.access import AccessRule, rule_of
from enishi.office.audit_words import role_words

COLUMNS = tuple(Role)
_SECTIONS = (
    ("/my", "先生のページ"),
    ("/inst", "医療機関のページ"),
    ("/desk", "担当者の机"),
    ("/ops", "事務局"),
    ("/research", "研究"),
    ("/society", "学会・団体のページ"),
    ("/accounts", "ログインと認証"),
    ("/talks", "意見交換"),
)
_REST = "どなたでも開ける画面など"


@dataclass(frozen=True, slots=True)
class PageRule:
    """opens: for each of COLUMNS whether the role opens it; everybody: without signing in."""

    path: str
    everybody: bool
    anyone_signed_in: bool
    opens: tuple[bool, ...]

    @property
    def who(self) -> str:
        return "、".join(role_words(str(role)) for role, opens in zip(COLUMNS, self.opens, strict=True) if opens)


@lru_cache(maxsize=1)
def role_matrix() -> list[tuple[str, list[PageRule]]]:
    """(section, its pages by address), for every address of the project that declares who may open it."""
    found: dict[str, list[PageRule]] = {name: [] for _, name in _SECTIONS} | {_REST: []}
    for path, _name, rule in sorted(_rules(), key=lambda row: row[0]):
        section = next((title for stem, title in _SECTIONS if path == stem or path.startswith(f"{stem}/")), _REST)
        opens = tuple(rule.allows(str(role)) for role in COLUMNS)
        found[section].append(PageRule(path, rule.public, rule.signed_in, opens))
    return [(title, pages) for title, pages in found.items() if pages]


def _rules() -> Iterator[tuple[str, str, AccessRule]]:
    for path, pattern in _patterns(get_resolver().url_patterns, ""):
        name = pattern.name or ""
        rule = rule_of(pattern.callback) or EXTERNAL_RULES.get(name)
        if rule is not None:
            yield f"/{path.lstrip('/')}", name, rule


def _patterns(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, URLPattern]]:
    for one in patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns, path)
        else:
            yield path, one
