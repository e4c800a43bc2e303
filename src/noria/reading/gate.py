"""Which sentences can hold a claim, told from their words before any parse.

A frame can only open where all its words stand: a form of its verb with the particle or object noun it goes by, a noun with one of
its modifiers. That is compiled from the frame lexicon, so that a new frame needs nothing here. Words that are as often used of peace
("take", "leave", "say", listed in `gate.toml`) count only near words that are not, or near armed people and their weapons; in a text of
a few sentences they always count, and the fewer sentences tell of war, the nearer it must be. Deaths and arrests are no such company, except for one another: they are of crime and accident too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from noria.reading.frames import NounFrame, VerbFrame, irregular, noun_frames, verb_frames
from noria.reading.stated import STATING, TOLLS
from noria.reading.verbs import RESTING
from noria.reference.lexicons import words

_WORD = re.compile(r"[^\W\d_]+(?:[-‑'’][^\W\d_]+)*['’]?")
_CLITIC = re.compile(r"['’]([^\W\d_]+)")
_PARTS = re.compile(r"[-‑'’]")
_SHORT = 4  # sentences of a text that is too short to judge
# Share of sentences with a telling word from which a text is about war throughout, and below which it is not about war.
_DENSE, _SPARSE = 0.25, 0.1
# Sentences on either side of one with a telling word in which an everyday word counts, in a text that is not about war and in others.
_NEXT, _NEAR = 1, 2
_MONTH = re.compile(r"\bMarch\b")
# Somebody is somewhere: "were still in", "was within"; a participle between makes it another verb's ("were killed in").
_IS_SOMEWHERE = re.compile(r"(?:\b(?:is|are|was|were|be|been|being)|['’](?:s|re))(?: (?![a-z]+(?:ed|en|ing)\b)[\w'’-]+){0,3} (?:"
                           + "|".join((*RESTING, "there", "here")) + r")\b")
_IN = "be in"

Inflect = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame by the words it needs: one of each of `groups`. `everyday` if they tell of war only in company, `civil` if they open their sentence but are
    no company for others (a death, an arrest).
    """

    rule: str
    groups: tuple[frozenset[str], ...]
    everyday: bool

    @property
    def civil(self) -> bool:
        return self.rule in words("gate", "civil") or self.rule.partition(".")[0] in words("gate", "civil")


class Gate:
    """Tells from the surface which sentences are worth a parse. `inflect` gives all forms that the pipeline takes back to a lemma."""

    def __init__(self, inflect: Inflect) -> None:
        self._index: defaultdict[str, list[Trigger]] = defaultdict(list)
        for trigger in triggers(inflect):
            for word in trigger.groups[0]:
                self._index[word].append(trigger)
        self._armed = frozenset().union(*(
            inflect(word) for group in ("forces", "weapons", "missiles") for word in words("groups", group) - words("gate", "unarmed")))

    def opened(self, sentences: Sequence[str]) -> list[bool]:
        """For each sentence of a document whether it is to be parsed."""
        bags = [bag_of_words(sentence) for sentence in sentences]
        found = [self._triggered(bag) for bag in bags]
        if len(sentences) <= _SHORT:
            return [bool(triggered) for triggered in found]
        hard = [not all(t.everyday for t in triggered) for triggered in found]
        company = [i for i, (bag, triggered) in enumerate(zip(bags, found, strict=True))
                   if not bag.isdisjoint(self._armed) or not all(t.everyday or t.civil for t in triggered)]
        if len(company) >= _DENSE * len(sentences):
            return [bool(triggered) for triggered in found]
        reach = _NEXT if len(company) < _SPARSE * len(sentences) else _NEAR
        near = _around(company, reach)
        near_deaths = _around((i for i, telling in enumerate(hard) if telling), reach)
        return [telling or (bool(triggered) and i in near) or (i in near_deaths and any(t.civil for t in triggered))
                for i, (triggered, telling) in enumerate(zip(found, hard, strict=True))]

    def found(self, sentence: str) -> list[Trigger]:
        """The frames whose words a sentence holds."""
        return self._triggered(bag_of_words(sentence))

    def _triggered(self, bag: set[str]) -> list[Trigger]:
        return [t for word in bag if word in self._index for t in self._index[word] if all(not bag.isdisjoint(group) for group in t.groups[1:])]


def _around(sentences: Iterable[int], reach: int) -> set[int]:
    return {j for i in sentences for j in range(i - reach, i + reach + 1)}


def bag_of_words(sentence: str) -> set[str]:
    """The words of a sentence in lower case, hyphenated ones whole and in parts, short verbs with their apostrophe ("'re"); a month is none,
    and "be in" stands for whatever tells that somebody is somewhere.
    """
    sentence = _MONTH.sub("", sentence).lower()
    out = {f"'{short}" for short in _CLITIC.findall(sentence)}
    for word in _WORD.findall(sentence):
        out.add(word)
        if not word.isalpha():
            out.update((word.rstrip("'’"), *_PARTS.split(word)))
    if _IS_SOMEWHERE.search(sentence) is not None:
        out.add(_IN)
    return out


def triggers(inflect: Inflect) -> Iterator[Trigger]:
    """All frames of the lexicon by the words they need."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for form, lemma in irregular().items():
        known[lemma].add(form)

    def forms(*lemmas: str) -> frozenset[str]:
        return frozenset().union(*(inflect(lemma) | known[lemma] for lemma in lemmas))

    for key, frames in verb_frames().items():
        verb, *others = key.split()
        stem = (forms(verb) - words("gate", "not_verbs"), *(forms(other) for other in others))
        for frame in frames:
            groups = [*([frozenset([_IN])] if verb == "be" and frame.at else stem), *_needed(frame, forms)]
            everyday = _everyday(frame, key)
            if not frame.via:
                yield Trigger(frame.rule, tuple(groups), everyday)
            for phrase in frame.via:
                *prepositions, noun = phrase.split()
                yield Trigger(frame.rule, (*groups, *(frozenset([p]) for p in prepositions), forms(noun)), everyday)
    for key, nouns in noun_frames().items():
        for noun_frame in nouns:
            modified = (forms(*noun_frame.modifiers),) if noun_frame.modifiers else ()
            yield Trigger(noun_frame.rule, (forms(key) - words("gate", "not_nouns"), *modified), _everyday(noun_frame, key))
    yield Trigger("casualty.toll", (forms(*STATING), forms(*TOLLS)), everyday=True)
    yield Trigger("casualty.dead", (words("groups", "states"),), everyday=False)


def _needed(frame: VerbFrame, forms: Callable[..., frozenset[str]]) -> Iterator[frozenset[str]]:
    """The words besides the verb that a frame asks for."""
    if frame.with_:
        yield forms(*frame.with_)
    if frame.with_complement not in ((), ("any",)):
        yield forms(*frame.with_complement)
    if frame.signs:
        yield frozenset(frame.signs)
    if frame.rule == "hold.in":
        yield forms(*words("groups", "forces") - words("gate", "unarmed"))  # whoever else is somewhere is no news
    if frame.from_:
        yield frozenset(["from", "out"])


def _everyday(frame: VerbFrame | NounFrame, key: str) -> bool:
    if frame.rule in words("gate", "rules") or frame.type in words("gate", "types"):
        return True
    bare = isinstance(frame, NounFrame) or not (frame.with_ or frame.with_complement or frame.via)
    return bare and key in words("gate", "nouns" if isinstance(frame, NounFrame) else "verbs")
