"use strict";
/* The data of the page as nodes, edges and statements. Sentences are read from the table, where they stand once. */
function speaker(data, start) {
  let code = start;
  const say = (key, values = {}) => (data.words[code][key] || "").replace(/\{(\w+)\}/g, (gap, name) => name in values ? values[name] : gap);
  say.known = key => data.words[code][key];
  say.code = () => code;
  say.count = (key, n) => say(`${key}.${data.languages.find(one => one[0] === code)[2].includes(n) ? "one" : "many"}`, { n });
  say.place = () => data.languages.findIndex(one => one[0] === code);
  say.change = next => { if (data.words[next]) code = next; return code; };
  return say;
}

/* Whole numbers from text: five bits a sign, the lowest bit of a number is its sign. */
function unpacked(text) {
  const found = [], signs = {};
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].forEach((sign, at) => { signs[sign] = at; });
  for (let at = 0, number = 0, shift = 0; at < text.length; at++) {
    const bits = signs[text[at]];
    number |= (bits & 31) << shift;
    if (bits & 32) shift += 5; else { found.push(number & 1 ? -(number >>> 1) : number >>> 1); number = shift = 0; }
  }
  return found;
}

function modelled(data, say, texts) {
  const text = number => { const found = data.strings[number]; return typeof found === "string" ? found : found[say.place()]; };
  const every = number => [].concat(data.strings[number]).join(" ");
  const types = {}, relations = {}, keys = data.types.map(type => type[0]), relationKeys = data.relations.map(one => one[0]);
  for (const [key, shape, colour, radius, shown] of data.types) types[key] = { key, shape, colour, radius, shown };
  for (const [key, colour, dash, width, shown] of data.relations) relations[key] = { key, colour, dash, width, shown };

  class Node {
    constructor([id, page, names], number) {
      const [x, y, wx, wy, type, name, fact] = looks.slice(7 * number, 7 * number + 7), facts = data.facts[fact], own = `${keys[type]}/${id.slice(id.lastIndexOf("/") + 1)}.html`;
      Object.assign(this, { id, type: keys[type], x, y, at: { chart: [x, y], web: [wx, wy] }, name, page: page || own, others: names || "", said: null, out: [], into: [], degree: 0 });
      this.facts = facts.map(([key, number]) => [key, () => text(number)]);
      this.searched = facts.map(([, number]) => every(number)).join(" ");
      const mark = facts.find(([key]) => key === "number"), acronym = facts.find(([key]) => key === "acronym");
      this.mark = mark ? text(mark[1]) : "";
      this.acronym = acronym ? acronym[1] : -1;
    }
    get label() { return this.said ? this.said.text || say("network.blank") : text(this.name); }
    get short() {
      const full = this.label;
      if (this.mark && full.startsWith(this.mark + " · ")) return full.slice(this.mark.length + 3);
      return full.length > 22 && this.acronym >= 0 ? text(this.acronym) : full;
    }
    get every() { return this.name >= 0 ? every(this.name) : this.label; }
  }
  const looks = unpacked(data.looks), nodes = data.nodes.map((row, at) => new Node([].concat(row), at)), told = unpacked(data.rows);
  const rows = texts.map((found, at) => {
    const [number, report, page, question, kind] = told.slice(5 * at, 5 * at + 5), node = nodes[number];
    if (!report) return { node, said: null };
    const code = node.id.slice(node.id.lastIndexOf("/") + 1).replace("~", "");
    const said = { text: found.text, language: found.language, report: report - 1, page, question: text(question), anchor: data.anchors[at] || "s-" + code, kind: () => text(kind) };
    if (node.name < 0 && !node.said) { node.said = said; node.row = at; node.id = nodes[report - 1].id + node.id.replace("~", "/practice/"); }
    return { node, said };
  });
  const edges = [];
  const numbers = unpacked(data.links);
  let next = 0;
  const evidence = node => {
    const [away, basis, sure, start, length] = numbers.slice(next, next += 5), statement = rows[away + (node.row || 0)].said, key = data.bases[basis] || "";
    const exact = start < 0 ? data.outside[length] : statement.text.slice(start, start + length);
    const says = () => (say.known(`bases.${key}.name`) || say("bases.unknown.name")) + (key === "suggested" && sure >= 0 ? ` ${sure}\u00a0%` : "");
    return { exact, statement, basis: key, sure, says };
  };
  const link = (a, b, relation, words) => {
    const edge = { a, b, relation, words, guess: words.length > 0 && words.every(one => one.basis === "suggested") };
    edges.push(edge);
    nodes[a].out.push(edge); nodes[b].into.push(edge);
    nodes[a].degree++; nodes[b].degree++;
  };
  nodes.forEach((node, a) => {
    for (let left = numbers[next++]; left > 0; left--) {
      const [b, relation, many] = numbers.slice(next, next += 3);
      link(a, b, relationKeys[relation], Array.from({ length: many }, () => evidence(node)));
    }
    const said = nodes[a].said;
    if (said && said.report >= 0 && relationKeys.includes("inReport")) link(a, said.report, "inReport", [{ exact: "", statement: said, basis: "stated", sure: -1, says: () => say("bases.stated.name") }]);
  });
  const islands = data.islands.map(([hub, x, y, radius, members]) => ({ hub: nodes[hub] || null, x, y, radius, members }));
  const pitch = islands.length > 1 ? Math.abs(islands[1].x - islands[0].x) : 0;
  for (const island of islands) { island.pitch = pitch; if (island.hub) island.hub.island = island; }
  return { nodes, edges, rows, types, relations, islands, columns: data.columns, home: data.home, crowded: data.types.some(type => !type[4]) };
}
