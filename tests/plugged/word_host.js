"use strict";
// Word, as office.js sees it from within: the one object by which it asks. What it asks of a document is answered here:
// the file in slices, paragraphs with their texts, a search within one, a selection.
(() => {
  const BYTES = Uint8Array.from(atob("%(data)s"), (sign) => sign.charCodeAt(0));
  const [COPY, SLICE, RICH] = [77, 80, 93], [QUERY, CALL] = [2, 3];
  window.PARAGRAPHS = %(paragraphs)s;
  window.SELECTED = null;

  const spot = (paragraph, start, end) => ({ paragraph, start, end, name: `at:${paragraph}:${start}:${end}` });
  const every = () => window.PARAGRAPHS.map((text, number) => spot(number, 0, text.length));

  function hits(place, words) {
    const found = [], text = window.PARAGRAPHS[place.paragraph], plain = words.replace(/\^\^/g, "^");
    for (let at = text.indexOf(plain); at >= 0; at = text.indexOf(plain, at + 1)) {
      found.push(spot(place.paragraph, at, at + plain.length));
    }
    return found;
  }

  // What a path of objects leads to: the spots of a collection, or one spot.
  function led(paths, id) {
    const path = paths[id];
    if (String(path.Name).startsWith("at:")) return spot(...path.Name.split(":").slice(1).map(Number));
    if (path.Name === "Search") return hits(led(paths, path.ParentObjectPathId), path.ArgumentInfo.Arguments[0]);
    return path.Name === "Paragraphs" ? every() : null;
  }

  function answered(asked, action) {
    const here = led(asked.ObjectPaths, action.ObjectPathId);
    if (action.ActionType === CALL && action.Name === "Select") window.SELECTED = here;
    if (action.ActionType !== QUERY || !Array.isArray(here)) return null;
    const text = (one) => window.PARAGRAPHS[one.paragraph].slice(one.start, one.end);
    return { _Items: here.map((one) => ({ Text: text(one), _ReferenceId: one.name })) };
  }

  function execute(what, given, done) {
    const say = (...parts) => setTimeout(() => done({ toArray: () => [0, ...parts] }, 0));
    if (what === COPY) say("copy", BYTES.length);
    else if (what === SLICE) { const slice = BYTES.slice(given[1], given[1] + given[2]); say([...slice], slice.length); }
    else if (what === RICH) {
      const asked = JSON.parse(given[0][4]);
      const results = asked.Actions.map((one) => ({ ActionId: one.Id, Value: answered(asked, one) }));
      say([200, null, JSON.stringify({ Results: results })]);
    } else say();
  }

  const context = {
    GetAppType: () => 1, GetSolutionRef: () => "gouji", GetAppVersionMajor: () => 16, GetAppVersionMinor: () => 1,
    GetAppUILocale: () => 2052, GetAppDataLocale: () => 2052, GetDocUrl: () => "C:\\report.docx",
    GetAppCapabilities: () => 0, GetActivationMode: () => 0, GetControlIntegrationLevel: () => 0,
    GetSolutionToken: () => "", GetSettings: () => ({ Read: () => {} }),
  };
  const external = {
    GetContext: () => context, Execute: execute, UnregisterEvent: () => {},
    RegisterEvent: (event, target, handler, done) => done && done(0),
  };
  Object.defineProperty(window, "external", { configurable: true, value: external });
})();
