"""Keyed digests of addresses of readers and of seminars' guests, for a rotation of keys."""

from enishi.common.encrypted import INDEXED, Indexed, blind_index
from enishi.outreach import newsletter, seminars
from enishi.outreach.newsletter_models import Subscriber
from enishi.outreach.seminar_models import SeminarEntry


def _reader(row: Subscriber) -> None:
    row.address_index = blind_index(newsletter.INDEX, row.address)


def _guest(row: SeminarEntry) -> None:
    row.address_index = blind_index(seminars.INDEX, row.address)


INDEXED += [
    Indexed(lambda: Subscriber.objects.exclude(address_index=""), ("address_index",), _reader),
    Indexed(SeminarEntry.objects.all, ("address_index",), _guest),
]
