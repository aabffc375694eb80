"""明示の台帳: which version of the statutory explanations was shown to whom, when, by which way, and whether it arrived.

Shown at five moments: on the screen of the registration, by the mail or letter of the acceptance (E07), on the screen of an
institution's application, and by whoever reads them aloud or hands them over. A version is made when the words differ from the newest one.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.explanations import Audience, Item, digest_of, explanation, written
from enishi.common.japanese.date_display import western
from enishi.common.profile import load_profile
from enishi.common.transitions import TransitionRow
from enishi.common.workflow import Channel, Party, Refusal, Step, StepRefused
from enishi.institutions.enums import InstitutionState
from enishi.institutions.models import Institution
from enishi.notices.models import Notice
from enishi.notices.ways import By
from enishi.office.explained_enums import ReceivedBy, ToldBy
from enishi.office.models import Explained, ExplanationText
from enishi.office.once import made_already
from enishi.physicians.enums import OVER, PhysicianState
from enishi.physicians.models import Physician
from enishi.physicians.notices import way_of

BY_HAND = (ToldBy.PAPER, ToldBy.ALOUD)
"""What a person at the office does and records."""
TOO_EARLY = "その日には、ご説明の版がまだありませんでした。お示しした日をお確かめください。"
NOT_THERE = {*OVER, PhysicianState.REGISTERED}


# -- versions ---------------------------------------------------------------------------------------
def words_now(audience: Audience) -> tuple[Item, ...]:
    """What is told today, read from the operator profile."""
    return explanation(load_profile(settings.PROFILE), audience, today())


@transaction.atomic
def version_now(audience: Audience) -> ExplanationText:
    """The version of today's words: the newest one, or a new one where they have changed since. Two at once make one."""
    held = ExplanationText.objects.filter(audience=audience).order_by("-version").first()
    words = written(words_now(audience))
    digest = digest_of(words)
    if held is not None and held.digest == digest:
        return held
    made, _ = ExplanationText.objects.get_or_create(
        audience=audience, version=held.version + 1 if held else 1, defaults={"words": words, "digest": digest, "valid_from": today()},
    )  # fmt: skip
    return made


def version_on(audience: Audience, day: date) -> ExplanationText | None:
    """The words that were in force on a day, as a paper of that day carries them; None before the first version."""
    version_now(audience)  # a change of the profile counts from today on
    held = ExplanationText.objects.filter(audience=audience, valid_from__lte=day)
    return held.order_by("-valid_from", "-version").first()


def load_explanation_texts() -> int:
    """Keep today's versions; returns how many there are. Part of `enishi prepare`."""
    return len([version_now(audience) for audience in Audience])


@dataclass(frozen=True, slots=True)
class Version:
    """until: last day, None while in force; told: tellings of exactly these words; received: of these, known to have arrived."""

    text: ExplanationText
    audience: Audience
    until: date | None
    told: int
    received: int

    @property
    def is_now(self) -> bool:
        """Whether these are the words of today's profile: a change of the profile counts before anybody was told of it."""
        return self.until is None and self.text.digest == digest_of(written(words_now(self.audience)))


def versions() -> list[Version]:
    """By audience, the newest first; one query."""
    rows = ExplanationText.objects.annotate(
        told=Count("tellings"), received=Count("tellings", filter=Q(tellings__received_on__isnull=False))
    )
    found: list[Version] = []
    following: dict[str, date] = {}
    for text in rows.order_by("-audience", "-version"):  # seekers first
        after = following.get(text.audience)
        until = max(after - timedelta(days=1), text.valid_from) if after else None
        found.append(Version(text, Audience(text.audience), until, text.told, text.received))
        following[text.audience] = text.valid_from
    return found


# -- telling ----------------------------------------------------------------------------------------
def shown_at_registration(physician: Physician, by: Actor) -> None:
    """The explanations stand on the last step of the form, for whoever fills it in on the screen. Of a registration on the telephone
    or on paper the desk says how they were shown (`tell_by_hand`); the letter or mail of the acceptance carries them in any case."""
    if by.party is Party.PHYSICIAN and by.channel is Channel.WEB:
        _tell(Audience.SEEKER, ToldBy.SCREEN, by=by, physician=physician)


def told_at_acceptance(physician: Physician, step: Step, row: TransitionRow, given: Mapping[str, Any]) -> None:
    """P3, the first time: E07 carries them, by letter or by mail as the person chose."""
    if step.id == "P3" and physician.accepted_on is None:
        way = way_of(physician.user, physician.number)
        by_letter = way is None or way.statutory_by is By.LETTER
        told = ToldBy.LETTER if by_letter else ToldBy.MAIL
        _tell(Audience.SEEKER, told, by=None, physician=physician, notice_key=f"E07:{physician.number}")


def shown_at_application(institution: Institution, step: Step, row: TransitionRow, given: Mapping[str, Any]) -> None:
    """I1 from the public page: without the mark beside them nobody can apply."""
    if step.id == "I1" and row.party == Party.INSTITUTION:
        _tell(Audience.EMPLOYER, ToldBy.SCREEN, by=None, institution=institution)


def _tell(
    audience: Audience, way: ToldBy, *, by: Actor | None, key: uuid.UUID | None = None, on: date | None = None,
    text: ExplanationText | None = None, **more: Any,
) -> Explained:  # fmt: skip
    staff = by.user_id if by is not None and by.party not in (Party.PHYSICIAN, Party.INSTITUTION) else None
    return Explained.objects.create(
        key=key or uuid.uuid4(), text=text or version_now(audience), way=way, on=on or today(), by_id=staff, **more
    )


