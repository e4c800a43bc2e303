"""Why codebooks differ on one event: value by value, with the rules and the sentences behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from noria.derive.model import Event
from noria.errors import NothingFound
from noria.views.cells import Cell
from noria.views.codings import CODEBOOKS
from noria.views.codings.coded import Coded, Coding, Row, Uncoded
from noria.views.codings.ground import Ground

# What is compared, and the column that says it in each codebook.
TOPICS: Mapping[str, Mapping[str, str]] = {
    "Day": {"acled": "event_date", "ucdp": "date_start", "airwars": "date_start"},
    "Last day": {"ucdp": "date_end", "airwars": "date_end"},
    "How exact is the day": {"acled": "time_precision", "ucdp": "date_prec"},
    "Place": {"acled": "location", "ucdp": "where_coordinates", "airwars": "location"},
    "How exact is the place": {"acled": "geo_precision", "ucdp": "where_prec", "airwars": "geolocation_accuracy"},
    "Kind": {"acled": "sub_event_type", "ucdp": "type_of_violence", "airwars": "strike_type"},
    "Who": {"acled": "actor1", "ucdp": "side_a", "airwars": "belligerents"},
    "To whom": {"acled": "actor2", "ucdp": "side_b"},
    "Between whom": {"acled": "interaction", "ucdp": "dyad_name"},
    "Deaths": {"acled": "fatalities", "ucdp": "best", "airwars": "civilians_killed_min"},
    "Deaths, lowest": {"ucdp": "low", "airwars": "civilians_killed_min"},
    "Deaths, highest": {"ucdp": "high", "airwars": "civilians_killed_max"},
    "Civilian deaths": {"ucdp": "deaths_civilians", "airwars": "civilians_killed_min"},
    "Sources": {"ucdp": "number_of_sources", "airwars": "origin_count"},
    "How sure": {"ucdp": "event_clarity", "airwars": "grading"},
}
_SAME_IN_OTHER_WORDS = frozenset({"Kind", "Between whom", "How exact is the place", "How sure", "How exact is the day"})  # other lists of codes


@dataclass(frozen=True, slots=True)
class Answer:
    """What one codebook says on a topic, and the words of the rule that made it."""

    codebook: str
    column: str
    value: Coded
    statement: str


@dataclass(frozen=True, slots=True)
class Topic:
    """The answers on one topic, of the codebooks that have a column for it."""

    about: str
    answers: tuple[Answer, ...]

    @property
    def differs(self) -> bool:
        """Whether two codebooks say different things; codes of different lists are not compared."""
        said: set[Cell] = {_bare(answer.value.value) for answer in self.answers}
        return len(said) > 1 and self.about not in _SAME_IN_OTHER_WORDS


def _bare(value: Cell) -> Cell:
    """A name without the bracket that one codebook writes behind it."""
    return value.partition(" (")[0] if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Explanation:
    """One event under several codebooks. `rows` and `missing` hold what each made of it, `topics` compares the first row of each."""

    event: Event
    codebooks: tuple[str, ...]
    rows: Mapping[str, tuple[Row, ...]]
    missing: Mapping[str, tuple[Uncoded, ...]]
    topics: tuple[Topic, ...]


def find_event(text: str, ground: Ground) -> Event:
    """The event with this id or the only one whose id begins so. Raises NothingFound."""
    if text in ground.events:
        return ground.events[text]
    found = [event for id, event in ground.events.items() if id.startswith(text)]
    if len(found) == 1:
        return found[0]
    raise NothingFound(f"{len(found)} events have an id that begins with {text!r}; noria events --format csv lists the ids" if found else
                       f"there is no event {text!r} here; noria events --format csv lists the ids")


def explain(event: Event, ground: Ground, codebooks: Sequence[str], codings: Mapping[str, Coding] | None = None) -> Explanation:
    """How each codebook codes the event. `codings` are those of the whole dossier, if they are at hand."""
    whole = {name: codings[name] if codings is not None else CODEBOOKS[name].code(ground) for name in codebooks}
    made = {name: coding.of(event.id) for name, coding in whole.items()}
    topics = []
    for about, columns in TOPICS.items():
        answers = tuple(_answer(name, columns[name], made[name].rows[0]) for name in codebooks if name in columns and made[name].rows)
        if answers:
            topics.append(Topic(about, answers))
    return Explanation(event, tuple(codebooks), {name: coding.rows for name, coding in made.items()},
                       {name: coding.uncoded for name, coding in made.items()}, tuple(topics))


def _answer(codebook: str, column: str, row: Row) -> Answer:
    value = row[column]
    return Answer(codebook, column, value, CODEBOOKS[codebook].rules[value.rule])
