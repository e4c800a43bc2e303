"""A compiled table of places: names in a trie, columns in arrays, both memory-mapped from a folder on disk.

A folder holds `names.marisa` (every key of every name, see `names`), `starts.npy` and `rows.npy` (key number -> row numbers), `numbers.npy`
(latitude, longitude, west, south, east, north, radius_km), `population.npy`, `kind.npy`, `country.npy`, and `text.bin` with
`text_at.npy` (the strings of each row). Keys carry a prefix that says how strict they are: none for `light`, "=" for acronyms,
"~" for `loose`, "#" for `skeleton`.
"""

from __future__ import annotations

import mmap
import shutil
import tempfile
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
import numpy.typing as npt

from noria.reference.gazetteer.entry import KINDS, Entry, Outline
from noria.reference.gazetteer.names import acronym, light, loose, skeleton

FORMAT = 6  # raise when the layout or the keys change, so that indexes are compiled anew
_FIELD, _ITEM = "\x1f", "\x1e"
_NO_SEPARATORS = {ord(_FIELD): " ", ord(_ITEM): " "}
_ARRAYS = ("starts", "rows", "numbers", "population", "kind", "country", "text_at")
_NO_BOX = (np.nan,) * 4


class Index:
    """Rows of one table, found by name. Read-only; cheap to open."""

    def __init__(self, table: str, trie: Any, arrays: dict[str, npt.NDArray[Any]], text: bytes | mmap.mmap) -> None:
        self.table = table
        self._nothing = np.zeros(0, dtype=np.uint32)
        self._trie = trie
        self._starts, self._rows = arrays["starts"], arrays["rows"]
        self.numbers, self.population = arrays["numbers"], arrays["population"]
        self.kind, self.country = arrays["kind"], arrays["country"]
        self._text_at, self._text = arrays["text_at"], text

    def __len__(self) -> int:
        return len(self._text_at) - 1

    def has(self, key: str) -> bool:
        return key in self._trie

    def rows(self, key: str) -> npt.NDArray[np.uint32]:
        """Numbers of the rows that bear a name with this key; empty where none does."""
        number = self._trie.get(key)
        if number is None:
            return self._nothing
        return self._rows[self._starts[number] : self._starts[number + 1]]

    def beginning(self, key: str) -> npt.NDArray[np.uint32]:
        """Numbers of the rows that bear a name whose key begins so."""
        rows = [self._rows[self._starts[number] : self._starts[number + 1]] for number in map(self._trie.get, self._trie.keys(key))]
        return np.unique(np.concatenate(rows)) if rows else self._nothing

    def entry(self, row: int) -> Entry:
        start, end = int(self._text_at[row]), int(self._text_at[row + 1])
        fields = self._text[start:end].decode("utf-8").split(_FIELD)
        lat, lon, west, south, east, north, radius = self.numbers[row].tolist()
        return Entry(
            id=fields[0], name=fields[1], lat=lat, lon=lon, kind=KINDS[self.kind[row]], other_names=tuple(fields[5].split(_ITEM)) if fields[5] else (),
            country=self.country[row].tobytes().decode() if self.country[row, 0] else None, admin1=fields[2] or None,
            admin1_code=fields[3] or None, admin2=fields[4] or None, population=int(self.population[row]), radius_km=radius,
            bbox=None if west != west else (west, south, east, north), outline=_rings(fields[6]), table=self.table)  # noqa: PLR0124 - NaN: no box

    @classmethod
    def open(cls, folder: Path, table: str) -> Index:
        arrays = {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in _ARRAYS}
        with (folder / "text.bin").open("rb") as file:
            text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return cls(table, marisa_trie.Trie().mmap(str(folder / "names.marisa")), arrays, text)

    @classmethod
    def compile(cls, entries: Iterable[Entry], folder: Path, table: str) -> Index:
        """Write the index of `entries` to `folder`, all or nothing, and open it."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
        try:
            trie, arrays, text = _compiled(entries)
            for name, array in arrays.items():
                np.save(building / f"{name}.npy", array)
            (building / "text.bin").write_bytes(text)
            trie.save(str(building / "names.marisa"))
            if not folder.exists():
                building.replace(folder)
        except OSError:
            if not folder.exists():  # another process may have finished the same index first
                raise
        finally:
            shutil.rmtree(building, ignore_errors=True)
        return cls.open(folder, table)

    @classmethod
    def in_memory(cls, entries: Iterable[Entry], table: str) -> Index:
        return cls(table, *_compiled(entries))


def keys_of(entry: Entry) -> set[str]:
    """Every key under which the entry is found. A `loose` key that is the `light` one is not kept twice: look-ups ask for both."""
    keys = {"@" + entry.id}
    folded: set[str] = set()
    for name in dict.fromkeys((entry.name, *entry.other_names)):
        short = acronym(name)
        if short is not None:
            keys.add(short)
        else:
            folded.add(light(name))
    folded.discard("")
    keys |= folded
    loosened = {loose(key) for key in folded}
    keys.update("~" + key for key in loosened if key not in folded)
    keys.update("#" + bones for bones in map(skeleton, loosened) if bones is not None)
    return keys


def _rings(text: str) -> Outline:
    if not text:
        return ()
    rings = ([float(number) for number in ring.split(" ")] for ring in text.split(_ITEM))
    return tuple(tuple(zip(ring[::2], ring[1::2], strict=True)) for ring in rings)


def _compiled(entries: Iterable[Entry]) -> tuple[Any, dict[str, npt.NDArray[Any]], bytes]:
    numbered: dict[str, int] = {}
    of_pair, row_of_pair = array("I"), array("I")
    numbers, population, kinds, countries = array("d"), array("I"), bytearray(), bytearray()
    text, text_at = bytearray(), array("Q", [0])
    for row, entry in enumerate(entries):
        for key in sorted(keys_of(entry)):
            of_pair.append(numbered.setdefault(key, len(numbered)))
            row_of_pair.append(row)
        numbers.extend((entry.lat, entry.lon, *(entry.bbox or _NO_BOX), entry.radius_km))
        population.append(min(max(entry.population, 0), 2**32 - 1))
        kinds.append(KINDS.index(entry.kind))
        countries += (entry.country or "\0\0").encode("ascii")
        others = _ITEM.join(name.translate(_NO_SEPARATORS) for name in entry.other_names)
        strings = (entry.id, entry.name, entry.admin1 or "", entry.admin1_code or "", entry.admin2 or "")
        text += _FIELD.join((*(string.translate(_NO_SEPARATORS) for string in strings), others, _ITEM.join(
            " ".join(f"{number:.4f}" for corner in ring for number in corner) for ring in entry.outline))).encode("utf-8")
        text_at.append(len(text))
    trie = marisa_trie.Trie(numbered)
    place_in_trie = np.fromiter((trie[key] for key in numbered), dtype=np.uint32, count=len(numbered))
    of = place_in_trie[np.frombuffer(of_pair, dtype=np.uint32)] if numbered else np.zeros(0, dtype=np.uint32)
    order = np.argsort(of, kind="stable")
    starts = np.zeros(len(numbered) + 1, dtype=np.uint32)
    np.cumsum(np.bincount(of, minlength=len(numbered)), out=starts[1:])
    return trie, {
        "starts": starts,
        "rows": np.array(row_of_pair, dtype=np.uint32)[order],
        "numbers": np.array(numbers, dtype=np.float64).reshape(-1, 7),
        "population": np.array(population, dtype=np.uint32),
        "kind": np.frombuffer(bytes(kinds), dtype=np.uint8),
        "country": np.frombuffer(bytes(countries), dtype=np.uint8).reshape(-1, 2),
        "text_at": np.array(text_at, dtype=np.uint64),
    }, bytes(text) or b"\n"
