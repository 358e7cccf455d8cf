// Legend, search, keyboard and address: everything that changes what is on or chosen.
const search = at("search");
const hits = at("hits");
let active = -1;

function toggle(set, id, on) {
  if (on) set.add(id);
  else set.delete(id);
  refresh();
}

function row(id, picture, label, count, checked, change, extra) {
  const box = make("input", { type: "checkbox", id });
  box.checked = checked;
  box.addEventListener("change", () => change(box.checked));
  return make(
    "label",
    { class: "row", for: id, ...extra },
    box,
    picture,
    make("span", { class: "name" }, label),
    make("span", { class: "count" }, String(count)),
  );
}

function block(title, set, ids, rows) {
  const every = (on) => () => {
    ids.forEach((id) => (on ? set.add(id) : set.delete(id)));
    buildLegend();
    refresh();
  };
  const both = make(
    "span",
    { class: "both" },
    make("button", { type: "button", onclick: every(true) }, "all"),
    make("button", { type: "button", onclick: every(false) }, "none"),
  );
  return make("fieldset", {}, make("legend", {}, title, both), ...rows);
}

const tally = (items, key) =>
  items.reduce((counts, item) => counts.set(item[key], (counts.get(item[key]) || 0) + 1), new Map());

function buildLegend() {
  const all = [...things.values()];
  const byGroup = tally(all, "group");
  const asserted = [...lines.values()].filter((line) => line.line !== "planned");
  const byRelation = tally([...lines.values()], "relation");
  const byLine = tally([...lines.values()], "line");
  const present = payload.groups.filter((group) => byGroup.has(group.id));
  const groupRows = present.map((group) =>
    row(
      "group-" + group.id,
      glyph(group),
      group.label,
      byGroup.get(group.id),
      state.groups.has(group.id),
      (on) => toggle(state.groups, group.id, on),
    ),
  );
  const notes = [];
  if (all.some((thing) => thing.funder))
    notes.push(
      make(
        "p",
        { class: "row note" },
        ring(),
        make("span", { class: "name" }, "A ring marks who gives money"),
      ),
    );
  const tray = all.filter((thing) => thing.tray).length;
  if (tray && asserted.length)
    notes.push(row("tray", "", "On their own", tray, state.tray, (on) => ((state.tray = on), refresh())));
  if (things.size > payload.most)
    notes.push(
      row(
        "all",
        "",
        "All, not just the most connected",
        things.size,
        state.all,
        (on) => ((state.all = on), refresh()),
      ),
    );
  const lineRows = words.lines.map((line) =>
    row(
      "line-" + line.id,
      stroke(line.id),
      line.label,
      byLine.get(line.id) || 0,
      state.lines.has(line.id),
      (on) => toggle(state.lines, line.id, on),
    ),
  );
  const relations = Object.keys(words.relations).filter((relation) => byRelation.has(relation));
  relations.sort((a, b) => byRelation.get(b) - byRelation.get(a));
  const relationRows = relations.map((relation) =>
    row(
      "relation-" + relation,
      "",
      words.relations[relation][0],
      byRelation.get(relation),
      state.relations.has(relation),
      (on) => toggle(state.relations, relation, on),
    ),
  );
  at("legend").replaceChildren(
    ...(present.length
      ? [
          block(
            "Who and what",
            state.groups,
            present.map((group) => group.id),
            [...groupRows, ...notes],
          ),
        ]
      : []),
    ...(lines.size ? [make("fieldset", {}, make("legend", {}, "Lines"), ...lineRows)] : []),
    ...(relations.length ? [block("Relations", state.relations, relations, relationRows)] : []),
  );
}

// Draw what is switched on now and say how much that is.
function refresh() {
  nodeView.refresh();
  edgeView.refresh();
  at("status").textContent = `${nodeView.length} of ${things.size} shown, ${plural(edgeView.length, "line")}`;
  const nothing = !things.size
    ? "There is nothing to draw yet: the documents name no actors."
    : !nodeView.length
      ? "Everything is switched off. Tick something in the legend."
      : "";
  at("empty").textContent = nothing;
  at("empty").hidden = !nothing;
  if (!at("list").hidden) showListed();
  network.redraw();
}

