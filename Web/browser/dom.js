// Makes elements. Text only ever becomes a text node.

/** @typedef {Node | string | number | false | null | undefined} Child */

/**
 * An element of HTML. An attribute whose value is a function is listened for: `onclick: act`.
 * @param {string} tag
 * @param {Record<string, any>} [attributes] false, null and undefined leave an attribute out; true leaves it empty
 * @param {...(Child | Child[])} children
 * @returns {any} the element; its kind depends on the tag
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * The same for SVG.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {any}
 */
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/** @param {Element} element @param {Record<string, any>} attributes @param {(Child | Child[])[]} children */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  for (const child of children.flat(2)) {
    if (child || child === "" || child === 0) element.append(/** @type {Node | string} */ (child));
  }
  return element;
}

/** The same function, called once `delay` milliseconds have passed without another call.
 * @template {any[]} A @param {number} delay @param {(...args: A) => void} act @returns {(...args: A) => void} */
export function debounced(delay, act) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...args), delay);
  };
}

/** Another id for each element that is pointed at by `for` or `aria-…`. @param {string} word */
export function freshID(word) {
  count += 1;
  return `${word}-${count}`;
}

let count = 0;
