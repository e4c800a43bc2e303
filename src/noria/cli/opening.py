"""Which dossier a command works on: the one named with `--dossier`, else the one that the current folder lies in. Closed when it ends."""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

    from noria.dossier.dossier import Dossier

_chosen: ContextVar[Path | None] = ContextVar("dossier", default=None)
_running: ContextVar[typer.Context] = ContextVar("command")


def choose(ctx: typer.Context, folder: Path | None) -> None:
    """Keep what `--dossier` said for the command that follows."""
    _running.set(ctx)
    _chosen.set(folder)


def open_dossier() -> Dossier:
    """The dossier to work on. Raises NotADossier, BadSetting or BadCodebook."""
    from noria.dossier.dossier import Dossier

    chosen = _chosen.get()
    return until_the_end(Dossier.open(chosen) if chosen is not None else Dossier.find(Path.cwd()))


def until_the_end(dossier: Dossier) -> Dossier:
    """The dossier, to be closed when the command has ended."""
    _running.get().call_on_close(dossier.close)
    return dossier
