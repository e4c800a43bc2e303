"""Slips of the parser put right by what English does: what "and" joins, where a subject begins, which word of two is the noun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from noria.reading.frames import noun_frames, regular, verb_frames
from noria.reading.output import NameMention, Token
from noria.reference.lexicons import words

_NOUNS = frozenset(["NOUN", "PROPN", "NUM"])
_FINITE = frozenset(["VBD", "VBZ", "VBP"])
_OBLIQUE = frozenset("pobj dobj conj appos".split())
_BEFORE_NOUN = frozenset("amod compound nmod det poss nummod".split())
# Particles that the parse may take for prepositions.
_PARTICLES = frozenset("off up out down over".split())
_ACTED_ON = frozenset("dobj pobj nsubj nsubjpass conj".split())
_GOING_ON = frozenset("begin start resume continue stop".split())
_PAST = frozenset(["VBD", "VBN"])
_WINDS = frozenset("""north south east west northeast northwest southeast southwest north-east north-west south-east south-west northwards southwards eastwards westwards
northward southward eastward westward""".split())
_ACTS = frozenset("shelling bombing fighting firing killing".split())
# What an act does that is told as a noun.
_ACT_GOES_ON = frozenset("continue intensify break erupt resume begin start rage escalate spread reach move shift subside persist occur take follow ensue stop cease last end go remain".split())
# What armies take and lose.
_TAKEN = ("places", "forces", "people", "vehicles", "weapons", "aircraft")
_HELD = re.compile(r"-(?:held|controlled|occupied|administered)$")


def mended(tokens: Sequence[Token], names: Sequence[NameMention]) -> tuple[Token, ...]:
    """The parse with its usual slips put right; `names` are the sentence's, which tokens number."""
    out = list(tokens)
    for token in tokens:
        if token.text.lower() in _WINDS:
            _wind(out, token)
        elif token.dep == "npadvmod" if token.name < 0 else token.dep in ("advmod", "npadvmod"):
            _no_adverb(out, token)
        elif token.tag == "JJ" and token.dep in ("amod", "conj"):
            _no_adjective(out, token)
        elif token.dep == "relcl" and token.lemma in words("cues", "defeating"):
            _undone(out, token)
        elif token.lemma == "airstrike" and token.pos == "VERB":
            _no_verb(out, token)
        elif token.dep == "compound" and token.tag in ("NN", "VBG") and token.i and out[token.i - 1].lemma in _GOING_ON:
            _gerund(out, token)
        elif token.dep == "conj" and token.pos in _NOUNS:
            _join(out, token)
        elif token.dep == "dobj" and token.head == token.i - 1 and out[token.head].tag in ("NN", "NNP") and out[token.head].name < 0:
            _compound(out, token.head, token.i)
        elif token.dep == "amod" and token.tag == "VBN" and token.i and tokens[token.i - 1].text.lower() == "having":
            _having(out, token)
        elif token.tag == "VBG" and token.text.lower() in _ACTS and not any(t.dep == "dobj" and t.head == token.i for t in tokens):
            _act(out, token.i, names)
        elif token.dep == "appos" and token.pos in _NOUNS:
            _list(out, token)
            _shifted(out, token)
        elif token.dep == "ROOT" and token.tag in ("VBN", "VBD"):
            _behind_participle(out, token)
        elif token.dep == "prep" and token.text in _PARTICLES:
            _particle(out, token)
        elif token.dep == "pcomp" and token.tag == "VBN" and out[token.head].text.lower() == "with":
            _befallen(out, token)
        elif token.dep == "advcl" and token.tag == "VBN" and token.i and out[token.i - 1].text.lower() == "being":
            _being(out, token)
        elif token.dep == "advcl" and token.i and out[token.i - 1].dep == "prep" and _HELD.search(token.text):
            _held(out, token)
        elif token.dep == "prt" and token.text == "up":
            _up_to(out, token)
        elif token.dep == "ccomp" and token.tag in _FINITE and out[token.head].tag in _FINITE:
            _two_clauses(out, token)
    _begin(out, names)
    _between(out)
    return tuple(out)


