"""退会: all or nothing, what goes and what the law keeps, and the night when that goes too."""

import json
import uuid
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from enishi.accounts.models import Session
from enishi.audit.erasure import erasing
from enishi.audit.models import Entry
from enishi.candidacies import dialogue
from enishi.candidacies.leaving import kept_until, leave
from enishi.candidacies.models import Candidacy
from enishi.common.clock import ago, now, today
from enishi.common.uploads import CleanFile
from enishi.common.workflow import Channel, StepRefused
from enishi.keeping.models import ErasureProof
from enishi.keeping.proofs import look_through
from enishi.keeping.retention import run_retention
from enishi.notices.models import Notice
from enishi.notices.unregistered import queue_to_address
from enishi.office.concerns import raise_concern
from enishi.physicians import contact, interviews, leaving
from enishi.physicians.actions import add_shield, complete_identity, save_wishes
from enishi.physicians.anonymity import write_anonymous_detail
from enishi.physicians.career import save_post
from enishi.physicians.documents import store_document
from enishi.physicians.enums import DocumentKind
from enishi.physicians.export import export_of
from enishi.physicians.mail_change import change_mail
from enishi.physicians.models import Identity, Leaving, Physician, TalkWay
from factories.remembering import remembered

POST = {"since": "1990-04", "until": "", "place": "かもめ病院", "position": "staff", "duties": "内科"}
SECRET = ("北川", "09011112222", "k@mail.example.jp", "かもめ病院", "つばめ会", "膝が悪い", "夜は無理です", "いとこ")


@pytest.fixture
@remembered
def tanaka(world):
    """A physician with something in every drawer, and a talk that runs."""
    physician = world.physician(
        family_name="北川", given_name="誠", mail="k@mail.example.jp", phone="09011112222", works_at="かもめ病院",
        shields="つばめ会",
    )  # fmt: skip
    by = world.actor(physician)
    save_wishes(physician=physician, by=by, wishes={"note": "膝が悪い", "days_max": 2})
    store_document(
        physician=physician, by=by, kind=DocumentKind.LICENCE, file=CleanFile("application/pdf", b"%PDF-secret")
    )
    save_post(physician=physician, by=by, fields=POST)
    talk = world.candidacy("dialogue", physician=physician)
    dialogue.ask(candidacy=talk, by=by, text="夜は無理です", key=uuid.uuid4())
    world.supervisor()
    raise_concern(physician=physician, entry=1, words="いとこが見たのでは", by=by)
    return physician


def everything_stored():
    """Every text of every table as the database would dump it, encrypted columns deciphered by the models."""
    from django.apps import apps

    words = []
    for model in apps.get_models():
        if model.__module__.startswith("enishi.") and model._meta.app_label != "areas":
            for row in model.objects.all():
                words += [str(getattr(row, f.attname)) for f in model._meta.concrete_fields]
    return "\n".join(words)


def test_leaving_erases_what_nothing_asks_for_and_keeps_the_ledger_until_its_day(world, tanaka):
    talk = Candidacy.objects.get(physician=tanaka)
    institution = talk.opening.institution
    record, key = leave(physician=tanaka, by=world.actor(tanaka))
    tanaka = Physician.objects.get(pk=tanaka.pk)
    identity = tanaka.identity
    assert tanaka.state == "closed" and tanaka.user is None
    assert (identity.full_name, identity.birth_date, identity.address) == (
        "北川 誠",
        "1958-04-05",
        "岩手県久慈市見本町1-1",
    )
    assert not (identity.mail or identity.phone or identity.employer or identity.mail_index or identity.family_kana)
    assert (tanaka.wishes.specialties, tanaka.wishes.note) == (["内科"], "")
    assert tanaka.wish_sheets.count() == 1
    for related in ("documents", "career_posts", "shield"):
        assert not getattr(tanaka, related).exists(), related
    talk.refresh_from_db()
    assert talk.state == "physician_declined"
    assert talk.questions.get().text == "（消去しました）"
    assert not tanaka.consents.filter(withdrawn_at=None).exists()
    assert not tanaka.disclosures.filter(withdrawn_at=None).exists()
    last = Notice.objects.get(kind="E10x")
    assert last.address == "k@mail.example.jp"  # told, in case somebody else pressed the button
    run_retention(again=True)
    assert Notice.objects.filter(pk=last.pk).exists()  # it waits to be sent
    Notice.objects.filter(pk=last.pk).update(status=Notice.Status.SENT)
    run_retention(again=True)
    kept = everything_stored()
    for words in SECRET[1:]:
        assert words not in kept, words
    assert record.keep_until == kept_until(tanaka)
    assert (record.keep_until.year, record.erased_at) == (today().year + 2, None)
    assert leaving.certificate_of(key) == record and leaving.certificate_of("other") is None
    assert [n.kind for n in world.messages(institution)][-1] == "E39"  # neutral: the reason is not told
    last = Entry.objects.filter(action="erase").get()
    assert last.object_number == tanaka.number and not set(last.data) - {"keep_until"}


