"""Tolls that a text states as a number: "put the number of dead at 600", "the death toll has risen to 18", "spoke of 12 dead"."""

from __future__ import annotations

from noria.reading.categories import categories
from noria.reading.certainty import factuality
from noria.reading.grammar import Tree
from noria.reading.lists import number_on
from noria.reading.adjuncts import adjunct_places
from noria.reading.output import Predicate

# What a toll is called, by what it counts; a bare "number" or "figure" needs "of dead" behind it.
TOLLS = {"toll": "killed", "dead": "killed", "death": "killed", "fatality": "killed", "killed": "killed", "wounded": "wounded", "injured": "wounded",
          "casualty": "casualties", "loss": "casualties", "missing": "missing", "slain": "killed", "executed": "killed"}
_NUMBERS = frozenset("number figure count tally total".split())
_PUTTING = frozenset("put estimate place set".split())
# Verbs by which an event changes a toll: "bringing the death toll to 45".
_BRINGING = frozenset("bring raise take push increase lift".split())
_STANDING = frozenset("rise stand reach climb grow increase pass exceed be mount surpass jump hit total come amount".split())
_SPEAKING = frozenset("speak talk tell".split())
STATING = _PUTTING | _BRINGING | _STANDING | _SPEAKING


def stated_toll(tree: Tree, verb: int, subjects: list[int], objects: list[int]) -> Predicate | None:
    """The toll that the clause of `verb` states, with those who died as its targets; None where it states none."""
    lemma = tree.tokens[verb].lemma.lower()
    if tree.tokens[verb].pos != "VERB" and lemma != "be":
        return None
    if lemma in _PUTTING:
        return next((_toll(tree, verb, o, measure) for o in objects if (measure := _measure(tree, o)) and any(_figure(tree, v, "at", "to") for v in stating(tree, verb))
                     and _of_people(tree, verb, o)), None)
    if lemma in _BRINGING:
        return next((_toll(tree, verb, o, measure) for o in objects if tree.tokens[o].lemma in _NUMBERS | {"toll"} and (measure := _measure(tree, o)) and any(
            _figure(tree, v, "to") for v in stating(tree, verb))), None)
    if lemma in _STANDING:
        named = next(((s, measure) for s in subjects if (measure := _measure(tree, s))), None)
        stands = named is not None and _figure(tree, verb, "to", "at", "", "by") and _of_people(tree, verb, named[0])
        return _toll(tree, verb, *named) if named is not None and stands else None
    if lemma in _SPEAKING:
        for word, below in tree.prepositions(verb):
            number = below if word == "of" and number_on(tree, below) is not None else None
            after = tree.tokens[below + 1].text.lower() if below + 1 < len(tree.tokens) else ""
            if number is not None and after in TOLLS:
                return _toll(tree, verb, below, TOLLS[after])
    return None


def stating(tree: Tree, verb: int) -> list[int]:
    """The words that the figure of a toll may stand at: the verb, or what the parse took for it in "put the number of rebels killed at 40"."""
    return [verb, *(c for o in tree.objects(verb) for _, below in tree.prepositions(o) for c in tree.children(below, "acl") if tree.tokens[c].text.lower() in TOLLS)]


def _measure(tree: Tree, noun: int) -> str | None:
    """What a noun phrase counts, if it names a toll."""
    token = tree.tokens[noun]
    lemma = token.lemma.lower()
    if token.text.lower() in TOLLS or lemma in TOLLS:
        return TOLLS.get(token.text.lower()) or TOLLS[lemma]
    if lemma in _NUMBERS:
        people = [(word, below) for h in (noun, *(b for word, b in tree.prepositions(noun) if word == "of"), token.head) for word, below in tree.prepositions(h)]
        return next((found for word, below in people if (found := _measure(tree, below) if word in ("of", "among") else None) or (
            found := _fate(tree, below) if word == "of" else None)), None) or _befallen(tree, noun)  # "the number of dead", "of children among the dead", "of militants killed"
    return None


def _fate(tree: Tree, people: int) -> str | None:
    """What a participle behind people says became of them: "the number of militants killed"."""
    return next((TOLLS[word] for c in tree.children(people, "acl", "amod") if c > people and (word := tree.tokens[c].text.lower()) in TOLLS), None)


def _befallen(tree: Tree, noun: int) -> str | None:
    """What became of those that a number is "of": "the number of killed in the city"."""
    return next((TOLLS[word] for p in tree.children(noun, "prep") if tree.tokens[p].text.lower() == "of" for c in tree.children(p, "pcomp") if (
        word := tree.tokens[c].text.lower()) in TOLLS), None)


def _of_people(tree: Tree, verb: int, noun: int) -> bool:
    """Whether losses are of lives: an army's, or so many dead; a bank puts its losses at a figure too."""
    if tree.tokens[noun].lemma != "loss":
        return True
    behind = {tree.tokens[j].text.lower() for j in range(verb + 1, min(verb + 7, len(tree.tokens)))}
    return bool(behind & {"dead", "killed", "men", "soldiers", "fighters", "wounded", "casualties", "lives"}) or any(
        "force" in categories(tree, c) for c in tree.children(noun, "poss", "compound", "amod"))


def _figure(tree: Tree, verb: int, *words: str) -> bool:
    """Whether a figure stands behind the verb, alone or with one of these prepositions."""
    behind = [below for word, below in tree.prepositions(verb) if word in words]
    if "" in words:
        behind += [*tree.objects(verb), *tree.children(verb, "attr")]
    return any(number_on(tree, j) is not None or any(number_on(tree, c) is not None for c in tree.children(j, "nummod")) for j in behind)


def _toll(tree: Tree, verb: int, noun: int, measure: str) -> Predicate:
    dead = [below for word, below in tree.prepositions(noun) if word in ("of", "among") and categories(tree, below) & {"force", "people", "person"}]
    whose = [c for n in (noun, *(b for _, b in tree.prepositions(noun))) for c in tree.children(n, "poss", "compound", "amod") if "force" in categories(tree, c)]
    targets = [t for t in (*dead, *whose) if tree.tokens[t].text.lower() not in TOLLS]
    places = adjunct_places(tree, [verb, noun, *(b for _, b in tree.prepositions(noun))], "casualty", targets)
    return Predicate("casualty", "casualty.toll", verb, (min(verb, noun), max(verb, noun)), (), tuple(dict.fromkeys(targets)),
                     tuple({p.head: p for p in places}.values()), factuality(tree, verb, "casualty"), "killed" if measure == "killed" else measure)
