"""Find persons and the offices they hold, before the name, behind it, or across a comma."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coopgraph.extract.found import Found, Sentence, Source
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.tokens import Token
from coopgraph.model import Kind

_MOST_NAME_WORDS = 6
_MOST_TITLE_WORDS = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The words that say which office a person holds, and where they stand."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFound:
    """A person's name in a sentence with the office stated for it there."""

    mention: Found
    office: Office | None
    surname_only: bool


class PersonFinder:
    """Finds names of persons in one sentence after another; ``given`` are folded given names."""

    def __init__(self, given: frozenset[str]) -> None:
        self.given = given

    def find(self, sentence: Sentence, known: Sequence[Found], text: str, words: Lexicon) -> Iterator[PersonFound]:
        """Yield the persons of ``sentence``; ``known`` are its other names, which no person's name may overlap."""
        tokens = sentence.tokens
        blocked = {
            i
            for i, t in enumerate(tokens)
            for f in known
            if f.start <= t.start < f.end and (f.kind is not Kind.PLACE or f.source is not Source.REGISTRY)
        }
        i = 0
        while i < len(tokens):
            last = self._name_end(tokens, i, blocked, words)
            if last == i:
                i += 1
                continue
            first = self._behind_complement(tokens, i, last, words)
            person = self._person(sentence, first, last, known, text, words) if first < last else None
            if person:
                yield person
            i = last if person or first == last else i + 1

    def _name_end(self, tokens: tuple[Token, ...], i: int, blocked: set[int], words: Lexicon) -> int:
        """Return the index behind the run of words at ``i`` that may be a name of a person."""
        if not self._may_begin(tokens, i, blocked, words):
            return i
        j = i + 1
        while j < len(tokens) and j - i < _MOST_NAME_WORDS + 3:
            token = tokens[j]
            if j in blocked:
                break
            if self._is_part(token, words):
                j += 1
            elif token.text == "." and token.glued and len(tokens[j - 1].text) <= 2:
                j += 1
            elif token.is_hyphen and token.glued and j + 1 < len(tokens) and tokens[j + 1].glued and tokens[j + 1].is_name_like:
                j += 2
            elif token.norm in words.particles and self._name_follows(tokens, j, blocked, words):
                j += 1
            elif token.text == "," and j + 1 < len(tokens) and tokens[j + 1].norm in words.suffixes:
                j += 2
                break
            else:
                break
        while j > i and not (tokens[j - 1].is_name_like or tokens[j - 1].text == "."):
            j -= 1
        return j

    def _behind_complement(self, tokens: tuple[Token, ...], i: int, j: int, words: Lexicon) -> int:
        """Return where the name begins in a run that opens with the rest of a title: "(of) State Antony Blinken"."""
        joints = words.connectors | words.conjunctions
        article = i > 1 and tokens[i - 1].norm in words.articles
        if i == 0 or not (article or tokens[i - 1].norm in joints) or tokens[i - 1].norm in words.conjunctions - {"&"} and not self._in_complement(tokens, i - 1, words):
            return i
        if tokens[i].norm in self.given:
            return i
        return next((k for k in range(i + 1, j - 1) if tokens[k].norm in self.given), j)

    def _in_complement(self, tokens: tuple[Token, ...], k: int, words: Lexicon) -> bool:
        """Tell whether the conjunction at ``k`` joins two capitalised words of a title's complement."""
        return k > 1 and tokens[k - 1].is_name_like and any(t.norm in words.connectors for t in tokens[max(0, k - 9) : k])

    def _may_begin(self, tokens: tuple[Token, ...], i: int, blocked: set[int], words: Lexicon) -> bool:
        token = tokens[i]
        return i not in blocked and self._is_part(token, words) and (i == 0 or not tokens[i - 1].is_hyphen or not token.glued)

    def _is_part(self, token: Token, words: Lexicon) -> bool:
        """Tell whether ``token`` may be a given name, a surname or an initial."""
        if not token.is_name_like or not token.is_word or any(c.isdigit() for c in token.text):
            return False
        plain = token.norm in words.not_names or token.norm in words.offices or token.norm in words.courtesy
        return not plain and token.norm not in words.heads

    def _name_follows(self, tokens: tuple[Token, ...], j: int, blocked: set[int], words: Lexicon) -> bool:
        for k in range(j, min(j + 3, len(tokens))):
            if k in blocked:
                return False
            if tokens[k].norm in words.particles and not tokens[k].is_name_like:
                continue
            return self._is_part(tokens[k], words) and tokens[j].norm not in words.conjunctions
        return False

    def _person(self, sentence: Sentence, i: int, j: int, known: Sequence[Found], text: str, words: Lexicon) -> PersonFound | None:
        tokens = sentence.tokens
        names = [t for t in tokens[i:j] if t.is_name_like]
        first = self._title_start(sentence, i, known, words)
        titled = first < i and self._has_office(tokens[first:i], words)
        courtesy = i > 0 and self._courtesy_before(tokens, i, words)
        given = names[0].norm in self.given
        behind = self._office_behind(sentence, j, known, words)
        said = self._said(tokens, i, j, words)
        surname_only = len(names) == 1
        shape = 2 <= len(names) <= _MOST_NAME_WORDS and not all(t.is_acronym for t in names)
        title = i > 0 and tokens[i - 1].norm in words.titles and tokens[i - 1].is_name_like
        evidence = (title or courtesy) and not sentence.heading if surname_only else shape and ((titled and not sentence.heading) or courtesy or given or (bool(behind) and not names[0].is_acronym) or said)
        if not evidence or (surname_only and (names[0].is_acronym or len(names[0].text) < 3)):
            return None
        office = Office(start=tokens[first].start, end=tokens[i - 1].end) if titled else behind
        start, end = tokens[i].start, tokens[j - 1].end
        mention = Found(start=start, end=end, text=text[start:end], kind=Kind.PERSON, source=Source.PERSON)
        return PersonFound(mention=mention, office=office, surname_only=surname_only)

    def _courtesy_before(self, tokens: tuple[Token, ...], i: int, words: Lexicon) -> bool:
        k = i - 2 if tokens[i - 1].text == "." and i > 1 else i - 1
        return tokens[k].norm in words.courtesy and tokens[k].is_name_like or tokens[k].norm in {"don", "dona"}

    def _has_office(self, tokens: Sequence[Token], words: Lexicon) -> bool:
        return any(t.norm in words.offices for t in tokens)

    def _title_start(self, sentence: Sentence, i: int, known: Sequence[Found], words: Lexicon) -> int:
        """Return the index of the first word of the title before the name at ``i``; ``i`` when there is none."""
        tokens = sentence.tokens
        by_end = {f.end: f for f in known}
        k, office = i, i
        while k > 0 and i - k < _MOST_TITLE_WORDS:
            before = tokens[k - 1]
            name = by_end.get(before.end)
            if name is not None and (before.is_name_like or name.demonym):
                k = next(n for n, t in enumerate(tokens) if t.start >= name.start)
                office = k if office < i else office
            elif before.norm in words.offices or (before.norm in words.courtesy and before.is_name_like):
                k -= 1
                office = k
            elif before.text == "," and k == i and (words.heads_first or self._comma_behind(tokens, i)):
                k -= 1
            elif before.text == "," and office == i and k < i and self._lists_complement(tokens, k - 1, words):
                k -= 1
            elif before.text in {"'s", "’s", "."} or (before.is_hyphen and before.glued) or before.norm in words.office_before:
                k -= 1
                office = k if office < i and before.norm in words.office_before else office
            elif before.is_word and self._in_title(tokens, k - 1, i, words):
                k -= 1
            else:
                break
        if office == i or (tokens[i - 1].text == "," and self._belongs_before(tokens, office)):
            return i
        return self._widen(tokens, office, k, by_end)

    def _comma_behind(self, tokens: tuple[Token, ...], i: int) -> bool:
        """Tell whether the name at ``i`` is closed by a comma, as an apposition to its title is."""
        j = i
        while j < len(tokens) and (tokens[j].is_name_like or tokens[j].text == "."):
            j += 1
        return j < len(tokens) and tokens[j].text == ","

    def _lists_complement(self, tokens: tuple[Token, ...], k: int, words: Lexicon) -> bool:
        """Tell whether the comma at ``k`` stands in a list of capitalised words: "for Security, Democracy and Rights"."""
        return k > 0 and tokens[k - 1].is_name_like and any(t.norm in words.conjunctions for t in tokens[k + 1 : k + 5])

    def _belongs_before(self, tokens: tuple[Token, ...], office: int) -> bool:
        """Tell whether the office that begins at ``office`` is in apposition to a name before it."""
        return office > 1 and tokens[office - 1].text == "," and tokens[office - 2].is_name_like

    def _in_title(self, tokens: tuple[Token, ...], k: int, i: int, words: Lexicon) -> bool:
        """Tell whether the word at ``k`` may stand inside a title: "Minister of Foreign Affairs and Trade"."""
        token = tokens[k]
        if token.norm in words.saying:
            return False
        return token.is_name_like and token.norm not in words.not_names or token.norm in words.connectors | words.conjunctions | {"the", "la", "el", "los", "las"}

    def _widen(self, tokens: tuple[Token, ...], office: int, k: int, by_end: dict[int, Found]) -> int:
        """Return ``office``, or the index of the owner that stands before it: "European Commission President"."""
        j = office - 1
        if j >= k and tokens[j].text in {"'s", "’s"}:
            j -= 1
        if j >= k and j >= 0 and tokens[j].end in by_end:
            start = by_end[tokens[j].end].start
            return next(n for n, t in enumerate(tokens) if t.start >= start)
        return office

    def _office_behind(self, sentence: Sentence, j: int, known: Sequence[Found], words: Lexicon) -> Office | None:
        """Return the office in apposition behind the name: ", Chief of Mission of IOM Panama,"."""
        tokens = sentence.tokens
        k = j
        if k >= len(tokens) or not (tokens[k].text in {",", "(", "–", "—", "-", "•", "|"}):
            return None
        first = k + 1
        end = first
        starts = {f.start: f for f in known}
        seen = False
        while end < len(tokens) and end - first < _MOST_TITLE_WORDS:
            token = tokens[end]
            name = starts.get(token.start)
            if name is not None:
                end = next((n for n, t in enumerate(tokens) if t.start >= name.end), len(tokens))
                continue
            if token.text in {".", ";", ":", "(", ")", '"', "“", "”"} or token.norm in words.saying:
                if not (token.text == "." and token.glued and end + 1 < len(tokens) and tokens[end + 1].glued):
                    break
            if token.text == "," and (seen or end - first > 6) and not self._goes_on(tokens, end, starts, words):
                break
            if seen and self._verb_follows(tokens, end, words):
                break
            if token.norm in words.offices and end - first <= 5:
                seen = True
            end += 1
        if not seen:
            return None
        return Office(start=tokens[first].start, end=tokens[min(end, len(tokens)) - 1].end)

    def _verb_follows(self, tokens: tuple[Token, ...], k: int, words: Lexicon) -> bool:
        """Tell whether the lower-case word at ``k`` behind a name leaves the title: "of IOM Panama signed"."""
        token, before = tokens[k], tokens[k - 1]
        inside = words.connectors | words.conjunctions | words.articles | words.office_before | words.offices
        return before.is_name_like and token.is_word and not token.is_name_like and token.norm not in inside

    def _goes_on(self, tokens: tuple[Token, ...], k: int, starts: dict[int, Found], words: Lexicon) -> bool:
        """Tell whether the comma at ``k`` stands in a list that the office goes on behind: "women, children, and youth at"."""
        joined = False
        for j in range(k + 1, min(k + 10, len(tokens))):
            if tokens[j].start in starts:
                return joined and tokens[j - 1].norm in words.connectors | words.articles
            if tokens[j].is_name_like or not (tokens[j].is_word or tokens[j].text == ","):
                return False
            joined = joined or tokens[j].norm in words.conjunctions
        return False

    def _said(self, tokens: tuple[Token, ...], i: int, j: int, words: Lexicon) -> bool:
        before = i > 0 and tokens[i - 1].norm in words.saying
        behind = j < len(tokens) and tokens[j].norm in words.saying
        return before or behind