// Choose a thing, a line or nothing; `move` brings it into sight.
function choose(what, move) {
  state.chosen = what;
  if (what) {
    const line = what.line && lines.get(what.line);
    const ids = line ? [line.subject, line.object] : [what.thing];
    ids.forEach((id) => state.groups.add(things.get(id).group));
    if (line) state.lines.add(line.line);
    buildLegend();
  }
  const hash = what && what.thing ? "#" + encodeURIComponent(what.thing).replace(/%2F/g, "/") : "";
  if (location.hash !== hash) history.replaceState(null, "", hash || location.pathname + location.search);
  showPanel();
  paint();
  refresh();
  if (what && move)
    reveal(what.line ? [lines.get(what.line).subject, lines.get(what.line).object] : [what.thing]);
}

function readHash() {
  let id = "";
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    return;
  }
  if (things.has(id)) choose({ thing: id }, true);
}

function showHits() {
  const found = find(search.value, 20);
  active = found.length ? 0 : -1;
  const items = found.map(({ thing, form }, number) =>
    make(
      "li",
      {
        role: "option",
        id: "hit-" + number,
        "data-id": thing.id,
        "aria-selected": String(number === active),
        onclick: () => take(thing.id),
      },
      glyph(groups.get(thing.group)),
      make("span", { dir: "auto" }, thing.label),
      form !== thing.label ? make("span", { class: "form", dir: "auto" }, form) : null,
    ),
  );
  if (!items.length && search.value.trim())
    items.push(make("li", { class: "none", role: "presentation" }, "No name like this"));
  hits.replaceChildren(...items);
  openHits(items.length > 0);
}

function openHits(open) {
  hits.hidden = !open;
  search.setAttribute("aria-expanded", String(open));
  if (open && active >= 0) search.setAttribute("aria-activedescendant", "hit-" + active);
  else search.removeAttribute("aria-activedescendant");
}

function step(by) {
  const options = hits.querySelectorAll("[role=option]");
  if (!options.length) return;
  active = (active + by + options.length) % options.length;
  options.forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
  options[active].scrollIntoView({ block: "nearest" });
  openHits(true);
}

function take(id) {
  search.value = "";
  openHits(false);
  search.blur();
  choose({ thing: id }, true);
  panel.focus({ preventScroll: true });
}

function showView(list) {
  at("show-list").setAttribute("aria-pressed", String(list));
  at("show-drawing").setAttribute("aria-pressed", String(!list));
  at("list").hidden = !list;
  board.classList.toggle("away", list);
  if (list) showListed();
  else network.redraw();
}

search.addEventListener("input", showHits);
search.addEventListener("focus", () => search.value && showHits());
search.addEventListener("blur", () => setTimeout(() => openHits(false), 150));
search.addEventListener("keydown", (event) => {
  const option = hits.querySelector("#hit-" + active);
  if (event.key === "Enter" && option) take(option.dataset.id);
  else if (event.key === "ArrowDown") step(1);
  else if (event.key === "ArrowUp") step(-1);
  else if (event.key === "Escape") {
    search.value = "";
    openHits(false);
    search.blur();
  } else return;
  event.preventDefault();
  event.stopPropagation();
});
board.addEventListener("pointerdown", () => board.classList.add("pointed"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Tab") board.classList.remove("pointed");
  const typing = event.target instanceof HTMLInputElement && event.target.type === "search";
  if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
  if (event.key === "/") {
    event.preventDefault();
    search.focus();
  } else if (event.key === "Escape") choose(null);
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  showView(true);
  at("list").focus();
});
at("nearer").addEventListener("click", () => zoom(1.3));
at("farther").addEventListener("click", () => zoom(1 / 1.3));
at("fit").addEventListener("click", () => {
  choose(null);
  fit(true);
});
at("show-list").addEventListener("click", () => showView(true));
at("show-drawing").addEventListener("click", () => showView(false));
window.addEventListener("hashchange", readHash);
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", readTheme);
network.on("resize", () => fit(false));

if (window.matchMedia("(max-width: 760px)").matches) at("filters").open = false;
buildLegend();
readTheme();
showPanel();
refresh();
fit(false);
readHash();

// For tests and the console: look, and choose by id.
window.coopgraph = Object.freeze({
  counts: () => ({ things: nodeView.length, lines: edgeView.length }),
  chosen: () => (state.chosen ? { ...state.chosen } : null),
  select: (id) => things.has(id) && choose({ thing: id }, true),
  lineId: (subject, relation, object) =>
    [...lines.values()].find(
      (line) => line.subject === subject && line.relation === relation && line.object === object,
    )?.id,
  where: (id) => {
    const p = network.canvasToDOM(things.has(id) ? network.getPositions([id])[id] : middleOf(id));
    const corner = board.getBoundingClientRect();
    return { x: p.x + corner.left, y: p.y + corner.top };
  },
  labels: () => labelBoxes.map((box) => ({ ...box })),
});
