"""Where a predicate says it happened: named places first, then nouns ("the city") that earlier text must explain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noria.reading.coordination import runs
from noria.reading.grammar import NOMINAL, Tree
from noria.reading.names import BATTLE_OF
from noria.reading.output import NameMention, PlaceArgument, Token
from noria.reference.lexicons import words

_TOWARD = frozenset("to toward towards into onto on upon through for".split())
_FROM = frozenset(["from", "out of", "away from"])
_AT = frozenset("in at close from against inside within near around outside over across throughout along on amid of during between beyond behind".split())
_NEAR = frozenset("near around outside beyond along behind close".split())
# Nouns that a force's name stands before as readily as a place's ("guerrilla positions").
_HELD = frozenset("position post line stronghold territory headquarters base camp area outpost bastion trench warehouse depot checkpoint".split())
_SETTLED = frozenset("coast shore city town village outskirt outskirts suburb centre center capital part edge side countryside neighbourhood neighborhood district".split())
_MEASURES = frozenset("km kilometer kilometre mile meter metre".split())
_DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest north-east north-west south-east south-west".split())
_ANAPHORIC = frozenset("river lake canal ridge highway road fort citadel plant factory port latter city town village area region province district base airport airbase hospital there capital camp prison island valley site location country enclave pocket neighbourhood neighborhood territory settlement facility bridge station junction hill mountain fortress port".split())
_STRIKES = frozenset("airstrike shelling bombing materiel".split())
# What is done to a place, from somewhere else.
_AIMED = frozenset("airstrike shelling attack encircle".split())
_ABOVE_ALL = frozenset("particularly especially notably mainly mostly chiefly specifically namely".split())
_LARGE = frozenset("province governorate region county oblast department state country territory prefecture".split())
_ROADS = frozenset("road highway route track street motorway".split())
_DOING = frozenset("nsubj nsubjpass csubj attr".split())
_CIRCUMSTANCE = frozenset("after before since until following amid amidst despite besides as than".split())
# Prepositions of rest, and those whose place is an address rather than where they act.
_REST = frozenset("over across on in at near outside inside around off between".split())
_SPEAKING = frozenset("ministry minister government embassy ambassador office spokesman spokeswoman spokesperson agency".split())
# Those who belong to a place: "the garrison of X".
_LOCALS = frozenset("garrison inhabitant resident population people villager townspeople citizen defender townsman".split())
# Where the destination is the place, where the origin is, for the types whose adjuncts are of both kinds.
_PREFERS = {"advance": _TOWARD, "deploy": _TOWARD, "withdraw": _FROM, "displace": _FROM}
_AGAINST = {"withdraw": _TOWARD, "displace": _TOWARD, "deploy": _FROM, "advance": _FROM}


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
    if (named := _renamed(tree, i)) is not None:
        return place_arguments(tree, named, relation, depth + 1)
    if lemma in _MEASURES and depth < 5:  # "within two miles of X"
        return [p for word, below in tree.prepositions(i) if word in ("of", "from") for p in place_arguments(tree, below, "near", depth + 1)]
    if lemma not in words("groups", "places") and lemma not in words("groups", "parts") and token.pos != "NUM" and lemma not in ("dozen", "number", "hundred", "score"):
        return []
    out: list[PlaceArgument] = []
    nested = [g for c in tree.children(i, "compound") if tree.tokens[c].name < 0 for g in tree.children(c, "compound")]  # "X city centre"
    for c in [*tree.children(i, "compound", "poss", "nmod", "amod", "nummod", "appos"), *nested]:
        child = tree.tokens[c]
        if child.name >= 0 and may_be_place(tree, c) and (child.dep != "poss" or lemma in _SETTLED) and (
                lemma not in _HELD or _stands_there(tree.sentence.names[child.name])):
            out += [PlaceArgument(m, relation, named=True) for m in tree.conjuncts(c) if tree.tokens[m].name >= 0]
        elif child.dep == "appos" and depth < 4:
            out += place_arguments(tree, c, relation, depth + 1)
    if not out:
        out += [PlaceArgument(c, relation, named=False) for c in tree.children(i, "poss") if tree.tokens[c].lemma.lower() in _ANAPHORIC]
    out += _listed(tree, i, relation, depth)
    if depth < 5 and not out:
        for word, below in tree.prepositions(i):
            inner = (_compass(token.text) if word in ("of", "from") else None) or relation
            if word in ("in", "near", "at", "around") and any(p.named for p in out):
                continue  # "the towns of A and B in C" are A and B
            if word in ("of", "in", "near", "at", "around", "on", "from", "to", "connecting") or word.endswith(" of"):
                out += place_arguments(tree, below, f"{word}" if word.endswith(" of") else inner, depth + 1)
        for c in tree.children(i, "acl"):
            if tree.tokens[c].lemma in ("connect", "link", "lead", "call", "name", "know"):
                for o in [*tree.objects(c), *tree.children(c, "oprd"), *[b for _, b in tree.prepositions(c)]]:
                    out += place_arguments(tree, o, relation, depth + 1)
    indefinite = any(tree.tokens[c].text.lower() in ("a", "an") for c in tree.children(i, "det")) or (
        token.tag == "NNS" and token.text.lower() != lemma and not _definite(tree, i))
    if token.tag == "NNS" and any(p.named and tree.tokens[p.head].dep in ("compound", "nmod", "amod") for p in out):
        return out  # "the A and B air bases"
    if lemma in words("groups", "sites") and not indefinite and (_definite(tree, i) or (token.dep == "conj" and _definite(tree, token.head)) or tree.children(i, "amod", "compound", "poss", "nmod")):
        # an unnamed site is the place, not the town it is said to be of or in
        return [PlaceArgument(i, relation, named=False), *_joined_below(tree, i, relation, depth)]
    if not out and lemma in _ANAPHORIC and token.tag != "NNS" and _definite(tree, i):
        out.append(PlaceArgument(i, relation, named=False))
    return out


def _renamed(tree: Tree, i: int) -> int | None:
    """The name right before a comma that a phrase only says more of: "the M5, a strategic route that was closed"."""
    first = tree.phrase_start(i)
    if tree.tokens[i].dep != "appos" or first < 2 or tree.tokens[first - 1].text != "," or tree.tokens[first].text.lower() not in ("a", "an"):
        return None
    before = first - 2
    return before if tree.tokens[before].name >= 0 and may_be_place(tree, before) else None


def _joined_below(tree: Tree, i: int, relation: str, depth: int) -> list[PlaceArgument]:
    """Places that the parse joined to what a site is of, though they stand beside the site: "the port of X and its oil terminal"."""
    joined = [m for _, below in tree.prepositions(i) for m in tree.children(below, "conj") if _definite(tree, m)] if depth < 5 else []
    return [p for m in joined for p in place_arguments(tree, m, relation, depth + 1)]


def _firm(tree: Tree, places: Sequence[PlaceArgument]) -> list[PlaceArgument]:
    """The named places, and the unnamed sites that are joined to one of them: "X and its airbase"; nothing where none is named."""
    joined = {_first_joined(tree, p.head) for p in places if p.named}
    return [p for p in places if p.named or (tree.tokens[p.head].lemma.lower() in words("groups", "sites") and _first_joined(tree, p.head) in joined)]


def _first_joined(tree: Tree, i: int) -> int:
    """The first of the words that word `i` is coordinated with; `i` itself where it is none or the first."""
    while tree.tokens[i].dep == "conj" and tree.tokens[i].head < i:
        i = tree.tokens[i].head
    return i


def _stands_there(name: NameMention) -> bool:
    """Whether a name before "positions" or "base" is where they are and not whose: "Verdun positions"."""
    return name.kind == "place" and (name.sure or name.known)


def is_battle(name: NameMention) -> bool:
    """Whether an event is named after its place: "Battle of X"."""
    return name.kind == "event" and name.known and BATTLE_OF.match(name.text) is not None


def launched_at(tree: Tree, phrases: Sequence[int]) -> list[PlaceArgument]:
    """The places that offensives and the like are named after ("the X campaign"), or that what is said of them names."""
    names = [i for i in phrases if tree.tokens[i].name >= 0 and tree.sentence.names[tree.tokens[i].name].kind == "event"]
    told = [PlaceArgument(i, "in", named=True) for i in names if tree.sentence.names[tree.tokens[i].name].known]
    return told or _at(tree, [c for i in names for c in tree.children(i, "appos") if tree.tokens[c].name < 0], "launch", ())


def is_described_site(tree: Tree, i: int) -> bool:
    """Whether a common noun names one site well enough to be the place: "the military academy", not "the barracks"."""
    token = tree.tokens[i]
    return token.name < 0 and token.lemma.lower() in words("groups", "sites") and bool(tree.children(i, "amod", "compound", "nmod"))


def may_be_place(tree: Tree, i: int) -> bool:
    """Whether the name at `i` is a place or, its kind being unsure, may be one."""
    name = tree.sentence.names[tree.tokens[i].name]
    if name.text.isupper() and len(name.text) < 7 and name.feature is None and (name.kind != "place" or not name.sure):
        return False  # an acronym is somebody, not somewhere
    if not name.sure and name.kind != "place" and _is_people(tree, i):
        return False
    return name.kind in ("place", "other") or (not name.sure and name.kind in ("person", "actor", "nationality"))


def _is_people(tree: Tree, i: int) -> bool:
    """Whether the words at a name make it one of many, or a thing's: "the Carthaginians", "the tanker X"."""
    if tree.tokens[i].tag == "NNPS" and any(tree.tokens[c].text.lower() == "the" for c in tree.children(i, "det")):
        return True
    return any(tree.tokens[c].name < 0 and tree.tokens[c].lemma in words("groups", "vehicles") | words("groups", "aircraft") | words("groups", "forces")
               for c in tree.children(i, "compound"))


