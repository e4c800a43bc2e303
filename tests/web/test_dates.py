"""Dates and figures as people read them."""

from __future__ import annotations

import pytest

from factory import interval
from noria.reference.codebook import Side
from noria.values.day import Day
from noria.views.web.dates import interval_text, prose, span_text
from noria.views.web.drawing import PALETTE, UNKNOWN_COLOUR, focus, range_bar, side_colours
from noria.views.web.words import figure


@pytest.mark.parametrize(("time", "text"), [
    ("2024-12-04", "4 December 2024"),
    ("2024-12-03/2024-12-05", "3 to 5 December 2024"),
    ("2024-11-28/2024-12-03", "28 November to 3 December 2024"),
    ("2023-12-28/2024-01-03", "28 December 2023 to 3 January 2024"),
    ("2024-02-01/2024-02-29", "February 2024"),
    ("2024-02-01/2024-03-31", "February to March 2024"),
    ("1914-01-01/1914-12-31", "1914"),
    ("1914-01-01/1918-12-31", "1914 to 1918"),
    ("-0479-09-01", "1 September 480 BC"),
    (None, "date not known"),
])
def test_interval_in_words(time: str | None, text: str) -> None:
    assert interval_text(interval(time)) == text


@pytest.mark.parametrize(("since", "until", "text"), [
    (Day(2024, 12, 4), None, "from 4 December 2024 on"),
    (None, Day(2024, 12, 4), "until 4 December 2024"),
    (Day(2024, 12, 4), Day(2024, 12, 4), "4 December 2024"),
    (None, None, "date not known"),
])
def test_open_stretch_in_words(since: Day | None, until: Day | None, text: str) -> None:
    assert span_text(since, until) == text


@pytest.mark.parametrize(("text", "shown"), [
    ("Riverton, 2031-03-09: held by the North since 2031-03-01", "Riverton, 9 March 2031: held by the North since 1 March 2031"),
    ("Offensive at Riverton from 2031-03-09.", "Offensive at Riverton from 9 March 2031."),
    ("report-2031-03-09.txt and 2031-03-09.txt", "report-2031-03-09.txt and 2031-03-09.txt"),
    ("feed/2031-03-09/a", "feed/2031-03-09/a"),
    ("2031-13-45", "2031-13-45"),
])
def test_days_in_messages_are_written_out(text: str, shown: str) -> None:
    assert prose(text) == shown


@pytest.mark.parametrize(("low", "high", "text"), [
    (17, 17, "17"), (17, 20, "17 to 20"), (17, None, "at least 17"), (None, 35_000, "up to 35,000"), (None, None, "a number that is not given"),
])
def test_figure_in_words(low: int | None, high: int | None, text: str) -> None:
    assert figure(low, high) == text


@pytest.mark.parametrize("low", [None, 0, 1, 50, 100])
@pytest.mark.parametrize("high", [None, 100])
def test_bars_stay_on_their_scale(low: int | None, high: int | None) -> None:
    bar = range_bar(low, high, 115)
    if bar is None:
        assert low is None
        assert high is None
    else:
        assert 0 <= bar.left < 100
        assert 0 < bar.width <= 100
        assert (bar.open_low, bar.open_high) == (low is None, high is None)


def test_focus_passes_over_old_history() -> None:
    days = [Day(1982, 2, 2), Day(2011, 7, 31), *(Day(2024, 12, n) for n in range(1, 10))]
    found = focus(days)
    assert found is not None
    assert found.start.year == 2024
    assert focus([]) is None


def test_sides_beyond_the_palette_share_the_grey() -> None:
    ids = [f"s{n}" for n in range(9)]
    colours = side_colours([Side(id="s0", name="S", colour=PALETTE[0].upper())], ids)
    assert colours["s0"] == PALETTE[0].upper()
    assert len({colours[id].lower() for id in ids[:6]}) == 6
    assert set(list(colours.values())[6:]) == {UNKNOWN_COLOUR}
