"""Kind of employment, headcount, term of the contract, and whether the post is still open."""

import re
from collections.abc import Sequence

from enishi.openings.reading.dates import days_in
from enishi.openings.reading.facts import Found, merged
from enishi.openings.reading.lines import Item, sentences

_FULL = re.compile(
    r"(?<!非)常勤(?!換算|医(?:師)?(?:は|が|数|と|の(?:指導|バックアップ))|医師?\s*\d+\s*[名人]\s*(?:体制|で|が|、院長|在籍)|(?:の)?職員|スタッフ)|正職員|正社員|正規(?:職員|雇用)|任期付(?:職員|き)?|フルタイム"
)
_PART = re.compile(
    r"非常勤(?!医(?:師)?(?:が|は|\d)|医師?\s*\d+\s*[名人]\s*(?:体制|で|が)|講師)|パート(?!ナー)|アルバイト|定期(?:非常勤|勤務|アルバイト|枠|で(?:も|の)|的に|(?=】|\]|$))"
)
_SPOT = re.compile(r"スポット|単発|短期|臨時(?:雇|の|勤務|医師)|1日(?:限り|だけ)|期間限定|代診|応援勤務")
_COLLEAGUE = re.compile(
    r"体制|在籍|で診療|が勤務|引退|退職|充足|常勤医(?:師)?\s*\d+\s*[名人](?!程?度?(?:を|の)?\s*(?:募集|公募|採用|急募|求))|指導|換算|院長|同僚|(?<!代診の)応援|大学|現在\d|の常勤医が|先生が|減少|不在|派遣|講師"
)
_SEEK = re.compile(
    r"募集|急募|求人|求め|探し|お願い|採用|公募|招[聘へ]|希望|結構|来て|迎え|可|条件|先生|働き方|勤務|医師\(|\((?:非)?常勤|ください|でも"
)
_KINDS = (("full_time", _FULL), ("part_time", _PART), ("spot", _SPOT))


def read_employment(items: Sequence[Item]) -> Found | None:
    """Kinds in the order full_time, part_time, spot."""
    for ranks in (("employment",), ("title",)):
        found = _kinds([item for item in items if item.about(*ranks)], strict=False)
        if found:
            return found
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
    for item in items:  # the weekly hours of a public servant who works full time
        if hours := re.search(r"週(?:38時間45分|40時間)", item.text):
            return Found.at(["full_time"], item.start + hours.start(), item.start + hours.end())
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
                    if re.search(r"(?:も|は)?(?:不可|対象外|ご遠慮)", words[found.end() : found.end() + 8]):
                        continue
                    if (
                        strict
                        and found.group() != "代診"
                        and not (item.about("days") and found.start() == 0)
                        and (
                            (
                                _COLLEAGUE.search(around)
                                and not re.search(r"後任|募集|公募|急募|求め|採用", words[found.start() :])
                            )
                            or (not _SEEK.search(words) and len(words) > 24)
                        )
                    ):
                        continue
                    if kind == "spot" and not _spot(words, found, strict):
                        continue
                    if kind == "full_time" and re.match(
                        r"\s*(?:の)?(?:医師|医)?(?:と(?:同|の)|並み|に準)", words[found.end() :]
                    ):
                        continue
                    kinds[kind] = (start + found.start(), start + found.end())
    if not kinds:
        return None
    return Found([kind for kind, _ in _KINDS if kind in kinds], merged(kinds.values()))


def _spot(words: str, found: re.Match[str], strict: bool) -> bool:
    if found.group() == "短期" and re.search(
        r"短期(?:入所|集中|大学|海外|研修|滞在)", words[found.start() : found.start() + 6]
    ):
        return False
    if found.group() in ("代診", "応援勤務", "期間限定"):
        return bool(re.search(r"\d月|募集|お願い|探し|単発", words))
    return True


