"""Whatever stands in an address, a public page answers it: with the page, with a way to it, or with words why not."""

from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from enishi.openings.search.filters import KEYS
from enishi.web.errors import _meant
from meta.addresses import addresses, table

DRAWN = {"registration_paper", "region_portrait", "opening_print", "left_certificate"}
"""PDFs: too dear to draw a hundred times; their codes are looked up like all others."""
NAMES = [*KEYS, "page", "compare", "no", "from", "opening", "next", "titles", "level", "q[]", "$where", "", "あ"]
ODD = [
    "\0",
    "\r\nSet-Cookie: a=b",
    "\x1b[31m",
    "\ud800",
    "９" * 40,
    "-1",
    "0",
    "1e999",
    "nan",
    "٣",
    "%",
    "%zz",
    "../../etc/passwd",
]
ODD += [
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "あ" * 3_000,
    "9" * 5_000,
    "[]",
    "{}",
    "13",
    "内科",
    "週３日",
    "none",
    "near",
]
MOST_HOPS = 3


def _public():
    for address in addresses():
        entry = table()[address.name]
        if (
            "public" in entry.open_to
            and address.name not in DRAWN
            and not address.name.startswith(("account_", "mfa_"))
        ):
            yield address


PUBLIC = list(_public())
values = st.sampled_from(ODD) | st.text(max_size=30)
queries = st.lists(st.tuples(st.sampled_from(NAMES) | st.text(max_size=8), values), max_size=5)


def _encoded(text):
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(
    next(a for a in PUBLIC if a.name == "openings"), [], [("q", "a" * 9_000), ("q", "b"), ("specialty", "内科,内科")]
)
@example(
    next(a for a in PUBLIC if a.name == "openings"), [], [("q", " ・ ／ ㍿ ﷺ "), ("near", "　"), ("days_min", "５")]
)
@given(st.sampled_from(PUBLIC), st.lists(values, min_size=4, max_size=4), queries)
def test_no_address_breaks_a_public_page_or_sends_its_reader_round_in_circles(client, db, address, parts, query):
    path = address.route
    for name, part in zip(address.parameters, parts, strict=False):
        path = path.replace(f"<str:{name}>", _encoded(part) or "x").replace(f"<int:{name}>", str(len(part)))
    path += "?" + "&".join(f"{_encoded(name)}={_encoded(value)}" for name, value in query)
    for _ in range(MOST_HOPS):
        response = client.get(path)
        assert response.status_code < 500
        if response.status_code not in (301, 302):
            return
        target = urlsplit(response["Location"])
        assert not target.netloc, "no address of ours leads elsewhere because it was asked to"
        path = response["Location"]
    pytest.fail(f"still being sent on after {MOST_HOPS} pages: {path}")


def test_every_public_page_answers_a_head_like_a_get_and_none_knows_other_methods(client, db):
    for address in PUBLIC:
        if address.parameters or "GET" not in table()[address.name].methods:
            continue
        path = address.path()
        got, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (got.status_code, b""), path

    assert client.options("/callback").headers["Allow"] == "GET, HEAD, POST"
    for method in (client.put, client.delete, client.patch):
        assert method("/callback").status_code == 405
    assert client.post("/openings").status_code == 405


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("/openings/", "/openings"),
        ("/faq。", "/faq"),
        ("/ｆａｑ", "/faq"),
        ("/guide/pension）。", "/guide/pension"),
        ("/accounts/login", "/accounts/login/"),
        ("/。", "/"),
        ("/openings/NO-SUCH-ONE/", "/openings/NO-SUCH-ONE"),
    ],
)
def test_an_address_with_the_end_of_a_sentence_on_it_leads_to_the_page_that_was_meant(client, db, slip, meant):
    response = client.get(slip)
    assert (response.status_code, response["Location"]) == (302, meant)


@pytest.mark.parametrize("wrong", ["/no-such-page", "/no-such-page/", "/openings/NO-SUCH-ONE", "/faq-", "/register/x"])
def test_any_other_wrong_address_is_a_page_that_says_so(client, db, wrong):
    response = client.get(wrong)
    assert response.status_code == 404 and "ページが見つかりませんでした" in response.content.decode().replace(
        "<wbr>", ""
    )


def test_no_slip_leads_to_another_host():
    assert _meant("//faq/") == _meant("/／faq/") == _meant("/\\faq/") == ""
