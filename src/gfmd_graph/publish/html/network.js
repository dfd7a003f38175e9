"use strict";
/* The page of the network: reads the data, joins picture, panel, legend, search, table and keyboard. */
{
  const $ = id => document.getElementById(id), data = JSON.parse($("data").textContent);
  const types = {}, relations = {};
  for (const [key, label, plural, shape, colour, radius, shown] of data.types) types[key] = { key, label, plural, shape, colour, radius, shown };
  for (const [key, label, inverse, colour, dash, width, shown] of data.relations) relations[key] = { key, label, inverse, colour, dash, width, shown };
  const statements = data.statements.map(([text, kind, report, number, language, question, page]) => ({ text, kind, report, number, language, question, page }));
  const nodes = data.nodes.map(([id, type, x, y, label, facts, page, said, names]) => {
    const statement = said < 0 ? null : statements[said], full = statement ? statement.text || "(no text)" : label;
    const fact = name => (facts.find(fact => fact[0] === name) || [])[1] || "", number = fact("number");
    const brief = full.length > 22 && fact("acronym") || full;
    const short = number && full.startsWith(number + " · ") ? full.slice(number.length + 3) : brief;
    return { id, type, x, y, label: full, short, mark: number, facts, names: names || "", page, said: statement, out: [], into: [], degree: 0 };
  });
  const edges = data.edges.map(([a, b, relation, words]) => ({ a, b, relation, words: words.map(([exact, said, basis, says]) => ({ exact, statement: statements[said], basis, says })) }));
  for (const edge of edges) {
    nodes[edge.a].out.push(edge); nodes[edge.b].into.push(edge);
    nodes[edge.a].degree++; nodes[edge.b].degree++;
  }
  const byId = new Map(nodes.map(node => [node.id, node])), model = { nodes, edges, types, relations, bases: data.bases };
  const visible = node => types[node.type].shown;
  const drawn = edge => relations[edge.relation].shown && visible(nodes[edge.a]) && visible(nodes[edge.b]);
  const canvas = $("picture"), picture = new Picture(canvas, nodes, edges, types, relations, visible, drawn);
  const panel = new Panel($("panel"), model, select, selectEdge);

  /* Selecting. `go` moves the picture when what is selected is not in view, and the keyboard to the panel. */
  function select(node, go = false) {
    picture.hover = null;
    picture.focus = node && around(node);
    if (node) panel.node(node); else panel.start();
    settle(node ? "#node=" + encodeURI(node.id) : "", node ? picture.focus.nodes : null, go);
  }
  /* A node with its neighbours; for a country, an objective ... also what its practices link, drawn fainter. */
  function around(main) {
    const near = new Set([...main.out, ...main.into]), found = new Set([main]), far = new Set();
    for (const edge of near) { found.add(nodes[edge.a]); found.add(nodes[edge.b]); }
    if (!main.said && main.type !== "report" && found.size < 60) {
      for (const node of found) if (node.said) for (const edge of node.out) if (!near.has(edge) && edge.relation !== "inReport") far.add(edge);
      for (const edge of far) found.add(nodes[edge.b]);
    }
    return { main, edges: near, far, nodes: found };
  }
  function selectEdge(edge, go = false) {
    picture.hover = null;
    picture.focus = { main: null, edges: new Set([edge]), far: new Set(), nodes: new Set([nodes[edge.a], nodes[edge.b]]) };
    panel.edge(edge);
    settle("", picture.focus.nodes, go);
  }
  function settle(hash, needed, go) {
    document.body.classList.toggle("selected", Boolean(picture.focus));
    $("tip").hidden = true;
    history.replaceState(null, "", hash || location.pathname + location.search);
    const sheet = getComputedStyle($("panel")).position === "fixed";
    picture.cover = sheet ? Math.max(0, canvas.getBoundingClientRect().bottom - $("panel").getBoundingClientRect().top) : 0;
    if (needed && sheet && !go && ![...needed].every(node => picture.inView(node))) picture.fit([...needed], 1.2);
    if (needed && go) {
      showTable(false);
      if (![...needed].every(node => picture.inView(node))) picture.fit([...needed], 1.2);
      const title = $("panel").querySelector("h2");
      if (title) title.focus({ preventScroll: true });
    }
    picture.draw();
  }
  function readHash() {
    const asked = /^#node=(.+)$/.exec(location.hash);
    let id = "";
    try { id = asked ? decodeURI(asked[1]) : ""; } catch { id = ""; }
    const node = byId.get(id);
    if (node) select(node, true);
    return Boolean(node);
  }

  /* Legend: what is ticked is drawn. */
  for (const box of document.querySelectorAll("[data-type], [data-relation]")) {
    const kind = box.dataset.type ? types[box.dataset.type] : relations[box.dataset.relation];
    const count = box.dataset.type ? nodes.filter(n => n.type === kind.key).length : edges.filter(e => e.relation === kind.key).length;
    box.closest("label").querySelector(".count").textContent = count;
    box.checked = kind.shown;
    box.addEventListener("change", () => { kind.shown = box.checked; picture.draw(); if (!$("table").hidden) fillTable(); });
    if (!count) box.closest("li").hidden = true;
  }
  finder($("find"), $("found"), nodes.map(node => ({ label: node.label, more: node.facts.map(fact => fact[1]).join(" ") + " " + node.names, type: types[node.type].label })), number => select(nodes[number], true));

  /* The same as a table, for those who do not see or want the picture. */
  const MOST = 2000;
  function fillTable() {
    const rows = [], natural = new Intl.Collator("en", { numeric: true });
    for (const edge of edges) if (drawn(edge)) rows.push(edge);
    const order = Object.keys(relations);
    rows.sort((p, q) => order.indexOf(p.relation) - order.indexOf(q.relation) || natural.compare(nodes[p.b].label, nodes[q.b].label));
    const open = node => make("button", { class: "link", type: "button", onclick: () => select(node, true) }, make("bdi", {}, shorten(node.label, 110)));
    const line = edge => make("tr", {}, make("td", {}, open(nodes[edge.b])), make("td", {}, relations[edge.relation].inverse), make("td", {}, open(nodes[edge.a])),
      make("td", {}, make("button", { class: "link", type: "button", onclick: () => selectEdge(edge, true) }, shorten((edge.words.find(w => w.exact) || { exact: "" }).exact, 60) || "read"), " ", make("span", { class: "dim" }, edge.words[0].says)));
    const lonely = nodes.filter(node => visible(node) && !node.degree).map(node => make("tr", {}, make("td", {}, open(node)), make("td", { colspan: 3, class: "dim" }, "no link in any report")));
    const head = make("thead", {}, make("tr", {}, ["Who or what", "Link", "Practice or statement", "Words"].map(name => make("th", { scope: "col" }, name))));
    $("table").replaceChildren(make("h2", {}, "All links as a table"),
      make("p", { class: "dim" }, `${rows.length} links` + (rows.length > MOST ? `, the first ${MOST} shown; untick something in the legend to see the others` : "")),
      make("table", {}, head, make("tbody", {}, rows.slice(0, MOST).map(line), lonely)));
  }
  function showTable(on) {
    if (on) fillTable();
    $("table").hidden = !on;
    canvas.hidden = on;
    $("as-table").setAttribute("aria-pressed", String(on));
    $("as-table").textContent = on ? "Picture" : "Table";
    if (!on) picture.resize();
  }

  /* Mouse, touch and pen. */
  const held = new Map();
  let moved = 0, apart = 0;
  const spot = event => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  const slack = event => event.pointerType === "touch" ? 12 : 5;
  canvas.addEventListener("pointerdown", event => {
    held.set(event.pointerId, spot(event));
    canvas.setPointerCapture(event.pointerId);
    if (held.size === 1) moved = 0;
    apart = 0;
  });
  canvas.addEventListener("pointermove", event => {
    const now = spot(event), before = held.get(event.pointerId);
    if (!before) return hover(event, now);
    held.set(event.pointerId, now);
    moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (held.size === 1 && moved > 4) { canvas.style.cursor = "grabbing"; $("tip").hidden = true; picture.pan(now[0] - before[0], now[1] - before[1]); }
    if (held.size === 2) {
      const [p, q] = [...held.values()], far = Math.hypot(p[0] - q[0], p[1] - q[1]);
      if (apart) picture.zoom(far / apart, (p[0] + q[0]) / 2, (p[1] + q[1]) / 2);
      apart = far; moved = 99;
    }
  });
  const release = event => {
    const mine = held.delete(event.pointerId);
    apart = 0;
    canvas.style.cursor = "";
    if (!mine || event.type === "pointercancel" || moved > 4 || held.size) return;
    const hit = picture.at(...spot(event), slack(event));
    if (!hit) select(null); else if (hit.node) select(hit.node); else selectEdge(hit.edge);
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("pointerleave", () => { $("tip").hidden = true; if (picture.hover) { picture.hover = null; picture.draw(); } });
  canvas.addEventListener("wheel", event => {
    event.preventDefault();
    picture.zoom(Math.exp(-event.deltaY * (event.deltaMode ? .05 : .0015)), ...spot(event));
  }, { passive: false });
  function hover(event, [x, y]) {
    const hit = picture.at(x, y, slack(event)), was = picture.hover, tip = $("tip");
    canvas.style.cursor = hit ? "pointer" : "";
    tip.hidden = !hit;
    if (hit) {
      const edge = hit.edge;
      tip.textContent = hit.node ? shorten(hit.node.label, 160) : `${shorten(nodes[edge.a].label, 70)} — ${relations[edge.relation].label} — ${shorten(nodes[edge.b].label, 50)}`;
      tip.style.left = Math.max(4, Math.min(x + 14, picture.width - tip.offsetWidth - 6)) + "px";
      tip.style.top = (y + 18 + tip.offsetHeight > picture.height ? y - tip.offsetHeight - 10 : y + 18) + "px";
    }
    picture.hover = hit;
    if ((was && (was.node || was.edge)) !== (hit && (hit.node || hit.edge))) picture.draw();
  }

  /* Keyboard and buttons. */
  const all = () => picture.fit(nodes.filter(visible));
  const keys = { ArrowLeft: () => picture.pan(60, 0), ArrowRight: () => picture.pan(-60, 0), ArrowUp: () => picture.pan(0, 60), ArrowDown: () => picture.pan(0, -60),
    "+": () => picture.zoom(1.3), "=": () => picture.zoom(1.3), "-": () => picture.zoom(1 / 1.3), "0": all };
  canvas.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && picture.focus) { select(null); canvas.focus(); }
    if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); $("find").focus(); }
  });
  $("all").addEventListener("click", () => { showTable(false); select(null); all(); });
  $("in").addEventListener("click", keys["+"]);
  $("out").addEventListener("click", keys["-"]);
  $("as-table").addEventListener("click", () => showTable($("table").hidden));
  $("save").addEventListener("click", () => make("a", { href: canvas.toDataURL("image/png"), download: "network.png" }).click());
  const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)");
  const remember = (...value) => { try { return value.length ? localStorage.setItem("gfmd-theme", value[0]) : localStorage.getItem("gfmd-theme"); } catch { return null; } };
  $("theme").addEventListener("click", () => {
    const now = root.dataset.theme || (dark.matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    remember(root.dataset.theme);
    picture.colours();
  });
  dark.addEventListener("change", () => picture.colours());
  addEventListener("hashchange", readHash);

  if (["dark", "light"].includes(remember())) root.dataset.theme = remember();
  $("legend").open = innerWidth > 820;
  picture.colours();
  picture.resize();
  if (!readHash()) panel.start();
  /* For tests and for the curious: what is where. */
  window.gfmd = { nodes, edges, picture, select: id => select(byId.get(id) || null), at: (x, y) => picture.at(x, y), place: id => picture.place(byId.get(id)), ends: number => picture.ends(edges[number]) };
}
