"""Answers about a list instead of a list: why somebody is not on it, and what would bring more."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from enishi.common.encrypted import blind_index
from enishi.engine import explain
from enishi.engine.explain.reason import Reason
from enishi.engine.live import Full
from enishi.engine.snapshot import SnapshotError
from enishi.engine.what_if import Bands, what_if
from enishi.matching.actions import published, with_wishes
from enishi.matching.market import build_market, columns_of
from enishi.matching.serving import as_it_is, served
from enishi.matching.storing import readable
from enishi.openings.models import Opening
from enishi.physicians.models import Physician


def why_not_pair(physician: Physician, opening: Opening, locks: Mapping[int, date]) -> Reason | None:
    """What stands between these two as they are now; key `eligible` when nothing does. For the desk: it may be
    confidential. None for a physician without any specialty known to the tree, or an opening without terms.

    `locks` as in `matching.market.build_market`.
    """
    seekers = with_wishes(Physician.objects.filter(pk=physician.pk))
    found = build_market(seekers, Opening.objects.filter(pk=opening.pk).with_terms(), locks)
    if not found.physician_ids or not found.opening_ids:
        return None
    return explain.why_not(found.market, 0, 0)


def explained_now(physician: Physician, opening: Opening, locks: Mapping[int, date]) -> dict[str, object] | None:
    """The reasons of both sides on what is so at this moment, as a suggestion keeps them; None when they do not fit.

    `locks` as in `matching.market.build_market`.
    """
    seekers = with_wishes(Physician.objects.filter(pk=physician.pk))
    found = build_market(seekers, Opening.objects.filter(pk=opening.pk).with_terms(), locks)
    if not found.physician_ids or not found.opening_ids or explain.why_not(found.market, 0, 0).key != "eligible":
        return None
    return readable(explain.pair(found.market, 0, 0))


def what_would_help(opening: Opening) -> Bands | None:
    """How many physicians each single change of a published opening would bring, in bands; None while there is no
    snapshot, or for an opening nobody is shown.

    The draws behind the bands hang on the oldest data key, so they stay the same for good.
    """
    with suppress(Full, SnapshotError), served() as snapshot:
        if snapshot is None:
            return None
        columns = columns_of([], published().filter(pk=opening.pk), {}, snapshot.live.schema.skills)
        with as_it_is(snapshot, "opening", columns.openings) as j:
            if j is None:
                return None
            return what_if(snapshot.live.market, j, key=key_of_bands())
    return None


def key_of_bands() -> bytes:
    """The installation's secret behind the draws of all bands, for openings and regions alike."""
    return bytes.fromhex(blind_index("what-if", "bands"))
