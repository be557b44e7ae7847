import assert from "node:assert/strict";
import { test } from "node:test";

import { forgetAhead, freshKeys, get, getAhead, loaded, Problem } from "../../Web/browser/http.js";

/** Answers every request with how many there have been, or with a problem where `isLost`. */
function server(context, { isLost = false } = {}) {
  const asked = [];
  context.mock.timers.enable({ apis: ["setTimeout"] });
  context.mock.method(globalThis, "fetch", async (address) => {
    asked.push(address);
    if (isLost) throw new TypeError("fetch failed");
    return new Response(JSON.stringify(asked.length));
  });
  return asked;
}

test("what was asked for ahead is given once", async (context) => {
  const asked = server(context);
  getAhead("/matches", { kind: "mutual", skill: "", limit: 12 });
  assert.deepEqual(asked, ["/api/v1/matches?kind=mutual&limit=12"]);
  assert.equal(await get("/matches", { kind: "teacher", limit: 12 }), 2);
  assert.equal(await get("/matches", { kind: "mutual", limit: 12, after: null }), 1);
  assert.equal(await get("/matches", { kind: "mutual", limit: 12 }), 3, "the next asks the server");
});

test("what nobody took soon is old", async (context) => {
  server(context);
  getAhead("/me");
  context.mock.timers.tick(5_000);
  assert.equal(await get("/me"), 2);
});

test("what was not needed after all is asked for anew later", async (context) => {
  server(context);
  getAhead("/sessions/1/feedback");
  forgetAhead("/sessions/1/feedback");
  assert.equal(await get("/sessions/1/feedback"), 2);
});

test("an answer that failed ahead fails where it is wanted", async (context) => {
  server(context, { isLost: true });
  getAhead("/me");
  await assert.rejects(get("/me"), (problem) => problem instanceof Problem && problem.code === "offline");
});

test("a module that cannot be reached is a problem, and one that goes wrong is not", async () => {
  for (const message of ["Failed to fetch dynamically imported module: http://x/y.js",
    "error loading dynamically imported module: http://x/y.js", "Importing a module script failed."]) {
    await assert.rejects(loaded(Promise.reject(new TypeError(message))), (problem) => problem instanceof Problem && problem.code === "offline");
  }
  for (const error of [new TypeError("a is undefined"), new SyntaxError("the module exports no b")]) {
    await assert.rejects(loaded(Promise.reject(error)), (problem) => problem === error);
  }
  assert.equal(await loaded(Promise.resolve(1)), 1);
});

test("the same content of a form has one key, and a changed one has another", () => {
  const [keyOf, other] = [freshKeys(), freshKeys()];
  assert.equal(keyOf({ rating: 5, text: "Clear" }), keyOf({ rating: 5, text: "Clear" }));
  assert.notEqual(keyOf({ rating: 5, text: "Clear" }), keyOf({ rating: 5, text: "Clear!" }));
  assert.notEqual(keyOf({ rating: 5 }), other({ rating: 5 }), "of another form");
});
