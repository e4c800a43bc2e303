"""Who does and who suffers, where grammar alone names a thing: "a Russian airstrike killed" was done by the Russian side."""

from __future__ import annotations

from noria.reading.categories import categories
from noria.reading.frames import VerbFrame, noun_frames
from noria.reading.grammar import Tree
from noria.reading.lists import listed_people

_ABLE = frozenset("force people person name office pronoun aircraft vehicles".split())
# Adjectives that are also ranks or nouns for people.
_NOT_FORCES = frozenset("major general regular private minor other dead wounded injured national foreign human light".split())
# Types whose targets come in lists of figures.
_COUNTED = frozenset("casualty displace detain".split())
_VIOLENT_IN = frozenset("in by during amid from after".split())


def doers(tree: Tree, heads: list[int], i: int, type_: str) -> list[int]:
    """Actors among `heads`: an event among them stands for whoever carried it out; other things do nothing."""
    out: list[int] = []
    for head in heads:
        if is_event(tree, head):
            out += agents_of(tree, head)
        elif able(tree, head):
            out.append(head)
        else:
            out += modifier_actors(tree, head)  # "Ukrainian rockets struck"
    if not out and type_ in ("casualty", "materiel", "displace"):
        for word, below in tree.prepositions(i):
            if word in _VIOLENT_IN and is_event(tree, below) and tree.tokens[below].lemma not in ("clash", "fighting", "battle", "firefight", "combat"):
                for event in tree.conjuncts(below):
                    out += agents_of(tree, event)
    return [o for o in out if type_ != "casualty" or "equipment" not in categories(tree, o) or "force" in categories(tree, o)]


def sufferers(tree: Tree, heads: list[int], i: int, frame: VerbFrame) -> list[int]:
    """Targets among `heads`: of a repelled attack those who attacked; those a place was taken from; list members the parse lost."""
    out: list[int] = []
    if frame.rule == "casualty.found":
        bodies = [tree.core(o) for o in (tree.objects(i) or tree.children(i, "nsubjpass"))]
        heads = [below for b in bodies for word, below in tree.prepositions(b) if word == "of"] or bodies
    for head in heads:
        if frame.type == "hold" and is_event(tree, head):
            out += agents_of(tree, head)
        else:
            out += listed_people(tree, head, i) if frame.type in _COUNTED else [head]
    if frame.type == "capture":
        out += [below for word, below in tree.prepositions(i) if (word == "from" and categories(tree, below) & {"force", "people"}
                and tree.tokens[below].name < 0) or (word == "from" and "force" in categories(tree, below) and not _sure_place(tree, below))]
    return out


def is_event(tree: Tree, head: int) -> bool:
    """Whether a phrase is an act of war told as a noun ("shelling", "attack")."""
    token = tree.tokens[head]
    return token.name < 0 and (token.lemma.lower() in noun_frames() or "event" in categories(tree, head))


def able(tree: Tree, head: int) -> bool:
    """Whether a phrase can do something: people, forces, names, offices, crewed machines."""
    return bool(categories(tree, head) & _ABLE)


def agents_of(tree: Tree, noun: int) -> list[int]:
    """Who carried out the act that `noun` names: its modifiers, possessor, and "by" phrase."""
    out = modifier_actors(tree, noun)
    for word, below in tree.prepositions(noun):
        if word == "by" or (word == "of" and categories(tree, below) & {"force", "people"} and "place" not in categories(tree, below)):
            out.append(below)
    for verb in tree.children(noun, "acl"):
        if tree.tokens[verb].tag == "VBN":
            out += tree.agents(verb)
    return out


def modifier_actors(tree: Tree, noun: int) -> list[int]:
    """Forces and nationalities that stand before a noun: "rebel shelling", "Israeli and American strikes"."""
    out = []
    for c in tree.children(noun, "compound", "amod", "poss", "nmod"):
        for m in tree.conjuncts(c):
            kinds = categories(tree, m)
            if tree.tokens[m].name < 0 and tree.tokens[m].text.lower() in _NOT_FORCES:
                continue
            name = tree.tokens[m].name
            if (name >= 0 and tree.sentence.names[name].kind not in ("place", "equipment", "event")) or (kinds & {"force", "people", "person"} and "place" not in kinds - {"name"}) or (
                    tree.tokens[m].dep == "poss" and kinds & {"force", "person", "name"} and "office" in kinds):
                out.append(m)
    return out


def _sure_place(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if token.name < 0:
        return False
    name = tree.sentence.names[token.name]
    return name.kind == "place" and (name.sure or not name.text.isupper())
