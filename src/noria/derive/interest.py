"""Whose interest a claim serves, and whether its speaker has a stake in that: told against one's own interest, a claim weighs more.

The speaker is whoever says it at first hand: the innermost source that a sentence names, else the publisher. Its stake stands in the codebook: the side a source speaks
for (`affiliation`), those it favours (`interests`), or the side of an actor that speaks for itself. What a claim does to its actors and
its targets stands in one table; where it does one thing to one stake and another to the next, it is left unmarked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from noria.claims.model import ActorRef, Claim
from noria.derive.directory import Directory
from noria.derive.words import group_class
from noria.reference.codebook import Codebook
from noria.values.vocabulary import ClaimType

Stand = Literal["against", "in"]
Effect = Literal[-1, 0, 1]

# What a deed of the type does for those who do it, and for those it is done to.
EFFECTS: dict[ClaimType, tuple[Effect, Effect]] = {
    "capture": (1, -1), "advance": (1, -1), "withdraw": (-1, 0), "hold": (1, -1), "encircle": (1, -1), "defect": (-1, 1), "materiel": (1, -1),
    "casualty": (1, -1), "detain": (1, -1)}
STRIKES: frozenset[ClaimType] = frozenset({"airstrike", "shelling", "bombing", "attack", "casualty", "displace", "detain"})
_CIVILIAN = frozenset({"civilians", "children", "women", "health workers", "journalists", "aid workers"})
_BRACKET = re.compile(r"\s*\([^)]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Interest:
    """`stand` tells whether the claim goes against its speaker's interest or serves it; `reason` says so in words.

    `party` tells that the speaker speaks for the side at stake and does not merely favour it.
    """

    stand: Stand
    speaker: str
    party: bool
    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class Stake:
    """Who speaks, the ids of the sides and actors at stake, and what the codebook declares of it."""

    speaker: str
    whose: frozenset[str]
    party: bool
    declared: str


def interests(claims: Iterable[Claim], codebook: Codebook) -> dict[str, Interest]:
    """The claims whose speaker has a stake in what they say, by claim id."""
    directory = Directory(codebook)
    found = ((claim.id, interest_of(claim, directory)) for claim in claims)
    return {id: interest for id, interest in found if interest is not None}


def interest_of(claim: Claim, directory: Directory) -> Interest | None:
    """How the claim stands to its speaker's interest; None where the speaker has no declared stake or the claim touches none."""
    stake = stake_of(claim, directory.codebook)
    if stake is None or claim.factuality == "planned":
        return None
    book = directory.codebook
    gains: set[int] = set()
    for whom, effect in _effects(claim, directory):
        if effect and (own := _own(whom, stake.whose, book)) is not None:
            gains.add(effect if own else -effect)
    if claim.factuality in {"denied", "failed"}:
        gains = {-gain for gain in gains}
    if len(gains) != 1:
        return None
    stand: Stand = "in" if gains == {1} else "against"
    words = "serves" if stand == "in" else "goes against"
    return Interest(stand, stake.speaker, stake.party,
                    f"what {stake.speaker} says {words} the interest of {_named(stake.whose, book)}, {stake.declared}", f"interest.{stand}")


def stake_of(claim: Claim, book: Codebook) -> Stake | None:
    """Who says the claim and what is at stake for it; None where the codebook declares nothing of the speaker."""
    name = claim.attribution[-1].name or claim.attribution[-1].mention if claim.attribution else claim.document.publisher
    if name is None:
        return None
    bare = _BRACKET.sub("", name)
    source, actor = book.source(name) or book.source(bare), book.actor(name) or book.actor(bare)
    if source is not None and source.affiliation is not None:
        return Stake(source.name, frozenset({source.affiliation, *source.interests}), True, "for whom it speaks")
    if source is not None and source.interests:
        return Stake(source.name, frozenset(source.interests), False, "whom it favours")
    if actor is not None and (side := book.side_of(actor.id)) is not None:
        return Stake(actor.name, frozenset({side}), True, "whose party it is")
    return None


def _effects(claim: Claim, directory: Directory) -> Iterable[tuple[str, Effect]]:
    """Codebook ids of those the claim touches, and what it does to them. Harm to civilians speaks against whoever did it."""
    on_actors, on_targets = EFFECTS.get(claim.type, (0, 0))
    groups = [target.mention for target in claim.targets] + [count.group for count in claim.counts if count.group]
    if claim.type in STRIKES and any(group_class(group) in _CIVILIAN for group in groups):
        on_actors, on_targets = -1, 0
    for actors, effect in ((claim.actors, on_actors), (claim.targets, on_targets)):
        for actor in actors:
            if (known := _known(actor, directory)) is not None:
                yield known, effect


def _known(actor: ActorRef, directory: Directory) -> str | None:
    known = directory.known(actor)
    return known.id if known else None


def _own(actor: str, stakes: frozenset[str], book: Codebook) -> bool | None:
    """True where the actor is among the stakes, False where it stands against one, None where neither is known."""
    side = book.side_of(actor)
    if actor in stakes or side in stakes:
        return True
    sided = {book.side_of(stake) or stake for stake in stakes} & {s.id for s in book.sides}
    # Of more than two sides, who gains by another's loss is not known.
    return False if side is not None and sided and len(book.sides) == 2 else None


def _named(stakes: frozenset[str], book: Codebook) -> str:
    names = {side.id: side.name for side in book.sides} | {actor.id: actor.name for actor in book.actors}
    return " and ".join(names.get(stake, stake) for stake in sorted(stakes))
