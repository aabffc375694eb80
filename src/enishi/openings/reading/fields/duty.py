"""Duties of the night and of being called: none, required or open to talk."""

import re
from collections.abc import Iterator, Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.line import Item, clauses, sentences
from enishi.openings.reading.negations import plain
from enishi.openings.reading.noise import OTHERS
from enishi.openings.reading.patterns import lazy

_NIGHT = lazy(
    r"日?[当宿]直(?!許可|室|帯|表(?!に|から)|の先生に聞|明け|手当|料|医|の許可|体制|日|の(?:ない|無い|翌)?(?:日|夜|週)|の(?:ない|無い|翌)(?!暮らし|生活|毎日|働き方|勤務|お?仕事|職場|環境)|の(?:医師|先生)(?:が|は)|の?(?:日|夜)?以外)|宿日直(?!許可|の許可|手当)|(?<!工場には)(?<!工場に)(?<!職場には)夜勤(?!手当|帯|者|明け|専|の(?:従業員|職員|社員|看護|介護|スタッフ|人|方々)|(?:の|が)?(?:ある|する)[者方人]|の(?:ある|多い)|従事|労働)|夜間当直(?!手当)|泊ま?り(?:番)?(?!込|がけ|がてら)|泊まって(?=[^。]{0,16}(?:朝|明け|いただ|頂))|泊まる(?=(?:必要|こと|お?仕事|勤務)(?:は|が|も))|夜(?:間)?(?:(?:・|や|、|と)休日)?の?(?:お?仕事|お?勤め|勤務)(?=は|も|な|無|あ|有|・)"
)
_CALL = lazy(
    r"\bOC(?![A-Za-z])|呼ばれ(?:る|ます|れば|たら)|お呼び(?:する|しま|いた|立て)|"
    r"(?:オン|ファースト|セカンド|(?<![ァ-ヶー]))コール(?!手当|料|室|回数に|当番|センター|メディカル|バック|ド)|(?<!院内)待機(?!的|列|場所|電力|児童|児|時間|室|手当|料|医師|医が|する(?:医|先生|ス)|していただく必要は|中の)|呼び?出(?:し(?!手当|料|音|ベル|訓練|基準|番号|放送|機)|(?=すこと|され)|(?!し|す|さ|手当|料|音))|(?<!休日)拘束(?!手当|力|時間)|コール当番|(?:夜間|時間外|休日)の(?:ご?対応|診療)(?=[はも]、?(?:あり|ござ|求め|お願いし|不要|必要))|電話(?:当番|番)|(?:往診|夜間|時間外|休日夜間)の?当番(?!医)|宅直(?!手当)"
)
_MAYBE = lazy(
    r"^\s*△|(?:入れ|でき|持て|難し)(?:ない|い)(?:方|先生|医師)(?:も|でも)(?:歓迎|応募|ご?相談|可|大丈夫|お?待ち)|応談|\d{2}歳(?:以上|を[^。]{1,6})[^。]{0,10}(?:お願い|担当)(?:は)?(?:して|いたして)(?:い|おり)?ません|[月週年]に?\s*0\s*(?:〜|-|から)\s*\d|外すこと(?:も|が)でき|\d{2}歳まで|減免|ご?希望を[^。、]{0,6}(?:尊重|優先|重視)|(?:なし|無し|免除)\s*も?可|入る(?:・|、|か|も)?\s?入らない|(?<!し)(?<!して)なくて(?:も)?、?(?:構|かま|大丈夫)|自由|ご?随意|(?<!科の)(?:先生|方|医師)(?:に)?(?:だけ|のみ|に限[りっ])(?:に|、|て)?[^。、]{0,4}(?:お願い|担当|引き?受)|(?<!着任され)(?<!着任す)(?<!お迎えす)(?:[るいなた]|(?:お住まい|お持ち|通院中)の)(?:先生|医師|方)(?:は|には)[^、。]{0,8}免除|(?:なし|0回)\s*(?:〜|から)\s*(?:月|週|\d)|応?相談|ご?協議|免除(?:も|を|の)?(?:する|いただく)?(?:こと)?(?:も|が)?(?:応相談|可|でき|ご?相談|あり|制度|希望)|\d{2}\s*[歳才](?:以上|以降|を(?:過ぎ|超え)|から|に(?:な|達))[^。]{0,16}(?:免除|免[ずじ]|な(?:し|い)|外れ|ありません|しません)|(?:働き方|勤務|契約|採用|形)(?:も|を|に(?:も)?|で(?:も|の採用も)?)(?:ご?(?:相談|用意|提案)|でき|可|選|お受け|結構|かまいません|構いません|あり)|(?:も|ても)(?:かまいません|構いません|結構)|(?:以上|申し?出|希望|場合|応じ|事情|理由|により|方は)[^、。]{0,16}(?:免除|外し(?:ます|て)|外れ(?:ます|て))|免除となります.{0,4}ご?希望|可能(?!な(?:限り|方|先生|医師)(?!のみ|だけ|に))|任意|(?:義務|必須|強制|条件|前提)では?(?:ありません|ございません|な(?:い|く))|お決め(?:くださ|いただ|に)|選んで(?:いただ|頂|くださ)|かどうか|する(?:・|、|か)?しない|お?聞かせ(?:くださ|いただ)|免除(?:という(?:こと|形)|のほう|も含め)|(?:でき(?:る|れ|になる)|いただける|無理のない)(?:範囲|回数|月|日|ば|方(?:のみ|だけ|に(?:は|のみ)?お願い)|だけ)|"
    r"(?:持た|受け|入ら|し|出)ない」?(?:と|こと|選択|ほう|方)[^。、]{0,10}(?:選[べびぶ択]|でき|可)|選び方|お?選び(?:いただけ|頂け|くださ|になれ)|選択(?:でき|可|制)|するか(?:どうか|否か)|(?:有無|回数|する・しない)(?:は|を|も|につい)[^。、]{0,12}(?:相談|話し|希望|決め|うかが|伺)|ご?希望が(?:あれば|ある(?:場合|方|先生))|ご?希望(?:に応じ|により|に合わせ|制|者のみ|される|の[先方]|を(?:お?伺|お?うかが|考慮|聞|お聞き|踏まえ)|制|次第)|ご?(?:事情|意向|都合|考え|様子)(?:を|も)(?:お?伺|お?うかが|考慮|お?聞き|踏まえ|汲)|ご?都合に合わせ|ご?希望(?:し|され)(?:ない|ません)|無理の(?:ない|無い)|選べ|選択|なしも|無しも|無しでも|なしでも|なくても|免除も|外れ(?!ていただ|て頂|ます)|"
    r"お断り(?:いただ(?:け|い(?:て|た))|頂[けい]|でき|になって|くださ)|無理(?:強い|に(?:とは|お願い))|強制(?:で?は?|し)|どちらでも|可否|いずれでも(?:可|結構|かま|構|よ)|断(?:って|られて)(?:くださ|いただ|頂|も)[^、。]{0,8}(?:結構|かま|構|差し?支え|よ[いろ])|断(?:る|り)(?:こと)?も(?:でき|可)|ご?辞退(?:いただ|でき|も)|ご?判断に|ご?意向|ご?体調|融通|加減|段階的|(?:減らす|なくす|やめる|降りる|外れる)こと(?:も|が)でき|(?:減らす|なくす)ことも、|しなくても|(?:なし|無し)(?:を|の|も)?(?:希望|相談|ご希望)|要相談|面談(?:で|の(?:上|うえ)|時に|の際)[^、。]{0,6}(?:決|相談|調整)|調整(?:可|でき|し|いた)|配慮|軽減|話し合|免除の(?:ご)?(?:相談|希望|申)|ご?体力に"
)
_NO = lazy(
    r"(?<!\d)0\s*回|(?<!少)な(?:し|い)(?!でも|も)|無(?!理|料|し?も|しでも)|ありません|ございません|しません|ありませ|免除する(?=[。、\s)]|$|条件|前提|お?約束|契約|形|扱い)|全面(?:的に)?免除|免除(?!も|する|可|でき|の(?:ご)?(?:相談|申|希望)|を?ご?(?:希望|相談)|あり|制度|でない|応相談)|"
    r"(?<!かまい)(?<!構い)(?<!すみ)ません(?!か|でしょ)|(?:非|不)該当|該当(?:せず|しない)|^免(?![除許])|フリー|せず(?=$|[。、)\s])|しなくて(?:結構|よ|い|済|す)|無用|離れ(?:た|て)|解放|対象外|外す(?:と|こと(?:に|と)(?:し|決|な))|なくな(?:り|っ)|廃止|取りやめ|やめ(?:ました|て(?:い|お)|た)|に(?:お?任せ|委ね|頼)(?:(?:て|し(?:て)?)(?:い|お)|まし|た)|(?<!募集から)外して(?:い|お)|(?<!募集から)外し(?:ます|た)|置か(?:ず|ない)|つかない|付かない|お帰り|求めな(?:い|かった)|求めず|設けず|行わず|行(?:って|なって)(?:い|おり)?ません|して(?:い|おり)ません|担当外|不要|いたしません|求めません|(?:お願い|担当|実施|用意)?して(?:い|おら)(?:ない|ず)|お願い(?:は)?しない|(?:求めて|設けて|置いて)いない|お願い(?:して|いたし|し)(?:おり)?ません|担当(?:しません|いただきません|外)|頂きません|なく|ゼロ|(?<!少)ない(?:$|ものの|が、)|入りません|(?:当直|宿直|日直|当番|待機)には?(?:入|加わ)(?:らず|らない)|(?<=に)は?(?:入|加わ)らず|外れて(?:いただ|頂)|外れます|(?:若手|他の(?:医師|先生)|大学|非常勤|派遣|外部|パート|専門の)(?![^。、]{0,6}と)[^。]{0,20}(?:受け持|組ん|(?<!負)担|行(?:い|って|う)|対応|回[しっ]|埋まっ|賄|まかな)|外部(?:に|へ)?委託|委託して(?:い|おり)|入る必要はありません|含みません|[×✕✗]"
)
_YES = lazy(
    r"数える(?:ほど|くらい|程度)(?!も|しか)|^要(?!相談|話)|ずっと|常時|毎[晩夜]|^(?:の?業務|の?勤務)?を含[むみ]|若干|^(?:と|に)(?:な|し)|(?:可能な|(?:担当)?でき(?:る|ます))(?:方|先生|医師)|(?:表|シフト)に[はも]?[^。、]{0,8}入|あり(?!ま?せん)|有(?!り?無|無)|(?:年|月|週)に?数[回日晩]|(?:[月週年]|[か数]月|ふた月|\d+週(?:間)?)に?(?:、)?[一二三四五六\d](?:、[一二三四五六\d])?(?:度|回|晩|夜|日)|(?<![\d年月])\d(?:晩|夜)(?!で|分)|隔週|回って(?:き|来|まい)|順に|順番|順繰り|持ち回り|割り(?:振|当て)|輪に|加わ|一員|ローテ|(?:シフト|表|当番)に(?:入|組)|備え(?:る|て|ます|、)|引き受け(?!ません|でき)|務め(?!先)|お力|ご負担|義務|就[いくき]|診て(?:いただ|頂)|年に?\s*\d|月に?\s*\d|週(?:に|あたり)?\s*\d|\d+\s*(?:〜|-)?\s*\d*\s*回|お願い(?:し|いた|で|す)|必須|必要|担当|ございます|あった|ある|[○◯〇◎]|入って|参加|輪番|当番|交代|分け合|分け(?:て|ます)|折半|分担|交互|おきに|受け持(?:ち|って)|ずつ|従事|して(?:いただ|頂)|応じ|^する|^され(?:る|ます)|^し(?:、|$)|お持ち"
)
_HARDLY = lazy(
    r"[^、。()]*(?:あるかないか|ある(?:か|かどうか)(?:程度|です|と))[^、。()]*|[^、。()]{0,8}(?:ほとんど|めったに|滅多に|まず)[^、。()]{0,4}(?:ありません|ございません|な(?:い|し)|無い)[^、。()]*"
)
# What does not happen during a duty says nothing against the duty: 救急車の受け入れはありません.
_NO_PATIENTS = lazy(
    r"(?:^|(?<=[、。\s(]))[^、。\s()]{0,10}(?:救急(?!科)|急患|受け?入れ|入院|時間外外来|手術|分娩|外来(?:対応|診療|勤務|業務)?(?=[はも])|(?:病院|当院|院内|診療所|現地|職場)(?:まで|へ|に)?(?:の)?(?:お越し|ご?出勤|来院|登院|出て|来て|駆け|お呼び|出向)|登院|お越しいただく)[^、。()]{0,14}(?:ありません|ございません|なし|行っていません|受け(?:し|入れ)?て(?:い|おり)ません|しません|(?:い|及び|およ)りません)"
)
# A call by its own words: a telephone at night that reaches the physician, or waiting at home.
_PHONE = lazy(
    r"(?P<when3>緊急(?:手術|処置|時|の))[^。、]{0,8}(?P<what4>来ていただ|お越しいただ|出ていただ)|(?P<when2>先生|ご?自宅|お宅|家|携帯(?:電話)?)(?:の携帯)?(?:に|へ|が)(?P<what2>(?:お?電話|呼び?出)[^。、]{0,4}(?:いく|行く|入|かか)|鳴)|(?P<what3>呼び戻|公用の?携帯(?:電話)?を(?:お?持|お?預)|駆けつけて?(?:いただ|頂))|(?P<when>(?:勤務)?時間外|(?:お?帰|帰宅|退勤|勤務|診療)[^。、]{0,10}(?:あと|後)|夜(?:でも|は|に)|夜中|夜間|夜の(?=電話)|休日|時間外|深夜|夜中|診療時間外|緊急時?)[^。]{0,18}?(?P<what>電話が(?:鳴|入|かか|来|あり)|起こされ|お越しいただ|来ていただ|戸を叩かれ|(?:ご?連絡|呼び鈴)(?:は|が|を)(?!つながらな)|駆けつけ|電話を(?:お?持|お預|預)|電話(?!で(?:起|呼|た))(?:対応|当番|相談|連絡|を転送|に(?:は|も)?出(?:る|て|ていただ)|で(?:の)?ご?(?:指示|助言|対応))?|(?:先生|医師)(?:に|へ|の携帯に)ご?連絡|急患(?:は|に(?:は|も)?|への)?、?[^。]{0,14}?(?:ご?対応(?!は?(?:ありません|不要|しません|なし))|応じ)|電話を(?:お?持|お預|預)|携帯(?:電話)?(?:を(?:お?持|お預|携帯))?|(?:町内|村内|市内|島内|自宅|お住まい|公舎|官舎|住宅|近く)(?:で|に)(?:の)?待機)"
)
_PHONE_OF_OTHERS = lazy(
    r"問い?合|応募|質問|採用担当|受付|事務|ご家族|患者さんから|予約|看護(?:師長?|職員?|部)(?:が|で|に)|(?:大学|当番医|救急)(?:が|で)"
)
# 「電話は看護師が先に受けますが、月に4回は先生にお願いします」
_PHONE_THEN_OURS = lazy(r"が、[^。]{0,16}\d\s*回[^。]{0,6}(?:先生|医師)に(?:お願い|お出|ご?対応|つな)")
# How the words end that tell of a call with the physician alone as the one who is called.
_OF_A_DUTY = lazy(
    r"(?:対応|当番|待機|持|預|携帯を携帯|応じ|出る|出て|転送|指示|助言|鳴|いく|行く|入|戻|(?:駆けつけて|来て)いただ|お越しいただ|出ていただ|かか|来|され|駆けつけ|連絡[はがを])$"
)
_STANDING = lazy(
    r"(?:大学|非常勤|派遣|応援|外部|パート|若手|他)(?:の|から)?[^、。]{0,8}(?:医師|先生|医局)[^、。]{0,6}(?:が|で)"
)


