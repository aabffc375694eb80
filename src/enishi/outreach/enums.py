"""Words of outreach. Pure."""

from enishi.common.choices import Labelled


class Standing(Labelled):
    """Where a piece of news stands; it follows from its dates and is not stored."""

    DRAFT = "draft", "下書き"
    WAITING = "waiting", "公開の日を待っています"
    SHOWN = "shown", "公開中"
    WITHDRAWN = "withdrawn", "取り下げました"
