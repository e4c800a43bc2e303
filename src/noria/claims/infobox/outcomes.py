"""Territory and result lines: telegraphic sentences such as "Rebels capture A and B", "A seized by the army", "Beginning of X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from noria.claims.infobox.frame import Frame, Line, PlaceResolver
from noria.claims.infobox.words import listed
from noria.claims.model import ActorRef, Claim, PlaceRef
from noria.reference.lexicons import load_lexicon, words
from noria.values.span import Span
from noria.values.vocabulary import ClaimType

TYPES: tuple[ClaimType, ...] = ("capture", "withdraw", "hold", "launch")
_NAME_WORD = r"(?:(?:al|an|ar|as|ash|at|el|ed|ad|az)-)?[^\W\d_a-z][\w’'.-]*|\d+(?:st|nd|rd|th)|(?:al|an|ar|as|ash|at|el)-[^\W\d_a-z][\w’'.-]*"
_NAME = re.compile(rf"(?:{_NAME_WORD})(?:\s+(?:(?:of|de|del|la|le|al|el|von|upon|e)\s+)?(?:{_NAME_WORD}))*")
_ONLY_NAMES = re.compile(rf"(?:(?:and|as well as|including|the|of|city|town|village|towns|cities|villages|also|&)\s+)*(?:{_NAME.pattern})"
                         rf"(?:\s+(?:(?:and|the|city|town|village|&)\s+)*(?:{_NAME.pattern}))*")
_TAIL = re.compile(r"\b(?:by|from|after|following|during|with|while|until|before|under|leading|ending)\b|[;.](?:\s|$)")
_ACTOR_END = re.compile(r"(?:\s+(?:re)?(?:have|has|had|fully|successfully|briefly|temporarily|eventually|again))+$", re.IGNORECASE)


@dataclass
class _Statement:
    """A clause found in one entry; entries that only go on with its list of places are added to `pieces`."""

    type: ClaimType
    trigger: Span
    actor: Span | None
    pieces: list[Span] = field(default_factory=list)
    failed: bool = False


def outcome_claims(frame: Frame, line: Line, resolve: PlaceResolver) -> Iterator[Claim]:
    """The claims of one territory or result line; entries that state no change of control give none."""
    for statement in _statements(frame, line, resolve):
        places = tuple(place for piece in statement.pieces for place in _places(frame, piece, resolve))
        if not places and statement.type != "launch":
            continue
        actors = (_actor(frame, statement.actor),) if statement.actor else ()
        yield frame.claim(line, statement.type, statement.trigger, f"infobox.{statement.type}", actors=actors,
                          places=() if statement.type == "launch" else places, factuality="failed" if statement.failed else "realised",
                          note=_name_of(frame, statement) if statement.type == "launch" else None)


def _name_of(frame: Frame, statement: _Statement) -> str | None:
    """What began, as written, without its article."""
    words = statement.pieces[0].of(frame.document.text).strip()
    return re.sub(r"^(?:the|a|an)\s+(?:wider\s+|larger\s+)?", "", words, flags=re.IGNORECASE) or None


def _statements(frame: Frame, line: Line, resolve: PlaceResolver) -> list[_Statement]:
    text = frame.document.text
    out: list[_Statement] = []
    open_: _Statement | None = None
    for item in line.field.items:
        raw = item.span.of(text)
        found = _clause(raw, item.span.start)
        if found is not None:
            out.append(found)
            open_ = found
        elif open_ is not None and open_.type != "launch" and _continues(line, raw, item.span, resolve):
            open_.pieces.append(item.span)
        else:
            open_ = None
    return out


def _continues(line: Line, raw: str, span: Span, resolve: PlaceResolver) -> bool:
    """Whether an entry goes on with the list of places of the one before it."""
    if re.match(r"(?:and|as well as|including)\b", raw.strip()):
        return True
    if not _ONLY_NAMES.fullmatch(raw.strip()):
        return False
    return line.base == "territory" or resolve(raw.strip(), span).point is not None


def _clause(raw: str, at: int) -> _Statement | None:
    for type_ in TYPES:
        for form in ("passive", "nouns", "active"):
            if (pattern := _verbs(type_, form)) is not None and (match := pattern.search(raw)) is not None:
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
    return _Statement(type_, trigger, Span(at + actor[0], at + actor[1]) if actor else None, [Span(at + place[0], at + place[1])], failed)


@cache
def _verbs(type_: str, form: str) -> re.Pattern[str] | None:
    phrases = load_lexicon("infobox")[type_][form]
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
