"""Counts of a claim: which figure belongs to whom, and what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from noria.claims.mentions import mention
from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.output import NumberMention, Predicate
from noria.reference.lexicons import words
from noria.values.count import Count, CountKind

_MEASURE_OF_CASUALTY = {"wound": "wounded", "injure": "wounded", "wounded": "wounded", "injured": "wounded", "injury": "wounded", "hurt": "wounded",
                        "maim": "wounded", "missing": "missing", "casualty": "casualties", "loss": "casualties"}
# Singular nouns that name many.
_COLLECTIVE = frozenset("""army police military militia group faction coalition alliance government regime opposition unit brigade division battalion regiment
corps squad platoon squadron fleet navy garrison crew convoy column patrol side party infantry cavalry tribe detachment contingent legion horde personnel wing
element remnant population crowd mob staff family people life command state force company other public infantry armor team delegation""".split())
_SUBSET = frozenset("including include among".split())
_CUMULATIVE = frozenset("so far since total toll overall".split())


def counts(tree: Tree, text: str, predicate: Predicate) -> tuple[Count, ...]:
    """The figures of one predicate, in the order of the text."""
    if predicate.type in ("casualty", "displace", "detain"):
        return _people(tree, text, predicate)
    if predicate.type in ("capture", "airstrike", "shelling", "materiel"):
        return _things(tree, text, predicate) + _strength(tree, text, predicate)
    if predicate.type in ("attack", "hold"):
        return _strength(tree, text, predicate)
    return ()


def _strength(tree: Tree, text: str, predicate: Predicate) -> tuple[Count, ...]:
    """How many took part, where the text numbers them: "attacked by at least 500 fighters"."""
    out = []
    for actor in predicate.actors if not predicate.nominal else ():
        number = number_at(tree, actor)
        if number is not None and number.text != "both" and tree.tokens[tree.tokens[actor].head].i in (predicate.head, tree.tokens[predicate.head].head) and categories(tree, actor) & {"force", "people"}:
            out.append(_count(number, "fighters", mention(tree, text, actor), "increment"))
    return tuple(out)


def number_at(tree: Tree, head: int) -> NumberMention | None:
    """The quantity that counts the noun at `head`, or that `head` itself is part of; "both pilots" are two."""
    token = tree.tokens[head]
    for c in tree.children(head, "det", "preconj", "predet"):
        if tree.tokens[c].text.lower() == "both":
            return NumberMention(tree.tokens[c].span, "both", 2, 2)
    for number in tree.sentence.numbers:
        if number.span.overlaps(token.span):
            return number
    for word, below in tree.prepositions(head):
        if word == "of" and token.lemma in _COLLECTIVE and tree.tokens[below].pos == "NUM":
            return number_at(tree, below)  # "a crew of five"
    first = tree.phrase_start(head)
    for c in range(first, head):
        for number in tree.sentence.numbers:
            if number.span.overlaps(tree.tokens[c].span) and _counts(tree, c, head):
                return number
    return None


def _counts(tree: Tree, number: int, head: int) -> bool:
    """Whether the numeral at token `number` counts the noun at `head` and not a modifier of it."""
    seen = number
    for above in tree.ancestors(number):
        if above == head:
            return tree.tokens[seen].dep in ("nummod", "quantmod", "amod", "det", "nmod", "advmod", "compound", "npadvmod")
        if tree.tokens[above].pos not in ("NUM", "ADJ", "ADV", "DET"):
            return False
        seen = above
    return False


def _people(tree: Tree, text: str, predicate: Predicate) -> tuple[Count, ...]:
    measure = predicate.measure or {"displace": "displaced", "detain": "captured"}.get(predicate.type) or casualty_measure(tree, predicate.head)
    out: list[Count] = []
    if predicate.rule == "casualty.suffer":
        return _suffered(tree, text, predicate)
    for target in predicate.targets:
        number = number_at(tree, target)
        group = mention(tree, text, target)
        if number is not None:
            count = _count(number, measure, group, _kind(tree, target))
            # "at least 17 soldiers and 8 rebels": the hedge is read over every figure of the list
            open_ended = out and out[-1].high is None and not out[-1].approximate and count.low == count.high and not count.approximate
            out.append(replace(count, high=None) if open_ended and target in _listed_with(tree, predicate.targets) else count)
        elif predicate.type in ("casualty", "detain") and _one_person(tree, target):
            out.append(Count(measure, 1, 1, group=group))
    if not out and predicate.nominal:
        number = number_at(tree, predicate.head)
        if number is not None:
            out.append(_count(number, measure, None, "increment"))
    if out:
        out += _subsets(tree, text, predicate.head, measure)
    return tuple(dict.fromkeys(out))


def _listed_with(tree: Tree, targets: Sequence[int]) -> set[int]:
    """The targets that are coordinated with the first."""
    return set(tree.conjuncts(targets[0])) if targets else set()


def _suffered(tree: Tree, text: str, predicate: Predicate) -> tuple[Count, ...]:
    """"suffered at least 50 dead": the figure stands at the object, the group is the subject."""
    group = next((mention(tree, text, t) for t in predicate.targets), None)
    out = []
    for o in tree.objects(predicate.head):
        number = number_at(tree, o)
        if number is not None:
            lemma = tree.tokens[o].lemma.lower()
            out.append(_count(number, _MEASURE_OF_CASUALTY.get(lemma, "killed"), group or mention(tree, text, o), _kind(tree, o)))
    return tuple(out)


def casualty_measure(tree: Tree, head: int) -> str:
    """"killed" unless the word says wounded, missing, or the unseparated "casualties"."""
    token = tree.tokens[head]
    nouns = [tree.tokens[o].lemma.lower() for o in tree.objects(head)]
    paired = [c for c in tree.children(head, "conj") if c - head <= 2] + ([token.head] if token.dep == "conj" and head - token.head <= 2 else [])
    if {"kill", "wound"} <= {_verb_kind(tree, v) for v in (head, *paired)}:
        return "casualties"  # "killing and injuring 16": one figure for both
    for word in (token.lemma.lower(), token.text.lower(), *nouns):
        if word in _MEASURE_OF_CASUALTY:
            return _MEASURE_OF_CASUALTY[word]
    if token.lemma == "leave" and any(tree.tokens[c].text.lower() in ("wounded", "injured") for c in tree.subtree(head)) and not any(
            tree.tokens[c].text.lower() == "dead" for c in tree.subtree(head)):
        return "wounded"
    return "killed"


def _verb_kind(tree: Tree, verb: int) -> str:
    lemma = tree.tokens[verb].lemma.lower()
    return "kill" if lemma == "kill" else "wound" if lemma in ("wound", "injure", "hurt", "maim") else ""


def _one_person(tree: Tree, target: int) -> bool:
    token = tree.tokens[target]
    if token.name >= 0:
        name = tree.sentence.names[token.name]
        return name.kind == "person" or (not name.sure and " " in name.text and not name.text.endswith("s"))
    if any(tree.tokens[c].name >= 0 and tree.sentence.names[tree.tokens[c].name].kind == "person" for c in tree.children(target, "appos")):
        return token.tag == "NN"
    if token.tag != "NN" or token.lemma in _COLLECTIVE or token.lemma not in words("groups", "people") | words("groups", "forces"):
        return False
    return not any(tree.tokens[c].text.lower() in ("no", "every", "each", "any") for c in tree.children(target, "det"))


def _subsets(tree: Tree, text: str, head: int, measure: str) -> list[Count]:
    """Figures that are part of the one told: "602 people, including 104 civilians"."""
    out = []
    for token in tree.tokens:
        if token.text.lower() not in _SUBSET or token.dep != "prep" or token.i < head - 12:
            continue
        for o in tree.children(token.i, "pobj"):
            for member in tree.conjuncts(o):
                number = number_at(tree, member)
                if number is not None:
                    out.append(_count(number, measure, mention(tree, text, member), "subset"))
    return out


def _kind(tree: Tree, target: int) -> CountKind:
    around = {token.text.lower() for token in tree.tokens[max(0, target - 8) : target + 14]}
    return "cumulative" if around & _CUMULATIVE and not around & {"another"} else "increment"


def _things(tree: Tree, text: str, predicate: Predicate) -> tuple[Count, ...]:
    out: list[Count] = []
    heads = [*predicate.targets, *([predicate.head] if predicate.nominal else []), *tree.objects(predicate.head)]
    subject = tree.subject(predicate.head) if predicate.type != "materiel" and not predicate.nominal else None
    if subject is not None:
        heads += tree.conjuncts(subject)
    if predicate.type == "capture":
        heads = [*tree.objects(predicate.head), *(b for o in [predicate.head, *tree.objects(predicate.head)] for w, b in tree.prepositions(o) if w == "of")]
    for head in dict.fromkeys(heads):
        number = number_at(tree, head)
        measure = _measure(tree, predicate.type, head)
        if measure is None and tree.tokens[head].text.lower() == "it" and predicate.rule in ("materiel.down", "materiel.crash"):
            measure = "aircraft"
        if measure is None:
            continue
        if number is not None:
            out.append(_count(number, measure, mention(tree, text, head), "increment"))
        elif predicate.type == "materiel" and measure in ("aircraft", "vehicles") and _single(tree, head):
            out.append(Count(measure, 1, 1, group=mention(tree, text, head)))
    return tuple(dict.fromkeys(out))


def _single(tree: Tree, head: int) -> bool:
    token = tree.tokens[head]
    if token.name >= 0:
        return not token.text.rstrip("’'").endswith("s")
    return token.tag == "NN" or token.text.lower() == "it"


def _measure(tree: Tree, type_: str, head: int) -> str | None:
    token = tree.tokens[head]
    lemma = token.lemma.lower() if token.name < 0 else token.text.split()[-1].lower()
    for below in (b for w, b in tree.prepositions(head) if w == "of"):
        if token.pos == "NUM" or lemma in ("dozen", "number", "hundred", "score", "dozens", "hundreds", "scores"):
            return _measure(tree, type_, below)
    if type_ == "capture":
        return "places" if lemma in words("groups", "places") else None
    if lemma in ("airstrike", "air-strike", "strike", "raid", "sortie") and type_ == "airstrike":
        return "airstrikes"
    for key in ("missiles", "aircraft", "vehicles"):
        if lemma in words("groups", key):
            return f"{lemma}s" if key == "missiles" else key
    if token.name >= 0 and tree.sentence.names[token.name].kind == "equipment":
        return "aircraft" if _flies(token.text) else "vehicles"
    if type_ == "materiel" and lemma in words("groups", "weapons"):
        return lemma if lemma.endswith("s") else f"{lemma}s"
    if type_ == "materiel" and lemma == "bridge":
        return "bridges"
    return None


def _flies(name: str) -> bool:
    """Whether a designator is an aircraft's: the letters before its number are those of aircraft makers and mission codes."""
    letters = "".join(c for c in name.rsplit(maxsplit=1)[-1] if c.isalpha() or c == "-").split("-")[0].lower()
    return letters in ("mig", "su", "mi", "ka", "tu", "il", "an", "f", "b", "a", "c", "uh", "ah", "ch", "mq", "rq", "yak", "mirage", "l", "bf", "fw", "me", "ju", "p")


def _count(number: NumberMention, measure: str, group: str | None, kind: CountKind) -> Count:
    return Count(measure, number.low, number.high, number.approximate, group, kind)
