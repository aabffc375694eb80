"""Reading an advertisement: normal form, lines, posts, facts."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from enishi.openings.reading import (
    asides,
    choice,
    corrections,
    for_all,
    neighbours,
    noise,
    notices,
    occupations,
    one_house,
    posts,
    scope,
    sections,
    several,
    tables,
    told_over,
    ways,
    who_is_there,
    withdrawn,
)
from enishi.openings.reading.again import MOST_TOLD, Again
from enishi.openings.reading.choices import without_unticked
from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.facts import FIELDS, Found, Reading, ReadOpening, with_spans
from enishi.openings.reading.fields import municipalities, place
from enishi.openings.reading.heads import STATE, signals_in
from enishi.openings.reading.items import items_of
from enishi.openings.reading.line import Item, Line, without
from enishi.openings.reading.lines import lines_of
from enishi.openings.reading.normal import LONGEST, Source, normalise
from enishi.openings.reading.once import one_text
from enishi.openings.reading.plausible import Candidate, judged
from enishi.openings.reading.post_facts import Known, facts_of
from enishi.openings.reading.posts import MOST_POSTS
from enishi.openings.reading.scoping import Post
from enishi.openings.reading.second_posts import over_besides


def read_text(original: str) -> Reading:
    """The openings of a text, or why it holds none. Reads at most `normal.LONGEST` characters; raises nothing.

    Several whole advertisements one after the other are read each alone, in their order.
    """
    with one_text():
        return _read_whole(original)


def _read_whole(original: str) -> Reading:
    source = normalise(original)
    cuts = [0, *(source.span(at, at + 1).start for at in several.begins(source.text)), min(len(original), LONGEST)]
    if len(cuts) == 2:
        return _read_alone(source)
    openings: list[ReadOpening] = []
    for start, end in itertools.pairwise(cuts):
        read = _read_one(normalise(original[start:end]))
        if not _is_of_its_own(read):
            return _read_alone(source)
        if len(openings) + len(read.openings) > MOST_POSTS:
            return Reading(original, tuple(openings), None, start)
        openings += [one.moved(start) for one in read.openings if not openings or _OF_A_POST & one.facts.keys()]
        if read.end < end - start:
            return Reading(original, tuple(openings), None, start + read.end)
    return Reading(original, tuple(openings), None) if openings else _read_alone(source)


def _read_alone(source: Source) -> Reading:
    """What one advertisement says, and the letter that it quotes says of other posts."""
    read = _read_one(source)
    quoted = read.openings and "\n>" in source.text and not any(map(_is_over, read.openings))
    over = _over_in_quotes(source.original, read) if quoted else []
    return replace(read, openings=(*read.openings, *over)) if over else read


_WHERE = frozenset(("institution", "prefecture", "municipality"))


def _is_of_its_own(read: Reading) -> bool:
    """Whether a part of a text is an advertisement, of whomever: a list's head that names a place, or the half of a story, is none."""
    return read.out_of_scope != "not_an_ad" and (
        not read.openings or any(one.facts.keys() - _WHERE for one in read.openings)
    )


_OF_A_POST = {"institution", "specialties", "any_specialty", "pay", "headcount"}
"""What a further advertisement tells at least one of: 「▽新年互礼会 1月8日(木)」 below a letter is none."""


def _is_over(opening: ReadOpening) -> bool:
    return "recruiting" in opening.facts and opening.facts["recruiting"].value is False


def _over_in_quotes(original: str, read: Reading) -> list[ReadOpening]:
    """Posts at places that the letter itself does not name, of which a letter that it quotes says that they are over."""
    lines = original[:LONGEST].split("\n")
    quoted = [line.lstrip().startswith((">", "＞")) for line in lines]
    theirs = "\n".join(re.sub(r"[>＞]", " ", w) if q else " " * len(w) for w, q in zip(lines, quoted, strict=True))
    ours = normalise("\n".join(w for w, q in zip(lines, quoted, strict=True) if not q)).text
    if not STATE.search(theirs):
        return []
    told = " ".join(str(one.facts["institution"].value) for one in read.openings if "institution" in one.facts)
    return [
        one
        for one in _read_one(normalise(theirs)).openings
        if {"institution", "recruiting"} <= one.facts.keys()
        and one.facts["recruiting"].value is False
        and one.facts["institution"].value not in ours + told
    ]


