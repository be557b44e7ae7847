// Lists of any length: only rows near the window are in the page, and a gap as high stands for the others.

import { h } from "../browser/dom.js";
import { t } from "../languages/text.js";
import { button, failure } from "./parts.js";

/**
 * @typedef {{make: () => any}} Row what is in it is made when it first comes near, and kept
 * @typedef {{first: number, rows: Row[], items: HTMLElement[], gap: HTMLElement, isShown: boolean, height: number,
 *   near: Set<Element>, isKnown: boolean}} Chunk some rows, which come and go together
 */

/** How far outside of the window rows are in the page, in pixels; Tab and the wheel do not outrun it. */
const usual = 600;

/** How high a row is taken to be before any was seen, in pixels. */
const guess = 120;

export class LongList {
  /** @type {Chunk[]} */
  #chunks = [];
  #isWhole = true;
  /** @type {WeakMap<Element, Chunk>} */
  #owners = new WeakMap();
  /** @type {IntersectionObserver} */
  #observer;

  /**
   * @param {HTMLElement} list a list of HTML; its rows may stand in columns
   * @param {{size?: number, margin?: number, signal?: AbortSignal}} [options] size: how many rows come and go together
   */
  constructor(list, { size = 10, margin = usual, signal } = {}) {
    this.list = list;
    this.size = size;
    // Inside of what scrolls by itself, `scrollMargin` says what `rootMargin` says of the window.
    this.#observer = new IntersectionObserver((entries) => this.#seen(entries),
      /** @type {any} */ ({ rootMargin: `${margin}px`, scrollMargin: `${margin}px` }));
    if (!signal) return;
    addEventListener("beforeprint", () => { for (const chunk of this.#chunks) this.#show(chunk); }, { signal });
    signal.addEventListener("abort", () => this.#observer.disconnect(), { once: true });
  }

  get count() {
    const last = this.#chunks.at(-1);
    return last ? last.first + last.rows.length : 0;
  }

  /** Adds rows at the end. @param {Row[]} rows @param {{isWhole?: boolean}} [options] isWhole: no more will come */
  append(rows, { isWhole = true } = {}) {
    this.#isWhole = isWhole;
    const fresh = this.#chunked(rows, this.count);
    // The first are near for sure; which others are is soon known.
    const isFirst = this.#chunks.length === 0;
    for (const [index, chunk] of fresh.entries()) this.#place(chunk, isFirst && index < 2);
    this.#count();
  }

  /** Adds rows before all others. @param {Row[]} rows */
  prepend(rows) {
    for (const chunk of this.#chunks) chunk.first += rows.length;
    const later = this.#chunks;
    this.#chunks = [];
    const fresh = this.#chunked(rows, 0);
    for (const chunk of fresh) this.#place(chunk, true);
    this.list.prepend(...fresh.flatMap(({ items }) => items));
    this.#chunks.push(...later);
    this.#count();
  }

  /** Shows other rows in place of all. @param {Row[]} rows @param {{isWhole?: boolean}} [options] */
  replace(rows, { isWhole = true } = {}) {
    const before = this.#chunks;
    this.#chunks = [];
    this.#isWhole = isWhole;
    this.#observer.disconnect();
    const fresh = this.#chunked(rows, 0);
    this.list.replaceChildren();
    for (const [index, chunk] of fresh.entries()) {
      chunk.height = before[index]?.height ?? 0;
      this.#place(chunk, before.length ? Boolean(before[index]?.isShown) || index < 1 : index < 2);
    }
    this.#count();
  }

  /** @param {Row[]} rows @param {number} first @returns {Chunk[]} */
  #chunked(rows, first) {
    const made = [];
    for (let at = 0; at < rows.length; at += this.size) {
      made.push({ first: first + at, rows: rows.slice(at, at + this.size), items: [], isShown: false, height: 0, near: new Set(),
        isKnown: false, gap: h("li", { class: "gap-row", "aria-hidden": "true" }) });
    }
    return made;
  }

  /** @param {Chunk} chunk @param {boolean} isShown */
  #place(chunk, isShown) {
    this.#chunks.push(chunk);
    this.#owners.set(chunk.gap, chunk);
    this.#open(chunk);
    this.list.append(chunk.gap);
    this.#observer.observe(chunk.gap);
    if (isShown) this.#show(chunk);
  }

  /** @param {Chunk} chunk */
  #open(chunk) {
    const known = this.#chunks.filter(({ height }) => height > 0);
    const each = known.length ? known.reduce((sum, { height, rows }) => sum + height / rows.length, 0) / known.length : guess;
    chunk.gap.style.blockSize = `${chunk.height || Math.round(each * chunk.rows.length)}px`;
  }

  /** @param {Chunk} chunk */
  #show(chunk) {
    if (chunk.isShown) return;
    chunk.isShown = true;
    chunk.isKnown = false;
    chunk.near.clear();
    if (!chunk.items.length) chunk.items = chunk.rows.map(({ make }) => h("li", {}, make()));
    this.#number(chunk);
    this.#observer.unobserve(chunk.gap);
    chunk.gap.replaceWith(...chunk.items);
    for (const item of chunk.items) {
      this.#owners.set(item, chunk);
      this.#observer.observe(item);
    }
  }

