"""How the record grows: an invented war of ten thousand, a hundred thousand and a million claims, built, asked and added to.

`python benchmarks/record.py [--claims N …] [--keep FOLDER]`. For each size: a dossier whose sources are feeds of generated documents (no text
is read, the claims come with it) is built as `noria build` builds it; then one event with all that its page shows, the control of all
places on a day, a second build that finds nothing new, and a build of one new document are timed. Of a question asked many times the
median is printed. Between sizes the growth of cost stands beside the growth of the claims: below it, cost grows slower than the record.

Seconds of this process's processor time, and in brackets wall-clock seconds; on a busy machine trust the first, and the growth.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import invented_war
from starlette.testclient import TestClient
from noria.claims.extraction import Extraction
from noria.documents.model import Document, Metadata
from noria.dossier.dossier import Dossier
from noria.dossier.parts import Parts, ReaderSpec
from noria.values.day import Day
from noria.views.web.app import create_app

SIZES = (10_000, 100_000, 1_000_000)
FEED = 50  # documents of one source
ASKED = 25
PAGES = ("/events", "/events?page=50", "/places", "/actors", "/search?q=railway", "/", "/atlas.json", "/casualties", "/problems")
CODEBOOK = "".join(f'[[side]]\nid = "{side.id}"\nname = "{side.name}"\n\n' for side in invented_war.codebook().sides) + "".join(
    f'[[actor]]\nid = "{actor.id}"\nname = "{actor.name}"\nside = "{actor.side}"\n\n' for actor in invented_war.codebook().actors)


def read_feed(path: Path, given: Metadata | None) -> Iterator[Document]:  # noqa: ARG001 - all is known of a generated document
    first, number = map(int, path.read_text(encoding="utf-8").split())
    for at in range(first, first + number):
        document, extraction = invented_war.document(at)
        _taken[document.id] = extraction
        yield document


_taken: dict[str, Extraction] = {}


class InventedReader:
    """Hands out the claims that were generated with the document."""

    def extract(self, document: Document) -> Extraction:
        found = _taken.pop(document.id)
        return replace(found, claims=tuple(replace(claim, document=replace(claim.document, file=document.file)) for claim in found.claims))


def make_reader(_: ReaderSpec) -> InventedReader:
    return InventedReader()


def prepare(_: ReaderSpec) -> tuple[str, ...]:
    return ()


PARTS = Parts(name="invented", read_file=read_feed, prepare=prepare, make_reader=make_reader)


Took = tuple[float, float]  # seconds of processor and of wall-clock time


def seconds(work: Callable[[], object]) -> Took:
    start, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - start, time.perf_counter() - wall


def median(works: list[Callable[[], object]]) -> Took:
    took = [seconds(work) for work in works]
    return statistics.median(processor for processor, _ in took), statistics.median(wall for _, wall in took)


def pages(dossier: Dossier, event: str) -> dict[str, Took]:
    """What the pages take: each asked twice, of a server that has just been started, and once it has been asked before."""
    client = TestClient(create_app(dossier))
    out = {}
    for path in (*PAGES, f"/events/{event}"):
        out[f"page {path.split('/e-')[0]}"], out[f"page {path.split('/e-')[0]} again"] = (seconds(partial(client.get, path)) for _ in range(2))
    return out


def measure(folder: Path, claims: int) -> tuple[int, dict[str, Took]]:
    """Seconds for each thing that is done, and the size of what it is done with."""
    dossier = Dossier.create(folder, parts=PARTS)
    (folder / "codebook.toml").write_text(CODEBOOK, encoding="utf-8")
    dossier = Dossier.open(folder, parts=PARTS)
    documents = round(claims / invented_war.CLAIMS_A_DOCUMENT)
    for first in range(0, documents, FEED):
        (folder / "sources" / f"feed-{first:06d}.txt").write_text(f"{first} {min(FEED, documents - first)}", encoding="utf-8")
    out = {"first build": seconds(dossier.build)}
    tally = dossier.build().tally
    results = dossier.results()
    print(f"{tally.claims:,} claims of {tally.documents:,} documents: {len(results.events):,} events, {len(results.holdings):,} holdings of "
          f"{len({holding.place.id for holding in results.holdings}):,} places; {(folder / 'noria.db').stat().st_size / 2**20:,.0f} MiB, "
          f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB", flush=True)
    ids = [event.id for event in results.events[:: max(1, len(results.events) // ASKED)][:ASKED]]
    days = [Day.from_ordinal(invented_war.day_of(documents * part // ASKED)) for part in range(1, ASKED + 1)]
    del results
    out |= pages(dossier, ids[0])
    out["one event's page"] = median([partial(dossier.event, id) for id in ids])
    out["control on a day"] = median([partial(dossier.holdings, day) for day in days])
    out["nothing new"] = seconds(dossier.build)
    (folder / "sources" / "new.txt").write_text(f"{documents} 1", encoding="utf-8")
    out["one new document"] = seconds(dossier.build)
    dossier.close()
    return tally.claims, out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=SIZES, help="sizes, in claims (default: 10,000, 100,000 and 1,000,000)")
    parser.add_argument("--keep", type=Path, help="folder for the dossiers, which then stay")
    asked = parser.parse_args()
    size, before = 0, dict[str, Took]()
    for claims in asked.claims:
        folder = (asked.keep or Path(tempfile.mkdtemp())) / f"war-{claims}"
        try:
            held, found = measure(folder, claims)
        finally:
            if asked.keep is None:
                shutil.rmtree(folder.parent)
        for what, (processor, wall) in found.items():
            growth = f"  x{processor / before[what][0]:.1f} for x{held / size:.1f} claims" if before else ""
            print(f"  {what:<30}{processor:>10.3f} s ({wall:.3f} s){growth}", flush=True)
        size, before = held, found


if __name__ == "__main__":
    main()
