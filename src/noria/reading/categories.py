"""What a noun phrase names: a place, people, a force, equipment, an event. Decided by its head, its name, and what follows "of"."""

from __future__ import annotations

import re
from functools import lru_cache

from noria.reading.grammar import Tree
from noria.reference.lexicons import words

_QUANTIFIER = frozenset("""some all most many several few both each none half majority rest remainder part group number total dozen dozens hundred hundreds
thousand thousands scores lot couple handful member column piece unit wave convoy team series remnant remains rest body pocket phase stage much bulk portion section swathe swath stretch strip tract sliver patch chunk slice truckload busload boatload planeload trainload gathering concentration
ton tons tonne tonnes crate box round stock consignment shipment quantity amount percent % first second third last latest""".split())
_PRONOUNS = frozenset("they he she it we them him her us who which that this these those i you themselves himself itself each".split())
_SELVES = frozenset(["itself", "themselves", "himself"])
LAUNCHABLE = frozenset("offensive counteroffensive counter-offensive operation campaign invasion uprising rebellion revolt insurrection war".split())
FAR = frozenset("km kilometer kilometre mile".split())
MEASURES = FAR | {"meter", "metre", "km2", "km²"}
# Classes of a few words that frames ask for by name.
CLASSES = {name: frozenset(members.split()) for name, members in {
    "sniper": "sniper", "front": "front frontline front-line battlefront", "truce": "truce ceasefire cease-fire armistice", "bodies": "body corpse", "bombs": "bomb",
    "drones": "drone uav shahed quadcopter", "reinforcements": "reinforcement", "displaced": "refugee idp evacuee", "fire": "fire gunfire shot shell rocket artillery",
    "accord": "ceasefire cease-fire truce armistice agreement deal accord treaty pact", "advisers": "adviser advisor instructor trainer observer monitor inspector"}.items()}
_DESIGNATION = re.compile(r"([A-Z][A-Za-z]*)-\d+\w*")
_EVENTS = frozenset("""attack assault attempt offensive counterattack counter-attack advance raid incursion onslaught counteroffensive counter-offensive
push effort invasion operation strike ambush drive""".split())
# What nouns for people end in, where no list has them ("schoolgirls", "herdsmen").
_PEOPLE = ("man", "woman", "men", "women", "girl", "boy", "child", "people", "worker", "keeper", "folk")
_DOERS = ("er", "or", "ist", "ian")
_NAME_KINDS = {"actor": {"force", "office"}, "person": {"person", "people", "ranked", "office"}, "nationality": {"force", "people"},
               "equipment": {"equipment"}, "event": {"event-name"}, "place": {"place", "office"}, "other": {"place", "force", "person", "office"}}


