"""Names and words as look-ups compare them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARTICLES = {"the", "a", "an", "al", "el", "as", "at", "ad", "ar", "az", "ash"}


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A name as look-ups compare it: no case, accents, punctuation, possessive or article; words joined by one space."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"[ʼ’'`´]s\b", "", plain)
    words = re.split(r"[^\w]+", re.sub(r"[ʼ’'`´ʿʾ]", "", plain))
    return " ".join(word for word in words if word and word not in _ARTICLES)
