"use strict";
// Completion of keywords, prefixes and the terms of our vocabularies in a textarea.

const KEYWORDS = ("SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS GRAPH VALUES BIND ASK CONSTRUCT DESCRIBE PREFIX " +
  "LIMIT OFFSET COUNT SAMPLE GROUP_CONCAT EXISTS REGEX CONTAINS LCASE STRSTARTS COALESCE BOUND LANG").split(" ")
  .concat(["GROUP BY", "ORDER BY", "NOT EXISTS"]);
const MOST = 12;

class Completion {
  constructor(area, list) {
    this.area = area;
    this.list = list;
    this.terms = [];
    this.prefixes = {};
    this.shown = [];
    this.at = 0;
    area.addEventListener("input", () => this.suggest(false));
    area.addEventListener("keydown", (event) => this.key(event));
    area.addEventListener("blur", () => this.close());
    list.addEventListener("mousedown", (event) => {
      const item = event.target.closest("li");
      if (item) { event.preventDefault(); this.take(Number(item.dataset.at)); }
    });
  }

  load(words) {
    this.prefixes = words.prefixes;
    this.terms = words.terms.map(([name, label, text]) => ({ name, label, text, key: label.toLowerCase() }));
  }

  word() {
    return /(?:[\w-]*:[^\s{}()<>"';,|^*+?!&=]*|[A-Za-z_][\w-]*)$/.exec(this.area.value.slice(0, this.area.selectionStart));
  }

  suggest(forced) {
    const found = this.word(), typed = found ? found[0] : "";
    const before = found ? this.area.value.charAt(found.index - 1) : "";
    if ((!forced && typed.length < 2) || "?$@\"<".includes(before || " ")) return this.close();
    this.show(this.matching(typed));
  }

  matching(typed) {
    const key = typed.toLowerCase(), colon = typed.indexOf(":");
    const begins = [], holds = [];
    if (colon < 0) {
      for (const word of KEYWORDS) if (word.toLowerCase().startsWith(key)) begins.push({ name: word, label: "" });
      for (const [name, iri] of Object.entries(this.prefixes)) {
        if (name.startsWith(key)) begins.push({ name: name + ":", label: iri });
      }
    }
    const local = key.slice(colon + 1);
    for (const term of this.terms) {
      const name = term.name.toLowerCase();
      if (colon >= 0 && !name.startsWith(key.slice(0, colon + 1))) continue;
      if (colon >= 0 && name.startsWith(key)) begins.push(term);
      else if (local && (term.key.includes(local) || name.slice(name.indexOf(":") + 1).startsWith(local))) holds.push(term);
    }
    return begins.concat(holds).slice(0, MOST);
  }

  show(choices) {
    this.shown = choices;
    this.at = 0;
    this.list.replaceChildren(...choices.map((choice, at) => {
      const item = document.createElement("li"), code = document.createElement("code"), label = document.createElement("span");
      item.id = "choice-" + at;
      item.dataset.at = String(at);
      item.setAttribute("role", "option");
      code.textContent = choice.name;
      label.textContent = choice.label;
      item.title = choice.text || choice.label;
      item.append(code, label);
      return item;
    }));
    this.list.hidden = !choices.length;
    this.mark();
  }

  mark() {
    [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === this.at)));
    if (this.shown.length) {
      this.area.setAttribute("aria-activedescendant", "choice-" + this.at);
      this.list.children[this.at].scrollIntoView({ block: "nearest" });
    }
  }

  close() {
    this.shown = [];
    this.list.hidden = true;
    this.area.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.ctrlKey && event.code === "Space") { event.preventDefault(); this.suggest(true); return; }
    if (!this.shown.length || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : this.shown.length - 1;
      this.at = (this.at + step) % this.shown.length;
      this.mark();
    } else if (event.key === "Enter" || event.key === "Tab") this.take(this.at);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  take(at) {
    const name = this.written(this.shown[at].name), found = this.word(), end = this.area.selectionStart;
    this.area.setRangeText(name, found ? found.index : end, end, "end");
    this.close();
    this.area.focus();
    this.area.dispatchEvent(new Event("change"));
  }

  // A prefixed name may not hold every character: then the whole IRI is written.
  written(name) {
    const [, prefix, local] = /^([\w-]+):(.+)$/.exec(name) || [];
    if (!local || /^[A-Za-z0-9_][\w-]*$/.test(local)) return name;
    return "<" + this.prefixes[prefix] + local + ">";
  }
}
