"""Kind of employment."""

import re
from collections.abc import Sequence
from dataclasses import replace

from enishi.openings.reading import patterns
from enishi.openings.reading.facts import Found, merged
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.noise import OTHERS
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

_FULL = lazy(
    r"^常(?=$|[\s、・/又])|(?<!非)常勤(?!換算|[^()、]{0,4}、?[^()]{0,8}\)が(?:おり|い)|\s*\d+\s*[名人]\)?のうち|が対応|の(?:者|先生|[一-龥]{1,5}医)が[^。、]{0,4}(?:受け|対応し|入り)|の先生方?に[^。、]{0,8}休|医師?の募集(?:は|について)|の[一-龥]{1,8}医(?:師)?(?:は|が)\s*\d|医(?:師)?(?:[でだ](?:け)?で?(?:まかな|賄|対応|回し|足り|担)|は(?!不足|足り|い(?:ま|な)|お(?:り|ら)|欠|、?(?:まだ|いまだ|なお)|、?[^。、]{0,4}\d\s*[名人]が(?:決|内定))|が(?!、?[^。、]{0,8}(?:不足|足り(?:ま|な)|欠員|必要|不在(?:にな|とな|が続))|(?:い|おり)ま?せ?[んな])|数|と(?!し)|の(?:指導|バックアップ|学会|休暇|夏季|出張|不在|代わり|お?休み|休日|連休|負担|疲弊|過重|時間外|残業|有給|年休|働き方))|医師?\s*\d+\s*[名人]\s*(?:体制|で(?!、?[^。、]{0,4}(?:応募|条件|対象|年齢))|が(?!、?[^。、]{0,6}(?:内定|決ま|加わ|着任する))|、院長|在籍|の負担|のうち(?!、?\d\s*[名人](?:の採用|が?内定|[はが]?決ま)))|(?:の)?(?:職員|スタッフ)(?!\s|\s*(?:$|[(、/・。]|とし|を募集|募集|採用|でお|での|です|で、|であり|になり|となり)))|正職員|正社員|正規の(?:[都道府県市町村]|病院)?職員|職員\(正規\)|正規(?:職員|雇用|の医師(?=と|を|職))|任期付(?:職員|き)?|フルタイム"
)
_PART = lazy(
    r"非常勤(?!医(?:師)?(?:が|は|\d+\s*[名人](?!を|の?募集|の?公募|[\s。]*$|\([^()]{2,40}\)(?:は|の件)))|医師?\s*\d+\s*[名人]\s*(?:体制|で|が)|講師)|(?<!ア)パート(?!ナー)|(?<!スポット)(?<!単発)(?<!単発の)(?<!での)アルバイト(?![^。]{0,24}(?:許可|認め|兼業|副業))|定期バイト|外勤(?:先|枠|当直|(?:\([^()]*\))?の(?:お願い|募集|先生|件|空き)|として)|(?:毎週|隔週|毎月)で(?:も(?!結構な)|の(?:勤務|お願い))|定期(?:\([^()]*\))?で(?:来|お)|定期(?:非常勤|勤務|アルバイト|枠|の(?:先生|医師)|で(?:も|の)|的に|(?=】|\]|[・、/]|または|か単発|を優先|も|$))|(?<!(?<!非)常勤の)嘱託(?:産業|校|診療)?医(?!師会)|(?<!常勤)(?<!常勤・)嘱託(?=\s*(?:$|[)(、]))|(?<!常勤)(?<!常勤・)(?<!常勤の)(?<!常勤\()嘱託(?:職員|勤務|契約|産業)|会計年度任用(?!職員\s*\(フルタイム)|(?:^|[\s、・/は])(?:非|非常)(?=$|[\s、・/又])"
)
_HEADS = lazy(
    r"\s*[◆◇■●・*-]?\s*(?:(?:いずれ|どちら)も|(?:すべて|全て|全枠|全件)(?:が)?|\S{1,4}とも)?\s*[\[【<(〔]?(?:定期)?(?:非?常勤|スポット|単発|パート|定期)[\]】>)〕]?(?=[\s(、・/])"
)
_AT_HEAD = lazy(r"\s*(?:非?常勤|スポット|単発)\s+(?:月給|日給|時給|年俸|年収|日額|月額|週)")
_SPOT = lazy(
    r"スポット|単発|(?<!週)(?<!週に)(?<!月)(?<!月に)[1一](?:[回日](?:だけ|のみ|きり|限り)|度(?:だけ|きり|限り))で(?:も|の)|短期|臨時(?:雇|の(?:勤務|診療|外来|先生|医師|職員|応援|仕事)|勤務|医師)|(?<!週)(?<!週に)(?<!月)(?<!月に)1日(?:限り|だけ|のみ)|(?<![\d月/週])[一二三四五六1-6]日間?(?:だけ|のみ|限り|に限)|\d{1,2}月\d{1,2}日(?:だけ|のみ|限り|に限)|[1一]回(?:限り|きり|だけ|のみ)(?!の?お?申し?込み?は?[^。]{0,6}(?:受けて|お受けし|でき|お断り))|(?:期間|日間?|週間|か月|回|当日)(?:だけ|のみ|限り|限定)(?:の|で|、)?(?:ご?お?(?:願い|手伝い|仕事|力添え)|応援|勤務|診療)|(?:大会|イベント|催し|祭り?)[^、。]{0,4}当日|[一二三四五\d]泊[一二三四五六\d]日の|ピンチヒッター|正月三が日の(?:応援|お?手伝い)|期間限定|代診(?!\s*\d+件)|応援勤務|(?:年末年始|ゴールデンウィーク|GW|お盆|盆|正月|年始|年末|休暇|夏休み)(?:の間|期間)?(?:だけ|のみ|限り|限定)"
)
# Visits at fixed times, as an industrial physician makes them, are regular work.
_VISITS = lazy(
    r"(?:毎月|月に?|隔月に?|年に?)\s*\d{1,2}\s*(?:〜\s*\d\s*)?(?:回|度|日)[^。\n]{0,14}?(?:ご訪問|訪問(?!診療|看護|リハ|入浴|歯科|指導|介護)|お越し|ご?来[所社院園校]|ご?出務|ご?巡視|ご?来訪)"
)
_INDUSTRIAL = lazy(r"(?:毎月|月に?|隔月に?)\s*\d{1,2}\s*(?:〜\s*\d\s*)?回")
_VISITOR = lazy(r"産業医|嘱託|校医|園医|先生|医師")
_DATE = lazy(
    r"(?<![\d.])(?:\d{4}[年/.])?\d{1,2}\s*[月/]\s*\d{1,2}\s*日?\s*\(\s*[月火水木金土日](?:曜日?)?(?:[・,、]?(?:祝日?|休日?))?\s*\)"
)
_WORK_ON_IT = lazy(
    r"\d{1,2}\s*[:時]\s*\d{0,2}|日直|当直|宿直|健診|検診|外来|午前|午後|終日|勤務|診療|代診|夜間|(?<=\s)(?:空き?|募集?中?|済|[○◯×])(?=\s|$)"
)
_NO_WORK_ON_IT = lazy(
    r"面接|締切|〆切|選考|説明会|見学|必着|消印|まで(?:に|の応募|に応募)|掲載|更新|現在|応募|受付(?!時間)|試験|発行|公開|休診|回答|連絡|返信|投稿|開催|配信|送信|取材|着任|開院|採用(?:予定)?日|入職|期限|発表|問い?合"
)
_COLLEAGUE = lazy(
    r"[所院部医]長\((?:非)?常勤\)が|体制|在籍|常勤医(?:師)?(?:に|へ)(?:引き?継|申し送|お?任せ|相談)|[でが]診療|診療して(?:い(?!ただ)|お)|が勤務|引退|退職|充足|常勤医(?:師)?\s*\d+\s*[名人](?![。\s]*$|程?度?(?:を|の)?\s*(?:募[っりるろ]|募集|公募|採用|急募|求|増員|補充))|指導|換算|(?<!副)院長|同僚|(?<!代診の)応援|大学|現在\d|の常勤医が|先生が|減少|不在|派遣|講師"
)
_SEEK = lazy(
    r"募集|募[っりるろ]|急募|求人|求[めむ]|探し|お願い|お手伝い|採用|公募|招[聘へ]|希望|考えて|結構|[か構]まいません|構いません|来て|迎え|可|条件|先生|働き方|勤務|問いません|問わず|いただき(?:ます|たい|、)|もらい(?:ます|たい|、)|いただく(?!こと)|いただける|お待ち|待って(?:い|お)|募る|力添え|申し?込|登録(?:して|内容)|載せ(?:た|て|まし)|充て|の枠を|成約|身分|雇用|お受け|受け付け|医師\(|\((?:いずれも|すべて|全て|全件|ともに|原則)?(?:非)?常勤|[・、/]\s?(?:非)?常勤\)|ください|でも|歓迎|枠表|空き枠|(?:掲載|募集)時|増員|補充|欠員|増や|お?譲り|引き継"
)
_SOMEBODY = r"募集|急募|求[人めむ]|探し|お願い|採用|公募|招|迎え|来て|後任|お越し"
_KINDS = (("full_time", _FULL), ("part_time", _PART), ("spot", _SPOT))


