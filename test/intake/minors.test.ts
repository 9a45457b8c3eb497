import { expect, test } from "vitest";
import { canonicalise } from "../../src/intake/index.ts";
import { donationsFromRows } from "../../src/intake/rows.ts";
import { vaultAt } from "../vault/support.ts";
import { contextOf, donationJson, type Json } from "./support.ts";

const take = (consent: Json) => canonicalise(donationJson({ consent }), contextOf(), "strict").donation;

test.each<[Json, string | null]>([
  [{ adult: true }, null],
  [{ adult: true, guardian: false }, null],
  [{ adult: false, guardian: true }, null],
  [{ adult: false }, "minor"],
  [{ adult: false, guardian: false }, "minor"],
  [{ adult: true, guardian: true }, "invalid-donation"],
  [{ adult: false, guardian: "yes" }, "invalid-donation"],
  [{ guardian: true, adult: undefined }, "invalid-donation"],
])("consent %j: refused as %s", (consent, code) => {
  if (code === null) expect(take(consent).consent).toMatchObject(consent);
  else expect(() => take(consent)).toThrow(expect.objectContaining({ code }));
});

test("a minor's refusal says how a parent or guardian may consent", () => {
  expect(() => take({ adult: false })).toThrow(
    "/consent/adult: the consent must be an adult's, or for a minor a parent's or guardian's (guardian: true); got false",
  );
});

test("the vault keeps who consented: a guardian's word, and nothing of it for an adult", () => {
  const vault = vaultAt();
  const [minor, adult] = [
    { adult: false, guardian: true },
    { adult: true, guardian: false },
  ].map((consent) => {
    const { receipt } = vault.donate(take(consent));
    return vault.show(receipt).donations[0]?.consent;
  });
  expect(minor).toMatchObject({ adult: false, guardian: true });
  expect(adult).toMatchObject({ adult: true });
  expect(adult).not.toHaveProperty("guardian");
});

test("a guardian's consent is another content than an adult's: repeated under one idempotency key it is a conflict", () => {
  const vault = vaultAt();
  vault.donate(take({ adult: true }), { idempotency: "one" });
  expect(vault.donate(take({ adult: true, guardian: false }), { idempotency: "one" }).repeated).toBe(true);
  expect(() => vault.donate(take({ adult: false, guardian: true }), { idempotency: "one" })).toThrow(
    expect.objectContaining({ code: "idempotency-conflict" }),
  );
});

test("a table may say so in a column", async () => {
  const row = {
    household: "a",
    area: "m0l1",
    domain: "water",
    measure: "volume",
    period: "2026-01",
    value: 9,
    unit: "m3",
    source: "meter",
    consent_domains: "water",
    given_at: "2026-01-05T09:00:00Z",
  };
  const rows = async function* () {
    yield { ...row, adult: "false", guardian: "true" };
    yield { ...row, household: "b", adult: "false" };
  };
  const taken: unknown[] = [];
  for await (const { read } of donationsFromRows(rows())) {
    try {
      taken.push(canonicalise(read(), contextOf(), "lenient").donation.consent.guardian);
    } catch (error) {
      taken.push((error as { code: string }).code);
    }
  }
  expect(taken).toEqual([true, "minor"]);
});
