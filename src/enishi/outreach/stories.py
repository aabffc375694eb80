"""Stories: written down, agreed to by who told them, approved by a second person, taken down. Each act is audited.

Nothing here takes a story off the site when a consent ends: `StoryQuerySet.shown` asks the consent each time, so a day that
has passed is enough.
"""

import io
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.http import Http404

from enishi.accounts.models import User
from enishi.accounts.roles import Role
from enishi.areas.models import Municipality
from enishi.audit.actions import record
from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import now, today
from enishi.common.models import next_number
from enishi.common.uploads import CleanFile
from enishi.common.workflow import Refusal, StepRefused
from enishi.institutions.models import Institution
from enishi.law.parameters import value
from enishi.notices.actions import queue_notice
from enishi.notices.registry import Audience, NoticeKind, register
from enishi.outreach.enums import StoryFact, StoryStanding, WithdrawnBy
from enishi.outreach.models import Story, StoryConsent, StoryPicture, StoryVersion
from enishi.outreach.story_querysets import APPROVERS
from enishi.outreach.story_rules import Yes, against_showing, fingerprint, last_day
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician

PREFIX = "M"
WORDS = ("title", "way", "way_words", "who", "work", "body", "hard", "after", "alt")
"""The text fields of a version."""
WIDEST = 1600
"""Pixels of a picture's longer side on the page."""

register(
    NoticeKind(
        "E76", Audience.SUPERVISOR, "【ご確認】お話の掲載の取り下げ",
        "体験のお話（$number）を語ってくださった方が、掲載を取り下げました。公開の画面からは、もう外れています。", path="/ops/stories/$number",
    ),
    NoticeKind(
        "E76a", Audience.SUPERVISOR, "【承認のお願い】体験のお話",
        "体験のお話（$number、第$no 版）の承認をお願いされています。文面と同意の控えを読んでから、承認するか、わけを添えて戻してください。",
        path="/ops/stories/$number",
    ),
)  # fmt: skip


def story_for(actor: Actor | None, number: str) -> Story:
    """The story with this number, if this reader writes stories; else 404."""
    found = Story.objects.visible_to(actor).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def shown_story(number: str) -> Story:
    """The story with this number as everybody reads it; 404 as soon as its consent has ended."""
    found = Story.objects.shown().filter(number=number.upper()).first()
    if found is None:
        raise Http404
    return found


def story_by_token(token: str) -> Story:
    """The story for whoever told it; else 404."""
    found = Story.objects.filter(token=token).first() if len(token) > 20 else None
    if found is None:
        raise Http404
    return found


def standing_of(story: Story) -> StoryStanding:
    """Where it stands today; asks nothing of the database where versions and their consents came along."""
    if story.withdrawn_at is not None:
        return StoryStanding.WITHDRAWN
    day, versions = today(), sorted(story.versions.all(), key=lambda v: -v.no)
    consents = {v.pk: list(v.consents.all()) for v in versions}
    if any(v.approved_at and any(c.lives_on(day) for c in consents[v.pk]) for v in versions):
        return StoryStanding.SHOWN
    if not versions or versions[0].approved_at is None:
        return StoryStanding.ASKED if versions and versions[0].asked_at else StoryStanding.DRAFT
    ended = any(c.withdrawn_at for c in consents[versions[0].pk])
    return StoryStanding.WITHDRAWN if ended else StoryStanding.EXPIRED


@transaction.atomic
def write_story(
    *, teller: str, words: Mapping[str, str], picture: CleanFile | None = None, key: UUID, by: Actor
) -> Story:
    """A new story with its first version. words: the fields WORDS. The same key again is the same story."""
    number = next_number(PREFIX)  # also makes two presses of one button queue up for each other
    if found := Story.objects.filter(key=key).first():
        return found
    story = Story.objects.create(
        number=number, key=key, token=secrets.token_urlsafe(32), teller=teller, made_by_id=by.user_id
    )
    _add_version(story, words, keep_picture(story, picture) if picture else None, by)
    record(by=by, action="write_story", object_type="story", object_number=story.number)
    return story


