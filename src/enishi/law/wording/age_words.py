"""Ages in free text: whose age it is, what it asks, and whether a coded exception allows it. 労働施策総合推進法9条."""

import re
from collections.abc import Iterator
from datetime import date

from enishi.law.age_limits import AgeCondition, AgeException, age_words, rule_on_age
from enishi.law.contracts import ContractKind
from enishi.law.wording import statutes as s
from enishi.law.wording.findings import Finding, Severity
from enishi.law.wording.folding import around, number_in
from enishi.law.wording.word_rules import WARN, rule

_N = r"(?:満)?([1-9]\d|[一二三四五六七八九十〇]{2,3})"
_BOUND = re.compile(
    rf"{_N}\s*(?:歳|才)?\s*(?:以上)?(?:から)?\s*~\s*{_N}\s*(?:歳|才)(?:まで|以下|未満|の方)?|"
    rf"{_N}\s*(?:歳|才)\s*(?:以上|から)[^。\d]{{0,4}}?{_N}\s*(?:歳|才)(?:まで|以下|未満)|"
    rf"{_N}\s*(?:歳|才)\s*(?:くらい|ぐらい|位|程度)?\s*(以上|以下|未満|まで|迄|超|限定)|"
    rf"{_N}代\s*(?:の(?:方|先生|医師))?\s*(限定|のみ|まで|を?募集|を?希望|に限)|"
    r"(?:昭和|平成)\d+年(?:\d+月\d+日)?(?:以降|以後|以前)(?:に)?生まれ(?:た(?=方|先生|医師))?|(?:19|20)\d\d年(?:\d+月\d+日)?(?:以降|以後|以前)(?:に)?生まれ(?:た(?=方|先生|医師))?"
)
_RETIREMENT = re.compile(
    r"(?:定年(?:年齢)?(?:は|が|を|[:： (（]|退職)?\s*[^。、\d]{0,6}$)|(?:再雇用|勤務延長|延長|継続雇用|嘱託|再任用)[^。、\d]{0,10}$"
)
_AFTER_RETIREMENT = re.compile(
    r"^(?:歳|才)?(?:まで|以上)?(?:の)?\s*(?:定年|再雇用|再任用|勤務延長|雇用延長|継続雇用|継続|嘱託|勤務(?:でき|可能|いただけ)|働け|お勤め|勤められ|延長|更新)"
)
_OTHERS = re.compile(
    r"患者|入院|受診|外来|住民|町民|市民|村民|島民|人口|高齢化|利用者|入所|健診|検診|接種|予防|小児|子ども|こども|お子|児童|乳児|乳幼児|"
    r"学生|免除|軽減|平均|最高齢|最年長|在籍|世帯|割合|保険|年金|負担|透析|手術|対象年齢|施設|ワクチン|後期高齢|いらっしゃ|おられ|勤めて(?:い|お)|勤務して(?:い|お)"
)
_APPLICANT = re.compile(
    r"募集|応募|資格|年齢|限定|限る|限り|に限|歓迎|希望|先生|医師|ドクター|の方|人材|求む|求め|採用|対象|可(?=$|[。、\s)）])|ok|若い|であること"
)
_CIVIL = re.compile(r"地方公務員|会計年度任用|任期付(?:職員|医師)|(?:県|市|町|村)(?:の)?職員として(?:任用|採用)|任用")
_CODED = re.compile(r"3号(?:の)?ニ|3号に|三号ニ|例外事由3")
_LAW_1 = re.compile(r"1号|定年(?:が|は|年齢)?.{0,6}歳(?:の)?ため|定年未満|定年を上限|例外事由1")
_LAW_NAMED = re.compile(r"[^\s、。（(]{2,16}法(?:第)?\d+条")
_ONLY_IN_TITLE = frozenset({"title", "skills_required", "age"})

_YOUNG = "年齢にふれず、仕事や経験でお書きください。例：「卒後の年数は問いません。指導は副院長がします」"
RULES = (
    rule("age_young", "age", WARN, s.AGE, r"若手(?:の)?(?:医師|ドクター|の先生|の方)?(?:を)?(?:募集|歓迎|希望|活躍|限定|急募|求)|若い(?:先生|方|医師|力)(?:を|の|が)?(?:募集|歓迎|希望|求|活躍|多|必要)|若くて|若さ(?:と|の|あふれ)|若年(?:層|者)(?:を)?(?:募集|歓迎)|新卒(?:のみ|限定)|第二新卒",
         "「{words}」は、若い方に限るように読めます。", _YOUNG),
    rule("age_decade", "age", WARN, s.AGE, r"[2-7]0(?:~[2-7]0)?代(?:の(?:方|先生|医師|スタッフ))?(?:が|も)?(?:中心|多数|歓迎|(?:多数)?活躍|メイン|大歓迎)",
         "「{words}」は、その年代の方を求めていると読まれることがあります。", "例：「医師6人（34歳から71歳まで）」と事実でお書きください。", not_in_clause=_OTHERS.pattern.replace("|いらっしゃ|おられ", "")),
    rule("age_after_retirement", "age", WARN, s.AGE, r"定年(?:退職)?(?:後|された|退職された|退官後|を(?:迎え|過ぎ)た)(?:の)?(?:方|先生|医師|ドクター)(?:を|に限|限定|のみ|歓迎|募集|向け|対象)|(?:シニア|高齢|ベテラン)(?:の)?(?:医師|ドクター|の先生|の方)?(?:のみ|限定|に限|を募集|募集)",
         "「{words}」は、年齢の高い方に限るように読めます。", "例：「年齢は問いません。定年後の先生も3人が活躍しています」。60歳以上の方に限るときは、例外事由3号ニをお選びください。"),
    rule("age_limit_word", "age", WARN, s.AGE, r"年齢制限(?:あり|有)|高齢(?:の方|者|の医師)(?:は)?(?:不可|お断り|ご遠慮|応募できません)|(?:ご)?年配の方(?:は)?(?:不可|ご遠慮|お断り)",
         "「{words}」とありますが、募集の年齢を限ることは、法律の例外を除いて禁じられています。", "年齢不問とし、仕事の内容をお書きください。"),
)  # fmt: skip

