"use strict";
/* Search with suggestions. Accents and case do not matter; every word of the question must occur. */
const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/* An element; children that are text stay text, so that no label can become markup. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

/* `items` are {label, more, type}; `choose` is called with the number of the chosen one; `nothing` says that none is. */
function finder(input, list, items, choose, nothing) {
  const texts = items.map(item => [plain(item.label), plain(item.label + " " + item.more)]);
  let shown = [], at = -1;

  function search(question) {
    const words = plain(question).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const ranks = [[], [], []];
    texts.forEach(([label, all], number) => {
      if (!words.every(word => all.includes(word))) return;
      const start = label.indexOf(words[0]);
      ranks[start === 0 ? 0 : start > 0 && /\W/.test(label[start - 1]) ? 1 : 2].push(number);
    });
    return ranks.flat();
  }
  function mark(next) {
    at = next;
    [...list.children].forEach((child, place) => child.setAttribute("aria-selected", place === at));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }
  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }
  function open() {
    const all = search(input.value);
    shown = all.slice(0, 12);
    list.replaceChildren(...shown.map((number, place) => {
      const item = items[number], text = item.label.length > 90 ? item.label.slice(0, 89) + "…" : item.label;
      const row = make("li", { role: "option", id: list.id + "-" + place }, make("bdi", {}, text), make("span", {}, item.type));
      row.addEventListener("pointerdown", event => { event.preventDefault(); take(place); });
      return row;
    }));
    if (input.value.trim() && !shown.length) list.append(make("li", { class: "none", role: "presentation" }, nothing()));
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  }
  function take(place) {
    const number = shown[place];
    input.value = "";
    close();
    choose(number);
  }
  input.addEventListener("input", open);
  input.addEventListener("focus", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length) {
      if (list.hidden) open();
      mark((at + step + shown.length) % shown.length);
    } else if (event.key === "Enter" && shown.length && !list.hidden) take(Math.max(at, 0));
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return search;
}
