"""Intervals: both ends belong to them, and the set operations hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noria.errors import ValueRefused
from noria.values.day import Day
from noria.values.interval import Interval

starts = st.integers(min_value=-400_000, max_value=1_000_000)
lengths = st.integers(min_value=0, max_value=500)
intervals = st.builds(lambda start, length: Interval(Day.from_ordinal(start), Day.from_ordinal(start + length)), starts, lengths)


@st.composite
def neighbours(draw):
    start = draw(starts)
    return tuple(Interval(Day.from_ordinal(a), Day.from_ordinal(a + n))
                 for a, n in ((start + draw(lengths), draw(lengths)), (start + draw(lengths), draw(lengths))))


@given(neighbours())
def test_two_intervals_overlap_or_one_is_before(pair):
    a, b = pair
    assert a.overlaps(b) + a.before(b) + b.before(a) == 1
    assert a.overlaps(b) == b.overlaps(a)


@given(neighbours())
def test_hull_holds_both_and_intersection_lies_in_both(pair):
    a, b = pair
    hull = a.hull(b)
    assert hull.contains(a)
    assert hull.contains(b)
    shared = a.intersection(b)
    assert (shared is not None) == a.overlaps(b)
    if shared is not None:
        assert a.contains(shared)
        assert b.contains(shared)
        assert hull.days == a.days + b.days - shared.days


@given(intervals)
def test_length_counts_both_ends(interval):
    assert interval.days == interval.end.ordinal - interval.start.ordinal + 1
    assert interval.contains(interval.start)
    assert interval.contains(interval.end)
    assert not interval.contains(interval.end.plus(1))


def test_months_and_years():
    assert Interval.month(2024, 2).days == 29
    assert Interval.year(1900).days == 365
    assert Interval.month(-215, 8).start == Day(-215, 8, 1)


def test_an_interval_does_not_run_backwards():
    with pytest.raises(ValueRefused):
        Interval(Day(2024, 12, 5), Day(2024, 12, 4))
