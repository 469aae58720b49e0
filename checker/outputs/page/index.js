"use strict";
(() => {
  const find = document.querySelector(".find"), rows = [...document.querySelectorAll(".units tbody tr")];
  find?.addEventListener("input", () => {
    const words = find.value.trim().toLowerCase();
    rows.forEach((row) => { row.hidden = !row.textContent.toLowerCase().includes(words); });
  });
  document.addEventListener("click", (event) => {
    const does = event.target.closest("[data-do]")?.dataset.do, root = document.documentElement;
    if (does === "print") print();
    if (does === "theme") {
      const dark = matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = (root.dataset.theme ?? (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
    }
  });
})();
