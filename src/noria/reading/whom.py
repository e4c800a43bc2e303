"""Whom a verb's deed befalls, beyond what stands as its object: behind a preposition, along with others, by the price that was paid."""

from __future__ import annotations

from noria.reading.acts import HARMING, STRIKES
from noria.reading.categories import categories
from noria.reading.frames import VerbFrame
from noria.reading.grammar import Tree
from noria.reading.roles import agents_of, faced, included, is_event, modifier_actors, party, struck, sufferers
from noria.reference.lexicons import words

# What befalls some along with others, and what they may be.
_SHARED = {"casualty": {"force", "people", "person"}, "detain": {"force", "people", "person"}, "displace": {"force", "people", "person"},
           "materiel": {"aircraft", "vehicles", "weapons", "equipment"}}
# What armies are fed through, and leave by.
_LIFELINES = frozenset("line supply route network link communication retreat escape path corridor lifeline artery".split())
# Nouns under which an army counts its own losses.
_MEN = frozenset("man soldier troop fighter rebel militant guard policeman sailor marine pilot officer airman trooper".split())
# What is told of the dead, and is none of them: "the number killed and the identity of those responsible".
_TOLD_OF = frozenset("number identity toll extent clash fighting battle".split())
# Ground that is shelled or stormed: where it was, not at whom.
_GROUND = frozenset("territory soil land ground area hill height ridge bank shore coast salient side resolve morale".split())
_NAMING = frozenset("dub call name codename code-name know entitle".split())
# What one does to have another act: the other is the subject of what is asked.
_URGING = frozenset("demand insist urge require request allege".split())


def whom(tree: Tree, frame: VerbFrame, i: int, subjects: list[int], objects: list[int], light: list[int]) -> list[int]:
    """The targets of the verb at `i` under `frame`; `light` are the objects that only complete the verb."""
    named = [v for o in light for v in tree.children(o, "acl") if frame.type == "launch" and tree.tokens[v].lemma in _NAMING]
    named += [c for o in light for c in tree.children(o, "appos") if frame.type == "launch" and is_event(tree, c)]
    around = [i, *light, *named]  # "an offensive dubbed X against the rebels", "an invasion, an operation against their positions"
    targets = sufferers(tree, [t for t in role(tree, frame.target, around, subjects, objects) if t not in light or frame.type == "hold"], i, frame)
    targets = [t for t in targets if t not in light or frame.rule == "casualty.found" or (
        frame.type == "hold" and "force" in categories(tree, t) and tree.children(t, "amod", "compound", "nmod", "poss"))]  # "halted the Axis forces"
    if frame.type == "casualty":
        targets = _victims(tree, frame, i, objects, light, targets)
    elif frame.type == "encircle" and (lines := [o for o in objects if frame.rule == "encircle.supply" or tree.tokens[o].lemma in _LIFELINES]):
        targets = _supplied(tree, lines) or targets
    elif not targets:
        targets = _aimed_at(tree, frame, i, subjects, objects, light)
    if frame.type == "state" and tree.tokens[i].lemma == "proclaim":
        targets = []  # "proclaimed the republic": nobody is spoken to
    if frame.rule == "detain.hostage":
        targets = [next((c for c in tree.children(t, "nsubj", "compound", "nmod") if categories(tree, c) & {"force", "people"}), t)
                   if tree.tokens[t].lemma == "hostage" else t for t in targets]
    if frame.with_complement and not targets:
        targets = [m for c in tree.children(i) if tree.tokens[c].lemma in frame.with_complement
                   for m in tree.children(c, "compound", "nmod", "nsubj") if "people" in categories(tree, m)]
    if frame.type in STRIKES:
        targets = [t for t in targets if tree.tokens[t].name >= 0 or tree.tokens[t].lemma not in _GROUND]
    if frame.besides and tree.tokens[i].lemma in HARMING | {"assassinate", "murder"} and frame.rule != "attack.sniper":
        targets = []  # whom a strike kills suffers; what it destroys is what it struck
    if frame.type in ("casualty", "detain", "displace"):
        targets = [t for t in targets if tree.tokens[t].name >= 0 or not _told_of(tree, t)]
        targets += included(tree, targets)
    if frame.type in _SHARED and set(targets) & {*objects, *subjects}:
        targets += _joined(tree, i, frame)
    return targets


