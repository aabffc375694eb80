"""Whether any department will do: 「科目不問」, 「ご専門は問いません」."""

from collections.abc import Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import FULL, LIST_JOINT
from enishi.openings.reading.facts import Found
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

_ANY = lazy(
    r"(?:診療)?科目?(?:は|を|の別|について)?\s*(?:一切)?(?:問いません|問わなかった|不問|問わず|問わない|は?問いませ)|(?:専門|専攻|出身)(?:科目?|領域|分野|診療科)?(?:・経験|、[^。、]{2,12}経験)?(?:は|を)?\s*(?:問いません|不問|問わず|問わない)|"
    r"内科系?[・、]外科系?(?:を|は)?(?:問いません|不問|問わず|問わない)|(?:どの|何|いずれの)(?:診療)?科(?:の先生)?(?:で|でも|の方)|全(?:診療)?科(?:$|[(、\s]|対象|可|の先生)|科(?:目)?不問|診療科\s*[:]?\s*(?:不問|問わず|問いません)|ご専門(?:は|を)(?:問|不)"
)
_NO_MATTER = r"(?:不問|どなたでも|いずれでも(?:可|結構|よ|OK)|かかわらず|関わらず|関係なく|よらず|問わなかった|問うて(?:い|お)|問いません|問いませ|問わず|問わない|問うことなく|こだわり(?:は|も)?(?:ありません|ございません|なし)|こだわりません|こだわらず|こだわらない|限定(?:し|いた)(?:し)?ません|指定(?:は)?(?:なし|しません|ありません)|制限(?:は)?(?:なし|ありません)|何でも|なんでも|どれでも|自由)"
_SUBJECT = r"(?:診療科目?|(?<![一-龥])科目?|標榜科|(?:臨床の)?ご?専門(?:科目?|領域|分野|の(?:診療)?科)?|専攻|募集科目?)"
_BESIDE = r"(?:\s*[、・や,]{0,2}\s*(?:と|及び|および)?(?:ご?年齢|性別|ご?経験|ご?経歴|卒業?年次?|卒年|出身(?:大学|医局)?|年次|資格|[^。、]{2,10}?での経験(?:の有無)?|(?:行政|公衆衛生|臨床|産業保健)(?:で)?の?経験(?:の有無)?))"
# 科目を問わず, in any order with what else is of no matter: 性別・年齢・診療科不問, 科目、年齢とも不問.
_ANY_GRAMMAR = lazy(
    rf"{_SUBJECT}(?:の別|のご?経験)?{_BESIDE}{{0,3}}(?:とも|ともに|共に)?(?:が(?:何|どこ|どちら|どの)[^、。]{{0,8}}か)?(?:に)?(?:は|を|も|には|について(?:は|も)?|:)?、?\s*(?:どちらも|いずれも)?(?:特に|とくに|一切|まったく|全く)?\s*{_NO_MATTER}"
    rf"|(?:{FULL.pattern})(?:医|の?(?:先生|医師|方))?に(?:は|も)?限(?:らず|りません|らない|定し(?:ません|ない|て(?:い|お)))"
    rf"|{_SUBJECT}の?(?:条件|制限|限定|指定)(?:を|も|は)?、?(?:なし|ありません|ございません|設けて(?:い|おり)ません|しません|なくし|無くし|撤廃|外し|取り払|設けず|設けま)"
    r"|(?:どちら|どんな|どの|いずれ)の(?:ご)?専門(?:分野|領域|の科)?(?:で|の方で)も|ご?専門(?:の?(?:診療)?科)?(?:が|は)(?:何|どの|どちら|いずれ)[^、。]{0,6}(?:でも|であっても|であれ)|(?:何|どの|どんな|いずれの|どちらの)(?:診療)?科(?:の(?:ご)?(?:先生|医師|ドクター|方|出身|専門|ご?経験)(?:の(?:先生|方))?)?(?:で(?:も|すら)?|でも|の方で|もOK|も可)"
)
# After the label 診療科 a few words suffice.
_ANY_VALUE = lazy(
    rf"\s*\(?(?:特に|とくに|一切|(?:どちら|いずれ|どれ|両方と)も)?\s*(?:は|を)?\s*(?:{_NO_MATTER}|どなたでも|どの(?:診療)?科|全(?:診療)?科(?=$|[\s。、(対可])|各科(?=$|[\s。、(])|全科目|なし(?=$|[\s。(]))"
)
_PIECES = lazy(r"\s+|/")  # 「1回 70,000円 科目不問」
_NOT_OF_THE_POST = lazy(r"^[^。]{0,10}(?:診る|診て|診療(?:し|を)|対応|相談|連携|受け入れ|患者|治療)")


# 「内科、外科のいずれの科でも」, 「整形外科または外科の先生を1名(どちらの科でも)」: one of those named
_OF_TWO = rf"(?:{FULL.pattern}){LIST_JOINT}(?:{FULL.pattern})"


@once
def read(items: Sequence[Item], *, labelled_only: bool) -> Found | None:
    """Where these items say that any department will do; labelled_only: a few words suffice, as after the label 診療科."""
    for item in items:
        if item.about("process") or (item.about("site") and "標榜" not in item.label):
            continue
        if not labelled_only and item.about("pay", "other"):
            # beside other things a sentence of its own, or a remark in brackets, may say it
            for words, start in sentences(item):
                said = _ANY_GRAMMAR.search(words)
                if (
                    said
                    and "円" not in _PIECES.split(words[: said.start()])[-1] + words[said.start() : said.end()]
                    and not _NOT_OF_THE_POST.match(words[said.end() :])
                ):
                    return Found.at(True, start + said.start(), start + said.end())
            continue
        if labelled_only and patterns.fullmatch(
            r"\s*(?:不問|問わず|問いません|全科|各科|全診療科|特に(?:定め|指定|問).*|指定(?:なし|はありません).*|いずれの科でも可|科は問いません)[。\s]*(?:\(.*\))?\s*",
            item.text.split("\n")[0],
        ):
            return Found.at(True, item.start, item.start + len(item.text.split("\n")[0].rstrip()))
        if labelled_only and "職" not in item.label and (short := _ANY_VALUE.match(item.text)):
            return Found.at(True, item.start + short.start(), item.start + short.end())
        found = _ANY.search(item.text) or _ANY_GRAMMAR.search(item.text)
        if found and not (
            found.re.pattern == _ANY_GRAMMAR.pattern and _NOT_OF_THE_POST.match(item.text[found.end() :])
        ):
            before = patterns.split(r"。|\n", item.text[: found.start()])[-1]
            if patterns.search(r"内科(?:系)?(?:で(?!も)|なら|であれ)", before[-12:]) or (
                patterns.match(r"いずれ|どちら", found.group()) and patterns.search(_OF_TWO, before)
            ):
                continue
            return Found.at(True, item.start + found.start(), item.start + found.end())
    return None
