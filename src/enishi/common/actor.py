"""Who acts, as a plain value that actions and rules can take without a request."""

from dataclasses import dataclass, replace

from enishi.common.workflow import Channel, Party


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one role, or the system itself.

    role is a code of `accounts.roles.Role`; organisation_id the organisation the person acts for, if any.
    """

    user_id: int | None
    party: Party
    role: str
    organisation_id: int | None = None
    channel: Channel = Channel.WEB
    name: str = ""

    def by(self, channel: Channel) -> "Actor":
        """The same person, passing on what came by phone, fax or paper."""
        return replace(self, channel=channel)


SYSTEM = Actor(None, Party.SYSTEM, "system", channel=Channel.SYSTEM, name="自動処理")
