// What the settings let one mechanism or gate have of a year's budget, computed apart from the pipeline's plan.

import type { EntryOf } from "../contract/chain.ts";
import type { Manifest, Mechanism } from "../contract/manifest.ts";
import { STEPS, stepWithin } from "../contract/period.ts";
import { addFractions, Fraction, fractionOf } from "./fraction.ts";
import { ALL, cellsByLineage, type LevelShape, PER_YEAR, publishedLevels } from "./shape.ts";

/** Ten-thousandths that stated parts add up to. */
const ALL_PARTS = 10_000;
const QUANTITY = { count: "counts", sum: "sums", histogram: "histograms" } as const;

/**
 * Upper bound on the ρ of one mechanism in one publication, from settings and calendar alone (decisions 0014 and 0056):
 *
 *     ρ(year) / L × Σ over the mechanism's levels of the table's part for the quantity / publications of the step
 *
 * Twins sum over the levels of all of them. A revision takes the reserve in the proportions of the whole year, once.
 *
 * @returns null for a mechanism of a level that is never published
 */
export function mechanismShare(manifest: Manifest, opened: EntryOf<"opened">, one: Mechanism): Fraction | null {
  const revised = manifest.revision > 0;
  const own = levelsOf(manifest, one);
  if (own.length === 0) return null;
  const reserve = fractionOf(manifest.settings.budget.shares.revision);
  const whole = revised ? reserve.div(new Fraction(1).sub(reserve)) : 1;
  return new Fraction(opened.rho)
    .div(opened.streams)
    .mul(whole)
    .mul(partOf(manifest, own, one));
}

/**
 * The publications of the year by their step: how many there are, and how much one of them has for a mechanism's quantity,
 * relative to this publication. One with twice as much is twice as precise.
 */
export function worthByStep(manifest: Manifest, one: Mechanism) {
  const own = levelsOf(manifest, one);
  const here = partOf(manifest, own, one);
  const steps = STEPS.filter((step) => publishedLevels(manifest).some((level) => level.step === step));
  return steps.map((step) => {
    const due = own.filter((level) => stepWithin(level.step, step));
    const part = partOf({ ...manifest, step }, due, one);
    return { times: PER_YEAR[step], worth: here.valueOf() > 0 ? part.div(here).valueOf() : 0 };
  });
}

const levelsOf = (manifest: Manifest, { level, twins = [] }: Mechanism): LevelShape[] =>
  publishedLevels(manifest).filter((shape) => [level, ...twins].includes(shape.level));

/** What one publication of the manifest's step has of a measure's ρ for a mechanism, at these levels together. */
function partOf(manifest: Manifest, levels: readonly LevelShape[], one: Mechanism): Fraction {
  const { shares } = manifest.settings.budget;
  const unreserved = new Fraction(1).sub(fractionOf(shares.revision));
  return addFractions(
    levels.map((level) => {
      if (one.table !== ALL && !level.typed) return new Fraction(0);
      return shares.tables ? statedPart(manifest, level, one).mul(unreserved) : evenPart(manifest, level, one);
    }),
  );
}

/** The part that the settings state for a table, per publication; for a revision, of the whole year. Where nothing is stated it is 0. */
function statedPart({ settings, step, revision }: Manifest, { level }: LevelShape, { table, quantity }: Mechanism): Fraction {
  const own = (settings.budget.shares.tables ?? []).filter((share) => share.level === level && share.table === table);
  const parts = own.filter((share) => revision > 0 || share.step === step);
  const times = revision > 0 ? 1 : PER_YEAR[step];
  return addFractions(parts.map((share) => new Fraction(share[QUANTITY[quantity]], ALL_PARTS * times)));
}

/** Shares of quantities and levels, evenly over a level's tables and publications. */
function evenPart(manifest: Manifest, level: LevelShape, { quantity }: Mechanism): Fraction {
  const levels = publishedLevels(manifest);
  const { counts = 0, sums = 0, histograms = 0 } = manifest.settings.budget.shares;
  const part = fractionOf({ count: counts, sum: sums, histogram: histograms }[quantity]);
  const share = levelShare(manifest, levels, levels.map((shape) => shape.level).indexOf(level.level), quantity);
  return part.mul(share).div((manifest.revision > 0 ? 1 : level.publications) * (level.typed ? 2 : 1));
}