def whole_lists(tree: Tree, places: Sequence[PlaceArgument], aside: Sequence[int]) -> tuple[PlaceArgument, ...]:
    """The places in the order of the text, each once, with those that stand in one list with them, wherever the parse hung these.

    `aside` are the words that have another part in the predicate.
    """
    out = {p.head: p for p in reversed(places)}
    for run in runs(tree.tokens):
        first = next((out[i] for i in run if i in out and out[i].named), None)
        if first is None:
            continue
        for i in run:
            token = tree.tokens[i]
            if i not in out and i not in aside and token.dep not in _DOING and may_be_place(tree, i) and not _elsewhere(tree, i, first.head):
                out[i] = PlaceArgument(i, first.relation, named=True)
    return tuple(out[i] for i in sorted(out))


def _elsewhere(tree: Tree, i: int, listed: int) -> bool:
    """Whether a word of a list belongs to a clause of its own, or says whose something is ("in A and B's army")."""
    token = tree.tokens[i]
    if token.dep in ("poss", "compound", "nmod", "amod") and tree.tokens[token.head].lemma not in words("groups", "places") | words("groups", "parts"):
        return True
    first, second = ({a for a in (x, *tree.ancestors(x)) if tree.tokens[a].pos in ("VERB", "AUX")} for x in (i, listed))
    return bool(first - second)


