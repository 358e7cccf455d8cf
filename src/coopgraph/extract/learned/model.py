"""Load the model that ships, after checking that it is the one that was trained."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coopgraph import resources
from coopgraph.errors import KnowledgeError
from coopgraph.extract.learned.field import Field
from coopgraph.extract.learned.linear import Linear
from coopgraph.extract.learned.relations import Judge
from coopgraph.extract.learned.tagger import Tagger
from coopgraph.extract.learned.tokens import Class, Known
from coopgraph.model import Relation

FOLDER = "model"
_APART = "\0"
"""Stands between the names of attributes."""
TAGGER, PAIRS, CARD = "tagger.npz", "pairs.npz", "model.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What was learned: a tagger of mentions and a judge of pairs."""

    tagger: Tagger
    judge: Judge


def load(given: frozenset[str], precision: float | None = None) -> Model:
    """Return the packaged model, with thresholds that reached ``precision`` where they were measured.

    Without it, those that are usual. ``given`` are the given names. Raise KnowledgeError when a file of the model was
    altered, or when so much precision is asked for that it never reached it.
    """
    try:
        return _loaded(given, resources.read_toml(resources.data(FOLDER, CARD)), precision)
    except (OSError, KeyError) as error:
        raise KnowledgeError(f"{FOLDER}/{CARD}: a file or entry of the model is missing: {error}") from error


def _loaded(given: frozenset[str], card: Mapping[str, Any], precision: float | None) -> Model:
    names = known(given)
    level = _level(card["level"], card["usual"] if precision is None else precision)
    linear = unpacked(_checked(PAIRS, card["sha256"][PAIRS]))
    judge = Judge(
        linear=linear,
        classes=names.classes,
        adds={Relation(name): int(score) for name, score in level["adds"].items()},
        drops={Relation(name): int(score) for name, score in level["drops"].items()},
    )
    field = unpacked_field(_checked(TAGGER, card["sha256"][TAGGER]))
    return Model(tagger=Tagger(field, names, **card["tagger"]), judge=judge)


def _level(levels: Sequence[Mapping[str, Any]], precision: float) -> Mapping[str, Any]:
    """Return the lowest of ``levels`` that reaches ``precision``."""
    reached = [level for level in levels if level["precision"] >= precision]
    if not reached:
        most = max(level["precision"] for level in levels)
        raise KnowledgeError(f"precision {precision:g}: the model has thresholds for {most:g} at most")
    return min(reached, key=lambda level: float(level["precision"]))


def packed_field(field: Field) -> bytes:
    """Return ``field`` as the bytes of a compressed file of arrays."""
    import numpy as np

    file = io.BytesIO()
    np.savez_compressed(
        file,
        labels=np.array(field.labels),
        attributes=np.frombuffer(_APART.join(field.attributes).encode(), dtype=np.uint8),
        weights=field.weights,
        passes=field.passes,
        scale=np.array(field.scale),
    )
    return file.getvalue()


def unpacked_field(data: bytes) -> Field:
    """Return the field whose file holds ``data``."""
    import numpy as np

    arrays = np.load(io.BytesIO(data), allow_pickle=False)
    names = arrays["attributes"].tobytes().decode().split(_APART)
    return Field(
        labels=tuple(map(str, arrays["labels"])),
        attributes={name: i for i, name in enumerate(names)},
        weights=arrays["weights"],
        passes=arrays["passes"],
        scale=float(arrays["scale"]),
    )


def packed(linear: Linear) -> bytes:
    """Return ``linear`` as the bytes of a compressed file of arrays."""
    import numpy as np

    file = io.BytesIO()
    rows = np.flatnonzero(linear.weights.any(axis=1)).astype(np.int32)
    np.savez_compressed(
        file,
        labels=np.array(linear.labels),
        rows=rows,
        weights=linear.weights[rows],
        bias=linear.bias,
        scale=np.array(linear.scale),
        bits=np.array(linear.bits),
    )
    return file.getvalue()


def unpacked(data: bytes) -> Linear:
    """Return the linear model whose file holds ``data``."""
    import numpy as np

    arrays = np.load(io.BytesIO(data), allow_pickle=False)
    bits = int(arrays["bits"])
    weights = np.zeros((1 << bits, len(arrays["labels"])), dtype=np.int8)
    weights[arrays["rows"]] = arrays["weights"]
    return Linear(
        labels=tuple(map(str, arrays["labels"])),
        weights=weights,
        bias=arrays["bias"],
        scale=float(arrays["scale"]),
        bits=bits,
    )


def known(given: frozenset[str]) -> Known:
    """Return the names that words are held against; ``given`` are the given names."""
    towns = resources.data("words", "towns.txt").read_text(encoding="utf-8").splitlines()
    return Known(
        given=given, towns=frozenset(town for town in towns if not town.startswith("#")), classes=dict(_classes())
    )


def _classes() -> Iterator[tuple[str, Class]]:
    """Yield words with their classes: a line for each fine class, which begins with the larger ones."""
    lines = resources.data("words", "classes.tsv").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if not line.startswith("#")):
        coarse, middle, words = line.split("\t")
        one = Class(fine=str(number), middle=middle, coarse=coarse)
        for word in words.split():
            yield word, one


def _checked(name: str, digest: str) -> bytes:
    """Return the bytes of a file of the model; raise KnowledgeError when they are not those that were trained."""
    data = resources.data(FOLDER, name).read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise KnowledgeError(f"{FOLDER}/{name}: not the file that was trained (install coopgraph again)")
    return data
