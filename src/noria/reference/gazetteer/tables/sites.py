"""The codebook's own places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from noria.reference.codebook import Site
from noria.reference.gazetteer.entry import Entry
from noria.reference.gazetteer.kinds import kind_of_words


def site_entries(sites: Iterable[Site]) -> Iterator[Entry]:
    """An entry for each site of the codebook."""
    for site in sites:
        yield Entry(id=f"codebook:{site.id}", name=site.name, lat=site.lat, lon=site.lon, kind=kind_of_words(site.kind or "site"),
                    other_names=site.other_names, admin1=site.inside, table="codebook")
