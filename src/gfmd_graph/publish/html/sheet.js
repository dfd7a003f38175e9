"use strict";
/* What is shown, as CSV that a spreadsheet runs nothing of: the same rule as `spreadsheet.py`. */
function sheetCell(value) {
  const text = value.replace(/[\p{Cc}\p{Cf}]/gu, sign => sign === "\n" ? sign : "\ufffd");
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(value) && !/^-?[0-9.]+$/.test(value) ? "'" + text : text;
  return /[",\n\r]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
}
function sheet(rows) {
  return rows.map(row => row.map(value => sheetCell(value.trim())).join(",")).join("\n") + "\n";
}
/* The link holds everything; once something is hidden or sorted, it gives what is seen. */
function takeShown(changed, rows) {
  const link = document.getElementById("sheet");
  link.addEventListener("click", () => {
    if (!changed()) return;
    const file = URL.createObjectURL(new Blob([sheet(rows())], { type: "text/csv" })), whole = link.href;
    link.href = file;
    setTimeout(() => { link.href = whole; URL.revokeObjectURL(file); }, 1000);
  });
}
