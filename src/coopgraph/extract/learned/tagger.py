"""Correct the mentions that the rules see by what a tagger learned from annotated documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as attribute

from coopgraph.extract.found import Found, Sentence, Shown, Source, settle
from coopgraph.extract.learned import tokens as seeing
from coopgraph.extract.learned.field import Field, Opinion
from coopgraph.extract.learned.words import View
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.memo import Memo
from coopgraph.extract.tokens import tokenise
from coopgraph.model import Kind

_TRUSTED = frozenset({Source.REGISTRY, Source.DEFINITION, Source.VERB, Source.PLURAL})
"""Finders whose mentions stay where the tagger sees nothing."""


@dataclass(frozen=True, slots=True)
class Tagger:
    """Tags words; ``field`` says how, ``names`` is what words are held against."""

    field: Field
    names: seeing.Known
    sure: float = 0.6
    """How likely a mention must be, that the rules do not see, for more than a guess."""
    guess: float = 0.2
    """How likely it must be for a guess."""
    drops: float = 0.6
    """How likely it must be that the words of a mention name nothing for it to be no more than a guess."""
    _views: Memo[Lexicon, View[int]] = attribute(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Remember the words of each language once they are met."""
        object.__setattr__(self, "_views", Memo(lambda words: View(words, self.names, self.field.attributes.get)))

    def refine(self, shown: Sequence[Shown], text: str) -> list[tuple[Found, ...]]:
        """Return the mentions of each sentence of a document, with those of persons, as the tagger corrects them."""
        asked = [one for one in shown if one.found or self._may_name(one.sentence)]
        told = iter(
            [self._refined(one, opinion, text) for one, opinion in zip(asked, self.read(asked, shown), strict=True)]
        )
        return [next(told) if one.found or self._may_name(one.sentence) else () for one in shown]

    def read(self, asked: Sequence[Shown], shown: Sequence[Shown]) -> list[Opinion]:
        """Return what the words of ``asked`` most likely name, sentences of the document ``shown``."""
        seen = small_words([one.sentence for one in shown])
        return self.field.read([self._views[one.words].see(one.sentence, one.found, seen) for one in asked])

    def _refined(self, one: Shown, opinion: Opinion, text: str) -> tuple[Found, ...]:
        tagged = list(self._tagged(one, opinion, text))
        spans = [(f.start, f.end) for f in tagged]
        free = [f for f in one.found if all(f.end <= start or f.start >= end for start, end in spans)]
        settled = settle([*tagged, *[self._doubted(f, one.sentence, opinion) for f in free]])
        tokens = one.sentence.tokens
        taken = [(f.start, f.end) for f in settled]
        taken += [
            (tokens[first].start, tokens[last - 1].end)
            for first, last, name in seeing.spans(opinion.tags)
            if name != seeing.STATE and (tokens[last - 1].end in {end for _, end in spans})
        ]
        return tuple(sorted([*settled, *self._guessed(one, opinion, taken, text)], key=lambda f: f.start))

    def _may_name(self, sentence: Sentence) -> bool:
        """Tell whether a sentence in which the rules see nothing may name something: one in ten does not."""
        first, *others = sentence.tokens
        return any(t.is_name_like for t in others) or (first.is_name_like and first.norm not in self.names.classes)

    def _guessed(self, one: Shown, opinion: Opinion, taken: Sequence[tuple[int, int]], text: str) -> Iterator[Found]:
        """Yield what may be named by words that no stretch in ``taken`` has."""
        sentence, words, tokens = one.sentence, one.words, one.sentence.tokens
        free = [
            opinion.marginal(seeing.OUTSIDE, i) < 1 - self.guess
            and not any(start < t.end and t.start < end for start, end in taken)
            for i, t in enumerate(tokens)
        ]
        end = 0
        for i in range(len(tokens)):
            if i < end or not free[i]:
                continue
            best = max(((opinion.marginal(f"B-{name}", i), name) for name in opinion.begins), default=(0.0, ""))
            if best[0] < self.guess or best[1] == seeing.STATE:
                continue
            end = i + 1
            while end < len(tokens) and free[end] and opinion.marginal(f"I-{best[1]}", end) >= best[0] / 2:
                end += 1
            kind, unnamed = Kind(best[1].removesuffix(seeing.UNNAMED)), best[1].endswith(seeing.UNNAMED)
            first = _behind_courtesy(sentence, i, end, words) if kind is Kind.PERSON else i
            office = kind is Kind.GOVERNMENT_BODY and _is_office(sentence, i, words)
            if kind is not Kind.GOVERNMENT and not office:
                guessed = _new(sentence, first, end, text, kind, (), unnamed=unnamed, words=words)
                yield replace(guessed, weak=True, likely=best[0])

    def _doubted(self, found: Found, sentence: Sentence, opinion: Opinion) -> Found:
        """Return ``found``, as a guess where its words most likely name nothing worth a node."""
        words = [i for i, t in enumerate(sentence.tokens) if found.start <= t.start < found.end]
        likely = 1 - min((opinion.marginal(seeing.OUTSIDE, i) for i in words), default=0.0)
        nothing = all(opinion.tags[i] == seeing.OUTSIDE for i in words) and likely <= 1 - self.drops
        weak = nothing and found.source not in _TRUSTED and not found.unnamed
        return replace(found, weak=weak, likely=likely)

    def _tagged(self, one: Shown, opinion: Opinion, text: str) -> Iterator[Found]:
        sentence, found, words = one.sentence, one.found, one.words
        at = {(f.start, f.end): f for f in found}
        for opening, last, name in seeing.spans(opinion.tags):
            person = name == Kind.PERSON.value
            first = _behind_courtesy(sentence, opening, last, words) if person else opening
            start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
            seen = at.get((start, end))
            inside = [f for f in found if start <= f.start and f.end <= end]
            if name == seeing.STATE:
                continue
            kind, unnamed = Kind(name.removesuffix(seeing.UNNAMED)), name.endswith(seeing.UNNAMED)
            if kind is Kind.GOVERNMENT and not any(f.is_state for f in inside):
                continue
            if kind is Kind.GOVERNMENT_BODY and seen is None and _is_office(sentence, first, words):
                continue
            likely = min(opinion.marginal(opinion.tags[i], i) for i in range(first, last))
            if likely < self.sure:
                continue
            if seen is not None:
                yield replace(_as(seen, kind, unnamed=unnamed, words=words), likely=likely)
            elif not unnamed or not any(f.unnamed and f.kind is kind for f in inside):
                new = _new(sentence, first, last, text, kind, inside, unnamed=unnamed, words=words)
                yield replace(new, likely=likely)


