"""Tell how the claims of a document came about, and why a sentence gave none."""

from __future__ import annotations

from collections.abc import Iterator

from coopgraph.extract import binding, legend, silence
from coopgraph.extract.assisted.grounding import RULE as LLM
from coopgraph.extract.claims import Stated, Told
from coopgraph.extract.explanation import Basis, Explained
from coopgraph.extract.learned.relations import RULE as MODEL
from coopgraph.extract.reading import Understood
from coopgraph.model import Claim, Span


def explain(understood: Understood) -> tuple[Explained, ...]:
    """Return the sentences of a document, in order, that stated something or hold a word of cooperation."""
    told = (_explained(one, understood) for one in understood.sentences)
    return tuple(one for one in told if one.claims or one.silence)


def _explained(told: Told, understood: Understood) -> Explained:
    document, sentence = understood.reading.document, told.marked.sentence
    claims = tuple(_claims(told, understood))
    in_marks, marks = legend.read(told, understood)
    return Explained(
        span=Span(document=document.id, start=sentence.start, end=sentence.end),
        text=sentence.text(document.text),
        in_marks=in_marks,
        marks=marks,
        claims=claims,
        silence=None
        if any(one.file or one.claim.rule.startswith((MODEL, LLM)) for one in claims)
        else silence.why(told, understood),
    )


def _claims(told: Told, understood: Understood) -> Iterator[Basis]:
    """Yield how each claim of the sentence ``told`` came about."""
    sentence = told.marked.sentence
    for claim, stated in zip(understood.reading.claims, understood.stated, strict=True):
        if sentence.start <= stated.start < sentence.end:
            yield _basis(claim, stated, told, understood)


def _basis(claim: Claim, stated: Stated, told: Told, understood: Understood) -> Basis:
    rule = next((fit.rule for fit in told.fits if fit.rule.id == stated.rule), None)
    return Basis(
        claim=claim,
        subject=binding.end("subject", stated.subject, told, understood, rule),
        object=binding.end("object", stated.object, told, understood, rule),
        cue=stated.cue,
        file=rule.file if rule else "",
        pattern=rule.written if rule else "",
    )
