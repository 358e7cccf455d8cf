"""Tell when an event took place or an agreement was signed from the dates beside its mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coopgraph.extract import dates
from coopgraph.extract.found import Found
from coopgraph.extract.mentions import Marked
from coopgraph.extract.referents import Casting
from coopgraph.model import Document, Kind

_NEAR = 90
"""Characters between an event and its date."""
_DATED = frozenset({Kind.EVENT, Kind.AGREEMENT})
_SIGNED = ("sign", "conclud", "adopt", "ratif", "firm", "suscri", "celebr", "reached")


def when(marked: Sequence[Marked], document: Document, cast: Casting) -> Mapping[int, tuple[str, str]]:
    """Return the first and last day, as ISO dates, of the things whose sentences date them; no last day is empty."""
    found: dict[int, tuple[str, str]] = {}
    for one in marked:
        for mention in one.found:
            index = cast.by_start.get(mention.start)
            if index is None or mention.kind not in _DATED or index in found:
                continue
            date = _nearest(mention, one, document)
            if date is not None:
                found[index] = (date.first, date.last)
    return found


def _nearest(mention: Found, one: Marked, document: Document) -> dates.DateMention | None:
    """Return the date of the sentence that stands nearest to ``mention``, completed with the document's year."""
    rivals = [f for f in one.found if f.kind is mention.kind and f is not mention]
    candidates = []
    for date in one.dates:
        gap = max(date.start - mention.end, mention.start - date.end)
        closer = any(max(date.start - f.end, f.start - date.end) < gap for f in rivals)
        inside = mention.start <= date.start and date.end <= mention.end
        if (gap <= _NEAR and not closer) or inside:
            candidates.append((gap, date))
    for _, date in sorted(candidates, key=lambda c: (c[0], c[1].start)):
        year = document.published[:4]
        complete = dates.with_year(date, year) if year and not date.has_year else date
        if complete.first and _fits(mention, complete, one, document.text):
            return complete
    return None


def _fits(mention: Found, date: dates.DateMention, one: Marked, text: str) -> bool:
    """Tell whether ``date`` may date ``mention``: an agreement by its signature, an event by more than a year."""
    if mention.kind is Kind.AGREEMENT:
        words = text[one.sentence.start : one.sentence.end].casefold()
        return mention.unnamed and any(stem in words for stem in _SIGNED)
    return not date.bare_year or abs(date.start - mention.start) < 12
