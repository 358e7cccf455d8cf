"""Place the things of the network view, once and for all: the page itself never moves them.

Connected things are laid out by force (ForceAtlas2), component by component, freed of overlaps and packed;
things that no drawn line reaches stand in a tray below. Coordinates are whole units, y grows downwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import networkx

Point: TypeAlias = tuple[float, float]
Size: TypeAlias = tuple[float, float]
"""Width and height of the room that a thing and its label need."""
Places: TypeAlias = dict[int, Point]

SEED = 7
ASPECT = 1.25
"""Width to height of the drawing, as on a usual screen beside the panel."""
LARGEST_AT_ONCE = 400
"""ForceAtlas2 compares all pairs: above this a component is laid out community by community."""
LOOSENESS = 1.5
"""Area that the layout gives each thing before overlaps are removed, in units of its own room."""
MOST_SQUEEZED = 1.7
"""A long component is pressed towards ``ASPECT``, but its sides never by more than this."""
GAP = 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where each thing stands, and the top left corner of the tray when there is one."""

    places: tuple[tuple[int, int], ...]
    in_tray: frozenset[int]
    tray: tuple[int, int] | None


def lay_out(
    rooms: Sequence[Size], lines: Iterable[tuple[int, int, int]], late: frozenset[int], tray_room: Size
) -> Layout:
    """Return places for things numbered 0, 1, ... that need ``rooms``.

    ``lines`` are (subject, object, weight); things in ``late`` are hidden at first and go beside their
    partners once all others are placed, so that the first view has no holes.
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(len(rooms)))
    for a, b, weight in lines:
        graph.add_edge(a, b, weight=weight + (graph[a][b]["weight"] if graph.has_edge(a, b) else 0))
    core = graph.subgraph([n for n in graph if n not in late])
    parts = sorted((sorted(c) for c in nx.connected_components(core)), key=lambda c: (-len(c), c))
    blocks = [_component(graph.subgraph(part), rooms) for part in parts if len(part) > 1]
    places = _pack(blocks, rooms)
    alone = [part[0] for part in parts if len(part) == 1]
    late_places, left = _beside(graph, sorted(late), places, rooms)
    places |= late_places
    corner = _tray(places, rooms, alone + left, tray_room)
    rounded = tuple((round(places[n][0]), round(places[n][1])) for n in range(len(rooms)))
    return Layout(places=rounded, in_tray=frozenset(alone + left), tray=corner)


def _component(graph: networkx.Graph, rooms: Sequence[Size]) -> Places:
    """Lay out one connected component around its own origin."""
    if len(graph) <= LARGEST_AT_ONCE:
        return _forced(graph, {n: rooms[n] for n in graph})
    import networkx as nx

    communities = [sorted(c) for c in nx.community.louvain_communities(_ordered(graph), seed=SEED)]
    communities.sort(key=lambda c: (-len(c), c))
    if len(communities) == 1:
        return _forced(graph, {n: rooms[n] for n in graph})
    inner = [_forced(graph.subgraph(c), {n: rooms[n] for n in c}) for c in communities]
    outer = _forced(_quotient(graph, communities), {i: _extent(p, rooms) for i, p in enumerate(inner)})
    return {n: (x + outer[i][0], y + outer[i][1]) for i, p in enumerate(inner) for n, (x, y) in p.items()}


def _ordered(graph: networkx.Graph) -> networkx.Graph:
    """Return a copy whose nodes and edges come in numerical order, whatever the order of insertion."""
    import networkx as nx

    copy = nx.Graph()
    copy.add_nodes_from(sorted(graph))
    copy.add_weighted_edges_from(sorted((min(a, b), max(a, b), w) for a, b, w in graph.edges(data="weight")))
    return copy


def _quotient(graph: networkx.Graph, communities: Sequence[Sequence[int]]) -> networkx.Graph:
    import networkx as nx

    home = {n: i for i, c in enumerate(communities) for n in c}
    quotient = nx.Graph()
    quotient.add_nodes_from(range(len(communities)))
    for a, b in graph.edges:
        quotient.add_edge(home[a], home[b], weight=1)
    quotient.remove_edges_from([(i, i) for i in range(len(communities)) if quotient.has_edge(i, i)])
    return quotient


def _forced(graph: networkx.Graph, rooms: Mapping[int, Size]) -> Places:
    """Lay out by force, turn the long side level, spread to the area needed and remove overlaps."""
    import networkx as nx

    nodes = sorted(graph)
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    steps = max(30, min(400, 60_000 // len(nodes)))
    raw: dict[int, Any] = nx.forceatlas2_layout(
        _ordered(graph), max_iter=steps, weight=None, seed=SEED, scaling_ratio=3.0, strong_gravity=True
    )
    places = _level({n: (float(raw[n][0]), float(raw[n][1])) for n in nodes})
    places = _spread(places, rooms)
    return _centred(_without_overlaps(places, rooms), rooms)


def _level(places: Places) -> Places:
    """Turn the points so that they vary most from left to right."""
    n = len(places)
    cx, cy = sum(x for x, _ in places.values()) / n, sum(y for _, y in places.values()) / n
    xx = sum((x - cx) ** 2 for x, _ in places.values())
    yy = sum((y - cy) ** 2 for _, y in places.values())
    xy = sum((x - cx) * (y - cy) for x, y in places.values())
    angle = -0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    return {k: ((x - cx) * cos - (y - cy) * sin, (x - cx) * sin + (y - cy) * cos) for k, (x, y) in places.items()}


def _spread(places: Places, rooms: Mapping[int, Size]) -> Places:
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    needed = LOOSENESS * sum(w * h for w, h in rooms.values())
    squeeze = min(max(width / max(height, 1e-9) / ASPECT, 1.0), MOST_SQUEEZED)
    factor = math.sqrt(needed * squeeze / max(width * height, width * width / 6, 1e-9))
    return {k: (x * factor / squeeze, y * factor) for k, (x, y) in places.items()}


def _without_overlaps(places: Places, rooms: Mapping[int, Size], *, rounds: int = 120) -> Places:
    """Push overlapping rooms apart until none overlap or the rounds are over."""
    cell = max(max(size) for size in rooms.values())
    for _ in range(rounds):
        moved = False
        for a, b in _close_pairs(places, cell):
            moved = _push(places, rooms, a, b) or moved
        if not moved:
            break
    return places


def _close_pairs(places: Places, cell: float) -> list[tuple[int, int]]:
    grid: dict[tuple[int, int], list[int]] = {}
    for n, (x, y) in places.items():
        grid.setdefault((math.floor(x / cell), math.floor(y / cell)), []).append(n)
    pairs = []
    for (i, j), here in grid.items():
        pairs += [(a, b) for k, a in enumerate(here) for b in here[k + 1 :]]
        for there in ((i + 1, j), (i, j + 1), (i + 1, j + 1), (i + 1, j - 1)):
            pairs += [(a, b) for a in here for b in grid.get(there, ())]
    return pairs


def _push(places: Places, rooms: Mapping[int, Size], a: int, b: int) -> bool:
    (ax, ay), (bx, by) = places[a], places[b]
    over_x = (rooms[a][0] + rooms[b][0]) / 2 - abs(ax - bx)
    over_y = (rooms[a][1] + rooms[b][1]) / 2 - abs(ay - by)
    if over_x <= 0.5 or over_y <= 0.5:
        return False
    # The shorter way, measured in rooms: rooms are wide, and measured in units all would pile up.
    if over_x * (rooms[a][1] + rooms[b][1]) < over_y * (rooms[a][0] + rooms[b][0]):
        step = math.copysign(over_x / 2, (bx - ax) or 1.0)
        places[a], places[b] = (ax - step, ay), (bx + step, by)
    else:
        step = math.copysign(over_y / 2, (by - ay) or 1.0)
        places[a], places[b] = (ax, ay - step), (bx, by + step)
    return True


def _bounds(places: Places, rooms: Mapping[int, Size] | Sequence[Size]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of all rooms."""
    return (
        min(x - rooms[n][0] / 2 for n, (x, _) in places.items()),
        min(y - rooms[n][1] / 2 for n, (_, y) in places.items()),
        max(x + rooms[n][0] / 2 for n, (x, _) in places.items()),
        max(y + rooms[n][1] / 2 for n, (_, y) in places.items()),
    )


