"""Predicates with their arguments: the verbs and nouns of a sentence that say something of a conflict happened."""

from __future__ import annotations

from dataclasses import replace

from noria.reading.acts import HARMING, HITTING, STRIKES, distinct, head_word
from noria.reading.certainty import factuality
from noria.reading.deeds import and_shelling
from noria.reading.equated import said_to_be
from noria.reading.grammar import Tree
from noria.reading.adjuncts import adjunct_places
from noria.reading.locations import whole_lists
from noria.reading.nouns import battle_predicate, by_shelling, equated_predicate, noun_predicate
from noria.reading.output import Predicate
from noria.reading.roles import out_of
from noria.reading.untold import untold
from noria.reading.verbs import verb_predicates
from noria.reference.lexicons import words

_CAPTIVE = frozenset("prisoner captive hostage".split())
_NOMINAL = frozenset("csubj csubjpass nsubj nsubjpass dobj pobj pcomp".split())
_RAZING = frozenset("burn torch raze set destroy demolish".split())
_PREVENTING = frozenset("prevent stop keep deter save cut block bar hinder discourage refrain prohibit".split())


def predicates(tree: Tree) -> list[Predicate]:
    """All predicates of one sentence in the order of their heads; a noun that a light verb already used makes none of its own."""
    used = {token.i for token in tree.tokens for time in tree.sentence.times if time.span.contains(token.span)}
    out: list[Predicate] = []
    for token in tree.tokens:
        if token.i in used:
            continue
        if token.dep == "pcomp" and tree.tokens[token.head].text.lower() == "without":
            continue
        if token.dep == "pcomp" and tree.tokens[token.head].text.lower() == "from" and tree.tokens[tree.tokens[token.head].head].lemma in _PREVENTING:
            continue  # "destroyed to keep it from falling into enemy hands"
        if token.dep == "pcomp" and token.tag == "VBG" and tree.tokens[token.head].text.lower() == "by" and not tree.objects(token.i):
            continue  # "killed by rebel shelling": a noun, whatever the tag says
        if token.tag == "VBG" and not tree.objects(token.i) and (tree.children(token.i, "det", "amod", "compound", "nmod") or by_shelling(tree, token.i) or (
                token.dep in _NOMINAL and any(word == "by" for word, _ in tree.prepositions(token.i)))):
            continue  # "recent shelling by the army", "shelling by the army killed …", "killed by militia shelling": nouns, whatever the tag says
        if token.tag == "VBG" and token.dep == "pcomp" and tree.tokens[token.head].dep == "agent" and token.head == token.i - 1 and not any(
                tree.children(o, "det") for o in tree.objects(token.i)):
            continue  # "attacked by retreating troops"
        if token.pos in ("VERB", "AUX") and token.name < 0 and not (
                token.dep == "amod" and not _describes_deed(tree, token.i) and (token.tag == "VBG" or (token.lemma in ("displace", "suspect", "besiege", "occupy") and not tree.objects(token.i)))):
            for found, consumed in verb_predicates(tree, token.i):
                out.append(found)
                used |= consumed
    told = {p.head for p in out} | {t for p in out for t in p.targets}
    harmed = {p.head for p in out if p.type in ("casualty", "detain", "materiel")}
    for token in tree.tokens:
        if token.i not in used and token.text.lower() in words("groups", "states") and (token.text.lower() in ("dead", "missing") or token.pos == "NOUN") and (dead := _dead(tree, token.i, told, harmed)) is not None:
            out.append(dead)
        elif (token.i not in told and token.text.lower() == "captured" and (taken := _captured(tree, token.i)) is not None) or (token.i not in used and token.lemma in _CAPTIVE and (taken := _taken(tree, token.i, told)) is not None):
            out.append(taken)
        elif token.i not in used and token.pos in ("NOUN", "PROPN", "ADJ", "VERB") and token.name < 0:
            noun = noun_predicate(tree, token.i) or (equated_predicate(tree, token.i) if token.pos == "NOUN" else None)
            if noun is not None:
                out += [noun, *and_shelling(tree, noun)]
        elif token.name >= 0 and (battle := battle_predicate(tree, token.i)) is not None:
            out.append(battle)
    return sorted((p for p in _hits_joined(tree, out) if not untold(tree, p)), key=lambda p: p.head)


