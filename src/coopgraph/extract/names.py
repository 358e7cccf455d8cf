"""Find capitalised names by their head noun: "Ministry of Public Security", "Western Hemisphere Program"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coopgraph.extract.found import Found, Sentence, Source
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.tokens import Token
from coopgraph.model import Kind

_LONGEST = 16
"""Words of the longest name; beyond it the grammar has run away."""
_STATE_BODIES = frozenset({Kind.GOVERNMENT_BODY})
_ORGANISED = frozenset({Kind.GOVERNMENT_BODY, Kind.COMPANY, Kind.ACADEMIC, Kind.CIVIL_SOCIETY})
_NAMED_EVENTS = frozenset({Kind.PROGRAMME, Kind.EVENT, Kind.AGREEMENT, Kind.FORUM})
_QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’"}


def body_of(kind: Kind) -> bool:
    """Tell whether a thing of ``kind`` may be a part of the organisation whose name is inside its own."""
    return kind in _ORGANISED | {Kind.INTERNATIONAL_ORGANIZATION, Kind.FORUM}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A registry name as a whole, or one token."""

    tokens: tuple[Token, ...]
    known: Found | None = None

    @property
    def first(self) -> Token:
        return self.tokens[0]

    @property
    def norm(self) -> str:
        return "" if self.known else self.first.norm

    @property
    def is_capital(self) -> bool:
        """True for a known name, a capitalised word, or a number with a letter."""
        return self.known is not None or self.first.is_name_like


def units_of(sentence: Sentence, known: Sequence[Found]) -> list[Unit]:
    """Return the tokens of ``sentence`` with each known name as one unit."""
    found: list[Unit] = []
    tokens, i = sentence.tokens, 0
    by_start = {f.start: f for f in known}
    while i < len(tokens):
        name = by_start.get(tokens[i].start)
        j = i + 1
        if name:
            while j < len(tokens) and tokens[j].end <= name.end:
                j += 1
        found.append(Unit(tokens=tokens[i:j], known=name))
        i = j
    return found


