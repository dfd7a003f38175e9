"use strict";
/* The panel beside the picture: what is selected, its words, and where to go from there. */
function icon(type) {
  const template = document.getElementById("icon-" + type);
  return template ? template.content.cloneNode(true) : "";
}

class Panel {
  constructor(box, model, select, selectEdge) { Object.assign(this, { box, model, select, selectEdge }); }

  show(title, ...children) {
    const close = make("button", { class: "close", type: "button", "aria-label": "Close", onclick: () => this.select(null) }, "×");
    this.box.replaceChildren(close, title, ...children.flat().filter(Boolean));
    this.box.scrollTop = 0;
  }
  button(node, ...more) {
    return make("button", { class: "go", type: "button", onclick: () => this.select(node, true) },
      icon(node.type), make("bdi", {}, shorten(node.label, 120)), ...more);
  }
  start() {
    const { nodes, types, relations } = this.model;
    const gaps = nodes.filter(node => node.type === "objective" && !node.degree);
    const busy = type => nodes.filter(node => node.type === type && node.degree).sort((p, q) => q.degree - p.degree).slice(0, 6);
    const list = (title, some) => some.length ? [make("h3", {}, title), make("ul", { class: "gos" }, some.map(node => make("li", {}, this.button(node))))] : [];
    this.show(
      make("h2", {}, "How to read this"),
      make("p", {}, "Click a shape to see everything the reports say about it. Click a line to read the words behind it. Or search by name above."),
      list("Countries named most", busy("country")),
      list("Objectives taken up most", busy("objective")),
      list("Objectives in no report", gaps),
    );
    this.box.querySelector(".close").remove();
  }
  node(node) {
    const { types } = this.model, statement = node.said;
    const facts = node.facts.filter(([name]) => name !== "kind" && name !== "number");
    this.show(
      make("h2", { tabindex: -1, class: statement ? "long" : null }, make("bdi", {}, statement ? types[node.type].label : node.label)),
      make("p", { class: "type" }, icon(node.type), statement ? statement.kind : types[node.type].label),
      statement && this.quote(statement, []),
      facts.length ? make("dl", { class: "facts" }, facts.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, make("bdi", {}, value))))) : null,
      make("p", {}, make("a", { class: "button", href: node.page }, statement ? "Read it in its report" : "Open its page")),
      this.groups(node),
      !node.degree && node.type === "objective" && make("p", { class: "gaps" }, "No report says anything about this objective. This is a gap in the reports; it does not prove that nobody works on it."),
    );
  }
  groups(node) {
    const { relations } = this.model, groups = new Map();
    for (const edge of [...node.out, ...node.into]) {
      const out = this.model.nodes[edge.a] === node, key = edge.relation + (out ? ">" : "<");
      groups.has(key) ? groups.get(key).push(edge) : groups.set(key, [edge]);
    }
    const parts = [];
    for (const relation of Object.values(relations)) for (const way of [">", "<"]) {
      const edges = groups.get(relation.key + way);
      if (!edges) continue;
      const title = way === ">" ? relation.label : relation.inverse;
      parts.push(make("details", { open: relation.key !== "inReport" || way === ">" || edges.length < 9, class: relation.key },
        make("summary", {}, title, " ", make("span", {}, `(${edges.length})`)), this.list(edges, node, 25)));
    }
    return parts;
  }
  list(edges, node, most) {
    const list = make("ul", { class: "gos" }), row = edge => {
      const { nodes } = this.model, other = nodes[edge.a] === node ? nodes[edge.b] : nodes[edge.a], words = edge.words.find(w => w.exact) || edge.words[0];
      const said = words.exact ? `“${shorten(words.exact, 60)}” · ${words.says}` : words.says;
      return make("li", {}, this.button(other), edge.relation === "inReport" ? null :
        make("button", { class: "words", type: "button", title: "Show the words of this link", onclick: () => this.selectEdge(edge, true) }, said));
    };
    const fill = from => {
      list.append(...edges.slice(from, from + most).map(row));
      const left = edges.length - from - most;
      if (left > 0) {
        const more = make("li", {}, make("button", { class: "button", type: "button", onclick: () => { more.remove(); fill(from + most); } }, `${left} more`));
        list.append(more);
      }
    };
    fill(0);
    return list;
  }
  edge(edge) {
    const { nodes, relations, bases } = this.model, relation = relations[edge.relation];
    const seen = new Map();
    for (const words of edge.words) seen.has(words.statement) ? seen.get(words.statement).push(words) : seen.set(words.statement, [words]);
    this.show(
      make("h2", { tabindex: -1 }, "What the words say"),
      make("p", { class: "ends" }, this.button(nodes[edge.a]), make("span", { class: "relation " + relation.key }, relation.label), this.button(nodes[edge.b])),
      relation.key === "affects" && make("p", { class: "dim small" }, "People come from there, pass through or are sent back there: never a credit to that state."),
      [...seen].map(([statement, words]) => this.quote(statement, words)),
      make("p", { class: "dim small" }, [...new Set(edge.words.map(w => w.basis))].filter(b => bases[b]).map(b => `${b}: ${bases[b]}. `).join("")),
    );
  }
  quote(statement, words) {
    const { nodes } = this.model, report = nodes[statement.report], exact = words.map(w => w.exact).filter(Boolean);
    const outside = exact.filter(word => !statement.text.includes(word));
    return make("blockquote", {},
      make("p", { dir: "auto", lang: statement.language || null }, marked(statement.text || "(left blank)", exact)),
      outside.map(word => make("p", { class: "small dim" }, "From a heading or question: ", make("mark", { dir: "auto" }, word))),
      make("p", { class: "source" },
        [...new Set(words.map(w => w.says))].map(says => make("b", { class: "basis" }, says)),
        make("span", {}, statement.kind),
        make("a", { href: statement.page }, make("bdi", {}, report.label), statement.number ? `, page ${statement.number}` : ""),
        statement.question ? make("span", {}, "question " + statement.question) : null));
  }
}

function shorten(text, most) {
  if (text.length <= most) return text;
  const cut = text.slice(0, most), space = cut.lastIndexOf(" ");
  return (space > most / 2 ? cut.slice(0, space) : cut) + "…";
}
/* The text with every one of the words marked. */
function marked(text, words) {
  const inside = [...new Set(words)].filter(word => text.includes(word)).sort((p, q) => q.length - p.length);
  if (!inside.length) return [text];
  const wanted = new RegExp("(" + inside.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|") + ")");
  return text.split(wanted).map((part, at) => at % 2 ? make("mark", {}, part) : part);
}
