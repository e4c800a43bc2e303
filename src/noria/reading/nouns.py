"""Nouns that tell of an act of war ("the attack", "rebel shelling"): whether they say that it happened, and who, to whom and where."""

from __future__ import annotations

from dataclasses import replace

from noria.reading.acts import HARMING, HITTING, STRIKES, distinct
from noria.reading.categories import categories
from noria.reading.certainty import factuality
from noria.reading.equated import defines_operation, said_to_be
from noria.reading.frames import NounFrame, noun_frames
from noria.reading.grammar import Tree
from noria.reading.adjuncts import adjunct_places, launched_at
from noria.reading.locations import full_name, is_battle, may_be_place, place_arguments, whole_lists
from noria.reading.output import PlaceArgument, Predicate
from noria.reading.roles import able, agents_of, acting_around, carried_out_by, decided_by, done_by, faced, held_by, is_event, modifier_actors, party, struck
from noria.reference.lexicons import words

# What somebody won, told as a noun.
GAINS = frozenset("gain conquest capture acquisition".split())
_DEFINED = NounFrame(type="launch", rule="launch.defined", lemmas=(), actor="of")
# What stands below these is wished away, not told.
_ENDING = frozenset("end stop halt cease avoid prevent de-escalate deescalate de-escalation cessation ending without threaten fear risk threat rule reject spurn refuse oppose prohibit ban outlaw forbid".split())
# What is said of an act told before; the act is not told again.
# What a strike does to things.
_SPOILING = HITTING - HARMING | frozenset("damage cripple disrupt devastate wreck level flatten demolish batter shatter ruin gut ravage overwhelm sink disable".split())
_MEANS = frozenset("by with in during using".split())
_DECIDED = frozenset("capture withdraw hold encircle advance".split())
_SUFFERED = frozenset(["capture.fall-noun", "capture.loss-noun"])
# What befalls people, whoever brought it about.
_BEFALLING = frozenset("death casualty fatality loss injury".split())
# After and amid what those fought who gained or lost something by it.
_COUNTED = frozenset("death fatality".split())
_FOUGHT = frozenset("after following amid amidst".split())
_GAINING = frozenset("capture take seize retake recapture reach enter overrun withdraw retreat secure regain clear conquer occupy liberate advance".split())
# What befalls people in the act that stands behind "in", "during" or "by".
_WITHIN = frozenset("in during by".split())
_JUDGING = frozenset("begin start commence open resume violate have raise change mark remain continue condemn criticise criticize denounce oppose judge see view describe consider justify support plan".split())
_FACED = frozenset("face meet resist survive endure suffer".split())
_WHILE = frozenset("during in amid throughout since before after".split())
_POINTING = frozenset("the this that these those".split())
_FOUGHT_OUT = STRIKES | {"clash"}
# Words within which "there were" has its noun.
_NEAR = 8
# What parties do to talks.
_LEAVING = frozenset("suspend quit boycott join walk".split())
_HAPPENING_IN = frozenset("kill wound injure die destroy damage rescue capture perish free lose seize fall neutralise neutralize shoot hit".split())
_HEARD = frozenset("hear continue ring erupt resume crackle echo reverberate exchange subside persist".split())
_BATTLING = frozenset("face meet resist fight oppose confront participate".split())
_BATTLE_GOES_ON = frozenset("begin start commence take rage erupt last end open fight continue follow ensue break occur conclude".split())
# What the makers of bombs make and those who carry them, and what is done to both.
_DEVICES = frozenset("bomb bomber device mine missile ied".split())
_HANDLED = frozenset("""kill shoot wound send deploy destroy hit target knock find discover uncover defuse disarm dismantle remove intercept eliminate neutralise neutralize capture seize
arrest detain clear""".split())
# Of what a battle is a part, and who leaves one: the battle is told elsewhere.
_LEFT_OUT = frozenset("part withdraw pull retire casualty dead".split())
_PROTESTS = frozenset("protest demonstration riot walkout boycott rally lockout strike demonstrator".split())
_LABOUR = frozenset("general hunger labour labor rail railway nationwide wildcat student miner worker dock teacher transport tax rent".split())
_VERDICT = frozenset("garner draw attract receive earn rest depend rely consist show mean pose prove demonstrate suggest indicate require justify reflect underline highlight deserve illustrate".split())
_OCCURRENCE = frozenset("""occur happen take erupt continue intensify break start begin resume follow ensue persist rage report escalate spread reach move
shift approach launch carry conduct mark kill leave cause result hit target strike destroy force trigger spark displace wound injure see end last prompt
order collapse unravel lapse expire flare subside ebb proceed drag shake rock come precede lead allow prevent be confirm fail repel repulse thwart sustain suffer stage plan attempt announce halt stop push""".split())


