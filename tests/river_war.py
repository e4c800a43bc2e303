"""A small dossier made by hand, for pages alone: an invented river war in the Alps, told by three documents that disagree."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

from factory import actor, claim, interval, killed, place
from noria.claims.model import Claim, PlaceMention, Refusal
from noria.derive.judged import Bearing
from noria.derive.naming import side_names
from noria.derive.model import (
    Account,
    CasualtyLine,
    Command,
    Event,
    Force,
    Holding,
    Operation,
    Party,
    PlaceKey,
    Problem,
    Results,
    Toll,
)
from noria.derive.policy import ControlPolicy
from noria.documents.model import Block, Document, Mark, Metadata
from noria.dossier.catalogue import Catalogue
from noria.dossier.event_file import EventFile, pick_event
from noria.errors import NothingFound
from noria.reference.codebook import Actor, Codebook, Side, Source
from noria.reference.gazetteer import Entry, Gazetteer
from noria.values.count import Count
from noria.values.day import Day
from noria.values.judgement import Judgement
from noria.values.span import Span
from small_world import small_world

HOSTILE = "<script>alert('x')</script> & \"quoted\""

BERN, THUN = place("Bern", 46.948, 7.447), place("Thun", 46.751, 7.622)
NOWHERE = place("Oberhof/Nord")
NORTH, SOUTH = actor("Northern Army", "north-army"), actor("Southern League", "south-league")
BRIGADE = actor("4th Bridge Brigade")

CODEBOOK = Codebook(
    sides=(Side(id="north", name="The North", colour="#7a3b8f"), Side(id="south", name="The South", colour="red;}body{display:none")),
    actors=(Actor(id="north-army", name="Northern Army", side="north", other_names=("Army of the North",), kind="army"),
            Actor(id="south-league", name="Southern League", side="south"),
            Actor(id="silent", name="Harbour Guard", part_of="north-army")),
    sources=(Source(id="watch", name="River Watch"),))

TEXTS = {
    "d-wire": ("Thun falls", "Wire", "2031-05-04", [
        ("title", "Thun falls"),
        ("paragraph", "The Northern Army captured Thun on 3 May, killing at least 12 soldiers.[1] River Watch said shelling hit Bern."),
        ("paragraph", "Nobody could say who held Oberhof/Nord."),
        ("heading", "Background"),
        ("paragraph", "The war began in the spring.")]),
    "d-watch": (HOSTILE, "River Watch", "2031-05-05", [
        ("title", HOSTILE),
        ("paragraph", "Northern troops took Thun on 3 May; 20 League soldiers died. Bern was shelled between 2 and 5 May.")]),
    "d-state": ("Statement of the League", "League Office", "2031-05-06", [
        ("paragraph", "The League denies that Thun was lost. <b>Nine</b> soldiers were killed there.")]),
}


def _documents() -> dict[str, Document]:
    out = {}
    for id, (title, publisher, published, parts) in TEXTS.items():
        text = "\n\n".join(words for _, words in parts) + "\n"
        blocks, at = [], 0
        for kind, words in parts:
            blocks.append(Block(kind, Span(at, at + len(words)), level=1 if kind != "paragraph" else 0))  # type: ignore[arg-type]
            at += len(words) + 2
        marks = tuple(Mark(Span(i, i + 3), "1") for i in [text.find("[1]")] if i >= 0)
        meta = Metadata(title=title, publisher=publisher, published=Day.parse(published), url="https://example.org/a?b=1&c=2")
        out[id] = Document(id=id, file=f"{id}.txt", text=text, sha256="0" * 64, meta=meta, blocks=tuple(blocks), marks=marks)
    return out


DOCUMENTS = _documents()


def told(document: str, type: str, quote: str, trigger: str, **rest: object) -> Claim:
    title, publisher, published, _ = TEXTS[document]
    made = claim(type, quote, document=document, publisher=publisher, published=published, trigger=trigger,  # type: ignore[arg-type]
                 at=DOCUMENTS[document].text.index(quote), **rest)  # type: ignore[arg-type]
    return replace(made, document=replace(made.document, title=title))


WIRE = "The Northern Army captured Thun on 3 May, killing at least 12 soldiers."
CLAIMS = (
    told("d-wire", "capture", WIRE, "captured", actors=(NORTH,), places=(THUN,), time="2031-05-03"),
    told("d-wire", "casualty", WIRE, "killing", actors=(NORTH,), targets=(actor("soldiers"),), places=(THUN,), time="2031-05-03",
         counts=(Count("killed", 12, None, group="soldiers"),)),
    told("d-wire", "shelling", "River Watch said shelling hit Bern.", "shelling", places=(BERN,), sources=("River Watch",),
         factuality="unverified"),
    told("d-watch", "capture", "Northern troops took Thun on 3 May; 20 League soldiers died.", "took",
         actors=(actor("Northern troops", "north-army"),), places=(THUN,), time="2031-05-03"),
    told("d-watch", "casualty", "Northern troops took Thun on 3 May; 20 League soldiers died.", "died", targets=(SOUTH,),
         places=(THUN,), time="2031-05-03", counts=(killed(20, group="soldiers"),)),
    told("d-watch", "shelling", "Bern was shelled between 2 and 5 May.", "shelled", actors=(BRIGADE,), places=(BERN, NOWHERE),
         time="2031-05-02/2031-05-05"),
    told("d-state", "capture", "The League denies that Thun was lost.", "lost", places=(THUN,), factuality="denied", sources=("the League",)),
    told("d-state", "casualty", "<b>Nine</b> soldiers were killed there.", "killed", places=(THUN,), counts=(killed(9, group="soldiers"),)),
)
BY_TRIGGER = {(c.document.id, c.evidence.trigger_text): c for c in CLAIMS}


def ids(*triggers: tuple[str, str]) -> tuple[str, ...]:
    return tuple(BY_TRIGGER[t].id for t in triggers)


def account(document: str, origin: str, *triggers: str) -> Account:
    claims = [BY_TRIGGER[document, trigger] for trigger in triggers]
    return Account(document, TEXTS[document][1], TEXTS[document][2], origin, tuple(c.id for c in claims),
                   tuple(n for c in claims for n in c.counts), claims[0].time.interval)


CAPTURE, KILLED, SHELLING = "e-capture", "e-killed", "e-shelling"
PARTIES = (Party("Northern Army", "north-army", "actor", "north"), Party("Southern League", "south-league", "target", "south"))


def _mentions() -> tuple[PlaceMention, ...]:
    out = []
    for doc, name, ref in (("d-wire", "Thun", THUN), ("d-watch", "Thun", THUN), ("d-wire", "Oberhof/Nord", NOWHERE)):
        text = DOCUMENTS[doc].text
        at = [i for i in range(len(text)) if text.startswith(name, i)]
        out += [PlaceMention(doc, Span(i, i + len(name)), name.lower().replace("/", " "), replace(ref, candidates=(ref.id, "geonames:gone") if ref.id else ()),
                             (0.9, 0.08) if ref.id else (), ("bears the name", "share 0.92 among 2 candidates") if ref.id else ("no gazetteer knows the name",)) for i in at]
    return tuple(out)


MENTIONS = _mentions()


def results() -> Results:
    events = (
        Event(id=CAPTURE, type="capture", factuality="realised", time=interval("2031-05-03"), edtf="2031-05-03", places=(THUN,),
              parties=PARTIES, counts=(), origins=3, operation="o-spring", rule="same-place-day",
              accounts=(account("d-wire", "o1", "captured"), account("d-watch", "o2", "took"), account("d-state", "o3", "lost")),
              claims=ids(("d-wire", "captured"), ("d-watch", "took"), ("d-state", "lost"))),
        Event(id=KILLED, type="casualty", factuality="realised", time=interval("2031-05-03"), edtf="2031-05-03", places=(THUN,),
              parties=PARTIES, counts=(killed(9, 20, group="soldiers"),), origins=3, rule="same-place-day",
              accounts=(account("d-wire", "o1", "killing"), account("d-watch", "o2", "died"), account("d-state", "o3", "killed")),
              claims=ids(("d-wire", "killing"), ("d-watch", "died"), ("d-state", "killed"))),
        Event(id=SHELLING, type="shelling", factuality="unverified", time=interval("2031-05-02/2031-05-05"), edtf=None,
              places=(BERN, NOWHERE), parties=(Party("4th Bridge Brigade", None, "actor", None),), counts=(), origins=1, rule="same-place-day",
              accounts=(account("d-wire", "o2", "shelling"), account("d-watch", "o2", "shelled")),
              claims=ids(("d-wire", "shelling"), ("d-watch", "shelled"))))
    thun = PlaceKey(THUN.id or "", "Thun", THUN.point)
    captured = ids(("d-wire", "captured"), ("d-watch", "took"))
    holdings = (
        Holding(place=thun, state="held", side="south", holder="Southern League", since=None, until=Day(2031, 5, 2), claims=captured, rule="chain"),
        Holding(place=thun, state="held", side="north", holder="Northern Army", since=Day(2031, 5, 3), until=None, claims=captured, rule="chain"),
        Holding(place=PlaceKey(BERN.id or "", "Bern", BERN.point), state="contested", side="south", holder=None, since=Day(2031, 5, 2),
                until=None, claims=ids(("d-watch", "shelled")), rule="chain"),
        Holding(place=PlaceKey("name:oberhofnord", "Oberhof/Nord", None), state="unknown", side=None, holder=None, since=None, until=None,
                claims=(), rule="chain"))
    tolls = tuple(Toll(claim=BY_TRIGGER[key].id, origin=f"o{n}", source=TEXTS[key[0]][1], count=BY_TRIGGER[key].counts[0],
                       time=interval("2031-05-03"), event=KILLED)
                  for n, key in enumerate([("d-wire", "killing"), ("d-watch", "died"), ("d-state", "killed")], 1))
    lines = tuple(CasualtyLine(scope=scope, scope_id=id, group="soldiers", side="south", measure="killed", low=9, high=20, tolls=tolls,
                               claims=tuple(t.claim for t in tolls), rule="hull")
                  for scope, id in (("all", "all"), ("operation", "o-spring"), ("event", KILLED)))  # type: ignore[arg-type]
    return Results(
        events=events, holdings=holdings, casualties=lines,
        operations=(Operation(id="o-spring", name="Spring Offensive", part_of=None, time=interval("2031-05-01/2031-05-31"),
                              belligerents=(("Northern Army",), ("Southern League",)), result="Northern victory", places=(thun.id,),
                              events=(CAPTURE,), claims=captured[:1], rule="named"),),
        forces=(Force(id="north-army", name="Northern Army", parent=None, side="north", strength=(Count("personnel", 5000, 5000, approximate=True),),
                      commanders=(Command("Ada Keller", "General", "killed in action", captured[:1]),), claims=captured[:1], rule="infobox"),
                Force(id="f-brigade", name="4th Bridge Brigade", parent="north-army", side="north", commanders=(), strength=(),
                      claims=(), rule="part of")),
        problems=(Problem("denied-capture", "One account denies that Thun changed hands; two tell it as fact.", captured),),
        event_of={id: event.id for event in events for id in event.claims})


@dataclass
class FakeDossier:
    """What the pages need of a dossier, out of memory. As known on a day: the claims published by then, the results all the same."""

    name: str = "River war"
    tiles: str | None = None
    built: str = "1"
    codebook: Codebook = CODEBOOK
    claim_list: tuple[Claim, ...] = CLAIMS
    texts: dict[str, Document] = field(default_factory=lambda: DOCUMENTS)
    made: Results = field(default_factory=results)
    bearings: tuple[Bearing, ...] = ()
    posted: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)
    refused: tuple[Refusal, ...] = (Refusal("d-wire", Span(0, 4), "Nobody could say who held Oberhof/Nord.", "nobody is said to have done it", "no-actor"),)

    @property
    def settings(self) -> SimpleNamespace:
        return SimpleNamespace(name=self.name, map_tiles=self.tiles, default_country="CH", time_zone="Europe/Zurich", control=ControlPolicy())

    @property
    def judging(self) -> SimpleNamespace:
        return SimpleNamespace(bearings=lambda: self.bearings, default_name="Ada Keller", judge=self.judge)

    is_small = True

    def judge(self, kind: str, target: str, **rest: object) -> Judgement:
        self.posted.append((kind, target, rest))
        return Judgement.make(target, kind, made_by=rest["by"], made_at="2031-05-06T10:00:00Z", reason=rest["why"])  # type: ignore[arg-type]

    def follow(self) -> bool:
        return True

    def measured(self) -> list[dict[str, object]]:
        return []

    def stamp(self) -> str:
        return self.built

    def documents(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(id=d.id, file=d.file, title=d.meta.title, publisher=d.meta.publisher, published=d.meta.published, kind=None,
                                claims=sum(c.document.id == d.id for c in self.claim_list), refusals=0, problem=None)
                for d in self.texts.values()]

    def document(self, id: str) -> Document:
        if id not in self.texts:
            raise NothingFound(f"no document {id}")
        return self.texts[id]

    def claims(self, *, document: str | None = None, as_known: Day | None = None, ids: Sequence[str] | None = None) -> list[Claim]:
        event_of = {id: event.id for event in self.made.events for id in event.claims}  # as the record tells it with each claim
        return [c if c.event else replace(c, event=event_of.get(c.id)) for c in self.claim_list if (as_known is None or (c.document.published or "") <= str(as_known))
                and (document is None or c.document.id == document) and (ids is None or c.id in ids)]

    def sides(self, *, as_known: Day | None = None) -> dict[str, str]:  # noqa: ARG002 - the pages ask so
        return side_names(self.made, self.codebook)

    def holdings(self, on: Day | None = None, *, as_known: Day | None = None) -> tuple[Holding, ...]:  # noqa: ARG002 - the pages ask so
        return tuple(holding for holding in self.made.holdings if on is None or holding.contains(on))

    def event(self, id: str, *, as_known: Day | None = None) -> EventFile:
        return pick_event(self.made, self.claims(as_known=as_known), self.documents(), id)

    def mentions(self, place: str | None = None, names: Iterable[str] = ()) -> list[PlaceMention]:
        wanted = set(names)
        return [m for m in MENTIONS if (m.place.id == place if place is not None else m.place.id is None and m.key in wanted)]

    def gazetteer(self) -> Gazetteer:
        return small_world([Entry(id="geonames:thun", name="Thun", lat=46.75, lon=7.63, country="CH", population=44_000, table="own")])

    def facts(self, *, as_known: Day | None = None) -> list[object]:  # noqa: ARG002 - the pages ask so
        return []

    def refusals(self, *, document: str | None = None) -> list[Refusal]:
        return [r for r in self.refused if document in {None, r.document}]

    def catalogue(self, *, as_known: Day | None = None) -> Catalogue:
        claims = self.claims(as_known=as_known)
        known = {claim.id for claim in claims}
        return Catalogue.of(claims, replace(self.made, event_of={id: event for id, event in self.made.event_of.items() if id in known},
                                            origin_of={id: origin for id, origin in self.made.origin_of.items() if id in known}))

    def results(self, *, as_known: Day | None = None) -> Results:  # noqa: ARG002 - the pages ask so
        return self.made
