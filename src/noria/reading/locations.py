"""The places that a phrase names: itself, what it is in or of, its list; nouns ("the city") that earlier text must explain stand as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from noria.reading.categories import categories
from noria.reading.coordination import runs
from noria.reading.equated import said_to_be
from noria.reading.grammar import Tree
from noria.reading.names import BATTLE_OF, is_people
from noria.reading.output import NameMention, PlaceArgument, Token
from noria.reference.lexicons import words

# Nouns that a force's name stands before as readily as a place's ("guerrilla positions").
_HELD = frozenset("position post line stronghold territory headquarters base camp area outpost bastion trench warehouse depot checkpoint".split())
_SETTLED = frozenset("coast shore city town village outskirt outskirts suburb centre center capital part edge side countryside neighbourhood neighborhood district".split())
_MEASURES = frozenset("km kilometer kilometre mile meter metre".split())
_DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest north-east north-west south-east south-west".split())
ANAPHORIC = frozenset("governorate oblast canton county river lake canal ridge highway road fort citadel plant factory port latter city town village area region province district base airport airbase hospital there capital camp prison island valley site location country enclave pocket neighbourhood neighborhood territory settlement facility bridge station junction hill mountain fortress port".split())
_ABOVE_ALL = frozenset("particularly especially notably mainly mostly chiefly specifically namely".split())
ROADS = frozenset("road highway route motorway railway pipeline".split())
_BORDERS = frozenset("border frontier".split())
_LINKING = frozenset("link connect join".split())
# Where wars are played too: "the theatre" alone is no building.
_OF_WAR = frozenset("theatre theater".split())
_GROUND = words("groups", "places") | words("groups", "parts") | words("names", "place_words")
_CITY_PARTS = frozenset("outskirt outskirts suburb centre center district neighbourhood neighborhood quarter".split())
_PEOPLED = frozenset("city town village settlement".split())
_DOING = frozenset("nsubj nsubjpass csubj attr".split())


def place_arguments(tree: Tree, i: int, relation: str, depth: int = 0) -> list[PlaceArgument]:
    """The places that the phrase at `i` names, the most specific ones only; coordinated and listed places each."""
    token = tree.tokens[i]
    if token.name >= 0:
        if may_be_place(tree, i) or is_battle(tree.sentence.names[token.name]):
            return [PlaceArgument(i, relation, named=True), *_listed(tree, i, relation, depth)]
        return []
    lemma = token.lemma.lower()
    if token.text.lower() in ("there", "where", "here", "latter") or (token.pos == "PRON" and depth == 0 and token.text.lower() in ("it", "which")):
        return [PlaceArgument(i, relation, named=False)]
    if lemma in ROADS and len(joined_by_road(tree, i)) > 1:
        return [PlaceArgument(i, relation, named=False)]
    if (named := _renamed(tree, i)) is not None:
        return place_arguments(tree, named, relation, depth + 1)
    if lemma in _MEASURES and depth < 5:  # "within two miles of X"
        return [p for word, below in tree.prepositions(i) if word in ("of", "from") for p in place_arguments(tree, below, "near", depth + 1)]
    if lemma not in _GROUND and token.pos != "NUM" and lemma not in ("dozen", "number", "hundred", "score"):
        return []
    out: list[PlaceArgument] = []
    nested = [g for c in tree.children(i, "compound") if tree.tokens[c].name < 0 for g in tree.children(c, "compound")]  # "X city centre"
    for c in [*tree.children(i, "compound", "poss", "nmod", "amod", "nummod", "appos"), *nested]:
        child = tree.tokens[c]
        if child.name >= 0 and may_be_place(tree, c) and (child.dep != "poss" or lemma in _SETTLED) and (
                lemma not in _HELD or stands_there(tree.sentence.names[child.name])):
            out += [PlaceArgument(m, relation, named=True) for m in tree.conjuncts(c) if tree.tokens[m].name >= 0]
        elif child.dep == "appos" and depth < 4:
            out += place_arguments(tree, c, relation, depth + 1)
    if not out:
        out += [PlaceArgument(c, relation, named=False) for c in tree.children(i, "poss") if tree.tokens[c].lemma.lower() in ANAPHORIC]
    if not out and lemma in _CITY_PARTS:
        out += [PlaceArgument(c, relation, named=False) for c in tree.children(i, "compound") if tree.tokens[c].name < 0 and tree.tokens[c].text in ("city", "town")]  # "the city centre"
    out += _listed(tree, i, relation, depth)
    if depth < 5 and not out:
        for word, below in tree.prepositions(i):
            inner = (compass(token.text) if word in ("of", "from") else None) or relation
            if word == "from" and lemma not in ROADS and "to" not in {t.text.lower() for t in tree.tokens[below + 1 : below + 3]}:
                continue  # "sent to the area from X"
            if tells_whereabouts(tree, i, word, below):
                continue
            if word in ("in", "near", "at", "around") and any(p.named for p in out):
                continue  # "the towns of A and B in C" are A and B
            if word in ("of", "in", "near", "at", "around", "on", "over", "across", "from", "to", "connecting") or word.endswith(" of"):
                out += place_arguments(tree, below, f"{word}" if word.endswith(" of") else inner, depth + 1)
        for c in tree.children(i, "acl"):
            if tree.tokens[c].lemma in ("connect", "link", "lead", "call", "name", "know"):
                for o in [*tree.objects(c), *tree.children(c, "oprd"), *[b for _, b in tree.prepositions(c)]]:
                    out += place_arguments(tree, o, relation, depth + 1)
    indefinite = any(tree.tokens[c].text.lower() in ("a", "an") for c in tree.children(i, "det")) or (
        token.tag == "NNS" and token.text.lower() != lemma and not _definite(tree, i))
    if token.tag == "NNS" and any(p.named and tree.tokens[p.head].dep in ("compound", "nmod", "amod") for p in out):
        return out  # "the A and B air bases"
    if lemma in _BORDERS and not out and is_border(tree, i):
        return [PlaceArgument(i, relation, named=False)]  # "the Thai border"
    if lemma in ROADS and not out and _definite(tree, i) and tree.children(i, "compound"):
        return [PlaceArgument(i, relation, named=False)]  # "the port road"
    if lemma in words("groups", "sites") and not indefinite and (lemma not in _OF_WAR or is_described(tree, i)) and (_definite(tree, i) or (token.dep == "conj" and _definite(tree, token.head)) or tree.children(i, "amod", "compound", "poss", "nmod")):
        at = ("at", "in") if lemma == "headquarters" and any(tree.tokens[c].name >= 0 for c in tree.children(i, "poss", "compound", "nmod")) else ("at",)
        if out and not is_described(tree, i) and all(tree.tokens[tree.tokens[p.head].head].text.lower() in at for p in out):
            return out  # "the garrison's base at X" is X, "the 5th Brigade's headquarters in X" too
        # an unnamed site is the place, not the town it is said to be of or in
        return [PlaceArgument(i, relation, named=False), *_joined_below(tree, i, relation, depth)]
    within = [c for c in tree.children(i, "compound") if lemma == "area" and tree.tokens[c].name < 0 and tree.tokens[c].lemma in words("groups", "sites")]
    if within and not out and _definite(tree, i):
        return [PlaceArgument(c, relation, named=False) for c in within]  # "the port area"
    if not out and points_to_city(tree, i):
        out.append(PlaceArgument(i, relation, named=False))  # "the outskirts": of the city
    if not out and (points_to_several(tree, i) if token.tag == "NNS" else lemma in ANAPHORIC and _definite(tree, i)):
        out.append(PlaceArgument(i, relation, named=False))
    return out


def tells_whereabouts(tree: Tree, i: int, word: str, below: int) -> bool:
    """Whether a phrase behind a comma only says where a place lies that the text knows: "the city, 80 km west of X"."""
    token = tree.tokens[i]
    return word.endswith(" of") and token.name < 0 and token.tag == "NN" and token.lemma in ANAPHORIC and _definite(tree, i) and any(
        t.text == "," for t in tree.tokens[i:below])


_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}


def how_many(tree: Tree, i: int) -> int | None:
    """How many a plural says that there are: "the two towns"; None where it says nothing."""
    return next((_NUMBERS[word] for c in tree.children(i, "nummod", "det", "predet", "amod") if (word := tree.tokens[c].text.lower()) in _NUMBERS), None)


def points_to_city(tree: Tree, i: int) -> bool:
    """Whether a part of a city stands without the city: "the outskirts", "the suburbs"; one district of several is another place."""
    token = tree.tokens[i]
    return token.lemma in _CITY_PARTS and (token.tag == "NNS" or token.lemma in ("centre", "center", "outskirts")) and _definite(tree, i) and not tree.children(
        i, "amod", "compound", "prep", "poss", "relcl", "acl")


def points_to_several(tree: Tree, i: int) -> bool:
    """Whether a plural means settlements that were named before: "the two towns", "both cities", "these villages"; not "the two cities of"."""
    if tree.tokens[i].lemma not in _PEOPLED or tree.children(i, "prep", "relcl", "acl", "appos"):
        return False
    opened = {tree.tokens[c].text.lower() for c in tree.children(i, "det", "predet", "nummod")}
    other = {tree.tokens[c].text.lower() for c in tree.children(i, "amod")}
    return other <= {"same"} and bool(opened & {"both", "these", "those"} or ("the" in opened | other and how_many(tree, i)) or ("all" in opened and how_many(tree, i)))


def is_border(tree: Tree, i: int) -> bool:
    """Whether a common noun is a border that the words before it tell apart: "the Thai border"."""
    return tree.tokens[i].lemma in _BORDERS and tree.tokens[i].name < 0 and any(
        tree.tokens[c].name >= 0 and tree.sentence.names[tree.tokens[c].name].kind == "nationality" for c in tree.children(i, "amod", "compound", "nmod"))


def joined_by_road(tree: Tree, i: int) -> list[int]:
    """The named places that one road lies between: "the road between A and B", "the highway linking A and B"."""
    if tree.tokens[i].lemma.lower() not in ROADS or tree.tokens[i].tag != "NN" or not _definite(tree, i):
        return []
    ends = [below for word, below in tree.prepositions(i) if word == "between"]
    from_ = i + 1 < len(tree.tokens) and tree.tokens[i + 1].text.lower() == "from"
    if from_ and (start := tree.children(i + 1, "pobj")):  # "the road from A to B", whatever the parse hangs the two at
        to = next((t.i for t in tree.tokens[start[0] + 1 : start[0] + 2] if t.text.lower() == "to"), None)
        ends += [*start[:1], *(tree.children(to, "pobj") if to is not None else ())]
    for c in tree.children(i, "acl", "relcl"):
        if tree.tokens[c].lemma in _LINKING:
            ends += [*tree.objects(c), *(below for word, below in tree.prepositions(c) if word in ("to", "with", "and"))]
    named = [e for e in ends if tree.tokens[e].name >= 0 and may_be_place(tree, e)]
    return [e for e in ends if e in named or (tree.tokens[e].name < 0 and tree.tokens[e].lemma in words("groups", "places"))] if named else []


def _renamed(tree: Tree, i: int) -> int | None:
    """The name right before a comma that a phrase only says more of: "the M5, a strategic route that was closed"."""
    first = tree.phrase_start(i)
    if tree.tokens[i].dep != "appos" or first < 2 or tree.tokens[first - 1].text != "," or tree.tokens[first].text.lower() not in ("a", "an"):
        return None
    before = first - 2
    return before if tree.tokens[before].name >= 0 and may_be_place(tree, before) else None


def is_described(tree: Tree, i: int) -> bool:
    """Whether words before a site say what it is, not just whose."""
    return any(not categories(tree, c) & {"force", "name"} for c in tree.children(i, "amod", "compound", "nmod"))


def _joined_below(tree: Tree, i: int, relation: str, depth: int) -> list[PlaceArgument]:
    """Places that the parse joined to what a site is of, though they stand beside the site: "the port of X and its oil terminal"."""
    joined = [m for _, below in tree.prepositions(i) for m in tree.children(below, "conj") if _definite(tree, m)] if depth < 5 else []
    return [p for m in joined for p in place_arguments(tree, m, relation, depth + 1)]


def firm(tree: Tree, places: Sequence[PlaceArgument]) -> list[PlaceArgument]:
    """The named places, and the unnamed sites that are joined to one of them: "X and its airbase"; nothing where none is named."""
    joined = {_first_joined(tree, p.head) for p in places if p.named}
    return [p for p in places if p.named or (tree.tokens[p.head].lemma.lower() in words("groups", "sites") and _first_joined(tree, p.head) in joined)]


def _first_joined(tree: Tree, i: int) -> int:
    """The first of the words that word `i` is coordinated with; `i` itself where it is none or the first."""
    while tree.tokens[i].dep == "conj" and tree.tokens[i].head < i:
        i = tree.tokens[i].head
    return i


def stands_there(name: NameMention) -> bool:
    """Whether a name before "positions" or "base" is where they are and not whose: "Verdun positions"."""
    return name.kind == "place" and (name.sure or name.known)


def whose_fighters(tree: Tree, i: int) -> bool:
    """Whether a name behind "from" is whose they are rather than where they come from: "fighters from Jaysh X"."""
    name, above = tree.sentence.names[tree.tokens[i].name], tree.tokens[tree.tokens[i].head]
    return tree.tokens[above.head].lemma in words("groups", "forces") and not stands_there(name)


def is_battle(name: NameMention) -> bool:
    """Whether an event is named after its place: "Battle of X"."""
    return name.kind == "event" and name.known and BATTLE_OF.match(name.text) is not None


def is_described_site(tree: Tree, i: int) -> bool:
    """Whether a common noun names one site well enough to be the place: "the military academy", not "the barracks"."""
    token = tree.tokens[i]
    if token.name >= 0:
        return False
    if token.lemma in _BORDERS:
        return is_border(tree, i)
    if token.lemma in ROADS:
        return _definite(tree, i) and (bool(tree.children(i, "compound")) or len(joined_by_road(tree, i)) > 1)
    return token.lemma.lower() in words("groups", "sites") and bool(tree.children(i, "amod", "compound", "nmod"))


def may_be_place(tree: Tree, i: int) -> bool:
    """Whether the name at `i` is a place or, its kind being unsure, may be one."""
    name = tree.sentence.names[tree.tokens[i].name]
    if name.text.removesuffix("s").isupper() and len(name.text) < 7 and not name.known and (name.feature is not None or name.kind != "place" or not name.sure):
        return False  # an acronym is somebody or something, not somewhere: "an ELN pocket", "the loss of ten APCs"
    last = name.text.rsplit(maxsplit=1)[-1]
    if not name.known and {last.lower(), last.lower().removesuffix("s")} & words("groups", "weapons"):
        return False  # "by MANPADS"
    if (name.kind == "nationality" and (tree.tokens[i].tag == "JJ" or is_people(last))) or name.text.split(maxsplit=1)[0].lower() in words("names", "ships"):
        return False
    if not name.sure and name.kind != "place" and (_is_people(tree, i) or (i > 0 and tree.tokens[i - 1].text == '"')):
        return False
    return name.kind in ("place", "other") or (not name.sure and name.kind in ("person", "actor", "nationality"))


def _is_people(tree: Tree, i: int) -> bool:
    """Whether the words at a name make it one of many, or a thing's: "the Carthaginians", "the tanker X"."""
    if tree.tokens[i].tag == "NNPS" and any(tree.tokens[c].text.lower() == "the" for c in tree.children(i, "det")):
        return True
    if tree.sentence.names[tree.tokens[i].name].kind == "person" and any(tree.tokens[c].name < 0 and tree.tokens[c].lemma in words("groups", "people") | words("groups", "offices") | words("names", "ranks") for c in tree.children(i, "appos")):
        return True  # "A B, the presiding judge, was captured"
    return any(tree.tokens[c].name < 0 and tree.tokens[c].lemma in words("groups", "vehicles") | words("groups", "aircraft") | words("groups", "forces")
               for c in tree.children(i, "compound"))