def noun_predicate(tree: Tree, i: int) -> Predicate | None:
    """The predicate that the noun at `i` makes, if it tells here that something happened."""
    token = tree.tokens[i]
    frames = noun_frames()
    for frame in frames.get(token.lemma.lower()) or (frames.get(token.text.lower(), []) if token.tag == "VBG" else []):
        if frame.modifiers and not modified(tree, i, frame):
            continue
        if frame.rule == "airstrike.of-town" and any(f.type == "shelling" and modified(tree, i, f) for f in frames[token.lemma.lower()]):
            continue  # "the artillery bombing of a town"
        if frame.of and not any(word == "of" and _is_one_of(tree, below, frame.of) for word, below in tree.prepositions(i)):
            continue
        if token.pos == "VERB" and (token.tag not in ("NN", "NNS", "VBG") or (
                token.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "pcomp", "ROOT") and not by_shelling(tree, i))):
            continue
        predicate = _noun_roles(tree, frame, i)
        if _happens(tree, frame, i, predicate):
            if frame.rule == "bombing.noun" and token.lemma == "bombing" and any("nation" in categories(tree, a) for a in modifier_actors(tree, i)):
                return replace(predicate, type="airstrike", rule="airstrike.by-nation")  # "in a French bombing"
            if frame.type in ("attack", "bombing") and any("aircraft" in categories(tree, a) for a in predicate.actors):
                return replace(predicate, type="airstrike", rule="airstrike.by-aircraft")
            if frame.rule == "bombing.noun" and token.lemma == "bombing" and any(word in ("on", "over") for word, _ in tree.prepositions(i)):
                return replace(predicate, type="airstrike", rule="airstrike.of-town")
            if token.lemma == "shooting" and any(tree.tokens[c].text.lower() == "down" for c in tree.children(i, "prt", "advmod")):
                return replace(predicate, type="materiel", rule="materiel.noun")
            return predicate
    return None


def battle_predicate(tree: Tree, i: int) -> Predicate | None:
    """The fighting that the name at `i` tells of, where the clause says that a battle took place or who fought in it: "faced the corps in the Battle of X"."""
    name = tree.sentence.names[tree.tokens[i].name]
    if not is_battle(name) or "attle" not in name.text:
        return None
    token = tree.tokens[i]
    above = tree.tokens[token.head]
    fought = [b for word, b in tree.prepositions(i) if word == "between"]
    if token.dep == "pobj" and above.text.lower() in ("in", "at", "during") and (verb := tree.tokens[above.head]).lemma in _BATTLING:
        subject = tree.subject(verb.i)
        fought += [a for s in ([subject] if subject is not None else []) for a in tree.conjuncts(s)] + tree.objects(verb.i)
    elif not (token.dep in ("nsubj", "nsubjpass") and above.lemma in _BATTLE_GOES_ON):
        return None
    actors = [a for a in fought if categories(tree, a) & {"force", "people", "name", "pronoun"}]
    return Predicate("clash", "clash.battle-of", i, (i, i), distinct(actors), (), (PlaceArgument(i, "in", named=True),), factuality(tree, i, "clash"), nominal=True)


def equated_predicate(tree: Tree, i: int) -> Predicate | None:
    """What a noun tells that others are said to be, or that a battle or operation is said to have been: "other gains included A and B", "the X
    offensive was an operation by the army".
    """
    token = tree.tokens[i]
    if token.lemma in GAINS and token.tag == "NNS":
        places = [p for m in said_to_be(tree, i) for p in place_arguments(tree, m, "in")]
        whose = [c for c in tree.children(i, "poss", "compound", "amod") if "force" in categories(tree, c)]
        return Predicate("capture", "capture.gained", i, (i, i), distinct(whose), (), whole_lists(tree, places, ()), factuality(tree, i, "capture"), nominal=True) if any(
            p.named for p in places) else None
    if token.dep != "attr" or not defines_operation(tree, i):
        return None
    found = _noun_roles(tree, _DEFINED, i)
    if not found.actors:
        return None
    if not any(p.named and not p.lent for p in found.places):
        named = tree.children(token.head, "nsubj")
        called = launched_at(tree, named) or [PlaceArgument(c, "in", named=True) for s in named for c in tree.children(s, "compound", "nmod")
                                              if tree.tokens[c].name >= 0 and may_be_place(tree, c)]
        found = replace(found, places=tuple(replace(p, lent=True) for p in called) or found.places)
    return found