@transaction.atomic
def tell_by_hand(
    *, of: Physician | Institution, by: Actor, key: uuid.UUID, way: ToldBy, on: date, arrived: bool = False
) -> Explained:
    """Somebody of the office read the version of that day aloud or handed it over. arrived: with a signed receipt, or a word on the telephone.

    Raises StepRefused for another way, for a day to come and for a day before the first version.
    """
    place = _place(of)
    if made := made_already(Explained, key, **place):
        return made
    if way not in BY_HAND:
        raise StepRefused(Refusal("way", "紙をお渡ししたか、お電話で読み上げたかをお選びください。"))
    if on > today():
        raise StepRefused(Refusal("on", "お示しした日は、今日までの日をご記入ください。"))
    text = version_on(audience_of(of), on)
    if text is None:
        raise StepRefused(Refusal("on", TOO_EARLY))
    received = {"received_on": on, "received_by": ReceivedBy.PAPER if way is ToldBy.PAPER else ReceivedBy.PHONE}
    made = _tell(audience_of(of), way, by=by, key=key, on=on, text=text, **place, **(received if arrived else {}))
    record(
        by=by,
        action="tell_explanation",
        object_type=_kind(of),
        object_number=of.number,
        way=str(way),
        version=text.version,
    )
    return made


@transaction.atomic
def confirm_received(*, told: Explained, by: Actor, how: ReceivedBy) -> Explained:
    """That it arrived; said once, a second time changes nothing."""
    held = Explained.objects.select_for_update().get(pk=told.pk)
    if held.received_on is None:
        held.received_on, held.received_by = today(), how
        held.save(update_fields=["received_on", "received_by"])
        of = held.physician or held.institution
        assert of is not None
        record(by=by, action="confirm_explanation", object_type=_kind(of), object_number=of.number, how=str(how))
    return held


@transaction.atomic
def read_now(*, of: Physician | Institution, by: Actor, digest: str) -> Explained:
    """The person read today's words on his or her own page and says so; pressed twice, it is one telling.

    digest: of the words that stood on the page. Raises StepRefused where they have changed since.
    """
    of = type(of).objects.select_for_update(of=("self",)).get(pk=of.pk)
    text = version_now(audience_of(of))
    if text.digest != digest:
        raise StepRefused(
            Refusal("digest", "ご説明の内容が新しくなりました。もう一度お読みになってから、お知らせください。")
        )
    told = Explained.objects.filter(text=text, **_place(of)).order_by("-at").first()
    told = told or _tell(audience_of(of), ToldBy.SCREEN, by=by, text=text, **_place(of))
    return confirm_received(told=told, by=by, how=ReceivedBy.SCREEN)


# -- reading ----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Told:
    """One line of the register. sent: 「11月3日に送信」 of what went by mail or letter, "" for the other ways and while it is on its way."""

    row: Explained
    way: str
    who: str
    sent: str
    receipt: str


def told_to(of: Physician | Institution) -> list[Told]:
    """Everything one side was told, the newest first."""
    return in_words(Explained.objects.filter(**_place(of)).select_related("text", "by"))


def tellings_of(text: ExplanationText) -> QuerySet[Explained]:
    return text.tellings.select_related("text", "by", "physician", "institution").order_by("-at", "-pk")


def in_words(rows: "QuerySet[Explained] | list[Explained]") -> list[Told]:
    """Two queries, whatever the number."""
    held = list(rows)
    keys = [row.notice_key for row in held if row.notice_key]
    sent = dict(Notice.objects.filter(key__in=keys).values_list("key", "sent_at")) if keys else {}
    return [_words_of(row, sent) for row in held]


def _words_of(row: Explained, sent: Mapping[str, Any]) -> Told:
    who = f"{row.by.name or '職員'}が記録" if row.by else ""
    went = sent.get(row.notice_key)
    sent_words = f"{western(localdate(went))}に送信" if went else "お送りする途中です" if row.notice_key in sent else ""
    receipt = f"{western(row.received_on)}（{ReceivedBy(row.received_by).label}）" if row.received_on else ""
    return Told(row, ToldBy(row.way).label, who, sent_words, receipt)


def knows_the_newest(of: Physician | Institution) -> bool:
    """Whether this side was told the words of today."""
    digest = digest_of(written(words_now(audience_of(of))))
    return Explained.objects.filter(text__digest=digest, **_place(of)).exists()


def not_yet_told(audience: Audience) -> "QuerySet[Physician] | QuerySet[Institution]":
    """Accepted physicians, or registered institutions, who were never told the words of today; by number."""
    digest = digest_of(written(words_now(audience)))
    told = Explained.objects.filter(text__digest=digest)
    if audience is Audience.SEEKER:
        seekers = Physician.objects.filter(accepted_on__isnull=False).exclude(state__in=NOT_THERE)
        return seekers.filter(~Exists(told.filter(physician=OuterRef("pk")))).order_by("number")
    houses = Institution.objects.filter(state=InstitutionState.ACTIVE)
    return houses.filter(~Exists(told.filter(institution=OuterRef("pk")))).order_by("number")


def audience_of(of: Physician | Institution) -> Audience:
    return Audience.SEEKER if isinstance(of, Physician) else Audience.EMPLOYER


def _place(of: Physician | Institution) -> dict[str, Any]:
    return {"physician": of} if isinstance(of, Physician) else {"institution": of}


def _kind(of: Physician | Institution) -> str:
    return "physician" if isinstance(of, Physician) else "institution"
