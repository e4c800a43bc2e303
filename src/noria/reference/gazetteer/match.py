"""An answer of the gazetteer to a name."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from noria.reference.gazetteer.entry import Entry

How = Literal["name", "other name", "but for the article", "romanisation", "beginning"]


class Match(Struct, frozen=True, gc=False):
    """An entry that a name may mean; `how` the name was met and how well, 0..1; `own` where it comes from the dossier's own tables.

    `nested` marks a town inside a division that the same name may mean: Kassala in Kassala State.
    """

    entry: Entry
    how: How
    likeness: float
    own: bool
    nested: bool = False