# 「呼び出しもあるが、県内の大学から週末に応援の医師が来る」
_IN_CONTRAST = lazy(r"(?:あ(?:る|ります)|ございます)(?:が|けれども?|ものの)、")
_HELP_OUT = lazy(r"[^。]*(?:来(?:る|ます|て)|応援|手伝|入(?:る|ります)|派遣)")


def _done_by_others(sentence: str, end: int) -> bool:
    """Whether a sentence with a duty that ends at `end` names others who do it, and not only such as help out."""
    others = _STANDING.search(sentence)
    return others is not None and not (
        _IN_CONTRAST.search(sentence, end, others.start() + 1) and _HELP_OUT.search(sentence, others.end())
    )


def read_night(items: Sequence[Item]) -> Found | None:
    return _read(items, "night", _NIGHT)


def read_on_call(items: Sequence[Item]) -> Found | None:
    return _read(items, "on_call", _CALL)


def _read(items: Sequence[Item], field: str, words: re.Pattern[str]) -> Found | None:
    items = [item for item in items if not _OF_OTHER_STAFF.search(item.label)]
    labelled = [item for item in items if item.about(field)]
    for item in labelled:
        if not _own_label(item, field):
            continue
        if (said := _answered(item, words) or _of_value(item, field, words)) is not None:
            for other in labelled:  # another part of the same value: 「外科は月2回。どちらも57歳以上は免除」
                if said[0] == "required" and other is not item and (other.label, other.line) == (item.label, item.line):
                    more = _of_value(other, field, words)
                    if more is not None and (more[0] == "negotiable" or _FROM_AN_AGE.search(other.text)):
                        said = ("negotiable", more[1])
            if said[0] == "required" and (spared := _spared(items, words, item)) is not None:
                said = ("negotiable", spared)
            return Found.at(said[0], *said[1])
    best: tuple[int, Found] | None = None
    for item in items:
        if (often := _paid_so_often(item, field)) is not None:
            best = (1, Found.at("required", *often))
        if (
            item.about("process", "site", "housing", "leave")
            and not item.about("days", "night", "on_call", "title", "remark")
            and not patterns.search(r"先生(?:の|に|が|への?)[^。、]{0,6}(?:待機|当直|呼び?出)", item.text)
        ):
            continue
        for judgement, start, end, rank in _of_text(item, words, items):
            if best is None or rank > best[0]:
                best = (rank, Found.at(judgement, start, end))
    if best is None and field == "on_call":
        return _by_phone(items)
    return best[1] if best else None


