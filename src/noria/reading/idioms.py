"""Words that a frame of war knows, and that together say something else: a departure that is no flight, guns that are used and not taken."""

from __future__ import annotations

from collections.abc import Sequence

from noria.reading.acts import head_word
from noria.reading.categories import categories
from noria.reading.frames import VerbFrame, noun_frames
from noria.reading.grammar import Tree
from noria.reading.locations import ROADS
from noria.reading.roles import is_event
from noria.reference.lexicons import words

_AT_POLLS = frozenset("election vote poll referendum seat electoral court league match championship cup".split())
_LYING_AROUND = frozenset("surround ring enclose encircle".split())
_USING = frozenset("use employ operate drive field man crew".split())
_HURT = frozenset("wound wounded injure injured sick".split())
_TENDING = frozenset("evacuate transport transfer carry fly airlift move".split())
_TRAVELLING = frozenset("drive ride walk march".split())
# What people are dragged into, what is sent and is no force, and what "took" may bring to a sum.
_AFFAIRS = frozenset("war conflict fight quarrel crisis dispute struggle".split())
# What crowds and parties hold; where the hurt and the dead are taken.
_CIVIC = frozenset("protest demonstration rally election vote referendum talk meeting conference funeral trial ceremony summit session parade march negotiation poll event vigil hearing".split())
_CARE = frozenset("hospital clinic morgue mortuary infirmary ambulance treatment safety burial cemetery surgery".split())
# What one may be "engaged in" that is a fight; what reaches a place and is no force; what people die of far from any war.
_FIGHTS = frozenset("""fight fighting battle combat clash skirmish firefight hostility duel gunfight shootout war warfare exchange action engagement struggle conflict melee siege
street campaign raid sector area town city village district suburb outskirt""".split())
_TIDINGS = frozenset("news word report rumour rumor message letter tiding telegram order request call".split())
_AILMENTS = frozenset("cancer illness pneumonia covid-19 covid coronavirus stroke attack cause tuberculosis leukemia leukaemia age".split())
_MAINS = frozenset("electricity power water gas heating internet telephone".split())
_GOODS = frozenset("supply supplies aid money food medicine fuel cargo".split())
_FIGURES = frozenset("number toll total tally count figure time hour day week month year".split())
_ARMS = frozenset("weapon munition bomb".split())
# What those are who lost a fight: when they flee, an army withdraws.
_BEATEN = frozenset("defeat rout beat retreat vanquish".split())


