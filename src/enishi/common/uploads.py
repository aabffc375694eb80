"""Files that people send: taken into memory only, known by their content, pictures freed of everything but the picture.

A name or a type that the browser states is never believed. No part of a file that comes in is ever written to a disk in
the clear: `MemoryOnly` keeps at most `LARGEST` bytes and only counts what comes after them.
"""

import io
import struct
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST = 10 * 1024 * 1024
"""Bytes of one file."""

CUT_OFF = 12 * LARGEST
"""Bytes of one file after which the rest is not read and no sentence comes back: nobody sends that by mistake, but a scan of 50 MB
is sent, and is told that it is too large."""

MOST_PIXELS = 60_000_000
"""A photograph of a telephone has 12 to 50 million; a small file that claims more is a bomb."""

LONGEST_SIDE = 4_000
"""Pixels kept: a page of A4 at 300 dots an inch has 3,508."""

HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
KINDS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
"""Types that are stored, each with the ending of its name."""

DAMAGED = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    struct.error,
)
"""What Pillow raises for one kind of damage or another."""


class UploadProblem(ValueError):
    """The file cannot be taken; carries a sentence for the person, without the leading ＊."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class CleanFile:
    """content_type: one of KINDS; data: what may be stored."""

    content_type: str
    data: bytes


def clean_file(data: bytes, size: int | None = None) -> CleanFile:
    """What may be stored of the bytes that came. size: bytes sent, if more than came into memory.

    Raises UploadProblem for an empty or too large file, for a kind that is not taken, and for one that is damaged.
    """
    sent = len(data) if size is None else size
    if sent == 0:
        raise UploadProblem("ファイルの中身がありません。もう一度お選びください。")
    if sent > LARGEST:
        raise UploadProblem(
            f"ファイルが大きすぎます（{sent / 1024 / 1024:.1f}MB）。10MBまでお預かりできます。写真を撮り直すか、担当者へ郵送してください。"
        )
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(b"\xff\xd8\xff"):
        return CleanFile("image/jpeg", _picture(data, "JPEG"))
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return CleanFile("image/png", _picture(data, "PNG"))
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        raise UploadProblem(
            "iPhoneの写真の形式（HEIC）は、まだお預かりできません。"
            "「設定」→「カメラ」→「フォーマット」で「互換性優先」を選んで撮り直すか、スクリーンショットをお送りください。"
        )
    raise UploadProblem("お預かりできるのは、PDF・JPEG・PNGのファイルです。写真に撮ってお送りいただくこともできます。")


def _pdf(data: bytes) -> CleanFile:
    """Whole from head to tail; it is only ever handed out as a download, so nothing in it runs on our pages."""
    if b"%%EOF" not in data[-2048:] or b"startxref" not in data[-2048:]:
        raise UploadProblem("このPDFは、途中で切れているようです。もう一度保存し直してから、お送りください。")
    return CleanFile("application/pdf", data)


def without_metadata(file: CleanFile) -> CleanFile:
    """As the file, but a PDF tells no more who wrote it, when and with what, and carries no script and no file inside.

    Pictures lost all that in `clean_file`. Raises UploadProblem for a PDF that is locked or cannot be read.
    """
    if file.content_type != "application/pdf":
        return file
    from pypdf import PdfReader, PdfWriter  # a tenth of a second, and few requests need it
    from pypdf.errors import PyPdfError

    made = io.BytesIO()
    try:
        reader = PdfReader(io.BytesIO(file.data), strict=False)
        if reader.is_encrypted:
            raise UploadProblem("このPDFにはパスワードがかかっています。外してからお送りください。")
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        for name in ("/Metadata", "/PieceInfo", "/AA", "/OpenAction"):
            writer.root_object.pop(name, None)
        if names := writer.root_object.get("/Names"):
            for name in ("/JavaScript", "/EmbeddedFiles"):
                names.get_object().pop(name, None)
        for page in writer.pages:
            for name in ("/Metadata", "/PieceInfo", "/AA"):
                page.pop(name, None)
        writer.write(made)
    except UploadProblem:
        raise
    except (PyPdfError, *DAMAGED, RecursionError, KeyError, TypeError, AttributeError, IndexError):
        raise UploadProblem("このPDFを開けませんでした。もう一度保存し直すか、写真に撮ってお送りください。") from None
    return CleanFile(file.content_type, made.getvalue())


def _picture(data: bytes, kind: str) -> bytes:
    """The picture drawn anew, upright: place, time, camera and all else that a photograph carries is gone."""
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as seen:
            if seen.width * seen.height > MOST_PIXELS:
                raise UploadProblem("写真が大きすぎて開けません。少し小さく撮り直してください。")
            seen.load()
            upright = ImageOps.exif_transpose(seen)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            plain = upright.convert("RGB" if kind == "JPEG" or "A" not in upright.getbands() else "RGBA")
    except UploadProblem:
        raise
    except DAMAGED:
        raise UploadProblem("写真を開けませんでした。もう一度撮り直すか、別のファイルをお選びください。") from None
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    made = io.BytesIO()
    bare.save(made, kind, **({"quality": 88} if kind == "JPEG" else {"optimize": False}))
    return made.getvalue()


class MemoryOnly(FileUploadHandler):
    """Keeps a file in memory up to LARGEST bytes and counts the rest; `size` of the file tells what was sent."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept, self.sent = bytearray(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.sent += len(raw_data)
        if self.sent > CUT_OFF:
            raise StopUpload(connection_reset=True)
        self.kept += raw_data[: max(0, LARGEST + 1 - len(self.kept))]

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        made = SimpleUploadedFile(self.file_name or "file", bytes(self.kept), self.content_type or "")
        made.size = file_size
        return made
