"""Hand-made claims for tests of everything behind the claim: short to write, valid in form."""

from __future__ import annotations

from noria.claims.model import ActorRef, Attribution, Claim, ClaimTime, DocumentRef, Evidence, PlaceRef
from noria.values.count import Count
from noria.values.day import Day
from noria.values.interval import Interval
from noria.values.place import Point
from noria.values.span import Span
from noria.values.vocabulary import ClaimType, Factuality


def interval(text: str | None) -> Interval | None:
    """"2024-12-04" or "2024-12-03/2024-12-04"."""
    if text is None:
        return None
    start, _, end = text.partition("/")
    return Interval(Day.parse(start), Day.parse(end or start))


def place(name: str, lat: float | None = None, lon: float | None = None, *, id: str | None = None, relation: str = "in") -> PlaceRef:
    point = Point(lat, lon) if lat is not None and lon is not None else None
    known = id or (f"geonames:{name.lower()}" if point else None)
    return PlaceRef(mention=name, name=name if point else None, id=known, point=point, relation=relation,  # type: ignore[arg-type]
                    precision="populated place" if point else "unresolved", confidence=0.9 if point else 0.0)


def actor(name: str, id: str | None = None) -> ActorRef:
    return ActorRef(mention=name, name=name, id=id)


def killed(low: int | None, high: int | None = None, *, group: str | None = None, kind: str = "increment") -> Count:
    return Count("killed", low, high if high is not None or low is None else low, group=group, kind=kind)  # type: ignore[arg-type]


def claim(type: ClaimType, quote: str, *, document: str = "d-one", publisher: str = "Agency", published: str = "2024-12-04",
          at: int = 0, trigger: str | None = None, actors: tuple[ActorRef, ...] = (), targets: tuple[ActorRef, ...] = (),
          places: tuple[PlaceRef, ...] = (), time: str | None = None, counts: tuple[Count, ...] = (),
          sources: tuple[str, ...] = (), factuality: Factuality = "realised", rule: str = "test") -> Claim:
    """A claim whose quote stands at offset `at` of its document; `trigger` is a word of the quote, its first by default."""
    word = trigger or quote.split(maxsplit=1)[0]
    start = at + quote.index(word)
    evidence = Evidence(quote, Span(at, at + len(quote)), word, Span(start, start + len(word)))
    when = interval(time)
    return Claim(
        document=DocumentRef(document, f"{document}.txt", document, publisher, published), type=type, factuality=factuality,
        actors=actors, targets=targets, places=places,
        time=ClaimTime(when, time, "day" if when and when.days == 1 else "days" if when else None, None,
                       "explicit" if when else "none", None if when else "no date in the text"),
        counts=counts, attribution=tuple(Attribution(s, s, "said") for s in sources), evidence=evidence,
        confidence=0.8, extractor="test", rule=rule).identified()
