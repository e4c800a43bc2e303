"""Who did it and to whom, where a clause leaves it open and the claims around it tell: repelled attackers, the victims of a strike, both sides of a clash."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile

from noria.claims.model import ActorRef, Claim
from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.output import Predicate
from noria.reading.roles import modifier_actors, party
from noria.reference.lexicons import words

Told = tuple[Claim, Predicate]

STRIKES = frozenset("airstrike shelling bombing attack".split())
# What people die of by whoever did it.
_DEADLY = STRIKES | {"materiel", "detain"}
# What nobody does to himself.
_SUFFERED = frozenset("casualty detain".split())
# What one side does to the other.
_FIGHTING = frozenset("attack airstrike shelling bombing capture advance hold encircle launch".split())
_ASSAULTS = frozenset("attack advance launch encircle".split())
# What is aimed at somebody, whom other clauses may name.
_AIMED = frozenset("attack airstrike shelling launch".split())
# Ranks of those who fight.
_OFFICERS = frozenset("gen general lt lieutenant maj major brig brigadier col colonel capt captain cpt sgt sergeant cpl corporal adm admiral cmdr commander marshal".split())
# Words that tell sides apart little.
_COMMON = frozenset("the of and armed special local military troops forces men his their its our".split())
_HAPPENED = ("realised", "unverified")
# Works that stand for those who man them.
_MANNED = frozenset("position post outpost checkpoint line front".split())


class Parties:
    """Fills in the actors and targets of one paragraph's claims; sentences are given to it in order."""

    def __init__(self) -> None:
        self._block = -1
        self._before: tuple[Claim, ...] = ()

    def complete(self, tree: Tree, told: Sequence[Told], block: int) -> list[Claim]:
        """The claims of one sentence with the parties that it tells in another of its clauses, or the sentence before it does."""
        if block != self._block:
            self._block, self._before = block, ()
        here = [claim for claim, _ in told]
        here = _victims(tree, here, told)
        here = _repelled(tree, here, self._before, told)
        here = _aimed(tree, here, told)
        here = _taken_from(tree, here, told)
        here = _both_sides(tree, here, told)
        here = _by_whom(tree, here, told)
        here = [replace(c, actors=()) if c.type in _SUFFERED and _names(c.actors) & _names(c.targets) else c for c in _carried(tree, here, told, self._before)]
        if here:
            self._before = tuple(here)
        return here


def _happened(claim: Claim) -> bool:
    return claim.factuality in _HAPPENED


def _names(refs: Iterable[ActorRef]) -> set[str]:
    return {ref.mention for ref in refs}


def _victims(tree: Tree, here: list[Claim], told: Sequence[Told]) -> list[Claim]:
    """A strike that killed fighters was at them, where the text says nothing else of its target; civilians are hit, not aimed at."""
    strikes = [i for i, claim in enumerate(here) if claim.type in STRIKES and _happened(claim)]
    if len(strikes) > 1:  # "attacks that answered raids which killed 100 fighters", "died when a shell hit": the one that the killing is told with
        killing = {predicate.head for claim, predicate in told if claim.type == "casualty"}
        above = {a for head in killing for a in tree.ancestors(head)}
        strikes = [i for i in strikes if killing.intersection(tree.ancestors(told[i][1].head))] or [i for i in strikes if told[i][1].head in above]
    if len(strikes) != 1 or here[strikes[0]].targets:
        return here
    victims = [(claim, predicate) for claim, predicate in told if claim.type == "casualty" and claim.targets and _happened(claim)]
    strike = here[strikes[0]]
    armed = [(claim, predicate) for claim, predicate in victims if all(_armed(tree, t) for t in predicate.targets)]
    if len(victims) != 1 or not armed or any(claim.type == "clash" for claim in here):
        return here
    claim = armed[0][0]
    if strike.actors and claim.actors and not _names(strike.actors) & _names(claim.actors):
        return here
    out = list(here)
    out[strikes[0]] = replace(strike, targets=claim.targets)
    return out


def _armed(tree: Tree, i: int) -> bool:
    kinds, name = categories(tree, i), tree.tokens[i].name
    if name >= 0:  # "Major X was killed in an air strike"
        told = tree.sentence.names[name]
        return told.kind == "person" and told.text.split()[0].lower().rstrip(".") in _OFFICERS
    return "force" in kinds and "place" not in kinds


