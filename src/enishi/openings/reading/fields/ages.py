"""Age limits for applying."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from enishi.common.japanese.date_display import age_on
from enishi.common.japanese.days_in_words import days_in
from enishi.openings.reading import patterns
from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.facts import Found
from enishi.openings.reading.line import NOTHING, Item, clauses, sentences
from enishi.openings.reading.noise import OTHERS
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

_BORN = lazy(r"(?:以降|以後|から)(?:に)?(?:生|出生)|(?:以降|以後)(?:に)?(?:お)?生まれ")
_BORN_BEFORE = lazy(r"以前(?:に)?(?:お?生|出生)|までに(?:お?生|出生)")
_NOT_A_LIMIT = lazy(
    r"相談に応じ|(?:現在|いま)の(?:先生|医師|常勤医)|想定して(?:いた|おり)|撤廃|なくし(?:た|ま)|廃止|契約|嘱託|お願いして|年度末|割(?:です|が|を|$)|定年|再雇用|再任用|勤務延長|継続|延長|現役|在籍|退職|引退|平均|免除|当直|待機|オンコール|働(?:け|く|い)|まで(?:の)?(?:勤務|雇用|更新|お?勤め)|(?:先生|先輩|医師|方)も(?:い|お|多)|活躍|院長|更新|健診(?!医)|接種|受診|献血|料金|対象とした|患者|住民|ドック|補助は|小児|子|歳児|児童|人口|高齢化|歳の(?:医師|先生|常勤医|院長|ドクター)(?!に限|限定|を(?:募|求|採|対))"
)
_RANGE = lazy(
    r"(?:満)?(\d{2})\s*[歳才]?\s*(?:(?:以上)?\s*(?:[〜\-]|から|、)|以上(?:で)?)\s*(?:満)?(\d{2})\s*[歳才](代)?(?:程度|くらい|位)?(未満|以下|まで)?"
)
_ONE = lazy(
    r"(?:満)?(\d{2})\s*[歳才]\s*(?:程度|くらい|ぐらい|位|前後)?(?:の方)?\s*(未満|以下|まで|迄|以上|を超え|以前|に限|限定)"
)
_NOT_REACHED = lazy(
    r"(?:満)?(\d{2})\s*[歳才]\s*(?:に)?(?:達して(?:い|おら)ない|達しない|(?:な(?:る|った))?(?:の)?誕生日を迎えて(?:い|おら)ない|満たない|なって(?:い|おら)(?:れ)?ない|なられて(?:い|おら)ない|到達して)"
)
# Who may not apply: 「68歳以上の方のご応募は、お受けできません」, 「50歳に満たない方は対象外」, 「70歳以上でない方」.
_REFUSAL = (
    r"(?:対象では(?:ありません|ございません|ない)|ご?遠慮|お?断り|お?控え|不可|対象外|見合わせ|見送|(?:ご?応募|ご?採用|お?引き?受け|お受け|受け付け|受付|募集|対象(?:と|に)?)(?:は|も|と|に|を)?、?"
    r"(?:いただけ|でき|し(?:て)?|いたし(?:て)?|なら|なり|いたし|して|おり?|て|い|しており)*(?:ません|ない|かね)|(?:(?<=は)|(?<=は、))でき(?:ません|かね))"
)
_REFUSED = lazy(
    r"(?:満)?(?P<age>\d{2})\s*[歳才]\s*(?P<side>以上|より上|から(?=の)|以降|を(?:超え|越え|こえ|過ぎ|すぎ)(?:る|た|て(?:い|おら)(?:る|れる))?|に(?:満た|達し)ない|未満|以下)(?:の)?(?:方|先生|医師|者|場合)?(?:から)?(?:は|の(?:ご)?(?:応募|採用)は|につきましては)?"
    rf"、?[^。、\d]{{0,16}}、?[^。\d]{{0,10}}?{_REFUSAL}"
)
_NOT_ON_THAT_SIDE = lazy(r"(?:満)?(?P<age>\d{2})\s*[歳才](?P<side>以上|以下|未満)で(?:は)?(?:ない|なく|ありません)")
_BEFORE_IT = lazy(r"(?:満)?(\d{2})\s*[歳才]\s*に(?:なる|達する)(?:まで|前)")
# What those of some age are given is no limit: 「60歳以下の方には引っ越し費用を支給」.
_GIVEN_TO_SOME = lazy(
    r"(?:の)?(?:方|先生|医師)(?:に|へ)(?:は|のみ)?[^。]*(?:支給|支払|ご?用意|補助|優遇|加算|貸与|適用|免除|受けて)|までは[^。、]{0,8}(?:常勤|正職員|正規|フルタイム)"
)
_OF_OTHERS = lazy(
    rf"(?:{OTHERS})(?:さん)?(?:は|も|の(?:年齢|応募)[^、。\d]{{0,6}}|:|\s)[^、。\d医]{{0,8}}\d{{2}}\s*[歳才]"
)
_AGES_OF_COLLEAGUES = lazy(
    r"(?:(?:常勤|登録|検診|健診|非常勤)医(?:師)?|医師|先生方?|スタッフ|職員|医局)(?:は|が|の年齢(?:層|構成)?は)[^。]*(?:\d\s*[名人]|さまざま|様々|幅広|そろ|揃|在籍|います|して(?:い|おり)ます|です)"
)
# 「登録医は30歳から81歳まで、約70名です」, also below a question for the age
_OF_THOSE_THERE = lazy(
    r"(?:登録|検診|健診|在籍)(?:医師?|(?:中)?の(?:先生|医師))方?(?:は|の年齢は)、?\d{2}歳代?(?:から|〜)"
)
_MERELY_WELCOME = lazy(r"(?:以下|未満|まで)(?:の(?:方|先生|医師))?(?:が|だと)(?:望ましい|理想|ありがたい|なお|より)")
_NOT_OVER = lazy(r"(?:満)?(\d{2})\s*[歳才]を(?:超えない|超えて(?:い|おら)ない|越えない)")
_RANGE_OF_THE_SOUGHT = lazy(
    r"(?:満)?(\d{2})\s*[歳才]?\s*(?:〜|から)\s*(?:満)?(\d{2})\s*[歳才](?:まで|くらい|位)?の(?:先生|医師|方|ドクター)(?![^。]*(?:在籍|活躍|勤務して|現役|中心|診療して|働いて))"
)
_ALONE = lazy(
    rf"\s*(?:(?:非?常勤|{LISTED.pattern})(?:医|医師|の(?:先生|方|医師))?は、?)?(?:満)?\d{{2}}\s*[歳才](?:まで|以下|未満)\s*|"
    r"\s*[※・◇◆■□○●▼▽★☆-]?\s*(?:満|原則)?\s*\d{2}\s*[歳才]\s*(?:位|くらい|ぐらい|程度)?(?:まで|迄|以下|未満)\s*|\s*(?:年齢)?上限\s*\d{2}\s*[歳才]\s*|\s*\d{2}\s*[歳才]?\s*(?:〜|から)\s*\d{2}\s*[歳才](?:まで|くらい|程度)?\s*"
)
_CEILING = lazy(
    r"(?:年齢(?:の)?)?上限(?:年齢)?(?:は|を|が|:|=)?\s*(?:概ね|おおむね)?(?:満)?(\d{2})\s*[歳才]|(?<!\d)(\d{2})\s*[歳才]を?(?:年齢の)?上限"
)
_DECADE = lazy(r"(\d0)\s*[歳才]?代(?:くらい|ぐらい)?(?P<half>前半|後半)?(?:の方)?(?:まで|以下)")
_APPLICANT = lazy(
    r"方|お年|者|医師|先生|応募|公募|条件|募(?:っ|る)|募集|対象|限|年齢|求め|採用|不問|可|ドクター|であ(?:れば|ること)|条件は|申し?込"
)


# 「上限は当初65歳までだったが、秋に撤廃した」
_GIVEN_UP = lazy(
    r"\d{2}\s*[歳才][^。]*年齢[はもに]?[^。、]{0,8}(?:問わない|問いません|問わず|不問|こだわり?(?:ません|ない|らない|りません))|[歳才](?:くらい|位)?まで」?、?とは(?:申|言|いい|限)|まで(?:の(?:先生|方|医師))?が多[^。]*(?:制限|上限)[^。、]{0,4}(?:設け|あり|ござい)[^。、]{0,4}(?:ません|ない)|(?:年齢|上限|[歳才])[^。]{0,40}(?:撤廃|廃止|削除|抹消|取り?(?:払|消|やめ)|消(?:す|し)|削[りっ]|外(?:す|し(?:た|まし|、|て))|なく(?:す|し(?:た|まし|、|て)))"
    r"|\d{2}\s*[歳才](?:未満|以下|まで)(?!を対象)[^。、]{0,30}と(?:し|なっ)てい(?:た|ました)(?!だ)|前回は|このときは"
)
_AFTER_WORK = lazy(r"(?:再雇用|再任用|継続雇用|嘱託|勤務延長)[^。、()]{0,8}\($")


# 「65歳未満」としていたのを「70歳未満」に広げた
_WIDENED = lazy(
    r"「?(?:満)?(?P<age>\d{2})\s*[歳才](?P<side>以下|未満|まで|(?<=から\d\d歳)|(?<=を\d\d歳))」?[にへ](?:と)?(?:広げ|拡大|引き?上げ|改め|緩和|緩め|見直|変更|引き?下げ|改定|延ば)"
)


_FLOOR_AND_CEILING = lazy(
    r"下限\W{0,3}(?:満)?(?P<low>\d{2})\s*[歳才]?[\s、・/]{0,4}上限\W{0,3}(?:満)?(?P<high>\d{2})\s*[歳才]?"
)
# 「50代・60代の先生に限定した求人」
_DECADES = lazy(
    r"(?P<low>[2-7]0)\s*[歳才]?代?(?:[・、と〜]|から|または)(?P<high>[3-7]0)\s*[歳才]?代の(?:先生|方|医師)(?:のみ|だけ|に?限|を対象と)"
)

# Ages without their unit, as a note has them: 「年は75まで」, 「お年は七十くらいまで」, below a label 「65まで」.
_SO_OLD = r"\s*(?:満|だいたい|おおむね|概ね)?(?P<age>[4-8]\d|[四五六七八]十)(?:くらい|ぐらい|位|程度)?(?P<side>まで|以下|未満|(?<=限は\d\d)です)(?!の?(?:ご?勤|お勤|雇|働))"
_BARE = lazy(rf"(?:^|[\s→・、。])(?:ご?年齢|お?年)(?:の?上限)?(?:は|:)?{_SO_OLD}")
_BARE_BELOW = lazy(rf"^\W*{_SO_OLD}")
_TAKEN_BACK = lazy(r"(?P<age>\d{2})[歳才]?は(?:取り?消|撤回|なし)")
_DIGITS = str.maketrans("四五六七八十", "456780")


def read_limit(items: Sequence[Item], shared: Sequence[Item] = ()) -> Found | None:
    """{"min", "max"}: whole years, inclusive. shared: further items that may name the application date."""
    return next((found for found in _limits(items, shared) if (found.value["max"] or 99) >= _YOUNGEST), None)


_YOUNGEST = 40
"""No limit for physicians is lower: 「35歳以下」 is one of other occupations."""


def _limits(items: Sequence[Item], shared: Sequence[Item]) -> Iterator[Found]:
    """The limits that are told, the surest first."""
    for item in _ordered(items):
        born = _by_birth(item, [*items, *shared])
        if born is not None:
            yield born
            continue
        labelled = item.about("age")
        if labelled and _NO_LIMIT.match(item.text):
            continue  # 「不問です。先代は79歳まで務めました」
        for words, start in sentences(item):
            if labelled and (found := patterns.search(r"(?:^|[\s(あり])〜\s*(\d{2})\s*[歳才](未満)?", words)):
                limit = {"min": None, "max": int(found[1]) - bool(found[2])}
                yield Found.at(limit, start + found.start(1), start + found.end())
            if (both := _FLOOR_AND_CEILING.search(words)) and (labelled or "年齢" in words):
                yield Found.at(
                    {"min": int(both["low"]), "max": int(both["high"])}, start + both.start(), start + both.end()
                )
            if (bare := (_BARE_BELOW if labelled else _BARE).search(words)) is not None:
                most = int(bare["age"].translate(_DIGITS)) - (bare["side"] == "未満")
                if bare["age"] not in {m["age"] for i in items for m in _TAKEN_BACK.finditer(i.text)}:
                    yield Found.at({"min": None, "max": most}, start + bare.start("age"), start + bare.end())
            if (tens := _DECADES.search(words)) is not None:
                limit = {"min": int(tens["low"]), "max": int(tens["high"]) + 9}
                yield Found.at(limit, start + tens.start(), start + tens.end())
            if (wider := _WIDENED.search(words)) is not None and (wider["side"] or "定年" not in words):
                limit = {"min": None, "max": int(wider["age"]) - (wider["side"] == "未満")}
                yield Found.at(limit, start + wider.start(), start + wider.end())
            if _GIVEN_UP.search(words):
                continue
            for part, at in _parts(words, start):
                if _AFTER_WORK.search(words[: at - start]):
                    continue  # 「再雇用あり(70歳まで)」
                said = _limit(part, labelled, words)
                if said is not None:
                    yield Found.at(said[0], at + said[1], at + said[2])
    # 「住宅:あり 応募:60歳未満」: a limit under a name of its own beside other things
    for item in [item for item in items if not _GIVEN_UP.search(item.text)]:
        if (told := _TOLD.search(f"{item.label}:{item.text}")) is not None:
            shift = item.start - len(item.label) - 1
            limit = {"min": None, "max": int(told["age"]) - (told["side"] == "未満")}
            yield Found.at(limit, max(item.start, shift + told.start()), shift + told.end())


@once
def _parts(words: str, start: int) -> tuple[tuple[str, int], ...]:
    """The parts of a sentence that may each tell another limit, with their places."""
    return tuple(
        clauses(
            words,
            start,
            r"[。;\n、/]|[()]|\s{2,}|\s(?=(?:満)?\d{2}\s?[歳才](?:まで|迄|以下|未満)(?:の方)?(?:[\s/]|$))|(?<=まで)\s|(?<=以下)\s|(?<=未満)\s|\s(?=副?院長|常勤医|定年|再雇用|再任用|継続雇用|嘱託|年齢\s)",
        )
    )


_NO_LIMIT = lazy(
    r"\W*(?:年齢は?)?(?:特に)?(?:不問|問いません|問わない|問わず|(?:制限|上限|定め)?(?:は|も)?(?:特に)?(?:な(?:し|い)|ありません|ございません|設けて(?:い|おり)ません))(?!.*(?:ただし|但し|[がの]、))"
)
_TOLD = lazy(
    r"(?:応募(?:年齢|資格|条件|要件|対象)?|(?<![一-龥])(?:対象)?年齢(?:制限|上限|条件)?)\s*:\s*(?:満|原則|おおむね|概ね)?\s*(?P<age>\d{2})\s*[歳才]\s*(?:の方)?(?P<side>未満|以下|まで)(?!の?(?:勤務|雇用|更新)|が(?:望|理想))"
)


# Below the label of retirement: 「60歳。ご応募は58歳までの方にお願いしております」, 「65歳 応募できる年齢 64歳以下」.
_TO_APPLY = lazy(r"(?:ご?応募(?!時)|お?申し?込み?|受験|(?:採用|着任|入職|申込)時)[^。\d]{0,14}\d{2}\s*[歳才]")


def _ordered(items: Sequence[Item]) -> list[Item]:
    usable = [
        item
        for item in items
        if (
            not (patterns.search(r"再雇用|再任用|定年", item.label) and not item.about("remark"))
            and not item.about(
                *([] if item.about("remark") else ["retirement"]), "site", "night", "on_call", "housing", "term", "pay"
            )
        )
        or item.about("age")
    ]
    usable += [
        replace(item, fields=NOTHING, label="", text=item.text[told.start() :], start=item.start + told.start())
        for item in items
        if item.about("retirement", "term", "housing", "night", "on_call") and (told := _TO_APPLY.search(item.text))
    ]
    usable = [item for item in usable if not patterns.search(r"年齢(?:の)?(?:構成|層|分布|内訳)|平均年齢", item.label)]
    return sorted(usable, key=lambda item: not item.about("age"))


_SOME_OF_THEM = lazy(r"(?:医師|先生|医|半数|半分|割|か所|[人名]|平均|年齢)(?:が|は|も)[^。、]{0,8}$")
_FROM_A_DECADE = lazy(r"(\d0)\s*[歳才]?代(?:から|〜)\s*(\d{2})\s*[歳才](まで|以下|未満)?")
_ASKED_FOR = lazy(r"(?<=以下|未満|まで)(?:の(?:方|先生|医師))?[でに]お願いして(?:い|おり)ます")


@once
def _limit(part: str, labelled: bool, sentence: str) -> tuple[dict[str, int | None], int, int] | None:
    refused = _REFUSED.search(sentence) or _NOT_ON_THAT_SIDE.search(sentence)
    if refused is not None:
        age, side = int(refused["age"]), refused["side"]
        at = sentence.find(part)
        if at <= refused.start() < at + len(part):
            low = side in ("未満", "以下") or "ない" in side
            limit: dict[str, int | None] = {
                "min": age + (side == "以下") if low else None,
                "max": None if low else age - (side in ("以上", "から", "以降")),
            }
            return limit, refused.start() - at, min(refused.end() - at, len(part))
    if _MERELY_WELCOME.search(part) or _OF_OTHERS.search(part) or _OF_THOSE_THERE.search(part):
        return None  # 「看護助手は59歳以下」
    if (
        not labelled
        and _AGES_OF_COLLEAGUES.search(sentence)
        and not patterns.search(r"募集|対象|応募|採用|求め|限", sentence)
    ):
        return None
    if (before := _BEFORE_IT.search(part)) and (labelled or _APPLICANT.search(sentence)):
        return {"min": None, "max": int(before[1]) - 1}, *before.span()
    if (young := _NOT_REACHED.search(part)) and (labelled or _APPLICANT.search(part)):
        return {"min": None, "max": int(young[1]) - 1}, *young.span()
    if (under := _NOT_OVER.search(part)) and (labelled or _APPLICANT.search(sentence)):
        return {"min": None, "max": int(under[1])}, *under.span()
    if (span := _RANGE_OF_THE_SOUGHT.search(part)) and 18 <= int(span[1]) < int(span[2]) <= 99:
        return {"min": int(span[1]), "max": int(span[2])}, *span.span()
    if _GIVEN_TO_SOME.search(part) or (
        patterns.search(r"(?:方|先生|医師)(?:に|へ)(?:は|のみ)?$", part) and _GIVEN_TO_SOME.search(sentence)
    ):
        return None
    if _NOT_A_LIMIT.search(_ASKED_FOR.sub("", part)) and not (
        labelled and patterns.match(r"[^定再継現平]*\d{2}\s*[歳才]\s*(?:以下|未満)", part)
    ):
        return None
    if (
        not labelled
        and not _APPLICANT.search(sentence)
        and not patterns.search(r"(?:^|\s)(?:概ね|おおむね|おおよそ)", part)
        and not (_ALONE.fullmatch(part) and ("歓迎" not in sentence))
    ):
        return None
    if decades := _FROM_A_DECADE.search(part):
        return {"min": int(decades[1]), "max": int(decades[2]) - (decades[3] == "未満")}, *decades.span()
    if found := _RANGE.search(part):
        youngest, oldest, end = int(found[1]), int(found[2]), found[4]
        if 18 <= youngest < oldest <= 99:
            if found[3]:
                oldest += 9
            return {"min": youngest, "max": oldest - (end == "未満")}, *found.span()
    if (ceiling := _CEILING.search(part)) and (
        labelled or ceiling[2] or "年齢" in sentence or "応募" in sentence or _ALONE.fullmatch(part)
    ):
        return {"min": None, "max": int(ceiling[1] or ceiling[2])}, *ceiling.span()
    if (decade := _DECADE.search(part)) and (labelled or patterns.search(r"方|先生|医師|募集|応募|年齢", part)):
        return {"min": None, "max": int(decade[1]) + (4 if decade["half"] == "前半" else 9)}, *decade.span()
    low_limit = high_limit = None
    places: list[tuple[int, int]] = []
    for found in _ONE.finditer(part):
        age, kind = int(found[1]), found[2]
        if not 18 <= age <= 99:
            continue
        after = part[found.end() : found.end() + 8]
        if kind == "まで" and patterns.match(r"\s*(?:お)?(?:勤|雇|働|再|更|在|の契約|契約|可能)", after):
            continue
        if (
            not labelled
            and kind == "まで"
            and not patterns.search(
                r"(?:方|先生|医師|募集|応募|対象|限|ドクター|年齢|目安|(?:^|\s)[※・]?\s*(?:満|概ね|おおむね|おおよそ|原則)?\s*(?:満)?\d{2}\s*[歳才][^、。]{0,6}$)",
                part,
            )
        ):
            continue
        if (
            not labelled
            and kind == "以上"
            and not patterns.search(r"限[りっるら定]|に限|のみ|だけ|対象|応募|募[集っ]|求め|条件(?!が)", part)
        ):
            continue
        if (
            kind == "を超え"
            and patterns.search(r"^て(?:い|お|きて)", after)
            and _SOME_OF_THEM.search(part[: found.start()])
        ):
            continue  # 「4か所で医師が65歳を超えている」
        if kind == "を超え" and patterns.search(r"相談|歓迎|契約|更新|嘱託", part[found.end() :]):
            continue
        if kind == "以上" and patterns.search(r"歓迎|優遇|も(?:可|歓迎|応募)|でも|活躍|の?(?:先生|方|医師)も", part):
            continue
        places.append(found.span())
        if kind == "未満":
            high_limit = age - 1
        elif kind in ("以下", "まで", "迄"):
            high_limit = age
        elif kind == "を超え":
            low_limit = age + 1
        elif kind in ("以上",):
            low_limit = age
    if low_limit is None and high_limit is None:
        return None
    return {"min": low_limit, "max": high_limit}, places[0][0], places[-1][1]


def _by_birth(item: Item, everything: Sequence[Item]) -> Found | None:
    """A limit by date of birth: the age reached on the day of application."""
    for words, start in sentences(item):
        both = list(days_in(words))
        if (
            len(both) >= 2
            and patterns.match(r"\s*(?:以降)?\s*(?:から|〜|以降)、?\s*$", words[both[0].end : both[1].start])
            and patterns.match(r"\s*(?:まで|以前)(?:の間)?に?(?:お?生|出生)", words[both[1].end :])
        ):
            day = _application_day(everything)
            if day and both[0].day and both[1].day and both[1].day < day:
                return Found.at(
                    {"min": age_on(both[1].day, day), "max": age_on(both[0].day, day)},
                    start + both[0].start,
                    start + both[1].end,
                )
        for found in both:
            after = words[found.end : found.end + 16]
            younger, older = _BORN.match(after.strip("のに ")), _BORN_BEFORE.match(after.strip("のに "))
            if (not younger and not older) or found.day is None:
                continue
            day = _application_day(everything)
            if day is None or day <= found.day:
                continue
            age = age_on(found.day, day)
            limit: dict[str, int | None] = {"min": None, "max": None}
            limit["max" if younger else "min"] = age
            for other in days_in(words):
                if (
                    other.start > found.end
                    and other.day
                    and _BORN_BEFORE.match(words[other.end : other.end + 12].strip("のに "))
                ):
                    limit["min"] = age_on(other.day, day)
            return Found.at(limit, start + found.start, min(start + found.end + 12, start + len(words)))
    return None


def _application_day(items: Sequence[Item]) -> date | None:
    """The closing date unless the text names another day for the age; else the day of employment or of the text."""
    named = closing = until = begins = term = published = None
    undated: tuple[int, int] | None = None
    for item in items:
        for words, _ in sentences(item):
            if (last := [*_MONTH_DAY.finditer(words)][-1:]) and _CLOSING.search(f"{item.label} {words}"):
                undated = undated or (int(last[0][1]), int(last[0][2]))
            days = [found for found in days_in(words) if found.day is not None and found.day.year >= 2015]
            if not days:
                continue
            starts = patterns.search(r"(?:採用|着任|入職)(?:予定)?(?:年月)?日", words)
            for found in days:
                if patterns.match(
                    r"\s*(?:\([月火水木金土日]\))?\s*(?:現在|時点|の年齢|(?:で|を(?:もって)?)(?:数え|計算|算定|算出)|を基準|における年齢|(?:に|の日に)応募(?:があった|され?た|した|い?ただいた)もの|を応募(?:日|の日)|とみな)",
                    words[found.end : found.end + 20],
                ) and patterns.search(r"年齢|[歳才]|満|生ま", words):
                    named = named or found.day
            about = f"{item.label} {words}"
            if _CLOSING.search(about) and not patterns.search(r"契約|任期|雇用期間|任用期間", about):
                before = [found for found in days if starts is None or found.end <= starts.start()]
                closing = closing or (before or days)[-1].day
            elif "まで" in about and not _OF_WORK.search(about):
                until = until or days[-1].day
            if patterns.search(
                r"採用(?:予定)?日|採用予定|採用時期|採用年月日|月採用|着任|入職|から勤務(?:する|して|でき)",
                f"{item.label} {words}",
            ):
                begins = begins or days[0].day
            if _TERM_OF_WORK.search(about) and not patterns.match(r"\s*まで", words[days[0].end :]):
                term = term or days[0].day
            if patterns.search(r"更新|掲載|現在|発行|付", f"{item.label} {words}"):
                published = published or days[0].day
    begins, closing = begins or term, closing or until
    if closing is None and undated is not None and (begins or published):
        closing = _with_a_year(undated, begins, published)
    return named or closing or begins or published


_CLOSING = lazy(
    r"締め?切|しめ切|しめきり|〆|必着|消印|期限|(?:受付|受け付け|募集|応募|申込|出願|公募)(?:の)?期間|(?:応募|申し?込み?|申込|出願|受付|受け付け)[^。]{0,24}まで|まで(?:に|、)[^。]{0,40}(?:提出|郵送|送付|応募|申し?込|申込|出願|届け出|ご連絡|お?送り|へ(?:。|$))"
)
_OF_WORK = lazy(r"契約|任期|雇用|任用|委嘱|勤務|身分|年度末|更新|働く")
_TERM_OF_WORK = lazy(r"任期|(?:契約|任用|雇用)期間")
_MONTH_DAY = lazy(r"(?<![年\d./])(\d{1,2})月\s*(\d{1,2})日|(?!)")


def _with_a_year(closing: tuple[int, int], begins: date | None, published: date | None) -> date | None:
    """The closing day told without a year: the last one before the work begins, or the first after the text appeared."""
    month, day = closing
    try:
        if begins is not None:
            year = begins.year if closing < (begins.month, begins.day) else begins.year - 1
        elif published is not None:
            year = published.year if closing >= (published.month, published.day) else published.year + 1
        else:
            return None
        return date(year, month, day)
    except ValueError:
        return None
