"""Pairs found for all accounts at once are those found for each."""

from __future__ import annotations

from itertools import combinations
from unittest.mock import patch

import pytest
from claim_sets import BOOK, claim_sets, slow
from hypothesis import given

from noria.derive import pairing, shelves
from noria.derive.directory import Directory
from noria.derive.encounters import encounters, tally_of
from noria.derive.facets import facets
from noria.derive.judged import Ties
from noria.derive.origins import find_origins
from noria.derive.pairing import pairs
from noria.derive.shelves import Shelves, near_in_time, standing
from noria.derive.sides import find_sides


def accounts(claims):
    directory = Directory(BOOK)
    sides = find_sides(claims, directory, (), tally_of(encounters(claims, directory)))
    found = facets(claims, sides, find_origins(claims, BOOK).passage, Ties())
    return {facet.lead.id: facet for facet in found}


def one_by_one(found, held):
    return {frozenset((one, other)) for one, other in combinations(found, 2)
            if other in held.meeting(one) and near_in_time(found[one], found[other])}


@pytest.mark.parametrize(("crowd", "at_once"), [(250, 1_000_000), (2, 1_000_000), (1, 3)])
@slow
@given(claims=claim_sets)
def test_all_pairs_at_once_are_the_pairs_of_each(crowd, at_once, claims):
    with patch.object(shelves, "CROWD", crowd), patch.object(pairing, "_AT_ONCE", at_once):
        found = accounts(claims)
        held = Shelves(standing(facet) for facet in found.values())
        told = list(pairs(found, held))
        assert {frozenset(pair) for pair in told} == one_by_one(found, held)
        assert len(told) == len(set(map(frozenset, told)))


@slow
@given(claims=claim_sets)
def test_pairs_of_some_are_those_of_all_that_lie_among_them(claims):
    found = accounts(claims)
    held = Shelves(standing(facet) for facet in found.values())
    some = {id: facet for number, (id, facet) in enumerate(found.items()) if number % 2}
    assert {frozenset(pair) for pair in pairs(some, held)} == {frozenset(pair) for pair in pairs(found, held) if set(pair) <= some.keys()}
