"""The words of the letter to a society: what stands there until the office writes its own, and how places are filled. Pure.

In body, points and enclosures a name in braces is a place: {学会名}, {時候} … A blank line begins a new paragraph of the
body; each line of `points` is 「題：ことば」, each line of `enclosures` one thing put in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from enishi.outreach.enums import Medium

PLACES: Mapping[str, str] = {
    "学会名": "学会・団体の名称",
    "代表": "代表の役職とお名前（分からないときは「代表者」）",
    "時候": "季節のことば（晩秋、陽春 など。日付に合わせて変わります）",
    "会の名": "こちらの名称",
    "機会": "ご案内の機会（例：2027年1月号の会報）",
    "お願い": "媒体に合わせたお願いのことば",
    "リンク": "専用のアドレス",
    "電話": "電話と受付時間",
    "メール": "メールアドレス",
}
"""Name of each place and what is put there."""

SUBJECT = "医師のセカンドキャリア就業支援についての周知のお願い"
BODY = """謹啓　{時候}の候、先生におかれましては、ますますご清祥のこととお慶び申し上げます。平素より地域医療の充実に格別のご尽力を賜り、厚く御礼申し上げます。

さて、定年の前後や働き方の節目を迎えられた先生方の中には、これまでのご経験を、医師の足りない地域で生かしたいとお考えの方が少なくありません。一方、受け入れを望む病院や自治体は、その思いに出会う機会を得られずにおります。

当会は、専任の担当者が医師と医療機関の双方のお話を十分にうかがい、意見を交わし、納得された上で就業に至るまでをお手伝いしております。週に一日、三か月の期間限定など、無理のない形から始められます。先生方から費用をいただくことはございません。

つきましては、ご多用の折、誠に恐縮に存じますが、貴会の会員の皆さまへ、下記のご案内をお知らせくださいますよう、謹んでお願い申し上げます。"""
POINTS = """お願いしたいこと：{お願い}
働き方の例：週に一日から数日の診療／当直のない勤務／期間を限った勤務／新しい分野への転向／ご経験を生かした指導や管理の仕事
お約束：会員の先生のお名前を、貴会へお伝えすることはありません。ご覧になった回数と、ご登録の人数だけをお知らせします（少ない人数は伏せます）。
お問い合わせ：{電話}　{メール}"""
ENCLOSURES = """会員の先生方へのご案内（A4、1枚）
ご案内の冊子（A4、両面1枚）
掲載用の文例（60字・200字・600字）"""

REQUESTS: Mapping[Medium, str] = {
    Medium.JOURNAL: "会報・会誌へのご掲載（「{機会}」。文例を添えました）",
    Medium.MAIL: "会員の皆さまへのメールでのご案内（「{機会}」。文例を添えました）",
    Medium.WEB: "貴会のホームページへのご掲載（「{機会}」。文例とバナーを添えました）",
    Medium.MEETING: "学術集会・総会での冊子の配布とご紹介（「{機会}」）",
    Medium.ENCLOSED: "郵送物への同封（「{機会}」。A6の小票を添えました）",
    Medium.POSTER: "会場や事務所での掲示（「{機会}」）",
    Medium.OTHER: "会員の皆さまへのご案内（「{機会}」）",
}
_PLACE = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """no: version, 0 for the words that came with the program."""

    subject: str = SUBJECT
    body: str = BODY
    points: str = POINTS
    enclosures: str = ENCLOSURES
    no: int = 0


def faults_of(text: str) -> list[str]:
    """Sentences about places that do not exist and braces that stand alone; [] for a text that can be filled."""
    faults = [
        f"「{{{name}}}」という差し込みはありません。使えるのは{'・'.join(f'{{{known}}}' for known in PLACES)}です。"
        for name in dict.fromkeys(_PLACE.findall(text))
        if name not in PLACES
    ]
    if "{" in (rest := _PLACE.sub("", text)) or "}" in rest:
        faults.append("「{」と「}」は、差し込みのところだけに、対でお使いください。")
    return faults


def point_faults(text: str) -> list[str]:
    """As faults_of; each line needs a title before 「：」."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    wrong = [line for line in lines if not re.match(r"[^：:]{1,20}[：:].+", line)]
    return faults_of(text) + [
        f"「{line[:12]}」の行を「題：ことば」の形にしてください（題は20字まで）。" for line in wrong[:1]
    ]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled; what is filled in is never looked at again, whatever braces it holds."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def titled_lines(text: str) -> list[tuple[str, str]]:
    """「題：ことば」 of each line that is not blank, before places are filled."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    parted = [re.split("[：:]", line, maxsplit=1) for line in lines]
    return [(part[0].strip(), part[-1].strip()) for part in parted]
