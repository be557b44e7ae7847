import { byteCount, fitting, readHandshake } from "./packets.js";

/** In ms; a proxy that swallows WebSockets says nothing at all. */
const openWithin = { websocket: 5_000, polling: 20_000 };

/**
 * One Engine.IO connection: from its handshake to its end, which the owner is told of once, unless it ends it itself.
 * @param {any} page @param {URL} url @param {"websocket" | "polling"} transport
 * @param {{open: () => void, message: (text: string) => void, end: (reason: string, message?: string) => void}} owner
 */
export function connectEngine(page, url, transport, owner) {
  const { Date, clearTimeout, setTimeout } = page;
  let handshake;
  let isOver = false;
  let deadline = 0;
  let timer = 0;

  const wait = (patience = handshake?.patience) => {
    clearTimeout(timer);
    deadline = Date.now() + patience;
    timer = setTimeout(() => end(handshake ? "ping timeout" : "timeout"), patience);
  };
  const close = (isLost = false) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    link.close(isLost);
  };
  const end = (reason, message) => {
    if (isOver) return;
    close(true);
    owner.end(reason, message);
  };
  const take = (packet) => {
    const type = packet[0]; // none where bytes came
    const data = packet.slice(1);
    if (isOver) return;
    if (!handshake && type === "0" && (handshake = readHandshake(data))) {
      link.opened(handshake);
      wait();
      owner.open();
    } else if (!handshake) end("parse error");
    else if (type === "1") end("transport close");
    else if (type === "2") {
      link.send(`3${data}`);
      wait();
    } else if (type === "4") owner.message(data);
    else if (type !== "6") end("parse error");
  };
  const link = (transport === "websocket" ? linkWebSocket : linkPolling)(page, url, take, end);
  wait(openWithin[transport]);

  return {
    /** Ends; the server is told, after all that was sent before. */
    close: () => close(),
    end,
    isOpen: () => handshake !== undefined,
    /** Ends if a ping is overdue: timers are late in hidden pages, and stand still while a machine sleeps. */
    check: () => Date.now() > deadline && end("ping timeout"),
    /** Whether the server takes a message as long as this. @param {string} text */
    fits: (text) => byteCount(text) < (handshake?.maxPayload ?? 0),
    /** @param {string} text */
    send: (text) => link.send(`4${text}`),
  };
}

function linkWebSocket(page, url, take, end) {
  const socket = new page.WebSocket(at(url, { transport: "websocket" }).replace("http", "ws"));
  socket.onmessage = ({ data }) => take(data);
  socket.onerror = () => end("transport error");
  socket.onclose = () => end("transport close");
  return {
    opened() {},
    send: (packet) => socket.send(packet),
    close: () => socket.close(),
  };
}

/** One GET after the other, and beside it one POST after the other. */
function linkPolling(page, url, take, end) {
  const aborter = new AbortController();
  const queue = [];
  let address = at(url, { transport: "polling" });
  let most = 0;
  let isPosting = false;
  let isClosing = false;

  const run = (requests) => requests().catch(({ cause, message }) => {
    end(cause === "refused" ? cause : "transport error", message);
  });
  const ask = async (body) => {
    const answer = await page.fetch(address, {
      method: body ? "POST" : "GET", body, cache: "no-store", redirect: "error", signal: aborter.signal,
    });
    if (answer.status === 403 && !most) throw new Error((await answer.json()).message, { cause: "refused" });
    if (!answer.ok) throw new Error();
    return answer.text();
  };
  run(async () => {
    while (!isClosing) (await ask()).split("\x1e").forEach(take);
  });
  const send = (packet) => {
    queue.push(packet);
    if (isPosting) return;
    isPosting = true;
    run(async () => {
      await undefined; // what is sent in one go becomes one body
      while (queue[0]) await ask(queue.splice(0, fitting(queue, most)).join("\x1e"));
      isPosting = false;
      if (isClosing) aborter.abort();
    });
  };
  return {
    opened({ sid, maxPayload }) {
      address = at(url, { transport: "polling", sid });
      most = maxPayload;
    },
    send,
    close(isLost = false) {
      isClosing = true;
      if (isLost || !most) return aborter.abort();
      send("1");
      page.setTimeout(() => aborter.abort(), 5_000);
    },
  };
}

function at(url, query) {
  return `${url}?${new URLSearchParams({ EIO: "4", ...query })}`;
}
