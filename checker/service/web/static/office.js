"use strict";
// What every page has: the language kept, a file sent when it is chosen, forms that say what they do.
(() => {
  document.documentElement.classList.add("js");
  for (const link of document.querySelectorAll("a[data-lang]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      document.cookie = `gouji_lang=${link.dataset.lang}; path=/; max-age=31536000; samesite=lax`;
      location.reload();
    });
  }
  // On a telephone the cells of a row stand one below the other, each with the name of its column.
  function headed(table) {
    const heads = [...table.querySelectorAll("thead th")].map((head) => (head.querySelector(".hiddenly") ? "" : head.textContent));
    for (const row of table.tBodies[0]?.rows ?? []) {
      [...row.cells].forEach((cell, at) => { if (at && heads[at]) cell.dataset.head = heads[at]; });
    }
  }
  for (const table of document.querySelectorAll("table.list:not(.years)")) {
    headed(table);
    if (table.tBodies[0]) new MutationObserver(() => headed(table)).observe(table.tBodies[0], { childList: true, subtree: true });
  }
  for (const input of document.querySelectorAll("input[type=file][data-send]")) {
    input.addEventListener("change", () => { if (input.files.length) input.form.submit(); });
  }
  for (const form of document.querySelectorAll("form[data-sure]")) {
    form.addEventListener("submit", (event) => { if (!confirm(form.dataset.sure)) event.preventDefault(); });
  }
})();
