"""Predicates with their arguments: the verbs and nouns of a sentence that say something of a conflict happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from noria.reading.categories import categories
from noria.reading.certainty import factuality
from noria.reading.frames import NounFrame, VerbFrame, ignored, noun_frames, verb_frames
from noria.reading.grammar import Tree
from noria.reading.locations import adjunct_places, is_described_site, place_arguments
from noria.reading.output import PlaceArgument, Predicate
from noria.reading.roles import acting_around, agents_of, carried_out_by, doers, held_by, included, modifier_actors, struck, sufferers
from noria.reading.stated import stated_toll
from noria.reference.lexicons import words

_PARTICLES = frozenset("up out back off over in away down on onto into to toward towards through from within upon at behind for dead free ablaze alight closer".split())
_HITTING = frozenset("hit strike target kill wound injure destroy pound".split())
_HARMING = frozenset("kill wound injure".split())
# Types whose target is whoever holds the place ("the rebel-held town").
_TAKEN_FROM = frozenset("capture encircle launch attack airstrike".split())
_STRIKES = frozenset("attack airstrike shelling bombing".split())
_STRIKING = frozenset("attack airstrike shelling bombing encircle hold materiel capture advance".split())
# Subjects that a passive may leave out; "aircraft" or "suicide" make the claim's type and must be said.
_TELLING = frozenset("force people pronoun name place".split())
# What stands below these is wished away, not told.
_ENDING = frozenset("end stop halt cease avoid prevent de-escalate deescalate de-escalation cessation ending without threaten fear risk threat".split())
# What is said of an act told before; the act is not told again.
_VERDICT = frozenset("show mean pose prove demonstrate suggest indicate require justify reflect underline highlight deserve illustrate".split())
_COMPLEMENTS = frozenset("oprd acomp ccomp dobj attr advcl amod".split())
_OCCURRENCE = frozenset("""occur happen take erupt continue intensify break start begin resume follow ensue persist rage report escalate spread reach move
shift approach launch carry conduct mark kill leave cause result hit target strike destroy force trigger spark displace wound injure see end last prompt
shake rock come precede lead allow prevent be confirm fail repel repulse thwart sustain suffer stage plan attempt announce halt stop push""".split())


def predicates(tree: Tree) -> list[Predicate]:
    """All predicates of one sentence in the order of their heads; a noun that a light verb already used makes none of its own."""
    used = {token.i for token in tree.tokens for time in tree.sentence.times if time.span.contains(token.span)}
    out: list[Predicate] = []
    for token in tree.tokens:
        if token.i in used:
            continue
        if token.dep == "pcomp" and tree.tokens[token.head].text.lower() == "without":
            continue
        if token.dep == "pcomp" and token.tag == "VBG" and tree.tokens[token.head].text.lower() == "by" and not tree.objects(token.i):
            continue  # "killed by rebel shelling": a noun, whatever the tag says
        if token.tag == "VBG" and not tree.objects(token.i) and (tree.children(token.i, "det", "amod", "compound", "nmod") or _by_shelling(tree, token.i)):
            continue  # "recent shelling by the army", "killed by militia shelling": nouns, whatever the tag says
        if token.pos in ("VERB", "AUX") and token.name < 0 and not (
                token.dep == "amod" and (token.tag == "VBG" or token.lemma in ("displace", "suspect", "besiege", "occupy"))):
            for found, consumed in _verb(tree, token.i):
                out.append(found)
                used |= consumed
    told = {p.head for p in out} | {t for p in out for t in p.targets}
    for token in tree.tokens:
        if token.i not in used and token.text.lower() in ("dead", "missing") and (dead := _dead(tree, token.i, told)) is not None:
            out.append(dead)
        elif token.i not in used and token.pos in ("NOUN", "PROPN", "ADJ", "VERB") and token.name < 0:
            noun = _noun(tree, token.i)
            if noun is not None:
                out.append(noun)
    return sorted(_hits_joined(tree, out), key=lambda p: p.head)


def _hits_joined(tree: Tree, found: list[Predicate]) -> list[Predicate]:
    """Strikes with the participle that only says what they hit ("carried out airstrikes, hitting markets") as one."""
    out = list(found)
    for part in found:
        if part.type in _STRIKES and not part.nominal and tree.tokens[part.head].tag == "VBG" and tree.tokens[part.head].dep == "advcl":
            whole = next((p for p in out if p is not part and p.type in _STRIKES and p.head == tree.tokens[part.head].head), None)
            if whole is not None and tree.tokens[part.head].lemma in _HITTING - _HARMING:
                out.remove(part)
                out[out.index(whole)] = replace(whole, targets=_distinct((*whole.targets, *part.targets)), places=whole.places or part.places)
    return out


def _by_shelling(tree: Tree, i: int) -> bool:
    """Whether a name that the parse took for the agent belongs to the act behind it: "killed by X shelling"."""
    before = tree.tokens[i - 1] if i > 0 else None
    return before is not None and before.dep == "pobj" and tree.tokens[before.head].text.lower() in ("by", "in", "from") and tree.tokens[i].lemma in (
        "shell", "bomb", "bombard", "fire") and before.name >= 0


def _dead(tree: Tree, i: int, told: set[int]) -> Predicate | None:
    """"Four sailors are missing", "23 dead": people told to be dead or missing without a verb that says how."""
    token = tree.tokens[i]
    if token.head in told or i in told or any(tree.tokens[h].lemma in ("leave", "shoot", "find") for h in tree.ancestors(i)):
        return None
    above = tree.tokens[token.head]
    subject = tree.subject(token.head) if token.dep == "acomp" and above.lemma == "be" else None
    counted = i > 0 and any(number.span.overlaps(tree.tokens[i - 1].span) for number in tree.sentence.numbers)
    if subject is None and not counted:
        return None
    target = subject if subject is not None else (token.head if token.dep == "amod" and tree.tokens[token.head].i < i else i)
    return Predicate("casualty", "casualty.dead", i, (i, i), (), (target,), _distinct_places(adjunct_places(tree, [i], "casualty", [target])),
                     factuality(tree, i, "casualty"), "missing" if token.text.lower() == "missing" else None)


def _keys(tree: Tree, i: int) -> Iterator[str]:
    """What a verb may be listed under, longest first: with particle and preposition, with object noun, bare."""
    lemma = tree.tokens[i].lemma.lower()
    particles = [tree.tokens[c].text.lower() for c in tree.children(i, "prt", "advmod", "prep", "acomp", "oprd")
                 if i < c <= i + 4 and tree.tokens[c].text.lower() in _PARTICLES]
    nouns = [tree.tokens[c].lemma.lower() for c in tree.children(i, "dobj")]
    if len(particles) > 1:
        yield f"{lemma} {particles[0]} {particles[1]}"
    for particle in particles:
        yield f"{lemma} {particle}"
    for noun in nouns:
        yield f"{lemma} {noun}"
    yield lemma


def _verb(tree: Tree, i: int) -> Iterator[tuple[Predicate, set[int]]]:
    passive = tree.is_passive(i)
    subject = tree.subject(i)
    subjects = tree.conjuncts(subject) if subject is not None else []
    objects = tree.objects(i)
    if passive:
        token = tree.tokens[i]
        if not subjects and token.dep in ("acl", "amod"):
            subjects = [token.head]
        subjects, objects = tree.agents(i), subjects + objects
    if (stated := stated_toll(tree, i, subjects, objects)) is not None:
        yield stated, set(objects)
        return
    keys = list(_keys(tree, i))
    if not ignored().isdisjoint(keys):
        return
    for frame, chosen in _by_frame(tree, keys, i, subjects, objects, passive=passive):
        yield _fill(tree, frame, i, subjects, chosen)


def _by_frame(tree: Tree, keys: list[str], i: int, subjects: list[int], objects: list[int], *, passive: bool) -> list[tuple[VerbFrame, list[int]]]:
    """The frame that a verb opens, with its objects; objects of different kinds ("captured two tanks and the town") may open several."""
    frames = [frame for key in keys for frame in verb_frames().get(key, ())]
    if tree.tokens[i].dep == "amod":
        frames = [frame for frame in frames if frame.type in ("materiel", "casualty", "capture")]  # "an abandoned depot" tells of no withdrawal
    out: dict[str, tuple[VerbFrame, list[int]]] = {}
    for single in [[o] for o in objects] or [[]]:
        fitting = [f for f in frames if _fits(tree, f, i, subjects, single, passive=passive)]
        frame = next((f for f in fitting if not f.besides), None)
        for chosen in [*([frame] if frame is not None else []), *(f for f in fitting if f.besides)]:
            out.setdefault(chosen.rule, (chosen, []))[1].extend(single)
    return list(out.values())


def _fits(tree: Tree, frame: VerbFrame, i: int, subjects: list[int], objects: list[int], *, passive: bool) -> bool:
    if frame.with_ and not any(_lemma(tree, tree.core(o)) in frame.with_ for o in objects):
        return False
    if frame.with_complement == ("any",) and not any(tree.tokens[c].name < 0 for c in tree.children(i, "oprd")):
        return False
    if frame.with_complement not in ((), ("any",)) and not any(
            tree.tokens[c].lemma.lower() in frame.with_complement or tree.tokens[c].text.lower() in frame.with_complement
            for c in tree.children(i) if tree.tokens[c].dep in _COMPLEMENTS or tree.tokens[c].dep == "dobj"):
        return False
    if frame.via and _via(tree, frame, i) is None:
        return False
    if frame.rule == "launch.begin" and any(tree.tokens[c].text.lower() == "since" for c in tree.children(i, "mark")):
        return False  # "since the war began": when, not what
    if frame.from_ and not any(word in ("from", "out of") for word, _ in tree.prepositions(i)):
        return False
    if frame.objects and not frame.with_:
        if objects:
            if "any" not in frame.objects and not any(categories(tree, o) & set(frame.objects) for o in objects):
                return False
        elif "none" not in frame.objects and not passive:
            return False
    if frame.subjects:
        if subjects:
            return any(categories(tree, s) & set(frame.subjects) for s in subjects)
        return "none" in frame.subjects or (passive and not _TELLING.isdisjoint(frame.subjects))
    return True


def _via(tree: Tree, frame: VerbFrame, i: int) -> int | None:
    """The noun of the phrase that `frame.via` asks for ("control" of "under rebel control")."""
    for word, below in tree.prepositions(i):
        token = tree.tokens[below]
        if f"{word} {token.lemma.lower()}" in frame.via or f"{word} {token.text.lower()}" in frame.via:
            return below
    return None


def _fill(tree: Tree, frame: VerbFrame, i: int, subjects: list[int], objects: list[int]) -> tuple[Predicate, set[int]]:
    light = [o for o in objects if _lemma(tree, tree.core(o)) in frame.with_] if frame.with_ else []
    light += [tree.core(o) for o in light if tree.core(o) != o]
    light += [o for o in objects if f"{tree.tokens[i].lemma.lower()} {tree.tokens[o].lemma.lower()}" in frame.lemmas]
    around = [i, *light]
    actors = doers(tree, _role(tree, frame.actor, around, subjects, objects), i, frame.type)
    targets = sufferers(tree, [t for t in _role(tree, frame.target, around, subjects, objects) if t not in light or frame.type == "hold"], i, frame)
    targets = [t for t in targets if t not in light or frame.rule == "casualty.found"]
    if frame.rule == "casualty.cause":
        targets += [m for o in light for m in tree.children(o, "amod", "compound", "nmod", "poss") if categories(tree, m) & {"people", "force"}]
    if frame.type == "withdraw" and not actors and objects and tree.is_passive(i):
        actors, targets = doers(tree, objects, i, frame.type), []
    if light and not frame.with_ and not targets and frame.type in ("attack", "shelling"):
        targets = _role(tree, "on", around, subjects, objects)  # "opened fire on the column"
    if frame.with_complement and not targets:
        targets = [m for c in tree.children(i) if tree.tokens[c].lemma in frame.with_complement
                   for m in tree.children(c, "compound", "nmod", "nsubj") if "people" in categories(tree, m)]
    if frame.besides and tree.tokens[i].lemma in _HARMING | {"assassinate", "murder"} and frame.rule != "attack.sniper":
        targets = []  # whom a strike kills suffers; what it destroys is what it struck
    if frame.type in ("casualty", "detain", "displace"):
        targets += included(tree, targets)
    if not actors and light and frame.type in _STRIKES:
        actors = [m for o in light for m in modifier_actors(tree, o)]  # "three militia missiles were fired"
    if frame.mutual:
        actors, targets = actors + _mutual(tree, [i, *light], [o for o in objects if o not in light]), []
    places: list[PlaceArgument] = []
    via = _via(tree, frame, i) if frame.via else None
    if via is not None:
        actors, places = _of_phrase(tree, frame, via, objects if frame.actor == "object" else subjects, actors)
    if frame.place in ("object", "subject"):
        chosen = objects if frame.place == "object" else subjects
        places = [p for o in chosen for p in place_arguments(tree, o, "in")]
        given = [*objects, *subjects]
        targets = [t for t in targets if t not in given or not categories(tree, t) & {"place"} or (categories(tree, t) & {"force", "people"} and not places)]
    elif frame.place == "of":
        places = [p for o in [*light, i] for word, below in tree.prepositions(o) if word in ("of", "over") or (word == "in" and o != i)
                  for p in place_arguments(tree, below, "in")]
    if frame.place in ("object", "of") and any(tree.tokens[o].tag == "NNS" for o in objects):
        places = _listed_after(tree, i) or places  # "many points near X, including Y"
    settled = any(p.named or is_described_site(tree, p.head) for p in places)
    if not settled:
        places += _listed_after(tree, i) if frame.place in ("object", "of") or frame.type == "deploy" else []
    if not settled and not any(p.named for p in places):
        struck = [o for o in objects if o not in light] if frame.type in _STRIKING and not frame.from_ else []
        places += adjunct_places(tree, around, frame.type, skip=[*targets, *actors], objects=struck, anywhere=not places)
        named = {p.head for p in places if p.named}
        targets = [t for t in targets if t not in named and not (_settles(tree, t) and any(p.head in tree.subtree(t) for p in places))]
    if frame.type in _TAKEN_FROM:
        on = [below for h in around for word, below in tree.prepositions(h) if word in ("on", "against", "at", "toward", "towards")]
        targets += held_by(tree, [*(p.head for p in places), *objects, *on])
    type_, rule = _by_modifier(tree, frame, i, light)
    last = max([i, *[c for c in tree.children(i, "prt") if c < i + 4], *[o for o in light if o < i + 6]])
    first = min(i, last)
    found = Predicate(type_, rule, i, (first, max(i, last)), _distinct(actors), _distinct(targets), _distinct_places(places),
                      factuality(tree, i, frame.type), frame.measure)
    consumed = set(light) | {s for s in subjects if "suicide" in categories(tree, s)}
    return found, consumed


def _by_modifier(tree: Tree, frame: VerbFrame, i: int, light: list[int]) -> tuple[str, str]:
    """Type and rule of an attack whose noun or means says of what kind it is ("launched aerial assaults", "hit with rockets")."""
    if frame.type == "attack":
        for o in light:
            for noun in noun_frames().get(_lemma(tree, o), ()):
                if noun.modifiers and noun.type in _STRIKES and _modified(tree, o, noun):
                    return noun.type, noun.rule
        for word, below in tree.prepositions(i):
            if word == "with" and ({tree.tokens[below].lemma} | {tree.tokens[c].lemma for c in tree.children(below, "compound")}) & words("groups", "missiles"):
                return "shelling", "shelling.with"
    return frame.type, frame.rule


def _settles(tree: Tree, i: int) -> bool:
    """Whether a phrase is a place and nothing but a place ("the village of X"), and so no target."""
    kinds = categories(tree, i)
    return "place" in kinds and not kinds & {"force", "people", "vehicles", "aircraft", "weapons"} and not struck(tree, i)


def _of_phrase(tree: Tree, frame: VerbFrame, via: int, subjects: list[int], actors: list[int]) -> tuple[list[int], list[PlaceArgument]]:
    """Who and where of "X is under Y control" and "Y is in control of X"."""
    held = [p for word, below in tree.prepositions(via) if word in ("of", "over") for p in place_arguments(tree, below, "in")]
    if frame.place != "via":
        return agents_of(tree, via) if frame.actor == "via" else actors, []
    if held:
        return doers(tree, subjects, via, frame.type), held
    return agents_of(tree, via), [p for s in subjects for p in place_arguments(tree, s, "in")]


def _listed_after(tree: Tree, i: int) -> list[PlaceArgument]:
    """Places behind "including", which the parse may hang at the verb rather than at "towns"."""
    for token in tree.tokens[i:]:
        if token.text.lower() in ("including", "namely") and token.dep == "prep":
            found = [p for o in tree.children(token.i, "pobj") for m in tree.conjuncts(o) for p in place_arguments(tree, m, "in")]
            if found:
                return found
    return []


def _role(tree: Tree, role: str, around: list[int], subjects: list[int], objects: list[int]) -> list[int]:
    if role == "subject":
        return subjects
    if role == "object":
        return objects
    if role == "both":
        return subjects + [o for o in objects if categories(tree, o) & {"force", "people"} and (not subjects or tree.tokens[o].name >= 0)]
    if role in ("none", "via"):
        return []
    wanted = {"on": ("on", "against", "at", "upon", "in"), "against": ("against", "on", "toward", "towards"), "at": ("at", "toward", "towards", "on", "against"), "to": ("to",),
              "of": ("of",), "addressee": ("on", "upon", "against", "to", "for")}[role]
    out = objects if role == "addressee" else []
    for h in around:
        for word, below in tree.prepositions(h):
            kinds = categories(tree, below)
            if role == "to" and word in ("into", "in") and tree.tokens[below].lemma == "hand":
                out = [*out, *agents_of(tree, below)]  # "fell into rebel hands"
            if word in wanted and ((kinds & {"force", "people", "person", "vehicles", "aircraft"} and ("place" not in kinds or "name" not in kinds or role in ("to", "addressee")))
                                   or (role in ("on", "against", "at") and word != "in" and struck(tree, below))):
                out = [*out, *tree.conjuncts(below)] if below not in out else out
    if role == "addressee":
        out = [o for o in out if categories(tree, o) & {"force", "people", "person", "name"}]
    return out


def _mutual(tree: Tree, around: list[int], objects: list[int]) -> list[int]:
    out = list(objects)
    for h in around:
        out += [below for word, below in tree.prepositions(h) if word in ("with", "against", "between")]
    return [o for o in out if categories(tree, o) & {"force", "people", "person", "name"} and not any(
        tree.tokens[c].text.lower() in ("each", "one") for c in tree.children(o, "det"))]


def _noun(tree: Tree, i: int) -> Predicate | None:
    token = tree.tokens[i]
    frames = noun_frames()
    for frame in frames.get(token.lemma.lower()) or (frames.get(token.text.lower(), []) if token.tag == "VBG" else []):
        if frame.modifiers and not _modified(tree, i, frame):
            continue
        if token.pos == "VERB" and (token.tag not in ("NN", "NNS", "VBG") or (
                token.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "pcomp", "ROOT") and not _by_shelling(tree, i))):
            continue
        predicate = _noun_roles(tree, frame, i)
        if _happens(tree, frame, i, predicate):
            if frame.type in ("attack", "bombing") and any("aircraft" in categories(tree, a) for a in predicate.actors):
                return replace(predicate, type="airstrike", rule="airstrike.by-aircraft")
            return predicate
    return None


def _modified(tree: Tree, i: int, frame: NounFrame) -> bool:
    before = {tree.tokens[j].lemma.lower() for j in tree.subtree(i) if i - 4 <= j < i} | {
        tree.tokens[j].text.lower() for j in range(max(0, i - 2), i)}
    return bool(before & set(frame.modifiers))


def _noun_roles(tree: Tree, frame: NounFrame, i: int) -> Predicate:
    actors, targets = modifier_actors(tree, i) or carried_out_by(tree, i) or ([i - 1] if _by_shelling(tree, i) else []), []
    if not actors and frame.type in _STRIKES:
        actors = acting_around(tree, i)
    by = tree.tokens[tree.tokens[i].head]
    if by.text.lower() == "by" and tree.tokens[by.head].lemma in _HITTING - _HARMING and frame.type in _STRIKES:
        targets += [t for t in tree.children(by.head, "nsubjpass") if struck(tree, t)]  # "a convoy was hit by a bomb"
    for verb in tree.children(i, "acl"):
        if tree.tokens[verb].tag == "VBG":
            targets += [o for o in tree.objects(verb) if struck(tree, o)]
        elif tree.tokens[verb].tag == "VBN":
            actors += tree.agents(verb)
    if token_is_cause(tree, i):
        above = tree.tokens[i].head
        targets += [o for v in (above, *tree.children(above, "xcomp")) for o in tree.objects(v)
                    if tree.tokens[v].lemma in _HITTING - _HARMING and struck(tree, o)]
    if tree.tokens[i].dep in ("dobj", "nsubjpass") and tree.tokens[tree.tokens[i].head].lemma in words("cues", "defeating"):
        above = tree.tokens[i].head
        targets += tree.agents(above) if tree.is_passive(above) else [s for s in [tree.subject(above)] if s is not None]
    for word, below in tree.prepositions(i):
        kinds = categories(tree, below)
        if word in ("by", "between") or (word == "with" and frame.actor == "between") or (word == "of" and frame.actor == "of" and kinds & {"force", "people", "person"} and "place" not in kinds):
            actors.append(below)
        elif (word in ("of", "on", "against", "at", "upon", "from", "to") and kinds & {"force", "people", "person", "vehicles", "aircraft"}
              and "place" not in kinds) or (word in ("on", "against", "at") and frame.type in _STRIKES and struck(tree, below)):
            targets.append(below)
    if not actors and frame.type == "clash":
        actors = [below for word, below in tree.prepositions(tree.tokens[i].head) if word == "between" and tree.tokens[i].dep in ("nsubj", "nsubjpass")
                  and "place" not in categories(tree, below) - {"name"}] or _between(tree, i) or _fighting(tree, i)
    inner = [o for v in tree.children(i, "acl") if tree.tokens[v].tag == "VBG" for o in tree.objects(v)]
    places = adjunct_places(tree, [i, *tree.children(i, "acl")], frame.type, skip=actors, objects=inner)
    first = min([i, *[c for c in tree.children(i, "compound", "amod") if c >= i - 2 and tree.tokens[c].lemma.lower() in frame.modifiers]])
    return Predicate(frame.type, frame.rule, i, (first, i), _distinct(actors), _distinct(targets), _distinct_places(places),
                     factuality(tree, i, frame.type), nominal=True)


def token_is_cause(tree: Tree, i: int) -> bool:
    return tree.tokens[i].dep == "nsubj" and tree.tokens[tree.tokens[i].head].pos == "VERB"


def _between(tree: Tree, i: int) -> list[int]:
    """The parties behind a "between" that the parse hung at something else than the fighting."""
    for token in tree.tokens[i + 1 : i + 14]:
        if token.text.lower() == "between" and token.dep == "prep":
            both = [m for o in tree.children(token.i, "pobj") for m in tree.conjuncts(o)]
            return both if any("force" in categories(tree, m) for m in both) else []
    return []


def _fighting(tree: Tree, i: int) -> list[int]:
    """Who fights where the noun does not say: those it killed ("17 soldiers were killed in clashes")."""
    for above in tree.ancestors(i):
        if tree.tokens[above].pos == "VERB":
            objects = tree.objects(above) if not tree.is_passive(above) else [c for s in tree.children(above, "nsubjpass") for c in tree.conjuncts(s)]
            return [o for o in objects if "force" in categories(tree, o) and "person" not in categories(tree, o) - {"name"} and tree.tokens[above].lemma in ("kill", "wound", "injure", "die")]
    return []


def _happens(tree: Tree, frame: NounFrame, i: int, predicate: Predicate) -> bool:
    """Whether the noun tells an occurrence here, and is not just a name for a kind of thing."""
    token = tree.tokens[i]
    if token.dep in ("compound", "amod"):
        return False
    above = tree.tokens[token.head]
    if any(tree.tokens[c].text.lower() == "any" for c in tree.children(i, "det")):
        return False  # "vowed to crush any attack", "did not report any casualties"
    if token.dep == "nsubj" and above.lemma in _VERDICT:
        return False  # "the advance shows that …"
    if (above.lemma.lower() in _ENDING and token.dep not in ("nsubj", "nsubjpass")) or (above.text.lower() in ("of", "with") and tree.tokens[above.head].lemma.lower() in _ENDING):
        return False
    if frame.type == "encircle" and above.text.lower() == "of" and tree.tokens[above.head].lemma == "state":
        return False  # a state of siege is a decree
    if above.text.lower() in ("of", "than") and any(t.text.lower() in ("instead", "rather") for t in tree.tokens[max(0, above.i - 1) : above.i]):
        return False
    if frame.type == "clash" and above.text.lower() == "during" and any(tree.tokens[c].text.lower() == "the" for c in tree.children(i, "det")):
        return False  # "during the fighting": when, not what
    if frame.type == "hold" and token.tag == "NNS":
        return False  # "the defences of X" are works, not deeds
    if frame.needs_place and not any(p.named for p in predicate.places):
        return False
    if frame.eventive == "failed":
        return predicate.factuality == "failed"
    if frame.eventive == "always":
        return True
    if frame.type == "encircle" and token.dep == "pobj" and above.text.lower() in ("after", "during", "following", "despite", "through"):
        return True
    if frame.eventive == "cause":
        return token.dep in ("nsubj", "nsubjpass") and above.lemma.lower() in _HITTING | {"explode", "detonate", "go", "maim"}
    if predicate.actors or predicate.targets:
        return True
    if any(p.named for p in predicate.places) and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "ROOT", "conj"):
        return True
    return token.dep in ("nsubj", "nsubjpass", "dobj") and above.lemma in _OCCURRENCE


def _lemma(tree: Tree, i: int) -> str:
    token = tree.tokens[i]
    if token.name < 0:
        return token.lemma.lower()
    parts = token.text.lower().split()
    return parts[0] if parts[0] in ("operation", "campaign") else parts[-1]


def _distinct(indexes: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(indexes))


def _distinct_places(places: Iterable[PlaceArgument]) -> tuple[PlaceArgument, ...]:
    return tuple({p.head: p for p in reversed(list(places))}.values())[::-1]
