"use strict";
/* The twin of the picture: the table that the page holds anyway, filtered like the picture, sorted, copied and saved. */
class Twin {
  constructor(box, model, say, select, visible, focus) {
    Object.assign(this, { box, model, say, select, visible, focus, up: true, by: -1, most: 1000, ready: new Set() });
    this.rows = [...box.querySelectorAll("tbody tr:not(.group)")];
    this.groups = [...box.querySelectorAll("tr.group")];
    this.heads = [...box.querySelectorAll("thead th")];
    this.heads.forEach((head, at) => {
      const button = make("button", { class: "sort", type: "button", onclick: () => this.sort(at) }, ...head.childNodes);
      if (head.dataset.say) { button.dataset.say = head.dataset.say; delete head.dataset.say; }
      head.replaceChildren(button);
    });
    this.more = make("button", { class: "button", type: "button", onclick: () => { this.most += 1000; this.fill(); } });
    box.querySelector("table").after(make("p", {}, this.more));
  }
  /* The rows of what is shown now: what is selected with its neighbours, else what the legend lets through. */
  shown() {
    const focus = this.focus();
    return this.rows.filter((_, at) => {
      const { node } = this.model.rows[this.number(at)];
      return focus ? focus.nodes.has(node) && node.out.some(edge => focus.edges.has(edge) || focus.main === node) : this.visible(node);
    });
  }
  number(at) { return this.order ? this.order[at] : at; }
  sort(column) {
    this.up = this.by === column ? !this.up : true;
    this.by = column;
    this.heads.forEach((head, at) => at === column ? head.setAttribute("aria-sort", this.up ? "ascending" : "descending") : head.removeAttribute("aria-sort"));
    const natural = new Intl.Collator(this.say.code(), { numeric: true }), way = this.up ? 1 : -1;
    const keyed = this.rows.map((row, at) => [row, this.number(at), this.key(row, this.number(at), column)]);
    keyed.sort((p, q) => (!p[2] - !q[2]) || way * natural.compare(p[2], q[2]) || p[1] - q[1]);   /* empty cells stay last */
    this.rows = keyed.map(([row]) => row);
    this.order = keyed.map(([, number]) => number);
    this.groups[0] && this.groups.splice(0).forEach(group => group.remove());
    this.box.querySelector("tbody").append(...this.rows);
    this.fill();
  }
  key(row, number, column) {
    const { said } = this.model.rows[number], last = column === row.cells.length - 1;
    return last ? said ? `${this.model.nodes[said.report].label} ${said.page}` : "" : row.cells[column].textContent.trim();
  }
  fill() {
    const shown = new Set(this.shown()), left = shown.size - this.most;
    let number = 0;
    this.rows.forEach((row, at) => {
      row.hidden = !shown.has(row) || ++number > this.most;
      if (!row.hidden) this.enliven(row, this.number(at));
    });
    for (const group of this.groups) group.hidden = ![...group.parentElement.rows].some(row => row !== group && !row.hidden);
    this.more.hidden = left <= 0;
    this.more.textContent = this.say("network.more", { n: Math.max(0, left) });
    document.getElementById("rows-count").textContent = this.say.count("network.rows", shown.size) + ".";
  }
  /* Names become buttons when their row is first shown, and again in another language. */
  enliven(row, number) {
    const language = this.say.code();
    if (row.dataset.language === language) return;
    row.dataset.language = language;
    const { node, said } = this.model.rows[number], { columns, nodes, home } = this.model, cells = row.cells;
    const open = (one, text) => make("button", { class: "link", type: "button", onclick: () => this.select(one, true) }, make("bdi", {}, text));
    if (said) cells[0].lang = said.language;
    cells[0].replaceChildren(open(node, said ? said.text || this.say("network.blank") : node.label));
    cells[1].textContent = said ? said.kind() : this.say(`types.${node.type}.one`);
    columns.forEach((column, at) => {
      const last = at === columns.length - 1, mine = node.out.filter(edge => (edge.relation === column || (last && !columns.includes(edge.relation) && edge.relation !== "inReport")) && (!said || edge.words.some(words => words.statement === said)));
      cells[2 + at].replaceChildren(...mine.flatMap((edge, place) => {
        const words = edge.words.find(one => one.statement === said), unsure = words && words.basis === "suggested" ? words.sure < 0 ? " (?)" : ` (${words.sure}\u00a0%)` : "";
        return [place ? "; " : "", open(nodes[edge.b], nodes[edge.b].label), unsure];
      }));
    });
    const report = said && nodes[said.report], page = said && said.page ? ", " + this.say("network.page", { number: said.page }) : "";
    if (report) cells[cells.length - 1].replaceChildren(home ? make("a", { href: `${report.page}#${said.anchor}` }, make("bdi", {}, report.label)) : make("bdi", {}, report.label), page);
  }
  texts() {
    const shown = new Set(this.shown());
    this.rows.forEach((row, at) => { if (shown.has(row)) this.enliven(row, this.number(at)); });
    return [this.heads.map(head => head.textContent.trim()), ...this.rows.filter(row => shown.has(row)).map(row => [...row.cells].map(cell => cell.textContent.trim()))];
  }
  /* A spreadsheet would run a text that begins like a formula: an apostrophe keeps it text. */
  static harmless(text) { return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? "'" + text : text; }
  csv() { return this.texts().map(row => row.map(text => { const safe = Twin.harmless(text); return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe; }).join(",")).join("\n") + "\n"; }
  tabbed() { return this.texts().map(row => row.map(text => Twin.harmless(text.replace(/\s+/g, " "))).join("\t")).join("\n"); }
}
