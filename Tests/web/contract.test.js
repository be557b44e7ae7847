import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { groups, resolve, schemas, typeOf } from "../../Web/api/contract.js";
import { paragraphs } from "../../Web/api/prose.js";
import { readYAML } from "../../Web/browser/yaml.js";

const contract = readYAML(await readFile(new URL("../../Web/openapi.yaml", import.meta.url), "utf8"));
const operations = groups(contract).flatMap((group) => group.operations);

test("every operation is shown once, under its tag", () => {
  const said = Object.values(contract.paths).flatMap((item) =>
    Object.values(item).map((operation) => operation.operationId).filter(Boolean));
  assert.deepEqual(operations.map((operation) => operation.id).sort(), said.sort());
  assert.equal(new Set(said).size, said.length);
});

test("every reference leads somewhere", () => {
  const visit = (node) => {
    if (node === null || typeof node !== "object") return;
    if (node.$ref) assert.notEqual(resolve(contract, node), undefined, node.$ref);
    Object.values(node).forEach(visit);
  };
  visit(contract);
});

test("every operation may answer that it is busy, and names its success", () => {
  for (const operation of operations) {
    const statuses = operation.answers.map((answer) => answer.status);
    for (const status of ["400", "422", "429", "503"]) assert.ok(statuses.includes(status), `${operation.id} ${status}`);
    assert.ok(statuses.some((status) => status < "300"), operation.id);
    assert.equal(statuses.includes("415"), operation.bodies.length > 0, operation.id);
    if (!operation.anonymous) assert.ok(statuses.includes("401"), operation.id);
    if (operation.path.includes("{id}")) assert.ok(statuses.includes("404"), operation.id);
  }
});

test("every JSON body and answer has an example", () => {
  for (const operation of operations) {
    const bodies = [...operation.bodies, ...operation.answers.flatMap((answer) => answer.bodies)];
    for (const body of bodies.filter((one) => one.name.endsWith("json"))) {
      assert.notEqual(body.example, undefined, operation.id);
    }
  }
});

test("fields of composed schemas are shown together", () => {
  const me = schemas(contract).find((schema) => schema.name === "Me");
  const names = me.fields.map((field) => field.name);
  for (const name of ["id", "name", "teach", "email", "settings"]) assert.ok(names.includes(name), name);
  const member = schemas(contract).find((schema) => schema.name === "Member");
  assert.ok(!member.fields.some((field) => field.name === "email"));
});

for (const [schema, words] of [
  [{ type: "string" }, "string"],
  [{ type: ["string", "null"], format: "uuid" }, "uuid or null"],
  [{ type: "array", items: { $ref: "#/components/schemas/Slot" } }, "list of Slot"],
  [{ enum: ["a", "b"] }, '"a" | "b"'],
  [{ oneOf: [{ type: "null" }, { $ref: "#/x/Y" }] }, "null or Y"],
]) {
  test(`type ${words}`, () => assert.equal(typeOf(schema), words));
}

test("prose", () => {
  assert.deepEqual(paragraphs("One `two`\nthree.\n\n**Four** five."), [
    [{ kind: "text", text: "One " }, { kind: "code", text: "two" }, { kind: "text", text: " three." }],
    [{ kind: "strong", text: "Four" }, { kind: "text", text: " five." }],
  ]);
});
