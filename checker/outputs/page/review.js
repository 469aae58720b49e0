"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const desk = $(".desk"), list = $(".list"), papers = $$(".paper"), pane = $(".papers"), ruler = $(".ruler");
  const cards = $$(".card"), marks = $$("mark[data-at]"), peek = $(".peek"), search = $("input[type=search]");
  const which = $("select[data-filter=doc]"), narrow = matchMedia("(max-width: 860px)");
  const byItem = new Map(cards.map((card) => [card.dataset.item, card]));
  let active = null, part = "0";
  document.documentElement.classList.add("js");

  const keys = (mark) => mark.dataset.at.split(" ").map((key) => key.split("-"));
  const shown = () => cards.filter((card) => !card.hidden);

  function tab(name) {
    desk.dataset.show = name;
    $$(".tabs button").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.tab === name)));
    draw();
  }

  function paperOf(node) {
    const paper = node.closest(".paper");
    if (paper && paper.hidden) open(paper.dataset.doc);
  }

  function open(doc) {
    papers.forEach((paper) => { paper.hidden = paper.dataset.doc !== doc; });
    if (which) which.value = doc;
    pane.scrollTop = 0;
    draw();
  }

  function activate(item, options = {}) {
    const card = byItem.get(item);
    if (!card || card.hidden) return;
    active = item;
    part = options.part ?? "0";
    cards.forEach((other) => other.classList.toggle("active", other === card));
    marks.forEach((mark) => mark.classList.toggle("active", keys(mark).some(([n, k]) => n === item && k === part)));
    marks.forEach((mark) => mark.classList.toggle("with", keys(mark).some(([n]) => n === item)));
    $$(".sum a.term").forEach((link) => link.classList.toggle("active", link.hash === `#at-${item}-${part}` && part !== "0"));
    const inner = peek.querySelector("div");
    inner.replaceChildren();
    const title = document.createElement("b"), message = document.createElement("p");
    title.textContent = $("h3", card).textContent;
    message.textContent = $(".message", card)?.textContent ?? "";
    inner.append(title, message);
    peek.hidden = false;
    if (options.focus !== false) card.focus({ preventScroll: true });
    if (options.list !== false) card.scrollIntoView({ block: "nearest" });
    if (options.paper) {
      const mark = marks.find((each) => keys(each).some(([n, k]) => n === item && k === part));
      if (mark) {
        if (narrow.matches) tab("paper");
        paperOf(mark);
        mark.scrollIntoView({ block: "center", inline: "center" });
      }
    }
    draw();
  }

  function promise(item, at) {
    const mark = marks.find((each) => keys(each).some(([n, k]) => n === item && k === at));
    if (!mark) return;
    marks.forEach((each) => each.classList.toggle("active", each === mark));
    if (narrow.matches) tab("paper");
    paperOf(mark);
    mark.scrollIntoView({ block: "center", inline: "center" });
  }

  function step(by) {
    const all = shown();
    if (!all.length) return;
    const at = all.findIndex((card) => card.dataset.item === active);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
    activate(next.dataset.item, { paper: !narrow.matches || desk.dataset.show === "paper" });
  }

  const begun = new Map($$(".chip[data-filter]").map((chip) => [chip, chip.getAttribute("aria-pressed")]));

  // A click shows one kind alone, a second one all as before; with a key held kinds are added and taken away.
  function only(chip, add) {
    const group = $$(`.chip[data-filter="${chip.dataset.filter}"]`), on = (one) => one.getAttribute("aria-pressed") === "true";
    const alone = on(chip) && group.every((one) => one === chip || !on(one));
    if (add) chip.setAttribute("aria-pressed", String(!on(chip)));
    else group.forEach((one) => one.setAttribute("aria-pressed", alone ? begun.get(one) : String(one === chip)));
  }

  function filter() {
    const pressed = new Set($$(".chip[data-filter][aria-pressed=true]").map((chip) => chip.dataset.value));
    const states = $$(".chip[data-filter=state]").map((chip) => chip.dataset.value);
    const chosen = $$(".filters select").map((menu) => [menu.dataset.filter, menu.value]).filter(([, value]) => value);
    const words = search.value.trim().toLowerCase();
    for (const card of cards) {
      card.hidden = !pressed.has(card.dataset.rank)
        || (states.includes(card.dataset.state) && !pressed.has(card.dataset.state))
        || chosen.some(([name, value]) => card.dataset[name] !== value)
        || (words !== "" && !card.textContent.toLowerCase().includes(words));
    }
    for (const group of $$(".group")) group.hidden = !$$(".card", group).some((card) => !card.hidden);
    const visible = new Set(shown().map((card) => card.dataset.item));
    marks.forEach((mark) => mark.classList.toggle("off", !keys(mark).some(([n]) => visible.has(n) || n.startsWith("p"))));
    $("output.shown").textContent = `${visible.size} / ${cards.length}`;
    const none = $(".cards > .none[hidden], .cards > .none:last-child");
    if (none && cards.length) none.hidden = visible.size > 0;
    if (active !== null && !visible.has(active)) {
      active = null;
      peek.hidden = true;
      cards.forEach((card) => card.classList.remove("active"));
      marks.forEach((mark) => mark.classList.remove("active", "with"));
    }
    draw();
  }

  function draw() {
    ruler.replaceChildren();
    if (narrow.matches || pane.scrollHeight <= pane.clientHeight) return;
    const height = ruler.clientHeight, top = pane.getBoundingClientRect().top - pane.scrollTop;
    for (const mark of marks) {
      if (mark.classList.contains("off") || mark.matches(".operand, .promise") || !mark.getClientRects().length) continue;
      const tick = document.createElement("i");
      tick.className = mark.className.replace("point", "");
      tick.style.top = `${((mark.getBoundingClientRect().top - top) / pane.scrollHeight) * height}px`;
      tick.addEventListener("click", () => activate(keys(mark)[0][0], { paper: true }));
      ruler.append(tick);
    }
  }

  function theme() {
    const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = (root.dataset.theme ?? (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
  }

  function reveal(item) {
    const card = byItem.get(item), chip = card?.hidden && $(`.chip[data-value="${card.dataset.rank}"]`);
    if (chip) chip.setAttribute("aria-pressed", "true");
    if (chip) filter();
  }

  function address() {
    const hash = decodeURIComponent(location.hash.slice(1));
    const card = /^f(\d+)$/.exec(hash), place = /^at-(\d+)-(\d+)$/.exec(hash), rule = /^rule=(.*)$/.exec(hash);
    if (card) {
      const item = String(Number(card[1]) - 1);
      reveal(item);
      activate(item, { paper: !narrow.matches });
    }
    else if (place) activate(place[1], { part: place[2], paper: true });
    else if (rule) {
      const menu = $("select[data-filter=rule]");
      if (menu) menu.value = rule[1];
      filter();
      if (shown().length) activate(shown()[0].dataset.item, { paper: !narrow.matches });
    }
  }

  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#at-']"), card = event.target.closest(".card");
    if (link) {
      event.preventDefault();
      const [, item, at] = link.hash.split("-");
      activate(item, { part: at, paper: true, list: false });
    } else if (card && !String(getSelection())) activate(card.dataset.item, { paper: true });
  });
  pane.addEventListener("click", (event) => {
    const link = event.target.closest(".matrix a[href^='#at-p']"), status = event.target.closest("[data-status]");
    if (link) {
      event.preventDefault();
      promise(...link.hash.split("-").slice(1));
      return;
    }
    if (status?.matches("button")) {
      status.setAttribute("aria-pressed", String(status.getAttribute("aria-pressed") !== "true"));
      const on = new Set($$(".verdicts [aria-pressed=true]").map((button) => button.dataset.status));
      $$(".matrix tbody tr").forEach((row) => { row.hidden = !on.has(row.dataset.status); });
      return;
    }
    const mark = event.target.closest("mark[data-at]");
    if (!mark || mark.classList.contains("off")) return;
    const here = keys(mark).filter(([n]) => !byItem.get(n)?.hidden);
    const next = here[(here.findIndex(([n]) => n === active) + 1) % here.length];
    if (next && byItem.has(next[0])) activate(next[0], { part: next[1] });
    else if (next) {
      open("matrix");
      $(`#${next[0]}`)?.scrollIntoView({ block: "center" });
    }
  });
  document.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip[data-filter]"), button = event.target.closest("[data-do]"), to = event.target.closest("[data-tab]");
    if (chip) {
      only(chip, event.ctrlKey || event.metaKey || event.shiftKey);
      filter();
    } else if (to) {
      tab(to.dataset.tab);
      if (active !== null && to.dataset.tab === "list") byItem.get(active).scrollIntoView({ block: "center" });
    } else if (button) {
      const does = { print: () => print(), theme, keys: () => $("dialog").showModal(), close: () => $("dialog").close(), next: () => step(1), previous: () => step(-1) };
      does[button.dataset.do]();
    }
  });
  $$(".filters select").forEach((menu) => menu.addEventListener("change", filter));
  search.addEventListener("input", filter);
  which?.addEventListener("change", () => open(which.value));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("dialog").open) return;
    const typing = event.target.matches("input, select");
    if (event.key === "Escape") {
      if (typing) event.target.blur();
      if (narrow.matches) tab("list");
      if (active !== null) byItem.get(active).focus();
      return;
    }
    if (typing) return;
    const chip = /^[1-9]$/.test(event.key) ? $$(".chip[data-filter]")[Number(event.key) - 1] : null;
    if (chip) chip.click();
    else if (event.key === "j" || (event.key === "ArrowDown" && event.target.matches(".card"))) step(1);
    else if (event.key === "k" || (event.key === "ArrowUp" && event.target.matches(".card"))) step(-1);
    else if (event.key === "Enter" && event.target.matches(".card")) activate(event.target.dataset.item, { paper: true });
    else if (event.key === "/") search.focus();
    else if (event.key === "t") theme();
    else if (event.key === "?") $("dialog").showModal();
    else return;
    event.preventDefault();
  });
  addEventListener("resize", draw);
  addEventListener("hashchange", address);
  narrow.addEventListener("change", draw);
  open(which?.value || "0");
  if (narrow.matches && which?.value === "matrix") tab("paper");
  filter();
  address();
})();