def _no_adverb(out: list[Token], token: Token) -> None:
    """A name that the parser does not know is no adverb: right behind a verb without an object it is the object, but for a match and its score.
    Nor are several of the things that armies take: "recaptured three villages".
    """
    verb = out[token.head]
    if verb.pos != "VERB" or any(t.head == verb.i and t.dep in ("dobj", "nsubjpass") for t in out):
        return
    before = [t for t in out[verb.i + 1 : token.i] if t.head == token.i and t.dep in _BEFORE_NOUN]
    if token.name >= 0:
        if token.head == token.i - 1 and not any(t.head == token.i and t.pos == "NUM" for t in out):
            out[token.i] = replace(token, dep="dobj", pos="PROPN", tag="NNP")
    elif token.tag == "NNS" and before and token.head == token.i - 1 - len(before) and any(token.lemma in words("groups", group) for group in _TAKEN):
        out[token.i] = replace(token, dep="dobj")


def _undone(out: list[Token], token: Token) -> None:
    """What is beaten back is the deed and not its place: "an offensive in the Ebro area, which the Nationalists repulsed"."""
    place = out[token.head]
    deed = out[out[place.head].head] if place.dep == "pobj" else place
    if place.lemma not in noun_frames() and deed.pos == "NOUN" and deed.lemma in noun_frames() and deed.i < place.i:
        out[token.i] = replace(token, head=deed.i)


def _no_verb(out: list[Token], token: Token) -> None:
    """An air strike is a noun, whatever the tag says: "used bombardments and airstrikes"."""
    acted = next((t.i for t in reversed(out[: token.i]) if t.head == token.head and t.dep == "dobj"), None)
    over = acted if acted is not None and token.dep == "conj" else token.head
    out[token.i] = replace(token, pos="NOUN", tag="NNS" if token.text.endswith("s") else "NN", head=over)
    if over != token.head:
        for t in out[token.i :]:
            if t.head == token.i and t.dep in ("xcomp", "advcl", "ccomp"):
                out[t.i] = replace(t, head=token.head)


def _wind(out: list[Token], token: Token) -> None:
    """A compass word is no thing that is acted on: of "captured a village north of the town" the village heads the phrase, "pushed east" has no object."""
    left = [t for t in out[: token.i] if t.head == token.i]
    if token.dep == "ccomp" and out[token.head].pos == "VERB" and left and left[-1].dep == "nsubj" and token.head < left[-1].i == token.i - 1:
        out[left[-1].i] = replace(left[-1], dep="dobj", head=token.head)  # "made advances west of the road"
        out[token.i] = replace(token, dep="advmod", pos="ADV", head=left[-1].i)
        return
    if token.dep == "advmod" and left and out[token.head].pos == "VERB" and not any(t.head == token.head and t.dep == "dobj" for t in out):
        token = replace(token, dep="dobj")
    elif token.name >= 0 or token.pos not in _NOUNS or token.dep not in _ACTED_ON:
        return
    followed = token.i + 1 < len(out) and out[token.i + 1].text.lower() == "of"
    if followed and left and left[-1].i == token.i - 1 and left[-1].dep in ("compound", "nmod") and left[-1].pos in _NOUNS:
        noun = left[-1]
        out[noun.i] = replace(noun, dep=token.dep, head=token.head)
        out[token.i] = replace(token, pos="ADV", tag="RB", dep="advmod", head=noun.i)
        for t in left[:-1]:
            out[t.i] = replace(t, head=noun.i)
    elif not followed and not left and token.dep == "dobj" and out[token.head].i == token.i - 1:
        out[token.i] = replace(token, pos="ADV", tag="RB", dep="advmod")
        for t in out[token.i + 1 :]:
            if t.head == token.i:
                out[t.i] = replace(t, head=token.head)


