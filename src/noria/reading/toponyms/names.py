"""The distinct names of a document, each with its candidates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from noria.reading.toponyms.model import Toponym
from noria.reading.toponyms.wording import is_no_name, take_apart, wanted_kind
from noria.reference.codebook import fold
from noria.reference.gazetteer import Entry, Gazetteer, Match
from noria.reference.gazetteer.entry import PRECISION_OF, Kind
from noria.reference.gazetteer.names import acronym, light
from noria.values.decision import Decision
from noria.values.place import Precision


_KIND_OF: dict[Precision, Kind] = {precision: kind for kind, precision in reversed(PRECISION_OF.items())}
_STANDING_IN: dict[Kind, Precision] = {"site": "near", "admin1": "province", "admin2": "district"}


@dataclass(slots=True)
class Name:
    """One name of the document: what it may mean, and what its mentions say of it taken together."""

    text: str
    matches: tuple[Match, ...]
    wanted: Kind | None = None
    precision: Precision | None = None
    words: str = ""
    containers: list[str] = field(default_factory=list)
    mentions: int = 0
    decision: Decision | None = None
    bears: bool = True  # False where the words are no name at all ("the North")


def gather(toponyms: Sequence[Toponym], gazetteer: Gazetteer, decided: Mapping[str, Decision]) -> tuple[list[Name], list[int]]:
    """The names, and for each toponym the number of its name. `decided` are the names that people settled, folded."""
    names: list[Name] = []
    numbers: dict[tuple[str, str | None], int] = {}
    written: dict[tuple[str, str | None], int] = {}
    which: list[int] = []
    for toponym in toponyms:
        number = written.get((toponym.text, toponym.feature))
        if number is None:
            key = (toponym.text if acronym(toponym.text) else light(toponym.text), toponym.feature)  # "LILLE" of the dateline is "Lille"
            number = written[toponym.text, toponym.feature] = numbers.setdefault(key, len(names))
            if number == len(names):
                decision = decided.get(fold(toponym.text)) if decided else None
                names.append(_name(toponym, gazetteer) if decision is None else _decided(toponym, decision, gazetteer))
        name = names[number]
        name.mentions += 1
        if toponym.containers:
            name.containers += [container for container in toponym.containers if container not in name.containers]
        which.append(number)
    return names, which


def _name(toponym: Toponym, gazetteer: Gazetteer) -> Name:
    name = _taken_apart(toponym, gazetteer)
    if name.wanted is None or any(_fits(match.entry.kind, name.wanted) for match in name.matches):
        return name
    if name.wanted == "water":  # no town stands in for a river that has its name
        name.matches = ()
    else:  # the unit or the site itself is unknown; the town of its name tells roughly where it lies
        name.precision, name.wanted = _STANDING_IN.get(name.wanted, name.precision), None
    return name


def _decided(toponym: Toponym, decision: Decision, gazetteer: Gazetteer) -> Name:
    """The name with the one place that it was decided to mean; with none where it is to stay open."""
    entry = gazetteer.entry(decision.id) if decision.id is not None else None
    if entry is None and decision.point is not None:
        where = decision.point
        entry = Entry(id=decision.id or f"place:{light(decision.name)}@{where.lat:.4f},{where.lon:.4f}", name=decision.name, lat=where.lat, lon=where.lon,
                      kind=_KIND_OF.get(decision.precision, "populated place"), table="judgements")
    matches = (Match(entry, "name", 1.0, own=True),) if entry is not None else ()
    return Name(toponym.text, matches, decision=decision)


def _fits(kind: Kind, wanted: Kind) -> bool:
    return kind == wanted or {kind, wanted} <= {"populated place", "capital"}


def _taken_apart(toponym: Toponym, gazetteer: Gazetteer) -> Name:
    asked = wanted_kind(toponym.feature) if toponym.feature else None
    wording = take_apart(toponym.text)
    if is_no_name(wording.core):
        return Name(toponym.text, (), bears=False)
    matches = gazetteer.matches(toponym.text)
    if wording.core == toponym.text:
        if not matches and toponym.text.endswith("s"):
            matches = tuple(match for match in gazetteer.matches(toponym.text[:-1]) if match.entry.kind == "country")
        return Name(toponym.text, matches, asked)
    wanted = asked or wording.wanted
    if matches and (wanted is None or any(match.entry.kind == wanted for match in matches)):
        return Name(toponym.text, matches, wanted)
    return Name(wording.core, gazetteer.matches(wording.core), wanted, wording.precision, wording.words)
