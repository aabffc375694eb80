"""What the words behind a duty say of it: that some are let off, how often it comes round."""

from collections.abc import Sequence

from enishi.openings.reading.fields.duty_words import CALL, NIGHT
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.patterns import lazy

# A sentence that goes on about the duty without its name: 「先生にも加わっていただきます」.
_ON_ABOUT_IT = lazy(
    r"\s*(?:(?:月|週|年)に?\s*\d|「?(?:持|入り|引き受け)[^。]{0,10}(?:な(?:い|く)|たい)|(?:着任後は、?)?(?:先生|ご着任|新しい(?:先生|医師)|皆さん|ご担当)(?:の方)?(?:に|も|は|の)|こ(?:れ|ちら)|その(?:輪|当番|中))"
)
_LET_OFF_AFTER = lazy(
    r"\s*免除(?:も|が|を|は)?[^。、]{0,4}(?:可|でき|ご?相談|応じ)|\s*\(?(?:ただし|なお|もっとも|その後|それ以降|以降|以後|ご?事情|体調|[^。、]{0,12}\d{2}歳|[^。、]{2,20}(?<!常勤の)(?<!科の)(?:先生|方|医師)(?:に)?(?:は|だけ))[^。]{0,30}(?:免除(?:(?:も|が|を)?(?:でき|可|相談|し|お?望|ご?希望)|いた|$|。|とな)|外れ(?:てい|る|ら)|減ら(?:す|せ|し)|軽く|軽減|ご?相談|お?控え)|\s*[^。]{0,8}(?:持た|受け|入ら|し)ない(?:こと|選択|という)[^。]{0,8}(?:選|でき|可)|\s*[^。、]{0,8}(?:持た|受け|入ら|し)なくても(?:構|かま|結構|大丈夫|よ)"
)


# 「ただし、小さなお子さんのいる先生などは、お申し出により外れることができます」
_SOME_LET_OFF = lazy(
    r"(?:ただし|なお|もっとも)?、?(?:[^。]{0,30}(?<!科の)(?<!常勤の)(?:方|先生|医師|場合|際)(?:など|等)?(?:に)?は、?[^。]{0,16}(?:外れ(?:て|る)[^。]{0,8}でき|免除(?:し|いた|でき|可|と)|お願い(?:いた)?しません|お願いして(?:い|おり)ません))"
)


def let_off_after(item: Item, at: int, items: Sequence[Item]) -> bool:
    """Whether the next words exempt from a duty; also those behind a sentence that tells how often it comes round."""
    words = next_sentence(item, at, items)
    if _LET_OFF_AFTER.match(words) or _SOME_LET_OFF.match(words.strip()):
        return True
    return bool(words) and any(
        _SOME_LET_OFF.match(told.strip())
        for told, start in [one for one in sentences(item) if one[1] > at + 1][:2]
        if not NIGHT.search(told) and not CALL.search(told)
    )


# A line that goes on about the one above: 「→ 小さなお子さんのいる先生は免除のご相談ができます」
_REMARK_BELOW = lazy(r"\s*(?:→|※|\*|└|ただし|\()\s*\(?")


def next_sentence(item: Item, at: int, items: Sequence[Item] = ()) -> str:
    """The sentence of an item, or of a remark right below it, that begins at a place of the normal text; empty if there is none,
    or if it names a duty.
    """
    words = next((words for words, start in sentences(item) if start >= at), "")
    if not words:
        below = next((one for one in items if one.line == item.line + 1 and not one.label), None)
        if below is not None and (mark := _REMARK_BELOW.match(below.text)):
            words = below.text[mark.end() :]
    return "" if NIGHT.search(words) or CALL.search(words) else words


def goes_on(item: Item, at: int) -> str:
    """The next sentence where it goes on about the duty without its name; else nothing."""
    words = next_sentence(item, at)
    return words if _ON_ABOUT_IT.match(words) else ""
