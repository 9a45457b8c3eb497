import { expect, test } from "vitest";
import { stoppedClock, vaultAt } from "../vault/support.ts";
import { ALICE, BOB, consent, LATER, service } from "./measures.ts";

test.each([
  ["none is sent", { consent: undefined }, /^consent: must be sent with a contributor's first measure/, "no-consent"],
  ["a minor's", { consent: { ...consent, adult: false } }, /^consent\/adult: .*; got false$/, "minor"],
  ["another purpose's", { consent: { ...consent, purposes: ["research"] } }, /^consent\/purposes: /, "no-consent"],
  [
    "another domain's",
    { consent: { ...consent, domains: ["electricity"] } },
    /^measureName: the consent's domains must name .*"water"$/,
    "no-consent",
  ],
  [
    "one given tomorrow week",
    { consent: { ...consent, given_at: "2026-03-17T09:00:00Z" } },
    /^consent\/given_at: /,
    "invalid-value",
  ],
] as const)("the consent gate is the intake's: %s is refused", async (_, fields, sentence, code) => {
  const { post, vault } = service();
  const answer = await post(fields);
  expect([answer.status, answer.body]).toEqual([400, { error: expect.stringMatching(sentence), code }]);
  expect(vault.status().donations).toBe(0);
});

test("a key may attest the consent: its version says so, it covers what is sent, and widens nobody's own", async () => {
  const { post, vault } = service();
  expect((await post({ consent: undefined }, { key: "attesting" })).status).toBe(201);
  const { donations } = vault.show(vault.receiptOf(`partner attester ${ALICE}`));
  expect(donations[0]?.consent).toEqual({
    version: "attested:attester:2026-01",
    purposes: ["commons"],
    domains: ["water"],
    adult: true,
    given_at: "2026-03-10T00:00:00Z",
  });
  await post({ contributor: BOB, consent: { ...consent, domains: ["water"] } }, { key: "attesting" });
  const wider = await post({ ...LATER, contributor: BOB, measureName: "electricity-monthly" }, { key: "attesting" });
  expect([wider.status, wider.body.code]).toEqual([400, "no-consent"]);
});

test("a consent that names fewer domains takes the others back, as at the intake", async () => {
  const { post, snapshot } = service();
  await post();
  await post({ ...LATER, measureName: "electricity-monthly", consent: { ...consent, domains: ["electricity"] } });
  expect(snapshot()[0]?.readings.map(({ domain }) => domain)).toEqual(["electricity"]);
});

test("what one key of an organisation attests is not undone by another: attestations add up", async () => {
  const { post, snapshot, vault } = service();
  const held = () => vault.show(vault.receiptOf(`partner attester ${ALICE}`));
  await post({ consent: undefined }, { key: "attesting-water" });
  await post({ ...LATER, measureName: "electricity-monthly" }, { key: "attesting-electricity" });
  expect(held()).toMatchObject({ covers: ["electricity", "water"], unused: [] });
  await post({ ...LATER, startDate: "2026-02-01" }, { key: "attesting-water" });
  expect(held()).toMatchObject({ covers: ["electricity", "water"], unused: [] });
  expect(
    snapshot()[0]
      ?.readings.map(({ domain, period }) => `${domain} ${period}`)
      .sort(),
  ).toEqual(["electricity 2026-01", "water 2026-01", "water 2026-02"]);
});

test("a contributor's objection to everything outlasts what the organisation sends and attests later", async () => {
  const clock = stoppedClock("2026-03-10T12:00:00Z");
  const vault = vaultAt(":memory:", { clock: clock.now });
  const { post, snapshot } = service(vault, clock.now);
  await post({ consent: undefined }, { key: "attesting" });
  const receipt = vault.receiptOf(`partner attester ${ALICE}`);
  vault.object(receipt, null);
  clock.set("2026-03-12T12:00:00Z");
  expect((await post({ ...LATER, measureName: "electricity-monthly" }, { key: "attesting" })).status).toBe(201);
  expect(snapshot()).toEqual([]);
  expect(vault.show(receipt)).toMatchObject({ covers: [], objection: { domains: null, lifted: [] } });
});

test("a measure that is held already, under a consent that is held already, is not stored again, used or not", async () => {
  const { post, vault } = service();
  const narrow = { ...consent, domains: ["electricity"], given_at: "2026-02-05T09:00:00Z" };
  await post();
  await post({ measureName: "electricity-monthly", consent: narrow });
  for (let i = 0; i < 3; i += 1) expect((await post()).status).toBe(201);
  expect(vault.status().donations).toBe(2);
  expect(vault.show(vault.receiptOf(`partner ecolyo ${ALICE}`)).covers).toEqual(["electricity"]);
});
