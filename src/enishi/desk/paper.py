"""Paper that goes out and comes back: a code on it, the image kept, the critical fields typed twice, then recorded once.

The state is no workflow of a person's affair but where one sheet of paper lies; each act says from which states it goes on.
"""

import json
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404

from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES
from enishi.aftercare.models import CheckIn
from enishi.audit.actions import record, record_reading
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.uploads import CleanFile
from enishi.common.workflow import Channel, Refusal, StepRefused
from enishi.desk.enums import PaperKind, PaperState
from enishi.desk.models import PaperSheet, PaperTyping
from enishi.institutions.models import Institution
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.outreach.paper_codes import NotACode, parse_paper_code
from enishi.physicians.models import Physician

READ_LEVEL = 4
TWICE = timedelta(minutes=1)
MY_TURN = (PaperState.HERE, PaperState.ONCE, PaperState.DIFFERS, PaperState.READY)
Values = Mapping[str, list[str]]


def sheet_for(actor: Actor, code: str) -> PaperSheet:
    """The sheet, for the desk every one, for an institution its own; else 404."""
    rows = PaperSheet.objects.select_related("institution", "opening__current", "candidacy", "physician").defer("image")
    if actor.role in INSTITUTION_ROLES:
        rows = rows.filter(institution__organisation=actor.organisation_id)
    elif actor.role not in DESK_ROLES:
        raise Http404
    found = rows.filter(code=_plain(code)).first()
    if found is None:
        raise Http404
    return found


def sheet_by_code(text: str) -> PaperSheet | None:
    """Whose code somebody reads out or typed, in any width and case; None where no sheet bears it."""
    code = _plain(text)
    return PaperSheet.objects.defer("image").filter(code=code).first() if code else None


def _plain(text: str) -> str:
    try:
        return parse_paper_code(text)
    except NotACode:
        return ""


def waiting_sheets() -> QuerySet[PaperSheet]:
    """What lies on the desk, and what is still out, the newest first."""
    rows = PaperSheet.objects.exclude(state=PaperState.DONE).defer("image")
    return rows.select_related("institution", "opening__current", "candidacy", "physician")


@transaction.atomic
def make_sheet(
    *,
    kind: PaperKind,
    by: Actor,
    institution: Institution | None = None,
    opening: Opening | None = None,
    candidacy: Candidacy | None = None,
    checkin: CheckIn | None = None,
    physician: Physician | None = None,
    printed: Mapping[str, int] | None = None,
) -> PaperSheet:
    """A sheet with a code of its own. What is printed on it is noted by version, so that nobody confirms what was not printed.

    checkin: whose questions a sheet about the time after the contract bears; one of the physician's names no institution.
    printed: what else stands on it, by primary key: a referral. Raises StepRefused for a monthly confirmation without any
    published opening.
    """
    if printed:
        printed = dict(printed)
    elif checkin:
        printed = {"checkin": checkin.pk}
    else:
        printed = {"sheet": physician.wishes.no} if physician else _printed(kind, institution, opening)
    if kind is PaperKind.CONFIRM and not printed:
        raise StepRefused(Refusal("openings", "公開中の募集がないため、確認の用紙はつくれません。"))
    sheet = PaperSheet.objects.create(
        kind=kind, institution=institution, opening=opening, candidacy=candidacy, physician=physician, printed=printed,
        made_by_id=by.user_id,
    )  # fmt: skip
    record(by=by, action="make_sheet", object_type="paper", object_number=sheet.code, kind=str(kind))
    return sheet


@transaction.atomic
def keep_registration(*, physician: Physician, by: Actor, image: CleanFile | None = None) -> PaperSheet:
    """The paper a registration was typed from, twice what is critical: done at once, its image kept where there is one.

    by: with the channel by which it came. Typed twice by a slip of the button it is kept once.
    """
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    if found := PaperSheet.objects.filter(physician=physician, kind=PaperKind.REGISTRATION).defer("image").first():
        return found
    sheet = PaperSheet.objects.create(
        kind=PaperKind.REGISTRATION, physician=physician, state=PaperState.DONE, channel=by.channel, received_at=now(),
        image=image.data if image else None, image_type=image.content_type if image else "", made_by_id=by.user_id,
        done_at=now(), done_by_id=by.user_id, outcome=f"{physician.number}：登録しました",
    )  # fmt: skip
    record(by=by, action="keep_registration", object_type="paper", object_number=sheet.code, image=bool(image))
    return sheet


