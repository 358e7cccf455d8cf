"""Find names of persons by what stands beside them: an office, a courtesy title, a verb of saying, a given name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coopgraph.extract.found import Found, Sentence, Source
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.titles import Office, Titles
from coopgraph.extract.tokens import Token, fold
from coopgraph.model import Kind

_MOST_NAME_WORDS = 6
_SHORTEST_SURNAME = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFound:
    """A person's name in a sentence with the office stated for it there."""

    mention: Found
    office: Office | None


@dataclass(frozen=True, slots=True)
class PersonFinder:
    """Finds names of persons; ``given`` are folded given names."""

    given: frozenset[str]

    def find(
        self, sentence: Sentence, known: Sequence[Found], told: Sequence[Found], text: str, words: Lexicon
    ) -> Iterator[PersonFound]:
        """Yield the persons of ``sentence``, in order.

        ``known`` are its other mentions, which no person's name may overlap, ``told`` the persons already known there.
        """
        search = _Search(sentence, known, words, self.given)
        before: PersonFound | None = None
        shown = (search.person(first, last, text) for first, last in search.names())
        found = {p.mention.start: p for p in shown if p is not None}
        for one in told:
            overlapping = [s for s, p in found.items() if p.mention.start < one.end and one.start < p.mention.end]
            same = [found[s].mention.end - s for s in overlapping] == [one.end - one.start]
            if not same and not (one.weak and overlapping):
                for start in overlapping:
                    del found[start]
                found[one.start] = search.told(one)
        for start in sorted(found):
            before = search.sharing_office(found[start], before, text)
            yield before


