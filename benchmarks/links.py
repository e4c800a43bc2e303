"""How well claims of one occurrence are put together: `python benchmarks/links.py [--errors N]`.

Of each set (three reports on one offensive, which are not part of this repository, and our own of `benchmarks/links`) a dossier is built as a
user would build it, without a codebook or place tables, and the claims' events are set against groups made by hand. The scorer comes with the
first set. Of the offensive's dossier it is also said whether single sentences taken from the first article add an origin to it, and what became of a
total that the third report gives: in which lines of the ledger it stands, and how much of it single events explain.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from noria.claims.json_form import to_json
from noria.dossier.dossier import Dossier
from shared import ROOT, SHARED, folder

OWN = ROOT / "benchmarks" / "links"
SETS = ("links", *(f"links-{path.name}" for path in sorted(OWN.iterdir()) if path.is_dir()))
TOTAL, PART = 602, 104  # people, and civilians among them, whom the third report of the given set counts in total


def links(name: str, errors: int = 0) -> dict[str, Any] | None:
    """The scorer's figures of the set `name` of `SETS`; of the offensive also what `_told_once` finds. None where the scorer is missing."""
    if (given := folder("eval/claims")) is None:
        return None
    return _score(given, errors, [given / "cited-sentences.txt"]) if name == "links" else _score(OWN / name.removeprefix("links-"), errors)


def _score(path: Path, errors: int, more: list[Path] | None = None) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as scratch:
        dossier = Dossier.create(Path(scratch) / "war")
        for text in (*sorted((path / "text").glob("*.txt")), *(more or [])):
            shutil.copy(text, dossier.path / "sources")
        shutil.copy(path / "sources.toml", dossier.path / "sources" / "metadata.toml")
        dossier.build()
        claims = Path(scratch) / "claims.jsonl"
        claims.write_text("\n".join(json.dumps(to_json(claim), ensure_ascii=False) for claim in dossier.claims()), encoding="utf-8")
        command = [sys.executable, str(SHARED / "eval" / "score_links.py"), "--set", str(path), "--claims", str(claims)]
        if errors:
            print(subprocess.run([*command, "--errors", str(errors)], check=True, capture_output=True, text=True).stdout)
        found: dict[str, Any] = json.loads(subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout)
        if more:
            found |= _told_once(dossier, more[0])
        dossier.close()
    return found


def _told_once(dossier: Dossier, excerpt: Path) -> dict[str, Any]:
    """Of the offensive: origins that only its excerpt has, and in which lines the third report's total and its part stand.

    `explained` is the part of the total that single events add up to, least and most.
    """
    results = dossier.results()
    by_origin: dict[str, set[str]] = {}
    for claim in dossier.claims():
        by_origin.setdefault(results.origin_of[claim.id], set()).add(Path(claim.document.file).stem)
    total = {claim.id: {count.low for count in claim.counts} for claim in dossier.claims() if any(count.low == TOTAL for count in claim.counts)}
    lines = [line for line in results.casualties if line.scope == "all" and any(toll.claim in total for toll in line.tolls)]
    whole = [line for line in lines if any(toll.count.low == TOTAL for toll in line.tolls)]
    explained = next((found for line in whole for found in line.explained if found.claim in total), None)
    return {"excerpt_origins": sum(documents == {excerpt.stem} for documents in by_origin.values()),
            "total_told": len(total), "total_lines": sorted({line.rule for line in whole}),
            "part_lines": sorted({line.rule for line in lines if any(toll.claim in total and toll.count.low == PART for toll in line.tolls)}),
            "explained": (explained.low, explained.high) if explained else None}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, help="print up to N errors of each set")
    asked = parser.parse_args()
    for name in SETS:
        figures = links(name, asked.errors) or {}
        print(f"{name}: " + "  ".join(f"{figure} {value}" for figure, value in figures.items()), flush=True)


if __name__ == "__main__":
    main()
