"""A compiled table of places: names in a trie, columns in arrays, both memory-mapped from a folder on disk.

A folder holds `names.marisa` (every key of every name, see `names`), `starts.npy` and `rows.npy` (key number -> rows), `numbers.npy` (latitude
and longitude), `population.npy`, `kind.npy`, `country.npy`, and `rows.bin` with `row_at.npy` (all of a row in one piece: its figures packed,
then its strings). Keys carry a prefix that says how strict they are: none for `light`, "=" for acronyms, "~" for `loose`, "#" for
`skeleton`. A row is kept as twice its number, plus one where the key is that of its main name.
"""

from __future__ import annotations

import mmap
import shutil
import struct
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

FORMAT = 8  # raise when the layout or the keys change, so that indexes are compiled anew
_FIELD, _ITEM = "\x1f", "\x1e"
_NO_SEPARATORS = {ord(_FIELD): " ", ord(_ITEM): " "}
_ARRAYS = ("starts", "rows", "numbers", "population", "kind", "country", "row_at")
_FIGURES = struct.Struct("<7dIB2s")  # latitude, longitude, west, south, east, north, radius in km, population, kind, country
_NO_BOX = (np.nan,) * 4
_NO_COUNTRY = b"\0\0"


class Index:
    """Rows of one table, found by name. Read-only; cheap to open."""

    def __init__(self, table: str, trie: Any, arrays: dict[str, npt.NDArray[Any]], packed: bytes | mmap.mmap) -> None:
        self.table = table
        self.numbers, self.population = arrays["numbers"], arrays["population"]
        self.kind, self.country = arrays["kind"], arrays["country"]
        self._trie = trie
        # Views of plain memory: one element of them is taken several times faster than one of an array.
        self._starts, self._rows, self._row_at = (arrays[name].data for name in ("starts", "rows", "row_at"))
        self._packed = packed

    def __len__(self) -> int:
        return len(self._row_at) - 1

    def has(self, key: str) -> bool:
        return key in self._trie

    def marked(self, key: str) -> list[int]:
        """The rows that bear a name with this key, each as twice its number, plus one where it is the main name."""
        number = self._trie.get(key)
        if number is None:
            return []
        found: list[int] = self._rows[self._starts[number] : self._starts[number + 1]].tolist()
        return found

    def rows(self, key: str) -> list[int]:
        """Numbers of the rows that bear a name with this key; empty where none does."""
        return [row >> 1 for row in self.marked(key)]

    def beginning(self, key: str) -> list[int]:
        """Numbers of the rows that bear a name whose key begins so."""
        return sorted({row for found in self._trie.keys(key) for row in self.rows(found)})

    def entry(self, row: int) -> Entry:
        start = self._row_at[row]
        text_at = start + _FIGURES.size
        lat, lon, west, south, east, north, radius, population, kind, country = _FIGURES.unpack(self._packed[start:text_at])
        id, name, admin1, admin1_code, admin2, others, rings = self._packed[text_at : self._row_at[row + 1]].decode("utf-8").split(_FIELD)
        return Entry(
            id=id, name=name, lat=lat, lon=lon, kind=KINDS[kind], other_names=tuple(others.split(_ITEM)) if others else (),
            country=country.decode() if country != _NO_COUNTRY else None, admin1=admin1 or None, admin1_code=admin1_code or None,
            admin2=admin2 or None, population=population, radius_km=radius,
            bbox=None if west != west else (west, south, east, north), outline=_rings(rings) if rings else (), table=self.table)  # noqa: PLR0124 - NaN: no box

    @classmethod
    def open(cls, folder: Path, table: str) -> Index:
        arrays = {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in _ARRAYS}
        with (folder / "rows.bin").open("rb") as file:
            packed = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return cls(table, marisa_trie.Trie().mmap(str(folder / "names.marisa")), arrays, packed)

    @classmethod
    def compile(cls, entries: Iterable[Entry], folder: Path, table: str) -> Index:
        """Write the index of `entries` to `folder`, all or nothing, and open it."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
        try:
            trie, arrays, packed = _compiled(entries)
            for name, array in arrays.items():
                np.save(building / f"{name}.npy", array)
            (building / "rows.bin").write_bytes(packed)
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


def keys_of(entry: Entry) -> dict[str, bool]:
    """Every key under which the entry is found, and whether it is one of its main name. A `loose` key that is the `light` one is not kept
    twice: look-ups ask for both.
    """
    keys: dict[str, bool] = {"@" + entry.id: True}
    folded: dict[str, bool] = {}
    for name in dict.fromkeys((entry.name, *entry.other_names)):
        short = acronym(name)
        if short is not None:
            keys.setdefault(short, name == entry.name)
        elif key := light(name):
            folded.setdefault(key, name == entry.name)
    keys |= folded
    loosened: dict[str, bool] = {}
    for key, main in folded.items():
        loosened.setdefault(loose(key), main)
    for key, main in loosened.items():
        if key not in folded:
            keys["~" + key] = main
        bones = skeleton(key)
        if bones is not None:
            keys.setdefault("#" + bones, main)
    return keys


def _rings(text: str) -> Outline:
    rings = ([float(number) for number in ring.split(" ")] for ring in text.split(_ITEM))
    return tuple(tuple(zip(ring[::2], ring[1::2], strict=True)) for ring in rings)


def _packed(entry: Entry) -> bytes:
    """All of an entry in one piece."""
    others = _ITEM.join(name.translate(_NO_SEPARATORS) for name in entry.other_names)
    rings = _ITEM.join(" ".join(f"{number:.4f}" for corner in ring for number in corner) for ring in entry.outline)
    strings = (entry.id, entry.name, entry.admin1 or "", entry.admin1_code or "", entry.admin2 or "")
    figures = _FIGURES.pack(entry.lat, entry.lon, *(entry.bbox or _NO_BOX), entry.radius_km, _counted(entry.population), KINDS.index(entry.kind),
                            (entry.country or "").encode("ascii"))
    return figures + _FIELD.join((*(string.translate(_NO_SEPARATORS) for string in strings), others, rings)).encode("utf-8")


def _counted(population: int) -> int:
    return min(max(population, 0), 2**32 - 1)


def _compiled(entries: Iterable[Entry]) -> tuple[Any, dict[str, npt.NDArray[Any]], bytes]:
    numbered: dict[str, int] = {}
    of_pair, row_of_pair = array("I"), array("I")
    numbers, population, kinds, countries = array("d"), array("I"), bytearray(), bytearray()
    packed, row_at = bytearray(), array("Q", [0])
    for row, entry in enumerate(entries):
        for key, main in sorted(keys_of(entry).items()):
            of_pair.append(numbered.setdefault(key, len(numbered)))
            row_of_pair.append(2 * row + main)
        numbers.extend((entry.lat, entry.lon))
        population.append(_counted(entry.population))
        kinds.append(KINDS.index(entry.kind))
        countries += (entry.country or "\0\0").encode("ascii")
        packed += _packed(entry)
        row_at.append(len(packed))
    trie = marisa_trie.Trie(numbered)
    place_in_trie = np.fromiter((trie[key] for key in numbered), dtype=np.uint32, count=len(numbered))
    of = place_in_trie[np.frombuffer(of_pair, dtype=np.uint32)] if numbered else np.zeros(0, dtype=np.uint32)
    order = np.argsort(of, kind="stable")
    starts = np.zeros(len(numbered) + 1, dtype=np.uint32)
    np.cumsum(np.bincount(of, minlength=len(numbered)), out=starts[1:])
    return trie, {
        "starts": starts,
        "rows": np.array(row_of_pair, dtype=np.uint32)[order],
        "numbers": np.array(numbers, dtype=np.float64).reshape(-1, 2),
        "population": np.array(population, dtype=np.uint32),
        "kind": np.frombuffer(bytes(kinds), dtype=np.uint8),
        "country": np.frombuffer(bytes(countries), dtype=np.uint8).reshape(-1, 2),
        "row_at": np.array(row_at, dtype=np.uint64),
    }, bytes(packed) or b"\n"
