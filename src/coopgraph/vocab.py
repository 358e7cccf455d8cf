"""IRIs; nothing else spells an IRI."""

from __future__ import annotations

COOP = "https://w3id.org/coopgraph/ontology#"
STATUS = "https://w3id.org/coopgraph/status/"
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

PREFIXES = {
    "coop": COOP,
    "status": STATUS,
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
