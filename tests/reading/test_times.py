"""Time expressions against a table of sentences that a researcher can read and add to: tests/cases/times.toml."""

from noria.reading.passage import Passage
from noria.reading.times import read_times
from noria.values.day import Day


def passage(text: str, block: int = 0, kind: str = "paragraph", section: tuple[str, ...] = ()) -> Passage:
    return Passage(block, kind, section, text, tuple(range(len(text))))


def test_a_relative_day_counts_from_the_narrative():
    text = "On 3 May 1808 the garrison fell. The next day its colonel fled."
    reading = read_times([passage(text)], Day(2020, 1, 1))
    assert [(e.text, e.value) for e in reading.expressions] == [("3 May 1808", "1808-05-03"), ("The next day", "1808-05-04")]
    assert str(reading.running(len(text) - 1).start) == "1808-05-04"