def test_no_notice_waits_for_who_left_and_the_account_opens_no_more(world, tanaka):
    user = world.user(tanaka)
    client = world.signed_in(tanaka)
    leave(physician=tanaka, by=world.actor(tanaka))
    assert not Notice.objects.filter(recipient=user, kind__startswith="E1").exclude(kind__startswith="E10").exists()
    user.refresh_from_db()
    assert (user.is_active, user.name, "k@" in user.email) == (False, "", False)
    assert client.get("/my").status_code == 302


def test_who_was_never_accepted_leaves_nothing_behind(world):
    physician = world.physician(state="registered", licence=False, family_name="南條", given_name="進")
    record, _ = leave(physician=physician, by=world.actor(physician))
    assert (record.keep_until, record.erased_at is not None) == (None, True)
    physician.identity.refresh_from_db()
    assert physician.identity.full_name == "（消去済み）"
    assert "南條" not in everything_stored()


def test_an_agreed_contract_stands_in_the_way_and_nothing_is_changed(world):
    candidacy = world.candidacy("agreed")
    physician = candidacy.physician
    with pytest.raises(StepRefused) as refused:
        leave(physician=physician, by=world.actor(physician))
    assert refused.value.codes == {"agreed"}
    physician.refresh_from_db()
    assert physician.state == "active" and physician.identity.mail


def test_an_employment_goes_on_and_its_ledger_is_kept_as_long_as_its_two_years(world):
    candidacy = world.candidacy("working", contract_kind="indefinite")
    physician = candidacy.physician
    name = physician.identity.full_name
    record, _ = leave(physician=physician, by=world.actor(physician))
    candidacy.refresh_from_db()
    assert candidacy.state == "working"
    assert candidacy.placement.then["seeker_name"] == name
    assert record.keep_until >= candidacy.placement.no_solicitation_until


def test_the_night_after_the_last_day_erases_the_rest_once(world, tanaka):
    record, _ = leave(physician=tanaka, by=world.actor(tanaka))
    run_retention(again=True)
    tanaka.identity.refresh_from_db()
    assert tanaka.identity.full_name == "北川 誠"
    with ago(timedelta(days=(today() - record.keep_until).days)):  # the last day itself
        assert today() == record.keep_until
        run_retention(again=True)
        tanaka.identity.refresh_from_db()
        assert tanaka.identity.full_name == "北川 誠"
    with ago(timedelta(days=(today() - record.keep_until).days - 1)):
        run_retention(again=True)
        run_retention(again=True)
    Notice.objects.filter(kind="E10x").update(status=Notice.Status.SENT)
    run_retention(again=True)
    tanaka.identity.refresh_from_db()
    assert tanaka.identity.full_name == "（消去済み）"
    assert Entry.objects.filter(action="erase_the_rest").count() == 1
    for proof in ErasureProof.objects.filter(finished_at=None):
        look_through(proof.pk)
    stored = everything_stored()
    assert not [words for words in SECRET if words in stored]


def test_a_page_of_the_desk_left_open_writes_nothing_back_of_who_has_left(world, tanaka):
    desk = world.ms_miura
    stale = Physician.objects.select_related("identity").get(pk=tanaka.pk)
    assert stale.identity.mail  # read before
    leave(physician=tanaka, by=world.actor(tanaka))
    acts = (
        lambda: complete_identity(physician=stale, by=desk, fields={"address": "岩手県久慈市見本町2"}),
        lambda: save_wishes(physician=stale, by=desk, wishes={"note": "膝が悪い"}),
        lambda: add_shield(physician=stale, by=desk, name="つばめ会"),
        lambda: write_anonymous_detail(physician=stale, by=desk, text="夜は無理です"),
        lambda: contact.record_contact(physician=stale, by=desk, channel=Channel.FAX, about="膝が悪い"),
        lambda: contact.save_promise(physician=stale, by=desk, days=["tue"]),
        lambda: interviews.fix_interview(physician=stale, by=desk, way=TalkWay.PHONE, at=now() + timedelta(days=1)),
    )
    for act in acts:
        with pytest.raises(StepRefused) as refused:
            act()
        assert refused.value.codes == {"left"}
    stored, own_words = (
        everything_stored(),
        set(SECRET[1:]) - {"k@mail.example.jp"},
    )  # that ends an address of the desk too
    assert not [words for words in own_words if words in stored]
    assert not Identity.objects.get(physician=tanaka).mail


def test_a_fault_in_the_middle_leaves_everything_as_it_was(world, tanaka, monkeypatch):
    before = everything_stored()
    monkeypatch.setattr(leaving, "_close_account", lambda *_: (_ for _ in ()).throw(RuntimeError("the machine stops")))
    with pytest.raises(RuntimeError), transaction.atomic():
        leave(physician=tanaka, by=world.actor(tanaka))
    assert everything_stored() == before


