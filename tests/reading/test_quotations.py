"""Direct speech by its quotation marks."""

import pytest

from noria.documents.read import read_text
from noria.reading.quotations import quotations

CASES = [
    ('"They came at dawn. We were asleep," a guard said.', ['"They came at dawn. We were asleep,"']),
    ("“They came at dawn,” a guard said. “We were all asleep.”", ["“They came at dawn,”", "“We were all asleep.”"]),
    ('The so-called "Free Corps" entered the town.', []),
    ('The general said: "We hold the bridge and the\n\nfort stands too. It was quiet.', ['"We hold the bridge and the']),
    ('"We hold the bridge and more.\n\n"The fort stands too," he said.', ['"We hold the bridge and more.\n\n"The fort stands too,"']),
    ('A 5" gun and a 9" mortar were lost in the town.', []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations(text, expected):
    document = read_text(text, file="x.txt")
    assert [span.of(document.text) for span in quotations(document)] == expected
