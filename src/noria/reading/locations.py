"""Where a predicate says it happened: named places first, then nouns ("the city") that earlier text must explain."""

from __future__ import annotations

from collections.abc import Sequence

from noria.reading.grammar import Tree
from noria.reading.output import PlaceArgument
from noria.reference.lexicons import words

_TOWARD = frozenset("to toward towards into onto on upon through for".split())
_FROM = frozenset(["from", "out of", "away from"])
_AT = frozenset("in at inside within near around outside over across throughout along on amid of between beyond behind".split())
_NEAR = frozenset("near around outside beyond along behind".split())
_DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest north-east north-west south-east south-west".split())
_ANAPHORIC = frozenset("city town village area region province district base airport airbase hospital there capital camp prison island valley site location country enclave pocket neighbourhood neighborhood territory settlement facility bridge station junction hill mountain fortress port".split())
# Where the destination is the place, where the origin is, for the types whose adjuncts are of both kinds.
_PREFERS = {"advance": _TOWARD, "deploy": _TOWARD, "withdraw": _FROM, "displace": _FROM}
_AGAINST = {"withdraw": _TOWARD, "displace": _TOWARD, "deploy": _FROM, "advance": _FROM}


def place_arguments(tree: Tree, i: int, relation: str, depth: int = 0) -> list[PlaceArgument]:
    """The places that the phrase at `i` names, the most specific ones only; coordinated and listed places each."""
    token = tree.tokens[i]
    if token.name >= 0:
        kind = tree.sentence.names[token.name].kind
        if kind in ("place", "other") or (kind == "actor" and relation == "in" and token.text.split()[-1].lower() in words("names", "place_words")):
            return [PlaceArgument(i, relation, named=True), *_listed(tree, i, relation, depth)]
        return []
    lemma = token.lemma.lower()
    if token.text.lower() in ("there", "where", "here") or (token.pos == "PRON" and depth == 0 and token.text.lower() in ("it", "which")):
        return [PlaceArgument(i, relation, named=False)]
    if lemma not in words("groups", "places") and lemma not in words("groups", "parts") and token.pos != "NUM" and lemma not in ("dozen", "number", "hundred", "score"):
        return []
    out: list[PlaceArgument] = []
    for c in tree.children(i, "compound", "poss", "nmod", "amod", "appos"):
        child = tree.tokens[c]
        if child.name >= 0 and tree.sentence.names[child.name].kind in ("place", "other"):
            out += [PlaceArgument(m, relation, named=True) for m in tree.conjuncts(c) if tree.tokens[m].name >= 0]
        elif child.dep == "appos" and depth < 4:
            out += place_arguments(tree, c, relation, depth + 1)
    out += _listed(tree, i, relation, depth)
    if depth < 5 and not out:
        for word, below in tree.prepositions(i):
            inner = _compass(token.text) if word in ("of", "from") and _compass(token.text) else relation
            if word in ("of", "in", "near", "at", "around", "on", "from", "to", "connecting") or word.endswith(" of"):
                out += place_arguments(tree, below, f"{word}" if word.endswith(" of") else inner, depth + 1)
        for c in tree.children(i, "acl"):
            if tree.tokens[c].lemma in ("connect", "link", "lead", "call", "name", "know"):
                for o in [*tree.objects(c), *tree.children(c, "oprd"), *[b for _, b in tree.prepositions(c)]]:
                    out += place_arguments(tree, o, relation, depth + 1)
    if not out and lemma in _ANAPHORIC and _definite(tree, i):
        out.append(PlaceArgument(i, relation, named=False))
    return out


def adjunct_places(tree: Tree, around: Sequence[int], type_: str, skip: Sequence[int] = ()) -> list[PlaceArgument]:
    """Places that prepositions at the predicate give; failing that, at the verbs above it, nearest first."""
    heads = list(around)
    found = _at(tree, heads, type_, skip)
    if any(p.named for p in found):
        return found
    weak = found
    for above in tree.ancestors(around[0]):
        if tree.tokens[above].pos not in ("VERB", "AUX", "NOUN") and tree.tokens[above].dep != "ROOT":
            continue
        nouns = [c for c in tree.children(above, "nsubj", "nsubjpass", "dobj") if c not in skip]
        found = _at(tree, [above, *nouns], type_, skip)
        if any(p.named for p in found):
            return found
        weak = weak or found
    return weak