def _spared(items: Sequence[Item], words: re.Pattern[str], but: Item) -> tuple[int, int] | None:
    """A remark elsewhere that exempts from some age on: 「待機は60歳以上免除可」."""
    for item in items:
        if item is but or item.about("process", "site", "pay"):
            continue
        for found in _SPARED.finditer(item.text):
            if words.search(found["duty"] or found["duty2"]):
                return item.start + found.start(), item.start + found.end()
    return None


_SPARED = lazy(
    r"(?P<duty>当直|宿直|夜勤|オンコール|待機|呼び?出し)は、?\d{2}歳(?:以上|から|を過ぎ)[^。、]{0,8}免除"
    r"|\d{2}歳(?:以上|から|を過ぎ)[^。、]{0,6}(?P<duty2>当直|宿直|夜勤|オンコール|待機|呼び?出し)[^。、]{0,4}免除"
)
# What a duty pays says not that it is to be done: 「当直1回につき4万円」.
_FEE_OF_A_TIME = lazy(
    r"1\s*回(?:につき|あたり|当たり|ごとに?)?、?[^。、\d]{0,4}\d[\d,.]*\s*(?:万|千)?円(?:を?(?:別途)?支給)?"
)
_SO_OFTEN = lazy(r"(?:月|週|年)に?\s*\d+(?:\s*[〜-]\s*\d+)?\s*(?:回|日)")