def _is_one_of(tree: Tree, i: int, wanted: tuple[str, ...]) -> bool:
    """Whether the phrase at `i` is of one of the categories; "town" is a place that is no building, and no name that may be somebody's."""
    kinds, token = categories(tree, i), tree.tokens[i]
    if "town" in wanted and "place" in kinds and (not kinds & {"people", "vehicles", "structure"} or (token.name >= 0 and tree.sentence.names[token.name].sure)):
        return "force" not in kinds if token.name < 0 else tree.sentence.names[token.name].kind == "place"
    return bool(kinds & set(wanted)) and not (token.name >= 0 and "place" in kinds)


def modified(tree: Tree, i: int, frame: NounFrame) -> bool:
    """Whether one of the modifiers that `frame` asks for stands before the noun."""
    before = {tree.tokens[j].lemma.lower() for j in tree.subtree(i) if i - 4 <= j < i} | {
        tree.tokens[j].text.lower() for j in range(max(0, i - 2), i)}
    return bool(before & set(frame.modifiers))


def by_shelling(tree: Tree, i: int) -> bool:
    """Whether a name that the parse took for the agent belongs to the act behind it: "killed by X shelling"."""
    before = tree.tokens[i - 1] if i > 0 else None
    return before is not None and before.dep == "pobj" and tree.tokens[before.head].text.lower() in ("by", "in", "from") and tree.tokens[i].lemma in (
        "shell", "bomb", "bombard", "fire") and before.name >= 0