@transaction.atomic
def begin_call(
    *,
    kind: PaperKind,
    by: Actor,
    spoke_with: str,
    institution: Institution | None = None,
    opening: Opening | None = None,
) -> PaperSheet:
    """A form that is filled in on a call, ready to be typed. spoke_with: role of who answers (事務長).

    Begun twice within a minute by the same person about the same thing it is begun once. Raises StepRefused without a role,
    and as `make_sheet`.
    """
    if not spoke_with.strip():
        raise StepRefused(Refusal("spoke_with", "お話しした方の役職をご記入ください。例：事務長"))
    if institution:  # pressed twice: the second waits here until the first sheet is there
        Institution.objects.select_for_update(of=("self",), no_key=True).get(pk=institution.pk)
        lately = PaperSheet.objects.filter(
            kind=kind, institution=institution, opening=opening, channel=Channel.PHONE, made_by_id=by.user_id,
            state=PaperState.HERE, made_at__gte=now() - TWICE,
        )  # fmt: skip
        if begun := lately.first():
            return begun
    sheet = make_sheet(kind=kind, by=by.by(Channel.PHONE), institution=institution, opening=opening)
    sheet.state, sheet.channel, sheet.received_at = PaperState.HERE, Channel.PHONE, now()
    sheet.spoke_with = spoke_with.strip()
    sheet.save(update_fields=["state", "channel", "received_at", "spoke_with"])
    return sheet


def _printed(kind: PaperKind, institution: Institution | None, opening: Opening | None) -> dict[str, int]:
    if kind is PaperKind.CONFIRM and institution:
        rows = Opening.objects.filter(institution=institution, state=OpeningState.PUBLISHED).select_related("current")
        return {o.number: o.current.no for o in rows.order_by("confirmed_at", "id")}
    return {opening.number: opening.current.no} if opening else {}


def _held(sheet: PaperSheet, *states: PaperState) -> PaperSheet:
    """The sheet with its row locked, in one of these states. Raises StepRefused."""
    held = PaperSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if held.state not in states:
        raise StepRefused(
            Refusal("state", f"この用紙は「{PaperState(held.state).label}」です。画面を開き直してください。")
        )
    return held


@transaction.atomic
def receive_sheet(*, sheet: PaperSheet, by: Actor, channel: Channel, image: CleanFile | None = None) -> PaperSheet:
    """The paper came back by fax or post; its image is kept encrypted, where there is one."""
    held = _held(sheet, PaperState.OUT)
    held.state, held.channel, held.received_at = PaperState.HERE, channel, now()
    if image:
        held.image, held.image_type = image.data, image.content_type
    held.save()
    record(by=by.by(channel), action="receive_sheet", object_type="paper", object_number=held.code)
    return held


@transaction.atomic
def type_sheet(
    *, sheet: PaperSheet, by: Actor, values: Values, critical: Collection[str], time: int | None = None
) -> PaperSheet:
    """The first time the whole form, the second time the critical fields only; the same person or another.

    Two typings that agree make it ready; else it says where they differ (`differences`). A form without critical fields is
    ready at once. time: 1 or 2, as the page asked it. A first typing that is sent twice is no second one: it changes nothing.
    What is typed on a call takes the place of what was typed before; it waits to be read back, however little is critical.
    """
    held = _held(sheet, PaperState.HERE, PaperState.ONCE)
    if held.is_call:
        return _typed_on_call(held, by, values)
    first = held.state == PaperState.HERE
    if time is not None and time != (1 if first else 2):
        return held
    kept = {name: list(given) for name, given in values.items() if first or name in critical}
    PaperTyping.objects.create(
        sheet=held, no=1 if first else 2, values=json.dumps(kept, ensure_ascii=False), typed_by_id=by.user_id
    )
    if first:
        held.state = PaperState.ONCE if critical else PaperState.READY
    else:
        held.state = PaperState.DIFFERS if differences(held, critical) else PaperState.READY
    held.save(update_fields=["state"])
    record(by=by, action="type_sheet", object_type="paper", object_number=held.code, time=1 if first else 2)
    return held


