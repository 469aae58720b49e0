"use strict";
// WPS Writer, by its JS add-in interface: the saved file as bytes, and places by characters.
const goujiWps = (() => {
  const application = () => {
    if (typeof window.Application !== "undefined") return window.Application;
    return typeof wps === "undefined" ? null : wps.WpsApplication ? wps.WpsApplication() : wps;
  };

  // WPS gives no bytes of an open document: what is checked is the file, which has to be saved.
  async function file() {
    const document_ = application().ActiveDocument;
    if (!document_.Saved || !document_.Path) throw new Error(goujiWords("save"));
    const text = application().FileSystem.readAsBinaryString(document_.FullName);
    return new Blob([Uint8Array.from(text, (sign) => sign.charCodeAt(0) & 255)]);
  }

  async function paragraphs() {
    const all = application().ActiveDocument.Paragraphs, found = [];
    for (let index = 1; index <= all.Count; index++) found.push(all.Item(index).Range.Text.replace(/[\r\u0007]+$/, ""));
    return found;
  }

  async function select(paragraph, start, end) {
    const document_ = application().ActiveDocument;
    const first = document_.Paragraphs.Item(paragraph + 1).Range.Start;
    document_.Range(first + start, first + Math.max(end, start)).Select();
  }

  return { name: "wps", ready: async () => application() !== null, file, paragraphs, select };
})();
