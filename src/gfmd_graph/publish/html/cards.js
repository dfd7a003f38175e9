"use strict";
/* Finds cards by their facts and words. The choice stands in the address, so that it can be sent on. */
{
  const filter = document.getElementById("filter"), count = document.getElementById("count");
  if (filter) {
    const cards = [...document.querySelectorAll(".entry")].map(card => ({
      card, by: new Set(card.dataset.by.split(" ")), text: plain(card.querySelector("blockquote").textContent),
    }));
    const groups = [...document.querySelectorAll(".group")], lists = [...filter.querySelectorAll("select")];
    const seek = document.getElementById("words"), all = count.textContent;
    const chosen = () => lists.map(list => list.value).filter(Boolean);

    function show() {
      const wanted = chosen(), words = plain(seek.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { card, by, text } of cards) {
        card.hidden = !(wanted.every(one => by.has(one)) && words.every(word => text.includes(word)));
        shown += !card.hidden;
      }
      for (const group of groups) group.hidden = !group.querySelector(".entry:not([hidden])");
      count.textContent = shown === cards.length ? all : count.dataset.some.replace("{shown}", shown).replace("{all}", cards.length);
    }
    function remember() {
      show();
      const address = chosen().map(encodeURIComponent).join("+");
      history.replaceState(null, "", address ? "#" + address : location.pathname + location.search);
    }
    function recall() {
      const wanted = new Set(location.hash.slice(1).split("+").map(decodeURIComponent));
      for (const list of lists) list.value = ([...list.options].find(option => option.value && wanted.has(option.value)) || list.options[0]).value;
      show();
    }
    for (const list of lists) list.addEventListener("change", remember);
    seek.addEventListener("input", show);
    document.getElementById("clear").addEventListener("click", () => {
      for (const list of lists) list.value = "";
      seek.value = "";
      remember();
    });
    addEventListener("hashchange", recall);
    filter.hidden = false;
    recall();

    const text = (card, what) => [...card.querySelectorAll(what)].map(one => one.textContent.trim()).join("; ");
    takeShown(() => cards.some(({ card }) => card.hidden), () => [
      ["words", "kind", "links", "report"],
      ...cards.filter(({ card }) => !card.hidden).map(({ card }) => [
        text(card, "blockquote > p:first-child"), text(card, ".source > span"), text(card, ".chip"), text(card, ".source > a"),
      ]),
    ]);
  }
}