def adjunct_places(tree: Tree, around: Sequence[int], type_: str, skip: Sequence[int] = (), objects: Sequence[int] = (),
                   *, people: Sequence[int] = (), anywhere: bool = True) -> list[PlaceArgument]:
    """Places that objects and prepositions at the predicate give; failing that, those that say where the `people` are that it tells of;
    failing that, those at the verbs above it, nearest first.

    `anywhere`: failing that too, where the clause says at all that something was.
    """
    causes = [c for c in tree.children(around[0], "nsubj") if tree.tokens[c].name < 0 and tree.tokens[c].lemma not in words("groups", "forces")]
    told = [p for o in objects for p in place_arguments(tree, o, "in")]
    struck = [p for p in told if _may_be_struck(tree, p.head, type_)]
    if struck:
        return _firm(tree, [p for p in told if p in struck or not p.named]) or struck
    inner = [v for o in objects for v in tree.children(o, "acl", "relcl") if tree.tokens[v].pos == "VERB"]
    if not tree.children(around[0], "dobj"):
        inner += [v for v in tree.children(around[0], "conj") if tree.tokens[v].pos == "VERB" and tree.own_subject(v) is None and not tree.objects(v)]
    for verb in inner:
        named = [p for o in tree.objects(verb) for p in place_arguments(tree, o, "in")]
        if any(p.named for p in named):
            return named
    found = _at(tree, [*around, *objects, *causes, *inner], type_, skip)
    pointed = [p for p in told if tree.tokens[p.head].lemma in words("groups", "settled")]
    if pointed and type_ in _AIMED and all(p.relation == "from" or not p.named for p in found):
        return pointed  # "shelled the city from the hills"
    if type_ == "displace" and all(p.relation == "toward" for p in found):
        subject = tree.subject(around[0])
        home = _at(tree, [c for c in [*skip, *([subject] if subject is not None else [])] for c in (tree.core(c),) if tree.tokens[c].lemma.lower() in _LOCALS], type_, ())
        found = home or _of_people(tree, people, type_) or found
    if not any(p.named for p in found):
        found = _of_people(tree, people, type_) or found
    if any(p.named for p in found) or (found and type_ in _PREFERS):
        return found  # "came back to the city"
    found = _above(tree, around[0], type_, skip, found)
    if not found and tree.tokens[around[0]].pos in ("VERB", "AUX"):
        subject = tree.subject(around[0])
        found = _at(tree, [subject], type_, skip, of=False) if subject is not None and (tree.tokens[subject].name < 0 or type_ == "launch") else []
    found = found or (_in_clause(tree, around[0], type_, skip) if anywhere and type_ != "state" else [])
    return found or _at(tree, [*around, *objects, *causes, *inner], type_, skip, beside=True)


