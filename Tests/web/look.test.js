// The colours against their backgrounds, and what the styles and pages refer to.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const web = new URL("../../Web/", import.meta.url);
const files = (kind) => readdirSync(web, { recursive: true }).filter((name) => name.endsWith(kind));
const read = (name) => readFileSync(new URL(name, web), "utf8");

const BACKGROUNDS = ["paper", "surface", "sunken"];
const TEXT = ["ink", "ink-muted", "accent", "teach", "learn", "warn", "danger", "info"];
const SHAPES = ["line-strong", "focus", "overlap", "teach", "learn"];
const ON_COLOUR = [["on-accent", "accent"], ["on-accent", "danger"], ["paper", "ink"]];

/** The tokens of one scheme as name → [lightness, chroma, hue]. */
function colours(scheme) {
  const colour = /oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)/.source;
  const found = read("look.css").matchAll(new RegExp(`--([\\w-]+): light-dark\\(${colour}, ${colour}\\);`, "g"));
  return new Map([...found].map(([, name, ...numbers]) => [name, numbers.map(Number).slice(scheme === "light" ? 0 : 3)]));
}

// OKLCH to linear sRGB as CSS Color 4 has it; what lies outside of sRGB is cut off.
function linear([lightness, chroma, hue]) {
  const [l, a, b] = [lightness / 100, chroma * Math.cos(hue * Math.PI / 180), chroma * Math.sin(hue * Math.PI / 180)];
  const [x, y, z] = [[0.3963377774, 0.2158037573], [-0.1055613458, -0.0638541728], [-0.0894841775, -1.2914855480]]
    .map(([p, q]) => (l + p * a + q * b) ** 3);
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.7076147010 * z,
  ].map((value) => Math.min(1, Math.max(0, value)));
}

function contrast(one, other) {
  const [light, dark] = [one, other].map(linear).map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b).sort((p, q) => q - p);
  return (light + 0.05) / (dark + 0.05);
}

test("contrast is 1 of a colour with itself and 21 of black with white", () => {
  assert.equal(contrast([50, 0.1, 180], [50, 0.1, 180]), 1);
  assert.ok(Math.abs(contrast([100, 0, 0], [0, 0, 0]) - 21) < 0.01);
});

for (const scheme of ["light", "dark"]) {
  test(`text and shapes stand out (${scheme})`, () => {
    const known = colours(scheme);
    const over = (names, least) => names.flatMap((name) => BACKGROUNDS.map((under) => [name, under, least]));
    const pairs = [...over(TEXT, 4.5), ...over(SHAPES, 3), ...ON_COLOUR.map((pair) => [...pair, 4.5])];
    const weak = pairs.map(([name, under, least]) => [name, under, contrast(known.get(name), known.get(under)), least])
      .filter(([, , reached, least]) => !(reached >= least))
      .map(([name, under, reached, least]) => `${name} on ${under}: ${reached.toFixed(2)}, not ${least}`);
    assert.deepEqual(weak, []);
  });
}

test("every custom property that is used is defined", () => {
  const styles = files(".css").map(read).join("\n");
  const defined = new Set([...styles.matchAll(/(--[\w-]+)\s*:/g), ...files(".js").map(read).join("\n").matchAll(/setProperty\("(--[\w-]+)"/g)]
    .map(([, name]) => name));
  const missing = files(".css").flatMap((name) => [...read(name).matchAll(/var\((--[\w-]+)/g)]
    .filter(([, property]) => !defined.has(property)).map(([, property]) => `${name}: ${property}`));
  assert.deepEqual(missing, []);
});

test("no page and no module has a style attribute, which the policy refuses", () => {
  const markup = files(".html").filter((name) => /\sstyle\s*=/i.test(read(name)));
  const code = files(".js").filter((name) => /\b[hs]\("\w+", \{[^}]*\bstyle:|setAttribute\(\s*["']style["']/.test(read(name)));
  assert.deepEqual([...markup, ...code], []);
});

test("every file that a page or a style names is there", () => {
  const named = files(".html").flatMap((name) => [...read(name).matchAll(/(?:href|src)="\/assets\/([^"#?]+)/g)].map(([, path]) => [name, path]));
  const missing = named.filter(([, path]) => { try { read(path); return false; } catch { return true; } }).map((pair) => pair.join(": "));
  assert.deepEqual(missing, []);
});
