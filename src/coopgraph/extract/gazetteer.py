"""Find the names that the registry knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from coopgraph.extract.found import Found, Sentence, Source, moved
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.tokens import Token
from coopgraph.model import Kind
from coopgraph.registry import Form, FormKind, Registry

_FORMS = ""
"""Key under which a node of the trie keeps its forms; no token's norm is empty there."""
_SKIPPED = frozenset("-‐‑–.,'’/&")
_SHOUTED = 0.7
"""Share of capital letters from which a line is a shouted heading, where WHO may be a plain word."""

_ORDER = (
    Kind.GOVERNMENT,
    Kind.INTERNATIONAL_ORGANIZATION,
    Kind.FORUM,
    Kind.GOVERNMENT_BODY,
    Kind.AGREEMENT,
    Kind.PROGRAMME,
    Kind.CIVIL_SOCIETY,
    Kind.COMPANY,
    Kind.ACADEMIC,
    Kind.EVENT,
    Kind.PLACE,
    Kind.PERSON,
)
"""Which kind a name shared by several actors means first."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All forms of the registry as a trie of words."""

    registry: Registry
    trie: dict[str, Any] = field(repr=False)

    @classmethod
    def of(cls, registry: Registry) -> Gazetteer:
        """Return the gazetteer of ``registry``."""
        trie: dict[str, Any] = {}
        for key, forms in registry.forms.items():
            node = trie
            for word in key.split():
                node = node.setdefault(word, {})
            node.setdefault(_FORMS, []).extend(forms)
        return cls(registry, trie)

    def find(self, sentence: Sentence, text: str, lexicon: Lexicon) -> Iterator[Found]:
        """Yield the longest known name at each place of ``sentence``, left to right."""
        tokens = sentence.tokens
        shouted = _is_shouted(sentence.text(text))
        i = 0
        while i < len(tokens):
            end, forms = self._longest(tokens, i, shouted=shouted)
            prefixed = _is_prefixed(tokens, i, lexicon)
            if not forms or prefixed or self._hides_longer(tokens, i, end, lexicon, shouted=shouted):
                i += 1
                continue
            one = self._found(tokens[i : end + 1], forms, text, lexicon)
            office = self._country_office(tokens, end + 1, one, forms, text, shouted=shouted)
            yield office or one
            i = end + 1
            while office and i < len(tokens) and tokens[i].start < office.end:
                i += 1

    def _hides_longer(self, tokens: tuple[Token, ...], i: int, end: int, lexicon: Lexicon, *, shouted: bool) -> bool:
        """Tell whether the name at ``i`` only begins with an article of a longer one: "La Unión | Europea"."""
        article = tokens[i].norm in lexicon.articles and end > i
        return article and self._longest(tokens, i + 1, shouted=shouted)[0] > end

    def _country_office(
        self, tokens: tuple[Token, ...], i: int, one: Found, forms: list[Form], text: str, *, shouted: bool
    ) -> Found | None:
        """Return "IOM Panama" for "IOM" when a country follows it directly: the organisation under another name."""
        acronym = any(f.kind is FormKind.ACRONYM for f in forms) and one.kind is Kind.INTERNATIONAL_ORGANIZATION
        if not acronym or i >= len(tokens) or not tokens[i].is_name_like:
            return None
        end, states = self._longest(tokens, i, shouted=shouted)
        if not any(f.kind is FormKind.NAME and self.registry.actors[f.actor].kind is Kind.GOVERNMENT for f in states):
            return None
        return moved(one, one.start, tokens[end].end, text)

    def _longest(self, tokens: tuple[Token, ...], i: int, *, shouted: bool) -> tuple[int, list[Form]]:
        """Return the index of the last token of the longest name that begins at ``i``, and its forms."""
        best: tuple[int, list[Form]] = (i, [])
        node: dict[str, Any] | None = self.trie
        if not tokens[i].is_word:
            return best
        for j in range(i, min(i + 18, len(tokens))):
            token = tokens[j]
            if not token.is_word:
                if token.text in _SKIPPED or token.text in {"'s", "’s"}:
                    continue
                break
            node = node.get(token.norm) if node else None
            if node is None:
                break
            forms = [f for f in node.get(_FORMS, ()) if _fits(f, tokens[i : j + 1], shouted=shouted)]
            if forms:
                best = (j, forms)
        return best

    def _found(self, tokens: tuple[Token, ...], forms: list[Form], text: str, lexicon: Lexicon) -> Found:
        actors = self.registry.actors
        form = min(forms, key=lambda f: (_ORDER.index(actors[f.actor].kind), f.lang != lexicon.lang, f.actor))
        actor = actors[form.actor]
        start, end = tokens[0].start, tokens[-1].end
        if len(tokens) == 1 and text[end : end + 1] == "." and tokens[-1].text.endswith("."):
            end = tokens[-1].end
        return Found(
            start=start,
            end=end,
            text=text[start:end],
            kind=actor.kind,
            source=Source.REGISTRY,
            actor=actor.id,
            country=actor.country if actor.kind is not Kind.GOVERNMENT else "",
            subkind=actor.subkind,
            demonym=form.kind is FormKind.DEMONYM,
        )


def _fits(form: Form, tokens: tuple[Token, ...], *, shouted: bool) -> bool:
    """Tell whether the way ``tokens`` are written fits ``form``."""
    written = [t for t in tokens if t.is_word]
    if form.kind is FormKind.ACRONYM:
        exact = "".join(t.text for t in written).replace(".", "") == form.text.replace(".", "").replace(
            " ", ""
        ).replace("-", "")
        return exact and not (shouted and len(form.text) <= 4)
    if form.kind is FormKind.DEMONYM and form.lang == "es":
        return True
    first = written[0]
    return first.text[0].isupper() or first.text[0].isdigit()


def _is_prefixed(tokens: tuple[Token, ...], i: int, lexicon: Lexicon) -> bool:
    """Tell whether a prefix is joined to the word at ``i``, which then names no state: "Inter-American"."""
    joined = i > 1 and tokens[i - 1].is_hyphen and tokens[i - 1].glued and tokens[i].glued
    return joined and tokens[i - 2].norm in lexicon.prefixes


def _is_shouted(text: str) -> bool:
    letters = "".join(filter(str.isalpha, text))
    return len(letters) > 8 and sum(map(str.isupper, letters)) > _SHOUTED * len(letters)
