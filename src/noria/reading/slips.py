"""Slips of the parse that leave a statement without its verb, put right before anything is read off it.

"The attack left forty dead" may come as a noun with a participle ("the attack [that was] left"), "the town was overrun" with a noun
for its verb. What stands around the word tells: a participle behind its noun has no object of its own, and only verbs have
auxiliaries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from noria.reading.categories import LAUNCHABLE
from noria.reading.frames import irregular, regular
from noria.reading.output import Token
from noria.reference.lexicons import words

_NOUNS = frozenset(["NOUN", "PROPN", "PRON"])
_STATING = frozenset(["ROOT", "ccomp", "parataxis"])
_PAST = frozenset(["VBN", "VBD"])
_LIKE_PARTICIPLES = frozenset(["JJ", "VBN", "VBD"])
_BEING = frozenset("be remain stay".split())
# What nothing can be the object of: their participle behind a noun is the verb of the statement.
_NEVER_SUFFERED = frozenset("ensue erupt intensify desert defect crumble surface collapse advance retreat arrive escalate flee rage suffer commence withdraw counterattack counter-attack".split())
_BEHIND = frozenset("prep advmod npadvmod punct conj cc advcl prt dobj".split())


def with_verbs(tokens: Sequence[Token]) -> list[Token]:
    """The words of a sentence with the verbs back that the parse took for something else."""
    out = list(tokens)
    below: dict[int, list[Token]] = {}
    for token in tokens:
        if token.head != token.i:
            below.setdefault(token.head, []).append(token)
    for token in tokens:
        children = below.get(token.i, [])
        if token.pos in ("NOUN", "ADJ") and token.name < 0 and any(c.dep == "auxpass" for c in children) and any(c.dep == "nsubjpass" for c in children):
            out[token.i] = replace(token, pos="VERB", tag="VBN", lemma=_verb(token) or token.lemma)  # "the town was overrun"
        elif token.dep == "acomp" and token.tag in _LIKE_PARTICIPLES and tokens[token.head].lemma in _BEING and _verb(token) is not None:
            _participle(out, token, below)  # "the town was encircled", where the participle is an adjective to the parse
        elif token.dep == "compound" and token.tag in ("NN", "NNP") and token.name < 0 and not token.text.endswith("ing") and _verb(token) is not None:
            _between_names(out, token, below)
        elif token.dep == "dobj" and token.lemma == "overrun" and token.tag == "NN" and tokens[token.head].lemma == "have" and not any(c.dep == "det" for c in children):
            _had(out, token, below)
        elif token.dep == "attr" and token.lemma == "overrun" and token.tag == "NN" and tokens[token.head].lemma == "be":
            _participle(out, token, below)  # the same, where the noun is what the town "was"
        elif token.dep == "xcomp" and token.tag == "VB" and token.i > 1 and tokens[token.i - 1].text == "to" and tokens[token.i - 2].lemma in words("cues", "fail-nouns"):
            out[token.i] = replace(token, dep="acl", head=token.i - 2)  # "attempts to cross were repelled"
        elif token.dep in ("conj", "advcl") and token.tag == "VB" and (purpose := _purpose_of(token, tokens, below)) is not None:
            out[token.i] = replace(token, dep="acl", head=purpose)
        elif token.name >= 0 and token.pos == "VERB" and token.dep == "xcomp" and not any(c.dep == "dobj" for c in below.get(token.head, ())):
            out[token.i] = replace(token, pos="PROPN", tag="NNP", dep="dobj")  # "wrested Riverton from the enemy"
        elif token.pos in _NOUNS and token.dep in _STATING:
            _stated(out, token, children, below)
    return out


def _verb(token: Token) -> str | None:
    """The verb of a frame that a word is a past form of."""
    word = token.text.lower()
    return irregular().get(word) or regular().get(word)


def _participle(out: list[Token], token: Token, below: dict[int, list[Token]]) -> None:
    """Makes what something "was" the verb, and the form of "be" its auxiliary."""
    be = out[token.head]
    out[token.i] = replace(token, pos="VERB", tag="VBN", lemma=_verb(token) or token.lemma, dep=be.dep, head=be.head if be.head != be.i else token.i)
    out[be.i] = replace(be, dep="auxpass", head=token.i)
    for child in below.get(be.i, ()):
        if child.i != token.i:
            out[child.i] = replace(child, head=token.i, dep="nsubjpass" if child.dep == "nsubj" else child.dep)


def _between_names(out: list[Token], token: Token, below: dict[int, list[Token]]) -> None:
    """Makes a past form between two names the verb: "Ruritania retook Kula, securing the road", where the parse takes all three for one name."""
    noun = out[token.head]
    subject = next((t for t in (*below.get(token.i, ()), *below.get(noun.i, ())) if t.i == token.i - 1 and t.dep == "compound"), None)
    verb = out[noun.head]
    if subject is None or subject.pos not in _NOUNS or not (noun.head == noun.i or (noun.dep == "nsubj" and verb.tag == "VBG" and verb.dep == "ROOT")):
        return
    out[token.i] = replace(token, pos="VERB", tag="VBD", lemma=_verb(token) or token.lemma, dep="ROOT", head=token.i)
    out[subject.i] = replace(subject, dep="nsubj", head=token.i)
    out[noun.i] = replace(noun, dep="dobj", head=token.i)
    for child in below.get(noun.i, ()):
        if child.i > noun.i or (child.i < subject.i and child.dep in _BEHIND):
            out[child.i] = replace(child, head=token.i)
    if verb.i != noun.i:
        out[verb.i] = replace(verb, dep="advcl", head=token.i)
        for child in below.get(verb.i, ()):
            if child.i < token.i:
                out[child.i] = replace(child, head=token.i)


def _had(out: list[Token], token: Token, below: dict[int, list[Token]]) -> None:
    """Makes what somebody "had" the verb, and the form of "have" its auxiliary: "had overrun or cut off the posts"."""
    have = out[token.head]
    out[token.i] = replace(token, pos="VERB", tag="VBN", dep=have.dep, head=have.head if have.head != have.i else token.i)
    out[have.i] = replace(have, dep="aux", head=token.i)
    for child in below.get(have.i, ()):
        if child.i != token.i:
            out[child.i] = replace(child, head=token.i)


def _stated(out: list[Token], noun: Token, children: Sequence[Token], below: dict[int, list[Token]]) -> None:
    """Makes the participle that has an object of its own, or a subject before it, the verb of the statement that `noun` heads."""
    for verb in children:
        if verb.tag not in _PAST or verb.name >= 0:
            continue
        own = below.get(verb.i, [])
        if verb.dep == "acl" and verb.i > noun.i and (verb.lemma in _NEVER_SUFFERED or any(_object(c, out) and c.i > verb.i for c in own)) and not any(c.dep in ("aux", "auxpass", "nsubj", "agent") for c in own):
            subject, moved = noun, None
        elif verb.dep == "amod" and verb.i < noun.i and (before := [c for c in own if c.dep in ("npadvmod", "nsubj") and c.i < verb.i and c.pos in _NOUNS]):
            subject, moved = before[0], noun
        else:
            continue
        out[verb.i] = replace(verb, tag="VBD", pos="VERB", dep=noun.dep, head=noun.head if noun.head != noun.i else verb.i)
        out[subject.i] = replace(subject, dep="nsubj", head=verb.i)
        if moved is not None:
            out[moved.i] = replace(moved, dep="dobj", head=verb.i)
        for child in children:
            if child.i > verb.i and child.dep in _BEHIND:
                out[child.i] = replace(child, head=verb.i)
        for child in own:
            if child.dep == "oprd" and child.name >= 0:
                out[child.i] = replace(child, dep="dobj")
        return


def _object(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a word is what a verb acts on: its object, a name behind it, or so many ("killed between 30 and 40 of them")."""
    return token.dep == "dobj" or (token.dep == "oprd" and token.name >= 0) or (token.dep == "prep" and token.text == "between" and tokens[token.i + 1].pos == "NUM")


def _purpose_of(verb: Token, tokens: Sequence[Token], below: dict[int, list[Token]]) -> int | None:
    """The operation that an infinitive behind a comma tells the purpose of: "was an operation of the army, supported by tanks, to retake the town"."""
    above = tokens[verb.head]
    if above.tag == "VBN" and not any(c.dep == "cc" for c in below.get(above.i, ())):
        above = tokens[above.head]
    if above.lemma != "be" or not any(c.dep == "aux" and c.text == "to" for c in below.get(verb.i, ())):
        return None
    return next((c.i for c in below.get(above.i, ()) if c.dep == "attr" and c.i < verb.i and c.lemma in LAUNCHABLE), None)
