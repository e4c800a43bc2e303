"""Claims as a table for a spreadsheet: one row a claim, the columns of `docs/formats.md`, the quote last.

The file starts with a byte-order mark, without which Excel reads UTF-8 as the system's code page and breaks every accented
name. Programs that pipe take `noria claims --format csv`, which has none.
"""

from __future__ import annotations

from noria.views.columns import CLAIMS
from noria.views.export.material import Material
from noria.views.select import Selection, select_claims
from noria.views.table import as_csv

BYTE_ORDER_MARK = "\ufeff"


def export(material: Material) -> str:
    return BYTE_ORDER_MARK + as_csv(
        (material.attested.claim_form(claim, material.judgements) for claim in select_claims(material.claims, Selection(on=material.on))), CLAIMS)
