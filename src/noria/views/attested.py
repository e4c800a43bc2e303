"""How well events and claims are attested: grades, the interests of those who speak, and what the accounts of casualties come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from noria.claims.model import Claim
from noria.derive.grading import Grader, Grading
from noria.derive.interest import Interest
from noria.derive.model import CasualtyLine, Event, Results
from noria.derive.tolls.postings import INCREMENTS
from noria.derive.tolls.sums import together
from noria.reference.codebook import Codebook
from noria.values.judgement import Judgement
from noria.views.forms import Form, event_form
from noria.views.judgements import Judgements, judged_form

# Measures that have columns of their own in tables of events.
MEASURES = ("killed", "wounded", "missing", "displaced")


@dataclass(frozen=True)
class Attested:
    """The events and claims of one dossier with what exports say about how far they can be relied on."""

    grader: Grader
    events: Mapping[str, Event]
    lines: Mapping[str, Sequence[CasualtyLine]]

    @classmethod
    def of(cls, claims: Iterable[Claim], results: Results, codebook: Codebook) -> Attested:
        lines: dict[str, list[CasualtyLine]] = defaultdict(list)
        for line in results.casualties:
            if line.scope == "event" and line.rule == INCREMENTS:
                lines[line.scope_id].append(line)
        return cls(Grader.of(tuple(claims), results.origin_of, codebook), {event.id: event for event in results.events}, lines)

    def event_form(self, event: Event, judgements: Sequence[Judgement] = ()) -> Form:
        """The event with `grading`, the `interests` of those that tell it, and its `casualties` by measure, low to high over all groups."""
        told = [(id, interest) for id in event.claims if (interest := self.grader.interests.get(id)) is not None]
        return event_form(event, judgements) | {
            "grading": grading_form(self.grader.grade([event])), "interests": [{"claim": id, **interest_form(interest)} for id, interest in told],
            "casualties": self._casualties(event)}

    def claim_form(self, claim: Claim, judgements: Judgements) -> Form:
        """The claim as it counts, with its `origin`, its speaker's `interest`, and of its event the `grade` and the number of `origins`."""
        interest, event = self.grader.interests.get(claim.id), self.events.get(claim.event or "")
        return judged_form(claim, judgements) | {"attested": {
            "origin": self.grader.origin_of.get(claim.id), "interest": interest_form(interest) if interest else None,
            "grade": self.grader.grade([event]).grade if event else None, "origins": event.origins if event else None}}

    def _casualties(self, event: Event) -> list[Form]:
        held: dict[str, list[CasualtyLine]] = defaultdict(list)
        for line in self.lines.get(event.id, ()):
            held[line.measure].append(line)
        out = []
        for measure, lines in sorted(held.items()):
            low, high = together(lines)
            out.append({"measure": measure, "low": low, "high": high, "claims": sorted({id for line in lines for id in line.claims})})
        return out


def grading_form(graded: Grading) -> Form:
    """A grade with its reason, its rule and the claims that decide it."""
    return {"grade": graded.grade, "reason": graded.reason, "rule": graded.rule, "claims": list(graded.claims)}


def interest_form(interest: Interest) -> Form:
    """Whether a claim goes against its speaker's interest or serves it, and why."""
    return {"stand": interest.stand, "speaker": interest.speaker, "reason": interest.reason, "rule": interest.rule}
