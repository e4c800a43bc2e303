"""Claims in the published form (`docs/claims.md`), one a line, with the event each belongs to and what people decided. Nothing is lost on the way."""

from __future__ import annotations

from noria.views.export.material import Material
from noria.views.select import Selection, select_claims
from noria.views.table import as_jsonl


def export(material: Material) -> str:
    return as_jsonl(material.attested.claim_form(claim, material.judgements) for claim in select_claims(material.claims, Selection(on=material.on)))
