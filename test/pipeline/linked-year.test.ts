import { describe, expect, test } from "vitest";
import { unknownHousehold } from "../../src/contract/attributes.ts";
import { parsePeriod, periodsOf } from "../../src/contract/period.ts";
import { type Publication, publish, publishRevision } from "../../src/pipeline/index.ts";
import type { PublicView } from "../support/attacker.ts";
import { seededEntropy } from "../support/entropy.ts";
import { gridPlan, household, months, publicationContextOf } from "../support/pipeline.ts";
import { yearAttack } from "../support/year-attacker.ts";

/**
 * Whole years of electricity and gas, whose types are sums of the same homes: months of the whole, the year with its areas, a revision. Every
 * home gives both measures. Seeded, so that a verdict is always the same; what is promised holds in every draw. By the rule of before 0099 small
 * homes with electric heating are known to ± 10 at the end of the first year.
 *
 * VOISINAGE_FULL=1: two draws of twelve months; otherwise one of three.
 */
const FULL = process.env.VOISINAGE_FULL === "1";
const Z95 = 1.959963984540054;
const MEASURES = ["electricity.energy", "gas.energy"];

const plan = gridPlan(
  3,
  1,
  {
    measures: MEASURES,
    calendar: { whole: "month", middle: "year", leaf: "never" },
    budget: { epsilon: 10, shares: { counts: 0.3, sums: 0.3, histograms: 0.2, revision: 0.2 } },
  },
  1000,
);

/** Kinds of homes: no type of either measure tells more apart. */
const KINDS = (["electric", "gas", "wood", "unknown"] as const).flatMap((heating) =>
  (["1", "4", "unknown"] as const).map((size) => ({ ...unknownHousehold(""), heating, size })),
);

/** Sixty homes of each kind in each area, but of small ones with electric heating three, and with gas heating so many. */
function homesWith(smallWithGas: number) {
  const countOf = ({ heating, size }: (typeof KINDS)[number]) =>
    size !== "1" ? 60 : heating === "electric" ? 3 : heating === "gas" ? smallWithGas : 60;
  const readings = MEASURES.flatMap((key) => months(6000, key));
  return plan.territory.leaves
    .flatMap(({ code }) => KINDS.flatMap((kind) => Array.from({ length: countOf(kind) }, () => ({ ...kind, area: code }))))
    .map((home, i) => household(i, home.area, readings, home));
}

async function yearOf(smallWithGas: number, draw: number): Promise<Publication[]> {
  const random = seededEntropy(`linked year ${smallWithGas} ${draw}`);
  const context = publicationContextOf(plan, homesWith(smallWithGas), { random });
  const year: Publication[] = [];
  for (const [month, period] of periodsOf(2025, "month").entries())
    if (FULL || month % 4 === 3) year.push(await publish(context, period));
  return [...year, await publish(context, parsePeriod("2025")), await publishRevision(context, 2025)];
}

/** The years of each world, made once for all tests. */
const made = new Map<number, Promise<Publication[][]>>();
function yearsOf(smallWithGas: number): Promise<Publication[][]> {
  const years =
    made.get(smallWithGas) ?? Promise.all(Array.from({ length: FULL ? 2 : 1 }, (_, draw) => yearOf(smallWithGas, draw)));
  made.set(smallWithGas, years);
  return years;
}

/** A cell of the cube, of one measure, as a publication shows it: P published, A too few, D to protect another. */
interface Fate {
  readonly measure: string;
  readonly cell: string;
  readonly fate: "P" | "A" | "D";
}

const RUNGS = new Set(plan.measures.flatMap(({ measure }) => measure.similarity.rungs.map(({ code }) => code)));

function fatesOf({ tables }: Publication): Fate[] {
  return tables.observations
    .filter(({ STATISTIC, HOUSEHOLD_TYPE }) => STATISTIC === "COUNT" && !RUNGS.has(HOUSEHOLD_TYPE))
    .map(({ DOMAIN, MEASURE, REF_AREA, HOUSEHOLD_TYPE, OBS_VALUE, CONF_STATUS }) => ({
      measure: `${DOMAIN}.${MEASURE}`,
      cell: `${REF_AREA} ${HOUSEHOLD_TYPE}`,
      fate: OBS_VALUE !== null ? "P" : CONF_STATUS === "A" ? "A" : "D",
    }));
}

/** What a year's publications show of one measure, one view a publication. */
function viewsOf(year: readonly Publication[], { domain, measure }: (typeof plan.measures)[number]): PublicView[] {
  const isOwn = (row: { DOMAIN: string; MEASURE: string }) => row.DOMAIN === domain.id && row.MEASURE === measure.id;
  return year.map(({ tables }) => ({
    territory: plan.territory,
    measure,
    observations: tables.observations.filter(isOwn),
    measurements: tables.measurements.filter(isOwn),
    distributions: tables.distributions.filter(isOwn),
    kinds: KINDS,
  }));
}

describe.each([
  ["one small type", 60],
  ["two, of which one is near its gate", 22],
] as const)("%s", (_, smallWithGas) => {
  test("at the year's end no count that both measures withhold, or that one has no type for, is known better than ± 2k", async () => {
    for (const year of await yearsOf(smallWithGas)) {
      const views = plan.measures.map((measure) => viewsOf(year, measure));
      const withheld = views.map((own) => new Map(yearAttack(own).withheld.map((one) => [one.name, one.of])));
      const hasCell = (m: number, name: string) =>
        views[m]?.at(-1)?.observations.some(({ REF_AREA, HOUSEHOLD_TYPE }) => `${REF_AREA} ${HOUSEHOLD_TYPE}` === name);
      const exposed = new Set(year.flatMap(({ report }) => report.exposed.map(({ area, type }) => `${area} ${type}`)));
      let looked = 0;
      for (const [name, of] of withheld.flatMap((own) => [...own])) {
        if (exposed.has(name)) continue;
        // A measure that shows the count has other households in it.
        const hiding = views.filter((_, m) => withheld[m]?.has(name) || !hasCell(m, name));
        const half = Z95 * Math.sqrt(yearAttack(hiding.flat()).variance(of));
        expect(half, name).toBeGreaterThan(2 * plan.settings.k - 1e-6);
        looked++;
      }
      expect(looked).toBeGreaterThan(4);
    }
  });

  test("what was shown once is withheld by its gate alone; a victim is one all year, in every measure that has its type", async () => {
    let victims = 0;
    for (const year of await yearsOf(smallWithGas)) {
      const [shown, hidden] = [new Set<string>(), new Set<string>()];
      for (const publication of year) {
        const fates = fatesOf(publication);
        for (const { measure, cell, fate } of fates) {
          const name = `${measure} ${cell}`;
          if (fate === "D") {
            expect(shown, `${publication.id}: ${name}`).not.toContain(name);
            for (const other of fates) if (other.cell === cell) expect(other.fate, `${publication.id}: ${name}`).not.toBe("P");
            hidden.add(name);
            victims++;
          }
          if (fate === "P") {
            expect(hidden, `${publication.id}: ${name}`).not.toContain(name);
            shown.add(name);
          }
        }
      }
    }
    expect(victims).toBeGreaterThan(8);
  });
});
