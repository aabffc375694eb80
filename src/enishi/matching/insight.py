"""Answers about a list instead of a list: why somebody is not on it, and what would bring more."""

from collections.abc import Mapping
from datetime import date

from enishi.common.encrypted import blind_index
from enishi.engine import Bands, explain, what_if
from enishi.engine.explain.reason import Reason
from enishi.matching.actions import published, with_wishes
from enishi.matching.market import build_market, columns_of
from enishi.matching.serving import put_as_it_is, served
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


def what_would_help(opening: Opening) -> Bands | None:
    """How many physicians each single change of a published opening would bring, in bands; None while there is no
    snapshot, or for an opening nobody is shown.

    The draws behind the bands hang on the oldest data key, so they stay the same for good.
    """
    columns = columns_of([], published().filter(pk=opening.pk), {})
    with served() as snapshot:
        if snapshot is None or not put_as_it_is(snapshot, "opening", columns.openings):
            return None
        market = snapshot.live.market
        key = bytes.fromhex(blind_index("what-if", "bands"))
        return what_if(market, market.opening_index(opening.number), key=key)