def _of_people(tree: Tree, people: Sequence[int], type_: str) -> list[PlaceArgument]:
    """Where those are that a predicate tells of: "freed two nuns in X", "evacuated the sick from X"; whose men they are says nothing."""
    words_ = (*_REST, "from") if type_ in ("displace", "detain") else _REST
    found = [p for h in people if tree.tokens[h].name < 0 for c in (tree.core(h),) for word, below in tree.prepositions(c)
             if word in words_ or (word == "of" and tree.tokens[c].lemma in _LOCALS) for p in place_arguments(tree, below, _relation(word))]
    return most_specific(tree, [p for p in found if p.named])


def _in_clause(tree: Tree, i: int, type_: str, skip: Sequence[int]) -> list[PlaceArgument]:
    """The first place that a phrase of rest names anywhere in the clause: "killed a man and maimed two others outside X"."""
    verbs = [v for v in (i, *tree.ancestors(i)) if tree.tokens[v].pos in ("VERB", "AUX")] or [i]
    for clause in verbs:
        if tree.tokens[clause].lemma.lower() in words("cues", "report"):
            break
        aside = {t for c in tree.subtree(clause) if c not in verbs and _tells_another(tree, c) for t in tree.subtree(c)}
        for t in tree.subtree(clause):
            if tree.tokens[t].dep == "prep" and t not in aside and (found := _rest(tree, t, type_, skip)):
                return found
    return []


def _rest(tree: Tree, prep: int, type_: str, skip: Sequence[int]) -> list[PlaceArgument]:
    """The places that a phrase of rest names: "outside X", "in the defence of X"; none where it only says who somebody is."""
    word = tree.tokens[prep].text.lower()
    above = tree.tokens[tree.tokens[prep].head]
    if word not in _REST or above.lemma.lower() in _SPEAKING or (word == "between" and type_ in ("clash", "agree")):
        return []
    higher = [tree.tokens[a] for a in tree.ancestors(prep)]
    if type_ != "agree" and any(a.text.lower() in _CIRCUMSTANCE and a.dep == "prep" for a in higher):
        return []
    if above.name >= 0 and (tree.sentence.names[above.name].kind == "place" or any(a.dep in ("nsubj", "nsubjpass") for a in higher)):
        return []
    heads = [c for o in tree.children(prep, "pobj") for c in tree.conjuncts(o) if c not in skip]
    heads += [below for h in heads if tree.tokens[h].name < 0 for inner, below in tree.prepositions(h) if inner in ("of", "for", *_REST)]
    found = [p for h in heads for p in place_arguments(tree, h, _relation(word)) if p.named]
    return most_specific(tree, [p for p in found if word != "on" or _stands_there(tree.sentence.names[tree.tokens[p.head].name])])


def _tells_another(tree: Tree, i: int) -> bool:
    """Whether what stands below a word tells of something else: who somebody is, what a place is like, what another did."""
    token = tree.tokens[i]
    if token.dep in ("appos", "relcl"):
        return True
    return token.dep in ("advcl", "ccomp", "conj", "parataxis") and any(tree.tokens[s].pos != "PRON" for s in tree.children(i, "nsubj", "nsubjpass"))


