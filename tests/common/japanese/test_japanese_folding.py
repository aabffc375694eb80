"""Mail text in lines that old programs show whole."""

from hypothesis import given
from hypothesis import strategies as st

from enishi.common.japanese.folding import WIDTH, columns, fold

TEXT = st.text(alphabet="あいう漢字、。」「ABC 12\n　", max_size=300)


@given(TEXT)
def test_no_line_is_wider_and_nothing_is_lost(text):
    folded = fold(text)
    assert all(columns(line) <= WIDTH for line in folded.split("\n"))
    kept = str.maketrans("", "", " \n　")
    assert folded.translate(kept) == text.translate(kept)


def test_lines_break_between_phrases_and_an_address_is_never_cut():
    address = "　https://enishi.example.jp/my/proposals/C-2026-0001?from=a-very-long-mail-with-a-long-way-to-go"
    said = "お返事の前に、先生のお名前が相手に伝わることはありません。見送られても、理由は伝わりません。"
    lines = fold(f"{said}\n{address}").split("\n")
    assert lines[:2] == [
        "お返事の前に、先生のお名前が相手に伝わることはありません。",
        "見送られても、理由は伝わりません。",
    ]
    assert address in lines
