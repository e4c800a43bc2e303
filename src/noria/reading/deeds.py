"""What a deed turns out to be by what stands beside its verb: its means, its outcome, the way it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from noria.reading.acts import STRIKES, head_word
from noria.reading.categories import categories
from noria.reading.frames import VerbFrame, noun_frames
from noria.reading.grammar import Tree
from noria.reading.locations import place_arguments
from noria.reading.nouns import modified
from noria.reading.output import Predicate
from noria.reference.lexicons import words

_WILDS = frozenset("jungle interior hinterland woods mountain hill bush desert".split())
_DRIVING = frozenset("push drive force throw press hurl".split())
# Where those end up who are driven back.
_BACK_TO = frozenset(("into", "across", "past", "beyond", "over", "towards", "toward", "onto", "back to", "to"))
# What befalls a force that is no more.
_ENDED = frozenset("annihilate wipe exterminate eliminate liquidate".split())
_HURT = frozenset("wounded injured sick".split())
_DROPPED = frozenset("paratroop paratrooper paratroopers airborne parachutist parachutists".split())
_STRIKING = frozenset("strike attack raid".split())
# With "destroyed", said of an army: its losses are told, and no attack on it.
_ALMOST = frozenset("almost nearly virtually effectively practically all but largely completely totally entirely utterly".split())


def via_noun(tree: Tree, frame: VerbFrame, i: int) -> int | None:
    """The noun of the phrase that `frame.via` asks for ("control" of "under rebel control")."""
    for word, below in tree.prepositions(i):
        token = tree.tokens[below]
        if f"{word} {token.lemma.lower()}" in frame.via or f"{word} {token.text.lower()}" in frame.via or (token.name >= 0 and f"{word} {head_word(tree, below)}" in frame.via):
            return below
    return None


def turned(tree: Tree, frame: VerbFrame, i: int, subjects: Sequence[int], objects: Sequence[int]) -> VerbFrame:
    """The frame as a phrase beside the verb turns it: who drives others back into a place advances, and who is driven back to one, or
    out and away, withdraws.
    """
    there = [word for word, below in tree.prepositions(i) if word in _BACK_TO and (
        place_arguments(tree, below, "toward") or tree.tokens[below].lemma in words("names", "place_words") | _WILDS)]
    if frame.rule == "hold.repel" and tree.tokens[i].lemma in _DRIVING and there:
        return replace(frame, type="advance", rule="advance.push-back")
    if frame.rule in ("capture.drive-out", "capture.expel") and tree.tokens[i].lemma in _DRIVING and there and not any(
            word in ("from", "out of", "of") for word, _ in tree.prepositions(i)):
        return _driven(frame)
    if frame.rule == "deploy.send" and (any(tree.tokens[c].text.lower() in _HURT for o in objects for c in tree.children(o, "amod")) or any(
            word == "to" and tree.tokens[below].lemma in ("hospital", "clinic") for word, below in tree.prepositions(i))):
        return replace(frame, type="displace", rule="displace.wounded", actor="subject", target="object")  # "the wounded were flown to a hospital"
    if frame.rule == "advance.land" and any(_DROPPED & {*tree.tokens[h].text.lower().split()} for s in subjects for h in tree.subtree(s)):
        return replace(frame, type="deploy", rule="deploy.dropped")  # paratroopers who land
    if frame.rule in ("capture.drive-out", "capture.expel") and tree.tokens[i].lemma == "force" and tree.is_passive(i) and not tree.agents(i):
        return _driven(frame)  # "the army was forced out of the city"
    return frame


def _driven(frame: VerbFrame) -> VerbFrame:
    return replace(frame, type="withdraw", rule="withdraw.driven", actor="object", target="none")


def by_outcome(tree: Tree, frame: VerbFrame, i: int, actors: list[int], certain: str) -> tuple[str, str] | None:
    """Type and rule of a deed that its outcome makes another: a force wiped out by nobody named is a loss, a failed break-through an attack."""
    if tree.is_passive(i) and not actors and (frame.rule == "attack.destroy" or (frame.rule == "attack.defeat" and tree.tokens[i].lemma in _ENDED)):
        return "casualty", "casualty.destroyed"
    if frame.rule in ("attack.defeat", "attack.destroy") and (any(tree.tokens[c].text.lower() in _ALMOST for c in tree.children(i, "advmod")) or (
            tree.tokens[i].lemma in _ENDED and any(tree.children(o, "nummod") for o in tree.objects(i)))):
        return "casualty", "casualty.destroyed"  # "the army was all but destroyed", "eliminated 8,000 rebels"
    if frame.rule == "capture.under" and tree.tokens[i].lemma == "be" and tree.tokens[i].dep == "relcl" and certain != "denied":
        return "hold", "hold.under"  # "a village, which was under rebel control"
    if frame.rule in ("advance.move", "advance.line") and certain == "failed" and tree.tokens[i].lemma == "break":
        return "attack", "attack.break"
    return None


def by_means(tree: Tree, frame: VerbFrame, i: int, light: list[int]) -> tuple[str, str]:
    """Type and rule of an attack whose noun or means says of what kind it is ("launched aerial assaults", "hit with rockets", "under fire from mortars")."""
    if frame.rule == "airstrike.light" and any(_of_kind(tree, o, "shelling") and not _of_kind(tree, o, "airstrike") for o in light):
        return "shelling", "shelling.light"  # "carried out missile strikes"
    if frame.type != "attack":
        return frame.type, frame.rule
    for o in light:
        for noun in noun_frames().get(head_word(tree, o), ()):
            if noun.modifiers and noun.type in STRIKES and modified(tree, o, noun):
                return noun.type, noun.rule
    around = [i, *light, *([via] if (via := via_noun(tree, frame, i)) is not None else [])]
    used = tree.tokens[i].head if tree.tokens[i].dep == "xcomp" and tree.tokens[tree.tokens[i].head].lemma in ("use", "employ", "fire", "drop") else None
    tools = [("with", o) for o in tree.objects(used)] if used is not None else []  # "used guided bombs to attack the port"
    for word, below in (*tools, *(p for h in around for p in tree.prepositions(h) if p[0] in ("with", "by", "using", "from"))):
        kinds = {k for h in (below, *tree.children(below, "compound", "nmod")) for k in categories(tree, h)}
        if word != "from" and "missiles" in kinds:
            return "shelling", "shelling.with"
        if "artillery" in kinds or (word == "from" and via is not None and tree.tokens[below].lemma == "gun"):
            return "shelling", "shelling.with"
        if "aircraft" in kinds or ("bombs" in kinds and used is not None):
            return "airstrike", "airstrike.with"
    return frame.type, frame.rule


def and_shelling(tree: Tree, found: Predicate) -> list[Predicate]:
    """The shelling that an air strike is told with: "artillery and air strikes"."""
    first, last = found.trigger
    if found.type != "airstrike" or not any(t.lemma in _STRIKING and t.pos == "NOUN" and _of_kind(tree, t.i, "shelling") and _of_kind(tree, t.i, "airstrike") for t in tree.tokens[first : last + 1]):
        return []
    return [replace(found, type="shelling", rule="shelling.light")]


def _of_kind(tree: Tree, i: int, type_: str) -> bool:
    """Whether a noun has words before it that make it an act of a type: "missile strikes"."""
    return any(noun.modifiers and noun.type == type_ and modified(tree, i, noun) for noun in noun_frames().get(head_word(tree, i), ()))