def full_name(tree: Tree, i: int) -> bool:
    """Whether a name of two words and more that no gazetteer has stands where only people can ("the killing of A B")."""
    name = tree.tokens[i].name
    return name >= 0 and " " in tree.sentence.names[name].text and not tree.sentence.names[name].sure and not tree.sentence.names[name].known


def whole_lists(tree: Tree, places: Sequence[PlaceArgument], aside: Sequence[int]) -> tuple[PlaceArgument, ...]:
    """The places in the order of the text, each once, with those that stand in one list with them, wherever the parse hung these.

    `aside` are the words that have another part in the predicate.
    """
    out = {p.head: p for p in reversed(places)}
    aside = [*aside, *(bracketed := _in_brackets(tree))]
    if any(p.named and p.head not in bracketed for p in places):
        out = {head: p for head, p in out.items() if head not in bracketed}  # "the village of A (six miles south of B)"
    for run in runs(tree.tokens):
        first = next((out[i] for i in run if i in out and out[i].named), None)
        if first is None:
            continue
        for i in run:
            token = tree.tokens[i]
            if i not in out and i not in aside and (may_be_place(tree, i) or is_battle(tree.sentence.names[token.name])) and (_shares_noun(tree, i) or (token.dep not in _DOING and not _elsewhere(tree, i, first.head))):
                out[i] = replace(first, head=i)
    return tuple(out[i] for i in sorted(out))


