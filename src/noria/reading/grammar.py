"""Walks over one parsed sentence: who is the subject of a verb, what follows a preposition, where a noun phrase begins.

Dependency labels are those of the ClearNLP scheme that spaCy's English pipelines use (nsubj, nsubjpass, dobj, agent, prep, pobj, …).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from noria.reading.output import Sentence, Token
from noria.reference.lexicons import words

NOMINAL = frozenset("NOUN PROPN PRON NUM ADJ".split())
_CLAUSAL = frozenset("conj xcomp advcl ccomp pcomp acl relcl dep parataxis oprd".split())
_NP_LEFT = frozenset("amod compound nmod nummod poss quantmod advmod det predet npadvmod case neg punct".split())
_WINDS = frozenset("north south east west northeast northwest southeast southwest".split())
_STARTS = frozenset("start beginning launch commencement onset opening".split())
_FINITE = frozenset(["VBD", "VBZ", "VBP"])
_RELATIVE = frozenset("who whom which that whose".split())
# "reported killed", "left dead", "seen burning"
_PERCEIVED = frozenset("report leave see find confirm list believe presume".split())
_INTRANSITIVE = frozenset("defect embark advance retreat collapse flee return arrive crash rebel revolt mutiny capitulate clash press rise erupt".split())
_STAYING = frozenset(["hold out", "fall back", "break out", "break away", "hang on", "dig in", "give way", "slip away", "fall apart"])
# Participles of verbs that nothing can be the object of.
_NEVER_SUFFERED = frozenset("counterattacked counter-attacked retaliated retreated capitulated".split())
_QUANTITIES = frozenset("ton tons tonne tonnes dozen dozens hundred hundreds thousand thousands score scores number total series couple handful wave string lot majority most rest half remainder % percent first second third last latest".split())
# "resulted in the army taking the town"
_ENDING_IN = frozenset("result lead end culminate".split())
# Verbs by which a clause only says which place is meant.
_TELLING_WHICH = frozenset(["lose", "hold", "control"])
# What armies take, hold and lose.
_THINGS = ("places", "forces", "people", "vehicles", "weapons", "aircraft")
_CARRYING = frozenset("air sea land rail road water ship boat plane aircraft helicopter truck train bus lorry barge foot parachute glider raft car".split())
_AT_A_COST = frozenset("loss casualty difficulty".split())
# What speakers go on to do: "said ... and accused the army".
_ADDRESSING = frozenset("""accuse condemn criticise criticize blame praise congratulate thank urge warn vow threaten deny reject demand call reiterate appeal denounce deplore
downplay apologise apologize pledge promise add""".split())
# "accused the army of shelling": the one accused did it
_BLAMING = frozenset("accuse suspect blame condemn criticise criticize denounce praise thank fault rebuke punish commend convict prevent stop keep dissuade bar block deter discourage hinder restrain prohibit task charge entrust".split())
_OBJECT_CONTROL = frozenset("""order force allow cause enable compel permit urge ask persuade tell help see hear watch show leave accuse pressure push pressurise
pressurize encourage invite require instruct command direct convince oblige drive lead lure provoke induce press""".split())


class Tree:
    """One sentence as a tree; all indexes are token indexes in it."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens

    @cached_property
    def _children(self) -> list[list[int]]:
        out: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                out[token.head].append(token.i)
        return out

    @cached_property
    def _deps(self) -> list[str]:
        return [token.dep for token in self.tokens]

    def children(self, i: int, *deps: str) -> list[int]:
        """Children of `i` in the order of the text, only those with one of `deps` where any is given."""
        own = self._children[i]
        if not own or not deps:
            return own.copy()
        known = self._deps
        return [c for c in own if known[c] in deps]

    def subtree(self, i: int) -> list[int]:
        """`i` and everything below it, in the order of the text."""
        out, stack = [], [i]
        while stack:
            j = stack.pop()
            out.append(j)
            stack.extend(self._children[j])
        return sorted(out)

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads above `i`, nearest first; ends at the root and never loops."""
        seen = {i}
        while (head := self.tokens[i].head) not in seen:
            seen.add(head)
            yield head
            i = head

    def conjuncts(self, i: int) -> list[int]:
        """`i` and the words coordinated below it."""
        out = [i]
        for c in self.children(i, "conj"):
            out.extend(self.conjuncts(c))
        return out

    def _misread(self, verb: int) -> tuple[int, int] | None:
        """Subject and object of a verb that the parse took for an attribute of its object: "the troops fully secured Mount X"."""
        token = self.tokens[verb]
        if token.dep != "amod" or token.tag not in ("VBD", "VBN") or token.head < verb:
            return None
        if (own := self.children(verb, "nsubj")) and token.tag == "VBD":
            return own[0], token.head
        beside = [c for c in self.children(token.head, "nmod", "compound") if c < verb - 1 and self.tokens[c].pos == "PROPN"]
        if beside and all(t.pos == "ADV" for t in self.tokens[beside[-1] + 1 : verb]):
            return beside[-1], token.head  # "the SDF further secured villages"
        subject = self.tokens[token.head].head
        between = self.tokens[subject + 1 : verb]
        apart = self.tokens[token.head].dep == "appos" and subject < verb and all(t.pos == "ADV" for t in between)
        return (subject, token.head) if apart and self.tokens[subject].tag in ("NNS", "NNP", "NNPS") and not self.children(token.head, "det") else None

    def is_passive(self, verb: int) -> bool:
        if self._misread(verb) is not None:
            return False
        if self.children(verb, "auxpass", "nsubjpass"):
            return True
        token = self.tokens[verb]
        if token.tag == "VBD" and any(self.tokens[a].text.lower() == "by" for a in self.children(verb, "agent")) and not self.children(verb, "dobj"):
            return True  # "the division, cut off by eight others, ...": a participle that looks like a past tense
        if token.tag == "VBD" and token.dep == "conj" and any(self.tokens[c].text.lower() == "dead" for c in self.children(verb, "acomp", "oprd")):
            return not self.children(verb, "nsubj", "dobj") and self.is_passive(token.head)  # "were stopped and shot dead"
        if token.tag != "VBN" or token.text.lower() in _NEVER_SUFFERED:
            return False
        if token.dep == "acl" and self.tokens[token.head].dep == "ROOT" and any(self.tokens[c].tag == "VBD" for c in self.children(verb, "conj")):
            return False  # "the Sixth Army under A counterattacked at X and drove": the verb of a sentence that has no other
        if any(f"{token.lemma} {self.tokens[c].text.lower()}" in _STAYING for c in self.children(verb, "prt")):
            return False  # "were encircled, but held out"
        if token.dep in ("acl", "conj") and token.lemma in _INTRANSITIVE:
            return False  # "a colonel defected": the parse makes it one who was
        if token.dep in ("acl", "advcl", "amod", "ROOT", "relcl", "oprd") and not self.children(verb, "aux", "nsubj"):
            return not self.children(verb, "dobj")
        if token.dep == "xcomp" and not self.children(verb, "aux", "dobj"):
            return self.tokens[token.head].lemma in _PERCEIVED
        subject = self.children(verb, "nsubj")
        if subject and not self.children(verb, "aux", "dobj") and any((c < subject[0] or token.dep != "ROOT") and self.tokens[c].text.lower() == "with" for c in self.children(verb, "mark", "prep")):
            return True  # "with 14 peacekeepers killed"
        if subject and subject[0] < verb and self.tokens[verb - 1].text == "," and not self.children(verb, "aux", "dobj") and not (
                token.dep == "ROOT" and any(t.text == "," for t in self.tokens[subject[0] : verb - 1])):
            return True  # "the garrison, surrounded since May, ..."
        if subject and not self.children(verb, "aux", "dobj"):
            # "23 dead, 87 wounded", "dozens killed and hundreds wounded"
            return any(self.tokens[c].pos == "NUM" or self.tokens[c].lemma in _QUANTITIES for c in subject) or (
                token.dep == "conj" and self.is_passive(token.head))  # "the ransom was paid and the sailors released"
        return token.dep == "conj" and not self.children(verb, "aux", "dobj") and self.is_passive(token.head)

    def own_subject(self, verb: int) -> int | None:
        """The subject that stands at the verb itself; a relative pronoun gives its antecedent."""
        if (misread := self._misread(verb)) is not None:
            return misread[0]
        subjects = self.children(verb, "nsubj", "nsubjpass", "csubj")
        for n, c in enumerate(subjects):
            token = self.tokens[c]
            if self._fronted(c):
                continue
            if any(c < m < later for later in subjects[n + 1 :] if later < verb for m in self.children(verb, "mark")):
                continue  # "saw people hurt after the army shelled the town": what stands behind the conjunction
            if token.text.lower() in _RELATIVE and self.tokens[verb].dep in ("relcl", "acl", "ccomp"):
                above = self.tokens[self.tokens[verb].head]
                return above.head if self.tokens[verb].dep == "ccomp" and above.dep == "relcl" else above.i  # "men who they said had been shot"
            return c
        return self._before_it(verb) if not subjects else None

    def _before_it(self, verb: int) -> int | None:
        """The subject right before a verb that the parse joined to what stands before: "A took X and B took Y", "said between 20 and 30 men had died"."""
        token = self.tokens[verb]
        first = min([verb, *self.children(verb, "aux", "auxpass", "neg")])
        before = self.tokens[first - 1]
        if token.dep not in ("ccomp", "conj", "parataxis") or first < 2 or before.pos not in ("NOUN", "PROPN") or self.tokens[first].tag not in _FINITE:
            return None
        if before.dep == "pobj" and self.tokens[before.head].text.lower() == "between":
            return before.i if self.children(before.i, "nummod") and self.tokens[before.head].head == token.head else None
        joined = before.dep == "conj" and before.head < token.head + 9 and self.tokens[before.head].dep == "dobj" and self.tokens[before.head].head == token.head
        return before.i if joined and self.tokens[self.phrase_start(before.i) - 1].text.lower() in ("and", "but") else None

    def _fronted(self, i: int) -> bool:
        """Whether what the parse takes for a subject only says where: "South of X, two men were killed"."""
        token = self.tokens[i]
        return token.lemma.lower().replace("-", "") in _WINDS and any(c > i for c in self.children(token.head, "nsubj", "nsubjpass"))

    def subject(self, verb: int, depth: int = 0) -> int | None:
        """The grammatical subject of a verb, through coordination, control, participles and relative clauses."""
        own = self.own_subject(verb)
        if own is not None or depth > 8:
            return own
        token = self.tokens[verb]
        head = token.head
        if token.dep == "ROOT" and (token.tag in _FINITE or self.children(verb, "auxpass")):
            return self._behind_insertion(verb)
        if head == verb or (token.dep not in _CLAUSAL | {"prep"} and not (token.dep == "appos" and token.tag == "VBG")) or (token.dep == "ccomp" and verb < head):
            return None  # what stands before the words of saying is a statement of its own
        above = self.tokens[head]
        if token.dep == "conj" and (speaking := self._past_of(verb, head)) is not None:
            return self.subject(speaking, depth + 1)
        if token.dep == "conj" and above.pos in ("NOUN", "PROPN"):
            beside = next((m for c in self.children(head, "amod") if (m := self._misread(c)) is not None), None)
            return beside[0] if beside is not None else None
        if token.dep == "relcl" and token.tag == "VB" and above.dep == "dobj" and any(self.tokens[c].text.lower() == "to" for c in self.children(verb, "aux")):
            return self.subject(above.head, depth + 1)  # "announced an operation, to retake the town"
        if (token.dep in ("acl", "relcl") or (token.dep == "appos" and token.tag == "VBG")) and above.pos in NOMINAL:
            return head
        if token.dep == "pcomp" or above.dep == "prep":
            outer = above.head
            if self.tokens[outer].lemma in _BLAMING:
                blamed = self.objects(outer) or self.children(outer, "nsubjpass") or ([self.tokens[outer].head] if self.tokens[outer].dep == "acl" else [])
                return blamed[0] if blamed else None
            if self.tokens[outer].pos not in ("VERB", "AUX"):  # "for the first time after capturing": an adverbial of the verb above
                outer = next((a for a in self.ancestors(outer) if self.tokens[a].pos in ("VERB", "AUX")), outer)
            if self.tokens[outer].pos not in ("VERB", "AUX"):
                return outer if self.tokens[outer].head == outer and self.tokens[outer].pos in ("NOUN", "PROPN") else None
            return self.subject(outer, depth + 1)
        if above.lemma in _ENDING_IN and (ending := self._behind_preposition(verb)) is not None:
            return ending
        if above.pos in ("VERB", "AUX", "ADJ") or above.dep in _CLAUSAL:
            if token.dep in ("xcomp", "ccomp", "advcl") and above.lemma in _OBJECT_CONTROL:
                objects = self.objects(head)
                if objects and token.dep != "advcl":
                    return objects[0]
            if above.pos == "ADJ" and above.dep in ("acomp", "oprd"):
                return self.subject(above.head, depth + 1)
            if above.lemma == "be" and token.tag == "VBG" and any(self.tokens[s].pos == "ADJ" for s in self.children(head, "nsubj")) and (told := self.children(head, "attr")):
                return told[0]  # "the largest was X, holding Y"
            return self.subject(head, depth + 1)
        return None

    def _past_of(self, verb: int, head: int) -> int | None:
        """The verb of saying that another one in the simple past goes on from, where the parse joins it to the pluperfect that was said: "said ten had been killed and
        accused the army".
        """
        said = self.tokens[head].head
        joined = self.tokens[verb].lemma in _ADDRESSING and self.tokens[verb].tag == "VBD" and not self.children(verb, "aux", "auxpass") and self.tokens[head].tag == "VBN" and self.tokens[head].dep == "ccomp"
        pluperfect = any(self.tokens[c].text.lower() in ("had", "'d") for c in self.children(head, "aux"))
        return said if joined and pluperfect and said < head < verb and self.tokens[said].tag == "VBD" else None

    def _behind_preposition(self, gerund: int) -> int | None:
        """The noun right before a gerund that tells what something ended in: "resulting in the army quickly taking the town"."""
        before = next((i for i in range(gerund - 1, -1, -1) if self.tokens[i].pos != "ADV"), 0)
        above = self.tokens[self.tokens[before].head]
        inside = self.tokens[gerund].tag == "VBG" and self.tokens[before].dep == "pobj" and above.dep == "prep" and above.head == self.tokens[gerund].head
        return before if inside else None

    def _behind_insertion(self, verb: int) -> int | None:
        """The subject that the parse lost behind what parts it from its verb: "X, citing an officer, reported", "X, an old ally, said"."""
        verb = min([verb, *self.children(verb, "aux", "auxpass", "neg")])
        if verb < 3 or self.tokens[verb - 1].text != ",":
            return None
        for i in range(verb - 2, -1, -1):
            if self.tokens[i].pos == "PROPN" and any(c > i and max(self.subtree(c)) == verb - 2 for c in self.children(i, "appos", "acl", "relcl")):
                return i
        return next((c for c in self.children(verb, "npadvmod") if c < verb and self.tokens[c].pos == "PROPN"), None)

    def core(self, i: int) -> int:
        """The noun that a phrase of quantity or of beginning is about: "strikes" of "dozens of strikes"; `i` itself otherwise."""
        token = self.tokens[i]
        if token.lemma in _QUANTITIES | _STARTS or token.pos == "NUM":
            for word, below in self.prepositions(i):
                if word == "of":
                    return self.core(below)
        return i

    def objects(self, verb: int) -> list[int]:
        """Direct objects of a verb with everything coordinated; of a reduced passive the noun it stands at."""
        out = [c for d in self.children(verb, "dobj", "dative", "attr", "oprd") if self.tokens[d].dep == "dobj"
               or (self.tokens[d].dep == "dative" and self.tokens[d].pos in NOMINAL) for c in self.conjuncts(d)]
        token = self.tokens[verb]
        if token.dep == "relcl" and out and self.tokens[out[0]].text.lower() in _RELATIVE:
            out[0] = token.head  # "the town, which they had left"
        if (misread := self._misread(verb)) is not None:
            return self.conjuncts(misread[1])
        if not out and token.dep == "relcl" and self._left_out(verb):
            return [token.head]  # "the town they had left"
        if not out and token.dep == "conj" and self.tokens[token.head].pos == "VERB":
            # "besieged and captured the town": the parser gives the object to the last verb
            return []
        if not out:
            later = [c for c in self.children(verb, "conj") if self.tokens[c].pos == "VERB" and self.own_subject(c) is None]
            for c in later:
                if c - verb <= 4 and not self.children(verb, "prep"):
                    return self.objects(c)
        return out

    def _left_out(self, verb: int) -> bool:
        """Whether a relative clause without a pronoun leaves its object to the noun before it: "the town they had left"."""
        subjects, above = self.children(verb, "nsubj"), self.tokens[self.tokens[verb].head]
        if len(subjects) != 1 or self.tokens[subjects[0]].text.lower() in _RELATIVE or self.tokens[verb].tag not in ("VBD", "VBN", "VBZ", "VBP"):
            return False
        if self.tokens[verb].lemma in _TELLING_WHICH or not (above.name >= 0 or above.pos == "NUM" or any(above.lemma in words("groups", group) for group in _THINGS)):
            return False  # "the positions they lost" only says which
        between = self.tokens[above.i + 1 : min(self.subtree(subjects[0]))]
        return not self.children(verb, "auxpass", "ccomp", "xcomp", "mark", "attr", "acomp") and all(t.head == verb and t.dep in ("aux", "advmod") and t.tag == "RB" for t in between)

    def agents(self, verb: int) -> list[int]:
        """Heads behind "by" at a passive verb."""
        by = [a for a in self.children(verb, "agent", "prep") if self.tokens[a].text.lower() == "by"]
        named = [p for a in by for p in self.children(a, "pobj")]
        # "by retreating troops": the parser may take the participle for what was done
        if not by:  # "was taken with few losses by the army"
            named = [p for w in self.children(verb, "prep") if self.tokens[w].text.lower() == "with" for o in self.children(w, "pobj") if self.tokens[o].lemma in _AT_A_COST
                     for a in self.children(o, "prep", "agent") if self.tokens[a].text.lower() == "by" for p in self.children(a, "pobj")]
        named = named or [o for a in by for p in self.children(a, "pcomp") if self.tokens[p].tag == "VBG" and p == a + 1 for o in self.children(p, "dobj")[:1]
                          if not self.children(o, "det")]
        return [c for p in named for c in self.conjuncts(p) if not self._means(c)]

    def _means(self, i: int) -> bool:
        """Whether a word behind "by" tells how somebody goes: "evacuated by ship"."""
        return self.tokens[i].text.lower() in _CARRYING and not self._children[i]

    def prepositions(self, i: int) -> Iterator[tuple[str, int]]:
        """(preposition, head of its phrase) at `i`, coordinated phrases one by one; "north of X" gives ("north of", X)."""
        for p in self.children(i, "prep", "agent", "dative", "advmod", "npadvmod"):
            yield from self._phrase(p)
        for p in self.children(i, "nsubj", "nsubjpass"):
            if self._fronted(p):
                yield from self._phrase(p)

    def _phrase(self, p: int) -> Iterator[tuple[str, int]]:
        token = self.tokens[p]
        word = token.text.lower()
        if token.dep in ("advmod", "npadvmod", "nsubj", "nsubjpass"):
            for q in self.children(p, "prep"):
                if self.tokens[q].text.lower() in ("of", "from", "to"):
                    for o in self.children(q, "pobj"):
                        for c in self.conjuncts(o):
                            yield f"{word} {self.tokens[q].text.lower()}", c
                else:
                    yield from self._phrase(q)
            return
        for q in self.children(p, "prep"):
            for o in self.children(q, "pobj"):
                for c in self.conjuncts(o):
                    yield f"{word} {self.tokens[q].text.lower()}", c
        for o in self.children(p, "pobj"):
            for c in self.conjuncts(o):
                yield word, c
        for q in self.children(p, "conj"):
            yield from self._phrase(q)

    def phrase_start(self, head: int) -> int:
        """Index of the first word of the noun phrase that ends at `head`."""
        start = head
        for c in reversed([c for c in self._children[head] if c < head]):
            if self.tokens[c].dep not in _NP_LEFT or self.tokens[c].text in (",", '"', "(", ":"):
                break
            start = min(start, *self.subtree(c))
        return start

    def text(self, first: int, last: int) -> tuple[int, int]:
        """Document offsets from the beginning of word `first` to the end of word `last`."""
        return self.tokens[first].span.start, self.tokens[last].span.end
