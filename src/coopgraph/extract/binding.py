"""Tell how a sentence leads to the things at the ends of its claims."""

from __future__ import annotations

from collections.abc import Iterable

from coopgraph.extract.claims import Told
from coopgraph.extract.explanation import Binding, End
from coopgraph.extract.found import Found, Source
from coopgraph.extract.reading import Understood
from coopgraph.extract.rules import Rule
from coopgraph.model import Kind, Referent, Relation


def end(which: str, index: int, told: Told, understood: Understood, rule: Rule | None) -> End:
    """Return the end ``which`` of a claim of the sentence ``told``, the thing of that ``index``.

    Words that the pattern ``rule`` saw come first, then a person who acts for the thing, then words hidden from it.
    """
    referent = next(r for r in understood.reading.referents if r.key == understood.keys[index])
    spoken = [f for f in told.marked.found if _speaks_of(f, index, referent, understood)]
    seen = [f for f in spoken if rule is None or f.start in told.masked.starts]
    person = next((f for f in told.marked.found if _acts_for(f, index, understood)), None)
    found = _preferred(seen) or (person if which == "subject" and rule else None) or _preferred(spoken)
    if found is not None:
        acting = found is person and found not in seen
        binding = Binding.REPRESENTED if acting else _binding(found, referent)
        return End(referent=referent, binding=binding, words=found.text)
    inside = _inside(referent, told)
    if inside:
        return End(referent=referent, binding=Binding.NAMED, words=inside)
    default = rule is not None and rule.default is not None and rule.default.end == which
    binding = Binding.DEFAULT if default else Binding.ELSEWHERE
    return End(referent=referent, binding=binding, words=_last_before(referent, told))


def _speaks_of(found: Found, index: int, referent: Referent, understood: Understood) -> bool:
    """Tell whether a mention leads to a thing: as one of it, as a plural or pronoun, or as the state of a place."""
    cast = understood.cast
    if found.source is Source.PLURAL:
        return index in cast.groups.get(found.start, ())
    if cast.by_start.get(found.start) == index:
        return True
    if referent.kind is Kind.PLACE and found.is_state and cast.places.get(found.actor) == index:
        return True
    return any((m.span.start, m.span.end) == (found.start, found.end) for m in referent.mentions)


def _acts_for(found: Found, index: int, understood: Understood) -> bool:
    """Tell whether a mention is of a person who represents a thing."""
    person = understood.cast.by_start.get(found.start)
    return found.kind is Kind.PERSON and any(
        one.relation is Relation.REPRESENTS and (one.subject, one.object) == (person, index)
        for one in understood.stated
    )


def _preferred(found: Iterable[Found]) -> Found | None:
    """Return the first name, or else the first mention."""
    return min(found, key=lambda f: (f.unnamed, f.start), default=None)


def _binding(found: Found, referent: Referent) -> Binding:
    if not found.unnamed:
        return Binding.NAMED
    first = min(m.span.start for m in referent.mentions)
    return Binding.DESCRIBED if referent.unnamed and found.start == first else Binding.REFERRING


def _inside(referent: Referent, told: Told) -> str:
    """Return the name of a thing that is a part of another name of the sentence: PNUD in "Laboratorio del PNUD"."""
    sentence = told.marked.sentence
    return next((m.text for m in referent.mentions if sentence.start <= m.span.start < sentence.end), "")


def _last_before(referent: Referent, told: Told) -> str:
    """Return the words that last spoke of a thing before the sentence, or else its first."""
    before = [m.text for m in referent.mentions if m.span.start < told.marked.sentence.start]
    return (before or [referent.mentions[0].text])[-1]
