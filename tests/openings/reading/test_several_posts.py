"""The same posts in every way a clerk may set them out: how many there are, and which words are whose, does not change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from enishi.openings.reading import read_text


@dataclass(frozen=True, slots=True)
class Wanted:
    """A post in the words of a clerk, and its pay as (unit, yen)."""

    department: str
    kind: str
    people: str
    days: str
    pay: str
    duty: str
    code: str
    rate: tuple[str, int]

    def facts(self) -> dict[str, Any]:
        unit, yen = self.rate
        days = int(self.days[1])
        return {
            "specialties": [self.department],
            "employment": [self.code],
            "headcount": int(self.people[0]),
            "days_per_week": [days, days],
            "pay": [{"unit": unit, "min_yen": yen, "max_yen": yen}],
            "night_duty": "none" if self.duty == "なし" else "required",
            "institution": "町立はまなす病院",
        }


INNER = Wanted("内科", "常勤", "1名", "週5日", "年俸1,600万円", "月2回", "full_time", ("year", 16_000_000))
EYES = Wanted("眼科", "非常勤", "2名", "週1日", "日額9万円", "なし", "part_time", ("day", 90_000))
BONES = Wanted("整形外科", "常勤", "1名", "週4日", "年俸1,800万円", "月1回", "full_time", ("year", 18_000_000))
AGAIN = Wanted("内科", "非常勤", "1名", "週2日", "日額8万円", "なし", "part_time", ("day", 80_000))

Posts = Sequence[Wanted]
Layout = Callable[[Posts], str]


def _values(post: Wanted) -> list[tuple[str, str]]:
    return [
        ("勤務形態", post.kind),
        ("募集人数", post.people),
        ("勤務日数", post.days),
        ("給与", post.pay),
        ("当直", post.duty),
    ]


def _in_a_line(post: Wanted) -> str:
    return f"{post.kind} {post.people}、{post.days}、{post.pay}、当直{post.duty}"


def _in_sentences(post: Wanted) -> str:
    return f"{post.kind}の先生を{post.people}募集しています。{post.days}の勤務で、{post.pay}をお支払いします。当直は{post.duty}です。"


def _crosswise(marks: Sequence[str]) -> Layout:
    def told(posts: Posts) -> str:
        pairs = list(zip(marks, posts, strict=False))
        lines = ["■ 募集する医師", *(f"　{m}　{p.kind}医師（{p.department}）　{p.people}" for m, p in pairs)]
        for at, (label, _) in list(enumerate(_values(posts[0])))[2:]:
            lines += ["", f"■ {label}", *(f"　{m}　{_values(p)[at][1]}" for m, p in pairs)]
        return "\n".join(lines)

    return told


def _by_department(posts: Posts) -> str:
    lines = ["募集する科", *(f"　{p.department}　{p.kind}　{p.people}" for p in posts)]
    for at, (label, _) in list(enumerate(_values(posts[0])))[2:]:
        lines += [label, *(f"　{p.department}　{_values(p)[at][1]}" for p in posts)]
    return "\n".join(lines)


def _columns(corner: str, between: str) -> Layout:
    def told(posts: Posts) -> str:
        rows = [[corner, *(p.department for p in posts)]]
        rows += [[label, *(_values(p)[at][1] for p in posts)] for at, (label, _) in enumerate(_values(posts[0]))]
        return "\n".join(between.join(row) for row in rows)

    return told


def _rows(between: str) -> Layout:
    def told(posts: Posts) -> str:
        rows = [["診療科", *(label for label, _ in _values(posts[0]))]]
        rows += [[p.department, *(value for _, value in _values(p))] for p in posts]
        return "\n".join(between.join(row) for row in rows)

    return told


def _blocks(head: str, line: str = "{label}：{value}", gap: str = "\n\n") -> Layout:
    def told(posts: Posts) -> str:
        return gap.join(
            "\n".join(
                [
                    head.format(n=at, c="①②③"[at - 1], r="ⅠⅡⅢ"[at - 1], d=post.department),
                    *(line.format(label=label, value=value) for label, value in _values(post)),
                ]
            )
            for at, post in enumerate(posts, 1)
        )

    return told


def _lines(head: str) -> Layout:
    return lambda posts: "\n".join(
        head.format(n=at, d=post.department) + _in_a_line(post) for at, post in enumerate(posts, 1)
    )


HEADS = ("【{d}】", "■{d}", "＜{d}＞", "## {d}", "{d}", "{n}. {d}", "{r}　{d}", "第{n}　{d}", "{n}件目　{d}", "募集{n}：{d}",
         "ポスト{n}　{d}の先生", "{c}{d}", "求人{c}　{d}", "No.{n}　{d}", "▼{d}の先生", "〔{d}〕", "― {d} ―", "★{d}医師募集")  # fmt: skip
LAYOUTS: dict[str, Layout] = {
    **{f"crosswise by {m[0]}": _crosswise(m) for m in ("ＡＢＣ", "①②③", ("（１）", "（２）", "（３）"), "甲乙丙", "アイウ", ("[1]", "[2]", "[3]"))},
    "crosswise by 区分": _crosswise(("区分Ａ", "区分Ｂ", "区分Ｃ")),
    "crosswise by department": _by_department,
    **{f"columns below {c or 'nothing'}": _columns(c, "\t") for c in ("項目", "", "診療科")},
    "columns with bars": _columns("項目", " | "),
    **{f"rows by {b!r}": _rows(b) for b in ("\t", "｜", "　　", "／")},
    **{f"blocks {h}": _blocks(h) for h in HEADS},
    **{f"blocks {h}, points": _blocks(h, "　・{label}　{value}") for h in HEADS},
    **{f"blocks {h}, no gap": _blocks(h, "　{label}　　{value}", "\n") for h in HEADS},
    "blocks, labels before =": _blocks("■{d}", "▽{label}＝{value}"),
    **{f"lines {h}": _lines(h) for h in ("・{d}　", "{d}：", "○{d} ", "{n}. {d} ", "（{n}）{d}　", "【{d}】", "{d}　")},
    "a sentence each": lambda posts: "\n".join(f"{p.department}は、{_in_sentences(p)}" for p in posts),
    "a paragraph each": lambda posts: "\n\n".join(f"{p.department}では、{_in_sentences(p)}" for p in posts),
    "one paragraph": lambda posts: "".join(f"{p.department}は{_in_a_line(p)}です。" for p in posts),
}  # fmt: skip


def _cases(told: Callable[[str], bool] = lambda name: True) -> list[Any]:
    return [pytest.param(layout, id=name) for name, layout in LAYOUTS.items() if told(name)]


def _page(body: str, below: str = "") -> str:
    return f"町立はまなす病院（北海道浦河町）　医師の募集\n\n{body}{below}\n\nお問い合わせ　総務課　0146-00-1234\n"


def _read(text: str, posts: Posts) -> list[dict[str, Any]]:
    """The facts that are asked of each post, as they were read."""
    openings = read_text(text).to_json()["openings"]
    assert len(openings) == len(posts)
    return [{name: o[name] for name in post.facts()} for o, post in zip(openings, posts, strict=True)]


@pytest.mark.parametrize("layout", _cases())
def test_two_posts_and_three_are_read_alike_in_every_layout(layout: Layout) -> None:
    for posts in ((INNER, EYES), (INNER, EYES, BONES)):
        assert _read(_page(layout(posts)), posts) == [post.facts() for post in posts]


@pytest.mark.parametrize("layout", _cases(lambda name: name != "a paragraph each"))
def test_what_holds_for_all_stands_below_and_changes_no_post(layout: Layout) -> None:
    posts = (INNER, EYES)
    text = _page(layout(posts), "\n\n共通事項\n・住宅　医師住宅あり（無料）")
    assert _read(text, posts) == [post.facts() for post in posts]
    assert [opening["housing"] for opening in read_text(text).to_json()["openings"]] == [True, True]


@pytest.mark.parametrize("layout", _cases(lambda name: name.startswith(("blocks", "lines", "rows"))))
def test_one_department_sought_twice_with_terms_of_its_own_is_two_posts(layout: Layout) -> None:
    posts = (INNER, AGAIN)
    assert _read(_page(layout(posts)), posts) == [post.facts() for post in posts]


@pytest.mark.parametrize("layout", _cases(lambda name: "paragraph" not in name))
def test_a_line_below_that_closes_one_of_them_closes_that_one_alone(layout: Layout) -> None:
    posts = (INNER, EYES, BONES)
    text = _page(layout(posts), "\n\n※整形外科の募集は終了しました。")
    states = [opening["recruiting"] for opening in read_text(text).to_json()["openings"]]
    assert states == [True, True, False]