def _paid_so_often(item: Item, field: str) -> tuple[int, int] | None:
    """How often a duty is done whose fee alone has a label: 「当直手当 1回4万円(月1〜3回)」."""
    name = (
        r"(?:[当宿]直|夜勤)(?:手当|料|報酬)" if field == "night" else r"(?:オンコール|待機|呼び?出し)(?:手当|料|報酬)"
    )
    found = _SO_OFTEN.search(item.text) if patterns.search(name, item.label) else None
    found = found or patterns.search(rf"{name}\s*\((?:月|週|年)に?\s*\d+(?:〜\d+)?\s*回分?", item.text)
    return None if found is None else (item.start + found.start(), item.start + found.end())


_FROM_AN_AGE = lazy(r"\d{2}歳(?:以上|以降|を|から|に)[^。]{0,12}免除")
_ONLY = lazy(
    rf"(?P<duty>オンコール|待機|呼び?出し?|拘束|宅直|当直|宿直|夜勤)?(?:当番)?(?:は|が|:)?\s*(?P<list>(?:{LISTED.pattern})(?:[・、と](?:{LISTED.pattern})){{0,9}})(?:の(?:先生|医師))?(?:のみ|だけ)(?![^ 、。]{{0,8}}(?:なし|免除|ありません))"
)


def only_for(items: Sequence[Item], names: Sequence[str]) -> dict[str, Found]:
    """待機は外科のみ: required of the posts of those departments, none for the others of the same advertisement."""
    facts: dict[str, Found] = {}
    for item in items:
        if item.about("pay", "site", "process", "headcount", "specialty") or not (
            "のみ" in item.text or "だけ" in item.text
        ):
            continue  # its pattern is tried at every character
        for found in _ONLY.finditer(item.text):
            word = found["duty"] or ""
            night = bool(patterns.search(r"直|夜勤", word) and word != "宅直") or (not word and item.about("night"))
            if not word and not item.about("night", "on_call"):
                continue
            said = "required" if {canonical(m.group()) for m in LISTED.finditer(found["list"])} & set(names) else "none"
            place = Found.at(said, item.start + found.start(), item.start + found.end())
            facts.setdefault("night_duty" if night else "on_call", place)
    return facts