# One kind of employment is filled, another still sought.
_FILLED_KIND = lazy(
    r"(?P<kind>(?<!非)常勤|非常勤)(?:の)?(?:先生|医師|医)?(?:の(?:枠|席|ポスト|募集|求人|定員|方))?(?:は|につきましては|については)、?[^。\n]{0,14}(?:そろ|揃|決ま(?:り|って)|充足|足りて|埋ま|終了|締め切|満た|間に合|(?:行って|して)(?:い|おり)ません)"
)


def filled_kind(items: Sequence[Item]) -> str | None:
    """full_time or part_time, where the text says that those posts are filled and looks for the other kind."""
    text = "\n".join(item.text for item in items)
    if (found := _FILLED_KIND.search(text)) is None:
        return None
    other = "非常勤" if found["kind"] == "常勤" else r"(?<!非)常勤"
    rest = text[: found.start()] + "\n" + text[found.end() :]
    if not patterns.search(other + r"[^。\n]{0,40}(?:お願い|募集|募って|探し|求め|迎え|お待ち|継続|引き?続き)", rest):
        return None
    return "full_time" if found["kind"] == "常勤" else "part_time"


@once
def read_employment(items: Sequence[Item]) -> Found | None:
    """Kinds in the order full_time, part_time, spot."""
    gone = filled_kind(items)
    found = _read_employment([without_the_not_sought(item) for item in items])
    if gone is None or found is None or found.value == [gone]:
        return found
    return Found([kind for kind in found.value if kind != gone], found.places)


