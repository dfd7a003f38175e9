"use strict";
/* A table that sorts by the column whose heading is pressed: numbers as numbers, words as people sort them. */
{
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  for (const table of document.querySelectorAll("table.answer")) {
    const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0];
    let sorted = false;
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach(other => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const rows = [...body.rows].map(row => [row.cells[at].textContent.trim(), row]);
        rows.sort((one, other) => (up ? 1 : -1) * order.compare(one[0], other[0]));
        body.append(...rows.map(([, row]) => row));
        sorted = true;
      });
    });
    if (table.dataset.sheet) takeShown(() => sorted, () => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent)));
  }
}