def _typed_on_call(held: PaperSheet, by: Actor, values: Values) -> PaperSheet:
    words = json.dumps({name: list(given) for name, given in values.items()}, ensure_ascii=False)
    PaperTyping.objects.update_or_create(
        sheet=held, no=1, defaults={"values": words, "typed_by_id": by.user_id, "typed_at": now()}
    )
    held.state = PaperState.ONCE
    held.save(update_fields=["state"])
    record(by=by.by(Channel.PHONE), action="type_sheet", object_type="paper", object_number=held.code, time=1)
    return held


def typed(sheet: PaperSheet) -> list[dict[str, list[str]]]:
    """What was typed, the first typing first."""
    return [json.loads(row.values) for row in sheet.typings.order_by("no")]


def differences(sheet: PaperSheet, critical: Collection[str]) -> list[tuple[str, list[str], list[str]]]:
    """(field, first, second) of the critical fields that were read in two ways; spaces at the ends do not count."""
    both = typed(sheet)
    if len(both) < 2:
        return []
    pairs = [(name, _bare(both[0].get(name, [])), _bare(both[1].get(name, []))) for name in critical]
    return [(name, one, other) for name, one, other in pairs if one != other]


def _bare(values: list[str]) -> list[str]:
    return sorted(value.strip() for value in values if value.strip())


@transaction.atomic
def settle_sheet(*, sheet: PaperSheet, by: Actor, choices: Mapping[str, str], critical: Collection[str]) -> PaperSheet:
    """After a second look at the paper: for each field that differs "1" or "2". Raises StepRefused while one is missing."""
    held = _held(sheet, PaperState.DIFFERS)
    differing = differences(held, critical)
    if any(choices.get(name) not in ("1", "2") for name, _, _ in differing):
        raise StepRefused(
            Refusal("choices", "用紙をもう一度ご覧になり、違いのある欄すべてで、正しいほうをお選びください。")
        )
    first = held.typings.get(no=1)
    whole = json.loads(first.values)
    for name, one, other in differing:
        whole[name] = one if choices[name] == "1" else other
    first.values = json.dumps(whole, ensure_ascii=False)
    first.save(update_fields=["values"])
    held.state = PaperState.READY
    held.save(update_fields=["state"])
    record(by=by, action="settle_sheet", object_type="paper", object_number=held.code)
    return held


@transaction.atomic
def retype_sheet(*, sheet: PaperSheet, by: Actor) -> PaperSheet:
    """Begin the typing anew: something on the paper was overlooked."""
    held = _held(sheet, PaperState.ONCE, PaperState.DIFFERS, PaperState.READY)
    held.typings.all().delete()
    held.state = PaperState.HERE
    held.save(update_fields=["state"])
    record(by=by, action="retype_sheet", object_type="paper", object_number=held.code)
    return held


@transaction.atomic
def finish_sheet(*, sheet: PaperSheet, by: Actor, act: Callable[[Actor], str]) -> PaperSheet:
    """Do what the paper says, and mark it done, in one transaction. act: takes the actor with the channel of the paper and
    returns what came of it. Whoever finishes a call says that everything was read back. Raises what `act` raises; then
    nothing has happened."""
    held = _held(sheet, PaperState.ONCE if sheet.is_call else PaperState.READY)
    if held.is_call:
        held.read_back_at = now()
    held.outcome = act(by.by(Channel(held.channel or Channel.PAPER)))[:200]
    held.state, held.done_at, held.done_by_id = PaperState.DONE, now(), by.user_id
    held.save()
    record(by=by, action="finish_sheet", object_type="paper", object_number=held.code)
    return held


def read_image(*, sheet: PaperSheet, by: Actor) -> bytes:
    """What came back, the reading logged: there may be names on it. Raises Http404 where no image was kept."""
    whole = PaperSheet.objects.get(pk=sheet.pk)
    if not whole.image:
        raise Http404
    record_reading(by=by, what="paper", object_type="paper", object_number=sheet.code, level=READ_LEVEL)
    return bytes(whole.image)
