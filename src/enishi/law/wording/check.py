"""The checker: everything the law has to say about one opening on one day, all at once."""

from collections.abc import Iterator, Mapping
from datetime import date

from enishi.law.age_limits import IN_FORCE_SINCE as AGE_LAW_SINCE
from enishi.law.age_limits import AgeException
from enishi.law.condition_requirements import MissingItem
from enishi.law.conditions import Given, missing_items, unlawful_items
from enishi.law.contracts import ContractKind
from enishi.law.wording import age_words, contract_words, person_words, sex_words, vague_words
from enishi.law.wording.findings import Finding, Severity, Statute
from enishi.law.wording.folding import folded
from enishi.law.wording.pay_words import pay_findings
from enishi.law.wording.terms import deadline_findings, term_findings
from enishi.law.wording.word_rules import widest

WORD_RULES = (
    *sex_words.RULES,
    *age_words.RULES,
    *person_words.RULES,
    *contract_words.RULES,
    *vague_words.RULES,
)
TEXTS_OF_CONDITIONS = (
    "duties", "duties_change_scope", "renewal_criteria", "renewal_limit", "probation_details", "place",
    "place_change_scope", "working_hours", "breaks", "holidays", "overtime", "pay", "pay_details", "insurance",
    "employer_name", "smoking",
)  # fmt: skip
GIFT = "contract_gift"
_UNREAD = frozenset({"employer_name", "place"})  # names: 「町立若手病院」 asks nobody's age
_BOUND_BY_TERMS = frozenset({"renewal_limit"})  # its ages are read with the term, see `terms`


def check(
    given: Given,
    texts: Mapping[str, str],
    on: date,
    *,
    age_exception: AgeException | None = None,
    retirement_age: int | None = None,
    civil_service: bool | None = None,
) -> list[Finding]:
    """Every finding: what blocks first, then by field.

    given: `Conditions`; its texts are read too. texts: free texts by the key of their field. on: the day; from 2018-01-01.
    civil_service: whether one is appointed as a local civil servant, None to take it from the words.
    Raises NotInForce before 2018-01-01.
    """
    found = [*_missing(given, on), *(f for f in term_findings(given, on) if f.statute.since <= on)]
    found += words(
        given, texts, on, age_exception=age_exception, retirement_age=retirement_age, civil_service=civil_service
    )
    return in_order(found)


def words(
    given: Given,
    texts: Mapping[str, str],
    on: date,
    *,
    age_exception: AgeException | None = None,
    retirement_age: int | None = None,
    civil_service: bool | None = None,
) -> list[Finding]:
    """Only what the words themselves say wrongly: for an advertisement whose conditions nobody has sorted yet."""
    read = {**_texts_of(given), **{key: text for key, text in texts.items() if text}}
    plain = {key: folded(text) for key, text in read.items()}
    # Most rules meet nothing: one look at everything at once is eight times quicker than one at each field.
    whole = "。\n".join(plain.values())
    rules = [rule for rule in WORD_RULES if rule.pattern.search(whole)]
    civil = age_words.is_civil_service(whole) if civil_service is None else civil_service
    kind = given.get("contract_kind")
    contract = ContractKind(str(kind)) if kind in set(ContractKind) else None
    found: list[Finding] = []
    for field, text in read.items():
        here: list[Finding] = []
        for rule in rules:
            here += rule.found_in(field, text, plain[field], on)
        if on >= AGE_LAW_SINCE and field not in _BOUND_BY_TERMS:
            here += age_words.age_findings(
                field, text, plain[field], on, exception=age_exception, contract_kind=contract,
                retirement_age=retirement_age, civil_service=civil,
            )  # fmt: skip
        here += deadline_findings(field, text, plain[field], on)
        here += (f for f in pay_findings(field, text, plain[field], given, on) if f.statute.since <= on)
        found += widest(here)
    return in_order(found)


def gifts(text: str, on: date) -> list[Finding]:
    """Gifts by which people are called to register, apply or start (許可条件 and 指針, since 2021-04-01): of letters, which are no
    advertisements."""
    plain = folded(text)
    return [f for rule in contract_words.RULES if rule.key == GIFT for f in rule.found_in("text", text, plain, on)]


def in_order(found: list[Finding]) -> list[Finding]:
    """What blocks first; the order of the fields is kept, within a field the order of the words."""
    return sorted(found, key=lambda f: not f.blocks)


def _texts_of(given: Given) -> dict[str, str]:
    texts = ((key, given.get(key)) for key in TEXTS_OF_CONDITIONS if key not in _UNREAD)
    return {key: text for key, text in texts if isinstance(text, str) and text}


def _missing(given: Given, on: date) -> Iterator[Finding]:
    for gap in missing_items(given, on):
        yield as_finding(gap, "missing")
    for gap in unlawful_items(given):
        yield as_finding(gap, "unlawful")


def as_finding(gap: MissingItem, topic: str) -> Finding:
    """A missing or unlawful item as a finding without words. topic: missing or unlawful."""
    statute = Statute("", gap.article, gap.in_force_since, binding=gap.statutory)
    why = gap.sentence.partition("例：")[0]
    return Finding(
        f"{topic}:{gap.field}", topic, Severity.BLOCK, gap.field, 0, 0, "", statute, why,
        f"例：「{gap.example}」",
    )  # fmt: skip
