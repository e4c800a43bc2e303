"""Territory and result lines: telegraphic sentences such as "Rebels capture A and B", "A seized by the army", "Beginning of X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from noria.claims.infobox.frame import Frame, Line, PlaceResolver
from noria.claims.infobox.when import line_time
from noria.claims.infobox.words import listed
from noria.claims.model import ActorRef, Claim, ClaimTime, PlaceRef
from noria.reference.lexicons import load_lexicon, words
from noria.values.count import Count
from noria.values.span import Span
from noria.values.vocabulary import ClaimType, Factuality

TABLES: dict[str, ClaimType] = {"death": "casualty", "capture": "capture", "withdraw": "withdraw", "hold": "hold", "launch": "launch"}
_NAME_WORD = r"(?:(?:al|an|ar|as|ash|at|el|ed|ad|az)-)?[^\W\d_a-z][\w’'.-]*|\d+(?:st|nd|rd|th)|(?:al|an|ar|as|ash|at|el)-[^\W\d_a-z][\w’'.-]*"
_NAME = re.compile(rf"(?:{_NAME_WORD})(?:\s+(?:(?:of|de|del|la|le|al|el|von|upon|e)\s+)?(?:{_NAME_WORD}))*(?:\s+\d+(?![\w%]))?")
_ONLY_NAMES = re.compile(rf"(?:(?:and|as well as|including|the|of|city|town|village|towns|cities|villages|also|&)\s+)*(?:{_NAME.pattern})"
                         rf"(?:\s+(?:(?:and|the|city|town|village|&)\s+)*(?:{_NAME.pattern}))*")
_TAIL = re.compile(r"\b(?:by|on|from|after|following|during|with|while|until|before|under|leading|ending)\b|[;.](?:\s|$)")
_ACTOR_END = re.compile(r"(?:\s+(?:re)?(?:have|has|had|fully|successfully|briefly|temporarily|eventually|again))+$", re.IGNORECASE)


@dataclass
class _Statement:
    """A clause found in one entry; entries that only go on with its list of places are added to `pieces`."""

    type: ClaimType
    entry: Span
    trigger: Span
    actor: Span | None
    pieces: list[Span] = field(default_factory=list)
    failed: bool = False


def outcome_claims(frame: Frame, line: Line, resolve: PlaceResolver) -> Iterator[Claim]:
    """The claims of one territory or result line; entries that state no change of control give none."""
    for statement in _statements(frame, line, resolve):
        actors = (_actor(frame, statement.actor),) if statement.actor else ()
        rule = f"infobox.{statement.type}"
        factuality: Factuality = "failed" if statement.failed else "realised"
        if statement.type == "launch":
            yield frame.claim(line, "launch", statement.trigger, rule, actors=actors, note=_name_of(frame, statement))
        elif statement.type == "casualty":
            yield from _deaths(frame, line, statement, actors)
        elif places := tuple(place for piece in statement.pieces for place in _places(frame, piece, resolve)):
            yield frame.claim(line, statement.type, statement.trigger, rule, actors=actors, places=places, factuality=factuality,
                              time=_own_time(frame, statement))


def _deaths(frame: Frame, line: Line, statement: _Statement, actors: tuple[ActorRef, ...]) -> Iterator[Claim]:
    """The named people of a result such as "Death of X and Y"."""
    names = [match.group(0) for piece in statement.pieces for match in _NAME.finditer(piece.of(frame.document.text))]
    if names:
        yield frame.claim(line, "casualty", statement.trigger, "infobox.death", actors=actors, targets=tuple(frame.actor(name) for name in names),
                          counts=tuple(Count("killed", 1, 1, group=name) for name in names), time=_own_time(frame, statement))


def _own_time(frame: Frame, statement: _Statement) -> ClaimTime | None:
    """The date that the statement itself gives; None where it gives none or several."""
    return line_time(frame.document, statement.entry, frame.time.interval)


def _name_of(frame: Frame, statement: _Statement) -> str | None:
    """What began, as written, without its article."""
    words = statement.pieces[0].of(frame.document.text).strip()
    return re.sub(r"^(?:the|a|an)\s+(?:wider\s+|larger\s+)?", "", words, flags=re.IGNORECASE) or None


def _statements(frame: Frame, line: Line, resolve: PlaceResolver) -> list[_Statement]:
    text = frame.document.text
    out: list[_Statement] = []
    open_: _Statement | None = None
    for span in _entries(frame, line):
        raw = span.of(text)
        found = _clause(raw, span.start)
        if found is not None:
            out.append(found)
            open_ = found
        elif open_ is not None and open_.type != "launch" and _continues(line, raw, span, resolve):
            open_.pieces.append(span)
        else:
            open_ = None
    return out


def _entries(frame: Frame, line: Line) -> Iterator[Span]:
    """The entries of a line, those that hold several statements cut at their semicolons."""
    for item in line.field.items:
        for match in re.finditer(r"[^;]*[^;\s][^;]*", item.span.of(frame.document.text)):
            yield Span(item.span.start + match.start(), item.span.start + match.end())


def _continues(line: Line, raw: str, span: Span, resolve: PlaceResolver) -> bool:
    """Whether an entry goes on with the list of places of the one before it."""
    if re.match(r"(?:and|as well as|including)\b", raw.strip()):
        return True
    if not _ONLY_NAMES.fullmatch(raw.strip()):
        return False
    return line.base == "territory" or resolve(raw.strip(), span).point is not None


def _clause(raw: str, at: int) -> _Statement | None:
    for table, type_ in TABLES.items():
        for form in ("passive", "nouns", "active"):
            if (pattern := _verbs(table, form)) is not None and (match := pattern.search(raw)) is not None:
                found = _read_clause(type_, form, raw, match, at)
                if found is not None:
                    return found
    return None


def _read_clause(type_: ClaimType, form: str, raw: str, match: re.Match[str], at: int) -> _Statement | None:
    trigger = Span(at + match.start(), at + match.end())
    before, after = (0, match.start()), (match.end(), len(raw))
    if form == "nouns":
        if raw[:match.start()].strip(" *"):
            return None
        by = re.search(r"\bby\s+", raw[match.end():])
        actor = _trim(raw, match.end() + by.end(), len(raw)) if by else None
        place = (match.end(), match.end() + by.start() if by else len(raw))
    elif form == "passive":
        actor, place = _trim(raw, *after), before
    else:
        actor, place = _trim(raw, *before), _cut(raw, *after)
        if actor is None:
            return None
    failed = False
    if actor is not None and form == "active":
        for phrase in listed("failing", "words"):
            if raw[:actor[1]].casefold().endswith(phrase):
                actor, failed = _trim(raw, 0, actor[1] - len(phrase)), True
                break
    return _Statement(type_, Span(at, at + len(raw)), trigger, Span(at + actor[0], at + actor[1]) if actor else None, [Span(at + place[0], at + place[1])], failed)


@cache
def _verbs(table: str, form: str) -> re.Pattern[str] | None:
    phrases = load_lexicon("infobox")[table][form]
    if not phrases:
        return None
    body = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])", re.IGNORECASE)


def _cut(raw: str, start: int, end: int) -> tuple[int, int]:
    """The object of a verb, up to a word that begins something else."""
    tail = _TAIL.search(raw, start, end)
    return start, tail.start() if tail else end


def _trim(raw: str, start: int, end: int) -> tuple[int, int] | None:
    """A party's name between two offsets without article, auxiliary and edges; None where nothing is left."""
    piece = raw[start:end]
    cut = _TAIL.search(piece)
    piece = piece[:cut.start()] if cut else piece
    piece = _ACTOR_END.sub("", piece.rstrip(" ,"))
    head = re.match(r"[\s*]*(?:the\s+)?", piece, re.IGNORECASE)
    first = start + (head.end() if head else 0)
    last = start + len(piece.rstrip(" ,"))
    return (first, last) if last > first else None


def _actor(frame: Frame, span: Span) -> ActorRef:
    return frame.actor(re.sub(r"\s+", " ", span.of(frame.document.text)))


def _places(frame: Frame, piece: Span, resolve: PlaceResolver) -> Iterator[PlaceRef]:
    """The places named in a piece of text, as written, without "city", "the town of" and without the actors."""
    raw = piece.of(frame.document.text)
    for match in _NAME.finditer(raw):
        name, start = match.group(0), piece.start + match.start()
        while name.split()[0].casefold() in words("names", "starters") and " " in name:
            cut = len(name) - len(name.split(maxsplit=1)[1])
            name, start = name[cut:], start + cut
        if name.casefold() in words("names", "starters") or frame.codebook.actor(name):
            continue
        yield resolve(name, Span(start, start + len(name)))
