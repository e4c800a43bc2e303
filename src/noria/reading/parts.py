"""Parts of a sentence that are parsed for themselves: statements between semicolons, and the words of saying put in behind a comma.

The parser takes "…, the head of the air force, Ana Petrova, claimed on Monday" for one more member of whatever stands before it.
Shown without these words it reads the statement as the plain sentence that it is; both parses are put together again as it would
have done itself had it seen through them (the statement as `ccomp` of the verb of saying).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from noria.reading.pipeline import Parsed, Piece
from noria.reference.lexicons import words

_CLOSING = frozenset(['"', "'", "''", "”", "’", ".", "!", "?", ")"])
_DASHES = frozenset(["-", "--", "—"])
_QUOTES = frozenset(['"', "''", "``"])
_OPENERS = frozenset("the a an its his her their our one two three four several some many other another local both".split())
_NOT_IN_SPEAKER = frozenset(
    "who whom which that whose what but or nor if while when where after before as because since until though although than then so to by with from into "
    "not was were is are be been being has have had did does do will would could should may might can must there he they she it said says".split())
_WHEN_OR_WHERE = frozenset("on in at late early to via this last yesterday today earlier later during over".split())
_LONGEST_SPEAKER = 16
_SHORT_SPEAKER = 4
_LONGEST_TAIL = 7
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """A sentence of `size` words cut into parts: `order` holds the word indexes of each part, `verbs` for each part the word whose
    statement the part before it is (-1: a statement of its own). Words in no part are commas that the parser need not see.
    """

    size: int
    order: tuple[tuple[int, ...], ...]
    verbs: tuple[int, ...]

    def rows(self, row: Sequence[Piece]) -> list[list[Piece]]:
        """The words of each part."""
        return [[row[i] for i in part] for part in self.order]

    def joined(self, row: Sequence[Piece], parses: Sequence[Sequence[Parsed]]) -> list[Parsed]:
        """One parse of the sentence from those of its parts."""
        if len(self.order) == 1:
            return list(parses[0])
        out = [Parsed(piece.shown, ",", "PUNCT", "punct", 0) for piece in row]
        above = -1
        for part, verb, parse in zip(self.order, self.verbs, parses, strict=True):
            for i, word in zip(part, parse, strict=True):
                out[i] = word._replace(head=part[word.head])
            root = next(i for i in part if out[i].head == i)
            if verb < 0:
                if above >= 0:
                    out[root] = out[root]._replace(head=above, dep="parataxis")
                above = root
            else:
                self._govern(out, root, verb, above)
                above = verb
        told = {i for part in self.order for i in part}
        for i in range(self.size):
            if i not in told:
                out[i] = out[i]._replace(head=above)
        return out

    def _govern(self, out: list[Parsed], root: int, verb: int, statement: int) -> None:
        """Puts `statement` below the verb of saying, which takes its place; `root` heads the parse of the words of saying."""
        if root != verb:
            out[root] = out[root]._replace(head=verb, dep="nsubj" if root < verb else "dep")
        over = out[statement]
        out[verb] = out[verb]._replace(head=verb, dep="ROOT") if over.head == statement else out[verb]._replace(head=over.head, dep=over.dep)
        out[verb] = out[verb]._replace(tag="VBZ" if out[verb].tag == "VBZ" else "VBD", pos="VERB")
        out[statement] = over._replace(head=verb, dep="ccomp")


def parts(row: Sequence[Piece]) -> Parts:
    """The parts of the sentence `row`; one that needs no cutting is one part."""
    order: list[tuple[int, ...]] = []
    verbs: list[int] = []
    begin, stop = _labelled(row), _signed(row)
    if begin:
        order.append(tuple(range(begin - 1)))
        verbs.append(-1)
    for first, last in ((a + begin, b + begin) for a, b in _statements(row[begin:stop])):
        whole = range(first, last)
        said = _words_of_saying(row, first, last)
        if said is None:
            order.append(tuple(whole))
            verbs.append(-1)
            continue
        cut, verb, end = said
        rest = tuple(i for i in whole if not cut <= i < end)
        order += [rest, tuple(range(cut + 1, end))]
        verbs += [-1, verb]
    if stop < len(row):
        order.append(tuple(range(stop + 1, len(row))))
        verbs.append(-1)
    return Parts(len(row), tuple(order), tuple(verbs))


def _labelled(row: Sequence[Piece]) -> int:
    """Where the statement begins behind a label that says who makes it ("Police in Srinagar: three men were shot"); 0 where there is none."""
    colon = next((i for i in range(1, min(_SHORT_SPEAKER + 1, len(row))) if row[i].shown == ":"), 0)
    label, rest = row[:colon], row[colon + 1 :]
    speaks = any(piece.name < 0 and _speaks(piece.shown.lower()) for piece in label)
    return colon + 1 if speaks and len(rest) > _FEWEST and rest[0].shown not in _QUOTES and _names_one(label) and _has_verb(rest) else 0


def _signed(row: Sequence[Piece]) -> int:
    """Where a headline ends before who says so ("… in Tigray - medics", "… in northern Iraq: ministry"); the length of `row` where nobody does."""
    if not row or row[-1].shown in _CLOSING:
        return len(row)
    mark = next((i for i in range(len(row) - 2, max(_FEWEST, len(row) - 2 - _SHORT_SPEAKER), -1) if row[i].shown == ":" or row[i].shown in _DASHES), len(row))
    said = row[mark + 1 :]
    speaks = bool(said) and said[-1].name < 0 and _speaks(said[-1].shown.lower())
    return mark if speaks and _names_one(said) and all(piece.name >= 0 or piece.shown[0].isalpha() for piece in said) else len(row)


def _statements(row: Sequence[Piece]) -> list[tuple[int, int]]:
    """The stretches between semicolons that can be sentences; one stretch where any of them cannot."""
    out, first, quoted = [], 0, False
    for i, piece in enumerate(row):
        if piece.shown in _QUOTES:
            quoted = not quoted
        if piece.shown == ";" and not quoted:
            out.append((first, i + 1))
            first = i + 1
    out.append((first, len(row)))
    return out if len(out) > 1 and all(last - begin > _FEWEST and _has_verb(row[begin:last]) for begin, last in out) else [(0, len(row))]


def _has_verb(row: Sequence[Piece]) -> bool:
    plain = [piece.shown for piece in row if piece.name < 0 and piece.shown.islower()]
    return any(word in words("cues", "finite") or word in _said() or word.endswith("ed") for word in plain)


def _words_of_saying(row: Sequence[Piece], first: int, last: int) -> tuple[int, int, int] | None:
    """Comma, verb and end (half open) of the words of saying put into `row[first:last]`."""
    for verb in range(first + _FEWEST, last):
        if row[verb].name >= 0 or row[verb].shown not in _said():
            continue
        if row[verb - 1].shown == "," and (end := _after(row, verb, last)) is not None:
            return verb - 1, verb, end  # "…, said the mayor"
        end = _tail(row, verb, last)
        begin = _speaker(row, first, verb) if end is not None else None
        if begin is not None and end is not None and begin - first >= _FEWEST:
            return begin, verb, end
    return None


def _tail(row: Sequence[Piece], verb: int, last: int) -> int | None:
    """Where the words of saying end behind their verb; None where it governs something there."""
    i = verb + 1
    if row[verb].shown in ("told", "tells"):
        while i < last and i - verb <= _LONGEST_TAIL and (row[i].name >= 0 or row[i].shown.isalpha()) and row[i].shown not in _WHEN_OR_WHERE | _NOT_IN_SPEAKER:
            i += 1
    if i < last and row[i].shown in _WHEN_OR_WHERE:
        while i < last and i - verb <= _LONGEST_TAIL and row[i].shown not in _CLOSING and row[i].shown != "," and row[i].shown not in _NOT_IN_SPEAKER:
            i += 1
    if i + 1 < last and row[i].shown == "," and row[i + 1].shown in ("citing", "quoting"):
        i = next((j for j in range(i + 1, last) if row[j].shown in _CLOSING or row[j].shown == ";"), last)
    if i >= last or row[i].shown == "," or all(piece.shown in _CLOSING or piece.shown == ";" for piece in row[i:last]):
        return i
    return None


def _after(row: Sequence[Piece], verb: int, last: int) -> int | None:
    """The end of a speaker who stands behind the verb and ends the statement."""
    end = next((i for i in range(verb + 1, last) if row[i].shown in _CLOSING or row[i].shown == ";"), last)
    phrase = row[verb + 1 : end]
    return end if phrase and len(phrase) <= _LONGEST_SPEAKER and _names_one([p for p in phrase if p.shown != ","]) else None


def _speaker(row: Sequence[Piece], first: int, verb: int) -> int | None:
    """The comma before the phrase that names the speaker, whose apposition may stand between commas of its own."""
    commas = [i for i in range(verb - 1, max(first - 1, verb - 1 - _LONGEST_SPEAKER), -1) if row[i].shown == "," or row[i].shown in _DASHES]
    if not commas:
        return None
    begin = commas[0]
    if begin == verb - 1:  # "…, the head of the police, Ana Petrova, said"
        if len(commas) < 3 or not any(piece.name >= 0 for piece in row[commas[1] + 1 : begin]):
            return None
        begin = commas[2]
    elif len(commas) > 1 and begin == verb - 2 and row[verb - 1].name >= 0 and row[commas[1] + 1].shown in _OPENERS and _names_one(row[commas[1] + 1 : begin]):
        begin = commas[1]  # "…, the head of the police, Ana Petrova said"
    inside = [piece for piece in row[begin + 1 : verb] if piece.shown != ","]
    return begin if inside and _names_one(inside) else None


def _names_one(phrase: Sequence[Piece]) -> bool:
    """Whether words can be a noun phrase that names who speaks."""
    if not phrase or any(piece.name < 0 and (piece.shown.lower() in _NOT_IN_SPEAKER or not (piece.shown[0].isalnum() or piece.shown in ("'s", "'", "-"))) for piece in phrase):
        return False
    opening = phrase[0]
    return opening.name >= 0 or opening.shown.lower() in _OPENERS or opening.shown[0].isupper() or (
        len(phrase) <= _SHORT_SPEAKER and any(_speaks(piece.shown.lower()) for piece in phrase[-1:]))


def _speaks(word: str) -> bool:
    """Whether a plain noun may name who speaks: "residents", "medics"."""
    return any(form in words("groups", key) for form in (word, word.removesuffix("s")) for key in ("people", "offices", "forces", "reporters")) or (
        word.removesuffix("s") in words("cues", "witness"))


@cache
def _said() -> frozenset[str]:
    return frozenset(words("cues", "said"))
