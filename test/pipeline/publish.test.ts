import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import type { Measure, Similarity } from "../../src/domains/index.ts";
import { bySize } from "../../src/domains/partitions.ts";
import { type Plan, publish } from "../../src/pipeline/index.ts";
import { seededEntropy } from "../support/entropy.ts";
import { gridPlan, household, months, publicationContextOf } from "../support/pipeline.ts";

const plan = gridPlan(2, 3, { measures: ["water.volume", "gas.energy"] });
const households = Array.from({ length: 900 }, (_, i) =>
  household(i, `m${i % 2}l${i % 3}`, [...months(4000 + 1000 * (i % 10)), ...months(300_000 + 1000 * (i % 7), "gas.energy")], {
    size: ["1", "2", "3", "4"][i % 4] as string,
  }),
);

test("the debit is on disk before a record is read, and a record before anything is drawn", async () => {
  const order: string[] = [];
  const context = publicationContextOf(plan, [], {
    random: (n) => {
      order.push("draw");
      return seededEntropy("order")(n);
    },
  });
  await publish(
    {
      ...context,
      snapshot: () => {
        order.push(`snapshot after ${context.ledger.entries().map((entry) => entry.kind)}`);
        return households;
      },
    },
    parsePeriod("2025-01"),
  );
  expect(order.slice(0, 2)).toEqual(["snapshot after terms,opened,debit", "draw"]);
  expect(context.ledger.entries().map((entry) => entry.kind)).toEqual(["terms", "opened", "debit", "drawn"]);
});

test("asked again, nothing is read, drawn or paid, and every table is the same", async () => {
  const context = publicationContextOf(plan, households, { random: seededEntropy("again") });
  const first = await publish(context, parsePeriod("2025"));
  const forbidden = () => {
    throw new Error("a stored publication needs no record and no noise");
  };
  const second = await publish({ ...context, random: forbidden, snapshot: forbidden, duck: forbidden }, parsePeriod("2025"));
  expect(second).toEqual(first);
  expect(context.ledger.entries().length).toBe(4);
});

test("a run that broke off before the draw goes on without paying twice", async () => {
  const context = publicationContextOf(plan, households, { random: seededEntropy("broken off") });
  const broken = {
    ...context,
    snapshot: () => {
      throw new Error("the power went out");
    },
  };
  await expect(publish(broken, parsePeriod("2025"))).rejects.toThrow("the power went out");
  const debit = context.ledger.entries();
  expect(debit.map((entry) => entry.kind)).toEqual(["terms", "opened", "debit"]);
  const { head } = await publish(context, parsePeriod("2025"));
  expect(context.ledger.entries().slice(0, 3)).toEqual(debit);
  expect(context.ledger.entries().map((entry) => entry.kind)).toEqual(["terms", "opened", "debit", "drawn"]);
  expect(head.privacy.year).toEqual(head.privacy.this_release);
});

/** As a later version of a domain's file might have it. */
function withMeasure(plan: Plan, change: Partial<Measure>): Plan {
  return { ...plan, measures: plan.measures.map((ref) => ({ ...ref, measure: { ...ref.measure, ...change } })) };
}
/** Types by size in which one and two people are one type. */
const FEWER: Similarity = {
  ...bySize,
  classes: [
    { code: "size=1-2", labels: { fr: "1 ou 2 personnes", en: "1 or 2 people" }, where: { size: ["1", "2"] } },
    ...bySize.classes.slice(2),
  ],
  rungs: bySize.rungs.slice(1),
};
const NO_RUNGS: Similarity = { ...bySize, rungs: [] };

test.each<[string, Parameters<typeof gridPlan>[2], Partial<Measure>, string]>([
  ["a smaller k", { k: 5 }, {}, "0".repeat(64)],
  ["another currency", { currency: "USD" }, {}, "0".repeat(64)],
  ["another territory", {}, {}, "1".repeat(64)],
  ["types that are merged", {}, { similarity: FEWER }, "0".repeat(64)],
  ["other sums of types", {}, { similarity: NO_RUNGS }, "0".repeat(64)],
  ["fewer months for a yearly mean", {}, { coverage: 9 }, "0".repeat(64)],
])("after the debit nothing is drawn on other terms: %s refuses", async (_, settings, measure, sha256) => {
  const context = publicationContextOf(gridPlan(2, 3), households);
  const halfway = {
    ...context,
    snapshot: () => {
      throw new Error("halfway");
    },
  };
  await expect(publish(halfway, parsePeriod("2025-01"))).rejects.toThrow("halfway");
  const other = withMeasure(gridPlan(2, 3, settings), measure);
  for (const period of ["2025-01", "2025-02"])
    await expect(publish({ ...context, plan: other, territorySha256: sha256 }, parsePeriod(period))).rejects.toMatchObject({
      // Where no shares are stated, k moves what the cells of the debit cost.
      code: other.settings.k !== context.plan.settings.k && period === "2025-01" ? "ledger-broken" : "invalid-settings",
    });
  expect(context.ledger.entries().map((entry) => entry.kind)).toEqual(["terms", "opened", "debit"]);
  await publish(context, parsePeriod("2025-01"));
});

