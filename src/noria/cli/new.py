"""`noria new`: an empty dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from noria.cli.opening import until_the_end


def new(
    name: Annotated[Path, typer.Argument(metavar="NAME", help="The folder to make; its name is the dossier's until noria.toml says another.")],
) -> None:
    """Make a dossier: a folder with noria.toml, codebook.toml, sources/ and gazetteer/."""
    from noria.dossier.dossier import Dossier

    dossier = until_the_end(Dossier.create(name))
    typer.echo(f"made {dossier.path}; next: cd {dossier.path} && noria add REPORTS && noria build")


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: noria new river-war")(new)
