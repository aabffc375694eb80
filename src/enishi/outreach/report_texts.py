"""Two texts of a yearly report for a society's journal, at most 200 characters each: what came of the year, what to print next. Pure."""

from collections.abc import Mapping

from enishi.outreach.enums import Season, Stage
from enishi.outreach.kit.texts import Facts, Part, bare, filled_best

LENGTH = 200
_OPENINGS = {
    Season.SPRING: "新しい年度に、これからの働き方を考えてみませんか。",
    Season.SUMMER: "夏の休みは、これからの働き方を考えるよい折です。",
    Season.AUTUMN: "学術集会の秋、これからの働き方も話題にしてみませんか。",
    Season.WINTER: "年度の替わりやご定年を前に、次の働き方を考えてみませんか。",
}
_SECOND = {
    Season.SPRING: "年度の途中からでも、週1日から始められます。",
    Season.SUMMER: "休みを使って、地域を見に行くこともできます。",
    Season.AUTUMN: "来春からの募集が出そろう季節です。",
    Season.WINTER: "4月からの勤務を望む地域が、先生を待っています。",
}


def year_text(facts: Facts, year: int, visits: int, people: Mapping[str, int | None], *, whole_year: bool) -> str:
    """What came of the year, with numbers that may be shown and no others. people: by stage, None where hidden."""
    registered, placed = people[Stage.REGISTERED], people[Stage.PLACED]
    span = f"{year}年" if whole_year else f"{year}年のこれまでに"
    came = f"{registered:,}人の先生がご登録になりました。" if registered else "ご登録の人数は、公表を控えています。"
    parts: list[list[Part]] = [
        [
            ("【医師のセカンドキャリアのご案内について】\n", False),
            (f"{span}{'は' if whole_year else ''}、会員の先生方へのご案内のページが{visits:,}回開かれました。", True),
            (came, True),
            (f"{placed:,}人の先生が、新しい場で診療を始めておられます。" if placed else "", False),
            ("週1日から、3か月だけなど、働き方はさまざまです。", False),
            ("ご相談は無料で、秘密は守ります。", False),
            ("お電話でもどうぞ。", False),
            (f"\n{link}", True),
        ]
        for link in (facts.link, bare(facts.link))
    ]  # fmt: skip
    return _best(parts, facts)


def next_text(facts: Facts, season: Season) -> str:
    """What a society may print next, for the season it will be read in."""
    parts: list[list[Part]] = [
        [
            (_OPENINGS[season], True),
            ("先生のご経験を、待っている病院やまちがあります。", True),
            (_SECOND[season], False),
            ("専任の担当者が、ご希望とご不安をうかがいます。", False),
            ("費用はかかりません。", False),
            ("お名前は、先生が同意なさった医療機関だけにお伝えします。", False),
            ("今の職場に知られないようにします。", False),
            ("ご登録は5分ほどです。", False), ("お気軽にどうぞ。", False),
            (f"\n{link}", True), (f"\n電話 {facts.phone}", False),
        ]
        for link in (facts.link, bare(facts.link))
    ]  # fmt: skip
    return _best(parts, facts)


def _best(choices: list[list[Part]], facts: Facts) -> str:
    for parts in choices:
        if (made := filled_best([part for part in parts if part[0]], LENGTH)) is not None:
            return made
    raise ValueError(f"a link of {len(facts.link)} characters leaves no room in a text of {LENGTH}")
