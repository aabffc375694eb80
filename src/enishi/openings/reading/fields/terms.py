"""Kind of employment, and whether the post is still open."""

import re
from collections.abc import Collection, Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import A_SHORT_LIST, LISTED, canonical
from enishi.openings.reading.facts import Found, merged
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.noise import OTHER_WORK, PHYSICIAN
from enishi.openings.reading.patterns import lazy

_FULL = lazy(
    r"^常(?=$|[\s、・/又])|(?<!非)常勤(?!換算|[^()、]{0,4}、?[^()]{0,8}\)が(?:おり|い)|\s*\d+\s*[名人]のうち|が対応|医師?の募集(?:は|について)|の[一-龥]{1,8}医(?:師)?(?:は|が)\s*\d|医(?:師)?(?:は|が|数|と(?!し)|の(?:指導|バックアップ|学会|休暇|夏季|出張|不在|代わり))|医師?\s*\d+\s*[名人]\s*(?:体制|で|が|、院長|在籍)|(?:の)?(?:職員|スタッフ)(?!\s|\s*(?:$|[(、/・。]|として|を募集|募集|採用|でお|での|です|で、|であり|になり|となり)))|正職員|正社員|正規の(?:[都道府県市町村]|病院)?職員|職員\(正規\)|正規(?:職員|雇用)|任期付(?:職員|き)?|フルタイム"
)
_PART = lazy(
    r"非常勤(?!医(?:師)?(?:が|は|\d)|医師?\s*\d+\s*[名人]\s*(?:体制|で|が)|講師)|(?<!ア)パート(?!ナー)|(?<!スポット)(?<!単発)(?<!単発の)アルバイト|定期バイト|(?:毎週|隔週|毎月)で(?:も(?!結構な)|の(?:勤務|お願い))|定期(?:\([^()]*\))?で(?:来|お)|定期(?:非常勤|勤務|アルバイト|枠|の(?:先生|医師)|で(?:も|の)|的に|(?=】|\]|[・、/]|または|か単発|を優先|も|$))|嘱託(?:産業|校|診療)?医(?!師会)|(?<!常勤)(?<!常勤・)嘱託(?=\s*(?:$|[)(、]))|(?<!常勤)(?<!常勤・)嘱託(?:職員|勤務|契約|産業)|会計年度任用(?!職員\s*\(フルタイム)|(?:^|[\s、・/は])(?:非|非常)(?=$|[\s、・/又])"
)
_HEADS = lazy(r"\s*[◆◇■●・*-]?\s*[\[【<(〔]?(?:定期)?(?:非?常勤|スポット|単発|パート|定期)[\]】>)〕]?(?=[\s(、・/])")
_SPOT = lazy(
    r"スポット|単発|[1一](?:[回日](?:だけ|のみ|きり|限り)|度(?:だけ|きり|限り))で(?:も|の)|短期|臨時(?:雇|の(?:勤務|診療|外来|先生|医師|職員|応援|仕事)|勤務|医師)|1日(?:限り|だけ|のみ)|期間限定|代診|応援勤務|(?:年末年始|ゴールデンウィーク|GW|お盆|盆|正月|年始|年末|休暇|夏休み)(?:の間|期間)?(?:だけ|のみ|限り|限定)"
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
_WORK_ON_IT = lazy(r"\d{1,2}\s*[:時]\s*\d{0,2}|日直|当直|宿直|健診|検診|外来|午前|午後|終日|勤務|診療|代診|夜間")
_NO_WORK_ON_IT = lazy(
    r"面接|締切|〆切|選考|説明会|見学|必着|消印|まで(?:に|の応募|に応募)|掲載|更新|現在|応募|受付(?!時間)|試験|発行|公開|休診|回答|連絡|返信|投稿|開催|配信|送信|取材|着任|開院|採用(?:予定)?日|入職|期限|発表|問い?合"
)
_COLLEAGUE = lazy(
    r"体制|在籍|[でが]診療|診療して(?:い|お)|が勤務|引退|退職|充足|常勤医(?:師)?\s*\d+\s*[名人](?![。\s]*$|程?度?(?:を|の)?\s*(?:募[っりるろ]|募集|公募|採用|急募|求))|指導|換算|院長|同僚|(?<!代診の)応援|大学|現在\d|の常勤医が|先生が|減少|不在|派遣|講師"
)
_SEEK = lazy(
    r"募集|募[っりるろ]|急募|求人|求[めむ]|探し|お願い|お手伝い|採用|公募|招[聘へ]|希望|考えて|結構|[か構]まいません|構いません|来て|迎え|可|条件|先生|働き方|勤務|問いません|問わず|いただき(?:ます|たい|、)|いただく(?!こと)|成約|身分|医師\(|\((?:非)?常勤|ください|でも|歓迎|枠表|空き枠"
)
_SOMEBODY = r"募集|急募|求[人めむ]|探し|お願い|採用|公募|招|迎え|来て|後任|お越し"
_KINDS = (("full_time", _FULL), ("part_time", _PART), ("spot", _SPOT))


# One kind of employment is filled, another still sought.
_FILLED_KIND = lazy(
    r"(?P<kind>(?<!非)常勤|非常勤)(?:の)?(?:先生|医師|医)?(?:は|につきましては)、?[^。\n]{0,14}(?:そろ|揃|決ま(?:り|って)|充足|足りて|埋ま)"
)


def filled_kind(items: Sequence[Item]) -> str | None:
    """full_time or part_time, where the text says that those posts are filled and looks for the other kind."""
    text = "\n".join(item.text for item in items)
    if (found := _FILLED_KIND.search(text)) is None:
        return None
    other = "非常勤" if found["kind"] == "常勤" else r"(?<!非)常勤"
    rest = text[found.end() :]
    if not patterns.search(other + r"[^。\n]{0,40}(?:お願い|募集|探し|求め)", rest):
        return None
    return "full_time" if found["kind"] == "常勤" else "part_time"


def read_employment(items: Sequence[Item]) -> Found | None:
    """Kinds in the order full_time, part_time, spot."""
    gone = filled_kind(items)
    found = _read_employment(items)
    if gone is None or found is None or found.value == [gone]:
        return found
    return Found([kind for kind in found.value if kind != gone], found.places)


def _read_employment(items: Sequence[Item]) -> Found | None:
    for ranks in (("employment",), ("title",)):
        found = _kinds([item for item in items if item.about(*ranks)], strict=False)
        if found:
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
    if (visits := _visits(items)) is not None or (visits := _dated(items)) is not None:
        return visits
    for item in items:  # the weekly hours of a public servant who works full time
        if hours := patterns.search(r"週(?:38時間45分|40時間)", item.text):
            return Found.at(["full_time"], item.start + hours.start(), item.start + hours.end())
    return None


# Whoever serves a town or prefecture as its regular staff, unless by the year.
_OFFICIAL = lazy(r"[都道府県市町村]職員(?!住宅|公舎|宿舎|寮)|(?:地方|国家|一般職の)公務員(?!法|共済|災害|宿舎|住宅)")


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


def _dated(items: Sequence[Item]) -> Found | None:
    """Work on a day of the calendar: 12/7(日)9:00〜17:00."""
    for item in items:
        if item.about("process", "site", "leave", "housing", "other", "retirement", "term", "age", "recruiting"):
            continue
        for words, start in sentences(item):
            found = _DATE.search(words)
            if found and _WORK_ON_IT.search(words + item.label) and not _NO_WORK_ON_IT.search(words + item.label):
                return Found.at(["spot"], start + found.start(), start + found.end())
    return None


def _kinds(items: Sequence[Item], *, strict: bool) -> Found | None:
    kinds: dict[str, tuple[int, int]] = {}
    for item in items:
        for words, start in sentences(item):
            for kind, pattern in _KINDS:
                for found in pattern.finditer(words):
                    if kind in kinds:
                        break
                    around = words[max(0, found.start() - 12) : found.end() + 16]
                    if patterns.search(
                        r"(?:も|は)?(?:不可|対象外|ご遠慮)|^[^。、()]{0,8}では(?:ありません|ない|なく)",
                        words[found.end() : found.end() + 18],
                    ):
                        continue
                    if (
                        strict
                        and found.group() != "代診"
                        and not (item.about("days") and found.start() == 0)
                        and (
                            (
                                _COLLEAGUE.search(around)
                                and not patterns.search(
                                    r"後任|募集|公募|急募|求め|採用|お?迎え|成約|お願いし|決まり(?:まし|、)|[での][^。、]{0,16}いただ",
                                    words[found.start() :],
                                )
                            )
                            or (
                                not _SEEK.search(words)
                                and len(words) > 24
                                and not _HEADS.match(words)
                                and not patterns.match(r"(?:医師?)?です[。、]", words[found.end() :])
                            )
                        )
                    ):
                        continue
                    if found.group().startswith("嘱託") and not (
                        item.about("employment", "specialty", "title") or patterns.search(_SOMEBODY, words)
                    ):
                        continue
                    if found.group().startswith("会計年度") and any("フルタイム" in other.text for other in items):
                        continue
                    if _FOR_SOME_AGES.search(words[: found.start()]):
                        continue
                    if kind == "spot" and not _spot(words, found, strict):
                        continue
                    if kind == "full_time" and patterns.match(
                        r"\s*(?:の)?(?:医師|医)?(?:と(?:同|の)|並み|に準)", words[found.end() :]
                    ):
                        continue
                    kinds[kind] = (start + found.start(), start + found.end())
    if not kinds:
        return None
    return Found([kind for kind, _ in _KINDS if kind in kinds], merged(kinds.values()))


# What holds only from some age on: 「65歳以上の方は会計年度任用職員」, 「定年後は嘱託」.
_FOR_SOME_AGES = lazy(
    r"(?:\d{2}歳(?:以上|以降|を(?:超え|過ぎ)[^、。]{0,3}|から|に達した?)[^、。]{0,6}|定年(?:退職)?後)(?:は|には|も)、?[^。、]{0,12}$"
)


def _spot(words: str, found: re.Match[str], strict: bool) -> bool:
    if found.group() == "短期" and patterns.search(
        r"短期(?:入所|集中|大学|海外|研修|滞在)", words[found.start() : found.start() + 6]
    ):
        return False
    if found.group() in ("代診", "応援勤務", "期間限定"):
        return bool(
            patterns.search(
                r"\d月|募集|お願い|探し|単発|依頼|\d\s*[名人]|^\W*\S{0,16}の?代診(?:医師?|の先生)?\W*$", words
            )
        )
    return True


_CLOSED = lazy(
    r"(?:募集|公募|受付|求人|掲載|採用|応募)(?:期間)?(?:\([^()\n]{1,14}\))?(?:は|を|が|の|受付|枠)?、?(?:すべて|全て)?(?:一旦|いったん|当面|現在|(?:当分|しばらく)(?:の(?:あいだ|間))?)?、?\s*(?:終了(?!予定|し次第|次第|時期|日)|停止|締め?切(?:り(?!日|ました|は|:|まで)|りました|って)|中止|休止|取り?(?:や|止)め|打ち?切|断念|取り?下げ|見合わせ)|(?:募集|公募|計画)(?:を|の)?断念|"
    r"募集して(?:おり|い)ません|充足(?!率|し次第|するまで|次第)|成約(?!手数料|料|祝|次第|時)|掲載(?:を)?終了|(?<!科の)募集(?:は|を)(?:すでに|既に)?終(?:え(?:ました|て(?:い|お)|た)|わ(?:りました|った))|採用(?:が|者が)?(?:決ま(?:り|った)|決定(?!後|次第|の|通知|者)|内定(?!後|者))|(?:後任|採用者|担当医師|医師)(?:が|は)(?:決ま(?:り|った)|決定|見つか)|取り?下げ|白紙|締切済|受付終了|募集終了|決定済|定員に達し(?!次第)|(?:医師|先生|医|後任|採用)[^。、]{0,14}(?:が|に|を)[^。、]{0,8}内定し(?:た|ました)|(?:医師|後任|医)[^。]{0,16}着任(?:する。|する$|します|すると(?:発表|明らか|決ま)|することが?(?:決ま|にな))|を内定(?=$|\s|し)|を[^。、]{0,10}採用する(?:方針)?と(?:発表|決め|明らか)|採用(?:が|を)内定|採用を決め(?:た|ました)|(?:紹介|契約|採用|お話)が?成立し?(?:ました|た|済)|CLOSED|(?:^|\s)終了しました(?=\s*(?:$|[─━-]))|(?:[★※→■【(\[]|->|⇒)\s*(?:決定|終了|充足|停止|成約|締切(?!日|り|は|:|\s*\d))(?=$|[\s】)\]。!★]|しま|いた|済)|(?:[(\[【→←⇒]|->)\s*(?:採用)?(?:決定|決まり|締切|終了|済)(?:済み?|しました)?\s*(?=$|[\s)\]】。(\d])|\d{1,2}(?:月|/)\d{1,2}日?(?:に|付で?)?\s*(?:決定|決まり|充足|成約)|(?:^|[●○■※【\[(←→⇒:|]|\s)\s*(?:満員(?:御礼)?|満枠|満席|満了|〆切|成約御礼|採用決定|掲載終了|採用決定済み?|\d{1,2}/\d{1,2}\s*内定|内定済み?|内定)(?:です|しました|となりました)?\s*(?=$|[】\])\s])|締め?切りました|応募(?:は)?締め切りました|お申し?込みを締め切"
)
_OF_A_ROW = lazy(r"[月火水木金土日](?:曜|・|\s)[^。]*\d{1,2}[時:][^。]*$")
_PARTLY = lazy(
    r"予約|予防接種|看護|薬剤|助産|技師|療法|介護|事務|栄養|研修医|専攻医|ました方|次第|場合|率|(?<!おかげさ)(?<!おかげ様)(?<!お[陰蔭]さ)(?<!お[陰蔭]様)まで|(?:うち|内)\s*\d|\d+\s*(?:名|人)(?:が|は|の)?(?:すでに|既に)?(?:決|充|採|内)|枠|曜|[月火水木金土日](?:・[月火水木金土日])*の?(?:午前|午後|は)|予定(?!者)|ますと|したら|すれば|以外|No\.\s*\d+\s*(?:は|の|につ)|昨年|前年|前回|昨年度|前年度|年度分|歯科"
)


# The number of people right before 「が決まった」 is only a part of them where others are still looked for.
_NUMBER_FOUND = lazy(r"(?<!\d)\d+\s*(?:名|人)(?:が|は|の)?(?:すでに|既に)?(?:採用|決|充|内)")
_OF_A_DAY = lazy(
    r"\W*(?:(?:毎週|第\d)?[月火水木金土日]曜日?(?:・|と|、)?){1,4}の?(?:午前|午後|終日|当直|日直|枠)?(?:は|につ)"
)
_OTHERS_LEFT = lazy(
    r"お\d\s*人[はが]|当初は、?\d\s*[名人]|\d\s*[名人]\s*[→⇒]\s*\d\s*[名人]|残る|残り|引き?続き|うち\s*\d|続ける|続けます|継続|あと\s*\d"
)
_STATE_IN_BRACKETS = lazy(r"[【〔\[(※★]\s*(?:募集|掲載|受付)?(?:終了|充足|成約|停止|決定)")
_CHOICE_OF_A_FORM = lazy(r"新規[^。]{0,8}変更[^。]{0,8}取り?下げ")
# What had been asked for besides is taken back: 「以前お願いしていた金曜の外来は決まりました」.
_ASKED_BEFORE = lazy(r"(?:以前|先日|前に|昨年)お願いして(?:いた|いました|おりました)")
# A part of the work of which somebody was found: 「乳児健診(第1木曜の午後)は担当の先生が決まりました」.
_OF_A_PART = lazy(r"(?:健診|検診|外来|日直|当直|枠|曜日?|午前|午後)(?:\([^()]*\))?(?:は|のみ)[^。]*$")
_OF_LAST_YEAR = lazy(r"\W*(?:担当者より\W*)?(?:昨年|前年|去年|一昨年)(?:度)?(?:は|の|に|も)")
_MONTH_BEFORE = lazy(r"\d{1,2}月(?:中)?に?|おかげさまで")
_ALL_FOUND = lazy(
    r"(?:医師?|先生)?(?:\([^()]*\))?\s*\d{1,2}\s*[名人]は、?[^。、]{0,16}(?:決ま(?:りました|った)|着任(?:しました|した)|充足|成約|採用となり)"
)


# Below the label 状況 a word is enough.
_ANOTHER_PLACE = (
    r"(?:工場|本社|支社|本院|分院|病院|診療所|クリニック|事業所)(?:、?(?:本社|本部))?(?:\([^()]*\))?では(?:現在)?、?$"
)
_STATE_ALONE = lazy(
    r"\s*(?:採用|募集|掲載|受付)?(?:決定|充足|終了|停止(?:中)?|成約|締切|取下げ|内定|満枠|クローズ|済)(?:済み?|しました)?\s*(?:$|[(、])"
)
# In the short note of one post among others no subject is needed: 「先週決まってしまいました」, 「→10月に決定」.
_DONE = lazy(
    r"(?:決ま(?:りました|って(?:しま)?い?ます|ってしまい|ったそう|ったため|りましたので)|決定(?:しました|いたしました|です|済)|内定(?:しました|済|です)|就任の運び|満員御礼|埋まりました|間に合って(?:い|お)ります)(?!.*(?:あと|残り|引き?続き))"
)


# A remark at the end that other places or times are filled: 「なお、移動採血の先生は充足しております」.
_ANOTHER_FILLED = lazy(
    r"\s*[※・*]?\s*(?:なお|また)、[^。]{0,30}(?:していた|しておりました)[^。、]{0,12}(?:医|医師|先生)は、|\s*[※・*]?\s*(?:なお|また|ただし)、[^。、]{2,24}(?:の(?:先生|医師|枠|求人|募集))(?:は|につきましては|については)、?[^。]{0,14}(?:充足|終了|埋ま|決ま|足りて)"
)


# 「健診センターの医師(非常勤)は充足しています」
_PART_FILLED = lazy(
    r"\s*[※・*]?\s*(?:併設の?|分院の?|附属の?)?[^。、]{2,14}(?:センター|分院|部門|施設|クリニック|診療所|病棟|ステーション)の(?:医師|先生|常勤医師?|非常勤医師?)(?:\([^()]*\))?は、?[^。]{0,14}(?:充足|終了|埋ま|決ま|足りて)"
)
_OF_A_DEPARTMENT = lazy(
    rf"\s*[※・*]?\s*(?:なお|また)?、?(?P<list>{A_SHORT_LIST})(?:医|医師)?の(?:求人|募集)(?:\([^()]*\))?(?:は|につきましては|については)"
)


def _of_another_department(words: str, departments: Collection[str]) -> bool:
    """「※耳鼻科の求人は今月で取り下げます」 below a post for another department."""
    found = _OF_A_DEPARTMENT.match(words)
    return (
        found is not None
        and bool(departments)
        and departments.isdisjoint(canonical(m.group()) for m in LISTED.finditer(found["list"]))
    )


def read_closed(items: Sequence[Item], *, whole: bool, note: bool = False) -> Found | None:
    """False with the words that close the post. whole: these are all items of a text with one post; note: of one among
    several that is told in few words.
    """
    if filled_kind(items) is not None:
        return None
    departments = {
        canonical(m.group()) for item in items if item.about("specialty") for m in LISTED.finditer(item.text)
    }
    left = any(_OTHERS_LEFT.search(item.text) for item in items)
    for item in items:
        if (
            item.about("process", "site")
            and not patterns.search(r"状況|募集期間|応募|番号|No|ID|求人|掲載|更新|登録", item.label)
            and not item.cell
            and not _STATE_IN_BRACKETS.search(item.text)
        ):
            continue
        if item.about("recruiting") and _STATE_ALONE.match(item.text):
            return Found.at(False, item.start, item.start + len(item.text.rstrip()))
        if "充足" in item.label and patterns.match(r"\s*(?:済|○|◯|はい|あり)", item.text):
            return Found.at(False, item.start, item.end)
        for words, start in sentences(item):
            if (
                _CHOICE_OF_A_FORM.search(words)
                or _OF_LAST_YEAR.match(words)
                or (len(items) > 2 and _ASKED_BEFORE.search(words))
            ):
                continue
            if whole and _of_another_department(words, departments):
                continue
            if (len(items) > 3 if whole else not note) and (_ANOTHER_FILLED.match(words) or _PART_FILLED.match(words)):
                continue
            if (found := _ALL_FOUND.search(words)) and not left:
                return Found.at(False, start + found.start(), start + found.end())
            if OTHER_WORK.search(words) and not PHYSICIAN.search(words):
                continue
            if (
                note
                and not left
                and (found := _DONE.search(words))
                and not _OF_A_PART.search(words[: found.start()])
                and not _PARTLY.search(
                    _MONTH_BEFORE.sub(
                        "", patterns.sub(r"\([^()]*\)", "", patterns.split(r"[→←。]", words[: found.start()])[-1])[-16:]
                    )
                )
            ):
                return Found.at(False, start + found.start(), start + found.end())
            for found in _CLOSED.finditer(words):
                if _OF_A_DAY.match(words):
                    continue  # 「木曜の午後は、大学から…いただけることになりましたので取り下げます」
                if left and patterns.search(r"\d\s*[名人][はが]", words[: found.start()]):
                    continue  # some of those sought were found
                near = words[max(0, found.start() - 16) : found.end() + 8]
                if patterns.search(r"[≪《〈<【★]\s*$", words[: found.start()]):
                    near = words[found.start() : found.end() + 8]  # a mark of its own behind what the post is
                if not left:
                    near = _NUMBER_FOUND.sub("", near)
                if _PARTLY.search(near) and (not item.cell or (left and patterns.search(r"\d\s*[名人]", near))):
                    continue
                if found.group().startswith("募集して") and patterns.search(
                    r"[月火水木金土日]曜", patterns.split(r"[。(]", words[: found.start()])[-1]
                ):
                    continue  # 「(日曜の当直は大学にお願いしており、募集していません)」
                if found.group().startswith("募集") and patterns.search(
                    r"[月火水木金土日]曜日?(?:[はもの]|と[月火水木金土日]曜日?は)[^。]*$",
                    patterns.split(r"[。(]", words[: found.start()])[-1],
                ):
                    continue  # 「※水曜と金曜は大学から来ていただけることになり、募集を終えました」
                if "終え" in found.group() and patterns.search(r"科は[^。]*$", words[: found.start()]):
                    continue  # 「※眼科は募集を終えました」 below others
                if patterns.search(_ANOTHER_PLACE, words[: found.start()]) and found.group().startswith("募集して"):
                    continue
                if found.group().startswith("定員") and _OF_A_ROW.search(words[: found.start()]):
                    continue  # one row of several: 「土曜夜間 17時〜22時 (定員に達しています)」
                if patterns.search(r"ではありません|せず", words[found.end() : found.end() + 14]):
                    continue
                return Found.at(False, start + found.start(), start + found.end())
    return None
