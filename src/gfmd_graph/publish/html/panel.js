"use strict";
/* The panel beside the picture: what is selected, its words, and where to go from there. */
function icon(type) {
  const drawn = document.querySelector(`#icon-${type} svg`);
  return drawn ? drawn.cloneNode(true) : "";
}

class Panel {
  /* `say` gives the words of the page in the language that is chosen now. */
  constructor(box, model, say, select, selectEdge) { Object.assign(this, { box, model, say, select, selectEdge }); }

  show(title, ...children) {
    const close = make("button", { class: "close", type: "button", "aria-label": this.say("network.close"), onclick: () => this.select(null) }, "×");
    this.box.replaceChildren(close, title, ...children.flat().filter(Boolean));
    this.box.scrollTop = 0;
  }
  type(node) { return this.say(`types.${node.type}.one`); }
  button(node, ...more) {
    return make("button", { class: "go", type: "button", onclick: () => this.select(node, true) },
      icon(node.type), make("bdi", {}, shorten(node.label, 120)), ...more);
  }
  start() {
    const { nodes, islands } = this.model, say = this.say;
    const gaps = nodes.filter(node => node.type === "objective" && !node.degree);
    const busy = type => nodes.filter(node => node.type === type && node.degree).sort((p, q) => q.degree - p.degree).slice(0, 6);
    const list = (key, some) => some.length ? [make("h3", {}, say(key)), make("ul", { class: "gos" }, some.map(node => make("li", {}, this.button(node))))] : [];
    this.show(
      make("h2", {}, say("network.start")),
      make("p", {}, say(islands.length ? "network.start_text" : "network.start_web")),
      this.model.crowded && make("p", { class: "gaps" }, say("network.crowded")),
      list("network.most_countries", busy("country")),
      list("network.most_objectives", busy("objective")),
      list("network.no_report", gaps),
    );
    this.box.querySelector(".close").remove();
  }
  node(node) {
    const statement = node.said, say = this.say;
    const facts = node.facts.filter(([name, value]) => name !== "kind" && name !== "number" && value());
    const back = statement ? `${this.model.nodes[statement.report].page}#${statement.anchor}` : node.page;
    this.show(
      make("h2", { tabindex: -1, class: statement ? "long" : null }, make("bdi", {}, statement ? this.type(node) : node.label)),
      make("p", { class: "type" }, icon(node.type), statement ? statement.kind() : this.type(node)),
      statement && this.quote(statement, []),
      facts.length ? make("dl", { class: "facts" }, facts.map(([name, value]) => make("div", {}, make("dt", {}, this.say.known("facts." + name) || name), make("dd", {}, make("bdi", {}, value()))))) : null,
      this.model.home && back ? make("p", {}, make("a", { class: "button", href: back }, say(statement ? "network.read" : "network.open"))) : null,
      this.groups(node),
      !node.degree && node.type === "objective" && make("p", { class: "gaps" }, say("network.gap")),
    );
  }
  groups(node) {
    const { relations } = this.model, groups = new Map();
    for (const edge of [...node.out, ...node.into]) {
      const out = this.model.nodes[edge.a] === node, key = edge.relation + (out ? ">" : "<");
      groups.has(key) ? groups.get(key).push(edge) : groups.set(key, [edge]);
    }
    const parts = [];
    for (const { key } of Object.values(relations)) for (const way of [">", "<"]) {
      const edges = groups.get(key + way);
      if (!edges) continue;
      const title = this.say(`relations.${key}.${way === ">" ? "forth" : "back"}`);
      parts.push(make("details", { open: key !== "inReport" || way === ">" || edges.length < 9, class: key },
        make("summary", {}, title, " ", make("span", {}, `(${edges.length})`)), this.list(edges, node, 25)));
    }
    return parts;
  }
  list(edges, node, most) {
    const list = make("ul", { class: "gos" }), row = edge => {
      const { nodes } = this.model, other = nodes[edge.a] === node ? nodes[edge.b] : nodes[edge.a], words = edge.words.find(w => w.exact) || edge.words[0];
      const said = !words ? "" : words.exact ? `“${shorten(words.exact, 60)}” · ${words.says()}` : words.says();
      return make("li", {}, this.button(other), edge.relation === "inReport" || !words ? null :
        make("button", { class: "words" + (edge.guess ? " unsure" : ""), type: "button", title: this.say("network.show_words"), onclick: () => this.selectEdge(edge, true) }, said));
    };
    const fill = from => {
      list.append(...edges.slice(from, from + most).map(row));
      const left = edges.length - from - most;
      if (left > 0) {
        const more = make("li", {}, make("button", { class: "button", type: "button", onclick: () => { more.remove(); fill(from + most); list.children[from + most].querySelector("button").focus(); } }, this.say("network.more", { n: left })));
        list.append(more);
      }
    };
    fill(0);
    return list;
  }
  edge(edge) {
    const { nodes } = this.model, say = this.say, seen = new Map();
    for (const words of edge.words) seen.has(words.statement) ? seen.get(words.statement).push(words) : seen.set(words.statement, [words]);
    this.show(
      make("h2", { tabindex: -1 }, say("network.words")),
      make("p", { class: "ends" }, this.button(nodes[edge.a]), make("span", { class: "relation " + edge.relation }, say(`relations.${edge.relation}.forth`)), this.button(nodes[edge.b])),
      edge.relation === "affects" && make("p", { class: "dim small" }, say("network.credit")),
      [...seen].map(([statement, words]) => this.quote(statement, words)),
      !edge.words.length && make("p", { class: "dim" }, say("network.no_words")),
      make("p", { class: "dim small" }, [...new Set(edge.words.map(w => w.basis))].filter(Boolean).map(b => `${say(`bases.${b}.name`)}: ${say(`bases.${b}.meaning`)}. `).join("")),
    );
  }
  quote(statement, words) {
    const { nodes } = this.model, say = this.say, report = nodes[statement.report], exact = words.map(w => w.exact).filter(Boolean);
    const outside = [...new Set(exact.filter(word => !statement.text.includes(word)))];
    const where = report ? [make("bdi", {}, report.label), statement.page ? ", " + say("network.page", { number: statement.page }) : ""] : [];
    return make("blockquote", {},
      make("p", { dir: "auto", lang: statement.language || null }, marked(statement.text || say("network.blank"), exact)),
      outside.map(word => make("p", { class: "small dim" }, say("network.outside"), " ", make("mark", { dir: "auto" }, word))),
      make("p", { class: "source" },
        [...new Set(words.map(w => w.says()))].map(says => make("b", { class: "basis" }, says)),
        make("span", {}, statement.kind()),
        report ? this.model.home ? make("a", { href: `${report.page}#${statement.anchor}` }, where) : make("span", {}, where) : null,
        statement.question ? make("span", {}, say("network.question", { code: statement.question })) : null));
  }
}

function shorten(text, most) {
  if (text.length <= most) return text;
  const cut = text.slice(0, most), space = cut.lastIndexOf(" ");
  return (space > most / 2 ? cut.slice(0, space) : cut).replace(/[\ud800-\udbff]$/, "") + "…";
}
/* The text with every one of the words marked. */
function marked(text, words) {
  const inside = [...new Set(words)].filter(word => text.includes(word)).sort((p, q) => q.length - p.length);
  if (!inside.length) return [text];
  const wanted = new RegExp("(" + inside.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|") + ")");
  return text.split(wanted).map((part, at) => at % 2 ? make("mark", {}, part) : part);
}