def _in_brackets(tree: Tree) -> set[int]:
    out: set[int] = set()
    opened = False
    for token in tree.tokens:
        opened = token.text == "(" or (opened and token.text != ")")
        if opened and token.name >= 0:
            out.add(token.i)
    return out


def _shares_noun(tree: Tree, i: int) -> bool:
    """Whether the noun of a list stands behind its last name, whatever the parse takes it for: "close the A and B passes"."""
    word = tree.tokens[i + 1].text.lower() if i + 1 < len(tree.tokens) else ""
    return word.endswith("s") and not {word[:-1], word.removesuffix("es")}.isdisjoint(words("names", "place_words"))


def _elsewhere(tree: Tree, i: int, listed: int) -> bool:
    """Whether a word of a list belongs to a clause of its own, or says whose something is ("in A and B's army")."""
    token = tree.tokens[i]
    if token.dep in ("poss", "compound", "nmod", "amod") and tree.tokens[token.head].lemma not in words("groups", "places") | words("groups", "parts"):
        return True
    first, second = ({a for a in (x, *tree.ancestors(x)) if tree.tokens[a].pos in ("VERB", "AUX")} for x in (i, listed))
    return bool(first - second)


def compass(word: str) -> str | None:
    bare = word.lower().replace("-", "")
    return f"{bare} of" if bare in _DIRECTIONS else None


