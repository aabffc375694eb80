"""Addresses of people without an account go from the outbox and from letters to many, when whoever wrote to them forgets them."""

from django.db.models import QuerySet

from enishi.notices.models import BulkLine, Notice

GONE = "消去済み"
"""Stands where an address stood: the outbox goes on knowing that something was sent, and when."""


def forget_notices(notices: QuerySet[Notice]) -> int:
    """Of notices to bare addresses: what waits is halted, address and text go. How many."""
    rows = notices.filter(recipient=None)
    rows.filter(status=Notice.Status.WAITING).update(status=Notice.Status.HALTED)
    return rows.update(address=GONE, body="")


def forget_lines(lines: QuerySet[BulkLine]) -> int:
    """Of letters to many to bare addresses: the line stays for the count, the address and its own words go. How many."""
    found = list(lines.filter(user=None, person="").values_list("pk", flat=True))
    forget_notices(Notice.objects.filter(bulk_line__in=found))
    return BulkLine.objects.filter(pk__in=found).update(address=GONE, values="")