def _is_office(sentence: Sentence, first: int, words: Lexicon) -> bool:
    """Tell whether words that name a body open as an office does: "Minister of Finance", which stands for a person."""
    return sentence.tokens[first].norm in words.offices


def _behind_courtesy(sentence: Sentence, first: int, last: int, words: Lexicon) -> int:
    """Return where the name begins of a person that the tagger names with a title: "Dr. Ana Ruiz"."""
    titles = words.courtesy | words.titles | words.offices
    while first < last - 1 and (sentence.tokens[first].norm in titles or not sentence.tokens[first].is_word):
        first += 1
    return first


def small_words(sentences: Sequence[Sentence]) -> Counter[str]:
    """Return how often each word begins with a small letter in ``sentences``."""
    return Counter(t.norm for s in sentences for t in s.tokens if t.text[0].islower())


def _as(seen: Found, kind: Kind, *, unnamed: bool, words: Lexicon) -> Found:
    """Return the mention ``seen`` as one of ``kind``; what the registry knows stays what it is."""
    if seen.actor or seen.is_state or (seen.kind is kind and seen.unnamed == unnamed):
        return seen
    subkind = seen.subkind if seen.kind is kind else _subkind([t.norm for t in tokenise(seen.text)], kind, words)
    return replace(seen, kind=kind, unnamed=unnamed, subkind=subkind)


def _new(
    sentence: Sentence,
    first: int,
    last: int,
    text: str,
    kind: Kind,
    inside: Sequence[Found],
    *,
    unnamed: bool,
    words: Lexicon,
) -> Found:
    """Return the mention that the words ``first`` to ``last`` are; ``inside`` are those the rules see in it."""
    tokens = sentence.tokens[first:last]
    start, end = tokens[0].start, tokens[-1].end
    before = sentence.tokens[first - 1].norm if first else ""
    organisations = [f for f in inside if f.kind is Kind.INTERNATIONAL_ORGANIZATION and f.actor]
    states = [f for f in inside if f.is_state] if kind is Kind.GOVERNMENT_BODY else []
    return Found(
        start=start,
        end=end,
        text=text[start:end],
        kind=kind,
        source=Source.PERSON if kind is Kind.PERSON else Source.NOUN if unnamed else Source.HEAD,
        country=states[0].actor if states else "",
        nested=tuple(states),
        owner=organisations[0].actor if organisations else "",
        subkind=_subkind([t.norm for t in tokens], kind, words),
        unnamed=unnamed,
        definite=unnamed and before in words.definite,
    )


def _subkind(norms: Sequence[str], kind: Kind, words: Lexicon) -> str:
    """Return the subkind of the last noun of ``kind`` among the words, in Spanish of the first."""
    nouns = [words.nouns[n] for n in norms if n in words.nouns and words.nouns[n].kind is kind]
    if not nouns:
        return ""
    return (nouns[0] if words.heads_first else nouns[-1]).subkind
