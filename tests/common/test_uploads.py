"""Files that people send: what is taken, what is refused in which words, and what is gone from a picture."""

import io
import struct
import zlib

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from enishi.common.encrypted import decrypt_bytes, encrypt_bytes
from enishi.common.uploads import CUT_OFF, LARGEST, MemoryOnly, StopUpload, UploadProblem, clean_file

PDF = b"%PDF-1.7\n" + b"x" * 50 + b"\nstartxref\n9\n%%EOF\n"


def picture(kind="JPEG", size=(40, 20), **saved):
    made = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(made, kind, **saved)
    return made.getvalue()


def photograph():
    """A photograph of a telephone held upright, with the place where it was taken."""
    exif = Image.Exif()
    exif[Base.Make] = "FICTIONAL CAMERA"
    exif[Base.Orientation] = 6
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = "N"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (40.0, 11.0, 30.0)
    return picture(exif=exif, comment=b"written in the house of the physician")


def test_a_photograph_loses_its_place_its_camera_and_its_comment_and_stands_upright():
    sent = photograph()
    assert b"FICTIONAL CAMERA" in sent and b"house of the physician" in sent
    kept = clean_file(sent)
    assert kept.content_type == "image/jpeg"
    assert b"FICTIONAL" not in kept.data and b"house of the physician" not in kept.data and b"Exif" not in kept.data
    with Image.open(io.BytesIO(kept.data)) as seen:
        assert seen.size == (20, 40) and not seen.getexif() and "comment" not in seen.info


def test_a_png_loses_its_texts_and_what_hangs_behind_its_end():
    made = picture("PNG")
    text = b"tEXt" + b"Author\x00the physician"
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    sent = made[:33] + chunk + made[33:] + b"<script>alert(1)</script>"
    kept = clean_file(sent).data
    assert b"the physician" not in kept and b"<script>" not in kept


def test_a_large_photograph_is_made_smaller():
    kept = clean_file(picture(size=(5000, 2500)))
    with Image.open(io.BytesIO(kept.data)) as seen:
        assert seen.size == (4000, 2000)


def test_a_whole_pdf_is_kept_as_it_is():
    assert clean_file(PDF).data == PDF


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "中身がありません"),
        (b"MZ\x90\x00" + b"\x00" * 100, "PDF・JPEG・PNG"),
        (b"<html><script>alert(1)</script></html>", "PDF・JPEG・PNG"),
        (b"GIF89a" + b"\x00" * 50, "PDF・JPEG・PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "PDF・JPEG・PNG"),
        (PDF[:40], "途中で切れている"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 60, "互換性優先"),
        (picture()[:200], "開けませんでした"),
        (b"\xff\xd8\xff\xe0 this is a program", "開けませんでした"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 60, "開けませんでした"),
    ],
)
def test_what_is_not_taken_is_told_in_words_that_help(data, words):
    with pytest.raises(UploadProblem) as problem:
        clean_file(data)
    assert words in problem.value.sentence


def test_a_small_file_that_claims_a_gigantic_picture_is_refused_before_it_is_drawn():
    for side in (9_000, 30_000):
        head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        bomb = b"\x89PNG\r\n\x1a\n"
        for name, body in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\x00" * 1000)), (b"IEND", b"")):
            bomb += struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        with pytest.raises(UploadProblem):
            clean_file(bomb)


def test_too_large_a_file_is_told_its_size():
    with pytest.raises(UploadProblem) as problem:
        clean_file(PDF, LARGEST + 1024 * 1024)
    assert "11.0MB" in problem.value.sentence and "10MB" in problem.value.sentence


def test_a_file_stays_in_memory_up_to_the_limit_and_a_flood_is_cut_off():
    handler = MemoryOnly()
    handler.new_file("file", "a.pdf", "application/pdf", None)
    for start in range(0, LARGEST + 300_000, 100_000):
        handler.receive_data_chunk(b"x" * 100_000, start)
    made = handler.file_complete(handler.sent)
    assert made.size == handler.sent > LARGEST and len(made.read()) == LARGEST + 1
    with pytest.raises(StopUpload):
        for start in range(0, CUT_OFF + 2, 10_000_000):
            handler.receive_data_chunk(b"x" * 10_000_000, start)


def test_bytes_come_back_from_the_cipher_and_cannot_be_read_in_between():
    token = encrypt_bytes(PDF)
    assert decrypt_bytes(token) == PDF and b"%PDF" not in token and len(token) < len(PDF) + 80
