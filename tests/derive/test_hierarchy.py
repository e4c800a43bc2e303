"""What is part of what among operations: from infoboxes and sentences, across documents, without loops; and what is rolled up."""

from __future__ import annotations

import pytest
from factory import actor, claim, interval, killed, place
from hypothesis import given, settings
from hypothesis import strategies as st

from noria.claims.infobox_facts import FactLine, InfoboxFacts, Member, SideFacts
from noria.claims.model import ActorRef, ClaimTime, DocumentRef
from noria.derive.derive import derive
from noria.derive.phases import phases
from noria.reference.codebook import Codebook
from noria.values.span import Span

SPAN = Span(0, 1)
KUT = place("Kut", 32.5, 45.8)


def box(name, part_of=(), time=None, sides=()):
    return InfoboxFacts(document=DocumentRef(f"d-{name}", f"{name}.txt", name, "Encyclopedia", "2020-01-01"), name=name, part_of=part_of,
                        time=ClaimTime(interval(time)), lines=(FactLine(f"f-{name}", "Partof", name, SPAN),),
                        sides=tuple(SideFacts(n, tuple(Member(ActorRef(who), SPAN, f"f-{name}") for who in side)) for n, side in enumerate(sides, 1)))


def told(quote, day="1916-01-20", *, n=0, type="attack", **more):
    return claim(type, quote, document=f"d-{n}", time=day, **more)


def operations(*claims, facts=()):
    results = derive(claims, Codebook(), facts)
    return {op.name: op for op in results.operations}, sorted(p.rule for p in results.problems if p.rule.startswith("operations.")), results


def above(by_name):
    ids = {op.id: name for name, op in by_name.items()}
    return {name: ids[op.part_of] for name, op in by_name.items() if op.part_of}


@pytest.mark.parametrize(("quote", "expected"), [
    ("The Battle of Ain Gate was part of the Lake offensive.", [("part", "Battle of Ain Gate", "Lake offensive")]),
    ("Operation Iron Gate, the second phase of Operation Long Night, began.", [("part", "Operation Iron Gate", "Operation Long Night")]),
    ("The Siege of Kut was the first major battle of the Mesopotamian campaign.", [("part", "Siege of Kut", "Mesopotamian campaign")]),
    ("The army took Riverton as part of Operation Long Night.", [("inside", None, "Operation Long Night")]),
    ("During the 2024 Lake offensive, rebels took Halford.", [("inside", None, "2024 Lake offensive")]),
    ("In the opening days it held; during the final phase of the Tet Offensive it fell.", [("inside", None, "Tet Offensive")]),
    ("The staff launched the second phase of Operation Grey Heron.", [("phase", "second phase", "Operation Grey Heron")]),
    ("During the night, the army shelled the town.", []), ("The second phase of the plan failed.", []), ("He was part of the army.", [])])
def test_what_a_sentence_says_of_operations(quote, expected):
    assert [(p.kind, p.one, p.above) for p in phases(told(quote))] == expected
    assert phases(told(quote, factuality="planned")) == ()


def test_operations_of_several_documents_make_one_tree():
    inside = told("The Siege of Kut was part of the Mesopotamian campaign.", n=1)
    phase = told("General Lake launched the second phase of the Siege of Kut.", "1916-03-08", n=2, type="launch", actors=(actor("General Lake"),))
    attack = told("As part of the Siege of Kut, Ottoman guns fired.", "1916-01-25", n=3)
    found, problems, results = operations(inside, phase, attack, facts=(box("Mesopotamian campaign", ("First World War",), "1914-11-06/1918-11-14"),
                                                                     box("Siege of Kut", (), "1915-12-07/1916-04-29")))
    assert above(found) == {"Mesopotamian campaign": "First World War", "Siege of Kut": "Mesopotamian campaign", "Second phase of Siege of Kut": "Siege of Kut"}
    assert problems == []
    kut = found["Siege of Kut"]
    assert (kut.part_of_claims, kut.part_of_rule) == ((inside.id,), "operations.part-of")
    assert found["Mesopotamian campaign"].part_of_rule == "operations.infobox"
    assert results.event_of[attack.id] in kut.events
    assert set(kut.events) <= set(found["Mesopotamian campaign"].events) <= set(found["First World War"].events)
    war = found["First World War"]
    assert (str(war.time.start), str(war.time.end), war.rolled) == ("1914-11-06", "1918-11-14", ("time",))


def test_a_launch_as_part_of_another_operation_is_its_part():
    launch = told("The staff began Operation Iron Gate as part of Operation Long Night.", type="launch", actors=(actor("staff"),))
    found, problems, _ = operations(launch)
    assert above(found) == {"Iron Gate": "Long Night"}
    assert found["Iron Gate"].part_of_rule == "operations.as-part-of"
    assert problems == []


