"""The example, built as anybody builds it: what several reports tell is one event, copies are no origins, totals are in no sum, and the record of its days."""

from __future__ import annotations

from pathlib import Path

import pytest

from noria.cli.demo import copy_example
from noria.dossier.dossier import Dossier
from noria.values.day import Day

ARTICLE = "hama-offensive.txt"


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    folder = tmp_path_factory.mktemp("example") / "example"
    copy_example(folder)
    # Single sentences of the article, as somebody keeps who has not kept the article.
    sentences = [line for line in (folder / "sources" / ARTICLE).read_text(encoding="utf-8").splitlines() if line.startswith(("On ", "The next"))]
    (folder / "sources" / "kept.txt").write_text("\n\n".join(sentences), encoding="utf-8")
    dossier = Dossier.open(folder)
    dossier.build()
    yield dossier
    dossier.close()


def files_of(dossier, event):
    claims = {claim.id: claim for claim in dossier.claims()}
    return {Path(claims[id].document.file).name for id in event.claims}


def event_of(dossier, type_, file, *words):
    """The one event of this type to which the sentence of `file` with all these words belongs."""
    results = dossier.results()
    ids = {results.event_of[claim.id] for claim in dossier.claims()
           if claim.type == type_ and claim.document.file.endswith(file) and all(word in claim.evidence.quote for word in words)}
    assert len(ids) == 1, (type_, file, words, ids)
    return next(event for event in results.events if event.id in ids)


TOLD_OFTEN = [
    ("shelling", [(ARTICLE, "Rockets fired", "eight civilians"), ("observatory-digest-2024-12-03.md", "Eight civilians"), ("monitor-feed.jsonl", "Rocket fire on Hama"),
                  ("levant-courier-hama.html", "eight civilians")]),
    ("airstrike", [("observatory-digest-2024-12-03.md", "drone", "Jabal Zayn al-Abidin"), ("operations-command-communiques.md", "Jabal Zayn al-Abidin")]),
    ("capture", [(ARTICLE, "Suran", "Maardis", "Halfaya"), ("observatory-digest-2024-12-03.md", "Suran", "Maardis", "Halfaya"), ("orontes-wire-2024-12-04.txt", "after capturing Suran")]),
    ("capture", [(ARTICLE, "Hama and its military airport were"), ("northern-desk-hama-falls.txt", "captured Hama on Thursday"),
                 ("levant-courier-hama.html", "full control of Hama")]),
]


@pytest.mark.parametrize(("type_", "accounts"), TOLD_OFTEN, ids=["shelling", "drone strike", "three towns", "the city"])
def test_what_several_reports_tell_is_one_event(example, type_, accounts):
    events = [event_of(example, type_, *account) for account in accounts]
    assert len({event.id for event in events}) == 1, [(event.id, event.edtf, files_of(example, event)) for event in events]


def test_single_sentences_of_the_article_are_the_articles_account(example):
    results = example.results()
    kept = [claim for claim in example.claims() if claim.document.file.endswith("kept.txt")]
    of_article = {results.origin_of[claim.id] for claim in example.claims() if claim.document.file.endswith(ARTICLE)}
    assert len(kept) > 10
    assert {results.origin_of[claim.id] for claim in kept} <= of_article


def test_a_total_with_a_part_is_in_no_sum_and_partly_explained(example):
    claims = {claim.id: claim for claim in example.claims()}
    results = example.results()
    told = {id for id, claim in claims.items() if "602" in claim.evidence.quote}
    assert len({Path(claims[id].document.file).name for id in told}) == 2
    lines = [line for line in results.casualties if line.scope == "all" and any(toll.claim in told for toll in line.tolls)]
    assert {(line.rule, toll.count.low) for line in lines for toll in line.tolls if toll.claim in told} == {
        ("casualties.balance", 602), ("casualties.subset-of-total", 104)}
    [whole] = [line for line in lines if line.rule == "casualties.balance"]
    explained = [found for found in whole.explained if found.claim in told]
    assert explained
    assert all(0 < found.low < 602 and found.events for found in explained)


def test_totals_of_two_days_are_two(example):
    results = example.results()
    events = {number: {results.event_of[claim.id] for claim in example.claims() if number in claim.evidence.quote and claim.type == "casualty"} for number in ("602", "826")}
    assert not events["602"] & events["826"]


def test_parts_of_a_sides_total_add_up(example):
    """One infobox has 73 of one group and more, and 5 of another, for the campaign; the other 56 "(per SOHR)" and 5 for its last three days."""
    results = example.results()
    battle = next(operation.id for operation in results.operations if operation.name == "Fall of Hama")
    figures = {line.scope: (line.low, line.high) for line in results.casualties if line.measure == "killed" and line.side == "opposition"
               and line.rule == "casualties.balance" and line.scope_id in {"all", battle}}
    assert figures == {"all": (78, None), "operation": (61, 61)}


def test_the_city_changes_hands_once(example):
    [hama] = {holding.place.id for holding in example.results().holdings if holding.place.name == "Hama"}
    held = {day: {(holding.state, holding.side) for holding in example.holdings(Day.parse(day)) if holding.place.id == hama}
            for day in ("2024-12-03", "2024-12-06")}
    assert held == {"2024-12-03": {("held", "government")}, "2024-12-06": {("held", "opposition")}}
