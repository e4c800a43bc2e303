"""Proper names found on the surface, before the parse, so that the parser meets "Tell Malah" as one word.

A name is a run of capitalised words with the small words that may stand inside ("Rally for Congolese Democracy", "Jabal Zayn
al-Abidin", "66th Brigade base"). What kind of name it is follows from its words, from what codebook and gazetteer know, and
only then from the entity label of the parse (`settle_kind`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, Protocol

from noria.reading.frames import noun_frames
from noria.reading.numbered import shared_numbers
from noria.reading.numbers import read_numbers
from noria.reading.output import NameKind
from noria.reference.codebook import PEOPLE, Codebook, fold
from noria.reference.lexicons import load_lexicon, words

_WORD = re.compile(r"(?:[^\W_](?:[\w'’ʼ`´&]|[-‑/](?=[\w'’ʼ])|–(?=[A-ZÀ-Þ])|\.(?=\w))*)\.?")
_ARTICLE_PREFIX = re.compile(r"(?:al|el|as|ad|ash|an|at|ar|az|us|ul|ad|es|et|ez|er)[-‑]['’ʼ]?[A-ZÀ-Þ]")
_ADJECTIVE_TAIL = re.compile(r"[-‑](?:[a-z]+ed|led|held|based|run|built|made|wide|born|owned|speaking|style|era|bound)$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_EQUIPMENT = re.compile(r"(?:[A-Z][A-Za-z]{0,4}[-‑]?\d+[A-Za-z\d/-]*|No)$")
_CODE = re.compile(r"[A-Z]{1,2}\d{2}")
_POSSESSIVE = re.compile(r"(?:['’ʼ]s|(?<=s)['’ʼ])$")
_CONTRACTION = re.compile(r"\w['’ʼ](?:ve|re|ll|m|d)$|n['’ʼ]t$")
BATTLE_OF = re.compile(r"(?:(?:First|Second|Third|Fourth|Last) )?(?:Battle|Siege|Defen[cs]e|Sack|Liberation|Fall|Relief) of (?:the )?(?=[A-Z]|[ae][lnrdst]h?-)")
_CALLED_AFTER = re.compile(r"(?:\d{4} )?(?P<place>.+) (?:offensive|counteroffensive|campaign|uprising|massacre|siege|landings?|insurgency|rebellion)", re.IGNORECASE)
_NEVER = frozenset("the a an this that these those in on at by to from with and but or if when while he she it they we i".split())
_AMBIGUOUS_TAIL = frozenset("state front parliament".split())
_HELD = frozenset("base camp depot warehouse checkpoint outpost headquarters barracks".split())
_SETTLEMENTS = frozenset("city town village hamlet suburb neighbourhood neighborhood settlement".split())
_BETWEEN = re.compile(r",? and (?:the )?|, ")
_PLURAL_OF = re.compile(r"\b(cities|towns|villages|hamlets|settlements|suburbs|neighbou?rhoods|districts|provinces|governorates|counties|islands) of (?:the )?$", re.IGNORECASE)
_PLURAL_AFTER = re.compile(r" (?:air ?bases|airports|villages|towns|neighbou?rhoods|districts|provinces|governorates|counties|regions|zones|woredas|townships|oblasts|cantons|camps|passes)\b")
_HEIGHTS = frozenset("hill mountain mount hilltop".split())
_NO_PLACE = words("names", "ranks") | words("names", "organisation_words") | words("names", "starters") | words("names", "place_words")
_LINKED = words("names", "organisation_words") | words("names", "event_words") | frozenset("""citadel fortress gulf bay strait straits plain valley cape isle port cathedral sea
university rally chief head state bank republic kingdom islamic
""".split())
_DELIBERATING = frozenset("commission committee conference council panel office centre center institute commissioner rapporteur".split())
_NUMBERED = frozenset("hill point height highway route km brigade division regiment battalion no district sector zone base camp street post".split())
# What a capital makes no name of behind "the": "large parts of the Governorate", "the Territory of New Guinea".
_MERE_KINDS = frozenset("""city town village hamlet suburb neighbourhood neighborhood district county province governorate region territory countryside island
municipality quarter street canton oblast raion base airport zone state""".split())
_OWNED = frozenset("heights hill hills ridge drift ford farm bay point landing crossing creek gap pass".split())
# What is a site only with a word that says of which kind: "Ghazni police headquarters", "X training ground".
_SITES_OF_A_KIND = frozenset("headquarters ground grounds building line".split())
_ORGANISATION_TAIL_SITE = frozenset("base airbase headquarters barracks camp position positions academy".split())

# Feature words that belong to the name ("Donets river"); the others ("town", "province") only say what it is.
_ADMIN_WORDS = frozenset("""city town village hamlet suburb neighbourhood neighborhood district county province governorate department region
territory territories countryside outskirts area island municipality quarter coast border front street state hilltop side
""".split())


class Toponyms(Protocol):
    """The look-up this module needs of a gazetteer."""

    def tabled(self, name: str) -> bool: ...
    def knows(self, name: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Name:
    """`text[start:end]` is a proper name. `kind` is "other" where words and look-ups do not tell."""

    start: int
    end: int
    text: str
    kind: NameKind
    feature: str | None = None
    initial: bool = False
    sure: bool = True
    known: bool = False


# What a body may be for: nouns of this form name no person and no place.
_ABSTRACT = re.compile(r"(?:tion|sion|ment|ity|ness|ance|ence|ice|ace|ship|ure|ics|gy|ing|ism|uth|fare|rights|relief|refugees|affairs|emergencies)$")


class _Word(NamedTuple):  # every word of a document is one, made three times faster than a dataclass
    start: int
    end: int
    text: str
    lower: str
    possessive: bool = False


class NameFinder:
    """Finds names in sentences, with one codebook and one gazetteer at its back."""

    def __init__(self, codebook: Codebook, gazetteer: Toponyms) -> None:
        self._codebook = codebook
        self._gazetteer = gazetteer
        self._sites = {fold(n) for site in codebook.sites for n in (site.name, *site.other_names)}

    def find(self, sentence: str, barred: Sequence[tuple[int, int]] = (), *, headline: bool = False) -> list[Name]:
        """Names of one sentence in order. `barred` ranges (dates) hold no name; a headline's capitals prove little."""
        tokens = _words(sentence)
        title_case = headline or (not sentence.rstrip().endswith((".", ".”", '."')) and _is_title_case(tokens))
        out: list[Name] = []
        i = 0
        while i < len(tokens):
            j = self._run(sentence, tokens, i, barred)
            if j == i:
                i += 1
                continue
            if title_case and j - i > 1:
                out.extend(self._known_within(sentence, tokens[i:j]))
            elif self._whose_town(sentence, tokens, i, j):
                out += [self._name(sentence, tokens, i, i + 1), self._name(sentence, tokens, i + 1, j)]
            else:
                out.append(self._name(sentence, tokens, i, j))
            i = j
        return _numbered(sentence, _listed(sentence, out))

    def _run(self, sentence: str, tokens: list[_Word], i: int, barred: Sequence[tuple[int, int]]) -> int:
        """Index behind the name that begins at word `i`, `i` itself where none does."""
        if not _may_open(sentence, tokens, i, barred):
            return i
        j = i + 1
        while j < len(tokens) and not (tokens[j - 1].possessive and not _owned_feature(tokens, i, j)) and _touch(sentence, tokens[j - 1], tokens[j]):
            if _capital(tokens[j]) and not _barred(tokens[j], barred) and tokens[j].lower not in words("names", "days_and_months"):
                j += 1
            elif (k := _bridge(sentence, tokens, i, j, barred)) > j or (k := self._and(sentence, tokens, i, j)) > j:
                j = k
            elif _number_tail(tokens, j):
                j += 1
            else:
                break
        if not tokens[j - 1].possessive:
            j += _site_tail(sentence, tokens, i, j)
        if j == i + 1 and (_ORDINAL.search(tokens[i].text) or (tokens[i].lower in _MERE_KINDS and i > 0 and tokens[i - 1].lower == "the")):
            return i
        return j

    def _whose_town(self, sentence: str, tokens: list[_Word], i: int, j: int) -> bool:
        """Whether the first word of a name only says who lives there: "the Kurdish Sheikh Maqsood neighbourhood"."""
        if j == i + 1 or not is_people(tokens[i].text) or is_people(tokens[j - 1].text):
            return False
        last = tokens[j].lower if j < len(tokens) and _touch(sentence, tokens[j - 1], tokens[j]) else tokens[j - 1].text
        return last in _SETTLEMENTS | {"canton", "quarter"} and not self._gazetteer.knows(sentence[tokens[i].start : tokens[j - 1].end])

    def _and(self, sentence: str, tokens: list[_Word], i: int, j: int) -> int:
        """Index behind the word that "and" joins to a body's name ("the Peace and Development Network", "Commission for Truth and
        Reconciliation"), `j` where it joins two names: what stands between must be an abstract noun, not somebody.
        """
        if tokens[j].lower != "and" or j + 1 >= len(tokens) or not _capital(tokens[j + 1]) or not _touch(sentence, tokens[j], tokens[j + 1]):
            return j
        after = j + 1
        while after < len(tokens) and _capital(tokens[after]) and (after == j + 1 or _touch(sentence, tokens[after - 1], tokens[after])):
            after += 1
        if self._gazetteer.knows(sentence[tokens[i].start : tokens[after - 1].end]):
            return after  # "Bosnia and Herzegovina"
        purposes = [tokens[m] for m in range(i + 1, j) if tokens[m - 1].lower in ("for", "of", "on")]
        if purposes and tokens[i].lower in words("names", "organisation_words") and self._abstract(tokens[j - 1]) and self._abstract(tokens[j + 1]):
            return j + 2
        named = j == i + 1 and i > 0 and tokens[i - 1].lower == "the" and tokens[after - 1].lower in words("names", "organisation_words")
        return after if named and after > j + 2 and self._abstract(tokens[i]) else j

    def _abstract(self, word: _Word) -> bool:
        if word.lower in ("peace", "justice", "truth", "conflict", "defence", "defense", "jihad"):
            return True
        return bool(_ABSTRACT.search(word.lower)) and not self._gazetteer.knows(word.text) and self._codebook.actor(word.text) is None

    def _name(self, sentence: str, tokens: list[_Word], i: int, j: int) -> Name:
        start, end = tokens[i].start, tokens[j - 1].end
        text = sentence[start:end]
        following = tokens[j].lower if j < len(tokens) and _touch(sentence, tokens[j - 1], tokens[j]) else None
        before = [token.lower for token in tokens[max(0, i - 2) : i]]
        feature = None
        if following in words("names", "place_words") and not tokens[j - 1].possessive:
            feature = following
        elif len(before) == 2 and before[1] == "of" and before[0].rstrip("s") in words("names", "place_words"):
            feature = before[0].rstrip("s")
        if feature in _HELD and feature == following and self._holds(text, before):
            feature = None
        kind = self._kind(text, [t.lower for t in tokens[i:j]])
        code = kind == "equipment" and _CODE.fullmatch(text) is not None
        if code and following is not None and following in words("groups", "forces") | {f"{force}s" for force in words("groups", "forces")}:
            return Name(start, end, text, "actor")  # "M23 fighters"
        if kind == "person" and ((feature in _SETTLEMENTS and before[-1:] == ["of"]) or feature in _ADMIN_WORDS - {"front", "side"}):
            kind = "place"  # "the village of Sheikh Miskin", "Sheikh Zayed district"
        if kind == "person" and self._gazetteer.tabled(text):
            return Name(start, end, text, "place", feature, _initial(sentence, tokens, i), sure=False, known=True)  # "Shaykh Hilal" of a table is a village
        if kind == "other" and feature is not None and feature not in ("front", "border", "state"):
            kind = "place"
        initial = _initial(sentence, tokens, i)
        if kind == "other" and text.lower().rstrip(".") not in _NO_PLACE and not (text.isupper() and len(text) < 6) and self._gazetteer.knows(text):
            return Name(start, end, text, "place", feature, initial, sure=feature is not None, known=True)
        if code and before[-1:] == ["the"]:
            return Name(start, end, text, kind, None, initial, sure=False)  # "the M23" is no rifle where it acts
        known = kind == "event" and (place := event_place(text)) != text and (
            text == f"Battle of {place}" or place.rsplit(maxsplit=1)[-1].lower() in words("names", "place_words") or self._gazetteer.knows(place))
        return Name(start, end, text, kind, feature, initial, sure=kind != "other", known=known)

    def _holds(self, text: str, before: Sequence[str]) -> bool:
        """Whether a name before "base", "depot" or the like is whose it is: an acronym, or any unknown name of one of several ("a Mahdist camp")."""
        return text.isupper() or (not {"a", "an"}.isdisjoint(before) and not self._gazetteer.knows(text))

    def _kind(self, text: str, parts: list[str]) -> NameKind:
        key = fold(text)
        actor = self._codebook.actor(text)
        if actor is not None:
            return "person" if actor.kind in PEOPLE else "actor"
        if key in self._sites:
            return "place"
        if self._codebook.source(text) is not None:
            return "actor"
        last = parts[-1]
        if text.rsplit(maxsplit=1)[-1].islower() and (last in words("names", "place_words") or (len(parts) > 2 and last in _SITES_OF_A_KIND)):
            return "place"  # "General Wood barracks"
        own = parts[1:] if len(parts) > 1 and parts[0] in words("names", "compass") else parts  # "South Sudanese"
        if all(is_people(people) for part in own for people in re.split(r"[-‑–]", part)):
            return "nationality"
        if _EQUIPMENT.search(text.rsplit(maxsplit=1)[-1]) and last not in _NUMBERED and parts[0] not in words("names", "place_openers"):
            return "equipment"
        if parts in (["western", "front"], ["eastern", "front"]):
            return "place"
        if last in words("names", "organisation_words") or (len(parts) > 2 and last in words("names", "compass") and parts[-2] in words("names", "organisation_words")):
            return "actor"  # "Operational Command South" too
        if len(parts) > 1 and (last == "line" or (len(parts) > 2 and last in ("field", "fields") and parts[-2] in ("gas", "oil"))):
            return "place"  # "the Gothic Line"
        if parts[0] in words("names", "ranks") and len(parts) > 1:
            return "person"
        if parts[0] in words("names", "organisation_words") and any(part in ("of", "for") for part in parts):
            return "actor"  # "Institute for the Study of War" is no event
        if last in words("names", "event_words") or (last in ("day", "eve") and len(parts) > 1) or parts[0] in ("battle", "siege", "operation", "treaty") or BATTLE_OF.match(text) or (
                len(parts) > 2 and parts[1] == "operation" and is_people(parts[0])):
            return "event"
        if (last in words("names", "place_words") and last not in _AMBIGUOUS_TAIL) or (len(parts) > 1 and parts[0] in words("names", "place_openers")):
            return "place"
        if len(parts) > 1 and last.isdigit() and parts[0] in words("names", "place_words"):
            return "place"  # "District No. 2"
        if len(parts) == 2 and last.isdigit() and parts[0] in words("groups", "armies"):
            return "actor"  # "Division 13"
        if any(part in ("of", "for") for part in parts):
            return "actor"
        if len(parts) > 1 and parts[1] in words("names", "ranks"):
            return "person"
        return "other"

    def _known_within(self, sentence: str, run: list[_Word]) -> list[Name]:
        """The known names inside a run of title case, longest first."""
        out: list[Name] = []
        i = 0
        while i < len(run):
            for j in range(len(run), i, -1):
                text = sentence[run[i].start : run[j - 1].end]
                known = self._codebook.actor(text) or self._codebook.source(text) or fold(text) in self._sites
                if known or ((j - i > 1 or run[i].lower not in words("names", "starters")) and self._gazetteer.knows(text)):
                    kind = self._kind(text, [t.lower for t in run[i:j]])
                    out.append(Name(run[i].start, run[j - 1].end, text, "place" if kind == "other" else kind))
                    i = j
                    break
            else:
                if run[i].lower in _demonyms():
                    out.append(Name(run[i].start, run[i].end, run[i].text, "nationality"))
                i += 1
        return out


