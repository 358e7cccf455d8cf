"""The page as text: what it holds, that it is safe, offline and always the same."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from coopgraph import resources
from coopgraph.model import ACTOR_KINDS, Kind, Relation, Status
from coopgraph.output import network
from coopgraph.output.network.page import CROWDED, LABEL_LINE
from coopgraph.output.network.payload import read
from network_sample import PLANNED, Fact, Sample, realistic, store, synthetic


def part(page: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found, name
    return json.loads(found.group(1))


@pytest.fixture(scope="module")
def page() -> str:
    return network.render(store(realistic()))


def test_every_thing_is_drawn_once_and_described_once(page: str) -> None:
    ids = sorted(id_ for _, id_, _, _ in realistic().names)
    assert [node["id"] for node in part(page, "nodes")] == ids
    assert [thing["id"] for thing in part(page, "payload")["things"]] == ids


def test_every_pair_and_relation_is_one_line_with_all_its_sentences(page: str) -> None:
    wanted: dict[tuple[str, str, str], set[str]] = {}
    for fact in realistic().facts:
        wanted.setdefault((fact.subject, fact.relation, fact.object), set()).add(fact.quote)
    lines = part(page, "payload")["lines"]
    found = {
        (line["subject"], line["relation"], line["object"]): {
            quote["text"] for statement in line["statements"] for quote in statement["quotes"]
        }
        for line in lines
    }
    assert found == wanted
    assert len(lines) == len(part(page, "edges")) == len(wanted)


def test_the_heading_counts_documents_actors_and_asserted_facts(page: str) -> None:
    sample = realistic()
    actors = sum(Kind(kind) in ACTOR_KINDS for kind, _, _, _ in sample.names)
    facts = {(f.subject, f.relation, f.object) for f in sample.facts if f.status not in PLANNED}
    counts = re.search(r'<p class="counts">(.*?)</p>', page)
    assert counts
    assert re.sub("<[^>]+>", " ", counts.group(1)).split() == [
        *(str(len(sample.documents)), "documents"),
        *(str(actors), "actors"),
        *(str(len(facts)), "facts"),
    ]


@pytest.mark.parametrize(
    ("status", "dashes"),
    [("signed", False), ("ongoing", False), ("pledged", [8, 5]), ("decided", [8, 5]), ("intended", [2, 5])],
)
def test_the_status_decides_the_dashes(status: str, dashes: object) -> None:
    sample = pair(fact("supports", status))
    assert [edge["dashes"] for edge in part(network.render(store(sample)), "edges")] == [dashes]


def test_a_pair_with_several_statuses_is_drawn_as_the_surest() -> None:
    sample = pair(fact("supports", "intended"), fact("supports", "signed"))
    edges = part(network.render(store(sample)), "edges")
    assert [edge["dashes"] for edge in edges] == [False]


def test_the_surest_statement_comes_first() -> None:
    sample = pair(fact("supports", "requested"), fact("supports", "signed"), fact("supports", "pledged"))
    (line,) = read(store(sample)).lines
    assert [statement.status for statement in line.statements] == ["signed", "pledged", "requested"]


def test_a_line_with_more_documents_is_wider() -> None:
    one = pair(fact("supports", "signed"))
    many = pair(fact("supports", "signed", documents=(0, 1, 2)))
    thin, wide = (part(network.render(store(sample)), "edges")[0]["width"] for sample in (one, many))
    assert wide > thin


def test_parallel_lines_bend_apart_and_a_single_one_is_straight() -> None:
    single = part(network.render(store(pair(fact("supports", "signed")))), "edges")
    assert [edge["smooth"]["enabled"] for edge in single] == [False]
    both_ways = pair(fact("supports", "signed"), fact("funds", "signed"), fact("funds", "signed", back=True))
    edges = part(network.render(store(both_ways)), "edges")
    # A curve to the left of A -> B is one to the right of B -> A: compare them as seen from one end.
    seen = {side(edge) for edge in edges}
    assert len(seen) == len(edges) == 3


def side(edge: dict[str, Any]) -> float:
    bend = edge["smooth"]["roundness"] * (1 if edge["smooth"]["type"] == "curvedCW" else -1)
    return float(bend if edge["from"] < edge["to"] else -bend)


def test_who_funds_something_is_marked_as_funder(page: str) -> None:
    funders = {thing["id"] for thing in part(page, "payload")["things"] if thing["funder"]}
    assert funders == {f.subject for f in realistic().facts if f.relation == "funds" and f.status not in PLANNED}


def test_long_labels_become_two_short_lines_or_an_acronym(page: str) -> None:
    short = {thing["id"]: thing["short"] for thing in part(page, "payload")["things"]}
    assert short["actor/iom"] == ["IOM"]
    assert short["actor/world-bank"] == ["World Bank"]
    assert short["agreement/2017-security"][-1].endswith("…")
    assert all(len(rows) <= 2 and len(row) <= LABEL_LINE + 1 for rows in short.values() for row in rows)


def test_metadata_in_two_graphs_is_read_once() -> None:
    view = read(store(realistic()))
    assert view.documents == len(realistic().documents)
    assert {len(s.quotes) for line in view.lines for s in line.statements} == {1}


def test_only_web_addresses_are_kept() -> None:
    addresses = (
        "https://example.org/a",
        "HTTP://example.org/b",
        "javascript:alert(1)",
        "data:text/html,x",
        "",
    )
    sample = Sample(documents=tuple(("Title", "2024-01-01", address) for address in addresses))
    assert [source.url for source in read(store(sample)).sources] == [*addresses[:2], "", "", ""]


EVIL = '</script><script>window.pwned=1</script><!-- <img src=x onerror="window.pwned=1"> {{7*7}} \u202eabc'


def evil() -> Sample:
    names = (("Company", "actor/a", EVIL, (EVIL + "2",)), ("Government", "actor/b", "B", ()))
    documents = ((EVIL, "2024-01-01", "javascript:alert(1)"),)
    return Sample(names=names, facts=(fact("supports", "signed", quote=EVIL),), documents=documents)


def test_texts_cannot_leave_their_place_in_the_page() -> None:
    page = network.render(store(evil()), title=EVIL)
    assert "pwned" in page
    assert "<script>window.pwned" not in page
    assert "<img" not in page
    assert "javascript:alert" not in page
    assert part(page, "payload")["things"][0]["label"] == EVIL
    assert part(page, "payload")["sources"][0]["title"] == EVIL


def test_the_page_names_no_outside_resource(page: str) -> None:
    head = page[: page.index("</head>")]
    assert "default-src 'none'" in head
    assert not re.search(
        r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", re.sub(r"<script.*?</script>", "", page, flags=re.S)
    )
    assert "sourceMappingURL" not in page
    assert "@import" not in page
    assert "url(" not in head


def test_the_policy_allows_exactly_the_scripts_of_the_page(page: str) -> None:
    allowed = {
        b64decode(digest) for digest in re.findall(r"sha256-([\w+/=]+)", page.split("</head>")[0].replace("&#43;", "+"))
    }
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert {sha256(script.encode()).digest() for script in scripts} == allowed
    assert len(scripts) == 2


def test_the_licence_notice_of_the_library_is_kept(page: str) -> None:
    assert "vis.js is dual licensed under both" in page


def test_the_page_says_its_language_and_encoding(page: str) -> None:
    assert page.startswith("<!doctype html>")
    assert '<html lang="en">' in page
    assert '<meta charset="utf-8">' in page


def test_the_title_is_shown_and_escaped() -> None:
    page = network.render(store(Sample()), title="Aid & <trade>")
    assert "<title>Aid &amp; &lt;trade&gt;</title>" in page
    assert ">Aid &amp; &lt;trade&gt;</h1>" in page


@pytest.mark.parametrize("size", [0, 1, 2, 20, 60, 450])
def test_graphs_of_any_size_have_a_page_with_whole_coordinates(size: int) -> None:
    nodes = part(network.render(store(synthetic(size))), "nodes")
    assert len(nodes) == size
    assert all(isinstance(node[axis], int) for node in nodes for axis in "xy")
    assert len({(node["x"], node["y"]) for node in nodes}) == size


def test_things_of_a_small_graph_do_not_cover_each_other() -> None:
    nodes = part(network.render(store(synthetic(CROWDED))), "nodes")
    for number, a in enumerate(nodes):
        for b in nodes[number + 1 :]:
            apart = max(abs(a["x"] - b["x"]), abs(a["y"] - b["y"]))
            assert apart >= a["size"] + b["size"], (a["id"], b["id"])


def test_things_on_their_own_stand_in_rows_below_the_others(page: str) -> None:
    payload = part(page, "payload")
    tray = {thing["id"] for thing in payload["things"] if thing["tray"]}
    connected = {
        end for line in payload["lines"] if line["line"] != "planned" for end in (line["subject"], line["object"])
    }
    assert tray == {thing["id"] for thing in payload["things"]} - connected
    height = {node["id"]: node["y"] for node in part(page, "nodes")}
    assert min(height[id_] for id_ in tray) > max(height[id_] for id_ in connected)


PROGRAM = """
import hashlib, sys
from network_sample import realistic, store, synthetic
from coopgraph.output import network
for sample in (realistic(), synthetic(450)):
    print(hashlib.sha256(network.render(store(sample)).encode()).hexdigest())
