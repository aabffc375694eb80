"""The town's edition of the tables of research: made of made-up rows, as the town itself has too few people for one."""

from enishi.accounts.roles import Role
from enishi.common.clock import today
from enishi.research.editions import digest_of, made
from enishi.research.models import ResearchEdition
from meta.town_objects import Objects, put
from research.made_records import employment, person, records

READERS = (Role.RESEARCHER, Role.SUPERVISOR, Role.COMPLIANCE)


def count_research() -> None:
    rows = [employment(n, key=f"few{n}") for n in range(8)]
    rows += [employment(n, key=f"many{n}", to_class="many", moved=False) for n in range(20, 34)]
    tables = made(records([person(n) for n in range(30)], rows))
    ResearchEdition.objects.create(until=today(), tables=tables, digest=digest_of(tables))


def put_research(found: Objects, role: str) -> None:
    reads = role in READERS
    own = [("few3",)]
    put(found, ("told_placement",), own * reads, own * (not reads), "nobody")
