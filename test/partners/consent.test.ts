import { expect, test } from "vitest";
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

test("a key may attest the consent: its version says so, it covers what the key may send, and widens nobody's own", async () => {
  const { post, vault } = service();
  expect((await post({ consent: undefined }, { key: "attesting" })).status).toBe(201);
  const { donations } = vault.show(vault.receiptOf(`partner attester ${ALICE}`));
  expect(donations[0]?.consent).toEqual({
    version: "attested:attester:2026-01",
    purposes: ["commons"],
    domains: ["water", "electricity"],
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