def _describes_deed(tree: Tree, i: int) -> bool:
    """Whether a participle before its noun tells what those were doing or suffering whom it describes: "the retreating army", "besieged Riverton"."""
    token = tree.tokens[i]
    above = tree.tokens[token.head]
    if token.tag == "VBG":
        return token.lemma in ("retreat", "withdraw") and (above.lemma in words("groups", "armies") | words("groups", "troops") or above.tag in ("NNPS", "NNP"))
    return token.lemma == "besiege" and (above.name >= 0 or bool(said_to_be(tree, above.i)) or any(tree.tokens[o].name >= 0 for w, o in tree.prepositions(above.i) if w == "of"))


def _hits_joined(tree: Tree, found: list[Predicate]) -> list[Predicate]:
    """Strikes with the participle that only says what they hit ("carried out airstrikes, hitting markets") as one."""
    out = list(found)
    for part in found:
        flew = tree.tokens[tree.tokens[part.head].head] if tree.tokens[part.head].dep == "acl" else None
        if part.type == "advance" and _as_they_went(tree, part.head) and any(p.type == "advance" and p.head in tree.ancestors(part.head) for p in out):
            out.remove(part)  # "advanced into the town, as they moved towards the port"
            continue
        if part.rule == "attack.burn" and tree.tokens[part.head].dep == "conj" and tree.own_subject(part.head) is None and any(
                p.type in STRIKES and p.head == tree.tokens[part.head].head for p in found):
            out.remove(part)  # "stormed the clinic and looted its pharmacy"
            continue
        if part.rule == "shelling.fire" and tree.tokens[part.head].lemma == "use" and any(p.type in STRIKES and p.head in tree.children(part.head, "xcomp", "advcl") for p in out):
            out.remove(part)  # "a missile was used to destroy the bridge"
            continue
        if part.rule == "shelling.fire" and flew is not None and flew.dep == "nsubj" and any(p.head == flew.head and p.type in STRIKES for p in found):
            out.remove(part)  # "rockets fired from A hit B"
            continue
        if part.type == "materiel" and part.targets and all(head_word(tree, t) in words("groups", "civil-buildings") for t in part.targets):
            if any(p.type in STRIKES for p in out):
                out.remove(part)  # "the raid destroyed a school"
            elif tree.tokens[part.head].lemma in _RAZING:
                out[out.index(part)] = replace(part, type="attack", rule="attack.raze")
            continue
        if part.rule == "casualty.verb" and tree.tokens[part.head].lemma == "shoot" and any(
                p.rule == "casualty.verb" and tree.tokens[p.head].lemma in ("kill", "wound", "injure") for p in out for c in tree.children(part.head, "conj") if p.head == c):
            out[out.index(part)] = replace(part, type="attack", rule="attack.shot")  # "were shot and killed": the shots, and what came of them
            continue
        if part.rule == "attack.fire-hits" and any(p.nominal and p.type in STRIKES and part.head in tree.ancestors(p.head) for p in out):
            out.remove(part)  # "was hit by tank fire"
            continue
        if part.type == "hold" and tree.tokens[part.head].tag == "VBG" and tree.tokens[part.head].dep == "advcl" and any(
                p.type == "hold" and p.head == tree.tokens[part.head].head for p in out):
            out.remove(part)  # "beat them off, halting the advance"
            continue
        if part.rule == "attack.verb" and part in out and (means := _means(tree, part.head, out)) is not None:
            out.remove(means)  # "targeted the fort with howitzer fire": one shelling
            out[out.index(part)] = replace(part, type=means.type, rule=f"{means.type}.with")
            continue
        if part.rule == "attack.verb" and tree.is_passive(part.head) and (within := _within(tree, part.head, out)) is not None:
            out.remove(part)  # "the bus was hit in an air strike": one strike, of the kind that the noun tells
            out[out.index(within)] = replace(within, actors=within.actors or part.actors, targets=distinct((*within.targets, *part.targets)), places=part.places or within.places)
            continue
        if part.type in STRIKES and not part.nominal and tree.tokens[part.head].tag == "VBG" and tree.tokens[part.head].dep == "advcl":
            whole = next((p for p in out if p is not part and p.type in STRIKES and p.head == tree.tokens[part.head].head), None)
            if whole is not None and tree.tokens[part.head].lemma in HITTING - HARMING:
                out.remove(part)
                out[out.index(whole)] = replace(whole, targets=whole.targets or part.targets, places=whole.places or part.places)
    return out


