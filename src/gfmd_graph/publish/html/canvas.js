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
  crossed(c, x, y, r) { SHAPES.circle(c, x, y, r); const d = r * .6; line(c, x - d, y - d, x + d, y + d); line(c, x + d, y - d, x - d, y + d); },
};
function line(c, x1, y1, x2, y2) { c.moveTo(x1, y1); c.lineTo(x2, y2); }
function corners(c, x, y, r, count, turn) {
  for (let i = 0; i < count; i++) {
    const a = turn + i * 2 * Math.PI / count;
    c[i ? "lineTo" : "moveTo"](x + r * Math.cos(a), y + r * Math.sin(a));
  }
  c.closePath();
}

class Picture {
  /* `visible(node)` and `drawn(edge)` tell what the legend lets through. */
  constructor(canvas, nodes, edges, types, relations, visible, drawn) {
    Object.assign(this, { canvas, nodes, edges, types, relations, visible, drawn });
    this.context = canvas.getContext("2d");
    this.scale = 1; this.x = 0; this.y = 0;
    this.focus = null;   /* {nodes: Set, edges: Set, main: node or null} */
    this.hover = null;
    this.cover = 0;   /* how much of the picture's lower end the panel hides on a small screen */
    this.widths = new Map();
    this.cost = 0; this.full = 0; this.moving = 0;
    const ratios = {};
    for (const edge of edges) {   /* second and third lines between the same two nodes run beside the first */
      const pair = Math.min(edge.a, edge.b) + "-" + Math.max(edge.a, edge.b), rank = ratios[pair] = (ratios[pair] || 0) + 1;
      edge.aside = (rank >> 1) * (rank % 2 ? -5 : 5) * (edge.a < edge.b ? 1 : -1);
    }
    new ResizeObserver(() => this.resize()).observe(canvas);
  }
  colours() {
    const style = getComputedStyle(document.documentElement), read = name => style.getPropertyValue(name).trim();
    this.paper = read("--bg"); this.ink = read("--text"); this.strong = read("--focus");
    this.draw();
  }
  resize() {
    const first = !this.width, box = this.canvas.getBoundingClientRect();
    this.width = box.width; this.height = box.height;
    this.ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(box.width * this.ratio);
    this.canvas.height = Math.round(box.height * this.ratio);
    this.snap = null;
    if (first && box.width) this.fit(this.nodes.filter(this.visible));
    this.paint();
  }
  radius(node) { return this.types[node.type].radius * Math.min(1.5, Math.max(node.said && this.nodes.length > 1200 ? .22 : .42, this.scale)); }
  place(node) { return [node.x * this.scale + this.x, node.y * this.scale + this.y]; }
  ends(edge) {
    const [x1, y1] = this.place(this.nodes[edge.a]), [x2, y2] = this.place(this.nodes[edge.b]);
    if (!edge.aside) return [x1, y1, x2, y2];
    const length = Math.hypot(x2 - x1, y2 - y1) || 1, dx = (y1 - y2) / length * edge.aside, dy = (x2 - x1) / length * edge.aside;
    return [x1 + dx, y1 + dy, x2 + dx, y2 + dy];
  }

  fit(nodes, most = 1.6) {
    if (!nodes.length || !this.width) return;
    const xs = nodes.map(n => n.x), ys = nodes.map(n => n.y), low = a => a.reduce((p, v) => Math.min(p, v)), high = a => a.reduce((p, v) => Math.max(p, v));
    const [left, right, top, bottom] = [low(xs), high(xs), low(ys), high(ys)];
    const room = this.width < 600 ? 34 : 56;
    this.scale = Math.min(most, (this.width - 2 * room) / (right - left || 1), (this.height - this.cover - 2 * room) / (bottom - top || 1));
    this.x = this.width / 2 - (left + right) / 2 * this.scale;
    this.y = (this.height - this.cover) / 2 - (top + bottom) / 2 * this.scale;
    this.draw();
  }
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
  move() { this.moving = performance.now(); this.draw(); }