# 「No. HY-77120 非常勤 11月20日更新」 at the head of a card
_BEHIND_A_CODE = lazy(
    r"\W*(?:(?:求人|案件)?(?:No\.?|番号|ID)\W{0,2})?[A-Z]{0,3}-?\d[\d-]{2,}\W?\s+(?P<kind>(?P<part>(?:定期)?非常勤)|(?P<full>常勤)|スポット)(?=\s|$|[/|])"
)
# 「非常勤(常勤の募集はいたしません)」
_NOT_SOUGHT = lazy(
    r"\((?:非?常勤)(?:の?(?:募集|採用))?は?、?[^()]{0,10}(?:ません|なし|行わず|行っておらず)[^()]{0,4}\)"
)


def without_the_not_sought(item: Item) -> Item:
    """The item without a bracket that says which kind of work is not sought."""
    text = _NOT_SOUGHT.sub(lambda found: " " * len(found.group()), item.text)
    return item if text == item.text else replace(item, text=text)


_REGULAR = lazy(r"定期の非常勤(?!で?は(?:な|ありま))")
_EITHER = lazy(r"(?<!非)常勤でも、?非常勤でも|非常勤でも、?常勤でも")


def _read_employment(items: Sequence[Item]) -> Found | None:
    for item in items:
        if not item.about("site", "process") and (both := _EITHER.search(item.text)) is not None:
            return Found.at(["full_time", "part_time"], item.start + both.start(), item.start + both.end())
    for ranks in (("employment",), ("title",)):
        ranked = [item for item in items if item.about(*ranks)]
        if ranked and ranks == ("employment",) and not any(item.label for item in ranked):
            # 「常勤  月給 105万円」 and below it 「非常勤 日給 8万円」: each at the head of its line
            ranked += [item for item in items if not item.fields and _AT_HEAD.match(item.text)]
        found = _kinds(ranked, strict=False) or _kinds(
            [_by_its_label(item) for item in ranked if _ANY_OF_THEM.match(item.text)], strict=False
        )
        if found and found.value == ["spot"]:  # 「産休代診の先生を」, and further down 「定期の非常勤で」
            regular = ((item, told) for item in items if (told := _REGULAR.search(item.text)))
            if one := next(regular, None):
                return Found.at(["part_time"], one[0].start + one[1].start(), one[0].start + one[1].end())
        if found:
            return found
    for item in items[:2]:
        if not item.label and (told := _BEHIND_A_CODE.match(item.text)) is not None:
            kind = "full_time" if told["full"] else "part_time" if told["part"] else "spot"
            return Found.at([kind], item.start + told.start("kind"), item.start + told.end("kind"))
    if found := _kinds([_by_its_label(item) for item in items if _ASKED_OF_A_KIND.match(item.label)], strict=False):
        return found
    # under 「契約」 or 「身分」, before the words of others around it
    if found := _kinds([item for item in items if item.about("term") and _STATUS.search(item.label)], strict=True):
        return found
    for item in items:  # the staff of a town, unless by the year
        if item.about("employment") and (staff := _OFFICIAL.search(item.text)):
            return Found.at(["full_time"], item.start + staff.start(), item.start + staff.end())
    mixed = _kinds(
        [
            item
            for item in items
            if item.about("specialty", "headcount", "age", "days", "pay", "recruiting") or not item.fields
        ],
        strict=True,
    )
    if mixed:
        return mixed
    by_word = _kinds([item for item in items if item.about("term", "remark", "other")], strict=True)
    if by_word:
        return by_word
    if subject := _kinds([item for item in items if item.label == "Subject"], strict=True):
        return subject
    for reading in (_visits, _recurring, _dated, _on_a_rota):
        if (found := reading(items)) is not None:
            return found
    for item in items:
        for words, start in sentences(item):
            if (served := _SERVES.search(words)) and not _COLLEAGUE.search(words):
                return Found.at(["full_time"], start + served.start(), start + served.end())
    for item in items:
        if not item.about("site", "process") and (post := _BESIDE_A_TITLE.search(item.text)):
            kind = "full_time" if post["kind"].startswith("常") else "part_time"
            return Found.at([kind], item.start + post.start("kind"), item.start + post.end("kind"))
    for item in items:  # the weekly hours of a public servant who works full time, and what only regular work knows
        if hours := patterns.search(r"週(?:38時間45分|40時間)|裁量労働制", item.text):
            return Found.at(["full_time"], item.start + hours.start(), item.start + hours.end())
    return None


