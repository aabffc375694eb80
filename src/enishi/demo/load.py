"""Load the demo: fictional people, institutions and talks, written in the past through the real actions."""

import random

from django.utils import timezone

from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.changes import in_silence
from enishi.common.clock import today
from enishi.demo.advertised import lay_down_advertisements
from enishi.demo.aftercare import tell_of_placements
from enishi.demo.almanac import Almanac
from enishi.demo.applicants import Applicant, plan_applicants, register_all
from enishi.demo.beginners import let_begin
from enishi.demo.callbacks import ask_for_calls
from enishi.demo.campaigns import count_results, send_out
from enishi.demo.casting import FRESH_DAYS, Stage, cast_all
from enishi.demo.companions import move_together
from enishi.demo.conferences import hold_conferences
from enishi.demo.contacts import make_contacts
from enishi.demo.designations import designate
from enishi.demo.desk_notes import write_beside
from enishi.demo.doubles import enter_twice, register_again
from enishi.demo.explained import explain_and_certify
from enishi.demo.fees import bill_and_collect
from enishi.demo.houses import apply_once, describe, tell_of_pinned
from enishi.demo.interviews import hold_interview
from enishi.demo.keeping import leave_and_hold, tell_of_backups
from enishi.demo.lists import show_elsewhere
from enishi.demo.needs import ask_for_days
from enishi.demo.offers import plan_offers, publish_all
from enishi.demo.one_transaction import one_transaction
from enishi.demo.outbox import settle_outbox
from enishi.demo.pairs import Matchmaker
from enishi.demo.papers import lay_down_papers
from enishi.demo.papers_out import lay_out_papers
from enishi.demo.people import employ_staff, is_loaded
from enishi.demo.pinned import tell_of_colleagues, tell_of_whole_weeks, tell_pinned
from enishi.demo.places import Place, build_places
from enishi.demo.privacy import open_data, protect
from enishi.demo.public_news import count_months, tell_news
from enishi.demo.readers import gather_readers
from enishi.demo.readiness import prepare_pinned
from enishi.demo.referrals import exchange_referrals
from enishi.demo.relays import share_posts
from enishi.demo.research import agree_and_count
from enishi.demo.safety import keep_safe
from enishi.demo.seminars import hold_seminars
from enishi.demo.surveys import hold_surveys
from enishi.demo.talk_rooms import furnish
from enishi.demo.team import have_second_persons
from enishi.demo.told_stories import tell_stories
from enishi.demo.travels import plan_days
from enishi.demo.work import fill_in
from enishi.desk.slates import ask_slate
from enishi.openings.models import Opening
from enishi.physicians.half_yearly import renew_applications

SEED = 20200801


def load_demo() -> str:
    """Load everything in one transaction and say what stands there; "" if it was loaded before."""
    if is_loaded():
        return ""
    with one_transaction(), in_silence():
        return _load(random.Random(SEED))


def _load(rng: random.Random) -> str:
    staff = employ_staff()
    send_out(staff["outreach"], rng)
    places = build_places(staff["desk"])
    offers, applicants = plan_offers(places, rng), plan_applicants(rng)
    almanac = Almanac(rng)
    publish_all(offers, almanac)
    register_all(applicants, almanac, [staff[w] for w in ("coordinator", "coordinator2", "coordinator3")])
    almanac.play()
    stage = _stage(places, applicants, rng)
    own = _own_openings(stage, places[0])
    playing = tell_pinned(stage, almanac, own)
    cast_all(stage, almanac, playing)
    tell_of_colleagues(stage, almanac, own, playing)
    tell_of_whole_weeks(stage, almanac, playing, random.Random(SEED + 1))
    almanac.play()
    tell_of_placements(rng)
    _pinned_pages(stage, places[0])
    prepare_pinned(places[0])
    ask_for_calls(staff["desk"])
    ask_for_days(places, staff["desk"])
    share_posts(places, staff["coordinator"])
    lay_down_advertisements(places, staff["desk"])
    explain_and_certify(staff, places)  # before the one who applied yesterday is shown the same words
    _houses(places, staff["desk"], rng)
    let_begin(staff["desk"], next(iter(stage.openings.values()), None))
    hold_interview(staff["coordinator"])
    lay_down_papers(applicants)
    make_contacts(applicants[0].physician, staff["coordinator"])
    himself = applicants[0].physician
    protect(himself, places)
    open_data(himself, staff["coordinator"], places[0].staff)
    move_together(himself, staff["coordinator"])
    furnish(himself, places[0], staff["coordinator"])
    register_again(applicants, staff["coordinator"])
    enter_twice(places, staff["desk"])
    write_beside(himself, places[0].institution, staff)
    plan_days(places, staff)
    have_second_persons(staff)
    exchange_referrals(himself, places[0].institution, staff)
    lay_out_papers(places, staff["desk"])
    hold_conferences(himself, staff)
    bill_and_collect(staff["office"], staff["desk"], rng)
    tell_stories(staff["outreach"], staff["office"])
    hold_seminars(staff["outreach"], staff["office"])
    gather_readers(staff["outreach"], staff["office"])
    show_elsewhere(staff["outreach"])
    keep_safe(staff, himself)
    hold_surveys(staff)
    leave_and_hold(applicants, staff)
    renew_applications(today())  # of those accepted more than a year ago
    tell_of_backups()
    settle_outbox()
    designate(places)
    ask_slate(
        by=staff["coordinator"], everybody=False, shortage_weight=0.5
    )  # computed by the worker, not while loading
    tell_news(staff["outreach"], staff["office"])
    count_months()
    agree_and_count()
    count_results()
    return f"見本を読み込みました（医療機関 {len(places)}、募集 {len(offers)}、医師 {len(applicants)}、お引き合わせ {Candidacy.objects.count()}）。"


def _stage(places: list[Place], applicants: list[Applicant], rng: random.Random) -> Stage:
    openings = {o.pk: o for o in Opening.objects.published().with_terms() if _is_fresh(o)}
    return Stage(
        applicants={d.physician.pk: d for d in applicants},
        openings=openings,
        places={p.institution.pk: p for p in places},
        since={pk: (today() - o.received_on).days for pk, o in openings.items() if o.received_on},
        matchmaker=Matchmaker(list(openings)),
        rng=rng,
    )


def _pinned_pages(stage: Stage, place: Place) -> None:
    """The pinned physician's own pages, and what the opening for home visits asks."""
    physician = next(d.physician for d in stage.applicants.values() if d.pinned)
    fill_in(physician, stage.openings[_own_openings(stage, place)[0]], place.staff)


def _houses(places: list[Place], desk: Actor, rng: random.Random) -> None:
    """What institutions tell of themselves, all of it by the pinned one, and an application that waits."""
    for place in places[1:]:
        describe(place.institution, place.staff, rng)
    tell_of_pinned(places[0].institution, places[0].staff, desk)
    apply_once(places[0].institution.municipality)


def _is_fresh(opening: Opening) -> bool:
    """Fresh enough to be proposed for the days of a story still to come."""
    return opening.confirmed_at is not None and (today() - timezone.localdate(opening.confirmed_at)).days <= FRESH_DAYS


def _own_openings(stage: Stage, place: Place) -> list[int]:
    """The pinned institution's openings, one for home visits first."""
    own = [o for o in stage.openings.values() if o.institution_id == place.institution.pk]
    return [o.pk for o in sorted(own, key=lambda o: (not o.current.title.startswith("訪問診療"), o.pk))]
