"""The command line: thin. Commands import the rooms they need when they run, so that `--help` is quick."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)


def main() -> None:
    """Run the command line; an error the user can mend is one line and exit code 1."""
    app()
