// Packets of Engine.IO 4 and Socket.IO 5. What is malformed reads as undefined.

export const CONNECT = 0;
export const DISCONNECT = 1;
export const EVENT = 2;
export const ACK = 3;
export const REFUSED = 4;

const reserved = ["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"];

/** What the packets of each type hold. @type {((body: any, id?: string) => boolean)[]} */
const isSound = [
  (body) => typeof body?.sid === "string",
  (body) => body === undefined,
  (body) => Array.isArray(body) && isEvent(body[0]),
  (body, id) => Array.isArray(body) && id !== undefined,
  (body) => typeof body?.message === "string",
];

/** @param {unknown} name */
export function isEvent(name) {
  return typeof name === "number" || typeof name === "string" && !reserved.includes(name);
}

/**
 * What opens a connection, which is dead after `patience` ms without a ping.
 * @param {string} text @returns {{sid: string, patience: number, maxPayload: number} | undefined}
 */
export function readHandshake(text) {
  const { sid, pingInterval, pingTimeout, maxPayload = Infinity } = parse(text) ?? {};
  const patience = pingInterval + pingTimeout;
  const areNumbers = [pingInterval, pingTimeout, maxPayload].every((one) => typeof one === "number" && one > 0);
  if (typeof sid === "string" && sid && areNumbers && patience < 2 ** 31) return { sid, patience, maxPayload };
}

/** @param {string} text @returns {{type: number, namespace: string, id?: string, body: any} | undefined} */
export function decode(text) {
  const [, digit, namespace = "/", id, rest] = /^([0-4])(?:(\/[^,]*)(?:,|$))?(\d+)?(.*)$/s.exec(text) ?? [];
  const type = Number(digit);
  const body = rest ? parse(rest) : undefined;
  if (digit && (!rest || body !== undefined) && isSound[type](body, id)) return { type, namespace, id, body };
}

/** @param {number} type @param {string} namespace @param {string} [id] @param {unknown} [body] */
export function encode(type, namespace, id = "", body) {
  return `${type}${namespace === "/" ? "" : `${namespace},`}${id}${JSON.stringify(body, refuseBytes) ?? ""}`;
}

/** @param {string} text */
export function byteCount(text) {
  return new TextEncoder().encode(text).length;
}

/** How many packets, one at least, fit into `most` bytes. @param {string[]} packets @param {number} most */
export function fitting(packets, most) {
  let size = -1;
  const end = packets.findIndex((packet) => (size += byteCount(packet) + 1) > most);
  return end < 0 ? packets.length : Math.max(end, 1);
}

function refuseBytes(_, value) {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value) || value instanceof Blob) {
    throw new TypeError("binary data cannot be sent");
  }
  return value;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {}
}