def _listed(tree: Tree, i: int, relation: str, depth: int) -> list[PlaceArgument]:
    """Places that the phrase lists: appositions, and what follows "including", "such as", "namely"."""
    out: list[PlaceArgument] = []
    if depth > 4:
        return out
    for c in tree.children(i, "appos"):
        if tree.tokens[c].name >= 0 and (tree.tokens[i].name < 0 or (len(tree.conjuncts(c)) > 1 and not tree.children(i, "conj"))):
            out += [p for m in tree.conjuncts(c) for p in place_arguments(tree, m, relation, depth + 1)]
    for p in tree.children(i, "prep"):
        if tree.tokens[p].text.lower() in ("including", "like", "as", "notably"):
            for o in tree.children(p, "pobj"):
                out += [a for m in tree.conjuncts(o) for a in place_arguments(tree, m, relation, depth + 1)]
    if not out and depth == 0:
        out += [p for m in said_to_be(tree, i) for p in place_arguments(tree, m, relation, depth + 1)]
    return out


def most_specific(tree: Tree, places: list[PlaceArgument]) -> list[PlaceArgument]:
    """Of places told one behind the other only the one where it happened.

    "in Rutshuru, near Goma" and "at X in Y province" keep the first; "over Goma near Rutshuru", where no comma parts them and the
    first is no site, is a place and then the point in it, and keeps the second.
    """
    out: list[PlaceArgument] = []
    dropped: set[int] = set()
    for place in sorted(places, key=lambda p: p.head):
        if tree.tokens[place.head].dep == "conj" and tree.tokens[place.head].head in dropped:
            dropped.add(place.head)
            continue
        before = out[-1] if out else None
        link = tree.tokens[before.head + 1 : place.head] if before is not None else ()
        if before is None or not _adjoining(link):
            out.append(place)
        elif _refines(tree, before, place, link):
            out[-1] = place
        else:
            dropped.add(place.head)
    return out


