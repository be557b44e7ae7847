import assert from "node:assert/strict";
import test from "node:test";
import { byteCount, decode, encode, fitting, isEvent, readHandshake } from "../../Web/browser/packets.js";

for (const [text, type, namespace, id, body] of [
  ['0{"sid":"a"}', 0, "/", undefined, { sid: "a" }],
  ['0/custom,{"sid":"a","pid":"b"}', 0, "/custom", undefined, { sid: "a", pid: "b" }],
  ["1", 1, "/", undefined, undefined],
  ["1/custom", 1, "/custom", undefined, undefined],
  ["1/custom,", 1, "/custom", undefined, undefined],
  ['2["a"]', 2, "/", undefined, ["a"]],
  ['2[7,null]', 2, "/", undefined, [7, null]],
  ['2/a/b?c,007["a",{"b":"/x,1"}]', 2, "/a/b?c", "007", ["a", { b: "/x,1" }]],
  ['212345678901234567890["a"]', 2, "/", "12345678901234567890", ["a"]],
  ['2["a\\u001e\\ud800"]', 2, "/", undefined, ["a\x1e\ud800"]],
  ['2["a",{"_placeholder":true,"num":0}]', 2, "/", undefined, ["a", { _placeholder: true, num: 0 }]],
  ["30[]", 3, "/", "0", []],
  ['3/custom,12[1,"x"]', 3, "/custom", "12", [1, "x"]],
  ['4{"message":"no","data":{"code":"x"}}', 4, "/", undefined, { message: "no", data: { code: "x" } }],
]) {
  test(`reads ${text}`, () => assert.deepEqual(decode(text), { type, namespace, id, body }));
}

for (const text of [
  "", "7", "x", "5", '51-["a",{"_placeholder":true,"num":0}]', "60[]", "0", "0[]", '0{"sid":1}', "0null", "0{",
  '1{"a":1}', "1x", "2", "2{}", "2[]", "2[null]", '2["connect"]', '2["disconnect",1]', '2["a"', '2["a"]x', "2null", '2/a["b"]',
  "-1", '2-1["a"]', "3[]", "3", "31", "31{}", "31null", "4", "4[]", '4"no"', '4{"message":1}', "4null", '2["a"]\x1e2["b"]',
]) {
  test(`does not read ${JSON.stringify(text)}`, () => assert.equal(decode(text), undefined));
}

test("deep and long texts are read, or not, without harm", () => {
  const deep = "[".repeat(100_000);
  assert.equal(decode(`2${deep}`), undefined);
  assert.equal(decode(`2["a",${deep}${"]".repeat(100_000)}]`)?.type, 2);
  assert.equal(decode("2".repeat(1_000_000)), undefined);
  assert.equal(decode(`2/${"/".repeat(1_000_000)}`), undefined);
});

for (const [parts, text] of [
  [[0, "/"], "0"],
  [[0, "/custom", "", { after: 3 }], '0/custom,{"after":3}'],
  [[1, "/custom"], "1/custom,"],
  [[2, "/", undefined, ["a", undefined, NaN]], '2["a",null,null]'],
  [[2, "/", "0", ["a"]], '20["a"]'],
  [[3, "/custom", "007", []], "3/custom,007[]"],
]) {
  test(`writes ${text}`, () => assert.equal(encode(...parts), text));
}

test("what is written can be read", () => {
  const body = ["a\x1e", { b: [1, null, "ü", "/", ",", "\ud83d\ude00"] }];
  for (const namespace of ["/", "/custom"]) {
    assert.deepEqual(decode(encode(2, namespace, "5", body)), { type: 2, namespace, id: "5", body });
    assert.ok(!encode(2, namespace, "5", body).includes("\x1e"));
  }
});

for (const bytes of [new Uint8Array(1), new ArrayBuffer(1), new DataView(new ArrayBuffer(1)), new Blob(["a"])]) {
  test(`refuses to write ${bytes.constructor.name}`, () =>
    assert.throws(() => encode(2, "/", "", ["a", { deep: [bytes] }]), TypeError));
}

test("names of events", () => {
  for (const name of ["connect", "connect_error", "disconnect", "disconnecting", "newListener", null, {}, undefined]) {
    assert.equal(isEvent(name), false, String(name));
  }
  for (const name of ["error", "", "a:b", "__proto__", "constructor", 1]) assert.equal(isEvent(name), true, `${name}`);
});

const good = { sid: "s", upgrades: ["websocket"], pingInterval: 300, pingTimeout: 200, maxPayload: 1_000 };

test("a handshake is read", () => {
  assert.deepEqual(readHandshake(JSON.stringify(good)), { sid: "s", patience: 500, maxPayload: 1_000 });
  const { maxPayload, ...older } = good;
  assert.equal(readHandshake(JSON.stringify(older))?.maxPayload, Infinity);
});

for (const change of [
  { sid: "" }, { sid: 1 }, { sid: undefined }, { pingInterval: 0 }, { pingInterval: -1 }, { pingInterval: "300" },
  { pingTimeout: null }, { pingTimeout: undefined }, { pingInterval: 1e308, pingTimeout: 1e308 },
  { pingInterval: 2 ** 31 },
  { maxPayload: 0 }, { maxPayload: "1000" }, { maxPayload: null },
]) {
  test(`a handshake with ${JSON.stringify(change)} is none`, () =>
    assert.equal(readHandshake(JSON.stringify({ ...good, ...change })), undefined));
}
for (const text of ["", "null", "1", '"s"', "[]", "{", "true"]) {
  test(`a handshake is not ${text || "nothing"}`, () => assert.equal(readHandshake(text), undefined));
}

for (const [packets, most, count] of [
  [["aaa"], 3, 1], [["aaaa"], 3, 1], [["a", "b"], 3, 2], [["a", "bb"], 3, 1], [["ü"], 1, 1], [["ü", "a"], 4, 2],
  [["ü", "a"], 3, 1], [["aaaa", "b"], 3, 1], [["a", "b", "c"], 4, 2], [["a", "b", "c"], Infinity, 3],
]) {
  test(`of ${packets} ${count} fit into ${most}`, () => assert.equal(fitting(packets, most), count));
}

test("bytes are counted, not characters", () => assert.equal(byteCount("aü€😀"), 10));