_COUNT = r"(?P<n>\d{1,2})\s*(?:名|人)(?!以上の|体制|で|以内の|分|/|ずつ診|ほど診|前後の患|のうち)"
_SOUGHT = re.compile(
    rf"科\s*(?P<n6>\d{{1,2}})\s*(?:名|人)(?!体制|で|が|/|の体制|、院長)|残り?(?:は|あと)?\s*(?P<n5>\d{{1,2}})\s*(?:名|人)|{_COUNT}(?:程度|ほど|くらい)?(?:\s*\([^()]{{1,12}}\))?\s*(?:を|の|だけ)?\s*、?(?:追加で|新たに|広く|至急)?\s*(?:募集|採用|急募|公募|お願い|求め|増員|お迎え|招|探|お招き|必要|欲し|予定|ほし)"
    rf"|(?:募集|採用|急募|公募|増員|後任|求人)(?:人数|人員|数)?(?:は|を|として|\(|:|\s)*(?:医師)?\s*(?P<n2>\d{{1,2}})\s*(?:名|人)"
    rf"|常勤(?:で|の|医師?(?:を)?|の先生(?:を)?)?\s*(?P<n4>\d{{1,2}})\s*(?:名|人)(?!体制|で(?!す|、)|が|の体制|/)"
    rf"|(?:医師|常勤医|医)(?:を|の)?\s*\(?(?P<n3>\d{{1,2}})\s*(?:名|人)\)?(?:程度|ほど)?(?:を|の)?(?:募集|採用|急募|公募|求|招|お迎え|探|、)?"
)
_STILL = re.compile(
    r"(?:残り|残る|あと|残)\s*(?P<n>\d{1,2})\s*(?:名|人)|(?P<m>\d{1,2})\s*(?:名|人)(?:が|は)?(?:すでに|既に)?(?:決定|内定|採用済|決ま|充足|成約|確定)|うち\s*(?P<k>\d{1,2})\s*(?:名|人)[^。)]{0,10}?(?:決|充足|採用|内定|着任|埋)"
)


def read_headcount(items: Sequence[Item]) -> Found | None:
    """How many are still sought."""
    for item in items:
        if not item.about("headcount") or not item.label:
            continue
        text = item.text.split("\n")[0]
        if re.match(r"\s*(?:若干|複数|数名)", text):
            return None
        if found := re.search(
            r"(?:計|合計|合わせて|あわせて)\s*(\d{1,2})\s*(?:名|人)?|各?\s*(?:約)?(\d{1,2})\s*(?:名|人)|^\s*(\d{1,2})\s*(?:\(|$|[^\d日時年月歳〜床])",
            text,
        ):
            number = int(found[1] or found[2] or found[3])
            return _still(
                item.text, number, Found.at(number, item.start + found.start(), item.start + found.end()), item
            )
    for item in items:
        if not item.about("specialty", "title", "employment", "recruiting") and item.label not in ("募集", "職種"):
            continue
        found = re.search(r"(?:計|合計)?(?<![うち現])(?P<n>\d{1,2})\s*(?:名|人)(?!体制|で|が|/|以上)", item.text)
        if found and "若干" not in item.text[:12]:
            number = int(found["n"])
            return _still(
                item.text, number, Found.at(number, item.start + found.start(), item.start + found.end()), item
            )
    for item in items:
        if item.about("headcount") and not item.label and (found := re.search(r"(\d{1,2})\s*(?:名|人)", item.text)):
            number = int(found[1])
            return _still(
                item.text, number, Found.at(number, item.start + found.start(), item.start + found.end()), item
            )
    for item in items:
        if item.about("site", "process", "other", "housing", "pay", "leave", "night", "on_call", "retirement"):
            continue
        for words, start in sentences(item):
            if found := _SOUGHT.search(words):
                group = next(name for name in ("n", "n2", "n3", "n4", "n5", "n6") if found[name])
                if group == "n3" and not re.search(r"募集|急募|採用|公募|求|招|迎|探|後任|お願い", words):
                    continue
                if re.search(
                    r"患者|看護|職員|昨年|応募(?:は|が)|辞退|スタッフ|研修医|薬剤|過去|現在",
                    words[max(0, found.start() - 10) : found.start()],
                ):
                    continue
                number = int(found[group])
                return _still(
                    words, number, Found.at(number, start + found.start(group), start + found.end(group) + 1), item
                )
    return None


