import { randomBytes } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { openVault, type Vault } from "../../src/vault/index.ts";
import { donationOf, KEY, testMachine, vaultAt } from "../vault/support.ts";
import { ALICE, BOB, consent, LATER, service } from "./measures.ts";
import { ask } from "./support.ts";

test("a measure is a reading of its contributor, in the vault, and is never shown", async () => {
  const { post, snapshot, app } = service();
  const { status, body, headers } = await post({ group1: { people: "two" } });
  expect([status, body, headers.get("Cache-Control")]).toEqual([201, { ok: true }, "no-store"]);
  expect(snapshot()).toMatchObject([
    {
      household: { area: "m0l1", size: "2", heating: "unknown" },
      readings: [{ domain: "water", measure: "volume", period: "2026-01", amount: 9412 }],
    },
  ]);
  const shown = await ask(app, "GET", `/partners/v1/measure?contributor=${ALICE}`, { key: "both" });
  expect([shown.status, shown.body.code, shown.headers.get("Allow")]).toEqual([405, "method-not-allowed", "POST, DELETE"]);
});

test("contributors are counted, not measures: one pseudonym is one household, in either dialect and by either key of its organisation", async () => {
  const { post, snapshot, vault } = service();
  await post({ group1: { people: "two" } });
  await post(
    { ...LATER, startDate: "2026-02-01", groups: [{ people: "two" }], contributor: undefined },
    { key: "sender", headers: { "Contributor-Pseudonym": ALICE } },
  );
  await post({
    ...LATER,
    measureName: "electricity-monthly",
    value: 250_000,
    groups: [{ iris: "m0l1" }, { heating: "gas" }, {}],
  });
  expect(vault.status()).toMatchObject({ active: 1, donations: 3 });
  const [household] = snapshot();
  expect(household?.readings.map(({ measure, period }) => `${measure} ${period}`).sort()).toEqual([
    "energy 2026-01",
    "volume 2026-01",
    "volume 2026-02",
  ]);
  // What a later measure does not say stands.
  expect(household?.household).toMatchObject({ area: "m0l1", size: "2", heating: "gas" });
  await post({ contributor: BOB });
  expect(vault.status().active).toBe(2);
});

