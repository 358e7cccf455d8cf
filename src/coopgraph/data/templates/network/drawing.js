// The canvas: vis-network draws shapes and lines, the label layer on top of it is ours.
const FONT = 12;
const LINE_HEIGHT = 14;
const CELL = 4; // side of a cell of the occupancy grid in screen pixels, less than the gap between thing and label
const HUBS = 45; // most labels in a crowded view
const HUBS_MOVING = 30; // the same while the view is dragged

const board = at("drawing");
const nodeSet = new vis.DataSet(parse("nodes"));
const edgeSet = new vis.DataSet(parse("edges"));
const nodeView = new vis.DataView(nodeSet, { filter: (node) => thingShown(node.id) });
const edgeView = new vis.DataView(edgeSet, { filter: (edge) => lineShown(edge.id) });
const sizes = new Map(nodeSet.map((node) => [node.id, node.size]));
const network = new vis.Network(board, { nodes: nodeView, edges: edgeView }, parse("options"));
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
let theme = {};
let hovered = null; // {thing: id} or {line: id}
let moving = false;

function motion() {
  return calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue("--" + name).trim();
  theme = {
    text: read("text"),
    muted: read("muted"),
    line: read("line"),
    accent: read("accent"),
    surface: read("surface"),
    font: getComputedStyle(document.body).fontFamily,
  };
  network.setOptions({
    edges: { color: { color: theme.line, hover: theme.accent, highlight: theme.accent, inherit: false } },
  });
  paint();
}

// Give every thing and line its strength: all the same, or what is not near the chosen one dimmed.
function paint() {
  const chosen = state.chosen;
  nodeSet.update(nodeSet.map((node) => ({ id: node.id, opacity: !chosen || near(node.id) ? 1 : 0.13 })));
  edgeSet.update(
    edgeSet.map((edge) => {
      const touched = chosen && touches(lines.get(edge.id));
      const color = touched ? theme.accent : theme.line;
      return {
        id: edge.id,
        color: {
          color,
          hover: theme.accent,
          highlight: color,
          inherit: false,
          opacity: chosen && !touched ? 0.12 : 0.85,
        },
      };
    }),
  );
}

function touches(line) {
  const chosen = state.chosen;
  return chosen.line
    ? line.id === chosen.line
    : line.subject === chosen.thing || line.object === chosen.thing;
}

// Show everything that is switched on, leaving room for labels.
function fit(animated) {
  const ids = nodeView.getIds();
  if (!ids.length) return;
  const spots = Object.values(network.getPositions(ids));
  const xs = spots.map((p) => p.x);
  const ys = spots.map((p) => p.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [width, height] = [board.clientWidth, board.clientHeight];
  const margin = Math.min(80, width / 6);
  const scale = Math.min((width - 2 * margin) / (right - left + 1), (height - 90) / (bottom - top + 1), 1.25);
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 + 8 / scale },
    scale,
    animation: animated ? motion() : false,
  });
}

// Bring things into sight, without any move when they are there already.
function reveal(ids) {
  const spots = Object.values(network.getPositions(ids)).map((p) => network.canvasToDOM(p));
  const inside = (p) => p.x > 60 && p.y > 40 && p.x < board.clientWidth - 60 && p.y < board.clientHeight - 40;
  const scale = network.getScale();
  if (spots.every(inside) && scale > 0.5) return;
  const middle = network.DOMtoCanvas({
    x: spots.reduce((sum, p) => sum + p.x, 0) / spots.length,
    y: spots.reduce((sum, p) => sum + p.y, 0) / spots.length,
  });
  network.moveTo({ position: middle, scale: Math.max(scale, 0.8), animation: motion() });
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 4), animation: motion() });
}

