"""Speed of the gazetteer and of place resolution: `python benchmarks/gazetteer.py [TABLE …]`.

Prints the start time and memory with a warm index, and names a second and core for three uses: `knows` and `candidates` on 20,000 names never asked
before, and `resolve` on made-up documents of thirty mentions that lie around a few towns.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from noria.reading.toponyms import Toponym, resolve
from noria.reference.gazetteer import Gazetteer
from noria.values.span import Span

NAMES, DOCUMENTS, MENTIONS = 20_000, 300, 30


def rate(what: str, count: int, run: Callable[[], object]) -> None:
    start = time.process_time()
    run()
    print(f"{what:<28}{count / (time.process_time() - start):>12,.0f} a second and core")


def document(rng: random.Random, towns: list[str]) -> list[Toponym]:
    start = rng.randrange(len(towns) - 40)
    near = towns[start : start + 40 : 4]  # towns of one table stand by country, so these lie together
    names = [rng.choice(near) for _ in range(MENTIONS)]
    return [Toponym(Span(100 * i, 100 * i + len(name)), name) for i, name in enumerate(names)]


def main() -> None:
    Gazetteer.open()  # compile the world where this machine has none
    start = time.perf_counter()
    gazetteer = Gazetteer.open([Path(table) for table in sys.argv[1:]])
    print(f"{'opened in':<28}{time.perf_counter() - start:>12.3f} s")
    rng = random.Random(1)
    world = gazetteer.world
    rows = sorted(rng.randrange(40_000, len(world)) for _ in range(NAMES))
    names = [world.entry(row).name for row in rows]
    rng.shuffle(names)
    rate("knows", NAMES, lambda: [gazetteer.knows(name) for name in names])
    rate("candidates", NAMES, lambda: [gazetteer.candidates(name) for name in names])
    ordered = [world.entry(row).name for row in range(100_000, 140_000)]
    documents = [document(rng, ordered) for _ in range(DOCUMENTS)]
    rate("resolve, names not seen", DOCUMENTS * MENTIONS, lambda: [resolve(one, gazetteer) for one in documents])
    rate("resolve, names seen", DOCUMENTS * MENTIONS, lambda: [resolve(one, gazetteer) for one in documents])
    print(f"{'resident':<28}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>12.0f} MiB")


if __name__ == "__main__":
    main()
