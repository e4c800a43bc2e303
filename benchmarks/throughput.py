"""Speed of the whole reading beside that of the bare language pipeline: `python benchmarks/throughput.py [--documents N]`.

Both get the same documents in the same process, turn by turn, on one core: first spaCy alone (words, tags, parse and entities of the
document's passages), then text to claims with the world gazetteer. Their ratio says what everything besides the parser costs, and
stays the same on a busy machine. Texts are read into memory before the clock starts. Last, one article is read once and many times over as one
document: the cost of a word must not grow with the length of its document.
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import dataclass
from pathlib import Path

import spacy

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


def measure(name: str, documents: list[Document], nlp: spacy.language.Language, extractor: Extractor) -> None:
    bare, whole = Clock(), Clock()
    words = claims = 0
    for document in documents:
        texts = [passage.text for passage in passages(document)]
        with bare:
            words += sum(not token.is_space for parsed in nlp.pipe(texts, batch_size=BATCH) for token in parsed)
        with whole:
            claims += len(extractor.extract(document).claims)
    print(f"{name}: {len(documents)} documents, {words:,} words, {claims:,} claims")
    for what, clock in (("bare pipeline", bare), ("text to claims", whole)):
        print(f"  {what:<16}{len(documents) / clock.seconds:>8.2f} documents/s {words / clock.seconds:>10,.0f} words/s")
    print(f"  {'ratio':<16}{bare.seconds / whole.seconds:>8.2f} times the bare pipeline's throughput; peak memory of both {peak_mib():,.0f} MiB")


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
    asked = parser.parse_args()
    sets = [(name, path) for name in SETS if (path := folder(name)) is not None]
    if not sets:
        return
    nlp = spacy.load(DEFAULT_PIPELINE)
    extractor = Extractor(Codebook(), Gazetteer.open())
    print(f"pipeline {DEFAULT_PIPELINE}: {', '.join(nlp.pipe_names)}; loaded with the gazetteer in {peak_mib():,.0f} MiB; processor seconds of one core")
    for document in sample(sets[0][1], 1):  # neither is timed on its first document, when words are met for the first time and code is loaded
        list(nlp.pipe(passage.text for passage in passages(document)))
        extractor.extract(document)
    for name, path in sets:
        measure(name, sample(path, asked.documents), nlp, extractor)
    growth(sets[0][1], extractor)


if __name__ == "__main__":
    main()
