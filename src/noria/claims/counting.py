"""Counts of a claim: which figure belongs to whom, and what it counts."""

from __future__ import annotations

from noria.claims.mentions import mention
from noria.claims.quantities import COLLECTIVE, NOT_ONE, UNITS, count, crew, number_at
from noria.claims.tolls import people
from noria.reading.categories import categories, flies
from noria.reading.grammar import Tree
from noria.reading.lists import number_on
from noria.reading.output import NumberMention, Predicate
from noria.reference.lexicons import words
from noria.values.count import Count


_TAKEN = frozenset("capture encircle displace".split())
_MOVED = frozenset("deploy withdraw advance".split())
_STRUCK = frozenset("airstrike shelling attack bombing".split())
_STRONG = frozenset("capture airstrike shelling materiel attack hold deploy withdraw advance".split())
_REGULARS = frozenset("soldier troop force man peacekeeper marine paratrooper guardsman infantryman serviceman conscript reinforcement regular".split())
_GUNS = frozenset("gun howitzer".split())
_SETTLED = frozenset("village town city district neighbourhood neighborhood settlement suburb".split())
_SMALL_ARMS = frozenset("machine submachine sub-machine anti-tank field anti-aircraft antiaircraft".split())
_TIMES = {"once": 1, "twice": 2, "thrice": 3}


def counts(tree: Tree, text: str, predicate: Predicate) -> tuple[Count, ...]:
    """The figures of one predicate, in the order of the text."""
    if predicate.rule == "displace.empty":
        return _things(tree, text, predicate)
    if predicate.type in ("casualty", "displace", "detain"):
        return people(tree, text, predicate)
    if predicate.type == "defect":
        return _gone_over(tree, text, predicate)
    out: tuple[Count, ...] = ()
    if predicate.type in ("capture", "airstrike", "shelling", "materiel", "encircle", "advance"):
        out += _things(tree, text, predicate)
    if predicate.type == "airstrike":
        out += _repeated(tree, predicate.head)
    if predicate.type in _STRUCK:
        out += _struck_places(tree, text, predicate)
    if predicate.type == "bombing":
        out += tuple(count(number, "attackers", mention(tree, text, who)) for who in predicate.actors
                     if tree.tokens[who].lemma.endswith("bomber") and (number := number_at(tree, who)) is not None)
    if predicate.type in _STRONG:
        out += _strength(tree, text, predicate)
    return out


def _gone_over(tree: Tree, text: str, predicate: Predicate) -> tuple[Count, ...]:
    """How many surrendered or went over: "its 37 survivors surrendered", "the garrison, some 9,000 strong, capitulated"."""
    return tuple(count(number, "defected", mention(tree, text, who)) for who in predicate.actors
                 if tree.tokens[who].lemma not in UNITS and (number := number_at(tree, who) or _strong(tree, who)) is not None)


def _strong(tree: Tree, who: int) -> NumberMention | None:
    """The figure of "some 9,000 strong" behind those it counts."""
    return next((number for i in tree.subtree(who) if i > who and tree.tokens[i].text.lower() == "strong" and (number := number_on(tree, i - 1)) is not None), None)


