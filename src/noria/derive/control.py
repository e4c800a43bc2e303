"""Who held each place over time, from claims of capture, withdrawal, holding, advance, arrival and siege.

The policy, version 1. Evidence (`evidence.py`) is read in the order of its days; what a day's evidence says of a place decides the
state from that day on. Unverified claims count only on days on which nothing firmer speaks, summaries of many days only
on days on which nothing exact does.

- takes (capture of the place itself): held by the taker's side. Before the first capture the place was held by the side it was taken
  from: the capture's target, else whoever withdraws, else the one opposed side.
- keeps (hold; a failed attack says it of the attacked): held by that side.
- repels (attackers pushed back there): held by that side, unless another holds or takes it.
- a capture by nobody named repeats the last capture told, else is by the opponent of who held the place.
- line cut (a road, a supply line): nothing of the places it joins.
- leaves (withdrawal): held by the side that takes or enters it then, or already held it; else unknown. A side that is met there
  again had not left.
- part, presses (capture of a part, entry): contested, unless that side holds the place already.
- outside (approach, siege by X): X is not in; a contested or unknown place is its opponent's. From the day after a siege a place held
  by the other side is besieged.
- arrives (deployment): decides nothing against a holder; a contested or unknown place is held by the side that arrives.
- two sides that both hold it by one day's evidence, with no withdrawal told: contested, and a problem.

Areas (districts and larger) are not coloured, nor are places that could not be resolved; the latter are reported.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from noria.claims.model import Claim
from noria.derive.evidence import FOLLOWS_WITHIN, Evidence, evidence_of, in_order
from noria.derive.geography import is_area, key_of
from noria.derive.model import ControlState, Holding, PlaceKey, Problem
from noria.derive.sides import Sides
from noria.values.day import Day


@dataclass(frozen=True, slots=True)
class _State:
    state: ControlState
    side: str | None
    holder: str | None
    since: Day | None
    claims: tuple[str, ...]
    rule: str


@dataclass
class _Place:
    """One place while its evidence is walked through."""

    key: PlaceKey
    sides: Sides
    event_of: Mapping[str, str]
    evidence: list[Evidence]
    states: list[_State]
    problems: list[Problem]

    @property
    def now(self) -> _State | None:
        return self.states[-1] if self.states else None

    def problem(self, rule: str, message: str, claims: Iterable[str]) -> None:
        self.problems.append(Problem(rule, f"{self.key.name}, {message}", tuple(sorted(set(claims)))))


@dataclass(frozen=True, slots=True)
class Testimony:
    """What one claim says of who holds one place. `open` tells that the place could not be placed, so that nobody is shown to hold it."""

    place: PlaceKey
    said: Evidence
    open: bool = False

    @property
    def key(self) -> str:
        """What testimony must share to be of one place."""
        return f"open {self.place.name}" if self.open else self.place.id


def testimonies(claim: Claim, sides: Sides) -> list[Testimony]:
    """What a claim says of each of its places. Areas are not coloured."""
    out = []
    for place in claim.places:
        if is_area(place) or (found := evidence_of(claim, place, sides)) is None:
            continue
        is_open = place.id is None and place.point is None
        out.append(Testimony(PlaceKey("", place.mention, None) if is_open else key_of(place), found, is_open))
    return out


def control_of(told: Sequence[Testimony], sides: Sides, event_of: Mapping[str, str]) -> tuple[list[Holding], list[Problem]]:
    """The holdings of one place, and what did not fit, from all that is told of it (testimony of one key)."""
    if told[0].open:
        return [], [Problem("control.unplaced", f"{told[0].place.name} could not be placed, so nobody is shown to hold it",
                            tuple(sorted({one.said.claim for one in told})))]
    walked = _Place(shown_as(one.place for one in told), sides, event_of, in_order([one.said for one in told]), [], [])
    _walk(walked)
    return _holdings(walked), walked.problems


def shown_as(places: Iterable[PlaceKey]) -> PlaceKey:
    """As which of these, which are one place, it is shown."""
    return min(places, key=lambda place: (place.name, str(place.point)))


def control_since(at: int, holdings: Sequence[Holding], told: Sequence[Testimony], sides: Sides,
                  event_of: Mapping[str, str]) -> tuple[list[Holding], list[Problem]] | None:
    """The holdings of a place from one that `restarts` gave on, and what did not fit since; None where that one is none to begin with.

    `told` is what is told of the days from its first on, and of `FOLLOWS_WITHIN` days before; `event_of` knows the claims of the one before too.
    """
    first = holdings[at].since
    ordered = in_order([one.said for one in told])
    if first is None or any(piece.siege and piece.day.plus(1) == first for piece in ordered):
        return None  # a siege laid the day before stood when the day began
    states = [_State(held.state, held.side, held.holder, held.since, held.claims, held.rule) for held in holdings[:at]]
    walked = _Place(holdings[0].place, sides, event_of, [piece for piece in ordered if piece.day >= first], states, [])
    _walk(walked)
    return _holdings(walked)[at:], walked.problems


def restarts(holdings: Sequence[Holding], day: int) -> Iterator[int]:
    """Those of a place's holdings, the last first, before which what is told of `day` (a day number) or later has no bearing.

    Each begins with a capture far enough before that day: all withdrawals before a capture are decided, and no other account moves it to its own day.
    """
    for at in range(len(holdings) - 1, 0, -1):
        since = holdings[at].since
        if since is not None and holdings[at].rule == "control.capture" and since.ordinal < day - FOLLOWS_WITHIN and holdings[at - 1].since is not None:
            yield at


def _walk(place: _Place) -> None:
    """Fill `place.states` in order; the first may have no beginning."""
    by_day: dict[Day, list[Evidence]] = defaultdict(list)
    for piece in place.evidence:
        by_day[piece.day].append(piece)
    for day in sorted(by_day):
        today = _firmest(by_day[day])
        for reached in _next(place, day, today):
            if not place.states and reached.since is not None and (before := _before(place, reached, today)) is not None:
                place.states.append(before)
            last = place.now
            if last is not None and last.since is not None and reached.since == last.since:
                place.states[-1] = reached
            elif last is not None and (last.state, last.side) == (reached.state, reached.side):
                place.states[-1] = replace(last, claims=_ids(last.claims, reached.claims))
            else:
                place.states.append(reached)


def _firmest(today: list[Evidence]) -> list[Evidence]:
    firm = [piece for piece in today if piece.firm] or today
    decided = any(piece.exact and piece.says in {"takes", "keeps", "part"} for piece in firm)
    return [piece for piece in firm if piece.exact] if decided else firm


def _ids(*groups: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({id for group in groups for id in group}))


def _claims(*groups: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(sorted({piece.claim for group in groups for piece in group}))


def _next(place: _Place, day: Day, today: list[Evidence]) -> list[_State]:
    """The states that a day's evidence leads to: none where it changes nothing, two where a siege begins the day after."""
    said: dict[str, list[Evidence]] = defaultdict(list)
    for piece in today:
        said[piece.says].append(piece)
    if said["takes"]:
        return [_taken(place, day, said)]
    if said["leaves"] and (left := _left(place, day, said["leaves"], said["presses"])) is not None:
        return [left]
    if said["keeps"]:
        return [_kept(place, day, said["keeps"])]
    if said["repels"] and not _held_against(place, said["repels"]):
        return [_kept(place, day, said["repels"])]
    if (said["part"] or said["presses"]) and (pressed := _pressed(place, day, said["part"] + said["presses"])) is not None:
        return [pressed]
    out = []
    if said["arrives"] and (arrived := _arrived(place, day, said["arrives"])) is not None:
        out.append(arrived)
    if said["outside"]:
        out += _outside(place, day, said["outside"])
    return out