def _repelled(tree: Tree, here: list[Claim], before: Sequence[Claim], told: Sequence[Told]) -> list[Claim]:
    """Whose attack was beaten off, and who beat it off, where the other half of the story tells."""
    out = list(here)
    for i, claim in enumerate(here):
        if claim.type != "hold" or told[i][1].rule not in ("hold.repel", "hold.halt", "hold.halt-force") or (claim.actors and claim.targets):
            continue
        around = [c for c in (*out, *reversed(before)) if c.evidence.trigger != claim.evidence.trigger]
        if claim.actors and not claim.targets:
            killed = (c.targets for c, p in told if c.type == "casualty" and _sided(c.actors, claim.actors) and p.targets and all(_armed(tree, t) for t in p.targets))
            attacks = (c.actors for c in around if c.type in (_FIGHTING if c in here else _ASSAULTS) and c.actors
                       and not any(_alike(a, b) for a in c.actors for b in claim.actors))
            out[i] = replace(claim, targets=next(attacks, ()) or next(killed, ()))  # "beat off the attack and killed ten rebels"
            out = [replace(c, actors=out[i].targets) if c.type == "attack" and c.factuality == "failed" and not c.actors and c.targets == claim.actors else c
                   for c in out]
        elif claim.targets and not claim.actors:
            out[i] = replace(claim, actors=next(_facing(claim.targets, around), ()))
    return out


def _aimed(tree: Tree, here: list[Claim], told: Sequence[Told]) -> list[Claim]:
    """Whom an attack was on that names nobody: those whom its author fights in the other clauses of its sentence, or who beat it off there.

    An offensive is against those whom it is told to drive back or to take from: "launched an offensive to drive the rebels back".
    """
    out = list(here)
    for i, claim in enumerate(here):
        if claim.targets or not claim.actors or claim.type not in _AIMED:
            continue
        foes: dict[tuple[str, ...], tuple[ActorRef, ...]] = {}
        for other, predicate in zip(out, (predicate for _, predicate in told), strict=True):
            killing = other.type == "casualty" and claim.type == "attack" and _happened(other)
            if (other.type not in _FIGHTING and not killing) or other is claim or (claim.type == "launch" and not _below(tree, predicate.head, told[i][1].head)):
                continue
            if _sided(other.actors, claim.actors) and any(map(partial(_armed if killing else _foe, tree), predicate.targets)):
                faced = tuple(ref for ref in other.targets if not _sided((ref,), claim.actors))
            elif other.type == "hold" and claim.type != "launch" and _sided(other.targets, claim.actors):
                faced = other.actors
            else:
                continue
            if faced:
                foes.setdefault(tuple(ref.mention for ref in faced), faced)
        if len(foes) == 1:
            out[i] = replace(claim, targets=next(iter(foes.values())))
    return out


def _taken_from(tree: Tree, here: list[Claim], told: Sequence[Told]) -> list[Claim]:
    """From whom a place was taken, where one clause tells whom its takers fought for it: "pushed on against the rebels, taking two villages",
    "took the town after heavy fighting with them".
    """
    out = list(here)
    for i, claim in enumerate(here):
        if claim.type != "capture" or claim.targets or not claim.actors or not _happened(claim):
            continue
        head = told[i][1].head
        foes = []
        for other, (_, predicate) in zip(here, told, strict=True):
            above = tree.tokens[tree.tokens[predicate.head].head].head
            near = _below(tree, head, predicate.head) or (tree.tokens[predicate.head].dep == "pobj" and (above == head or (
                tree.tokens[head].dep == "xcomp" and above == tree.tokens[head].head)))
            if not near or not _happened(other):
                continue
            if other.type == "clash" and _sided(other.actors, claim.actors):
                foes.append(tuple(a for a in other.actors if not _sided((a,), claim.actors)))
            elif other.type in ("attack", "advance", "launch") and _sided(other.actors, claim.actors) and any(party(tree, t) for t in predicate.targets):
                foes.append(other.targets)
        if len(foes) == 1 and len(foes[0]) == 1:
            out[i] = replace(claim, targets=foes[0])
    return out


def _sided(some: Iterable[ActorRef], others: Sequence[ActorRef]) -> bool:
    return any(_alike(a, b) for a in some for b in others)


