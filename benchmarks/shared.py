"""Where the material to measure on lies: the folder that NORIA_SHARED names, else `../shared` beside the repository."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from noria.documents.metadata import with_origin
from noria.documents.model import Document
from noria.documents.read import read_path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NORIA_SHARED") or ROOT.parent / "shared")
if not SHARED.is_absolute():
    SHARED = (ROOT / SHARED).resolve()


def folder(name: str) -> Path | None:
    """The folder `name` of the material; None, and a line that says so, where it is not there."""
    path = SHARED / name
    if path.is_dir():
        return path
    print(f"skipped: there is no {path}; name the folder of the material in NORIA_SHARED", file=sys.stderr)
    return None


def read_documents(path: Path, **given: object) -> list[Document]:
    """The documents of one file; `given` is what a user would say of it (published, publisher, kind …)."""
    return [found for found in read_path(path, with_origin("option", **given)) if isinstance(found, Document)]
