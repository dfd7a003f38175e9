"use strict";
/* Draws the network on a canvas. Knows positions, shapes and colours; knows nothing of panels. */
const SHAPES = {
  square: (c, x, y, r) => c.rect(x - r * .9, y - r * .9, r * 1.8, r * 1.8),
  frame(c, x, y, r) { SHAPES.square(c, x, y, r); line(c, x - r * .9, y, x + r * .9, y); line(c, x, y - r * .9, x, y + r * .9); },
  hexagon: (c, x, y, r) => corners(c, x, y, r, 6, 0),
  pentagon: (c, x, y, r) => corners(c, x, y, r * 1.1, 5, -Math.PI / 2),
  triangle: (c, x, y, r) => corners(c, x, y + r * .15, r * 1.2, 3, -Math.PI / 2),
  diamond: (c, x, y, r) => corners(c, x, y, r * 1.1, 4, 0),
  bar: (c, x, y, r) => c.rect(x - r, y - r * .55, r * 2, r * 1.1),
  circle(c, x, y, r) { c.moveTo(x + r, y); c.arc(x, y, r, 0, 7); },
  crossed: (c, x, y, r) => SHAPES.circle(c, x, y, r),
  ring(c, x, y, r) { SHAPES.circle(c, x, y, r); SHAPES.circle(c, x, y, r * .35); },
};
function line(c, x1, y1, x2, y2) { c.moveTo(x1, y1); c.lineTo(x2, y2); }
function corners(c, x, y, r, count, turn) {
  for (let i = 0; i < count; i++) {
    const a = turn + i * 2 * Math.PI / count;
    c[i ? "lineTo" : "moveTo"](x + r * Math.cos(a), y + r * Math.sin(a));
  }
  c.closePath();
}

function* pieces(some, size = 60) { for (let at = 0; at < some.length; at += size) yield some.slice(at, at + size); }
function whole(steps) { while (!steps.next().done); }

const FONT = "12.5px system-ui, 'Segoe UI', 'Noto Sans', sans-serif", ROW = 14, CELL = 80;

class Picture {
  /* `visible(node)` and `drawn(edge)` tell what the legend lets through; `box` is the element to draw in. */
  constructor(box, model, visible, drawn) {
    const { nodes, edges, types, relations } = model;
    Object.assign(this, { box, model, nodes, edges, types, relations, visible, drawn });
    this.scale = 1; this.x = 0; this.y = 0;
    this.focus = null;   /* {nodes: Set, edges: Set, far: Set, main: node or null} */
    this.hover = null;
    this.cover = 0;   /* how much of the picture's lower end the panel hides on a small screen */
    this.rest = () => "";   /* what the island without an objective is called */
    this.islands = [];   /* {x, y, radius, members, hub: node or null}; empty in the view by links */
    this.widths = new Map();
    this.moving = 0; this.frames = 0;
    this.edge = 0;   /* how far beyond the window is drawn too */
    this.under = new Layer(.5);   /* all that the legend lets through */
    this.over = new Layer(0);   /* what is selected, and the labels */
    this.placed = [];   /* the boxes of the labels last drawn */
    const ratios = {};
    for (const edge of edges) {   /* second and third lines between the same two nodes run beside the first */
      const pair = Math.min(edge.a, edge.b) + "-" + Math.max(edge.a, edge.b), rank = ratios[pair] = (ratios[pair] || 0) + 1;
      edge.aside = (rank >> 1) * (rank % 2 ? -5 : 5) * (edge.a < edge.b ? 1 : -1);
    }
    this.surface();
    new ResizeObserver(() => this.resize()).observe(box);
  }
  surface() {
    this.canvas = document.createElement("canvas");
    this.box.append(this.canvas);
    this.context = this.canvas.getContext("2d");
  }
  colours() {
    const style = getComputedStyle(document.documentElement), read = name => style.getPropertyValue(name).trim();
    this.paper = read("--bg"); this.ink = read("--text"); this.strong = read("--focus");
    this.under.drop();
    this.draw();
  }
  resize() {
    const first = !this.width, box = this.box.getBoundingClientRect(), ratio = window.devicePixelRatio || 1;
    if (!box.width) return;
    if (this.width === box.width && this.height === box.height && this.ratio === ratio) return this.draw();
    Object.assign(this, { width: box.width, height: box.height, ratio });
    this.canvas.width = Math.round(box.width * this.ratio);
    this.canvas.height = Math.round(box.height * this.ratio);
    this.refresh();
    if (first) this.fit();
    this.paint();
  }
  radius(node) {
    const least = node.mark ? .5 : node.said ? this.nodes.length > 1200 ? .22 : .34 : .42;
    return this.types[node.type].radius * Math.min(1.5, Math.max(least, this.scale));
  }
  place(node) { return [node.x * this.scale + this.x, node.y * this.scale + this.y]; }
  ends(edge) {
    const [x1, y1] = this.place(this.nodes[edge.a]), [x2, y2] = this.place(this.nodes[edge.b]);
    if (!edge.aside) return [x1, y1, x2, y2];
    const length = Math.hypot(x2 - x1, y2 - y1) || 1, dx = (y1 - y2) / length * edge.aside, dy = (x2 - x1) / length * edge.aside;
    return [x1 + dx, y1 + dy, x2 + dx, y2 + dy];
  }

