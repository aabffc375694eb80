"""What every reader of a file somebody sent needs: the problem it tells the person, and a look into an archive before it. Pure."""

import io
import zipfile

MOST_UNPACKED = 60 * 1024 * 1024
"""Bytes that the parts of a Word or Excel file may unpack to."""
MOST_RATIO = 150
"""Real words shrink to a tenth; what shrinks to less than a hundred-and-fiftieth is made to burst."""
MOST_ENTRIES = 2_000


class FileProblem(ValueError):
    """The file cannot be taken; carries one sentence for the person, without the leading ＊."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def check_archive(data: bytes) -> None:
    """Look at the table of contents of a Word or Excel file before anything is unpacked.

    Raises FileProblem for a damaged, bursting, locked or macro-carrying one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):  # the last: a way of packing Python lacks
        raise FileProblem(
            "ファイルを開けませんでした。壊れているようです。もう一度保存し直してから、お送りください。"
        ) from None
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1024):
        raise FileProblem("ファイルの中身が大きすぎて開けません。必要な部分だけを保存し直してください。")
    names = {entry.filename.lower() for entry in entries}
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise FileProblem("マクロの入ったファイルは、お預かりできません。マクロなしで保存し直してお送りください。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileProblem("パスワードのついたファイルです。パスワードを外してお送りください。")