def _noun_roles(tree: Tree, frame: NounFrame, i: int) -> Predicate:
    before = modifier_actors(tree, i)
    actors, targets = [a for a in before if len(before) == 1 or tree.tokens[a].lemma not in frame.modifiers] or carried_out_by(tree, i) or ([i - 1] if by_shelling(tree, i) else []), []
    above = tree.tokens[i].head
    if not actors and tree.tokens[i].dep == "dobj" and tree.tokens[above].lemma in words("cues", "defeating") and not tree.is_passive(above):
        actors = tree.agents(above)  # "beat back four attacks by the brigade"
    if frame.type == "clash" and len(actors) == 1 and actors == before and tree.tokens[actors[0]].name >= 0 and not party(tree, actors[0]):
        actors = []  # "the Midway battle"
    if not actors:  # "shelling and air strikes by the army"
        actors = [b for c in tree.conjuncts(i)[1:] if is_event(tree, c) for word, b in tree.prepositions(c) if word == "by"]
    if not actors and frame.type in STRIKES:
        joined = tree.tokens[i].head if tree.tokens[i].dep == "conj" and i - tree.tokens[i].head < 4 and not tree.children(i, "det") else i
        actors = acting_around(tree, i) or modifier_actors(tree, joined)  # "coalition air and artillery strikes"
    if frame.type in STRIKES and frame.eventive != "waged":
        targets += _hit_with(tree, i)
    for verb in tree.children(i, "acl", "relcl"):  # "a raid hitting two ships", "a strike that destroyed a depot"
        if tree.tokens[verb].tag == "VBG" if tree.tokens[verb].dep == "acl" else tree.tokens[verb].lemma in _SPOILING and not tree.is_passive(verb):
            targets += [o for o in tree.objects(verb) if struck(tree, o)]
    actors += done_by(tree, i)
    if _is_cause(tree, i):
        above = tree.tokens[i].head
        targets += [o for v in (above, *tree.children(above, "xcomp")) for o in tree.objects(v)
                    if tree.tokens[v].lemma in _SPOILING and struck(tree, o)]
    if tree.tokens[i].dep in ("dobj", "nsubjpass") and tree.tokens[tree.tokens[i].head].lemma in words("cues", "defeating"):
        above = tree.tokens[i].head
        targets += [a for a in tree.agents(above) if able(tree, a)] if tree.is_passive(above) else [s for s in [tree.subject(above)] if s is not None]
    above = tree.tokens[i].head
    used = frame.type in STRIKES and tree.tokens[i].dep == "nsubjpass" and tree.tokens[above].lemma in words("cues", "carrying_out") | {"use", "direct", "aim"}
    for word, below in (*tree.prepositions(i), *(tree.prepositions(above) if used else ())):
        kinds = categories(tree, below)
        if word == "with" and tree.tokens[max(0, tree.tokens[below].head - 1)].text == "," and tree.children(below, "acl"):
            continue  # ", with a soldier stating that …"
        if word == "among" and frame.type == "casualty":
            targets += tree.children(below, "poss") if tree.tokens[below].lemma == "rank" else [below] if kinds & {"force", "people"} else []
        if word == "by" and tree.tokens[i].lemma == "loss":
            targets.append(below)  # "taken with few losses by the brigade": they took it, and the losses are theirs
            continue
        if word in ("by", "between") or (word == "with" and frame.actor == "between") or (word == "of" and (frame.actor == "of" or frame.type == "advance") and kinds & {"force", "people", "person"} and "place" not in kinds):
            actors.append(below)
        elif (word in ("of", "on", "against", "at", "upon", "from", "to") and kinds & {"force", "people", "person", "vehicles", "aircraft"}
              and ("place" not in kinds or (word in ("on", "against") and faced(tree, word, below)) or (word == "of" and frame.type in ("casualty", "detain") and full_name(tree, below)))) or (word in ("on", "against", "at") and frame.type in STRIKES and struck(tree, below)):
            targets.append(below)
        if word in ("on", "against", "at") and frame.type in STRIKES and below not in targets:
            targets += held_by(tree, [below])  # "attacks against the rebel-held airport"
    if not actors and frame.type in _DECIDED and frame.rule not in _SUFFERED:
        actors = decided_by(tree, i) or acting_around(tree, i)
    if frame.type == "clash":
        actors, targets = [*actors, *targets], []  # who fights against whom: both fight
    if not actors and frame.type == "clash":
        actors = _between(tree, i) or _fighting(tree, i)
    if not actors and frame.type == "clash":
        actors = _fought_for(tree, i)
    if frame.type == "clash" and len(actors) == 1 and any(word in ("with", "against") and below == actors[0] for word, below in tree.prepositions(i)):
        actors = [*_its_fighter(tree, i, actors[0]), *actors]
    if frame.target == "of" and frame.type != "launch":
        actors, targets = _befallen(tree, frame, i, actors, targets)
    if frame.rule == "casualty.noun":
        targets += _losers(tree, i)
    inner = [o for v in tree.children(i, "acl") if tree.tokens[v].tag == "VBG" for o in tree.objects(v)]
    places = _besieged(tree, i, frame) or adjunct_places(tree, [i, *tree.children(i, "acl")], frame.type, skip=actors, objects=inner)
    first = min([i, *[c for c in tree.children(i, "compound", "amod") if c >= i - 2 and tree.tokens[c].lemma.lower() in frame.modifiers]])
    return Predicate(frame.type, frame.rule, i, (first, i), distinct(actors), distinct(targets), whole_lists(tree, places, [*actors, *targets]),
                     factuality(tree, i, frame.type), nominal=True)


def _besieged(tree: Tree, i: int, frame: NounFrame) -> list[PlaceArgument]:
    """The places that are said to be under siege: "the towns under siege were A and B"."""
    above = tree.tokens[tree.tokens[i].head]
    if frame.type != "encircle" or above.text.lower() != "under":
        return []
    return [p for m in said_to_be(tree, above.head) for p in place_arguments(tree, m, "in")]


def _hit_with(tree: Tree, i: int) -> list[int]:
    """What is damaged by the act that stands behind "by", "with" or "in": "a convoy was hit by a bomb", "damaged two tanks with mortar fire"."""
    prep = tree.tokens[tree.tokens[i].head]
    if prep.text.lower() not in _MEANS or tree.tokens[prep.head].lemma not in _SPOILING:
        return []
    passive = tree.is_passive(prep.head)
    if prep.text.lower() == "by" and not passive:
        return []
    suffering = [m for s in tree.children(prep.head, "nsubjpass") for m in tree.conjuncts(s)] if passive else tree.objects(prep.head)
    return [o for o in suffering if struck(tree, o)]


