// Reads the part of YAML 1.2 in which our own documents are written: block mappings and sequences, flow collections on
// one line, plain and double-quoted scalars, literal (|) and folded (>-) text, and comments on lines of their own.

/**
 * @param {string} text
 * @returns {any} the document as plain objects, arrays, strings, numbers, booleans and null
 * @throws {SyntaxError} naming the line
 */
export function readYAML(text) {
  const lines = text.split("\n");
  let at = 0;

  const fail = (/** @type {string} */ what) => new SyntaxError(`line ${at + 1}: ${what}`);
  const indentOf = (/** @type {string} */ line) => line.search(/\S|$/);

  /** The indentation of the next line that says something, or -1 at the end. */
  function nextIndent() {
    while (at < lines.length && /^\s*(#.*)?$/.test(lines[at])) at += 1;
    return at < lines.length ? indentOf(lines[at]) : -1;
  }

  function block(/** @type {number} */ depth) {
    return /^-( |$)/.test(lines[at].slice(depth)) ? sequence(depth) : mapping(depth);
  }

  function sequence(/** @type {number} */ depth) {
    const items = [];
    while (nextIndent() === depth) {
      const rest = lines[at].slice(depth + 1);
      if (!/^-( |$)/.test(lines[at].slice(depth))) throw fail("expected an item");
      if (keyOf(rest.trim())) {
        lines[at] = " ".repeat(depth + 1) + rest;
        items.push(mapping(indentOf(lines[at])));
      } else {
        items.push(value(rest.trim(), depth));
      }
    }
    return items;
  }

  function mapping(/** @type {number} */ depth) {
    /** @type {Record<string, any>} */
    const fields = {};
    while (nextIndent() === depth) {
      const found = keyOf(lines[at].slice(depth));
      if (!found) throw fail("expected a key");
      fields[found.key] = value(found.rest, depth);
    }
    if (nextIndent() > depth) throw fail("indented too far");
    return fields;
  }

  /** The value after a key or a dash; moves past its lines. */
  function value(/** @type {string} */ rest, /** @type {number} */ depth) {
    if (rest === "|" || rest === ">-") return blockText(depth, rest === "|");
    if (rest !== "") {
      const scalar = flow(rest, fail);
      at += 1;
      return scalar;
    }
    at += 1;
    const inner = nextIndent();
    return inner > depth ? block(inner) : null;
  }

  function blockText(/** @type {number} */ depth, /** @type {boolean} */ literal) {
    const found = [];
    for (at += 1; at < lines.length && (lines[at].trim() === "" || indentOf(lines[at]) > depth); at += 1) {
      found.push(lines[at]);
    }
    while (found.length > 0 && found[found.length - 1].trim() === "") found.pop();
    const margin = found.length > 0 ? indentOf(found[0]) : 0;
    const cut = found.map((line) => line.slice(margin).trimEnd());
    return literal ? cut.join("\n") + "\n" : cut.join(" ");
  }

  return nextIndent() < 0 ? null : block(nextIndent());
}

function keyOf(/** @type {string} */ text) {
  const match = /^(?:"([^"]*)"|([^\s"{[][^:]*)):(?:\s+(.*))?$/.exec(text);
  return match && { key: match[1] ?? match[2], rest: (match[3] ?? "").trim() };
}

/** One line of a scalar or a flow collection. */
function flow(/** @type {string} */ text, /** @type {(what: string) => Error} */ fail) {
  let at = 0;
  const space = () => { while (text[at] === " ") at += 1; };
  const expect = (/** @type {RegExp} */ pattern) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) throw fail(`cannot read “${text.slice(at)}”`);
    at = pattern.lastIndex;
    return match[0];
  };
  const separator = (/** @type {string} */ close) => {
    space();
    if (text[at] === close) return false;
    expect(/,/y);
    return true;
  };

  function item(/** @type {boolean} */ inside) {
    space();
    if (text[at] === '"') return JSON.parse(expect(/"(?:[^"\\]|\\.)*"/y));
    if (text[at] === "[") return list();
    if (text[at] === "{") return fields();
    return plain(expect(inside ? /(?:[^,[\]{}:]|:(?! ))+/y : /.+/y).trim());
  }

  function list() {
    const items = [];
    at += 1;
    space();
    if (text[at] !== "]") do items.push(item(true)); while (separator("]"));
    at += 1;
    return items;
  }

  function fields() {
    /** @type {Record<string, any>} */
    const found = {};
    at += 1;
    space();
    if (text[at] !== "}") {
      do {
        const key = String(item(true));
        expect(/: */y);
        found[key] = item(true);
      } while (separator("}"));
    }
    at += 1;
    return found;
  }

  const result = item(false);
  space();
  if (at < text.length) throw fail(`did not expect “${text.slice(at)}”`);
  return result;
}

function plain(/** @type {string} */ text) {
  if (text === "null" || text === "~") return null;
  if (text === "true" || text === "false") return text === "true";
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) ? Number(text) : text;
}
