// What an OpenAPI 3.1 document says, arranged for a reader. Pure: no page, no network.

/** @typedef {{name: string, type: string, target?: string, required: boolean, note: string, fields: Field[]}} Field */
/** @typedef {{name: string, type: string, target?: string, note: string, fields: Field[], words?: Word[], example?: any}} Body */
/** @typedef {{value: string, text: string}} Word */
/** @typedef {{id: string, method: string, path: string, summary: string, text: string, anonymous: boolean,
 *   parameters: Field[], bodies: Body[], bodyRequired: boolean,
 *   answers: {status: string, text: string, bodies: Body[]}[]}} Operation */

const methods = ["get", "post", "put", "patch", "delete"];

/**
 * @param {any} document
 * @returns {{name: string, text: string, operations: Operation[]}[]} the operations by tag, in the document's order
 */
export function groups(document) {
  return document.tags.map((/** @type {any} */ tag) => ({
    name: tag.name,
    text: tag.description ?? "",
    operations: operations(document).filter((operation) => operation.tag === tag.name),
  }));
}

/** @param {any} document */
function operations(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method]).map((method) => {
      const said = item[method];
      const parameters = [...(item.parameters ?? []), ...(said.parameters ?? [])];
      const body = resolve(document, said.requestBody);
      return {
        id: said.operationId,
        tag: said.tags[0],
        method: method.toUpperCase(),
        path,
        summary: said.summary ?? "",
        text: said.description ?? "",
        anonymous: said.security?.length === 0,
        parameters: parameters.map((one) => parameter(document, resolve(document, one))),
        bodies: bodies(document, body?.content),
        bodyRequired: body?.required === true,
        answers: Object.entries(said.responses).map(([status, answer]) => {
          const found = resolve(document, answer);
          return { status, text: found.description ?? "", bodies: bodies(document, found.content) };
        }),
      };
    }));
}

/** @param {any} document @returns {Body[]} every named schema */
export function schemas(document) {
  return Object.entries(document.components.schemas).map(([name, schema]) => ({
    name,
    type: typeOf(schema),
    note: noteOf(schema),
    fields: fieldsOf(document, schema),
    words: (schema.oneOf ?? []).filter((/** @type {any} */ part) => part.const !== undefined)
      .map((/** @type {any} */ part) => ({ value: part.const, text: part.description ?? "" })),
    example: schema.example ?? schema.examples?.[0],
  }));
}

/** @param {any} document @param {any} node */
export function resolve(document, node) {
  let found = node;
  while (found?.$ref) {
    found = found.$ref.slice(2).split("/").reduce(
      (/** @type {any} */ part, /** @type {string} */ key) => part[key.replaceAll("~1", "/").replaceAll("~0", "~")],
      document);
  }
  return found;
}

/** @param {any} document @param {any} said @returns {Field} */
function parameter(document, said) {
  const place = said.in === "path" ? "in the path" : said.in === "header" ? "header" : "";
  const own = described(document, said.name, said.schema, said.required === true);
  return { ...own, note: [place, said.description, own.note].filter(Boolean).join(" · ") };
}

/** @param {any} document @param {any} content @returns {Body[]} */
function bodies(document, content) {
  return Object.entries(content ?? {}).map(([name, media]) => {
    const example = media.example ?? Object.values(media.examples ?? {})
      .map((one) => resolve(document, one).value)[0];
    return { ...described(document, name, media.schema, true), name, example };
  });
}

/** @param {any} document @param {any} schema @returns {Field[]} */
function fieldsOf(document, schema) {
  const inherited = (schema.allOf ?? []).flatMap(
    (/** @type {any} */ part) => fieldsOf(document, resolve(document, part)));
  const own = Object.entries(schema.properties ?? {}).map(
    ([name, field]) => described(document, name, field, schema.required?.includes(name) ?? false));
  return [...inherited, ...own];
}

/** A named place that holds a value; the fields of a schema without a name of its own are told here. */
function described(/** @type {any} */ document, /** @type {string} */ name, /** @type {any} */ schema,
  /** @type {boolean} */ required) {
  const core = coreOf(schema);
  return {
    name,
    required,
    type: typeOf(schema),
    target: nameOf(core),
    note: noteOf(schema),
    fields: core.$ref ? [] : fieldsOf(document, core),
  };
}

/** The schema that a reader wants to see: of the items of a list, or of the part beside null. */
function coreOf(/** @type {any} */ schema) {
  if (schema.$ref) return schema;
  if (schema.items) return coreOf(schema.items);
  const parts = schema.oneOf?.filter((/** @type {any} */ part) => part.type !== "null");
  return parts?.length === 1 ? coreOf(parts[0]) : schema;
}

function nameOf(/** @type {any} */ schema) {
  return schema.$ref?.split("/").pop();
}

/** @param {any} schema @returns {string} the type in words */
export function typeOf(schema) {
  if (schema.$ref) return nameOf(schema);
  if (schema.oneOf?.every((/** @type {any} */ part) => part.const !== undefined)) return schema.type;
  if (schema.oneOf) return schema.oneOf.map(typeOf).join(" or ");
  if (schema.enum) return schema.enum.map((/** @type {any} */ one) => JSON.stringify(one)).join(" | ");
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  if (schema.contentMediaType) return `bytes (${schema.contentMediaType})`;
  const types = [schema.type ?? "object"].flat();
  return types.map((type) => (type === "string" && schema.format) || type).join(" or ");
}

/** @param {any} schema @returns {string} limits and description in words */
function noteOf(schema) {
  const notes = [schema.description];
  const range = (/** @type {any} */ least, /** @type {any} */ most, /** @type {string} */ unit) => {
    if (least === undefined && most === undefined) return;
    const words = least === undefined ? `at most ${most}` : most === undefined ? `at least ${least}` : `${least}–${most}`;
    notes.push(words + unit);
  };
  range(schema.minimum, schema.maximum, "");
  range(schema.minLength, schema.maxLength, " characters");
  range(schema.minItems, schema.maxItems, " items");
  if (schema.pattern && schema.pattern !== "\\S") notes.push(`pattern \`${schema.pattern}\``);
  if (schema.default !== undefined) notes.push(`default \`${JSON.stringify(schema.default)}\``);
  return notes.filter(Boolean).join(" · ");
}