@transaction.atomic
def edit_story(
    *,
    story: Story,
    words: Mapping[str, str],
    picture: CleanFile | None = None,
    drop_picture: bool = False,
    seen: int,
    by: Actor,
) -> StoryVersion:
    """Another version. What is shown stays shown until the new one has its own yes and its own approval.

    seen: the newest version's number as the page showed it. The same words again: nothing is written. Raises StepRefused where
    somebody else has saved meanwhile, or the story was taken back.
    """
    row = Story.objects.select_for_update().get(pk=story.pk)
    newest = row.versions.select_related("picture").defer("picture__data").get(no=row.versions.count())
    kept = None if drop_picture else newest.picture
    shown = keep_picture(row, picture) if picture else kept
    if fingerprint(_told(words), shown.digest if shown else "") == newest.fingerprint:
        return newest
    if row.withdrawn_at is not None:
        raise StepRefused(Refusal("withdrawn", "取り下げたお話は直せません。新しいお話としてお書きください。"))
    if newest.no != seen:
        raise StepRefused(
            Refusal(
                "newer", "このお話は、ほかの方が先に直しています。新しい文面を確かめてから、もう一度直してください。"
            )
        )
    made = _add_version(row, words, shown, by)
    record(by=by, action="edit_story", object_type="story", object_number=row.number, version=made.no)
    return made


def _told(words: Mapping[str, str]) -> dict[str, str]:
    return {name: words.get(name, "").replace("\r\n", "\n").strip() for name in WORDS}


def _add_version(story: Story, words: Mapping[str, str], picture: StoryPicture | None, by: Actor) -> StoryVersion:
    told = _told(words)
    if picture is None:
        told["alt"] = ""
    elif not told["alt"]:
        raise StepRefused(
            Refusal("alt", "写真に何が写っているかを、ことばでもお書きください。例：診療所の前に立つ白衣の背中")
        )
    mark = fingerprint(told, picture.digest if picture else "")
    return StoryVersion.objects.create(
        story=story, no=story.versions.count() + 1, picture=picture, fingerprint=mark, made_by_id=by.user_id, **told
    )


def keep_picture(story: Story, file: CleanFile) -> StoryPicture:
    """Store a cleaned picture, made smaller for the page; the same picture twice is one."""
    import hashlib

    from PIL import Image

    with Image.open(io.BytesIO(file.data)) as seen:
        plain = seen.convert("RGB")
        plain.thumbnail((WIDEST, WIDEST))
        out = io.BytesIO()
        plain.save(out, "JPEG", quality=84, optimize=True, progressive=True)
    data = out.getvalue()
    made, _ = StoryPicture.objects.get_or_create(
        story=story,
        digest=hashlib.sha256(data).hexdigest(),
        defaults={"data": data, "width": plain.width, "height": plain.height},
    )
    return made


@transaction.atomic
def record_consent(
    *,
    version: StoryVersion,
    name: str,
    facts: Iterable[str],
    how: str,
    agreed_on: date,
    until: date,
    key: UUID,
    by: Actor,
    employer: str = "",
    contact: str = "",
    note: str = "",
    number: str = "",
) -> StoryConsent:
    """Write down that somebody agreed to exactly this version. The same key again is the same consent.

    number: of the registration of a physician who agrees; with its end the story ends. Raises StepRefused for a span that is
    none, is too long, or lies in the future, and for a number of nobody.
    """
    Story.objects.select_for_update().get(pk=version.story_id)
    if found := StoryConsent.objects.filter(key=key).first():
        return found
    if agreed_on > today():
        raise StepRefused(Refusal("agreed_on", "同意の日が、今日より先になっています。"))
    if not today() <= until <= last_day(agreed_on):
        raise StepRefused(
            Refusal(
                "until",
                "掲載の期限は、今日より後、同意の日から3年までの日にしてください。続けるときは、あらためてうかがいます。",
            )
        )
    physician = _registered(number) if number else None
    made = StoryConsent.objects.create(
        version=version, physician=physician, name=name.strip(), employer=employer.strip(), contact=contact.strip(), note=note.strip(),
        facts=sorted({StoryFact(fact).value for fact in facts}), how=how, agreed_on=agreed_on, until=until, key=key,
        made_by_id=by.user_id,
    )  # fmt: skip
    record(
        by=by, action="record_story_consent", object_type="story", object_number=version.story.number,
        version=version.no, fingerprint=version.fingerprint, until=until.isoformat(), how=how,
    )  # fmt: skip
    return made