def _told_of(tree: Tree, i: int) -> bool:
    """Whether a noun only tells of those who suffer, and counts nobody ("a number of soldiers")."""
    return tree.tokens[i].lemma in _TOLD_OF and not any(word == "of" and categories(tree, b) & {"force", "people", "person"} for word, b in tree.prepositions(i))


def _aimed_at(tree: Tree, frame: VerbFrame, i: int, subjects: list[int], objects: list[int], light: list[int]) -> list[int]:
    """Whom a deed without an object is done to: "opened fire on the column", "dug in against the besiegers", "demanded that the army leave"."""
    around = [i, *light]
    if frame.type == "state" and tree.tokens[i].lemma in _URGING:
        urged = [s for c in tree.children(i, "ccomp") if (s := tree.own_subject(c)) is not None]
        return [s for s in urged if categories(tree, s) & {"force", "person", "office"} and not is_event(tree, s)]
    if frame.type == "deploy":
        return [b for h in around for word, b in tree.prepositions(h) if word == "against" and (party(tree, b) or struck(tree, b))]
    if frame.type == "advance":
        return [b for word, b in tree.prepositions(i) if word == "through" and tree.tokens[b].lemma in ("line", "defence", "defense", "position")]
    out: list[int] = []
    if frame.type in ("attack", "shelling", "airstrike") and all(o in light or "missiles" in categories(tree, o) for o in objects) and not (
            light and frame.with_) and not tree.is_passive(i):
        out = role(tree, "on", around, subjects, objects)
    if light and not out and frame.type in STRIKES:
        out = [o for n in light for verb in tree.children(n, "acl") if tree.tokens[verb].tag == "VBG" for o in tree.objects(verb) if struck(tree, o)]
    if frame.type == "bombing" and not out:
        out = [t for t in role(tree, "against", around, subjects, objects) if t not in objects]
    return out


def _victims(tree: Tree, frame: VerbFrame, i: int, objects: list[int], light: list[int], targets: list[int]) -> list[int]:
    """Who suffers where the object only counts them or says what became of them: "inflicted rebel losses", "lost 12 men", "cost 400 lives"."""
    if frame.rule == "casualty.cause":
        return targets + [m for o in light for m in tree.children(o, "amod", "compound", "nmod", "poss") if categories(tree, m) & {"people", "force"}]
    if frame.rule in ("casualty.suffer", "casualty.lose"):
        both = any(tree.tokens[t].lemma in ("side", "party") for t in targets)
        return [o for o in objects if tree.tokens[tree.core(o)].lemma in _MEN and not both] or _losing(tree, i, targets)
    if frame.rule in ("casualty.cost", "casualty.lives"):
        return _bereft(tree, i, light) or targets
    return targets


def _losing(tree: Tree, i: int, targets: list[int]) -> list[int]:
    """Whose losses they are where the parse takes the next figure of a list for the subject: "the general withdrew, having lost 300 killed, 90 wounded"."""
    whole = [t for t in targets if tree.tokens[t].text.lower() not in words("groups", "states") and (
        tree.tokens[t].pos != "NUM" or any(word == "of" for word, _ in tree.prepositions(t)))]
    if whole or not targets:
        return whole
    above = (s for a in tree.ancestors(i) if (s := tree.own_subject(a)) is not None and s not in targets)
    return [s for s in above if categories(tree, s) & {"force", "people", "person", "pronoun"}][:1]


def _bereft(tree: Tree, i: int, light: list[int]) -> list[int]:
    """Who died where a deed is told by its price: "cost the Danes 400 dead", "cost 23 British lives", "took the lives of ten villagers", "cost 150 men"."""
    paid = [m for d in tree.children(i, "dative") for o in (tree.children(d, "pobj") or [d]) for m in tree.conjuncts(o)]
    paid += [o for o in tree.objects(i) if o not in light and o not in paid and tree.tokens[o].text.lower() not in words("groups", "states")]
    paid += [below for o in light for word, below in tree.prepositions(o) if word == "of"]
    paid += [m for o in light for m in tree.children(o, "poss", "amod", "compound", "nmod")]
    return [p for p in paid if categories(tree, p) & {"people", "force", "person"}] or [o for o in light if categories(tree, o) & {"people", "force"}]