def _foe(tree: Tree, i: int) -> bool:
    """Whether a target is a force, what belongs to one ("rebel positions"), or "them"."""
    return party(tree, i) or _armed(tree, i) or bool(modifier_actors(tree, i)) or tree.tokens[i].text.lower() == "them"


def _below(tree: Tree, verb: int, above: int) -> bool:
    """Whether a verb only says what the deed told by another was for, or what came of it."""
    return tree.tokens[verb].dep in ("advcl", "xcomp", "acl", "relcl") and above in tree.ancestors(verb)


def _facing(side: tuple[ActorRef, ...], claims: Iterable[Claim]) -> Iterator[tuple[ActorRef, ...]]:
    """Those whom `side` fights in other claims."""
    for claim in claims:
        if claim.type == "clash" and len(claim.actors) == 2 and (others := tuple(a for a in claim.actors if not any(_alike(a, s) for s in side))):
            if len(others) == 1:
                yield others
        elif claim.type in _ASSAULTS and any(_alike(a, s) for a in claim.actors for s in side) and (able := tuple(t for t in claim.targets if not _ground(t))):
            yield able


def _ground(ref: ActorRef) -> bool:
    """Whether what was attacked is a place or a building, which beats nobody off; "rebel positions" do."""
    return ref.id is None and ref.mention.split()[-1].lower().removesuffix("s") in words("groups", "places") - _MANNED


def _both_sides(tree: Tree, here: list[Claim], told: Sequence[Told]) -> list[Claim]:
    """A clash without named parties is of those who fight in the other clauses of its sentence."""
    out = list(here)
    for i, claim in enumerate(here):
        if claim.type == "clash" and len(claim.actors) == 1:  # "took it after fighting in which ten rebels were killed"
            fell = [other for other, (_, p) in zip(out, told, strict=True) if other.type == "casualty" and told[i][1].head in tree.ancestors(p.head)
                    and tree.tokens[p.head].dep == "relcl" and any(_armed(tree, t) for t in p.targets) and not _sided(other.targets, claim.actors)]
            out[i] = replace(claim, actors=(*claim.actors, *fell[0].targets)) if len(fell) == 1 else claim
        if claim.type != "clash" or claim.actors:
            continue
        sides, beside = _sides(tree, told, told[i][1].head, _HAPPENED)
        if len(sides) < 2:  # also whose attack failed fought
            more, _ = _sides(tree, told, told[i][1].head, (*_HAPPENED, "failed"))
            sides = more if len(more) == 2 else sides
        if len(sides) == 2 or (len(sides) == 1 and beside):
            out[i] = replace(claim, actors=tuple(sides))
    return out


def _sides(tree: Tree, told: Sequence[Told], fight: int, kinds: tuple[str, ...]) -> tuple[list[ActorRef], bool]:
    """Those who fight in the deeds of a sentence, and whether one of these is told in the clause of the fight."""
    sides: list[ActorRef] = []
    beside = False
    for other, predicate in told:
        if other.type not in _FIGHTING or other.factuality not in kinds:
            continue
        beside = beside or _amid(tree, fight, predicate.head)
        armed = [ref for ref in other.targets if any(_armed(tree, t) or (other.type == "attack" and _foe(tree, t)) for t in predicate.targets)]
        for ref in (*other.actors, *armed):
            if not any(_alike(ref, side) for side in sides):
                sides.append(ref)
    return sides, beside


def _amid(tree: Tree, fight: int, deed: int) -> bool:
    """Whether one clause tells a fight and a deed done in it: "took the town in fierce fighting", "clashes broke out when rebels attacked"."""
    if any(tree.tokens[c].text.lower() in ("the", "this", "these") for c in tree.children(fight, "det")):
        return False
    above = tree.tokens[tree.tokens[fight].head]
    if tree.tokens[fight].dep == "pobj" and above.text.lower() in ("in", "with", "amid"):
        return above.head == deed
    if tree.tokens[fight].dep not in ("nsubj", "nsubjpass") or any(tree.tokens[c].text.lower() == "while" for c in tree.children(deed, "mark", "advmod")):
        return False
    up = tree.tokens[deed]
    if up.dep == "acl":
        up = tree.tokens[up.head]  # "clashes went on, with rebels taking the mill"
    return up.dep in ("advcl", "pobj", "pcomp") and above.i in (up.head, tree.tokens[up.head].head if tree.tokens[up.head].text.lower() == "with" else -1)