def _what(found: re.Match[str]) -> str:
    return next(found[name] for name in ("what", "what2", "what3", "what4") if found[name])


def _by_phone(items: Sequence[Item]) -> Found | None:
    """Being called, told without one of its words: 夜間は先生に月2回ほどお電話が行きます."""
    for item in items:
        headed = item.label if patterns.search(r"夜間|時間外|休日.{0,3}夜", item.label) else ""
        if item.about("process", "site", "housing", "leave", "pay", "institution") and not headed:
            continue
        for words, begin in sentences(item):
            sentence, start = headed + words, begin - len(headed)
            found = _PHONE.search(sentence)
            if found is None or (_PHONE_OF_OTHERS.search(sentence) and not _PHONE_THEN_OURS.search(sentence)):
                continue
            duty = _OF_A_DUTY.search(_what(found))
            if not duty and not patterns.search(
                r"先生|医師|(?:対応|当番)|お願い|(?:看護師|職員|施設|病棟|スタッフ)から[^。]{0,8}(?:電話|連絡)",
                sentence,
            ):
                continue
            rest = _HARDLY.sub("", sentence[found.end() :])
            said = (
                "none"
                if _NO.search(rest)
                else "negotiable"
                if patterns.search(
                    r"応相談|協議|免除|任意|希望|でき(?:る|ます)(?:範囲|方|先生)|可能な(?:方|先生)",
                    sentence[max(found.end("when"), found.start()) :],
                )
                else "required"
            )
            return Found.at(said, max(begin, start + found.start()), begin + len(words.rstrip()))
    return None


_YES_OR_NO = lazy(r"\s*(?:(?P<yes>はい|ええ|そうです|さようです)|(?P<no>いいえ|いえ))(?=[、。,\s]|$)")


def _answered(item: Item, words: re.Pattern[str]) -> tuple[str, tuple[int, int]] | None:
    """はい or いいえ to a question for the duty; None where the answer itself says more."""
    found = _YES_OR_NO.match(item.text)
    if found is None or not words.search(item.label):
        return None
    rest = item.text[found.end() :]
    said = judged(rest, bare=False) if words.search(rest) or patterns.search(r"免除|月|回|相談|希望", rest) else None
    without = patterns.search(r"なし|ない|無し|免除", item.label)
    open_ = patterns.search(r"でも|でき|可能|構|よ[いろ]", item.label)
    told = ("negotiable" if open_ else "none") if without else "required"
    if found["no"]:
        told = "required" if without else "none"
    return said or told, (item.start, item.start + len(item.text.rstrip()))


def _own_label(item: Item, field: str) -> bool:
    """Whether a label names the duty: 夜間 does not, and a fee does with a number of times."""
    if field == "night" and item.label in ("夜", "夜間", "時間外"):
        return False  # its words name the duty, or say nothing of it
    if patterns.search(r"料|手当|報酬", item.label):
        return field == "night" and bool(patterns.search(r"(?:月|週)に?\s*\d+(?:\s*[〜-]\s*\d+)?\s*回", item.text))
    return True


def _of_value(item: Item, field: str, words: re.Pattern[str]) -> tuple[str, tuple[int, int]] | None:
    """From the words after the label: a part that names the other duty is left to that one."""
    text = item.text
    other = _CALL if field == "night" else _NIGHT
    parts: list[tuple[str, int]] = []
    of_the_other = False
    for sentence, start in sentences(item):
        for part, at in clauses(
            sentence,
            start,
            r"[。;\n]|、(?=[^、]{0,8}(?:オンコール|待機|呼|当直|宿直|日直|夜勤))|[/](?=\s*(?:オンコール|待機|当直|宿直|日直))|(?<=\S)\s+(?=(?:オンコール|待機|呼び?出|当直|宿直|夜勤)\s)",
        ):
            outside = patterns.sub(r"\([^()]*\)", "", part)  # 「なし(助産師と院外待機で対応)」
            told = outside if outside.strip() else part
            if words.search(told) or other.search(told):
                of_the_other = not words.search(told)
            if of_the_other and (other.search(told) or len(item.fields) > 1):
                continue  # also what goes on about the other, below a label of both
            if (
                field == "night"
                and patterns.match(r"[\s※]*日直", part)
                and len(item.fields) == 1
                and not _NIGHT.search(part)
            ):
                continue
            if (
                patterns.search(r"許可", part)
                and not _YES.search(patterns.sub(r"(?:宿日直|宿直|当直|日直)?許可(?:は)?[^、。)]*", "", part))
                and not _MAYBE.search(part)
            ):
                continue
            if not _NOT_ALONE.match(part):
                parts.append((part, at))
    if any(_NO.search(part) for part, _ in parts):
        parts = [(part, at) for part, at in parts if not _ONLY_IF_WISHED.match(part)]
    if not parts:
        return None
    joined = "。".join(part for part, _ in parts)
    if field == "night" and patterns.match(r"\W*(?:日勤|日中)(?:のみ|だけ)", joined):
        return "none", (parts[0][1], parts[-1][1] + len(parts[-1][0]))
    place = (parts[0][1], parts[-1][1] + len(parts[-1][0]))
    if text[place[0] - item.start : place[1] - item.start].strip() == "":
        return None
    joined = _FEE_OF_A_TIME.sub("", joined)
    said = judged(
        patterns.sub(r"\(?(?:宿日直|宿直|日直|当直|断続的)[^、。()]{0,8}許可[^、。()]{0,12}\)?", "", joined), bare=True
    )
    return None if said is None else (said, place)


