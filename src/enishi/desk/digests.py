"""Keyed digests of the desk, for a rotation of keys: the telephone of a call back, the index of what was written."""

from enishi.common.encrypted import INDEXED, REBUILT, Indexed, blind_index
from enishi.desk.models import CallbackRequest, Trace
from enishi.desk.traces import trace_new


def _call(row: CallbackRequest) -> None:
    row.phone_index = blind_index("phone", row.phone)


def _traces() -> None:
    """Found again chunk by chunk; until the last one a search misses what has no trace yet."""
    Trace.objects.all().delete()
    trace_new(everything=True)


INDEXED.append(Indexed(lambda: CallbackRequest.objects.exclude(phone=""), ("phone_index",), _call))
REBUILT.append(_traces)
