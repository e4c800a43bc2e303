"""From infobox lines to claims: which line makes which claim, for whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from noria.claims.infobox.facts import read_facts
from noria.claims.infobox.figures import Figure, read_figures
from noria.claims.infobox.frame import Frame, Line, PlaceResolver
from noria.claims.infobox.outcomes import outcome_claims
from noria.claims.infobox.people import Person, read_person
from noria.claims.infobox.when import infobox_time
from noria.claims.infobox.words import listed
from noria.claims.infobox_facts import InfoboxFacts
from noria.claims.model import ActorRef, Claim, DocumentRef, PlaceRef
from noria.documents.model import Document
from noria.reference.codebook import Codebook, fold
from noria.reference.lexicons import load_lexicon
from noria.values.count import Count
from noria.values.vocabulary import ClaimType

NOBODY = Codebook()
# The most parties that a list without its heading may have for all of them to be meant.
_SHORT = 3
FATE_RULE = "infobox.fate"
_TYPE_OF: dict[str, ClaimType] = {
    "killed": "casualty", "wounded": "casualty", "missing": "casualty", "casualties": "casualty", "captured": "detain", "freed": "detain",
    "displaced": "displace", "defected": "defect", "vehicles": "materiel", "aircraft": "materiel", "ships": "materiel", "weapons": "materiel"}
_FATES: dict[str, tuple[ClaimType, str]] = {
    "killed": ("casualty", "killed"), "wounded": ("casualty", "wounded"), "missing": ("casualty", "missing"), "captured": ("detain", "captured"),
    "surrendered": ("defect", "defected")}


def infobox_facts(document: Document, ref: DocumentRef, codebook: Codebook = NOBODY) -> InfoboxFacts | None:
    """Belligerents, commanders, units, strengths and the frame around them; None for a document without an infobox."""
    return read_facts(Frame(document, ref, codebook, infobox_time(document)))


def infobox_claims(document: Document, ref: DocumentRef, resolve: PlaceResolver, codebook: Codebook = NOBODY) -> list[Claim]:
    """The claims of a document's infobox in the order of its lines, identified.

    `resolve` turns a place name as written and its span in the document into a PlaceRef, resolved or left open.
    """
    frame = Frame(document, ref, codebook, infobox_time(document))
    return _identified(claim for line in frame.lines for claim in _line_claims(frame, line, resolve))


def date_by_narrative(claims: Sequence[Claim], narrative: Sequence[Claim]) -> list[Claim]:
    """The infobox's claims, those on a commander's fate and on a beginning dated as sentences of the same document date them.

    An infobox marks that somebody died or that an operation began, not when; where a sentence tells of the same person's fate, or of
    the beginning of what has the same name, under a date, that date is taken (basis "narrative"). The ids do not change.
    """
    return [replace(claim, time=replace(told.time, basis="narrative")) if (told := _told(claim, narrative)) else claim for claim in claims]


def _told(claim: Claim, narrative: Sequence[Claim]) -> Claim | None:
    """The narrative claim that tells the same with the most exact date, the first of them in the text."""
    same = [n for n in narrative if n.type == claim.type and n.time.interval is not None and _same_matter(claim, n)]
    return min(same, key=lambda n: (n.time.interval.days if n.time.interval else 0, n.evidence.span), default=None)


def _same_matter(claim: Claim, told: Claim) -> bool:
    if claim.rule == FATE_RULE:
        return any(_same_person(claim.targets[0], target) for target in told.targets)
    return claim.type == "launch" and claim.note is not None and f" {fold(claim.note)} " in f" {fold(told.evidence.quote)} "


def _line_claims(frame: Frame, line: Line, resolve: PlaceResolver) -> Iterator[Claim]:
    defaults: dict[str, str] = load_lexicon("infobox")["keys"]
    if line.base in defaults:
        yield from _figure_claims(frame, line, read_figures(frame, line.field.items, defaults[line.base]))
    elif line.base in ("territory", "result", "status", "outcome"):
        yield from outcome_claims(frame, line, resolve)
    elif line.base in ("commander", "leader"):
        for item in line.field.items:
            person = read_person(frame.document.text, item)
            if person is not None and person.fate in _FATES:
                yield _fate_claim(frame, line, person)


def _figure_claims(frame: Frame, line: Line, figures: list[Figure]) -> Iterator[Claim]:
    """One claim for each type and account of a line: what one source counts as killed and wounded is told together."""
    accounts = sorted(range(len(figures)), key=lambda i: (_first_of_account(figures, i), i))
    for _, indexes in groupby(accounts, key=lambda i: _first_of_account(figures, i)):
        told = [figures[i] for i in indexes]
        targets: dict[str, ActorRef] = {}
        counts = []
        for figure in told:
            for actor in _sufferers(frame, line, figure):
                targets.setdefault(fold(actor.mention), actor)
            if figure.low is not None or figure.high is not None:
                counts.append(Count(figure.measure, figure.low, figure.high, figure.approximate, _group_name(frame, line, figure),
                                    "subset" if figure.subset else "cumulative"))
        type_ = _type(told[0])
        by = dict.fromkeys(figure.by for figure in told if figure.by)
        yield frame.claim(line, type_, told[0].trigger, f"infobox.{type_}", actors=tuple(frame.actor(who) for who in by),
                          targets=tuple(targets.values()), counts=tuple(counts),
                          attribution=told[0].attribution)


def _type(figure: Figure) -> ClaimType:
    return _TYPE_OF[figure.measure]


def _first_of_account(figures: list[Figure], index: int) -> int:
    """The index of the first figure of the same type and attribution; figures without a number stand alone."""
    figure = figures[index]
    if figure.low is None and figure.high is None:
        return index
    for i, other in enumerate(figures[:index]):
        if (other.low, other.high) != (None, None) and (_type(other), other.attribution) == (_type(figure), figure.attribution):
            return i
    return index


def _sufferers(frame: Frame, line: Line, figure: Figure) -> Iterator[ActorRef]:
    """Who suffered: the group as written, named by the line's belligerent where the words do not say whose people they are."""
    own = figure.group if figure.group and _type(figure) != "materiel" else None
    side = _side(frame, line)
    if own is not None and len(side) == 1 and not _tells_whose(frame, own):
        yield ActorRef(own, side[0].name or side[0].mention, side[0].id)  # "fighters" are those of the line's party
        return
    if own is not None:
        yield frame.actor(own)
        if _tells_whose(frame, own):
            return
    yield from side


