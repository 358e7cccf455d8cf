"""IRIs; nothing else spells an IRI."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from coopgraph.model import Kind

COOP = "https://w3id.org/coopgraph/ontology#"
STATUS = "https://w3id.org/coopgraph/status/"
TOPIC = "https://w3id.org/coopgraph/topic/"
DAC = "https://w3id.org/coopgraph/dac/"
SDG = "http://metadata.un.org/sdg/"
BASE = "https://w3id.org/coopgraph/id/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
WIKIDATA = "http://www.wikidata.org/entity/"
FOAF = "http://xmlns.com/foaf/0.1/"
ORG = "http://www.w3.org/ns/org#"
SCHEMA = "https://schema.org/"
VANN = "http://purl.org/vocab/vann/"

ONTOLOGY = "https://w3id.org/coopgraph/ontology"
STATUS_SCHEME = "https://w3id.org/coopgraph/status"
TOPIC_SCHEME = "https://w3id.org/coopgraph/topic"
DAC_SCHEME = "https://w3id.org/coopgraph/dac"

FAMILIES = (
    "actor",
    "programme",
    "agreement",
    "event",
    "person",
    "place",
    "document",
    "statement",
    "evidence",
)
"""First step of every path below the base IRI."""

SUBKINDS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.AGREEMENT: (
            "MemorandumOfUnderstanding",
            "Treaty",
            "Convention",
            "Protocol",
            "Compact",
            "Declaration",
            "LetterOfIntent",
            "GrantAgreement",
            "GlobalAgenda",
        ),
        Kind.EVENT: ("Meeting", "Workshop", "Training", "Visit", "Conference", "Ceremony", "Call"),
    }
)
"""Local names of the subclasses in the ontology, by the type they refine."""

PREFIXES = {
    "coop": COOP,
    "status": STATUS,
    "topic": TOPIC,
    "id": BASE,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "oa": OA,
    "prov": PROV,
}
"""Prefixes written to Turtle and known to queries without being declared."""


def prefixes(base: str = BASE) -> dict[str, str]:
    """Return the prefixes for a graph whose resources live under ``base``, one for each family of paths."""
    return {**PREFIXES, "id": base} | {family: f"{base}{family}/" for family in FAMILIES}
