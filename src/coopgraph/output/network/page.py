"""Write the page: pyvis holds the drawing, our own escaping template holds the page around it."""

from __future__ import annotations

import math
import re
import textwrap
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from coopgraph import resources
from coopgraph.model import ACTOR_KINDS
from coopgraph.output.network.layout import Layout, lay_out
from coopgraph.output.network.payload import Line, Thing, View, read

if TYPE_CHECKING:
    import pyoxigraph

SCRIPTS = ("state.js", "drawing.js", "panel.js", "controls.js")
CROWDED = 50
"""Above this many things, late groups are off at first and only hubs are labelled."""
MOST_AT_FIRST = 300
"""Above this many things, the most connected ones are drawn at first; all can be searched."""
LABEL = 28
"""Longest label in characters, in lines of ``LABEL_LINE``; the panel has the full name."""
LABEL_LINE = 16
LABELLED_ROOM, BARE_ROOM, TRAY_ROOM = (112.0, 62.0), (52.0, 46.0), (150.0, 76.0)
"""Room for a thing with its label, without, and in the tray, in drawing units."""
DASHES = {"done": False, "promised": [8, 5], "planned": [2, 5]}
BEND = 0.16
"""How far each further line between the same two things bends away from the first."""


def render(store: pyoxigraph.Store, *, title: str = "Who cooperates with whom") -> str:
    """Return one HTML page, complete and without any request, that shows the graph in ``store``.

    The same graph gives the same page. Write it as UTF-8.
    """
    view = read(store)
    palette = resources.read_toml(resources.data("templates", "palette.toml"))
    words = resources.read_toml(resources.data("templates", "words.toml"))
    groups = {kind: group for group in palette["groups"] for kind in group["kinds"]}
    degrees = _degrees(view, words)
    layout = _layout(view, groups, words, degrees)
    drawing = _drawing(view, groups, words, layout, degrees)
    payload = _payload(view, groups, words, layout, degrees) | {"groups": palette["groups"], "words": words}
    return _fill(drawing, payload, title, _counts(view, words))


def _line_of(line: Line, words: Mapping[str, Any]) -> str:
    """Return the surest kind of line that the statements allow: done, promised or planned."""
    kinds = {words["statuses"][statement.status.value][0] for statement in line.statements}
    return next(str(kind["id"]) for kind in words["lines"] if kind["id"] in kinds)


def _shown(view: View, words: Mapping[str, Any]) -> tuple[Line, ...]:
    """Return the lines that the first view may draw, those that the text asserts."""
    kinds = {kind["id"] for kind in words["lines"] if kind["shown"]}
    return tuple(line for line in view.lines if _line_of(line, words) in kinds)


def _degrees(view: View, words: Mapping[str, Any]) -> Counter[str]:
    """Count for each thing the others that an asserted line connects it with."""
    pairs = {frozenset((line.subject, line.object)) for line in _shown(view, words)}
    return Counter(end for pair in pairs for end in pair)


def _radius(thing: Thing, groups: Mapping[str, Any], degrees: Counter[str]) -> float:
    return round(min(8 + 3.4 * math.sqrt(degrees[thing.id]), 26) * float(groups[thing.kind.value]["grow"]), 1)


def _layout(view: View, groups: Mapping[str, Any], words: Mapping[str, Any], degrees: Counter[str]) -> Layout:
    numbers = {thing.id: number for number, thing in enumerate(view.things)}
    crowded = len(view.things) > CROWDED
    late = {n for n, thing in enumerate(view.things) if crowded and groups[thing.kind.value].get("later")}
    labelled = len(view.things) - len(late) <= CROWDED
    width, height = LABELLED_ROOM if labelled else BARE_ROOM
    radii = [_radius(thing, groups, degrees) for thing in view.things]
    rooms = [(max(width, 2 * r + 24), height + 2 * r - 16) for r in radii]
    lines = [(numbers[line.subject], numbers[line.object], 1) for line in _shown(view, words)]
    return lay_out(rooms, lines, frozenset(late), TRAY_ROOM if labelled else BARE_ROOM)


def _drawing(
    view: View, groups: Mapping[str, Any], words: Mapping[str, Any], layout: Layout, degrees: Counter[str]
) -> Any:
    """Return a pyvis network filled in bulk: its own methods look through all nodes for every edge."""
    from pyvis.network import Network

    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    network.set_options(resources.data("templates", "vis.json").read_text(encoding="utf-8"))
    network.nodes = [
        {
            "id": thing.id,
            "x": layout.places[number][0],
            "y": layout.places[number][1],
            "shape": groups[thing.kind.value]["shape"],
            "color": groups[thing.kind.value]["colour"],
            "size": _radius(thing, groups, degrees),
        }
        for number, thing in enumerate(view.things)
    ]
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = dict(zip(network.node_ids, network.nodes, strict=True))
    network.edges = _edges(view.lines, words)
    return network


