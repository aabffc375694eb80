"""Made-up rows of research for tests: whoever, from and to anywhere."""

from datetime import date

from hypothesis import strategies as st

from enishi.research.cubes import AGES, CLASSES, PRESENT, REGIONS, STAGES
from enishi.research.need import SCHEMES
from enishi.research.records import Employment, Person, Records

UNTIL = date(2026, 10, 31)
REGION_KEYS = [key for key in REGIONS if key][:3]
CLASS_KEYS = [key for key in CLASSES if key]


def person(n=0, **given):
    facts = {"year": 2026, "region": "tohoku", "field": "internal_medicine", "age": "60〜69歳", "present": "employed"}
    return Person(key=f"p{n}", **(facts | {"stage": "registered"} | given))


def need(weight):
    return dict.fromkeys(SCHEMES, weight)


def employment(n=0, **given):
    facts = {
        "key": f"e{n}", "person": f"p{n}", "year": 2026, "region": "tohoku", "to_area": "久慈（岩手県）", "to_class": "few",
        "from_class": "many", "moved": True, "half_days": 4, "term": "fixed", "field": "internal_medicine", "age": "60〜69歳",
        "supported": True, "days": 200, "left": False, "cause": "", "audited": 0, "kept": 0, "to_need": need(1.5),
        "from_need": need(0.5),
    }  # fmt: skip
    return Employment(**(facts | given))


def records(people=(), employments=()):
    return Records(UNTIL, list(people), list(employments))


WEIGHTS = st.floats(1 / 3, 3)
NEEDS = st.fixed_dictionaries(dict.fromkeys(SCHEMES, WEIGHTS))
PEOPLE = st.lists(
    st.builds(
        Person, st.just("k"), st.sampled_from([2025, 2026]), st.sampled_from(REGION_KEYS), st.just("any"),
        st.sampled_from(list(AGES)[:3]), st.sampled_from(list(PRESENT)[:2]), st.sampled_from(list(STAGES)[:2]),
    ),
    max_size=30,
)  # fmt: skip
EMPLOYMENTS = st.lists(
    st.builds(
        employment, st.integers(0, 99), to_class=st.sampled_from(CLASS_KEYS), from_class=st.sampled_from(CLASS_KEYS),
        moved=st.booleans(), half_days=st.integers(1, 10), days=st.integers(-1, 900), left=st.booleans(),
        age=st.sampled_from(list(AGES)[:3]), supported=st.booleans(), to_need=NEEDS, from_need=NEEDS,
        to_area=st.sampled_from(["久慈（岩手県）", "釜石（岩手県）"]), cause=st.sampled_from(["health", "family"]),
    ),
    max_size=25,
)  # fmt: skip