test("measures of one contributor that come together are put one on top of the other", async () => {
  const { post, snapshot, vault } = service();
  // The second says no area: it stands on what the first says.
  const electricity = { ...LATER, measureName: "electricity-monthly", value: 250_000, groups: [{ heating: "gas" }] };
  const answers = await Promise.all([post({ group1: { people: "two" } }), post(electricity), post({ ...LATER, value: 8000 })]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(vault.status()).toMatchObject({ active: 1, donations: 3 });
  expect(snapshot()[0]?.household).toMatchObject({ area: "m0l1", size: "2", heating: "gas" });
});

test("the same pseudonym of another organisation is another contributor, whom the first cannot touch", async () => {
  const { post, drop, vault } = service();
  await post();
  await post({ value: 1 }, { key: "other" });
  expect(vault.status().active).toBe(2);
  expect((await drop({ key: "other", body: { contributor: ALICE } })).status).toBe(200);
  expect(vault.status()).toMatchObject({ active: 1, withdrawn: 1 });
  expect((await post({ ...LATER, value: 7 })).status).toBe(201);
});

test("a measure of the same month replaces what was held; the same once more stores nothing", async () => {
  const { post, snapshot, vault } = service();
  await post();
  await post({ ...LATER, value: 5000 });
  expect(snapshot()[0]?.readings).toMatchObject([{ period: "2026-01", amount: 5000 }]);
  await post({ ...LATER, value: 5000 });
  await post({ value: 5000 });
  expect(vault.status()).toMatchObject({ active: 1, donations: 2 });
  await post({ ...LATER, value: 5000, group1: { people: "one" } });
  expect(vault.status().donations).toBe(3);
});

test("an erased contributor is gone, answers as one that never was, and no program brings it back", async () => {
  const { post, drop, vault, snapshot } = service();
  await post();
  expect((await drop({ headers: { "Contributor-Pseudonym": ALICE } })).body).toEqual({ ok: true });
  expect(snapshot()).toEqual([]);
  const [again, never] = [await drop({ body: { contributor: ALICE } }), await drop({ body: { contributor: BOB } })];
  expect(again.status).toBe(404);
  expect(again.body).toEqual(never.body);
  const back = await post();
  expect([back.status, back.body]).toEqual([400, { code: "idempotency-conflict", error: expect.stringContaining("a new one") }]);
  expect(vault.status()).toMatchObject({ active: 0, withdrawn: 1 });
  expect((await drop({ body: { contributor: BOB, startDate: "2026-01-01" } })).status).toBe(400);
});

test("nobody gets from a pseudonym to the contribution's key without the operator's key", () => {
  const other = openVault({
    path: ":memory:",
    key: new Uint8Array(32).fill(8),
    clock: () => new Date(),
    machine: testMachine(),
    entropy: randomBytes,
    retentionMonths: 15,
  });
  onTestFinished(() => other.close());
  const name = `partner ecolyo ${ALICE}`;
  const receipt = vaultAt(":memory:", { key: KEY }).receiptOf(name);
  expect(receipt).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(vaultAt(":memory:", { key: KEY }).receiptOf(name)).toBe(receipt);
  expect(other.receiptOf(name)).not.toBe(receipt);
  expect(vaultAt().receiptOf(`partner coach ${ALICE}`)).not.toBe(receipt);
});

test.each([
  [
    { measureName: "connection-count-daily" },
    /^measureName: must be one of water-monthly, .*; got "connection-count-daily"$/,
    "invalid-parameter",
  ],
  [
    { measureName: "water-yearly" },
    /^measureName: must be one of a month to be sent; water-yearly is read by year$/,
    "invalid-parameter",
  ],
  [{ startDate: "2026-01-15" }, /^startDate: must be the first day of a month/, "invalid-parameter"],
  [{ startDate: "2026-04-01" }, /^startDate: a period must have begun by 2026-03-10; got "2026-04"$/, "future-period"],
  [{ value: -3 }, /^value: a value must be finite and ≥ 0; got -3$/, "invalid-value"],
  [{ value: 1e300 }, /^value: .*at most 9007199254740991/, "invalid-value"],
  [{ household: undefined }, /^household\/area: must be given with a contributor's first measure: where/, "invalid-parameter"],
  [{ household: { area: "m0" } }, /^household\/area: an area must be a leaf, and this is a middle/, "unknown-area"],
  [{ household: { area: "m0l1", size: "6" } }, /^household\/size: .*got "6"$/, "invalid-donation"],
  [{ household: { area: "m0l1", tenure: "owner" } }, /^household\/tenure: no measure in use needs this/, "not-needed"],
  [
    { household: { area: "m0l1", name: "Alice" } },
    /^household\/name: a field of a donation is not called "name"$/,
    "invalid-donation",
  ],
  [
    { household: { area: "m0l1", size: "1" }, group1: { people: "one" } },
    /^household\/size: must be said once/,
    "invalid-parameter",
  ],
  [{ group1: { people: "*" } }, /^group1\/people: must be one of one, two, .*; got "\*"$/, "invalid-parameter"],
  [
    { measureName: "electricity-monthly", household: undefined, group1: { iris: "nowhere" } },
    /^iris: an area must be a leaf of grid; got "nowhere"$/,
    "unknown-area",
  ],
  [{ contributor: undefined }, /^a measure must say whose it is/, "no-contributor"],
] as const)("%j is refused with the bound and the value, and nothing is stored", async (fields, sentence, code) => {
  const { post, vault } = service();
  const answer = await post(fields);
  expect([answer.status, answer.body]).toEqual([400, { error: expect.stringMatching(sentence), code }]);
  expect(JSON.stringify(answer.body)).not.toContain(ALICE);
  expect(vault.status().donations).toBe(0);
});

test.each([
  ["reader", 403, "partner-scope"],
  ["unknown", 401, "partner-key"],
] as const)("a key that is for something else, or for nothing, neither sends nor erases: %s", async (key, status, code) => {
  const { post, drop, vault } = service();
  await post();
  for (const answer of [await post({ value: 1 }, { key }), await drop({ key, body: { contributor: ALICE } })])
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(vault.status()).toMatchObject({ active: 1, donations: 1 });
});

test("a key sends the measures that it is for", async () => {
  const { post } = service();
  expect((await post({}, { key: "watery" })).status).toBe(201);
  const answer = await post({ ...LATER, measureName: "electricity-monthly" }, { key: "watery" });
  expect([answer.status, answer.body]).toEqual([
    403,
    { error: "this key is for water-monthly; got electricity-monthly", code: "partner-scope" },
  ]);
});

test("another process may store the first measure in between: the contribution is one still", async () => {
  const vault = vaultAt();
  let looked = false;
  const slow: Vault = {
    ...vault,
    show: (receipt) => {
      if (looked) return vault.show(receipt);
      looked = true;
      try {
        return vault.show(receipt);
      } finally {
        vault.donate(donationOf(["water.volume 2026-01 9412"]), { idempotency: `partner ecolyo ${ALICE}` });
      }
    },
  };
  const { post } = service(slow);
  expect((await post({ value: 1 })).status).toBe(201);
  expect(vault.status()).toMatchObject({ active: 1, donations: 2 });
});

test("a body that says one name twice, or is not UTF-8, is refused, as at the intake", async () => {
  const { app, vault } = service();
  const send = async (body: string | Uint8Array<ArrayBuffer>) => {
    const headers = { "Content-Type": "application/json", Authorization: "Bearer both" };
    const response = await app.request("/partners/v1/measure", { method: "POST", headers, body });
    return [response.status, ((await response.json()) as { code: string }).code];
  };
  const body = JSON.stringify({ measureName: "water-monthly", value: 1, startDate: "2026-01-01", contributor: ALICE, consent });
  const twice = body.replace('"value":1', '"value":1,"value":9000');
  expect(await send(twice)).toEqual([400, "invalid-json"]);
  const bytes = new TextEncoder().encode(body.replace("water-monthly", "water-monthly?"));
  bytes[bytes.indexOf(63)] = 0xff;
  expect(await send(bytes)).toEqual([400, "invalid-json"]);
  expect(vault.status().donations).toBe(0);
});
