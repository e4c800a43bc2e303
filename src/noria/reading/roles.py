"""Who does and who suffers, where grammar alone names a thing: "a Russian airstrike killed" was done by the Russian side."""

from __future__ import annotations

import re
from collections.abc import Iterable

from noria.reading.categories import categories
from noria.reading.frames import VerbFrame, noun_frames
from noria.reading.grammar import Tree
from noria.reading.lists import listed_people
from noria.reference.lexicons import words

_ABLE = frozenset("force people person name office pronoun aircraft vehicles".split())
# Adjectives that are also ranks or nouns for people.
_NOT_FORCES = frozenset("major general regular private minor other dead wounded injured national foreign human light".split())
# Types whose targets come in lists of figures.
_COUNTED = frozenset("casualty displace detain".split())
HELD = re.compile(r"(?i)[- ](held|controlled|occupied|run)$")
# Adjectives of a side: "pro-government", "US-led".
_SIDING = re.compile(r"pro-|anti-(?!aircraft|tank|personnel|ship|air)|[A-Z][\w.]*-led$", re.IGNORECASE)
_ATTACKED = frozenset("force people person vehicles aircraft".split())
# Who is part of any people: no second party.
_OF_ALL = frozenset("woman child girl boy minor infant baby toddler man".split())
# What the parse takes for an object and says when or which way.
_WHENCE = frozenset("dusk dawn night nightfall noon midnight day morning evening hour week month north south east west inland uphill".split())
# Weapons that are struck as a site is.
_MOUNTED = frozenset("system battery launcher radar depot cache arsenal".split())
_SPIRIT = frozenset("resolve morale will spirit resistance ability capability hope plan effort gain".split())
_ACTED_ON = frozenset("hold attack airstrike shelling bombing".split())
_TOGETHER = frozenset("together along jointly".split())
# Who only tells of an act may not be of those who did it.
_MAKING_KNOWN = frozenset("announce proclaim declare".split())
_FILLED = frozenset("night day hour week month minute round spate flurry exchange burst hail".split())
# Nouns of acts that are forces too.
_ARMED_NOUNS = frozenset("defence defense bomber".split())
_VIOLENT_IN = frozenset("in by during amid from after".split())


def doers(tree: Tree, heads: list[int], i: int, type_: str) -> list[int]:
    """Actors among `heads`: an event among them stands for whoever carried it out; other things do nothing."""
    out: list[int] = []
    for head in heads:
        if "suicide" in categories(tree, head):
            out.append(head)
        elif tree.tokens[head].head != i and is_nobody(tree, head):
            continue  # "no group has admitted carrying out the attack"
        elif tree.tokens[head].lemma in words("cues", "attempting") and tree.tokens[head].name < 0:
            out += agents_of(tree, head) or _trying(tree, head)
        elif is_event(tree, head):
            out += agents_of(tree, head)
        elif "weapons" in categories(tree, head) and tree.tokens[head].name >= 0:
            out += fired_by(tree, head)  # "shot down by MANPADS", "a VBIED planted by the rebels"
        elif (mover := _gone_into(tree, head, i)) is not None:
            out += mover
        elif able(tree, head):
            out.append(head)
            out += _parallel(tree, head)
        elif type_ == "state" or "place" not in categories(tree, head) or (type_ in _ACTED_ON and not tree.is_passive(i)):
            by = [b for word, b in tree.prepositions(head) if word == "by" and able(tree, b)] if not tree.is_passive(i) else []
            out += fired_by(tree, head) or modifier_actors(tree, head) or by  # "Ukrainian rockets struck", "rockets fired by them", "an intervention by A took"
    if not out and type_ in ("casualty", "materiel", "displace"):
        for word, below in tree.prepositions(i):
            act = _act_of(tree, below)
            if word in _VIOLENT_IN and is_event(tree, act) and not any(f.type == "clash" for f in noun_frames().get(tree.tokens[act].lemma, ())):
                for event in tree.conjuncts(act):
                    out += agents_of(tree, event)
    return [o for o in out if type_ != "casualty" or "equipment" not in categories(tree, o) or "force" in categories(tree, o)]


