"""Statements: which speech is news of its own, and which only brings in what is claimed."""

from __future__ import annotations

from collections.abc import Sequence, Set as AbstractSet

from noria.reading.attribution import voices
from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.output import Predicate
from noria.reading.roles import is_event
from noria.reference.lexicons import words

_MODAL = frozenset("will would shall 'll ll should must could may might can cannot".split())
_POSSIBLE = frozenset("can could cannot might may".split())
_CONDITIONS = frozenset("until unless once".split())
_CAUSE = frozenset("as because since".split())
# Objects of announcing that tell of an act or a plan; to announce them only brings them in.
_ACTS = frozenset("plan start beginning launch operation offensive campaign capture fall liberation death killing loss withdrawal arrival departure deployment seizure".split())
_AID = frozenset("reinforcement backup help assistance support aid".split())
_UNNAMED = frozenset("name identify".split())
_QUOTES = frozenset(["“", "”", '"', "``", "''"])


def news(tree: Tree, found: Sequence[Predicate]) -> list[Predicate]:
    """Leave out speech that only brings in what is claimed: "the ministry said the town had fallen" is no statement of its own; and
    what is said only of what could be ("X cannot fall until Y does"), which is opinion.
    """
    found = [p for p in found if p.type == "state" or not _supposed(tree, p.head)]
    governed = [(voice.cue_head, p.factuality) for p in found if p.type != "state" for voice in voices(tree, p.head)
                if not (p.nominal and _judges(tree, voice.cue_head, p.head))]
    told = {cue for cue, factuality in governed if factuality != "planned"}
    planned = {cue for cue, _ in governed}
    denying = {voice.cue_head for p in found if p.type != "state" for voice in voices(tree, p.head) if voice.denies}
    spoken = {p.head for p in found if p.type == "state"}
    out = []
    for predicate in found:
        if predicate.type == "state" and (predicate.factuality == "denied" or not _is_act(tree, predicate)):
            continue
        if predicate.rule == "state.say" and (predicate.head in told or not _is_news(tree, predicate, spoken, brings_in=predicate.head in planned)):
            continue
        if predicate.type == "state" and tree.tokens[predicate.head].lemma == "refuse" and (
                tree.tokens[predicate.head].dep == "relcl" or (not _spokesmen(tree, predicate) and any(p.type != "state" and p.head in tree.children(predicate.head, "xcomp") for p in found))):
            continue  # "the garrison refused to surrender": what was not done is told
        if predicate.rule == "state.threaten" and _by_arms(tree, predicate, found):
            continue
        if predicate.type == "state" and tree.tokens[predicate.head].dep == "xcomp" and tree.tokens[predicate.head].head in spoken:
            continue  # "refused to recognise": one statement
        if predicate.head in denying:
            continue  # "denied that the town had fallen": what is denied is told
        if predicate.rule == "state.call" and _speakers(tree, predicate) & words("groups", "reporters"):
            continue
        out.append(predicate)
    return out


def _spokesmen(tree: Tree, predicate: Predicate) -> bool:
    """Whether those who act are persons or offices, and no army."""
    return any("office" in (kinds := categories(tree, a)) or "person" in kinds or tree.tokens[a].lemma in words("names", "ranks") for a in predicate.actors)


