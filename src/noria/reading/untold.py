"""What a sentence mentions without telling that it happened: what was not chosen, not wished, only asked about, over, or told before."""

from __future__ import annotations

from noria.reading.frames import noun_frames
from noria.reading.grammar import Tree
from noria.reading.irrealis import habitual, supposition, unreal
from noria.reading.output import Predicate
from noria.reference.lexicons import words

_TIMING = frozenset("after when once until till before since while as".split())
_PREVENTING = frozenset("prevent stop avoid avert".split())
_CALLING = frozenset("call name dub describe know view regard consider remember see".split())
_VERDICTS = frozenset("revenge retaliation reprisal response part result example culmination".split())
_POINTING = frozenset("the this that these those".split())
_ASKING = frozenset("who whoever what whatever which whichever".split())
_MAYBE = frozenset("potential possible eventual hypothetical".split())
_TAKING = frozenset("capture take seize retake recapture storm occupy conquer".split())
_FEARED = frozenset("fear danger risk possibility chance likelihood prospect threat".split())
_WAYS = frozenset("route avenue line axis direction path rate speed".split())
_RANKED = frozenset("first second third fourth fifth sixth seventh eighth last latest only next final".split())
_ENDLESS = frozenset("regardless irrespective".split())
# What holds as long as it is said in the present tense.
_STANDING = frozenset(["state", "hold"])
_FOUGHT = frozenset("attack clash hold advance shelling airstrike encircle launch".split())


def untold(tree: Tree, found: Predicate) -> bool:
    """Whether `found` is only mentioned: no careful reader would say that the sentence tells of it."""
    if found.type not in _STANDING and (habitual(tree, found.head) if found.factuality == "realised" else found.factuality == "planned" and supposition(tree, found.head)):
        return True
    if found.nominal:
        return _noun(tree, found) or unreal(tree, found.head) == "untold"
    if found.type == "hold" and found.factuality == "denied" and tree.tokens[found.head].dep == "ccomp":
        return True  # "would not allow them to hold the border"
    if found.rule in ("capture.fall", "capture.lose") and found.factuality == "denied" and any(tree.tokens[c].text.lower() in words("cues", "modals-planned") for c in tree.children(found.head, "aux")):
        return True  # "vowed that the city would not fall"
    if found.rule == "capture.under" and found.factuality == "denied":
        return True  # "the only town that was not under rebel control"
    return _verb(tree, found.head) or (found.type == "hold" and (_means_to(tree, found.head) or _which(tree, found.head)))


def _verb(tree: Tree, i: int) -> bool:
    first = _first(tree, i)
    token = tree.tokens[first]
    above = tree.tokens[token.head]
    if _instead(tree, first):
        return True
    if token.dep in ("xcomp", "acl", "ccomp") and above.lemma in words("cues", "unwilling") and any(
            tree.tokens[c].text.lower() == "to" for c in tree.children(first, "aux")):
        return True  # "was reluctant to leave", "the refusal to attack"
    if token.dep in ("xcomp", "advcl", "acl", "ccomp") and any(tree.tokens[c].text.lower() == "to" for c in tree.children(first, "aux")) and any(
            tree.tokens[c].text.lower() in ("enough", "too") and tree.tokens[c].dep in ("advmod", "amod") for c in tree.children(above.i)):
        return True  # "strong enough to take the port", "too weak to hold it"
    if token.dep in ("acl", "relcl") and (above.dep == "appos" or tree.tokens[above.head].lemma == "mark") and any(tree.tokens[c].text.lower() == "to" for c in tree.children(first, "aux")) and any(
            tree.tokens[c].text.lower() in _RANKED for c in tree.children(above.i, "amod")):
        return True  # "took X, the first city to be occupied"
    if token.tag == "VBG" and token.dep in ("ccomp", "xcomp") and above.lemma in _PREVENTING:
        return True  # "to prevent them falling into enemy hands"
    if token.dep in ("acl", "ccomp", "relcl") and above.pos == "NOUN" and above.lemma in _FEARED and any(tree.tokens[c].text.lower() == "that" for c in tree.children(first, "mark")):
        return True  # "fears that they would storm the town"
    if token.dep == "acl" and token.tag == "VBG" and above.dep == "pobj" and tree.tokens[above.head].text.lower() == "of" and tree.tokens[tree.tokens[above.head].head].lemma in _FEARED:
        return True  # "the possibility of rebels committing a massacre"
    if token.dep != "pcomp":
        return False
    if above.text.lower() in ("of", "from") and tree.tokens[above.head].lemma in _FEARED:
        return True  # "in danger of being killed", "warned of the possibility of rebels committing a massacre"
    if above.text.lower() == "of" and tree.tokens[above.head].lemma in words("cues", "unwilling"):
        return True  # "incapable of stopping them"
    if any(tree.tokens[c].text.lower() in _ASKING for c in tree.children(first, "nsubj", "nsubjpass", "dobj", "det")):
        return tree.tokens[above.head].text.lower() in _ENDLESS  # "regardless of who held the town"
    if above.text.lower() == "of" and tree.tokens[above.i - 1].text.lower() == "short":
        return True  # "halted just short of capturing the base"
    before = tree.tokens[above.i - 1]
    return above.text.lower() in ("in", "with", "for", "from", "of") and before.pos == "NOUN" and before.lemma in words("cues", "helping") and before.i in (
        above.head, *tree.children(above.head, "dobj"))  # "promised help in recovering the province"


