// The little markup of our documents: blank lines part paragraphs, `code` and **strong**.

/** @typedef {{kind: "text" | "code" | "strong", text: string}} Span */

/** @param {string} text @returns {Span[][]} paragraphs of spans */
export function paragraphs(text) {
  return text.trim().split(/\n\s*\n/).filter((part) => part.trim() !== "").map(spans);
}

/** @param {string} text @returns {Span[]} */
export function spans(text) {
  return text.replace(/\s+/g, " ").trim().split(/(`[^`]+`|\*\*[^*]+\*\*)/).filter((part) => part !== "").map((part) => {
    if (part.startsWith("`")) return { kind: "code", text: part.slice(1, -1) };
    if (part.startsWith("**")) return { kind: "strong", text: part.slice(2, -2) };
    return { kind: "text", text: part };
  });
}