def _taken(place: _Place, day: Day, said: dict[str, list[Evidence]]) -> _State:
    takes, sides, now = said["takes"], place.sides, place.now
    claims = _claims(takes, said["leaves"])
    leavers = {piece.side for piece in said["leaves"] if piece.side}
    takers = {piece.side for piece in takes if piece.side}
    takers = takers - leavers or takers
    if not takers:
        if now is not None and now.rule == "control.capture" and not leavers and not any(piece.loser for piece in takes):
            return replace(now, claims=_ids(now.claims, claims))
        loser = next((piece.loser for piece in takes if piece.loser), None) or min(leavers, default=None) or _last_side(place)
        winner = sides.opponent(loser) if loser else None
        if winner is None:
            return _State("unknown", None, None, day, claims, "control.capture-by-nobody-named")
        return _State("held", winner, sides.name(winner), day, claims, "control.capture")
    rivals = _rivals(takers | {piece.side for piece in said["keeps"] if piece.side and piece.side not in leavers})
    if len(rivals) > 1:
        claims = _ids(claims, _claims(said["keeps"]))
        place.problem("control.contradiction", f"{day}: said to be held by {_joined(rivals, sides)}", claims)
        return _State("contested", None, None, day, claims, "control.same-day")
    side = rivals[0]
    if now is not None and now.state == "held" and now.side == side and now.since is not None and not _retold(place, takes, now):
        place.problem("control.already-held", f"{day}: captured by {sides.name(side)}, which held it since {now.since}", _ids(claims, now.claims))
    return _State("held", side, _holder(takes, side, sides), day, claims, "control.capture")


