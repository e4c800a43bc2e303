"""Places by name: the world by default, the user's tables and the codebook's sites before it."""

from noria.reference.gazetteer.entry import Entry, Kind
from noria.reference.gazetteer.gazetteer import Gazetteer
from noria.reference.gazetteer.match import Match

__all__ = ["Entry", "Gazetteer", "Kind", "Match"]
