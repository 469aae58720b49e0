"use strict";
// Files dropped, sent one by one, and told of while they are checked.
(() => {
  const $ = (selector) => document.querySelector(selector);
  const drop = $("#drop"), report = $("#report"), body = $("#checks tbody"), words = JSON.parse($("#checks").dataset.words);
  const form = document.body.dataset.form, head = { "X-Gouji-Form": form, "Accept-Language": document.documentElement.lang };
  const start = $("#start");
  start.classList.add("idle");

  function cell(row, ...nodes) {
    const made = row.insertCell();
    made.append(...nodes);
    return made;
  }

  function told(row, name, state) {
    row.replaceChildren();
    row.dataset.status = state.status;
    const link = document.createElement(state.id ? "a" : "span");
    link.textContent = name;
    if (state.id) link.href = `/checks/${state.id}`;
    cell(row, link);
    const ahead = state.ahead ? ` · ${words.ahead.replace("{count}", state.ahead)}` : "";
    cell(row, (words[state.status] ?? state.status) + ahead);
    cell(row, state.summary ? found(state.summary) : state.error ?? "");
    cell(row, state.created ? new Date(state.created).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" }) : "");
    const does = cell(row);
    does.className = "does";
    if (state.status === "done") {
      const copy = document.createElement("a");
      copy.href = `/checks/${state.id}/copy`;
      copy.textContent = words.copy;
      does.append(copy);
    }
  }

  function found(sum) {
    const count = sum.errors + sum.warnings + sum.notes + sum.reviews;
    const parts = [count ? words.found.replace(/\{(\w+)\}/g, (_, name) => sum[name]) : sum.unchecked ? "" : words.nothing];
    if (sum.unchecked) parts.push(words.unread.replace("{count}", sum.unchecked));
    return parts.filter(Boolean).join(" · ");
  }

  async function follow(row, name, id) {
    for (;;) {
      const answer = await fetch(`/api/v1/checks/${id}?wait=20&brief=1`, { headers: head });
      if (!answer.ok) return told(row, name, { status: "failed", error: (await answer.json()).title });
      const state = await answer.json();
      told(row, name, state);
      if (!["queued", "running"].includes(state.status)) return;
      await new Promise((done) => setTimeout(done, 300));
    }
  }

  async function send(files, name) {
    const row = body.insertRow(0), data = new FormData();
    $("#none")?.remove();
    told(row, name, { status: "sending" });
    for (const [role, file, called] of files) data.append(role, file, called);
    try {
      const answer = await fetch("/api/v1/checks", { method: "POST", body: data, headers: head });
      const state = await answer.json();
      if (!answer.ok) {
        const why = [state.title, state.detail, ...(state.errors ?? []).map((one) => one.message)].filter(Boolean).join(" · ");
        return told(row, name, { status: "failed", error: why });
      }
      told(row, name, state);
      await follow(row, name, state.id);
    } catch (error) {
      told(row, name, { status: "failed", error: String(error) });
    }
  }

  function everything(reports) {
    const others = ["plan", "prior", "part"].flatMap((role) => [...$(`#${role}`).files].map((file) => [role, file, file.name]));
    for (const file of reports) send([["report", file, file.name], ...others], file.name);
  }

  drop.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = $("#text").value;
    if (report.files.length) everything(report.files);
    else if (text.trim()) send([["report", new Blob([text], { type: "text/plain" }), `${words.pasted}.txt`]], words.pasted);
    report.value = "";
  });
  report.addEventListener("change", () => { everything(report.files); report.value = ""; });
  $("#text").addEventListener("input", () => start.classList.toggle("idle", !$("#text").value.trim()));
  for (const kind of ["dragenter", "dragover"]) {
    addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) addEventListener(kind, () => drop.classList.remove("over"));
  addEventListener("drop", (event) => { event.preventDefault(); everything(event.dataTransfer.files); });
  for (const row of body.querySelectorAll("tr[data-status=queued], tr[data-status=running]")) {
    follow(row, row.cells[0].textContent.trim(), row.dataset.key);
  }
})();