def _gone_into(tree: Tree, head: int, i: int) -> list[int] | None:
    """Who moved into a place that the parse takes for the subject of what follows: "advanced into Arin gaining control of two villages"."""
    start = tree.phrase_start(head)
    above = tree.tokens[i].head
    if tree.tokens[i].dep != "pcomp" or above != start - 1 or tree.tokens[above].dep != "prep" or not _sure_place(tree, head):
        return None
    mover = tree.subject(tree.tokens[above].head)
    return [m for m in tree.conjuncts(mover) if able(tree, m)] if mover is not None else []


def fired_by(tree: Tree, weapon: int) -> list[int]:
    """Who fired a weapon as the participle behind it tells."""
    return [a for verb in tree.children(weapon, "acl") if tree.tokens[verb].tag == "VBN" and tree.tokens[verb].lemma in ("fire", "launch", "drop", "lob", "shoot", "plant")
            for a in tree.agents(verb)]


def beside(tree: Tree, verb: int) -> list[int]:
    """Forces that a verb tells of beside its subject: "attacked together with two divisions", "alongside the militia"."""
    out = []
    for p in tree.children(verb, "prep", "advmod"):
        word = tree.tokens[p].text.lower()
        if word == "alongside" or (word == "with" and tree.tokens[p - 1].text.lower() in _TOGETHER):
            heads = tree.children(p, "pobj")
        elif word in _TOGETHER:
            heads = [o for q in tree.children(p, "prep") if tree.tokens[q].text.lower() == "with" for o in tree.children(q, "pobj")]
        else:
            continue
        out += [m for o in heads if party(tree, o) for m in tree.conjuncts(o) if party(tree, m)]
    return out


def _act_of(tree: Tree, i: int) -> int:
    """What a stretch of time was filled with ("a night of strikes"), or a number of ("a wave of attacks"); the word itself otherwise."""
    if tree.tokens[i].lemma in _FILLED and tree.tokens[i].name < 0:
        return next((below for word, below in tree.prepositions(i) if word == "of" and is_event(tree, below)), i)
    return tree.core(i)


def _parallel(tree: Tree, head: int) -> list[int]:
    """Forces that the parse joined to whose the first are: "forces of the A and rebel groups of the B"."""
    if tree.tokens[head].name >= 0 or "force" not in categories(tree, head):
        return []
    return [m for word, below in tree.prepositions(head) if word == "of" and tree.tokens[below].name >= 0 for m in tree.conjuncts(below)[1:]
            if tree.tokens[m].tag == "NNS" and tree.tokens[m].name < 0 and "force" in categories(tree, m)]


def sufferers(tree: Tree, heads: list[int], i: int, frame: VerbFrame) -> list[int]:
    """Targets among `heads`: of a repelled attack those who attacked; those a place was taken from; list members the parse lost."""
    out: list[int] = []
    if frame.rule == "casualty.found":
        bodies = [tree.core(o) for o in (tree.objects(i) or tree.children(i, "nsubjpass"))]
        heads = [below for b in bodies for word, below in tree.prepositions(b) if word == "of"] or bodies
    if frame.type in _COUNTED:  # "28–29 militiamen were killed": the parse makes a subject of the figure
        heads = [next((c for c in tree.children(i, "nsubjpass", "nsubj") if h < c < i and tree.tokens[c].name < 0), h) if tree.tokens[h].pos == "NUM" and tree.core(h) == h and not tree.children(h) and tree.tokens[h].head == i else h for h in heads]
        heads = [whole if tree.tokens[h].pos == "NUM" and tree.core(h) == h and (whole := out_of(tree, h)) is not None else h for h in heads]
    for head in heads:
        if tree.tokens[head].tag == "VBG" or tree.tokens[head].lemma in _WHENCE or tree.tokens[head].text.lower().endswith(("wards", "ward")):
            continue  # "killing people and damaging houses", where the parse joins the second to the people; "attacked southwards"
        if is_event(tree, head) and frame.type in _ACTED_ON:
            out += (agents_of(tree, head) or ([] if tree.is_passive(i) else tree.agents(i))) if frame.type == "hold" else []
        else:
            out += listed_people(tree, head, i) if frame.type in _COUNTED else [head]
            if tree.core(head) != head and frame.type in _COUNTED:
                out += [c for c in tree.conjuncts(tree.core(head))[1:] if c not in out]  # "hundreds of men and boys"
    if frame.type == "capture":
        out += [below for around in (i, *heads, *tree.objects(i)) for word, below in tree.prepositions(around) if (word == "from" and categories(tree, below) & {"force", "people"}
                and tree.tokens[below].name < 0) or (word == "from" and "force" in categories(tree, below) and not _sure_place(tree, below))]
    return out


