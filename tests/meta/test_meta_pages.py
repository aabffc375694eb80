"""What every rendered page keeps, whoever reads it: see tour.py for the pages."""

import re
from functools import lru_cache

from django.conf import settings
from django.template.loader import get_template

from enishi.accounts.roles import STAFF_ROLES
from meta.read_once import found_on

LARGEST = 200_000
MOST_QUERIES = 60
OF_EVERY_TABLE = {"my_data_json": 100, "my_data_pdf": 100}
"""Everything that is held of a person: a query or two for each kind of record, however many records there are."""


@lru_cache(maxsize=1)
def _of(tour):
    """The pages of the tour, each text once: many addresses answer the same page."""
    return list({visit.html: visit for visit in tour.pages}.values())


def test_looking_never_writes_but_for_the_reading_log_the_visit_count_and_the_session(tour):
    looked = [visit for visit in [*tour.visits, *tour.links] if visit.method == "GET"]
    written = [f"{visit.line}: {visit.changes}" for visit in looked if visit.changes]
    assert not written, "\n".join(written)


def test_who_is_refused_writes_nothing_by_sending_either(tour):
    refused = [visit for visit in tour.visits if visit.status in (403, 404, 405) and visit.method == "POST"]
    assert len(refused) > 500
    wrote = [f"{visit.line}: {visit.changes}" for visit in refused if visit.changes]
    assert not wrote, "\n".join(wrote)


def test_an_empty_form_changes_nothing_unless_it_says_so(tour):
    """A step is taken by an empty POST only where the button itself is the whole answer; then it is audited too."""
    unrecorded = [
        f"{visit.line}: {visit.writes}"
        for visit in tour.visits
        if visit.method == "POST" and "INSERT audit_entry" not in visit.writes
        if not all(write.split()[1] in UNAUDITED_TABLES for write in visit.changes)
    ]
    assert not unrecorded, "\n".join(unrecorded)


UNAUDITED_TABLES = {
    # What one types before sending, what the engine found, and what allauth keeps of signing in.
    "physicians_registrationdraft", "matching_matchrun", "matching_suggestion", "accounts_user", "cache_entry",
    "mfa_authenticator",
}  # fmt: skip


def test_no_page_breaks_and_no_link_leads_nowhere(tour):
    broken = [visit.line for visit in [*tour.visits, *tour.links] if visit.status >= 500 or visit.problem]
    assert not broken, "\n".join(broken)
    assert len(tour.links) > 50
    dead = [visit.line for visit in tour.links if visit.status not in (200, 302)]
    assert not dead, "\n".join(dead)


def test_pages_hold_no_inline_code_no_placeholder_and_nothing_of_other_hosts(tour):
    wrong = {f"{visit.line}: {what}" for visit in _of(tour) for what in found_on(visit.html).foreign}
    assert not wrong, "\n".join(sorted(wrong))


def test_every_page_is_well_formed_with_one_heading_and_no_id_twice(tour):
    wrong = [f"{visit.line}: {broken}" for visit in _of(tour) if (broken := found_on(visit.html).broken)]
    assert not wrong, "\n".join(wrong)


def test_every_page_has_its_language_its_title_and_a_label_for_each_field(tour):
    wrong = []
    for visit in _of(tour):
        nameless = found_on(visit.html).nameless
        if 'lang="ja"' not in visit.html or "<title>" not in visit.html or nameless:
            wrong.append(f"{visit.line}: without a label {nameless}")
    assert not wrong, "\n".join(wrong)


def test_what_is_wrong_on_a_page_is_found_there():
    """The three promises above would hold of a reader that sees nothing, too."""
    bad = found_on(
        '<h1>a</h1><h1 id="x">b</h1><p id="x" style="color:red" onclick="go()"><b></p>'
        '<script>1</script><img src="//elsewhere.example/a.png"><label for="i"></label><input id="i" name="i">'
        '<input name="q" placeholder="…"><input type="hidden" name="h">'
    )
    assert set(bad.foreign) == {
        "<p style>", "<p onclick>", "<script>", "<img src=//elsewhere.example/a.png>", "<input placeholder>"
    }  # fmt: skip
    assert "twice {'x'}" in bad.broken and "h1 2" in bad.broken and "faults ['p']" in bad.broken
    assert bad.nameless == ("q",)
    assert {("", "p."), ("p.", "b."), ("p.", "input.[type=hidden]")} < bad.shapes
    good = found_on('<main><h1>a</h1><script src="/static/a.js"></script><input name="q" aria-label="b"></main>')
    assert (good.foreign, good.broken, good.nameless) == ((), "", ())
    assert ("main.", "h1.") in good.shapes


def test_every_form_that_sends_carries_its_token(tour):
    wrong = [
        visit.line
        for visit in _of(tour)
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", visit.html, re.S | re.I)
        if "csrfmiddlewaretoken" not in form
    ]
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_pages_are_small_and_ask_the_database_little(tour):
    large = [
        f"{visit.line}: {len(visit.html.encode())} bytes" for visit in _of(tour) if len(visit.html.encode()) > LARGEST
    ]
    assert not large, "\n".join(large)
    chatty = [
        f"{visit.line}: {visit.queries} queries"
        for visit in tour.visits
        if visit.method == "GET" and visit.queries > OF_EVERY_TABLE.get(visit.name, MOST_QUERIES)
    ]
    assert not chatty, "\n".join(chatty)


def test_no_marker_of_a_missing_value_reaches_a_reader(tour):
    """`%s` is what a failed lookup leaves in these tests; 未設定 is for staff only."""
    wrong = [visit.line for visit in _of(tour) if re.search(r"%s|>None<|\bNone\b", _text(visit.html))]
    wrong += [
        visit.line for visit in _of(tour) if visit.role not in {str(r) for r in STAFF_ROLES} and "未設定" in visit.html
    ]
    assert not wrong, "\n".join(sorted(set(wrong)))


def _text(html):
    return re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style).*?</\1>", "", html, flags=re.S))


def test_every_template_compiles():
    folder = settings.PACKAGE / "web" / "templates"
    files = sorted(folder.rglob("*.html"))
    assert len(files) > 50
    for file in files:
        get_template(str(file.relative_to(folder)))
