"""Quantities in English text as ranges: figures, number words, vague plurals and the hedges around them.

Conventions (the claim format's): "at least 17" is 17..None, "more than 45" 46..None, "up to 35,000" None..35000, "around 50,000"
50000..50000 and approximate, "dozens" 24..None, "hundreds" 200..None, "thousands" 2000..None, each approximate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = {word: value for value, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split())}
_TENS = {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "score": 20}
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "tens of thousands": 20_000,
          "hundreds of thousands": 200_000, "millions": 2_000_000, "tens": 20}

_WORD = "|".join(sorted((*_UNITS, *_TENS), key=len, reverse=True))
_SCALE = "|".join(_SCALES)
_FIGURE = r"\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?![\d])|\d+(?:\.\d+)?"
_WORDS = rf"(?:(?:{_WORD})(?:[\s-]+(?:{_WORD}))?|an?|half\s+a)(?:[\s-]+(?:{_SCALE}))+(?:\s+and\s+(?:{_WORD})(?:[\s-]+(?:{_WORD}))?)?|(?:{_WORD})(?:-(?:{_WORD}))?"
_VALUE = rf"(?:(?:{_FIGURE})(?:\s+(?:hundred|thousand|million|billion|dozen))?|{_WORDS})"
_VAGUE |= {f"{few} {scale}": 24 if scale == "dozen" else 2 * _SCALES[scale] for few in ("several", "a few", "many") for scale in ("dozen", "hundred", "thousand", "million")}
_VAGUE_RE = "(?:" + "|".join(sorted(_VAGUE, key=len, reverse=True)).replace(" ", r"\s+") + ")"

_AT_LEAST = (r"at\s+least|at\s+minimum|no\s+fewer\s+than|no\s+less\s+than|not\s+fewer\s+than|not\s+less\s+than|a\s+minimum\s+of|upwards?\s+of"
             r"|as\s+many\s+as\s+at\s+least")
_MORE_THAN = r"more\s+than|over|in\s+excess\s+of|exceed(?:s|ed|ing)?|greater\s+than|well\s+over|upward\s+of\s+over|above"
_UP_TO = r"up\s+to|as\s+many\s+as|at\s+most|no\s+more\s+than|not\s+more\s+than|a\s+maximum\s+of|as\s+much\s+as"
_LESS_THAN = r"fewer\s+than|less\s+than|under"
_ABOUT = r"around|about|some|approximately|approx\.?|roughly|nearly|almost|close\s+to|an?\s+estimated|an?\s+reported|circa|c\.|~|≈|just\s+over|just\s+under|perhaps"

_PATTERN = re.compile(
    rf"(?<![\w.,/:$€£-])(?:(?P<hedge>(?P<at_least>{_AT_LEAST})|(?P<more>{_MORE_THAN})|(?P<up_to>{_UP_TO})|(?P<less>{_LESS_THAN})"
    rf"|(?P<about>{_ABOUT}))\s*)?(?:(?P<inner>{_ABOUT})\s*)?(?:between\s+|from\s+)?"
    rf"(?:(?P<vague>{_VAGUE_RE})|(?P<low>{_VALUE})(?:\s*(?:–|-|—|to|or|and)\s*(?P<high>{_VALUE}))?)"
    rf"(?P<plus>\+|\s+or\s+more)?(?![\w%]|[.,:/]\d|-\w|\s+per\s*cent|\s+percent)", re.IGNORECASE)

# What every quantity has: a figure or one of these words.
_FIGURES = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBERS = frozenset((*_UNITS, *_TENS, *_SCALES, *(word for vague in _VAGUE for word in vague.split()))) - {"a", "of", "few", "several", "many"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text[start:end]` says between `low` and `high`; None is an open end."""

    start: int
    end: int
    low: int | None
    high: int | None
    approximate: bool = False


def read_numbers(text: str) -> list[Quantity]:
    """Every quantity of `text` in order. Ordinals, percentages, decimals with units, clock times and codes are not quantities."""
    return list(_scan(text)) if _FIGURES.search(text) or not _NUMBERS.isdisjoint(_LETTERS.findall(text.lower())) else []


def is_figure(word: str) -> bool:
    """Whether one word can be a quantity: "46", "1,200", "nine", "dozens"."""
    return word[:1].isdigit() or word.lower() in _UNITS or word.lower() in _TENS or word.lower() in _SCALES or word.lower() in _VAGUE


def _scan(text: str) -> Iterator[Quantity]:
    at = 0
    while (match := _PATTERN.search(text, at)) is not None:
        found = _quantity(match)
        at = match.end() if found is None else found.end
        if found is not None:
            yield found


def _quantity(match: re.Match[str]) -> Quantity | None:
    hedged_about = match["about"] is not None or match["inner"] is not None
    if match["vague"] is not None:
        words = re.sub(r"\s+", " ", match["vague"].lower())
        return Quantity(match.start(), match.end(), _VAGUE[words], None, approximate=True)
    low = _value(match["low"])
    high = _value(match["high"]) if match["high"] else None
    if low is None:
        return None
    joined = match.group(0).lower()
    scale = re.search(rf"\b({_SCALE})$", match["high"].lower()) if match["high"] else None
    if scale and not re.search(rf"\b({_SCALE})\b", match["low"].lower()):
        low *= _SCALES[scale[1]]  # "two to three hundred"
    if high is not None and (high <= low or (" and " in joined and "between" not in joined)):
        # "2 or 3" and "4 to 6" are ranges; "17 and 8" are two figures, of which the first is read here
        first_end = match.start("low") + len(match["low"])
        return Quantity(match.start(), first_end, *_bounds(match, low), approximate=hedged_about)
    if high is not None:
        return Quantity(match.start(), match.end(), low, high, approximate=hedged_about)
    return Quantity(match.start(), match.end(), *_bounds(match, low), approximate=hedged_about)


def _bounds(match: re.Match[str], value: int) -> tuple[int | None, int | None]:
    if match["at_least"] is not None or match["plus"] is not None:
        return value, None
    if match["more"] is not None:
        return value + 1, None
    if match["up_to"] is not None:
        return None, value
    if match["less"] is not None:
        return None, max(value - 1, 0)
    return value, value


def _value(text: str) -> int | None:
    """The number that figures or words name; None for a fraction that is no whole number ("3.5")."""
    words = re.split(r"[\s-]+", text.strip().lower())
    total, current = 0.0, 0.0
    for word in words:
        if word in ("and", "a", "an"):
            current = current or (1.0 if word != "and" else current)
        elif word == "half":
            current = 0.5
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total += (current or 1) * _SCALES[word]
            current = 0.0
        else:
            current += float(re.sub(r"[,\u202f\u00a0]", "", word))
    value = total + current
    return int(value) if value == int(value) else None