def _supplied(tree: Tree, lines: list[int]) -> list[int]:
    """Whose roads and supplies are cut: "the rebels' supply lines", "the retreat of the army", "escape routes for the garrison"."""
    out = [m for h in lines for m in modifier_actors(tree, h)]
    out += [b for h in lines for word, b in tree.prepositions(h) if word in ("of", "for", "to") and "force" in categories(tree, b) and party(tree, b)]
    return out


def _joined(tree: Tree, i: int, frame: VerbFrame) -> list[int]:
    """Who or what shares the fate of those a verb tells of: "were killed along with their driver", "was captured together with his crew"."""
    out = []
    for p in tree.children(i, "prep", "advmod"):
        word = tree.tokens[p].text.lower()
        if word == "alongside" or (word == "with" and tree.tokens[p - 1].text.lower() in ("along", "together")):
            out += tree.children(p, "pobj")
        elif word in ("along", "together"):
            out += [o for q in tree.children(p, "prep") if tree.tokens[q].text.lower() == "with" for o in tree.children(q, "pobj")]
    return [m for o in out for m in tree.conjuncts(o) if categories(tree, m) & _SHARED[frame.type]]


def role(tree: Tree, role: str, around: list[int], subjects: list[int], objects: list[int]) -> list[int]:
    """Who stands in a role that a frame names: subject, object, or behind one of the prepositions that tell of it."""
    if role == "subject":
        return subjects
    if role == "object":
        return objects
    if role == "both" and tree.tokens[around[0]].lemma == "reinforce":
        return subjects or objects
    if role == "both":
        return subjects + [o for o in objects if categories(tree, o) & {"force", "people"} and (not subjects or tree.tokens[o].name >= 0)]
    if role in ("none", "via"):
        return []
    wanted = {"on": ("on", "against", "at", "upon", "in", "among"), "against": ("against", "on", "toward", "towards"), "over": ("over", "against"), "at": ("at", "toward", "towards", "on", "against", "into"), "to": ("to",),
              "of": ("of",), "with": ("with",), "addressee": ("on", "upon", "against", "to", "for")}[role]
    out = objects if role == "addressee" else []
    if role in ("against", "on") and tree.is_passive(around[0]):
        around = [*around, *(a for a in tree.agents(around[0]) if tree.tokens[a].name >= 0)]  # "launched by the A against the B"
    for h in around:
        for word, below in tree.prepositions(h):
            kinds = categories(tree, below)
            if "event-name" in kinds or (tree.tokens[below].name >= 0 and "Battle" in tree.sentence.names[tree.tokens[below].name].text.split()):
                continue  # "used gas at the Second Battle of Arin"
            if word == "in" and tree.tokens[below].lemma in ("life", "equipment", "material"):
                continue  # "heavy losses in lives"
            if role == "to" and word in ("into", "in") and tree.tokens[below].lemma == "hand":
                out = [*out, *agents_of(tree, below)]  # "fell into rebel hands"
            if role == "to" and word == "under" and tree.tokens[below].lemma in ("control", "rule", "occupation"):
                out = [*out, *agents_of(tree, below)]  # "fell under rebel control"
            if word in wanted and tree.tokens[below].lemma == "rank":
                out = [*out, *tree.children(below, "poss")]  # "deaths among their ranks"
            elif word in wanted and ((role == "to" and kinds == {"pronoun"}) or (kinds & {"force", "people", "person", "vehicles", "aircraft"} and ("place" not in kinds or "name" not in kinds or role in ("to", "addressee") or (word in ("on", "against", "upon") and faced(tree, word, below))))
                                   or (role in ("on", "against", "at") and word != "in" and struck(tree, below))):
                out = [*out, *tree.conjuncts(below)] if below not in out else out
    if role == "addressee":
        out = [o for o in out if categories(tree, o) & {"force", "people", "person", "name"}]
    return out
