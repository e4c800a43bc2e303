"""`noria export`: a dossier as a file for another program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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
    name: Annotated[str, typer.Argument(parser=_exporter, metavar="geojson|jsonl|csv", help=(
        "geojson: events and control for a map; jsonl: claims, one JSON object a line; csv: claims for a spreadsheet."))],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help=(
        "Where to write; an older file of that name is replaced. Standard output without it."))] = None,
    on: Annotated[Day | None, on_day("Only events and claims whose time contains this day, and who held what on it.")] = None,
    as_known: AsKnownOption = None,
) -> None:
    """Write the dossier as GeoJSON, JSON lines or CSV; the same dossier gives the same bytes."""
    from noria.views.export import export as write
    from noria.views.export.material import Material
    from noria.views.measured import export_readme

    asked = ask(as_known)
    content = write(name, Material(claims=tuple(asked.claims), results=asked.results, on=on, judgements=asked.judgements))
    if output is None:
        typer.echo(content, nl=False)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise BadSetting(f"cannot be written: {error.strerror}", file=output) from error
    typer.echo(f"{output}: written, {len(content):,} bytes", err=True)
    if measured := asked.dossier.measured():
        readme = output.with_name(f"{output.name}.README.md")
        readme.write_text(export_readme(output.name, asked.dossier.settings.name, measured), encoding="utf-8")
        typer.echo(f"{readme}: how far people and the machine agreed", err=True)


def register(app: typer.Typer) -> None:
    app.command(epilog=f"Example: {EXAMPLE}")(export)
