"""Mails around seminars, to people without an account, and the circle of those who get a word afterwards."""

from collections.abc import Iterator
from datetime import timedelta

from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.encrypted import blind_indices
from enishi.notices.bulk_circles import Circle, Reader, open_circle
from enishi.notices.registry import Audience, NoticeKind, register
from enishi.outreach.enums import EntryState
from enishi.outreach.models import Seminar, SeminarEntry

CIRCLE = "seminar"
WRITERS = frozenset({Role.OUTREACH, Role.SUPERVISOR, Role.COMPLIANCE})
PATH = "/events/entry/$token"
ENTRY = "entry:"
"""Before an entry's primary key, in the line of a letter for it."""
LONG_AGO = timedelta(days=90)
_HEAD = "「$title」\n$when\n\n"

register(
    NoticeKind(
        "E77", Audience.READER, "お申し込みの確認のお願い",
        _HEAD + "このメールアドレスで、催しへのお申し込みがありました。下の画面を開いて「申し込みを確かめる」を押すと、お申し込みが済みます。\n"
        "7日のあいだに押されないときは、お申し込みはなかったことになり、アドレスも消します。\n\n"
        "お心当たりがない場合は、このメールを破棄してください。", path=PATH, urgent=True,
    ),
    NoticeKind(
        "E77k", Audience.READER, "お申し込みはすでに承っています",
        _HEAD + "この催しには、このメールアドレスですでにお申し込みいただいています。下の画面で、ご様子の確認とお取りやめができます。",
        path=PATH, urgent=True,
    ),
    NoticeKind(
        "E77c", Audience.READER, "催しのお席をご用意しました",
        _HEAD + "$details\n\nご案内の画面　$page\n（予定表に入れるファイルも、この画面にあります）\n\n"
        "お越しになれなくなったときは、下の画面の「お取りやめ」を押してください。お待ちの方にお席をまわします。", path=PATH, urgent=True,
    ),
    NoticeKind(
        "E77d", Audience.READER, "催しは満席のため、空きをお待ちいただいています",
        _HEAD + "お申し込みありがとうございます。いまは満席です。空きが出ましたら、お申し込みの順にメールでお知らせします。", path=PATH, urgent=True,
    ),
    NoticeKind(
        "E77e", Audience.READER, "催しのお席が空きました",
        _HEAD + "お待ちいただいていたお席をご用意できました。\n\n$details\n\nお越しになれないときは、下の画面の「お取りやめ」を押してください。", path=PATH, urgent=True,
    ),
    NoticeKind("E77f", Audience.READER, "あすの催しのご案内", _HEAD + "$details\n\nお気をつけてお越しください。ご案内の画面　$page", path=PATH),
    NoticeKind("E77g", Audience.READER, "催しの日時や場所が変わりました", _HEAD + "日時・会場・入り方のどれかが変わりました。新しいご案内は、次のとおりです。\n\n$details", path=PATH, urgent=True),
    NoticeKind("E77h", Audience.READER, "催しの取りやめのお知らせ", _HEAD + "この催しは、取りやめることになりました。$word申し訳ございません。", path=PATH, urgent=True),
    NoticeKind("E78", Audience.READER, "催しのあとのご案内", "$words"),
)  # fmt: skip


def who_came(actor: Actor, choice: str) -> Iterator[Reader]:
    """Those with a seat at one seminar, or only those who were there. choice: S-2026-0001:came or :seated."""
    number, _, which = choice.partition(":")
    rows = SeminarEntry.objects.filter(seminar__number=number, state=EntryState.SEATED)
    for entry in rows.filter(attended=True) if which == "came" else rows:
        yield Reader(address=entry.address, whose=f"{ENTRY}{entry.pk}")


def choices(actor: Actor) -> list[tuple[str, str]]:
    """Each seminar of the last weeks, twice."""
    recent = Seminar.objects.public().filter(begins_at__lte=now(), begins_at__gt=now() - LONG_AGO, cancelled_at=None)
    return [
        (f"{s.number}:{which}", f"{s.title}（{words}）")
        for s in recent
        for which, words in (("came", "いらした方"), ("seated", "お席のあった方"))
    ]


def no_entry(reader: Reader) -> str:
    """Asked again when the mail leaves: whoever cancelled this entry or was erased hears nothing more, with another entry or not."""
    seated = SeminarEntry.objects.filter(state=EntryState.SEATED)
    if reader.whose:
        there = seated.filter(pk=int(reader.whose.removeprefix(ENTRY))).exists()
    else:  # a line written before lines named the entry
        there = seated.filter(address_index__in=blind_indices("seminar", reader.address)).exists()
    return "" if there else "お申し込みの記録が、もうありません"


def open_circles() -> None:
    """Called once, when the application starts."""
    open_circle(
        Circle(
            code=CIRCLE, label="催しにいらした方", kind="E78", roles=WRITERS, find=who_came, choices=choices,
            choice_label="催し", left_out=no_entry, marks=(),
        )
    )  # fmt: skip
