"""What stands in one cell: the words and figures of the JSON forms, short enough for a table, plain enough for a spreadsheet.

Several values in one cell are joined with `; `, in the order of the form. An empty place in such a list is kept, so that the
columns of one group (names, ids, coordinates) stay in step; a semicolon inside a value becomes a comma for the same reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Cell = str | int | float | None

SEPARATOR = "; "
_KINDS = {"cumulative": "in all", "running": "up to then", "subset": "of these"}
# How a figure was reckoned, by the rule that made its line.
RECKONED: Mapping[str, str] = {
    "casualties.increments": "single events", "casualties.balance": "total", "casualties.subset": "part of single events' figures",
    "casualties.subset-of-total": "part of a total", "casualties.background": "other times",
}


def listed(values: Iterable[object]) -> Cell:
    """Values joined into one cell. A single figure stays a figure; nothing but empty places gives an empty cell."""
    row = list(values)
    if len(row) == 1 and isinstance(row[0], (int, float)) and not isinstance(row[0], bool):
        return row[0]
    texts = [_text(value) for value in row]
    return SEPARATOR.join(texts) if any(texts) else None


def each(items: Sequence[Mapping[str, Any]], key: str, *otherwise: str) -> Cell:
    """The `key` of each item, or the first of the keys in `otherwise` that it has."""
    return listed(next((item[k] for k in (key, *otherwise) if item[k] is not None), None) for item in items)


def day_text(time: Mapping[str, Any]) -> str | None:
    """A day, or `start to end`; None where the time is unknown."""
    if time["start"] is None:
        return None
    return str(time["start"]) if time["start"] == time["end"] else f"{time['start']} to {time['end']}"


def count_text(count: Mapping[str, Any]) -> str:
    """A figure with what it counts: "at least 17 killed (soldiers)", "about 50 vehicles", "602 killed (in all)"."""
    notes = [note for note in (count["group"], _KINDS.get(count["kind"])) if note]
    return f"{_figure(count)} {count['measure']}" + (f" ({', '.join(notes)})" if notes else "")


def figure_text(count: Mapping[str, Any]) -> str:
    """The bare figure: "at least 17", "about 50", "602 (in all)"."""
    kind = _KINDS.get(count["kind"])
    return _figure(count) + (f" ({kind})" if kind else "")


def explained_text(explained: Mapping[str, Any]) -> str:
    """How much of a total single events explain: "at least 150 of it in 12 events (25 % or more)"."""
    low, high = explained["share_low"], explained["share_high"]
    share = f"{low:.0%} or more" if high is None else f"{low:.0%}" if low == high else f"{low:.0%} to {high:.0%}"
    number = len(explained["events"])
    return f"{range_text(explained['low'], explained['high'])} of it in {number} event{'s' if number != 1 else ''} ({share})"


def range_text(low: int | None, high: int | None) -> str | None:
    """`12`, `12-20`, `at least 12`, `up to 20`; None where neither bound is known."""
    if low is None:
        return None if high is None else f"up to {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low}-{high}"


def counts_text(counts: Sequence[Mapping[str, Any]]) -> Cell:
    return listed(count_text(count) for count in counts)


def parties_text(parties: Sequence[Mapping[str, Any]], role: str) -> Cell:
    """The names of the parties in one role, "actor" or "target"."""
    return listed(party["name"] for party in parties if party["role"] == role)


def judged_text(judged: Mapping[str, Any] | None) -> str | None:
    """What became of a claim, and the last who decided: "rejected by Ada on 2031-05-06: a drill, not an attack"."""
    if judged is None:
        return None
    last = judged["judgements"][-1]
    return f"{judged['verdict']} by {last['made_by']} on {last['made_at'][:10]}: {last['reason']}"


def _figure(count: Mapping[str, Any]) -> str:
    about = "about " if count["approximate"] and count["low"] == count["high"] else ""
    return about + (range_text(count["low"], count["high"]) or "")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace(";", ",")