def test_words_are_locked_but_for_an_erasure_and_the_rest_is_locked_for_that_too(world, tanaka):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for change in ("UPDATE candidacies_question SET text = ''", "DELETE FROM physicians_wishsheet"):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(change)
        for change in (
            "UPDATE candidacies_question SET side = 'institution'",
            "UPDATE physicians_physiciantransition SET to_state = 'active'",
            "DELETE FROM physicians_physiciantransition",
            "UPDATE audit_entry SET action = ''",
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), erasing():
                cursor.execute(change)
        with pytest.raises(DatabaseError), transaction.atomic():  # the leave does not outlive its block
            with erasing():
                cursor.execute("UPDATE candidacies_question SET text = 'x'")
            cursor.execute("UPDATE candidacies_question SET text = 'y'")


def test_a_rest_goes_back_to_where_it_began(world):
    newcomer = world.physician(state="registered")
    leaving.pause(physician=newcomer, by=world.actor(newcomer), until=today() + timedelta(days=30))
    assert (newcomer.state, newcomer.paused_until) == ("paused", today() + timedelta(days=30))
    leaving.resume(physician=newcomer, by=world.actor(newcomer))
    assert (newcomer.state, newcomer.paused_until) == ("registered", None)  # never accepted by having rested
    with pytest.raises(StepRefused):
        leaving.pause(physician=newcomer, by=world.actor(newcomer), until=date(2001, 1, 1))


def test_the_export_holds_everything_in_plain_json_and_nothing_of_the_other_sides_own(world, tanaka):
    talk = Candidacy.objects.get(physician=tanaka)
    world.candidacy("suggested", physician=tanaka)  # a thought of the desk
    world.walk(talk, "institution_declined", via=["dialogue", "institution_declined"])
    made = export_of(tanaka, by=world.actor(tanaka))
    text = json.dumps(made, ensure_ascii=False)
    for words in ("北川", "k@mail.example.jp", "つばめ会", "膝が悪い", "かもめ病院", "夜は無理です", "1958-04-05"):
        assert words in text, words
    assert "体制が変わりました" not in text  # the institution's reason
    sections = {section["key"]: section for section in made["sections"]}
    assert len(sections["candidacies.Candidacy"]["rows"]) == 1
    assert sections["physicians.WishSheet"]["rows"][-1]["note"] == "膝が悪い"
    assert sections["physicians.Consent"]["rows"][0]["full_text"]
    assert sections["audit.Entry"]["rows"]
    for section in made["sections"]:
        assert all(set(row) == set(section["labels"]) for row in section["rows"]), section["key"]
    assert Entry.objects.filter(action="read:export", object_number=tanaka.number).count() == 1


def test_the_last_word_waits_for_the_mail_server_even_when_the_rest_is_erased_meanwhile(world, tanaka):
    record, _ = leave(physician=tanaka, by=world.actor(tanaka))
    Leaving.objects.filter(pk=record.pk).update(keep_until=today() - timedelta(days=1))
    run_retention(again=True)
    last = Notice.objects.get(kind="E10x")
    assert (last.status, last.address) == (Notice.Status.WAITING, "k@mail.example.jp")
    Notice.objects.filter(pk=last.pk).update(status=Notice.Status.SENT)
    run_retention(again=True)
    assert not Notice.objects.filter(kind="E10x").exists()


def test_who_has_no_mail_gets_the_last_letter_from_the_desk_once(world):
    physician = world.physician()
    Physician.objects.filter(pk=physician.pk).update(user=None)
    physician = Physician.objects.get(pk=physician.pk)
    leave(physician=physician, by=world.ms_miura)
    letter = Notice.objects.get(kind="E10", person=physician.number)
    assert letter.status == Notice.Status.BY_HAND and not Notice.objects.filter(kind="E10x").exists()
    run_retention(again=True)
    desk = world.signed_in(world.ms_miura)
    assert physician.number in desk.get("/desk/letters").content.decode()
    desk.post(f"/desk/letters/{physician.number}/posted", {"notice": [letter.pk]})
    run_retention(again=True)
    assert not Notice.objects.filter(kind="E10", person=physician.number).exists()


def test_leaving_signs_out_on_every_device_and_nobody_else(world, tanaka):
    other = world.physician()
    laptop, phone, stranger = world.signed_in(tanaka), world.signed_in(tanaka), world.signed_in(other)
    leave(physician=tanaka, by=world.actor(tanaka))
    held = {s.get_decoded().get("_auth_user_id") for s in Session.objects.all()}
    assert held == {str(other.user_id)}
    assert [client.get("/my").status_code for client in (laptop, phone, stranger)] == [302, 302, 200]


def test_the_reminder_of_a_draft_is_erased_with_who_changed_the_address_since(world):
    physician = world.physician(mail="first@mail.example.jp")
    index = physician.identity.mail_index
    queue_to_address(
        notice_id="E03", address="first@mail.example.jp", key=f"E03:{index}:202601", values={"token": "x" * 8}
    )
    change_mail(physician=physician, by=world.actor(physician), address="second@mail.example.jp")
    physician = Physician.objects.get(pk=physician.pk)
    leave(physician=physician, by=world.actor(physician))
    assert not Notice.objects.filter(kind="E03").exists()
