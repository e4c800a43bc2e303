"""The plain words of the pages: what the format's closed vocabularies are called in front of people who are not programmers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from noria.claims.model import ActorRef, Claim, PlaceRef
from noria.derive.model import ControlState, Event, Explained, Toll
from noria.values.count import Count
from noria.values.judgement import JudgementKind
from noria.values.place import Precision
from noria.values.vocabulary import ClaimType, Factuality

# type: what one is called, what several are called, how it reads before a place
TYPES: dict[ClaimType, tuple[str, str, str]] = {
    "launch": ("Offensive begins", "Offensives begun", "Offensive begins in"),
    "capture": ("Capture", "Captures", "Capture of"),
    "advance": ("Advance", "Advances", "Advance toward"),
    "withdraw": ("Withdrawal", "Withdrawals", "Withdrawal from"),
    "hold": ("Defence", "Defences", "Defence of"),
    "encircle": ("Encirclement", "Encirclements", "Encirclement of"),
    "clash": ("Fighting", "Fighting", "Fighting in"),
    "airstrike": ("Air strike", "Air strikes", "Air strike on"),
    "shelling": ("Shelling", "Shelling", "Shelling of"),
    "bombing": ("Bombing", "Bombings", "Bombing in"),
    "attack": ("Attack", "Attacks", "Attack in"),
    "deploy": ("Deployment", "Deployments", "Deployment to"),
    "casualty": ("Casualties", "Casualties", "Casualties in"),
    "displace": ("Displacement", "Displacements", "Displacement from"),
    "detain": ("Arrest or release", "Arrests and releases", "Arrest or release in"),
    "materiel": ("Equipment taken or lost", "Equipment taken or lost", "Equipment taken or lost in"),
    "defect": ("Defection or surrender", "Defections and surrenders", "Defection or surrender in"),
    "agree": ("Agreement", "Agreements", "Agreement on"),
    "state": ("Statement", "Statements", "Statement about"),
}
# How certain the text itself is: the word shown, and what it means.
FACTUALITY: dict[Factuality, tuple[str, str]] = {
    "realised": ("told as fact", "The text tells it as something that happened."),
    "unverified": ("unconfirmed", "The text itself is not sure: it says “reportedly”, “allegedly” or “could not be verified”."),
    "planned": ("planned or threatened", "The text tells it as something intended, ordered or feared, not as something done."),
    "failed": ("tried without success", "The text says that it was tried and did not succeed."),
    "denied": ("denied", "The text says that somebody denies it, or that it did not happen."),
}
JUDGED: dict[JudgementKind, str] = {
    "accept": "Accepted", "correct": "Corrected", "reject": "Rejected", "merge": "Merged", "split": "Split", "re-date": "Date corrected",
    "re-place": "Place corrected", "re-attribute": "Source corrected", "undo": "Taken back", "redo": "Put in force again",
}
# The fields that can be corrected: key, label, how to write it.
CORRECTED: tuple[tuple[str, str, str], ...] = (
    ("time", "Date", "2024-12-03, 2024-12, 2024 or 2024-11-30/2024-12-05"),
    ("places", "Place", "a name, a place id, or Name @ 35.1, 36.7"),
    ("actors", "By whom", "names or ids of the codebook, or others"),
    ("targets", "To whom", "names or ids of the codebook, or others"),
    ("counts", "Figures", "killed=8; wounded:civilians=12-15; missing=5+; displaced=~5000"),
    ("attribution", "According to", "who is said to say so, the outermost speaker first"),
    ("type", "Type", "one of the nineteen types of claims"),
    ("factuality", "How certain", "realised, unverified, planned, failed or denied"),
)
STATES: dict[ControlState, str] = {"held": "held", "contested": "contested", "besieged": "besieged", "unknown": "not known"}
BASIS: dict[str, str] = {
    "explicit": "the sentence gives the date",
    "relative": "worked out from the words of the sentence",
    "narrative": "taken from the date that the account had reached",
    "document": "taken from the date of the report",
    "none": "the text does not say when",
}
# How a figure of an operation or of the whole record was reckoned, by the rule that made its line.
RECKONED: dict[str, str] = {
    "casualties.increments": "tolls of single events", "casualties.balance": "totals", "casualties.subset": "parts of other figures",
    "casualties.subset-of-total": "parts of totals", "casualties.background": "of other times, told as background",
}
PRECISION: dict[Precision, str] = {
    "site": "exact site", "populated place": "town or village", "near": "somewhere near it", "district": "known to the district only",
    "province": "known to the province only", "country": "known to the country only", "region": "known to the region only",
    "water": "on the water", "unresolved": "not found on the map",
}


def type_name(type_: ClaimType, number: int = 1) -> str:
    return TYPES[type_][0 if number == 1 else 1]


def title(type_: ClaimType, places: Sequence[PlaceRef]) -> str:
    """What happened and where: "Capture of A, B and 2 more"; without a place the type alone."""
    if not places:
        return TYPES[type_][0]
    return f"{TYPES[type_][2]} {place_list(places)}"


def event_title(event: Event) -> str:
    return title(event.type, event.places)


def claim_title(claim: Claim) -> str:
    return title(claim.type, claim.places)


def place_list(places: Sequence[PlaceRef]) -> str:
    names = list(dict.fromkeys(place.name or place.mention for place in places))
    if len(names) <= 2:
        return " and ".join(names)
    return f"{names[0]}, {names[1]} and {len(names) - 2} more"


def place_text(place: PlaceRef) -> str:
    """Where, with its relation: "9.7 km north of Tripoli"."""
    name = place.name or place.mention
    distance = f"{place.distance_km:g} km " if place.distance_km is not None else ""
    if distance and place.relation in {"in", "near"}:
        return f"{distance}from {name}"
    return f"{distance}{place.relation} {name}" if place.relation != "in" else name


def actor_text(actor: ActorRef) -> str:
    """The name, with the words of the text where they differ: Northern Front (“rebel forces”)."""
    if actor.name is None or actor.name == actor.mention:
        return actor.mention
    return f"{actor.name} (“{actor.mention}”)"


def figure(low: int | None, high: int | None, approximate: bool = False) -> str:
    """A range in words: "17", "17 to 20", "at least 17", "up to 20", "about 50,000"."""
    if low is not None and low == high:
        return f"about {low:,}" if approximate else f"{low:,}"
    if low is not None and high is not None:
        return f"{low:,} to {high:,}"
    if low is not None:
        return f"at least {low:,}"
    return f"up to {high:,}" if high is not None else "a number that is not given"


def count_text(count: Count) -> str:
    """A count in words: "at least 17 killed (soldiers)"."""
    kind = {"increment": "", "cumulative": ", in all up to then", "subset": ", part of another figure"}[count.kind]
    group = f" ({count.group})" if count.group and count.group.casefold() != count.measure.casefold() else ""
    return f"{figure(count.low, count.high, count.approximate)} {count.measure}{group}{kind}"


def toll_text(toll: Toll) -> str:
    """A toll in words, with what it was reckoned as: "at least 602 killed (people), in all up to then"."""
    kind = {"increment": "", "cumulative": ", in all over those days", "running": ", in all up to then", "subset": ", part of another figure"}[toll.kind]
    if toll.whole is not None:
        kind = f", of {figure(toll.whole.low, toll.whole.high, toll.whole.approximate)}"
    return count_text(replace(toll.count, kind="increment")) + kind


def share(explained: Explained) -> str:
    """How much of a total single events explain: "at least 150 of it (25 % or more)"."""
    low, high = explained.share_low, explained.share_high
    part = f"{low:.0%} or more" if high is None else f"{low:.0%}" if low == high else f"{low:.0%} to {high:.0%}"
    spaced = part.replace("%", "\u00a0%")
    return f"{figure(explained.low, explained.high)} of it ({spaced})"


def plural(number: int, one: str, many: str | None = None) -> str:
    """A number and its noun: "1 account", "3 accounts", "1,204 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