def _by_arms(tree: Tree, predicate: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a threat is no speech but what an army on the march is about to do: "the corps threatened to cut the road"."""
    act = {c for x in tree.children(predicate.head, "xcomp") for c in tree.conjuncts(x)}
    silent = tree.tokens[predicate.head].tag == "VBG" or (not any(tree.tokens[a].lemma in words("names", "ranks") for a in predicate.actors) and any(
        ("force" in categories(tree, a) and "office" not in categories(tree, a)) or tree.tokens[a].text.split()[-1].lower() in words("groups", "forces") for a in predicate.actors))
    return silent and any(p.head in act for p in found)


def _supposed(tree: Tree, head: int) -> bool:
    """Whether a predicate is one half of a general condition: what can be, or could not, and until or once what is."""
    clause = next((a for a in (head, *tree.ancestors(head)) if tree.tokens[a].pos == "VERB"), head)
    condition = any(tree.tokens[m].text.lower() in _CONDITIONS for m in tree.children(clause, "mark", "advmod"))
    main = tree.tokens[clause].head if condition and tree.tokens[clause].dep == "advcl" else clause
    waits = condition or any(tree.tokens[m].text.lower() in _CONDITIONS for c in tree.children(main, "advcl") for m in tree.children(c, "mark", "advmod"))
    return waits and any(tree.tokens[c].text.lower() in _POSSIBLE for c in tree.children(main, "aux"))


def _judges(tree: Tree, cue: int, act: int) -> bool:
    """Whether what is said is a verdict on an act, and not the act: "said the advance shows that …", "its fall would mean …", "the battle was lost"."""
    if tree.tokens[act].dep in ("nsubj", "nsubjpass") and tree.tokens[tree.tokens[act].head].lemma in ("lose", "win"):
        return True
    return any(tree.tokens[c].lemma != "be" and (tree.tokens[c].tag in ("VBZ", "VBP") or _modal(tree, c)) for c in tree.children(cue, "ccomp"))


def _modal(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[c].text.lower() in _MODAL for c in tree.children(verb, "aux"))


def _speakers(tree: Tree, predicate: Predicate) -> set[str]:
    return {word for a in predicate.actors for word in (tree.tokens[a].lemma.lower(), tree.tokens[a].text.split()[-1].lower())}


def _is_act(tree: Tree, predicate: Predicate) -> bool:
    """Whether the speech addresses the public: calling for reinforcements does not."""
    if predicate.rule == "state.call":
        named = {tree.tokens[c].text.lower() for c in tree.children(predicate.head, "dobj")}
        return tree.tokens[predicate.head].dep != "pcomp" and not named & {"what", "themselves", "itself", "himself", "herself"}
    if tree.tokens[predicate.head].lemma == "ask" and any(tree.tokens[c].lemma in _UNNAMED for c in tree.children(predicate.head, "xcomp", "ccomp")):
        return False  # "who asked not to be named"
    if tree.tokens[predicate.head].lemma in ("recognise", "recognize") and tree.tokens[predicate.head].tag == "VBG":
        return False  # "recognising this": to see it
    if tree.tokens[predicate.head].lemma != "call":
        return True
    return not any(word == "for" and tree.tokens[below].lemma in _AID for word, below in tree.prepositions(predicate.head))


def _is_news(tree: Tree, predicate: Predicate, spoken: AbstractSet[int], *, brings_in: bool) -> bool:
    """Whether plain speech is a statement: a verdict, a demand, an aim; not a report of an act, and not the words of those who report for a living."""
    head = predicate.head
    token = tree.tokens[head]
    if _speakers(tree, predicate) & words("groups", "reporters") or not predicate.actors or predicate.factuality != "realised" or token.dep == "relcl":
        return False
    if token.dep in ("acl", "amod") and token.tag == "VBN":
        return False  # "a move described by the consul as a blunder"
    if token.tag == "VBG" and token.dep in ("advcl", "acl", "pcomp") and not spoken.isdisjoint(tree.ancestors(head)):
        return False  # "issued a statement saying that ...": one statement
    if token.dep == "advcl" and any(tree.tokens[c].text.lower() in _CAUSE for c in tree.children(head, "mark", "advmod")):
        return False
    contents = [c for c in tree.children(head, "ccomp") for c in tree.conjuncts(c) if tree.tokens[c].pos in ("VERB", "AUX")]
    if not contents:
        return not brings_in and not any(tree.tokens[o].lemma.lower() in _ACTS for o in tree.objects(head)) and token.dep != "pcomp"
    if brings_in and (contents[0] < head or not any(_states(tree, c) for c in contents)):
        return False  # "Chad will send 300 soldiers, the staff announced"
    return any(_states(tree, c) for c in contents) or any(tree.tokens[j].text in _QUOTES for j in range(head + 1, min(head + 4, len(tree.tokens))))


def _states(tree: Tree, verb: int) -> bool:
    """Whether a clause says how things are or should be, and not that something happened."""
    token = tree.tokens[verb]
    if _modal(tree, verb) or token.tag in ("VBZ", "VBP"):
        return True
    if token.lemma in ("lose", "win") and any(is_event(tree, s) for s in tree.children(verb, "nsubj", "nsubjpass")):
        return True  # "the battle had been lost"
    if token.lemma == "be":
        return not tree.children(verb, "expl") or any(tree.tokens[c].text.lower() == "no" for a in tree.children(verb, "attr") for c in tree.children(a, "det"))
    return token.tag == "VBG" and bool(tree.children(verb, "aux"))