def _by_whom(tree: Tree, claims: Sequence[Claim], told: Sequence[Told]) -> list[Claim]:
    """The dead of a strike are its author's, and what was destroyed in it: a loss without an actor takes those of the one deadly act of its sentence."""
    lost = [c.type == "casualty" or (c.rule == "materiel.destroy" and tree.is_passive(p.head) and tree.tokens[p.head].dep != "amod" and tree.tokens[p.head].lemma != "lose")
            for c, (_, p) in zip(claims, told, strict=True)]
    strikes = [c for c in claims if c.type in _DEADLY and c.actors and _happened(c) and c.actors[0].mention not in ("sides", "parties")]
    fights = [c for c in claims if c.type == "clash"]
    if len({c.actors for c in strikes}) != 1 or any(c.actors == strikes[0].actors for c in fights):
        return list(claims)
    return [replace(c, actors=strikes[0].actors) if of_it and not c.actors and (c.type == "casualty" or strikes[0].type in STRIKES)
            and c.evidence.span == strikes[0].evidence.span and not any(_alike(a, t) for a in strikes[0].actors for t in c.targets) else c
            for c, of_it in zip(claims, lost, strict=True)]


def _carried(tree: Tree, here: list[Claim], of: Sequence[Told], before: Sequence[Claim]) -> list[Claim]:
    """An act told without its author right after one that has one: "They shot down a jet. Both pilots were killed", "It was taken after four hours"."""
    if not before or any(claim.type in STRIKES | {"clash"} for claim in here):
        return here
    acting = {c.actors for c in before if c.type in _FIGHTING | _DEADLY | {"clash"} and c.actors}
    author = acting.pop() if len(acting) == 1 else ()
    killed = [c for c in before if c.type in _DEADLY and c.actors and _happened(c)]
    out = []
    for claim, (_, predicate) in zip(here, of, strict=True):
        told = claim.rule in ("capture.verb", "detain.verb", "detain.hostage") if claim.type in ("capture", "detain") else claim.type == "casualty" and any(
            (claim.time.mention is None or claim.time.interval == c.time.interval) and _same_place(claim, c) for c in killed) and not _caused(tree, predicate.head)
        if author and told and not claim.actors and _happened(claim) and not claim.attribution and not any(_alike(a, t) for a in author for t in claim.targets):
            out.append(replace(claim, actors=author))
        else:
            out.append(claim)
    return out


def _same_place(one: Claim, other: Claim) -> bool:
    """Whether two claims may be of one place."""
    return not one.places or not other.places or bool({p.mention for p in one.places} & {p.mention for p in other.places})


def _caused(tree: Tree, verb: int) -> bool:
    """Whether the words beside a death say what brought it: "killed by falling debris", "lost to the cold", "among the dead"."""
    return any(tree.tokens[c].text.lower() in ("by", "to", "from", "among") and tree.children(c, "pobj") for c in tree.children(verb, "agent", "prep"))


def _alike(one: ActorRef, other: ActorRef) -> bool:
    """Whether two mentions may be of one side: the same words but for the common ones, or a country and its people ("Russia", "Russian troops")."""
    if one.id is not None and one.id == other.id:
        return True
    if other.name is not None and one.mention == other.name:
        return True  # "his force", and the men it lost
    first, second = _core(one), _core(other)
    if not first or not second:
        return one.mention.lower() == other.mention.lower()
    return all(any(_akin(a, b) for b in second) for a in first) or all(any(_akin(a, b) for a in first) for b in second)


def _core(ref: ActorRef) -> list[str]:
    name = ref.name if ref.name is not None and ref.mention.split()[0].lower() in ("its", "their", "his") else ref.mention
    return _telling(name) or (_telling(ref.name) if ref.name is not None else [])


def _telling(name: str) -> list[str]:
    return [word for word in re.split(r"[^\w]+", name) if word and word.lower() not in _COMMON and word.lower().rstrip("s") not in words("groups", "forces")]


def _akin(one: str, other: str) -> bool:
    """Whether two words are one or of one root, as capitalised words of a country and its people are."""
    if one.lower() == other.lower():
        return True
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one[0].isupper() and other[0].isupper() and shared >= max(4, min(len(one), len(other)) - 2)
