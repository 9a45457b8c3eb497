import { describe, expect, test } from "vitest";
import { type Period, parsePeriod, periodsOf } from "../../src/contract/period.ts";
import type { SettingsInput } from "../../src/contract/settings.ts";
import { type Plan, type Publication, publish, publishRevision } from "../../src/pipeline/index.ts";
import type { SnapshotHousehold } from "../../src/vault/index.ts";
import type { PublicView } from "../support/attacker.ts";
import { seededEntropy } from "../support/entropy.ts";
import { gridPlan, household, months, publicationContextOf } from "../support/pipeline.ts";
import { yearAttack } from "../support/year-attacker.ts";

/**
 * Whole years: what their publications show together, and that they go on showing it. All of it is seeded, so that a
 * verdict is always the same; the promises themselves have no error probability: they hold in every draw. Whether a cell
 * passes its gate is left to the gate: what a test compares is what passed.
 *
 * VOISINAGE_FULL=1: twelve draws of each year.
 */
const DRAWS = process.env.VOISINAGE_FULL === "1" ? 12 : 1;
const Z95 = 1.959963984540054;
const SIZES = ["1", "2", "3", "4", "5+", "unknown"];

interface World {
  readonly name: string;
  readonly plan: Plan;
  readonly households: readonly SnapshotHousehold[];
  /** ids in the order of their publication; absent: by their end, of one end the shortest first */
  readonly order?: readonly string[];
}

/** Households of each leaf, each of a size in the proportion of `parts`, one after the other. */
function homes(plan: Plan, perLeaf: readonly number[], parts: readonly number[] = [1, 1, 1, 1, 1, 0]): SnapshotHousehold[] {
  const all = parts.reduce((sum, part) => sum + part, 0);
  const sizeOf = (i: number) => {
    const at = (i * 7919 + 13) % all;
    const upTo = (size: number) => parts.slice(0, size + 1).reduce((sum, part) => sum + part, 0);
    return SIZES[parts.findIndex((_, size) => at < upTo(size))] as string;
  };
  let next = 0;
  return plan.territory.leaves.flatMap((leaf, l) =>
    Array.from({ length: perLeaf[l % perLeaf.length] as number }, () =>
      household(next, leaf.code, months(5000), { size: sizeOf(next++) }),
    ),
  );
}

function world(
  name: string,
  [middle, leaves]: readonly [number, number],
  settings: SettingsInput,
  perLeaf: readonly number[],
  o: { parts?: readonly number[]; order?: readonly string[] } = {},
): World {
  const plan = gridPlan(middle, leaves, settings, 1000);
  return { name, plan, households: homes(plan, perLeaf, o.parts), ...(o.order ? { order: o.order } : {}) };
}

