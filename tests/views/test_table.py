"""Tables, JSON lines and CSV: what stands in a cell, what a spreadsheet may not run, what comes back."""

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import actor, claim, killed, place
from noria.claims.json_form import from_json, to_json
from noria.values.count import Count
from noria.views import columns
from noria.views.cells import count_text, day_text, figure_text, listed, range_text
from noria.views.columns import CLAIMS, Column
from noria.views.table import as_csv, as_json, as_jsonl, print_table

TAKEN = claim(
    "capture", '=Rebels took Ölmstad, killing 12; "a rout",\nsaid one.', trigger="took", actors=(actor("Rebels", "nf"),),
    places=(place("Ölmstad", 10.5, -20.25), place("Hillside")), time="2024-12-05", counts=(killed(12, group="soldiers"),),
    sources=("one",))
TEXT = (Column("text", lambda form: form["text"], room=0),)


class Terminal(io.StringIO):
    def isatty(self):
        return True


def restored(cell):
    """The text of a cell as `docs/formats.md` tells a reader to take it back."""
    return cell[1:] if re.match(r"'+[=+\-@＝＋－＠\t\r\n]", cell) else cell


def drawn(forms, shown, to):
    print_table(forms, shown, to)
    return to.getvalue()


@pytest.mark.parametrize(("values", "cell"), [
    ([], None), ([None], None), (["a"], "a"), (["a", None, "b"], "a; ; b"), (["a;b", "c"], "a,b; c"), ([12], 12), ([35.5], 35.5),
    ([12, None], "12; "), ([True], "yes"), ([False, True], "no; yes"),
])
def test_several_values_in_a_cell(values, cell):
    assert listed(values) == cell


@pytest.mark.parametrize(("count", "text"), [
    (Count("killed", 12, 12), "12 killed"),
    (Count("killed", 17, None, group="soldiers"), "at least 17 killed (soldiers)"),
    (Count("strength", None, 35000), "up to 35000 strength"),
    (Count("wounded", 12, 20), "12-20 wounded"),
    (Count("displaced", 50000, 50000, approximate=True), "about 50000 displaced"),
    (Count("killed", 24, None, approximate=True), "at least 24 killed"),
    (Count("killed", 602, None, kind="cumulative"), "at least 602 killed (in all)"),
    (Count("killed", 104, 104, group="civilians", kind="subset"), "104 killed (civilians, of these)"),
])
def test_figures_in_words(count, text):
    form = {key: getattr(count, key) for key in ("measure", "low", "high", "approximate", "group", "kind")}
    assert count_text(form) == text


@pytest.mark.parametrize(("kind", "text"), [("increment", "12"), ("cumulative", "12 (in all)"), ("subset", "12 (of these)")])
def test_figures_of_an_account(kind, text):
    assert figure_text({"low": 12, "high": 12, "approximate": False, "kind": kind}) == text


def test_no_figure_and_no_date():
    assert range_text(None, None) is None
    assert day_text({"start": None, "end": None, "edtf": None}) is None


def test_csv_of_claims_reads_back():
    row, = csv.DictReader(io.StringIO(as_csv([to_json(TAKEN)], CLAIMS)))
    expected = {
        "id": TAKEN.id, "start": "2024-12-05", "end": "2024-12-05", "type": "capture", "actors": "Rebels", "actor_ids": "nf",
        "targets": "", "places": "Ölmstad; Hillside", "place_ids": "geonames:ölmstad; ", "lat": "10.5; ", "lon": "'-20.25; ",
        "measure": "killed", "low": "12", "high": "12", "approximate": "no", "group": "soldiers", "publisher": "Agency",
        "event": "", "quote": "'" + TAKEN.evidence.quote}
    assert {name: row[name] for name in expected} == expected
    assert restored(row["quote"]) == TAKEN.evidence.quote
    assert list(row)[-1] == "quote"


def test_a_figure_is_never_taken_for_a_formula():
    west = claim("clash", "Fighting at Westbank.", places=(place("Westbank", -10.5, -20.25),))
    row, = csv.DictReader(io.StringIO(as_csv([to_json(west)], CLAIMS)))
    assert (row["lat"], row["lon"]) == ("-10.5", "-20.25")


@given(st.lists(st.text(st.one_of(st.sampled_from("='+-@\t\"';,\n"), st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")))))
def test_csv_gives_every_text_back_and_runs_none(texts):
    written = as_csv([{"text": text} for text in texts], (*TEXT, Column("n", lambda _: 1)))
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert [restored(row["text"]) for row in rows] == texts
    assert not any(row["text"].startswith(("=", "+", "-", "@", "\t")) for row in rows)


def test_json_lines_read_back_as_claims():
    assert [from_json(json.loads(line)) for line in as_jsonl([to_json(TAKEN)]).splitlines()] == [TAKEN]
    assert as_json([]) == "[]\n"


@pytest.mark.parametrize(("text", "shown"), [
    ("a quote [25] [bold]not bold[/bold]", "a quote [25] [bold]not bold[/bold]"),
    ("two\nlines\tand \x1b[31mred", "two lines and [31mred"),
    ("\u202egnp.exe", "gnp.exe"),
    ("نیروهای‌ها 2024", "نیروهای‌ها 2024"),  # the joiner inside the word stays
    ("x" * 5000, "x" * 5000),
    (None, ""),
])
def test_piped_table_is_one_whole_line_a_row(text, shown):
    assert drawn([{"text": text}], TEXT, io.StringIO()) == f"text\n{shown}\n"


@pytest.mark.parametrize(("width", "shown", "hidden"), [
    (80, ["when", "type", "places", "figures", "quote"], "no room for id, actors, targets, publisher;"),
    (200, ["id", "when", "type", "actors", "targets", "places", "figures", "publisher", "quote"], ""),
])
def test_terminal_table_shows_what_there_is_room_for(monkeypatch, width, shown, hidden):
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    lines = re.sub(r"\x1b\[[\d;]*m", "", drawn([to_json(TAKEN)], CLAIMS, Terminal())).splitlines()
    assert lines[1].split() == shown
    assert any("2024-12-05" in line and "capture" in line for line in lines)
    assert hidden in " ".join(lines)
    assert all(len(line) <= width for line in lines)


def test_terminal_table_cuts_what_is_long():
    cut = drawn([{"text": "word " * 50}], (Column("text", lambda form: form["text"], room=0, width=20),), Terminal())
    assert "word word word word…" in cut


@given(st.lists(st.fixed_dictionaries({"text": st.text()})))
def test_json_lines_have_one_object_a_line_for_every_reader(forms):
    assert [json.loads(line) for line in as_jsonl(forms).splitlines()] == forms


def test_long_columns_stand_in_csv_only():
    header = drawn([to_json(TAKEN)], CLAIMS, io.StringIO()).splitlines()[0].split()
    assert header == ["id", "when", "type", "actors", "targets", "places", "figures", "publisher", "quote"]


@pytest.mark.parametrize("name", ["CLAIMS", "EVENTS", "CONTROL", "CASUALTIES", "OPERATIONS", "FORCES", "TIMELINE", "REFUSALS",
                                  "PROBLEMS", "DOCUMENTS"])
def test_no_csv_has_two_columns_of_one_name(name):
    names = [column.name for column in getattr(columns, name) if column.csv]
    assert len(names) == len(set(names))
