"use strict";
/* The same picture drawn by vis-network: its nodes can be dragged, and physics can be woken for a while. */
class VisPicture extends Picture {
  surface() {
    const kind = node => ({ shape: "custom", ctxRenderer: ({ ctx, x, y }) => ({ drawNode: () => this.one(ctx, node, x, y), nodeDimensions: this.size(node) }) });
    this.points = new vis.DataSet(this.nodes.map((node, id) => ({ id, x: node.x, y: node.y, ...kind(node) })));
    this.ways = new vis.DataSet([]);
    const still = { physics: { enabled: false }, layout: { improvedLayout: false }, autoResize: true };
    const hands = { dragNodes: true, dragView: true, zoomView: true, hover: false, selectable: true, selectConnectedEdges: false, zoomSpeed: .6 };
    this.net = new vis.Network(this.box, { nodes: this.points, edges: this.ways }, { ...still, interaction: { ...hands, hideEdgesOnDrag: false }, edges: { smooth: false, chosen: false }, nodes: { chosen: false } });
    this.net.canvas.frame.removeAttribute("tabindex");   /* the picture is one stop of the keyboard, not two */
    this.canvas = this.net.canvas.frame.canvas;
    this.context = this.canvas.getContext("2d");
    this.net.on("beforeDrawing", context => this.flat(context, () => this.discs()));
    this.net.on("afterDrawing", context => this.flat(context, () => { this.frames++; this.veil(); whole(this.above(this.nodes.filter(this.visible))); }));
    this.net.on("stabilized", () => this.rest());
  }
  size(node) { const side = 2 * this.radius(node) / this.scale; return { width: side, height: side }; }
  one(context, node, x, y) {   /* vis-network says where; `flat` has told the scale of this frame */
    if (!this.paper) return;
    node.x = x; node.y = y;
    const mine = this.context;
    context.save();
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.context = context;
    whole(this.shapes([node]));
    this.context = mine;
    context.restore();
  }
  /* Run `draw` in pixels of the screen, after asking vis-network where it stands. */
  flat(context, draw) {
    if (!this.width || !this.paper) return;
    const view = this.net.getViewPosition(), mine = this.context;
    this.scale = this.net.getScale();
    this.x = this.width / 2 - view.x * this.scale; this.y = this.height / 2 - view.y * this.scale;
    context.save();
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.context = context;
    draw();
    this.context = mine;
    context.restore();
  }
  shifted() {
    if (!this.width) return;
    this.net.moveTo({ position: { x: (this.width / 2 - this.x) / this.scale, y: (this.height / 2 - this.y) / this.scale }, scale: this.scale, animation: false });
  }
  resize() {
    const first = !this.width, box = this.box.getBoundingClientRect();
    if (!box.width) return;
    this.width = box.width; this.height = box.height; this.ratio = window.devicePixelRatio || 1;
    this.net.setSize("100%", "100%");
    if (first) this.fit(); else this.shifted();
    this.paint();
  }
  frame() { this.paint(); }
  paint() { if (this.width && this.paper) this.net.redraw(); }
  /* Give vis-network what the legend lets through, and the places of the present view. */
  refresh() {
    this.points.update(this.nodes.map((node, id) => ({ id, x: node.x, y: node.y, hidden: !this.visible(node) })));
    const lines = this.edges.filter(this.drawn), alpha = lines.length > 400 ? .45 : .75;
    this.ways.clear();
    this.ways.add(lines.map((edge, id) => { const r = this.relations[edge.relation]; return { id, from: edge.a, to: edge.b, width: r.width * (edge.guess ? .55 : 1), color: { color: r.colour, opacity: alpha }, dashes: r.dash.length ? r.dash : false }; }));
  }
  /* Let the selected part, or else everything, find places by itself for at most five seconds. */
  loosen(done) {
    const some = this.focus ? this.focus.nodes : new Set(this.nodes);
    this.done = done;
    const ends = [...(this.focus ? [...this.focus.edges, ...this.focus.far] : this.edges)].filter(edge => edge.relation !== "inReport");
    this.ways.clear();
    this.ways.add(ends.map((edge, id) => ({ id, from: edge.a, to: edge.b, color: { color: this.relations[edge.relation].colour, opacity: .5 } })));
    this.points.update(this.nodes.map((node, id) => ({ id, fixed: !some.has(node), physics: some.has(node) })));
    this.net.setOptions({ physics: { enabled: true, solver: "forceAtlas2Based", stabilization: false, forceAtlas2Based: { gravitationalConstant: -60, springLength: 60, avoidOverlap: .6 } } });
    this.timer = setTimeout(() => this.rest(), 5000);
  }
  rest() {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = 0;
    this.net.setOptions({ physics: { enabled: false } });
    this.points.update(this.points.getIds().map(id => ({ id, fixed: false })));
    this.refresh();
    this.done();
    this.draw();
  }
}
