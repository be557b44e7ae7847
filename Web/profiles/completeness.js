// The one thing that would help a profile most. No DOM, no network.

/** @param {any} me @returns {{name: "teach" | "learn" | "when" | "about" | "languages" | "picture", path: string} | null} */
export function nextHint(me) {
  if (!me.teach?.length) return { name: "teach", path: "/welcome/teach" };
  if (!me.learn?.length) return { name: "learn", path: "/welcome/learn" };
  if (!me.availability?.intervals?.length) return { name: "when", path: "/settings/availability" };
  if (!me.languages?.length) return { name: "languages", path: "/settings/profile" };
  if (!me.about) return { name: "about", path: "/settings/profile" };
  return me.avatar ? null : { name: "picture", path: "/settings/profile" };
}