def _registered(number: str) -> Physician:
    tidy = unicodedata.normalize("NFKC", number).strip().upper()
    found = Physician.objects.filter(number=tidy, merged_into=None).exclude(state=PhysicianState.CLOSED).first()
    if found is None:
        raise StepRefused(
            Refusal("number", "この番号でいまご登録の先生が、見つかりませんでした。番号をもう一度お確かめください。")
        )
    return found


def faults_of(version: StoryVersion) -> list[Refusal]:
    """What stands against showing this version today."""
    text = "\n".join(getattr(version, name) for name in WORDS)
    yes = [
        Yes(c.name, c.employer, frozenset(c.facts), c.agreed_on, c.until, c.withdrawn_at is not None)
        for c in version.consents.all()
    ]
    return against_showing(
        text,
        has_picture=version.picture_id is not None,
        yes=yes,
        day=today(),
        houses=list(Institution.objects.values_list("name", flat=True)),
        places=list(Municipality.objects.values_list("name", flat=True)),
    )


@transaction.atomic
def ask_story_approval(*, version: StoryVersion, by: Actor) -> StoryVersion:
    """Ask the second person. Raises StepRefused with everything that stands against it; asked already: nothing changes."""
    story, row = _held(version)
    if row.asked_at is not None:
        return row
    _refuse_old(story, row)
    if faults := faults_of(row):
        raise StepRefused(*faults)
    row.asked_at, row.returned_by, row.returned_word = now(), None, ""
    row.save(update_fields=["asked_at", "returned_by", "returned_word"])
    record(by=by, action="ask_story_approval", object_type="story", object_number=story.number, version=row.no)
    for user in _approvers(story):
        queue_notice(
            notice_id="E76a", recipient=user, key=f"E76a:{story.number}:{row.no}:{user.pk}:{row.asked_at.timestamp()}",
            about=story.number, values={"no": row.no},
        )  # fmt: skip
    return row


def _held(version: StoryVersion) -> tuple[Story, StoryVersion]:
    story = Story.objects.select_for_update().get(pk=version.story_id)
    return story, StoryVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)


def _refuse_old(story: Story, row: StoryVersion) -> None:
    if story.withdrawn_at is not None:
        raise StepRefused(Refusal("withdrawn", "取り下げたお話です。"))
    if row.no != story.versions.count():
        raise StepRefused(Refusal("newer", "新しい版があります。新しい文面をお読みください。"))


def writers_of(story: Story) -> set[int | None]:
    """Everybody who wrote a version of it."""
    return set(story.versions.values_list("made_by_id", flat=True))


def _approvers(story: Story) -> QuerySet[User]:
    held = User.objects.filter(memberships__role__in=APPROVERS, memberships__ended_at=None, is_active=True)
    return held.exclude(pk__in=writers_of(story) - {None}).distinct().order_by("pk")


def may_approve_story(version: StoryVersion, actor: Actor) -> bool:
    return (
        version.asked_at is not None
        and version.approved_at is None
        and actor.role in APPROVERS
        and actor.user_id not in writers_of(version.story)
    )


@transaction.atomic
def approve_story(*, version: StoryVersion, seen_fingerprint: str, by: Actor) -> StoryVersion:
    """The second person's yes to exactly these words; from now on everybody reads them while the consent lives.

    Raises StepRefused for anybody who wrote a version of it, for a page older than the text, and for whatever stands against it.
    """
    story, row = _held(version)
    if row.approved_at is not None:
        return row
    if not may_approve_story(row, by):
        raise StepRefused(Refusal("second", "承認は、書いた人とは別の、統括か事務局の方が行います。"))
    _refuse_old(story, row)
    if seen_fingerprint != row.fingerprint:
        raise StepRefused(Refusal("newer", "文面が変わっています。もう一度、はじめからお読みください。"))
    if faults := faults_of(row):
        raise StepRefused(*faults)
    row.approved_by_id, row.approved_at = by.user_id, now()
    row.save(update_fields=["approved_by", "approved_at"])
    record(
        by=by, action="approve_story", object_type="story", object_number=story.number,
        version=row.no, fingerprint=row.fingerprint,
    )  # fmt: skip
    return row