  at(x, y, slack = 5) {
    let best = null, nearest = Infinity;
    for (const node of this.nodes) {
      if (!this.visible(node) && !(this.focus && this.focus.nodes.has(node))) continue;
      const [nx, ny] = this.place(node), far = Math.hypot(x - nx, y - ny) - this.radius(node);
      if (far < slack && far < nearest) { nearest = far; best = { node }; }
    }
    if (best) return best;
    nearest = slack + 1;
    const focused = this.focus && this.focus.edges.size ? this.focus.edges : null;
    for (const edge of this.edges) {
      if (focused ? !focused.has(edge) && !this.focus.far.has(edge) : !this.drawn(edge)) continue;
      const [x1, y1, x2, y2] = this.ends(edge), dx = x2 - x1, dy = y2 - y1;
      const t = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
      const far = Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
      if (far < nearest) { nearest = far; best = { edge }; }
    }
    return best;
  }

  draw() {
    if (!this.waiting) this.waiting = requestAnimationFrame(() => { this.waiting = 0; this.frame(); });
  }
  /* Where a whole drawing is slow, a moving picture is the last one shifted and scaled, as maps do. */
  frame() {
    const now = performance.now(), moving = now - this.moving < 160, snap = this.snap;
    if (moving && this.cost > 10 && snap && now - this.full < 700) {
      const c = this.context, f = this.scale / snap.scale;
      c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
      c.fillStyle = this.paper; c.fillRect(0, 0, this.width, this.height);
      c.drawImage(snap.image, this.x - snap.x * f, this.y - snap.y * f, this.width * f, this.height * f);
    } else this.paint(now);
    if (moving) this.draw();
  }
  paint(now = performance.now()) {
    if (!this.width || !this.paper) return;
    const c = this.context;
    c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    c.fillStyle = this.paper; c.fillRect(0, 0, this.width, this.height);
    const nodes = this.nodes.filter(this.visible), edges = this.edges.filter(this.drawn);
    this.lines(edges, nodes.length > 400 ? .45 : .75);
    this.shapes(nodes);
    let labelled = nodes;
    if (this.focus) {
      c.globalAlpha = .84; c.fillStyle = this.paper; c.fillRect(0, 0, this.width, this.height); c.globalAlpha = 1;
      const some = [...this.focus.edges];
      this.lines([...this.focus.far], .5);
      this.lines(some, 1, 1.5);
      labelled = [...this.focus.nodes];
      this.shapes(labelled);
      if (this.focus.main) this.ring(this.focus.main);
    }
    if (this.hover && this.hover.node) this.ring(this.hover.node);
    if (this.hover && this.hover.edge) this.lines([this.hover.edge], 1, 2.5);
    this.labels(labelled);
    this.cost = performance.now() - now; this.full = now;
    if (this.cost > 10) this.keep();
  }
  keep() {
    const image = this.snap ? this.snap.image : document.createElement("canvas");
    image.width = this.canvas.width; image.height = this.canvas.height;
    image.getContext("2d").drawImage(this.canvas, 0, 0);
    this.snap = { image, scale: this.scale, x: this.x, y: this.y };
  }
  lines(edges, alpha, thicker = 1) {
    const c = this.context, groups = new Map();
    for (const edge of edges) groups.has(edge.relation) ? groups.get(edge.relation).push(edge) : groups.set(edge.relation, [edge]);
    for (const key of Object.keys(this.relations).reverse()) {
      const relation = this.relations[key];
      c.beginPath();
      for (const edge of groups.get(key) || []) {
        const [x1, y1, x2, y2] = this.ends(edge);
        if ((x1 < 0 && x2 < 0) || (y1 < 0 && y2 < 0) || (x1 > this.width && x2 > this.width) || (y1 > this.height && y2 > this.height)) continue;
        line(c, x1, y1, x2, y2);
      }
      c.strokeStyle = relation.colour; c.lineWidth = relation.width * thicker * Math.min(1, Math.max(.4, this.scale * 1.6)); c.globalAlpha = alpha;
      c.lineCap = relation.dash.length && relation.dash[0] < 3 ? "round" : "butt";
      c.setLineDash(relation.dash);
      c.stroke();
    }
    c.setLineDash([]); c.globalAlpha = 1; c.lineCap = "butt";
  }
  shapes(nodes) {
    const c = this.context, groups = new Map();
    for (const node of nodes) {
      const [x, y] = this.place(node);
      if (x < -30 || y < -30 || x > this.width + 30 || y > this.height + 30) continue;
      groups.has(node.type) ? groups.get(node.type).push(node) : groups.set(node.type, [node]);
    }
    c.lineWidth = 1.2; c.strokeStyle = this.ink;
    for (const key of Object.keys(this.types).reverse()) {
      const some = groups.get(key);
      if (!some) continue;
      c.beginPath();
      for (const node of some) {
        const [x, y] = this.place(node), r = this.radius(node);
        if (r < 2.6) c.rect(x - r, y - r, 2 * r, 2 * r); else SHAPES[this.types[key].shape](c, x, y, r);
      }
      c.fillStyle = this.types[key].colour; c.fill();
      c.stroke();
      this.marks(some);
    }
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
  labels(nodes) {
    const c = this.context, order = Object.keys(this.types), main = this.focus && this.focus.main;
    const near = nodes.filter(node => this.inView(node)), taken = [];
    const few = this.focus ? near.length < 60 : this.scale > 1.9;
    const wanted = near.filter(node => few || !node.said || node === main || (this.hover && this.hover.node === node));
    const rank = node => node === main ? -1 : node.mark ? 4.5 : order.indexOf(node.type);   /* an objective shows its number anyway */
    wanted.sort((p, q) => rank(p) - rank(q) || q.degree - p.degree);
    for (const node of near.length < 500 ? near : wanted.slice(0, 200)) {
      if (node.type === "statement" && !few) continue;
      const [x, y] = this.place(node), r = this.radius(node) * .9;
      taken.push([x - r, y - r, x + r, y + r]);
    }
    c.font = "12.5px system-ui, 'Segoe UI', 'Noto Sans', sans-serif";
    c.textAlign = "center"; c.textBaseline = "top"; c.lineJoin = "round"; c.lineWidth = 3.5;
    c.strokeStyle = this.paper; c.fillStyle = this.ink;
    for (const node of wanted.slice(0, 260)) {
      const rows = this.rows(node), wide = Math.max(...rows.map(row => this.wide(row))), high = rows.length * 14;
      const [x, y] = this.place(node), r = this.radius(node) + 3;
      const inside = at => Math.min(this.width - wide / 2 - 4, Math.max(wide / 2 + 4, at));
      const right = x + r + wide / 2 + 2, left = x - r - wide / 2 - 2, low = y + r * .4, up = y - r * .4 - high;
      const tries = [[inside(x), y + r], [inside(x), y - r - high], [right, y - high / 2], [left, y - high / 2], [left, low], [right, low], [left, up], [right, up]];
      for (const [mx, top] of tries) {
        const box = [mx - wide / 2 - 1, top, mx + wide / 2 + 1, top + high];
        if (box[0] < 2 || box[1] < 2 || box[2] > this.width - 2 || box[3] > this.height - 2) continue;
        if (taken.some(t => t[0] < box[2] && t[2] > box[0] && t[1] < box[3] && t[3] > box[1])) continue;
        taken.push(box);
        rows.forEach((row, at) => { c.strokeText(row, mx, top + at * 14); c.fillText(row, mx, top + at * 14); });
        break;
      }
    }
  }
  wide(row) {
    if (!this.widths.has(row)) this.widths.set(row, this.context.measureText(row).width);
    return this.widths.get(row);
  }
  rows(node) {   /* the label on at most two rows */
    if (node.rows) return node.rows;
    const rows = [""];
    for (const word of node.short.split(" ")) {
      const last = rows.length - 1;
      if (rows[last] && (rows[last] + " " + word).length > 24) {
        if (last === 1) { rows[1] += "…"; break; }
        rows.push(word);
      } else rows[last] += (rows[last] ? " " : "") + word;
    }
    return node.rows = rows.map(row => row.length > 34 ? row.slice(0, 33) + "…" : row);
  }
}
