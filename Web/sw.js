// Keeps the shell of the app, so that it opens without a connection. Nothing of a member is kept here.

const digest = new URL(location.href).searchParams.get("v") ?? "";
const shelf = `shell-${digest}`;
const shellAddress = "/matches";

self.addEventListener("install", (event) => event.waitUntil(fill()));

self.addEventListener("activate", (event) => event.waitUntil(tidy()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith(`/assets/${digest}/`)) event.respondWith(asset(request));
  else if (request.mode === "navigate" && isOfTheApp(url.pathname)) event.respondWith(page(request));
});

/** @param {string} path */
function isOfTheApp(path) {
  return path !== "/" && !/^\/(api|assets|call|healthz|readyz|metrics)(\/|$)/.test(path);
}

/** The page of the app and everything it names; the rest comes as it is used. */
async function fill() {
  const cache = await caches.open(shelf);
  const answer = await fetch(shellAddress, { credentials: "omit", cache: "no-cache" });
  if (!answer.ok) return;
  const text = await answer.clone().text();
  await cache.put(shellAddress, answer);
  const named = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, address]) => address);
  await Promise.all(named.map((address) => cache.add(address).catch(() => undefined)));
  await self.skipWaiting();
}

async function tidy() {
  for (const name of await caches.keys()) if (name.startsWith("shell-") && name !== shelf) await caches.delete(name);
  await self.clients.claim();
}

/** @param {Request} request an address that names its content, so what is kept is right for ever */
async function asset(request) {
  const cache = await caches.open(shelf);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

/** @param {Request} request */
async function page(request) {
  try {
    return await fetch(request);
  } catch {
    const kept = await (await caches.open(shelf)).match(shellAddress);
    return kept ?? Response.error();
  }
}
