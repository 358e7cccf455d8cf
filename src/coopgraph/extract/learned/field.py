"""A linear-chain conditional random field: which tags the words of a sentence most likely have together.

J. Lafferty, A. McCallum, F. Pereira, "Conditional Random Fields", 2001. It is trained by CRFsuite; what it learned is
read here, with whole numbers for weights, so that every machine adds up the same scores and finds the same tags.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Whole = npt.NDArray[np.int32]
    Real = npt.NDArray[np.float64]

_DIGITS = 3
"""Likelihoods are rounded, since machines differ in the last digits of what they add up."""
_LEAST = 0.01
"""How likely a tag must be at a word for the best way through a sentence to lead through it."""
_CERTAIN = 0.5
"""Chances that some word of a sentence has another tag than its likeliest, below which these are the best way: it is
then likelier than all others together."""
_AT_ONCE = 20_000
"""Words that are tagged together: enough to be quick, few enough for a text without end."""

Seen = Sequence[Sequence[int]]
"""The numbers of what is seen of every word of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """The tags of the words of a sentence, and how likely each tag is at each word."""

    tags: Sequence[str]
    likely: Real
    columns: Mapping[str, int]
    """The place of each tag among the likelihoods of a word."""

    def marginal(self, tag: str, position: int) -> float:
        """Return how likely the word at ``position`` has ``tag``."""
        return float(self.likely[position, self.columns[tag]])

    @property
    def begins(self) -> Sequence[str]:
        """The names of the tags that a word may begin."""
        return [label[2:] for label in self.columns if label.startswith("B-")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Scores tags by what is seen of a word and by the tag before."""

    labels: tuple[str, ...]
    attributes: Mapping[str, int]
    """The numbers of all that is worth seeing."""
    weights: npt.NDArray[np.int16]
    """A row for each attribute, and a last one of zeros; a column for each label."""
    passes: npt.NDArray[np.int16]
    """A row for each label, a column for each that follows it."""
    scale: float
    """What one unit of a score adds to the logarithm of the odds."""
    _passes: Sequence[Sequence[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Hold the passes as plain numbers too, which single steps are quicker with."""
        object.__setattr__(self, "_passes", self.passes.tolist())

    def read(self, sentences: Sequence[Seen]) -> list[Opinion]:
        """Return the tags of ``sentences``, each of at least one word."""
        order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i]))
        out: dict[int, Opinion] = {}
        for some in _portions(order, [len(sentences[i]) for i in order]):
            told = self._read([sentences[i] for i in some])
            out.update(zip(some, told, strict=True))
        return [out[i] for i in range(len(sentences))]

    def _read(self, sentences: Sequence[Seen]) -> Iterator[Opinion]:
        """Yield the tags of ``sentences``, the longest of which comes first."""
        import numpy as np

        scores = self._scores(sentences)
        starts = [0, *accumulate(len(seen) for seen in sentences)]
        likely = self._likely(scores, starts)
        likeliest = likely.argmax(axis=1).tolist()
        doubts = np.add.reduceat(1 - likely.max(axis=1), starts[:-1]).tolist()
        likely = np.round(likely, _DIGITS)
        columns = {label: i for i, label in enumerate(self.labels)}
        for doubt, (start, end) in zip(doubts, pairwise(starts), strict=True):
            best = likeliest[start:end]
            if doubt >= _CERTAIN:
                best = self._best(scores[start:end], likely[start:end])
            yield Opinion(tags=[self.labels[i] for i in best], likely=likely[start:end], columns=columns)

    def _scores(self, sentences: Sequence[Seen]) -> Whole:
        """Return the scores of the labels of all words, by what is seen of each."""
        import numpy as np

        rows: list[int] = []
        starts: list[int] = []
        for seen in sentences:
            for word in seen:
                starts.append(len(rows))
                rows.append(-1)  # so that every word has a row
                rows += word
        scores: Whole = np.add.reduceat(self.weights.take(rows, axis=0), starts, axis=0, dtype=np.int32)
        return scores

    def _likely(self, scores: Whole, starts: Sequence[int]) -> Real:
        """Return how likely every label is at every word, by the forward-backward algorithm.

        All sentences go forward and backward side by side, a step at a time; the shorter ones end sooner.
        """
        import numpy as np

        given = np.exp((scores - scores.max(axis=1, keepdims=True)) * self.scale)
        onward = np.exp(self.passes * self.scale)
        both = np.stack([onward, onward.T])
        lengths = np.diff(starts)
        ends = np.array([starts[:-1], starts[1:]]) - [[0], [1]]
        way = np.array([[1], [-1]])
        ways = np.empty((2, *given.shape))
        step: Real = np.ones((2, len(lengths), 1))
        for t in range(int(lengths[0])):
            going = int(np.count_nonzero(lengths > t))
            at = ends[:, :going] + t * way
            step = step[:, :going] @ both * given[at] if t else given[at]
            step /= step.sum(axis=2, keepdims=True)
            ways[0, at[0]] = step[0]
            ways[1, at[1]] = step[1]
        likely: Real = ways[0] * ways[1] / given
        likely /= likely.sum(axis=1, keepdims=True)
        return likely

    def _best(self, scores: Whole, likely: Real) -> list[int]:
        """Return the labels of the words of a sentence that score most together, by the Viterbi algorithm.

        Labels that are hardly likely at a word are not tried there.
        """
        import numpy as np

        choices: list[list[tuple[int, int]]] = [[] for _ in scores]
        words, labels = np.nonzero(likely >= np.minimum(_LEAST, likely.max(axis=1, keepdims=True)))
        for word, label, score in zip(words.tolist(), labels.tolist(), scores[words, labels].tolist(), strict=True):
            choices[word].append((label, score))
        ways = [(score, label) for label, score in choices[0]]
        back: list[dict[int, int]] = []
        for some in choices[1:]:
            came: dict[int, int] = {}
            onward = []
            for label, score in some:
                most, before = max([(way + self._passes[b][label], -b) for way, b in ways])
                came[label] = -before
                onward.append((most + score, label))
            back.append(came)
            ways = onward
        path = [-max([(way, -label) for way, label in ways])[1]]
        for came in reversed(back):
            path.append(came[path[-1]])
        return path[::-1]


def _portions(order: Sequence[int], sizes: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield ``order`` in portions of not many more than ``_AT_ONCE`` words."""
    portion: list[int] = []
    words = 0
    for i, size in zip(order, sizes, strict=True):
        portion.append(i)
        words += size
        if words >= _AT_ONCE:
            yield portion
            portion, words = [], 0
    if portion:
        yield portion
