"""Which dossier a command works on: the one named with `--dossier`, else the one that the current folder lies in."""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from noria.dossier.dossier import Dossier

_chosen: ContextVar[Path | None] = ContextVar("dossier", default=None)


def choose(folder: Path | None) -> None:
    """Keep what `--dossier` said for the command that follows."""
    _chosen.set(folder)


def open_dossier() -> Dossier:
    """The dossier to work on. Raises NotADossier, BadSetting or BadCodebook."""
    from noria.dossier.dossier import Dossier

    chosen = _chosen.get()
    return Dossier.open(chosen) if chosen is not None else Dossier.find(Path.cwd())