def _means(tree: Tree, verb: int, found: list[Predicate]) -> Predicate | None:
    """The fire that something is attacked "with", told by a noun."""
    return next((p for p in found if p.nominal and p.type in ("shelling", "airstrike") and any(
        word in ("with", "using") and p.head in tree.conjuncts(below) for h in (verb, *tree.objects(verb)) for word, below in tree.prepositions(h))), None)


def _as_they_went(tree: Tree, verb: int) -> bool:
    """Whether a clause says how those went on who were told of before it: "as they moved towards the port"."""
    subject = tree.own_subject(verb)
    return tree.tokens[verb].dep == "advcl" and subject is not None and tree.tokens[subject].text.lower() in ("they", "it") and any(
        tree.tokens[c].text.lower() in ("as", "while") for c in tree.children(verb, "mark"))


def _within(tree: Tree, verb: int, found: list[Predicate]) -> Predicate | None:
    """The strike told by a noun in which something "was hit"."""
    return next((p for p in found if p.nominal and p.type in STRIKES and tree.tokens[p.head].dep == "pobj" and tree.tokens[tree.tokens[p.head].head].head == verb
                 and tree.tokens[tree.tokens[p.head].head].text.lower() in ("in", "during")), None)


def _taken(tree: Tree, i: int, told: set[int]) -> Predicate | None:
    """"…, and 40 taken prisoner": people told to be captives behind a figure, without a verb of their own."""
    if i < 2 or i in told or tree.tokens[i - 1].text.lower() not in ("taken", "made") or tree.tokens[i - 1].i in told:
        return None
    counted = next((t.i for t in tree.tokens[i - 2 : i - 1] if any(number.span.overlaps(t.span) for number in tree.sentence.numbers)), None)
    if counted is None:
        return None
    return Predicate("detain", "detain.taken", i, (i - 1, i), (), (counted,), tuple(adjunct_places(tree, [i], "detain", [i])), factuality(tree, i, "detain"), "captured")


def _captured(tree: Tree, i: int) -> Predicate | None:
    """"Lost 600 killed, 800 wounded and 50 captured": the last in a count of losses."""
    before = {t.text.lower() for t in tree.tokens[max(0, i - 6) : i - 1]}
    if i < 3 or not before & {"killed", "dead", "wounded", "injured"} or not any(number.span.overlaps(tree.tokens[i - 1].span) for number in tree.sentence.numbers):
        return None
    return Predicate("detain", "detain.counted", i, (i, i), (), (i - 1,), tuple(adjunct_places(tree, [i], "detain", [i - 1])), factuality(tree, i, "detain"), "captured")


def _dead(tree: Tree, i: int, told: set[int], harmed: set[int]) -> Predicate | None:
    """"Four sailors are missing", "23 dead": people told to be dead or missing without a verb that says how."""
    token = tree.tokens[i]
    above = tree.tokens[token.head]
    if token.head in told or i in told or (above.dep == "prep" and above.head in (harmed if above.text.lower() == "with" else told)) or (token.dep == "conj" and above.text.lower() in words("groups", "states")) or any(h in told and tree.tokens[h].lemma in ("leave", "shoot", "find") for h in tree.ancestors(i)):
        return None
    subject = tree.subject(token.head) if token.dep == "acomp" and above.lemma == "be" else tree.own_subject(i) if token.tag == "VBG" else None
    counted = i > 0 and any(number.span.overlaps(tree.tokens[i - 1].span) for number in tree.sentence.numbers)
    if subject is None and not counted:
        return None
    target = subject if subject is not None else (token.head if token.dep == "amod" else i)
    if above.dep == "prep" and tree.tokens[above.head].lemma == "cost" and (paying := tree.objects(above.head)):
        target = paying[0]  # "costing the garrison over 300 killed"
    targets = tuple(j for j in tree.conjuncts(i) if tree.tokens[j].text.lower() in words("groups", "states")) if target == i else (target,)
    if target == i and (whole := out_of(tree, i)) is not None:
        targets = (whole,)
    return Predicate("casualty", "casualty.dead", i, (i, i), (), targets, whole_lists(tree, adjunct_places(tree, [i], "casualty", [target]), [target]),
                     factuality(tree, i, "casualty"), "missing" if token.text.lower() == "missing" else None)