  fit(nodes = this.nodes, most = 1.6) {
    if (!nodes.length || !this.width) return;
    let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
    const take = (x, y) => { left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y); };
    for (const node of nodes) take(node.x, node.y);
    if (nodes === this.nodes) for (const one of this.islands) { take(one.x - one.radius, one.y - one.radius); take(one.x + one.radius, one.y + one.radius); }
    const room = nodes === this.nodes ? 22 : this.width < 600 ? 26 : 56;
    this.scale = Math.min(most, (this.width - 2 * room) / (right - left || 1), (this.height - this.cover - 2 * room) / (bottom - top || 1));
    this.x = this.width / 2 - (left + right) / 2 * this.scale;
    this.y = (this.height - this.cover) / 2 - (top + bottom) / 2 * this.scale;
    this.shifted();
    this.draw();
  }
  shifted() {}   /* for a renderer that keeps its own scale and place */
  inView(node) {
    const [x, y] = this.place(node);
    return x > 20 && y > 20 && x < this.width - 20 && y < this.height - this.cover - 20;
  }
  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const scale = Math.min(6, Math.max(.02, this.scale * factor)), real = scale / this.scale;
    this.x = x - (x - this.x) * real; this.y = y - (y - this.y) * real; this.scale = scale;
    this.move();
  }
  pan(dx, dy) { this.x += dx; this.y += dy; this.move(); }
  move() { this.shifted(); this.moving = performance.now(); this.soon(); }

  shows(node) { return this.visible(node) || Boolean(this.focus && this.focus.nodes.has(node)); }
  at(x, y, slack = 5) {
    let best = null, nearest = slack;
    const near = 60 / this.scale, gx = (x - this.x) / this.scale, gy = (y - this.y) / this.scale;
    for (const node of this.nodes) {
      if (Math.abs(node.x - gx) > near || Math.abs(node.y - gy) > near || !this.shows(node)) continue;
      const [nx, ny] = this.place(node), far = Math.hypot(x - nx, y - ny) - this.radius(node);
      if (far < nearest) { nearest = far; best = { node }; }
    }
    if (best) return best;
    nearest = slack + 1;
    const focused = this.focus && this.focus.edges.size ? [...this.focus.edges, ...this.focus.far] : null;
    for (const edge of focused || this.edges) {
      if (!focused && !this.drawn(edge)) continue;
      const [x1, y1, x2, y2] = this.ends(edge), dx = x2 - x1, dy = y2 - y1;
      const t = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
      const far = Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
      if (far < nearest) { nearest = far; best = { edge }; }
    }
    return best;
  }
  /* The nearest shape in a direction, for the arrow keys. */
  next(from, dx, dy) {
    let best = null, least = Infinity;
    for (const node of this.nodes) {
      if (node === from || !this.shows(node)) continue;
      const along = (node.x - from.x) * dx + (node.y - from.y) * dy, across = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
      if (along > 0 && along + 2.5 * across < least) { least = along + 2.5 * across; best = node; }
    }
    return best;
  }

  /* Something else is selected, hovered, said; after `refresh` also shown, or elsewhere. */
  draw() { this.over.stale = true; this.soon(); }
  refresh() { this.under.drop(); }
  soon() {
    if (!this.waiting) this.waiting = requestAnimationFrame(() => { this.waiting = 0; this.frame(); });
  }
  /* What is quick is drawn anew for each frame; else what is there is moved until it rests. */
  frame() {
    const { under, over } = this, quick = under.cost + over.cost < SLICE;
    const rest = Math.min(1000, Math.max(160, 8 * over.cost));   /* on a slow machine moves come late, too */
    const moving = performance.now() - this.moving < rest;
    if (!this.width || !this.paper) return;
    this.frames++;
    if (under.stale) return this.paint();
    if (under.due(this, moving && !quick)) under.start(this, this.ground());
    under.work(this, SLICE);
    if (over.stale || !moving || quick) this.top();
    this.show();
    if (moving || under.begun) this.soon();
  }
  paint() {
    if (!this.width || !this.paper) return;
    this.under.start(this, this.ground());
    this.under.work(this, Infinity);
    this.over.stale = true;
    this.top();
    this.show();
    if (this.under.due(this, false)) this.soon();
  }
  top() {
    if (!this.over.stale && this.over.stands(this.over.done, this)) return;
    this.over.start(this, this.above(this.nodes.filter(this.visible)));
    this.over.work(this, Infinity);
  }
  show() {
    const c = this.context;
    c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    c.fillStyle = this.paper; c.fillRect(0, 0, this.width, this.height);
    this.under.show(c, this);
    this.veil();
    this.over.show(c, this);
  }
  /* Draw on another surface, as the picture stands in `view`. */
  as(view, draw) {
    const { context, scale, x, y, edge } = this;
    Object.assign(this, { context: view.context, scale: view.scale, x: view.x, y: view.y, edge: view.edge });
    draw();
    Object.assign(this, { context, scale, x, y, edge });
  }
  /* The whole picture on another surface, for saving and printing. */
  onto(context) {
    this.as({ ...this, context, edge: 0 }, () => {
      whole(this.ground());
      this.veil();
      whole(this.above(this.nodes.filter(this.visible)));
    });
  }
  *ground() {
    const c = this.context, nodes = this.nodes.filter(this.visible), edges = this.edges.filter(this.drawn), edge = this.edge;
    const wash = alpha => { c.globalAlpha = alpha; c.fillStyle = this.paper; c.fillRect(-edge, -edge, this.width + 2 * edge, this.height + 2 * edge); c.globalAlpha = 1; };
    wash(1);
    if (edges.length) { yield* this.lines(edges, 1); wash(nodes.length > 400 ? .55 : .25); }   /* all of them fainter at once */
    this.discs();
    yield* this.shapes(nodes);
  }
  veil() {
    const c = this.context;
    if (!this.focus) return;
    c.globalAlpha = .84; c.fillStyle = this.paper; c.fillRect(0, 0, this.width, this.height); c.globalAlpha = 1;
  }
  *above(nodes) {
    const focus = this.focus, hover = this.hover || {};
    if (focus) {
      yield* this.lines([...focus.far], .5);
      yield* this.lines([...focus.edges], 1, 1.5, true);
      yield* this.shapes([...focus.nodes]);
      if (focus.main) this.ring(focus.main);
    }
    if (hover.node) this.ring(hover.node);
    if (hover.edge) yield* this.lines([hover.edge], 1, 2.5);
    this.labels(focus ? [...focus.nodes] : nodes, nodes);
  }
  discs() {
    const c = this.context;
    for (const island of this.islands) {
      const x = island.x * this.scale + this.x, y = island.y * this.scale + this.y, r = island.radius * this.scale;
      c.beginPath(); c.moveTo(x + r, y); c.arc(x, y, r, 0, 7);
      c.fillStyle = this.ink; c.globalAlpha = .045; c.fill(); c.globalAlpha = 1;
      if (!island.hidden || !island.members) continue;
      c.fillStyle = this.ink; c.globalAlpha = .7; c.font = FONT; c.textAlign = "center"; c.textBaseline = "top";
      c.fillText(String(island.members), x, y + 12); c.globalAlpha = 1;
    }
  }
  *lines(edges, alpha, thicker = 1, rings = false) {
    const c = this.context, groups = new Map(), marked = [];
    for (const edge of edges) { const key = edge.relation + edge.guess; groups.has(key) ? groups.get(key).push(edge) : groups.set(key, [edge]); }
    for (const key of Object.keys(this.relations).reverse()) for (const guess of [true, false]) for (const some of pieces(groups.get(key + guess) || [])) {
      const relation = this.relations[key];
      c.beginPath();
      for (const edge of some) {
        const [x1, y1, x2, y2] = this.ends(edge);
        if (this.outside(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2))) continue;
        line(c, x1, y1, x2, y2);
        if (guess && rings && Math.hypot(x2 - x1, y2 - y1) > 34) marked.push([(x1 + x2) / 2, (y1 + y2) / 2]);
      }
      c.strokeStyle = relation.colour; c.globalAlpha = alpha;
      c.lineWidth = relation.width * thicker * Math.min(1, Math.max(.4, this.scale * 1.6)) * (guess ? .55 : 1);
      c.lineCap = relation.dash.length && relation.dash[0] < 3 ? "round" : "butt";
      c.setLineDash(relation.dash);
      c.stroke();
      yield;
    }
    c.setLineDash([]); c.globalAlpha = 1; c.lineCap = "butt";
    if (!marked.length) return;
    c.beginPath();   /* a ring on what the program concluded by itself */
    for (const [x, y] of marked) { c.moveTo(x + 3, y); c.arc(x, y, 3, 0, 7); }
    c.fillStyle = this.paper; c.fill(); c.lineWidth = 1.1; c.strokeStyle = this.ink; c.stroke();
  }
  outside(left, top, right, bottom) { return right < -this.edge || bottom < -this.edge || left > this.width + this.edge || top > this.height + this.edge; }
  *shapes(nodes) {
    const c = this.context, groups = new Map();
    for (const node of nodes) {
      const [x, y] = this.place(node);
      if (this.outside(x - 30, y - 30, x + 30, y + 30)) continue;
      groups.has(node.type) ? groups.get(node.type).push(node) : groups.set(node.type, [node]);
    }
    for (const key of Object.keys(this.types).reverse()) for (const some of pieces(groups.get(key) || [])) {
      const { shape, colour } = this.types[key], tiny = some.filter(node => this.radius(node) < 2.6);
      this.squares(tiny, .6, this.ink); this.squares(tiny, -.6, colour);
      c.lineWidth = 1.2; c.strokeStyle = this.ink;
      c.beginPath();
      for (const node of some) if (this.radius(node) >= 2.6) SHAPES[shape](c, ...this.place(node), this.radius(node));
      c.fillStyle = colour; c.fill();
      c.stroke();
      if (key === "counterproductive") this.crosses(some);
      this.marks(some);
      yield;
    }
  }
  squares(nodes, wider, colour) {   /* filled twice: to stroke takes four times as long */
    const c = this.context;
    c.beginPath();
    for (const node of nodes) { const [x, y] = this.place(node), r = this.radius(node) + wider; c.rect(x - r, y - r, 2 * r, 2 * r); }
    c.fillStyle = colour; c.fill();
  }
  crosses(nodes) {
    const c = this.context;
    c.beginPath();
    for (const node of nodes) { const [x, y] = this.place(node), d = this.radius(node) * .5; line(c, x - d, y - d, x + d, y + d); line(c, x + d, y - d, x - d, y + d); }
    c.strokeStyle = "#fff"; c.lineWidth = 1.6; c.stroke();
    c.lineWidth = 1.2; c.strokeStyle = this.ink;
  }
  marks(nodes) {   /* the number of an objective, inside its shape */
    const c = this.context;
    c.fillStyle = "#000"; c.textAlign = "center"; c.textBaseline = "middle";
    for (const node of nodes) {
      const r = this.radius(node);
      if (!node.mark || r < 7.5) continue;
      c.font = `700 ${Math.round(r * .95)}px system-ui, sans-serif`;
      const [x, y] = this.place(node);
      c.fillText(node.mark, x, y + 1);
    }
  }
  ring(node) {
    const c = this.context, [x, y] = this.place(node);
    c.beginPath(); c.arc(x, y, this.radius(node) + 5, 0, 7);
    c.lineWidth = 3; c.strokeStyle = this.strong; c.stroke();
  }

  /* Labels keep their size. The important ones come first; one that finds no free place is left out. */
  labels(nodes, others) {
    const c = this.context, order = Object.keys(this.types), main = this.focus && this.focus.main;
    const near = nodes.filter(node => this.inView(node)), taken = new Taken();
    const few = this.focus ? near.length < 60 : this.scale > 1.9;
    const wanted = near.filter(node => few || !node.said || node === main || (this.hover && this.hover.node === node));
    const rank = node => node === main ? -1 : node.mark ? (this.islands.length ? 0 : 4.5) : order.indexOf(node.type);   /* an objective shows its number anyway */
    wanted.sort((p, q) => rank(p) - rank(q) || q.degree - p.degree);
    for (const node of this.focus ? near : others) {
      const [x, y] = this.place(node), r = this.radius(node) * .9;
      if (x > -r && y > -r && x < this.width + r && y < this.height + r) taken.add([x - r, y - r, x + r, y + r]);
    }
    c.font = FONT;
    c.textAlign = "center"; c.textBaseline = "top"; c.lineJoin = "round"; c.lineWidth = 3.5;
    c.strokeStyle = this.paper; c.fillStyle = this.ink;
    this.placed = [];
    const rest = this.focus ? null : this.islands.find(island => !island.hub && island.members);
    if (rest) wanted.unshift({ ...rest, island: rest, type: "objective", mark: "-", short: this.rest() });   /* the island without an objective */
    for (const node of wanted.slice(0, 400)) {
      const rows = this.rows(node), wide = Math.max(...rows.map(row => this.wide(row))), high = rows.length * ROW;
      for (const [mx, top] of this.tries(node, wide, high)) {
        const box = [mx - wide / 2 - 1, top, mx + wide / 2 + 1, top + high];
        if (box[0] < 2 || box[1] < 2 || box[2] > this.width - 2 || box[3] > this.height - 2 || taken.hit(box)) continue;
        taken.add(box);
        this.placed.push({ node, box });
        rows.forEach((row, at) => { c.strokeText(row, mx, top + at * ROW); c.fillText(row, mx, top + at * ROW); });
        break;
      }
    }
  }
  /* Where a label may stand, best place first: for an objective below its island. */
  tries(node, wide, high) {
    const [x, y] = this.place(node), r = this.radius(node) + 3, island = this.focus ? null : node.island;
    const inside = at => Math.min(this.width - wide / 2 - 4, Math.max(wide / 2 + 4, at));
    const right = x + r + wide / 2 + 2, left = x - r - wide / 2 - 2, low = y + r * .4, up = y - r * .4 - high;
    const around = [[inside(x), y + r], [inside(x), y - r - high], [right, y - high / 2], [left, y - high / 2], [left, low], [right, low], [left, up], [right, up]];
    if (!island || !this.islands.length) return around;
    const under = y + island.radius * this.scale + 2;
    return [[inside(x), under], [inside(x), under - ROW / 2], ...around];
  }
  wide(row) {
    if (!this.widths.has(row)) this.widths.set(row, this.context.measureText(row).width);
    return this.widths.get(row);
  }
  rows(node) {   /* the label on a few rows, narrower where an island is narrow */
    const most = node.island && this.islands.length ? Math.max(10, Math.min(24, Math.floor(node.island.pitch * this.scale / 7))) : 24, key = node.short + most;
    if (node.rowsKey === key) return node.rowsFound;
    const rows = [""], deep = most < 17 ? 3 : 2;
    for (const word of node.short.split(" ")) {
      const last = rows.length - 1;
      if (rows[last] && (rows[last] + " " + word).length > most) {
        if (rows.length === deep) { rows[last] += "…"; break; }
        rows.push(word);
      } else rows[last] += (rows[last] ? " " : "") + word;
    }
    node.rowsKey = key;
    return node.rowsFound = rows.map(row => row.length > 34 ? row.slice(0, 33) + "…" : row);
  }
}

/* Boxes by the cells of a grid, so that asking for room costs the same in any crowd. */
class Taken {
  constructor() { this.cells = new Map(); }
  each([left, top, right, bottom], visit) {
    for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i++) for (let j = Math.floor(top / CELL); j <= Math.floor(bottom / CELL); j++)
      if (visit(i * 4096 + j)) return true;
    return false;
  }
  add(box) { this.each(box, key => { const cell = this.cells.get(key); if (cell) cell.push(box); else this.cells.set(key, [box]); return false; }); }
  hit(box) { return this.each(box, key => (this.cells.get(key) || []).some(t => t[0] < box[2] && t[2] > box[0] && t[1] < box[3] && t[3] > box[1])); }
}