def _adjoining(link: Sequence[Token]) -> bool:
    """Whether only words of place and direction stand between two places, at least one preposition among them."""
    texts = [t.text.lower() for t in link]
    if texts == ["'s"]:
        return True
    measured = any(t.lemma.lower() in _MEASURES or t.text.lower() in _DIRECTIONS or t.text.lower() in ("close", "next", "adjacent") for t in link)
    if len(link) > 9 or not any(t.pos in ("ADP", "SCONJ") or t.text.lower() == "to" for t in link) or "and" in texts or "or" in texts:
        return False
    if not measured and any(text in ("to", "toward", "towards", "from") for text in texts):
        return False
    return all(t.pos in ("ADP", "DET", "PUNCT", "NUM", "ADJ", "ADV", "PART") or t.lemma.lower() in words("groups", "parts") or
               t.lemma.lower() in words("groups", "places") or t.lemma.lower() in _MEASURES or t.text.lower() in _DIRECTIONS for t in link)


def _refines(tree: Tree, first: PlaceArgument, second: PlaceArgument, link: Sequence[Token]) -> bool:
    if [t.text for t in link] == ["'s"] or any(t.text.lower() in _ABOVE_ALL for t in link):
        return True
    if tree.tokens[first.head].dep == "conj" or tree.children(first.head, "conj"):
        return False  # "in the A and B camps near C"
    name = tree.sentence.names[tree.tokens[first.head].name]
    river = name.feature == "river" or name.text.rsplit(maxsplit=1)[-1].lower() in ("river", "canal")
    if link[0].text == "at" and (river or tree.tokens[tree.tokens[first.head].head].text.lower() in ("over", "across", "along")):
        return True  # "over the river X at Y"
    if any(t.lemma in words("groups", "areas") for t in link):
        return False  # "the X salient near Y"
    if second.relation != "near" or any(t.text == "," for t in link) or first.relation not in ("in", "toward"):
        return False
    return name.text.split()[-1].lower() not in words("names", "place_words") and name.feature in (None, "city", "province", "governorate", "district", "region")


def _definite(tree: Tree, i: int) -> bool:
    return any(tree.tokens[c].name >= 0 for c in tree.children(i, "poss")) or any(tree.tokens[c].text.lower() in ("the", "this", "that", "its", "their", "both", "these", "those") for c in tree.children(i, "det", "poss"))