_STATUS = lazy(r"契約|身分|雇用|任用|採用(?:区分|形態)|勤務形態")


def _by_its_label(item: Item) -> Item:
    return replace(item, text=item.label, start=item.start - len(item.label))


_ASKED_OF_A_KIND = lazy(
    r"非?常勤(?:医師?|の(?:先生|方|医師))の(?!有無|区分|別|募集|数)[^。]{1,14}は\??$"
)  # 「常勤医の待遇は?」
_BESIDE_A_TITLE = lazy(r"(?:院長|所長|部長|医長|施設長|科医|候補)\((?P<kind>常勤|非常勤)(?:医師)?(?:、[^()]{1,12})?\)")
_SERVES = lazy(
    r"(?:[都道府県市町村](?:の)?(?:正規)?職員)として、?[^。]{0,8}(?:採用|任用|お迎え)|公務員(?:の身分)?(?:として|(?:で|と)の?)、?[^。]{0,8}(?:採用|任用|お迎え|勤務)|常時勤務(?!する|の)"
)
# Whoever serves a town or prefecture as its regular staff, unless by the year.
_OFFICIAL = lazy(
    r"[都道府県市町村]職員(?!住宅|公舎|宿舎|寮)|[町村市県]の(?:常勤の?)?(?:特別職|正職員)|(?:地方|国家|一般職の)公務員(?!法|共済|災害|宿舎|住宅)"
)


def _visits(items: Sequence[Item]) -> Found | None:
    industrial = any(patterns.search(r"産業医", item.text + item.label) for item in items)
    everything = any(_VISITOR.search(item.text) or _VISITOR.search(item.label) for item in items)
    for item in items:
        if item.about("process", "site", "leave", "housing"):
            continue
        for words, start in sentences(item):
            found = _VISITS.search(words) if everything else None
            if found is None and industrial and not patterns.search(r"会議|委員会|講話|研修|当直|オンコール", words):
                found = _INDUSTRIAL.search(words)
            if found and not _COLLEAGUE.search(words):
                return Found.at(["part_time"], start + found.start(), start + found.end())
    return None


# 「火曜日の午後1時から4時ごろまで、月2回」: it comes round
_RECURS = lazy(
    r"(?:[月火水木金土日]曜|祝日|休日)[^。]{0,40}?(?:(?<!\d)月に?|毎月)\s*\d(?:\s*〜\s*\d)?\s*[回日](?!まで)|第[1-5][^。]{0,8}[月火水木金土日]曜[^。]{0,30}?\d{1,2}[:時]"
)