// The middle of a line, on its bend where it has one.
function middleOf(id) {
  const edge = network.body.edges[id];
  const spot = edge && edge.connected && edge.edgeType.getPoint ? edge.edgeType.getPoint(0.5) : null;
  if (spot && Number.isFinite(spot.x)) return spot;
  const line = lines.get(id);
  const ends = network.getPositions([line.subject, line.object]);
  const [a, b] = [ends[line.subject], ends[line.object]];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

// Which cells of the screen are covered; `claim` answers whether a rectangle was free and covers it.
function occupancy() {
  const taken = new Set();
  const cells = (box) => {
    const found = [];
    for (let x = Math.floor(box.x / CELL); x <= (box.x + box.w) / CELL; x++)
      for (let y = Math.floor(box.y / CELL); y <= (box.y + box.h) / CELL; y++) found.push(x * 100003 + y);
    return found;
  };
  return {
    covered: (box) => cells(box).reduce((sum, cell) => sum + taken.has(cell), 0),
    cover: (box) => cells(box).forEach((cell) => taken.add(cell)),
    claim: (box) => {
      const wanted = cells(box);
      if (wanted.some((cell) => taken.has(cell))) return false;
      wanted.forEach((cell) => taken.add(cell));
      return true;
    },
  };
}

// Which things are to be named, the most important first.
function labelOrder(ids) {
  const chosen = state.chosen;
  const first = [...new Set([hovered && hovered.thing, chosen && chosen.thing])].filter(Boolean);
  const rest = ids.filter((id) => (!chosen || near(id)) && !first.includes(id));
  rest.sort((a, b) => things.get(a).rank - things.get(b).rank);
  return [...first.filter((id) => thingShown(id)), ...rest];
}

let labelBoxes = []; // where the last drawing put its labels, for tests

function drawLabels(context) {
  const scale = network.getScale();
  const ids = nodeView.getIds();
  const spots = network.getPositions(ids);
  const all = ids.length <= payload.crowded && board.clientWidth >= 600 && !state.chosen;
  const most = all ? ids.length : moving ? HUBS_MOVING : HUBS;
  const grid = occupancy();
  const onScreen = (p) =>
    p.x > -40 && p.y > -30 && p.x < board.clientWidth + 40 && p.y < board.clientHeight + 30;
  labelBoxes = [];
  context.save();
  context.lineJoin = "round";
  context.textBaseline = "middle";
  const middles = new Map();
  for (const id of ids) {
    const p = network.canvasToDOM(spots[id]);
    if (!onScreen(p)) continue;
    const r = sizes.get(id) * scale;
    middles.set(id, { ...p, r });
    if (things.get(id).funder && r > 4)
      drawRing(context, spots[id], sizes.get(id) + 3.5 / scale, 1.4 / scale, theme.muted);
    if (!state.chosen || near(id)) grid.cover({ x: p.x - r, y: p.y - r, w: 2 * r, h: 2 * r });
  }
  drawLineLabels(context, scale, grid);
  const chosenThing = state.chosen && state.chosen.thing;
  if (middles.has(chosenThing))
    drawRing(context, spots[chosenThing], sizes.get(chosenThing) + 7 / scale, 2.5 / scale, theme.accent);
  let drawn = 0;
  for (const id of labelOrder(ids)) {
    if (!middles.has(id) || drawn >= most) continue;
    const special = id === chosenThing || (hovered && hovered.thing === id);
    if (
      drawLabel(context, things.get(id), middles.get(id), grid, {
        scale,
        special,
        force: special || (all && !things.get(id).tray),
      })
    )
      drawn++;
  }
  if (payload.tray && state.tray && !state.chosen) drawTrayTitle(context, scale, ids, spots);
  context.restore();
}

function drawRing(context, spot, radius, width, colour) {
  context.beginPath();
  context.arc(spot.x, spot.y, radius, 0, 2 * Math.PI);
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.globalAlpha = state.chosen && colour !== theme.accent ? 0.35 : 1;
  context.stroke();
  context.globalAlpha = 1;
}

// Try below, right, left and above the thing, then its corners; true when the label was drawn.
function drawLabel(context, thing, spot, grid, { scale, special, force }) {
  context.font = `${special ? 600 : 400} ${FONT}px ${theme.font}`;
  const rows = thing.short;
  const w = Math.max(...rows.map((row) => context.measureText(row).width));
  const h = rows.length * LINE_HEIGHT;
  const gap = spot.r + (thing.funder || special ? 9 : 6);
  const tries = [
    { x: spot.x - w / 2, y: spot.y + gap },
    { x: spot.x + gap, y: spot.y - h / 2 },
    { x: spot.x - gap - w, y: spot.y - h / 2 },
    { x: spot.x - w / 2, y: spot.y - gap - h },
    { x: spot.x + gap / 2, y: spot.y + gap },
    { x: spot.x - gap / 2 - w, y: spot.y + gap },
    { x: spot.x + gap / 2, y: spot.y - gap - h },
    { x: spot.x - gap / 2 - w, y: spot.y - gap - h },
  ].slice(0, thing.tray ? 1 : 8); // the tray is a grid: labels below only
  const boxes = tries.map(({ x, y }) => ({ x, y, w, h }));
  const whole = ({ x, y }) => x >= 0 && y >= 0 && x + w <= board.clientWidth && y + h <= board.clientHeight;
  let box = boxes.find((one) => whole(one) && grid.claim(one)) || boxes.find((one) => grid.claim(one));
  if (!box && !force) return false;
  if (!box) {
    const ranked = boxes.map((one) => [grid.covered(one), one]);
    box = ranked.reduce((best, next) => (next[0] < best[0] ? next : best))[1];
    grid.cover(box);
  }
  labelBoxes.push({ id: thing.id, ...box });
  writeRows(context, rows, box, scale, special ? 600 : 400, theme.text);
  return true;
}

// Write in screen pixels on the scaled canvas, with a halo in the colour of the background.
function writeRows(context, rows, box, scale, weight, colour) {
  context.font = `${weight} ${FONT / scale}px ${theme.font}`;
  context.textAlign = "center";
  rows.forEach((row, number) => {
    const p = network.DOMtoCanvas({ x: box.x + box.w / 2, y: box.y + (number + 0.5) * LINE_HEIGHT });
    context.lineWidth = 3.5 / scale;
    context.strokeStyle = theme.surface;
    context.strokeText(row, p.x, p.y);
    context.fillStyle = colour;
    context.fillText(row, p.x, p.y);
  });
}

// Say what the hovered line, the chosen line or the lines of the chosen thing mean.
function drawLineLabels(context, scale, grid) {
  const chosen = state.chosen;
  const wanted = new Set();
  if (hovered && hovered.line) wanted.add(hovered.line);
  if (chosen && chosen.line) wanted.add(chosen.line);
  if (chosen && chosen.thing) {
    const own = linesOf.get(chosen.thing).filter((line) => lineShown(line.id));
    if (own.length <= 12) own.forEach((line) => wanted.add(line.id));
  }
  for (const id of wanted) {
    if (!lineShown(id)) continue;
    const p = network.canvasToDOM(middleOf(id));
    context.font = `500 ${FONT}px ${theme.font}`;
    const text = words.relations[lines.get(id).relation][0];
    const w = context.measureText(text).width;
    const box = { x: p.x - w / 2, y: p.y - LINE_HEIGHT / 2, w, h: LINE_HEIGHT };
    const sure = (hovered && hovered.line === id) || (chosen && chosen.line === id);
    if (grid.claim(box) || sure) writeRows(context, [text], box, scale, 500, theme.accent);
  }
}

function drawTrayTitle(context, scale, ids, spots) {
  const [x, y] = payload.tray;
  if (!ids.some((id) => things.get(id).tray)) return;
  const p = network.canvasToDOM({ x, y });
  context.font = `400 ${FONT}px ${theme.font}`;
  const text = "On their own: named in the documents, no settled relation";
  writeRows(
    context,
    [text],
    { x: p.x, y: p.y - LINE_HEIGHT - 8, w: context.measureText(text).width },
    scale,
    400,
    theme.muted,
  );
}

function hover(what) {
  hovered = what;
  board.style.cursor = what ? "pointer" : "default";
  network.redraw();
}

network.on("afterDrawing", drawLabels);
network.on("hoverNode", (event) => hover({ thing: event.node }));
network.on("hoverEdge", (event) => hover({ line: event.edge }));
network.on("blurNode", () => hover(null));
network.on("blurEdge", () => hover(null));
network.on("dragStart", () => (moving = true));
network.on("dragEnd", () => {
  moving = false;
  network.redraw();
});
network.on("click", (event) => {
  if (event.nodes.length) choose({ thing: event.nodes[0] });
  else if (event.edges.length) choose({ line: event.edges[0] });
  else choose(null);
});
