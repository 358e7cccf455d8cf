"""Check annotations by machine: against the format and their texts, and texts against each other.

check.py [FOLDER] [--report]

Prints a line for each problem of our own corpus, or of the annotated texts in FOLDER (docs/*.txt and gold/*.json), and
exits with 1 when there are any. ``--report`` adds what our corpus holds and how it compares with the evaluation set
``train``, in Markdown and in numbers only: no words of ``train`` are printed.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from math import inf
from pathlib import Path
from statistics import quantiles

import annotated
from coopgraph.errors import CoopgraphError, InputError
from coopgraph.evaluation import fields, gold
from coopgraph.evaluation.ends import ENDS
from coopgraph.evaluation.fields import Fields
from coopgraph.evaluation.gold import Gold
from coopgraph.extract.mentions import Finders, own_sentences
from coopgraph.extract.tokens import tokenise
from coopgraph.ingest import raw
from coopgraph.model import Document, Kind, Relation
from coopgraph.registry import Registry

GRAM = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the texts of a folder must be like."""

    fewest: int
    """Words; so is ``most``."""
    most: float
    alike: float
    """Share of their word 5-grams, of the document with fewer, that two documents may have in common."""


OURS = Limits(fewest=75, most=560, alike=0.3)
GIVEN = Limits(fewest=1, most=inf, alike=0.8)
"""Texts of others are as long as they are and share their notices; the same release twice is a slip."""

KINDS = frozenset(Kind)
Corpus = Sequence[tuple[Gold, Document]]
"""Documents with their annotations."""


def problems(folder: Path, limits: Limits = OURS) -> Iterator[str]:
    """Yield what is wrong with the annotated texts in ``folder``, one line each."""
    texts = _texts(folder)
    golds = sorted((folder / "gold").glob("*.json"))
    if not texts:
        yield f"{folder}: no documents (docs/*.txt)"
    for name in sorted(set(texts) - {_doc(file) for file in golds}):
        yield f"{name}: no annotations (gold/{Path(name).stem}.json)"
    for file in golds:
        yield from _caught(_annotations(file, texts))
    for name, text in texts.items():
        words = len(text.split())
        if not limits.fewest <= words <= limits.most:
            yield f"{name}: {words} words ({limits.fewest} to {limits.most})" if words else f"{name}: no words in it"
    for share, one, other in overlaps(texts):
        if share > limits.alike:
            yield f"{one}, {other}: share {share:.2f} of their word {GRAM}-grams ({limits.alike} at most)"


def _texts(folder: Path) -> dict[str, str]:
    files = sorted((folder / "docs").glob("*.txt"))
    return {file.name: raw.normalise(fields.read_text(file)) for file in files}


def _doc(file: Path) -> str:
    return f"{file.stem}.txt"


def _caught(found: Iterator[str]) -> Iterator[str]:
    """Yield problems, the last of them the error that ends them."""
    try:
        yield from found
    except InputError as error:
        yield str(error)


def _annotations(file: Path, texts: Mapping[str, str]) -> Iterator[str]:
    whole = fields.parse(fields.read_text(file), file.name)
    if whole.text("doc") != _doc(file):
        yield str(whole.error(f"'doc' is '{whole.text('doc')}' ({_doc(file)})"))
    if _doc(file) not in texts:
        raise whole.error(f"no text (docs/{_doc(file)})")
    text = texts[_doc(file)]
    whole.text("lang")
    kinds: dict[str, str] = {}
    for item in whole.records("entities"):
        yield from _caught(_entity(item, text, kinds))
    for item in whole.records("relations"):
        yield from _caught(_relation(item, text, kinds))


