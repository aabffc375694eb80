"""The town's edition of the tables of research: made of made-up rows, as the town itself has too few people for one."""

import uuid
from decimal import Decimal

from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.research.asking import ask_with_noise
from enishi.research.cubes import CUBES, PEOPLE
from enishi.research.editions import digest_of, made
from enishi.research.models import NoisyAnswer, ResearchEdition, Scenario, YearlyCut
from enishi.research.offers import ask_offers
from enishi.research.scenarios import OFFERS, keep_scenario
from enishi.research.yearly import freeze
from meta.town_objects import Objects, put
from research.made_records import employment, person, records

READERS = (Role.RESEARCHER, Role.SUPERVISOR, Role.COMPLIANCE)


def count_research(by: Actor) -> None:
    rows = [employment(n, key=f"few{n}") for n in range(8)]
    rows += [employment(n, key=f"many{n}", to_class="many", moved=False) for n in range(20, 34)]
    tables = made(records([person(n) for n in range(30)], rows))
    edition = ResearchEdition.objects.create(until=today(), tables=tables, digest=digest_of(tables))
    keep_scenario(key=uuid.uuid4(), kind="area", title="釜石", snapshot="2024-01", asked={}, found={"rows": []}, by=by)
    freeze(today().year - 1)
    ask_offers(key=uuid.uuid4(), area="03", changes=["pay_10", "offer_housing"], seeds=10, by=by)
    ask_with_noise(edition=edition, cube=PEOPLE, asked=["region"], epsilon=Decimal("0.5"), by=by)


def put_research(found: Objects, role: str) -> None:
    reads = role in READERS
    own = [("few3",)]
    put(found, ("dataset", "file_form"), [("figures", "csv"), ("research-tables", "parquet")], [], "nothing", "csv")
    answers = [(pk,) for pk in NoisyAnswer.objects.values_list("pk", flat=True)]
    for about, values, unknown in (
        (("told_placement",), own, ("nobody",)),
        (("noisy_answer",), answers, (999999,)),
        (("scenario",), [(pk,) for pk in Scenario.objects.values_list("pk", flat=True)], (999999,)),
        (
            ("offers_scenario",),
            [(pk,) for pk in Scenario.objects.filter(kind=OFFERS).values_list("pk", flat=True)],
            (999999,),
        ),
        (("yearly_cut",), [(year,) for year in YearlyCut.objects.values_list("year", flat=True)], (1999,)),
        (("cube",), [(key,) for key in CUBES], ("nothing",)),
        (("cube", "table_form"), [("people", "csv"), ("employments", "json")], ("nothing", "csv")),
    ):
        put(found, about, values * reads, values * (not reads), *unknown)
    years = [(year,) for year in YearlyCut.objects.values_list("year", flat=True)]
    takes = role in (Role.RESEARCHER, Role.COMPLIANCE)
    put(found, ("yearly_cut_file",), years * takes, years * (not takes), 1999)