def _recurring(items: Sequence[Item]) -> Found | None:
    """Work on weekdays that come round some times a month."""
    for item in items:
        if item.fields and not item.about("days", "specialty", "title"):
            continue
        for words, start in sentences(item):
            found = _RECURS.search(words)
            if found and not (
                _COLLEAGUE.search(words) or patterns.search(r"当直|オンコール|待機|日直|休診|休み|常勤", words)
            ):
                return Found.at(["part_time"], start + found.start(), start + found.end())
    return None


_DAY_OF_A_MONTH = lazy(r"\s*\d{1,2}日?\([月火水木金土日](?:・?[祝休])?\)")


def _dated(items: Sequence[Item]) -> Found | None:
    """Work on a day of the calendar: 12/7(日)9:00〜17:00, or 10(土) in a column of days."""
    for item in items:
        if item.cell and item.about("days") and (day := _DAY_OF_A_MONTH.match(item.text)) is not None:
            return Found.at(["spot"], item.start, item.start + day.end())
    for item in items:
        if item.about("process", "site", "leave", "housing", "other", "retirement", "term", "age", "recruiting"):
            continue
        for words, start in sentences(item):
            found = _DATE.search(words)
            if found and _WORK_ON_IT.search(words + item.label) and not _NO_WORK_ON_IT.search(words + item.label):
                return Found.at(["spot"], start + found.start(), start + found.end())
    return None


def _on_a_rota(items: Sequence[Item]) -> Found | None:
    """Who takes turns at a clinic of nights or holidays: 「出務医を募集」, 「輪番に加わってくださる先生」."""
    for item in items:
        for words, start in sentences(item) if not item.about("process", "site") else ():
            if (found := patterns.search(r"出務(?:医|を|に|日)|輪番に(?:加わ|入|ご?参加)", words)) is not None:
                return Found.at(["part_time"], start + found.start(), start + found.end())
    return None


# 「同じ病院で募集している小児科の」 before 「常勤医1人には、まだ応募がない」
_SOUGHT_ONE = lazy(
    r"(?:募集|公募|募って|求めて|探して|採用をめざ|採用を目指)[^。、]{0,8}(?:いる|いた|きた|する|した|中の|す)[^。、]{0,16}$"
)
# 「嘱託医を地元の医院にお願いしており、募集はしていません」
_NONE_SOUGHT = lazy(
    r"(?:(?!常勤|スポット|単発|パート|可|結構|が、|募集し(?:ます|て(?:い|お)り?ます))[^。]){0,60}(?:(?:募集|求人|採用|公募)[はをも]?(?:して|行って|予定して|考えて)?(?:い|おり)?(?:ません|おらず)|(?:掲載|募集|求人)に(?:は)?(?:含め|入れ)(?:ません|ず|ない)|(?:大学|医局)[^。、]{0,10}(?:補充|派遣)(?:され|して(?:い|も)))"
)
# 「常勤・非常勤 いずれも可」: the label names what is asked for
_ANY_OF_THEM = lazy(
    r"\W*(?:いずれも|どちら(?:でも|も)|とも(?:に)?)?、?(?:可|不問|問いません|問わず|歓迎|かまいません|結構です|選べます|応?相談)"
)


# What follows the kind of a post that is sought or was filled: 「常勤医1名、年俸1,700万円」, 「常勤医1人が着任することがわかった」
_WITH_TERMS = lazy(
    r"(?:医師?)?\s*\d{1,2}\s*[名人]\s*[、(]\s*(?:年[俸収額]|月[給額]|日[給額当]|時給|週\s?\d|半日|当直|任期|科目?は|専門|(?:毎週)?[月火水木金土日]曜)|医師?\s*\d{1,2}\s*[名人]が[^。、]{0,12}(?:着任|入職|就任|赴任)する(?:ことが|と)[^。]{0,12}(?:わか|分か|決ま|明らか|発表)|[^。]{0,60}(?:取り?下げ|取り?止め|取りやめ)"
)
# 「内科の常勤医2名。」, 「整形外科、常勤1、年俸1800万」, 「施設長 1名常勤」: a short note that says no more
_IN_A_NOTE = lazy(
    r"(?:医師?)?\s*\d{1,2}\s*[名人][。、\s]*$|\s?\d(?=[\s、。]|$)|(?:(?:または|又は|・|か)非?常勤)?、|[。\s]*$|】"
)
_BEFORE_A_NOTE = lazy(r"(?:科の?|\d\s*[名人]\s?|[、=▽・○◇】]\s*|\S\s|または|又は|【)$")
_OF_STAFF = lazy(r"医師数|スタッフ|体制|職員|在籍|[はがで、]\s*$|[はが](?![^()]{0,40}\))")


