"""Lexicons: what English words do in reports on armed conflict. Data (`*.toml` beside this file) with a typed loader.

A linguist extends them without Python; unknown keys are refused, so a slip of the pen is found at once.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_lexicon(name: str) -> dict[str, Any]:
    """The lexicon `name` ("names", "frames", …) as parsed TOML; treat as read-only."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(lexicon: str, key: str) -> frozenset[str]:
    """The list at `key` of `lexicon` as a set; a string there is split at white space."""
    value = load_lexicon(lexicon)[key]
    return frozenset(value.split() if isinstance(value, str) else value)
