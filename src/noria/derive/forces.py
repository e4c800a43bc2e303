"""Forces: who belongs to whom, who commands, in what strength; from infobox unit trees, the codebook, and "led by" in sentences.

Infobox commanders and strengths are listed for a whole side, so they hang on the side's own entry; its belligerents and units
stand under it. A person whose death or capture a claim tells has that fate.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from noria.claims.infobox_facts import Commander, InfoboxFacts, Member
from noria.claims.model import ActorRef, Claim
from noria.derive.model import Command, Force
from noria.derive.encounters import is_party
from noria.derive.sides import Sides
from noria.derive.words import person_key, same_person
from noria.values.count import Count
from noria.values.ids import content_id

_LED_BY = r"\)?,?\s+(?:was\s+|is\s+)?(?:commanded|led|headed)\s+by\s+((?:[\w.'’-]+\s+){0,6}?[A-Z][\w'’-]+(?:\s+(?:al-|el-)?[A-Z][\w'’-]+)+)"
_RANK_WORDS = re.compile(r"^((?:(?:the|its|their)\s+)?(?:(?:[Ll]t\.?|[Ll]ieutenant|[Mm]aj\.?|[Mm]ajor|[Bb]rig\.?|[Bb]rigadier|[Cc]ol\.?|[Cc]olonel"
                         r"|[Cc]apt\.?|[Cc]aptain|[Gg]en\.?|[Gg]eneral|[Mm]arshal|[Ff]ield|[Aa]dmiral|[Cc]ommander|[Ss]heikh|[Ee]mir)\s+)*)")


@dataclass
class _Draft:
    name: str
    parent: str | None = None
    side: str | None = None
    commanders: dict[str, tuple[str, str | None, str | None, set[str]]] = field(default_factory=dict)
    strength: dict[tuple[str, int | None, int | None, str | None], Count] = field(default_factory=dict)
    claims: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)


def find_forces(claims: Sequence[Claim], facts: Sequence[InfoboxFacts], sides: Sides) -> tuple[Force, ...]:
    """Every force with the force above it, side, commanders and strengths; those above first within a side."""
    drafts: dict[str, _Draft] = {}
    for actor in sides.directory.codebook.actors:
        if actor.part_of is not None:
            for one in (actor, sides.directory.codebook.actor_by_id(actor.part_of)):
                if one is not None:
                    draft = drafts.setdefault(one.id, _Draft(one.name, one.part_of, sides.directory.codebook.side_of(one.id)))
                    draft.rules.add("forces.codebook")
    for box in facts:
        _from_infobox(box, drafts, sides)
    for claim in claims:
        _from_sentence(claim, drafts, sides)
    _fates(claims, drafts)
    _cut_loops(drafts)
    return tuple(_force(id, drafts[id]) for id in sorted(drafts, key=lambda i: (drafts[i].side or "~", drafts[i].parent is not None, drafts[i].name, i)))


def force_id(actor: ActorRef, sides: Sides) -> str:
    """The codebook's id where it knows the force, else an id made of its name's core."""
    known = sides.directory.known(actor)
    return known.id if known else content_id("u", sides.directory.key(actor))


def _from_infobox(box: InfoboxFacts, drafts: dict[str, _Draft], sides: Sides) -> None:
    for side in box.sides:
        lead = side.belligerents[0].actor if side.belligerents else None
        side_id = next((s for m in side.belligerents if (s := sides.side(m.actor))), None)
        if len([m for m in side.belligerents if m.parent is None]) == 1 and lead is not None:
            top = force_id(lead, sides)
        else:
            top = content_id("u", {"side": side_id or f"{box.name} {side.number}"})
            name = sides.name(side_id) if side_id else f"Side {side.number} of {box.name or box.document.title or box.document.file}"
            drafts.setdefault(top, _Draft(name, None, side_id)).rules.add("forces.infobox")
        for members in (side.belligerents, side.units):
            _members(members, top, side_id, drafts, sides)
        holder = drafts.setdefault(top, _Draft(lead.name or lead.mention if lead else str(side.number), None, side_id))
        for commander in side.commanders:
            _command(holder, commander)
        for strength in side.strengths:
            count = strength.count
            holder.strength[count.measure, count.low, count.high, count.group] = count
            holder.claims.add(strength.line)


def _members(members: Sequence[Member], top: str, side: str | None, drafts: dict[str, _Draft], sides: Sides) -> None:
    ids = [force_id(member.actor, sides) for member in members]
    for id, member in zip(ids, members, strict=True):
        known = sides.directory.known(member.actor)
        draft = drafts.setdefault(id, _Draft(known.name if known else member.actor.name or member.actor.mention))
        above = ids[member.parent] if member.parent is not None else top
        if draft.parent is None and above != id:
            draft.parent = above
        draft.side = draft.side or sides.side(member.actor) or side
        draft.claims.add(member.line)
        draft.rules.add("forces.infobox")


def _command(holder: _Draft, commander: Commander) -> None:
    name, rank, fate, lines = holder.commanders.get(commander.name, (commander.name, None, None, set()))
    holder.commanders[commander.name] = (name, rank or commander.rank, fate or commander.fate, lines | {commander.line})
    holder.claims.add(commander.line)
    holder.rules.add("forces.infobox")


def _from_sentence(claim: Claim, drafts: dict[str, _Draft], sides: Sides) -> None:
    """A force that the sentence says is commanded or led by somebody, and that commander."""
    quote = claim.evidence.quote
    if " by " not in quote:
        return
    for actor in (*claim.actors, *claim.targets):
        if not is_party(actor) or not (found := re.search(re.escape(actor.mention) + _LED_BY, quote)):
            continue
        rank_match = _RANK_WORDS.match(found[1])
        rank = rank_match[1].strip() if rank_match else ""
        name = found[1][len(rank_match[1]) if rank_match else 0:].strip()
        if not person_key(name):
            continue
        known = sides.directory.known(actor)
        id = force_id(actor, sides)
        draft = drafts.setdefault(id, _Draft(known.name if known else actor.name or actor.mention, known.part_of if known else None))
        draft.side = draft.side or sides.side(actor)
        held = draft.commanders.get(name, (name, None, None, set()))
        draft.commanders[name] = (name, held[1] or rank or None, held[2], held[3] | {claim.id})
        draft.claims.add(claim.id)
        draft.rules.add("forces.sentence")


def _fates(claims: Sequence[Claim], drafts: dict[str, _Draft]) -> None:
    fates: dict[str, list[tuple[frozenset[str], str, str]]] = defaultdict(list)
    for claim in claims:
        if claim.type in {"casualty", "detain"} and claim.factuality == "realised":
            for what, person in _told_fates(claim):
                for word in person:
                    fates[word].append((person, what, claim.id))
    for draft in drafts.values():
        for name, (shown, rank, fate, told) in sorted(draft.commanders.items()):
            person = person_key(name)
            hits = [(what, id) for word in sorted(person) for other, what, id in fates.get(word, ()) if same_person(person, other) and len(other) > 1]
            if hits:
                known = fate or min(hits)[0]
                draft.commanders[name] = (shown, rank, known, told | {id for told_fate, id in hits if told_fate == known})


def _told_fates(claim: Claim) -> Iterable[tuple[str, frozenset[str]]]:
    for count in claim.counts:
        single = count.measure in {"killed", "wounded", "captured", "missing"} and count.low == count.high == 1
        if single and count.group and (person := person_key(count.group)):
            yield count.measure, person


def _cut_loops(drafts: dict[str, _Draft]) -> None:
    """A force cannot stand above itself, nor under one that no entry describes."""
    for id in sorted(drafts):
        seen = {id}
        at = drafts[id]
        while at.parent is not None:
            if at.parent in seen or at.parent not in drafts:
                at.parent = None
                break
            seen.add(at.parent)
            at = drafts[at.parent]


def _force(id: str, draft: _Draft) -> Force:
    commanders = tuple(Command(name, rank, fate, tuple(sorted(told))) for _, (name, rank, fate, told) in sorted(draft.commanders.items()))
    strength = tuple(draft.strength[key] for key in sorted(draft.strength, key=str))
    return Force(id=id, name=draft.name, parent=draft.parent, side=draft.side, commanders=commanders, strength=strength,
                 claims=tuple(sorted(draft.claims)), rule="+".join(sorted(draft.rules)) or "forces.infobox")