def _no_adjective(out: list[Token], token: Token) -> None:
    """A noun or a verb that the parse took for an adjective: "launched a surprise counteroffensive", "launched an attack and regained parts of the town"."""
    above = out[token.head]
    if token.dep == "amod" and above.i == token.i - 1 and above.dep in _ACTED_ON and above.tag == "NN" and above.name < 0 and token.lemma.lower() in noun_frames():
        _compound(out, above.i, token.i)
        out[token.i] = replace(out[token.i], pos="NOUN", tag="NN")
    elif token.dep == "conj" and above.pos == "VERB" and above.tag in _PAST and (verb := regular().get(token.text.lower())) is not None:
        out[token.i] = replace(token, pos="VERB", tag=above.tag, lemma=verb)  # "repelled the attack and advanced further"
    elif token.dep == "conj" and above.dep == "nmod" and above.i == token.i - 2 and (verb := regular().get(token.text.lower())) is not None:
        noun = out[above.head]
        if noun.dep == "dobj" and noun.i > token.i and out[noun.head].tag in ("VBD", "VBN"):
            out[above.i] = replace(above, dep="dobj", head=noun.head)
            out[token.i] = replace(token, pos="VERB", tag="VBD", lemma=verb, dep="conj", head=noun.head)
            out[noun.i] = replace(noun, head=token.i)
            for t in out[: above.i]:
                if t.head == noun.i:
                    out[t.i] = replace(t, head=above.i)


def _gerund(out: list[Token], token: Token) -> None:
    """What is begun or resumed is the deed: "resumed bombing rebel positions", where the parse makes the bombing part of the positions."""
    noun, verb = out[token.head], regular().get(token.text.lower())
    if verb is None or noun.dep != "dobj" or noun.head != token.i - 1 or out[noun.head].pos != "VERB" or noun.i < token.i + 2:
        return
    out[token.i] = replace(token, pos="VERB", tag="VBG", lemma=verb, dep="xcomp", head=noun.head)
    out[noun.i] = replace(noun, head=token.i)


def _join(out: list[Token], token: Token) -> None:
    """A noun joined to a verb belongs to the noun before the "and" ("an attack against the fort and the hill"), and one joined to a noun
    is the subject of a finite verb right behind it that has none ("fighting went on in A and clashes broke out in B").
    """
    above = out[token.head]
    first = min((t.i for t in out if _below(out, t.i, token.i)), default=token.i)
    clause = any(t.tag in ("VBN", "VBD") for t in out[first : token.i])  # "and the navy shelled the port"
    if above.pos == "VERB" and above.i < token.i and not clause and (before := _joined_to(out, first, above.i)) is not None:
        out[token.i] = replace(token, head=before)
    elif (taken := _beside_date(out, above)) is not None and token.text.lower() not in words("names", "days_and_months") and token.pos != "NUM":
        out[token.i] = replace(token, head=taken)
    elif above.pos in _NOUNS and (verb := _verb_behind(out, token.i)) is not None:
        out[token.i] = replace(token, head=verb, dep="nsubjpass" if any(t.head == verb and t.dep == "auxpass" for t in out) else "nsubj")


def _having(out: list[Token], token: Token) -> None:
    """A participle behind "having" has the noun for its object: "denied having targeted civilians", where the parse makes it their attribute."""
    noun = out[token.head]
    if noun.dep in ("dobj", "pobj") and noun.i > token.i:
        out[token.i] = replace(token, dep="xcomp" if noun.dep == "dobj" else "pcomp", head=noun.head)
        out[noun.i] = replace(noun, dep="dobj", head=token.i)


def _compound(out: list[Token], first: int, noun: int) -> None:
    """Of two nouns the second heads the phrase: "missile and drone strikes", where the parse takes the strikes for an object of the drone."""
    taken = out[first]
    if out[noun].tag == "NNS" and any(t.head == first and t.text.lower() in ("a", "an") for t in out[:first]):
        return  # "a drone strikes"
    for t in out[:first]:
        if t.head == first and t.dep in _BEFORE_NOUN:
            out[t.i] = replace(t, head=noun)
    out[noun] = replace(out[noun], dep=taken.dep, head=noun if taken.head == first else taken.head)
    out[first] = replace(taken, dep="compound", head=noun)


