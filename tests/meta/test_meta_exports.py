"""Every address that hands out a file is recorded with words, or says why nobody need know."""

import inspect
import types
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from enishi.audit.models import Entry
from enishi.office.files_taken import BY_ADDRESS, FILES, HARMLESS, ITSELF, NOT_OF_MANY, OF_MANY
from meta.addresses import addresses

SENDS = "Content-Disposition"


def codes(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            yield from codes(const)


def reached(view: Any, seen: set[Any]) -> set[Any]:
    """The functions of ours that a view may call, found in its code and theirs; what a decorator or a factory closes over too."""
    plain = inspect.unwrap(view)
    if not isinstance(plain, types.FunctionType) or plain in seen or not plain.__module__.startswith("enishi."):
        return seen
    if not plain.__module__.startswith(("enishi.web", "enishi.office")):
        return seen
    seen.add(plain)
    for cell in plain.__closure__ or ():
        if callable(cell.cell_contents):
            reached(cell.cell_contents, seen)
    for code in codes(plain.__code__):
        for name in code.co_names:
            known = plain.__globals__.get(name)
            if isinstance(known, types.ModuleType) and known.__name__.startswith("enishi."):
                for inner in code.co_names:
                    reached(getattr(known, inner, None), seen)
            else:
                reached(known, seen)
    return seen


@lru_cache(maxsize=1)
def senders() -> dict[str, bool]:
    """URL name of each view that can answer with a file → whether it records that itself."""
    found = {}
    for address in addresses():
        if "enishi" not in getattr(inspect.unwrap(address.view), "__module__", ""):
            continue
        made = [code for function in reached(address.view, set()) for code in codes(function.__code__)]
        if any(SENDS in code.co_consts or (SENDS,) in code.co_consts or names_it(code) for code in made):
            found[address.name.rpartition(":")[2]] = any("record_export" in code.co_names for code in made)
    return found


def names_it(code: types.CodeType) -> bool:
    return any(isinstance(const, tuple) and SENDS in const for const in code.co_consts)


def test_every_address_that_hands_out_a_file_has_words_or_a_reason():
    unnamed = {name for name, records in senders().items() if not records} - set(BY_ADDRESS) - set(HARMLESS)
    assert not unnamed, f"name them in office/files_taken.py: {sorted(unnamed)}"


def test_no_name_is_left_over_and_none_stands_on_both_sides():
    assert not (set(BY_ADDRESS) | set(HARMLESS)) - set(senders()) - {"left_certificate"}
    assert not set(BY_ADDRESS) & set(HARMLESS) and not set(BY_ADDRESS) & set(ITSELF)
    assert all(words.strip() for words in [*FILES.values(), *HARMLESS.values()])


def test_every_file_with_the_data_of_many_asks_for_what_it_is_taken_and_no_other_does():
    asking = {
        a.name.rpartition(":")[2] for a in addresses() if getattr(inspect.unwrap(a.view, stop=asks), "asks_why", False)
    }
    assert asking == OF_MANY


def asks(view: Any) -> bool:
    return hasattr(view, "asks_why")


def test_whatever_a_view_records_itself_is_of_many_or_says_why_not():
    of_many = {"ledger_openings", "ledger_seekers", "ledger_fees", "ledger_form30"}
    of_many |= {"disclosures", "complaints", "societies", "survey_answers", "yearly_cut"}
    assert set(ITSELF) == of_many | set(NOT_OF_MANY)


def test_a_file_of_oneself_and_of_others_is_recorded_once_and_a_harmless_one_not_at_all(world):
    physician = world.physician()
    client, office = world.signed_in(physician), world.signed_in(world.office())
    assert client.get("/my/data/export.json").status_code == 200
    own = Entry.objects.get(action="export:my_data_json")
    assert (own.role, own.object_number, own.actor_id) == ("physician", "json", physician.user_id)
    assert client.head("/my/data/export.json").status_code == 200
    for _ in office.post("/ops/ledgers/seekers/file/csv", {"why": "inspection"}):
        pass
    assert Entry.objects.filter(action__startswith="export:").count() == 2, "the ledger records itself, and once"
    world.signed_in(physician).get("/opendata/figures.csv")
    world.signed_in(physician).get("/register/paper.pdf")
    assert Entry.objects.filter(action__startswith="export:").count() == 2


def test_the_office_reads_who_took_what_about_whom_and_narrows_it_by_a_number(world):
    physician, office = world.physician(), world.office()
    coordinator = world.signed_in(world.coordinator("見本 取り出す"))
    assert coordinator.get(f"/desk/records/{physician.number}/handover.pdf").status_code == 200
    client = world.signed_in(office)
    page = client.get("/ops/exports").content.decode()
    assert "引き継ぎの一枚（PDF）" in page and physician.number in page and "見本 取り出す" in page
    assert "引き継ぎの一枚" in client.get("/ops/exports", {"number": physician.number}).content.decode()
    assert "引き継ぎの一枚" not in client.get("/ops/exports", {"number": "P-1999-0001"}).content.decode()
