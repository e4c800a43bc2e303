"""The gate opens for every sentence that a frame can fire on, and stays shut for plain news."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noria.documents.read import read_text
from noria.reading.frames import irregular, noun_frames, verb_frames
from noria.reading.gate import Gate, bag_of_words, triggers
from noria.reading.layout import Layout
from noria.reading.names import NameFinder
from noria.reading.passage import passages
from noria.reading.pipeline import Pipeline
from noria.reading.times import read_times
from noria.reference.codebook import Codebook
from noria.reference.lexicons import load_lexicon, words
from small_world import small_world

PIPELINE = Pipeline()
NAMES = NameFinder(Codebook(), small_world())
GATE = Gate(PIPELINE.inflected)
PLAIN = "The sky was blue."
TRIGGERS = list(triggers(PIPELINE.inflected))


@pytest.mark.parametrize("sentence", [
    "Twelve people were killed.", "Rebels seized the town.", "An airstrike hit the market.", "Shelling was heard all night.",
    "The garrison surrendered.", "Four sailors are missing.", "They shot down a helicopter.", "The two sides signed a ceasefire after the bombing.",
    "A car bomb went off.", "Troops took control of the bridge.", "The village came under fire.", "The town is under rebel control.",
    "Police found the bodies of three men.", "Retook the hill", "Counter-attack fails", "Thousands fled.", "The shop was overrun.",
])
def test_opens_for_what_may_be_war(sentence: str) -> None:
    assert GATE.opened([sentence]) == [True]


@pytest.mark.parametrize("sentence", [
    "The weather will stay mild.", "She said the bank would cut its rates.", "The minister announced a new school.", "He took the train home.",
    "The match begins at noon.", "The film won three awards.", "Under the new law, parents keep a copy.",
])
def test_stays_shut_for_plain_news(sentence: str) -> None:
    assert GATE.opened([*[PLAIN] * 5, sentence])[-1] is False


def test_an_everyday_word_counts_near_a_telling_one() -> None:
    everyday, telling = "He said so.", "They shelled the town."
    assert GATE.opened([everyday, *[PLAIN] * 4]) == [False] * 5
    assert GATE.opened([telling, everyday, PLAIN, PLAIN, PLAIN]) == [True, True, False, False, False]
    assert GATE.opened([PLAIN, everyday, telling, PLAIN, PLAIN]) == [False, True, True, False, False]
    assert GATE.opened([telling, PLAIN, everyday, PLAIN, PLAIN]) == [True, False, False, False, False]
    assert GATE.opened([telling, *[PLAIN] * 9, everyday])[-1] is False


def test_a_death_is_company_for_deaths_alone() -> None:
    assert GATE.opened([PLAIN, "Two were killed.", "He said so.", PLAIN, PLAIN]) == [False, True, False, False, False]
    assert GATE.opened([PLAIN, "Two were killed.", "The toll rose to twelve.", PLAIN, PLAIN]) == [False, True, True, False, False]


def test_an_everyday_word_counts_near_soldiers() -> None:
    assert GATE.opened([*[PLAIN] * 5, "Soldiers left the village."])[-1]
    assert GATE.opened([*[PLAIN] * 5, "The soldiers slept.", "They left the village."])[-1]


def test_an_everyday_word_counts_in_a_short_text() -> None:
    assert GATE.opened(["They left the village.", PLAIN]) == [True, False]


def texts() -> list[str]:
    """The texts of the case tables."""
    tables = sorted((Path(__file__).parents[1] / "cases" / "claims").glob("*.toml"))
    return [case["text"].strip() for table in tables for case in tomllib.loads(table.read_text(encoding="utf-8")).get("case", [])]


# Rules that say of what kind an attack or a loss was by its means, its name or whom it befell; its own frame opens the sentence.
BY_MEANS = {"advance.push-back", "shelling.with", "airstrike.with", "airstrike.by-aircraft", "airstrike.by-nation", "launch.named", "casualty.destroyed", "detain.taken", "attack.raze", "attack.break", "shelling.light", "withdraw.driven", "attack.shot", "hold.under", "detain.counted", "clash.battle-of", "displace.wounded", "displace.flee"}
OPENED_BY = ("attack.", "casualty.", "airstrike.", "bombing.", "materiel.", "hold.", "advance.", "capture.", "clash.")


def test_finds_the_frame_of_every_predicate() -> None:
    """Whatever the predicate finder makes of the case tables when all is parsed, the gate had seen its words."""
    missed = []
    for text in texts()[::5]:
        document = read_text(text)
        read = passages(document)
        times = read_times(read, None).expressions
        layouts = [Layout(passage, times, NAMES, PIPELINE) for passage in read]
        for layout, parsed in zip(layouts, PIPELINE.parse([layout.pieces(n) for n in range(len(layout.bounds))] for layout in layouts), strict=True):
            for n, row in enumerate(parsed):
                rules = {trigger.rule for trigger in GATE.found(layout.text(n))}
                missed += [(p.rule, layout.text(n)) for p in layout.sentence(document, n, n, row, {}).predicates
                           if p.rule not in rules and not (p.rule in BY_MEANS and any(rule.startswith(OPENED_BY) for rule in rules))]
    assert missed == []


def test_every_frame_has_a_trigger() -> None:
    rules = {frame.rule for frames in [*verb_frames().values(), *noun_frames().values()] for frame in frames}
    assert rules <= {trigger.rule for trigger in TRIGGERS}


@given(st.data())
def test_opens_for_every_frame_in_any_form(data: st.DataObject) -> None:
    trigger = data.draw(st.sampled_from(TRIGGERS))
    drawn = [data.draw(st.sampled_from(sorted(group))) for group in trigger.groups]
    sentence = " ".join(data.draw(st.permutations([*drawn, "quietly", "Lagos"])))
    assert GATE.opened([sentence, "They shelled the town.", *[PLAIN] * 5])[0]


@pytest.mark.parametrize(("lemma", "forms"), [
    ("kill", ["kills", "killed", "killing"]), ("seize", ["seized", "seizing"]), ("fall", ["fell", "fallen"]), ("strike", ["struck"]),
    ("hit", ["hitting"]), ("shoot", ["shot"]), ("casualty", ["casualties"]), ("man", ["men"]), ("be", ["is", "was", "were", "been"]),
    ("carry", ["carried", "carries"]), ("flee", ["fled"]), ("stop", ["stopped"]), ("life", ["lives"]),
])
def test_forms(lemma: str, forms: Iterable[str]) -> None:
    known = {form for form, of in irregular().items() if of == lemma}
    assert set(forms) <= PIPELINE.inflected(lemma) | known


def test_every_form_can_be_met() -> None:
    assert {form for trigger in TRIGGERS for group in trigger.groups for form in group if form not in bag_of_words(form)} == set()


@pytest.mark.parametrize("sentence", [
    "According to the bank, rates near zero helped the United States in March.", "The rebels had a base down the road.", "Rates are at a level near its edge.",
])
def test_nouns_and_prepositions_are_no_verbs(sentence: str) -> None:
    assert GATE.found(sentence) == []


@pytest.mark.parametrize(("sentence", "somewhere"), [
    ("Troops were still in the village.", True), ("The militia was within two miles of the port.", True), ("The army's there.", True),
    ("The soldiers were honoured in the capital.", False), ("Guerrillas are a danger.", False),
])
def test_somebody_is_somewhere(sentence: str, *, somewhere: bool) -> None:
    assert ("hold.in" in {trigger.rule for trigger in GATE.found(sentence)}) is somewhere


def test_an_everyday_word_must_be_nearer_where_little_tells_of_war() -> None:
    told = ["They shelled the town.", "They left the village."]
    assert GATE.opened([*told, *[PLAIN] * 5])[1]
    assert not GATE.opened([*told, *[PLAIN] * 15])[1]


def test_hyphenated_words_count_whole_and_in_parts() -> None:
    assert {"counter-attack", "counter", "attack", "it's"} <= bag_of_words("Counter-attack: it's over")


def test_the_everyday_words_are_words_of_frames() -> None:
    assert words("gate", "verbs") <= set(verb_frames())
    assert words("gate", "nouns") <= set(noun_frames())
    rules = {frame.rule for frames in [*verb_frames().values(), *noun_frames().values()] for frame in frames}
    assert words("gate", "rules") <= rules
    assert words("gate", "civil") <= rules | {rule.partition(".")[0] for rule in rules}
    assert set(load_lexicon("gate")) == {"types", "civil", "rules", "verbs", "nouns", "not_verbs", "not_nouns", "unarmed"}
    assert words("gate", "unarmed") <= words("groups", "forces") | words("groups", "weapons") | words("groups", "missiles")