def _which(tree: Tree, verb: int) -> bool:
    """Whether a verb of holding only says which places others act on: "shelled the villages controlled by the militia"; not "held since May"."""
    token = tree.tokens[verb]
    if token.dep not in ("acl", "relcl") or not (tree.is_passive(verb) or (token.dep == "relcl" and tree.own_subject(verb) != token.head)):
        return False
    within = tree.subtree(verb)
    return tree.tokens[min(within) - 1].text != "," and tree.tokens[token.head].dep in ("dobj", "pobj", "conj", "nsubjpass") and not any(
        tree.tokens[j].text.lower() == "still" or any(time.span.overlaps(tree.tokens[j].span) for time in tree.sentence.times) for j in within)


def _means_to(tree: Tree, verb: int) -> bool:
    """Whether a verb says only what something is used for: "used tunnels to stall the offensive"; but for fire that was opened."""
    first = _first(tree, verb)
    if any(tree.tokens[o].lemma in noun_frames() for o in tree.objects(tree.tokens[first].head)):
        return False
    return tree.tokens[first].dep in ("xcomp", "advcl") and tree.tokens[tree.tokens[first].head].lemma in ("use", "employ", "utilise", "utilize") and any(
        tree.tokens[c].text.lower() == "to" for c in tree.children(first, "aux"))


def _first(tree: Tree, i: int) -> int:
    """The first of the verbs that `i` is coordinated with as one more of the same kind ("reluctant to stay and fight")."""
    while tree.tokens[i].dep == "conj" and tree.tokens[tree.tokens[i].head].pos == "VERB" and tree.tokens[i].tag in ("VB", "VBG") and not tree.children(
            i, "aux", "nsubj", "nsubjpass"):
        i = tree.tokens[i].head
    return i


def _instead(tree: Tree, verb: int) -> bool:
    """Whether a verb says what was not done: "rather than attack the fort", "instead of attacking it"."""
    token = tree.tokens[verb]
    if token.tag == "VBG" and [t.text.lower() for t in tree.tokens[max(verb - 2, 0) : verb]] in (["rather", "than"], ["instead", "of"]):
        return True
    opening = [tree.tokens[c] for c in tree.children(verb, "mark") if c < verb] + ([tree.tokens[token.head]] if token.dep == "pcomp" else [])
    return any((word.text.lower(), tree.tokens[word.i - 1].text.lower()) in (("than", "rather"), ("of", "instead")) for word in opening if word.i > 0)


def _judged(tree: Tree, i: int) -> bool:
    """Whether an act is the subject of words that say what it was, or what it is called."""
    token = tree.tokens[i]
    above = tree.tokens[token.head]
    if token.dep == "nsubj" and above.lemma in ("be", "become", "remain"):
        return any(tree.tokens[c].lemma in _VERDICTS or any(tree.tokens[t].tag in ("JJS", "RBS") for t in tree.subtree(c)) for c in tree.children(above.i, "attr", "acomp"))
    return token.dep == "nsubjpass" and above.lemma in _CALLING


def _noun(tree: Tree, found: Predicate) -> bool:
    i = found.head
    token = tree.tokens[i]
    above = tree.tokens[token.head]
    known = any(tree.tokens[c].text.lower() in _POINTING for c in tree.children(i, "det"))
    if found.type in _FOUGHT and any(tree.tokens[c].text.lower() in _MAYBE for h in (i, *tree.children(i, "compound")) for c in tree.children(h, "amod")):
        return True  # "prepared for potential street fighting"
    if token.dep == "dobj" and above.lemma in words("cues", "lessening"):
        return True  # "to minimise civilian casualties"
    if token.dep == "nsubj" and above.lemma in words("cues", "ceasing") and above.dep == "advcl" and found.type in _FOUGHT and any(
            tree.tokens[c].text.lower() in _TIMING for c in tree.children(above.i, "mark", "advmod")):
        return True  # "after hostilities ceased"
    if known and found.factuality == "realised" and _judged(tree, i) and not found.actors and not any(p.named and p.head in tree.subtree(i) for p in found.places):
        return True  # "the attack was the deadliest since 1990", "the clash was called the Battle of X"
    if token.dep != "pobj":
        return False
    word, outer = above.text.lower(), tree.tokens[above.head]
    if found.type == "advance" and word == "in" and token.lemma == "advance" and not tree.children(i, "det", "amod"):
        return True  # "in advance of the troops"
    if found.type == "clash" and word == "into" and token.lemma == "battle" and not tree.children(i, "det", "amod"):
        return True  # "lured the fleet into battle"
    if found.type == "attack" and word == "by" and outer.lemma in _TAKING and token.tag == "NN" and not tree.children(i, "det", "poss"):
        return True  # "to take the port by direct assault": the way, told by the verb
    if word in ("for", "of", "to") and outer.lemma in words("cues", "prospects") and not known:
        return True  # "hopes for a withdrawal", "the danger of an attack"
    if found.type == "advance" and word == "of" and outer.lemma in _WAYS:
        return True  # "the main avenue of advance"
    if found.type == "agree" and word == "of" and outer.lemma in ("violation", "breach", "infringement"):
        return True
    if word != "of" or found.type not in _FOUGHT:
        return False
    if outer.lemma in words("cues", "leading"):
        return not found.actors  # "the leaders of the defence", "a veteran of the siege"
    return known and outer.lemma in words("cues", "stages") and not any(p.named and p.head in tree.subtree(i) for p in found.places)