def another_thing(tree: Tree, frame: VerbFrame, i: int, subjects: Sequence[int], objects: Sequence[int]) -> bool:
    """Whether the words are those of a frame, and what they say together is something else."""
    token = tree.tokens[i]
    if _peaceful(tree, frame, i, subjects):
        return True
    if frame.rule == "encircle.verb" and token.lemma == "cut" and any(word.split()[-1] == "from" and tree.tokens[below].lemma in _MAINS for word, below in tree.prepositions(i)):
        return True  # "cut off from water and electricity"
    if frame.rule == "encircle.verb" and token.lemma in ("trap", "bury") and any(word in ("under", "beneath", "underneath") for word, _ in tree.prepositions(i)):
        return True  # "trapped under the rubble"
    if frame.rule == "encircle.verb" and _lying_around(tree, i, objects):
        return True
    if frame.rule == "encircle.verb":  # "the hills surrounding the town"
        return token.lemma in _LYING_AROUND and token.tag == "VBG" and token.dep in ("acl", "amod") and "force" not in categories(tree, token.head)
    if frame.rule == "displace.flee" and (_not_flight(tree, i, subjects, objects) or any(_beaten(tree, s) for s in subjects)):
        return True
    if frame.rule == "displace.flee":  # "left mines behind"
        return token.lemma == "leave" and bool(objects) and not tree.is_passive(i) and (not any("place" in categories(tree, o) for o in objects) or (
            token.dep == "advcl" and token.tag == "VBG" and bool(tree.children(i, "oprd", "acomp", "ccomp") or any(tree.children(o, "acl") for o in objects))))  # "leaving the island exposed"
    if frame.rule == "capture.leave-to":  # "leaving the town to the north"
        return not any(word == "to" and "force" in categories(tree, b) for word, b in tree.prepositions(i))
    if frame.rule == "withdraw.abandon" and token.lemma in ("leave", "quit") and any(_alone(tree, s) for s in subjects):
        return not any(word == "with" and categories(tree, below) & {"force", "people"} for word, below in tree.prepositions(i))  # "the envoy left the town"
    if frame.rule == "withdraw.abandon" and token.lemma == "evacuate":  # "evacuated a hundred villages"
        return any(tree.tokens[o].tag == "NNS" and tree.tokens[o].lemma in words("groups", "settled") for o in objects)
    if frame.rule == "detain.hand-over":  # "delivered air defence systems", "return the town to the state"
        return any(tree.tokens[o].lemma in ("reinforcement", "system", "unit") or (
            tree.tokens[o].name >= 0 and tree.sentence.names[tree.tokens[o].name].kind in ("place", "other")) for o in objects)
    if frame.type == "materiel" and token.dep == "amod" and token.lemma in ("capture", "seize"):  # "employed captured tanks"
        return tree.tokens[tree.tokens[token.head].head].lemma in _USING and tree.tokens[token.head].dep in ("dobj", "nsubjpass")
    if frame.rule == "withdraw.verb" and token.lemma == "evacuate":  # whom others fetch out has not withdrawn, but for an army or its own men
        if tree.is_passive(i):
            return any("civil" in categories(tree, o) or any(tree.tokens[c].lemma in _HURT for c in tree.children(o, "amod"))
                       for s in tree.children(i, "nsubjpass") for o in tree.conjuncts(s))
        return bool(objects) and not any(tree.tokens[c].text.lower() in ("its", "their", "his") for o in objects for c in tree.children(o, "poss"))
    if frame.type == "casualty" and token.dep == "amod" and token.lemma in ("wound", "injure"):  # "the wounded soldiers were evacuated"
        return tree.tokens[tree.tokens[token.head].head].lemma in _TENDING and tree.tokens[token.head].dep in ("dobj", "nsubjpass")
    if frame.rule == "detain.free":  # "the commission's report was released"
        return any(head_word(tree, o) in words("cues", "witness") for o in objects)
    if frame.rule == "bombing.verb" and token.lemma == "set":  # "the column set off in June"
        return not objects
    if frame.rule == "deploy.send" and objects and all(tree.tokens[o].lemma in _GOODS for o in objects):  # "sent him supplies"
        return True
    if frame.rule == "deploy.send" and not any(tree.children(o, "amod") for o in objects) and any(word in ("to", "into", "for") and tree.tokens[below].lemma in _CARE for word, below in tree.prepositions(i)):  # "flown home for treatment"
        return True
    if frame.rule == "deploy.send" and any(tree.tokens[o].lemma in ("bomb", "mine", "explosive") for o in objects):  # "car bombs were deployed"
        return True
    if frame.rule == "bombing.mine":  # "air strikes hit two car bombs"
        return any(is_event(tree, s) or "aircraft" in categories(tree, s) for s in subjects)
    if frame.rule == "clash.verb" and token.lemma == "fight":  # "the war was fought to the end", "let them fight the war themselves"
        return any(tree.tokens[o].lemma == "war" for o in objects) and not any(word in ("against", "with", "between") for word, _ in tree.prepositions(i))
    if frame.rule in ("capture.expel", "capture.drive-out"):  # "expelled from the party"
        whence = [below for word, below in tree.prepositions(i) if word in ("from", "out of")]
        names = [tree.sentence.names[tree.tokens[w].name] for w in whence if tree.tokens[w].name >= 0]
        return bool(whence) and len(names) == len(whence) and all(name.kind == "actor" and (name.sure or " " in name.text) for name in names)
    if frame.rule == "hold.in":  # "13's", taken for "13 is"
        return token.text.lower() in ("'s", "’s") or bool(tree.children(i, "acomp", "attr", "oprd"))
    if frame.type in ("detain", "capture", "materiel") and token.lemma == "take" and _takes_time(tree, i, subjects, objects):
        return True
    if frame.rule == "detain.verb":
        return _not_caught(tree, i, objects)
    if frame.rule == "attack.defeat" and (token.dep == "amod" or token.lemma == "beat"):  # "the defeated army"; "beat a prisoner"
        return token.dep == "amod" or not any("force" in categories(tree, o) for o in objects)
    if frame.rule == "advance.move" and token.lemma in _TRAVELLING:  # "was stopped while driving on the road to X"
        return any(word == "on" and tree.tokens[below].lemma in ROADS for word, below in tree.prepositions(i))
    if frame.rule == "casualty.cause" and token.lemma == "claim":  # "the army claimed 200 rebel deaths": it tells of them
        telling = any(categories(tree, s) & {"force", "person", "people", "office"} for s in subjects if not is_event(tree, s))
        return telling and any(tree.children(o, "nummod") for o in objects)
    if frame.rule == "hold.bay":  # "fought each other to a standstill"
        return any(tree.tokens[o].lemma in ("other", "another") for o in objects)
    return _no_deed(tree, frame, i, objects)