def _losers(tree: Tree, i: int) -> list[int]:
    """Whose losses they are that a deed is done with: "were repulsed with heavy losses"."""
    by = tree.tokens[tree.tokens[i].head]
    if by.text.lower() != "with" or tree.tokens[by.head].pos not in ("VERB", "AUX") or not tree.children(i, "amod", "acl") or tree.tokens[i].tag != "NNS":
        return []
    subject = tree.subject(by.head)
    return [a for s in tree.conjuncts(subject) for a in (agents_of(tree, s) if is_event(tree, s) else [s] if able(tree, s) else [])] if subject is not None else []


def _is_cause(tree: Tree, i: int) -> bool:
    return tree.tokens[i].dep == "nsubj" and tree.tokens[tree.tokens[i].head].pos == "VERB"


def _its_fighter(tree: Tree, i: int, other: int) -> list[int]:
    """Who had the fight "with" another: whoever the verb above it is said of ("entered the town, sparking clashes with the police")."""
    verb = next((a for a in tree.ancestors(i) if tree.tokens[a].pos == "VERB"), None)
    subject = tree.subject(verb) if verb is not None else None
    return [s for s in tree.conjuncts(subject) if "force" in categories(tree, s) and s != other] if subject is not None else []


def _fought_for(tree: Tree, i: int) -> list[int]:
    """Who fought a battle by what they did after it: "following a fierce battle, the army captured the town", "reached it amid fighting"."""
    prep = tree.tokens[tree.tokens[i].head]
    verb = tree.tokens[prep.head]
    if tree.tokens[i].dep != "pobj" or prep.text.lower() not in _FOUGHT or verb.lemma not in _GAINING or tree.children(i, "poss") or any(
            tree.tokens[c].text.lower() in _POINTING for c in tree.children(i, "det")):
        return []
    doing = tree.agents(verb.i) if tree.is_passive(verb.i) else [s for s in [tree.subject(verb.i)] if s is not None]
    return [a for s in doing for a in tree.conjuncts(s) if party(tree, a)]


def _between(tree: Tree, i: int) -> list[int]:
    """The parties behind a "between" that the parse hung at something else than the fighting; one force among them tells that they are parties."""
    for token in tree.tokens[i + 1 : i + 14]:
        if token.text.lower() == "between" and token.dep == "prep":
            both = [m for o in tree.children(token.i, "pobj") for m in tree.conjuncts(o)]
            return both if any(party(tree, m) for m in both) or (len(both) > 1 and all("force" in categories(tree, m) for m in both)) else []
    return []


def _befallen(tree: Tree, frame: NounFrame, i: int, actors: list[int], targets: list[int]) -> tuple[list[int], list[int]]:
    """Who did it and whom it befell, where both may stand before the noun: "rebel casualties" are the rebels', "his killing of X" is his,
    "the general's assassination" befell him.
    """
    before = [a for a in modifier_actors(tree, i) if a in actors]
    if not before:
        return actors, targets
    killed = [below for word, below in tree.prepositions(i) if word == "of" and categories(tree, below) & {"people", "force", "person"}]
    if tree.tokens[i].lemma not in _BEFALLING and killed:
        return actors, targets or killed
    whom = [a for a in before if tree.tokens[i].lemma in _BEFALLING or frame.type in ("displace", "materiel") or _somebody(tree, a)]
    return [a for a in actors if a not in before], targets or whom


def _somebody(tree: Tree, i: int) -> bool:
    """Whether a word before a noun is a person or people, and no army and no place ("the Arin massacre")."""
    kinds = categories(tree, i)
    if tree.tokens[i].name >= 0:
        name = tree.sentence.names[tree.tokens[i].name]
        if tree.tokens[i].dep == "poss":
            return name.kind == "person" or not (name.sure or name.text.isupper() or " " in name.text)
        return name.kind == "person" and not name.known
    return "people" in kinds and "force" not in kinds


def _fighting(tree: Tree, i: int) -> list[int]:
    """Who fights where the noun does not say: those it killed ("17 soldiers were killed in clashes")."""
    for above in tree.ancestors(i):
        if tree.tokens[above].pos == "VERB":
            objects = tree.objects(above) if not tree.is_passive(above) else [c for s in tree.children(above, "nsubjpass") for c in tree.conjuncts(s)]
            return [o for o in objects if "force" in categories(tree, o) and "person" not in categories(tree, o) - {"name"} and tree.tokens[above].lemma in ("kill", "wound", "injure", "die")]
    return []


