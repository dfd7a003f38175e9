"use strict";
/* The page of a network: joins picture, panel, legend, search, table, keyboard and address. */
{
  const $ = id => document.getElementById(id), data = JSON.parse($("data").textContent), root = document.documentElement;
  const say = speaker(data, data.languages[0][0]);
  const texts = [...$("rows").querySelectorAll("tbody tr:not(.group)")].map(row => ({ text: row.cells[0].textContent, language: row.cells[0].lang || say.code() }));
  const model = modelled(data, say, texts), { nodes, edges, types, relations } = model;
  const byId = new Map(nodes.map(node => [node.id, node])), box = $("picture");
  const state = { node: null, edge: null, view: model.islands.length ? "chart" : "web", table: false };
  const visible = node => types[node.type].shown;
  const drawn = edge => state.view === "web" && relations[edge.relation].shown && visible(nodes[edge.a]) && visible(nodes[edge.b]);
  box.hidden = false;
  const picture = new (data.engine === "vis" ? VisPicture : Picture)(box, model, visible, drawn);
  picture.rest = () => say("network.island_rest");
  const panel = new Panel($("panel"), model, say, select, selectEdge);
  const twin = new Twin($("table"), model, say, select, node => visible(node) || later.has(node.type), () => picture.focus);

  /* Selecting. `go` moves the picture when what is selected is not in view, and the keyboard to the panel. */
  function select(node, go = false, kept = false) {
    Object.assign(state, { node, edge: null });
    picture.focus = node && around(node);
    settle(go, kept);
    if (node) $("said").textContent = say("network.chosen", { label: shorten(node.label, 200), type: panel.type(node), n: node.degree });
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
  function selectEdge(edge, go = false, kept = false) {
    Object.assign(state, { node: null, edge });
    picture.focus = { main: null, edges: new Set([edge]), far: new Set(), nodes: new Set([nodes[edge.a], nodes[edge.b]]) };
    settle(go, kept);
  }
  function tell() { if (state.node) panel.node(state.node); else if (state.edge) panel.edge(state.edge); else panel.start(); }
  function settle(go, kept) {
    const needed = picture.focus ? [...picture.focus.nodes] : [];
    picture.hover = null;
    tip.hidden = true;
    document.body.classList.toggle("selected", Boolean(picture.focus));
    tell();
    if (!kept) address();
    const sheet = getComputedStyle($("panel")).position === "fixed";
    picture.cover = sheet && picture.focus ? Math.max(0, box.getBoundingClientRect().bottom - $("panel").getBoundingClientRect().top) : 0;
    if (go && picture.focus) show("picture");
    if (needed.length && (go || sheet) && !needed.every(node => picture.inView(node))) picture.fit(needed, 1.2);
    const title = go && $("panel").querySelector("h2[tabindex]");
    if (title) title.focus({ preventScroll: !sheet });
    if (state.table) twin.fill();
    picture.draw();
  }

  /* The address says what is selected and how it is seen: it can be sent, and the back button works. */
  const coded = id => encodeURIComponent(id).replace(/%2F/g, "/").replace(/~/g, "%7E");
  function hash() {
    const parts = [], hidden = Object.values(types).filter(type => !type.shown && !later.has(type.key)).map(type => type.key);
    if (state.node) parts.push("node=" + coded(state.node.id));
    if (state.edge) parts.push("link=" + [nodes[state.edge.a].id, state.edge.relation, nodes[state.edge.b].id].map(coded).join("~"));
    if (model.islands.length && state.view === "web") parts.push("view=web");
    if (state.table) parts.push("table=1");
    if (hidden.length) parts.push("hide=" + hidden.join(","));
    const wished = waiting.filter(key => !later.has(key));
    if (wished.length) parts.push("show=" + wished.join(","));
    if (say.code() !== data.languages[0][0]) parts.push("lang=" + say.code());
    return parts.length ? "#" + parts.join("&") : "";
  }
  function address(instead = false) {
    const now = hash();
    if (now !== location.hash) history[instead ? "replaceState" : "pushState"](null, "", now || location.pathname + location.search);
  }
  function readAddress(go = true) {
    const asked = {};
    for (const part of location.hash.slice(1).split("&")) {
      const [key, ...value] = part.split("=");
      asked[key] = value.join("=");
    }
    const clear = id => { try { return decodeURIComponent(id); } catch { return ""; } };
    if (asked.lang !== undefined || say.code() !== data.languages[0][0]) speak(asked.lang || data.languages[0][0]);
    const hidden = new Set((asked.hide || "").split(",")), wished = (asked.show || "").split(",");
    for (const key of waiting) if (wished.includes(key)) later.delete(key); else later.add(key);
    for (const island of model.islands) island.hidden = later.size > 0;
    for (const type of Object.values(types)) type.shown = !hidden.has(type.key) && !later.has(type.key);
    for (const tick of document.querySelectorAll("[data-type]")) tick.checked = types[tick.dataset.type].shown;
    view(asked.view === "web" || !model.islands.length ? "web" : "chart");
    show(asked.table ? "table" : "picture");
    const [from, relation, to] = (asked.link || "").split("~").map(clear), node = byId.get(clear(asked.node || ""));
    const edge = from && byId.get(from) && byId.get(from).out.find(one => one.relation === relation && nodes[one.b].id === to);
    const far = go && !asked.table;
    if (node) select(node, far, true); else if (edge) selectEdge(edge, far, true); else select(null, false, true);
  }

  /* The two views, and the table. */
  function view(name) {
    const changed = state.view !== name || !state.placed;
    Object.assign(state, { view: name, placed: true });
    if (changed) {
      for (const node of nodes) [node.x, node.y] = node.at[name];
      picture.islands = name === "chart" ? model.islands : [];
    }
    refresh();
    if (changed) picture.fit();
    for (const id of ["chart", "web"]) if ($(id)) $(id).setAttribute("aria-pressed", String(!state.table && name === id));
  }
  function refresh() { picture.refresh(); picture.draw(); }
  function show(what) {
    state.table = what === "table";
    $("table").hidden = !state.table;
    $("table").classList.toggle("on", state.table);
    box.hidden = state.table;
    $("as-table").setAttribute("aria-pressed", String(state.table));
    for (const id of ["chart", "web"]) if ($(id)) $(id).setAttribute("aria-pressed", String(!state.table && state.view === id));
    if (state.table) twin.fill(); else picture.resize();
  }
  for (const id of ["chart", "web"]) if ($(id)) $(id).addEventListener("click", () => { show("picture"); view(id); address(); });
  $("as-table").addEventListener("click", () => { show(state.table ? "picture" : "table"); address(); });

  /* Legend: what is ticked is drawn. `later` waits for a tick where all at once would be too much. */
  const waiting = Object.values(types).filter(type => !type.shown).map(type => type.key), later = new Set(waiting);
  for (const tick of document.querySelectorAll("[data-type], [data-relation]")) {
    const kind = tick.dataset.type ? types[tick.dataset.type] : relations[tick.dataset.relation];
    const count = tick.dataset.type ? nodes.filter(n => n.type === kind.key).length : edges.filter(e => e.relation === kind.key).length;
    tick.closest("label").querySelector(".count").textContent = count;
    tick.checked = kind.shown;
    tick.addEventListener("change", () => {
      kind.shown = tick.checked;
      if (tick.checked) later.delete(kind.key);
      for (const island of model.islands) island.hidden = later.size > 0;
      refresh();
      if (state.table) twin.fill();
      address(true);
    });
    if (!count) tick.closest("li").hidden = true;
  }

  /* The language of the page; sentences of reports stay in their own. */
  function speak(code) {
    root.lang = say.change(code);
    if ($("language")) $("language").value = say.code();
    for (const element of document.querySelectorAll("[data-say]")) if (say.known(element.dataset.say)) element.textContent = say(element.dataset.say);
    for (const name of ["aria-label", "placeholder"]) for (const element of document.querySelectorAll(`[data-say-${name}]`)) element.setAttribute(name, say(element.getAttribute("data-say-" + name)));
    unlinked();
    tell();
    if (state.table) twin.fill();
    picture.draw();
  }
  function unlinked() {
    if ($("unlinked")) $("unlinked").replaceChildren(...nodes.filter(node => !node.degree && !node.said && node.type !== "report").flatMap((node, at) => [at ? "; " : "", make("button", { class: "link", type: "button", onclick: () => select(node, true) }, make("bdi", {}, node.label))]));
  }
  if ($("language")) $("language").addEventListener("change", () => { speak($("language").value); address(true); });

  const items = nodes.map(node => ({ get label() { return node.label; }, more: `${node.every} ${node.searched} ${node.others}`, get type() { return panel.type(node); } }));
  finder($("find"), $("found"), items, number => select(nodes[number], true), () => say("network.nothing"));

  const choose = hit => { if (!hit) select(null); else if (hit.node) select(hit.node); else selectEdge(hit.edge); };
  const tip = pointers(picture, data.engine !== "vis", choose, hit => hit.node ? shorten(hit.node.label, 160) : `${shorten(nodes[hit.edge.a].label, 70)} — ${say(`relations.${hit.edge.relation}.forth`)} — ${shorten(nodes[hit.edge.b].label, 50)}`);

  /* Keyboard. */
  const all = () => picture.fit();
  const plainKeys = { "+": () => picture.zoom(1.3), "=": () => picture.zoom(1.3), "-": () => picture.zoom(1 / 1.3), "0": all, Home: () => walk(0, 1), End: () => walk(-1, -1), PageDown: () => walk(1), PageUp: () => walk(-1), Enter: () => { const title = $("panel").querySelector("h2[tabindex]"); if (title) title.focus(); } };
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  function reach(node) {
    if (!node) return;
    select(node, false, true);
    address(true);
    if (!picture.inView(node)) { const [x, y] = picture.place(node); picture.pan(picture.width / 2 - x, (picture.height - picture.cover) / 2 - y); }
  }
  /* One step among all that is visible, in the order of the legend and of names; `end` starts at an end. */
  function walk(step, end) {
    const some = nodes.filter(visible), at = some.indexOf(state.node);
    reach(end ? some[end > 0 ? 0 : some.length - 1] : some[at < 0 ? 0 : (at + step + some.length) % some.length]);
  }
  box.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = arrows[event.key];
    if (!arrow && !plainKeys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    if (!arrow) plainKeys[event.key]();
    else if (event.shiftKey) picture.pan(-60 * arrow[0], -60 * arrow[1]);
    else reach(state.node ? picture.next(state.node, ...arrow) : nodes.find(visible));
  }, true);
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && picture.focus) { select(null); (state.table ? $("as-table") : box).focus(); }
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) { event.preventDefault(); $("find").focus(); }
  });

  /* Buttons. */
  $("all").addEventListener("click", () => { show("picture"); select(null); all(); });
  $("in").addEventListener("click", plainKeys["+"]);
  $("out").addEventListener("click", plainKeys["-"]);
  if ($("loosen")) $("loosen").addEventListener("click", () => {
    if (picture.timer) return picture.rest();
    const name = key => { $("loosen").dataset.say = key; $("loosen").textContent = say(key); };
    show("picture");
    name("network.settle");
    picture.loosen(() => name("network.loosen"));
  });
  const give = (name, href) => { make("a", { href, download: name }).click(); $("saving").open = false; };
  const file = (name, type, content) => { const url = URL.createObjectURL(new Blob([content], { type })); give(name, url); setTimeout(() => URL.revokeObjectURL(url), 5000); };
  function svg() {
    const drawing = new Drawing(Math.round(picture.width), Math.round(picture.height), picture.context);
    picture.onto(drawing);
    return drawing.text(document.title);
  }
  $("save-png").addEventListener("click", () => {
    show("picture");
    const copy = make("canvas", { width: Math.round(picture.width * 2), height: Math.round(picture.height * 2) }), context = copy.getContext("2d");
    context.setTransform(2, 0, 0, 2, 0, 0);
    picture.onto(context);
    give("network.png", copy.toDataURL("image/png"));
  });
  $("save-svg").addEventListener("click", () => { show("picture"); file("network.svg", "image/svg+xml", svg()); });
  $("save-csv").addEventListener("click", () => file("network.csv", "text/csv;charset=utf-8", "\ufeff" + twin.csv()));
  $("copy").addEventListener("click", async () => {
    const text = twin.tabbed(), area = make("textarea", { class: "unseen", "aria-hidden": "true" });
    document.body.append(area);
    area.value = text; area.select();   /* a page opened from a folder may not write to the clipboard by itself */
    if (!document.execCommand("copy")) await navigator.clipboard.writeText(text);
    area.remove();
    $("saving").open = false;
    $("saving").querySelector("summary").focus();
    $("said").textContent = say("network.copied");
  });
  $("print").addEventListener("click", () => { $("saving").open = false; print(); });
  addEventListener("beforeprint", () => {
    const keep = [picture.paper, picture.ink];
    [picture.paper, picture.ink] = ["#ffffff", "#1b1f26"];
    if (!state.table) $("printed").replaceChildren(make("img", { alt: document.title, src: "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg()) }));
    [picture.paper, picture.ink] = keep;
    picture.draw();
  });
  addEventListener("afterprint", () => $("printed").replaceChildren());
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const remember = (...value) => { try { return value.length ? localStorage.setItem("gfmd-theme", value[0]) : localStorage.getItem("gfmd-theme"); } catch { return null; } };
  $("theme").addEventListener("click", () => {
    const now = root.dataset.theme || (dark.matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    remember(root.dataset.theme);
    picture.colours();
  });
  dark.addEventListener("change", () => picture.colours());
  addEventListener("hashchange", () => readAddress());

  if (["dark", "light"].includes(remember())) root.dataset.theme = remember();
  $("legend").open = innerWidth > 820;
  unlinked();
  picture.resize();
  readAddress();
  picture.colours();
  picture.paint();
  performance.mark("drawn");
  /* For tests and for the curious: what is where. */
  window.gfmd = { nodes, edges, picture, twin, state, svg, select: id => select(byId.get(id) || null), at: (x, y) => picture.at(x, y), place: id => picture.place(byId.get(id)), ends: number => picture.ends(edges[number]) };
}
