"""How well an event is attested, in the five grades that Airwars publishes for claims of civilian harm, computed from origins and sources.

The definitions follow the methodology page of Airwars (airwars.org/about/methodology), in other words: *confirmed*, a belligerent accepts
responsibility; *fair*, two or more credible sources and no rival account of who did it; *weak*, one credible source; *contested*, rival
accounts of who did it or whether it happened; *discounted*, those harmed were combatants, or it did not happen. Airwars grades civilian
harm alone; here the same words grade every event, and only harm can be discounted for who was harmed.

A source is credible here unless all it says of the event serves its own declared interest. Sources that are one origin count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from noria.claims.model import ActorRef, Claim
from noria.derive.directory import Directory
from noria.derive.interest import Interest, interests
from noria.derive.model import Event
from noria.derive.words import group_class
from noria.reference.codebook import Codebook
from noria.values.vocabulary import FAMILY_OF

Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
GRADES: tuple[Grade, ...] = get_args(Grade)
EXPLOSIVE = frozenset({"airstrike", "shelling", "bombing"})
ENOUGH = 2  # credible origins from which an event is fair


@dataclass(frozen=True, slots=True)
class Grading:
    """The grade of one event, why, and the claims that decide it."""

    event: str
    grade: Grade
    reason: str
    claims: tuple[str, ...]
    rule: str


@dataclass(frozen=True)
class Grader:
    """Grades events of one dossier. `origin_of` is the origin of each claim, `interests` the claims whose speaker has a stake."""

    codebook: Codebook
    claims: Mapping[str, Claim]
    origin_of: Mapping[str, str]
    interests: Mapping[str, Interest]

    @classmethod
    def of(cls, claims: Sequence[Claim], origin_of: Mapping[str, str], codebook: Codebook) -> Grader:
        return cls(codebook, {claim.id: claim for claim in claims}, origin_of, interests(claims, codebook))

    @cached_property
    def _directory(self) -> Directory:
        return Directory(self.codebook)

    def grade(self, events: Iterable[Event]) -> Grading:
        """The grade of an event, or of a deed together with the harm it did, told as several events."""
        several = tuple(events)
        return self.grade_claims(several[0].id, [self.claims[id] for event in several for id in event.claims if id in self.claims])

    def grade_claims(self, id: str, told: Sequence[Claim]) -> Grading:
        """The grade of what some claims of the event `id` tell."""
        happened = [claim for claim in told if claim.factuality in {"realised", "unverified"}]
        denied = [claim for claim in told if claim.factuality == "denied"]
        if not happened:
            return self._graded(id, "discounted" if denied else "weak", told, "nobody tells that it happened; it is denied" if denied else
                                "told as planned or failed only")
        accepted = [claim for claim in happened if self._accepts(claim)]
        if accepted:
            return self._graded(id, "confirmed", accepted, f"{self.interests[accepted[0].id].speaker} says itself that its own side did it or suffered it, against its interest")
        if rivals := self._rivals(happened):
            return self._graded(id, "contested", [c for claims in rivals.values() for c in claims],
                                f"accounts name different sides as having done it: {', '.join(sorted(rivals))}")
        if denied:
            return self._graded(id, "contested", denied, "one account denies what another tells")
        credible = self._credible(happened)
        if len(credible) >= ENOUGH and self._combatants_only(happened):
            return self._graded(id, "discounted", happened, "all accounts tell of combatants harmed, none of civilians")
        if len(credible) >= ENOUGH:
            return self._graded(id, "fair", happened, f"{len(credible)} independent origins tell it, and no account contradicts who did it")
        served = "" if credible else "; all that is said serves the interest of whoever says it"
        return self._graded(id, "weak", happened, f"{'one origin tells' if credible else 'no disinterested origin tells'} it{served}")

    @staticmethod
    def _graded(event: str, grade: Grade, claims: Sequence[Claim], reason: str) -> Grading:
        return Grading(event, grade, reason, tuple(sorted({claim.id for claim in claims})), f"grading.{grade}")

    def _accepts(self, claim: Claim) -> bool:
        """Whether the claim is made by the side it speaks against: it did the harm, or lost."""
        interest = self.interests.get(claim.id)
        return interest is not None and interest.party and interest.stand == "against" and claim.factuality == "realised"

    def _rivals(self, claims: Sequence[Claim]) -> dict[str, list[Claim]]:
        """The claims by the side that they say did it, where there is more than one side; a fight of two has two sides by nature."""
        by_side: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.type == "clash" or (FAMILY_OF[claim.type] != "violence" and claim.type not in {"casualty", "capture"}):
                continue
            sides = {side for actor in claim.actors if (known := self._directory.known(actor)) and (side := self.codebook.side_of(known.id))}
            if len(sides) == 1:
                by_side[sides.pop()].append(claim)
        return dict(by_side) if len(by_side) > 1 else {}

    def _credible(self, claims: Sequence[Claim]) -> set[str]:
        """Origins that say at least one thing which does not serve their own interest."""
        return {self.origin_of[claim.id] for claim in claims if claim.id in self.origin_of and (
            (interest := self.interests.get(claim.id)) is None or interest.stand == "against")}

    def _combatants_only(self, claims: Sequence[Claim]) -> bool:
        """Whether people are told to have been harmed by a strike, and the codebook knows all of them as fighters of a side."""
        harmed = [actor for claim in claims if claim.type == "casualty"
                  for actor in (*claim.targets, *(ActorRef(count.group) for count in claim.counts if count.group))]
        struck = any(claim.type in EXPLOSIVE for claim in claims)

        def fights(actor: ActorRef) -> bool:
            known = self._directory.known(actor)
            return group_class(actor.mention) is None and known is not None and self.codebook.side_of(known.id) is not None

        return struck and bool(harmed) and all(map(fights, harmed))