def _no_deed(tree: Tree, frame: VerbFrame, i: int, objects: Sequence[int]) -> bool:
    """Whether the words tell of rules, of who leads, of arms that are used as such, or of when a truce is to hold."""
    token = tree.tokens[i]
    if frame.rule == "capture.control":  # "imposed controls on prices"
        return any(tree.tokens[o].lemma == "control" and tree.tokens[o].tag == "NNS" for o in objects)
    if frame.rule == "launch.lead":  # "the expedition, led by X, went on"
        return token.dep == "acl"
    if frame.rule == "attack.gas":  # "used heavy weapons", "phosphorus is used as smoke"
        return any(tree.tokens[c].tag in ("VBZ", "VBP") for c in tree.children(i, "auxpass")) or not any(tree.tokens[o].lemma not in _ARMS or any(tree.tokens[c].lemma in words("cues", "outlawed") for c in tree.children(o, "amod", "compound")) for o in objects)
    return frame.rule == "agree.in-force" and token.dep in ("relcl", "xcomp")  # "agreed on a truce that is to take effect at noon"


def _peaceful(tree: Tree, frame: VerbFrame, i: int, subjects: Sequence[int]) -> bool:
    """Whether the words are of dealings, tidings, illness or politics."""
    token = tree.tokens[i]
    if frame.rule == "hold.verb" and token.lemma == "hold":  # "protests were held"
        return any(tree.tokens[o].lemma in _CIVIC for o in (*tree.objects(i), *tree.children(i, "nsubjpass")))
    if frame.rule == "attack.victory":
        return any(t.lemma in _AT_POLLS for t in tree.tokens)
    if frame.rule == "launch.rebel" and token.lemma == "rebel":  # "to rebel held areas"
        return i + 1 < len(tree.tokens) and tree.tokens[i + 1].text.lower() in ("controlled", "held", "occupied", "dominated", "run")
    if frame.rule in ("clash.verb", "attack.defeat") and token.lemma == "engage" and any(
            word == "in" and tree.tokens[b].name < 0 and tree.tokens[b].pos == "NOUN" and tree.tokens[b].lemma not in _FIGHTS for word, b in tree.prepositions(i)):
        return True  # "engaged in negotiations"
    if frame.rule == "capture.fall" and token.lemma == "fall":  # "fell ill", "fell silent"
        return bool(tree.children(i, "acomp", "oprd"))
    if frame.rule == "advance.reach":  # "news reached the town"
        return any(tree.tokens[s].lemma.lower() in _TIDINGS and tree.tokens[s].name < 0 for s in subjects) or any(tree.tokens[s].text.lower() == "news" for s in subjects)
    if frame.rule == "casualty.die":  # "died of cancer"
        return any(word in ("of", "from") and tree.tokens[b].lemma.lower() in _AILMENTS for word, b in tree.prepositions(i)) or any(
            tree.tokens[b].tag == "VBG" and tree.children(b, "acomp") and any(tree.tokens[c].text.lower() in ("ill", "sick") for c in tree.children(b, "acomp"))
            for p in tree.children(i, "prep") for b in tree.children(p, "pcomp"))
    if frame.rule == "launch.intervene" and subjects and all(_alone(tree, s) for s in subjects):  # "the president intervened"
        return not any(word in ("in", "against") for word, _ in tree.prepositions(i))
    return False


