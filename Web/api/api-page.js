import { h } from "../browser/dom.js";
import { readYAML } from "../browser/yaml.js";
import { groups, schemas } from "./contract.js";
import { paragraphs, spans } from "./prose.js";

/** @typedef {import("./contract.js").Field} Field */
/** @typedef {import("./contract.js").Body} Body */
/** @typedef {import("./contract.js").Operation} Operation */

const page = /** @type {HTMLElement} */ (document.getElementById("contract"));
const contents = /** @type {HTMLElement} */ (document.getElementById("contents"));
const source = /** @type {HTMLAnchorElement} */ (document.getElementById("source"));

const wide = matchMedia("(min-width: 60rem)");
const unfold = () => wide.matches && contents.closest("details")?.setAttribute("open", "");
wide.addEventListener("change", unfold);
unfold();
contents.addEventListener("click", (event) => {
  if (!wide.matches && event.target instanceof HTMLAnchorElement) contents.closest("details")?.removeAttribute("open");
});

load().catch((error) => {
  page.replaceChildren(h("p", { class: "banner" },
    `The document could not be shown: ${error instanceof Error ? error.message : error}. `,
    h("a", { href: source.href }, "Read it as YAML"), "."));
}).finally(() => page.removeAttribute("aria-busy"));

async function load() {
  const answer = await fetch(source.href);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  show(readYAML(await answer.text()));
}

function show(/** @type {any} */ contract) {
  const parts = groups(contract);
  page.replaceChildren(
    h("section", { class: "intro" }, ...prose(contract.info.description)),
    ...parts.map(groupSection),
    h("section", { "aria-labelledby": "schemas" }, h("h2", { id: "schemas" }, "Schemas"),
      ...schemas(contract).map(schemaSection)));
  contents.replaceChildren(...parts.map((part) => h("li", {},
    h("a", { href: `#${part.name}` }, part.name),
    h("ul", {}, ...part.operations.map((operation) => h("li", {},
      h("a", { href: `#${operation.id}` }, operation.summary)))))),
    h("li", {}, h("a", { href: "#schemas" }, "Schemas")));
  // The place that the address names did not exist when the browser looked for it.
  if (location.hash) location.replace(location.hash);
}

/** @param {ReturnType<typeof groups>[number]} part */
function groupSection(part) {
  return h("section", { "aria-labelledby": part.name },
    h("h2", { id: part.name }, part.name), ...prose(part.text), ...part.operations.map(operationSection));
}

function operationSection(/** @type {Operation} */ operation) {
  return h("article", { class: "operation", "aria-labelledby": operation.id },
    h("h3", { id: operation.id }, operation.summary, " ",
      h("a", { class: "anchor", href: `#${operation.id}`, "aria-label": `Link to “${operation.summary}”` }, "#")),
    h("p", { class: "route" },
      h("span", { class: `method ${operation.method.toLowerCase()}` }, operation.method), " ",
      h("code", {}, ...breakable(operation.path)), " ",
      operation.anonymous && h("span", { class: "open" }, "no sign-in needed")),
    ...prose(operation.text),
    operation.parameters.length > 0 && h("h4", {}, "Parameters"),
    operation.parameters.length > 0 && fieldList(operation.parameters),
    operation.bodies.length > 0 && h("h4", {}, operation.bodyRequired ? "Body" : "Body (may be left out)"),
    ...operation.bodies.flatMap(bodyParts),
    h("h4", {}, "Answers"),
    h("ul", { class: "answers" }, ...operation.answers.map(answerItem)));
}

/** @param {Operation["answers"][number]} answer */
function answerItem(answer) {
  const line = [h("span", { class: answer.status < "400" ? "status good" : "status" }, answer.status), " ",
    ...inline(answer.text)];
  if (answer.bodies.length === 0) return h("li", {}, ...line);
  return h("li", {}, h("details", {}, h("summary", {}, ...line), ...answer.bodies.flatMap(bodyParts)));
}

function bodyParts(/** @type {Body} */ body) {
  return [
    h("p", { class: "media" }, h("code", {}, body.name), " ", typeLink(body)),
    body.fields.length > 0 && fieldList(body.fields),
    body.example !== undefined && example(body.example),
  ].filter((part) => part !== false);
}

function schemaSection(/** @type {Body} */ schema) {
  return h("article", { class: "schema", "aria-labelledby": `schema-${schema.name}` },
    h("h3", { id: `schema-${schema.name}` }, schema.name),
    schema.fields.length === 0 && h("p", { class: "type" }, schema.type),
    ...prose(schema.note),
    schema.fields.length > 0 && fieldList(schema.fields),
    (schema.words?.length ?? 0) > 0 && wordList(schema),
    schema.example !== undefined && example(schema.example));
}

/** @returns {HTMLElement} */
function fieldList(/** @type {Field[]} */ fields) {
  return h("dl", { class: "fields" }, ...fields.map((field) => h("div", {},
    h("dt", {}, h("code", {}, field.name), " ", typeLink(field),
      !field.required && h("span", { class: "optional" }, " optional")),
    h("dd", {}, ...inline(field.note), field.fields.length > 0 && fieldList(field.fields)))));
}

/** The words of an enumeration, each a place to link to, such as `#problem-overlap`. */
function wordList(/** @type {Body} */ schema) {
  const prefix = schema.name.replace("Code", "").toLowerCase();
  return h("dl", { class: "fields" }, ...(schema.words ?? []).map((word) => h("div", { id: `${prefix}-${word.value}` },
    h("dt", {}, h("code", {}, word.value)), h("dd", {}, ...inline(word.text)))));
}

function typeLink(/** @type {{type: string, target?: string}} */ field) {
  const text = h("span", { class: "type" });
  if (!field.target) return text.append(field.type), text;
  const [before, after] = field.type.split(field.target);
  text.append(before, h("a", { href: `#schema-${field.target}` }, field.target), after ?? "");
  return text;
}

/** Lets a long path wrap after its slashes. */
function breakable(/** @type {string} */ path) {
  return path.split(/(?=\/)/).flatMap((part) => [part, h("wbr")]);
}

function example(/** @type {any} */ value) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return h("pre", { tabindex: "0", "aria-label": "Example" }, h("code", {}, text));
}

function prose(/** @type {string} */ text) {
  return paragraphs(text).map((parts) => h("p", {}, ...parts.map(spanNode)));
}

function inline(/** @type {string} */ text) {
  return spans(text).map(spanNode);
}

/** @param {import("./prose.js").Span} span */
function spanNode(span) {
  return span.kind === "text" ? document.createTextNode(span.text) : h(span.kind, {}, span.text);
}
