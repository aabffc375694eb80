"""How somebody stands to a thing, from the words after it: no, perhaps, yes, gladly, or nothing that can be told."""

import re
from enum import StrEnum

from enishi.physicians.hearing.phrases import Clause


class Stance(StrEnum):
    NO = "no"
    HARD = "hard"  # 「きつい」「減らしたい」: neither a no nor a yes; to be asked
    MAYBE = "maybe"
    YES = "yes"  # it may be
    WANT = "want"  # it is wished for
    NEEDLESS = "needless"  # 「なくてもいい」


_RULES: tuple[tuple[Stance, re.Pattern[str]], ...] = tuple(
    (stance, re.compile(pattern))
    for stance, pattern in (
        (
            Stance.MAYBE,
            r"(?:無理|嫌|いや|だめ|不可能|できない)(?:で|じゃ|という|って)?(?:わけ|訳|こと)?(?:では|じゃ|は|も)ない|なくはない|なくもない|ないこともない|ないわけでは",
        ),
        (Stance.NO, r"^\s*(?:は|:)?\s*[×✕✗✖]"),
        (Stance.MAYBE, r"^\s*(?:は|:)?\s*[△▲]"),
        (Stance.YES, r"^\s*(?:は|:)?\s*[○◯〇◎]"),
        (
            Stance.NEEDLESS,
            r"なくても?(?:いい|よい|良い|構|かま|大丈夫|困らな)|いらない|要らない|不要|必要(?:は|も)?ない|こだわら|問わ(?:な|ず)|問いませ",
        ),
        (
            Stance.YES,
            r"構わな|構いませ|かまわな|かまいませ|問題(?:は|も)?な[いし]|差し?支え(?:は|も)?(?:な|ありませ)|苦にな(?:らな|りませ)|厭わ|いとわ|気にな(?:らな|りませ)|抵抗(?:は|も)?な|嫌いではな|断らな|(?:でも|ても)(?:いい|よい|良い|可)",
        ),
        (
            Stance.HARD,
            r"減らし|少なめ|控えめ|きつ[いくな]|つら[いくな]|辛[いくな]|しんど|苦手|不安|心配|億劫|多い(?:のは|と)|ばかり",
        ),
        (
            Stance.NO,
            r"無理(?!の?な[いく]|を|せず|はし|はせ|なく)|(?:でき|出来)(?:ない|ません|なく|かね)|たくな[いく]|たくありませ|避けた|避けて|いやだ|嫌(?!い?では)|イヤ|遠慮|勘弁|やめた|止めた|やめてほし"
            r"|やめて欲し|やめる|外して|外れた|免除|不可|NG|ムリ|だめ|ダメ|駄目|断[りる]|(?:が|は|も|の|:|^|直|ル|・|、|絶対|必ず)(?:なし|無し)(?!く)|ナシ|しない|しません|やらない|やりませ|入らない|入りませ"
            r"|行かない|行けない|行けませ|もう(?:いい|結構|十分|たくさん|やら|卒業)|卒業|引退|難しい|厳しい|(?:の|が|は)?ない(?:所|ところ|職場|病院|勤務|こと|条件|の(?:が|で))|離れた|お断|あると困|ある(?:所|ところ|の)は(?:困|無理|だめ)",
        ),
        (
            Stance.MAYBE,
            r"相談|話し合|交渉|次第|場合によ|内容によ|によって|ほどほど|範囲|(?:まで|くらい|ぐらい|程度|だけ|回|日)なら|無理のな",
        ),
        (
            Stance.WANT,
            r"たい(?!へん|てい|した)|希望|ほしい|欲しい|ありがた|有難|助か|うれし|嬉し|望[むみまん]|理想|ベスト|好き|得意|興味|関心|お願い|譲れな|外せな|欠かせな|中心|メイン|優先|(?:が|と|は|も|ば)(?:いい|よい|良い)|ないと|でないと|必須|条件"
            r"|必要|だけに?|のみ|続けま|続ける|休み|絶対$|必ず$",
        ),
        (
            Stance.YES,
            r"でき(?:る|ます)|出来(?:る|ます)|やる|やります|やれ[るま]|入れ[るま]|入る|入ります|引き?受け|ても?(?:いい|よい|良い)|でも(?:いい|よい|良い|可)|可(?!能性|愛)|OK|オーケー|大丈夫|平気|泊まれ|滞在でき|喜んで|歓迎|(?:は|も)する|します",
        ),
    )
)


def stance_of(words: str) -> Stance | None:
    """How the words judge; None where they do not."""
    for stance, pattern in _RULES:
        if pattern.search(words):
            return stance
    return None


_NOTHING_BUT_JOINTS = re.compile(r"[\s、,・とやもかの及びおよびまた]*(?:は|が|を|も)?[\s、]*")


def stance_after(clause: Clause, start: int, end: int, before: str = "") -> tuple[Stance | None, Clause]:
    """The stance to what stands at clause.text[start:end], and the clause that holds the words of it.

    end: where the next thing of the same kind begins. A thing that is only named shares the judgement of the next clause:
    「当直、オンコールは無理」.
    """
    rest = clause.text[start:end]
    found = stance_of(rest) or (stance_of(before) if before else None)
    if found is not None or not _NOTHING_BUT_JOINTS.fullmatch(rest):
        return found, clause
    if end < len(clause.text):
        return stance_of(clause.text[end:]), clause
    if clause.after is not None:
        return stance_of(clause.after.text), clause.after
    return None, clause
