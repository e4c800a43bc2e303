"""Where sentences end, and where a full stop does not end one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noria.reading.sentences import split_sentences
import itertools

CASES = [
    ("The town fell. Its garrison fled.", ["The town fell.", "Its garrison fled."]),
    ("Lt. Gen. Aman Tesfay arrived at 5 p.m. The column left.", ["Lt. Gen. Aman Tesfay arrived at 5 p.m.", "The column left."]),
    ("The U.S. Army and J. R. Smith agreed.", ["The U.S. Army and J. R. Smith agreed."]),
    ('"We hold the bridge." He left.', ['"We hold the bridge."', "He left."]),
    ("Did it fall? Nobody knows!", ["Did it fall?", "Nobody knows!"]),
    ("No. 3 Squadron lost two aircraft.", ["No. 3 Squadron lost two aircraft."]),
    ("It fell on October 3. Its garrison fled.", ["It fell on October 3.", "Its garrison fled."]),
    ("1. The garrison fled.", ["1. The garrison fled."]),
    ("They came within 3.5 km of it. then they stopped.", ["They came within 3.5 km of it. then they stopped."]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences(text, expected):
    assert [text[a:b] for a, b in split_sentences(text)] == expected


@given(st.text(max_size=300))
def test_nothing_but_white_space_is_lost(text):
    bounds = split_sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in bounds) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(bounds))
