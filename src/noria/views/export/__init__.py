"""Files for other programs. One exporter a file, all of one shape, listed here and nowhere else; the same dossier gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from noria.errors import BadSetting
from noria.views.codings import CODEBOOKS
from noria.views.export import coded, csv_table, events_table, geojson, jsonl, orbat, workbook
from noria.views.export.material import Material

Exporter = Callable[[Material], str]
Binary = Callable[[Material], bytes]

EXPORTERS: Mapping[str, Exporter | Binary] = {
    "csv": csv_table.export, "events": events_table.export, "xlsx": workbook.export, "geojson": geojson.export, "jsonl": jsonl.export, "orbat": orbat.export,
    **{name: coded.table(name) for name in CODEBOOKS}}
# The same as JSON with the rule of every value, and what stands beside the table: by the ending of the file's name.
JSON: Mapping[str, Exporter] = {name: coded.json_form(name) for name in CODEBOOKS}
BESIDE: Mapping[str, Mapping[str, Exporter]] = {
    name: {"rules.csv": coded.rules_table(name), "uncoded.csv": coded.uncoded_table(name), "README.md": coded.readme(name)} for name in CODEBOOKS}


def export(name: str, material: Material, *, as_json: bool = False) -> bytes:
    """The file that the exporter called `name` makes, text in UTF-8. Raises BadSetting where there is no such exporter."""
    exporter = (JSON if as_json else EXPORTERS).get(name)
    if exporter is None:
        raise BadSetting(f"{name!r} has no JSON form; leave out --format" if as_json and name in EXPORTERS else
                         f"there is no export called {name!r}; choose one of {', '.join(EXPORTERS)}")
    made = exporter(material)
    return made.encode("utf-8") if isinstance(made, str) else made


def beside(name: str, material: Material) -> dict[str, bytes]:
    """The files that stand beside an export, by the ending that they add to its name; none for most exports."""
    return {ending: make(material).encode("utf-8") for ending, make in BESIDE.get(name, {}).items()}