def event_place(text: str) -> str:
    """What an event is named after: X of "Battle of X" and of "X offensive"; `text` itself where it is named after nothing."""
    called = _CALLED_AFTER.fullmatch(text)
    return called["place"] if called else BATTLE_OF.sub("", text)


def _listed(sentence: str, names: list[Name]) -> list[Name]:
    """Names in one list with a sure place are places too: "the villages of A, B and C", "Fort X and Y", "the A and B districts"."""
    out: list[Name] = []
    run: list[Name] = []
    for name in names:
        if run and _BETWEEN.fullmatch(sentence[run[-1].end : name.start]) is None:
            out += _places_of_list(sentence, run)
            run = []
        run.append(name)
    return out + _places_of_list(sentence, run)


def _numbered(sentence: str, names: list[Name]) -> list[Name]:
    """With each of those that share the last word of a numbered body: "15th" of "the 15th and 31st Divisions"."""
    out: list[Name] = []
    for name in names:
        for start, end in shared_numbers(sentence, name.start, name.text):
            if out and start < out[-1].end:
                out[-1] = replace(out[-1], kind="actor", sure=True)
            else:
                out.append(Name(start, end, sentence[start:end], "actor"))
        out.append(name)
    return out


def _places_of_list(sentence: str, run: list[Name]) -> list[Name]:
    """A run of names with nothing but commas and "and" between them; all places if their common noun or one of their number says so."""
    if len(run) < 2:
        return run
    before = sentence[: run[0].start]
    opened = _PLURAL_OF.search(before)
    if opened is not None or _PLURAL_AFTER.match(sentence, run[-1].end):
        feature = opened[1].lower().removesuffix("s") if opened is not None else None
        return [n if n.kind in ("nationality", "actor") else replace(n, kind="place", feature=n.feature or feature, sure=True) for n in run]
    closed = sentence[run[-2].end : run[-1].start].lstrip(", ").startswith("and")
    fronted = len(before.split()) < 3 and len(run) > 2
    if not closed or fronted or not any(n.kind == "place" and n.sure for n in run):
        return run
    return [replace(n, kind="place", sure=True) if n.kind == "other" or (n.kind == "place" and not n.text.isupper()) else n for n in run]


