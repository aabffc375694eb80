"""On every page of the desk where a record is written over, two people know of each other."""

from enishi.web.desk.presence import ALONE, EDIT_PAGES
from meta.addresses import addresses, table


def test_each_page_of_the_desk_with_a_form_about_one_record_shows_who_else_is_here_or_says_why_not():
    parts = {address.name: address.parameters for address in addresses()}
    forms = {
        name
        for name, entry in table().items()
        if name.startswith("desk_") and set(entry.methods) == {"GET", "POST"} and parts[name]
    }
    assert sorted(forms - EDIT_PAGES.keys() - ALONE.keys()) == []
    assert sorted((EDIT_PAGES.keys() | ALONE.keys()) - forms) == []
    assert not EDIT_PAGES.keys() & ALONE.keys()