def categories(tree: Tree, i: int, depth: int = 0) -> set[str]:
    """The categories of the phrase headed by token `i`, as `frames.toml` names them."""
    token = tree.tokens[i]
    if token.name >= 0:
        name = tree.sentence.names[token.name]
        if not name.sure and name.kind != "nationality" and any(tree.tokens[c].text.lower() in ("a", "an") or (tree.tokens[c].pos == "NUM" and c < i) for c in tree.children(i, "det", "nummod")):
            return {"name", "equipment", *(("aircraft",) if flies(name.text) else ()), *_of_word(name.text.split()[-1].lower().removesuffix("s"))}  # "a Gazelle", "two Leopards": a type of machine
        for c in tree.children(i, "compound", "nmod"):
            if c == i - 1 and tree.tokens[c].name < 0 and (machine := _of_word(tree.tokens[c].lemma) & {"vehicles", "aircraft"}):
                return {"name", "equipment", *machine}  # "the tanker Ocean Star"
        out = {*(("name",) if name.kind != "event" or not name.sure else ()), *(("civil",) if name.kind == "nationality" else ()), *_NAME_KINDS[name.kind], *(() if name.sure else _NAME_KINDS["other"])}
        if name.kind == "nationality" and not tree.children(i, "nummod", "amod"):
            out.add("nation")  # "100,000 ethnic Armenians" are no army
        if ("air force " in f"{name.text.lower()} " and name.kind != "place") or name.text.lower().endswith("luftwaffe") or flies(name.text):
            out.add("aircraft")
        if name.kind == "event" and {*name.text.lower().split()} & {"operation", *LAUNCHABLE}:
            out.add("launchable")
        if " " in name.text or not name.sure:
            last = name.text.split()[-1].lower()
            out |= _of_word(last) | _of_word(last.removesuffix("s"))
        return out
    lemma = token.lemma
    if token.text.lower() in ("it", "which", "this"):
        return {"thing", "pronoun"}
    if token.text.lower() in _SELVES:
        return {"pronoun", "self"}
    if token.text.lower() in _PRONOUNS or (token.text.lower() in ("latter", "former") and token.pos in ("ADJ", "NOUN") and token.dep in ("nsubj", "nsubjpass", "pobj", "dobj")):
        return {"pronoun"}
    out = set(_of_word(lemma))
    if (lemma in ("bomber", "attacker", "bombing", "car-bomber") and any(
            tree.tokens[c].text.lower() in ("suicide", "car", "truck") for c in tree.children(i, "compound", "amod"))) or lemma == "car-bomber":
        out = (out - {"aircraft"}) | {"suicide"}
    if lemma.startswith("counter") and "event" not in out and lemma.removeprefix("counter").strip("-") in _EVENTS:
        out.add("event")
    if lemma in ("defence", "defense") and any(tree.tokens[c].text.lower() == "air" for c in tree.children(i, "compound")):
        out.add("force")
    if lemma in ("system", "battery", "missile") and any(tree.tokens[c].lemma in ("defence", "defense") for c in tree.children(i, "compound")):
        out.add("force")  # "air defence systems"
    if lemma == "man" and any(tree.tokens[c].tag == "PRP$" for c in tree.children(i, "poss")):
        out.add("force")  # "his men"
    if lemma in ("bomb", "piece") and any(tree.tokens[c].lemma in ("mortar", "artillery") for c in tree.children(i, "compound")):
        out = (out - {"bombs"}) | {"weapons", "missiles"}  # "a mortar bomb", "artillery pieces"
    if lemma == "gun" and not any(tree.tokens[c].lemma in ("machine", "submachine") for c in tree.children(i, "compound")):
        out.add("guns")
    if lemma in ("kilometer", "kilometre", "mile", "km") and any(tree.tokens[c].text.lower() in ("square", "sq") for c in tree.children(i, "amod", "compound", "nmod")):
        out = (out - {"measure"}) | {"place"}  # "recaptured 300 square miles"
    if lemma == "line" and any(tree.tokens[c].lemma in ("front", "defence", "defense", "battle") for c in tree.children(i, "compound", "amod")):
        out.add("front")
    if "people" in out and any(tree.tokens[c].text.lower() == "displaced" for c in tree.children(i, "amod")):
        out.add("displaced")
    if lemma == "man" and token.tag == "NNS":
        out.add("men")
    if lemma in ("dead", "victim", "casualty", "fatality", "slain"):
        out.add("slain")
    if "people" in out and "force" not in out:
        out.add("civil")
    if lemma in ("rest", "remainder", "other", "majority") and not any(word == "of" for word, _ in tree.prepositions(i)):
        out.add("number")  # "the rest were rescued"
    if token.pos == "NUM" and token.dep in ("dobj", "nsubj", "nsubjpass") and _beside_harm(tree, token.head):
        out.add("people")  # "killed 35 and captured 12"
    if token.pos == "NUM" or (token.tag == "CD" and not out) or lemma in ("dozen", "hundred", "thousand", "score", "million"):
        out.add("number")
    if (lemma in _QUANTIFIER or "number" in out or token.pos == "NUM") and depth < 3:
        for word, below in tree.prepositions(i):
            if word == "of":
                out |= categories(tree, below, depth + 1) - {"nation"}
    if not out and token.tag in ("NN", "NNS") and lemma not in words("names", "compass"):
        out.add("unlisted")
        if not lemma.endswith(_DOERS) and any(_is_place(tree, c) for c in (*tree.children(i, "compound", "nmod", "poss"), *(below for word, below in tree.prepositions(i) if word == "of"))):
            out.add("of-place")
    return out


def _is_place(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return token.name >= 0 and tree.sentence.names[token.name].kind == "place"


def _beside_harm(tree: Tree, verb: int) -> bool:
    """Whether a verb stands beside one of killing or wounding."""
    beside = {*tree.children(verb, "conj"), *([tree.tokens[verb].head] if tree.tokens[verb].dep == "conj" else [])}
    return any(tree.tokens[v].lemma in ("kill", "wound", "injure") for v in beside)


def flies(name: str) -> bool:
    """Whether a name is that of a type of aircraft: by its own ("Mirages") or by the letters of its maker or mission ("Su-24", "B-29s")."""
    for word in name.split():  # "Antonov An-225 Mriya"
        if (designation := _DESIGNATION.fullmatch(word)) is not None:
            return designation[1].lower() in words("groups", "flying")
    return any(word in words("groups", "aircraft-types") or word.removesuffix("s") in words("groups", "aircraft-types") for word in name.lower().split())


@lru_cache(maxsize=20_000)
def _of_word(lemma: str) -> frozenset[str]:
    out = set()
    for key, category in (("forces", "force"), ("people", "people"), ("aircraft", "aircraft"), ("vehicles", "vehicles"),
                          ("weapons", "weapons"), ("missiles", "missiles"), ("artillery", "artillery"), ("irregulars", "irregular"), ("places", "place"),
                          ("residents", "residents"), ("troops", "troops"), ("armies", "army"), ("delegates", "delegate")):
        if lemma in words("groups", key):
            out.add(category)
    if lemma in LAUNCHABLE:
        out.add("launchable")
    if lemma in _EVENTS:
        out.add("event")
    if lemma in words("groups", "offices"):
        out.add("office")
    if lemma in ("prisoner", "captive", "hostage", "inmate", "detainee"):
        out.add("captives")
    if lemma in words("groups", "sites") or lemma in ("house", "home", "building", "shop", "village", "runway", "pipeline", "pylon", "dwelling", "consulate", "embassy", "site", "target", "compound", "installation",
                                                "position", "block", "post", "outpost", "stronghold", "bunker", "trench", "facility"):
        out.add("structure")
    if lemma in ("river", "strait", "ford", "canal", "crossing", "stream", "channel", "pass"):
        out.add("crossing")
    if lemma in MEASURES:
        out.add("measure")
    for category, members in CLASSES.items():
        if lemma in members:
            out.add(category)
    if not out and lemma.endswith(_PEOPLE):
        out.add("people")
    if lemma in ("side", "arm"):
        out.add(lemma)
    return frozenset(out)
