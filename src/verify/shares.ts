import type { EntryOf } from "../contract/chain.ts";
import type { Manifest, Mechanism } from "../contract/manifest.ts";
import { STEPS, stepWithin } from "../contract/period.ts";
import {
  decimalFraction,
  divideFractions,
  type Fraction,
  fraction,
  multiplyFractions,
  parseFraction,
  sumFractions,
} from "./fraction.ts";
import { type LevelShape, PER_YEAR, publishedLevels } from "./shape.ts";
import { cellsOf, lineagesOf } from "./twins.ts";

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
  const shares = manifest.settings.budget.shares;
  const part = decimalFraction({ count: shares.counts, sum: shares.sums, histogram: shares.histograms }[one.quantity]);
  const parts = [shares.counts, shares.sums, shares.histograms].map(decimalFraction);
  const revised = manifest.revision > 0;
  const whole = revised ? divideFractions(decimalFraction(shares.revision), sumFractions(parts)) : fraction(1n);
  const paid = [one.level, ...(one.twins ?? [])].flatMap((name) => {
    const level = levels.find((candidate) => candidate.level === name);
    const ofLevel = level && levelShare(manifest, levels, level, one.quantity);
    if (!ofLevel) return [];
    const uses = BigInt((revised ? 1 : level.publications) * level.tables.length);
    return [multiplyFractions(ofLevel, fraction(1n, uses))];
  });
  if (paid.length === 0) return null;
  const streams = fraction(1n, BigInt(Math.max(1, opened.streams)));
  return [part, whole, sumFractions(paid), streams].reduce(multiplyFractions, parseFraction(opened.rho));
}

/**
 * δ′ of one gate: the gates' part over all gates that a household can sit in that year. It sits in one of each table; what
 * twins have in common is one. The most of each publication are added up, as they are debited.
 */
export function gateShare(manifest: Manifest, opened: EntryOf<"opened">): Fraction {
  const levels = publishedLevels(manifest);
  const most = (due: readonly LevelShape[]) =>
    Math.max(...lineagesOf(manifest).map((lineage) => cellsOf(manifest.territory.levels, due, lineage).length));
  const steps = STEPS.filter((step) => levels.some((level) => level.step === step));
  const published = steps.reduce((sum, step) => {
    const due = levels.filter((level) => stepWithin(level.step, step));
    return sum + PER_YEAR[step] * most(due);
  }, 0);
  const gates = published + (manifest.settings.budget.shares.revision > 0 ? most(levels) : 0);
  return divideFractions(parseFraction(opened.gates), fraction(BigInt(Math.max(1, gates * opened.streams))));
}

/** A level's part, of histograms over those levels alone that have any; null where it has none. */
function levelShare(
  manifest: Manifest,
  levels: readonly LevelShape[],
  { level: name, histograms: binned }: LevelShape,
  quantity: Mechanism["quantity"],
): Fraction | null {
  const given = manifest.settings.budget.shares.levels;
  const shares = new Map(
    levels.map(({ level }, i) => [level, given ? decimalFraction(given[level] ?? 0) : defaultShare(levels.length, i)]),
  );
  const own = shares.get(name);
  if (!own) return null;
  const all = sumFractions(levels.filter(({ histograms }) => histograms).map(({ level }) => shares.get(level) as Fraction));
  if (quantity === "histogram") return all.num === 0n || !binned ? null : divideFractions(own, all);
  if (all.num > 0n) return own;
  const { counts, sums, histograms } = manifest.settings.budget.shares;
  const [others, every] = [
    [counts, sums],
    [counts, sums, histograms],
  ].map((some) => sumFractions(some.map(decimalFraction)));
  return multiplyFractions(own, divideFractions(every as Fraction, others as Fraction));
}

/** Two levels .4/.6, three .2/.3/.5; more: whole .2, the rest equal. */
function defaultShare(levels: number, i: number): Fraction {
  if (levels === 1) return fraction(1n);
  if (levels === 2) return fraction(i === 0 ? 2n : 3n, 5n);
  if (levels === 3) return fraction(i === 0 ? 2n : i === 1 ? 3n : 5n, 10n);
  return i === 0 ? fraction(1n, 5n) : fraction(4n, 5n * BigInt(levels - 1));
}
