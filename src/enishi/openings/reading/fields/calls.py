"""Being called, told without one of its words: a telephone at night that reaches the physician, or waiting at home."""

import itertools
import re
from collections.abc import Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields.duty_words import CONSULTED, HARDLY, MAYBE, NO, NO_PATIENTS
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.patterns import lazy

# A call by its own words: a telephone at night that reaches the physician, or waiting at home.
_PHONE = lazy(
    r"(?P<when3>緊急(?:手術|処置|時|の))[^。、]{0,8}(?P<what4>来ていただ|お越しいただ|出ていただ)|(?P<when2>先生|ご?自宅|お宅|家|携帯(?:電話)?)(?:の携帯)?(?:に|へ|が)(?P<what2>(?:お?電話|呼び?出)[^。、]{0,4}(?:いく|行く|入|かか)|鳴)|(?P<when4>急患の|お?休みの日|お?帰り|勤務が終わ|夜間|休日|時間外)[^。]{0,14}?(?P<what5>(?:お?電話(?:を?おかけ)?|ご?連絡)(?:する|いたす|差し上げる)こと|電話は[^。]{0,20}携帯電話を持って受け)|(?P<what3>呼び戻|公用の?携帯(?:電話)?を(?:お?持|お?預)|駆けつけて?(?:いただ|頂))|(?P<when>(?:勤務)?時間外|(?:お?帰|帰宅|退勤|勤務|診療)[^。、]{0,10}(?:あと|後)|夜(?:でも|は|に|も)|夜中|夜間|夜の(?=電話)|休日|時間外|深夜|夜中|診療時間外|緊急時?)[^。]{0,28}?(?P<what>電話が(?:鳴|入|かか|来|あり|つながるように)|起こされ|お越しいただ|来ていただ|戸を叩かれ|(?:ご?連絡|呼び鈴)(?:は|が|を)(?!つながらな)|駆けつけ|電話を(?:お?持|お預|預)|電話(?!で(?:起|呼|た))(?:対応|当番|相談|連絡|を転送|に(?:は|も)?出(?:る|て|ていただ)|で(?:の)?ご?(?:指示|助言|対応))?|(?:先生|医師)(?:に|へ|の携帯に)ご?連絡|急患(?:は|に(?:は|も)?|への)?、?[^。]{0,14}?(?:ご?対応(?!は?(?:ありません|不要|しません|なし))|応じ)|電話を(?:お?持|お預|預)|携帯(?:電話)?(?:を(?:お?持|お預|携帯))?|(?:町内|村内|市内|島内|自宅|お住まい|公舎|官舎|住宅|近く)(?:で|に)(?:の)?待機)"
)
_PHONE_OF_OTHERS = lazy(
    r"問い?合|応募|質問|採用担当|受付|事務|ご家族|患者さんから|予約|看護(?:師長?|職員?|部)(?:が|で|に)|(?:大学|当番医|救急)(?:が|で)"
)
# 「電話は看護師が先に受けますが、月に4回は先生にお願いします」
_PHONE_THEN_OURS = lazy(
    r"(?:必要|判断|難し|急)[^。]{0,14}(?:先生|医師)(?:に|へ)(?:も)?(?:お?電話|ご?連絡|おつなぎ|つな|取り?次|ご?相談)|(?:私|院長|所長|先生方?|医師)と、?[^。、]{0,10}(?:交代|おき|分担|半分|順番|ずつ)|受けて(?:いただ|くださ|もら)|つながるように|[がて]、[^。]{0,16}\d\s*回[^。]{0,6}(?:先生|医師)に(?:お願い|お出|ご?対応|つな|取り?次)"
)
# How the words end that tell of a call with the physician alone as the one who is called.
_OF_A_DUTY = lazy(
    r"(?:対応|当番|待機|持|預|携帯を携帯|応じ|出る|出て|転送|指示|助言|鳴|いく|行く|入|戻|(?:駆けつけて|来て)いただ|お越しいただ|出ていただ|かか|来|され|駆けつけ|連絡[はがを]|こと|受け|つながるように)$"
)


def _what(found: re.Match[str]) -> str:
    return next(found[name] for name in ("what", "what2", "what3", "what4", "what5") if found[name])


_AT_NIGHT = lazy(
    r"(?:夜間?|夜中|休日|時間外|緊急時?)の?[^。、]{0,8}(?:電話|待機|呼び?出し?|当番|対応)|(?:電話|待機|呼び?出し)[^。、]{0,6}(?:夜|休日)"
)
# 「夜間の電話は私が受けます」, and who is sought is not named
_TAKEN = lazy(
    r"(?:私|院長|所長|理事長|当番医|当番の医師|[^。、]{2,10}と[^。、]{2,10})(?:の携帯(?:電話)?)?[がで](?:すべて|全て|当分|引き?続き)?[^。、]{0,6}(?:受け(?:ます|る(?:ため|ので))|いたします|とります|取ります|出ます|引き受け(?:ます|る)|担います|対応し?(?:ます|いたします)|分担する(?:ため|ので))"
)
_OURS = lazy(r"先生|新しい医師|着任|お願い|いただ|くださ|加わ|交代|一緒に|後は|その先|慣れ|引き?継")
# 「いまは院長がとっていますが、引き継いだあとの受け方は相談して決めましょう」
_SETTLED_LATER = lazy(
    r"(?:受け方|分担|持ち方|回し方|その(?:先|後|あと)|引き?継|着任後|代替わり)[^。]{0,24}(?:相談|話し合|協議)[^。、]{0,6}決め"
)


def _between_us(words: str, after: str) -> str | None:
    """What is said of calls at night that others take now: open to talk, or none of the post's."""
    if not _AT_NIGHT.search(words):
        return None
    if _SETTLED_LATER.search(words) or _SETTLED_LATER.search(after):
        return "negotiable"
    return "none" if _TAKEN.search(words) and not _OURS.search(words) and not _OURS.match(after.strip()) else None


def by_phone(items: Sequence[Item]) -> Found | None:
    """Being called, told without one of its words: 夜間は先生に月2回ほどお電話が行きます."""
    for item in items:
        headed = item.label if patterns.search(r"夜間|時間外|休日.{0,3}夜", item.label) else ""
        if item.about("process", "site", "housing", "leave", "pay", "institution") and not headed:
            continue
        told = sentences(item)
        for (words, begin), (after, _) in itertools.pairwise([*told, ("", 0)]):
            if (settled := _between_us(words, after)) is not None:
                return Found.at(settled, begin, begin + len(words.rstrip()))
            sentence, start = headed + words, begin - len(headed)
            found = _PHONE.search(sentence)
            if found is None or (_PHONE_OF_OTHERS.search(sentence) and not _PHONE_THEN_OURS.search(sentence)):
                continue
            duty = _OF_A_DUTY.search(_what(found))
            if not duty and not patterns.search(
                r"先生|医師|(?:対応|当番)|お願い|(?:受け|来)て(?:いただ|くださ|もら)|(?:看護師|職員|施設|病棟|スタッフ)(?:から|の)[^。]{0,8}(?:電話|連絡|相談)",
                sentence,
            ):
                continue
            rest = NO_PATIENTS.sub("", HARDLY.sub("", sentence[found.end() :]))
            said = (
                "none"
                if NO.search(rest)
                else "negotiable"
                if MAYBE.search(CONSULTED.sub("", sentence[max(found.end("when"), found.start()) :]))
                else "required"
            )
            return Found.at(said, max(begin, start + found.start()), begin + len(words.rstrip()))
    return None
