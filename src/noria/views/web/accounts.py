"""The accounts of one event side by side: what each says about when, where, who and how many, and where they part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from noria.claims.model import Claim
from noria.derive.model import Account
from noria.dossier.event_file import EventFile
from noria.values.interval import Interval
from noria.views.forms import DocumentSummary
from noria.views.web.dates import interval_text
from noria.views.web.words import FACTUALITY, actor_text, figure, place_text

NOT_SAID = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """One account with the claims it rests on, in the order of its text."""

    account: Account
    document: DocumentSummary | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that accounts may tell: its values in the order of the accounts, empty where an account is silent."""

    about: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether two accounts that speak of it say different things; silence contradicts nobody."""
        return len({value for value in self.values if value != NOT_SAID}) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    tellings: tuple[Telling, ...]
    rows: tuple[Row, ...]


def compare(file: EventFile) -> Comparison:
    """The accounts in the order of publication, and a row for everything that at least one of them tells."""
    documents, claims = {row.id: row for row in file.documents}, {claim.id: claim for claim in file.claims}
    ordered = sorted(file.event.accounts, key=lambda a: (a.published or "9999", a.publisher or "", a.document))
    tellings = tuple(Telling(a, documents.get(a.document), tuple(claims[id] for id in a.claims if id in claims)) for a in ordered)
    rows = [_row("When", tellings, _when), _row("Where", tellings, lambda t: _joined(place_text(p) for c in t.claims for p in c.places)),
            _row("By whom", tellings, lambda t: _joined(actor_text(a) for c in t.claims for a in c.actors)),
            _row("To whom", tellings, lambda t: _joined(actor_text(a) for c in t.claims for a in c.targets))]
    measures = dict.fromkeys((count.measure, count.group) for t in tellings for c in t.claims for count in c.counts)
    for measure, group in measures:
        about = f"{measure.capitalize()} ({group})" if group else measure.capitalize()
        rows.append(_row(about, tellings, lambda t, m=measure, g=group: _joined(  # type: ignore[misc]
            figure(n.low, n.high, n.approximate) for c in t.claims for n in c.counts if (n.measure, n.group) == (m, g))))
    rows += [_row("How certain", tellings, lambda t: _joined(FACTUALITY[c.factuality][0] for c in t.claims)),
             _row("According to", tellings, lambda t: _joined(a.name or a.mention for c in t.claims for a in c.attribution))]
    return Comparison(tellings, tuple(row for row in rows if any(row.values)))


def _row(about: str, tellings: Iterable[Telling], tell: Callable[[Telling], str]) -> Row:
    return Row(about, tuple(tell(telling) for telling in tellings))


def _when(telling: Telling) -> str:
    times: list[Interval] = [c.time.interval for c in telling.claims if c.time.interval is not None]
    return _joined(interval_text(time) for time in sorted(times))


def _joined(values: Iterable[str]) -> str:
    """Each value once; in a fixed order, so that the same facts told in another order do not look like a difference."""
    return "; ".join(sorted(dict.fromkeys(values)))
