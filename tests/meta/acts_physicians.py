"""The acts around one physician: registration, wishes, papers, shields, consents, leaving."""

from collections.abc import Callable
from typing import Any

from enishi.common.clock import today
from enishi.common.uploads import CleanFile
from enishi.openings.search import Filters
from enishi.physicians import actions as physicians
from enishi.physicians import anonymity, career, documents, leaving, mail_change, registration, searches, wishes
from enishi.physicians.enums import ConsentKind, DisclosureLevel, DocumentKind
from enishi.physicians.scope import save_scope
from factories.world import World
from meta.telling import Act, pair, physician_of, with_physician, with_talk

P, D = "physicians.actions.", "physicians.documents."


def _withdraw_disclosure(world: World) -> Act:
    candidacy = world.candidacy("dialogue")
    return lambda: physicians.withdraw_disclosure(
        physician=candidacy.physician, institution=candidacy.opening.institution, by=physician_of(candidacy, world)
    )


def _end_shield(world: World) -> Act:
    entry = world.physician(shields="つばめ会").shield.get()
    return lambda: physicians.end_shield(entry=entry, by=world.ms_miura)


def _end_narrow_wording(world: World) -> Act:
    physician = world.physician()
    anonymity.keep_narrow_wording(
        physician=physician, words="60代・内科・東北", look_alikes=9, by=world.actor(physician)
    )
    return lambda: anonymity.end_narrow_wording(physician=physician, by=world.actor(physician))


def _register(world: World) -> Act:
    given = world.registration(shield_names=("つばめ会",))
    return lambda: registration.register_physician(registration=given, by=world.ms_miura)


def _paper(physician: Any, by: Any) -> Any:
    file = CleanFile("application/pdf", b"%PDF-1")
    return documents.store_document(physician=physician, by=by, kind=DocumentKind.LICENCE, file=file)