def _waged(tree: Tree, i: int, predicate: Predicate, *, known: bool) -> bool:
    """Whether an offensive that no verb launches is told as an act: of somebody, against somebody or somewhere, and not as the time of another."""
    token, above = tree.tokens[i], tree.tokens[tree.tokens[i].head]
    if not predicate.actors or not (predicate.targets or any(p.named and p.head not in predicate.actors for p in predicate.places)):
        return False
    if token.dep in ("nsubj", "nsubjpass"):
        return above.pos == "VERB" and above.lemma not in _JUDGING
    if token.dep == "dobj":
        return above.lemma in words("cues", "defeating") | _FACED
    return token.dep == "pobj" and not known and above.text.lower() in ("in", "amid", "during", "by", "following", "after") and not tree.children(i, "poss")


def _of_workers(tree: Tree, i: int) -> bool:
    """Whether a strike is one of workers: "strikes and protests", "a general strike", "went on strike"."""
    token = tree.tokens[i]
    beside = {tree.tokens[c].lemma for c in tree.conjuncts(i) if c != i} | ({tree.tokens[token.head].lemma} if token.dep == "conj" else set())
    return bool(beside & (_PROTESTS - {"strike"})) or any(tree.tokens[c].lemma in _LABOUR for c in tree.children(i, "amod", "compound", "poss")) or (
        token.dep == "pobj" and token.tag == "NN" and tree.tokens[token.head].text.lower() == "on" and not tree.children(i, "det"))


