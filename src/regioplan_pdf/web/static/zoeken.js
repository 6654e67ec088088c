/* Search as you type: hides the regions in the list that don't match, and dims them on the map. */
(() => {
  "use strict";
  const field = document.getElementById("zoekveld");
  const status = document.getElementById("zoekstand");
  const rows = [...document.querySelectorAll("#regios > li")];
  const tiles = new Map([...document.querySelectorAll("[data-regio]")].map((tile) => [tile.dataset.regio, tile]));
  const plain = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f'’‘`]/g, "").toLowerCase().replace(/[^a-z0-9&]+/g, " ").trim();
  const names = new Map(rows.map((row) => [row, row.dataset.zoek.split("; ").map((name) => ` ${plain(name)}`)]));

  const search = () => {
    const wanted = plain(field.value).split(" ").filter(Boolean);
    let found = 0;
    for (const row of rows) {
      const matches = names.get(row).some((name) => wanted.every((word) => name.includes(` ${word}`)));
      row.hidden = !matches;
      found += matches;
      const tile = tiles.get(row.id.replace("regio-", ""));
      if (tile) tile.classList.toggle("valt-af", !matches);
    }
    if (!wanted.length) status.textContent = "";
    else if (!found) status.textContent = "Geen regio of gemeente gevonden met deze naam.";
    else status.textContent = found === 1 ? "1 regio gevonden" : `${found} regio’s gevonden`;
  };

  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && field.value) {
      event.preventDefault();
      field.value = "";
      search();
    } else if (event.key === "Enter") {
      const links = rows.filter((row) => !row.hidden).flatMap((row) => [...row.querySelectorAll("a")]);
      if (field.value && links.length) links[0].focus();
    }
  });
  document.getElementById("zoeken").hidden = false;
  search();
})();
