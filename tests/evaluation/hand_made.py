"""One small annotated text, the graph that a perfect reader would build of it, and ways to spoil it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from coopgraph import vocab
from coopgraph.evaluation import Found, Reader, found, gold
from coopgraph.evaluation.gold import Gold

TEXT = "Norway gave NOK 5 million to the Clean Rivers Programme. Norway's envoy Kari Lund met it on 3 May 2021.\n"
QUOTE = "Norway gave NOK 5 million to the Clean Rivers Programme"

ANNOTATIONS: dict[str, Any] = {
    "doc": "one.txt",
    "lang": "en",
    "entities": [
        {"id": "no", "type": "Government", "names": ["Norway"]},
        {"id": "p", "type": "Programme", "names": ["Clean Rivers Programme"]},
        {"id": "kari", "type": "Person", "names": ["Kari Lund"]},
        {"id": "m", "type": "Event", "names": ["meeting"], "unnamed": True, "date": "2021-05-03"},
        {"id": "rivers", "type": "Place", "names": ["the rivers"], "optional": True},
    ],
    "relations": [
        {
            "type": "funds",
            "subject": "no",
            "object": "p",
            "amount": 5000000,
            "currency": "NOK",
            "quote": QUOTE,
        },
        {"type": "represents", "subject": "kari", "object": "no", "role": "envoy of Norway"},
        {"type": "participatesIn", "subject": "kari", "object": "m"},
        {"type": "covers", "subject": "p", "object": "rivers"},
    ],
}

PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in vocab.PREFIXES.items())

ENTITIES = """
id:no a coop:Government ; skos:prefLabel "Kingdom of Norway"@en ; skos:altLabel "Norway" ; coop:mentionedIn id:d .
id:p a coop:Programme ; skos:prefLabel "Clean Rivers Programme"@en ; coop:mentionedIn id:d .
id:k a coop:Person ; skos:prefLabel "Kari Lund" ; coop:mentionedIn id:d .
id:m a coop:Event, coop:Meeting ; skos:prefLabel "Meeting of Kari Lund"@en ; coop:startDate "2021-05-03" ;
  coop:mentionedIn id:d .
id:iceland a coop:Government ; skos:prefLabel "Iceland"@en .
"""


def statement(name: str, relation: str, subject: str, object_: str, *, quote: str = QUOTE, more: str = "") -> str:
    """Return Turtle for one asserted relation with its quotation from the start of the text."""
    return f"""
id:{subject} coop:{relation} id:{object_} .
id:{name} a coop:Statement ; rdf:subject id:{subject} ; rdf:predicate coop:{relation} ; rdf:object id:{object_} ;
  coop:status status:ongoing {more} .
id:{name}-a oa:hasBody id:{name} ; oa:hasTarget id:{name}-t ; coop:rule "rule.{relation}" .
id:{name}-t oa:hasSelector id:{name}-q . id:{name}-q oa:start 0 ; oa:end {len(QUOTE)} ; oa:exact "{quote}" .
"""


FUNDS = statement("s1", "funds", "no", "p", more='; coop:amount 5000000.0 ; coop:currency "NOK"')
REPRESENTS = statement("s2", "represents", "k", "no", more='; coop:role "envoy"')
MEETS = statement("s3", "participatesIn", "k", "m")
PERFECT = ENTITIES + FUNDS + REPRESENTS + MEETS


def find(turtle: str, text: str = TEXT) -> Found:
    """Return what a graph says."""
    return found.read(ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE), [text])


def finding(turtle: str) -> Reader:
    """Return a reader that finds the same in every text."""
    return lambda text: find(turtle, text.read_text(encoding="utf-8"))


def annotated(folder: Path, **changes: Any) -> Gold:
    """Return the annotations, changed, after a trip through a file in ``folder``."""
    save(folder, **changes)
    (only,) = gold.read(folder)
    return only


def save(folder: Path, name: str = "one.json", **changes: Any) -> Path:
    """Write the annotations, changed, to a file and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(json.dumps(ANNOTATIONS | changes), encoding="utf-8")
    return file