def _still(words: str, number: int, found: Found, item: Item) -> Found | None:
    for taken in _STILL.finditer(words):
        if taken["n"]:
            return Found(int(taken["n"]), found.places)
        gone = int(taken["m"] or taken["k"])
        if 0 < gone < number:
            return Found(number - gone, found.places)
    return found if 0 < number < 60 else None


_NO_TERM = re.compile(
    r"期間の定め(?:は|が)?\s*(?:な(?:し|い|く)|無し?|ありません|ございません)|任期(?:の定め)?(?:は|の定めは|は特に|が|:)?\s*(?:な(?:し|い|く)|無し?|ありません|ございません|定めません|設けて)|無期(?:雇用|契約)|期限の定め(?:は)?(?:な|無|あり?ません)|(?:契約|雇用)期間(?:は)?(?:の定め)?\s*[:]?\s*(?:な(?:し|い)|無し?|ありません|定めなし|定めはありません)|期間(?:の)?定め(?:は)?(?:なし|ありません|無)|無期$"
)
_TERM = re.compile(
    r"任期(?:は|を|:|\s)*\(?(?:原則|最長)?\s*(?:約)?\d|任期付|任期(?:あり|有)|任期(?:は|:)?\s*(?:令和|R|20)|\d+\s*年(?:間)?(?:の)?(?:契約|任期|更新)|契約(?:期間)?(?:は|:)?\s*\d+\s*(?:年|か月|ヶ月)|\d+\s*年(?:ごと|毎|単位)(?:に|の)?(?:更新|契約)|\d+\s*(?:か|ヶ|カ|箇|ケ|ヵ)月(?:ごと|毎|間?の?契約|更新)|"
    r"会計年度任用|期間の定め(?:は)?(?:あり|有)|有期(?:雇用|契約|労働)|年度(?:ごと|毎|単位)(?:に|の)?(?:更新|契約|任用)|契約(?:は|を)?(?:更新|更改)|更新(?:あり|可|有|でき|します|する場合|の(?:可能性|場合|上限)|を(?:前提|原則))|(?:契約|任用|雇用|委嘱|委託|採用|派遣)期間|更新制|年更新|再度の任用|臨時的任用|任用期間|単年度(?:契約|更新|ごと)|期間限定|(?:産休|育休|育児休業|産前産後)(?:中)?(?:の)?(?:代替|代診|代わり)|\d+年契約|1年(?:毎|ごと)"
)
_NOT_TERM = re.compile(
    r"試用|専門医(?:の)?更新|免許(?:の)?更新|認定(?:の)?更新|設備(?:の)?更新|更新日|最終更新|ページ|機器|カルテ|情報(?:を)?更新|建替|再雇用|再任用|定年後|定年(?:以)?後|退職後|\d+歳(?:以降|まで|を超)|現任|前任|院長の任期|保険|掲載|募集期間|随時更新|その後|嘱託で|機械|派遣期間中の看護|CT|MRI|年俸(?:は|の|を)?(?:毎年)?更新"
)