def _entity(item: Fields, text: str, kinds: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with an entity; add its type to ``kinds``, right or not."""
    id_ = item.text("id")
    if id_ in kinds:
        yield str(item.error(f"id '{id_}' is taken (one id for each entity)"))
    kinds[id_] = item.text("type")
    item.choice("type", Kind)
    item.flag("unnamed")
    item.flag("optional")
    names = item.texts("names")
    # The first may be the official name of what the text calls by another.
    for name in names[1:] or names:
        if not _holds(text, name):
            yield str(item.error(f"the text does not hold the name '{name}'"))
    date = item.optional_text("date")
    if date and not _is_date(date):
        yield str(item.error(f"'date' is '{date}' (2023, 2023-10, 2023-10-18 or 2023-10-18/2023-10-19)"))


def _is_date(date: str) -> bool:
    days = date.split("/")
    return len(days) <= 2 and all(day and raw.iso_date(day) == day for day in days)


def _relation(item: Fields, text: str, kinds: Mapping[str, str]) -> Iterator[str]:
    relation = item.choice("type", Relation)
    item.flag("optional")
    item.number("amount")
    item.optional_text("currency")
    ends = {end: item.text(end) for end in ("subject", "object")}
    for (end, id_), fitting in zip(ends.items(), ENDS[relation], strict=True):
        if id_ not in kinds:
            yield str(item.error(f"{end} '{id_}' is no entity"))
        elif kinds[id_] not in fitting and kinds[id_] in KINDS:
            yield str(item.error(f"{end} '{id_}' of {relation} is of type {kinds[id_]}"))
    if not _holds(text, item.text("quote")):
        yield str(item.error(f"the text does not hold the quotation '{item.text('quote')}'"))
    role = item.optional_text("role")
    if role and not _holds(text, role):
        yield str(item.error(f"the text does not hold the role '{role}'"))


def _holds(text: str, words: str) -> bool:
    return bool(words.strip()) and annotated.find(text, words) is not None


def overlaps(texts: Mapping[str, str]) -> list[tuple[float, str, str]]:
    """Return the share of word 5-grams that documents have in common, highest first; pairs without any are left out."""
    sizes: dict[str, int] = {}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, text in sorted(texts.items()):
        words = _words(text)
        grams = set(zip(*(words[i:] for i in range(GRAM)), strict=False))
        sizes[name] = len(grams)
        for gram in grams:
            holders[gram].append(name)
    common = Counter(chain.from_iterable(combinations(names, 2) for names in holders.values()))
    shares = ((count / min(sizes[one], sizes[other]), one, other) for (one, other), count in common.items())
    return sorted(shares, key=lambda s: (-s[0], *s[1:]))


def _words(text: str) -> list[str]:
    return [token.norm for token in tokenise(text) if token.is_word]


def report(own: Corpus, train: Corpus | None) -> str:
    """Return what the corpus holds and, where ``train`` is there, how it compares, in Markdown."""
    highest = next(iter(overlaps({g.doc: d.text for g, d in own})), None)
    alike = "{:.3f} ({}, {})".format(*highest) if highest else "none"
    parts = [
        "# The corpus",
        _languages(own),
        f"Highest overlap of word {GRAM}-grams: {alike}.",
        "## Entities",
        _entities(own),
        "## Relations",
        _relations(own),
        "## Beside train",
        *(_comparison(own, train) if train else ["The set is not here (COOPGRAPH_SHARED names the folder with eval)."]),
    ]
    return "\n\n".join(parts)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else ""


def _languages(own: Corpus) -> str:
    documents = Counter(one.lang for one, _ in own)
    words = Counter(one.lang for one, document in own for _ in document.text.split())
    rows = [(lang, documents[lang], words[lang]) for lang in sorted(documents)]
    return _table(["language", "documents", "words"], [*rows, ("all", documents.total(), words.total())])


def _entities(own: Corpus) -> str:
    every = [e for g, _ in own for e in g.entities.values()]
    rows = []
    for kind in Kind:
        these = [e for e in every if e.kind is kind]
        rows.append((kind, *_required(these), _share(sum(e.unnamed for e in these), len(these))))
    return _table(["type", "required", "optional", "share unnamed"], [*rows, ("all", *_required(every), "")])


def _relations(own: Corpus) -> str:
    every = [r for g, _ in own for r in g.relations]
    rows = [(relation, *_required([r for r in every if r.relation is relation])) for relation in Relation]
    return _table(["type", "required", "optional"], [*rows, ("all", *_required(every))])


def _required(things: Sequence[gold.GoldEntity] | Sequence[gold.GoldRelation]) -> tuple[int, int]:
    """Return how many are required and how many optional; a relation of an optional end is optional."""
    optional = sum(thing.optional for thing in things)
    return len(things) - optional, optional


def _comparison(own: Corpus, train: Corpus) -> Iterator[str]:
    rows = []
    for lang in sorted({g.lang for g, _ in train}):
        known, words = _vocabulary(own, lang), _vocabulary(train, lang)
        found = words.keys() & known.keys()
        tokens = _share(sum(words[word] for word in found), words.total())
        rows.append((lang, len(words), _share(len(found), len(words)), tokens))
    yield "Words of `train` (numbers left out, case and accents alike) that the corpus in the same language has:"
    yield _table(["language", "word types", "share found", "share of tokens found"], rows)
    abbreviation = Finders.load(Registry.load()).abbreviation
    sides = [_distributions(corpus, abbreviation) for corpus in (own, train)]
    yield "Lower quartile, median and upper quartile:"
    yield _table(["", "corpus", "train"], [(what, *(_quartiles(side[what]) for side in sides)) for what in sides[0]])


def _distributions(corpus: Corpus, abbreviation: re.Pattern[str]) -> dict[str, list[float]]:
    words = [len(document.text.split()) for _, document in corpus]
    required = [_required(one.relations)[0] for one, _ in corpus]
    sentences = (s for _, document in corpus for s in own_sentences(document, abbreviation))
    return {
        "words in a document": [*words],
        "words in a sentence": [sum(t.is_word for t in s.tokens) for s in sentences],
        "relations in a document": [len(one.relations) for one, _ in corpus],
        "required relations in a document": [*required],
        "required relations in 100 words": [100 * r / w for r, w in zip(required, words, strict=True)],
    }


def _vocabulary(corpus: Corpus, lang: str) -> Counter[str]:
    texts = (document.text for one, document in corpus if one.lang == lang)
    return Counter(word for text in texts for word in _words(text) if not any(map(str.isdigit, word)))


def _quartiles(values: Sequence[float]) -> str:
    return " / ".join(f"{value:.1f}" for value in quantiles(values, n=4, method="inclusive")) if values[1:] else "-"


def _read(folder: Path, documents: Callable[[], Iterable[annotated.Annotated]]) -> Corpus:
    golds = gold.read(folder)  # first: it names the place of what is malformed
    texts = {one.name: one.document for one in documents()}
    return [(one, texts[one.doc]) for one in golds]


def _corpora() -> tuple[Corpus, Corpus | None]:
    own, train = annotated.OWN / "gold", annotated.SHARED / "eval" / "gold" / "train"
    beside = _read(train, lambda: annotated.shared("train")) if train.is_dir() else None
    return _read(own, annotated.own), beside


def main(arguments: Sequence[str] | None = None) -> int:
    """Check and, where asked to, report; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="check this instead of our own corpus")
    parser.add_argument("--report", action="store_true", help="also print what the corpus holds")
    options = parser.parse_args(arguments)
    folder, limits = (options.folder, GIVEN) if options.folder else (annotated.OWN, OURS)
    try:
        found = list(problems(folder, limits))
        number = len(list((folder / "docs").glob("*.txt")))
        print("\n".join(found) or f"{number} document{'' if number == 1 else 's'}, no problem.")
        if options.report:
            print(f"\n{report(*_corpora())}")
    except CoopgraphError as error:
        print(error, file=sys.stderr)
        return 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
