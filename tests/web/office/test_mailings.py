"""/ops/mailings: from the draft to the second person's yes, in two browsers."""

from enishi.notices.models import BulkSending
from meta.acts_team import letter
from web.look.pages import words

GIVEN = {
    "circle": "institutions", "only_institutions": "03", "purpose": "年末年始の受付", "subject": "年末年始の受付について",
    "body": "｛宛名｝ 御中\nお休みします。", "key": "3f0f2f55-3c56-4a31-9e37-111111111111",
}  # fmt: skip


def test_a_letter_is_written_previewed_and_leaves_at_once_where_it_goes_to_a_handful(world):
    house = world.institution("みさき丘病院")
    world.member(house, "institution_admin")
    client = world.signed_in(world.ms_miura)
    assert client.post("/ops/mailings/new", GIVEN).status_code == 302
    sending = BulkSending.objects.get()
    page = words(client.get(f"/ops/mailings/{sending.number}").content.decode())
    assert "みさき丘病院 御中" in page and "1通をお送りする" in page and "岩手県" in page
    client.post(f"/ops/mailings/{sending.number}/ask", {"seen": "0"})
    assert BulkSending.objects.get().state == "sending"


def test_the_second_person_reads_counts_and_approves_and_a_wrong_count_keeps_the_page(world):
    sending = letter(world, asked=True)
    own, second = world.signed_in(world.ms_miura), world.signed_in(world.supervisor())
    at = f"/ops/mailings/{sending.number}"
    assert "この文面と通数で承認する" not in words(own.get(at).content.decode())
    assert "承認を待っているお便りが1件あります" in words(second.get("/ops/mailings").content.decode())
    given = {"count": "7", "fingerprint": sending.fingerprint}
    refused = second.post(f"{at}/approve", given)
    assert refused.status_code == 200 and "＊通数が合いません。お送りするのは1通です" in refused.content.decode()
    assert 'value="7"' in refused.content.decode()
    mine = own.post(f"{at}/approve", given | {"count": "1"})
    assert mine.status_code == 200 and "書いた人とは別の、統括か事務局の方" in mine.content.decode()
    assert BulkSending.objects.get().state == "asked"
    assert second.post(f"{at}/approve", given | {"count": "１"}).status_code == 302
    assert BulkSending.objects.get().state == "sending"
    assert second.post(f"{at}/stop").status_code == 302 and BulkSending.objects.get().state == "stopped"


def test_a_letter_of_a_colleague_is_not_there(world):
    sending = letter(world)
    stranger = world.signed_in(world.coordinator("安藤 恵"))
    for path in ("", "/edit"):
        assert stranger.get(f"/ops/mailings/{sending.number}{path}").status_code == 404
    assert stranger.post(f"/ops/mailings/{sending.number}/stop").status_code == 404
