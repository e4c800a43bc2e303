"""Commanders of one force: from when to when, and what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from noria.claims.model import Claim
from noria.derive.likeness import PERSON_SLACK
from noria.derive.model import Command, Problem
from noria.derive.words import person_key, same_person
from noria.values.day import Day

ENDING = frozenset({"killed", "captured", "replaced", "relieved", "surrendered"})  # fates after which nobody commands


@dataclass
class Post:
    """One commander while accounts are gone through. Days are ordinals; by `latest` an infobox has the command ended, on a day it does not tell."""

    name: str
    rank: str | None = None
    fate: str | None = None
    claims: set[str] = field(default_factory=set)
    seen: list[tuple[int, str]] = field(default_factory=list)
    ends: list[tuple[int | None, str, str]] = field(default_factory=list)
    undated: bool = False
    latest: int | None = None

    def is_called(self, name: str) -> bool:
        return name == self.name or same_person(person_key(name), person_key(self.name))

    def told(self, days: tuple[int | None, int | None], claim: str, *, rank: str | None = None, fate: str | None = None,
             ends: str | None = None, on: int | None = None, begins: bool = False) -> None:
        """Enter one account: in command on these days, or no longer from the day `on`."""
        self.claims.add(claim)
        self.rank = self.rank or rank
        self.fate = self.fate or fate
        if fate in ENDING and days[1] is not None:
            self.latest = min(days[1], self.latest if self.latest is not None else days[1])
        if ends is not None:
            self.ends.append((on if on is not None else days[0], ends, claim))
        elif days[0] is not None:
            self.seen.append((days[0], claim))
        else:
            self.undated = self.undated or not begins

    def command(self) -> Command:
        """What it comes to. The last day of command is the day of death or capture, or the one before another took over."""
        dated = sorted((end for end in self.ends if end[0] is not None), key=lambda end: (end[1] not in ENDING, end))
        fate = dated[0][1] if dated else self.ends[0][1] if self.ends else self.fate
        since = None if self.undated or not self.seen else min(self.seen)[0]
        until = self.latest
        if dated and dated[0][1] in ENDING and (ended := dated[0][0]) is not None:
            until = max(ended - (dated[0][1] == "replaced"), since if since is not None else ended - 1)
        day = dated[0][0] if dated else None
        return Command(self.name, self.rank, fate, tuple(sorted(self.claims)), Day.from_ordinal(since) if since is not None else None,
                       Day.from_ordinal(until) if until is not None else None, Day.from_ordinal(day) if day is not None else None,
                       tuple(sorted({claim for _, what, claim in self.ends if what == fate})))


def fates_of(claims: Sequence[Claim], posts: Sequence[tuple[str, Post]]) -> list[Problem]:
    """Enter into the posts, each with its force's name, what claims tell of the people in them; and what does not fit."""
    fates: dict[str, list[tuple[frozenset[str], str, Claim]]] = defaultdict(list)
    for claim in claims:
        for what, person in told_fates(claim):
            for word in person:
                fates[word].append((person, what, claim))
    problems: list[Problem] = []
    for force, post in posts:
        person = person_key(post.name)
        hits = {(what, claim.id): claim for word in sorted(person) for other, what, claim in fates.get(word, ()) if same_person(person, other) and len(other) > 1}
        for (what, id), claim in sorted(hits.items()):
            post.told((None, None), id, ends=what, on=claim.time.interval.end.ordinal if claim.time.interval else None)
        problems += _misfits(force, post)
    return problems


def told_fates(claim: Claim) -> Iterator[tuple[str, frozenset[str]]]:
    """What a claim tells of one named person: killed, wounded, captured or missing."""
    if claim.type not in {"casualty", "detain"} or claim.factuality != "realised":
        return
    for count in claim.counts:
        single = count.measure in {"killed", "wounded", "captured", "missing"} and count.low == count.high == 1
        if single and count.group and (person := person_key(count.group)):
            yield count.measure, person


def _misfits(force: str, post: Post) -> Iterator[Problem]:
    deaths = sorted((day, claim) for day, what, claim in post.ends if what == "killed" and day is not None)
    if not deaths:
        return
    if deaths[-1][0] - deaths[0][0] > PERSON_SLACK:
        days = " and ".join(str(Day.from_ordinal(day)) for day in sorted({day for day, _ in deaths}))
        yield Problem("forces.two-deaths", f"{post.name} of {force} is said to have been killed on {days}", tuple(sorted({claim for _, claim in deaths})))
    later = [(day, claim) for day, claim in post.seen if day > deaths[-1][0] + PERSON_SLACK]
    if later:
        yield Problem("forces.commands-after-death", f"{post.name} is said to command {force} on {Day.from_ordinal(min(later)[0])}, but to have been killed on "
                      f"{Day.from_ordinal(deaths[0][0])}", tuple(sorted({claim for _, claim in (*later, *deaths)})))