def test_a_ring_of_operations_is_cut_at_the_weaker_tie():
    found, problems, _ = operations(told("The Lake War was part of the Battle of Ain Gate."), facts=(box("Battle of Ain Gate", ("Lake War",)),))
    assert above(found) == {"Battle of Ain Gate": "Lake War"}
    assert problems == ["operations.loop"]
    _, problems, _ = operations(told("The Lake War was part of the Hill War."), told("The Hill War was part of the Lake War.", n=1))
    assert problems == ["operations.loop"]


def test_two_parents_are_a_problem_unless_one_is_above_the_other():
    found, problems, _ = operations(told("The Battle of Ain Gate was part of the Lake War."), told("The Battle of Ain Gate was part of the Hill War.", n=1),
                                    told("The Battle of Ain Gate was part of the Hill War, they wrote.", n=2))
    assert above(found) == {"Battle of Ain Gate": "Hill War"}
    assert problems == ["operations.two-parents"]
    found, problems, _ = operations(told("The Battle of Ain Gate was part of the Lake War."), told("The Battle of Ain Gate was part of the Hill War.", n=1),
                                    told("The Hill War was part of the Lake War.", n=2))
    assert above(found) == {"Battle of Ain Gate": "Hill War", "Hill War": "Lake War"}
    assert problems == []


def test_what_is_of_other_days_is_not_inside():
    attack = told("As part of the Siege of Kut, Ottoman guns fired.", "1921-01-25")
    found, problems, results = operations(attack, facts=(box("Siege of Kut", (), "1915-12-07/1916-04-29"),))
    assert results.event_of[attack.id] not in found["Siege of Kut"].events
    assert problems == ["operations.other-days"]


def test_belligerents_are_rolled_up_by_side():
    fight = told("British and Ottoman troops fought.", type="clash", actors=(actor("British Empire"), actor("Ottoman Empire")))
    found, _, _ = operations(fight, facts=(box("Siege of Kut", ("Lake War",), "1916-01-01", (("British Empire",), ("Ottoman Empire",))),
                                           box("Battle of Ain Gate", ("Lake War",), "1916-03-01", (("Ottoman Empire",), ("British Empire",)))))
    assert found["Lake War"].belligerents == (("British Empire",), ("Ottoman Empire",))
    assert found["Lake War"].rolled == ("time", "belligerents")


def test_tolls_of_parts_count_once_in_the_whole():
    """An event that two parts share, and a total that one of them has beside its events, are not added twice."""
    shot = [told(f"{n} soldiers were killed at Kut.", f"1916-01-{day}", n=n, type="casualty", targets=(actor("soldiers"),), places=(KUT,), counts=(killed(n, group="soldiers"),))
            for n, day in ((8, 10), (5, 20))]
    both = told("As part of the Siege of Kut, 5 soldiers were killed at Kut.", "1916-01-20", n=9, type="casualty", targets=(actor("soldiers"),), places=(KUT,),
                counts=(killed(5, group="soldiers"),))
    joined = told("During the Battle of Ain Gate 8 soldiers were killed at Kut.", "1916-01-10", n=7, type="casualty", targets=(actor("soldiers"),), places=(KUT,),
                  counts=(killed(8, group="soldiers"),))
    again = told("As part of the Siege of Kut, 8 soldiers were killed at Kut.", "1916-01-10", n=6, type="casualty", targets=(actor("soldiers"),), places=(KUT,),
                 counts=(killed(8, group="soldiers"),))
    found, _, results = operations(*shot, both, joined, again, facts=(box("Siege of Kut", ("Lake War",), "1916-01-01/1916-02-01"), box("Battle of Ain Gate", ("Lake War",), "1916-01-01/1916-01-15")))
    lines = {name: [(line.low, line.high) for line in results.casualties if line.scope_id == op.id and line.rule == "casualties.increments" and line.group == "soldiers"]
             for name, op in found.items()}
    assert lines == {"Siege of Kut": [(13, 13)], "Battle of Ain Gate": [(8, 8)], "Lake War": [(13, 13)]}


_NAMES = ("Lake War", "Hill War", "Battle of Ain Gate", "Siege of Kut", "Operation Iron Gate")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from(_NAMES)), max_size=8), st.randoms(use_true_random=False))
def test_properties(said, chance):
    """No ring, every tie has its claims, those above hold what is inside, and the order of claims does not matter."""
    claims = [told(f"{'The ' if not one.startswith('Op') else ''}{one} was part of {'the ' if not over.startswith('Op') else ''}{over}.", n=n)
              for n, (one, over) in enumerate(said) if one != over]
    results = derive(claims, Codebook())
    by_id = {op.id: op for op in results.operations}
    for op in results.operations:
        seen, at = {op.id}, op.part_of
        while at is not None:
            assert at not in seen
            seen.add(at)
            assert set(op.events) <= set(by_id[at].events)
            at = by_id[at].part_of
        assert (op.part_of is None) == (not op.part_of_claims)
    chance.shuffle(claims)
    assert derive(claims, Codebook()).operations == results.operations
