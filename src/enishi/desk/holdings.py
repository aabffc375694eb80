"""What the desk's papers hold of a physician: hospitals' answers about a talk, as they came back."""

from typing import Any

from enishi.common.holdings import Stage, hold
from enishi.desk.models import PaperSheet, PaperTyping
from enishi.physicians.models import Physician

COPY = "医療機関がお書きになった用紙の控えです。うかがった内容は、お引き合わせの記録でお渡しします。"


def _sheets(physician: Physician) -> Any:
    return PaperSheet.objects.filter(candidacy__physician=physician)


def _typings(physician: Physician) -> Any:
    return PaperTyping.objects.filter(sheet__candidacy__physician=physician)


def _erase_images(physician: Physician, _: Stage) -> int:
    """That a form came back stays; what stood on it goes."""
    return int(_sheets(physician).exclude(image=None).update(image=None, image_type=""))


hold(PaperSheet, title="医療機関の用紙", order=50, find=_sheets, not_exported=COPY, erase=_erase_images)
hold(PaperTyping, title="医療機関の用紙の入力", order=51, find=_typings, not_exported=COPY)