def _read_one(source: Source) -> Reading:
    """What one advertisement says."""
    original = source.original
    lines = lines_of(source.text)
    offer = scope.judged(_joined(asides.without_whole_lines(lines)))
    if offer.reason == "not_physician" or (offer.reason == "not_an_ad" and notices.stand_beside_posts(lines)):
        # sections that look for other occupations below a physician's post, or notes beside it, may outweigh it
        kept = occupations.without_other_matters(notices.without_theirs(lines))
        without = scope.judged(_joined(asides.without_whole_lines(kept)))
        offer = without if without.reason is None else offer
    doubtful = offer.reason == "not_an_ad" and offer.shares["physician"] >= IN_DOUBT
    if offer.reason is not None and not doubtful:
        return Reading(original, (), offer.reason)
    again = Again(source, lines)
    best = choice.best(every_outcome(source), source.text, again.signs)
    if doubtful and not (best is not None and any(map(_tells_an_offer, best.openings))):
        return Reading(original, (), offer.reason)
    if best is None:
        return Reading(original, (), offer.otherwise)
    openings = again.openings(best)
    if offer.shares["physician"] < SURE_OF_AN_OFFER and not any(map(_tells_terms, openings)):
        return Reading(original, (), offer.otherwise)
    return Reading(original, tuple(with_spans(source, facts) for facts in openings), None, best.end)


IN_DOUBT = 0.05
"""The share of an offer from which what is read decides whether a text is one, not how its words look."""
_OF_AN_OFFER = frozenset(FIELDS) - {"recruiting", "prefecture", "municipality"}
MANY_FACTS = 9
"""Facts of one post, of `_OF_AN_OFFER`, that no text tells which offers none."""
SURE_OF_AN_OFFER = 0.75
"""The share of an offer from which posts without terms do not speak against one."""
_TERMS = frozenset(("specialties", "any_specialty", "headcount", "days_per_week", "slots", "pay"))


def _tells_terms(facts: dict[str, Found]) -> bool:
    return not _TERMS.isdisjoint(facts)


def _tells_an_offer(facts: dict[str, Found]) -> bool:
    return "pay" in facts and len(_OF_AN_OFFER & facts.keys()) >= MANY_FACTS


def every_outcome(source: Source) -> Iterator[choice.Outcome]:
    """What an advertisement tells by every way to read it, that of the rules first; none where it tells nothing."""
    lines, left, crumbs = lines_for_posts(source)
    known = Known(told_over.remarks_in(lines))
    yield from _outcomes(source, left, crumbs, known)
    # What looks like other occupations' may be ours after all; without any post, so may what looks like the page's.
    others, theirs = noise.kept(notices.without_theirs(lines))
    kept = {(line.number, line.text) for line in left}
    more = "\n".join(line.text for line in others if (line.number, line.text) not in kept)
    if known.told and (signals_in(more) >= 2 or LISTED.search(more)):
        yield from _outcomes(source, others, theirs, known)
    if not known.told:
        yield from _outcomes(source, notices.without_theirs(lines), [], known)


