"""Scores of the reading against annotated texts: `python benchmarks/accuracy.py [--errors N] [--only SET …] [--record NOTE]`.

Claims of war reports, TIMEX3 times of WikiWars, places of TR-News, the coordinates of one offensive's towns (`pins.py`), events told by several reports (`links.py`). The texts and their scorers are not part of this repository (see
`shared.py`). Everything is read as `noria extract` and `noria annotate` read it, with the publisher and date a user would give, and
without a codebook or place tables. Predictions go to a temporary folder. `--record` adds a row to `docs/quality.md`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from noria.claims.extract import Extractor
from noria.claims.json_form import to_json
from noria.reading import layers
from noria.reference.codebook import Codebook
from noria.reference.gazetteer import Gazetteer
from noria.values.day import Day
from links import links
from pins import pins
from shared import ROOT, SHARED, folder, read_documents

QUALITY = ROOT / "docs" / "quality.md"
OWN_REPORTS = ROOT / "benchmarks" / "reports"
CLAIM_FIGURES = ("claim", "place", "actor", "target", "source", "count", "date", "fact", "usable")
LINK_FIGURES = ("precision", "recall", "f1", "found", "hard")
RECORDED = {"claims": CLAIM_FIGURES, "claims-other-wars": CLAIM_FIGURES, "reports": CLAIM_FIGURES, "times": ("strict", "relaxed", "value"),
            "places": ("found", "acc161", "acc25", "precision161"),
            "pins": ("right", "open", "wrong", "right_without", "open_without", "far_without"),
            "links": (*LINK_FIGURES, "excerpt_origins", "total_lines", "part_lines", "explained"), "links-goma": LINK_FIGURES, "links-kharkiv": LINK_FIGURES}
HEADINGS = {"claims": "## Claims of one offensive", "claims-other-wars": "## Claims of other wars", "reports": "## Claims of our own reports", "times": "## Times", "places": "## Places",
            "pins": "## Pins", "links": "## Events of one offensive", "links-goma": "## Events of our own reports: Goma", "links-kharkiv": "## Events of our own reports: Kharkiv"}

Rows = Iterable[dict[str, Any]]
Read = Callable[[Path], Rows]


def claims(path: Path, extractor: Extractor, sources: dict[str, dict[str, Any]]) -> Rows:
    given = dict(sources[path.stem])
    published = Day.of(given.pop("published"))
    documents = read_documents(path, published=published, **given)
    return [to_json(claim) for document in documents for claim in extractor.extract(document).claims]


def times(path: Path) -> Rows:
    with (path.parents[1] / "gold" / f"{path.stem}.jsonl").open(encoding="utf-8") as gold:
        published = Day.parse(json.loads(gold.readline())["published"])
    return [row for document in read_documents(path, published=published) for row in layers.times(document)]


def places(path: Path, gazetteer: Gazetteer) -> Rows:
    return [row for document in read_documents(path) for row in layers.places(document, Codebook(), gazetteer)]


def score(name: str, path: Path, read: Read, scorer: str, errors: int) -> dict[str, Any]:
    """The figures of one set; its errors and how long it took are printed."""
    with tempfile.TemporaryDirectory() as predictions:
        start = time.perf_counter()
        for text in sorted((path / "text").glob("*.txt")):
            lines = [json.dumps(row, ensure_ascii=False) for row in read(text)]
            (Path(predictions) / f"{text.stem}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        seconds = time.perf_counter() - start
        command = [sys.executable, str(SHARED / "eval" / scorer), "--set", str(path), "--pred-dir", predictions]
        if errors:
            print(subprocess.run([*command, "--errors", str(errors)], check=True, capture_output=True, text=True).stdout)
        figures: dict[str, Any] = json.loads(subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout)
    print(f"{name} ({seconds:.1f} s): " + "  ".join(f"{figure} {value}" for figure, value in figures.items()), flush=True)
    return figures


def record(figures: dict[str, dict[str, Any]], note: str) -> None:
    """Add a row of each set's figures to its table in `docs/quality.md`, newest last."""
    commit = subprocess.run(["git", "describe", "--always", "--dirty=+"], check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()
    text = QUALITY.read_text(encoding="utf-8")
    for name, found in figures.items():
        head, heading, rest = text.partition(HEADINGS[name] + "\n")
        end = rest.find("\n## ") if "\n## " in rest else len(rest)
        table = rest[:end].rstrip("\n")
        row = " | ".join([f"{datetime.now(UTC):%Y-%m-%d}", commit, *(str(found[figure]) for figure in RECORDED[name]), note])
        text = f"{head}{heading}{table}\n| {row} |\n{rest[end:]}"
    QUALITY.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, help="print up to N errors of each set")
    parser.add_argument("--only", nargs="*", choices=[*RECORDED], default=[*RECORDED], help="sets to score")
    parser.add_argument("--record", metavar="NOTE", help="add the figures to docs/quality.md, with a word on what changed")
    asked = parser.parse_args()
    gazetteer = Gazetteer.open()
    figures: dict[str, dict[str, Any]] = {}
    found: dict[str, Any] | None
    for name in asked.only:
        if name == "pins" or name.startswith("links"):
            if (found := pins(asked.errors) if name == "pins" else links(name, asked.errors)) is not None:
                figures[name] = found
                print(f"{name}: " + "  ".join(f"{figure} {value}" for figure, value in found.items()), flush=True)
            continue
        path = OWN_REPORTS if name == "reports" else folder(f"data/{name}" if name in ("times", "places") else f"eval/{name}")
        if path is None:
            continue
        if name == "times":
            figures[name] = score(name, path, times, "score_times.py", asked.errors)
        elif name == "places":
            figures[name] = score(name, path, lambda text: places(text, gazetteer), "score_places.py", asked.errors)
        else:
            sources = tomllib.loads((path / "sources.toml").read_text(encoding="utf-8"))
            extractor = Extractor(Codebook(), gazetteer)
            figures[name] = score(name, path, lambda text, e=extractor, s=sources: claims(text, e, s), "score.py", asked.errors)
    if asked.record is not None:
        record(figures, asked.record)


if __name__ == "__main__":
    main()
