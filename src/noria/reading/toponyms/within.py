"""Toponyms that the words alone show: the place a dateline opens with, one inside a longer name ("Leeds City Council"), one before a
hyphen ("Lagos-based"), and the short form of the state behind a town ("Dayton, Tenn.").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from noria.reading.toponyms.model import Toponym
from noria.reference.gazetteer import Gazetteer
from noria.reference.gazetteer.entry import AREAS
from noria.reference.gazetteer.names import light
from noria.reference.lexicons import words
from noria.values.span import Span

# Words that only a town's, county's or country's own institutions and people have behind its name.
_CIVIC = frozenset("""police mayor council councillor councilor councilman court courthouse county fire sheriff school schools hospital university college
city town borough district municipality airport library museum chamber residents city parish diocese crown superior magistrates regional metropolitan
memorial general community area region transit public health mp mla mpp mep msp senator governor attorney prosecutor firefighters
""".split())
_COMMON = words("names", "starters") | words("names", "organisation_words") | words("names", "ranks") | words("names", "place_words") | _CIVIC
# A unit that bears a place's name is wherever it fights.
_UNITS = frozenset("""army armies brigade brigades battalion battalions division divisions regiment regiments corps company squadron platoon fleet navy force
forces front fronts militia militias legion martyrs shield sword falcons rifles fusiliers dragoons hussars rangers movement party resistance group union
""".split())
_STREETS = frozenset("street road avenue lane drive boulevard square terrace close highway".split())
_LINKS = frozenset(["of", "in", "at"])
_PROMINENT = 20_000  # people: from there on a name inside an organisation's is the town, not somebody's surname
_SMALL = re.compile(r"(?<![\w-])[^\W\d_A-Z]\w*(?![\w-])")
_WORD = re.compile(r"[^\s\-‑–/()]+")
_CAPS = r"[A-Z][A-Z'’]+\.?"
_DATELINE = re.compile(
    rf"(?:^|\n|(?<=[.!?\"”])\s)\s*(?P<place>{_CAPS}(?:[ -]{_CAPS}){{0,3}})(?P<after>\s*(?:,|—|–|--?\s|>>|/|\()|\s+(?=[A-Z][a-z]|A ))", re.MULTILINE)
_TAIL = r"[-‑](?:based|born|area|bound|backed|trained|raised|educated|registered|headquartered|bred|wide)\b"
_TAILED = re.compile(_TAIL)
_HYPHENED = re.compile(rf"(?<![\w-])((?:[A-Z][\w.'’]*[ ]){{0,3}}[A-Z][\w'’]+){_TAIL}")
_AREA = re.compile(r",\s+((?:[A-Z]\w+\s){0,2}[A-Z]\w+)")
_POSTAL = re.compile(r",?\s+([A-Z]{2})(?![\w.])")
_EXACT = 0.9  # likeness of a name or other name
_SHORT_AREA = re.compile(r",\s+((?:[A-Z]\.\s?){2,4}|[A-Z][A-Za-z]{1,5}\.?)(?![\w.])")


class Within:
    """Reads one document's text; `established` tells whether the document uses a name as a place's elsewhere."""

    def __init__(self, text: str, gazetteer: Gazetteer, established: Callable[[str], bool]) -> None:
        self._text = text
        self._gazetteer = gazetteer
        self._established = established
        self._small = frozenset(_SMALL.findall(text))

    def name(self, start: int, end: int, *, person: bool) -> Iterator[Toponym]:
        """The places named inside `text[start:end]`, the longer name of an organisation, or of a `person` with an office."""
        found = [(start + m.start(), start + m.end()) for m in _WORD.finditer(self._text[start:end])]
        i = 0
        while i < len(found):
            for j in range(min(len(found), i + 4), i, -1):
                if j - i < len(found) and self._named(found, i, j, person=person):
                    yield self._toponym(found[i][0], found[j - 1][1])
                    i = j
                    break
            else:
                i += 1

    def _named(self, found: list[tuple[int, int]], i: int, j: int, *, person: bool) -> bool:
        name = self._slice(found[i][0], found[j - 1][1])
        if not bears_name(name):
            return False
        around = [self._text[a:b] for a, b in found]
        before, after = around[:i], [word.lower().rstrip(".") for word in around[j:]]
        office = bool(after) and (after[0] in _CIVIC or after[0] in words("names", "ranks"))
        channel = bool(before) and not after and all(word.isupper() and len(word) > 1 for word in before)
        if _UNITS & {*after, *(word.lower() for word in before)} or _STREETS & {*after}:
            return False
        if person and not office and not channel:
            return False
        if self._established(name):
            return True
        if not before and office:
            return people(name, self._gazetteer) > 0
        linked = bool(before) and before[-1] in _LINKS and not after
        led = not before and any(word in words("names", "organisation_words") for word in after)
        return (channel or linked or led) and people(name, self._gazetteer) >= _PROMINENT

    def datelines(self) -> Iterator[Toponym]:
        """The place in capitals that a report opens with: "LILLE, France —", "OSLO (Agency) -"."""
        for match in _DATELINE.finditer(self._text):
            start, found = match.start("place"), match["place"]
            running = not match["after"].strip()
            name = self._slice(start, start + len(found))
            if running and (len(found) < 6 or match.start() not in (0, self._text.find(found))):
                continue
            if people(name, self._gazetteer) > 0:
                yield self._toponym(start, start + len(found))

    def hyphened(self) -> Iterator[Toponym]:
        """The place in "Lagos-based" and the like."""
        if _TAILED.search(self._text) is None:
            return
        for match in _HYPHENED.finditer(self._text):
            start, end = match.span(1)
            for at in [start, *(start + m.end() for m in re.finditer(" ", match[1]))]:
                name = self._slice(at, end)
                if not name.startswith(("The ", "A ")) and name.lower() not in words("names", "starters") and self._gazetteer.knows(name):
                    yield self._toponym(at, end)
                    break

    def short_area(self, end: int) -> Toponym | None:
        """The state or country in its short form behind a name that ends at `end`."""
        match = _SHORT_AREA.match(self._text, end)
        if match is None:
            return None
        short = match[1].rstrip()
        for name in (short, short + "."):
            if name.endswith(".") and any(m.entry.kind in AREAS and name in m.entry.other_names for m in self._gazetteer.matches(name)):
                return Toponym(Span(match.start(1), match.start(1) + len(short)), name)
        return None

    def addressed(self, end: int) -> bool:
        """Whether the name that ends at `end` is followed by the area it lies in: "Dayton, Tenn.", "Dayton, Tennessee"."""
        if self.short_area(end) is not None:
            return True
        match = _AREA.match(self._text, end)
        found = match[1].split() if match else []
        return any(self.is_area(" ".join(found[:n])) for n in range(len(found), 0, -1))

    def is_area(self, name: str) -> bool:
        """Whether a division or country bears exactly this name."""
        return any(m.entry.kind in AREAS and m.likeness >= _EXACT for m in self._gazetteer.matches(name))

    def common(self, name: str) -> bool:
        """Whether the document uses the word without a capital too, so that it may be no name."""
        return name.lower() in self._small

    def postal(self, end: int) -> str | None:
        """The two capitals behind a name that ends at `end` ("Waco, TX"), whatever they mean."""
        match = _POSTAL.match(self._text, end)
        return match[1] if match else None

    def _slice(self, start: int, end: int) -> str:
        return " ".join(self._text[start:end].split())

    def _toponym(self, start: int, end: int) -> Toponym:
        if self._text[start:end].endswith(("'s", "’s")):
            end -= 2
        return Toponym(Span(start, end), self._slice(start, end))


def bears_name(name: str) -> bool:
    """Whether a piece of a longer name can be a place's: no small, common or generic word, no acronym."""
    parts = name.split()
    if len(name) < 3 or not parts[0][0].isupper() or not parts[-1][0].isupper() or (name.isupper() and len(name) < 5):
        return False
    return not all(part.lower() in _COMMON for part in parts)


def is_office(word: str) -> bool:
    """Whether a word behind a place's name makes one of its institutions or office-holders of it ("Police", "Mayor", "MP")."""
    word = word.lower().rstrip(".")
    return word in _CIVIC or word in words("names", "ranks")


def people(name: str, gazetteer: Gazetteer) -> int:
    """How many live in the largest place that bears exactly this name; 0 where none does."""
    if not gazetteer.knows(name):
        return 0  # whatever sounds like it is not asked for
    folded = light(name)
    return max((max(match.entry.population, 1) for match in gazetteer.matches(name)
                if match.how == "name" or folded in {light(other) for other in match.entry.other_names}), default=0)
