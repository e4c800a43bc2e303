"""ACLED: rows as the codebook of the Armed Conflict Location & Event Data project has them, 31 columns in the order of its exports.

Columns, types and codes: the ACLED codebook (2023 on) and the column order of its exports. What is not ACLED's to share (its event ids, its actor
list) is the dossier's own or comes from the user's codebook.
"""

from noria.views.codings.acled.columns import COLUMNS
from noria.views.codings.acled.rows import code
from noria.views.codings.acled.rules import RULES

__all__ = ["COLUMNS", "RULES", "code"]
