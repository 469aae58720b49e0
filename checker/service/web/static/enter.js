"use strict";
// The code stands behind the # of the link, which no server, log or referrer sees.
(() => {
  const code = decodeURIComponent(location.hash.slice(1)), input = document.querySelector("input[name=code]");
  if (!code) return;
  input.value = code;
  input.closest("label").hidden = true;
  history.replaceState(null, "", location.pathname);
  document.querySelector("button.button").focus();
})();