def _of_the_post(words: str, found: re.Match[str]) -> bool:
    """Whether the words around a kind make it that of the post, though nothing in the sentence looks for anybody."""
    if _WITH_TERMS.match(words, found.end()):
        return not _OF_STAFF.search(words[: found.start()]) or bool(_SOUGHT_ONE.search(words[: found.start()]))
    before = words[: found.start()]
    return bool(_IN_A_NOTE.match(words, found.end()) and _BEFORE_A_NOTE.search(before)) and not _OF_STAFF.search(before)


@once
def _kinds(items: Sequence[Item], *, strict: bool) -> Found | None:
    kinds: dict[str, tuple[int, int]] = {}
    as_staff = False  # the only word for 非常勤 is 嘱託
    stands_in = False  # the only word for a single piece of work is 代診
    for item in items:
        for words, start in sentences(item):
            for kind, pattern in _KINDS:
                for found in pattern.finditer(words):
                    if kind in kinds:
                        break
                    around = words[max(0, found.start() - 12) : found.end() + 16]
                    if patterns.search(
                        r"^(?:医師?|勤務|の(?:先生|ご?応募|ご?希望|お?申し?出|募集|求人|枠|方|お取り?扱い|お仕事))?(?:について)?(?:は|も|を|での?ご?応募は|のみの?[^、。]{0,6}は)?、?(?:現在)?、?(?:不可|対象外|ご遠慮|お断り|(?:お受け|受け付け|募集|募っ|対象に|対象と|考えて|予定|想定|お願い|採用|行|実施|取り扱)[^。、]{0,8}(?:ません|なし|ない(?!か)|かね)|(?:あり|ござい|おり)ません)"
                        r"|^(?:の勤務|で?は|で|が|の?勤務は)?、?(?:無理|難しい|できない)(?:けれど|が、|でも、?(?:外来|半日|週に?\d|\d日|午前|午後))|^[^。、()]{0,8}では(?:ありません|ない|なく|ございません)|^(?:医師?|職員)?(?:への?)?(?:転換|登用|移行|切り?替え|変更|道|身分替え)",
                        words[found.end() : found.end() + 28],
                    ):
                        continue
                    if _NONE_SOUGHT.match(words, found.end()) or _BEHIND_ANOTHER.search(words[: found.start()]):
                        continue
                    if (
                        strict
                        and found.group() != "代診"
                        and not _of_the_post(words, found)
                        and not (item.about("days") and found.start() == 0)
                        and (
                            (
                                _COLLEAGUE.search(around)
                                and not _SOUGHT_ONE.search(words[: found.start()])
                                and not patterns.search(
                                    r"後任|募集|公募|急募|求め|採用|お?迎え|成約|お願いし|くださる(?:方|先生)を|待って(?:い|お)|お待ち|で[^。、]{0,10}お?越し|として[^。、]{0,14}(?:(?:ご?勤務|お?勤め|働い|お?越し|ご?入職|ご?着任|ご?就任|加わっ|入っ|お?迎え|採用|任用)(?:し|、|いただ|て(?:いただ|くださ)|くださ|(?<=用)(?:さ|と))|して(?:いただ|くださ|ほし))|決まり(?:まし|、)|の?採用[がを](?:決|内定)|[名人]が内定|[での][^。、]{0,16}(?:いただ|もら)",
                                    words[found.start() :],
                                )
                            )
                            or (
                                not _SEEK.search(words)
                                and len(words) > 24
                                and not _HEADS.match(words)
                                and not patterns.match(
                                    r"(?:の?(?:医師|先生|職員|勤務|採用|雇用)|医師?)?(?:です|になります|となります)[。、]|で、?(?:お?\d\s*[名人]|週\s*\d|半日|1回|[年月日時][俸給額])",
                                    words[found.end() :],
                                )
                            )
                        )
                    ):
                        continue
                    if found.group().startswith("嘱託") and not (
                        item.about("employment", "specialty", "title") or patterns.search(_SOMEBODY, words)
                    ):
                        continue
                    if found.group().startswith("会計年度") and (
                        any("フルタイム" in other.text for other in items)
                        or patterns.search(r"(?<!非)常勤(?:医師|職員)?\s*\([^()]*$", words[: found.start()])
                        or patterns.match(r"(?:職員)?\s*\((?:常勤|フル)", words[found.end() :])
                    ):
                        continue
                    if (
                        _OF_A_BENEFIT.match(words)
                        or _OF_ANOTHER.match(words)
                        or _OF_OTHERS.match(words, found.end())
                        or _HELD_BY_OTHERS.match(words, found.end())
                        or _set_aside(words, found)
                    ):
                        continue
                    if _OF_THE_HOUSE.search(words[: found.start()]) and _NO_MORE.match(words, found.end()):
                        continue
                    if _FOR_SOME_AGES.search(words[: found.start()]) or _IN_FUTURE.search(words[: found.start()]):
                        continue
                    if strict and patterns.match(
                        r"(?:[・、と]非?常勤)?(?:の)?(?:とも|を問わず)\)", words[found.end() :]
                    ):
                        continue  # 「定年は70歳です(常勤・非常勤とも)」
                    if kind == "spot" and not _spot(words, found, strict):
                        continue
                    if kind == "full_time" and patterns.match(
                        r"\s*(?:の)?(?:医師|医)?(?:と(?:同|の)|並み|に準)", words[found.end() :]
                    ):
                        continue
                    if kind == "part_time":
                        as_staff = found.group().startswith("嘱託") and (as_staff or kind not in kinds)
                    kinds[kind] = (start + found.start(), start + found.end())
                    stands_in = stands_in or found.group() == "代診"
    if "part_time" in kinds and "spot" in kinds and stands_in:
        del kinds["spot"]  # 「産休のあいだの代診」, 「パートで」: months of regular work
    if "full_time" in kinds and as_staff:
        kinds.pop("part_time", None)  # 「常勤」 and below it 「身分 嘱託(1年ごとの契約)」
    if not kinds:
        return None
    return Found([kind for kind, _ in _KINDS if kind in kinds], merged(kinds.values()))


