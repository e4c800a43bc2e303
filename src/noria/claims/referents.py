"""Whom the words of a sentence mean: noun phrases as mentions, pronouns and "the group" by what was named before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from noria.claims.discourse import FIRST_PERSON, Discourse
from noria.claims.mentions import COMMANDED, antecedent, by_name, counted_before, describes, in_passing, is_bare_quantity, is_definite, is_pronoun, joined_to, mention, split_modifiers, struck_by
from noria.claims.model import ActorRef
from noria.claims.quantities import COLLECTIVE
from noria.claims.resolve import Resolver
from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.names import is_people
from noria.reading.numbered import in_full
from noria.reference.lexicons import words

# Nouns that stand for a body that was named before.
_BODIES = frozenset("group organisation organization movement militia faction alliance coalition".split())
_MAYBE = frozenset("reportedly allegedly apparently probably likely possibly mainly mostly chiefly primarily namely notably".split())
# Words that stand for people whom only what was told before can name.
_ANYBODY = frozenset("other others more another each half one two some all both that this these those none rest majority many most few several".split())
_MANY = frozenset("dozens hundreds thousands scores".split())
_SIDES = frozenset("side party belligerent combatant".split())
_SEVERAL = frozenset("they them their theirs".split())
# How far behind a noun the name of who it means may stand.
_BESIDE = 6
_PAIR = re.compile(r"(\w+)[-‑–](\w+)")


class Referents:
    """Makes references of token indexes, with one document's memory and look-ups at its back. `text` is the document's."""

    def __init__(self, discourse: Discourse, resolver: Resolver, text: str) -> None:
        self._discourse = discourse
        self._resolver = resolver
        self._text = text

    def actors(self, tree: Tree, heads: Sequence[int], *, machines: bool = False) -> tuple[ActorRef, ...]:
        """References to whom `heads` name; `machines`: a pronoun means the aircraft or vehicle spoken of, not its crew."""
        out: dict[str, ActorRef] = {}
        for head in [n for h in heads for n in by_name(tree, h)]:
            parts = list(split_modifiers(tree, head))
            since = max((m + 2 if tree.tokens[m + 1].dep == "cc" else m for part in parts for m in tree.conjuncts(part) if m < head), default=0)
            for part in (*parts, *_each(tree, head), *joined_to(tree, head)):
                for ref in self._meant(tree, part, since if part == head else 0, machines=machines):
                    out.setdefault(ref.mention, ref)
            for c in tree.children(head, "appos"):
                if tree.tokens[c].name >= 0 and "force" in categories(tree, c) and any(t.text.lower() in _MAYBE for t in tree.tokens[head + 1 : c]):
                    out.setdefault((ref := self._resolver.actor(mention(tree, self._text, c))).mention, ref)  # "troops, reportedly the 31st Brigade,"
        return tuple(out.values())

    def _meant(self, tree: Tree, head: int, since: int, *, machines: bool) -> Iterator[ActorRef]:
        token = tree.tokens[head]
        core = tree.core(head)
        if token.pos == "NOUN" and token.text.lower() in words("groups", "states"):
            return  # "46 dead": nobody says who
        if token.lemma in ("body", "corpse") and token.tag == "NNS" and not any(word == "of" for word, _ in tree.prepositions(head)):
            return  # "25 bodies" likewise
        if token.text.lower() in ("which", "whom"):
            return
        if token.text.lower() in ("latter", "former") and token.pos != "PROPN":
            yield from map(self._resolver.actor, self._of_two(tree, head))
        elif self._discourse.opponents and _both_sides(tree, head):
            yield from self._discourse.opponents
        elif token.text.lower() == "those" and tree.children(head, "relcl"):
            start, end = tree.text(head, max(tree.subtree(head)))  # "those who refused to go"
            yield self._resolver.actor(self._text[start:end].partition(",")[0].strip())
        elif is_pronoun(tree, core):  # "some of them" are they
            yield from map(self._resolver.actor, self._by_pronoun(tree, core, machines=machines))
        elif (pair := _PAIR.fullmatch(token.text)) is not None and is_people(pair[1]) and is_people(pair[2]):
            yield from (self._resolver.actor(pair[1]), self._resolver.actor(pair[2]))  # "Greek-Turkish clashes"
        else:
            text = mention(tree, self._text, head, since).removeprefix("Inter-").removeprefix("inter-")
            if is_bare_quantity(tree, head) or text.lower() in _ANYBODY:
                kind = struck_by(tree, head)
                kind = kind if kind is not None else counted_before(tree, head)
                text = (mention(tree, self._text, kind) if kind is not None else self._discourse.group) or ("" if text.lower() in _ANYBODY | _MANY else text)
            if text:
                ref = self._called_in_full(tree, head, text)
                whose = self._whose(tree, core) if ref.id is None else None
                yield ref if whose is None else replace(self._resolver.actor(whose), mention=ref.mention)

    def _of_two(self, tree: Tree, head: int) -> tuple[str, ...]:
        """Whom "the latter" and "the former" mean: the second and the first of the two whom the sentence named last, else of those who fight."""
        two = [t.i for t in tree.tokens[:head] if t.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj") and (
            ("force" in categories(tree, t.i) and not in_passing(tree, t.i)) or (t.name >= 0 and "person" in categories(tree, t.i)))][-2:]
        told = [mention(tree, self._text, i) for i in two] if len(two) == 2 else [ref.mention for ref in self._discourse.opponents]
        return (told[tree.tokens[head].text.lower() == "latter"],) if len(told) == 2 else ()

    def _called_in_full(self, tree: Tree, head: int, text: str) -> ActorRef:
        """The reference of `text`, named as the phrase itself names it: "15th and 31st Divisions", "the armed wing, the X Brigades"."""
        named = in_full(text, [t.text for t in tree.tokens[head + 1 : head + _BESIDE] if t.name >= 0]) if tree.tokens[head].name >= 0 else None
        named = named or self._apposed(tree, head)
        return self._resolver.actor(text) if named is None else replace(self._resolver.actor(named), mention=text)

    def _apposed(self, tree: Tree, head: int) -> str | None:
        """The name behind a comma of a body that is called by what it is: "its armed wing, the X Brigades", "the group, Y,"."""
        if tree.tokens[head].name >= 0 or not tree.tokens[head].tag.startswith("NN"):
            return None
        named = [c for c in tree.children(head, "appos") if tree.tokens[c].name >= 0 and tree.tokens[c].i - head < _BESIDE and len(tree.conjuncts(c)) == 1
                 and tree.sentence.names[tree.tokens[c].name].kind in ("actor", "other") and "force" in categories(tree, c)
                 and not any(t.text.lower() in _MAYBE for t in tree.tokens[head + 1 : c])]
        return mention(tree, self._text, named[0]) if len(named) == 1 else None

    def _by_pronoun(self, tree: Tree, pronoun: int, *, machines: bool = False) -> tuple[str, ...]:
        word = tree.tokens[pronoun].text.lower()
        if word.endswith(("self", "selves")):
            return ()
        token = tree.tokens[pronoun]
        if token.dep == "nsubj" and word not in FIRST_PERSON and tree.tokens[token.head].lemma in words("cues", "report") and self._discourse.speakers and (
                not any(t.dep == "nsubj" for t in tree.tokens[:pronoun])):
            return (self._discourse.speakers[-1].mention,)  # "It concluded that …": whoever spoke last
        before = antecedent(tree, pronoun, machines=machines)
        if before is not None:
            # only back in the text: of "they and their men" the men are theirs, and asked whose they are for ever
            return tuple(self.called(tree, c) if c < pronoun else mention(tree, self._text, c) for c in (tree.conjuncts(before) if word in _SEVERAL else [before]))
        if machines:
            return (self._discourse.machine,) if self._discourse.machine is not None else ()
        return self._discourse.actors_for(word)

    def called(self, tree: Tree, head: int) -> str:
        """What those are called whom a later pronoun means: "its fighters" by whose they are, others by their own words."""
        possessed = any(tree.tokens[c].tag == "PRP$" for c in tree.children(head, "poss"))
        return (self._whose(tree, head) if possessed else None) or mention(tree, self._text, head)

    def _whose(self, tree: Tree, head: int) -> str | None:
        """Whose men a body of people is that the text calls by a pronoun or by what it is: "its fighters", "the group"."""
        for c in tree.children(head, "poss"):
            if tree.tokens[c].text.lower() == "whose" and (clause := next((a for a in tree.ancestors(head) if tree.tokens[a].dep == "relcl"), None)) is not None:
                return mention(tree, self._text, tree.tokens[clause].head)  # "the general, whose armies"
            if c < head and tree.tokens[c].text.lower() in ("its", "their", "his", "her") and tree.tokens[head].lemma in COMMANDED and (
                    tree.tokens[head].tag != "NN" or tree.tokens[head].lemma in COLLECTIVE | {"force"}):
                meant = self._by_pronoun(tree, c)
                return meant[0] if len(meant) == 1 else None
        above = tree.tokens[head].head
        if tree.tokens[head].dep == "dobj" and tree.tokens[head].lemma in COMMANDED and tree.tokens[above].lemma in ("lose", "suffer"):
            subject = tree.subject(above)  # "the army lost 12 men"
            meant = () if subject is None else self._by_pronoun(tree, subject) if subject < head and is_pronoun(tree, subject) else (mention(tree, self._text, subject),)
            return meant[0] if len(meant) == 1 else None
        if tree.tokens[head].lemma in _BODIES and tree.tokens[head].tag == "NN" and is_definite(tree, head) and not describes(tree, head):
            return self._discourse.body
        return None


def _both_sides(tree: Tree, head: int) -> bool:
    """Whether a phrase means those who fight each other: "both sides", "the two parties", "each side", "the warring parties", "the sides"."""
    token = tree.tokens[head]
    if token.lemma not in _SIDES:
        return False
    before = {tree.tokens[c].text.lower() for c in tree.children(head, "det", "predet", "amod", "nummod")}
    return not before.isdisjoint(("both", "each", "either", "two", "warring", "opposing", "rival")) or (token.lemma == "side" and token.tag == "NNS" and before == {"the"})


def _each(tree: Tree, head: int) -> list[int]:
    """`head`, or those that "each" stands for: the subjects of the clause that it hangs below."""
    if tree.tokens[head].text.lower() != "each":
        return [head]
    for above in tree.ancestors(tree.tokens[head].head):
        subject = tree.own_subject(above)
        if subject is not None:
            return tree.conjuncts(subject)
    return [head]
