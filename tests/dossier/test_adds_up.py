"""What holds of a dossier whatever its sources: everything goes through files, builds and the record, on to what people see."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing

import msgspec
from hypothesis import HealthCheck, given, settings, strategies as st
from told_war import CODEBOOK, PARTS, report, wars

from noria.claims.json_form import to_json
from noria.dossier.dossier import Dossier
from noria.views.forms import casualty_forms, event_form, force_forms, holding_form, operation_forms, problem_form

numbers = itertools.count()
slow = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
STAMPED = {"build"}  # the only table with times of day
PAST = "state of build "  # what earlier builds held, kept for `noria diff`: it tells of the builds, not of the record


def new(tmp_path, sources):
    """A dossier of these sources, not built."""
    dossier = Dossier.create(tmp_path / f"war{next(numbers)}", parts=PARTS, name="war")
    (dossier.path / "codebook.toml").write_text(CODEBOOK)
    dossier = Dossier.open(dossier.path, parts=PARTS)
    for name, text in sources.items():
        (dossier.path / "sources" / name).write_text(text)
    return dossier


def built(tmp_path, sources):
    dossier = new(tmp_path, sources)
    dossier.build()
    return dossier


def shown(dossier):
    """Everything that listings and exports write, as bytes."""
    results = dossier.results()
    return msgspec.json.encode([
        [to_json(claim) for claim in dossier.claims()], [event_form(event) for event in results.events],
        [holding_form(holding) for holding in results.holdings], casualty_forms(results.casualties, results),
        operation_forms(results.operations), force_forms(results.forces), [problem_form(problem) for problem in results.problems]])


def rows(dossier):
    """Every table of the record but those that say when; of the full text search the sentences, not the pages of their index and its numbers."""
    with closing(sqlite3.connect(dossier.path / "noria.db")) as record:
        tables = [name for (name,) in record.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name") if name not in STAMPED and not name.startswith("sentence")]
        words = {"sentence": sorted(record.execute("SELECT claim, words FROM sentence"))}
        return words | {name: sorted((row for row in record.execute(f'SELECT * FROM "{name}"') if not str(row[0]).startswith(PAST)), key=repr)
                for name in tables}


@slow
@given(wars)
def test_two_builds_are_the_same_byte_for_byte(tmp_path, war):
    one, other = built(tmp_path, war), built(tmp_path, war)
    assert shown(one) == shown(other)
    assert rows(one) == rows(other)


@slow
@given(wars, st.randoms(use_true_random=False))
def test_the_order_in_which_reports_come_does_not_matter(tmp_path, war, random):
    at_once, one_by_one = built(tmp_path, war), new(tmp_path, {})
    for name in random.sample(sorted(war), len(war)):
        (one_by_one.path / "sources" / name).write_text(war[name])
        one_by_one.build()
    assert shown(one_by_one) == shown(at_once)
    assert rows(one_by_one) == rows(at_once)


@slow
@given(wars, report)
def test_taking_a_report_away_takes_exactly_what_rested_on_it(tmp_path, war, more):
    without, with_it = built(tmp_path, war), built(tmp_path, war | {"more.txt": more})
    (with_it.path / "sources" / "more.txt").unlink()
    with_it.build()
    assert shown(with_it) == shown(without)
    assert rows(with_it) == rows(without)


@slow
@given(wars)
def test_a_copy_under_another_name_changes_no_count_and_no_origin(tmp_path, war):
    """The same words with an empty line more are another document."""
    alone, copied = built(tmp_path, war), built(tmp_path, war | {"z.txt": war[min(war)] + "\n"})
    before, after = alone.results(), copied.results()
    assert len(copied.documents()) == len(alone.documents()) + 1
    assert [(e.id, e.type, e.time, e.counts, e.origins, e.factuality) for e in after.events] == [
        (e.id, e.type, e.time, e.counts, e.origins, e.factuality) for e in before.events]
    assert [(c.scope, c.scope_id, c.group, c.side, c.measure, c.low, c.high) for c in after.casualties] == [
        (c.scope, c.scope_id, c.group, c.side, c.measure, c.low, c.high) for c in before.casualties]
    assert [(h.place, h.state, h.side, h.since, h.until) for h in after.holdings] == [
        (h.place, h.state, h.side, h.since, h.until) for h in before.holdings]
    assert {id: after.origin_of[id] for id in before.origin_of} == before.origin_of
    assert set(after.origin_of.values()) == set(before.origin_of.values())


@slow
@given(wars)
def test_every_derived_value_rests_on_claims_that_are_there(tmp_path, war):
    dossier = built(tmp_path, war)
    assert dossier.verify() == []
    known, results = {claim.id for claim in dossier.claims()}, dossier.results()
    for value in (*results.events, *results.holdings, *results.casualties, *results.operations, *results.problems):
        assert value.claims
        assert set(value.claims) <= known
    assert set(results.event_of) == set(results.origin_of) == known
    assert all(event.id == results.event_of[id] for event in results.events for id in event.claims)