# What staff may use, whatever their kind: 「院内保育所は、常勤か非常勤かを問わず全職員がお使いになれます」.
_OF_A_BENEFIT = lazy(
    r"\W*(?:なお、|また、)?(?:院内|職員|当院の)?(?:保育所?|託児所?|食堂|駐車場|売店|研修|制度|共済|退職金|賞与|規程|規則|手当|互助会|図書室|仮眠室|更衣室|医局|歓送迎会|社宅|宿舎|福利厚生)[^、。]{0,8}?(?:は|も|には)(?!.*(?:募集|お迎え|採用し))"
)
# 「看護師は常勤です」, 「昨年は非常勤で募集しました」
_OF_ANOTHER = lazy(
    rf"\W*{OTHERS}(?:さん)?(?:は|も|が)(?!.*(?:先生|医師))|\W*(?:職員|スタッフ|従業員)(?:数|構成)?(?:は|が)[^。]*\d\s*[名人]|\W*(?:昨年|去年|前年|前回|以前|一昨年)度?は[^。]*(?:ました|でした|た)[。\s]*$"
)
# 「常勤の看護師が夜間も対応します」, 「非常勤の先生方の更衣室」
_HELD_BY_OTHERS = lazy(
    r"の?(?:先生|医師)が\s*\d+\s*[名人](?:在籍して|勤務して)?(?:おり|い)(?:ます|て)|の?(?:先生方?|医師)(?:に|へ)[^。、]{0,12}(?:お願いし|お?任せし|担当し|いただい|もらっ)て(?:い|お)り?ます|の?(?:先生方?|医師)\s*\d+\s*[名人](?:が|で)[^。]{0,12}(?:働い|勤務し|診療し|担当し|診|回し)て(?:い|お)り?ます"
    r"|の?(?:スタッフ|医師?|医員|教員|先生|職員)?(?:\([^()]*\))?の(?:公募|募集|求人|採用)(?:は|につきましては|については|に関しては)、?(?:別(?!々)|ホームページ|ウェブ|次号|人事)|(?:転職|勤務|求人|の?お仕事)?を(?:お?探し|お?考え|ご?希望)の(?:先生|方|医師)は、?(?:こちら|別|→|[^。、]{0,10}(?:ページ|サイト))|の?(?:先生|医師)が[^。、]{0,12}(?:辞め|退職|退任|引退|着任|転出)(?:られ|され|し)|につ(?:いて|きまして)[もは]?、?[^。]{0,26}(?:募集|採用|求人)[^。]{0,10}(?:あり|ござい|おり|し|い)ません|医?(?:師|の先生)?(?:に|へ)、?(?:引き?継|申し送|相談|連絡)|医?(?:師|の先生)が責任を"
)
_OF_OTHERS = lazy(
    rf"(?:の[^、。\s]{{0,6}}?)?(?:医師?|先生)(?:方)?\s*(?:お?[二三四2-9]人|\d{{1,2}}\s*[名人])?(?:が|も)\s*(?:\d{{1,2}}\s*[名人])?[^。、]{{0,6}}(?:診(?:ます|て(?:い(?!ただ)|お(?!願)))|受け持(?:ちます|って(?:い(?!ただ)|お(?!願)))|担当し(?:ます|て(?:い(?!ただ)|お(?!願)))|入ります|立ち会い)|(?:の|職員の|職員\()?{OTHERS}|の?(?:先生方?|医師?)(?:\([^()]*\d\s*[名人][^()]*\))?の(?:[当日宿]直|待機|オンコール|当番)は|(?:の)?\s*\d+\s*[名人]で(?:年間|月に?|1日|週に?|[^。、]{{0,12}}(?:診て|回して|担って|行って|対応して)(?:い|お))|の?(?:先生方?|医師)(?:の(?:更衣室|部屋|控室|宿舎|駐車場|負担|指導|夏休み|休暇)|(?:は|が)、?[^。、]{{0,12}}(?:足りて|間に合って|そろって|揃って|受け持|担当|担って|分担|カバー|入って|入ります|持[ちつっ]|引き?受け|受けて(?:い|お))|(?:は|が)[^。]{{0,16}}(?:支えて|診て|手伝って|守って)(?:くださって|いただいて|もらって)?(?:い|お)り?ます|(?:だけ|のみ)[でが]|が(?:来られ|着任|決ま|見つか|そろ)[^。、]{{0,6}}まで|が(?:お休み|休[職業み]|産休|育休|不在|学会|出張)[^。、]{{0,8}}(?:間|あいだ|日|とき|時))|医(?:師)?、[^。、]{{0,8}}は、?[^。、]{{0,8}}(?:足りて|間に合って)"
)
# 「保健師(正社員)も募集」
_BEHIND_ANOTHER = lazy(rf"(?:{OTHERS})(?:さん)?\s*\([^()]*$")
_YET = lazy(r"(?:が|ものの|けれども?|けれど)、")
# 「木曜は院内の常勤医」 in a list of who does a duty
_OF_THE_HOUSE = lazy(r"(?:院内|当院|現在|いま|今|既存|ほか|他)の$")
_NO_MORE = lazy(r"(?:医(?:師)?|の先生)\s*(?:$|[がはも、。])(?!.*(?:募集|求め|迎え))")
_SET_ASIDE = lazy(r"いずれ|将来|ゆくゆく|はじめ|初め|最初|当初|以前|前任|今は|これまで|希望も|こともでき")


