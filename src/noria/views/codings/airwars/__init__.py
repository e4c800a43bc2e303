"""An incident list in the shape of Airwars' civilian harm incidents: who was harmed by which strike, by whose account, and how well it is attested.

Airwars publishes a methodology and a page for each incident, not a table format; the columns are this project's, the closed lists are those of its pages.
"""

from noria.views.codings.airwars.columns import COLUMNS
from noria.views.codings.airwars.rows import code
from noria.views.codings.airwars.rules import RULES

__all__ = ["COLUMNS", "RULES", "code"]