def _extent(places: Places, rooms: Sequence[Size]) -> Size:
    left, top, right, bottom = _bounds(places, rooms)
    return right - left + GAP, bottom - top + GAP


def _centred(places: Places, rooms: Mapping[int, Size]) -> Places:
    left, top, right, bottom = _bounds(places, rooms)
    return {n: (x - (left + right) / 2, y - (top + bottom) / 2) for n, (x, y) in places.items()}


def _pack(blocks: Sequence[Places], rooms: Sequence[Size]) -> Places:
    """Pack the components, largest first, each in the free corner that keeps the whole most compact."""
    placed: list[tuple[float, float, float, float]] = []
    result: Places = {}
    for block in sorted(blocks, key=lambda b: -math.prod(_extent(b, rooms))):
        width, height = _extent(block, rooms)
        left, top = _corner(placed, width, height)
        placed.append((left, top, left + width, top + height))
        result |= {n: (x + left + width / 2, y + top + height / 2) for n, (x, y) in block.items()}
    return result


def _corner(placed: Sequence[tuple[float, float, float, float]], width: float, height: float) -> Point:
    right = max((p[2] for p in placed), default=0.0)
    bottom = max((p[3] for p in placed), default=0.0)
    corners = [(0.0, 0.0), *((p[2], p[1]) for p in placed), *((p[0], p[3]) for p in placed)]

    def cost(corner: Point) -> tuple[float, float]:
        x, y = corner
        return max(right, x + width) / ASPECT + max(bottom, y + height), x / ASPECT + y

    for x, y in sorted(corners, key=cost):
        if all(x >= p[2] or x + width <= p[0] or y >= p[3] or y + height <= p[1] for p in placed):
            return x, y
    return 0.0, bottom


