"""Claims and facts out of a document's infobox.

Casualty lists become claims by account, territory and result lines claims of control, marks of fate beside commanders claims of
casualties. Every claim is dated with the infobox's own date (`date_by_narrative` does better for fates and beginnings). What an infobox lists
besides (belligerents, units, commanders, strengths) comes as `InfoboxFacts`.
"""

from __future__ import annotations

from noria.claims.infobox.build import date_by_narrative, infobox_claims, infobox_facts
from noria.claims.infobox.frame import PlaceResolver
from noria.claims.infobox.when import infobox_time

__all__ = ["PlaceResolver", "date_by_narrative", "infobox_claims", "infobox_facts", "infobox_time"]
