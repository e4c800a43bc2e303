"""The order of battle over time: who belongs to whom, who commands, in what strength; from codebook, infoboxes and sentences.

Every tie of a force to the one above it has the days it is told of, and holds until another is told. The codebook knows no days and
outweighs what is told; an infobox holds from the first day of its operation; a sentence (`muster.py`) from its own day. A tie that would put a force above itself is
refused; the codebook's come first, then those of infoboxes, then those of sentences. Infobox commanders and strengths are listed for a whole side, so they
hang on the side's own entry; its belligerents and units stand under it, where nothing more exact is told. A commander is in command from the first day that is told
until killed, captured, replaced or relieved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from noria.claims.infobox_facts import InfoboxFacts, Member
from noria.claims.model import ActorRef, Claim
from noria.derive.commanders import Post, fates_of, told_fates
from noria.derive.encounters import is_party
from noria.derive.model import Force, Problem, Strength, Tie
from noria.derive.muster import Muster, musters
from noria.derive.sides import Sides
from noria.reference.codebook import PEOPLE
from noria.values.day import Day
from noria.values.ids import content_id
from noria.values.interval import Interval

CODEBOOK, INFOBOX, SENTENCE, LISTED = range(4)  # what a tie rests on, the strongest first; listed under a side's heading is the weakest


@dataclass(frozen=True, slots=True)
class _Told:
    """One tie as it is told, or with `left` the end of one. `since` and `until` are the days told of as ordinals; None without one."""

    strength: int
    parent: str
    since: int | None
    until: int | None
    claim: str
    rule: str
    left: bool = False

    @property
    def order(self) -> tuple[object, ...]:
        return self.strength, self.parent, self.since is None, self.since or 0, self.until or 0, self.claim, self.rule


@dataclass
class _Draft:
    name: str
    side: str | None = None
    told: list[_Told] = field(default_factory=list)
    posts: dict[str, Post] = field(default_factory=dict)
    strengths: list[Strength] = field(default_factory=list)
    claims: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    days: set[int | None] = field(default_factory=set)


@dataclass
class _Order:
    """The order of battle in the making."""

    sides: Sides
    drafts: dict[str, _Draft] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    above: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def draft(self, actor: ActorRef) -> tuple[str, _Draft]:
        """The entry of a force, made where there is none, with its side."""
        known = self.sides.directory.known(actor)
        id = force_id(actor, self.sides)
        draft = self.drafts.setdefault(id, _Draft(known.name if known else actor.name or actor.mention))
        draft.side = draft.side or self.sides.side(actor)
        return id, draft


def find_forces(claims: Sequence[Claim], facts: Sequence[InfoboxFacts], sides: Sides) -> tuple[tuple[Force, ...], tuple[Problem, ...]]:
    """Every force with its ties, side, commanders and strengths over time, those above first within a side; and what does not fit."""
    order = _Order(sides)
    _from_codebook(order)
    for box in facts:
        _from_infobox(box, order)
    for claim in claims:
        for said in musters(claim):
            _from_sentence(claim, said, order)
    _without_loops(order)
    order.problems += fates_of(claims, [(draft.name, post) for draft in order.drafts.values() for post in draft.posts.values()])
    made = [_force(id, order) for id in order.drafts]
    return (tuple(sorted(made, key=lambda f: (f.side or "~", f.parent is not None, f.name, f.id))),
            tuple(sorted(set(order.problems), key=lambda p: (p.rule, p.claims, p.message))))


def concerns_forces(claim: Claim) -> bool:
    """Whether a claim may say something that forces are made of; no other claim makes a difference to them."""
    return bool(musters(claim)) or any(True for _ in told_fates(claim))


def force_id(actor: ActorRef, sides: Sides) -> str:
    """The codebook's id where it knows the force, else an id made of its name's core."""
    known = sides.directory.known(actor)
    return known.id if known else content_id("u", sides.directory.key(actor))


def _from_codebook(order: _Order) -> None:
    book = order.sides.directory.codebook
    for actor in book.actors:
        if actor.part_of is not None:
            for one in (actor, book.actor_by_id(actor.part_of)):
                if one is not None:
                    draft = order.drafts.setdefault(one.id, _Draft(one.name, book.side_of(one.id)))
                    draft.rules.add("forces.codebook")
                    draft.days.add(None)
            order.drafts[actor.id].told.append(_Told(CODEBOOK, actor.part_of, None, None, "", "forces.codebook"))


def _from_infobox(box: InfoboxFacts, order: _Order) -> None:
    days = _days(box.time.interval)
    for side in box.sides:
        lead = side.belligerents[0].actor if side.belligerents else None
        side_id = next((s for m in side.belligerents if (s := order.sides.side(m.actor))), None)
        if len([m for m in side.belligerents if m.parent is None]) == 1 and lead is not None:
            top, holder = order.draft(lead)
        else:
            top = content_id("u", {"side": side_id or f"{box.name} {side.number}"})
            name = order.sides.name(side_id) if side_id else f"Side {side.number} of {box.name or box.document.title or box.document.file}"
            holder = order.drafts.setdefault(top, _Draft(name, side_id))
        holder.side = holder.side or side_id
        holder.rules.add("forces.infobox")
        holder.days.add(days[0])
        for members in (side.belligerents, side.units):
            _members(members, top, side_id, days, order)
        for commander in side.commanders:
            _post(holder, commander.name).told(days, commander.line, rank=commander.rank, fate=commander.fate)
            holder.claims.add(commander.line)
        for strength in side.strengths:
            holder.strengths.append(Strength(count=strength.count, time=box.time.interval, claims=(strength.line,)))
            holder.claims.add(strength.line)


def _members(members: Sequence[Member], top: str, side: str | None, days: tuple[int | None, int | None], order: _Order) -> None:
    ids = [order.draft(member.actor)[0] for member in members]
    for id, member in zip(ids, members, strict=True):
        draft = order.drafts[id]
        above = ids[member.parent] if member.parent is not None else top
        if above != id:
            draft.told.append(_Told(INFOBOX if member.parent is not None else LISTED, above, *days, member.line, "forces.infobox"))
        draft.side = draft.side or side
        draft.claims.add(member.line)
        draft.rules.add("forces.infobox")
        draft.days.add(days[0])


def _from_sentence(claim: Claim, said: Muster, order: _Order) -> None:
    days = _days(claim.time.interval)
    if said.who is not None and _is_body(ActorRef(said.who), order.sides):
        return
    id, draft = order.draft(ActorRef(said.force))
    if said.who is not None:
        post = _post(draft, said.who)
        post.told(days, claim.id, rank=said.rank, ends="relieved" if said.kind == "relieved" else None, begins=said.kind == "replaces")
        if said.other is not None:
            _post(draft, said.other).told((None, None), claim.id, ends="replaced", on=days[0])
    if said.above is not None:
        above, over = order.draft(ActorRef(said.above))
        over.rules.add("forces.sentence")
        over.claims.add(claim.id)
        over.days.add(days[0])
        draft.told.append(_Told(SENTENCE, above, *days, claim.id, f"forces.{said.kind.replace(' ', '-')}", left=said.kind == "leaves"))
    draft.claims.add(claim.id)
    draft.rules.add("forces.sentence")
    draft.days.add(days[0])
    if (known := order.sides.directory.known(ActorRef(said.force))) is not None and known.part_of is not None and id not in order.drafts:
        draft.side = draft.side or order.sides.directory.codebook.side_of(id)


def _is_body(actor: ActorRef, sides: Sides) -> bool:
    """Whether who is said to lead is itself an organisation: known as one, or a party that the fighting puts on a side."""
    known = sides.directory.known(actor)
    return known.kind not in PEOPLE if known is not None else is_party(actor) and sides.side(actor) is not None


def _post(draft: _Draft, name: str) -> Post:
    """The commander of this name, under the fuller of two forms of it."""
    found = next((key for key, post in draft.posts.items() if post.is_called(name)), None)
    if found is None:
        return draft.posts.setdefault(name, Post(name))
    post = draft.posts[found]
    if len(name) > len(found):
        post.name = name
        draft.posts[name] = draft.posts.pop(found)
    return post


def _without_loops(order: _Order) -> None:
    """Refuse what would put a force above itself; of two such ties the stronger stays."""
    edges = [(told, id) for id, draft in order.drafts.items() for told in draft.told if not told.left]
    for told, id in sorted(edges, key=lambda edge: (*edge[0].order, edge[1])):
        if told.parent == id or id in _all_above(told.parent, order.above):
            order.drafts[id].told.remove(told)
            name, over = order.drafts[id].name, order.drafts[told.parent].name if told.parent in order.drafts else told.parent
            order.problems.append(Problem("forces.loop", f"{name} is said to be part of {over}, which is itself part of {name}", (told.claim,) if told.claim else ()))
        else:
            order.above[id].add(told.parent)


def _all_above(id: str, above: Mapping[str, set[str]]) -> set[str]:
    """All that is told to stand above a force on any day."""
    found, queue = set(), [id]
    while queue:
        for over in above.get(queue.pop(), ()):
            if over not in found:
                found.add(over)
                queue.append(over)
    return found


def _force(id: str, order: _Order) -> Force:
    draft = order.drafts[id]
    ties = tuple(_ties(id, draft, order))
    commanders = tuple(post.command() for _, post in sorted(draft.posts.items()))
    strengths = tuple(sorted(draft.strengths, key=lambda s: (s.time.start.ordinal if s.time else 0, repr(s.count), s.claims)))
    latest = max((s.time.start.ordinal for s in strengths if s.time), default=None)
    current = {repr(s.count): s.count for s in strengths if latest is None or s.time is None or s.time.start.ordinal == latest}
    days = [day for day in draft.days if day is not None]
    return Force(id=id, name=draft.name, parent=ties[-1].parent if ties else None, side=draft.side, commanders=commanders,
                 strength=tuple(current.values()), claims=tuple(sorted(draft.claims)), rule="+".join(sorted(draft.rules)) or "forces.infobox",
                 since=_day(min(days)) if days and None not in draft.days else None, ties=ties, strengths=strengths)


def _ties(id: str, draft: _Draft, order: _Order) -> Iterator[Tie]:
    """The ties of a force one after another. Of parents told for one day the stronger counts, then the one more often told; the other is a problem."""
    told = [one for one in draft.told if one.parent in order.drafts]
    best = min((one.strength for one in told if not one.left), default=LISTED)
    told = [one for one in told if one.strength != LISTED or best == LISTED]
    if best == CODEBOOK:
        (parent,) = {one.parent for one in told if one.strength == CODEBOOK}
        _against(id, parent, [one for one in told if one.parent != parent], order)
        same = [one for one in told if one.parent == parent and not one.left]
        yield Tie(parent=parent, since=None, until=None, claims=_claims(same), rule="+".join(sorted({one.rule for one in same})))
        return
    groups: dict[str, list[_Told]] = defaultdict(list)
    for one in told:
        if not one.left:
            groups[one.parent].append(one)
    groups = {parent: group for parent, group in groups.items() if not any(parent in _all_above(other, order.above) for other in groups if other != parent)}
    begun = sorted((min((one.since for one in group if one.since is not None), default=None) if all(one.since is not None for one in group) else None,
                    min(one.strength for one in group), -len(group), parent) for parent, group in groups.items()) if groups else []
    yield from _in_turn(id, [(since, parent) for since, _, _, parent in sorted(begun, key=lambda b: (b[0] is not None, b[0] or 0, *b[1:]))],
                        groups, [one for one in told if one.left and one.since is not None], order)


def _in_turn(id: str, begun: list[tuple[int | None, str]], groups: Mapping[str, list[_Told]], left: list[_Told], order: _Order) -> Iterator[Tie]:
    shown: list[tuple[int | None, str]] = []
    for since, parent in begun:
        before = shown[-1] if shown else None
        last = max((one.until for one in groups[before[1]] if one.until is not None), default=None) if before else None
        if before is not None and (since is None or since == before[0] or (last is not None and since <= last)):
            _against(id, before[1], groups[parent], order)
        if before is None or (since is not None and since != before[0]):
            shown.append((since, parent))
    for at, (since, parent) in enumerate(shown):
        following = shown[at + 1][0] if at + 1 < len(shown) else None
        gone = min(((one.since, one.claim) for one in left if one.parent == parent and one.since is not None and (since is None or one.since > since)
                    and (following is None or one.since < following)), default=None)
        ends = gone[0] if gone else following
        group = groups[parent]
        yield Tie(parent=parent, since=_day(since), until=_day(ends - 1) if ends is not None else None, claims=_claims(group),
                  rule="+".join(sorted({one.rule for one in group})))
        if gone is not None:
            yield Tie(parent=None, since=_day(gone[0]), until=_day(following - 1) if following is not None else None, claims=(gone[1],), rule="forces.leaves")


def _against(id: str, parent: str, others: Iterable[_Told], order: _Order) -> None:
    """Report parents told beside the one that counts, unless they stand above it."""
    over = _all_above(parent, order.above)
    wrong = [one for one in others if one.parent != parent and one.parent not in over and not one.left]
    for other in sorted({one.parent for one in wrong}):
        name = order.drafts[id].name
        order.problems.append(Problem(
            "forces.two-parents", f"{name} is told to be part of {order.drafts[parent].name} and of {order.drafts[other].name} at one time; the first counts",
            tuple(sorted({one.claim for one in (*wrong, *order.drafts[id].told) if one.claim and one.parent in {parent, other}}))))


def _claims(told: Iterable[_Told]) -> tuple[str, ...]:
    return tuple(sorted({one.claim for one in told if one.claim}))


def _days(time: Interval | None) -> tuple[int | None, int | None]:
    return (time.start.ordinal, time.end.ordinal) if time is not None else (None, None)


def _day(ordinal: int | None) -> Day | None:
    return Day.from_ordinal(ordinal) if ordinal is not None else None
