import type { EntryOf } from "../contract/chain.ts";
import type { Manifest, Mechanism } from "../contract/manifest.ts";
import { STEPS, stepWithin } from "../contract/period.ts";
import { addFractions, Fraction, fractionOf } from "./fraction.ts";
import { cellsByLineage, type LevelShape, PER_YEAR, publishedLevels } from "./shape.ts";

/**
 * The most ρ that settings and calendar share out for one mechanism of one publication (privacy notes, section 1): of the
 * year's ρ, one of L measures, its part of counts, sums or histograms, its level's part of that, over the level's
 * publications of the year and its tables; where no level has histograms, counts and sums have their part. Twins have what
 * all of their levels have. A revision shares out the reserve in the same way, once.
 *
 * @returns null for a mechanism of a level that is never published
 */
export function allotted(manifest: Manifest, opened: EntryOf<"opened">, one: Mechanism): Fraction | null {
  const levels = publishedLevels(manifest);
  const { counts, sums, histograms, revision } = manifest.settings.budget.shares;
  const part = fractionOf({ count: counts, sum: sums, histogram: histograms }[one.quantity]);
  const revised = manifest.revision > 0;
  const reserve = revised ? fractionOf(revision).div(addFractions([counts, sums, histograms].map(fractionOf))) : 1;
  const paid = levels.flatMap((level, i) => {
    const share = [one.level, ...(one.twins ?? [])].includes(level.level) && levelShare(manifest, levels, i, one.quantity);
    return share ? [share.div((revised ? 1 : level.publications) * (level.typed ? 2 : 1))] : [];
  });
  if (paid.length === 0) return null;
  return new Fraction(opened.rho).div(opened.streams).mul(part).mul(reserve).mul(addFractions(paid));
}

/**
 * δ′ of one gate: the gates' part over all gates that a household can sit in that year. It sits in one of each table; what
 * twins have in common is one. The most of each publication are added up, as they are debited.
 */
export function gateShare(manifest: Manifest, opened: EntryOf<"opened">): Fraction {
  const levels = publishedLevels(manifest);
  const most = (due: readonly LevelShape[]) => Math.max(...cellsByLineage(manifest, due).map((cells) => cells.length));
  const steps = STEPS.filter((step) => levels.some((level) => level.step === step));
  const gates = steps.map((step) => PER_YEAR[step] * most(levels.filter((level) => stepWithin(level.step, step))));
  if (manifest.settings.budget.shares.revision > 0) gates.push(most(levels));
  const all = gates.reduce((total, one) => total + one, 0);
  return new Fraction(opened.gates).div(Math.max(1, all) * opened.streams);
}

/** A level's part, of histograms over those levels alone that have any; null where it has none. */
function levelShare(
  { settings: { budget } }: Manifest,
  levels: readonly LevelShape[],
  i: number,
  quantity: Mechanism["quantity"],
): Fraction | null {
  const { levels: given, counts, sums, histograms } = budget.shares;
  const shares = levels.map(({ level }, place) => (given ? fractionOf(given[level] ?? 0) : defaultShare(levels.length, place)));
  const all = addFractions(shares.filter((_, place) => levels[place]?.histograms));
  const own = shares[i] as Fraction;
  if (quantity === "histogram") return levels[i]?.histograms && all.gt(0) ? own.div(all) : null;
  return all.gt(0)
    ? own
    : own.mul(addFractions([counts, sums, histograms].map(fractionOf))).div(addFractions([counts, sums].map(fractionOf)));
}

/** Two levels .4/.6, three .2/.3/.5; more: whole .2, the rest equal. */
function defaultShare(levels: number, i: number): Fraction {
  const few = [[], ["1"], ["0.4", "0.6"], ["0.2", "0.3", "0.5"]][levels];
  if (few) return new Fraction(few[i] ?? 0);
  return i === 0 ? new Fraction(1, 5) : new Fraction(4, 5 * (levels - 1));
}
