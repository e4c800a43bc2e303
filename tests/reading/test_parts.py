"""Where a sentence is cut for the parser, and that what is put together again is one tree."""

from __future__ import annotations

import pytest

from noria.reading.parts import parts
from noria.reading.pipeline import Parsed, Piece

# sentence (names of several words joined by "_") -> its parts as the parser meets them, in that order
CASES = [
    ("Troops left the town , the ministry said .", ["Troops left the town .", "the ministry said"]),
    ("Troops left the town , the head of the air force , Ana_Petrova , claimed on Monday , giving up the bridge .",
     ["Troops left the town , giving up the bridge .", "the head of the air force , Ana_Petrova , claimed on Monday"]),
    ("The troops , residents said , left the town .", ["The troops , residents said , left the town ."]),  # too little before it to go wrong
    ("The last troops , residents said , left the town .", ["The last troops , left the town .", "residents said"]),
    ("The army took the hill , state media reported , citing a general .", ["The army took the hill .", "state media reported , citing a general"]),
    ("Three men died in the raid , a nurse told the agency .", ["Three men died in the raid .", "a nurse told the agency"]),
    ("The army left the town , the ministry said it had won .", ["The army left the town , the ministry said it had won ."]),  # governs a clause of its own
    ("The army left the town , which residents said .", ["The army left the town , which residents said ."]),
    ("Rebels took the town ; the army was driven out .", ["Rebels took the town ;", "the army was driven out ."]),
    ("They took the town , said , .", ["They took the town , said , ."]),  # nobody is named
    ("They took Arin ; Belo ; and Corda .", ["They took Arin ; Belo ; and Corda ."]),  # a list, not statements
    ('" We hold the town ; they were beaten " , he said .', ['" We hold the town ; they were beaten " , he said .']),
]


def pieces(sentence: str) -> list[Piece]:
    out, at = [], 0
    for word in sentence.split():
        out.append(Piece(at, at + len(word), word, word, 0 if "_" in word else -1))
        at += len(word) + 1
    return out


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence[:40] for sentence, _ in CASES])
def test_parts_of_a_sentence(sentence: str, expected: list[str]) -> None:
    row = pieces(sentence)
    assert [" ".join(piece.shown for piece in part) for part in parts(row).rows(row)] == expected


@pytest.mark.parametrize("sentence", [sentence for sentence, _ in CASES])
def test_joined_parts_are_one_tree(sentence: str) -> None:
    row = pieces(sentence)
    cut = parts(row)
    flat = [[Parsed(piece.shown, "NN", "NOUN", "ROOT" if i == 0 else "dep", 0) for i, piece in enumerate(part)] for part in cut.rows(row)]
    joined = cut.joined(row, flat)
    assert len(joined) == len(row)
    assert sum(word.head == i for i, word in enumerate(joined)) == 1
    for i in range(len(joined)):
        seen, at = set(), i
        while joined[at].head != at:
            assert at not in seen, "the heads go round in a circle"
            seen.add(at)
            at = joined[at].head


def test_the_statement_hangs_at_the_verb_of_saying() -> None:
    row = pieces("Troops left the town , the ministry said .")
    cut = parts(row)
    main = [Parsed(w, "NN", "NOUN", d, h) for w, d, h in [("Troops", "nsubj", 1), ("left", "ROOT", 1), ("the", "det", 3), ("town", "dobj", 1), (".", "punct", 1)]]
    said = [Parsed(w, "NN", "NOUN", d, h) for w, d, h in [("the", "det", 1), ("ministry", "nsubj", 2), ("said", "ROOT", 2)]]
    joined = cut.joined(row, [main, said])
    assert (joined[1].dep, joined[1].head) == ("ccomp", 7)
    assert (joined[7].dep, joined[7].head) == ("ROOT", 7)
    assert (joined[6].dep, joined[6].head) == ("nsubj", 7)
