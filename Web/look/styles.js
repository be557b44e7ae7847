// Loads the stylesheet of a page with the page.

/** @type {Map<string, Promise<void>>} */
const loading = new Map();

/** Adds a stylesheet once, and waits until it holds. @param {URL} address */
export function style(address) {
  let load = loading.get(address.href);
  if (!load) {
    load = new Promise((resolve) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = address.href;
      // A page without its look is better than none.
      link.addEventListener("load", () => resolve());
      link.addEventListener("error", () => {
        loading.delete(address.href);
        resolve();
      });
      document.head.append(link);
    });
    loading.set(address.href, load);
  }
  return load;
}
