"""EDTF level 1: what is written reads back as the same days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noria.errors import ValueRefused
from noria.values.day import Day
from noria.values.edtf import edtf, parse_edtf
from noria.values.interval import Interval

days = st.integers(min_value=Day(-999, 1, 1).ordinal, max_value=Day(9996, 12, 31).ordinal).map(Day.from_ordinal)
grains = st.sampled_from(["day", "days", "week", "month", "season", "year", "decade", "century", "period"])


@pytest.mark.parametrize(("interval", "grain", "approximate", "written"), [
    (Interval.day(Day(2024, 12, 3)), "day", False, "2024-12-03"),
    (Interval.month(2024, 12), "month", False, "2024-12"),
    (Interval.year(2024), "year", False, "2024"),
    (Interval.year(2024), "period", False, "2024-01-01/2024-12-31"),
    (Interval(Day(2024, 11, 30), Day(2024, 12, 5)), "days", False, "2024-11-30/2024-12-05"),
    (Interval(Day(2024, 11, 30), Day(2024, 12, 5)), "days", True, "2024-11-30~/2024-12-05~"),
    (Interval.year(-215), "year", False, "-0215"),
    (Interval.month(-215, 8), "month", True, "-0215-08~"),
    (Interval.day(Day(0, 1, 1)), "day", False, "0000-01-01"),
    (Interval.month(1916, 2), "year", False, "1916-02"),
])
def test_forms(interval, grain, approximate, written):
    assert edtf(interval, grain, approximate) == written
    assert parse_edtf(written) == (interval, approximate)


@given(days, st.integers(min_value=0, max_value=1000), grains, st.booleans())
def test_round_trip(start, length, grain, approximate):
    interval = Interval(start, start.plus(length))
    assert parse_edtf(edtf(interval, grain, approximate)) == (interval, approximate)


@given(st.integers(min_value=-999, max_value=9998), st.integers(min_value=1, max_value=12))
def test_whole_months_and_years_round_trip(year, month):
    for interval, grain in ((Interval.month(year, month), "month"), (Interval.year(year), "year")):
        written = edtf(interval, grain)
        assert parse_edtf(written) == (interval, False)
        assert len(written.lstrip("-")) == (7 if grain == "month" else 4)


@pytest.mark.parametrize("text", ["", "soon", "2024-13", "2024-02-30", "2024/", "/2024", "../2024", "24", "2024-12-05/2024-11-30"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueRefused):
        parse_edtf(text)


def test_uncertain_marks_are_read():
    assert parse_edtf("1916?") == (Interval.year(1916), True)
    assert parse_edtf("1916-07%") == (Interval.month(1916, 7), True)