const with2 = (settings: Parameters<typeof gridPlan>[2]): Plan =>
  gridPlan(2, 3, { measures: ["water.volume", "gas.energy"], ...settings });

test.each([
  ["a larger ε", with2({ budget: { epsilon: 8 } })],
  ["fewer streams", with2({ streams: 1 })],
  ["another calendar", with2({ calendar: { leaf: "never" } })],
])("after the debit the settings are bound: %s refuses", async (_, other) => {
  const context = publicationContextOf(plan, households);
  const halfway = {
    ...context,
    snapshot: () => {
      throw new Error("halfway");
    },
  };
  await expect(publish(halfway, parsePeriod("2025"))).rejects.toThrow("halfway");
  await expect(publish({ ...context, plan: other }, parsePeriod("2025"))).rejects.toMatchObject({ code: "ledger-broken" });
  expect(context.ledger.entries().map((entry) => entry.kind)).toEqual(["terms", "opened", "debit"]);
});

test.each([
  ["a smaller k", with2({ k: 5 }), "0".repeat(64), "ledger-broken"],
  ["another clamp", with2({ clamps: { "water.volume": { upper: 80, source: "test" } } }), "0".repeat(64), "invalid-settings"],
  ["another territory", plan, "1".repeat(64), "invalid-settings"],
])("after the draw the stored integers are read only as they were drawn: %s refuses", async (_, other, territorySha256, code) => {
  const context = publicationContextOf(plan, households, { random: seededEntropy("drawn") });
  await publish(context, parsePeriod("2025"));
  await expect(publish({ ...context, plan: other, territorySha256 }, parsePeriod("2025"))).rejects.toMatchObject({ code });
});

test("what a draw means is told apart by the year's terms and by the mechanisms, and by nothing else", async () => {
  const basis = async (settings: Parameters<typeof gridPlan>[2], period = "2025") => {
    return (await publish(publicationContextOf(with2(settings), []), parsePeriod(period))).head.draw.basis;
  };
  const drawn = await basis({});
  expect(await basis({ contact: "them@commons.example" })).toBe(drawn);
  const others = [await basis({ k: 5 }), await basis({ budget: { epsilon: 8 } }), await basis({}, "2025-01")];
  expect(new Set([drawn, ...others]).size).toBe(4);
});

test("after the draw a contact may be mended: the stored integers are read as they were drawn", async () => {
  const context = publicationContextOf(plan, households, { random: seededEntropy("drawn") });
  const { tables } = await publish(context, parsePeriod("2025"));
  const mended = await publish({ ...context, plan: with2({ contact: "them@commons.example" }) }, parsePeriod("2025"));
  expect(mended.tables).toEqual(tables);
});

test("a month holds the whole alone, the year every level; all that is due of a year fits the budget, and nothing twice", async () => {
  const context = publicationContextOf(plan, households, { random: seededEntropy("year") });
  for (const id of [...Array.from({ length: 12 }, (_, m) => `2025-${String(m + 1).padStart(2, "0")}`), "2025"]) {
    const { tables, head } = await publish(context, parsePeriod(id));
    expect([...new Set(tables.observations.map((row) => row.AREA_LEVEL))]).toEqual(
      id === "2025" ? ["whole", "middle", "leaf"] : ["whole"],
    );
    expect(head.privacy.year.epsilon).toBeLessThanOrEqual(head.privacy.epsilon_allowed);
    expect(head.privacy.year.delta).toBeLessThanOrEqual(head.privacy.delta_allowed);
    if (id !== "2025") continue;
    // The variances are rounded up, so a little of the budget is left; not much.
    expect(head.privacy.year.epsilon).toBeGreaterThan(0.99 * head.privacy.epsilon_allowed);
  }
  await expect(publish(context, parsePeriod("2025-Q1"))).rejects.toMatchObject({ code: "period-not-due" });
});

test("two periods, two measures and two publications share no noise", async () => {
  const context = publicationContextOf(with2({ k: 2 }), households, { random: seededEntropy("reuse") });
  const sums = async (id: string) => {
    const { tables } = await publish(context, parsePeriod(id));
    return tables.measurements.filter((row) => row.REF_AREA === "w").map((row) => row.NOISY);
  };
  const [january, february] = [await sums("2025-01"), await sums("2025-02")];
  // The same amounts each month: only the noise can differ.
  expect(january.length).toBeGreaterThan(4);
  expect(january.filter((noisy, i) => i % 2 === 1 && noisy === february[i])).toEqual([]);
});
