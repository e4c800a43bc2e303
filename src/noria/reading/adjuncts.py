"""Where a predicate says it happened: what it acts on, its prepositions, those it tells of, the clauses above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from noria.reading.grammar import NOMINAL, Tree
from noria.reading.locations import ANAPHORIC, ROADS, compass, firm, is_battle, is_described, joined_by_road, may_be_place, most_specific, place_arguments, stands_there, tells_whereabouts, whose_fighters
from noria.reading.output import PlaceArgument
from noria.reference.lexicons import words

_TOWARD = frozenset("to toward towards into onto on upon through for".split())
_FROM = frozenset(["from", "out of", "away from"])
_AT = frozenset("in at off close from against inside within near around outside over across throughout along on amid of during between beyond behind".split())
_NEAR = frozenset("near off around outside beyond along behind close".split())
_STRIKES = frozenset("airstrike shelling bombing materiel".split())
# What is done to a place, from somewhere else.
_AIMED = frozenset("airstrike shelling attack encircle".split())
_LARGE = frozenset("province governorate region county oblast department state country territory prefecture".split())
_CIRCUMSTANCE = frozenset("after before since until following amid amidst despite besides as than".split())
_TIMING = frozenset("before after since until".split())
# Prepositions of rest, and those whose place is an address rather than where they act.
_REST = frozenset("over across on in at near outside inside around off between".split())
_SPEAKING = frozenset("ministry minister government embassy ambassador office spokesman spokeswoman spokesperson agency".split())
_OFFICES = frozenset("minister politician diplomat".split())
# Those who belong to a place: "the garrison of X".
_LOCALS = frozenset("garrison inhabitant resident population people villager townspeople citizen defender townsman".split())
# Where the destination is the place, where the origin is, for the types whose adjuncts are of both kinds.
_PREFERS = {"advance": _TOWARD, "deploy": _TOWARD, "withdraw": _FROM, "displace": _FROM}
_AGAINST = {"withdraw": _TOWARD, "displace": _TOWARD, "deploy": _FROM, "advance": _FROM}


def adjunct_places(tree: Tree, around: Sequence[int], type_: str, skip: Sequence[int] = (), objects: Sequence[int] = (),
                   *, people: Sequence[int] = (), anywhere: bool = True) -> list[PlaceArgument]:
    """Places that objects and prepositions at the predicate give; failing that, those that say where the `people` are that it tells of;
    failing that, those at the verbs above it, nearest first.

    `anywhere`: failing that too, where the clause says at all that something was.
    """
    causes = [c for c in tree.children(around[0], "nsubj") if tree.tokens[c].name < 0 and tree.tokens[c].lemma not in words("groups", "forces") | words("groups", "offices") | _OFFICES]
    received = [o for o in objects if tree.tokens[o].dep == "dative"] if len(objects) > 1 else []  # "handing X its greatest success"
    told = [p for o in objects if o not in received for p in place_arguments(tree, o, "in")]
    struck = [p for p in told if _may_be_struck(tree, p.head, type_)]
    if struck:
        return firm(tree, [p for p in told if p in struck or not p.named]) or struck
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
    if type_ == "deploy" and not found:
        found = [p for v in tree.children(around[0], "xcomp", "advcl") if tree.children(v, "aux") and tree.tokens[v].tag == "VB"
                 for o in tree.objects(v) for p in place_arguments(tree, o, "toward") if p.named]  # "flown in to close the X pass"
    if type_ == "displace" and all(p.relation == "toward" for p in found):
        subject = tree.subject(around[0])
        home = _at(tree, [c for c in [*skip, *([subject] if subject is not None else [])] for c in (tree.core(c),) if tree.tokens[c].lemma.lower() in _LOCALS], type_, ())
        found = home or found
    if not found or (type_ == "displace" and all(p.relation == "toward" for p in found)):
        found = _of_people(tree, people, type_) or found
    if any(p.named for p in found) or (found and type_ in _PREFERS):
        return found  # "came back to the city"
    lent = _above(tree, around[0], type_, skip)
    if not lent and not found and tree.tokens[around[0]].pos in ("VERB", "AUX"):
        subject = tree.subject(around[0])
        lent = _at(tree, [subject], type_, skip, of=False) if subject is not None and (tree.tokens[subject].name < 0 or type_ == "launch") else []
    if not lent and not found:
        lent = (_in_clause(tree, around[0], type_, skip) if anywhere and type_ != "state" else []) or _at(
            tree, [*around, *objects, *causes, *inner], type_, skip, beside=True)
    return [*found, *(replace(p, lent=True) for p in lent if p not in found)]


def launched_at(tree: Tree, phrases: Sequence[int]) -> list[PlaceArgument]:
    """The places that offensives and the like are named after ("the X campaign"), or that what is said of them names."""
    names = [i for i in phrases if tree.tokens[i].name >= 0 and tree.sentence.names[tree.tokens[i].name].kind == "event"]
    told = [PlaceArgument(i, "in", named=True) for i in names if tree.sentence.names[tree.tokens[i].name].known]
    return told or _at(tree, [c for i in names for c in tree.children(i, "appos") if tree.tokens[c].name < 0], "launch", ())


def _of_people(tree: Tree, people: Sequence[int], type_: str) -> list[PlaceArgument]:
    """Where those are that a predicate tells of: "freed two nuns in X", "evacuated the sick from X"; whose men they are says nothing."""
    words_ = (*_REST, "from") if type_ in ("displace", "detain") else _REST
    found = [p for h in people for c in (tree.core(h),) for word, below in tree.prepositions(c)
             if (word in words_ and (tree.tokens[h].name < 0 or tree.sentence.names[tree.tokens[h].name].kind == "person")) or (word == "of" and tree.tokens[c].name < 0 and tree.tokens[c].lemma in _LOCALS) if _says_where(tree, word, below, type_) for p in place_arguments(tree, below, _relation(word))]
    found = found or [PlaceArgument(c, "in", tree.tokens[c].name >= 0) for h in people if type_ == "displace" for c in tree.children(h, "poss")
                      if (tree.tokens[c].name >= 0 and may_be_place(tree, c)) or tree.tokens[c].lemma in ANAPHORIC or (
                          tree.tokens[c].text.lower() == "its" and tree.tokens[h].lemma in _LOCALS)]
    named = [p for p in found if p.named and not (tree.children(p.head, "det") and tree.sentence.names[tree.tokens[p.head].name].kind == "actor")]
    return most_specific(tree, named) or [p for p in found if not p.named]


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
    return most_specific(tree, [p for p in found if word != "on" or stands_there(tree.sentence.names[tree.tokens[p.head].name])])


def _tells_another(tree: Tree, i: int) -> bool:
    """Whether what stands below a word tells of something else: who somebody is, what a place is like, what another did."""
    token = tree.tokens[i]
    if token.dep in ("appos", "relcl"):
        return True
    return token.dep in ("advcl", "ccomp", "conj", "parataxis") and any(tree.tokens[s].pos != "PRON" for s in tree.children(i, "nsubj", "nsubjpass"))


def _may_be_struck(tree: Tree, i: int, type_: str) -> bool:
    """Whether the name of what a verb acts on is a place: a force is besieged and attacked as readily, a machine destroyed."""
    if tree.tokens[i].name < 0:
        return type_ != "materiel" and (any(tree.tokens[c].name >= 0 for c in tree.children(i, "poss", "compound"))  # "X's airport", "the X embassy"
                                        or (is_described(tree, i) and any(word == "of" and tree.tokens[below].name >= 0 for word, below in tree.prepositions(i))))
    name = tree.sentence.names[tree.tokens[i].name]
    if type_ == "materiel":
        return name.kind == "place" and name.sure
    if type_ in ("displace", "casualty"):  # "killing A, B and C"
        return (name.kind == "place" and (type_ == "displace" or name.sure)) or name.known
    return name.kind in ("place", "other") or type_ not in ("attack", "encircle") or (name.known and not name.sure and not name.text.isupper())


def _above(tree: Tree, i: int, type_: str, skip: Sequence[int]) -> list[PlaceArgument]:
    weak: list[PlaceArgument] = []
    below = i
    for above in tree.ancestors(i):
        if tree.own_subject(below) is not None and any(tree.tokens[c].text.lower() in _TIMING for c in tree.children(below, "mark")):
            break  # "before the operation began, they held X"
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
        spoken = type_ != "state" and tree.tokens[above].lemma.lower() in words("cues", "report") and tree.tokens[below].dep in ("ccomp", "parataxis")
        below = above
        if tree.tokens[above].pos not in ("VERB", "AUX", "NOUN") and tree.tokens[above].dep != "ROOT":
            continue
        if struck:
            hit = [p for v in (above, *tree.children(above, "xcomp")) for o in tree.objects(v) for p in place_arguments(tree, o, "in")]
            if any(p.named for p in hit):
                return hit
            weak = weak or hit
        nouns = [c for c in tree.children(above, "nsubj", "nsubjpass", "dobj") if c not in skip and tree.tokens[c].name < 0 and tree.tokens[c].lemma not in _SPEAKING]
        found = _at(tree, [above] if spoken else [above, *nouns], type_, skip, of=False)
        if spoken:  # "struck the town, a spokesman said in X"; but "in X, a doctor said, ten were killed"
            speaker = min(tree.children(above, "nsubj", "nsubjpass"), default=above)
            found = [p for p in found if p.head < min(speaker, i)]
        told = [] if spoken else [p for o in tree.children(above, "dobj") if o in nouns and tree.tokens[o].lemma in words("groups", "settled") for p in place_arguments(tree, o, "in")]
        if any(p.named for p in found):
            return [p for p in told if p.named] or found  # "entered the X district in the west of Y after clashes"
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
    nested: list[int] = []
    for h in heads:
        for c in tree.children(h, "advmod"):
            if tree.tokens[c].text.lower() == "there":
                ranked[1].append(PlaceArgument(c, "in", named=False))
        for c in tree.children(h, "compound", "poss", "nmod", "amod"):
            child = tree.tokens[c]
            if child.name >= 0 and tree.sentence.names[child.name].kind == "place" and may_be_place(tree, c) and tree.tokens[h].pos == "NOUN" and type_ != "state" and (
                    tree.tokens[h].lemma.lower() not in words("groups", "forces") or (child.dep == "poss" and tree.tokens[h].lemma.lower() in _LOCALS)):  # "the X army" has left X for war
                ranked[2].append(PlaceArgument(c, "in", named=True))
        token = tree.tokens[h]
        owned = (of and token.pos in ("NOUN", "PROPN") and token.lemma.lower() not in words("groups", "forces")) or token.lemma.lower() in _LOCALS or (token.tag == "VBG" and not tree.objects(h))
        own = {below for _, below in tree.prepositions(h)}
        for word, below, aside in _phrases(tree, h, of=owned, fired=type_ in _AIMED):
            if aside and not beside:
                continue
            rank = None if below in skip or not _says_where(tree, word, below, type_) or tells_whereabouts(tree, h, word, below) else _rank(word, type_)
            if rank == 0 and word == "on" and below < h:
                rank = 1  # "on the plain they advanced", not "they advanced on X"
            if rank is not None:
                relation = "toward" if word == "into" and _AGAINST.get(type_) is _TOWARD else _relation(word)  # "fled into X"
                found = place_arguments(tree, below, relation)
                ranked[2 if aside else rank] += found
                if below not in own:
                    nested += [p.head for p in found]
    ends = {e for ps in ranked.values() for p in ps if not p.named for e in joined_by_road(tree, p.head)}
    ranked = {rank: [p for p in ps if p.head not in ends] for rank, ps in ranked.items()}  # "on the road from A to B"
    if type_ == "withdraw" and ranked[2] and not ranked[0] and all(_is_area(tree, p.head) for p in ranked[1]):
        ranked[1] = []  # "in X province they fell back to A and B"
    if any(p.head not in nested and _is_bare_site(tree, p.head) for ps in ranked.values() for p in ps):
        ranked = {rank: [p for p in ps if p.head not in nested] for rank, ps in ranked.items()}  # "arrived at the airport to prepare an assault on X"
    for rank in (0, 1, 2):
        named = _by_road(tree, firm(tree, ranked[rank]))
        fronted = [p for p in named if p.head < heads[0]]
        behind = [p for p in ranked[rank] if p.head > heads[0] and (p in named or tree.tokens[p.head].lemma in words("groups", "settled"))]
        if fronted and behind:
            return [*most_specific(tree, behind), *(replace(p, lent=True) for p in fronted)]  # "on the X plain they came within two miles of the town"
        if named:
            return most_specific(tree, named)
        if rank == 0 and ranked[0]:
            break  # "out of the city, to X"
    return [p for rank in (0, 1, 2) for p in ranked[rank]][:1]


def _is_bare_site(tree: Tree, i: int) -> bool:
    """Whether a word is a site that nothing is said of: "the airport"."""
    return tree.tokens[i].name < 0 and tree.tokens[i].lemma in words("groups", "sites") and all(tree.tokens[c].dep == "det" for c in tree.children(i))


def _is_area(tree: Tree, i: int) -> bool:
    """Whether the words say that a name is that of a province, a country or the like."""
    token = tree.tokens[i]
    return token.name >= 0 and tree.sentence.names[token.name].feature in _LARGE


def _by_road(tree: Tree, places: list[PlaceArgument]) -> list[PlaceArgument]:
    """Without the places that only say which road it was, where others are named: "north of X, along the road to Y"."""
    roads = [p for p in places if tree.tokens[tree.tokens[p.head].head].text.lower() in ("to", "toward", "towards", "from")
             and tree.tokens[tree.tokens[tree.tokens[p.head].head].head].lemma in ROADS]
    return [p for p in places if p not in roads] or places


def _phrases(tree: Tree, h: int, *, of: bool, fired: bool, depth: int = 0, beside: bool = False) -> Iterator[tuple[str, int, bool]]:
    """Prepositional phrases at `h`, and those inside them that the parse hung one step too low ("by rebels in X").

    The third of each says whether it stands inside a phrase of time or circumstance ("after the withdrawal from X").
    """
    for word, below in tree.prepositions(h):
        if word == "of" and not of and tree.tokens[h].lemma not in ("control", "possession", "battle", "siege", "fall", "defence", "defense"):
            continue
        if word == "of" and tree.tokens[h].lemma in ("control", "command", "rule") and tree.tokens[tree.tokens[h].head].text.lower() == "under":
            continue  # who commands: "came under the control of X"
        yield word, below, beside
        if depth < 2 and tree.tokens[below].pos in NOMINAL and not joined_by_road(tree, below):
            for inner in _phrases(tree, below, of=False, fired=fired, depth=depth + 1, beside=beside or word in _CIRCUMSTANCE):
                if not (word == "from" and (fired or tree.tokens[h].pos in NOMINAL)) and (word not in ("by", "from") or inner[0] != "from"):  # "by raiders from X", "fired from aircraft over X"
                    yield inner


def _says_where(tree: Tree, word: str, i: int, type_: str) -> bool:
    """Whether a name behind a preposition can be where: not a rite or battle that it happened "during", nor the one whose death is told."""
    if tree.tokens[i].name < 0:
        return True
    name = tree.sentence.names[tree.tokens[i].name]
    if word == "from" and whose_fighters(tree, i):
        return False
    if word == "for" and type_ == "state" and not stands_there(name):
        return False  # "in an interview for X"
    if word == "to" and name.kind != "place" and (type_ == "detain" or tree.tokens[tree.tokens[tree.tokens[i].head].head].lemma in words("groups", "offices") or tree.tokens[tree.tokens[i].head].dep == "dative"):
        return False  # "handed the pilot to X"
    if word == "against" and not name.sure and name.kind != "place" and not name.known and tree.children(i, "det"):
        return False  # "an offensive against the X": whom
    if word in ("during", "amid"):
        return is_battle(name)
    return not (word == "of" and type_ in ("casualty", "detain") and not stands_there(name))


def _rank(word: str, type_: str) -> int | None:
    if word in _PREFERS.get(type_, ()):
        return 0
    if word in _AGAINST.get(type_, ()):
        return 2
    if word.startswith("according") or (word == "for" and type_ in _STRIKES):
        return None
    if word == "from" and type_ in _AIMED:
        return 2  # "shelled X from Y"
    if word.endswith((" within", " near", " inside")):
        return _rank(word.split(maxsplit=1)[0], type_)  # "to within 10 km of X"
    if word in _AT or word.endswith((" of", " from", " to")) or word in _TOWARD:
        return 1
    return None


def _relation(word: str) -> str:
    if word == "close to":
        return "near"
    if word.endswith((" of", " from")):
        direction = compass(word.split(maxsplit=1)[0])
        return direction or ("from" if word.startswith("out") else "near")
    if word in _NEAR:
        return "near"
    if word in _FROM:
        return "from"
    return "toward" if word in ("to", "toward", "towards", "for") else "in"
