"""Where a dossier plays, as its user says: the places a name is looked for first."""

from __future__ import annotations

from dataclasses import dataclass

from noria.errors import ValueRefused


@dataclass(frozen=True, slots=True)
class Theatre:
    """`countries` are ISO 3166-1 alpha-2 codes; `box` is west, south, east, north in degrees, with west beyond east across the date line."""

    countries: tuple[str, ...] = ()
    box: tuple[float, float, float, float] | None = None

    def __post_init__(self) -> None:
        if self.box is not None:
            west, south, east, north = self.box
            if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90):
                raise ValueRefused(f"{list(self.box)} is no area: it takes west, south, east and north in degrees, south below north")

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies in the box; never where there is none."""
        if self.box is None:
            return False
        west, south, east, north = self.box
        return south <= lat <= north and (west <= lon <= east if west <= east else lon >= west or lon <= east)
