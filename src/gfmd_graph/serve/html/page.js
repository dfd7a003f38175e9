"use strict";
// The query page. Whatever comes from the graph is put in as text, never as markup.

const $ = (id) => document.getElementById(id);
const ROWS = 1000, ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9";
const completion = new Completion($("query"), $("choices"));
let prefixes = [], base = "", last = null, running = null;

function shortened(iri) {
  for (const [name, start] of prefixes) if (iri.startsWith(start)) return name + ":" + iri.slice(start.length);
  return iri;
}

function say(text, bad) {
  $("status").textContent = text;
  $("status").classList.toggle("bad", Boolean(bad));
}

async function fetched(path, options) {
  const answer = await fetch(path, options);
  if (!answer.ok) throw new Error((await answer.text()).trim() || "The server answered " + answer.status + ".");
  return answer;
}

async function begin() {
  const [words, examples] = await Promise.all(["/query/words.json", "/query/examples.json"].map(
    async (path) => (await fetched(path)).json()));
  completion.load(words);
  prefixes = Object.entries(words.prefixes).sort((a, b) => b[1].length - a[1].length);
  base = words.base;
  for (const { name, title, sparql } of examples) {
    const option = new Option(title, name);
    option.sparql = sparql;
    $("examples").append(option);
  }
}

// N-Triples, as the server writes them.
function triplesOf(text) {
  const term = /\s*(?:<([^>]*)>|(_:\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?)/y;
  const plain = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };
  const cell = (line) => {
    const [, iri, blank, words, lang, datatype] = term.exec(line) || [];
    if (iri !== undefined) return { type: "uri", value: iri };
    if (blank !== undefined) return { type: "bnode", value: blank };
    const value = (words || "").replace(/\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|(.))/g,
      (_, four, eight, one) => one ? plain[one] || one : String.fromCodePoint(parseInt(four || eight, 16)));
    return { type: "literal", value, "xml:lang": lang, datatype };
  };
  return text.split("\n").filter((line) => line.trim()).map((line) => {
    term.lastIndex = 0;
    return { subject: cell(line), predicate: cell(line), object: cell(line) };
  });
}

async function run() {
  if (running) running.abort();
  const mine = running = new AbortController(), begun = performance.now();
  $("stop").hidden = false;
  say("Running …");
  history.replaceState(null, "", "#query=" + encodeURIComponent($("query").value));
  try {
    const answer = await fetched("/sparql", {
      method: "POST", body: $("query").value, signal: mine.signal,
      headers: { "content-type": "application/sparql-query", accept: ACCEPT },
    });
    const triples = answer.headers.get("content-type").startsWith("application/n-triples"), text = await answer.text();
    const document_ = triples ? null : JSON.parse(text);
    if (document_ && "boolean" in document_) {
      last = { columns: ["answer"], rows: [{ answer: { type: "literal", value: String(document_.boolean) } }], triples };
    } else {
      last = triples ? { columns: ["subject", "predicate", "object"], rows: triplesOf(text), triples }
        : { columns: document_.head.vars, rows: document_.results.bindings, triples };
    }
    show(Math.round(performance.now() - begun));
  } catch (error) {
    if (mine === running) say(error.name === "AbortError" ? "Stopped." : error.message, true);
  } finally {
    if (mine === running) { running = null; $("stop").hidden = true; }
  }
}

function show(milliseconds) {
  const number = last.rows.length;
  const more = number > ROWS ? `, the first ${ROWS} shown` : "";
  say(number ? `${number} ${number === 1 ? "row" : "rows"} in ${milliseconds} ms${more}.` : "Nothing was found.");
  $("result").hidden = false;
  $("csv").disabled = $("json").disabled = false;
  $("table").replaceChildren(tableOf(last));
  $("network").replaceChildren();
  if (!$("network").hidden) network();
}

