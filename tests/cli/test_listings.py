"""The listing and export commands on a dossier in memory: what they print, how they pipe, what they refuse."""

import csv
import io
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from factory import actor, claim, interval, killed, place
from noria.claims.json_form import from_json
from noria.claims.model import Refusal
from noria.cli import app, explain, export, listings
from noria.derive.model import CasualtyLine, Event, Force, Holding, Operation, Party, PlaceKey, Problem, Results, Toll
from noria.derive.policy import ControlPolicy
from noria.reference.codebook import Actor, Codebook, Side
from noria.values.day import Day
from noria.values.place import Point
from noria.values.span import Span

RIVERTON = place("Riverton", 10.5, 20.25, id="p1")
LOST = replace(claim("hold", "The army held Riverton.", document="d-old", published="2024-12-04", publisher="State Wire",
                     actors=(actor("the army", "army"),), places=(RIVERTON,), time="2024-12-04"), event="e-held")
TAKEN = replace(claim("capture", "Rebels took Riverton, killing 3 soldiers.", document="d-new", published="2024-12-06", at=9,
                      actors=(actor("Rebels", "front"),), places=(RIVERTON,), time="2024-12-05",
                      counts=(killed(3, group="soldiers"),)), event="e-taken")
CLAIMS = [LOST, TAKEN]


def event(of, name, side):
    return Event(id=of.event, type=of.type, factuality="realised", time=of.time.interval, edtf=of.time.edtf, places=of.places,
                 parties=(Party(name, of.actors[0].id, "actor", side),), counts=of.counts, accounts=(), origins=1, claims=(of.id,),
                 operation="op", rule="r")


def holding(of, side, since, until):
    return Holding(place=PlaceKey("p1", "Riverton", Point(10.5, 20.25)), state="held", side=side, holder=None,
                   since=Day.parse(since), until=Day.parse(until) if until else None, claims=(of.id,), rule="r")


def force(id, parent, side="rebels"):
    return Force(id=id, name=id.title(), parent=parent, side=side, commanders=(), strength=(), claims=(TAKEN.id,), rule="r")


TOLL = Toll(claim=TAKEN.id, origin="o", source="Agency", count=TAKEN.counts[0], time=None, event="e-taken")
RESULTS = Results(
    events=(event(TAKEN, "Front", "rebels"), event(LOST, "National Army", "state")),
    holdings=(holding(LOST, "state", "2024-12-04", "2024-12-04"), holding(TAKEN, "rebels", "2024-12-05", None)),
    casualties=(CasualtyLine(scope="event", scope_id="e-taken", group="soldiers", side="state", measure="killed", low=3, high=3,
                             tolls=(TOLL,), claims=(TAKEN.id,), rule="r"),),
    operations=(Operation(id="op", name="River campaign", part_of=None, time=interval("2024-12-01/2024-12-08"), belligerents=(),
                          result=None, places=("p1",), events=("e-taken",), claims=(TAKEN.id,), rule="r"),
                Operation(id="op-2", name="Fight for Riverton", part_of="op", time=interval("2024-12-05"), belligerents=(),
                          result=None, places=(), events=(), claims=(), rule="r")),
    forces=(force("front", None), force("brigade", "front"), force("army", None, "state")),
    problems=(Problem("control.overlap", "two holders on one day", (TAKEN.id,)),))
EARLY = Results(events=RESULTS.events[1:], holdings=(holding(LOST, "state", "2024-12-04", None),))


@dataclass(frozen=True)
class Row:
    id: str | None
    file: str
    published: Day | None
    title: str | None = None
    publisher: str | None = None
    kind: str | None = None
    claims: int = 1
    refusals: int = 0
    problem: str | None = None


@dataclass
class Held:
    """A dossier in memory: one document of 4 December, one of 6 December, one that could not be read."""

    codebook: Codebook = field(default_factory=lambda: Codebook(
        sides=(Side(id="rebels", name="Rebels"),), actors=(Actor(id="front", name="Front", side="rebels"),)))

    judging = SimpleNamespace(bearings=tuple)
    settings: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(name="River war", default_country="SD", time_zone="UTC", control=ControlPolicy()))

    def gazetteer(self):
        return SimpleNamespace(entry=lambda _: None)

    def measured(self):
        return []

    def close(self):
        pass

    def claims(self, *, as_known=None, ids=None):
        return [c for c in CLAIMS if (as_known is None or Day.parse(c.document.published) <= as_known) and (ids is None or c.id in ids)]

    def results(self, *, as_known=None):
        return RESULTS if as_known is None else EARLY

    def holdings(self, on=None, *, as_known=None):
        return tuple(holding for holding in self.results(as_known=as_known).holdings if on is None or holding.contains(on))

    def facts(self, **_):
        return []

    def documents(self):
        return [Row("d-old", "sources/old.txt", Day(2024, 12, 4)), Row("d-new", "sources/new.html", Day(2024, 12, 6)),
                Row(None, "sources/broken.pdf", None, problem="not a PDF")]

    def refusals(self, *, document=None):
        found = [Refusal("d-old", Span(0, 5), "They, perhaps.", "no place", "r"), Refusal("d-new", Span(3, 9), "Later.", "no verb", "r")]
        return [refusal for refusal in found if document in {None, refusal.document}]


