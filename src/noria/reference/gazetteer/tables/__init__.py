"""Place tables that the user brings, whatever program made them: one module a form, all yielding entries."""

from noria.reference.gazetteer.tables.read import READERS, read_table
from noria.reference.gazetteer.tables.row import Read
from noria.reference.gazetteer.tables.sites import site_entries

__all__ = ["READERS", "Read", "read_table", "site_entries"]
