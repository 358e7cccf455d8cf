// The panel beside the drawing, and the list of what is drawn.
const panel = at("panel");
const OPEN_UP_TO = 10; // with this many relations or fewer, their sentences are open at once

function thingButton(id) {
  const thing = things.get(id);
  return make(
    "button",
    { type: "button", class: "thing", onclick: () => choose({ thing: id }, true) },
    glyph(groups.get(thing.group)),
    make("span", { dir: "auto", lang: thing.lang }, thing.label),
  );
}

function safeLink(url, text) {
  return /^https?:\/\//i.test(url)
    ? make("a", { href: url, rel: "noopener noreferrer", target: "_blank", dir: "auto" }, text)
    : make("span", { dir: "auto" }, text);
}

function sourceLine(number) {
  const source = payload.sources[number];
  if (!source) return null;
  const title = make(
    "span",
    { class: "title" },
    safeLink(source.url, source.title || source.url || "Untitled document"),
  );
  const rest = [source.publisher, source.issued].filter(Boolean).join(" · ");
  return make("p", { class: "source" }, title, rest ? make("span", { dir: "auto" }, rest) : null);
}

// Everything one line stands on: status, confidence and, word for word, each sentence with its document.
function evidence(line) {
  return line.statements.map((statement) => {
    const [kind, status] = words.statuses[statement.status];
    const facts = [...statement.details, `confidence ${Math.round(statement.confidence * 100)}%`];
    const quotes = statement.quotes.map((quote) => {
      const source = payload.sources[quote.source];
      return make(
        "figure",
        {},
        make("blockquote", { dir: "auto", lang: source && source.lang }, quote.text),
        make("figcaption", {}, sourceLine(quote.source)),
      );
    });
    return make(
      "div",
      { class: "statement" },
      make(
        "p",
        { class: "facts" },
        stroke(kind),
        make("span", { class: "status" }, status),
        make("span", { dir: "auto" }, facts.join(" · ")),
      ),
      ...quotes,
    );
  });
}

function thingTitle(thing) {
  const group = groups.get(thing.group);
  const kind = thing.subkind || words.kinds[thing.kind];
  return [
    make("h2", { dir: "auto", lang: thing.lang }, thing.label),
    make(
      "p",
      { class: "kind" },
      glyph(group),
      kind,
      thing.funder ? make("span", { class: "badge" }, "Funder") : null,
      ...thing.dates.map((date) => make("span", { class: "date" }, date)),
    ),
    thing.aliases.length
      ? make("p", { class: "aliases", dir: "auto" }, "Also: ", thing.aliases.join(", "))
      : null,
  ];
}

// The lines of a thing by what they mean for it, in the order of the list of relations.
function relationsOf(id) {
  const found = new Map();
  for (const relation of Object.keys(words.relations)) {
    const [forward, backward] = words.relations[relation];
    for (const line of linesOf.get(id)) {
      if (line.relation !== relation) continue;
      const meaning = line.subject === id ? forward : backward;
      if (!found.has(meaning)) found.set(meaning, new Map());
      const partners = found.get(meaning);
      partners.set(other(line, id), [...(partners.get(other(line, id)) || []), line]);
    }
  }
  return found;
}

function thingPanel(id) {
  const thing = things.get(id);
  const open = linesOf.get(id).length <= OPEN_UP_TO;
  const sections = [...relationsOf(id)].map(([meaning, partners]) =>
    make(
      "section",
      {},
      make("h3", {}, meaning, make("span", { class: "count" }, String(partners.size))),
      ...[...partners].map(([partner, own]) => partnerEntry(partner, own, open)),
    ),
  );
  if (!sections.length)
    sections.push(make("p", { class: "hint" }, "The documents name it but state no relation of it."));
  return [closeButton(), ...thingTitle(thing), ...sections, make("p", { class: "iri" }, thing.iri)];
}

function partnerEntry(id, own, open) {
  const count = own
    .flatMap((line) => line.statements)
    .reduce((sum, statement) => sum + statement.quotes.length, 0);
  return make(
    "div",
    { class: "partner" },
    thingButton(id),
    make("details", { open }, make("summary", {}, plural(count, "sentence")), ...own.flatMap(evidence)),
  );
}

function linePanel(id) {
  const line = lines.get(id);
  return [
    closeButton(),
    make(
      "h2",
      { class: "line" },
      thingButton(line.subject),
      make("span", { class: "relation" }, words.relations[line.relation][0]),
      thingButton(line.object),
    ),
    ...evidence(line),
  ];
}

function closeButton() {
  return make(
    "button",
    {
      type: "button",
      class: "close",
      "aria-label": "Close (Escape)",
      title: "Close (Escape)",
      onclick: () => choose(null),
    },
    "×",
  );
}

function idlePanel() {
  const top = [...things.values()]
    .filter((thing) => thing.degree)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, 8);
  const how = [
    "Each shape is somebody or something that the documents name; each line is something that they state.",
    "Click a shape or a line to read the sentences behind it, word for word.",
    "Press / to search, Escape to go back.",
  ];
  return [
    make("h2", {}, "How to read this"),
    make("ul", { class: "how" }, ...how.map((text) => make("li", {}, text))),
    top.length ? make("h3", {}, "Most connected") : null,
    make(
      "ol",
      { class: "top" },
      ...top.map((thing) =>
        make(
          "li",
          {},
          thingButton(thing.id),
          make("span", { class: "count", title: plural(thing.degree, "partner") }, String(thing.degree)),
        ),
      ),
    ),
    make(
      "p",
      { class: "hint small" },
      "Drawn with vis-network (Apache 2.0 or MIT). Works offline; nothing leaves your machine.",
    ),
  ];
}

function showPanel() {
  const chosen = state.chosen;
  const content = !chosen ? idlePanel() : chosen.line ? linePanel(chosen.line) : thingPanel(chosen.thing);
  panel.replaceChildren(...content.filter(Boolean));
  panel.scrollTop = 0;
}

function showListed() {
  const shown = payload.things.filter((thing) => thingShown(thing.id)).sort((a, b) => a.rank - b.rank);
  const head = make(
    "tr",
    {},
    ...["Name", "Type", "Partners"].map((text) => make("th", { scope: "col" }, text)),
  );
  const rows = shown.map((thing) =>
    make(
      "tr",
      {},
      make("td", {}, thingButton(thing.id)),
      make("td", {}, thing.subkind || words.kinds[thing.kind]),
      make("td", { class: "number" }, String(thing.degree)),
    ),
  );
  at("list").replaceChildren(
    make(
      "table",
      {},
      make("caption", { class: "hidden" }, "What is switched on, most connected first"),
      make("thead", {}, head),
      make("tbody", {}, ...rows),
    ),
  );
}
