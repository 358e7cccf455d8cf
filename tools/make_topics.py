"""Write the topics of ``data/topics.toml`` as a SKOS scheme into ``ontology/codelists.ttl``, below a mark.

A purpose code of the DAC has no IRI of its own: it gets one in the project's namespace, the code as its notation.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from common import ROOT, write
from coopgraph import vocab
from coopgraph.model import Name
from coopgraph.registry.topics import Topic, Topics

TARGET = ROOT / "ontology" / "codelists.ttl"
MARK = "# Topics: written by tools/make_topics.py from src/coopgraph/data/topics.toml\n"
SCHEME = f"<{vocab.TOPIC_SCHEME}>"
PURPOSES = f"<{vocab.DAC_SCHEME}>"


def main() -> None:
    """Write the file."""
    write(TARGET, render())


def render() -> str:
    """Return the file with its topics written anew."""
    kept, _, _ = TARGET.read_text(encoding="utf-8").partition(MARK)
    topics = Topics.load().topics.values()
    blocks = [_schemes(), *map(_concept, topics), *map(_purpose, _purposes(topics))]
    return kept + MARK + "\n" + "\n\n".join(blocks) + "\n"


def _schemes() -> str:
    return f"""@prefix topic: <{vocab.TOPIC}> .
@prefix dac: <{vocab.DAC}> .
@prefix sdg: <{vocab.SDG}> .

{SCHEME} a skos:ConceptScheme ;
    dcterms:title "topics of cooperation"@en , "temas de cooperación"@es ;
    dcterms:description "What programmes, agreements, events and statements are about."@en ,
        "De qué tratan los programas, acuerdos, actos y enunciados."@es ;
    dcterms:license <https://www.apache.org/licenses/LICENSE-2.0> .

{PURPOSES} a skos:ConceptScheme ;
    dcterms:title "purpose codes of the OECD's Development Assistance Committee"@en ,
        "códigos de propósito del Comité de Asistencia para el Desarrollo de la OCDE"@es ."""


def _concept(topic: Topic) -> str:
    place = f"skos:broader topic:{topic.broader}" if topic.broader else f"skos:topConceptOf {SCHEME}"
    lines = [
        f"topic:{topic.id} a skos:Concept",
        f"skos:inScheme {SCHEME}",
        place,
        f'skos:notation "{topic.id}"',
        f"skos:prefLabel {_literals(topic.labels)}",
        f"skos:definition {_literals(topic.definitions)}",
    ]
    if close := [*(f"dac:{code}" for code in topic.purposes), *(f"sdg:{goal}" for goal in topic.goals)]:
        lines.append(f"skos:closeMatch {' , '.join(close)}")
    return " ;\n    ".join(lines) + " ."


def _purpose(code: str) -> str:
    return f'dac:{code} a skos:Concept ; skos:inScheme {PURPOSES} ; skos:notation "{code}" .'


def _purposes(topics: Iterable[Topic]) -> Iterator[str]:
    yield from sorted({code for topic in topics for code in topic.purposes})


def _literals(names: Iterable[Name]) -> str:
    return " , ".join(f"{json.dumps(name.text, ensure_ascii=False)}@{name.lang}" for name in names)


if __name__ == "__main__":
    main()
