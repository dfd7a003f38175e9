"use strict";
// The network of a result: who is linked with whom in its rows, drawn without any library.

const NODES = 200, LINKS = 600, STEPS = 160, SIZE = 1000;
const COLOURS = ["#4477aa", "#cc6677", "#117733", "#aa7700", "#882255", "#44aa99", "#999933", "#555577"];
const SVG = "http://www.w3.org/2000/svg";

// Which columns hold nodes: those with IRIs; with fewer than two of them, also those with short words.
function nodeColumns(columns, rows) {
  const some = rows.slice(0, 50), holds = (column, test) => some.some((row) => row[column] && test(row[column]));
  const iris = columns.filter((column) => holds(column, (cell) => cell.type !== "literal"));
  if (iris.length > 1) return iris;
  const short = (cell) => cell.type === "literal" && !/#(integer|decimal|double|boolean)$/.test(cell.datatype || "") &&
    cell.value.length <= 60;
  return columns.filter((column) => iris.includes(column) || holds(column, short));
}

function networkOf(columns, rows, triples) {
  const nodes = new Map(), links = new Map();
  let cut = false;
  const node = (cell, group) => {
    const id = cell.type + " " + cell.value;
    if (!nodes.has(id)) {
      if (nodes.size >= NODES) { cut = true; return null; }
      nodes.set(id, { id, cell, group, links: 0, at: nodes.size });
    }
    return nodes.get(id);
  };
  const link = (from, to, name) => {
    if (!from || !to || from === to) return;
    const id = from.id + "\n" + to.id + "\n" + name;
    if (links.has(id)) return;
    if (links.size >= LINKS) { cut = true; return; }
    links.set(id, { from, to, name });
    from.links += 1;
    to.links += 1;
  };
  const wanted = triples ? [] : nodeColumns(columns, rows);
  for (const row of rows) {
    if (triples) {
      if (row.object.type !== "literal") link(node(row.subject, "subject"), node(row.object, "object"), shortened(row.predicate.value));
      continue;
    }
    const held = wanted.filter((column) => row[column]).map((column) => [column, node(row[column], column)]);
    for (const [column, to] of held.slice(1)) link(held[0][1], to, column);
  }
  return { nodes: [...nodes.values()], links: [...links.values()], cut };
}

// Springs along links, repulsion between all, a weak pull to the middle; the same picture every time.
function place(nodes, links) {
  const turn = Math.PI * (3 - Math.sqrt(5)), far = SIZE / Math.sqrt(nodes.length + 1);
  nodes.forEach((node, at) => {
    node.x = Math.sqrt(at + 1) * far * 0.4 * Math.cos(at * turn);
    node.y = Math.sqrt(at + 1) * far * 0.4 * Math.sin(at * turn);
  });
  for (let step = 0; step < STEPS; step++) {
    for (const node of nodes) { node.fx = -node.x * 0.06; node.fy = -node.y * 0.06; }
    for (let i = 0; i < nodes.length; i++) for (let j = i + 1; j < nodes.length; j++) {
      const a = nodes[i], b = nodes[j], dx = a.x - b.x, dy = a.y - b.y, square = Math.max(dx * dx + dy * dy, 1);
      const push = far * far * 0.5 / square;
      a.fx += dx * push; a.fy += dy * push; b.fx -= dx * push; b.fy -= dy * push;
    }
    for (const { from, to } of links) {
      const dx = to.x - from.x, dy = to.y - from.y, pull = 0.06 * Math.sqrt(dx * dx + dy * dy) / far;
      from.fx += dx * pull; from.fy += dy * pull; to.fx -= dx * pull; to.fy -= dy * pull;
    }
    const most = far * 0.5 * (1 - step / STEPS);
    for (const node of nodes) {
      const force = Math.hypot(node.fx, node.fy) || 1, go = Math.min(force, most) / force;
      node.x += node.fx * go; node.y += node.fy * go;
    }
  }
  const reach = Math.max(1, ...nodes.map((node) => Math.max(Math.abs(node.x), Math.abs(node.y))));
  const scale = Math.min(SIZE / 2, 60 + 40 * nodes.length) / reach;
  for (const node of nodes) { node.x *= scale; node.y *= scale; }
}

function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

function draw(home, found, say) {
  const { nodes, links } = found, groups = [...new Set(nodes.map((node) => node.group))];
  place(nodes, links);
  const reach = Math.max(100, ...nodes.map((node) => Math.max(Math.abs(node.x), Math.abs(node.y)))) + 60;
  const view = { x: -reach, y: -reach, w: 2 * reach };
  const label = `Network of ${nodes.length} things and ${links.length} links`;
  const svg = element("svg", { role: "img", "aria-label": label });
  const look = () => svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.w}`);
  for (const { from, to, name } of links) {
    const line = element("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y });
    line.append(element("title", {}, name));
    svg.append(line);
  }
  for (const node of nodes) {
    const radius = 5 + Math.min(12, Math.sqrt(node.links) * 2), text = shortened(node.cell.value);
    const dot = element("circle", { cx: node.x, cy: node.y, r: radius, fill: COLOURS[groups.indexOf(node.group) % COLOURS.length] });
    dot.append(element("title", {}, text));
    dot.addEventListener("click", () => {
      svg.querySelectorAll(".chosen").forEach((other) => other.classList.remove("chosen"));
      dot.classList.add("chosen");
      say(node);
    });
    svg.append(dot);
    if (nodes.length <= 60 || node.links > 3) {
      svg.append(element("text", { x: node.x + radius + 2, y: node.y + 4 }, text.length > 32 ? text.slice(0, 31) + "…" : text));
    }
  }
  look();
  movable(svg, view, look);
  home.replaceChildren(svg);
}

function movable(svg, view, look) {
  let last = null;
  const unit = () => view.w / Math.min(svg.clientWidth, svg.clientHeight);
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const by = event.deltaY > 0 ? 1.2 : 1 / 1.2, grown = view.w * by;
    view.x -= (grown - view.w) / 2; view.y -= (grown - view.w) / 2; view.w = grown;
    look();
  }, { passive: false });
  svg.addEventListener("pointerdown", (event) => { last = [event.clientX, event.clientY]; });
  svg.addEventListener("pointermove", (event) => {
    if (!last || !event.buttons) return;
    view.x -= (event.clientX - last[0]) * unit(); view.y -= (event.clientY - last[1]) * unit();
    last = [event.clientX, event.clientY];
    look();
  });
  svg.addEventListener("pointerup", () => { last = null; });
}
