/**
 * The token that a mailed link carries behind its `#`, where no server and no log sees it; it is taken out of the
 * address bar as well.
 * @param {URL} url
 */
export function takeToken(url) {
  const token = new URLSearchParams(url.hash.slice(1)).get("token") ?? "";
  if (token) history.replaceState(history.state, "", url.pathname);
  return token;
}
