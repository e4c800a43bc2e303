"""Keys under which a place name is looked up, from strict to loose.

`light` forgives case, accents and punctuation; `loose` also the article and the common short forms (St, Mt); `skeleton` keeps the
consonants alone, so that romanisations of one name meet (Kafr Nabl and Kafranbel). A skeleton hit is only a proposal: `likeness` judges it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

_SPECIAL = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "ħ": "h",
                          "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه"})  # Arabic letters that writers and keyboards exchange
_MARKS = str.maketrans(dict.fromkeys("'’‘ʼ`´ʿʾʻ′ʹʺ\u0640", ""))
_POSSESSIVE = re.compile(r"['’ʼ]s$|(?<=s)['’ʼ]$")
_BREAK = re.compile(r"[\W_]+")
_ACRONYM = re.compile(r"[A-Z]{2,4}|(?:[A-Z]\.\s?){1,4}[A-Z]\.?|(?:[A-Z]\.\s?)?[A-Z][a-z]{1,4}\.")
# The definite article of Arabic in the forms that sun letters give it, and that of English.
ARTICLES = frozenset({"the", "al", "el", "ul", "il", "as", "es", "ash", "esh", "ad", "ed", "ar", "er", "az", "ez", "at", "et", "an", "en",
                      "adh", "ath"})
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
# Digraphs of romanised Arabic, Persian, Cyrillic, and the letters that romanisations exchange for one another.
_DIGRAPHS = (("sch", "s"), ("sh", "s"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("zh", "j"), ("dj", "j"), ("ph", "f"), ("ck", "k"),
             ("x", "ks"))
_EXCHANGED = str.maketrans({"q": "k", "c": "k"})
_ARABIC_ARTICLE = re.compile(r"(?<![^ ])ال(?=\w{2})")
# Arabic letters by their consonants (what romanisations agree on), Cyrillic ones as English texts write them.
_LATIN = str.maketrans(dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "a b t th j h kh d dh r z s sh s d t z - gh f q k l m n h w y".replace("-", "").split(" "), strict=True))
                       | {"ء": "", "ئ": "y", "ؤ": "w", "پ": "p", "چ": "ch", "گ": "g", "ڤ": "v"}
                       | dict(zip("абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя", [*"abvggde", "ie", "e", "zh", *"ziiiyklmnoprstuf", "kh", "ts", "ch", "sh", "shch", "", "y", "",
                                                                                 "e", "yu", "ya"], strict=True)))
_VOWELS = str.maketrans({"e": "i", "y": "i", "o": "u", "w": "u"})
_NOT_CONSONANT = str.maketrans(dict.fromkeys("aeiouywh", ""))
_DOUBLED = re.compile(r"(.)\1+")
_ONE_I = re.compile(r"[ai]i+|ii+")
_ONE_U = re.compile(r"[au]u+|uu+")
_LAST_A = re.compile(r"(?:[ai]h?|h)(?= |$)")


@lru_cache(maxsize=20_000)
def light(name: str) -> str:
    """No case, accents, apostrophes, possessive or punctuation; words joined by one space. Any script. Idempotent."""
    name = name.strip()
    if name.isascii() and name.replace(" ", "").isalnum():  # most names
        return " ".join(name.lower().split())
    if name.endswith(("s", "'", "’", "ʼ")):
        name = _POSSESSIVE.sub("", name)
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        name = unicodedata.normalize("NFC", name.casefold()).translate(_SPECIAL)
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)) if not name.isascii() else name
    return _BREAK.sub(" ", name.lower().translate(_MARKS)).strip()


def acronym(name: str) -> str | None:
    """The key of a short name in capitals or with a stop ("US", "U.S.", "Miss."), which the words "us" and "miss" must not meet; else None."""
    name = name.strip()
    if not _ACRONYM.fullmatch(name):
        return None
    return "=" + (name if any(c.islower() for c in name) else re.sub(r"[.\s]", "", name))


def loose(folded: str) -> str:
    """From a `light` key: articles dropped, St and the like written out. A name made of articles alone stays as it is."""
    words = [_SHORT.get(word, word) for word in folded.split(" ") if word not in ARTICLES]
    return " ".join(words) or folded


def romanised(folded: str) -> str:
    """From a `light` key in Arabic or Cyrillic script: one in Latin letters, of Arabic with the vowels that are written. Others as they are."""
    return folded if folded.isascii() else _ARABIC_ARTICLE.sub("", folded).translate(_LATIN)


def skeleton(loosened: str) -> str | None:
    """From a `loose` key: its consonants in one word, an initial vowel kept as "a". None where fewer than two letters remain."""
    if not loosened.isascii():
        return None
    word = _DOUBLED.sub(r"\1", _plain(loosened.replace(" ", "")))
    first = word[:1]
    key = ("a" if first in "aeiouyw" else first) + word[1:].translate(_NOT_CONSONANT)
    return key if len(key) >= 2 else None


def likeness(one: str, other: str) -> float:
    """How alike two `loose` keys sound, 0..1: the edit ratio of their forms with exchangeable letters made equal."""
    one, other = sounded(one), sounded(other)
    return max(fuzz.ratio(one, other), fuzz.ratio(one.replace(" ", ""), other.replace(" ", ""))) / 100


@lru_cache(maxsize=20_000)
def sounded(loosened: str) -> str:
    """A `loose` key with letters that romanisations exchange made equal, doubled letters and the silent final h dropped."""
    word = _plain(loosened).translate(_VOWELS)
    word = _ONE_U.sub("u", _ONE_I.sub("i", word))
    return _LAST_A.sub("a", _DOUBLED.sub(r"\1", word))


def _plain(word: str) -> str:
    for pair, letter in _DIGRAPHS:
        if pair in word:
            word = word.replace(pair, letter)
    return word.translate(_EXCHANGED)
