"""What no browser sends by itself, but every scanner does: answered as the sender's fault, not as ours."""

import pytest


@pytest.mark.parametrize(
    "path",
    [
        "/register?from=%00",
        "/register/1?opening=%00",
        "/register/paper.pdf?from=%00",
        "/s/%00",
        "/openings/%00",
        "/regions/%00",
    ],
)
def test_a_nul_in_an_address_is_a_bad_request_and_no_failure(client, db, path):
    page = client.get(path)
    assert page.status_code == 400
    assert "読み取れませんでした" in page.content.decode()


def test_a_nul_kept_while_typing_is_a_bad_request(client, db):
    assert client.post("/register/1/keep", {"page": "\0", "seen": "0", "family_name": "北川"}).status_code == 400