def _act(out: list[Token], act: int, names: Sequence[NameMention]) -> None:
    """Whose act a noun in -ing tells stands before it: "Turkish shelling on the village", where the parse hangs the act at the people."""
    if out[act].dep in ("csubj", "csubjpass") and (out[out[act].head].lemma in _ACT_GOES_ON or any(
            t.head == act and t.dep in ("prep", "agent") and t.text.lower() in ("by", "of") for t in out)):
        out[act] = replace(out[act], pos="NOUN", lemma=out[act].text.lower(), dep=out[act].dep.replace("csubj", "nsubj"))  # "Shelling by the army killed two"
        return
    whose = out[act - 1]
    if act == 0 or out[act].head != whose.i or whose.name < 0 or names[whose.name].kind not in ("nationality", "actor"):
        return
    above = out[whose.head]
    dep, head = whose.dep, whose.head
    if dep in ("amod", "nmod", "compound") and above.dep in ("nsubj", "nsubjpass", "dobj", "pobj") and above.i > act:
        out[above.i] = replace(above, dep="npadvmod", head=act)
        dep, head = above.dep, above.head
    out[act] = replace(out[act], pos="NOUN", lemma=out[act].text.lower(), dep=dep, head=act if whose.head == whose.i else head)
    out[whose.i] = replace(whose, dep="amod", head=act)


def _list(out: list[Token], token: Token) -> None:
    """What stands behind a comma and is joined on by "and", with no comma behind it, is the next in a list: "the A, elements of the B and
    the C attacked".
    """
    above = out[token.head]
    joined = next((t for t in out[token.i :] if t.dep == "conj" and _below(out, t.i, token.i)), None)
    if joined is None or above.dep not in ("nsubj", "nsubjpass") or above.i > token.i or not any(
            t.head == joined.head and t.dep == "cc" and t.text.lower() == "and" for t in out[token.i : joined.i]):
        return
    first = min(t.i for t in out if _below(out, t.i, token.i))
    last = max(t.i for t in out if _below(out, t.i, token.i))
    if first > 0 and out[first - 1].text == "," and first - 2 >= above.i and last + 1 < len(out) and out[last + 1].text != "," and out[last + 1].pos in ("VERB", "AUX"):
        out[token.i] = replace(token, dep="conj")
        out[joined.i] = replace(joined, head=token.i)


def _shifted(out: list[Token], token: Token) -> None:
    """The object that stands behind those it was taken from: "to wrest from the rebels the city of X", where the parse takes it for an apposition."""
    whom = out[token.head]
    while whom.dep == "conj":
        whom = out[whom.head]
    from_ = out[whom.head]
    verb = out[from_.head]
    first = min(t.i for t in out if _below(out, t.i, token.i))
    if from_.text.lower() == "from" and verb.pos == "VERB" and verb.i < from_.i and out[first].text.lower() == "the" and out[first - 1].pos not in ("PUNCT", "CCONJ") and not any(
            t.head == verb.i and t.dep in ("dobj", "nsubjpass", "auxpass") for t in out):
        out[token.i] = replace(token, dep="dobj", head=verb.i)


def _behind_participle(out: list[Token], token: Token) -> None:
    """The verb of "rockets fired by the militia hit the town" is the second, where the parse takes the participle for it."""
    below = [t for t in out if t.head == token.i and t.i != token.i]
    if all(t.dep != "agent" for t in below):
        return
    verb = next((t for t in below if t.i > token.i and t.tag in _FINITE and t.dep in ("dep", "ccomp", "advcl", "conj") and not any(
        s.head == t.i and s.dep in ("nsubj", "nsubjpass", "mark", "advmod") for s in out)), None)
    subject = next((t for t in below if t.dep == "nsubj" and t.i < token.i), None)
    if verb is None or subject is None or any(t.dep in ("aux", "auxpass", "cc", "dobj") or (t.text == "," and t.i < verb.i) for t in below):
        return
    out[verb.i] = replace(verb, dep="ROOT", head=verb.i)
    out[subject.i] = replace(subject, head=verb.i)
    out[token.i] = replace(token, dep="acl", head=subject.i, tag="VBN")