def lines_for_posts(source: Source) -> tuple[list[Line], list[Line], list[Line]]:
    """The lines without what is nobody's offer; of them those read for posts, and the titles of the page beside them."""
    lines = sections.without_matters_with_contacts([without_unticked(line) for line in lines_of(source.text)])
    lines = asides.without_whole_lines(lines)
    return lines, *noise.kept(occupations.ours(lines))


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _outcomes(source: Source, lines: Sequence[Line], crumbs: Sequence[Line], known: Known) -> Iterator[choice.Outcome]:
    """What the lines tell by every way to part their posts, that of the rules first; none where they tell nothing."""
    text = _as_kept(source.text, lines)
    kept = frozenset(line.number for line in lines if not line.blank)
    items = items_of(lines, text)
    every = lines_of(source.text)
    letter = corrections.older_letter(every)
    older = items_of(letter, text)
    olden = posts.parted(letter, text, None).posts if older else []
    everywhere = [
        Found.at(n.prefecture, item.start + n.start, item.start + n.end)
        for item in items
        for n in municipalities.named_in(item.text)
        if n.written and n.prefecture
    ]
    only_place = _the_only_place(items)
    page = [
        Item(frozenset(("title",)), "", line.text, line.start, line.number)
        for line in crumbs
        if re.search(r"医師|会社|クリニック|病院|診療所|医院|献血ルーム|募集", line.text)
    ]
    taken_back = withdrawn.told_apart(lines, every, text)
    for found in _every_way(lines, text, items, olden, older, taken_back):
        if known.told > MOST_TOLD:
            return
        for index, post in enumerate(found.posts):
            if post.earlier:
                continue
            before = neighbours.of_the_same(post, index, olden, len(found.posts), older)
            before = corrections.still_standing(before, lines) if len(found.posts) == 1 or len(olden) == 1 else before
            post.shared, post.earlier = [*post.shared, *before], before
        for_all.heard_by_all(found.posts)
        heading = place.heading_prefecture([item for item in (found.common or items) if not item.about("process")][:6])
        end = LONGEST
        if len(found.posts) > MOST_POSTS:
            last = max((item.end for item in found.posts[MOST_POSTS - 1].own), default=0)
            end = source.span(last - 1, last).end or LONGEST
        whole = (found.listed, len(found.posts) > 1, heading, found.institution, *found.where, *found.thousands.items())
        last_word = max((item.end for post in found.posts for item in post.own), default=0) if found.listed else 0
        candidates = []
        as_read = {}
        for post in found.posts[:MOST_POSTS]:
            given = tuple((name, str(one.value), one.places) for name, one in sorted(post.given.items()))
            key = (tuple(post.own), tuple(post.shared), given, post.mark, last_word, whole)
            if key not in known.posts:
                known.posts[key] = facts_of(
                    post, found, text, heading, everywhere, len(found.posts), known, page, only_place
                )
            as_read[id(post)] = known.posts[key]
            candidates.append(Candidate(post, dict(known.posts[key])))
        candidates = told_over.close(candidates, known.remarks)
        one_house.as_above(candidates)
        one_house.filled_in(candidates, text)
        one_house.placed(candidates)
        if worth := _worth(judged(who_is_there.without(candidates, text), listed=found.listed)):
            known.told += len(found.posts)
            openings = [one.facts for one in worth]
            told_by = [(one.post, as_read[id(one.post)]) for one in worth]
            yield choice.Outcome(openings, end, [post.own for post in found.posts], told_by, kept)


def _every_way(
    lines: Sequence[Line],
    text: str,
    items: Sequence[Item],
    olden: Sequence[Post],
    older: list[Item],
    taken_back: list[Post] | None,
) -> Iterator[posts.Parted]:
    """Every way to part the posts; that of an older letter first, where the newer one tells of none of them alone."""
    parted = ways.every(lines, text, tables.find(lines))
    first = next(parted, None)
    if first is not None and len(first.posts) == 1 and len(olden) > 1:
        yield posts.Parted(neighbours.in_an_older_letter(items, olden), list(items), False)
    if first is not None and not first.listed:
        for closed in over_besides(older, first.posts, text):  # an older letter may have closed another post
            said = closed.own[0]
            older[:] = [without(item, said.text, said.start) for item in older]
            closed.earlier = closed.own
            first.posts.append(closed)
    yield from [first] if first is not None else []
    yield from [posts.Parted(taken_back, [], False)] if taken_back is not None else []
    yield from parted


def _as_kept(text: str, lines: Sequence[Line]) -> str:
    """The text with the blanks that the lines have where they take back their own words; everything in its place."""
    parts: list[str] = []
    at = 0
    for line in lines:
        if line.text and line.start >= at:
            parts += (text[at : line.start], line.text)
            at = line.start + len(line.text)
    return "".join(parts) + text[at:]


def _the_only_place(items: Sequence[Item]) -> tuple[Found, Found] | None:
    """Prefecture and municipality where a text names one municipality only."""
    named = {
        (n.prefecture, n.municipality): Found.at(n.municipality, item.start + n.start, item.start + n.end)
        for item in items
        for n in municipalities.named_in(item.text)
        if n.municipality and n.prefecture
    }
    if len(named) != 1:
        return None
    (prefecture, _), found = next(iter(named.items()))
    return Found(prefecture, found.places), found


def _names_its_place(post: Post, facts: dict[str, Found]) -> bool:
    """Whether the words of the post itself name where it is."""
    if post.own and re.match(
        r"\W*(?:(?:\d{1,2}|[A-E])\W+)?(?:専属|嘱託)?(?:産業医|嘱託医|校医|施設長|健診医)", post.own[0].text
    ):
        return True  # what it is called says which post
    name = facts.get("institution")
    return name is not None and any(item.start <= name.places[0][0] < item.end for item in post.own)


def _worth(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The posts without those that turned out to say nothing of one, unless that is all there is."""
    telling = ("specialties", "any_specialty", "pay", "headcount", "employment", "slots", "days_per_week")
    good = [
        one
        for one in candidates
        if any(name in one.facts for name in telling)
        or ("recruiting" in one.facts and _names_its_place(one.post, one.facts))
    ]
    return good or [one for one in candidates[:1] if "institution" in one.facts or "recruiting" in one.facts]