/**
 * Stated parts are the calendar's: every table once at each step that its level is published at, none other, with the sum 10 000.
 * Without stated parts, shares of counts, sums and histograms are stated.
 */
export function* partsFaults(manifest: Manifest): Generator<string> {
  const { tables, counts } = manifest.settings.budget.shares;
  if (!tables) {
    if (counts === undefined) yield "budget.shares fixes neither tables nor counts, sums and histograms";
    return;
  }
  const levels = publishedLevels(manifest);
  const steps = STEPS.filter((step) => levels.some((one) => one.step === step));
  const expected = levels.flatMap(({ level, step, typed }) =>
    (typed ? [ALL, "types"] : [ALL]).flatMap((table) =>
      steps.filter((longer) => stepWithin(step, longer)).map((longer) => `${level} ${table} by ${longer}`),
    ),
  );
  const stated = tables.map(({ level, table, step }) => `${level} ${table} by ${step}`);
  for (const name of new Set([...expected, ...stated])) {
    const [times, due] = [stated.filter((other) => other === name).length, expected.includes(name) ? 1 : 0];
    if (times !== due) yield `budget.shares.tables has ${name} ${times} times; expected ${due}`;
  }
  const all = tables.reduce((sum, one) => sum + one.counts + one.sums + one.histograms, 0);
  if (all !== ALL_PARTS) yield `budget.shares.tables add up to ${all}; expected ${ALL_PARTS}`;
}

/**
 * δ′ of one gate: the gates' part over all gates that a household can sit in that year. It sits in one of each table, and twins
 * share one. The largest number of each publication is added up, as it is debited.
 */
export function gateShare(manifest: Manifest, opened: EntryOf<"opened">): Fraction {
  const levels = publishedLevels(manifest);
  const mostGates = (due: readonly LevelShape[]) => Math.max(...cellsByLineage(manifest, due).map((cells) => cells.length));
  const steps = STEPS.filter((step) => levels.some((level) => level.step === step));
  const gates = steps.map((step) => PER_YEAR[step] * mostGates(levels.filter((level) => stepWithin(level.step, step))));
  if (manifest.settings.budget.shares.revision > 0) gates.push(mostGates(levels));
  const allGates = gates.reduce((total, one) => total + one, 0);
  return new Fraction(opened.gates).div(Math.max(1, allGates) * opened.streams);
}

/** A level's part. Histograms are shared out among the levels that have any; where none has, counts and sums get their part. */
function levelShare(
  { settings: { budget } }: Manifest,
  levels: readonly LevelShape[],
  i: number,
  quantity: Mechanism["quantity"],
): Fraction {
  const { levels: stated, counts = 0, sums = 0, histograms = 0 } = budget.shares;
  const shares = levels.map(({ level }, place) => (stated ? fractionOf(stated[level] ?? 0) : defaultShare(levels.length, place)));
  const binnedShare = addFractions(shares.filter((_, place) => levels[place]?.histograms));
  const share = shares[i] as Fraction;
  if (quantity === "histogram") return levels[i]?.histograms && binnedShare.gt(0) ? share.div(binnedShare) : new Fraction(0);
  const [both, three] = [
    [counts, sums],
    [counts, sums, histograms],
  ].map((some) => addFractions(some.map(fractionOf)));
  return binnedShare.gt(0) || both?.equals(0) ? share : share.mul(three as Fraction).div(both as Fraction);
}

/** Two levels .4/.6, three .2/.3/.5; more: whole .2, the rest equal. */
function defaultShare(levels: number, i: number): Fraction {
  const few = [[], ["1"], ["0.4", "0.6"], ["0.2", "0.3", "0.5"]][levels];
  if (few) return new Fraction(few[i] ?? 0);
  return i === 0 ? new Fraction(1, 5) : new Fraction(4, 5 * (levels - 1));
}
