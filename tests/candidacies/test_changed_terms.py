"""Who was shown terms learns when they change, once a version, and reads before and after."""

from enishi.candidacies.changed_terms import changed_since_shown
from enishi.openings.actions import confirm_opening, revise_opening
from enishi.openings.scope import save_needs


def test_a_physician_in_talks_is_told_of_changed_terms_and_reads_both(world):
    candidacy = world.candidacy("dialogue")
    opening, by = candidacy.opening, world.actor(candidacy.opening.institution)
    confirm_opening(opening=opening, by=by, confirmed_by="事務長")
    assert changed_since_shown(candidacy) is None

    def told():
        return [n for n in world.messages(candidacy.physician) if n.kind == "E43v"]

    assert told() == []
    revise_opening(opening=opening, by=by, terms={"daily_pay_yen": 80_000})
    save_needs(opening=opening, by=by, group="wounds", needs={"suture": "must"})
    assert len(told()) == 1 and "万円" not in told()[0].body  # the second waits for the first to be read
    candidacy.refresh_from_db()
    before, now = changed_since_shown(candidacy)
    assert (before.daily_pay_yen, now.daily_pay_yen, before.scope) == (90_000, 80_000, {})
    page = world.signed_in(candidacy.physician).get(f"/my/talks/{candidacy.number}").content.decode()
    assert "条件が<wbr>変わりました" in page and "9万円" in page and "縫合" in page


def test_who_has_no_part_in_it_any_more_is_not_told(world):
    candidacy = world.candidacy("physician_declined")
    by = world.actor(candidacy.opening.institution)
    revise_opening(opening=candidacy.opening, by=by, terms={"daily_pay_yen": 80_000})
    assert not [n for n in world.messages(candidacy.physician) if n.kind == "E43v"]
