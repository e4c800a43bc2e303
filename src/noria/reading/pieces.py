"""The words of a passage as the parser is to meet them: names and hyphenated words in one piece, asides left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noria.reading.names import Name
from noria.reading.numbers import is_figure
from noria.reading.pipeline import Piece
from noria.reference.lexicons import words

_HYPHENS = "-‑"
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "‑": "-"})
_ASIDE = re.compile(r"\((?:[^()\s]*[A-Z][^()\s]*[A-Z][^()]{0,24}|(?:about\s+|approx\.?\s+|~\s*)?[\d.,–-]+\s*(?:mi|miles?|km|kilomet\w+|feet|ft|m|yards?|nmi)\b[^()]{0,12})\)")
_AFTER_DATE = re.compile(r"\s*[–—:-]\s+(?=[\"“(]?[A-Z0-9])")
_OPENING = re.compile(r"\s*(?:(?:On|In|At|By|Since|From|Between|During|Until|Late|Early|and|to|until|on|in|the|of|–|-|,|night|morning|evening|afternoon)\b\s*|[–-]\s*|,\s*)*")
# Stands for a state that a figure counts ("46 dead and 85 wounded") before the parser, which takes "dead" for an adjective.
# Words of sum that open a sentence and that the parser ties to the first figure behind them.
SUMMING_UP = re.compile(r"(?:In all|In total|All told|All in all|Altogether|Overall|In sum),\s+")
_SHOWN_STATE = "casualties"
_HEDGES = frozenset("at least about some around over more than nearly almost up to approximately another".split())
_AFTER_STATES = frozenset([",", ".", ";", ")", '"', "and", "or", "on", "at", "across", "among", "after", "since", "over", "during", "including", "according", "from", "while", "by"])
_COMMA = re.compile(r"\s*,\s*|\s+")
_LAST_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w'’]*")

# Two words that are one attribute where its hyphen is left out, behind a preposition: "of French occupied northern Spain".
_HOLDING = frozenset("occupied held controlled backed led allied supported run administered".split())
_BEFORE_ATTRIBUTE = frozenset("of in from into to with near for against across through throughout".split())
_NO_ATTRIBUTE = frozenset("the a an its their his by in on at from to for with and or as until since".split())

# What stands behind figures without being counted by them: "between 6 and 7 am".
_NO_COUNTED = frozenset("am pm and or in on at of to the a an with for by from as was were is had who which when while o that per percent".split())

Word = tuple[int, int, str]


def asides(text: str, sentences: Sequence[tuple[int, int]], dates: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """What the parser is not shown of a passage: brackets that only abbreviate or convert, words of sum and dates that open a sentence, and
    a date that heads a list item ("12 March 2016 – …").
    """
    out = [match.span() for match in _ASIDE.finditer(text)]
    out += [match.span() for begin, _ in sentences if (match := SUMMING_UP.match(text, begin)) is not None]
    if dates:
        out += [aside for begin, end in sentences if (aside := _opening_date(text, begin, end, dates)) is not None]
        out += [(start, match.end()) for start, end in dates if any(start - begin <= 6 for begin, _ in sentences if begin <= start)
                and (match := _AFTER_DATE.match(text, end)) is not None]
    return out


def pieces(text: str, tokens: Sequence[Word], names: Sequence[Name], left_out: Sequence[tuple[int, int]] = ()) -> list[Piece]:
    """The pieces of one sentence of `text`: `tokens` are its words and `names` its names, both in offsets of `text`."""
    if left_out:
        tokens = [t for t in tokens if not any(a <= t[0] < b for a, b in left_out)]
    return _sentence(text, tokens, names)


def _opening_date(text: str, begin: int, end: int, dates: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The date phrase that opens a sentence ("On 2 August 216 BC", "Between April and July 1994,"), which the parser would tie to the name
    behind it; None where another phrase or nothing but the date stands there.
    """
    stop = begin
    for start, close in sorted(dates):
        if begin <= start < end and _OPENING.fullmatch(text, stop, start):
            stop = close
    if stop == begin:
        return None
    comma = _COMMA.match(text, stop)
    stop = comma.end() if comma else stop
    return (begin, stop) if text[stop:end].strip(" .") and not text[stop:end].startswith("'") else None


