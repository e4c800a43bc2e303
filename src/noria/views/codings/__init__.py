"""The same claims under other codebooks: rows of ACLED, of UCDP GED and of an incident list in the shape of Airwars.

Each codebook is a policy over the same events. Every value names the rule that made it and the claims it rests on; what a codebook has
no value for stays empty with a reason, and what it has no row for is listed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from noria.views.codings import acled, airwars, ucdp
from noria.views.codings.coded import Coding
from noria.views.codings.ground import Ground


@dataclass(frozen=True, slots=True)
class Codebook:
    """A codebook: its name for people, its columns in order, the statement of each of its rules, and how it codes a dossier."""

    title: str
    columns: tuple[str, ...]
    rules: Mapping[str, str]
    code: Callable[[Ground], Coding]


CODEBOOKS: Mapping[str, Codebook] = {
    "acled": Codebook("ACLED", acled.COLUMNS, acled.RULES, acled.code),
    "ucdp": Codebook("UCDP GED", ucdp.COLUMNS, ucdp.RULES, ucdp.code),
    "airwars": Codebook("Airwars-shaped", airwars.COLUMNS, airwars.RULES, airwars.code),
}