@pytest.fixture
def noria(monkeypatch):
    monkeypatch.setattr("noria.dossier.dossier.Dossier.find", lambda _: Held())

    def run(*arguments, code=0):
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == code, result.output
        return result

    return run


@pytest.mark.parametrize(("arguments", "found"), [
    (["claims"], [LOST.id, TAKEN.id]),
    (["claims", "--on", "2024-12-05"], [TAKEN.id]),
    (["claims", "--as-known", "2024-12-05"], [LOST.id]),
    (["claims", "--type", "hold", "--type", "capture"], [LOST.id, TAKEN.id]),
    (["claims", "--type", "hold"], [LOST.id]),
    (["claims", "--since", "2024-12-05"], [TAKEN.id]),
    (["claims", "--until", "2024-12-04"], [LOST.id]),
    (["claims", "--place", "riverton", "--actor", "rebels"], [TAKEN.id]),
    (["claims", "--source", "State Wire"], [LOST.id]),
    (["claims", "--document", "new.html"], [TAKEN.id]),
    (["claims", "--document", "d-old"], [LOST.id]),
    (["claims", "--limit", "1"], [LOST.id]),
    (["claims", "--place", "Riverton", "--as-known", "2020-01-01"], []),  # the name is known, nothing was yet
    (["events"], ["e-held", "e-taken"]),
    (["events", "--on", "2024-12-04"], ["e-held"]),
    (["events", "--actor", "Front"], ["e-taken"]),
    (["events", "--as-known", "2024-12-05"], ["e-held"]),
    (["operations", "--on", "2024-12-03"], ["op"]),
    (["forces", "--actor", "rebels"], ["front"]),  # with the brigade inside
    (["timeline", "--since", "2024-12-05"], ["op", "e-taken", "op-2"]),
    (["timeline", "--type", "capture"], ["e-taken"]),
    (["documents"], ["d-old", "d-new", None]),
    (["documents", "--on", "2024-12-06"], ["d-new"]),
    (["documents", "--as-known", "2024-12-05"], ["d-old"]),
])
def test_what_a_listing_holds(noria, arguments, found):
    assert [row["id"] for row in json.loads(noria(*arguments, "--format", "json").stdout)] == found


@pytest.mark.parametrize(("arguments", "held"), [
    ([], [("state", "2024-12-04", "2024-12-04"), ("rebels", "2024-12-05", None)]),
    (["--on", "2024-12-04"], [("state", "2024-12-04", "2024-12-04")]),
    (["--on", "2024-12-05"], [("rebels", "2024-12-05", None)]),
    (["--on", "2024-12-05", "--as-known", "2024-12-05"], [("state", "2024-12-04", None)]),
    (["--on", "2024-12-03"], []),
])
def test_control(noria, arguments, held):
    rows = json.loads(noria("control", *arguments, "--format", "json").stdout)
    assert [(row["side"], row["since"], row["until"]) for row in rows] == held
    assert all(row["place"] == {"id": "p1", "name": "Riverton", "lat": 10.5, "lon": 20.25} and row["claims"] for row in rows)


def test_what_changed_hands_and_who_says_so(noria):
    rows = json.loads(noria("control", "--since", "2024-12-05", "--format", "json").stdout)
    assert [(row["day"], row["before"]["side"], row["after"]["side"], row["claims"]) for row in rows] == [("2024-12-05", "state", "rebels", [TAKEN.id])]
    assert rows[0]["said_by"] == [TAKEN.document.publisher]
    assert json.loads(noria("control", "--since", "2024-12-06", "--format", "json").stdout) == []
    rows = list(csv.DictReader(io.StringIO(noria("control", "--until", "2024-12-05", "--format", "csv").stdout)))
    assert [(row["day"], row["before_state"]) for row in rows] == [("2024-12-04", "unknown"), ("2024-12-05", "held")]
    assert "give one or the other" in " ".join(noria("control", "--on", "2024-12-05", "--since", "2024-12-05", code=2).output.replace("│", " ").split())


