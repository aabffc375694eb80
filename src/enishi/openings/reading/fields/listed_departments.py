"""Departments after a label: all that are listed but those that are only welcome, or of others."""

import re
from typing import NamedTuple

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import A_SHORT_LIST, FULL, LISTED, canonical
from enishi.openings.reading.line import Item, clauses
from enishi.openings.reading.patterns import lazy


class Mention(NamedTuple):
    name: str
    start: int
    end: int


WELCOME = lazy(
    r"と(?:助か|ありがた|心強)|歓迎|尚可|なお可|優遇|あれば|でも(?:可|結構)|も可|興味|勉強|経験(?:者|があ|のある|を)|資格|専門医|指導医|標榜|院内|併設|連携|応援|大学|非常勤医|コンサル|協力|紹介|バックアップ|サポート|対応可|他科|相談でき|診てい|週\d回|外科医を呼|体制|充足|研修"
)
# 「整形外科は大学から応援に来ていただいており、募集はしていません」
_NOT_SOUGHT = lazy(
    r"募集(?:は|を)?(?:して(?:い|おり)ません|しません|しない|ありません|なし(?!に))|応援に来|患者さん?(?:は|を)[^。]*(?:つな|紹介|搬送|お願い)|から(?:の)?(?:応援|派遣)が"
)
# 「内科の先生。外傷は外科の待機医を呼びます」: behind the list, what others do
_OTHERS_DO_IT = lazy(
    rf"(?:{LISTED.pattern})(?:の(?:待機|当直|当番|オンコール)[^、。]{{0,6}}|(?:の(?:先生|医師)|医|の患者(?:さん)?)?(?:は|が)[^。]*?)(?:を(?:呼|よ)|に(?:連絡|相談|引き継|お願い|依頼|つな)|へ|診ます|診て|担当し(?:ます|てい)|来ます|来て|対応し|往診し|応援)"
)
_ONLY_WELCOME = lazy(r"[※*][^※*\n。]*(?:歓迎|尚可|なお可|優遇|別途|別に募集|問い?合わせ)[^※*\n。]*")


_FAMILY = lazy(rf"\s*[内外]科系\s*\((?P<list>{A_SHORT_LIST})\)")  # 「外科系(外科・整形)」
# 「外科の経験のある先生を募集しています」
_SOUGHT_BY_EXPERIENCE = lazy(
    r"経験(?:の|が)?(?:ある|お持ちの|有する)(?:先生|方|医師|者)を、?[^。、]{0,6}(?:募[っりるろ集]|求め|探し|お?迎え|お願い|希望)"
)
# 「外科、緩和ケアのご経験がある先生も歓迎です」 below the department
_ALL_WELCOME = lazy(rf"\s*{A_SHORT_LIST}(?:の|も)[^。]{{0,60}}(?:歓迎|尚可|なお可|優遇)[^。]{{0,20}}$")


def listed(item: Item) -> list[Mention]:
    """Departments after the label 診療科: all but those in clauses that only welcome them."""
    mentions: list[Mention] = []
    bare = _ONLY_WELCOME.sub(lambda found: " " * len(found.group()), item.text)
    for number, line in enumerate(bare.split("\n")):
        if family := _FAMILY.match(line):
            line = " " * family.start("list") + line[family.start("list") :].replace(")", " ", 1)
        offset = item.start + sum(len(other) + 1 for other in bare.split("\n")[:number])
        if number and mentions and _ALL_WELCOME.match(line):
            continue
        if number and mentions and not patterns.match(rf"\s*[・\-]?\s*\(?\d?\)?\s*(?:{LISTED.pattern})", line):
            continue
        for part, at in clauses(
            line, offset, r"[。;※\t]|\s{2,}|[(][^()]*[)]|[(].*$|、(?=[^、]*(?:歓迎|尚可|なお可|優遇|経験|資格|専門医))"
        ):
            if _NOT_SOUGHT.search(part) or (mentions and _OTHERS_DO_IT.search(part)):
                continue
            if patterns.match(r"\s*(?:でき(?:まし)?(?:たら|れば)|可能(?:であれば|なら))", part):
                continue
            if (
                WELCOME.search(part)
                and not _SOUGHT_BY_EXPERIENCE.search(part)
                and not patterns.match(rf"\s*(?:{FULL.pattern})\s*(?:専門医|医)?\s*$", part)
            ):
                strict = patterns.split(r"(?:歓迎|尚可|なお可|優遇|と(?:助か|ありがた|心強))", part)[0]
                if strict != part or not LISTED.match(part.strip()):
                    continue
            found = [
                Mention(canonical(m.group()), at + m.start(), at + m.end())
                for m in LISTED.finditer(part)
                if _whole(part, m)
            ]
            mentions += found
        if not mentions and "(" in line:
            inner = patterns.search(r"\(([^()]*)\)", line)
            if inner:
                mentions += [
                    Mention(
                        canonical(m.group()), offset + inner.start(1) + m.start(), offset + inner.start(1) + m.end()
                    )
                    for m in FULL.finditer(inner[1])
                    if not WELCOME.search(patterns.sub(r"いずれ(?:も|でも)可", "", inner[1]))
                ]
    return mentions


def _whole(words: str, found: re.Match[str]) -> bool:
    """A short name (救急, リハビリ) counts only where it stands for itself in a list."""
    if FULL.fullmatch(found.group()):
        return not patterns.match(
            r"(?:クリニック|医院|病院|医療センター|疾患|検診|健診の|領域の)", words[found.end() :]
        )
    before, after = words[: found.start()], words[found.end() :]
    return bool(patterns.search(r"(?:^|[\s、・,/と:)&や]|又は|または|もしくは|及び|および)$", before)) and bool(
        patterns.match(r"$|[\s、・,/(と医科専\d]|または|又は|もしくは|及び|および|いずれ", after)
    )