def _at(tree: Tree, heads: Sequence[int], type_: str, skip: Sequence[int]) -> list[PlaceArgument]:
    ranked: dict[int, list[PlaceArgument]] = {0: [], 1: [], 2: []}
    for h in heads:
        for c in tree.children(h, "advmod"):
            if tree.tokens[c].text.lower() == "there":
                ranked[1].append(PlaceArgument(c, "in", named=False))
        for c in tree.children(h, "compound", "poss", "nmod", "amod"):
            child = tree.tokens[c]
            if child.name >= 0 and tree.sentence.names[child.name].kind == "place" and tree.tokens[h].pos == "NOUN" and type_ != "state":
                ranked[2].append(PlaceArgument(c, "in", named=True))
        for word, below in tree.prepositions(h):
            if below in skip:
                continue
            rank = _rank(word, type_)
            if rank is not None:
                ranked[rank] += place_arguments(tree, below, _relation(word))
    for rank in (0, 1, 2):
        named = [p for p in ranked[rank] if p.named]
        if named:
            return _without_containers(tree, named)
    return [p for rank in (0, 1, 2) for p in ranked[rank]][:1]


def _rank(word: str, type_: str) -> int | None:
    if word in _PREFERS.get(type_, ()):
        return 0
    if word in _AGAINST.get(type_, ()):
        return 2
    if word in _AT or word.endswith((" of", " from")) or word in _TOWARD:
        return 1
    return None


def _relation(word: str) -> str:
    if word.endswith((" of", " from")):
        direction = _compass(word.split(maxsplit=1)[0])
        return direction or ("from" if word.startswith("out") else "near")
    if word in _NEAR:
        return "near"
    if word in _FROM:
        return "from"
    return "toward" if word in ("to", "toward", "towards", "for") else "in"


def _compass(word: str) -> str | None:
    bare = word.lower().replace("-", "")
    return f"{bare} of" if bare in _DIRECTIONS else None


def _listed(tree: Tree, i: int, relation: str, depth: int) -> list[PlaceArgument]:
    """Places that the phrase lists: appositions, and what follows "including", "such as", "namely"."""
    out: list[PlaceArgument] = []
    if depth > 4:
        return out
    for c in tree.children(i, "appos"):
        if tree.tokens[c].name >= 0 and tree.tokens[i].name < 0:
            out += [p for m in tree.conjuncts(c) for p in place_arguments(tree, m, relation, depth + 1)]
    for p in tree.children(i, "prep"):
        if tree.tokens[p].text.lower() in ("including", "like", "as", "notably"):
            for o in tree.children(p, "pobj"):
                out += [a for m in tree.conjuncts(o) for a in place_arguments(tree, m, relation, depth + 1)]
    return out


def _without_containers(tree: Tree, places: list[PlaceArgument]) -> list[PlaceArgument]:
    """Drop the larger place that only says where the smaller one lies: "in Morek, near Hama", "at X in Y province"."""
    out: list[PlaceArgument] = []
    for place in places:
        before = place.head - 1
        while before >= 0 and (tree.tokens[before].pos in ("ADP", "DET", "PUNCT", "ADV", "ADJ") or tree.tokens[before].text.lower() in
                               words("groups", "parts") or tree.tokens[before].text.lower() in _DIRECTIONS) and place.head - before < 7:
            before -= 1
        crossed = any(tree.tokens[k].pos == "ADP" for k in range(before + 1, place.head))
        if crossed and any(p.head == before or (tree.tokens[before].head == p.head) for p in places if p.head != place.head):
            continue
        out.append(place)
    return out or places


def _definite(tree: Tree, i: int) -> bool:
    return any(tree.tokens[c].text.lower() in ("the", "this", "that", "its", "their", "both", "these", "those") for c in tree.children(i, "det", "poss"))
