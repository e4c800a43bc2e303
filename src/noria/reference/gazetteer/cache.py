"""Where compiled indexes are kept between runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from noria.errors import BadSetting


def cache_folder(given: Path | None = None) -> Path:
    """`given`, else NORIA_CACHE, else `noria` in XDG_CACHE_HOME, else `~/.cache/noria`; made if missing. Raises BadSetting."""
    if given is None:
        named = os.environ.get("NORIA_CACHE")
        home = os.environ.get("XDG_CACHE_HOME")
        given = Path(named) if named else (Path(home) if home else Path.home() / ".cache") / "noria"
    try:
        given.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"cannot keep the place index here ({error.strerror}); name another folder in NORIA_CACHE", file=given) from error
    return given


def installed_folder() -> Path:
    """Where an installation keeps the world index that it prepared for all its users."""
    return Path(sys.prefix) / "share" / "noria"
