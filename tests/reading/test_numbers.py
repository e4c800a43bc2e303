"""Quantities in text: what is written, and the range it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noria.reading.numbers import read_numbers
import itertools

CASES = [
    ("At least 17 guards and 8 raiders were killed", [("At least 17", 17, None, False), ("8", 8, 8, False)]),
    ("more than 45 sorties", [("more than 45", 46, None, False)]),
    ("over 45 sorties", [("over 45", 46, None, False)]),
    ("up to 35,000 people", [("up to 35,000", None, 35_000, False)]),
    ("as many as 300 men", [("as many as 300", None, 300, False)]),
    ("fewer than 40 men", [("fewer than 40", None, 39, False)]),
    ("around 50,000 people", [("around 50,000", 50_000, 50_000, True)]),
    ("nearly two thousand", [("nearly two thousand", 2_000, 2_000, True)]),
    ("dozens of villages", [("dozens", 24, None, True)]),
    ("hundreds fled", [("hundreds", 200, None, True)]),
    ("several hundred civilians", [("several hundred", 200, None, True)]),
    ("tens of thousands left", [("tens of thousands", 20_000, None, True)]),
    ("half a dozen trucks, two dozen men", [("half a dozen", 6, 6, False), ("two dozen", 24, 24, False)]),
    ("between four and six rockets", [("between four and six", 4, 6, False)]),
    ("2–5 killed", [("2–5", 2, 5, False)]),
    ("three or four dozen fighters", [("three or four dozen", 36, 48, False)]),
    ("two to three hundred", [("two to three hundred", 200, 300, False)]),
    ("73+ fighters", [("73+", 73, None, False)]),
    ("40 or more residents", [("40 or more", 40, None, False)]),
    ("1.2 million refugees", [("1.2 million", 1_200_000, 1_200_000, False)]),
    ("twenty-three dead, one hundred and four hurt", [("twenty-three", 23, 23, False), ("one hundred and four", 104, 104, False)]),
    ("17 and 8", [("17", 17, 17, False), ("8", 8, 8, False)]),
    ("casualties above 260,000, including 27,000 dead", [("above 260,000", 260_001, None, False), ("27,000", 27_000, 27_000, False)]),
    ("the 66th Brigade with T-55 and MiG-23, 80% of it, at 18:30, 3.5 km away", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quantity(text, expected):
    assert [(text[q.start : q.end], q.low, q.high, q.approximate) for q in read_numbers(text)] == expected


@given(st.text(max_size=200))
def test_any_text_gives_ranges_in_order_that_run_forward(text):
    found = read_numbers(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(q.low is None or q.high is None or q.low <= q.high for q in found)


@given(st.integers(0, 999_999_999))
def test_a_figure_with_thousands_marks_is_itself(number):
    assert [(q.low, q.high) for q in read_numbers(f"about {number:,} men")] == [(number, number)]