def struck(tree: Tree, i: int) -> bool:
    """Whether a phrase is something that is attacked: people, machines, what belongs to a force, a building; not a town or an area."""
    kinds, token = categories(tree, i), tree.tokens[i]
    if token.lemma in _MOUNTED and "weapons" in kinds:
        return True
    if token.name >= 0:
        return bool(kinds & (_ATTACKED | {"equipment"})) and "place" not in kinds
    if kinds & _ATTACKED and "place" not in kinds:
        return True
    if token.name < 0 and token.lemma in _SPIRIT:
        return False  # "broke the garrison's resolve"
    if token.lemma in words("groups", "settled"):  # "the Danish villages"
        return token.tag == "NNS" and token.lemma in ("city", "town", "village", "settlement") and any(party(tree, m) for m in modifier_actors(tree, i))
    if modifier_actors(tree, i) or any(word in ("of", "belonging to") and categories(tree, b) & {"force"} and "place" not in categories(tree, b) for word, b in tree.prepositions(i)):
        return True
    described = tree.children(i, "amod", "compound") or any(word in ("in", "at", "near") for word, _ in tree.prepositions(i)) or not tree.children(i, "det") or any(tree.tokens[c].text.lower() in ("a", "an") for c in tree.children(i, "det"))
    return bool(described) and "structure" in kinds and not any(tree.tokens[c].name >= 0 for c in tree.children(i, "compound", "appos", "poss"))


def is_event(tree: Tree, head: int) -> bool:
    """Whether a phrase is an act of war told as a noun ("shelling", "attack")."""
    token = tree.tokens[head]
    kinds = categories(tree, head)
    return token.name < 0 and (token.lemma.lower() in noun_frames() or "event" in kinds) and not ("force" in kinds and token.lemma in _ARMED_NOUNS)


def able(tree: Tree, head: int) -> bool:
    """Whether a phrase can do something: people, forces, names, offices, crewed machines; a battle or a treaty does nothing."""
    kinds = categories(tree, head)
    return bool(kinds & _ABLE) and ("event-name" not in kinds or "force" in kinds)


def party(tree: Tree, i: int) -> bool:
    """Whether a phrase is a force, rather than the place that a name might also be."""
    kinds, name = categories(tree, i), tree.tokens[i].name
    if name >= 0 and not tree.sentence.names[name].known and (tree.sentence.names[name].kind in ("actor", "nationality") or (
            tree.sentence.names[name].kind == "other" and tree.tokens[i].tag in ("NNS", "NNPS"))):
        return True  # also "the Vendéens", which no list has
    return "force" in kinds and "place" not in kinds


def faced(tree: Tree, word: str, i: int) -> bool:
    """Whether what stands behind a preposition is a force; a name nobody knows that takes an article ("against the Vendée Legion") is no town."""
    name = tree.tokens[i].name
    if party(tree, i) or word != "against" or name < 0:
        return party(tree, i)
    told = tree.sentence.names[name]
    return not told.sure and not told.known and told.kind != "place" and any(tree.tokens[c].text.lower() == "the" for c in tree.children(i, "det"))


