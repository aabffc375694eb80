"""`enishi keys rotate`: every value under a new key, found as before, whoever writes meanwhile and wherever it was killed."""

import threading

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.db import connection, connections

from enishi.common.encrypted import blind_index, decrypt, decrypt_many, encrypt, key_number
from enishi.common.uploads import CleanFile
from enishi.config.keys import LOOK_AGAIN, FileKeys, Keys, data_keys
from enishi.keeping import rotation
from enishi.merging.models import MergeChange
from enishi.physicians.documents import store_document
from enishi.physicians.enums import DocumentKind
from enishi.physicians.models import Document, Identity
from meta.acts_merging import merged

MAIL = "k@mail.example.jp"
SAID = []


@pytest.fixture
def ring(settings, tmp_path):
    """Keys in a file, as on a machine; the test's own key is the first of them."""
    file = tmp_path / "data-key"
    file.write_text(",".join(settings.DATA_KEYS))
    settings.DATA_KEYS = FileKeys(file)
    return settings.DATA_KEYS


def raw(model, pk, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table} WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def test_everything_is_under_the_new_key_and_found_as_before_and_the_old_one_opens_nothing(world, ring):
    old = ring[0]
    physician = world.physician(mail=MAIL, works_at="かもめ病院")
    file = CleanFile("application/pdf", b"%PDF-1")
    document = store_document(physician=physician, by=world.actor(physician), kind=DocumentKind.OTHER, file=file)
    merge = merged(world)
    rotation.rotate(SAID.append, patience=1)
    assert list(ring) != [old] and len(ring) == 1 and len(ring.index) == 1
    assert rotation.usage()[rotation.name_of(ring[0])] > 20
    identity = Identity.objects.get(physician=physician)
    assert identity.mail == MAIL and identity.mail_index == blind_index("mail", MAIL)
    assert bytes(Document.objects.get(pk=document.pk).body) == b"%PDF-1"
    again = store_document(physician=physician, by=world.actor(physician), kind=DocumentKind.OTHER, file=file)
    assert again.pk == document.pk
    with pytest.raises(InvalidToken):
        Fernet(old).decrypt(raw(Identity, identity.pk, "mail").encode())
    for change in MergeChange.objects.filter(merge=merge):  # ciphertext kept for the undoing
        for token in rotation.TOKEN.findall(change.before + change.after):
            assert decrypt(token) is not None and key_number(token) == 0


def test_a_rotation_that_was_killed_goes_on_with_the_key_it_had_begun(world, ring, monkeypatch):
    world.physician(mail=MAIL)
    calls = iter(range(100))
    renew = rotation._renew

    def killed(*given):
        if next(calls) == 3:
            raise KeyboardInterrupt
        return renew(*given)

    monkeypatch.setattr(rotation, "_renew", killed)
    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(SAID.append, patience=1)
    begun = ring[0]
    assert len(ring) == 2
    assert [i.mail for i in Identity.objects.all() if i.mail] == [MAIL]  # both keys read
    monkeypatch.undo()
    rotation.rotate(SAID.append, patience=1)
    assert list(ring) == [begun]


def test_a_key_that_something_is_still_under_is_not_taken_away(world, ring, monkeypatch):
    physician = world.physician(mail=MAIL)
    rotation.begin(SAID.append)
    with pytest.raises(rotation.NotNow, match="still used"):
        rotation.retire(SAID.append)
    Identity.objects.filter(physician=physician).update(career="")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE physicians_identity SET career = %s", [Fernet(Fernet.generate_key()).encrypt(b"x").decode()]
        )
    with pytest.raises(rotation.NotNow, match="no key fits"):
        rotation.rotate(SAID.append, patience=1)
    assert len(ring) == 2


