"""同意の台帳: every text that was ever agreed to, with its hash and the days it was in force; who agreed, how, and until when.
公開の台帳: what was shown to which institution, at which level, by which consent."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.utils.timezone import localdate

from enishi.audit.models import Entry
from enishi.candidacies.models import Candidacy
from enishi.common.clock import today
from enishi.common.disarmed import disarmed
from enishi.common.japanese.date_display import western
from enishi.common.workflow import Channel
from enishi.physicians.enums import ConsentKind, Delivery, DisclosureLevel
from enishi.physicians.models import Consent, ConsentText, DeliveryChoice, DisclosureGrant


@dataclass(frozen=True, slots=True)
class TextVersion:
    """until: last day, None while in force. given, live, withdrawn: consents to exactly these words."""

    text: ConsentText
    kind: ConsentKind
    until: date | None
    digest: str
    given: int
    live: int

    @property
    def withdrawn(self) -> int:
        return self.given - self.live


def text_versions() -> list[TextVersion]:
    """By kind, the newest first. Two queries."""
    counted = (
        Consent.objects.order_by()
        .values("text")
        .annotate(given=Count("pk"), live=Count("pk", filter=Q(withdrawn_at=None)))
    )
    counts = {row["text"]: (row["given"], row["live"]) for row in counted}
    found: list[TextVersion] = []
    following: dict[str, date] = {}
    for text in ConsentText.objects.order_by("kind", "-version"):
        after = following.get(text.kind)
        given, live = counts.get(text.pk, (0, 0))
        until = after - timedelta(days=1) if after else None
        found.append(TextVersion(text, ConsentKind(text.kind), until, digest_of(text), given, live))
        following[text.kind] = text.valid_from
    return sorted(found, key=lambda v: (list(ConsentKind).index(v.kind), -v.text.version))


def digest_of(text: ConsentText) -> str:
    """SHA-256 of the words as they are read: the line and the full text."""
    return hashlib.sha256(f"{text.summary}\n{text.text}".encode()).hexdigest()


def consents_to(text: ConsentText) -> QuerySet[Consent]:
    rows = Consent.objects.filter(text=text).select_related("physician__delivery", "taken_by")
    return rows.order_by("-given_at", "-pk")


def way_words(consent: Consent) -> str:
    """「画面」; 「お電話（担当者が伺って記入）」 where somebody else wrote it down."""
    way = Channel(consent.channel).label
    return f"{way}（{consent.taken_by.name or '職員'}が伺って記入）" if consent.taken_by else way


def delivery_words(consent: Consent) -> str:
    """How this physician wishes to be given the explanations the law asks for (職業安定法施行規則24条の5)."""
    chosen: DeliveryChoice | None = getattr(consent.physician, "delivery", None)
    return f"{Delivery(chosen.method).label}（{western(localdate(chosen.chosen_at))}に選択）" if chosen else "未選択"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """talks: numbers of the candidacies it was for. reads, last_read: openings of level 3 and 4 by people of the institution."""

    grant: DisclosureGrant
    level: str
    way: str
    standing: str
    talks: list[str]
    reads: int
    last_read: date | None


def disclosure_grants(number: str = "") -> QuerySet[DisclosureGrant]:
    """The newest first; number: of a physician, an institution or a candidacy."""
    rows = DisclosureGrant.objects.select_related("physician", "institution").order_by("-given_at", "-pk")
    if number:
        talk = Candidacy.objects.filter(number=number).select_related("opening").first()
        of_talk = Q(physician=talk.physician_id, institution=talk.opening.institution_id) if talk else Q(pk__in=())
        rows = rows.filter(Q(physician__number=number) | Q(institution__number=number) | of_talk)
    return rows


def disclosures(grants: list[DisclosureGrant]) -> list[Disclosure]:
    """Two queries more, whatever the number."""
    physicians = {grant.physician_id for grant in grants}
    talks: dict[tuple[int, int], list[str]] = {}
    rows = Candidacy.objects.filter(
        physician__in=physicians, opening__institution__in={g.institution_id for g in grants}
    )
    for physician, institution, number in rows.order_by("pk").values_list(
        "physician", "opening__institution", "number"
    ):
        talks.setdefault((physician, institution), []).append(number)
    looked = Entry.objects.filter(
        object_type="physician", object_number__in={g.physician.number for g in grants}, action__startswith="read:",
        data__organisation__in={g.institution.organisation_id for g in grants if g.institution.organisation_id},
    )  # fmt: skip
    read = {
        (number, organisation): (count, last)
        for number, organisation, count, last in looked.order_by()
        .values_list("object_number", "data__organisation")
        .annotate(count=Count("pk"), last=Max("at"))
    }
    made = []
    for grant in grants:
        count, last = read.get((grant.physician.number, grant.institution.organisation_id), (0, None))
        made.append(
            Disclosure(
                grant,
                DisclosureLevel(grant.level).label,
                Channel(grant.channel).label,
                _standing(grant),
                talks.get((grant.physician_id, grant.institution_id), []),
                count,
                localdate(last) if last else None,
            )
        )
    return made


def _standing(grant: DisclosureGrant) -> str:
    if grant.withdrawn_at:
        return f"{western(localdate(grant.withdrawn_at))}に終わり"
    return f"{western(grant.until)}まで" if grant.until >= today() else f"{western(grant.until)}に期限切れ"


def disclosure_lines(number: str = "") -> Iterator[list[str]]:
    """The register as lines of a spreadsheet, the heading first; a thousand grants at a time."""
    yield [
        "医師の番号",
        "医療機関",
        "段階",
        "同意の日",
        "方法",
        "いまの状態",
        "お引き合わせ",
        "開かれた回数",
        "最後に開かれた日",
    ]
    keys = list(disclosure_grants(number).values_list("pk", flat=True))
    for begin in range(0, len(keys), 1000):
        some = disclosure_grants(number).filter(pk__in=keys[begin : begin + 1000])
        for d in disclosures(list(some)):
            words = [
                d.grant.physician.number, d.grant.institution.name, d.level, western(localdate(d.grant.given_at)), d.way,
                d.standing, "、".join(d.talks), str(d.reads), western(d.last_read) if d.last_read else "",
            ]  # fmt: skip
            yield [disarmed(word) for word in words]
