import { Refusal } from "../contract/problem.ts";
import type { VaultContext } from "./context.ts";
import type { Months } from "./months.ts";
import { encodeYearUse } from "./payload.ts";
import type { Donor, Records } from "./records.ts";
import { seal } from "./seal.ts";
import { FULL } from "./stream.ts";
import type { ForgottenDraw } from "./types.ts";

/**
 * Ends what may still be frozen for years: of these, publications were made that this vault, put back from a backup, has
 * forgotten. A household keeps the streams that the backup knows of it and gets no other one, for it may have had others
 * meanwhile, and together they would be more than L. Once for each of these publications; who comes later is not held up.
 *
 * @returns the years for which it was done now
 */
export function freezeEnder(
  { store, draw }: VaultContext,
  records: Records,
  months: Months,
): (draws: readonly ForgottenDraw[]) => number[] {
  const known = store.prepare<[string], { n: number }>("SELECT 1 AS n FROM fact WHERE name = ?");
  const note = store.prepare<[string]>("INSERT INTO fact (name, value) VALUES (?, '1')");
  const donors = store.prepare<[], { donor: number }>("SELECT donor FROM donor WHERE aside = 0");
  const put = store.prepare<[number, number, number, Buffer]>(
    `INSERT INTO year_use (donor, year, received, sealed) VALUES (?, ?, ?, ?)
     ON CONFLICT (donor, year) DO UPDATE SET received = excluded.received, sealed = excluded.sealed`,
  );
  const end = (donor: Donor, year: number) => {
    const before = records.years(donor).find((one) => one.year === year);
    const newest = records.donations(donor).at(-1);
    const household = before?.use.household ?? newest?.donation.household;
    if (household === undefined || before?.use.streams.includes(FULL)) return;
    const received = before?.received ?? months.receiving();
    const use = encodeYearUse({ household, streams: [...(before?.use.streams ?? []), FULL] });
    const binding = { key: donor.key, donorId: donor.id, kind: "year", number: year, received, draw } as const;
    put.run(donor.donor, year, received, seal(Buffer.from(use), binding));
  };
  return (draws) => {
    const name = ({ publication }: ForgottenDraw) => `frozen_${publication}`;
    const isNew = (draw: ForgottenDraw) => known.get(name(draw)) === undefined;
    if (!store.read(() => draws.some(isNew))) return [];
    return store.write(() => {
      const fresh = draws.filter(isNew);
      const years = [...new Set(fresh.map(({ year }) => year))];
      for (const { donor } of donors.all()) {
        try {
          const one = records.get(donor);
          if (one !== undefined) for (const year of years) end(one, year);
        } catch (error) {
          // What does not authenticate stops the next publication, until it is set aside and in none.
          if (!(error instanceof Refusal)) throw error;
        }
      }
      for (const draw of fresh) note.run(name(draw));
      return years;
    });
  };
}