def _particle(out: list[Token], token: Token) -> None:
    """A particle that makes one verb with the word before it has no object of its own: "sealed off the district"."""
    verb = out[token.head]
    if verb.pos != "VERB" or token.i != verb.i + 1 or f"{verb.lemma} {token.text}" not in verb_frames() or any(t.head == verb.i and t.dep == "dobj" for t in out):
        return
    noun = next((t for t in out[token.i + 1 :] if t.head == token.i and t.dep == "pobj"), None)
    if noun is not None and all(_below(out, t.i, noun.i) for t in out[token.i + 1 : noun.i]):
        out[token.i] = replace(token, dep="prt", pos="ADP", tag="RP")
        out[noun.i] = replace(noun, dep="dobj", head=verb.i)


def _befallen(out: list[Token], token: Token) -> None:
    """What "with" and a participle tell befell the noun between them: "with four tanks and a truck lost"."""
    for t in out[token.head + 1 : token.i]:
        if t.head == token.i and t.dep == "nsubj":
            out[t.i] = replace(t, dep="nsubjpass")


def _being(out: list[Token], token: Token) -> None:
    """Who "resulted in the captain being wounded" tells of is the captain, where the parse makes it a clause of the verb."""
    noun = next((t for t in reversed(out[: token.i - 1]) if t.dep == "pobj" and t.i > token.head and out[t.head].head == token.head), None)
    if noun is None or any(t.head == token.i and t.dep in ("nsubjpass", "mark") for t in out) or not all(
            t.text == "," or _below(out, t.i, noun.i) for t in out[noun.i + 1 : token.i - 1]):
        return
    out[token.i] = replace(token, dep="pcomp", head=noun.head)
    out[noun.i] = replace(noun, dep="nsubjpass", head=token.i)


def _held(out: list[Token], token: Token) -> None:
    """Whose a place is stands before it: in "around rebel-held X" the parse takes "held" for a verb and X for its object."""
    place = next((t for t in out[token.i + 1 :] if t.head == token.i and t.dep == "dobj"), None)
    if place is None or any(t.head == out[token.i - 1].i and t.dep == "pobj" for t in out):
        return
    out[token.i] = replace(token, pos="ADJ", tag="JJ", dep="amod", head=place.i)
    out[place.i] = replace(place, dep="pobj", head=token.i - 1)
    for t in out[place.i + 1 :]:
        if t.head == token.i:
            out[t.i] = replace(t, head=token.head)


def _up_to(out: list[Token], token: Token) -> None:
    """"Up to" before a figure is part of it: "suffered up to 80 casualties", where the parse takes it for a particle and a preposition."""
    if token.i + 2 >= len(out) or out[token.i + 1].text != "to" or out[token.i + 2].tag != "CD":
        return
    noun = next((t for t in out[token.i + 2 :] if t.head == token.i + 1 and t.dep == "pobj"), None)
    if noun is None or any(t.head == token.head and t.dep == "dobj" for t in out):
        return
    out[noun.i] = replace(noun, dep="dobj", head=token.head)
    for i in (token.i, token.i + 1):
        out[i] = replace(out[i], dep="quantmod", head=token.i + 2 if noun.i != token.i + 2 else noun.i)


def _two_clauses(out: list[Token], token: Token) -> None:
    """An army "takes" nothing that others do: "took the fort and the rebels withdrew" are two clauses, where the parse makes both nouns the
    subject of the second.
    """
    verb = out[token.head]
    first = next((t for t in out[verb.i + 1 : token.i] if t.head == token.i and t.dep in ("nsubj", "nsubjpass", "mark", "advmod")), None)
    if first is None or not first.dep.startswith("nsubj") or not any(frame.place == "object" for frame in verb_frames().get(verb.lemma, ())) or any(
            not _below(out, t.i, first.i) for t in out[verb.i + 1 : first.i]):
        return
    second = next((t for t in reversed(out[first.i : token.i]) if t.dep == "conj" and t.pos in _NOUNS and _below(out, t.i, first.i)), None)
    joint = next((t for t in out[first.i + 1 : token.i] if second is not None and t.head == second.head and t.dep == "cc" and t.i < second.i), None)
    if second is None or joint is None or any(t.head == token.i and t.dep not in ("aux", "auxpass", "advmod", "neg") for t in out[second.i : token.i]):
        return
    out[second.i] = replace(second, dep=first.dep, head=token.i)
    out[first.i] = replace(first, dep="dobj", head=verb.i)
    out[joint.i] = replace(joint, head=verb.i)
    out[token.i] = replace(token, dep="conj")


