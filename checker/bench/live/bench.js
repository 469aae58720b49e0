"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const field = $("#text"), gutter = $(".gutter"), side = $(".side"), save = $("#save"), told = $(".told"), disk = $(".disk");
  const status = $(".status"), rule = $("#rule"), fresh = $("#new"), which = $("#document"), kind = $("#kind"), dialog = $("dialog");
  const words = JSON.parse(document.body.dataset.words);
  let opened = document.body.dataset.opened, stamp = document.body.dataset.stamp, written = field.value;
  let timer = 0, asking = false, again = false, marked = [], active = null;
  document.documentElement.classList.add("js");
  rule.value = opened;

  async function ask(what, body) {
    const answer = await fetch(what, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  function say(message, bad) {
    told.textContent = message ?? "";
    told.classList.toggle("bad", Boolean(bad));
    told.hidden = !message;
  }

  function number() {
    const lines = field.value.split("\n").length, looks = new Map();
    for (const [line, stops] of marked) looks.set(line, stops || looks.get(line) === "error" ? "error" : "warning");
    gutter.replaceChildren(...Array.from({ length: lines }, (_, at) => {
      const row = document.createElement("i");
      row.textContent = String(at + 1);
      row.className = looks.get(at + 1) ?? "";
      return row;
    }));
    gutter.scrollTop = field.scrollTop;
  }

  async function judge() {
    if (asking) { again = true; return; }
    asking = true;
    const start = performance.now();
    try {
      const made = await ask("judge", { text: field.value, opened, document: which.value, kind: kind.value });
      if (made.error) { say(made.error, true); return; }
      show(made, Math.round(performance.now() - start));
    } catch {
      say(words.away, true);
    } finally {
      asking = false;
      if (again) { again = false; judge(); }
    }
  }

  function show(made, late) {
    marked = made.lines;
    number();
    $("#faults").innerHTML = made.faults + made.tests;
    $(".difference").textContent = made.difference;
    side.classList.toggle("stale", !made.sound);
    if (made.sound) $(".changes").innerHTML = made.changes;
    const top = $(".papers").scrollTop;
    $("#paper").innerHTML = made.paper;
    $(".papers").scrollTop = top;
    $(".cards").innerHTML = made.cards;
    status.textContent = made.status;
    status.dataset.late = String(late);
    disk.textContent = made.disk;
    disk.hidden = !made.disk;
    save.disabled = !made.savable || field.value === written;
    if (active !== null && $(`.card[data-item="${active}"]`)) activate(active, "0", false);
    else active = null;
  }

  function soon() {
    number();
    say("");
    save.disabled = true;
    clearTimeout(timer);
    timer = setTimeout(judge, 120);
  }

  function activate(item, part, scroll = true) {
    active = item;
    $$(".card").forEach((card) => card.classList.toggle("active", card.dataset.item === item));
    const keys = (mark) => mark.dataset.at.split(" ");
    const marks = $$("#paper mark[data-at]");
    marks.forEach((mark) => mark.classList.toggle("active", keys(mark).includes(`${item}-${part}`)));
    marks.forEach((mark) => mark.classList.toggle("with", keys(mark).some((key) => key.startsWith(`${item}-`))));
    if (!scroll) return;
    (marks.find((mark) => mark.classList.contains("active")) ?? marks.find((mark) => mark.classList.contains("with")))?.scrollIntoView({ block: "center", inline: "nearest" });
  }

  function step(by) {
    const cards = $$(".card");
    if (!cards.length) return;
    const at = cards.findIndex((card) => card.dataset.item === active);
    const card = cards[Math.min(Math.max(at + by, 0), cards.length - 1)];
    card.scrollIntoView({ block: "nearest" });
    if (document.activeElement !== field) card.focus({ preventScroll: true });
    activate(card.dataset.item, "0");
  }

  function go(line, column) {
    const lines = field.value.split("\n"), at = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const start = at + Math.min(column - 1, (lines[line - 1] ?? "").length);
    field.focus();
    field.setSelectionRange(start, at + (lines[line - 1] ?? "").length);
    field.scrollTop = Math.max(0, (line - 4) * 20);
  }

  function fault() {
    const here = field.value.slice(0, field.selectionStart).split("\n").length;
    const buttons = $$("#faults button");
    const next = buttons.find((button) => Number(button.dataset.line) > here) ?? buttons[0];
    if (next) go(Number(next.dataset.line), Number(next.dataset.column));
  }

  async function take(body, back) {
    if (field.value !== written && !confirm(words.discard)) { back(); return; }
    try {
      const made = await ask("open", body);
      if (made.error) { say(made.error, true); back(); return; }
      ({ opened, stamp } = made);
      field.value = written = made.text;
      if (!opened) written = "";
      rule.value = opened;
      fresh.value = "";
      say("");
      number();
      judge();
    } catch {
      say(words.away, true);
    }
  }

  async function keep() {
    if (save.disabled) return;
    const text = field.value;
    try {
      const made = await ask("save", { text, opened, stamp });
      if (made.error) { say(made.error, true); return; }
      ({ opened, stamp } = made);
      written = text;
      rule.replaceChildren(rule.options[0], ...made.rules.map((name) => new Option(name, name)));
      rule.value = opened;
      say(made.told);
      await judge();
    } catch {
      say(words.away, true);
    }
  }

  field.addEventListener("input", soon);
  field.addEventListener("scroll", () => { gutter.scrollTop = field.scrollTop; });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
    const line = field.value.slice(field.value.lastIndexOf("\n", field.selectionStart - 1) + 1, field.selectionStart);
    event.preventDefault();
    document.execCommand("insertText", false, `\n${/^ */.exec(line)[0]}`);
  });
  which.addEventListener("change", judge);
  kind.addEventListener("change", judge);
  rule.addEventListener("change", () => (rule.value ? take({ rule: rule.value }, () => { rule.value = opened; }) : undefined));
  fresh.addEventListener("change", () => (fresh.value ? take({ kind: fresh.value }, () => { fresh.value = ""; }) : undefined));
  save.addEventListener("click", keep);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#at-']"), card = event.target.closest(".card"), line = event.target.closest("#faults button");
    const mark = event.target.closest("#paper mark[data-at]"), does = event.target.closest("[data-do]")?.dataset.do;
    if (link) {
      event.preventDefault();
      const [, item, part] = link.hash.split("-");
      activate(item, part);
    } else if (card && !String(getSelection())) activate(card.dataset.item, "0");
    else if (line) go(Number(line.dataset.line), Number(line.dataset.column));
    else if (mark) {
      const [item, part] = mark.dataset.at.split(" ")[0].split("-");
      activate(item, part, false);
      $(`.card[data-item="${item}"]`)?.scrollIntoView({ block: "nearest" });
    } else if (does === "theme") theme();
    else if (does === "keys") dialog.showModal();
    else if (does === "close") dialog.close();
  });

  function theme() {
    const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = (root.dataset.theme ?? (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || dialog.open) return;
    const chord = event.ctrlKey || event.metaKey, typing = event.target.matches("textarea, select");
    if (chord && event.key === "s") keep();
    else if (chord && event.key === "ArrowDown") step(1);
    else if (chord && event.key === "ArrowUp") step(-1);
    else if (event.key === "F8") fault();
    else if (event.key === "Escape" && event.target === field) ($(".card") ?? $(".papers")).focus();
    else if (typing || chord || event.altKey) return;
    else if (event.key === "Enter" && event.target.matches(".card")) activate(event.target.dataset.item, "0");
    else if (event.key === "e") field.focus();
    else if (event.key === "t") theme();
    else if (event.key === "?") dialog.showModal();
    else return;
    event.preventDefault();
  });
  addEventListener("beforeunload", (event) => { if (field.value !== written) event.preventDefault(); });
  if (!opened) written = "";
  number();
  judge();
})();
