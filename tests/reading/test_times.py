"""Time expressions against tests/cases/times.toml, a table that a researcher can read and add to; and the running date of stories."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noria.reading.passage import Passage
from noria.reading.times import TimeReading, read_period, read_times
from noria.values.day import Day
from noria.values.interval import Interval
from noria.values.span import Span

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "times.toml").read_text(encoding="utf-8"))["case"]


def passages(*parts: str) -> list[Passage]:
    """Blocks of one text in order: "# Title", "== Heading ==", "2024-12-04> a dated block", or a paragraph."""
    out: list[Passage] = []
    section: tuple[str, ...] = ()
    at = 0
    for number, part in enumerate(parts):
        text, kind, day = part, "paragraph", None
        if part.startswith("# "):
            text, kind, section = part[2:], "title", ()
        elif part.startswith("== "):
            text, kind = part[3:-3], "heading"
            section = (text,)
        elif part.startswith("* "):
            text, kind = part[2:], "item"
        elif "> " in part[:13]:
            day, text = Day.parse(part[:10]), part[12:]
        out.append(Passage(number, kind, section, text, tuple(range(at, at + len(text))), 0, day))
        at += len(text) + 2
    return out


def days(interval: Interval | None) -> str:
    if interval is None:
        return ""
    return str(interval.start) if interval.days == 1 else f"{interval.start}/{interval.end}"


def dates(*parts: str, published: str | None = None, context: str | None = None, retold: bool = False) -> list[str]:
    """The running date at the end of every paragraph."""
    blocks = passages(*parts)
    span = None
    if context is not None:
        first, _, last = context.partition("/")
        span = Interval(Day.parse(first), Day.parse(last))
    reading = read_times(blocks, Day.parse(published) if published else None, span, retold=retold)
    return [days(reading.running(block.at[-1])) for block in blocks if block.kind in {"paragraph", "item"}]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_table(case):
    published = Day.parse(case["published"]) if "published" in case else None
    reading = read_times(passages(case["text"]), published)
    found = [[e.text, e.type, e.value, days(e.interval), *([e.role] if e.role != "on" else [])] for e in reading.expressions]
    assert found == case["times"]
    for expression in reading.expressions:
        assert case["text"][expression.span.start:expression.span.end] == expression.text
        assert (expression.interval is None) == (expression.reason is not None)
        assert (expression.interval is None) == (expression.granularity is None)


def test_the_table_is_large_enough():
    assert len(CASES) >= 150


def test_a_story_moves_with_its_days():
    assert dates(
        "On 3 May 1808 the garrison fell. Its colonel hid in a mill.", "He was found there.", "The next day he was tried.",
        "On the 9th the court dispersed.") == ["1808-05-03", "1808-05-03", "1808-05-04", "1808-05-09"]


def test_what_is_mentioned_in_passing_does_not_move_it():
    assert dates(
        "On 5 March 1975 the road was cut.", "The garrison, which had been built in 1954, held.",
        "An officer recalled the truce of January 1973.", "It was the first defeat since the 1968 offensive.",
        "By the next day the town was encircled.") == ["1975-03-05"] * 4 + ["1975-03-06"]


def test_a_heading_dates_its_section():
    assert dates("== 25–28 February 2022 ==", "Columns crossed the river.", "On 27 February the bridge was blown.", "== March 2022 ==",
                 "The siege tightened.") == ["2022-02-25/2022-02-28", "2022-02-27", "2022-03-01/2022-03-31"]


def test_a_background_section_starts_over_and_keeps_the_year():
    assert dates("On 5 December 1899 the pass was stormed.", "== Background ==", "The two republics had quarrelled with the empire.",
                 "In October the burghers were called out.") == ["1899-12-05", "", "1899-10-01/1899-10-31"]


def test_list_items_headed_by_a_date_stand_under_it():
    assert dates("== 1916 ==", "* 12 March – A seaplane was lost. Its pilot drowned.", "* 5 April – A balloon burned.") == [
        "1916-03-12", "1916-04-05"]


def test_a_dated_block_stands_under_its_day():
    assert dates("2014-07-17> The convoy has left. It is expected here tomorrow.", "2014-07-19> Nothing came.") == ["2014-07-17", "2014-07-19"]


def test_context_gives_the_year_and_the_opening_date():
    assert dates("The battle was fought in the marshes.", "On 26 August the army was surrounded.", context="1914-08-26/1914-08-30") == [
        "1914-08-26/1914-08-30", "1914-08-26"]


def test_a_report_returns_to_its_publication_with_every_paragraph():
    assert dates("Shells fell on the port on Tuesday.", "The mayor called for help.", "In 1991 the port was shelled for a year.",
                 "Ships kept away.", published="2022-03-16") == ["2022-03-15", "2022-03-15/2022-03-16", "2022-03-15/2022-03-16",
                                                                "2022-03-15/2022-03-16"]


def test_a_text_without_a_year_is_never_dated_by_its_publication():
    assert dates("In March the fort fell.", "The next day it burned.", published=None) == ["", ""]
    assert dates("The fort fell and burned.", published="2023-06-01") == [""]


def test_what_is_retold_is_never_told_from_its_publication():
    told = ("On 8 June the mayor of Kassala spoke on the radio.", "The militia had shelled the bridge yesterday.", "Later that day the garrison left.")
    assert dates(*told, published="2024-06-15") != dates(*told, published="2024-06-15", retold=True) == ["", "", ""]
    assert dates(*told, "By 14 June 2019 the town was lost.", published="2024-06-15", retold=True)[0] == "2019-06-08"


def test_a_text_that_names_a_year_only_after_a_new_year_begins_in_the_year_before():
    assert dates("On 9 May they landed.", "On 17 June the tug sank.", "On 7 July the pier burned.", "On 11 February 1917 bombers came.") == [
        "1916-05-09", "1916-06-17", "1916-07-07", "1917-02-11"]
    assert dates("On 9 May they landed.", "In March the tug had sunk.", "On 7 July the pier burned.", "On 11 August 1917 bombers came.")[0] == "1917-05-09"


def test_a_report_that_names_no_day_tells_of_the_day_it_came_out():
    assert dates("A mine has killed nine policemen near Kidal.", "Mali saw many such blasts in 2024.", published="2024-06-15")[0] == "2024-06-15"
    assert dates("A mine has killed nine policemen near Kidal.", "They had left Gao on Thursday.", published="2024-06-15")[0] == "2024-06-14/2024-06-15"


@pytest.mark.parametrize(("parts", "expected"), [
    (("On 4 March 1916 the corps took Kars.", "The garrison of Ani fled. On 9 March the cavalry entered Van."), "1916-03-04/1916-03-09"),
    (("On 4 March 1916 the corps took Kars. The garrison of Ani fled. On 20 March the cavalry entered Van.",), "1916-03-04/1916-03-20"),
    (("On 4 March 1916 the corps took Kars. The mayor fled. The garrison of Ani fled. On 9 March the cavalry entered Van.",), "1916-03-04/1916-03-09"),
    (("On 4 March 1916 the corps took Kars. The garrison of Ani fled. On 9 March the cavalry entered Van.",), ""),
    (("On 4 March 1916 the corps took Kars. Meanwhile the garrison of Ani fled. On 20 March the cavalry entered Van.",), ""),
    (("On 4 March 1916 the corps took Kars. The attack left ten dead. On 20 March the cavalry entered Van.",), ""),
    (("On 4 March 1916 the corps took Kars. The garrison of Ani fled.", "On 20 March the cavalry entered Van."), ""),
    (("On 4 March 1916 the corps took Kars.", "On 4 March the garrison of Ani fled too. The mayor stayed. On 6 March the cavalry entered Van."), ""),
    (("On 4 March 1916 the corps took Kars. The garrison of Ani fled. In 1918 the cavalry entered Van.",), "")])
def test_what_lies_between_two_dates_of_a_story(parts, expected):
    found = read_times(passages(*parts), None).between.values()
    assert [days(between.interval) for between in found][-1:] == ([expected] if expected else [])


def test_a_story_goes_on_from_the_day_on_which_something_begins():
    assert dates("On 28 June 1916 the corps rested.", "Beginning on 1 July, the corps besieged Kars.") == ["1916-06-28", "1916-07-01"]
    assert dates("On 28 June 1916 the corps rested.", "Besieged since 1 May, Kars held out.") == ["1916-06-28", "1916-06-28"]


def test_a_text_that_counts_years_bc_reads_bare_years_so():
    reading = read_times(passages("In 499 BC the satrap sailed.", "A stalemate followed for the rest of 496 and 495 BC.",
                                  "By 494 the fleet was ready, with 353 ships."), None)
    assert [e.value for e in reading.expressions] == ["BC0499", "BC0496", "BC0495", "BC0494"]


def test_sections_after_one_on_other_years_have_the_year_the_text_is_about():
    assert dates("The siege began on 24 February 1878.", "== Background ==", "In 1861 the town had been burned.", "By May 1862 it was rebuilt.",
                 "== Siege ==", "On 26 February the guns arrived.", "On 3 March 1878 the walls fell.") == [
        "1878-02-24", "1861-01-01/1861-12-31", "1862-05-01/1862-05-31", "1878-02-26", "1878-03-03"]


def test_what_is_to_come_does_not_move_the_story():
    assert dates("On 4 June 1919 the envoys met. They will meet again on 9 June.", "The guns fell silent.") == ["1919-06-04"] * 2


@pytest.mark.parametrize(("line", "period"), [
    ("27 November – 5 December 1912", "1912-11-27/1912-12-05"),
    ("12 May – 6 December 1916 (6 months, 3 weeks and 3 days)", "1916-05-12/1916-12-06"),
    ("30 January 2013 – present", "2013-01-30/2023-06-01"),
    ("17 July 1936 – 1 April 1939", "1936-07-17/1939-04-01"),
    ("August 216 BC", "-0215-08-01/-0215-08-31"),
    ("1899–1902", "1899-01-01/1902-12-31"),
    ("['15 November – 22 December 1916']", "1916-11-15/1916-12-22"),
    ("['21–29 February 1916']", "1916-02-21/1916-02-29"),
    ("autumn '44 – spring '45", "1944-09-01/1945-05-31"),
    ("9 May '45 – June '46", "1945-05-09/1946-06-30"),
    ("between November and February 1916", "1915-11-01/1916-02-29"),
    ("1915, January–December", "1915-01-01/1915-12-31"),
    ("unknown", ""),
])
def test_the_period_of_a_date_line(line, period):
    assert days(read_period(line, Day(2023, 6, 1))) == period


def test_by_a_day_reaches_back_to_where_the_story_stood():
    text = "On 4 March 1900 the hill was shelled. By 6 March it was taken. By the evening of the 7th it was lost."
    reading = reading_of(text)
    first, second = text.index("By 6"), text.index("By the")
    found = [reading.interval_in(Span(first, second - 1)), reading.interval_in(Span(second, len(text)))]
    assert [days(dated.interval) for dated in found if dated is not None] == ["1900-03-04/1900-03-06", "1900-03-07"]


def reading_of(text: str, published: str | None = None) -> TimeReading:
    return read_times(passages(text), Day.parse(published) if published else None)


def test_a_stretch_of_months_goes_over_a_new_year_only_from_a_year_that_is_told():
    def values(text: str) -> list[str]:
        return [expression.value for expression in reading_of(text).expressions]
    assert values("The capital fell on 3 May 1915. In the north they had fought from October to March.")[-1] == "1915-03"
    assert values("In the north they fought from October 1914 to March.")[-1] == "1915-03"


@pytest.mark.parametrize(("text", "interval", "mention"), [
    ("Fighting lasted from 30 November to 5 December 2024.", "2024-11-30/2024-12-05", "30 November to 5 December 2024"),
    ("Sometime between 15 and 16 March 2022 the ridge fell.", "2022-03-15/2022-03-16", "15 and 16 March 2022"),
    ("The March 2020 truce was broken on 4 May 2021.", "2021-05-04", "4 May 2021"),
    ("The base (opened in 1952) fell on 4 May 1971.", "1971-05-04", "4 May 1971"),
])
def test_the_date_a_sentence_gives(text, interval, mention):
    dated = reading_of(text).interval_in(Span(0, len(text)))
    assert dated is not None
    assert days(dated.interval) == interval
    assert dated.mention is not None
    assert dated.mention.of(text) == mention


def test_a_sentence_without_a_date_gives_none():
    text = "The fort held for three weeks."
    assert reading_of(text).interval_in(Span(0, len(text))) is None


PIECES = ("the", "of", "in", "on", "by", "a", "-", "–", ",", ".", "(", ")", "1", "31", "32", "5th", "99", "1916", "0000", "9999", "'44", "1990s",
          "May", "February", "Sept.", "Tuesday", "spring", "night", "last", "next", "early", "end", "half", "first", "two", "few", "days",
          "week", "year", "century", "decade", "later", "ago", "BC", "AD", "a.m.", "7:30", "24:61", "and", "to", "until", "every", "now", "men")


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.booleans())
def test_no_text_breaks_it(pieces, report):
    reading = reading_of(" ".join(pieces), "2020-05-05" if report else None)
    for left, right in zip(reading.expressions, reading.expressions[1:], strict=False):
        assert left.span.end <= right.span.start


@given(st.integers(min_value=Day(1000, 1, 1).ordinal, max_value=Day(2100, 12, 31).ordinal), st.sampled_from([
    "{d} {m} {y}", "{m} {d}, {y}", "the {d} of {m} {y}", "{d} {m}, {y}", "{m} {d} {y}"]))
def test_every_full_date_is_read(ordinal, form):
    day = Day.from_ordinal(ordinal)
    months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
    text = "The town fell on " + form.format(d=day.day, m=months[day.month - 1], y=day.year) + "."
    assert [days(e.interval) for e in reading_of(text).expressions] == [str(day)]
