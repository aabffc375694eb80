"""What the readers leave of a sentence: whom it must not be known to, what is never done again, and every word of a wish that
filled nothing. It is asked, so that no sentence of the notes is lost without a word.
"""

import re
from collections.abc import Iterator, Sequence

from enishi.physicians.hearing.duty import DUTY
from enishi.physicians.hearing.found import SHIELD, Heard, Open, Quote
from enishi.physicians.hearing.phrases import Clause
from enishi.physicians.hearing.place import PLACE
from enishi.physicians.hearing.week import WEEK

_PAY = re.compile(r"年収|年俸|月収|月給|時給|日給|日額|日当|収入|報酬|給料|給与|手取り|\d\s*[千百]?\s*万")
_SPEAKS_OF: tuple[tuple[str, re.Pattern[str], frozenset[str], str], ...] = (
    ("slots", re.compile(rf"[月火水木金土日]曜|{WEEK.pattern}"), frozenset({"slots", "not_slots", "wish:no_weekend"}), "曜日のお話です。"),
    ("prefectures", PLACE, frozenset({"prefectures"}), "土地のお話です。"),
    ("min_annual_pay_yen", _PAY, frozenset({"min_annual_pay_yen", "min_daily_pay_yen"}), "収入のお話です。"),
    ("night_duty", DUTY, frozenset({"night_duty", "on_call", "max_on_call_per_month"}), "当直・オンコールのお話です。"),
)  # fmt: skip
"""Field, the words that speak of it, the fields one of which a sentence must have filled or asked about, and the subject."""

_HIDDEN_FROM = re.compile(
    r"知られ(?:たくな|ると困|ては困|ちゃ困|るのは|ない(?:よう|で))|(?:言|話さ|伝え|知らせ|教え)わ?ないで|内緒|ないしょ|秘密|内密|伏せて|ばれ(?:ると|たくな)"
)
_NEVER = re.compile(
    r"(?:し|やら|行か|診|やり)たくな|(?:もう|二度と|今後は?|これからは?)\s*(?:し|やら|診|引き受け|受け)(?:ない|ませ)|(?:は|も|だけは)(?:し|やら)(?:ない|ませ)|(?:は|も)やりませ|避けた|お断り|勘弁|遠慮した"
)
_NOTHING_OF_WORK = re.compile(r"無理(?:は|を|も)|後悔|迷惑|心配|損(?:は|を)|困ら")

TO_HIDE = "知られたくない相手のお話です。先生の画面の「伏せる相手」に、その相手を加えてください。"
NEVER = "なさらないことのお話です。「避けたい」に当てはまるものがなければ、「お伝えになりたいこと」にお書きください。"


def read(sentence: Sequence[Clause], made: Sequence[Heard | Open]) -> Iterator[Open]:
    """The questions about one sentence. made: what the readers found in its clauses."""
    for clause in sentence:
        if _HIDDEN_FROM.search(clause.text):
            yield Open(SHIELD, Quote.of(clause), TO_HIDE)
    filled = {one.field for one in made}
    for field, words, fields, subject in _SPEAKS_OF:
        if not fields & filled:
            for clause in sentence:
                if words.search(clause.text):
                    yield Open(field, Quote.of(clause), subject + _how(clause))
    if not made:
        for clause in sentence:
            spared = _HIDDEN_FROM.search(clause.text) or _NOTHING_OF_WORK.search(clause.text)
            if _NEVER.search(clause.text) and not spared:
                yield Open("never", Quote.of(clause), NEVER)


def _how(clause: Clause) -> str:
    if clause.past:
        return "以前のことのようです。これからのご希望をお確かめください。"
    if clause.present or clause.keeps:
        return "いまのことのようです。これからのご希望をお確かめください。"
    return "ご希望として読み取れませんでした。ご希望かどうかをお確かめください。"