def _happens(tree: Tree, frame: NounFrame, i: int, predicate: Predicate) -> bool:
    """Whether the noun tells an occurrence here, and is not just a name for a kind of thing."""
    token = tree.tokens[i]
    if token.dep in ("compound", "amod"):
        return False
    first = _first_of(tree, i)
    dep, above = tree.tokens[first].dep, tree.tokens[tree.tokens[first].head]
    if any(tree.tokens[c].text.lower() == "any" for c in tree.children(i, "det")):
        return False  # "vowed to crush any attack", "did not report any casualties"
    if dep == "nsubj" and above.lemma in _VERDICT:
        return False  # "the advance shows that …"
    if (above.lemma.lower() in _ENDING and dep not in ("nsubj", "nsubjpass")) or (
            above.text.lower() in ("of", "to", "with") and tree.tokens[above.head].lemma.lower() in _ENDING and (above.text.lower() != "with" or tree.tokens[above.head].lemma == "threaten")):
        return False
    if frame.type == "encircle" and above.text.lower() == "of" and tree.tokens[above.head].lemma == "state":
        return False  # a state of siege is a decree
    if above.text.lower() in ("of", "than") and any(t.text.lower() in ("instead", "rather") for t in tree.tokens[max(0, above.i - 1) : above.i]):
        return False
    known = any(tree.tokens[c].text.lower() in _POINTING for c in tree.children(i, "det"))
    if frame.type == "clash" and known and (above.text.lower() == "during" or (above.text.lower() in _WHILE and not tree.children(i, "amod", "compound"))) and not (
            above.text.lower() != "during" and (predicate.actors or any(p.named and (token.lemma != "battle" or p.head in tree.subtree(i)) for p in predicate.places))):
        return False  # "during the fighting": when, not what
    if known and above.text.lower() == "for" and tree.tokens[above.head].lemma == "responsibility" and not predicate.targets and not any(p.named for p in predicate.places):
        return False  # "claimed responsibility for the blast", which was told before
    if frame.type == "hold" and token.tag == "NNS":
        return False  # "the defences of X" are works, not deeds
    if frame.rule == "advance.landing" and any("aircraft" in categories(tree, a) for a in predicate.actors):
        return False
    if frame.needs_place and not any(p.named for p in predicate.places):
        return False
    if frame.rule == "casualty.noun" and token.lemma == "loss" and token.tag == "NN" and above.lemma == "suffer":
        return False  # "suffered another loss when a jet crashed"
    if frame.rule == "attack.compound" and token.lemma == "fire" and above.text.lower() == "by" and tree.tokens[above.head].lemma in ("shoot", "down", "bring", "kill"):
        return False  # an aircraft shot down by ground fire: the means, told by the verb
    if token.lemma == "occupation" and (token.tag == "NNS" or (known and above.text.lower() in ("during", "throughout", "under") and not any(p.head in tree.subtree(i) for p in predicate.places))):
        return False  # "of all ranks and occupations", "during the occupation"
    if frame.rule == "airstrike.strike" and _of_workers(tree, i):
        return False
    said = above if above.text.lower() != "of" else tree.tokens[tree.tokens[above.head].head] if tree.tokens[above.head].dep in ("dobj", "nsubjpass") else above
    if frame.rule in ("bombing.compound", "bombing.noun") and (dep in ("dobj", "nsubjpass") or said is not above) and token.lemma in _DEVICES and said.lemma in _HANDLED:
        return False  # "a suicide bomber was killed", "hit a car bomb": the man and the thing, and no explosion
    if frame.type == "clash" and token.lemma == "battle" and dep == "pobj" and above.text.lower() in ("of", "from") and (
            _LEFT_OUT & {tree.tokens[above.head].lemma, tree.tokens[tree.tokens[above.head].head].lemma}):
        return False  # "part of the battle of X", "pulled out of the battle"
    if frame.rule == "clash.battle" and dep == "dobj" and above.lemma in ("leave", "quit"):
        return False  # "fled to their ships and left the battle"
    if frame.rule == "clash.battle" and known and token.tag == "NN" and above.text.lower() == "in" and tree.tokens[above.head].lemma in _HAPPENING_IN | {"lose"} and not any(
            p.named and p.head in tree.subtree(i) for p in predicate.places):
        return False  # "were killed in the battle"
    if dep == "nsubj" and above.lemma == "be" and frame.type in ("clash", "encircle") and any(tree.tokens[c].text.lower() == "over" for c in tree.children(above.i, "advmod", "prt", "acomp", "prep")):
        return False  # "the siege was over"
    if frame.eventive == "waged":
        return (predicate.factuality == "failed" and token.lemma != "invasion") or _waged(tree, i, predicate, known=known)
    if frame.eventive == "always":
        return True
    if frame.type == "encircle" and known and not any(p.named for p in predicate.places) and above.text.lower() in _WHILE:
        return False  # "during the siege"
    if frame.type == "encircle" and dep == "pobj" and above.text.lower() in ("after", "during", "following", "despite", "through"):
        return True
    if frame.eventive == "heard":
        return dep in ("nsubj", "nsubjpass", "dobj") and above.lemma in _HEARD
    if frame.eventive == "cause":
        return dep in ("nsubj", "nsubjpass") and above.lemma.lower() in HITTING | {"explode", "detonate", "go", "maim", "tear", "rip", "shatter", "wreck", "overturn", "cripple", "disable"}
    if predicate.actors or predicate.targets:
        return True
    if frame.rule == "casualty.noun" and tree.children(i, "nummod") and (above.lemma in words("cues", "tallying") or token.lemma in _COUNTED):
        return True  # "has recorded 40 deaths"
    if frame.rule == "casualty.noun" and above.text.lower() == "in" and tree.tokens[above.head].lemma in ("result", "end"):
        return True
    if frame.eventive == "told":
        return (dep in ("nsubj", "nsubjpass") and above.lemma in _OCCURRENCE - {"be"} | {"open", "falter"}) or any(tree.tokens[h].lemma in _LEAVING for h in tree.ancestors(i))
    if frame.type == "attack" and dep == "pobj" and above.text.lower() in _WITHIN and not tree.children(i, "poss") and not any(
            tree.tokens[c].text.lower() in _POINTING for c in tree.children(i, "det")) and tree.tokens[above.head].lemma in _HAPPENING_IN:
        return True  # "were killed in an ambush"
    if any(p.named for p in predicate.places) and (dep in ("nsubj", "nsubjpass", "dobj", "pobj", "ROOT", "conj") or (
            dep == "attr" and frame.type in _FOUGHT_OUT and first - above.i < _NEAR and tree.children(above.i, "expl"))):
        return True  # and "there were attacks on X"
    return dep in ("nsubj", "nsubjpass", "dobj") and above.lemma in _OCCURRENCE


def _first_of(tree: Tree, i: int) -> int:
    """The first of the nouns that `i` is joined to: what is said of "shelling and air strikes" is said of both."""
    while tree.tokens[i].dep == "conj" and tree.tokens[tree.tokens[i].head].pos == "NOUN":
        i = tree.tokens[i].head
    return i
