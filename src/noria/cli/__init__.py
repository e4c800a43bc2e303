"""The command line: thin. Commands import the rooms they need when they run, so that `--help` is quick.

Each module of this package holds a command or a few and a `register(app)` that adds them; they are listed here and nowhere else.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from noria import __version__
from noria.cli import add, agreement, build, check, demo, diff, explain, export, extract, gazetteer, judge, listings, new, serve, verify
from noria.cli.edge import Edge
from noria.cli.opening import choose

app = typer.Typer(
    cls=Edge, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    epilog="Example: noria new river-war && cd river-war && noria add ~/reports && noria build && noria serve")


def _say_what_takes_long() -> None:
    """Noria's own remarks ("preparing the world gazetteer …") go to standard error, so that no wait is silent."""
    own = logging.getLogger("noria")
    if not own.handlers:
        own.addHandler(logging.StreamHandler())
        own.setLevel(logging.INFO)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"noria {__version__}")
        raise typer.Exit


@app.callback()
def noria(
    ctx: typer.Context,
    dossier: Annotated[Path | None, typer.Option("--dossier", metavar="DIR", help=(
        "The dossier to work on; may stand anywhere on the line. Without it, the one that the current folder lies in."))] = None,
    version: Annotated[bool, typer.Option(  # noqa: ARG001 - its callback has acted by then
        "--version", callback=_show_version, is_eager=True, help="Print the version and exit.")] = False,
) -> None:
    """Read reports on an armed conflict and keep the record they describe."""
    choose(ctx, dossier)


for module in (new, add, gazetteer, build, verify, serve, demo, extract, check, listings, explain, export, judge, diff, agreement):
    module.register(app)


def main() -> None:
    """Run the command line; an error the user can mend is one line and exit code 1."""
    app()