def _begin(out: list[Token], names: Sequence[NameMention]) -> None:
    """Where a phrase of time or circumstance opens a sentence, the forces behind its comma are the subject: "During the raids, militiamen and
    soldiers looted", where the parse joins them to the raids.
    """
    if len(out) < 6 or out[0].dep != "prep":
        return
    told = next((t for t in out[1:12] if t.dep == "pobj" and t.head == 0), None)
    joined = next((t for t in out[told.i + 1 :] if t.head in (0, told.i) and t.dep == "conj"), None) if told is not None else None
    if told is None or joined is None or _armed(told, names) or not _armed(joined, names):
        return
    first = min(t.i for t in out if _below(out, t.i, joined.i))
    if out[first - 1].text != "," or any(t.dep == "cc" for t in out[told.i : first]):
        return
    last = max(t.i for t in out if _below(out, t.i, joined.i))
    subject = next((t for t in out[last + 1 :] if t.dep in ("nsubj", "nsubjpass") and out[t.head].pos in ("VERB", "AUX")), None)
    if subject is not None and all(t.dep == "cc" or t.text in (",", "as", "well") or _below(out, t.i, subject.i) for t in out[last + 1 : subject.i]):
        out[joined.i] = replace(joined, dep=subject.dep, head=subject.head)
        out[subject.i] = replace(subject, dep="conj", head=joined.i)
    elif last + 1 < len(out) and (verb := out[last + 1]).tag in _FINITE and verb.dep in ("ROOT", "ccomp") and not any(
            t.head == verb.i and t.dep in ("nsubj", "nsubjpass") for t in out):
        out[joined.i] = replace(joined, dep="nsubj", head=verb.i)


def _between(out: list[Token]) -> None:
    """"Between eight and ten fighters were killed", "killed between eight and ten": the fighters are subject or object, where the parse hangs
    them at the preposition.
    """
    for token in out[:-4]:
        if token.text.lower() == "between" and token.dep == "prep" and token.head < token.i:
            _between_object(out, token)
        if token.text.lower() != "between" or token.dep != "prep" or out[token.i + 1].pos != "NUM" or out[token.i + 2].text.lower() != "and" or out[token.i + 3].pos != "NUM":
            continue
        noun = next((t for t in out[token.i + 4 :] if t.dep == "pobj" and t.head == token.i), None)
        verb = out[token.head]
        if noun is not None and verb.i < noun.i:  # "said between eight and ten fighters had been killed"
            verb = next((t for t in out[noun.i + 1 :] if t.head == verb.i and t.dep == "ccomp" and all(_below(out, j, t.i) for j in range(noun.i + 1, t.i))), verb)
        if noun is None or verb.i < noun.i or verb.pos != "VERB" or any(t.head == verb.i and t.dep in ("nsubj", "nsubjpass") for t in out):
            continue
        passive = any(t.head == verb.i and t.dep == "auxpass" for t in out)
        out[noun.i] = replace(noun, dep="nsubjpass" if passive else "nsubj", head=verb.i)
        out[token.i] = replace(token, dep="quantmod", head=out[token.i + 1].i)


