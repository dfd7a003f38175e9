"use strict";
{
  const rows = JSON.parse(document.getElementById("data").textContent);
  const items = rows.map(([label, more, type]) => ({ label, more, type }));
  finder(document.getElementById("find"), document.getElementById("found"), items, number => {
    location.href = rows[number][3];
  });
}
