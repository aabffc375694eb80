"""Texts of 60, 200 and 600 characters for journals, mails and web pages: filled as nearly as sentences allow, never over. Pure.

A text is built of sentences in a fixed order. Some must stand; of the others those are chosen that fill the space best.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LENGTHS = (60, 200, 600)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the texts speak of. network: its name; society: "" for any; phone: with hours; link: with https://."""

    network: str
    society: str
    link: str
    phone: str


Part = tuple[str, bool]
"""A sentence, and whether it must stand."""


def bare(link: str) -> str:
    """s.example.jp/s/abc, as it is typed and printed."""
    return link.removeprefix("https://").removeprefix("http://")


def text_of(length: int, facts: Facts) -> str:
    """The text of at most `length` characters, line ends counted. Raises ValueError where not even the link has room."""
    for parts in _BY_LENGTH[length](facts):
        if (made := filled_best(parts, length)) is not None:
            return made
    raise ValueError(f"a link of {len(facts.link)} characters leaves no room in a text of {length}")


def filled_best(parts: Sequence[Part], length: int) -> str | None:
    """The choice of sentences that fills the space best; None where those that must stand are too long.

    Which sums can be reached is kept for every number of sentences looked at, at most `length` of them.
    """
    need = sum(len(text) for text, must in parts if must)
    if need > length:
        return None
    reached: dict[int, tuple[int, ...]] = {need: ()}
    for at, (text, must) in enumerate(parts):
        if must:
            continue
        for total, chosen in sorted(reached.items()):
            reached.setdefault(total + len(text), (*chosen, at))
    best = reached[max(total for total in reached if total <= length)]
    return "".join(text for at, (text, must) in enumerate(parts) if must or at in best).strip("\n")


def _short(facts: Facts) -> list[list[Part]]:
    """For a line of a journal: what it is, for whom, where."""
    for_any = [
        ("先生の", False), ("ご経験を、", False), ("待つ地域があります。", True), ("週1日から。", False), ("ご相談は無料。", False),
        ("まずはお話を。", False), ("秘密厳守。", False),
    ]  # fmt: skip
    return [
        [*for_any, ("\n", True), (facts.link, True)],
        [*for_any, ("\n", True), (bare(facts.link), True)],
        [("医師の次の働き方のご相談 ", True), (bare(facts.link), True)],
        [("医師の働き方相談 ", True), (bare(facts.link), True)],
        [("医師の相談 ", True), (bare(facts.link), True)],
        [(bare(facts.link), True)],
    ]


def _middle(facts: Facts) -> list[list[Part]]:
    def parts(link: str) -> list[Part]:
        return [
            ("【医師のセカンドキャリアのご相談】", False), ("\n", False),
            ("定年の前後や働き方の節目を迎えられた先生のご経験を、待っている地域があります。", True),
            ("週1日、3か月だけなど、無理のない形から始められます。", False),
            ("専任の担当者がご希望をうかがい、ご納得いただいてから就業に進みます。", False),
            ("費用はかかりません。", False), ("お名前は、先生が同意なさった医療機関だけにお伝えします。", False),
            ("ご登録は5分ほどです。", False), ("お電話でもどうぞ。", False), ("お気軽にどうぞ。", False), ("秘密は守ります。", False),
            (f"\n{link}", True), (f"\n電話 {facts.phone}", False),
        ]  # fmt: skip

    return [parts(facts.link), parts(bare(facts.link)), *_short(facts)]


def _long(facts: Facts) -> list[list[Part]]:
    named = f"{facts.society}会員の先生へ\n" if facts.society else ""

    def parts(link: str, greeting: str) -> list[Part]:
        return [
            ("【医師のセカンドキャリアと、地域の医療を結ぶご相談】\n", True), (greeting, False),
            ("長年にわたり診療を続けてこられた先生のご経験を、待っている病院や診療所があります。", True),
            ("定年の前後や、お子さまの独立、ご体調の変化など、働き方の節目は人それぞれです。", False),
            ("「週に1日だけ」「当直なしで」「3か月だけ」「これまでと違う科で」「夫婦で移り住んで」といったご希望から、働き方を一緒に考えます。", False),
            ("\n", True),
            (f"{facts.network}は、医療団体が支え、学会と力を合わせる取り組みです。", False),
            ("専任の担当者が先生のお話を十分にうかがい、受け入れ先と意見を交わし、双方が納得してから就業に進みます。", True),
            ("勤務の条件は、お約束したことまで書面に残します。", False),
            ("着任のあとも、1・3・6・12か月にご様子をうかがいます。", False),
            ("\n", True),
            ("先生から費用をいただくことはありません。", True),
            ("今のお勤め先や医局に知られないようにします。", False),
            ("お名前を医療機関にお伝えするのは、その医療機関ごとに先生が同意なさったときだけです。", False),
            ("学会にも、どなたが登録されたかはお知らせしません。", False),
            ("ご連絡の方法や曜日、時間は先生がお決めになります。", False),
            ("急なお電話はいたしません。", False), ("まだお迷いの段階でも、どうぞお気軽にお話をお聞かせください。", False),
            ("ご登録は5分ほどです。", False), ("紙やお電話でもご登録いただけます。", False), ("匿名でのご相談も承ります。", False),
            (f"\n▼くわしくは、こちらのページへ\n{link}", True), (f"\n▼お電話　{facts.phone}", False),
        ]  # fmt: skip

    return [
        parts(facts.link, named), parts(facts.link, ""), parts(bare(facts.link), ""), *_middle(facts),
    ]  # fmt: skip


_BY_LENGTH = {60: _short, 200: _middle, 600: _long}
