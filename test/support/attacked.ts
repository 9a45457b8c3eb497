import fc from "fast-check";
import { parsePeriod } from "../../src/contract/period.ts";
import type { SettingsInput, TerritoryInput } from "../../src/index.ts";
import { type Plan, publish } from "../../src/pipeline/index.ts";
import type { SnapshotHousehold } from "../../src/vault/index.ts";
import type { PublicView } from "./attacker.ts";
import { seededEntropy } from "./entropy.ts";
import { household, planOf, publicationContextOf } from "./pipeline.ts";

/** A made-up case for an attack: a plan (territory and settings), the households that contribute, and the seed of the noise. */
export interface World {
  readonly plan: Plan;
  readonly households: readonly SnapshotHousehold[];
  readonly noise: string;
}

const UPPER_LEVELS = ["whole", "region", "town"];
const SIZES = ["1", "2", "3", "4", "5+", "unknown"] as const;

/** Trees of two to four levels, in which an area has one, two or three children; chains of only children occur. */
const territory = fc
  .record({
    upper: fc.integer({ min: 1, max: 3 }),
    widths: fc.array(fc.constantFrom(1, 1, 2, 2, 3), { minLength: 12, maxLength: 12 }),
  })
  .map(({ upper, widths }): TerritoryInput => {
    const levels = [...UPPER_LEVELS.slice(0, upper), "leaf"];
    const areas: TerritoryInput["areas"] = [{ code: "w", level: "whole", parent: null, name: "w", dwellings: 50_000 }];
    let parents = ["w"];
    let turn = 0;
    for (const level of levels.slice(1)) {
      const codes = parents.flatMap((parent) => {
        const width = parents.length > 5 ? 1 : (widths[turn++ % widths.length] as number);
        return Array.from({ length: width }, (_, i) => ({ code: `${parent}${i}`, parent }));
      });
      for (const { code, parent } of codes) areas.push({ code, level, parent, name: code, dwellings: 5000 });
      parents = codes.map(({ code }) => code);
    }
    return { id: "made-up", name: { fr: "Inventé", en: "Made up" }, levels, areas };
  });

/**
 * How many households of each size a leaf has. Most counts are `plenty`, so that a withheld count stands alone among published
 * ones. Counts are `few` for sizes that are rare in every leaf and for leaves that are small as a whole.
 */
const plenty = fc.constantFrom(30, 60, 90);
const few = fc.constantFrom(0, 1, 3, 8);
const leaves = fc
  .record({
    full: fc.array(plenty, { minLength: 36, maxLength: 36 }),
    thin: fc.array(few, { minLength: 36, maxLength: 36 }),
    rare: fc.uniqueArray(fc.nat({ max: SIZES.length - 1 }), { maxLength: 2 }),
    small: fc.uniqueArray(fc.nat({ max: 5 }), { maxLength: 2 }),
  })
  .map(({ full, thin, rare, small }) =>
    Array.from({ length: 6 }, (_, l) =>
      SIZES.map((__, s) => (rare.includes(s) || small.includes(l) ? thin : full)[6 * l + s] as number),
    ),
  );

/**
 * Settings from those that withhold many counts (little noise and a large k) to those that withhold none. The last two spend most
 * of the budget on histograms.
 */
const HISTOGRAMS = { counts: 0.05, sums: 0.2, histograms: 0.75 };
const settings = fc.constantFrom<SettingsInput>(
  { k: 25, budget: { epsilon: 10 } },
  { k: 11, budget: { epsilon: 10 } },
  { k: 4, budget: { epsilon: 10 } },
  { k: 11, budget: { epsilon: 4 } },
  { k: 7, budget: { epsilon: 4 } },
  { k: 16, budget: { epsilon: 10, shares: HISTOGRAMS } },
  { k: 9, budget: { epsilon: 10, shares: HISTOGRAMS } },
);

/** Measures whose types are the sizes: amounts of the second heap, and its histograms have finer bins. */
export type MeasureKey = "water.volume" | "spending.insurance";

/** @param amounts litres or cents a month. Two calls with the same seed and different amounts give the same households */
const worldOf = (amounts: number, key: MeasureKey) =>
  fc
    .record({
      input: territory,
      leaves,
      settings,
      /** a level that is not published, if any: the tree then skips it */
      never: fc.constantFrom("", "", "", "region", "town"),
      noise: fc.nat(),
    })
    .map(({ input, leaves: homes, settings: own, never, noise }): World => {
      const step = (level: string) => (level === never ? "never" : "year");
      const calendar = Object.fromEntries(input.levels.map((level) => [level, step(level)] as const));
      const plan = planOf(input, { ...own, calendar, measures: [key] });
      const [domain = "", measure = ""] = key.split(".");
      let next = 0;
      const households = plan.territory.leaves.flatMap((area, l) =>
        SIZES.flatMap((size, s) =>
          Array.from({ length: homes[l % homes.length]?.[s] ?? 0 }, () => {
            const bill = {
              domain,
              measure,
              period: "2025",
              amount: amounts * (1 + (next % 7)),
              source: "bill",
            };
            return household(next++, area.code, [bill], { size });
          }),
        ),
      );
      return { plan, households, noise: String(noise) };
    });

/** The first `count` worlds, which are the same at every run. */
export function worlds(count: number, amounts = 12_000, key: MeasureKey = "water.volume"): World[] {
  return fc.sample(worldOf(amounts, key), { numRuns: count, seed: 6 });
}

/** What the publication of the year of a world shows to everybody. */
export async function publicView({ plan, households, noise }: World): Promise<PublicView> {
  const { tables } = await publish(publicationContextOf(plan, households, { random: seededEntropy(noise) }), parsePeriod("2025"));
  const [{ measure }] = plan.measures as [Plan["measures"][number]];
  return { territory: plan.territory, measure, ...tables };
}
