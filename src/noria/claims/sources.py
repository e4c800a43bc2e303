"""Whose words a claim is told in: the voices of its sentence by name, the quotation or post around it, a source in brackets behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from noria.claims.discourse import FIRST_PERSON, Discourse
from noria.claims.mentions import antecedent, is_definite, is_pronoun, mention
from noria.claims.model import ActorRef, Attribution
from noria.claims.resolve import Resolver
from noria.claims.speech import Speech
from noria.reading.attribution import speakers
from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.speakers import Voice, shown_by
from noria.reference.lexicons import words

# A post as it is passed on: "@handle: Our units …".
_HANDLE = re.compile(r"(@\w+)(?: \([^()]+\))?:\s")
# A source named behind what it tells, as bulletins do: "… burning 70 houses (OCHA)."
_BRACKETED = re.compile(r"([\w'’-]+),? \(([A-Z][A-Za-z&.-]*(?: [A-Z][A-Za-z&.-]*){0,3})\)[.;]?\s*$")
_CLOCKS = frozenset("UTC GMT CET CEST EST EDT BST AM PM".split())
# How a text calls again who has just spoken.
_AGAIN = frozenset("""statement communique communiqué release announcement report group organisation organization monitor watchdog agency outlet newspaper paper channel
institute body broadcaster charity spokesman spokesperson spokeswoman official minister commander general colonel mayor governor doctor officer leader president
director envoy ambassador chief witness survivor""".split())
_RECENT = 12


class Sources:
    """Sources of one document's claims, with those named so far, so that "the ministry" and "it" can be told for whom they mean."""

    def __init__(self, text: str, resolver: Resolver, speech: Speech, discourse: Discourse) -> None:
        self._text = text
        self._resolver = resolver
        self._speech = speech
        self._discourse = discourse
        self._named: list[Attribution] = []

    def of(self, tree: Tree, head: int, said: Sequence[Voice], author: str | None) -> tuple[Attribution, ...]:
        """The sources of a predicate headed by `head` that `said` govern, outermost first. `author` is who wrote the post it stands in."""
        around = self._around(tree, head, said, author)
        return tuple({a.name: a for a in (*around, *self._attribution(tree, said))}.values()) or self._bracketed(tree)

    def speakers(self, tree: Tree, heads: Sequence[int]) -> tuple[ActorRef, ...]:
        """Who "he" is that speaks: the one who spoke before; nobody where others than he are told to speak."""
        told = [h for h in heads if is_pronoun(tree, h) and tree.tokens[h].text.lower() in ("he", "she", "they", "it")]
        if len(told) != 1 or len(heads) != 1 or antecedent(tree, told[0]) is not None:
            return ()
        return tuple(ActorRef(a.mention, a.name, a.id) for a in self._discourse.speakers)

    def remember(self, tree: Tree) -> None:
        """Take in who speaks in a sentence, for those that follow."""
        spoke = self._attribution(tree, [v for v in speakers(tree) if not is_pronoun(tree, v.head)])
        if spoke:
            self._discourse.speakers = spoke[-1:]
        if spoke or (self._discourse.just_spoke(tree.sentence.index) and self._speech.around(tree.sentence.span.start) is not None):
            self._discourse.spoke = tree.sentence.index  # they speak, or go on speaking

    def _around(self, tree: Tree, head: int, said: Sequence[Voice], author: str | None) -> tuple[Attribution, ...]:
        """Whose words the predicate stands in, where the sources that its sentence names do not tell: a post's, a quotation's."""
        if author is not None:
            return (self._resolver.source(author, "posted"),)
        if not said and (handle := _HANDLE.match(self._text, tree.sentence.span.start)) is not None:
            return (self._resolver.source(handle[1], "posted"),)
        quotation = self._speech.around(tree.tokens[head].span.start)
        if quotation is None or any(self._speech.around(tree.tokens[voice.cue_head].span.start) is None for voice in said):
            return ()
        told = self._speech.speaker(quotation)
        if told is not None:
            return self._attribution(told[0], [replace(told[1], since=0)])
        if quotation.contains(tree.sentence.span) and self._discourse.just_spoke(tree.sentence.index):
            return self._discourse.speakers
        return ()

    def _attribution(self, tree: Tree, said: Sequence[Voice]) -> tuple[Attribution, ...]:
        out: list[Attribution] = []
        named = any(not is_pronoun(tree, voice.head) for voice in said)
        for voice in said:
            if not is_pronoun(tree, voice.head):
                out.extend(self._source(tree, voice))
            elif tree.tokens[voice.head].text.lower() not in FIRST_PERSON and not named:  # "we believe", "the ministry said it had found that"
                out.extend(self._meant(tree, voice))
        return tuple({a.name: a for a in reversed(out)}.values())[::-1]

    def _source(self, tree: Tree, voice: Voice) -> list[Attribution]:
        """A source by its phrase; what is shown or published with who did so, what is told again with whom it means."""
        text = mention(tree, self._text, voice.head, voice.since)
        last, author = shown_by(tree, voice.head)
        if text and last > voice.head:
            text = " ".join(self._text[slice(*tree.text(tree.phrase_start(voice.head), last))].split()).removeprefix("the ").removeprefix("The ")
        if not text:
            return []
        source = self._resolver.source(text, voice.cue)
        if author is not None:
            source = replace(self._resolver.source(mention(tree, self._text, author), voice.cue), mention=text)
        elif (known := self._known_as(tree, voice.head, text)) is not None:
            source = replace(known, mention=text, cue=voice.cue)
        elif tree.tokens[voice.head].name < 0 and tree.tokens[voice.cue_head].lemma == "tell" and voice.head in tree.objects(voice.cue_head):
            return []  # "told the agency", "told news agencies": nobody knows which
        if source.name is not None and source not in self._named[-_RECENT:]:
            self._named.append(source)
        return [source]

    def _known_as(self, tree: Tree, head: int, text: str) -> Attribution | None:
        """The source named before that a short description means: "the ministry", "the statement", "the group"."""
        if tree.tokens[head].name >= 0 or not is_definite(tree, head) or len(text.split()) > 1:
            return None
        word = text.lower()
        before = next((a for a in reversed(self._named[-_RECENT:]) if a.name is not None and word in a.name.lower().split() and len(a.name.split()) > 1), None)
        if before is not None or word not in _AGAIN or not self._discourse.just_spoke(tree.sentence.index):
            return before
        return next((a for a in self._discourse.speakers if a.name is not None and " " in a.name), None)

    def _meant(self, tree: Tree, voice: Voice) -> list[Attribution]:
        """Whom a pronoun means that speaks: who spoke before it in its sentence, else the latest to speak, else the latest force."""
        word = tree.tokens[voice.head].text.lower()
        if word not in ("he", "she", "they", "it"):
            return [self._resolver.source(name, voice.cue) for name in self._discourse.actors_for(word)[:1]]
        person = word in ("he", "she")
        before = [v for v in speakers(tree) if v.head < voice.head and not is_pronoun(tree, v.head) and ("person" in categories(tree, v.head) or not person)]
        if before:
            return self._source(tree, replace(before[-1], cue=voice.cue))
        if tree.tokens[voice.cue_head].dep in ("relcl", "advcl") and (told := antecedent(tree, voice.head)) is not None:
            return self._source(tree, replace(voice, head=told))  # "the militia freed men who they said were held unlawfully"
        if self._discourse.speakers:
            return [replace(self._discourse.speakers[0], cue=voice.cue)]
        return [self._resolver.source(name, voice.cue) for name in self._discourse.actors_for(word)[:1]]

    def _bracketed(self, tree: Tree) -> tuple[Attribution, ...]:
        """The source in brackets at the end of a sentence; none where the brackets abbreviate, locate or time what stands before them."""
        told = tree.sentence.span.of(self._text)
        found = _BRACKETED.search(told) if told.rstrip(".; ").endswith(")") else None
        if found is None or not (found[1].islower() or found[1].isdigit() or found[1].lower() in words("names", "days_and_months")) or found[2] in _CLOCKS:
            return ()
        stem = found[1].lower().removesuffix("s")
        if any(stem in words("groups", key) for key in ("forces", "people", "weapons", "missiles", "vehicles", "aircraft")):
            return ()
        if len(found[2]) < 6 and _spelt(found[2], told[: found.start(2)]):
            return ()
        return (self._resolver.source(found[2], "in brackets"),)


def _spelt(short: str, before: str) -> bool:
    """Whether an abbreviation can stand for the words right before it."""
    initials = [word[0].lower() for word in re.findall(r"[A-Za-z]+", before)[-8:]]
    letters = iter(initials)
    return all(letter in letters for letter in short.lower() if letter.isalpha())
