"use strict";
// Decisions beside the findings: y stands, n refused, u unsure, z withdraws the last one; each goes on to the next.
(() => {
  const place = document.querySelector("#matters"), words = JSON.parse(place.dataset.words), may = place.dataset.may;
  const matters = JSON.parse(place.dataset.matters), form = document.body.dataset.form, left = document.querySelector("#left");
  const cards = new Map([...document.querySelectorAll(".card[data-item]")].map((card) => [Number(card.dataset.item), card]));
  const of = new Map();
  for (const one of matters) if (one.card !== null) of.set(one.card, [...(of.get(one.card) ?? []), one]);
  let last = null;

  const undecided = (card) => of.get(card)?.some((one) => one.undecided);
  const order = [...cards.keys()].filter((card) => of.has(card));
  const active = () => { const card = document.querySelector(".card.active"); return card ? Number(card.dataset.item) : null; };

  function element(name, text, look) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (look) made.className = look;
    return made;
  }

  function draw(card) {
    const node = cards.get(card), some = of.get(card);
    node.querySelector(".judged")?.remove();
    const box = element("div", "", "judged");
    const one = some[0];
    if (one.decision) {
      const told = [words[one.decision], one.reason, one.who].filter(Boolean).join(" · ");
      box.append(element("p", one.again ? `${words.last_time}${told}` : told, `is ${one.decision}`));
      if (one.again) box.append(element("p", words[`again_${one.again}`], "pill warning"));
    }
    for (const answer of some.flatMap((each) => each.answers)) box.append(element("p", `${words.answer} ${answer.who}：${answer.text}`, "soft"));
    if (may === "judge") box.append(buttons(card));
    if (may === "answer") box.append(answering(one));
    node.append(box);
    node.classList.toggle("undecided", Boolean(undecided(card)));
    const open = order.filter(undecided).length;
    left.textContent = may === "judge" ? `${words.undecided} ${open} / ${order.length}` : "";
  }

  function buttons(card) {
    const row = element("p", "", "decide");
    for (const [decision, key] of [["stands", "y"], ["refused", "n"], ["unsure", "u"]]) {
      const button = element("button", "", "quiet");
      button.type = "button";
      button.append(element("kbd", key), ` ${words[decision]}`);
      button.addEventListener("click", (event) => { event.stopPropagation(); begin(card, decision); });
      row.append(button);
    }
    return row;
  }

  function answering(one) {
    const made = element("form", "", "answer");
    made.method = "post";
    made.action = `/submissions/${place.dataset.key}/answers`;
    const text = element("textarea");
    text.name = "text";
    text.required = true;
    text.rows = 2;
    text.setAttribute("aria-label", words.answer);
    const button = element("button", words.answer, "quiet");
    made.append(hidden("form", form), hidden("matter", one.id), text, button);
    text.addEventListener("keydown", (event) => event.stopPropagation());
    made.addEventListener("click", (event) => event.stopPropagation());
    return made;
  }

  function hidden(name, value) {
    const made = element("input");
    made.type = "hidden";
    made.name = name;
    made.value = value;
    return made;
  }

  function begin(card, decision) {
    if (decision !== "refused") return judge(card, decision, "");
    const node = cards.get(card).querySelector(".judged");
    node.querySelector(".why")?.remove();
    const row = element("p", "", "why"), field = element("input"), button = element("button", words.save, "quiet");
    field.setAttribute("list", "reasons");
    field.setAttribute("aria-label", words.reason);
    field.placeholder = words.reason;
    field.maxLength = 4000;
    button.type = "button";
    const save = () => { if (field.value.trim()) judge(card, decision, field.value.trim()); else field.focus(); };
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === "Enter") { event.preventDefault(); save(); }
      if (event.key === "Escape") { row.remove(); cards.get(card).focus(); }
    });
    row.addEventListener("click", (event) => event.stopPropagation());
    button.addEventListener("click", save);
    row.append(field, button);
    node.append(row);
    field.focus();
  }

  async function judge(card, decision, reason) {
    const some = of.get(card);
    const judgements = some.map((one) => ({ matter: one.id, decision, reason, seen: one.seen }));
    const answer = await fetch("/api/v1/judgements", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Gouji-Form": form, "Accept-Language": document.documentElement.lang },
      body: JSON.stringify({ judgements }),
    });
    const told = await answer.json();
    if (answer.status === 409 && told.judgement) {
      for (const one of some.filter((each) => each.id === told.matter)) take(one, told.judgement);
      draw(card);
      say(card, told.detail);
      return;
    }
    if (!answer.ok) return say(card, [told.title, told.detail].filter(Boolean).join(" · "));
    some.forEach((one, number) => take(one, told.judgements[number]));
    last = decision === "withdrawn" ? null : card;
    draw(card);
    if (decision !== "withdrawn") onward(card);
  }

  function take(one, made) {
    one.decision = made.decision === "withdrawn" ? "" : made.decision;
    one.again = "";
    one.seen = made.id;
    one.who = made.who;
    one.reason = made.reason;
    one.undecided = one.state === "open" && one.rank !== "note" && !["stands", "refused"].includes(one.decision);
  }

  function say(card, text) {
    const node = cards.get(card).querySelector(".judged");
    node.querySelector(".wrong")?.remove();
    const told = element("p", text, "wrong");
    told.setAttribute("role", "alert");
    node.append(told);
  }

  function onward(card) {
    const at = order.indexOf(card), next = [...order.slice(at + 1), ...order.slice(0, at)].find(undecided);
    if (next !== undefined) {
      history.replaceState(null, "", `#f${next + 1}`);
      dispatchEvent(new HashChangeEvent("hashchange"));
    } else if (place.dataset.next) {
      const link = element("a", words.next_unit, "button");
      link.href = `/submissions/${place.dataset.next}`;
      left.replaceChildren(link);
      link.focus();
    }
  }

  order.forEach(draw);
  addEventListener("keydown", (event) => {
    if (may !== "judge" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select, textarea") || document.querySelector("dialog[open]")) return;
    // By the place of the key: with a Chinese input method on, its name is "Process".
    const decision = { KeyY: "stands", KeyN: "refused", KeyU: "unsure" }[event.code], card = active();
    if (decision && card !== null && of.has(card)) { event.preventDefault(); begin(card, decision); }
    if (event.code === "KeyZ" && last !== null) { event.preventDefault(); judge(last, "withdrawn", ""); }
  });
  const first = order.find(undecided);
  if (may === "judge" && first !== undefined && !location.hash) {
    history.replaceState(null, "", `#f${first + 1}`);
    dispatchEvent(new HashChangeEvent("hashchange"));
  }
})();