def _last_side(place: _Place) -> str | None:
    return next((state.side for state in reversed(place.states) if state.side), None)


def _retold(place: _Place, takes: Sequence[Evidence], now: _State) -> bool:
    """Whether the capture is one that already counts, in accounts that differ in the day."""
    before = {place.event_of.get(id) for id in now.claims}
    return all(place.event_of.get(piece.claim) in before or not piece.exact for piece in takes)


def _rivals(held_by: set[str]) -> list[str]:
    """The known sides among them: those cannot both hold it. Of actors of no known side the first stands for all."""
    return sorted(side for side in held_by if not side.startswith("actor:")) or sorted(held_by)[:1]


def _joined(rivals: Sequence[str], sides: Sides) -> str:
    return " and by ".join(sides.name(side) for side in rivals)


def _holder(pieces: Sequence[Evidence], side: str, sides: Sides) -> str | None:
    """The name that most accounts give, else the side's."""
    told = Counter(piece.name for piece in pieces if piece.side == side and piece.name)
    return min(told, key=lambda name: (-told[name], name)) if told else None if side.startswith("actor:") else sides.name(side)


def _left(place: _Place, day: Day, leaves: list[Evidence], presses: list[Evidence]) -> _State | None:
    now, claims = place.now, _claims(leaves)
    gone = {piece.side for piece in leaves if piece.side}
    if now is not None and now.state == "held" and now.side not in gone:
        return None
    entered = _entering(presses, gone)
    if entered is not None and entered.side is not None:
        return _State("held", entered.side, entered.name or place.sides.name(entered.side), day, _claims(leaves, presses), "control.entered-after-withdrawal")
    return _State("unknown", None, None, day, claims, "control.withdrawal")


def _entering(presses: Sequence[Evidence], gone: set[str]) -> Evidence | None:
    """The one side that enters what others leave."""
    sides = {piece.side for piece in presses if piece.side} - gone
    return min((piece for piece in presses if piece.side in sides), key=lambda p: (p.name or "", p.claim)) if len(sides) == 1 else None


def _held_against(place: _Place, repels: Sequence[Evidence]) -> bool:
    """Whether the place is in the hands of others than those who fight off attackers there."""
    now = place.now
    return now is not None and now.side is not None and now.side not in {piece.side for piece in repels}


def _kept(place: _Place, day: Day, keeps: list[Evidence]) -> _State:
    now, sides, claims = place.now, place.sides, _claims(keeps)
    keepers = _rivals({piece.side for piece in keeps if piece.side})
    if not keepers:
        return now or _State("unknown", None, None, day, claims, "control.hold")
    if len(keepers) > 1:
        place.problem("control.contradiction", f"{day}: said to be held by {_joined(keepers, sides)}", claims)
        return _State("contested", None, None, day, claims, "control.same-day")
    side = keepers[0]
    if now is not None and now.state == "besieged" and now.side == side:
        return replace(now, claims=_ids(now.claims, claims))
    if now is not None and now.state == "held" and now.side is not None and now.side != side:
        place.problem("control.contradiction", f"{day}: held by {sides.name(side)}, though {sides.name(now.side)} held it"
                      f"{f' since {now.since}' if now.since else ''} and no loss is told", _ids(claims, now.claims))
    return _State("held", side, _holder(keeps, side, sides), day, claims, "control.hold")


