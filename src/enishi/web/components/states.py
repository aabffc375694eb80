"""Which colour and drawing a state wears. The words come from the state itself: a colour never stands alone."""

_OK = ("ok", "ok")
_WAIT = ("wait", "clock")
_DUE = ("due", "clock")
_REST = ("", "pause")
_END = ("", "info")

_CHIPS = {
    **dict.fromkeys(("agreed", "contracted", "working", "settled", "active", "published", "confirmed", "done", "sent", "shown", "open"), _OK),
    **dict.fromkeys(
        (
            "suggested", "physician_asked", "physician_yes", "institution_asked", "dialogue", "visit_arranging",
            "visit_fixed", "visited", "trial", "terms", "offered", "registered", "interviewing", "applied", "checking",
            "waiting", "draft",
        ),
        _WAIT,
    ),
    **dict.fromkeys(("stale", "due_soon"), _DUE),
    **dict.fromkeys(("late", "overdue", "failed"), ("late", "alert")),
    **dict.fromkeys(("on_hold", "paused", "suspended", "hidden"), _REST),
}  # fmt: skip


def chip_of(state: str) -> tuple[str, str]:
    """(kind, icon) of a state's code; ends and states not listed are plain."""
    return _CHIPS.get(state, _END)
