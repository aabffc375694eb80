"""What a variable part of an address may name for one role: of its own, and of others."""

from dataclasses import dataclass, field

Values = tuple[object, ...]
About = tuple[str, ...]


@dataclass
class Objects:
    """Values for the parts of an address, by what the parts are about."""

    own: dict[About, list[Values]] = field(default_factory=dict)
    foreign: dict[About, list[Values]] = field(default_factory=dict)


def put(found: Objects, about: About, own: list[Values], foreign: list[Values], *unknown: object) -> None:
    """Of these parts the role has `own`; it must learn nothing of `foreign`, no more than of `unknown`, which is nothing."""
    found.own[about] = own
    found.foreign[about] = [*foreign, unknown]