def read_fixed_term(items: Sequence[Item]) -> Found | None:
    """True for a stated term or renewal, False where the text says that there is none."""
    for item in items:
        if item.about("term") and item.text.strip():
            head = item.text.split("。")[0]
            if item.label in ("期間", "従事期間", "派遣期間", "お願いしたい期間") and re.match(
                r"随時|応相談|長期|未定", head
            ):
                continue
            if re.match(
                r"(?:定め)?\s*(?:な(?:し|い)|無し?(?!期限)|ありません|無期|定めな|定めはな|定めはあ?りません|期間の定めな)",
                head,
            ) or _NO_TERM.search(head):
                return Found.at(False, item.start, item.start + len(head))
            if (
                re.search(r"\d|更新|有期|あり|有|年度|任用|産休|育休|代替", head)
                and not re.match(r"試用", head)
                and not re.match(r"(?:応)?相談", head)
            ):
                return Found.at(True, item.start, item.start + len(head.split("\n")[0]))
    said: Found | None = None
    for item in items:
        if item.about("process", "site", "leave", "retirement"):
            continue
        for words, start in sentences(item):
            if none := _NO_TERM.search(words):
                return Found.at(False, start + none.start(), start + none.end())
            for found in _TERM.finditer(words):
                near = words[max(0, found.start() - 14) : found.end() + 8]
                if not _NOT_TERM.search(near) and not (said and said.value):
                    said = Found.at(True, start + found.start(), start + found.end())
            if said is None and item.about("days", "title", "") and len(list(days_in(words))) >= 2 and "〜" in words:
                said = Found.at(True, start, start + len(words.rstrip()))
    return said


_CLOSED = re.compile(
    r"(?:募集|公募|受付|求人|掲載|採用|応募)(?:は|を|の|受付|枠)?(?:すべて|全て)?(?:一旦|いったん|当面|現在)?\s*(?:終了(?!予定|し次第|次第|時期|日)|停止|締め?切(?:り(?!日|ました|は|:|まで)|りました|って)|中止|休止|取り?(?:や|止)め|打ち?切|断念|取り?下げ|見合わせ)|(?:募集|公募|計画)(?:を|の)?断念|"
    r"募集して(?:おり|い)ません|充足(?!率|し次第|するまで|次第)|成約|掲載(?:を)?終了|採用(?:が|者が)?(?:決ま(?:り|った)|決定(?!後|次第|の|通知|者)|内定(?!後|者))|(?:後任|採用者|担当医師|医師)(?:が|は)(?:決ま(?:り|った)|決定|見つか)|取り?下げ|白紙|締切済|受付終了|募集終了|決定済|定員に達し(?!次第)|CLOSED|(?:[★※→■【(\[]|->|⇒)\s*(?:決定|終了|充足|停止|成約|締切(?!日|り|は|:|\s*\d))(?=$|[\s】)\]。!★]|しま|いた|済)|応募(?:は)?締め切りました|お申し?込みを締め切"
)
_PARTLY = re.compile(
    r"看護|薬剤|助産|技師|療法|介護|事務|栄養|研修医|専攻医|ました方|次第|場合|率|まで|(?:うち|内)\s*\d|\d+\s*(?:名|人)(?:が|は|の)?(?:すでに|既に)?(?:決|充|採|内)|枠|曜|[月火水木金土日](?:・[月火水木金土日])*の?(?:午前|午後|は)|予定|ますと|したら|すれば|以外|No\.|昨年|前年|前回|昨年度|前年度|年度分|歯科"
)


def read_closed(items: Sequence[Item], *, whole: bool) -> Found | None:
    """False with the words that close the post. whole: these are all items of a text with one post."""
    for item in items:
        if (
            item.about("process", "site")
            and not re.search(r"状況|募集期間|応募|番号|No|ID|求人", item.label)
            and not item.cell
        ):
            continue
        if "充足" in item.label and re.match(r"\s*(?:済|○|◯|はい|あり)", item.text):
            return Found.at(False, item.start, item.end)
        for words, start in sentences(item):
            for found in _CLOSED.finditer(words):
                near = words[max(0, found.start() - 16) : found.end() + 8]
                if _PARTLY.search(near) and not item.cell:
                    continue
                if re.search(r"ではありません|せず", words[found.end() : found.end() + 14]):
                    continue
                return Found.at(False, start + found.start(), start + found.end())
    return None
