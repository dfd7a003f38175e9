"use strict";
{
  const rows = JSON.parse(document.getElementById("data").textContent);
  const items = rows.map(([label, more, type]) => ({ label, more, type }));
  const list = document.getElementById("found");
  finder(document.getElementById("find"), list, items, number => {
    location.href = rows[number][3];
  }, () => list.dataset.none);
}
