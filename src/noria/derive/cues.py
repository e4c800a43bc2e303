"""What the words around a claim's trigger tell a careful reader about its place and hour, beyond its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from noria.claims.model import Claim, PlaceRef
from noria.reference.codebook import fold

DayPart = Literal["night", "dawn", "morning", "noon", "afternoon", "evening"]

PERIOD_DAYS = 3
_VAGUE = frozenset({"month", "season", "year", "decade", "century"})
_PARTS: tuple[tuple[DayPart, str], ...] = (
    ("dawn", r"(?:at|by|before|around) (?:dawn|sunrise|daybreak)|(?:in the )?(?:early|first|small) hours|early (?:in the )?morning|pre-dawn"),
    ("morning", r"(?:in|by|during|this|that|next|the following) (?:the )?(?:late )?morning|(?:on )?\w+day morning|on the morning of"),
    ("noon", r"(?:at|by|around) (?:noon|midday)"),
    ("afternoon", r"(?:in|by|during|this|that) (?:the )?(?:late |early )?afternoon|\w+day afternoon|on the afternoon of"),
    ("evening", (r"(?:in|by|during|this|that) (?:the )?(?:late |early )?evening|\w+day evening|on the evening of|by nightfall|at (?:dusk|sunset)"
                r"|(?:at|by|toward|towards) the end of the day")),
    ("night", r"overnight|(?:at|by|during|in|on) (?:the )?(?:late )?night|(?:at|around) midnight|\w+day night|on the night of"))
_HOUR_WORD = re.compile(r"dawn|sunrise|daybreak|hours|morning|noon|midday|evening|dusk|sunset|night|end of the day", re.IGNORECASE)
_DAY_PARTS = tuple((part, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for part, words in _PARTS)
# "The Goma and Uvira regions" are not Goma, nor Uvira.
_AREA_AFTER = re.compile(
    r"(?:['’]s)?(?:,? (?:and|or) [\w'’-]+)? (?:regions?|provinces?|governorates?|countryside|areas?|districts|oblasts?|count(?:y|ies))\b", re.IGNORECASE)
_AREA_BEFORE = re.compile(
    r"\b(?:rural|parts|areas|villages|towns|countryside|outskirts|suburbs)(?: parts)?(?: (?:of|in|around|near))?(?: the)?(?: [\w'’-]+ and)? \Z", re.IGNORECASE)
_ANEW = re.compile(r"\b(?:again|another|further|second|third|fresh|renewed|new|later|subsequently|additionally|also)\b", re.IGNORECASE)
_LINE = re.compile(r"\b(?:roads?|highways?|routes?|motorways?|suppl(?:y|ies)|lines?|railways?|corridors?|axis)\b", re.IGNORECASE)
_BEFORE_REACH = 60
_PARTS_REACH = 40  # letters after the trigger within which the object stands
_LINE_REACH = 30  # letters after the trigger within which a road is what was cut
_REPELS = re.compile(r"\b(?:repel|repuls|push|dr[io]v|halt|stop|thwart|foil|beat|fend|count)", re.IGNORECASE)
_MEANT = re.compile(r"\b(?:the|this|that) (?:\w+ )?(?:city|town|village|settlement|hamlet|capital|port|island)\b(?!['’]s)|\bthere\b(?! (?:is|are|was|were|has|have|had|will|would|may|can|could)\b)", re.IGNORECASE)
_OWN = re.compile(r"\b(?:our|we|us)\b", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|this|that|its|their) (?:[\w-]+ )?(?:offensive|operation|campaign|battle|assault|invasion)\b", re.IGNORECASE)
# "The deadliest strike since 2015" counts no deaths since then.
_PERFECT = re.compile(r"\b(?:have|has) been (?:killed|wounded|injured|captured|detained)\b(?! (?:in|by|when|after|as)\b)", re.IGNORECASE)
_SUPERLATIVE = re.compile(r"\b(?:\w+est|most|first|only|worst)\b[^.;]{0,60}\bsince\b", re.IGNORECASE)
_RUNNING = re.compile(r"\bsince\b|\bso far\b|\bto date\b|\b(?:death )?toll\b|\bin total\b|\boverall\b|\b(?:have|has|had) been displaced\b|\bdisplacement\b", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:several|some|many|a number of|a few|various) (?:\w+ )?(?:locations|positions|points|posts|checkpoints|sites|parts) (?:in|inside|within|of)\b")
_QUARTERS = frozenset("district districts neighborhood neighborhoods neighbourhood neighbourhoods quarter quarters street streets block blocks "
                      "building buildings floor floors part parts".split())


@lru_cache(maxsize=100_000)
def day_part(quote: str) -> DayPart | None:
    """The hour that a sentence gives, None where it gives none or more than one."""
    if _HOUR_WORD.search(quote) is None:
        return None
    found = [part for part, words in _DAY_PARTS if words.search(quote)]
    return found[0] if len(found) == 1 else None


def stated(place: PlaceRef, quote: str) -> bool:
    """Whether the sentence itself names the place; else it was lent by a sentence around it."""
    return place.mention in quote or fold(place.mention) in fold(quote)


@lru_cache(maxsize=100_000)
def means_a_place(quote: str) -> bool:
    """Whether the sentence speaks of a place named before: "the city", "there"."""
    return _MEANT.search(quote) is not None


@lru_cache(maxsize=200_000)
def names_region(mention: str, quote: str) -> bool:
    """Whether the sentence speaks of the country around the name ("the Goma region", "villages around Goma")."""
    return any(_AREA_AFTER.match(quote, at + len(mention)) for at in _where(mention, quote))


@lru_cache(maxsize=200_000)
def names_surroundings(mention: str, quote: str) -> bool:
    """Whether what is told happened to places around the name, which is a landmark: "rural parts of Goma"."""
    return names_region(mention, quote) or any(_AREA_BEFORE.search(quote[max(0, at - _BEFORE_REACH) : at]) for at in _where(mention, quote))


def _where(mention: str, quote: str) -> Iterator[int]:
    at = quote.find(mention)
    while mention and at >= 0:
        yield at
        at = quote.find(mention, at + 1)


def anew(claim: Claim) -> bool:
    """Whether the sentence says that something of the kind had been told before: "again", "another", "also"."""
    at = claim.evidence.trigger.end - claim.evidence.span.start
    return _ANEW.search(claim.evidence.quote[: at + 12]) is not None


def cuts_a_line(claim: Claim) -> bool:
    """Whether an encirclement is of a road or supply line rather than a ring around a place."""
    start = claim.evidence.trigger.start - claim.evidence.span.start
    end = claim.evidence.trigger.end - claim.evidence.span.start + _LINE_REACH
    return _LINE.search(claim.evidence.quote[start:end]) is not None


def repels(claim: Claim) -> bool:
    """Whether a holding is of a line against an attack ("pushed back"), which says little of any one place named with it."""
    return _REPELS.search(claim.evidence.trigger_text) is not None


def speaks_of_own(claim: Claim) -> bool:
    """Whether the sentence is in the first person: its "our forces" are the speaker's."""
    return _OWN.search(claim.evidence.quote) is not None