def settle_kind(name: Name, entity: str, tag: str) -> NameKind | None:
    """The kind of a name once the parse is known; None where a lone word at the head of a sentence proves to be no name."""
    by_entity: dict[str, NameKind] = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "actor",
                                      "NORP": "nationality", "PRODUCT": "equipment", "EVENT": "event"}
    if name.kind == "place" and not name.sure:
        if name.initial and " " not in name.text and tag not in ("NNP", "NNPS"):
            return None
        return by_entity[entity] if entity in ("PERSON", "ORG", "NORP") else "place"
    if name.kind != "other":
        return name.kind
    if entity in by_entity:
        return by_entity[entity]
    if " " not in name.text and name.initial and tag not in ("NNP", "NNPS"):
        return None
    return "other"


def is_people(word: str) -> bool:
    """Whether a word is a nationality's ("Greek")."""
    return word.lower() in _demonyms()


def _demonyms() -> dict[str, str]:
    return _DEMONYMS


_DEMONYMS = {word.lower(): code for code, listed in load_lexicon("demonyms").items() for word in listed.split()}


def _words(sentence: str) -> list[_Word]:
    out = []
    for match in _WORD.finditer(sentence):
        text, end = match.group(0), match.end()
        if text.endswith(".") and not _abbreviation(text):
            text, end = text[:-1], end - 1
        possessive = None if text.isalpha() else _POSSESSIVE.search(text)
        if possessive:
            text, end = text[: possessive.start()], end - len(possessive.group(0))
        if text:
            out.append(_Word(match.start(), end, text, text.lower().rstrip("."), possessive is not None))
    return out


