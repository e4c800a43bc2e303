"""Which claims are compared at all: those that share something on days that may meet, and no crowd."""

from __future__ import annotations

from factory import actor, claim

from noria.derive.derive import derive
from noria.derive.shelves import CROWD
from noria.reference.codebook import Codebook

REBELS = (actor("hill rebels"),)


def told(number, quote, time):
    return claim("clash", quote, document=f"d-{number}", actors=REBELS, time=time)


def alike(days, later):
    """Two accounts in like words that share no more than their actor: one of a day, one of `later`."""
    return [told("one", "Shooting began at dawn between guards and raiders along both banks of a river.", days),
            told("other", "Until noon shooting between guards and raiders went on along both banks of that river.", later)]


def crowd(size):
    """As many other clashes of the same actor on the same days, half of them lasting a day longer."""
    return [told(number, f"w{number} clashed over q{number * 7} with v{number * 11}.", "2001-03-01" if number % 2 else "2001-03-01/2001-03-02")
            for number in range(size)]


def joined(accounts, others):
    found = derive([*accounts, *others], Codebook()).event_of
    return len({found[account.id] for account in accounts}) == 1


def test_a_shelf_that_is_crowded_joins_only_accounts_of_the_very_same_days():
    same, later = alike("2001-03-01", "2001-03-01"), alike("2001-03-01", "2001-03-01/2001-03-02")
    assert joined(same, crowd(10))
    assert joined(later, crowd(10))
    assert joined(same, crowd(CROWD))
    assert not joined(later, crowd(CROWD))


def test_days_that_cannot_meet_are_not_compared():
    assert not joined(alike("2001-03-01", "2001-03-09"), [])
    assert not joined(alike("2001-03-01", None), [])