@transaction.atomic
def return_story(*, version: StoryVersion, word: str, by: Actor) -> StoryVersion:
    """Back to the draft, with a word why. Raises StepRefused once it is approved, or without a word."""
    story, row = _held(version)
    if row.asked_at is None:
        return row
    if row.approved_at is not None:
        raise StepRefused(Refusal("late", "もう承認されています。外すときは、取り下げてください。"))
    if not word.strip():
        raise StepRefused(Refusal("word", "戻すわけを、ひとことお書きください。例：町の名前がわかります"))
    row.asked_at, row.returned_by_id, row.returned_word = None, by.user_id, word.strip()
    row.save(update_fields=["asked_at", "returned_by", "returned_word"])
    record(by=by, action="return_story", object_type="story", object_number=story.number, version=row.no)
    return row


@transaction.atomic
def withdraw_story(*, story: Story, by: Actor) -> Story:
    """The office takes the whole story back, for good. Taken back already: nothing changes."""
    row = Story.objects.select_for_update().get(pk=story.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at = now()
        row.save(update_fields=["withdrawn_at"])
        record(by=by, action="withdraw_story", object_type="story", object_number=row.number)
    return row


@transaction.atomic
def withdraw_consent(*, story: Story, how: str, by: Actor) -> int:
    """Who told it does not want it shown any more: every yes to every version ends now. How many ended."""
    row = Story.objects.select_for_update().get(pk=story.pk)
    living = list(StoryConsent.objects.filter(version__story=row, withdrawn_at=None).values_list("pk", flat=True))
    if not living:
        return 0
    StoryConsent.objects.filter(pk__in=living).update(withdrawn_at=now(), withdrawn_how=WithdrawnBy(how))
    record(by=by, action="withdraw_story_consent", object_type="story", object_number=row.number, how=how)
    if how == WithdrawnBy.LINK:
        _tell_of_ending(row)
    return len(living)


ERASED = "（消去しました）"
ALL_WORDS = {**dict.fromkeys(WORDS, ""), "title": ERASED, "alt": ERASED}


def end_with_leaving(physician: Physician) -> int:
    """Who told it leaves: every yes of this physician ends, and the stories with their words, pictures and names are erased.

    Called in the transaction of the leaving and under `audit.erasure.erasing`; not shown they are already by the end of the
    registration itself. Called again, it finds nothing. How many consents.
    """
    mine = StoryConsent.objects.filter(physician=physician, erased_at=None)
    stories = list(Story.objects.select_for_update().filter(pk__in=mine.values("version__story")).order_by("pk"))
    count = mine.update(name="", employer="", contact="", note="", erased_at=now())
    for story in stories:
        living = StoryConsent.objects.filter(version__story=story, withdrawn_at=None)
        living.update(withdrawn_at=now(), withdrawn_how=WithdrawnBy.LEFT)
        StoryVersion.objects.filter(story=story).update(**ALL_WORDS)
        StoryPicture.objects.filter(story=story).update(data=b"")
        Story.objects.filter(pk=story.pk, withdrawn_at=None).update(withdrawn_at=now())
        record(by=SYSTEM, action="end_story_with_leaving", object_type="story", object_number=story.number)
        _tell_of_ending(story)
    return count


def _tell_of_ending(story: Story) -> None:
    for user in _outreach_people():
        queue_notice(
            notice_id="E76", recipient=user, key=f"E76:{story.number}:{user.pk}:{now().timestamp()}", about=story.number
        )


def _outreach_people() -> QuerySet[User]:
    roles = [Role.OUTREACH, Role.COMPLIANCE]
    return User.objects.filter(memberships__role__in=roles, memberships__ended_at=None, is_active=True).distinct()


def erase_old_consents(day: date) -> int:
    """Names of who agreed go when the evidence is no longer kept (years after the yes ended). How many."""
    before = day - timedelta(days=366 * value("evidence_retention_years", day))
    ended = Q(until__lt=before) | Q(withdrawn_at__date__lt=before)
    old = StoryConsent.objects.filter(ended, erased_at=None)
    return old.update(name="", employer="", contact="", note="", erased_at=now())


def ends_soon(day: date, within: timedelta) -> QuerySet[StoryConsent]:
    """Living consents of shown stories that end within this time, the earliest first."""
    shown = Story.objects.shown().values("pk")
    rows = StoryConsent.objects.filter(version__story__in=shown, withdrawn_at=None, until__range=(day, day + within))
    return rows.select_related("version__story").order_by(F("until").asc(), "pk")
