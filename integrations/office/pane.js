"use strict";
// The pane: sends the open document to the server that the pane came from, lists what was found, goes to the place.
const TEXTS = {
  check: ["勾稽检查", "Check"], settings: ["设置", "Settings"], token: ["令牌", "Token"], keep: ["保存", "Save"],
  running: ["正在检查…", "Checking…"], none: ["没有发现问题。", "Nothing was found."],
  found: ["共{0}条", "{0} findings"], failed: ["没有检查成：", "It could not be checked: "],
  nowhere: ["请在 Word 或 WPS 里打开。", "Please open this in Word or WPS."],
  save: ["请先保存文档。", "Please save the document first."],
  lost: ["这段文字已经改动，找不到原来的位置。", "The text has changed; the place is not there any more."],
};
const CHINESE = (navigator.language || "zh").startsWith("zh");
function goujiWords(key, ...values) {
  return TEXTS[key][CHINESE ? 0 : 1].replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)]));
}
const part = (id) => document.getElementById(id);
const WAIT = 20, LONGEST = 180000;

async function api(path, options = {}) {
  const token = localStorage.getItem("gouji-token");
  const headers = { "Accept-Language": CHINESE ? "zh-CN" : "en", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(path, { ...options, headers, credentials: "omit", redirect: "error" });
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new Error(told.detail || told.title || `${answer.status}`);
  }
  return answer;
}

async function annotated(file) {
  const form = new FormData();
  form.append("report", file, "report.docx");
  let state = await (await api(`/api/v1/checks?wait=${WAIT}`, { method: "POST", body: form })).json();
  for (const until = Date.now() + LONGEST; !["done", "failed", "cancelled"].includes(state.status);) {
    if (Date.now() > until) throw new Error("timeout");
    state = await (await api(`/api/v1/checks/${encodeURIComponent(state.id)}?wait=${WAIT}`)).json();
  }
  if (state.status !== "done") throw new Error(state.error || state.status);
  return (await api(`/api/v1/checks/${encodeURIComponent(state.id)}/annotated`)).arrayBuffer();
}

async function go(host, mark, texts, entry) {
  for (const one of document.querySelectorAll("[aria-current]")) one.removeAttribute("aria-current");
  entry.querySelector("button").setAttribute("aria-current", "true");
  try {
    // The document may have been worked on since: its paragraphs are asked for anew.
    const place = goujiDocx.paired(texts, await host.paragraphs()).get(mark.paragraph);
    entry.classList.toggle("lost", place === undefined);
    if (place === undefined) { part("state").textContent = goujiWords("lost"); return; }
    await host.select(place, mark.start, mark.end, mark.text);
  } catch (error) {
    part("state").textContent = error.message;
  }
}

async function check(host) {
  part("check").disabled = true;
  part("state").textContent = goujiWords("running");
  part("findings").replaceChildren();
  try {
    const { paragraphs, marks } = await goujiDocx.marks(await annotated(await host.file()));
    for (const mark of marks) {
      const entry = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.textContent = [mark.title, mark.lines[0] || ""].filter(Boolean).join("\n");
      button.title = mark.lines.join("\n");
      button.addEventListener("click", () => go(host, mark, paragraphs, entry));
      entry.append(button);
      part("findings").append(entry);
    }
    part("state").textContent = marks.length ? goujiWords("found", marks.length) : goujiWords("none");
  } catch (error) {
    part("state").textContent = goujiWords("failed") + error.message;
  } finally {
    part("check").disabled = false;
  }
}

(async () => {
  document.documentElement.lang = CHINESE ? "zh-CN" : "en";
  for (const [id, key] of [["check", "check"], ["settings-label", "settings"], ["token-label", "token"], ["keep", "keep"]]) {
    part(id).textContent = goujiWords(key);
  }
  part("token").value = localStorage.getItem("gouji-token") || "";
  part("keep").addEventListener("click", () => {
    localStorage.setItem("gouji-token", part("token").value.trim());
    part("settings").open = false;
  });
  let host = null;
  for (const one of [goujiWord, goujiWps]) if (!host && await one.ready()) host = one;
  if (!host) { part("check").disabled = true; part("state").textContent = goujiWords("nowhere"); return; }
  document.body.dataset.host = host.name;
  part("check").addEventListener("click", () => check(host));
})();
