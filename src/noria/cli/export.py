"""`noria export`: a dossier as a file for another program, or under another codebook."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from noria.cli.options import AsKnownOption, ask, on_day
from noria.errors import BadSetting
from noria.values.day import Day

EXAMPLE = "noria export geojson --on 2024-12-04 -o control.geojson"


def _exporter(text: str) -> str:
    from noria.views.export import EXPORTERS

    if text not in EXPORTERS:
        raise typer.BadParameter(f"there is no export called {text!r}; choose one of {', '.join(EXPORTERS)}")
    return text


def export(
    name: Annotated[str, typer.Argument(parser=_exporter, metavar="geojson|jsonl|csv|events|xlsx|acled|ucdp|airwars|orbat", help=(
        "geojson: events and control for a map; jsonl: claims, one JSON object a line; csv: claims for a spreadsheet; events: events for a spreadsheet, with grade, interests and casualties; xlsx: all of it as one workbook; acled, ucdp, airwars: events under "
        "that codebook, with the rule of every value; orbat: the order of battle for ORBAT Mapper."))],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help=(
        "Where to write; an older file of that name is replaced. Standard output without it. A codebook's rules, what has no row, and what the "
        "rows are worth are written beside it: FILE.rules.csv, FILE.uncoded.csv, FILE.README.md."))] = None,
    format: Annotated[Literal["csv", "json"], typer.Option("--format", help=(
        "Of a codebook's rows: the table alone, or one JSON object with rules, reasons and claims inside."))] = "csv",
    on: Annotated[Day | None, on_day("Only events and claims whose time contains this day, and who held what on it.")] = None,
    as_known: AsKnownOption = None,
) -> None:
    """Write the dossier for another program, or as rows of another codebook; the same dossier gives the same bytes.

    For example, noria export acled -o rows.csv, noria export ucdp --format json, noria export orbat -o forces.json.
    """
    from noria.views.export import beside
    from noria.views.export import export as write
    from noria.views.measured import measured_section, readme_head

    if output is None and name == "xlsx" and sys.stdout.isatty():
        raise BadSetting("a workbook cannot be shown on a terminal; name a file with --output")
    asked = ask(as_known)
    material = asked.material(on)
    content = write(name, material, as_json=format == "json")
    if output is None:
        typer.echo(content, nl=False)
        return
    _write(output, content)
    more = dict(beside(name, material)) if format == "csv" else {}
    if measured := asked.dossier.measured():
        readme = more.get("README.md", readme_head(output.name, asked.dossier.settings.name).encode("utf-8"))
        more["README.md"] = readme + measured_section(measured).encode("utf-8")
    for ending, text in more.items():
        _write(output.with_name(f"{output.stem}.{ending}"), text)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadSetting(f"cannot be written: {error.strerror}", file=path) from error
    typer.echo(f"{path}: written, {len(content):,} bytes", err=True)


def register(app: typer.Typer) -> None:
    app.command(epilog=f"Example: {EXAMPLE}")(export)
