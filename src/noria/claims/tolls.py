"""Figures of people: killed, wounded, missing, displaced, captured and freed, with the parts and second figures that texts tell beside the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from noria.claims.mentions import mention
from noria.claims.quantities import COLLECTIVE, NOT_ONE, UNITS, count, crew, number_at
from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.lists import number_on
from noria.reading.output import NumberMention, Predicate
from noria.reading.stated import stating
from noria.reference.lexicons import words
from noria.values.count import Count, CountKind

_MEASURES = {"wound": "wounded", "injure": "wounded", "wounded": "wounded", "injured": "wounded", "injury": "wounded", "hurt": "wounded",
             "maim": "wounded", "missing": "missing", "casualty": "casualties", "loss": "casualties", "wia": "wounded", "mia": "missing",
             "hospitalization": "wounded", "hospitalisation": "wounded"}
# What stands behind a figure and says what became of them.
_STATUS = {"dead": "killed", "killed": "killed", "wounded": "wounded", "injured": "wounded", "hurt": "wounded", "missing": "missing", "slain": "killed",
           "kia": "killed", "wia": "wounded", "mia": "missing"}
_DEGREE = frozenset("seriously badly critically severely gravely lightly slightly mortally others other more people men soldiers persons were was are being".split())
_LIVES = frozenset("life man soldier people person".split())
_CUMULATIVE = frozenset("so far since total toll overall".split())
_STANDING_AT = frozenset("at to of as by beyond past above over".split())
# Rules of predicates behind which figures stand with what became of those they count.
_LISTING = frozenset(["casualty.leave", "casualty.dead"])
_REACH = 5
_AT = frozenset("in at near around outside across".split())
_MACHINES = frozenset("vehicles weapons aircraft missiles equipment".split())
_WHOLE = frozenset("them whom which those these".split())


def people(tree: Tree, text: str, predicate: Predicate) -> tuple[Count, ...]:
    """The figures of a `casualty`, `displace` or `detain` predicate, in the order of the text."""
    if predicate.rule in ("casualty.suffer", "casualty.lose"):
        return _suffered(tree, text, predicate)
    if predicate.rule == "casualty.toll":
        return _stated(tree, text, predicate)
    measure = predicate.measure or {"displace": "displaced", "detain": "captured"}.get(predicate.type) or casualty_measure(tree, predicate.head)
    out: list[Count] = []
    if (bare := _bare(tree, predicate)) is not None:
        return (count(bare, measure, next((mention(tree, text, t) for t in predicate.targets), None)), *_parts(tree, text, predicate, measure))
    if len(predicate.targets) == 2 and any(tree.tokens[c].text.lower() == "both" for c in tree.children(predicate.head)):
        return (Count(measure, 2, 2, group=mention(tree, text, predicate.targets[0])),)  # "A and B, who were both killed"
    if predicate.type in ("casualty", "detain") and (named := _named_one_by_one(tree, predicate.targets)):
        return (Count(measure, named, named, group=mention(tree, text, predicate.targets[0])),)
    for target in predicate.targets:
        if _is_part(tree, target, predicate.head):
            continue
        number = _portion(tree, target, predicate.head) or number_at(tree, target) or crew(tree, target)
        if number is not None and predicate.type == "casualty" and tree.tokens[target].lemma in UNITS and number_on(tree, target) is None and tree.tokens[target].tag == "NNS" and not _of_people(tree, target):
            continue  # "the three divisions lost heavily"
        group = mention(tree, text, target)
        if number is not None and any(number_on(tree, i) == number and _of_whole(tree, i) is not None for i in range(max(target - _REACH, 0), target)):
            continue  # "five of them women"
        if number is not None:
            status = _fate(tree, target) if predicate.type == "casualty" else None
            told = count(number, status or measure, group, _kind(tree, target))
            # "at least 17 soldiers and 8 rebels": the hedge is read over every figure of the list
            hedged = out and out[-1].high is None and not out[-1].approximate and told.low == told.high and not told.approximate
            out.append(replace(told, high=None) if hedged and told.measure == out[-1].measure else told)
        elif predicate.type in ("casualty", "detain") and predicate.factuality not in ("failed", "planned") and _one_person(tree, target) and not _paying(tree, target) and not (
                predicate.nominal and target < predicate.head and tree.tokens[predicate.head].tag == "NNS"):  # "Danish casualties"
            out.append(Count(measure, 1, 1, group=group))
    if predicate.type == "casualty" and predicate.rule in _LISTING:
        known = {(c.measure, c.low, c.high) for c in out}
        out += [c for c in _states_behind(tree, text, predicate.head) if (c.measure, c.low, c.high) not in known]
    if predicate.type in ("casualty", "displace") and len(out) == 1:
        out += _elsewhere(tree, predicate.head, out[0])
    if not out and predicate.rule == "casualty.cause":
        out += [count(number, casualty_measure(tree, o), group) for o in tree.objects(predicate.head) if (number := number_at(tree, o)) is not None
                for group in [next((mention(tree, text, t) for t in predicate.targets), None)]]
    if not out and predicate.rule in ("casualty.cost", "casualty.lives"):
        lost = [o for o in tree.objects(predicate.head) for o in (o, *(below for word, below in tree.prepositions(o) if word == "of"))]
        out += [count(number, casualty_measure(tree, predicate.head), mention(tree, text, o)) for o in lost if (number := number_at(tree, o)) is not None]
    if not out and predicate.nominal:
        number = number_at(tree, predicate.head)
        if number is not None:
            out.append(count(number, measure, None))
    if predicate.rule == "casualty.noun" and len(out) == 1:
        out += _nations(tree, predicate.head, out[0].measure)
    if out:
        out += _parts(tree, text, predicate, out[0].measure)
    parts = {(c.measure, c.low, c.group) for c in out if c.kind == "subset"}
    return tuple(dict.fromkeys(c for c in out if c.kind == "subset" or (c.measure, c.low, c.group) not in parts))


def _bare(tree: Tree, predicate: Predicate) -> NumberMention | None:
    """The figure alone before the second of two participles: "80 people were killed and about 170 wounded"."""
    i = predicate.head
    if predicate.rule != "casualty.verb" or predicate.nominal or tree.tokens[i].dep != "conj" or tree.tokens[i].tag not in ("VBN", "VBD") or i < 2:
        return None
    number = tree.tokens[i - 1]
    return number_on(tree, i - 1) if number.pos == "NUM" and number.dep in ("npadvmod", "pobj", "nsubj", "nsubjpass", "nummod", "advmod", "dep") and i - 1 not in predicate.targets else None


def _of_people(tree: Tree, target: int) -> bool:
    return any(word == "of" for word, _ in tree.prepositions(target))


def _portion(tree: Tree, target: int, head: int) -> NumberMention | None:
    """The figure of "of the 441 men who held the line, 126 were killed", where the men are told to have suffered."""
    opens = tree.tokens[target].dep == "pobj" and tree.tokens[tree.tokens[target].head].text.lower() == "of" and target < head
    subject = tree.subject(head) if opens else None
    return number_on(tree, subject) if subject is not None and subject > target else None


def _states_behind(tree: Tree, text: str, head: int) -> Iterator[Count]:
    """The figures of a list of states, read from the words: "leaving one child dead and nine people hurt", "with 162 killed or missing and 159 wounded"."""
    i = max(head - 1, 0)
    while i < len(tree.tokens) and tree.tokens[i].text != ";":
        number = number_on(tree, i)
        if number is None:
            i += 1
            continue
        first = i
        while i < len(tree.tokens) and (number_on(tree, i) == number or (tree.tokens[i].pos in ("ADJ", "NOUN", "PROPN") and tree.tokens[i].text.lower() not in _STATUS)):
            i += 1
        if i < len(tree.tokens) and tree.tokens[i].text.lower() in _STATUS and i - first <= _REACH:
            group = mention(tree, text, i - 1) if tree.tokens[i - 1].pos in ("NOUN", "PROPN") and number_on(tree, i - 1) is None else None
            yield count(number, _status(tree, i - 1) or "killed", group)


def _elsewhere(tree: Tree, head: int, first: Count) -> Iterator[Count]:
    """A further figure of the same at another place, its noun left out: "76,500 people were displaced in Afar and 200,000 in Amhara"."""
    for i in range(head + 1, len(tree.tokens) - 1):
        if tree.tokens[i].pos == "VERB" and tree.tokens[i].dep == "conj":
            return  # "killed 40 men and wounded another 60 in the town"
        number = number_on(tree, i)
        before = tree.tokens[i - 1].text.lower() if number is None or number_on(tree, i - 1) != number else ""
        j = i + 1
        while j < len(tree.tokens) and number is not None and (number_on(tree, j) == number or tree.tokens[j].text.lower() in ("more", "others", "another")):
            j += 1
        if number is not None and before in ("and", ",", "another", "while") and j < len(tree.tokens) and tree.tokens[j].text.lower() in _AT:
            yield count(number, first.measure, first.group)


def _nations(tree: Tree, head: int, measure: str) -> Iterator[Count]:
    """Further figures of others, the noun left out: "420,000 British casualties, along with 200,000 French and 500,000 German"."""
    for i in range(head + 1, len(tree.tokens)):
        token = tree.tokens[i]
        if token.pos == "VERB":
            return
        behind = tree.tokens[i + 1].pos if i + 1 < len(tree.tokens) else "PUNCT"
        if token.name >= 0 and tree.sentence.names[token.name].kind == "nationality" and behind not in ("NOUN", "PROPN") and (number := number_on(tree, i - 1)) is not None:
            yield count(number, measure, token.text)


def casualty_measure(tree: Tree, head: int) -> str:
    """"killed" unless the word says wounded, missing, or the unseparated "casualties"."""
    token = tree.tokens[head]
    nouns = [tree.tokens[o].lemma.lower() for o in tree.objects(head)]
    paired = [c for c in tree.children(head, "conj") if c - head <= 2] + ([token.head] if token.dep == "conj" and head - token.head <= 2 else [])
    if {"kill", "wound"} <= {_verb_kind(tree, v) for v in (head, *paired)}:
        return "casualties"  # "killing and injuring 16": one figure for both
    before = tree.tokens[max(head - 2, 0)]
    if token.lemma in ("wound", "injure") and before.lemma == "kill" and tree.tokens[head - 1].text == "," and _alternative(tree, head):
        return "casualties"  # "killed, wounded or captured 520"
    if token.lemma == "kill" and any(tree.tokens[c].text.lower() == "or" for v in tree.conjuncts(head) for c in tree.children(v, "cc")):
        return "casualties"  # "killed, captured or missing"
    if token.lemma == "loss" and any(word == "of" and (tree.tokens[below].lemma in _LIVES or _numbered(tree, below)) for word, below in tree.prepositions(head)):
        return "killed"
    for word in (token.lemma.lower(), token.text.lower(), *nouns):
        if word in _MEASURES:
            return _MEASURES[word]
    below = {tree.tokens[c].text.lower() for c in tree.subtree(head)}
    return "wounded" if token.lemma == "leave" and below & {"wounded", "injured"} and "dead" not in below else "killed"


def _alternative(tree: Tree, head: int) -> bool:
    return any(tree.tokens[c].text.lower() == "or" for c in tree.children(head, "cc"))


def _numbered(tree: Tree, i: int) -> bool:
    """Whether they are people who are told by number: "the loss of 500 legionnaires", not of two divisions."""
    return bool(categories(tree, i) & {"force", "people"}) and tree.tokens[i].lemma not in UNITS and number_at(tree, i) is not None


def _verb_kind(tree: Tree, verb: int) -> str:
    lemma = tree.tokens[verb].lemma.lower()
    return "kill" if lemma == "kill" else "wound" if lemma in ("wound", "injure", "hurt", "maim") else ""


def _fate(tree: Tree, target: int) -> str | None:
    """What became of those a word counts, where the word or those behind it say so: "25 bodies", "162 killed or missing", "nine people hurt"."""
    word = tree.tokens[target].text.lower()
    if tree.tokens[target].lemma in ("body", "corpse"):
        return "killed"
    return _status(tree, target - 1) or _STATUS[word] if word in _STATUS else _status(tree, target)


def _status(tree: Tree, target: int) -> str | None:
    """What the words right behind a figure say of those it counts: "85 dead and more than 140 injured"."""
    i = target + 1
    while i < len(tree.tokens) and tree.tokens[i].text.lower() in _DEGREE:
        i += 1
    if i >= len(tree.tokens) or (i + 1 < len(tree.tokens) and tree.tokens[i].dep in ("amod", "compound") and tree.tokens[i].head > i):
        return None
    if i + 2 < len(tree.tokens) and tree.tokens[i].text.lower() in _STATUS and tree.tokens[i + 1].text.lower() in ("or", "and") and tree.tokens[i + 2].text.lower() in _STATUS:
        return "casualties"  # "162 killed or missing"
    return _STATUS.get(tree.tokens[i].text.lower())


def _suffered(tree: Tree, text: str, predicate: Predicate) -> tuple[Count, ...]:
    """"suffered at least 50 dead": the figure stands at the object, the group is the subject."""
    group = next((mention(tree, text, t) for t in predicate.targets), None)
    objects = tree.objects(predicate.head)
    if any(tree.tokens[o].text.lower() in _STATUS for o in objects):  # "lost 600 killed and 800 wounded", "lost 3,000 dead and wounded"
        listed = [replace(c, group=group or c.group) for c in _states_behind(tree, text, predicate.head)]
        if listed:
            return tuple(listed)
    out = []
    for o in objects:
        if categories(tree, o) & _MACHINES:
            continue  # "lost 15 tanks and 300 men"
        number = number_at(tree, o) or next((n for word, below in tree.prepositions(o) if word == "of" and (n := number_at(tree, below)) is not None), None)
        if number is not None:
            parts = list(_parts(tree, text, predicate, "killed"))
            measure = _status(tree, o) or _MEASURES.get(tree.tokens[o].lemma.lower(), "casualties" if any(p.measure == "killed" for p in parts) else "killed")
            out += [count(number, measure, group or mention(tree, text, o), _kind(tree, o)), *parts]
        elif out and (gapped := number_on(tree, min(o + 1, len(tree.tokens) - 1))) is not None:
            out.append(count(gapped, out[0].measure, mention(tree, text, o)))  # "lost 12 men and the rebels about 30"
    return tuple(out)


def _stated(tree: Tree, text: str, predicate: Predicate) -> tuple[Count, ...]:
    """"put the toll at 40", "the death toll has risen to 18": the figure stands behind the verb."""
    group = next((mention(tree, text, t) for t in predicate.targets), None)
    behind = [*tree.objects(predicate.head), *(below for v in stating(tree, predicate.head) for word, below in tree.prepositions(v) if word in _STANDING_AT), *tree.children(predicate.head, "attr")]
    told = [(j, number) for j in dict.fromkeys(j for first in sorted(behind) for j in tree.conjuncts(first)) if (number := number_at(tree, j)) is not None]
    return tuple(count(number, _STATUS.get(tree.tokens[j].text.lower()) or _status(tree, j) or predicate.measure or "killed", group, "cumulative")
                 for k, (j, number) in enumerate(told) if k == 0 or tree.tokens[j].text.lower() in _STATUS)


def _named_one_by_one(tree: Tree, targets: Sequence[int]) -> int:
    """How many persons a plural noun is said to be by the names behind it: "the pilots, Colonel A and Lieutenant B"; 0 where they are not named."""
    if not targets or tree.tokens[targets[0]].tag != "NNS" or tree.tokens[targets[0]].name >= 0 or number_at(tree, targets[0]) is not None:
        return 0
    named = [*targets[1:], *(m for c in tree.children(targets[0], "appos") for m in tree.conjuncts(c) if m not in targets)]
    persons = all(tree.tokens[m].name >= 0 and tree.sentence.names[tree.tokens[m].name].kind == "person" for m in named)
    behind = bool(named) and named[0] > targets[0] and tree.tokens[targets[0] + 1].text == ","
    return len(named) if persons and behind and len(named) > 1 else 0


def _paying(tree: Tree, target: int) -> bool:
    """Whether it is whom it cost the lives that are told behind: "cost the Guard over 300 killed"."""
    above = tree.tokens[target].head
    return tree.tokens[above].lemma == "cost" and any(number_on(tree, t) is not None for t in tree.subtree(above) if t > target)


def _one_person(tree: Tree, target: int) -> bool:
    token = tree.tokens[target]
    if token.tag == "PRP":
        return token.text.lower() in ("he", "she", "him", "her")
    if token.name >= 0:
        name = tree.sentence.names[token.name]
        if name.kind == "nationality":
            return any(tree.tokens[c].text.lower() in ("a", "an") for c in tree.children(target, "det"))
        return name.kind == "person" or (not name.sure and " " in name.text and not name.text.endswith("s"))
    if any(tree.tokens[c].name >= 0 and tree.sentence.names[tree.tokens[c].name].kind == "person" for c in tree.children(target, "appos")):
        return token.tag == "NN"
    if token.text.lower() in ("second", "third", "fourth", "fifth") and tree.children(target, "det"):
        return True  # "killing two of the crew and injuring the third"
    if token.tag != "NN" or token.lemma in COLLECTIVE or token.lemma not in words("groups", "people") | words("groups", "forces"):
        return False
    return not any(tree.tokens[c].text.lower() in NOT_ONE for c in tree.children(target, "det"))


def _parts(tree: Tree, text: str, predicate: Predicate, measure: str) -> Iterator[Count]:
    """Figures that are part of the one told: "including 104 civilians", "among them seven students", "132 of them children"."""
    done: set[int] = set()
    beyond = {i for c in tree.children(predicate.head, "conj") if tree.own_subject(c) is not None for i in tree.subtree(c)}
    for token in tree.tokens:
        i = token.i
        word = token.text.lower()
        if i < predicate.head - 12 or i in done or i in beyond:
            continue
        if word == "including" or (word == "among" and i + 1 < len(tree.tokens) and tree.tokens[i + 1].text.lower() in _WHOLE):
            for member in _members_after(tree, i + (2 if word == "among" else 1)):
                number = number_at(tree, member)
                if number is not None:
                    done.add(member)
                    yield count(number, measure, mention(tree, text, member), "subset")
        elif (number := number_on(tree, i)) is not None and i not in predicate.targets and (whole := _of_whole(tree, i)) is not None:
            done.update(range(i, whole + 1))
            after = whole + 1 if whole + 1 < len(tree.tokens) else whole
            group = mention(tree, text, after) if tree.tokens[after].pos == "NOUN" else None
            yield count(number, _status(tree, whole) or _state_before(tree, i) or measure, group, "subset")


def _state_before(tree: Tree, i: int) -> str | None:
    """What the words right before a figure say of the people it is part of: "nine people hurt, five of them women"."""
    before = [tree.tokens[j].text.lower() for j in range(i - 1, max(i - 4, -1), -1) if tree.tokens[j].pos != "PUNCT"]
    return _STATUS.get(before[0]) if before else None


def _is_part(tree: Tree, target: int, head: int) -> bool:
    """Whether a figure hangs below an "including" of the predicate at `head`, which `_parts` reads."""
    outside = {head, *tree.ancestors(head)}
    return any(tree.tokens[above].text.lower() == "including" and above not in outside for above in tree.ancestors(target))


def _of_whole(tree: Tree, i: int) -> int | None:
    """The pronoun of "132 of them" behind a figure or of "of whom 210" before it, by the last of the two words."""
    text = [token.text.lower() for token in tree.tokens]
    if i + 2 < len(text) and text[i + 1] == "of" and text[i + 2] in _WHOLE:
        return i + 2
    first = i
    while first > 0 and number_on(tree, first - 1) is not None and number_on(tree, first - 1) == number_on(tree, i):
        first -= 1
    return i if first > 1 and text[first - 1] in ("whom", "which") and text[first - 2] == "of" else None


def _members_after(tree: Tree, i: int) -> Iterator[int]:
    """Heads of the list that begins at token `i`, by what the parse makes of its first noun."""
    for j in range(i, min(i + 6, len(tree.tokens))):
        if tree.tokens[j].pos in ("NOUN", "PROPN") and tree.tokens[j].dep not in ("compound", "amod", "nmod", "poss"):
            yield from tree.conjuncts(j)
            return


def _kind(tree: Tree, target: int) -> CountKind:
    around = {token.text.lower() for token in tree.tokens[max(0, target - 8) : target + 14]}
    return "cumulative" if around & _CUMULATIVE and not around & {"another"} else "increment"
