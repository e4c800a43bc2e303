"""Names and words as look-ups compare them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARTICLES = {"the", "a", "an", "al", "el", "as", "at", "ad", "ar", "az", "ash"}
_POSSESSIVE = re.compile(r"[ʼ’'`´]s\b")
_MARKS = re.compile(r"[ʼ’'`´ʿʾ]")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A name as look-ups compare it: no case, accents, punctuation, possessive or article; words joined by one space."""
    plain = name if name.isascii() else "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    bare = _MARKS.sub("", _POSSESSIVE.sub("", plain.casefold()))
    return " ".join(word for word in _WORD.findall(bare) if word not in _ARTICLES)