def _strength(tree: Tree, text: str, predicate: Predicate) -> tuple[Count, ...]:
    """How many took part, where the text numbers them: "attacked by at least 500 fighters", "the withdrawal of 400 troops"."""
    out = []
    moved = [o for o in tree.objects(predicate.head) if predicate.type in _MOVED]
    if predicate.nominal:
        moved = [below for word, below in tree.prepositions(predicate.head) if word == "of"] if predicate.type in _MOVED else []
    if predicate.type == "attack" and tree.tokens[predicate.head].lemma != "shoot":  # who is shot is counted among the dead
        moved = list(predicate.targets)
    for named in dict.fromkeys((*(() if predicate.nominal else predicate.actors), *moved)):
        who = _members(tree, named)
        number = number_at(tree, who) or _so_strong(tree, who) or crew(tree, who)
        above = tree.tokens[named].head
        if number is None or number.text == "both" or (named not in moved and above not in (
                predicate.head, tree.tokens[predicate.head].head, *tree.children(predicate.head, "agent"))):
            continue
        lemma = tree.tokens[who].lemma
        men = any(tree.tokens[c].lemma == "suicide" for c in tree.subtree(who))  # "suicide bombers" do not fly
        machine = _measure(tree, predicate.type, who) if (named in moved or predicate.type in _MOVED) and not men else None
        if machine in ("aircraft", "vehicles"):
            out.append(count(number, "guns" if lemma in _GUNS else machine, mention(tree, text, who)))
            continue
        counted = tree.tokens[who].pos == "NUM" or (lemma not in UNITS and not (tree.tokens[who].tag == "NN" and lemma in COLLECTIVE))
        if (categories(tree, who) & {"force", "people"} or who != named) and (counted or number_at(tree, who) is None):
            out.append(count(number, "troops" if lemma in _REGULARS else "fighters", mention(tree, text, who)))
    return tuple(out)


def _members(tree: Tree, who: int) -> int:
    """Those that a body is made of, where they are numbered: "a group of some 12,000 soldiers", "a force of 5,000"."""
    if tree.tokens[who].lemma not in UNITS | {"force", "garrison", "total", "reinforcement"}:
        return who
    told = [b for c in tree.children(who, "acl") if tree.tokens[c].lemma in ("total", "number", "comprise") for b in tree.objects(c)]
    return next((below for below in (*told, *(b for word, b in tree.prepositions(who) if word == "of")) if number_at(tree, below) is not None and (
        tree.tokens[below].pos == "NUM" or (categories(tree, below) & {"force", "people"} and tree.tokens[below].lemma not in UNITS))), who)


def _so_strong(tree: Tree, who: int) -> NumberMention | None:
    """The figure of "a 5,000-strong force"."""
    for c in tree.children(who, "amod", "compound"):
        figure = tree.tokens[c - 2] if c > 1 and tree.tokens[c].text.lower() == "strong" and tree.tokens[c - 1].text == "-" else None
        if figure is not None and (told := figure.text.replace(",", "")).isdigit():
            return NumberMention(figure.span, figure.text, int(told), int(told))
    return None


def _repeated(tree: Tree, head: int) -> tuple[Count, ...]:
    """How often it was struck: "bombed three times", "hit twice"."""
    for c in tree.children(head, "advmod", "npadvmod"):
        word = tree.tokens[c].text.lower()
        number = number_at(tree, c) if word == "times" else None
        if number is not None:
            return (count(number, "airstrikes", None),)
        if word in _TIMES:
            return (Count("airstrikes", _TIMES[word], _TIMES[word]),)
    return ()


def _struck_places(tree: Tree, text: str, predicate: Predicate) -> tuple[Count, ...]:
    """How many places were struck: "bombed three villages", "strikes on two bases"."""
    noun = [o for o in tree.objects(predicate.head) if categories(tree, o) & {"event"}]
    heads = [*tree.objects(predicate.head), *(below for n in (predicate.head, *noun) for word, below in tree.prepositions(n) if word in ("on", "in", "against", "at"))]
    if tree.is_passive(predicate.head):
        heads += [c for s in tree.children(predicate.head, "nsubjpass") for c in tree.conjuncts(s)]
    return tuple(count(number, "places", mention(tree, text, head)) for head in dict.fromkeys(heads)
                 if _measure(tree, "capture", head) == "places" and (number := number_at(tree, head)) is not None)


