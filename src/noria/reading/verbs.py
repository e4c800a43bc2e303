"""Verbs that tell of an act of war: the frame each one opens, and who, to whom and where by its grammar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from noria.reading.acts import STRIKES, distinct, head_word
from noria.reading.categories import FAR, categories
from noria.reading.certainty import factuality
from noria.reading.coordination import runs
from noria.reading.deeds import and_shelling, by_means, by_outcome, turned, via_noun
from noria.reading.frames import VerbFrame, ignored, verb_frames
from noria.reading.grammar import Tree
from noria.reading.idioms import another_thing
from noria.reading.adjuncts import adjunct_places, launched_at
from noria.reading.locations import ROADS, is_described_site, may_be_place, place_arguments, whole_lists
from noria.reading.output import PlaceArgument, Predicate
from noria.reading.roles import agents_of, beside, doers, held_by, is_event, modifier_actors, party, struck, whose_war
from noria.reading.stated import stated_toll
from noria.reading.whom import role, whom
from noria.reference.lexicons import words

_PARTICLES = frozenset("""up out back off over in away down on onto into to toward towards through from within upon at against behind for dead free ablaze alight alive closer across after
ahead aground apart ashore around fast firm forward home under with""".split())
# Types whose target is whoever holds the place ("the rebel-held town").
_TAKEN_FROM = frozenset("capture encircle launch attack airstrike".split())
_ACTED_ON = frozenset("attack airstrike shelling bombing encircle hold materiel capture advance withdraw displace".split())
_OF_PEOPLE = frozenset("casualty detain displace".split())
# Subjects that a passive may leave out; "aircraft" or "suicide" make the claim's type and must be said.
_TELLING = frozenset("force people pronoun name place".split())
# Where to something moves; the winds stand for one another in the lexicon ("swing north" is also "swung inland").
_WHITHER = frozenset("to into toward towards across over beyond behind past".split())
_WINDS = frozenset("""north south east west northeast northwest southeast southwest northward southward eastward westward northwards southwards eastwards westwards
north-east north-west south-east south-west inland upriver downriver""".split())
# Prepositions that say where something rests.
RESTING = tuple("in at on inside within around near across along throughout outside".split())
_FALLING = frozenset("crash collide sink explode overturn capsize burn".split())
_TAKING = frozenset("capture retake recapture seize take occupy overrun secure clear liberate regain control hold".split())
_LOSING = frozenset("lose abandon".split())
_SEIZING = frozenset("capture seize take".split())
_MEDIATING = frozenset("broker mediate oversee facilitate".split())
_COMPLEMENTS = frozenset("oprd xcomp acomp ccomp dobj attr advcl amod".split())
_RESISTING = frozenset(["resistance", "opposition"])
# Operations that begin by themselves: whose they are, their own words tell.
_BEGINNING = frozenset(["launch.begin", "launch.way"])
_MOST = frozenset("much most all half some".split())
# Works of war that are their holder's: "the Libyan base".
_MANNED = frozenset("base stronghold position post outpost headquarters barracks camp trench bunker redoubt strongpoint checkpoint bastion fortification line".split())


def verb_predicates(tree: Tree, i: int) -> Iterator[tuple[Predicate, set[int]]]:
    """The predicates that the verb at `i` makes, each with the tokens it has used up: its light object makes no claim of its own."""
    passive = tree.is_passive(i)
    subject = tree.subject(i)
    subjects = tree.conjuncts(subject) if subject is not None else []
    if len(subjects) == 2 and any(tree.tokens[c].text.lower() in ("was", "is", "has") for c in tree.children(i, "aux", "auxpass")):
        subjects = subjects[1:] if not tree.children(subjects[1], "det") and tree.tokens[subjects[1]].name < 0 else subjects  # "a colonel and head of X"
    objects = tree.objects(i)
    if not passive and (blow := _blow(tree, i)) is not None:
        subjects = tree.agents(blow)
    if passive:
        token = tree.tokens[i]
        if not subjects:  # "also lost were 13 guns and 40 trucks"
            subjects = [m for a in tree.children(i, "auxpass") for c in tree.children(a, "attr") for m in tree.conjuncts(c)]
        if not subjects and token.dep in ("acl", "amod"):
            subjects = [token.head]
        subjects, objects = tree.agents(i) or _shared_agents(tree, i), subjects + objects
    if (stated := stated_toll(tree, i, subjects, objects)) is not None:
        yield stated, set(objects) | {c for t in stated.targets for c in tree.children(t, "acl", "amod")}
        return
    objects = [_meant(tree, i, o) for o in objects]
    keys = list(_keys(tree, i))
    if (ignoring := ignored() & {*keys} - ({f"{tree.tokens[i].lemma.lower()} to"} if objects else set())):  # "cut the road to X" is no "cut to"
        keys = [key for key in keys if key in ignoring]  # "take part" is no taking, but may be a frame of its own
    if tree.tokens[i].tag == "VBG" and tree.tokens[i].dep == "advcl" and subjects and not categories(tree, subjects[0]) - {"unlisted", "of-place"}:
        subjects = [m for c in tree.children(tree.tokens[i].head, "attr") for m in tree.conjuncts(c)] or subjects  # "the largest was the X, controlling …"
    if not subjects and tree.tokens[i].dep == "amod" and tree.tokens[i].tag == "VBG":
        subjects = [tree.tokens[i].head]
    for frame, chosen in _by_frame(tree, keys, i, subjects, objects, passive=passive):
        found, used = _fill(tree, frame, i, subjects, chosen)
        yield _as_told(tree, found), used
        yield from ((both, used) for both in and_shelling(tree, found))


def _shared_agents(tree: Tree, i: int) -> list[int]:
    """Who did what the last of several passive verbs tells, and the others too: "was ambushed and slain by his rival"."""
    for c in tree.children(i, "conj"):
        if tree.tokens[c].tag in ("VBN", "VBD") and tree.own_subject(c) is None and not tree.objects(c) and not tree.children(c, "aux", "auxpass"):
            return tree.agents(c) or _shared_agents(tree, c)
    return []


def _blow(tree: Tree, i: int) -> int | None:
    """The passive verb before a participle that adds what a blow brought about: in "was hit by rebel fire, killing two" who was hit killed nobody."""
    first = i
    while tree.tokens[first].dep == "conj" and tree.tokens[first].tag == "VBG" and tree.own_subject(first) is None:
        first = tree.tokens[first].head
    token, above = tree.tokens[first], tree.tokens[first].head
    if token.tag != "VBG" or token.dep != "advcl" or above > first or not tree.is_passive(above) or tree.children(first, "mark", "nsubj"):
        return None
    struck = any(f.type in STRIKES | {"materiel"} for key in _keys(tree, above) for f in verb_frames().get(key, ()))
    harms = any(f.type in ("casualty", "materiel") and not f.besides for f in verb_frames().get(tree.tokens[i].lemma.lower(), ()))
    return above if struck and harms else None


def _meant(tree: Tree, i: int, o: int) -> int:
    """What "them" stands for behind a verb of taking, told before it in the sentence: "attacked two villages, capturing them", "shot six rebels after
    capturing them".
    """
    if tree.tokens[o].text.lower() != "them" or tree.tokens[i].lemma not in _TAKING | _LOSING:
        return o
    for token in reversed(tree.tokens[:i]):
        if token.tag in ("NNS", "NNPS") or (token.name >= 0 and token.dep == "conj"):
            kinds = categories(tree, token.i)
            if "place" in kinds and not kinds & {"people", "force", "vehicles", "weapons"}:
                return token.i
            if kinds & {"people", "force", "vehicles", "weapons", "aircraft"}:
                return token.i if token.dep in ("dobj", "nsubjpass") and token.tag == "NNS" and tree.tokens[i].lemma in _SEIZING else o
    return o


def _as_told(tree: Tree, found: Predicate) -> Predicate:
    """An attack that has a name as what it is, the beginning of an operation: "attacked with Operation Lightning"."""
    if found.type == "attack" and any(word == "with" and tree.tokens[b].name >= 0 and "launchable" in categories(tree, b) for word, b in tree.prepositions(found.head)):
        return replace(found, type="launch", rule="launch.named")
    return found


def _keys(tree: Tree, i: int) -> Iterator[str]:
    """What a verb may be listed under, longest first: with particle and preposition, with object noun, bare."""
    lemma = tree.tokens[i].lemma.lower()
    end = max((j for o in tree.children(i, "dobj") for j in tree.subtree(o)), default=i)  # "forced more than a thousand families from their homes"
    particles = [tree.tokens[c].text.lower() for c in tree.children(i, "prt", "advmod", "prep", "acomp", "oprd")
                 if i < c <= (max(i + 4, end + 1) if tree.tokens[c].dep == "prep" else i + 4) and tree.tokens[c].text.lower() in _PARTICLES]
    after = tree.tokens[i + 1] if i + 1 < len(tree.tokens) else None
    if after is not None and after.text.lower() in _PARTICLES and after.dep == "amod":
        particles = [after.text.lower(), *particles]  # "pushed back rebels", where the parse gives "back" to the rebels
    if any(i < c <= i + 4 and tree.tokens[c].text.lower() in _WINDS for c in tree.children(i, "advmod", "npadvmod", "dobj")):
        particles = [*particles, "north"]
    nouns = [tree.tokens[c].lemma.lower() for c in tree.children(i, "dobj")]
    if len(particles) > 1:
        yield f"{lemma} {particles[0]} {particles[1]}"
    yield from (key for noun in nouns for particle in particles for key in (f"{lemma} {noun} {particle}", f"{lemma} {particle} {noun}"))
    for particle in particles:
        yield f"{lemma} {particle}"
    for noun in nouns:
        yield f"{lemma} {noun}"
    yield lemma


def _by_frame(tree: Tree, keys: list[str], i: int, subjects: list[int], objects: list[int], *, passive: bool) -> list[tuple[VerbFrame, list[int]]]:
    """The frame that a verb opens, with its objects; objects of different kinds ("captured two tanks and the town") may open several."""
    frames = [frame for key in keys for frame in verb_frames().get(key, ())]
    if tree.tokens[i].dep == "amod":
        frames = [frame for frame in frames if frame.type in (("withdraw",) if tree.tokens[i].tag == "VBG" else ("materiel", "casualty", "capture", "encircle"))]  # "an abandoned depot" tells of no withdrawal
    out: dict[str, tuple[VerbFrame, list[int]]] = {}
    for single in [[o] for o in objects] or [[]]:
        fitting = [f for f in frames if _fits(tree, f, i, subjects, single, passive=passive)]
        frame = next((f for f in fitting if not f.besides), None)
        if single and single[0] != objects[0] and (frame is None or frame.type == "capture") and _goods(tree, single[0]):
            lost = next((f for f, _ in out.values() if f.type == "materiel"), None)  # "destroyed two car bombs and a tunnel entrance"
            frame, fitting = (lost, []) if lost is not None else (frame, fitting)
        for chosen in [*([frame] if frame is not None else []), *(f for f in fitting if f.besides)]:
            out.setdefault(chosen.rule, (chosen, []))[1].extend(single)
    if "detain.verb" in out and (taken := next((rule for rule, (f, _) in out.items() if f.type == "capture"), None)) is not None and all(_body(tree, o) for o in out["detain.verb"][1]):
        out[taken][1].extend(out.pop("detain.verb")[1])  # "captured the prison and the Fire Directorate": their seats
    return list(out.values())


def _body(tree: Tree, i: int) -> bool:
    """Whether a phrase is the name of a body of people, and no person and no counted men of it."""
    token = tree.tokens[i]
    return token.name >= 0 and tree.sentence.names[token.name].kind in ("actor", "other") and not tree.children(i, "nummod")


def _goods(tree: Tree, i: int) -> bool:
    """Whether a noun is one thing or some things among others that are lost: no people, no named thing, no town."""
    token = tree.tokens[i]
    definite = any(tree.tokens[c].text.lower() in ("the", "this", "these", "those", "both") for c in tree.children(i, "det"))
    return token.name < 0 and token.pos == "NOUN" and not definite and token.lemma not in words("groups", "settled") and not categories(tree, i) & {
        "force", "people", "person", "pronoun", "number", "event"}


def _fits(tree: Tree, frame: VerbFrame, i: int, subjects: list[int], objects: list[int], *, passive: bool) -> bool:
    if frame.with_ and not any(head_word(tree, tree.core(o)) in frame.with_ for o in objects):
        return False
    if frame.with_complement == ("any",) and not any(tree.tokens[c].name < 0 for c in tree.children(i, "oprd")):
        return False
    if frame.with_complement not in ((), ("any",)) and not any(
            tree.tokens[c].lemma.lower() in frame.with_complement or tree.tokens[c].text.lower() in frame.with_complement
            for c in (*(c for c in tree.children(i) if tree.tokens[c].dep in _COMPLEMENTS or tree.tokens[c].dep == "dobj"),
                      *(c for o in objects for c in tree.children(o, "amod") if c > o))):  # "left forty people dead"
        return False
    if frame.via and via_noun(tree, frame, i) is None:
        return False
    if frame.signs and not _signed(tree, frame, i):
        return False
    if frame.at and not any(word in RESTING and place_arguments(tree, below, "in") for word, below in tree.prepositions(i)) and not _there(tree, i) and not (
            frame.whom and passive and all(any("force" in categories(tree, p) for p in side) for side in (subjects, objects))):
        return False
    if frame.to and not _bound(tree, (i, via_noun(tree, frame, i))):
        return False
    if frame.measured and (not _distances(tree, i) or all(tree.tokens[s].name >= 0 and not tree.sentence.names[tree.tokens[s].name].sure for s in subjects)):
        return False  # what lies so far off may be a town
    if frame.rule == "hold.line" and tree.children(i, "ccomp", "xcomp", "oprd"):
        return False  # "holding 1,500 people hostage"
    if frame.type == "clash" and any(tree.tokens[c].text.lower() in ("no", "little", "any") for o in objects if tree.tokens[o].lemma in _RESISTING for c in tree.children(o, "det", "amod")):
        return False
    if (frame.rule == "deploy.based" or (frame.type == "deploy" and tree.tokens[i].lemma in ("station", "garrison", "quarter", "billet"))) and tree.tokens[i].dep == "acl" and tree.tokens[i - 1].text not in (",", "("):
        return False  # "groups based in X attacked" only says which groups
    if frame.besides and (_blow(tree, i) is not None or (tree.tokens[i].dep == "advcl" and tree.tokens[i].tag == "VBG" and (
            tree.is_passive(tree.tokens[i].head) or tree.tokens[tree.tokens[i].head].lemma in _FALLING))):
        return False  # "the jet was shot down, killing its pilot": it struck nobody
    if frame.rule == "casualty.suffer" and any(tree.tokens[o].lemma == "loss" and tree.tokens[o].tag == "NN" and any(
            tree.tokens[c].text.lower() in ("a", "another", "the") for c in tree.children(o, "det")) for o in objects):
        return False  # "suffered another loss when a jet crashed"
    if frame.rule in ("withdraw.abandon", "displace.flee") and tree.tokens[i].lemma == "leave" and (tree.children(i, "oprd", "acomp") or (tree.tokens[i].tag == "VBG" and tree.tokens[i].dep == "advcl") or any(
            tree.tokens[c].text.lower() in ("as", "without", "with") for c in tree.children(i, "prep"))):
        return False  # "leaving the bridge as the last one": a state of things, no departure
    if frame.rule == "launch.begin" and not _dated(tree, i):
        marks = {tree.tokens[c].text.lower() for c in tree.children(i, "mark")}
        before = tree.tokens[i].dep == "ccomp" and i < tree.tokens[i].head  # the word that marks it stands in a date: "two weeks after the war had begun"
        if "since" in marks or ((marks - {"that"} or before) and any(tree.tokens[c].lemma == "have" for c in tree.children(i, "aux"))):
            return False  # "since the war began": when, not what
    if frame.from_ and not any(word in ("from", "out of", "back from") for word, _ in tree.prepositions(i)):
        return False
    if another_thing(tree, frame, i, subjects, objects):
        return False
    if frame.objects and not frame.with_:
        if objects:
            if "any" not in frame.objects and not any(categories(tree, o) & set(frame.objects) for o in objects):
                return False
        elif "none" not in frame.objects and not passive:
            return False
    if frame.subjects:
        if subjects and not _attempted(tree, i):
            return any(categories(tree, s) & set(frame.subjects) for s in subjects)
        return "none" in frame.subjects or ((passive or _attempted(tree, i)) and not _TELLING.isdisjoint(frame.subjects))
    return True


def _dated(tree: Tree, i: int) -> bool:
    """Whether a clause has a date of its own: "since the war began on 3 May"."""
    return any(time.span.overlaps(tree.tokens[j].span) for c in tree.children(i, "prep", "npadvmod") if c > i for j in tree.subtree(c) for time in tree.sentence.times)


def _attempted(tree: Tree, i: int) -> bool:
    """Whether a verb is what an attempt aims at, or what somebody denies to have done: "attempts to break through were repulsed", "the ministry denied
    having targeted civilians". Who makes it may stay unsaid.
    """
    above = tree.tokens[tree.tokens[i].head]
    if tree.tokens[i].dep in ("xcomp", "pcomp") and tree.tokens[i].tag in ("VBG", "VBN") and above.lemma == "deny":
        return True
    return tree.tokens[i].dep == "acl" and above.name < 0 and above.lemma in words("cues", "fail-nouns") and any(tree.tokens[c].text.lower() == "to" for c in tree.children(i, "aux"))


def _signed(tree: Tree, frame: VerbFrame, i: int) -> bool:
    """Whether an adverb or a preposition that the frame asks for stands with the verb or with the noun of its phrase."""
    via = via_noun(tree, frame, i)
    return any(tree.tokens[c].text.lower() in frame.signs for h in (i, *([via, tree.tokens[via].head] if via is not None else []))
               for c in tree.children(h, "advmod", "prep", "mark", "acomp", "amod"))


def _there(tree: Tree, i: int) -> bool:
    return any(tree.tokens[c].text.lower() in ("there", "here") for c in tree.children(i, "advmod"))


def _bound(tree: Tree, heads: tuple[int | None, ...]) -> bool:
    """Whether a phrase at one of the words says to what place something moves."""
    return any(word.split()[-1] in _WHITHER and place_arguments(tree, below, "toward") for h in heads if h is not None for word, below in tree.prepositions(h))


def _distances(tree: Tree, i: int) -> list[int]:
    """The distances at a verb: "were ten miles from the town"."""
    near = [*tree.children(i, "attr", "npadvmod", "advmod", "dobj"), *(b for word, b in tree.prepositions(i) if word in ("within", "at", "to within")), *(
        m for c in tree.children(i, "prep") if tree.tokens[c].text.lower() == "from" for m in tree.children(c, "npadvmod"))]
    return [m for c in near for m in (c, *tree.children(c, "npadvmod")) if tree.tokens[m].lemma in FAR and "measure" in categories(tree, m)]


def _followed_by(tree: Tree, i: int) -> list[PlaceArgument]:
    """The places of the same fate: "A fell in May, followed by B in June"."""
    below = [t for c in tree.children(i, "advcl", "prep", "acl") if tree.tokens[c].text.lower() == "followed" for t in tree.subtree(c)
             if tree.tokens[t].name >= 0 and (tree.tokens[t].dep == "conj" or tree.tokens[tree.tokens[t].head].text.lower() == "by")]
    return list({p.head: p for t in below for p in place_arguments(tree, t, "in")}.values())


def _fill(tree: Tree, frame: VerbFrame, i: int, subjects: list[int], objects: list[int]) -> tuple[Predicate, set[int]]:
    light = [o for o in objects if head_word(tree, tree.core(o)) in frame.with_] if frame.with_ else []
    light += [tree.core(o) for o in light if tree.core(o) != o]
    light += [o for o in objects if f"{tree.tokens[i].lemma.lower()} {tree.tokens[o].lemma.lower()}" in frame.lemmas]
    around = [i, *light]
    frame = turned(tree, frame, i, subjects, objects)
    actors = doers(tree, role(tree, frame.actor, around, subjects, objects), i, frame.type)
    if frame.actor == "subject" and actors:
        actors = [] if _idle(tree, frame, i) else actors + beside(tree, i)
    targets = whom(tree, frame, i, subjects, objects, light)
    if frame.type == "withdraw" and not actors and objects and tree.is_passive(i):
        actors, targets = doers(tree, objects, i, frame.type), []
    if frame.type == "withdraw" and actors and all(categories(tree, a) & {"civil", "force", "nation"} == {"civil"} for a in actors):
        frame, actors, targets = replace(frame, type="displace", rule="displace.flee"), [], actors  # "civilians trying to flee the town"
    if not actors and light and frame.type in STRIKES | {"launch"}:
        actors = [m for o in light for m in modifier_actors(tree, o)]  # "three militia missiles were fired", "a rebel offensive was launched"
    if frame.rule in _BEGINNING:
        actors = whose_war(tree, subjects)
    if frame.rule == "capture.given":  # who was given it
        actors = doers(tree, [o for o in (*tree.objects(i), *tree.children(i, "nsubjpass", "dative")) if o not in light], i, frame.type)
    if frame.mutual:
        actors, targets = actors + _mutual(tree, [i, *light], [o for o in objects if o not in light]), []
    places: list[PlaceArgument] = []
    via = via_noun(tree, frame, i) if frame.via else None
    if via is not None:
        actors, places = _of_phrase(tree, frame, via, objects if frame.actor == "object" else subjects, actors)
    if frame.place in ("object", "subject"):
        chosen = objects if frame.place == "object" else subjects
        places = [*(own := _acted_on(tree, chosen)), *(_followed_by(tree, i) if own and frame.type == "capture" else [])]
        given = [*objects, *subjects]
        targets = [t for t in targets if frame.type != "capture" or tree.tokens[t].text.lower() not in ("it", "which")]
        targets = [t for t in targets if t not in given or not (categories(tree, t) & {"place", "unlisted"} or frame.rule == "capture.back") or (categories(tree, t) & {"force", "people"} and not places)]
    elif frame.place == "of":
        places = [p for o in [*light, i] for word, below in tree.prepositions(o) if word in ("of", "over") or (word == "in" and o != i)
                  for p in place_arguments(tree, below, "in")]
    if frame.place in ("object", "of") and any(tree.tokens[o].tag == "NNS" for o in objects):
        places = _listed_after(tree, i) or places  # "many points near X, including Y"
    elif frame.place in ("object", "of") and places and any(tree.tokens[o].lemma.lower() in _MOST for o in objects):
        places = [*places, *_listed_after(tree, i)]  # "much of X, including its Y and Z districts"
    if frame.measured:
        places = [p for m in _distances(tree, i) for p in place_arguments(tree, m, "near")]
    if frame.type == "encircle":
        places = _where_cut(tree, i, places)
    settled = any(p.named or is_described_site(tree, p.head) for p in places)
    if not settled:
        places += _listed_after(tree, i) if frame.place in ("object", "of") or frame.type == "deploy" else []
    if not settled and not any(p.named for p in places):
        hit = [o for o in objects if o not in light and (not frame.whom or is_event(tree, o))] if frame.type in _ACTED_ON and not frame.from_ and frame.actor != "both" else []
        people = targets if frame.type in _OF_PEOPLE else []
        places += adjunct_places(tree, around, frame.type, skip=[*targets, *actors], objects=hit, people=people, anywhere=not places)
        if frame.type == "launch" and not places:
            places = launched_at(tree, [*subjects, *objects])
        named = {p.head for p in places if p.named}
        targets = [t for t in targets if t not in named and not (not people and _settles(tree, t) and any(p.head in tree.subtree(t) for p in places))]
    if frame.type in _TAKEN_FROM:
        on = [below for h in around for word, below in tree.prepositions(h) if word in ("on", "against", "at", "toward", "towards")]
        targets += held_by(tree, [*(p.head for p in places), *objects, *on])
        targets += [m for o in objects if frame.type == "capture" and tree.tokens[o].lemma in _MANNED for m in modifier_actors(tree, o) if m not in actors]
    certain = factuality(tree, i, frame.type)
    type_, rule = by_outcome(tree, frame, i, actors, certain) or by_means(tree, frame, i, light)
    if rule == "shelling.with" and not actors:
        actors = [m for word, below in tree.prepositions(i) if word == "with" for m in modifier_actors(tree, below)]
    last = max([i, *[c for c in tree.children(i, "prt") if c < i + 4], *[o for o in light if o < i + 6]])
    found = Predicate(type_, rule, i, (i, last), distinct(actors), distinct(targets), whole_lists(tree, places, [*actors, *targets]),
                      certain, frame.measure)
    return found, set(light) | {s for s in subjects if "suicide" in categories(tree, s)}


def _idle(tree: Tree, frame: VerbFrame, i: int) -> bool:
    """Whether the subject has done nothing to anybody: it lost guns, it brought others to agree, it crashed."""
    token = tree.tokens[i]
    if frame.type == "agree":
        return token.lemma in _MEDIATING or (token.lemma == "negotiate" and tree.is_passive(i))
    if frame.type == "casualty":
        return token.dep == "advcl" and tree.tokens[token.head].lemma in _FALLING
    return frame.type == "materiel" and token.lemma == "lose"


def _acted_on(tree: Tree, chosen: Sequence[int]) -> list[PlaceArgument]:
    """The places among what a verb acts on; of "A, B and several villages in the X district" X is none where A and B are."""
    told = {o: place_arguments(tree, o, "in") for o in chosen}
    vague = {o for o in chosen if tree.tokens[o].name < 0 and tree.tokens[o].lemma in words("groups", "settled") and not any(p.head == o for p in told[o])
             and not any(tree.tokens[c].text.lower() in ("the", "its", "their") or tree.tokens[c].name >= 0 for c in tree.children(o, "det", "poss", "compound", "nmod"))}
    firm = [p for o in chosen if o not in vague for p in told[o]]
    return firm or [p for o in chosen for p in told[o]]


def _where_cut(tree: Tree, i: int, places: list[PlaceArgument]) -> list[PlaceArgument]:
    """Where a road is cut that has no name: "cut the road to X near Y" is told of Y."""
    if not places or any(tree.tokens[p.head].lemma not in ROADS for p in places):
        return places
    cut = [p for word, below in tree.prepositions(i) if word in ("at", "near") for p in place_arguments(tree, below, "near") if p.named]
    return [*(p for p in places if p.named or not cut), *cut]


def _settles(tree: Tree, i: int) -> bool:
    """Whether a phrase is a place and nothing but a place ("the village of X"), and so no target."""
    kinds = categories(tree, i)
    return "place" in kinds and not kinds & {"force", "people", "vehicles", "aircraft", "weapons"} and not struck(tree, i)


def _of_phrase(tree: Tree, frame: VerbFrame, via: int, subjects: list[int], actors: list[int]) -> tuple[list[int], list[PlaceArgument]]:
    """Who and where of "X is under Y control", "X is under the control of Y" and "Y is in control of X"."""
    above = tree.tokens[tree.tokens[via].head].text.lower()
    held = [] if above in ("under", "into") else [p for word, below in tree.prepositions(via) if word in ("of", "over") for p in place_arguments(tree, tree.core(below), "in")]
    if frame.place != "via":
        fired = [b for word, b in tree.prepositions(via) if word == "from" and party(tree, b)]  # "came under fire from the fort's guards"
        return (agents_of(tree, via) or fired) if frame.actor == "via" else actors, []
    if held or (tree.tokens[via].lemma == "control" and above == "in" and any(word in ("of", "over") for word, _ in tree.prepositions(via))):
        return doers(tree, subjects, via, frame.type), held
    rulers = [below for word, below in tree.prepositions(via) if word == "of"] if above in ("under", "into") else []
    return agents_of(tree, via) or doers(tree, rulers, via, frame.type), [p for s in subjects for p in place_arguments(tree, s, "in")]


def _listed_after(tree: Tree, i: int) -> list[PlaceArgument]:
    """Places behind "including", a dash or a colon, which the parse may hang at the verb rather than at "towns"."""
    for token in tree.tokens[i:]:
        found: list[PlaceArgument] = []
        if token.text.lower() in ("including", "namely") and token.dep == "prep":
            found = [p for o in tree.children(token.i, "pobj") for m in tree.conjuncts(o) for p in place_arguments(tree, m, "in")]
        elif token.text in ("-", "–", "—", ":") and (listed := next((run for run in runs(tree.tokens) if run[0] == token.i + 1), None)):
            found = [PlaceArgument(m, "in", named=True) for m in listed if may_be_place(tree, m)]
        if found:
            return found
    return []


def _mutual(tree: Tree, around: list[int], objects: list[int]) -> list[int]:
    out = list(objects)
    for h in around:
        out += [below for word, below in tree.prepositions(h) if word in ("with", "against", "between") or (word == "from" and tree.tokens[h].lemma in _RESISTING)]
    return [o for o in out if categories(tree, o) & {"force", "people", "person", "name"} and not any(
        tree.tokens[c].text.lower() in ("each", "one") for c in tree.children(o, "det"))]