# Who asks the physician for advice says nothing of whether the duty is open to talk.
_CONSULTED = lazy(
    r"(?:電話|メール|オンライン)(?:での|で)?ご?(?:相談|対応)|(?:看護師|看護職|職員|スタッフ|病棟|施設|夜勤者|患者|家族|入居者|利用者)(?:さん|さま|様)?(?:から|より|が|に)の?[^、。()]{0,8}相談"
)


# 「待機はありません。希望される方にだけ、1晩2万円の手当でお願いしています」 is none.
_ONLY_IF_WISHED = lazy(
    r"\s*(?:ただし|なお|また)?、?ご?希望(?:される|の|する)(?:方|先生)(?:に|は|のみ)[^。]*(?:お願い|可能|でき|担当)[^。]*。?"
)


_ORDINARILY_NONE = lazy(
    r"(?:ふだん|普段|通常|平素|いつも)(?:は|の)?、?[^。、()]{0,6}(?:ありません|ございません|な(?:し|い|く))|^(?:は)?な(?:く|いため)、|^(?:あり|ござい)ませんが、ご?希望"
)
_UNDECIDED = lazy(
    r"未定|(?:記載|記入|情報)(?:は)?(?:なし|ありません)|検討中|(?:まだ|現時点では|これから|決まり次第)[^。]{0,16}(?:決ま|公表|定ま|お?示し|お?伝え)|公表して(?:い|おり)ません|非公開"
)


def judged(words: str, *, bare: bool) -> str | None:
    """none, negotiable or required; None if the words decide nothing. bare: they stand right after the label."""
    words = plain(words)
    if _UNDECIDED.search(words):
        return None
    words = patterns.sub(r"(?:当直|当番|勤務)(?:で|の)ない(?:夜|日|週)", "", words)
    stripped = _NO_PATIENTS.sub("", _HARDLY.sub("", words)).strip(" :・、。.…‥")
    if not stripped and _HARDLY.search(words) and patterns.search(r"\d\s*回", words):
        return "required"  # 「月に2回あるかないかです」
    stripped = stripped or words.strip(" :・、。")  # 「当直　入院がないのでありません」
    if (
        bare
        and patterns.match(r"(?:毎週|第\d|平日|週末|土日|[月火水木金土日](?:曜|[・、]))", stripped)
        and not _NO.search(stripped)
        and not _MAYBE.search(stripped)
    ):
        return "required"
    if (
        bare
        and patterns.match(r"(?:お)?電話(?:のみ|対応|での?ご?(?:対応|指示|助言|相談)|だけ)", stripped)
        and not patterns.search(r"なし|ありません", stripped)
    ):
        return "required"
    if patterns.match(
        r"(?:原則(?:として)?|一切|基本(?:的に)?(?:は)?|いずれも|どちらも|とも(?:に)?|ともに|は|両方)?\s*(?:な(?:し|い)|無(?:し|い)?(?=$|[\s(、。※])|ありません|ございません|完全免除|完全に免除|行(?:って|なって)(?:い|おり)?ません|不要|求めません|対象外|(?:当直|宿直|日直|夜勤|待機|オンコール)(?:業務|勤務)?(?:は|の)?(?:な(?:し|い)(?!でも|も)|免除(?=$|[\s(。])|ありません|ございません|無し)|免除(?=$|[\s(、。])|[×✕])(?!\s*(?:〜|から|も|でも|での|をご?(?:希望|相談)|の(?:ご)?(?:相談|希望|働き方|勤務|形|採用|契約|条件|お約束|雇用)(?:も|に(?:も)?(?:でき|する)|で(?:も|きる)|(?:を|が)(?:希望|選|でき)|、?応?相談|可)|の(?:ご)?(?:相談|希望)|(?:可|相談)))",
        stripped,
    ):
        return "none"
    if _ORDINARILY_NONE.search(stripped):
        return "none"
    if _MAYBE.search(_CONSULTED.sub("", stripped)):
        return "negotiable"
    if _NO.search(stripped):
        return "none"
    if _YES.search(stripped) or (bare and patterns.match(r"(?:約|概ね|おおむね|平均)?\s*\d+", stripped)):
        return "required"
    return None


_DEPARTMENTS_OWN = lazy(rf"(?P<name>{LISTED.pattern})(?:の(?:先生方?|医師)(?:は|が)?、?|の|は)$")


def _of_another_department(before: str, items: Sequence[Item]) -> bool:
    """Whether a duty is told of a department that nothing else of the post names: 「産科の当直は大学から…」."""
    named = _DEPARTMENTS_OWN.search(before)
    if named is None:
        return False
    name = canonical(named["name"])
    sought = {
        canonical(m.group())
        for item in items
        if before not in item.text
        for m in LISTED.finditer(f"{item.label} {item.text}")
    }
    return bool(sought) and name not in sought