def _sentence(text: str, tokens: Sequence[Word], names: Sequence[Name]) -> list[Piece]:
    out: list[Piece] = []
    i = 0
    number_of = {name.start: number for number, name in enumerate(names)}
    while i < len(tokens):
        start, end, word = tokens[i]
        number = number_of.get(start, -1)
        if number >= 0:
            name = names[number]
            if (after := _attribute(tokens, i, name, out)) is not None:
                out.append(Piece(name.start, tokens[after][1], f"{name.text}-{tokens[after][2]}", f"{name.text}-{tokens[after][2]}"))
                i = after + 1
                continue
            out.append(Piece(name.start, name.end, name.text, shown(name.text), number))
            i = next((j for j in range(i, len(tokens)) if tokens[j][0] >= name.end), len(tokens))
            continue
        if (last := _between(tokens, i)) is not None:
            out.append(Piece(start, tokens[last][1], text[start : tokens[last][1]], tokens[last][2]))
            i = last + 1
            continue
        j = _hyphenated(tokens, i, number_of)
        if j > i:
            end = tokens[j][1]
            word = text[start:end]
        out.append(Piece(start, end, word, word if word.isalnum() else _shown_word(word)))
        i = j + 1
    return _with_states(out)


def _between(tokens: Sequence[Word], i: int) -> int | None:
    """Index of the second figure of "between eight and ten" where a noun that it counts stands behind; the parser takes "between" for a preposition."""
    if tokens[i][2].lower() != "between" or i + 4 >= len(tokens) or tokens[i + 2][2] != "and":
        return None
    low, high, follows = tokens[i + 1][2], tokens[i + 3][2], tokens[i + 4][2]
    year = len(low) == 4 and low.isdigit() and low[0] in "12"
    counts = is_figure(low) and is_figure(high) and not year and follows.isalpha() and follows.islower() and follows not in _NO_COUNTED
    return i + 3 if counts else None


def _shown_word(word: str) -> str:
    """What stands for a word with marks in it: one that begins "counter-" without its hyphen, which the parser takes for an adjective's."""
    word = word.translate(_QUOTES)
    return word.replace("-", "", 1) if word.lower().startswith("counter-") and len(word) > len("counter-") else word


def _attribute(tokens: Sequence[Word], i: int, name: Name, before: Sequence[Piece]) -> int | None:
    """Index of the participle behind a people's name at token `i` that makes one attribute of both."""
    if name.kind != "nationality" or i + 2 >= len(tokens) or tokens[i][1] != name.end or tokens[i + 1][2] not in _HOLDING or not before:
        return None
    follows = tokens[i + 2][2]
    return i + 1 if before[-1].text.lower() in _BEFORE_ATTRIBUTE and follows.isalpha() and follows.lower() not in _NO_ATTRIBUTE else None


def _with_states(row: list[Piece]) -> list[Piece]:
    """The words of `row` with states of people shown as nouns, where figures head a list of them: "46 dead and 85 wounded"."""
    if not any(piece.text in words("groups", "states") for piece in row):
        return row
    listed = False  # whether such a list, or one of bodies, is going on
    for i, piece in enumerate(row):
        counted = i > 0 and piece.name < 0 and is_figure(row[i - 1].text)
        ends = i + 1 == len(row) or row[i + 1].text in _AFTER_STATES
        before = next((row[j].text.lower() for j in range(i - 2, -1, -1) if row[j].text.lower() not in _HEDGES), "")
        if counted and piece.text in words("groups", "states") and ends and (listed or before not in ("and", ",")) and before not in ("were", "was"):
            row[i] = piece._replace(shown=_SHOWN_STATE)
            listed = True
        elif counted or (piece.name >= 0 or (piece.text.isalpha() and piece.text.lower() not in _HEDGES and piece.text not in ("and", "another"))):
            listed = counted and piece.text in ("bodies", "deaths", "fatalities", "casualties")
    return row


def _hyphenated(tokens: Sequence[Word], i: int, names: dict[int, int]) -> int:
    """Index of the last token of the hyphenated word that begins at `i` ("pro-government", "NATO-led")."""
    j = i
    while (j + 2 < len(tokens) and tokens[j + 1][2] in _HYPHENS and tokens[j][1] == tokens[j + 1][0]
           and tokens[j + 1][1] == tokens[j + 2][0] and tokens[j][2][-1].isalpha() and tokens[j + 2][2][0].isalpha()
           and tokens[j + 2][0] not in names):
        j += 2
    return j


def shown(name: str) -> str:
    """What stands for a name before the parser: its last capitalised word, or its last word ("base")."""
    last = name.rsplit(maxsplit=1)[-1]
    capital = _LAST_CAPITAL.findall(last)
    return str(capital[-1]) if capital else last.translate(_QUOTES)