def _set_aside(words: str, found: re.Match[str]) -> bool:
    """Whether the other half of the sentence names what is really asked for: 「いずれは常勤にとの希望もありますが、今回は非常勤で」."""
    for yet in _YET.finditer(words, found.end()):
        first, rest = words[: yet.start()], words[yet.end() :]
        if _SET_ASIDE.search(first):
            return any(m.group() != found.group() for _, p in _KINDS for m in p.finditer(rest)) and bool(
                patterns.search(r"お願い|迎え|募集|求め|探し", rest)
            )
    return False


# What holds only from some age on: 「65歳以上の方は会計年度任用職員」, 「定年後は嘱託」.
_FOR_SOME_AGES = lazy(
    r"(?:\d{2}歳(?:以上|以降|を(?:超え|過ぎ)[^、。]{0,3}|から|に達した?)[^、。]{0,6}|定年(?:退職)?後)(?:は|には|も)、?[^。、]{0,12}$"
)

_IN_FUTURE = lazy(r"(?:将来|いずれ|ゆくゆく)(?:は|的には?)?、?$")


def _spot(words: str, found: re.Match[str], strict: bool) -> bool:
    if found.group() == "短期" and patterns.search(
        r"短期(?:入所|集中|大学|海外|研修|滞在)", words[found.start() : found.start() + 6]
    ):
        return False
    if found.group() in ("代診", "応援勤務", "期間限定"):
        return bool(
            patterns.search(
                r"[\d一二三四五六七八九十]月|募集|お願い|探し|単発|依頼|\d\s*[名人]|(?:間|あいだ)の代診です|^\W*\S{0,16}の?代診(?:医師?|の先生)?\W*$",
                words,
            )
        )
    return True
