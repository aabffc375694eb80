"""The town's stories, seminars and newsletter: one of each that everybody reads, one that is still a draft."""

from enishi.outreach import embeds, newsletter
from enishi.outreach.models import EmbedSite, NewsletterIssue, Seminar, SeminarEntry, Story, Subscriber
from enishi.outreach.story_querysets import WRITERS
from enishi.web.public.story_cards import address_of
from factories.newsletter import issue_in, reader_in
from factories.seminars import entry_in, seminar_in
from factories.stories import photo, story_in
from factories.world import World
from meta.acts_newsletter import embed_in
from meta.town_objects import Objects, put


def tell_stories(world: World) -> None:
    story_in(world, words={"alt": "海辺の診療所"}, picture=photo(), facts=["picture"])
    story_in(world, "draft", words={"title": "まだ下書きの話"})
    seminar = seminar_in(world, capacity=1, online="会議の番号 123-456")
    for state, address in (("seated", "a@example.jp"), ("waiting", "b@example.jp"), ("asked", "c@example.jp")):
        entry_in(world, seminar, state, address=address)
    seminar_in(world, "draft", title="まだ下書きの催し")
    embed_in(world)
    reader_in(world)
    issue_in(world, "sent")
    issue_in(world, "draft")
    reader_in(world, address="unsure@example.jp", confirmed=False)


def put_stories(found: Objects, role: str) -> None:
    draft, shown = Story.objects.order_by("-id")
    slug = [(address_of(s).rpartition("/")[2],) for s in (shown, draft)]
    put(found, ("story",), [("relay",), slug[0]], [slug[1]], "no-such-story")
    put(found, ("own_story",), [(shown.token,), (draft.token,)], [], "no-such-token")
    put(found, ("story_picture",), [(shown.pictures.get().digest[:20],)], [], "0" * 20)
    both, keeps = [(shown.number,), (draft.number,)], role in WRITERS
    put(found, ("told_story",), both * keeps, both * (not keeps), "M-2026-9999")
    acts = [(n, what) for (n,) in both for what in ("ask", "approve", "return")]
    put(found, ("told_story", "story_act"), acts * keeps, acts[:1] * (not keeps), shown.number, "no-such-act")
    draft_seminar, open_seminar = Seminar.objects.order_by("-id")
    numbers = [(open_seminar.number,), (draft_seminar.number,)]
    put(found, ("public_event",), numbers[:1], numbers[1:], "S-2026-9999")
    put(found, ("seminar",), numbers if keeps else numbers[:1], numbers * (not keeps), "S-2026-9999")
    steps = [(n, what) for (n,) in numbers for what in ("publish", "attendance")]
    put(found, ("seminar", "seminar_act"), steps * keeps, steps[:1] * (not keeps), open_seminar.number, "no-such-act")
    put(found, ("event_entry",), [(e.token,) for e in SeminarEntry.objects.all()], [], "no-such-token")
    draft_issue, sent_issue = ((issue.number,) for issue in NewsletterIssue.objects.order_by("-id"))
    writes = role in newsletter.WRITERS
    put(found, ("sent_issue",), [sent_issue], [draft_issue], "L-2026-9999")
    issues = [sent_issue, draft_issue]
    put(found, ("issue",), issues * writes, issues * (not writes), "L-2026-9999")
    put(found, ("reader",), [(r.token,) for r in Subscriber.objects.order_by("id")], [], "no-such-token")
    cards = [("event", open_seminar.number), ("newsletter", sent_issue[0]), ("story", shown.number.lower())]
    put(found, ("card_kind", "card_number"), cards, [("event", draft_seminar.number)], "story", "no-such-story")
    put(found, ("press_piece",), [("facts.txt",), ("press.zip",)], [], "no-such.txt")
    site = EmbedSite.objects.get()
    signed = (site.number, embeds.signature(site))
    put(found, ("embed_number", "embed_signature"), [signed], [], site.number, "0" * embeds.LENGTH)
    put(found, ("embed",), [signed[:1]] * keeps, [signed[:1]] * (not keeps), "W-2026-9999")