  /** @param {Chunk} chunk */
  #hide(chunk) {
    if (chunk.items.some((item) => item.contains(document.activeElement))) return;
    const height = (chunk.items.at(-1)?.getBoundingClientRect().bottom ?? 0) - chunk.items[0].getBoundingClientRect().top;
    if (height <= 0) return;
    chunk.height = height;
    chunk.isShown = false;
    chunk.near.clear();
    this.#open(chunk);
    for (const item of chunk.items) this.#observer.unobserve(item);
    chunk.items[0].before(chunk.gap);
    for (const item of chunk.items) item.remove();
    this.#observer.observe(chunk.gap);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const chunk = this.#owners.get(target);
      if (!chunk) continue;
      chunk.isKnown = true;
      if (isIntersecting) chunk.near.add(target);
      else chunk.near.delete(target);
    }
    // A page that waits behind another one stays as it is.
    if (!this.list.isConnected || !this.list.checkVisibility()) return;
    for (const chunk of this.#chunks) {
      if (!chunk.isShown && chunk.near.size) this.#show(chunk);
      else if (chunk.isShown && chunk.isKnown && !chunk.near.size) this.#hide(chunk);
    }
  }

  #count() {
    for (const chunk of this.#chunks) if (chunk.isShown) this.#number(chunk);
  }

  /** Says to readers which row of how many it is. @param {Chunk} chunk */
  #number({ items, first }) {
    const size = this.#isWhole ? this.count : -1;
    for (const [index, item] of items.entries()) {
      item.setAttribute("aria-setsize", String(size));
      item.setAttribute("aria-posinset", String(first + index + 1));
    }
  }
}

/**
 * A list that grows by pages: the next comes when the end comes near, or at the press of its button.
 * @param {{load: (after: string | undefined) => Promise<{items: any[], next: string | null}>, row: (item: any) => Node,
 *   empty: () => Node, label: string, kind?: string, size?: number, margin?: number, signal?: AbortSignal}} options kind: the class of the list
 * @returns {Promise<HTMLElement & {rows: LongList}>} `ul` with what more there is behind a button
 */
export async function pagedList({ load, row, empty: none, label, kind = "rows", size, margin, signal }) {
  const list = h("ul", { class: kind, "aria-label": label });
  const rows = new LongList(list, { size, margin, signal });
  const place = h("div", { class: "paged" }, list);
  place.rows = rows;
  const take = (/** @type {{items: any[], next: string | null}} */ page) => {
    const before = place.querySelector(".next-page");
    const hadFocus = before !== null && before === document.activeElement;
    before?.remove();
    const first = rows.count;
    rows.append(page.items.map((item) => ({ make: () => row(item) })), { isWhole: page.next === null });
    // What is in the page already stays there, with the focus in it.
    if (!rows.count) place.replaceChildren(none());
    else if (list.parentElement !== place) place.replaceChildren(list);
    if (page.next) place.append(nextPage(load, page.next, take, page.items.length > 0));
    if (hadFocus) list.querySelector(`[aria-posinset="${first + 1}"]`)?.querySelector("a, button")?.focus();
  };
  take(await load(undefined));
  return place;
}

/** @param {(after: string) => Promise<any>} load @param {string} after @param {(page: any) => void} take
 * @param {boolean} isEager whether it is enough that it comes near */
function nextPage(load, after, take, isEager) {
  const more = button(t("shell.more"), { kind: "quiet next-page", onclick: () => {
    near?.disconnect();
    more.parentElement?.querySelector(".failure")?.remove();
    return load(after).then(take, (problem) => { more.after(failure(problem)); });
  } });
  const near = isEager ? pressedNearby(more) : null;
  return more;
}

/** Has a button pressed each time it comes near. @param {HTMLElement} button @param {AbortSignal} [signal] */
export function pressedNearby(button, signal) {
  const near = new IntersectionObserver((entries) => { if (entries.at(-1)?.isIntersecting) button.click(); },
    /** @type {any} */ ({ rootMargin: `${usual}px`, scrollMargin: `${usual}px` }));
  near.observe(button);
  signal?.addEventListener("abort", () => near.disconnect(), { once: true });
  return near;
}