def test_changes_of_hands_and_who_says_so(noria):
    asked = ("control", "--changes", "--place", "Riverton", "--format", "json")
    rows = json.loads(noria(*asked).stdout)
    assert [(row["day"], row["before"]["side"], row["after"]["side"], row["said_by"]) for row in rows] == [
        ("2024-12-04", None, "state", ["State Wire"]), ("2024-12-05", "state", "rebels", ["Agency"])]
    assert [row["day"] for row in json.loads(noria(*asked, "--actor", "Rebels").stdout)] == ["2024-12-05"]
    assert "lasts 10 days; after that its holder is not known" in " ".join(noria("control", "--changes", "--fades-after", "10").stderr.split())


def test_control_fades_as_asked(noria):
    rows = json.loads(noria("control", "--on", "2024-12-20", "--fades-after", "10", "--format", "json").stdout)
    assert [(row["state"], row["since"], row["rule"]) for row in rows] == [("unknown", "2024-12-16", "control.faded")]
    assert [row["state"] for row in json.loads(noria("control", "--on", "2024-12-15", "--fades-after", "10", "--format", "json").stdout)] == ["held"]


def test_operations_and_forces_are_trees_in_json_and_rows_in_csv(noria):
    tree, = json.loads(noria("operations", "--format", "json").stdout)
    assert [part["id"] for part in tree["parts"]] == ["op-2"]
    rows = list(csv.DictReader(io.StringIO(noria("operations", "--format", "csv").stdout)))
    assert [(row["name"], row["part_of"]) for row in rows] == [("River campaign", ""), ("Fight for Riverton", "op")]
    assert "\n  Brigade " in noria("forces").stdout  # indented under its parent


def test_casualties_by_a_day_are_derived_anew(noria, monkeypatch):
    dead = claim("casualty", "3 soldiers were killed.", time="2024-12-05", counts=(killed(3, group="soldiers"),))
    monkeypatch.setattr(Held, "claims", lambda *_, **__: [dead])
    before, after = (json.loads(noria("casualties", "--on", day, "--format", "json").stdout) for day in ("2024-12-04", "2024-12-05"))
    assert before == []
    assert {(line["measure"], line["low"]) for line in after} == {("killed", 3)}
    stored, = json.loads(noria("casualties", "--format", "json").stdout)
    assert stored["scope_name"] == "capture at Riverton, 2024-12-05"


@pytest.mark.parametrize(("arguments", "documents"), [
    ([], ["d-old", "d-new"]),
    (["--document", "old.txt"], ["d-old"]),
    (["--as-known", "2024-12-05"], ["d-old"]),
    (["--on", "2024-12-06"], ["d-new"]),
])
def test_refusals(noria, arguments, documents):
    lines = noria("refusals", *arguments, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["document"] for line in lines] == documents


@pytest.mark.parametrize(("day", "number"), [("2024-12-05", 1), ("2024-12-04", 0)])
def test_problems_of_a_day(noria, day, number):
    assert len(json.loads(noria("problems", "--on", day, "--format", "json").stdout)) == number


def test_claims_as_json_lines_are_the_published_form(noria):
    assert [from_json(json.loads(line)) for line in noria("claims", "--format", "jsonl").stdout.splitlines()] == CLAIMS


@pytest.mark.parametrize("command", [command.__name__ for command, _ in listings.LISTINGS])
def test_every_listing_pipes_in_every_format(noria, command):
    table = noria(command).stdout
    assert "\x1b" not in table
    assert "…" not in table
    rows = list(csv.DictReader(io.StringIO(noria(command, "--format", "csv").stdout)))
    assert len(table.splitlines()) == len(rows) + 1
    assert len(rows) >= len(json.loads(noria(command, "--format", "json").stdout)) > 0


def test_a_cut_listing_and_an_empty_one_say_so(noria):
    cut = noria("claims", "--limit", "1", "--format", "jsonl")
    assert cut.stderr == "1 of 2 rows shown; leave out --limit for all\n"
    assert len(cut.stdout.splitlines()) == 1
    empty = noria("claims", "--on", "1999-01-01")
    assert (empty.stdout, empty.stderr) == ("", "nothing matches\n")


