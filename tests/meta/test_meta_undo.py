"""Every press at the desk is taken back by a button, on a page of its own, or is lasting for a reason that is written down."""

from enishi.web.desk.undo_table import BY_BUTTON, LASTING, ON_ITS_PAGE, UNDOS
from meta.addresses import table


def test_each_address_of_the_desk_that_takes_a_press_says_how_it_is_taken_back_or_why_not():
    pressed = {name for name, entry in table().items() if name.startswith("desk_") and "POST" in entry.methods}
    told = [*BY_BUTTON, *ON_ITS_PAGE, *LASTING]
    assert len(told) == len(set(told)), sorted(name for name in told if told.count(name) > 1)
    assert sorted(pressed - set(told)) == []
    assert sorted(set(told) - pressed) == []
    assert all(len(reason) > 10 for reason in (*ON_ITS_PAGE.values(), *LASTING.values()))


def test_each_way_of_taking_back_is_offered_by_some_address():
    assert sorted(what for offered in BY_BUTTON.values() for what in offered) == sorted(UNDOS)
