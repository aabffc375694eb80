"""Files that are made to harm the reader are refused before they are read."""

import io
import zlib

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from enishi.openings.reading.files import words_of
from enishi.openings.uploaded import FileProblem


def pdf_of(commands: bytes, *, in_a_form: bool) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    stream = StreamObject()
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    stream._data = zlib.compress(commands, 9)
    place = writer._add_object(stream)
    if in_a_form:
        stream[NameObject("/Type")], stream[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
        named = DictionaryObject({NameObject("/F"): place})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): named})
    else:
        page[NameObject("/Contents")] = place
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("in_a_form", [False, True])
def test_a_small_pdf_that_unpacks_to_millions_of_commands_is_refused_unread(in_a_form: bool) -> None:
    bomb = pdf_of(b"(a) Tj " * 1_300_000, in_a_form=in_a_form)
    assert len(bomb) < 100_000
    with pytest.raises(FileProblem, match="大きすぎて開けません"):
        words_of(bomb)


def test_a_pdf_without_letters_is_refused_with_advice() -> None:
    with pytest.raises(FileProblem, match="文字が入っていません"):
        words_of(pdf_of(b"q Q", in_a_form=False))
