"""`python -m noria.reference.gazetteer` prepares the world index for everybody who uses this installation."""

from __future__ import annotations

import logging

from noria.reference.gazetteer.cache import cache_folder, installed_folder
from noria.reference.gazetteer.compiled import open_world

if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    open_world(cache_folder(installed_folder()))