class _Search:
    """The search for persons in one sentence."""

    def __init__(self, sentence: Sentence, known: Sequence[Found], words: Lexicon, given: frozenset[str]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.words = words
        self.given = given
        self.titles = Titles(sentence.tokens, known, words, given)
        # a place of one word may be a person's name or part of it: Santiago
        blocking = [f for f in known if f.kind is not Kind.PLACE or f.source is not Source.REGISTRY or " " in f.text]
        self.blocked = {i for i, t in enumerate(self.tokens) for f in blocking if f.start <= t.start < f.end}

    def names(self) -> Iterator[tuple[int, int]]:
        """Yield first and last index (exclusive) of the runs of words that may be a name of a person."""
        i = 0
        while i < len(self.tokens):
            last = self._end(i)
            first = self._behind_complement(i, last) if last > i else i
            if first < last:
                yield first, last
            i = max(last, i + 1)

    def person(self, i: int, j: int, text: str) -> PersonFound | None:
        """Return the person whose name the words ``i`` to ``j`` are, when what stands beside them shows one."""
        names = [t for t in self.tokens[i:j] if t.is_name_like]
        first = self.titles.before(i)
        behind = self.titles.behind(j)
        if self._modifies_office(j) or not self._is_shown(names, i, j, first, behind):
            return None
        office = self._office(i, first, behind)
        start, end = self.tokens[i].start, self.tokens[j - 1].end
        mention = Found(start=start, end=end, text=text[start:end], kind=Kind.PERSON, source=Source.PERSON)
        return PersonFound(mention=mention, office=office)

    def told(self, mention: Found) -> PersonFound:
        """Return the person known to be named by ``mention``, with the office beside the name."""
        i = next(k for k, t in enumerate(self.tokens) if t.end > mention.start)
        j = next((k for k in range(i, len(self.tokens)) if self.tokens[k].start >= mention.end), len(self.tokens))
        return PersonFound(mention=mention, office=self._office(i, self.titles.before(i), self.titles.behind(j)))

    def _office(self, i: int, first: int, behind: Office | None) -> Office | None:
        """Return the office before the name, or the one behind it when only that says more than a courtesy title."""
        title = self.tokens[first:i]
        if not any(t.norm in self.words.offices for t in title):
            return behind
        named = [f for f in self.titles.known if title[0].start <= f.start < title[-1].end]
        if behind is not None and not named and any(behind.start <= f.start < behind.end for f in self.titles.known):
            return behind
        return Office(start=title[0].start, end=title[-1].end)

    def sharing_office(self, person: PersonFound, before: PersonFound | None, text: str) -> PersonFound:
        """Return ``person`` with the office of the one before when a plural title covers both: "Ministers A and B"."""
        if person.office or before is None or before.office is None or before.office.start > before.mention.start:
            return person
        between = text[before.mention.end : person.mention.start].strip(" ,")
        title = map(fold, text[before.office.start : before.office.end].split())
        offices = self.words.offices
        plural = any(w.endswith("s") and (w[:-1] in offices or w.removesuffix("es") in offices) for w in title)
        joined = not between or between in self.words.conjunctions
        return replace(person, office=before.office) if plural and joined else person

    def _is_shown(self, names: Sequence[Token], i: int, j: int, first: int, behind: Office | None) -> bool:
        """Tell whether the words ``i`` to ``j`` are shown to be a person's name."""
        titled = first < i and not self.sentence.heading
        if len(names) == 1:
            title = i > 0 and self.tokens[i - 1].norm in self.words.titles and self.tokens[i - 1].is_name_like
            plain = not names[0].is_acronym and len(names[0].text) >= _SHORTEST_SURNAME
            return plain and (self._courtesy_before(i) or (title and not self.sentence.heading))
        given = names[0].norm in self.given
        if len(names) > _MOST_NAME_WORDS or (not given and all(t.is_acronym for t in names)):
            return False
        beside = behind is not None and not names[0].is_acronym
        return given or titled or beside or self._courtesy_before(i) or self._says(i, j)

    def _end(self, i: int) -> int:
        """Return the index behind the run of words at ``i`` that may be a name of a person."""
        if not self._begins(i):
            return i
        j = i + 1
        while j < len(self.tokens) and j - i < _MOST_NAME_WORDS + 3 and j not in self.blocked:
            step = self._step(j)
            if not step:
                break
            j += step
        while j > i and not (self.tokens[j - 1].is_name_like or self.tokens[j - 1].text == "."):
            j -= 1
        return j

    def _step(self, j: int) -> int:
        """Return how many tokens from ``j`` on go on a name: none, one, or a sign with the word behind it."""
        token, behind = self.tokens[j], self.tokens[j + 1] if j + 1 < len(self.tokens) else None
        if self._is_part(token) or (token.text == "." and token.glued and len(self.tokens[j - 1].text) <= 2):
            return 1
        if token.is_hyphen and token.glued and behind is not None and behind.glued and behind.is_name_like:
            return 2
        if token.norm in self.words.particles and self._name_follows(j):
            return 1
        return 2 if token.text == "," and behind is not None and behind.norm in self.words.suffixes else 0

    def _begins(self, i: int) -> bool:
        joined = i > 0 and self.tokens[i - 1].is_hyphen and self.tokens[i].glued
        return i not in self.blocked and self._is_part(self.tokens[i]) and not joined

    def _is_part(self, token: Token) -> bool:
        """Tell whether ``token`` may be a given name, a surname or an initial."""
        if not token.is_name_like or not token.is_word or any(c.isdigit() for c in token.text):
            return False
        words = self.words
        return not any(token.norm in plain for plain in (words.not_names, words.offices, words.courtesy, words.heads))

    def _name_follows(self, j: int) -> bool:
        """Tell whether the particles from ``j`` on lead to another part of the name: "de la Torre"."""
        if self.tokens[j].norm in self.words.conjunctions:
            return False
        for k in range(j, min(j + 3, len(self.tokens))):
            if k in self.blocked:
                return False
            if self.tokens[k].is_name_like or self.tokens[k].norm not in self.words.particles:
                return self._is_part(self.tokens[k])
        return False

    def _behind_complement(self, i: int, j: int) -> int:
        """Return where the name begins in a run that opens with the rest of a title: "(of) State Antony Blinken".

        Behind a preposition or an article no name of a person begins, unless with a given name.
        """
        if i == 0 or not self._follows_joint(i) or self.tokens[i].norm in self.given:
            return i
        given = next((k for k in range(i + 1, j - 1) if self.tokens[k].norm in self.given), j)
        return given if given < j else self._behind_portfolio(i, j)

    def _behind_portfolio(self, i: int, j: int) -> int:
        """Return where the name begins behind the words of a portfolio: "(of) Foreign Affairs Hanana Sidi"."""
        k = i
        inside = self.words.portfolio | self.words.office_before | self.words.conjunctions
        while k < j and self.tokens[k].norm in inside:
            k += 1
        return k if i < k <= j - 2 else j

    def _follows_joint(self, i: int) -> bool:
        before = self.tokens[i - 1]
        if before.norm in self.words.conjunctions:
            opened = any(t.norm in self.words.connectors for t in self.tokens[max(0, i - 10) : i - 1])
            return opened and i > 1 and self.tokens[i - 2].is_name_like
        return before.norm in self.words.connectors | self.words.articles

    def _modifies_office(self, j: int) -> bool:
        """Tell whether the words before ``j`` narrow an office: "National Security Advisor"."""
        return j < len(self.tokens) and self.tokens[j].norm in self.words.offices and self.tokens[j].is_name_like

    def _courtesy_before(self, i: int) -> bool:
        if i == 0:
            return False
        k = i - 2 if self.tokens[i - 1].text == "." and i > 1 else i - 1
        return self.tokens[k].norm in self.words.courtesy and (self.tokens[k].is_name_like or self.words.heads_first)

    def _says(self, i: int, j: int) -> bool:
        before = i > 0 and self.tokens[i - 1].norm in self.words.saying
        return before or (j < len(self.tokens) and self.tokens[j].norm in self.words.saying)
