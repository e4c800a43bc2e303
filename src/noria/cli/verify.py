"""`noria verify`: the record proves itself."""

from __future__ import annotations

import typer

from noria.cli.opening import open_dossier
from noria.errors import RecordBroken


def verify() -> None:
    """Check that every quote stands at its offsets, every id re-derives and every reference names what is there."""
    dossier = open_dossier()
    found = dossier.verify()
    for line in found:
        typer.echo(str(line))
    if found:
        raise RecordBroken(f"breaks found: {len(found)}; if nobody changed the record by hand, run noria build, else take a copy from before")
    rows = dossier.documents()
    typer.echo(f"the record is whole: documents {sum(row.id is not None for row in rows)}, claims {sum(row.claims for row in rows)}")


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: noria verify && zip -r river-war.zip river-war")(verify)