def _with_paper(act: Callable[[Any, World], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        paper = _paper(world.physician(), world.ms_miura)
        return lambda: act(paper, world)

    return story


def _with_search(act: Callable[[Any, World], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        saved = searches.save_search(
            physician=world.physician(), by=world.ms_miura, name="週1日", filters=Filters(), weekly=False
        )
        return lambda: act(saved, world)

    return story


def _stop_sharing(world: World) -> Act:
    candidacy = world.candidacy("dialogue")
    by, house = physician_of(candidacy, world), candidacy.opening.institution
    grant = documents.share_documents(physician=candidacy.physician, institution=house, until=today(), by=by)
    return lambda: documents.stop_sharing(grant=grant, by=by)


def _post(physician: Any, by: Any) -> Any:
    fields = {"since": "1990-04", "until": "", "place": "かもめ病院", "position": "staff", "duties": ""}
    return career.save_post(physician=physician, by=by, fields=fields)


def _delete_career_row(world: World) -> Act:
    row = _post(world.physician(), world.ms_miura)
    return lambda: career.delete_career_row(row=row, by=world.ms_miura)


def _complete(world: World) -> Act:
    caller, given = world.caller(), world.registration()
    return lambda: registration.complete_registration(physician=caller, registration=given, by=world.ms_miura)


PHYSICIAN_ACTS: dict[str, Callable[[World], Act]] = {
    "physicians.scope.save_scope": with_physician(
        lambda p, by, _: save_scope(physician=p, by=by, group="wounds", marks={"suture": "can"})
    ),
    "physicians.registration.register_physician": _register,
    "physicians.registration.complete_registration": _complete,
    P + "begin_interview": with_physician(lambda p, by, _: physicians.begin_interview(physician=p, by=by), state="registered"),
    P + "accept_physician": with_physician(lambda p, by, _: physicians.accept_physician(physician=p, by=by), state="interviewing"),
    P + "verify_licence": with_physician(lambda p, by, _: physicians.verify_licence(physician=p, by=by, on=today()), licence=False),
    P + "complete_identity": with_physician(
        lambda p, by, _: physicians.complete_identity(physician=p, by=by, fields={"address": "岩手県盛岡市"})
    ),
    P + "save_wishes": with_physician(lambda p, by, _: physicians.save_wishes(physician=p, by=by, wishes={"days_max": 2})),
    P + "add_shield": with_physician(lambda p, by, _: physicians.add_shield(physician=p, by=by, name="つばめ会")),
    P + "end_shield": _end_shield,
    "physicians.anonymity.keep_narrow_wording": with_physician(
        lambda p, by, _: anonymity.keep_narrow_wording(physician=p, words="60代・内科・東北", look_alikes=9, by=by)
    ),
    "physicians.anonymity.end_narrow_wording": _end_narrow_wording,
    "physicians.anonymity.write_anonymous_detail": with_physician(
        lambda p, by, _: anonymity.write_anonymous_detail(physician=p, text="外来と往診を長く", by=by)
    ),
    P + "give_consent": with_physician(lambda p, by, _: physicians.give_consent(physician=p, kind=ConsentKind.NEWS, by=by)),
    P + "withdraw_consent": with_physician(
        lambda p, by, _: physicians.withdraw_consent(physician=p, kind=ConsentKind.ANONYMOUS, by=by)
    ),
    P + "grant_disclosure": pair(
        lambda p, o, w: physicians.grant_disclosure(
            physician=p, institution=o.institution, level=DisclosureLevel.L2, until=today(), by=w.actor(p)
        )
    ),
    P + "withdraw_disclosure": _withdraw_disclosure,
    D + "store_document": with_physician(lambda p, by, _: _paper(p, by)),
    D + "change_document": _with_paper(
        lambda d, w: documents.change_document(document=d, by=w.ms_miura, kind=DocumentKind.OTHER, note="", expires_on=today())
    ),
    D + "delete_document": _with_paper(lambda d, w: documents.delete_document(document=d, by=w.ms_miura)),
    D + "share_documents": with_talk(
        "dialogue",
        lambda c, w: documents.share_documents(
            physician=c.physician, institution=c.opening.institution, until=today(), by=physician_of(c, w)
        ),
    ),
    D + "stop_sharing": _stop_sharing,
    "physicians.searches.save_search": with_physician(
        lambda p, by, _: searches.save_search(physician=p, by=by, name="週1日", filters=Filters(), weekly=False)
    ),
    "physicians.searches.set_weekly": _with_search(lambda s, w: searches.set_weekly(saved=s, by=w.ms_miura, weekly=True)),
    "physicians.searches.delete_search": _with_search(lambda s, w: searches.delete_search(saved=s, by=w.ms_miura)),
    "physicians.career.save_post": with_physician(lambda p, by, _: _post(p, by)),
    "physicians.career.save_qualification": with_physician(
        lambda p, by, _: career.save_qualification(physician=p, by=by, fields={"name": "総合内科専門医"})
    ),
    "physicians.career.delete_career_row": _delete_career_row,
    "physicians.wishes.save_own_wishes": with_physician(
        lambda p, by, _: wishes.save_own_wishes(physician=p, by=by, wishes={"days_max": 2}, seen=1)
    ),
    "physicians.wishes.approve_wishes": with_physician(lambda p, by, w: wishes.approve_wishes(physician=p, by=w.actor(p), no=1)),
    "physicians.mail_change.change_mail": with_physician(
        lambda p, by, _: mail_change.change_mail(physician=p, by=by, address="new@mail.example.jp")
    ),
    "physicians.leaving.pause": with_physician(lambda p, by, _: leaving.pause(physician=p, by=by)),
    "physicians.leaving.resume": with_physician(lambda p, by, _: leaving.resume(physician=p, by=by), state="paused"),
    "physicians.leaving.erase_and_close": with_physician(
        lambda p, by, _: leaving.erase_and_close(physician=p, by=by, keep_until=None)
    ),
    P + "assign_coordinator": with_physician(
        lambda p, by, w: physicians.assign_coordinator(physician=p, coordinator=w.user(w.coordinator()), by=by)
    ),
}  # fmt: skip