def _abbreviation(text: str) -> bool:
    bare = text[:-1].lower()
    return bare in words("names", "ranks") or (len(bare) == 1 and bare.isalpha()) or "." in bare or bare in ("st", "no")


def _capital(word: _Word) -> bool:
    text = word.text
    if _ADJECTIVE_TAIL.search(text):
        return False
    return text[0].isupper() or bool(_ARTICLE_PREFIX.match(text))


def _may_open(sentence: str, tokens: list[_Word], i: int, barred: Sequence[tuple[int, int]]) -> bool:
    word = tokens[i]
    if word.text[0].islower() and word.text.isalpha():
        return False
    if _barred(word, barred) or word.lower in words("names", "days_and_months"):
        return False
    if _ORDINAL.search(word.text):
        return i + 1 < len(tokens) and _capital(tokens[i + 1]) and _touch(sentence, word, tokens[i + 1])
    if not _capital(word) or (len(word.text) == 1 and word.text in "AI") or _CONTRACTION.search(word.text):
        return False
    if _initial(sentence, tokens, i) and (word.lower in words("names", "starters") or _common(word.lower)):
        # "Heavy" or "Army" opens no name where every first word has a capital; "Major Ivanov" does
        follows = i + 1 < len(tokens) and _capital(tokens[i + 1]) and _touch(sentence, word, tokens[i + 1])
        return follows and (word.lower in words("names", "ranks") | words("names", "place_openers") or tokens[i + 1].lower in _HEIGHTS)
    return word.lower not in _NEVER


