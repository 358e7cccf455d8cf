"""Terms and literals in the one form that every store keeps.

Oxigraph rewrites ``0.410`` to ``0.41`` and lower-cases language tags when it loads a graph; what is written
here is already in that form, so that a round trip through a store changes nothing.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from coopgraph import vocab
from coopgraph.errors import OutputError
from coopgraph.model import Name

CONFIDENCE_DIGITS = 4

_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def node(iri: str) -> NamedNode:
    """Return the IRI as a term; raise OutputError when it is not an absolute IRI."""
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise OutputError(f"{iri!r}: not an absolute IRI: {error} (give one such as {vocab.BASE})") from error


def coop(local: str) -> NamedNode:
    """Return the term of the ontology with this local name."""
    return NamedNode(vocab.COOP + local)


def is_web_address(text: str) -> bool:
    """Tell whether ``text`` is an http or https address that may stand as an IRI."""
    if not text.startswith(("http://", "https://")):
        return False
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def date(iso: str) -> Literal:
    """Return an ISO 8601 date as xsd:date, xsd:gYearMonth or xsd:gYear, as precise as it is."""
    if len(iso) not in _DATE_TYPES:
        raise OutputError(f"{iso!r}: not a date (2023, 2023-10 or 2023-10-18)")
    return Literal(iso, datatype=NamedNode(vocab.XSD + _DATE_TYPES[len(iso)]))


def decimal(number: str) -> Literal:
    """Return a number as xsd:decimal without superfluous zeros."""
    try:
        plain = format(Decimal(number), "f")
    except InvalidOperation as error:
        raise OutputError(f"{number!r}: not a decimal number (such as 20000000 or 1.5)") from error
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return Literal(plain, datatype=NamedNode(vocab.XSD + "decimal"))


def confidence(value: float) -> Literal:
    """Return a confidence between 0 and 1 as xsd:decimal, rounded to four digits."""
    return decimal(f"{value:.{CONFIDENCE_DIGITS}f}")


def integer(value: int) -> Literal:
    """Return a whole number as xsd:integer."""
    return Literal(str(value), datatype=NamedNode(vocab.XSD + "integer"))


def text(words: str, lang: str = "") -> Literal:
    """Return words as a literal, tagged with their language when it is known."""
    return Literal(words, language=lang.lower()) if lang else Literal(words)


def label(name: Name) -> Literal:
    """Return a name as a literal."""
    return text(name.text, name.lang)
