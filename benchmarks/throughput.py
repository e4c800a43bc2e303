"""Speed of the whole reading beside that of the bare language pipeline: `python benchmarks/throughput.py [--documents N] [--rounds N]`.

Both get the same documents in the same process, turn by turn, on one core: first spaCy alone (words, tags, parse and entities of the
document's passages), then text to claims with the world gazetteer. Their ratio says what everything besides the parser costs, and
hangs little on how busy the machine is. Texts are read into memory before the clock starts. Every document is read once a round, and every round
has a process of its own, so that nothing is known from the round before; told are the round of the median ratio, and the least and greatest ratio.
Last, one article is read once and many times over as one document: the cost of a word must not grow with the length of its document.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language

from noria.claims.extract import Extractor
from noria.documents.model import Document
from noria.documents.read import read_text
from noria.reading.passage import passages
from noria.reading.pipeline import DEFAULT_PIPELINE
from noria.reference.codebook import Codebook
from noria.reference.gazetteer import Gazetteer
from shared import folder, read_documents

SETS = ("data/articles", "data/places/text")
BATCH = 32
TIMES = (1, 4, 16)


@dataclass(slots=True)
class Clock:
    """Seconds of processor time spent on one of the two."""

    seconds: float = 0.0

    def __enter__(self) -> None:
        self.seconds -= time.process_time()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.process_time()


def sample(path: Path, number: int) -> list[Document]:
    """`number` documents, evenly spread over the folder's files."""
    files = sorted(file for file in path.iterdir() if file.is_file())
    step = max(1, len(files) // number)
    return [document for file in files[::step][:number] for document in read_documents(file)]


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@dataclass(frozen=True, slots=True)
class Round:
    """What one reading of a set of documents took, in seconds of processor time and MiB."""

    documents: int
    words: int
    claims: int
    bare: float
    whole: float
    peak: float

    @property
    def ratio(self) -> float:
        return self.bare / self.whole


def load() -> tuple[Language, Extractor]:
    nlp, extractor = spacy.load(DEFAULT_PIPELINE), Extractor(Codebook(), Gazetteer.open())
    for document in sample(folder(SETS[0]), 1):  # neither is timed on its first document, when code is loaded and the commonest words are met
        list(nlp.pipe(passage.text for passage in passages(document)))
        extractor.extract(document)
    gc.freeze()  # as in the processes of `noria build`
    return nlp, extractor


def measure(sets: list[Path], number: int) -> list[Round]:
    """One round: every set in turn."""
    nlp, extractor = load()
    return [time_both(sample(path, number), nlp, extractor) for path in sets]


def time_both(documents: list[Document], nlp: Language, extractor: Extractor) -> Round:
    bare, whole = Clock(), Clock()
    words = claims = 0
    for document in documents:
        texts = [passage.text for passage in passages(document)]
        with bare:
            words += sum(not token.is_space for parsed in nlp.pipe(texts, batch_size=BATCH) for token in parsed)
        with whole:
            claims += len(extractor.extract(document).claims)
    return Round(len(documents), words, claims, bare.seconds, whole.seconds, peak_mib())


def tell(name: str, rounds: list[Round]) -> None:
    rounds = sorted(rounds, key=lambda one: one.ratio)
    told = rounds[len(rounds) // 2]
    print(f"{name}: {told.documents} documents, {told.words:,} words, {told.claims:,} claims")
    for what, seconds in (("bare pipeline", told.bare), ("text to claims", told.whole)):
        print(f"  {what:<16}{told.documents / seconds:>8.2f} documents/s {told.words / seconds:>10,.0f} words/s")
    print(f"  {'ratio':<16}{told.ratio:>8.2f} times the bare pipeline's throughput ({rounds[0].ratio:.2f} to {rounds[-1].ratio:.2f} in {len(rounds)} rounds);"
          f" peak memory of both {told.peak:,.0f} MiB", flush=True)


def growth(path: Path, extractor: Extractor) -> None:
    """What a word costs in the same article written once and several times over into one document."""
    text = sample(path, 1)[0].text
    costs = []
    for times in TIMES:
        document = read_text("\n\n".join([text] * times))
        clock = Clock()
        with clock:
            extractor.extract(document)
        costs.append(1e6 * clock.seconds / len(document.text.split()))
    told = ", ".join(f"{cost:,.0f}" for cost in costs)
    print(f"one article {', '.join(map(str, TIMES))} times in one document: {told} microseconds a word, {costs[-1] / costs[0]:.2f} times at the end")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=40, help="how many of each set, evenly spread (default 40)")
    parser.add_argument("--rounds", type=int, default=3, help="how many readings of each set (default 3)")
    asked = parser.parse_args()
    sets = [(name, path) for name in SETS if (path := folder(name)) is not None]
    if not sets:
        return
    paths = [path for _, path in sets]
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        rounds = list(pool.map(measure, [paths] * asked.rounds, [asked.documents] * asked.rounds))
    for (name, _), of_set in zip(sets, zip(*rounds, strict=True), strict=True):
        tell(name, list(of_set))
    nlp, extractor = load()
    print(f"pipeline {DEFAULT_PIPELINE}: {', '.join(nlp.pipe_names)}; processor seconds of one core")
    growth(sets[0][1], extractor)


if __name__ == "__main__":
    main()