def out_of(tree: Tree, i: int) -> int | None:
    """Of whom those are that a sentence counts: "Of the 9,000 men, 300 were killed", "among the soldiers there were 20 dead"."""
    for prep in (t.i for t in tree.tokens[:i] if t.dep == "prep" and t.text.lower() in ("of", "among") and tree.tokens[t.head].pos in ("VERB", "AUX") and t.i < t.head):
        return next((o for o in tree.children(prep, "pobj") if party(tree, o) or categories(tree, o) & {"people", "captives"}), None)
    return None


def is_nobody(tree: Tree, head: int) -> bool:
    """Whether a phrase says that nobody is meant ("no group", "none", "nobody")."""
    return tree.tokens[head].text.lower() in ("nobody", "none") or any(tree.tokens[c].text.lower() in ("no", "neither") for c in tree.children(head, "det"))


def agents_of(tree: Tree, noun: int) -> list[int]:
    """Who carried out the act that `noun` names: its modifiers, possessor, and "by" phrase."""
    out = modifier_actors(tree, noun)
    around = list(tree.prepositions(noun))
    by = any(word == "by" for word, _ in around)  # "an ambush of the convoy by rebels"
    for word, below in around:
        if word == "by" or (word == "of" and not by and categories(tree, below) & {"force", "people"} and "place" not in categories(tree, below)):
            out.append(below)
    return [*out, *done_by(tree, noun)] or carried_out_by(tree, noun)


def whose_war(tree: Tree, subjects: Iterable[int]) -> list[int]:
    """Whose operations `subjects` are: "the Allied offensive began", "Operation X, the German invasion of Y, began"; a war has two sides."""
    nouns = [n for s in subjects for n in (s, *tree.children(s, "appos")) if tree.tokens[n].name < 0 and tree.tokens[n].lemma != "war"]
    return [a for n in nouns for a in (*modifier_actors(tree, n), *done_by(tree, n), *(b for word, b in tree.prepositions(n) if word == "by"))
            if party(tree, a) or tree.tokens[a].dep in ("poss", "pobj")]


def done_by(tree: Tree, noun: int) -> list[int]:
    """Who did what a noun names as the participle behind it tells: "raids carried out by the army", not "an offensive backed by it"."""
    return [a for verb in tree.children(noun, "acl") if tree.tokens[verb].tag == "VBN" and tree.tokens[verb].lemma in words("cues", "doing") for a in tree.agents(verb)]


def carried_out_by(tree: Tree, noun: int) -> list[int]:
    """Who did what a noun names where the verb above says so: "the army launched a counteroffensive that ..."."""
    token = tree.tokens[_foremost(tree, noun)]
    above = tree.tokens[token.head]
    if above.lemma not in words("cues", "carrying_out"):
        return []
    if token.dep == "dobj" and not tree.is_passive(above.i):
        subject = tree.subject(above.i)
        return [s for s in tree.conjuncts(subject) if able(tree, s)] if subject is not None else []
    return tree.agents(above.i) if token.dep == "nsubjpass" else []


def _foremost(tree: Tree, noun: int) -> int:
    """What stands for a noun at the verb: the first of a list of acts, the number of them ("a series of raids and mortar attacks")."""
    while tree.tokens[noun].dep == "conj" and is_event(tree, tree.tokens[noun].head):
        noun = tree.tokens[noun].head
    above = tree.tokens[noun].head
    number = tree.tokens[above].head if tree.tokens[noun].dep == "pobj" and tree.tokens[above].text.lower() == "of" else noun
    if tree.core(number) == noun:
        noun = number
    while tree.tokens[noun].dep == "conj" and is_event(tree, tree.core(tree.tokens[noun].head)):
        noun = tree.tokens[noun].head
    return noun


