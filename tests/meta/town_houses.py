"""What the institutions of the tour have told: members, invitations, their book, their town; two of everything."""

from enishi.accounts.roles import DESK_ROLES, OFFICE_ROLES, Role
from enishi.common.clock import today
from enishi.institutions.continuity import save_post, share_book
from enishi.institutions.members import invite, members_of
from enishi.institutions.models import Institution
from enishi.institutions.reality import save_reality
from enishi.institutions.region import decide_fact, propose_facts
from factories.world import World
from meta.acts_institutions import token_in


class Houses:
    """Of the hospital whose pages are looked at, and of the other one."""

    def __init__(self, world: World, hospital: Institution, other: Institution) -> None:
        self.hospital, self.other = hospital, other
        self.application = world.application()
        self.invitations, self.posts, self.facts = [], [], []
        for house in (hospital, other):
            by = world.actor(house)
            save_reality(
                institution=house, by=by, answers={"clerks": "2", "records": "paper"}, as_of=today(), said_by="事務長"
            )
            self.posts.append(
                save_post(institution=house, by=by, label="内科部長", services=["内科"], born=1960, until=today())
            )
            self.invitations.append(
                invite(
                    institution=house,
                    by=by,
                    mail=f"invited{house.pk}@hospital.example.jp",
                    name="ご招待",
                    role=Role.INSTITUTION_STAFF,
                )
            )
            told = propose_facts(
                institution=house,
                by=by,
                answers={"snow": f"年に{house.pk}日", "rent": "4万円ほど", "voice": "静かです"},
                source="市の担当者",
                as_of=today(),
            )
            for fact in told[1:]:
                decide_fact(fact=fact, by=world.ms_miura, show=True)
            self.facts.append(told[0])
        share_book(institution=other, by=world.actor(other), shared=True)
        self.token = token_in(self.invitations[0])

    def values(self, role: str) -> dict[str, tuple[list[object], list[object], object]]:
        """About what → (own, foreign, unknown) for this role."""
        inside, desk = role.startswith("institution"), role in DESK_ROLES | OFFICE_ROLES
        members = [members_of(house)[0].pk for house in (self.hospital, self.other)]
        posts, invitations = [p.pk for p in self.posts], [i.pk for i in self.invitations]
        facts = [f.pk for f in self.facts]

        def of(pair: list[object]) -> tuple[list[object], list[object], object]:
            return (pair[:1], pair[1:], 999999) if inside else ([], pair, 999999)

        return {
            "member": of([*members]),
            "invitation": of([*invitations]),
            "continuity_post": of([*posts]),
            "invitation_token": ([self.token], [], "no-such-token"),
            "reality_part": (["alone", "tools"], [], "no_such_part"),
            "sharing_institution": (
                [self.other.number] if desk else [],
                [self.hospital.number] if desk else [self.other.number, self.hospital.number],
                "I-2026-9999",
            ),
            "region_fact": ([*facts] if desk else [], [] if desk else [*facts], 999999),
            "town": ([self.hospital.municipality_id], [], "99999"),
        }
