"""Where the places of three reports on one offensive come to lie, against coordinates found by hand: `python benchmarks/pins.py`.

64 rows of name, coordinates and tolerance, read once with the table of the country's places and once without any. A row is right where every mention
that is placed lies within the tolerance, open where none is placed, wrong else; without the table only what lies further than 25 km off is.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from noria.reading.output import PlaceReading
from noria.reading.read import Reader
from noria.reference.codebook import Codebook
from noria.reference.gazetteer import Gazetteer
from noria.reference.gazetteer.names import light
from noria.values.place import Point
from shared import folder, read_documents

FAR_KM = 25.0
_UNIT = re.compile(r"\s+(?:province|governorate|district)\b", re.IGNORECASE)


def pins(errors: int = 0) -> dict[str, int] | None:
    """`right`, `open`, `wrong` with the table; `right_without`, `open_without`, `far_without`. None where the material is missing."""
    texts, tables = folder("eval/claims"), folder("data/gazetteer")
    if texts is None or tables is None:
        return None
    return {**_judged(texts, Gazetteer.open([tables / "syria.csv"]), ("right", "open", "wrong"), None, errors),
            **_judged(texts, Gazetteer.open(), ("right_without", "open_without", "far_without"), FAR_KM, errors)}


def _judged(texts: Path, gazetteer: Gazetteer, names: tuple[str, str, str], tolerance: float | None, errors: int) -> dict[str, int]:
    reader = Reader(Codebook(), gazetteer)
    found: dict[str, list[tuple[str, PlaceReading]]] = {}
    outcomes: Counter[str] = Counter(dict.fromkeys(names, 0))
    with (texts / "places.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            text = row["text"]
            if text not in found:
                found[text] = [(document.text[place.span.end :], place) for document in read_documents(texts / "text" / f"{text}.txt")
                               for place in reader.read(document).places]
            where, within = Point(float(row["latitude"]), float(row["longitude"])), tolerance or float(row["tolerance_km"])
            placed = [(p, where.km_to(Point(p.lat, p.lon))) for p in _mentions(found[text], row["mention"]) if p.lat is not None and p.lon is not None]
            off = [f"{p.text} as {p.id}, {km:.0f} km off" for p, km in placed if km > within]
            outcome = names[1] if not placed else names[2] if off else names[0]
            outcomes[outcome] += 1
            if errors and outcome != names[0]:
                print(f"{text}: {row['mention']} {outcome}, {len(placed)} mentions placed", *off[:3], sep="; ")
    return dict(outcomes)


def _mentions(places: list[tuple[str, PlaceReading]], name: str) -> list[PlaceReading]:
    """The readings of a name, each given with the text behind it; of the longer names that hold it where it never stands alone.

    "Hama" is not asked for in "Hama province".
    """
    towns = [place for behind, place in places if not _UNIT.match(behind)]
    return [p for p in towns if light(p.text) == light(name)] or [p for p in towns if light(name) in light(p.text)]


if __name__ == "__main__":
    print(pins(errors=64))
