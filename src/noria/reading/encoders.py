"""The encoders of a spaCy pipeline made lighter for reading: the same weights and the same sums in the same order, number for number.

An encoder first gives each word a vector that hangs on nothing but the word, then mixes in its neighbours. The first is kept for words
met before; of the second, what only training asks for is left out. An encoder of another make stays as it is.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Doc

    Matrix = np.ndarray[Any, Any]
    Layer = Any  # a thinc.api.Model; what its parameters and layers are hangs on its make

_KEPT = 20_000  # words whose vectors are kept, some 15 MB an encoder; then they are worked out anew
_WORD = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")
_NEIGHBOURS = ("expand_window", "maxout", "layernorm", "dropout")


def lighten(model: Layer) -> None:
    """Replaces what can be made lighter of a pipeline component's model, in place. It can be trained no more."""
    from thinc.api import Model

    forward: Callable[..., Any]
    for node in list(model.walk()):
        steps = _steps(node)
        names = tuple(step.name.partition("(")[0] for step in steps)
        if names == _WORD and not any(step.attrs["pad"] for step in steps[2:4]):
            name, forward = "light words", _Words(*steps[:4])
        elif names == ("residual",) and tuple(step.name for step in _steps(node.layers[0])) == _NEIGHBOURS:
            name, forward = "light neighbours", _Neighbours(*_steps(node.layers[0])[:3])
        else:
            continue
        model.replace_node(node, Model(name, forward, dims={dim: node.maybe_get_dim(dim) for dim in node.dim_names}))


def _steps(node: Layer) -> list[Layer]:
    """The layers that a chain runs one after the other; a layer that is no chain alone."""
    if not _is_chain(node):
        return [node]
    return [step for layer in node.layers for step in _steps(layer)]


def _is_chain(node: Layer) -> bool:
    return len(node.layers) > 1 and node.name == ">>".join(layer.name for layer in node.layers)


class _Words:
    """The vector of each word of each document, from its features alone."""

    def __init__(self, features: Layer, _list: Layer, embed: Layer, mix: Layer) -> None:
        self._features = features
        self._embed = embed.layers[0]
        self._mix = mix.layers[0]
        self._known: dict[bytes, int] = {}
        self._vectors: Matrix = np.zeros((0, mix.get_dim("nO")), dtype="float32")

    def __call__(self, _model: Layer, docs: Sequence[Doc], is_train: bool) -> tuple[list[Matrix], None]:  # noqa: ARG002 - thinc hands it to every layer
        features = self._features.predict(docs)
        rows = np.concatenate(features)
        told, width = rows.tobytes(), rows.itemsize * rows.shape[1]
        words = [told[i : i + width] for i in range(0, len(told), width)]
        if len(self._known) > _KEPT:
            self._known.clear()
        new = {word: i for i, word in enumerate(words) if word not in self._known}
        if new:
            self._learn(list(new), rows[list(new.values())])
        vectors = self._vectors[[self._known[word] for word in words]]
        ends = list(accumulate(map(len, features), initial=0))
        return [vectors[begin:end] for begin, end in pairwise(ends)], None

    def _learn(self, words: Sequence[bytes], rows: Matrix) -> None:
        begin, end = len(self._known), len(self._known) + len(words)
        if end > len(self._vectors):
            self._vectors = np.concatenate((self._vectors, np.zeros((end, self._vectors.shape[1]), dtype="float32")))
        self._vectors[begin:end] = self._mix.predict(self._embed.predict(rows))
        self._known.update(zip(words, range(begin, end), strict=True))


class _Neighbours:
    """A word's vector and what its neighbours add to it: the largest of some weighted sums of them, normalised."""

    def __init__(self, window: Layer, maxout: Layer, norm: Layer) -> None:
        self._ops = window.ops
        self._window: int = window.attrs["window_size"]
        self._shape = (maxout.get_dim("nO"), maxout.get_dim("nP"))
        self._weights = maxout.get_param("W").reshape(-1, maxout.get_dim("nI"))
        self._bias = maxout.get_param("b").reshape(-1)
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, _model: Layer, words: Matrix, is_train: bool) -> tuple[Matrix, None]:  # noqa: ARG002 - thinc hands it to every layer
        sums = self._ops.gemm(self._ops.seq2col(words, self._window), self._weights, trans2=True)
        sums += self._bias
        best, _ = self._ops.maxout(sums.reshape(len(sums), *self._shape))
        size = best.shape[1]
        best -= np.add.reduce(best, axis=1, keepdims=True) / size
        best *= (np.add.reduce(best * best, axis=1, keepdims=True) / size + 1e-08) ** -0.5
        best *= self._scale
        best += self._shift
        best += words
        return best, None