"""


def test_the_page_is_the_same_in_every_process() -> None:
    def run(seed: str) -> str:
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])}
        command = [sys.executable, "-c", PROGRAM]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert run("1") == run("2")


def test_every_kind_relation_and_status_has_its_words() -> None:
    words = resources.read_toml(resources.data("templates", "words.toml"))
    assert set(words["kinds"]) == set(Kind)
    assert set(words["relations"]) == set(Relation)
    assert set(words["statuses"]) == set(Status)
    lines = [line["id"] for line in words["lines"]]
    assert {line for line, _ in words["statuses"].values()} == set(lines)
    assert {status for status, (line, _) in words["statuses"].items() if line == "planned"} == PLANNED


def fact(
    relation: str,
    status: str,
    *,
    documents: tuple[int, ...] = (0,),
    back: bool = False,
    quote: str = "So it is.",
) -> Fact:
    subject, object_ = ("actor/b", "actor/a") if back else ("actor/a", "actor/b")
    return Fact(documents=documents, subject=subject, relation=relation, object=object_, status=status, quote=quote)


def pair(*facts: Fact) -> Sample:
    names = (("Company", "actor/a", "A", ()), ("Government", "actor/b", "B", ()))
    documents = tuple((f"Document {n}", "2024-01-01", "https://example.org/") for n in range(3))
    return Sample(names=names, facts=facts, documents=documents)
