"""The menu of the staff: one line of what is needed most, the rest one press away, and the page shown is always on the line."""

from enishi.accounts.roles import Role
from enishi.web.components.navigation import ON_THE_LINE, menu


def test_a_long_menu_of_the_staff_keeps_one_line_and_hides_nothing_for_good():
    entries = menu("desk", "/desk", Role.SUPERVISOR)
    assert [entry.more for entry in entries] == [False] * ON_THE_LINE + [True] * (len(entries) - ON_THE_LINE)
    here = next(entry for entry in menu("desk", "/desk/team", Role.SUPERVISOR) if entry.href == "/desk/team")
    assert here.current and not here.more


def test_hospitals_and_physicians_see_their_whole_menu():
    for section, path, role in (("institution", "/inst", Role.INSTITUTION_ADMIN), ("physician", "/my", Role.PHYSICIAN)):
        assert not any(entry.more for entry in menu(section, path, role))