def refers_back(claim: Claim) -> bool:
    """Whether a launch is of an operation spoken of before: "initiated the offensive", "this campaign began"."""
    start = max(0, claim.evidence.trigger.start - claim.evidence.span.start - _LINE_REACH // 2)
    return _DEFINITE.search(claim.evidence.quote[start : claim.evidence.trigger.end - claim.evidence.span.start + _LINE_REACH // 2]) is not None


def is_running(claim: Claim) -> bool:
    """Whether a sentence gives the state of a count up to a day rather than what a day added.

    "602 people have been killed", with neither a day nor a place, counts from the beginning too.
    """
    quote = claim.evidence.quote
    if _RUNNING.search(_SUPERLATIVE.sub(" ", quote)) is not None:
        return True
    placed = claim.time.basis in {"explicit", "relative"} or any(stated(place, quote) for place in claim.places)
    return not placed and _PERFECT.search(quote) is not None


def leaves_parts(claim: Claim) -> bool:
    """Whether what is given up or taken are some points inside a place: "withdrew from several positions in the city"."""
    start, end = (at - claim.evidence.span.start for at in (claim.evidence.trigger.start, claim.evidence.trigger.end))
    return _POINTS.search(claim.evidence.quote, max(0, start), end + _PARTS_REACH) is not None


def sums_up_days(claim: Claim) -> bool:
    """Whether a claim's figures are totals of its days: there are more than `PERIOD_DAYS`, and not for want of a better date (a month, a year)."""
    interval = claim.time.interval
    return interval is not None and interval.days > PERIOD_DAYS and claim.time.granularity not in _VAGUE


def of_quarters(group: str | None) -> bool:
    """Whether counted places are parts of one town ("five districts") rather than places of their own ("ten villages")."""
    return bool(set(fold(group or "").split()) & _QUARTERS)
