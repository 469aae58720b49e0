"use strict";
// The comments of an annotated Word file: what each says, and which characters of which paragraph it is about.
// In the browser alone: the archive is opened by DecompressionStream, its parts by DOMParser.
const goujiDocx = (() => {
  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const LEFT_OUT = new Set(["del", "moveFrom", "txbxContent", "Fallback", "instrText", "pPr", "rPr"]);
  const SIGNS = { tab: "\t", br: "\n", cr: "\n", noBreakHyphen: "‑" };

  async function part(buffer, name) {
    const view = new DataView(buffer);
    let end = buffer.byteLength - 22;
    while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
    if (end < 0) throw new Error("not a Word file");
    let at = view.getUint32(end + 16, true);
    for (let count = view.getUint16(end + 10, true); count > 0; count--) {
      const [method, size, length, extra, comment, local] = [
        view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint16(at + 28, true),
        view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)];
      const found = new TextDecoder().decode(new Uint8Array(buffer, at + 46, length));
      if (found === name) {
        const begin = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
        const packed = new Uint8Array(buffer, begin, size);
        if (method === 0) return new TextDecoder().decode(packed);
        const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
        return new Response(stream).text();
      }
      at += 46 + length + extra + comment;
    }
    return "";
  }

  function parsed(text) { return new DOMParser().parseFromString(text, "application/xml"); }

  async function marks(buffer) {
    const body = parsed(await part(buffer, "word/document.xml")).documentElement;
    const comments = await part(buffer, "word/comments.xml");
    const paragraphs = [], starts = new Map(), ends = new Map();
    const here = () => paragraphs.length ? [paragraphs.length - 1, paragraphs[paragraphs.length - 1].length] : [0, 0];
    const add = (text) => { if (paragraphs.length) paragraphs[paragraphs.length - 1] += text; };
    (function into(element) {
      for (const child of element.children) {
        const name = child.localName;
        if (LEFT_OUT.has(name)) continue;
        if (name === "p" && child.namespaceURI === W) { paragraphs.push(""); into(child); }
        else if (name === "t" && child.namespaceURI === W) add(child.textContent);
        else if (child.namespaceURI === W && name in SIGNS) add(SIGNS[name]);
        else if (name === "commentRangeStart") starts.set(child.getAttributeNS(W, "id"), here());
        else if (name === "commentRangeEnd") ends.set(child.getAttributeNS(W, "id"), here());
        else into(child);
      }
    })(body);
    const found = [];
    for (const comment of comments ? parsed(comments).getElementsByTagNameNS(W, "comment") : []) {
      if (comment.getAttributeNS(W, "author") !== "gouji") continue;
      const id = comment.getAttributeNS(W, "id");
      if (!starts.has(id)) continue;
      const lines = [...comment.getElementsByTagNameNS(W, "p")].map((one) => one.textContent);
      const start = starts.get(id), end = ends.get(id) || start;
      const stop = end[0] === start[0] ? end[1] : paragraphs[start[0]].length;
      found.push({ title: lines[0] || "", lines: lines.slice(1), paragraph: start[0], start: start[1], end: stop,
        text: paragraphs[start[0]].slice(start[1], stop) });
    }
    found.sort((one, other) => one.paragraph - other.paragraph || one.start - other.start);
    return { paragraphs, marks: found };
  }

  // For each of our paragraphs its number among theirs: the longest common subsequence, from both ends first.
  function paired(ours, theirs) {
    const one = ours.map((text) => text.trim()), other = theirs.map((text) => text.trim()), found = new Map();
    let low = 0, high = one.length, top = other.length;
    while (low < high && low < top && one[low] === other[low]) { found.set(low, low); low++; }
    while (high > low && top > low && one[high - 1] === other[top - 1]) found.set(--high, --top);
    const rows = high - low, columns = top - low;
    if (!rows || !columns || rows * columns > 4e6) return found;
    const best = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
    for (let i = rows - 1; i >= 0; i--) for (let j = columns - 1; j >= 0; j--) {
      best[i][j] = one[low + i] === other[low + j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    }
    for (let i = 0, j = 0; i < rows && j < columns;) {
      if (one[low + i] === other[low + j]) found.set(low + i++, low + j++);
      else if (best[i + 1][j] >= best[i][j + 1]) i++; else j++;
    }
    return found;
  }

  return { marks, paired };
})();