def _may_be_struck(tree: Tree, i: int, type_: str) -> bool:
    """Whether the name of what a verb acts on is a place: a force is besieged and attacked as readily, a machine destroyed."""
    if tree.tokens[i].name < 0:
        return type_ != "materiel" and any(tree.tokens[c].name >= 0 for c in tree.children(i, "poss"))  # "X's airport"
    name = tree.sentence.names[tree.tokens[i].name]
    if type_ == "materiel":
        return name.kind == "place" and name.sure
    return name.kind in ("place", "other") or type_ not in ("attack", "encircle") or (name.known and not name.sure and not name.text.isupper())


def _above(tree: Tree, i: int, type_: str, skip: Sequence[int], weak: list[PlaceArgument]) -> list[PlaceArgument]:
    below = i
    for above in tree.ancestors(i):
        if tree.tokens[below].dep == "relcl" and any(tree.tokens[c].text.lower() in ("where", "which") for c in tree.subtree(below)[:4]):
            where = _antecedent_place(tree, above)
            if any(p.named for p in where):
                return where[:1]
        struck = tree.tokens[below].dep == "nsubj" and below == i
        if tree.tokens[above].text.lower() == "under" and (come := tree.tokens[above].head) != above:
            subject = tree.subject(come)  # "the town came under heavy shelling"
            shelled = place_arguments(tree, subject, "in") if subject is not None else []
            if shelled:
                return shelled
        below = above
        if tree.tokens[above].pos not in ("VERB", "AUX", "NOUN") and tree.tokens[above].dep != "ROOT":
            continue
        if struck:
            hit = [p for v in (above, *tree.children(above, "xcomp")) for o in tree.objects(v) for p in place_arguments(tree, o, "in")]
            if any(p.named for p in hit):
                return hit
            weak = weak or hit
        nouns = [c for c in tree.children(above, "nsubj", "nsubjpass", "dobj") if c not in skip and tree.tokens[c].name < 0]
        found = _at(tree, [above, *nouns], type_, skip, of=False)
        if any(p.named for p in found):
            return found
        weak = weak or found
    return weak


def _antecedent_place(tree: Tree, i: int) -> list[PlaceArgument]:
    """The place that "where" behind word `i` means: of "the village of X, next to Y near Z, where" it is X."""
    while tree.tokens[i].dep == "pobj":
        near = tree.tokens[i].head
        while tree.tokens[near].dep in ("prep", "advmod", "advcl", "amod", "acomp") and tree.tokens[near].pos in ("ADP", "SCONJ", "ADV", "ADJ"):
            near = tree.tokens[near].head
        if tree.tokens[near].pos in ("VERB", "AUX"):
            told = [p for o in tree.objects(near) for p in place_arguments(tree, o, "in")] if tree.tokens[tree.tokens[i].head].text.lower() in (*_NEAR, "to") else []
            told = told or [p for word, o in tree.prepositions(near) if word in ("on", "at", "in") and o < i for p in place_arguments(tree, o, "in")]
            return told if any(p.named for p in told) else place_arguments(tree, i, "in")
        if not any(p.named for p in place_arguments(tree, near, "in")):
            break
        i = near
    return place_arguments(tree, i, "in")


def _at(tree: Tree, heads: Sequence[int], type_: str, skip: Sequence[int], *, of: bool = True, beside: bool = False) -> list[PlaceArgument]:
    """The places that the phrases at `heads` name, those that suit the type best; `beside`: those of its circumstances."""
    ranked: dict[int, list[PlaceArgument]] = {0: [], 1: [], 2: []}
    for h in heads:
        for c in tree.children(h, "advmod"):
            if tree.tokens[c].text.lower() == "there":
                ranked[1].append(PlaceArgument(c, "in", named=False))
        for c in tree.children(h, "compound", "poss", "nmod", "amod"):
            child = tree.tokens[c]
            if child.name >= 0 and tree.sentence.names[child.name].kind == "place" and tree.tokens[h].pos == "NOUN" and type_ != "state":
                ranked[2].append(PlaceArgument(c, "in", named=True))
        token = tree.tokens[h]
        owned = (of and token.pos in ("NOUN", "PROPN") and token.lemma.lower() not in words("groups", "forces")) or token.lemma.lower() in _LOCALS or (token.tag == "VBG" and not tree.objects(h))
        for word, below, aside in _phrases(tree, h, of=owned):
            if aside and not beside:
                continue
            rank = None if below in skip or not _says_where(tree, word, below, type_) else _rank(word, type_)
            if rank is not None:
                ranked[2 if aside else rank] += place_arguments(tree, below, _relation(word))
    if type_ == "withdraw" and ranked[2] and not ranked[0] and all(_is_area(tree, p.head) for p in ranked[1]):
        ranked[1] = []  # "in X province they fell back to A and B"
    for rank in (0, 1, 2):
        named = _by_road(tree, _firm(tree, ranked[rank]))
        if named:
            return most_specific(tree, named)
        if rank == 0 and ranked[0]:
            break  # "out of the city, to X"
    return [p for rank in (0, 1, 2) for p in ranked[rank]][:1]