def find(sentence: Sentence, known: Sequence[Found], text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the names of ``sentence`` that a head noun types; ``known`` are the registry's names in it."""
    grammar = _Grammar(units_of(sentence, known), lexicon)
    for head in range(len(grammar.units)):
        span = grammar.name_at(head)
        if span:
            yield grammar.found(span, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """Borders of a name in units, the last exclusive, and its head's kind."""

    first: int
    last: int
    head: int
    head_end: int
    kind: Kind
    noun: int | None = None
    """Index of the common noun beside the name proper, which the mention takes in: "TRACK4TIP initiative"."""


class _Grammar:
    """The grammar of names over the units of one sentence."""

    def __init__(self, units: list[Unit], lexicon: Lexicon) -> None:
        self.units = units
        self.words = lexicon
        self._content = 0
        self._untrue = (lexicon.not_names | lexicon.articles) - lexicon.openers
        self._stops = (lexicon.courtesy | lexicon.not_names) - lexicon.openers

    def name_at(self, head: int) -> _Name | None:
        """Return the name whose head noun stands at ``head``, or None."""
        kind, head_end = self._head(head)
        if kind is None:
            return self._titled(head)
        first = head if self.words.heads_first else self._left(head, kind)
        first = self._ordinal(first) if self.words.heads_first else first
        last = self._right(head_end, kind, bare=first == head)
        first = self._trim(first, head)
        needed = 2 if self.units[head].norm in self.words.weak_heads else 1
        if (
            self._size(first, last) - self._size(head, head_end) < needed
            or last - first > _LONGEST
            or self._is_generic(first, last)
        ):
            return None
        return _Name(
            first=first, last=last, head=head, head_end=head_end, kind=self._kind(kind, first, last, head)
        )

    def _size(self, first: int, last: int) -> int:
        """Return how many words units ``first`` to ``last`` are, those joined by a hyphen counted as one."""
        units = self.units[first:last]
        return sum(u.first.is_word for u in units) - sum(u.first.is_hyphen for u in units)

    def _is_generic(self, first: int, last: int) -> bool:
        """Tell whether the name is one that any organisation has: "Country Office", "UNDP Country Office"."""
        units = self.units[first + 1 : last] if self.units[first].known else self.units[first:last]
        return tuple(u.norm for u in units if u.first.is_word) in self.words.not_named

    def _head(self, i: int) -> tuple[Kind | None, int]:
        """Return the kind of the head noun at ``i`` and the index behind it."""
        if not self.units[i].is_capital or self.units[i].known:
            return None, i
        for size in (4, 3, 2):
            norms = self._norms(i, size)
            kind = self.words.head_phrases.get(norms[0]) if norms[0] else None
            if kind:
                return self._closing(i, norms[1], kind)
        kind = self.words.heads.get(self.units[i].norm)
        return self._closing(i, i + 1, kind) if kind else (None, i)

    def _norms(self, i: int, size: int) -> tuple[tuple[str, ...], int]:
        """Return the norms of ``size`` words from ``i`` on, possessives skipped, and the index behind them."""
        norms: list[str] = []
        j = i
        while j < len(self.units) and len(norms) < size:
            if self.units[j].known:
                return (), j
            if self.units[j].norm:
                norms.append(self.units[j].norm)
            elif self.units[j].first.text not in {"'s", "’s", "'", "’"}:
                return (), j
            j += 1
        return (tuple(norms), j) if len(norms) == size else ((), j)

    def _closing(self, i: int, end: int, kind: Kind) -> tuple[Kind | None, int]:
        """Return the head unless a capitalised word behind it shows that it only modifies another."""
        if self.words.heads_first or end >= len(self.units):
            return kind, end
        following = self.units[end]
        if (
            following.is_capital
            and not following.known
            and following.first.is_word
            and not following.first.glued
        ):
            opens = self.units[i].norm in self.words.name_first
            return (kind, end) if opens and following.norm not in self.words.offices else (None, i)
        return kind, end

    def _left(self, head: int, kind: Kind) -> int:
        """Return where the name begins that closes with the head noun."""
        i = head
        closes = not self._goes_on_with(head + 1)
        while i > 0:
            before = self.units[i - 1]
            if before.known:
                i -= 1
                if before.known.is_state and kind not in _NAMED_EVENTS:
                    break
            elif before.first.is_name_like and before.norm not in self._stops:
                i -= 1
            elif (
                before.first.text in {"'s", "’s", "’", "'"}
                and i >= 2
                and self.units[i - 2].norm in self.words.possessors
            ) or (before.first.is_hyphen and i >= 2 and before.first.glued and self.units[i - 2].is_capital) or (closes and before.norm in self.words.conjunctions and self._joins_left(i - 1)):
                i -= 2
            else:
                break
        return i

    def _goes_on_with(self, i: int) -> bool:
        """Tell whether a complement begins at ``i``: then the head opens the name."""
        return i < len(self.units) and self.units[i].norm in {"of", "for"}

    def _joins_left(self, i: int) -> bool:
        """Tell whether the conjunction at ``i`` joins two modifiers: "Trade and Technology Council"."""
        if i < 1 or self.units[i - 1].known or not self.units[i - 1].is_capital:
            return False
        behind = self.units[i + 1]
        return (
            not behind.known
            and self.units[i - 1].norm not in self.words.heads
            and i >= 1
            and not self._opens(i - 1)
        )

    def _opens(self, i: int) -> bool:
        """Tell whether unit ``i`` opens the sentence, where a capital says nothing."""
        return i == 0

    def _ordinal(self, i: int) -> int:
        """Return the index of a Roman numeral or ordinal before a Spanish head: "XII Cumbre"."""
        if i and self.units[i - 1].first.is_name_like and not self.units[i - 1].known:
            word = self.units[i - 1].first.text
            if set(word) <= set("IVXL") or word.endswith(("er", "era", "ª", "º")):
                return i - 1
        return i

    def _right(self, i: int, kind: Kind, *, bare: bool) -> int:
        """Return the index behind the name whose head ends before ``i``."""
        end = i
        self._content = i if bare else i - 1
        complement = self.words.heads_first
        end = self._capitals(end) if self.words.heads_first or self._name_first(end) else end
        while end < len(self.units):
            step = self._connector(end, kind)
            if step is None and complement:
                step = self._conjunction(end)
            if step is None:
                break
            complement = True
            end = self._capitals(step)
        return end

    def _name_first(self, end: int) -> bool:
        return end > 0 and self.units[end - 1].norm in self.words.name_first

    def _capitals(self, i: int) -> int:
        """Return the index behind the run of capitalised units that begins at ``i``."""
        begin = i
        while i < len(self.units):
            unit = self.units[i]
            if unit.known and i > begin and (self.units[i - 1].known or not self.words.heads_first):
                break
            if unit.is_capital or self._is_year(i):
                i += 1
                if unit.known and unit.known.is_state:
                    break
            elif (
                unit.first.is_hyphen
                and i + 1 < len(self.units)
                and (self._is_year(i + 1) or (unit.first.glued and self.units[i + 1].is_capital))
            ) or (
                unit.norm == "the"
                and i > begin
                and self.units[i - 1].norm.endswith("ing")
                and i + 1 < len(self.units)
                and self.units[i + 1].is_capital
            ):
                i += 1
            else:
                break
        return i

    def _is_year(self, i: int) -> bool:
        return self.units[i].first.text.isdigit() and len(self.units[i].first.text) == 4

    def _connector(self, i: int, kind: Kind) -> int | None:
        """Return the index behind a connector at ``i`` when the name goes on behind it."""
        word = self.units[i].norm
        if word not in self.words.connectors:
            return None
        j = i + 1
        while (
            j < len(self.units)
            and self.units[j].norm in self.words.articles | {"los", "las"}
            and not self.units[j].first.is_name_like
        ):
            j += 1
        if j >= len(self.units) or not self.units[j].is_capital:
            return None
        following = self.units[j]
        if self._is_person_title(j):
            return None
        if i > self._content and self._is_other_name(j):
            return None
        place = following.known is not None and (
            following.known.is_state or following.known.kind is Kind.PLACE
        )
        if word in self.words.locative:
            if word in {"to", "in", "at", "en", "a", "por"} and following.known:
                embassy = (
                    word in {"in", "en", "to"} and place and kind in _STATE_BODIES and self._is_embassy(i)
                )
                return j if embassy else None
            if word in {"in", "en"}:
                return (
                    j if self.units[i - 1].norm.endswith(("ing", "trata", "trafico")) and not place else None
                )
            return j if word in {"to", "por"} and not place else None
        if (
            place
            and self.units[i - 1].norm
            in {
                "office",
                "unit",
                "agency",
                "service",
                "council",
                "commission",
                "centre",
                "center",
                "oficina",
                "unidad",
            }
            and i - 1 == self._content
        ):
            return None
        if place and kind in {Kind.PROGRAMME, Kind.EVENT, Kind.AGREEMENT} and word in {"for", "para"}:
            return None
        return j

    def _is_other_name(self, i: int) -> bool:
        """Tell whether a name of its own begins at ``i``: "Unit for Migrants of the | National Migration Service"."""
        following = self.units[i]
        if following.known:
            return not following.known.is_state and following.known.kind is not Kind.PLACE
        run = range(i, self._capitals(i))
        heads = [k for k in run if self._head(k)[0] is not None]
        return bool(heads) and (len(run) > 1 or self.words.heads_first)

    def _is_embassy(self, i: int) -> bool:
        return any(
            u.norm in {"embassy", "embajada", "consulate", "consulado", "delegation", "delegacion"}
            for u in self.units[max(0, i - 6) : i]
        )

    def _is_person_title(self, i: int) -> bool:
        unit = self.units[i]
        return not unit.known and (unit.norm in self.words.courtesy or unit.norm in self.words.offices)

    def _conjunction(self, i: int) -> int | None:
        """Return the index behind "and", or a comma of a list that ends in "and", inside a complement."""
        unit = self.units[i]
        if self.units[i - 1].known:
            return None
        if unit.norm in self.words.conjunctions:
            return i + 1 if self._is_plain_word(i + 1) else None
        if (
            unit.first.text == ","
            and i + 1 < len(self.units)
            and self.units[i + 1].norm in self.words.conjunctions
        ):
            return (
                i + 2
                if self._is_plain_word(i + 2) and "," in {u.first.text for u in self.units[max(0, i - 4) : i]}
                else None
            )
        if unit.first.text != "," or not self._is_plain_word(i + 1):
            return None
        j = self._capitals(i + 1)
        if j >= len(self.units) or j - i > 4:
            return None
        tail = j + 1 if self.units[j].first.text == "," and j + 1 < len(self.units) else j
        joins = self.units[tail].norm in self.words.conjunctions and self._is_plain_word(tail + 1)
        return (
            i + 1 if joins or (self.units[j].first.text == "," and self._conjunction(j) is not None) else None
        )

    def _is_plain_word(self, i: int) -> bool:
        """Tell whether a capitalised common word stands at ``i``: no known name, head or title of a person."""
        if i >= len(self.units):
            return False
        unit = self.units[i]
        if unit.known or not unit.first.is_name_like or unit.first.is_acronym or self._is_person_title(i):
            return False
        run = self.units[i : self._capitals(i)]
        heads = any(u.norm in self.words.heads and not u.norm.endswith("services") for u in run)
        return not heads and not any(u.known for u in run) and unit.norm not in self.words.not_names

    def _trim(self, first: int, head: int) -> int:
        """Return ``first`` behind words that only stand capitalised because they open the sentence."""
        while first < head:
            unit = self.units[first]
            if (
                (unit.known is None and unit.norm in self._untrue)
                or not unit.first.is_word
                or unit.norm in self.words.conjunctions
            ):
                first += 1
            else:
                break
        return first

    def _titled(self, i: int) -> _Name | None:
        """Return the name formed by a lower-case noun and a name or a title in quotation marks."""
        noun = self.words.nouns.get(self.units[i].norm) if not self.units[i].known else None
        if noun is None:
            return None
        kind = noun.kind
        quoted = self._quoted(i + 1)
        if not quoted and self.units[i].first.is_name_like:
            return None
        if quoted:
            return _Name(first=quoted[0], last=quoted[1], head=i, head_end=i + 1, kind=kind, noun=i)
        if self.words.heads_first:
            last = self._capitals(i + 1)
            plain = (
                last > i + 1 and self._is_proper(i + 1, last) and self.units[i].norm in self.words.name_first
            )
            return _Name(first=i + 1, last=last, head=i, head_end=i + 1, kind=kind, noun=i) if plain else None
        first = i
        while first > 0 and (
            self.units[first - 1].is_capital
            or (self.units[first - 1].first.is_hyphen and first > 1 and self.units[first - 2].is_capital)
        ):
            first -= 1
        first = self._trim(first, i)
        if first < i and self._is_proper(first, i):
            return _Name(first=first, last=i, head=i, head_end=i + 1, kind=kind, noun=i)
        return None

    def _is_proper(self, first: int, last: int) -> bool:
        """Tell whether units ``first`` to ``last`` are a name of their own, not a known actor that modifies the noun."""
        units = self.units[first:last]
        if any(u.known and (u.known.demonym or u.known.kind is not Kind.PROGRAMME) for u in units):
            return False
        words = self.words
        if any(u.norm in words.not_names or u.norm in words.offices or u.norm in words.heads for u in units):
            return False
        return first > 0 or last - first > 1

    def _quoted(self, i: int) -> tuple[int, int] | None:
        """Return the units between quotation marks that open at ``i``, when they are a title."""
        skip = i
        while skip < min(i + 2, len(self.units)) and self.units[skip].norm in {
            "titled",
            "called",
            "entitled",
            "named",
            "titulado",
            "titulada",
            "denominado",
            "denominada",
            "llamado",
            "llamada",
            "known",
        }:
            skip += 1
        if skip >= len(self.units) or self.units[skip].first.text not in _QUOTES:
            return None
        closing = _QUOTES[self.units[skip].first.text]
        for j in range(skip + 1, min(skip + _LONGEST, len(self.units))):
            if self.units[j].first.text == closing:
                opening = self.units[skip + 1].first.text
                return (
                    (skip + 1, j) if j > skip + 1 and (opening[0].isupper() or opening[0].isdigit()) else None
                )
        return None

    def _kind(self, kind: Kind, first: int, last: int, head: int) -> Kind:
        """Return the kind of the whole name: a word such as "International" outranks the head's."""
        units = self.units[first:last]
        owner = next(
            (u.known for u in units if u.known and u.known.kind is Kind.INTERNATIONAL_ORGANIZATION), None
        )
        national = any(
            u.norm in {"national", "nacional", "federal", "state", "municipal", "homeland"} for u in units
        ) or any(u.known and u.known.is_state for u in units)
        if kind in _ORGANISED and first + 1 < last and units[0].known and units[1].first.is_hyphen:
            return Kind.FORUM
        if kind in _ORGANISED and owner is not None and head != first:
            return Kind.INTERNATIONAL_ORGANIZATION
        if (
            kind is Kind.INTERNATIONAL_ORGANIZATION
            and national
            and owner is None
            and not self.units[head].norm.startswith("lab")
        ):
            return Kind.GOVERNMENT_BODY
        if kind is Kind.ACADEMIC and self._is_of_professionals(units[-1]):
            return Kind.CIVIL_SOCIETY
        if (
            kind in _ORGANISED - {Kind.COMPANY}
            and any(u.norm in self.words.international for u in units)
            and not national
        ):
            return Kind.INTERNATIONAL_ORGANIZATION if kind is not Kind.CIVIL_SOCIETY else kind
        if kind is Kind.ACADEMIC and national and self.units[head].norm in {"institute", "instituto"}:
            return Kind.GOVERNMENT_BODY
        return kind

    def _is_of_professionals(self, last: Unit) -> bool:
        """Tell whether a college or academy is one of members of a profession: "College of Physicians"."""
        return last.norm.endswith(
            ("ians", "ects", "ists", "eons", "ners", "eers", "letters", "sciences", "arts")
        )

    def found(self, name: _Name, text: str) -> Found:
        """Return the mention that ``name`` makes."""
        units = self.units[name.first : name.last]
        start, end = units[0].tokens[0].start, units[-1].tokens[-1].end
        inner = text[start:end]
        if name.noun is not None:
            noun = self.units[name.noun].first
            closing = self.units[name.last].tokens[-1].end if self._is_closing(name) else end
            start, end = min(start, noun.start), max(closing, noun.end)
        knowns = [u.known for u in units if u.known]
        states = [k.actor for k in knowns if k.is_state]
        owners = [k.actor for k in knowns if k.actor and k.kind is Kind.INTERNATIONAL_ORGANIZATION]
        body = name.kind in _ORGANISED
        return Found(
            start=start,
            end=end,
            text=text[start:end],
            kind=name.kind,
            source=Source.HEAD,
            name=inner if name.noun is not None else "",
            country=states[0] if states and body else "",
            owner=owners[0] if owners else "",
            parties=self._parties(name),
            nested=tuple(k for k in knowns if k.kind is Kind.INTERNATIONAL_ORGANIZATION and body_of(name.kind)),
            subkind=self._subkind(name),
        )

    def _parties(self, name: _Name) -> tuple[str, ...]:
        """Return the actors that open the name, joined by hyphens: "U.S.-EU Trade and Technology Council"."""
        units = self.units[name.first : name.last]
        found: list[str] = []
        for k in range(0, len(units), 2):
            known = units[k].known
            if known is None or not known.actor:
                break
            found.append(known.actor)
            if k + 1 >= len(units) or not (units[k + 1].first.is_hyphen or units[k + 1].first.text == "/"):
                break
        return tuple(found) if len(found) > 1 else ()

    def _is_closing(self, name: _Name) -> bool:
        """Tell whether a closing quotation mark stands behind the name."""
        return name.last < len(self.units) and self.units[name.last].first.text in _QUOTES.values()

    def _subkind(self, name: _Name) -> str:
        noun = self.words.nouns.get(self.units[name.head].norm)
        return noun.subkind if noun and noun.kind is name.kind else ""
