"""What is made lighter of spaCy gives what spaCy gives: the encoders number for number, the recogniser's steps taken together, the tokenizer."""

from functools import cache

import hypothesis.strategies as st
import numpy as np
import pytest
import spacy
from hypothesis import given
from spacy.language import Language
from spacy.tokens import Doc

from noria.reading import encoders
from noria.reading.encoders import lighten
from noria.reading.pipeline import DEFAULT_PIPELINE, Piece, Pipeline

SENTENCES = [text.split() for text in (
    "On 4 June 1942 aircraft from Admiral Nagumo 's four carriers raided the atoll of Midway .",
    "The governor of Lusaka said that nobody had been hurt",
    "Zxqwv",
    "The Mahdists under Abu Anga burned Gondar , and the garrison of Kassala held out until July ; Kassala , Gondar , Kassala .",
)]


@cache
def plain() -> Language:
    return spacy.load(DEFAULT_PIPELINE)


@cache
def light() -> Language:
    nlp = spacy.load(DEFAULT_PIPELINE)
    for name in ("tok2vec", "ner"):
        lighten(nlp.get_pipe(name).model)
    return nlp


def vectors(nlp: Language, name: str, sentences: list[list[str]]) -> list[np.ndarray]:
    step = nlp.get_pipe(name)
    model = step.model.get_ref("tok2vec") if step.model.has_ref("tok2vec") else step.model
    return model.predict([Doc(nlp.vocab, words=words) for words in sentences])


@pytest.mark.parametrize("name", ["tok2vec", "ner"])
def test_vectors_are_spacys(name):
    for batch in (SENTENCES, SENTENCES[::-1], SENTENCES[1:2]):  # met for the first time, and met before
        for expected, found in zip(vectors(plain(), name, batch), vectors(light(), name, batch), strict=True):
            assert np.array_equal(expected, found)


def test_all_layers_of_the_default_pipeline_are_made_lighter():
    names = [node.name for name in ("tok2vec", "ner") for node in light().get_pipe(name).model.walk()]
    assert names.count("light words") == 2
    assert names.count("light neighbours") == 8


def test_words_beyond_those_kept_are_worked_out_anew(monkeypatch):
    monkeypatch.setattr(encoders, "_KEPT", 5)
    nlp = spacy.load(DEFAULT_PIPELINE)
    lighten(nlp.get_pipe("tok2vec").model)
    for words in [*SENTENCES, *SENTENCES]:
        [expected], [found] = vectors(plain(), "tok2vec", [words]), vectors(nlp, "tok2vec", [words])
        assert np.array_equal(expected, found)


def test_labels_are_the_recognisers():
    rows = [[Piece(0, len(word), word, word) for word in words] for words in SENTENCES * 12]  # more than are looked at together
    found = list(Pipeline().entities(rows))
    docs = [plain().get_pipe("ner")(Doc(plain().vocab, words=words)) for words in SENTENCES]
    assert found == [[token.ent_type_ for token in doc] for doc in docs] * 12
    assert "DATE" in found[0]
    assert list(Pipeline().entities([])) == []


@given(st.text(st.sampled_from("aBdklmnostTxz0 9.,-'’$€%():/@"), max_size=30))
def test_words_are_cut_as_spacy_cuts_them(text):
    assert [word for _, _, word in Pipeline().tokenize(text)] == [token.text for token in plain().tokenizer(text) if not token.is_space]


@pytest.mark.parametrize("text", ["He cannot, or won't.", "C$5m and 30km at 5pm", "www.example.org Mr. Nkrumah's I'm gonna dont", "U.S.-led e.g. Jan. No. 4", "Émile Zatopek-Straße"])
def test_words_that_spacy_cuts_by_rule_are_cut(text):
    assert [word for _, _, word in Pipeline().tokenize(text)] == [token.text for token in plain().tokenizer(text)]
