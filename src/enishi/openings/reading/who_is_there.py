"""Posts that are none: a sentence about doctors who are there already, or about what another town sought."""

from collections.abc import Mapping, Sequence

from enishi.openings.reading.facts import Found
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.plausible import Candidate

# Who is there already, and what other places do: 「当院の医師 内科6名、外科3名」, 「病院には今、内科医5人がいる」, 「外科の医師が着任しました」.
_THERE = lazy(
    r"(?:当院|当科|院内|医局)の(?:常勤)?(?:医師?|体制|スタッフ)(?:は|\s|:|$)|(?:在籍|現在の)(?:常勤)?医師?|[人名医師生](?:が|も)(?:い(?:る|ます)|おり(?:ます)?(?:[。、]|$)|在籍|勤めて)"
    r"|が\S{0,6}(?:着任|就任|赴任)し(?:た(?!い)|ました)|[都道府県市町村]では、?(?:今年|昨年|すでに|先月)[^。]*(?:公募|募集)し"
)
_IN_BRACKETS = lazy(r"\([^()]*\)")  # 「小児科 1名(現在の常勤医は3名)」
_HEADS_A_LINE = lazy(r"\s{2,}|\t|\s*:")
_MARKS = lazy(r"\W*")
_SOUGHT = lazy(r"(?<!院で)(?:募集(?!は)|公募(?!し)|求め|探し|迎え|急募|招|お願い)")


def without(candidates: Sequence[Candidate], text: str) -> list[Candidate]:
    """Without the posts whose departments are those of doctors who are there; all of them where no other is left."""
    return [one for one in candidates if not tells_of(one.facts, text)] or list(candidates)


def tells_of(post: Mapping[str, Found], text: str) -> bool:
    """Whether every department of a post stands in a sentence about doctors who are there already."""
    places = post["specialties"].places if "specialties" in post else ()
    return bool(places) and all(_is_there(*place, text) for place in places)


def _is_there(begin: int, end: int, text: str) -> bool:
    start = max(text.rfind(mark, 0, begin) for mark in "。\n") + 1
    if _HEADS_A_LINE.match(text, end) and _MARKS.fullmatch(text, start, begin):
        return False  # 「整形外科   常勤医2名が在籍し」 in a list of what is sought
    words = _IN_BRACKETS.sub("", text[start : _end_of_sentence(text, end)])
    return _THERE.search(words) is not None and _SOUGHT.search(words) is None


def _end_of_sentence(text: str, at: int) -> int:
    return min((end for mark in "。\n" if (end := text.find(mark, at)) >= 0), default=len(text))
