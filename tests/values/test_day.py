"""Day against datetime.date where that reaches, and against itself below year 1."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noria.errors import ValueRefused
from noria.values.day import Day, days_in_month, is_leap

dates = st.dates()
ordinals = st.integers(min_value=Day(-9998, 1, 1).ordinal, max_value=Day(9999, 12, 31).ordinal)


@given(dates)
def test_agrees_with_the_standard_calendar(date):
    day = Day.of(date)
    assert day.ordinal == date.toordinal()
    assert Day.from_ordinal(date.toordinal()) == day
    assert day.weekday == date.weekday()
    assert str(day) == date.isoformat()
    assert Day.parse(date.isoformat()) == day


@given(dates, dates)
def test_orders_and_subtracts_like_a_date(a, b):
    assert (Day.of(a) < Day.of(b)) == (a < b)
    assert Day.of(a) - Day.of(b) == (a - b).days


@given(ordinals)
def test_every_ordinal_is_one_day_and_back(ordinal):
    day = Day.from_ordinal(ordinal)
    assert day.ordinal == ordinal
    assert Day.parse(str(day)) == day
    assert 1 <= day.day <= days_in_month(day.year, day.month)


@given(ordinals, st.integers(min_value=-2000, max_value=2000))
def test_plus_and_minus_are_inverse(ordinal, days):
    day = Day.from_ordinal(ordinal)
    try:
        later = day.plus(days)
    except ValueRefused:
        return  # past the ends of the calendar
    assert later - day == days
    assert later.plus(-days) == day


@given(st.integers(min_value=1, max_value=9998))
def test_years_have_their_length(year):
    assert Day(year + 1, 1, 1) - Day(year, 1, 1) == 365 + is_leap(year)
    assert is_leap(year) == (dt.date(year, 12, 31).timetuple().tm_yday == 366)


def test_the_year_before_year_one_is_a_leap_year():
    assert Day(1, 1, 1).plus(-1) == Day(0, 12, 31)
    assert Day(0, 2, 29).plus(1) == Day(0, 3, 1)
    assert str(Day(-215, 8, 2)) == "-0215-08-02"


@pytest.mark.parametrize(("year", "month", "day"), [(2023, 2, 29), (2023, 13, 1), (2023, 0, 1), (2023, 4, 31), (1900, 2, 29), (10000, 1, 1)])
def test_days_that_do_not_exist_are_refused(year, month, day):
    with pytest.raises(ValueRefused):
        Day(year, month, day)


@pytest.mark.parametrize("text", ["2024-1-5", "5 May 2024", "", "2024-02-30"])
def test_what_is_no_iso_date_is_refused(text):
    with pytest.raises(ValueRefused):
        Day.parse(text)