def decided_by(tree: Tree, noun: int) -> list[int]:
    """Who ordered, planned or announced what a noun names, a force or who leads one: "the army command ordered a withdrawal"."""
    token = tree.tokens[noun]
    verb = token.head
    if token.dep != "dobj" or tree.tokens[verb].lemma not in words("cues", "deciding") or tree.is_passive(verb):
        return []
    subject = tree.subject(verb)
    heading = frozenset(["force"]) if tree.tokens[verb].lemma in _MAKING_KNOWN else frozenset(["force", "person", "office"])
    return [s for s in tree.conjuncts(subject) if heading & (kinds := categories(tree, s)) and (len(heading) > 1 or not kinds & {"person", "office"})] if subject is not None else []


def _trying(tree: Tree, noun: int) -> list[int]:
    """Who makes the attempt that a noun names: whoever does what it stands below ("attacked in an attempt to", "moved in order to")."""
    verb = next((a for a in tree.ancestors(noun) if tree.tokens[a].pos == "VERB"), None)
    subject = tree.subject(verb) if verb is not None else None
    if verb is None or subject is None:
        return []
    if tree.is_passive(verb) and not is_event(tree, subject):
        return tree.agents(verb)
    return [a for s in tree.conjuncts(subject) for a in (agents_of(tree, s) if is_event(tree, s) else [s] if able(tree, s) else [])]


def acting_around(tree: Tree, noun: int) -> list[int]:
    """Who did what a noun names by what stands around it: "killed the leader in a raid", "claimed responsibility for the attack"."""
    if tree.tokens[noun].dep == "conj":
        noun = tree.tokens[noun].head
    prep = tree.tokens[tree.tokens[noun].head]
    above = tree.tokens[prep.head]
    pointing = {tree.tokens[c].text.lower() for c in tree.children(noun, "det")}
    if prep.dep != "prep" or tree.tokens[noun].dep != "pobj" or pointing & {"this", "these", "those"} or (prep.text.lower() == "during" and "the" in pointing):
        return []
    blaming = next((v for v in (above.i, above.head) if tree.tokens[v].lemma in ("blame", "accuse")), None)
    if prep.text.lower() in ("for", "of", "over") and blaming is not None:
        return [b for b in (tree.objects(blaming) or tree.children(blaming, "nsubjpass")) if able(tree, b)]  # "blamed the rebels for the bombing"
    if prep.text.lower() == "for" and above.lemma == "responsibility":
        verb = above.head
    elif prep.text.lower() in ("in", "with", "during") and above.pos == "VERB" and above.lemma not in words("cues", "suffering"):
        verb = above.i
    else:
        return []
    subject = tree.subject(verb) if not tree.is_passive(verb) else None
    if subject is None:
        return []
    return [s for s in tree.conjuncts(subject) if able(tree, s) and not is_nobody(tree, s) and (party(tree, s) or "civil" not in categories(tree, s) - {"name"})]


def held_by(tree: Tree, places: Iterable[int]) -> list[int]:
    """Who holds the places of a phrase by its own words: "the rebel-held town", "areas controlled by the militia", "the base of the guards"."""
    out = []
    for place in places:
        if tree.tokens[place].name < 0 and "force" not in categories(tree, place):
            out += [below for word, below in tree.prepositions(place) if word == "of" and "force" in categories(tree, below) and "place" not in categories(tree, below)]
        around = [place, *([h] if tree.tokens[h := tree.tokens[tree.tokens[place].head].head].lemma in words("groups", "places") else ())]
        for i in around:
            for c in tree.children(i, "amod", "compound", "nmod", "acl", "relcl"):
                if HELD.search(tree.tokens[c].text):
                    out.append(c)
                elif tree.tokens[c].dep == "relcl" and tree.tokens[c].lemma in ("be", "remain"):
                    out += _under(tree, c)  # "the town, which remained under rebel control"
                elif tree.tokens[c].text.lower() in ("held", "controlled", "occupied", "manned", "garrisoned", "defended"):
                    out += tree.agents(c) if tree.tokens[c].dep in ("acl", "relcl") else tree.children(c, "npadvmod", "nmod", "compound")
            out += _under(tree, i)
    return list(dict.fromkeys(out))


