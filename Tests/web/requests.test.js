import assert from "node:assert/strict";
import test from "node:test";
import { openRequests } from "../../Web/chat/requests.js";

/** Answers what is asked for, and notes it. */
function server(context, answer) {
  const asked = [];
  context.mock.method(globalThis, "fetch", async (address) => {
    const { searchParams } = new URL(address, "http://here");
    asked.push(searchParams);
    return new Response(JSON.stringify(answer(searchParams)));
  });
  return asked;
}

test("what is asked for is read to its end", async (context) => {
  const asked = server(context, (query) => (query.get("after") ? { items: [3], next: null } : { items: [1, 2], next: "x" }));
  assert.deepEqual(await openRequests(), [1, 2, 3]);
  assert.deepEqual(asked.map((query) => query.get("status")), ["pending", "pending"]);
});