def _beside(
    graph: networkx.Graph, late: Sequence[int], places: Places, rooms: Sequence[Size]
) -> tuple[Places, list[int]]:
    """Place late things in the nearest free spot by their placed partners; return also those without any."""
    taken = dict(places)
    cell = max((max(rooms[n]) for n in (*taken, *late)), default=1.0)
    grid: dict[tuple[int, int], list[int]] = {}
    for n, (x, y) in taken.items():
        grid.setdefault((math.floor(x / cell), math.floor(y / cell)), []).append(n)
    left = []
    for n in sorted(late, key=lambda n: (-graph.degree(n), n)):
        partners = [taken[m] for m in sorted(graph[n]) if m in places]
        if not partners:
            left.append(n)
            continue
        centre = sum(x for x, _ in partners) / len(partners), sum(y for _, y in partners) / len(partners)
        x, y = taken[n] = _free_spot(centre, rooms[n], taken, grid, cell, rooms)
        grid.setdefault((math.floor(x / cell), math.floor(y / cell)), []).append(n)
    return {n: taken[n] for n in late if n in taken}, left


def _free_spot(
    centre: Point,
    room: Size,
    taken: Places,
    grid: Mapping[tuple[int, int], list[int]],
    cell: float,
    rooms: Sequence[Size],
) -> Point:
    """Walk a spiral of golden angles from ``centre`` to the first spot where ``room`` overlaps nothing."""
    for step in range(2000):
        radius = 0.45 * math.sqrt(step) * math.sqrt(room[0] * room[1])
        x = centre[0] + radius * math.cos(2.399963 * step)
        y = centre[1] + radius * math.sin(2.399963 * step)
        i, j = math.floor(x / cell), math.floor(y / cell)
        near = (m for a in (i - 1, i, i + 1) for b in (j - 1, j, j + 1) for m in grid.get((a, b), ()))
        if not any(
            abs(taken[m][0] - x) * 2 < rooms[m][0] + room[0] and abs(taken[m][1] - y) * 2 < rooms[m][1] + room[1]
            for m in near
        ):
            return x, y
    return centre


def _tray(places: Places, rooms: Sequence[Size], alone: Sequence[int], room: Size) -> tuple[int, int] | None:
    """Add the things of ``alone`` to ``places`` in rows below the rest; return the tray's top left corner."""
    if not alone:
        return None
    left, top, right, bottom = _bounds(places, rooms) if places else (0.0, 0.0, 0.0, -GAP)
    compact = math.ceil(math.sqrt(len(alone) * ASPECT * room[1] / room[0]))
    columns = max(compact, int(max(right - left, (bottom - top) * ASPECT) // room[0]), 1)
    columns = min(columns, len(alone))
    start = (left + right) / 2 - columns * room[0] / 2
    top = bottom + 1.6 * GAP
    for number, n in enumerate(alone):
        row, column = divmod(number, columns)
        places[n] = (start + (column + 0.5) * room[0], top + (row + 0.5) * room[1])
    return round(start), round(top)