def _of_text(item: Item, words: re.Pattern[str], items: Sequence[Item] = ()) -> Iterator[tuple[str, int, int, int]]:
    for sentence, start in sentences(item):
        for found in words.finditer(sentence):
            begin = max((sentence.rfind(mark, 0, found.start()) for mark in "。、,(\n;"), default=-1) + 1
            end_match = patterns.search(
                r"[。;\n]|、(?=[^、。]{0,10}(?:オンコール|待機|呼び?出|当直|宿直|日直|定年|住宅|年俸|週))|(?:(?<=回)・?|(?<=し)・?|(?<=り)・?|(?<=無)・?|(?<=有)・?|(?<=除)・?|(?<=可)・?|(?<=談)・?|(?<=\d)・?|(?<=度)・?|(?<=\)))\s*/?\s*(?=オンコール|OC(?![A-Za-z])|待機|呼び?出|当直|宿直|定年|住宅)",
                sentence[found.end() :],
            )
            if end_match and end_match.start() <= 1:  # 「呼び出しは、当直の先生が対応するためありません」
                end_match = patterns.search(r"[。;\n]", sentence[found.end() :])
            end = found.end() + (end_match.start() if end_match else len(sentence) - found.end())
            part = sentence[found.start() : end]
            before = sentence[begin : found.start()]
            if patterns.search(r"院長|勤務日以外|当院の常勤|大学", before) and not _NO.search(part):
                continue
            if _NOT_ALONE.match(part, len(found.group())):
                continue
            said = "required" if _ONLY_THIS.fullmatch(part[len(found.group()) :]) else None
            told = _SOUGHT_UNTIL_NOW.sub("", _without_brackets_about_permits(part[len(found.group()) :]))
            told = _FEE_OF_A_TIME.sub("", told)
            said = said or judged(told, bare=True)
            if patterns.match(r"(?:は|です)?か[。?]", part[len(found.group()) :]):  # 「当直ですか。ありませんよ」
                said = judged(_next_sentence(item, start + len(sentence)), bare=True)
            if said is None and (after := _goes_on(item, start + len(sentence))):
                said = judged(after, bare=False)
            if said == "required" and _LET_OFF_AFTER.match(_next_sentence(item, start + len(sentence), items)):
                said = "negotiable"
            if said == "none" and (
                _OF_SOME_AGE.search(sentence[: found.start()]) or _IF_WISHED.search(sentence[: found.start()])
            ):
                said = "negotiable"
            if said is None and patterns.search(
                r"(?:ノー|なし|免除|無(?:し|の))(?!の?(?:夜|日|週))[^い]{0,3}$", before[-6:]
            ):
                said = "none"
            if said is None and patterns.search(
                r"月に?\s*\d|お願い(?:し|いた)|(?:いただ|頂)[きく][^。]{0,10}\s*\($|あり$|\d[日回]が$",
                before or sentence[: found.start()][-14:],
            ):
                said = "required"
            if said is None and patterns.match(r"泊まって(?:いただ|頂)[きく]", part):
                said = "required"
            if said is None and _TASKS.match(sentence) and not part[len(found.group()) :].strip("、。 "):
                said = "required"
            if _of_another_department(sentence[: found.start()], items):
                continue
            if _NO_DUTY_OF_OURS.search(sentence[: found.start()]) or _BY_OTHER_STAFF.match(sentence, found.end()):
                continue  # 「面接の当日は、控室でご待機いただきます」, 「薬剤師当直あり」
            if said != "none" and _OTHER_STAFF_DO.search(sentence[: found.start()]):
                continue  # 「臨床検査技師が毎晩当直しております」
            if said == "none" and patterns.search(
                r"(?:[月火水木金土日]曜日?|平日|(?:ほか|他|それ以外)の(?:日|曜日))の$", sentence[: found.start()]
            ):
                continue  # 「日曜の当直は募集していません」
            if said == "required" and _done_by_others(sentence, found.end()):
                continue
            if said == "required" and _OF_OTHER_STAFF.search(before):
                continue  # 「看護師の夜間待機は月5回」
            if said == "required" and _OF_COLLEAGUES.search(sentence[: found.end()]) and not _OURS_TOO.search(sentence):
                continue  # 「常勤医の当直は平均して月3回です」
            without_brackets = patterns.sub(r"\([^()]*\)", "", sentence)
            if said is None or (said == "required" and patterns.search(r"昨年|前任|これまで", without_brackets)):
                continue
            rank = {"none": 2, "negotiable": 3, "required": 1}[said]
            yield said, start + found.start(), start + end, rank