def _edges(lines: Sequence[Line], words: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return vis edges; those between the same two things bend apart, each to its own side."""
    parallel: Counter[tuple[str, str]] = Counter(_pair(line) for line in lines)
    seen: Counter[tuple[str, str]] = Counter()
    edges = []
    for number, line in enumerate(lines):
        pair = _pair(line)
        bend = (seen[pair] - (parallel[pair] - 1) / 2) * BEND * (1 if pair[0] == line.subject else -1)
        seen[pair] += 1
        support = sum(statement.support for statement in line.statements)
        edges.append(
            {
                "id": f"line-{number}",
                "from": line.subject,
                "to": line.object,
                "width": round(1.2 + 0.9 * math.log2(max(support, 1)), 1),
                "dashes": DASHES[_line_of(line, words)],
                "smooth": _smooth(bend),
            }
        )
    return edges


def _pair(line: Line) -> tuple[str, str]:
    return min(line.subject, line.object), max(line.subject, line.object)


def _smooth(bend: float) -> dict[str, Any]:
    side = "curvedCW" if bend > 0 else "curvedCCW"
    return {"enabled": bool(bend), "type": side, "roundness": round(abs(bend), 2)}


def _payload(
    view: View, groups: Mapping[str, Any], words: Mapping[str, Any], layout: Layout, degrees: Counter[str]
) -> dict[str, Any]:
    ranked = sorted(view.things, key=lambda thing: (-degrees[thing.id], thing.label, thing.id))
    ranks = {thing.id: rank for rank, thing in enumerate(ranked)}
    return {
        "things": [
            asdict(thing)
            | {
                "group": groups[thing.kind.value]["id"],
                "short": _short(thing),
                "degree": degrees[thing.id],
                "rank": ranks[thing.id],
                "tray": number in layout.in_tray,
            }
            for number, thing in enumerate(view.things)
        ],
        "lines": [
            asdict(line) | {"id": f"line-{number}", "line": _line_of(line, words)}
            for number, line in enumerate(view.lines)
        ],
        "sources": [asdict(source) for source in view.sources],
        "tray": layout.tray,
        "crowded": CROWDED,
        "most": MOST_AT_FIRST,
    }


def _short(thing: Thing) -> list[str]:
    """Return the label in one or two lines, an acronym or an ellipsis where it is too long."""
    label = " ".join(thing.label.split())
    if len(label) > LABEL:
        initials = "".join(word[0] for word in re.split(r"[\s-]+", label) if word[:1].isupper())
        if len(initials) > 1 and initials in thing.aliases:
            return [initials]
    return textwrap.wrap(
        label, width=LABEL_LINE, max_lines=2, placeholder="…", break_long_words=True, break_on_hyphens=False
    ) or [thing.id]


def _counts(view: View, words: Mapping[str, Any]) -> tuple[tuple[int, str], ...]:
    actors = sum(thing.kind in ACTOR_KINDS for thing in view.things)
    facts = len(_shown(view, words))
    counted = ((view.documents, "document"), (actors, "actor"), (facts, "fact"))
    return tuple((number, noun if number == 1 else noun + "s") for number, noun in counted)


def _fill(drawing: Any, payload: Mapping[str, Any], title: str, counts: Sequence[tuple[int, str]]) -> str:
    """Return the page: our template in an environment that escapes, with pyvis giving nodes and edges."""
    import jinja2
    from markupsafe import Markup

    template = resources.data("templates", "network.html.j2").read_text(encoding="utf-8")
    drawing.templateEnv = jinja2.Environment(
        loader=jinja2.DictLoader({"network.html.j2": template}),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    drawing.templateEnv.policies["json.dumps_kwargs"] = {}  # keep the order of words.toml
    drawing.path = "network.html.j2"
    drawing.heading = title
    scripts = [_inline(_vis_network()), _inline(_own_script())]
    drawing.templateEnv.globals.update(
        payload=payload,
        counts=counts,
        style=Markup(resources.data("templates", "network.css").read_text(encoding="utf-8")),
        scripts=[Markup(script) for script in scripts],
        hashes=" ".join(f"'sha256-{_digest(script)}'" for script in scripts),
    )
    page: str = drawing.generate_html()
    return page


def _own_script() -> str:
    parts = (resources.data("templates", "network", name).read_text(encoding="utf-8") for name in SCRIPTS)
    return '(function () {\n"use strict";\n' + "\n".join(parts) + "})();\n"


def _vis_network() -> str:
    """Return the newest vis-network that the installed pyvis carries, licence notice included."""
    library = files("pyvis").joinpath("templates", "lib")
    folders = [folder for folder in library.iterdir() if folder.name.startswith("vis-")]
    newest = max(folders, key=lambda folder: [int(part) for part in re.findall(r"\d+", folder.name)])
    script = newest.joinpath("vis-network.min.js").read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*", "", script)


def _inline(script: str) -> str:
    """Return the script such that nothing in it ends or changes its element."""
    return script.replace("\r", "").replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _digest(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()