def _things(tree: Tree, text: str, predicate: Predicate) -> tuple[Count, ...]:
    out: list[Count] = []
    for head in dict.fromkeys(_counted_heads(tree, predicate)):
        number = number_at(tree, head)
        measure = _measure(tree, predicate.type, head) if predicate.type != "advance" else "places" if tree.tokens[head].lemma in _SETTLED else None
        if measure is None and predicate.rule in ("materiel.down", "materiel.crash") and (
                tree.tokens[head].text.lower() == "it" or "equipment" in categories(tree, head)):
            measure = "aircraft"
        if measure is None:
            continue
        if number is not None:
            out.append(count(number, measure, mention(tree, text, head)))
        elif (predicate.type == "materiel" and measure in ("aircraft", "vehicles") and _single(tree, head)) or (
                measure == "places" and predicate.type != "advance" and _one_site(tree, head)):
            out.append(Count(measure, 1, 1, group=mention(tree, text, head)))
    return tuple(dict.fromkeys(out))


def _counted_heads(tree: Tree, predicate: Predicate) -> list[int]:
    """The nouns whose figures are figures of the predicate."""
    objects = tree.objects(predicate.head)
    if predicate.type in _TAKEN | {"advance"}:
        if tree.is_passive(predicate.head):
            told = tree.tokens[predicate.head]
            under = told.head if told.dep == "xcomp" and tree.is_passive(told.head) else predicate.head  # "78 villages were said to have been retaken"
            objects = [*objects, *(c for s in tree.children(under, "nsubjpass") for c in tree.conjuncts(s))]
        if predicate.type == "advance":
            return objects
        held = [b for word, c in tree.prepositions(predicate.head) if word in ("in", "under") for w, b in tree.prepositions(c) if w in ("of", "over")]
        return [*objects, *(b for o in (predicate.head, *objects) for w, b in tree.prepositions(o) if w == "of"), *held]
    heads = [*predicate.targets, *([predicate.head] if predicate.nominal else []), *objects]
    subject = tree.subject(predicate.head) if predicate.type != "materiel" and not predicate.nominal else None
    return heads if subject is None else [*heads, *tree.conjuncts(subject)]


def _one_site(tree: Tree, head: int) -> bool:
    """Whether a text tells of one site among many: "captured a bridge"."""
    return tree.tokens[head].lemma in words("groups", "sites") | {"hill", "village", "town", "outpost", "trench", "redoubt", "position", "intersection"} and any(
        tree.tokens[c].text.lower() in ("a", "an", "another") for c in tree.children(head, "det"))


def _single(tree: Tree, head: int) -> bool:
    token = tree.tokens[head]
    if any(tree.tokens[c].text.lower() in NOT_ONE for c in tree.children(head, "det")):
        return False
    if token.name >= 0:
        return not token.text.rstrip("’'").endswith("s")
    return token.tag == "NN" or token.text.lower() == "it"


def _measure(tree: Tree, type_: str, head: int) -> str | None:
    token = tree.tokens[head]
    lemma = token.lemma.lower() if token.name < 0 else token.text.split()[-1].lower().removesuffix("s")
    for below in (b for w, b in tree.prepositions(head) if w == "of"):
        if token.pos == "NUM" or lemma in ("dozen", "number", "hundred", "score", "dozens", "hundreds", "scores"):
            return _measure(tree, type_, below)
    if type_ in _TAKEN:
        return "places" if lemma in words("groups", "places") else None
    if lemma in ("airstrike", "air-strike", "strike", "raid", "sortie") and type_ == "airstrike":
        return "airstrikes"
    if type_ == "materiel" and lemma == "gun" and any(tree.tokens[c].lemma.lower() in _SMALL_ARMS for c in tree.children(head, "compound", "amod")):
        return "guns"
    for key in ("missiles", "aircraft", "vehicles"):
        if lemma in words("groups", key):
            return f"{lemma}s" if key == "missiles" else key
    if token.name >= 0 and tree.sentence.names[token.name].kind == "equipment":
        return "aircraft" if flies(token.text) else "vehicles"
    if type_ == "materiel" and lemma in words("groups", "weapons"):
        return lemma if lemma.endswith("s") else f"{lemma}s"
    if type_ == "materiel" and lemma == "bridge":
        return "bridges"
    return None
