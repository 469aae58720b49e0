"use strict";
(() => {
  const find = document.querySelector(".find"), more = document.querySelector(".all");
  const body = document.querySelector(".units tbody"), heads = [...document.querySelectorAll(".units th")];
  let rows = [...document.querySelectorAll(".units tbody tr")];
  const first = rows.length > 40 ? 7 : 25;
  let all = rows.length <= first;
  const show = () => {
    const words = (find?.value ?? "").trim().toLowerCase();
    let seen = 0;
    rows.forEach((row) => {
      const fits = row.textContent.toLowerCase().includes(words);
      row.hidden = !fits || (!all && !words && seen >= first);
      if (fits) seen += 1;
    });
    if (more) more.hidden = all || words !== "";
  };
  const sort = (head) => {
    const place = heads.indexOf(head), down = head.ariaSort !== "descending";
    const text = (row) => row.cells[place].textContent.trim();
    const figures = rows.every((row) => /^[0-9]+$/.test(text(row)));
    const order = (a, b) => (figures ? text(a) - text(b) : text(a).localeCompare(text(b), document.documentElement.lang));
    rows = rows.map((row, index) => [row, index]).sort((a, b) => (down ? -1 : 1) * order(a[0], b[0]) || a[1] - b[1]).map((one) => one[0]);
    heads.forEach((one) => { one.ariaSort = one === head ? (down ? "descending" : "ascending") : "none"; });
    body.append(...rows);
    show();
  };
  find?.addEventListener("input", show);
  show();
  addEventListener("beforeprint", () => { all = true; show(); });
  document.addEventListener("click", (event) => {
    const does = event.target.closest("[data-do]")?.dataset.do, root = document.documentElement;
    if (does === "print") print();
    if (does === "sort") sort(event.target.closest("th"));
    if (does === "all") { all = true; show(); }
    if (does === "theme") {
      const dark = matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = (root.dataset.theme ?? (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
    }
  });
})();