def _between_object(out: list[Token], between: Token) -> None:
    verb = out[between.head]
    first = next((t for t in out[between.i + 1 : between.i + 3] if t.pos == "NUM"), None)
    below = next((t for t in out[between.i + 1 :] if t.head == between.i and t.dep == "pobj"), None)
    if first is None or below is None or verb.pos != "VERB" or any(t.head == verb.i and t.dep in ("dobj", "nsubjpass") for t in out):
        return
    counted = [below, *(t for t in out[below.i + 1 :] if t.dep == "conj" and _below(out, t.i, below.i))]  # "between 90 and 200 of its members"
    people = next((t for t in counted if t.pos == "NOUN" and any(t.lemma in words("groups", group) for group in _TAKEN)), None)
    of = next((t for t in out[below.i :] if t.text == "of" and t.head in {c.i for c in counted} and t.i - counted[-1].i <= 1), None)
    if people is None and of is None:
        return
    object_ = people or counted[-1]
    last = next((t for t in out[first.i + 1 : object_.i + 1] if t.pos == "NUM" and t.i > first.i), first)
    if last.i == first.i or any(t.head == verb.i and t.dep == "ccomp" for t in out[object_.i :]):
        return  # "between the two groups", "claimed between 20 and 30 had died"
    out[object_.i] = replace(object_, dep="dobj", head=verb.i)
    holds = last.i if last.i != object_.i else object_.i
    for t in out[between.i : holds]:
        if t.i != object_.i:
            out[t.i] = replace(t, dep="quantmod", head=holds)
    if last.i != object_.i:
        out[last.i] = replace(last, dep="nummod", head=object_.i)
    for t in out[object_.i + 1 :]:
        if t.head in (below.i, between.i) and object_.i not in (t.i, below.i):
            out[t.i] = replace(t, head=verb.i)


def _armed(token: Token, names: Sequence[NameMention]) -> bool:
    if token.name >= 0:
        return names[token.name].kind in ("actor", "nationality")
    return token.lemma in words("groups", "forces")


def _below(tokens: Sequence[Token], i: int, top: int) -> bool:
    """Whether word `i` is `top` or stands below it in the tree."""
    for _ in tokens:
        if i == top:
            return True
        if tokens[i].head == i:
            return False
        i = tokens[i].head
    return False


def _joined_to(tokens: Sequence[Token], first: int, verb: int) -> int | None:
    """The noun right before the "and" that stands before word `first`, where it is an object below `verb` and no date."""
    conjunction = first - 1
    if conjunction < 2 or tokens[conjunction].dep != "cc" or tokens[conjunction].head != verb:
        return None
    before = tokens[conjunction - 1 if tokens[conjunction - 1].text != "," else conjunction - 2]
    dated = before.name < 0 and (before.pos == "NUM" or before.text.lower() in words("names", "days_and_months"))
    return before.i if before.pos in _NOUNS and before.dep in _OBLIQUE and not dated and _below(tokens, before.i, verb) else None


def _beside_date(tokens: Sequence[Token], above: Token) -> int | None:
    """The object of the verb that a date belongs to: "took A in mid-June and the city of B by August", where the parse joins the city to June."""
    if above.dep != "pobj" or above.text.lower().removeprefix("mid-").removeprefix("late ") not in words("names", "days_and_months"):
        return None
    verb = tokens[tokens[above.head].head]
    return next((t.i for t in tokens if t.head == verb.i and t.dep == "dobj" and t.i < above.i), None) if verb.pos == "VERB" else None


def _verb_behind(tokens: Sequence[Token], i: int) -> int | None:
    """The finite verb right behind noun `i`, or behind a phrase that belongs to it, that is joined to another verb and has no subject."""
    if i + 1 < len(tokens) and tokens[i + 1].dep == "prep" and tokens[i + 1].text.lower() == "with":
        i = next((t.i for t in tokens[i + 2 :] if t.head == i + 1 and t.dep == "pobj"), i)
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or following.pos not in ("VERB", "AUX") or following.tag not in _FINITE:
        return None
    verb = following if following.dep not in ("aux", "auxpass") else tokens[following.head]
    before = verb.dep == "ROOT" and any(t.dep == "ccomp" and t.head == verb.i for t in tokens[:i])  # the first statement hung at the second
    if (not before and (not (verb.dep == "conj" or (verb.dep == "advcl" and not any(t.head == verb.i and t.dep in ("mark", "advmod") for t in tokens))) or verb.head >= i)) or any(t.head == verb.i and t.dep in ("nsubj", "nsubjpass", "expl", "csubj") for t in tokens):
        return None
    return verb.i
