import { Refusal } from "../contract/problem.ts";
import type { VaultContext } from "./context.ts";
import { hmac } from "./keys.ts";
import { decodeConsent, decodeDonation, decodeObjection, decodeYearUse } from "./payload.ts";
import { UNIT_BYTES } from "./records.ts";
import { unseal } from "./seal.ts";
import type { Audit } from "./types.ts";

/** Donors that one view of the vault looks at: nobody's log grows for a check. */
const PART = 500;

interface AuditedRow {
  readonly donor: number;
  readonly id: Buffer;
  readonly unit: Buffer;
  readonly wrapped: Buffer;
  readonly objection: Buffer | null;
  readonly consent: Buffer | null;
}

/** Unseals everything once. With `repair` it sets aside what does not authenticate, whole and alone, in one transaction. */
export function auditor({ store, keys }: VaultContext): (repair: boolean) => Audit {
  const part = store.prepare<[number], AuditedRow>(
    `SELECT donor, id, unit, wrapped, objection, consent FROM donor JOIN key_slot USING (donor)
     WHERE donor > ? AND aside = 0 ORDER BY donor LIMIT ${PART}`,
  );
  const one = store.prepare<[number], AuditedRow>(
    "SELECT donor, id, unit, wrapped, objection, consent FROM donor JOIN key_slot USING (donor) WHERE donor = ? AND aside = 0",
  );
  const donations = store.prepare<[number], { seq: number; received: number; sealed: Buffer }>(
    "SELECT seq, received, sealed FROM donation WHERE donor = ?",
  );
  const years = store.prepare<[number], { year: number; received: number | null; sealed: Buffer }>(
    "SELECT year, received, sealed FROM year_use WHERE donor = ?",
  );
  const setAside = store.prepare<[number]>("UPDATE donor SET aside = 1 WHERE donor = ?");
  const aside = store.prepare<[], { n: number }>("SELECT count(*) AS n FROM donor WHERE aside = 1");

  const isAuthentic = ({ donor, id, unit, wrapped, objection, consent }: AuditedRow): boolean => {
    if (!hmac(keys.unit, id).subarray(0, UNIT_BYTES).equals(unit)) return false;
    try {
      const key = unseal(wrapped, { key: keys.wrap, donorId: id, kind: "key", number: 0, received: 0 });
      const beside = { key, donorId: id, number: 0, received: 0 } as const;
      if (objection !== null) decodeObjection(unseal(objection, { ...beside, kind: "objection" }));
      if (consent !== null) decodeConsent(unseal(consent, { ...beside, kind: "consent" }));
      for (const { seq, received, sealed } of donations.all(donor))
        decodeDonation(unseal(sealed, { key, donorId: id, kind: "donation", number: seq, received }));
      for (const { year, received, sealed } of years.all(donor))
        decodeYearUse(unseal(sealed, { key, donorId: id, kind: "year", number: year, received: received ?? 0 }));
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  };

  return (repair) => {
    const found: number[] = [];
    for (let after = 0; ; ) {
      const rows = store.read(() => {
        const some = part.all(after);
        for (const row of some) if (!isAuthentic(row)) found.push(row.donor);
        return some;
      });
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.donor;
    }
    if (repair && found.length > 0)
      store.write(() => {
        // Who withdrew meanwhile has gone, and another may have the slot.
        for (const donor of found) {
          const row = one.get(donor);
          if (row !== undefined && !isAuthentic(row)) setAside.run(donor);
        }
      });
    return { unauthentic: repair ? 0 : found.length, aside: store.read(() => aside.get()?.n ?? 0) };
  };
}