def test_who_writes_while_the_keys_turn_loses_nothing(transactional_db, ring):
    """Another connection saves all the time; at the end every value is what was written last, under the new key."""
    from factories.world import World

    world = World()
    physicians = [world.physician(mail=f"a{n}@mail.example.jp") for n in range(3)]
    wrote, stop = {}, threading.Event()

    def write():
        n = 0
        try:
            while not stop.is_set():
                identity = Identity.objects.get(physician=physicians[n % 3])
                identity.career = f"経歴{n}"
                identity.save(update_fields=["career"])
                wrote[identity.pk] = identity.career
                n += 1
        finally:
            connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        rotation.rotate(SAID.append, patience=5)
    finally:
        stop.set()
        writer.join()
    assert len(wrote) == 3 and {i.pk: i.career for i in Identity.objects.filter(pk__in=wrote)} == wrote
    assert len(ring) == 1 and not rotation.usage()["?"]


def test_a_running_process_follows_the_file_and_keys_of_the_environment_stay(tmp_path, monkeypatch, settings):
    file = tmp_path / "k"
    file.write_text("a,b")
    keys = FileKeys(file)
    other = FileKeys(file)
    other.write(["c", "a", "b"], ["i", "b"])
    assert list(keys) == ["c", "a", "b"] and keys.index == ("i", "b")
    assert file.stat().st_mode & 0o777 == 0o600
    assert Keys("a,b").index == ("b",) and Keys("a,index:x")[0] == "a"
    monkeypatch.setenv("SOME_KEYS", "x,y")
    assert list(data_keys("SOME_KEYS", file, make=False)) == ["x", "y"]
    monkeypatch.delenv("SOME_KEYS")
    monkeypatch.setenv("SOME_KEYS_FILE", str(tmp_path / "none"))
    with pytest.raises(SystemExit, match="no such file"):
        data_keys("SOME_KEYS", file, make=False)


def test_who_holds_keys_of_a_moment_ago_reads_the_new_ones_at_once_and_writes_under_no_old_one(tmp_path, settings):
    file = tmp_path / "k"
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    file.write_text(old)
    web = settings.DATA_KEYS = FileKeys(file)
    before = encrypt("見本 太郎")
    other = FileKeys(file)
    other.write([new, old], ["i"])
    assert web.held == (old,), "nobody has looked yet"
    met = Fernet(new).encrypt("青葉 花子".encode()).decode()
    assert decrypt_many([before, met]) == ["見本 太郎", "青葉 花子"] and web.held == (new, old)
    other.write([old], ["i"])
    other.write([new, old], ["i"])
    assert key_number(encrypt("x")) == 0 and Fernet(new).decrypt(encrypt("見本").encode()) == "見本".encode()
    web._keys, web._mark = (old,), web._mark_of()  # as a process that looked just before
    other.write([new], ["i"])
    assert decrypt(met) == "青葉 花子"
    other.write([old], ["i"])
    assert decrypt(met) == "青葉 花子", "for the rest of a second"
    web._looked -= LOOK_AGAIN
    with pytest.raises(InvalidToken):
        decrypt(met)


def test_what_a_session_keeps_encrypted_between_two_pages_is_renewed(db, ring):
    from django.contrib.sessions.backends.db import SessionStore

    from enishi.accounts.models import Session
    from enishi.common.clock import now

    data = SessionStore().encode({"change": {"token": encrypt("新しいアドレス")}})
    Session.objects.create(session_key="s" * 32, session_data=data, expire_date=now())
    rotation.rotate(SAID.append, patience=1)
    kept = SessionStore().decode(Session.objects.get(session_key="s" * 32).session_data)
    assert decrypt(kept["change"]["token"]) == "新しいアドレス" and len(ring) == 1


def test_every_keyed_digest_of_the_project_is_made_anew_by_declaration():
    """A column `…_index` of 64 letters is a digest of something: its app names it in `digests`, or a rotation would lose it."""
    from django.apps import apps
    from django.db.models import CharField
    from django.utils.module_loading import autodiscover_modules

    from enishi.common.encrypted import INDEXED

    autodiscover_modules("digests")
    named = {(kind.rows().model, column) for kind in INDEXED for column in kind.columns}
    there = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, CharField) and field.max_length == 64 and field.name.endswith("_index")
    }
    assert there <= named, there - named
