"""The country of a place that its table does not state: that of the nearest populated place of the world, within 60 km."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from msgspec.structs import replace

from noria.reference.gazetteer.entry import AREAS, KINDS, Entry
from noria.reference.gazetteer.index import Index

_WITHIN_DEGREES = 0.54  # 60 km of latitude


class NearestCountry:
    """Look-up over the populated places of the world index, ordered by latitude."""

    def __init__(self, world: Index) -> None:
        towns = np.flatnonzero(np.isin(world.kind, [KINDS.index("populated place"), KINDS.index("capital")]))
        order = towns[np.argsort(world.numbers[towns, 0], kind="stable")]
        self._lat, self._lon = np.ascontiguousarray(world.numbers[order, 0]), np.ascontiguousarray(world.numbers[order, 1])
        self._country = world.country[order]

    def of(self, lat: float, lon: float) -> str | None:
        low, high = np.searchsorted(self._lat, (lat - _WITHIN_DEGREES, lat + _WITHIN_DEGREES))
        if low == high:
            return None
        east = np.abs(self._lon[low:high] - lon)
        squared = (self._lat[low:high] - lat) ** 2 + (np.minimum(east, 360 - east) * np.cos(np.radians(lat))) ** 2
        best = int(np.argmin(squared))
        return self._country[low + best].tobytes().decode() if squared[best] <= _WITHIN_DEGREES**2 else None

    def fill(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries, those without a country given the nearest one (countries and continents left as they are)."""
        for entry in entries:
            yield entry if entry.country or (entry.kind in AREAS and entry.kind not in {"admin1", "admin2"}) else replace(
                entry, country=self.of(entry.lat, entry.lon))