def _tells_whose(frame: Frame, group: str) -> bool:
    folded = group.casefold()
    if folded in listed("generic", "combatants"):
        return False
    return folded in listed("generic", "noncombatants") or frame.codebook.actor(group) is not None or any(c.isupper() for c in group)


def _side(frame: Frame, line: Line) -> list[ActorRef]:
    """Whose losses a line counts: the first belligerent of its number, else the first unit. Where the heading of a list of parties was lost
    it is whom the outcome names and no other side has, else what the units stand under, else every party of a short list: of a long one, nobody.
    """
    if line.number is None:
        return []
    parties = frame.belligerents(line.number)
    if not parties:
        return [frame.actor(item.text) for item in frame.units(line.number)[:1]]
    if not parties[0].depth:
        return [frame.actor(parties[0].text)]
    units = frame.units(line.number)
    headed = [frame.actor(units[0].text)] if units and not units[0].depth and any(item.depth for item in frame.under("units", line.number)) else []
    return _winner(frame, line.number) or headed or [frame.actor(item.text) for item in parties if len(parties) <= _SHORT]


def _winner(frame: Frame, number: int) -> list[ActorRef]:
    """The one whom the outcome lines name as taking and holding places, if this is the only side that lost its name and no other lists it."""
    others = [other for other in dict.fromkeys(line.number for line in frame.of("combatant")) if other not in (None, number)]
    if any(not (parties := frame.belligerents(other)) or parties[0].depth for other in others):
        return []
    found = {fold(ref.mention): ref for line in frame.of("territory", "result", "status", "outcome")
             for claim in outcome_claims(frame, line, lambda name, _span: PlaceRef(name)) if claim.type in ("capture", "hold") for ref in claim.actors}
    listed_elsewhere = {fold(item.text) for other in others for base in ("combatant", "units") for item in frame.under(base, other)}
    mine = [ref for name, ref in found.items() if name not in listed_elsewhere]
    return mine if len(mine) == 1 else []


def _group_name(frame: Frame, line: Line, figure: Figure) -> str | None:
    if figure.group is not None:
        return figure.group
    side = _side(frame, line)
    return side[0].mention if len(side) == 1 else None


def _fate_claim(frame: Frame, line: Line, person: Person) -> Claim:
    type_, measure = _FATES[person.fate or ""]
    known = frame.actor(person.name)
    who = ActorRef(person.written, known.name or person.name, known.id)
    return frame.claim(line, type_, person.mark or person.span, FATE_RULE, targets=(who,), counts=(Count(measure, 1, 1, group=person.written),))


def _same_person(one: ActorRef, other: ActorRef) -> bool:
    if one.id is not None and one.id == other.id:
        return True
    name = fold(one.name or one.mention).split()
    for told in (other.mention, other.name or other.mention):
        words = fold(told).split()
        if words and (words == name or words[-len(name):] == name or (len(words) > 1 and name[-len(words):] == words)):
            return True
    return False


def _identified(claims: Iterable[Claim]) -> list[Claim]:
    """The claims with their ids; two claims of one type and trigger are told apart by their ordinal."""
    out: list[Claim] = []
    seen: dict[tuple[str, int, int], int] = {}
    for claim in claims:
        key = (claim.type, claim.evidence.trigger.start, claim.evidence.trigger.end)
        ordinal = seen.get(key, 0)
        seen[key] = ordinal + 1
        out.append(claim.identified(ordinal))
    return out