const ONE_SMALL = [8, ...new Array<number>(14).fill(186)];
const only = (step: "month" | "quarter" | "year") => ({ whole: step, middle: "never", leaf: "never" }) as const;
/** No household has an unknown size except where \`parts\` says so: one empty class is enough to ask for protection. */
const WORLDS: readonly World[] = [
  world("whole by quarter, ε 4, 1 000 homes", [5, 3], { calendar: only("quarter") }, [67]),
  world("whole by month, ε 4, 3 000 homes", [5, 3], { calendar: only("month") }, [200]),
  world(
    "whole by month, ε 10, two classes near their gates",
    [1, 3],
    { calendar: only("month"), budget: { epsilon: 10 } },
    [60],
    {
      parts: [60, 50, 20, 12, 10, 0],
    },
  ),
  world(
    "month, month, quarter, ε 4, a leaf of 8 homes",
    [5, 3],
    {
      calendar: { whole: "month", middle: "month", leaf: "quarter" },
      budget: { shares: { levels: { whole: 0.12, middle: 0.16, leaf: 0.72 } } },
    },
    ONE_SMALL,
  ),
  world("default calendar, ε 10, a leaf of 8 homes", [5, 3], { budget: { epsilon: 10 } }, ONE_SMALL),
  world("default calendar, ε 4, leaves near their gates", [3, 4], {}, [20, 45, 60, 200]),
  world(
    "month, quarter, year and a revision, ε 10",
    [3, 2],
    {
      budget: { epsilon: 10, shares: { counts: 0.2, sums: 0.4, histograms: 0.2, revision: 0.2 } },
      calendar: { whole: "month", middle: "quarter", leaf: "year" },
    },
    [90, 9, 150],
    { parts: [40, 30, 20, 9, 1, 0] },
  ),
  world(
    "leaves by month, the rest by year: detail first, ε 10",
    [2, 3],
    {
      budget: { epsilon: 10 },
      calendar: { whole: "year", middle: "year", leaf: "month" },
    },
    [30, 200, 5],
  ),
  world(
    "middle areas by month, the whole by year, ε 10: one of them of 8 homes",
    [4, 1],
    {
      budget: { epsilon: 10 },
      calendar: { whole: "year", middle: "month", leaf: "never" },
    },
    [300, 8, 250, 400],
  ),
  world("the year first, then some months, in disorder, ε 10", [3, 3], { budget: { epsilon: 10 } }, [6, 150, 100], {
    order: ["2025", "2025-07", "2025-02", "2025-12"],
  }),
];

function periodsIn({ plan, order }: World): string[] {
  const steps = [...new Set(plan.levels.map(({ step }) => step))];
  const end = ({ months: own }: Period) => own.at(-1) as string;
  const all = steps
    .flatMap((step) => periodsOf(2025, step))
    .sort((a, b) => end(a).localeCompare(end(b)) || a.months.length - b.months.length);
  const revised = plan.settings.budget.shares.revision > 0 ? ["2025-r1"] : [];
  return [...(order ?? all.map(({ id }) => id)), ...revised];
}

async function yearOf(one: World, draw: number): Promise<Publication[]> {
  const context = publicationContextOf(one.plan, one.households, { random: seededEntropy(`${one.name} ${draw}`) });
  const year: Publication[] = [];
  for (const id of periodsIn(one))
    year.push(await (id.endsWith("-r1") ? publishRevision(context, 2025) : publish(context, parsePeriod(id))));
  return year;
}

const RUNGS = ["size=1-2", "size=3+"];
interface Fate {
  readonly cell: string;
  readonly level: string;
  readonly area: string;
  readonly typed: boolean;
  /** P published, F too few, D to protect another */
  readonly fate: "P" | "F" | "D";
}

/** Fates of cells, not of rungs; areas of the grid have two children or more, or are not published beside their only one. */
function fatesOf({ tables }: Publication): Fate[] {
  return tables.observations
    .filter(({ STATISTIC, HOUSEHOLD_TYPE }) => STATISTIC === "COUNT" && !RUNGS.includes(HOUSEHOLD_TYPE))
    .map(({ REF_AREA, AREA_LEVEL, HOUSEHOLD_TYPE, OBS_VALUE, CONF_STATUS }) => ({
      cell: `${REF_AREA} ${HOUSEHOLD_TYPE}`,
      level: AREA_LEVEL,
      area: REF_AREA,
      typed: HOUSEHOLD_TYPE !== "_T",
      fate: OBS_VALUE !== null ? "P" : CONF_STATUS === "A" ? "F" : "D",
    }));
}

const made = new Map<World, Promise<Publication[][]>>();

/** The draws of a world's year, made once for all tests that look at them. */
function yearsOf(one: World): Promise<Publication[][]> {
  const years = made.get(one) ?? Promise.all(Array.from({ length: DRAWS }, (_, draw) => yearOf(one, draw)));
  made.set(one, years);
  return years;
}

