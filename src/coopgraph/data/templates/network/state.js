// What the page knows and what is switched on. Texts of documents are untrusted: they only ever become text nodes.
const parse = (id) => JSON.parse(document.getElementById(id).textContent);
const at = (id) => document.getElementById(id);
const payload = parse("payload");
const words = payload.words;
const groups = new Map(payload.groups.map((group) => [group.id, group]));
const things = new Map(payload.things.map((thing) => [thing.id, thing]));
const lines = new Map(payload.lines.map((line) => [line.id, line]));
const linesOf = new Map(payload.things.map((thing) => [thing.id, []]));
for (const line of lines.values()) {
  linesOf.get(line.subject).push(line);
  linesOf.get(line.object).push(line);
}

const crowded = things.size > payload.crowded;
const state = {
  groups: new Set(payload.groups.filter((group) => !(crowded && group.later)).map((group) => group.id)),
  relations: new Set(Object.keys(words.relations)),
  lines: new Set(words.lines.filter((line) => line.shown).map((line) => line.id)),
  tray: true,
  all: things.size <= payload.most,
  chosen: null, // {thing: id} or {line: id}
};

const other = (line, id) => (line.subject === id ? line.object : line.subject);

function thingShown(id) {
  const thing = things.get(id);
  if (!state.groups.has(thing.group)) return false;
  if (state.chosen && near(id)) return true;
  if (thing.tray && !state.tray) return false;
  if (!state.all && thing.rank >= payload.most) return false;
  const own = linesOf.get(id);
  return !own.length || own.some((line) => state.relations.has(line.relation));
}

function lineShown(id) {
  const line = lines.get(id);
  return (
    state.relations.has(line.relation) &&
    state.lines.has(line.line) &&
    thingShown(line.subject) &&
    thingShown(line.object)
  );
}

// True for what is chosen and for what a line that is switched on connects with it.
function near(id) {
  const chosen = state.chosen;
  if (chosen.line) {
    const line = lines.get(chosen.line);
    return id === line.subject || id === line.object;
  }
  return (
    id === chosen.thing ||
    linesOf
      .get(id)
      .some(
        (line) =>
          other(line, id) === chosen.thing &&
          state.relations.has(line.relation) &&
          state.lines.has(line.line),
      )
  );
}

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
const index = payload.things
  .map((thing) => ({
    thing,
    forms: [thing.label, ...thing.aliases].map((text) => ({ text, folded: fold(text) })),
  }))
  .sort((a, b) => a.thing.rank - b.thing.rank);

// Return at most `limit` things whose names match, best match first; `form` is the name that matched.
function find(query, limit) {
  const wanted = fold(query);
  if (!wanted) return [];
  const hits = [];
  for (const { thing, forms } of index) {
    let best = 4;
    let form = "";
    for (const { text, folded } of forms) {
      const score =
        folded === wanted
          ? 0
          : folded.startsWith(wanted)
            ? 1
            : folded.includes(" " + wanted)
              ? 2
              : folded.includes(wanted)
                ? 3
                : 4;
      if (score < best) [best, form] = [score, text];
    }
    if (best < 4) hits.push({ thing, form, best });
  }
  return hits.sort((a, b) => a.best - b.best || a.thing.rank - b.thing.rank).slice(0, limit);
}

// Make an element; strings become text nodes, never markup.
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (name === "class") element.className = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined && value !== "")
      element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const plural = (number, noun) => number.toLocaleString("en") + " " + noun + (number === 1 ? "" : "s");

// The same outlines as on the canvas, as small pictures.
const OUTLINES = {
  dot: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z",
  square: "M2.5 2.5h11v11h-11z",
  triangle: "M8 1.5l7 12.5h-14z",
  triangleDown: "M8 14.5l7-12.5h-14z",
  hexagon: "M4.3 1.8h7.4l3.6 6.2l-3.6 6.2h-7.4l-3.6-6.2z",
  star: "M8 .6l2.1 4.9 5.3.5-4 3.5 1.2 5.2-4.6-2.8-4.6 2.8 1.2-5.2-4-3.5 5.3-.5z",
  diamond: "M8 .8l6.2 7.2-6.2 7.2-6.2-7.2z",
};

function svg(attributes, ...shapes) {
  const space = "http://www.w3.org/2000/svg";
  const build = (tag, values) => {
    const element = document.createElementNS(space, tag);
    for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
    return element;
  };
  const picture = build("svg", { "aria-hidden": "true", ...attributes });
  for (const [tag, values] of shapes) picture.append(build(tag, values));
  return picture;
}

function glyph(group) {
  return svg({ viewBox: "0 0 16 16", class: "glyph" }, [
    "path",
    { d: OUTLINES[group.shape], fill: group.colour },
  ]);
}

function stroke(kind) {
  const dashes = { done: "none", promised: "5 3.5", planned: "1.5 3.5" }[kind];
  return svg({ viewBox: "0 0 26 16", class: "stroke" }, [
    "path",
    { d: "M1 8h24", stroke: "currentColor", "stroke-width": "2", "stroke-dasharray": dashes },
  ]);
}

function ring() {
  return svg({ viewBox: "0 0 16 16", class: "glyph" }, [
    "circle",
    { cx: "8", cy: "8", r: "6.5", fill: "none", stroke: "currentColor", "stroke-width": "1.5" },
  ]);
}