function tableOf({ columns, rows }) {
  const table = document.createElement("table"), head = table.createTHead().insertRow(), body = table.createTBody();
  for (const column of columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = column;
    head.append(cell);
  }
  for (const row of rows.slice(0, ROWS)) {
    const line = body.insertRow();
    for (const column of columns) line.insertCell().append(...(row[column] ? [shown(row[column])] : []));
  }
  return table;
}

function shown(cell) {
  if (cell.type !== "uri" || !/^https?:\/\//.test(cell.value)) {
    const span = document.createElement("span");
    span.textContent = typeof cell.value === "string" ? cell.value : JSON.stringify(cell.value);
    if (cell["xml:lang"]) span.lang = cell["xml:lang"];
    span.dir = "auto";
    return span;
  }
  const link = document.createElement("a");
  link.textContent = shortened(cell.value);
  link.title = cell.value;
  link.href = base && cell.value.startsWith(base) ? "/id/" + cell.value.slice(base.length) : cell.value;
  link.rel = "noreferrer";
  return link;
}

function network() {
  if (!last || $("network").firstChild) return;
  const found = networkOf(last.columns, last.rows, last.triples);
  if (!found.links.length) {
    const text = document.createElement("p");
    text.textContent = "There is nothing to draw: ask for two columns of things, or CONSTRUCT triples.";
    $("network").replaceChildren(text);
    return;
  }
  draw($("network"), found, (node) => {
    $("status").replaceChildren(`${node.group}, ${node.links} links: `, shown(node.cell));
    $("status").classList.remove("bad");
  });
  if (found.cut) say("The picture shows a part: " + found.nodes.length + " things.");
}

function choose(name) {
  for (const each of ["table", "network"]) {
    $(each).hidden = each !== name;
    $("tab-" + each).setAttribute("aria-selected", String(each === name));
    $("tab-" + each).tabIndex = each === name ? 0 : -1;
  }
  if (name === "network") network();
}

function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// Text that a spreadsheet would run as a formula begins with an apostrophe.
function csvOf({ columns, rows }) {
  const quoted = (text) => {
    const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };
  const lines = [columns, ...rows.map((row) => columns.map((column) => (row[column] ? String(row[column].value) : "")))];
  return lines.map((line) => line.map(quoted).join(",")).join("\n") + "\n";
}

async function copyLink() {
  const link = location.origin + location.pathname + "#query=" + encodeURIComponent($("query").value);
  history.replaceState(null, "", link);
  try {
    await navigator.clipboard.writeText(link);
    say("The link is copied.");
  } catch {
    say("The address of this page is now the link.");
  }
}

function fromHash() {
  if (!location.hash.startsWith("#query=")) return;
  try {
    $("query").value = decodeURIComponent(location.hash.slice(7));
  } catch {
    say("The link holds no query.", true);
  }
}

$("run").addEventListener("click", run);
$("stop").addEventListener("click", () => running && running.abort());
$("link").addEventListener("click", copyLink);
$("csv").addEventListener("click", () => save("answer.csv", "text/csv", csvOf(last)));
$("json").addEventListener("click", () => save("answer.json", "application/json",
  JSON.stringify({ head: { vars: last.columns }, results: { bindings: last.rows } }, null, 1)));
$("query").addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); run(); }
});
$("examples").addEventListener("change", () => {
  const chosen = $("examples").selectedOptions[0];
  if (chosen.sparql) { $("query").value = chosen.sparql; say(""); }
});
for (const name of ["table", "network"]) {
  $("tab-" + name).addEventListener("click", () => choose(name));
  $("tab-" + name).addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = name === "table" ? "network" : "table";
    choose(other);
    $("tab-" + other).focus();
  });
}
window.addEventListener("hashchange", fromHash);
$("query").value = "SELECT ?thing ?name WHERE {\n  ?thing a gfmd:Country ; skos:prefLabel ?name .\n  FILTER(LANG(?name) = \"en\")\n} ORDER BY ?name LIMIT 20\n";
fromHash();
begin().catch((error) => say("The terms could not be loaded: " + error.message, true));