describe.each(WORLDS.map((one) => [one.name, one] as const))("%s", (_, one) => {
  const years = () => yearsOf(one);
  const { k } = one.plan.settings;

  test("no count that the year withholds is known to better than ± 2k at its end, but what the reports call exposed", {
    timeout: 300_000,
  }, async () => {
    const measure = one.plan.measures[0]?.measure as PublicView["measure"];
    for (const year of await years()) {
      const { withheld, variance } = yearAttack(
        year.map(({ tables }) => ({ territory: one.plan.territory, measure, ...tables })),
      );
      const exposed = new Set(year.flatMap(({ report }) => report.exposed.map(({ area, type }) => `${area} ${type}`)));
      for (const { name, of } of withheld) {
        if (exposed.has(name)) continue;
        expect(Z95 * Math.sqrt(variance(of)), name).toBeGreaterThan(2 * k - 1e-6);
      }
    }
  });

  test("what a report calls exposed was shown, or all of its classes were: a cell that no publication showed is hidden all year", async () => {
    const rungs = one.plan.measures[0]?.measure.similarity.rungs ?? [];
    for (const year of await years()) {
      const shown = new Set<string>();
      for (const publication of year) {
        for (const { cell, fate } of fatesOf(publication)) if (fate === "P") shown.add(cell);
        for (const { area, type } of publication.report.exposed) {
          const parts = rungs.find(({ code }) => code === type)?.classes ?? [type];
          for (const part of parts) expect(shown, `${publication.id}: ${area} ${type} is exposed`).toContain(`${area} ${part}`);
        }
      }
    }
  });

  test("what was shown once is withheld by its gate alone; a victim is one all year; a root's total never", async () => {
    for (const year of await years()) {
      const [shown, victims] = [new Set<string>(), new Set<string>()];
      for (const publication of year) {
        for (const { cell, fate, area, typed } of fatesOf(publication)) {
          if (fate === "D") {
            expect(shown, `${publication.id}: ${cell} is withheld to protect another, and was shown`).not.toContain(cell);
            expect(area === "w" && !typed).toBe(false);
            victims.add(cell);
          }
          if (fate === "P") {
            expect(victims, `${publication.id}: ${cell} is shown, and was withheld to protect another`).not.toContain(cell);
            shown.add(cell);
          }
        }
      }
    }
  });

  test("from the first publication on, protection costs no more than one cell for each area with a withheld class and each family with a withheld area", async () => {
    for (const year of await years()) {
      for (const publication of year) {
        const fates = fatesOf(publication);
        const areas = new Set(fates.map(({ area }) => area));
        const hurt = (own: readonly Fate[]) => (own.some(({ fate }) => fate === "F") ? 1 : 0);
        let allowed = 0;
        for (const area of areas) {
          allowed += hurt(fates.filter((fate) => fate.area === area && fate.typed));
          const children = one.plan.territory.children(area).map(({ code }) => code);
          allowed += hurt(fates.filter((fate) => !fate.typed && children.includes(fate.area)));
        }
        // A level whose parents are not published in this period is one family.
        allowed += hurt(fates.filter((fate) => !fate.typed && fate.area !== "w"));
        const spent = fates.filter(({ fate }) => fate === "D").length;
        expect(spent, publication.id).toBeLessThanOrEqual(allowed + 1);
      }
    }
  });
});

test("the years that went dark: what passes its gates is shown from January to December but for one cell a table", async () => {
  for (const one of WORLDS.slice(0, 2)) {
    for (const publication of (await yearsOf(one)).flat()) {
      const fates = fatesOf(publication);
      expect(
        fates.filter(({ fate }) => fate === "D"),
        publication.id,
      ).toHaveLength(1);
      expect(fates.filter(({ fate }) => fate === "P").length, publication.id).toBeGreaterThanOrEqual(5);
    }
  }
  for (const publication of (await yearsOf(WORLDS[3] as World)).flat()) {
    const leaves = fatesOf(publication).filter(({ level }) => level === "leaf");
    if (leaves.length > 0) expect(leaves.filter(({ fate }) => fate === "P").length, publication.id).toBeGreaterThanOrEqual(13);
  }
});
