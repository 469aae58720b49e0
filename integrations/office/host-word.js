"use strict";
// Word, by Office.js: the open document as bytes, and its places. office.js stands beside this file.
const goujiWord = (() => {
  const SLICE = 1 << 20;

  function call(start) {
    return new Promise((done, failed) => start((result) =>
      result.status === Office.AsyncResultStatus.Succeeded ? done(result.value) : failed(new Error(result.error.message))));
  }

  async function file() {
    const open = await call((then) =>
      Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: SLICE }, then));
    try {
      const parts = [];
      for (let index = 0; index < open.sliceCount; index++) {
        const slice = await call((then) => open.getSliceAsync(index, then));
        parts.push(new Uint8Array(slice.data));
      }
      return new Blob(parts);
    } finally {
      open.closeAsync(() => {});
    }
  }

  function paragraphs() {
    return Word.run(async (context) => {
      const found = context.document.body.paragraphs;
      found.load("items/text");
      await context.sync();
      return found.items.map((one) => one.text);
    });
  }

  // A range is found by its words: Word searches for 255 characters at most, and ^ is a sign of its own there.
  function select(paragraph, start, end, text) {
    return Word.run(async (context) => {
      const all = context.document.body.paragraphs;
      all.load("items/text");
      await context.sync();
      const one = all.items[paragraph];
      const words = text.split(/[\n\t]/)[0].slice(0, 200).replace(/\^/g, "^^");
      if (!words.trim()) { one.select(); await context.sync(); return; }
      const hits = one.search(words, { matchCase: true });
      hits.load("items");
      await context.sync();
      let nth = 0;
      const plain = text.split(/[\n\t]/)[0].slice(0, 200);
      for (let at = one.text.indexOf(plain); at >= 0 && at < start; at = one.text.indexOf(plain, at + 1)) nth++;
      (hits.items[nth] || hits.items[0] || one).select();
      await context.sync();
    });
  }

  return {
    name: "word",
    ready: () => typeof Office === "undefined" ? Promise.resolve(false)
      : Office.onReady().then((about) => Boolean(about && about.host === Office.HostType.Word)),
    file, paragraphs, select,
  };
})();
