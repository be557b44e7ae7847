// Talks to the server's HTTP interface: JSON in, JSON out, and one kind of error.

const root = "/api/v1";

/** How long a request may take, in milliseconds. */
const patience = 20_000;
/** How long an answer that nobody waited for is taken as new, in milliseconds. */
const freshFor = 5_000;
/** How long what was refused waits for the reader's words, in milliseconds. */
const wordsLate = 3_000;

/**
 * Why something did not work: what the server said (RFC 9457), or that it could not be reached (`code` is `offline`).
 */
export class Problem extends Error {
  /**
   * @param {number} status 0 when there was no answer
   * @param {{code?: string, title?: string, detail?: string, fields?: {field: string, message: string}[],
   *   session?: any, ring?: any}} body
   * @param {{request?: string | null, retryAfter?: number}} [more]
   */
  constructor(status, body, more = {}) {
    super(body.detail || body.title || String(status));
    this.status = status;
    this.code = body.code ?? (status ? "unexpected" : "offline");
    this.fields = body.fields ?? [];
    /** The session or the ring as it is now, where a race was lost. */
    this.session = body.session;
    this.ring = body.ring;
    this.request = more.request ?? null;
    this.retryAfter = more.retryAfter;
  }
}

/** @type {(problem: Problem) => void} */
let signedOut = () => undefined;

/** Says what to do when the server no longer knows who we are. @param {(problem: Problem) => void} act */
export function onSignedOut(act) {
  signedOut = act;
}

/** @type {(problem: Problem) => Promise<any>} */
let fieldsRefused = async () => undefined;

/** Says who puts what the server says of fields into the reader's words. @param {(problem: Problem) => Promise<any>} act */
export function onFieldsRefused(act) {
  fieldsRefused = act;
}

/** @param {string} path @param {Record<string, any>} [query] @param {{signal?: AbortSignal}} [options] */
export function get(path, query = {}, options = {}) {
  const address = path + queryText(query);
  const begun = ahead.get(address);
  ahead.delete(address);
  return begun ?? send("GET", address, undefined, options);
}

/** @type {Map<string, Promise<any>>} */
const ahead = new Map();

/**
 * Asks for what a page will need before there is a page: the next `get` of the same takes the answer, if it comes soon.
 * @param {string} path @param {Record<string, any>} [query]
 */
export function getAhead(path, query = {}) {
  const address = path + queryText(query);
  const answer = send("GET", address, undefined, {});
  answer.catch(() => undefined);
  ahead.set(address, answer);
  setTimeout(() => { if (ahead.get(address) === answer) ahead.delete(address); }, freshFor);
}

/** What was asked for ahead and not needed: it is old when it is asked for later. @param {string} path */
export function forgetAhead(path) {
  ahead.delete(path);
}

/** @param {string} path @param {any} [body] @param {{key?: string, signal?: AbortSignal}} [options] */
export function post(path, body = {}, options = {}) {
  return send("POST", path, body, options);
}

/** @param {string} path @param {any} body */
export function put(path, body) {
  return send("PUT", path, body, {});
}

/** @param {string} path @param {any} body */
export function patch(path, body) {
  return send("PATCH", path, body, {});
}

/** @param {string} path */
export function remove(path) {
  return send("DELETE", path, undefined, {});
}

/**
 * A module that is loaded when it is needed.
 * @template T @param {Promise<T>} module what `import()` gives
 * @returns {Promise<T>} rejects with a Problem where the module could not be reached
 */
export function loaded(module) {
  return module.catch((error) => {
    // What browsers throw says in words alone whether the module was not reached or went wrong.
    throw error instanceof TypeError && /modul/i.test(error.message) ? new Problem(0, {}) : error;
  });
}

/** A key under which the server does a thing once, however often it is asked. */
export function freshKey() {
  return crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join("-");
}

/** The keys of a form: the same content has the same key, and is taken once however often it is sent; a changed one is another
 * thing. @returns {(content: any) => string} */
export function freshKeys() {
  const first = freshKey();
  return (content) => `${first}-${fingerprint(JSON.stringify(content))}`;
}

/** @param {string} text */
function fingerprint(text) {
  let sum = 5381;
  for (const letter of text) sum = (sum * 33 + (letter.codePointAt(0) ?? 0)) % 4_294_967_296;
  return sum.toString(36);
}

/** @param {Record<string, any>} query what is undefined, null or empty is left out */
export function queryText(query) {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return pairs.length ? `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}` : "";
}

/**
 * @param {string} method
 * @param {string} path
 * @param {any} body
 * @param {{key?: string, signal?: AbortSignal}} options
 */
async function send(method, path, body, options) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (body instanceof Blob) headers["Content-Type"] = body.type;
  else if (body !== undefined) headers["Content-Type"] = "application/json";
  if (options.key) headers["Idempotency-Key"] = options.key;
  const late = AbortSignal.timeout(patience);
  const signal = options.signal ? either(options.signal, late) : late;
  let response;
  try {
    response = await fetch(root + path, {
      method, headers, signal, body: body instanceof Blob || body === undefined ? body : JSON.stringify(body),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Problem(0, {});
  }
  return read(response);
}

/** @param {Response} response */
async function read(response) {
  const text = await response.text().catch(() => { throw new Problem(0, {}); });
  let body = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    // A proxy answered with a page of its own.
  }
  if (response.ok) return body;
  const problem = new Problem(response.status, body ?? {}, {
    request: response.headers.get("X-Request-ID"), retryAfter: Number(response.headers.get("Retry-After")) || undefined,
  });
  if (problem.code === "signInRequired") signedOut(problem);
  // The server's own words are better than none.
  if (problem.fields.length) await Promise.race([fieldsRefused(problem).catch(() => undefined), new Promise((go) => setTimeout(go, wordsLate))]);
  throw problem;
}

/** @param {AbortSignal} one @param {AbortSignal} other */
function either(one, other) {
  if ("any" in AbortSignal) return AbortSignal.any([one, other]);
  return one;
}
