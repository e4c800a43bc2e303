"""Which sentences can hold a claim, told from their words before any parse.

A frame can only open where all its words stand: a form of its verb with the particle or object noun it goes by, a noun with one of
its modifiers. That is compiled from the frame lexicon, so that a new frame needs nothing here. Words that are as often used of peace
("take", "leave", "say", listed in `gate.toml`) count only near words that are not, or near armed people and their weapons; in a text of
a few sentences they always count, and where few sentences tell of war, only beside such words. Deaths and arrests are no such company, except for one another: they are of crime and accident too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from noria.reading.categories import CLASSES, FAR, LAUNCHABLE
from noria.reading.equated import SAYING
from noria.reading.frames import NounFrame, VerbFrame, irregular, noun_frames, regular, verb_frames
from noria.reading.nouns import GAINS
from noria.reading.stated import STATING, TOLLS
from noria.reading.verbs import RESTING
from noria.reference.lexicons import words

_WORD = re.compile(r"[^\W\d_]+(?:[-‑'’][^\W\d_]+)*['’]?")
_CLITIC = re.compile(r"['’]([^\W\d_]+)")
_PARTS = re.compile(r"[-‑'’]")
_SHORT = 4  # sentences of a text that is too short to judge
# Share of sentences with a telling word from which a text is about war throughout, and below which it is not about war.
_DENSE, _SPARSE = 0.25, 0.1
# Sentences on either side of one with a telling word in which an everyday word counts: only that one in a text that is not about war, the next too in others.
_NEXT, _NEAR = 0, 1
_MONTH = re.compile(r"\bMarch\b")
# Somebody is somewhere: "were still in", "was within"; a participle between makes it another verb's ("were killed in").
_IS_SOMEWHERE = re.compile(r"(?:\b(?:is|are|was|were|be|been|being)|['’](?:s|re))(?: (?![a-z]+(?:ed|en|ing)\b)[\w'’-]+){0,3} (?:"
                           + "|".join((*RESTING, "there", "here")) + r")\b")
_IN = "be in"

Inflect = Callable[[str], frozenset[str]]
# War opens its sentence and is company for everyday words; a death or an arrest opens its own, and is company only for what may be one too.
Tells = Literal["war", "death", "civil life", "everyday"]
_OPENING: frozenset[Tells] = frozenset(("war", "death"))
_CIVIL: frozenset[Tells] = frozenset(("death", "civil life"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame by the words it needs: one of each of `groups`. `everyday` if they tell of war only in company."""

    rule: str
    groups: tuple[frozenset[str], ...]
    everyday: bool

    @property
    def tells(self) -> Tells:
        """What the words tell of."""
        civil = self.rule in words("gate", "civil") or self.rule.partition(".")[0] in words("gate", "civil")
        if self.everyday:
            return "civil life" if civil else "everyday"
        return "death" if civil else "war"


class Gate:
    """Tells from the surface which sentences are worth a parse. `inflect` gives all forms that the pipeline takes back to a lemma."""

    def __init__(self, inflect: Inflect) -> None:
        self._triggers = tuple(triggers(inflect))
        shared = Counter(word for trigger in self._triggers for group in trigger.groups for word in group)
        telling: defaultdict[str, dict[tuple[Tells, tuple[frozenset[str], ...]], None]] = defaultdict(dict)
        for trigger in self._triggers:
            rarest = min(trigger.groups, key=lambda group: max(shared[word] for word in group))  # "be under siege" is looked for where "siege" stands
            others = tuple(group for group in trigger.groups if group is not rarest)
            for word in rarest:
                telling[word][trigger.tells, others] = None
        # Many frames of a word tell the same, and one that asks for no other word makes the others needless.
        self._telling = {word: [(tells, groups) for tells, groups in found if not groups or (tells, ()) not in found] for word, found in telling.items()}
        self._armed = frozenset().union(*(
            inflect(word) for group in ("forces", "weapons", "missiles") for word in words("groups", group) - words("gate", "unarmed")))

    def opened(self, sentences: Sequence[str]) -> list[bool]:
        """For each sentence of a document whether it is to be parsed."""
        bags = [bag_of_words(sentence) for sentence in sentences]
        found = [self._tells(bag) for bag in bags]
        if len(sentences) <= _SHORT:
            return [bool(tells) for tells in found]
        company = [i for i, (bag, tells) in enumerate(zip(bags, found, strict=True)) if "war" in tells or not bag.isdisjoint(self._armed)]
        if len(company) >= _DENSE * len(sentences):
            return [bool(tells) for tells in found]
        reach = _NEXT if len(company) < _SPARSE * len(sentences) else _NEAR
        near = _around(company, reach)
        near_deaths = _around((i for i, tells in enumerate(found) if not tells.isdisjoint(_OPENING)), _NEAR)
        return [not tells.isdisjoint(_OPENING) or (bool(tells) and i in near) or (i in near_deaths and not tells.isdisjoint(_CIVIL))
                for i, tells in enumerate(found)]

    def found(self, sentence: str) -> list[Trigger]:
        """The frames whose words a sentence holds."""
        bag = bag_of_words(sentence)
        return [trigger for trigger in self._triggers if all(not bag.isdisjoint(group) for group in trigger.groups)]

    def _tells(self, bag: set[str]) -> set[Tells]:
        return {tells for word in self._telling.keys() & bag for tells, groups in self._telling[word] if all(not bag.isdisjoint(group) for group in groups)}


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
    for form, lemma in (*irregular().items(), *regular().items()):
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
    yield Trigger("capture.gained", (forms(*GAINS), forms(*SAYING)), everyday=True)
    yield Trigger("launch.defined", (forms(*LAUNCHABLE), forms("be")), everyday=True)
    yield Trigger("casualty.dead", (words("groups", "states"),), everyday=False)


def _needed(frame: VerbFrame, forms: Callable[..., frozenset[str]]) -> Iterator[frozenset[str]]:
    """The words besides the verb that a frame asks for."""
    if frame.with_:
        yield forms(*frame.with_)
    if frame.with_complement not in ((), ("any",)):
        yield forms(*frame.with_complement)
    if frame.signs:
        yield frozenset(frame.signs)
    if frame.measured:
        yield forms(*FAR)
    if frame.subjects and all(subject in CLASSES for subject in frame.subjects):
        yield forms(*(word for subject in frame.subjects for word in CLASSES[subject]))
    if frame.rule == "hold.in":
        yield forms(*words("groups", "forces") - words("gate", "unarmed"))  # whoever else is somewhere is no news
    if frame.from_:
        yield frozenset(["from", "out"])


def _everyday(frame: VerbFrame | NounFrame, key: str) -> bool:
    if frame.rule in words("gate", "rules") or frame.type in words("gate", "types"):
        return True
    bare = isinstance(frame, NounFrame) or not (frame.with_ or frame.with_complement or frame.via)
    return bare and key in words("gate", "nouns" if isinstance(frame, NounFrame) else "verbs")