def _lying_around(tree: Tree, i: int, objects: Sequence[int]) -> bool:
    """Whether "surrounding" is an adjective, whatever the tag says: "shelled the town and surrounding villages"."""
    before = tree.tokens[i - 1] if i > 0 else None
    return tree.tokens[i].text.lower() == "surrounding" and before is not None and (before.text.lower() in ("and", "or") or before.pos in ("DET", "ADP", "PRON")) and bool(objects) and all(
        tree.tokens[o].tag == "NNS" and tree.tokens[o].name < 0 and tree.tokens[o].lemma in words("groups", "places") and not tree.children(o, "det", "nummod", "poss") for o in objects)


def _not_caught(tree: Tree, i: int, objects: Sequence[int]) -> bool:
    """Whether people are drawn into an affair, moved away, brought to be cared for or buried, caught by surprise, or kept from going on."""
    token = tree.tokens[i]
    along = {tree.tokens[c].text.lower() for c in tree.children(i, "advmod", "prt")}
    around = [(word, tree.tokens[below].lemma) for word, below in tree.prepositions(i)]
    if any(word == "into" and lemma in _AFFAIRS for word, lemma in around):
        return True  # "dragged into the war"
    if token.lemma == "hold":
        return bool(along & {"on", "back", "off", "out"}) or (i + 1 < len(tree.tokens) and tree.tokens[i + 1].text.lower() in ("on", "back", "off"))
    if token.lemma != "take":
        return False
    return ("away" in along and any("force" in categories(tree, o) for o in objects)) or any(
        lemma in (_CARE if word.split()[-1] in ("to", "into", "for") else ("surprise", "storm") if word == "by" else ()) for word, lemma in around)


def _not_flight(tree: Tree, i: int, subjects: Sequence[int], objects: Sequence[int]) -> bool:
    """Whether "left" is said of one person who goes, and "escaped" of what somebody was spared."""
    lemma = tree.tokens[i].lemma
    if lemma == "leave":
        return bool(subjects) and all(_alone(tree, s) for s in subjects)
    return lemma == "escape" and bool(objects) and not any("place" in categories(tree, o) or "event" in categories(tree, o) or tree.tokens[o].lemma in noun_frames() for o in objects)


def _takes_time(tree: Tree, i: int, subjects: Sequence[int], objects: Sequence[int]) -> bool:
    """Whether "took" tells what an act needs or what a figure comes to: "it would take more guns to besiege it", "which took the number of dead to 90"."""
    needs = any(tree.tokens[s].text.lower() == "it" for s in subjects) and any(
        any(tree.tokens[a].text.lower() == "to" for a in tree.children(c, "aux")) for h in (i, *objects) for c in tree.children(h, "xcomp", "advcl", "acl", "relcl", "ccomp"))
    return needs or any(tree.tokens[o].lemma in _FIGURES for o in objects)


def _alone(tree: Tree, i: int) -> bool:
    """Whether a phrase is one person: "the envoy", "General X"."""
    token = tree.tokens[i]
    if len(tree.conjuncts(i)) > 1:
        return False
    if token.name >= 0:
        name = tree.sentence.names[token.name]
        return name.kind == "person" and name.sure
    return token.tag == "NN" and bool(categories(tree, i) & {"people", "office"}) and not categories(tree, i) & {"residents", "number", "pronoun", "force"}


def _beaten(tree: Tree, i: int) -> bool:
    """Whether those who go are an army that lost, or a ship."""
    token = tree.tokens[i]
    return any(tree.tokens[c].lemma in _BEATEN for c in tree.children(i, "amod")) or (
        token.name >= 0 and tree.sentence.names[token.name].text.split(maxsplit=1)[0].lower() in words("names", "ships"))
