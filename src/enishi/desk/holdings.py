"""What the desk's papers hold of a physician: hospitals' answers about a talk, and the own wish sheet, as they came back."""

from typing import Any

from django.db.models import Q

from enishi.common.holdings import Stage, hold
from enishi.desk.models import ConferenceCase, DeskNote, HandedWriting, NextAction, PaperSheet, PaperTyping, Trace
from enishi.desk.traces import traces_of
from enishi.physicians.models import Physician

COPY = "返ってきた用紙の控えです。うかがった内容は、お引き合わせとご様子の記録、ご希望の確認でお渡しします。"


def _sheets(physician: Physician) -> Any:
    return PaperSheet.objects.filter(Q(candidacy__physician=physician) | Q(physician=physician))


def _typings(physician: Physician) -> Any:
    return PaperTyping.objects.filter(sheet__in=_sheets(physician))


def _erase_images(physician: Physician, _: Stage) -> int:
    """That a form came back stays; what stood on it goes."""
    return int(_sheets(physician).exclude(image=None).update(image=None, image_type=""))


hold(PaperSheet, title="用紙", order=50, find=_sheets, not_exported=COPY, erase=_erase_images)
hold(PaperTyping, title="用紙の入力", order=51, find=_typings, not_exported=COPY)

NOTES = "担当者が仕事のために書いた控えです。開示のご請求があれば、ほかの方のことを除いてお渡しします。"
PLAN = "担当者が次に何をするかの覚えです。"
INDEX = "控えを言葉でさがすための数字です。言葉そのものは入っていません。"


def _beside(physician: Physician) -> Q:
    return Q(physician=physician) | Q(candidacy__physician=physician)


hold(DeskNote, title="担当者の控え", order=52, find=lambda p: DeskNote.objects.filter(_beside(p)), not_exported=NOTES)
hold(
    NextAction, title="次にすること", order=53, find=lambda p: NextAction.objects.filter(_beside(p)), not_exported=PLAN
)
hold(Trace, title="控えの索引", order=54, find=traces_of, not_exported=INDEX)


CASES = "担当者の会議で相談した件の控えです。お名前は書いていません。開示のご請求があれば、ほかの方のことを除いてお渡しします。"
hold(
    ConferenceCase,
    title="ケース会議の一件",
    order=54,
    find=lambda p: ConferenceCase.objects.filter(_beside(p)),
    not_exported=CASES,
)


def _handed(physician: Physician) -> Any:
    return HandedWriting.objects.filter(_beside(physician))


def _erase_copies(physician: Physician, _: Stage) -> int:
    """That something was handed out stays, with its digest; what stood on it goes."""
    return int(_handed(physician).exclude(content="").update(content=""))


hold(
    HandedWriting,
    title="お渡しした書類",
    order=55,
    find=_handed,
    leave_out=("content", "key", "handed_by", "words", "institution", "opening", "candidacy"),
    erase=_erase_copies,
)