# 「日勤だけ、当直だけの募集はしておりません」: both are to be done
_NOT_ALONE = lazy(
    r"(?:[^。、]*、)?(?:[^。、]*[直勤])?(?:だけ|のみ)(?:の|で(?:の|も|は)?)?、?(?:募集|ご?応募|お?申し?込み?|ご?勤務|お引き?受け|ご?契約)[^。]*(?:ません|な[いし]|お断り|ご遠慮|できかね)"
)
_OF_COLLEAGUES = lazy(
    r"(?:(?:常勤|当院の|現在の|いまの|今の|他の|ほかの|他科の)(?:医師?|先生)方?|先生方)(?:は|が|の|も)[^。]{0,12}(?:現在|いま|今|平均|実績)|(?:現在|いま|今)は?、?(?:常勤)?(?:医師?|先生)\d|(?:在籍|常勤医)[^。]{0,12}\d+\s?名、?うち|(?:(?:院長|所長|先代|前任)|(?:退任|退職|引退)(?:した|する|される)[^。、]{0,6})[^。、]{0,6}[はがも][^。]{0,16}\d+年"
)
_TRAINEES = r"(?:初期|後期|臨床)?研修医|専攻医|専修医|看護(?:師長|部長?)"
# Whose duty it is, right before its name, or what else one waits for.
_NO_DUTY_OF_OURS = lazy(
    rf"(?:面接|面談|見学|選考|試験)(?:の|に(?:お越し|お見え|来られた)[^。、]{{0,4}})?(?:当日|日|際|折|時)に?は?、?[^。、\d]{{0,8}}(?:\d+分)?[^。、\d]{{0,4}}ご$|(?:{_TRAINEES}|{OTHERS})(?:さん)?(?:には?|の|は|も)?、?(?:夜間の?)?$"
)
_BY_OTHER_STAFF = lazy(rf"(?:の|中の|する)?(?:{OTHERS}|看護師長|看護部長?)")
_OTHER_STAFF_DO = lazy(
    rf"(?:{_TRAINEES}|{OTHERS})(?:さん)?(?:が|は|も|を(?:募|急募|求め|探))(?!(?:受け|対応|連絡|先|まず))(?![^。]*(?<!研修)(?<!専攻)(?<!専修)(?:先生|医師))[^。、]*$"
)
_OURS_TOO = lazy(r"お願い|いただ|募集|先生にも|加わ|ご担当")
_OF_OTHER_STAFF = lazy(
    r"(?:看護(?:師|職員?|部)|助産師|技師|薬剤師|介護(?:士|職員?)|職員|スタッフ)(?:さん)?の[^。、]{0,6}$|看護師の|(?:研修医|専攻医|(?:外勤|バイト|アルバイト)先|他院|院外)(?:で)?の$|\((?:看護|技師|薬剤|介護|職員|コメディカル)[^()]*\)"
)
_ONLY_THIS = lazy(r"\s*\((?:平日|週末|土日祝?|休日|夜間)(?:のみ)?\)\s*|\s*(?:のみ|だけ)(?:です|お願いします)?[\s。)]*")
# 「当直月3回でお願いしておりましたが、なかなかご縁がなく」: what came of the search
_SOUGHT_UNTIL_NOW = lazy(r"(?:お願い|募集|お?探し)(?:いた)?(?:し(?:て)?)?(?:おり|い|き)?ましたが、.*")
# A list of what is to be done, which a duty ends: 「仕事は外来と、当直のない夜の呼び出し。」
_TASKS = lazy(r"\s*(?:主な)?(?:仕事|業務|職務|勤務|担当)(?:の?内容)?は")
# 「60歳以上の医師には当直を免除する」
_OF_SOME_AGE = lazy(
    r"(?:育児|介護|妊娠|子育て|お子さん)[^。、]{0,14}(?:間|期間|時期|中|うち)は、?$|(?:遠方|通われる|お住まい)[^。、]{0,10}(?:先生|方)(?:に)?は、?$|\d{2}歳[^。、]{0,10}(?:過ぎ|超え|迎え|なっ|達し)(?:たら|れば|ると|て(?:から)?は?|た後は?)[^。、]{0,4}$|(?:お子さん|お子さま|介護|育児|子育て|妊娠|ご?高齢|ご?事情|持病|ご?病気|\d{2}歳)[^。、]{0,14}(?:先生|方|医師)(?:に|から)?は、?$|\d{2}歳(?:以上|を(?:超え|過ぎ)[^、。]{0,3}|になれば|から)の?(?:方|先生|医師)?(?:に|は|には)?、?[^、。()免]{0,6}$"
)


_IF_WISHED = lazy(
    r"ご?希望(?:が|で)?(?:あれば|でしたら|なら|の場合|により|に応じ|次第|の(?:方|先生))[^。]{0,10}$|ご?事情(?:が|に|により)[^。]{0,10}$"
)
# A sentence that goes on about the duty without its name: 「先生にも加わっていただきます」.
_ON_ABOUT_IT = lazy(
    r"\s*(?:(?:月|週|年)に?\s*\d|「?(?:持|入り|引き受け)[^。]{0,10}(?:な(?:い|く)|たい)|(?:着任後は、?)?(?:先生|ご着任|新しい(?:先生|医師)|皆さん|ご担当)(?:の方)?(?:に|も|は|の)|こ(?:れ|ちら)|その(?:輪|当番|中))"
)
_LET_OFF_AFTER = lazy(
    r"\s*\(?(?:ただし|なお|もっとも|その後|それ以降|以降|以後|ご?事情|体調|[^。、]{0,12}\d{2}歳|[^。、]{2,20}(?<!常勤の)(?<!科の)(?:先生|方|医師)(?:に)?(?:は|だけ))[^。]{0,30}(?:免除(?:(?:も|が|を)?(?:でき|可|相談|し|お?望|ご?希望)|いた|$|。|とな)|外れ(?:てい|る|ら)|減ら(?:す|せ|し)|軽く|軽減|ご?相談|お?控え)|\s*[^。]{0,8}(?:持た|受け|入ら|し)ない(?:こと|選択|という)[^。]{0,8}(?:選|でき|可)|\s*[^。、]{0,8}(?:持た|受け|入ら|し)なくても(?:構|かま|結構|大丈夫|よ)"
)


# A line that goes on about the one above: 「→ 小さなお子さんのいる先生は免除のご相談ができます」
_REMARK_BELOW = lazy(r"\s*(?:→|※|\*|└|ただし|\()\s*\(?")


def _next_sentence(item: Item, at: int, items: Sequence[Item] = ()) -> str:
    """The sentence of an item, or of a remark right below it, that begins at a place of the normal text; empty if there is none,
    or if it names a duty.
    """
    words = next((words for words, start in sentences(item) if start >= at), "")
    if not words:
        below = next((one for one in items if one.line == item.line + 1 and not one.label), None)
        if below is not None and (mark := _REMARK_BELOW.match(below.text)):
            words = below.text[mark.end() :]
    return "" if _NIGHT.search(words) or _CALL.search(words) else words


def _goes_on(item: Item, at: int) -> str:
    words = _next_sentence(item, at)
    return words if _ON_ABOUT_IT.match(words) else ""


def _without_brackets_about_permits(words: str) -> str:
    return patterns.sub(r"\([^()]*許可[^()]*\)|(?:宿日直)?許可(?:は)?(?:取得|あり|済|有)[^、。]*", "", words)