_SENIORS_UNCODED = "60歳以上の方に限る募集は、例外事由3号ニとして記録する必要があります。"
_SENIORS_INSTEAD = "募集の「年齢の例外」で3号ニを選び、「60歳以上の方（例外事由3号ニ）」とお書きください。限らないときは「年齢不問」とお書きください。"
_CIVIL_SENTENCE = "「{words}」は、地方公務員の任用のときだけ、この法律の外にあります。任用であることと、根拠の条例を、担当者が確かめます。"


def age_findings(
    field: str,
    text: str,
    plain: str,
    on: date,
    *,
    exception: AgeException | None,
    contract_kind: ContractKind | None,
    retirement_age: int | None,
    civil_service: bool,
) -> Iterator[Finding]:
    """Every age that this text asks of an applicant, and may not. plain: the text folded.

    Ages of patients, residents and staff, and ages of retirement or of re-employment, are no conditions for applicants.
    """
    for hit in _BOUND.finditer(plain):
        if not _of_applicant(field, plain, hit):
            continue
        youngest, oldest = _bounds(hit)
        words = text[hit.start() : hit.end()]
        first, last = around(plain, *hit.span())
        sentence = plain[first:last]
        coded = exception or _coded_in(sentence, youngest, oldest)
        age = retirement_age or (oldest + 1 if coded is AgeException.BELOW_RETIREMENT and oldest else None)
        condition = AgeCondition(
            youngest,
            oldest,
            exception=coded,
            contract_kind=contract_kind,
            retirement_age=age,
            reason="定年のため" if coded is AgeException.BELOW_RETIREMENT else "",
            legal_basis=(basis.group() if (basis := _LAW_NAMED.search(sentence)) else ""),
            local_civil_service=civil_service,
        )
        if civil_service:
            yield Finding(
                "age_civil_service", "age", Severity.WARN, field, hit.start(), hit.end(), words, s.AGE_CIVIL_SERVICE,
                _CIVIL_SENTENCE.format(words=words), "例：「地方公務員法による任用（町職員の定年等に関する条例）」と添えてください。",
            )  # fmt: skip
            continue
        ruling = rule_on_age(condition, on)
        if ruling.allowed:
            continue
        only_seniors = youngest == 60 and oldest is None and exception is None
        why = _SENIORS_UNCODED if only_seniors else "".join(ruling.problems)
        yield Finding(
            "age_seniors_uncoded" if only_seniors else "age_limit",
            "age",
            Severity.BLOCK,
            field,
            hit.start(),
            hit.end(),
            words,
            s.AGE_SENIORS if only_seniors else s.AGE,
            f"「{words}」は、応募できる年齢を{_said(condition)}限っています。{why}",
            _SENIORS_INSTEAD if only_seniors else "「年齢不問」とし、必要な経験や仕事の内容でお書きください。",
        )


def is_civil_service(texts: str) -> bool:
    """Whether the words say that one is appointed as a local civil servant."""
    return _CIVIL.search(texts) is not None


def _said(condition: AgeCondition) -> str:
    if condition.youngest is None and condition.oldest is None:
        return ""
    return f"「{age_words(condition)}」に"


def _of_applicant(field: str, plain: str, hit: re.Match[str]) -> bool:
    start, end = hit.span()
    first, last = around(plain, start, end, clause=True)
    before, after = plain[first:start], plain[start:last]
    tail = re.sub(r"^.*?(?:歳|才|生まれ)", "", after, count=1)
    if _RETIREMENT.search(before) or _AFTER_RETIREMENT.search(tail):
        return False
    if _OTHERS.search(plain, first, last) and not re.search(r"応募|年齢制限|に限|限定|限る", plain[first:last]):
        return False
    from_sentence, to_sentence = around(plain, start, end)
    return field in _ONLY_IN_TITLE or _APPLICANT.search(plain, from_sentence, to_sentence) is not None


def _coded_in(sentence: str, youngest: int | None, oldest: int | None) -> AgeException | None:
    """An exception that the words themselves name."""
    if _CODED.search(sentence):
        return AgeException.SENIORS
    return AgeException.BELOW_RETIREMENT if youngest is None and oldest and _LAW_1.search(sentence) else None


def _bounds(hit: re.Match[str]) -> tuple[int | None, int | None]:
    """Both bounds inclusive; a birth date stands for some upper bound that is not computed: 0, so that it never passes."""
    groups = hit.groups()
    low, high = groups[0] or groups[2], groups[1] or groups[3]
    if low and high:
        top = number_in(high)
        return number_in(low), top - 1 if top and hit.group().endswith("未満") else top
    if groups[4]:
        age, word = number_in(groups[4]), groups[5]
        if age is None:
            return None, None
        if word in ("以上", "超"):
            return (age if word == "以上" else age + 1), None
        return None if word != "限定" else age, age - 1 if word == "未満" else age
    if groups[6]:
        decade = number_in(groups[6]) or 0
        return (None if groups[7] == "まで" else decade), decade + 9
    return None, 0
