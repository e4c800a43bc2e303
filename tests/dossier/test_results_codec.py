"""Results go into the record and come back whole, whatever they hold."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_factory import claim_at, document, put

from noria.derive import model
from noria.derive.derive import Worked
from noria.derive.events import event_order
from noria.derive.model import Results
from noria.derive.operations import in_order as operations_in_order
from noria.derive.problems import in_order as problems_in_order
from noria.derive.tolls.ledger import line_order
from noria.dossier.results_codec import read_results, to_rows
from noria.record.store import Store
from noria.values.count import Count
from noria.values.day import Day
from noria.values.footprint import Footprint
from noria.values.interval import Interval
from noria.values.place import Point

TEXT = "They shelled the port, left the mill and took the dam."
DOC = document(TEXT)
CLAIMS = [claim_at(DOC, TEXT, word) for word in ("shelled", "left", "took")]

days = st.integers(-3_650_000, 3_650_000).map(Day.from_ordinal)
# Values refuse nonsense, so they cannot be made of any numbers.
for kind, strategy in {
    Day: days,
    Interval: st.tuples(days, days).map(lambda pair: Interval(min(pair), max(pair))),
    Point: st.builds(Point, st.floats(-90, 90), st.floats(-180, 180)),
    Footprint: st.builds(Footprint.circle, st.builds(Point, st.floats(-90, 90), st.floats(-180, 180)), st.floats(0, 20_000), st.text(max_size=5)),
    Count: st.builds(Count, st.text(max_size=5), st.integers(0, 10**12), st.none(), st.booleans(), st.none() | st.text(max_size=5)),
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
}.items():
    st.register_type_strategy(kind, strategy)


def made_of(kind):
    """Any value of a dataclass, its fields with a default too, its tuples short."""
    def field(hint):
        if get_origin(hint) is tuple:
            return st.lists(field(get_args(hint)[0]), max_size=2).map(tuple)
        return st.from_type(hint)

    return st.builds(kind, **{name: field(hint) for name, hint in get_type_hints(kind).items()})


for kind in (model.PlaceRef, model.Problem, model.Party, model.Account, model.Link, model.Event, model.PlaceKey, model.Holding, model.Toll,
             model.CasualtyLine, model.Operation, model.Command, model.Force):
    st.register_type_strategy(kind, made_of(kind))

of_claims = st.dictionaries(st.sampled_from([claim.id for claim in CLAIMS]), st.text(max_size=5), max_size=3)


@st.composite
def results(draw):
    """Any results at all, in which ids are not used twice and claims belong to events that are there."""
    made = draw(made_of(Results))
    parts = {name: tuple({each.id: each for each in getattr(made, name)}.values()) for name in ("events", "operations", "forces")}
    event_of = {claim.id: draw(st.sampled_from(parts["events"])).id for claim in CLAIMS if parts["events"] and draw(st.booleans())}
    return Results(holdings=made.holdings, casualties=made.casualties, problems=made.problems, origin_of=draw(of_claims), event_of=event_of, **parts)


def in_order(made):
    """The results in the order in which they are always derived."""
    return replace(made, events=tuple(sorted(made.events, key=event_order)), holdings=tuple(sorted(made.holdings, key=lambda held: held.place.id)),
                   casualties=tuple(sorted(made.casualties, key=line_order)), operations=tuple(operations_in_order(made.operations)),
                   problems=problems_in_order(made.problems))


@pytest.fixture
def store(tmp_path):
    opened = Store.open(tmp_path / "noria.db")
    put(opened, DOC, CLAIMS)
    yield opened
    opened.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(results())
def test_results_come_back_whole(store, made):
    with store.writing() as record:
        record.derived.replace(to_rows(Worked(results=made)))
    with store.reading() as record:
        assert read_results(record.derived) == in_order(made)