@pytest.mark.parametrize(("arguments", "said"), [
    (["claims", "--on", "4 December"], "write it as YYYY-MM-DD"),
    (["control", "--on", "2024-02-30"], "there is no day 2024-2-30"),
    (["events", "--type", "invasion"], "'invasion' is not a type of claim"),
    (["events", "--since", "2024-12-05", "--until", "2024-12-04"], "is before --since"),
    (["claims", "--limit", "0"], "--limit"),
    (["events", "--format", "xml"], "'xml'"),
    (["export", "shapefile"], "there is no export called 'shapefile'"),
])
def test_wrong_usage_is_two(noria, arguments, said):
    message = " ".join(noria(*arguments, code=2).output.replace("│", " ").split())
    assert said in message


@pytest.mark.parametrize(("arguments", "said"), [
    (["claims", "--place", "Rivertn"], "no place is called 'Rivertn' here; did you mean Riverton?"),
    (["claims", "--document", "old.text"], "no document is called 'old.text' here; did you mean old.txt?"),
    (["forces", "--actor", "Frnt"], "did you mean Front?"),
])
def test_an_unknown_name_can_be_mended(noria, arguments, said):
    assert said in noria(*arguments, code=1).stderr


@pytest.mark.parametrize(("command", "example"), [*((c.__name__, e) for c, e in listings.LISTINGS), ("export", export.EXAMPLE), ("explain", explain.EXAMPLE)])
def test_help_shows_an_example_that_works(noria, command, example):
    text = " ".join(noria(command, "--help").stdout.replace("│", " ").split())
    assert f"Example: {example}" in text
    assert example.startswith(f"noria {command} ")


@pytest.mark.parametrize(("name", "beginning"), [
    ("geojson", b'{\n "type": "FeatureCollection"'), ("jsonl", b'{"id": "c-'), ("csv", b"\xef\xbb\xbfid,start,end"),
])
def test_export_to_a_file_and_to_a_pipe_is_the_same(noria, tmp_path: Path, name, beginning):
    file = tmp_path / f"out.{name}"
    piped = noria("export", name)
    written = noria("export", name, "-o", str(file))
    assert file.read_bytes() == piped.stdout_bytes
    assert piped.stdout_bytes.startswith(beginning)
    assert written.stderr == f"{file}: written, {len(piped.stdout_bytes):,} bytes\n"


def test_export_takes_both_dates(noria):
    collection = json.loads(noria("export", "geojson", "--on", "2024-12-05", "--as-known", "2024-12-05").stdout)
    assert [(feature["properties"]["kind"], feature["properties"]["side"]) for feature in collection["features"]] == [("control", "state"), ("control-area", "state")]


def test_export_that_cannot_be_written_says_where(noria, tmp_path):
    file = tmp_path / "nowhere" / "out.csv"
    assert noria("export", "csv", "-o", str(file), code=1).stderr == f"{file}: cannot be written: No such file or directory\n"


@pytest.mark.parametrize("name", ["acled", "ucdp", "airwars"])
def test_a_codebooks_table_has_its_rules_beside_it(noria, tmp_path, name):
    said = noria("export", name, "-o", str(tmp_path / "rows.csv")).stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rows.README.md", "rows.csv", "rows.rules.csv", "rows.uncoded.csv"]
    assert said.count("written") == 4
    assert (tmp_path / "rows.csv").read_bytes() == noria("export", name).stdout_bytes


def test_a_codebook_as_json_is_one_file(noria, tmp_path):
    noria("export", "acled", "--format", "json", "-o", str(tmp_path / "rows.json"))
    assert [path.name for path in tmp_path.iterdir()] == ["rows.json"]
    assert {"rows", "uncoded", "rules", "limits"} <= set(json.loads((tmp_path / "rows.json").read_text(encoding="utf-8")))
    assert noria("export", "geojson", "--format", "json", code=1).stderr == "'geojson' has no JSON form; leave out --format\n"


def test_explain_tells_in_words_and_in_json(noria):
    text = noria("explain", "e-taken", "--codebook", "acled,ucdp").stdout
    assert "capture at Riverton, 2024-12-05  (e-taken)" in text
    assert "UCDP GED: no row" in text
    form = json.loads(noria("explain", "e-tak", "--format", "json").stdout)
    assert (form["event"], sorted(form["codebooks"])) == ("e-taken", ["acled", "airwars", "ucdp"])


def test_explain_refuses_what_is_not_there(noria):
    assert "there is no event 'e-zz' here" in noria("explain", "e-zz", code=1).stderr
    assert "there is no codebook 'gtd'" in noria("explain", "e-taken", "--codebook", "gtd", code=2).stderr