@lru_cache(maxsize=20_000)
def _common(word: str) -> bool:
    """Whether a word is a common noun of this field ("Firefights", "Residents"), so that its capital at the head proves nothing."""
    if read_numbers(word):
        return True
    forms = (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y")
    return any(form in noun_frames() or any(form in words("groups", key) for key in ("forces", "people", "places", "weapons", "vehicles", "aircraft"))
               for form in forms)


def _initial(sentence: str, tokens: list[_Word], i: int) -> bool:
    """Whether a capital here proves nothing: the first word, or the first after a colon, quote mark or bullet."""
    return i == 0 or sentence[tokens[i - 1].end : tokens[i].start].strip(" ,;()-") != ""


def _touch(sentence: str, left: _Word, right: _Word) -> bool:
    gap = sentence[left.end : right.start]
    return gap in (" ", "-", "") or (gap == ". " and _abbreviation(left.text + "."))


def _barred(word: _Word, barred: Sequence[tuple[int, int]]) -> bool:
    return any(start < word.end and word.start < end for start, end in barred)


def _bridge(sentence: str, tokens: list[_Word], i: int, j: int, barred: Sequence[tuple[int, int]]) -> int:
    """Index behind the capitalised word that small words at `j` lead to, `j` where they lead nowhere."""
    linking = tokens[j].lower in ("of", "for", "on")
    if linking:
        head = tokens[j - 1].lower
        within = any(tokens[m].lower in ("of", "for") and tokens[m - 1].lower in words("names", "organisation_words") for m in range(i + 1, j))
        if within and tokens[j].lower == "of" and not any(tokens[m].lower == "of" for m in range(i + 1, j)):
            pass  # "Institute for the Study of War"
        elif head not in (_DELIBERATING if tokens[j].lower == "on" else _LINKED) and not (tokens[i].lower == "operation" and j > i + 1 and tokens[j].lower == "of"):
            return j
        if head in words("names", "ranks"):
            return j
    elif tokens[j].lower not in words("names", "particles"):
        return j
    k = j + 1
    while k < len(tokens) and tokens[k].lower in ("the", "al", "de", "la", "der", "den") and tokens[k].text[0].islower():
        k += 1
    if k < len(tokens) and _capital(tokens[k]) and not _barred(tokens[k], barred) and all(
            _touch(sentence, tokens[m], tokens[m + 1]) for m in range(j - 1, k)):
        return k + 1
    return j


def _owned_feature(tokens: list[_Word], i: int, j: int) -> bool:
    """Whether a feature of the land is called after somebody: "Marye's Heights"."""
    return j == i + 1 and tokens[j].text[0].isupper() and tokens[j].lower in _OWNED


def _number_tail(tokens: list[_Word], j: int) -> bool:
    return tokens[j].text.isdigit() and len(tokens[j].text) < 5 and tokens[j - 1].lower in _NUMBERED


def _site_tail(sentence: str, tokens: list[_Word], i: int, j: int) -> int:
    """How many lower-case words behind a name make it a site's: "66th Brigade base" one, "Ghazni power station" two, mostly none."""
    if (tokens[j - 1].text.isupper() and not _numbered_site(tokens, j)) or (j == i + 1 and tokens[i].lower in _DEMONYMS):
        return 0
    for length in (2, 1, 0):
        k = j + length
        if k >= len(tokens) or not all(_touch(sentence, tokens[m - 1], tokens[m]) for m in range(j, k + 1)):
            continue
        if not all(tokens[m].lower in words("names", "site_modifiers") for m in range(j, k)) or not tokens[k].text[0].islower():
            continue
        tail = tokens[k].lower
        if tail in _HELD and i > 0 and {"a", "an"} & {t.lower for t in tokens[max(0, i - 2) : i]} and not tokens[i].text[0].isdigit():
            continue
        if (tail not in words("names", "place_words") and not (length and tail in _SITES_OF_A_KIND)) or (tail in _ADMIN_WORDS and not length) or (
                tail in _HEIGHTS and tokens[i].lower in words("names", "place_openers")):
            continue
        if tail not in _ORGANISATION_TAIL_SITE and tokens[j - 1].lower in words("names", "organisation_words") and not length:
            continue
        return length + 1
    return 0


def _numbered_site(tokens: list[_Word], j: int) -> bool:
    """Whether a code and the words behind it name a site or a road: "T4 airbase", "A1 highway"; not the acronym of a force."""
    return any(c.isdigit() for c in tokens[j - 1].text) and " ".join(t.lower for t in tokens[j : j + 2]).startswith(
        ("airbase", "air base", "airport", "airfield", "highway", "motorway", "road", "bridge"))


def _is_title_case(tokens: list[_Word]) -> bool:
    long = [token for token in tokens if len(token.text) > 3 and token.text[0].isalpha() and token.lower not in words("names", "days_and_months")]
    return len(long) >= 5 and sum(token.text[0].isupper() for token in long) > 0.8 * len(long)
