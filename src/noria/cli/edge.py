"""The edge where errors become lines: 1 and one line for what the user can mend, 2 for wrong usage, 130 after Ctrl-C."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from noria.errors import NoriaError

MENDABLE, INTERRUPTED = 1, 130


class Edge(TyperGroup):
    """The group of all commands. What is no error of the user's (a fault of Noria) keeps its traceback, to be reported."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        return super().parse_args(ctx, dossier_first(args))

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        try:
            return super().invoke(ctx)
        except NoriaError as error:
            message = str(error)
        except OSError as error:
            if error.filename is None:
                raise
            message = f"{error.filename}: {error.strerror}"
        except KeyboardInterrupt:
            typer.echo("stopped; what was finished is kept", err=True)
            raise typer.Exit(INTERRUPTED) from None
        typer.echo(" ".join(message.splitlines()), err=True)
        raise typer.Exit(MENDABLE)


def dossier_first(args: list[str]) -> list[str]:
    """`--dossier DIR` moved before the command, wherever it stands before a bare `--`."""
    end = args.index("--") if "--" in args else len(args)
    front: list[str] = []
    rest: list[str] = []
    words = iter(args[:end])
    for word in words:
        if word == "--dossier":
            front += [word, *([value] if (value := next(words, None)) is not None else [])]
        elif word.startswith("--dossier="):
            front.append(word)
        else:
            rest.append(word)
    return front + rest + args[end:]
