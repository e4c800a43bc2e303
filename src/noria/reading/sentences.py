"""Where sentences end. Rules on the surface, before the parse, so that abbreviations, ranks and initials do not cut a name in two."""

from __future__ import annotations

import re

_END = re.compile(r"""[.!?…]+["”’')\]]*(?=\s+["“‘'(\[]*[A-Z0-9À-ÞА-Я]|\s*$)""")
_ABBREVIATIONS = frozenset("""
mr mrs ms dr prof sr jr st gen lt maj brig col capt cpt sgt cpl pvt adm cmdr cdr rev hon gov sen rep pres supt insp det
vs etc approx no nos vol fig ca c al inc ltd co corp bros dept est
jan feb mar apr jun jul aug sep sept oct nov dec
""".split())
_BEFORE = re.compile(r"([\w'’]+)\.$")
_LETTERS = re.compile(r"(?:\b[^\W\d_]\.)+$")
_LIST_NUMBER = re.compile(r"\s*\d{1,2}\.")
_LOOK_BACK = 40  # characters: longer than any abbreviation


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Half-open character ranges of the sentences of `text`, without the white space between them."""
    out, start = [], 0
    for match in _END.finditer(text):
        end = match.end()
        if not _ends(text, start, match):
            continue
        out.append((start, end))
        start = end + len(text[end:]) - len(text[end:].lstrip())
    if text[start:].strip():
        out.append((start, len(text.rstrip())))
    return out


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    if match.group(0) != ".":
        return True
    before = text[max(start, match.end() - _LOOK_BACK) : match.end()]
    word = _BEFORE.search(before)
    if word is None:
        return True
    if _LETTERS.search(before) and match.end() < len(text):
        # "p.m. The" ends, "U.S. Army" and "J. Smith" do not
        return before.lower().endswith(("p.m.", "a.m."))
    if _LIST_NUMBER.fullmatch(text, start, match.end()):
        return match.end() == len(text)  # "1. The garrison …"
    spelt = word[1] in (word[1].lower(), word[1].capitalize(), word[1].upper())  # "JaN" is no January
    return not spelt or word[1].lower() not in _ABBREVIATIONS or match.end() == len(text)