def _pressed(place: _Place, day: Day, pieces: list[Evidence]) -> _State | None:
    now = place.now
    inside = {piece.side for piece in pieces if piece.side}
    if now is not None and now.state in {"held", "besieged"} and not any(_against(side, now.side, place.sides) for side in inside):
        return None
    if now is not None and now.rule == "control.withdrawal" and (entered := _entering(pieces, {_last_side(place) or ""})) and entered.side:
        return _State("held", entered.side, entered.name or place.sides.name(entered.side), day, _claims(pieces), "control.entered-after-withdrawal")
    rule = "control.part" if any(piece.says == "part" for piece in pieces) else "control.entered"
    return _State("contested", None, None, day, _claims(pieces), rule)


def _arrived(place: _Place, day: Day, pieces: list[Evidence]) -> _State | None:
    now = place.now
    known = sorted({piece.side for piece in pieces if piece.side and not piece.side.startswith("actor:")})
    if len(known) != 1 or (now is not None and now.state in {"held", "besieged"}):
        return None
    return _State("held", known[0], _holder(pieces, known[0], place.sides), day, _claims(pieces), "control.arrival")


def _outside(place: _Place, day: Day, pieces: list[Evidence]) -> list[_State]:
    """X before the gates: somebody else holds the place; after a siege has closed, besieged."""
    now, sides, out = place.now, place.sides, []
    around = sorted({piece.side for piece in pieces if piece.side})
    if len(around) != 1:
        return []
    holder = sides.opponent(around[0])
    if holder is not None and (now is None or now.state in {"contested", "unknown"}):
        now = _State("held", holder, sides.name(holder), day, _claims(pieces), "control.attackers-outside")
        out.append(now)
    sieges = [piece for piece in pieces if piece.siege]
    if sieges and now is not None and now.state == "held" and _against(around[0], now.side, sides):
        out.append(_State("besieged", now.side, now.holder, day.plus(1), _claims(sieges), "control.siege"))
    return out


def _against(one: str | None, other: str | None, sides: Sides) -> bool:
    """Whether a side acts against another; sides not known to be one are taken to."""
    return one is not None and other is not None and sides.relation(one, other) != "same"


def _before(place: _Place, reached: _State, today: list[Evidence]) -> _State | None:
    """Who held the place before the first evidence: the loser told, who withdrew, or the one opponent of who came."""
    told = [(piece.loser, piece.loser_name, piece.claim) for piece in today
            if piece.loser and piece.loser != reached.side and piece.says in {"takes", "part", "presses"}]
    left = [(piece.side, piece.name, piece.claim) for piece in place.evidence
            if piece.says == "leaves" and piece.side and piece.side != reached.side and 0 <= piece.day - today[0].day <= FOLLOWS_WITHIN]
    # Who is said to hold on the very day on which it took the place did not hold it before.
    kept = [(piece.side, piece.name, piece.claim) for piece in today
            if piece.says in {"keeps", "repels"} and piece.side and piece.side == reached.side and reached.rule != "control.capture"]
    for side, name, claim in (*told, *left, *kept):
        return _State("held", side, name or place.sides.name(side), None, (claim,), "control.before-loss" if told or left else "control.hold")
    came = next((piece.side for piece in today if piece.says in {"takes", "part", "presses"} and piece.side), None)
    other = place.sides.opponent(came) if came else None
    if other is None:
        return None
    return _State("held", other, place.sides.name(other), None, reached.claims, "control.before-opponent")


def _holdings(place: _Place) -> list[Holding]:
    out = []
    for at, state in enumerate(place.states):
        following = place.states[at + 1].since if at + 1 < len(place.states) else None
        out.append(Holding(place=place.key, state=state.state, side=state.side, holder=state.holder, since=state.since,
                           until=following.plus(-1) if following else None, claims=state.claims, rule=state.rule))
    return out