def _under(tree: Tree, i: int) -> list[int]:
    """Whose rule something is under: "territory under militant control"."""
    return [a for word, below in tree.prepositions(i) if word == "under" and tree.tokens[below].lemma in ("control", "rule", "occupation") for a in agents_of(tree, below)]


def included(tree: Tree, heads: Iterable[int]) -> list[int]:
    """People that a phrase names as part of those it counts: "21 people, including nine engineers"."""
    out = []
    for head in heads:
        above = next((a for a in tree.ancestors(head) if tree.tokens[a].dep != "xcomp"), head)
        while tree.children(above, "xcomp") and not tree.children(above, "prep"):
            above = tree.children(above, "xcomp")[0]  # "civilians were reported to have been abducted, including a priest"
        for p in (*tree.children(head, "prep"), *(c for c in tree.children(above, "prep") if tree.tokens[above].pos == "VERB")):
            if tree.tokens[p].text.lower() in ("including", "among"):
                out += [m for o in tree.children(p, "pobj") for m in tree.conjuncts(o) if categories(tree, m) & {"force", "people", "person"}]
        for token in tree.tokens[head + 1 : -2]:
            if token.text.lower() == "among" and tree.tokens[token.i + 1].text.lower() in ("them", "whom", "these", "those"):
                first = next((t.i for t in tree.tokens[token.i + 2 : token.i + 7] if t.pos in ("NOUN", "PROPN") and t.dep not in ("compound", "amod", "nmod", "poss")), None)
                out += [m for m in tree.conjuncts(first) if categories(tree, m) & {"force", "people", "person"}] if first is not None else []
    return [o for o in dict.fromkeys(out) if o not in heads and tree.tokens[o].lemma not in _OF_ALL]


def modifier_actors(tree: Tree, noun: int) -> list[int]:
    """Forces and nationalities that stand before a noun: "rebel shelling", "Israeli and American strikes"."""
    out = []
    for c in tree.children(noun, "compound", "amod", "poss", "nmod"):
        for m in tree.conjuncts(c):
            kinds = categories(tree, m)
            if tree.tokens[m].name < 0 and (tree.tokens[m].text.lower() in _NOT_FORCES or (tree.tokens[m].tag == "JJ" and tree.tokens[m].text.lower() == "military")):
                continue
            if tree.tokens[m].dep in ("amod", "conj") and _SIDING.match(tree.tokens[m].text):
                out += [m] if tree.tokens[m + 1].dep != "compound" or "force" not in categories(tree, m + 1) else []  # of "US-led coalition raids" the coalition's
                continue
            name = tree.tokens[m].name
            if (name >= 0 and (tree.sentence.names[name].kind not in ("place", "equipment", "event") or _acronym(tree, m))) or (kinds & {"force", "people", "person"} and "place" not in kinds - {"name"}) or (
                    tree.tokens[m].dep == "poss" and kinds & {"force", "person", "name"} and "office" in kinds) or (tree.tokens[m].tag == "PRP$" and tree.tokens[m].text.lower() in ("their", "its", "his", "her")):
                out.append(m)
            elif name < 0 and tree.tokens[m].dep in ("compound", "nmod"):
                out += modifier_actors(tree, m)  # "a rebel drone strike"
    return out


def _acronym(tree: Tree, i: int) -> bool:
    """Whether a name is initials, which stand for somebody even where the reader took them for a place."""
    name = tree.sentence.names[tree.tokens[i].name]
    return name.text.isupper() and 1 < len(name.text) < 7 and name.feature is None


def _sure_place(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if token.name < 0:
        return False
    name = tree.sentence.names[token.name]
    return name.kind == "place" and (name.sure or not name.text.isupper())