def _is_area(tree: Tree, i: int) -> bool:
    """Whether the words say that a name is that of a province, a country or the like."""
    token = tree.tokens[i]
    return token.name >= 0 and tree.sentence.names[token.name].feature in _LARGE


def _by_road(tree: Tree, places: list[PlaceArgument]) -> list[PlaceArgument]:
    """Without the places that only say which road it was, where others are named: "north of X, along the road to Y"."""
    roads = [p for p in places if tree.tokens[tree.tokens[p.head].head].text.lower() in ("to", "toward", "towards", "from")
             and tree.tokens[tree.tokens[tree.tokens[p.head].head].head].lemma in _ROADS]
    return [p for p in places if p not in roads] or places


def _phrases(tree: Tree, h: int, *, of: bool, depth: int = 0, beside: bool = False) -> Iterator[tuple[str, int, bool]]:
    """Prepositional phrases at `h`, and those inside them that the parse hung one step too low ("by rebels in X").

    The third of each says whether it stands inside a phrase of time or circumstance ("after the withdrawal from X").
    """
    for word, below in tree.prepositions(h):
        if word == "of" and not of and tree.tokens[h].lemma not in ("control", "possession", "battle", "siege", "fall", "defence", "defense"):
            continue
        yield word, below, beside
        if depth < 2 and tree.tokens[below].pos in NOMINAL:
            yield from _phrases(tree, below, of=False, depth=depth + 1, beside=beside or word in _CIRCUMSTANCE)


def _says_where(tree: Tree, word: str, i: int, type_: str) -> bool:
    """Whether a name behind a preposition can be where: not a rite or battle that it happened "during", nor the one whose death is told."""
    if tree.tokens[i].name < 0:
        return True
    name = tree.sentence.names[tree.tokens[i].name]
    if word in ("during", "amid"):
        return is_battle(name)
    return not (word == "of" and type_ in ("casualty", "detain") and name.kind == "person")


def _rank(word: str, type_: str) -> int | None:
    if word in _PREFERS.get(type_, ()):
        return 0
    if word in _AGAINST.get(type_, ()):
        return 2
    if word.startswith("according") or (word == "for" and type_ in _STRIKES):
        return None
    if word in _AT or word.endswith((" of", " from", " to")) or word in _TOWARD:
        return 1
    return None


def _relation(word: str) -> str:
    if word == "close to":
        return "near"
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
        if tree.tokens[c].name >= 0 and (tree.tokens[i].name < 0 or (len(tree.conjuncts(c)) > 1 and not tree.children(i, "conj"))):
            out += [p for m in tree.conjuncts(c) for p in place_arguments(tree, m, relation, depth + 1)]
    for p in tree.children(i, "prep"):
        if tree.tokens[p].text.lower() in ("including", "like", "as", "notably"):
            for o in tree.children(p, "pobj"):
                out += [a for m in tree.conjuncts(o) for a in place_arguments(tree, m, relation, depth + 1)]
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
    if second.relation != "near" or any(t.text == "," for t in link) or first.relation not in ("in", "toward"):
        return False
    name = tree.sentence.names[tree.tokens[first.head].name]
    return name.text.split()[-1].lower() not in words("names", "place_words") and name.feature in (None, "city", "province", "governorate", "district", "region")


def _definite(tree: Tree, i: int) -> bool:
    return any(tree.tokens[c].name >= 0 for c in tree.children(i, "poss")) or any(tree.tokens[c].text.lower() in ("the", "this", "that", "its", "their", "both", "these", "those") for c in tree.children(i, "det", "poss"))
