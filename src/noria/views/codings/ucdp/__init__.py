"""UCDP GED: events with at least one death between organised actors or against civilians, 49 columns in the order of the dataset.

Columns and codes: the UCDP Georeferenced Event Dataset and its codebook. UCDP's own numbers (events, conflicts, dyads) are empty; an actor's
name and number come from the user's codebook (`ucdp`, `ucdp_id`).
"""

from noria.views.codings.ucdp.columns import COLUMNS
from noria.views.codings.ucdp.rows import code
from noria.views.codings.ucdp.rules import RULES

__all__ = ["COLUMNS", "RULES", "code"]
