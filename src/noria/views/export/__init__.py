"""Files for other programs. One exporter a file, all of one shape, listed here and nowhere else; the same dossier gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from noria.errors import BadSetting
from noria.views.export import csv_table, geojson, jsonl
from noria.views.export.material import Material

Exporter = Callable[[Material], str]

EXPORTERS: Mapping[str, Exporter] = {"csv": csv_table.export, "geojson": geojson.export, "jsonl": jsonl.export}


def export(name: str, material: Material) -> bytes:
    """The file that the exporter called `name` makes, in UTF-8. Raises BadSetting where there is no such exporter."""
    exporter = EXPORTERS.get(name)
    if exporter is None:
        raise BadSetting(f"there is no export called {name!r}; choose one of {', '.join(EXPORTERS)}")
    return exporter(material).encode("utf-8")
