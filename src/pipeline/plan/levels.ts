import { type Period, stepWithin } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import type { Frequency, Settings } from "../../contract/settings.ts";
import { type CalendarLevel, calendarLevels } from "../../privacy/forecast/index.ts";
import { div, fromNumber, type Rational, rational, sum, toNumber } from "../../privacy/index.ts";
import type { Territory } from "../../territory/index.ts";

/** A level of the territory that is published, and its part of the budget. */
export interface LevelPlan extends CalendarLevel {
  /** part of the counts' and the sums' budget */
  readonly share: Rational;
  /** what counts and sums have in proportion to their own shares: 1, or more where no level has histograms and theirs is left */
  readonly spread: Rational;
  /** part of the histograms' budget; 0 without histograms */
  readonly histogramShare: Rational;
}

/** `_T` is the whole table; `types` the table by class. Each is measured by itself. */
export type TableName = "_T" | "types";

export function tablesOf(level: LevelPlan): readonly TableName[] {
  return level.typed ? ["_T", "types"] : ["_T"];
}

/** How often each level is published: what the settings say, else whole monthly and the rest yearly. */
export function frequencies(settings: Settings, territory: Territory): ReadonlyMap<string, Frequency> {
  const given = settings.calendar ?? {};
  refuseUnknownLevels("calendar", given, territory);
  return new Map(territory.levels.map((level, i) => [level, given[level] ?? (i === 0 ? "month" : "year")]));
}

/**
 * The levels that are published, whole first, with their shares of the budget.
 *
 * @throws Refusal `invalid-settings` when a level is not the territory's, nothing is published, or
 *   shares of levels are not all > 0 with the sum 1
 */
export function planLevels(settings: Settings, territory: Territory): LevelPlan[] {
  const frequency = frequencies(settings, territory);
  const used = territory.levels.filter((level) => frequency.get(level) !== "never");
  if (used.length === 0)
    throw new Refusal("invalid-settings", "calendar: at least one level must be published; got never for all");
  const shares = levelShares(settings, territory, used);
  const calendar = calendarLevels(territory.levels, Object.fromEntries(frequency));
  const { counts, sums, histograms: bins } = settings.budget.shares;
  const [others, all] = [sum([counts, sums].map(fromNumber)), sum([counts, sums, bins].map(fromNumber))];
  const histogramTotal = sum(calendar.filter(({ histograms }) => histograms).map(({ level }) => shares.get(level) as Rational));
  const spread = histogramTotal.num === 0n ? div(all, others) : rational(1n);
  return calendar.map((published): LevelPlan => {
    const share = shares.get(published.level) as Rational;
    return { ...published, share, spread, histogramShare: published.histograms ? div(share, histogramTotal) : rational(0n) };
  });
}

function levelShares(settings: Settings, territory: Territory, used: readonly string[]): Map<string, Rational> {
  const given = settings.budget.shares.levels;
  if (!given) {
    const rest = rational(4n, 5n * BigInt(Math.max(1, used.length - 1)));
    const shares = DEFAULT_SHARES[used.length] ?? used.map((_, i) => (i === 0 ? rational(1n, 5n) : rest));
    return new Map(used.map((level, i) => [level, shares[i] as Rational]));
  }
  refuseUnknownLevels("budget.shares.levels", given, territory);
  const refuse = (fault: string) => new Refusal("invalid-settings", `budget.shares.levels${fault}`);
  const missing = used.find((level) => !(Number(given[level]) > 0));
  if (missing) throw refuse(`.${missing} must be > 0, for the level is published; got ${given[missing]}`);
  const extra = Object.keys(given).find((level) => !used.includes(level) && given[level] !== 0);
  if (extra) throw refuse(`.${extra} must be 0, for the level is never published; got ${given[extra]}`);
  const shares = new Map(used.map((level) => [level, fromNumber(given[level] as number)]));
  const total = sum(shares.values());
  if (total.num !== total.den) throw refuse(` must add up to 1; got ${toNumber(total)}`);
  return shares;
}

/** Shares of the levels by how many are published; of more than three the whole has a fifth, and the others share the rest. */
const DEFAULT_SHARES: Readonly<Record<number, readonly Rational[]>> = {
  1: [rational(1n)],
  2: [rational(2n, 5n), rational(3n, 5n)],
  3: [rational(1n, 5n), rational(3n, 10n), rational(1n, 2n)],
};

function refuseUnknownLevels(where: string, given: Readonly<Record<string, unknown>>, territory: Territory): void {
  const unknown = Object.keys(given).find((level) => !territory.levels.includes(level));
  if (unknown) {
    throw new Refusal(
      "invalid-settings",
      `${where}.${unknown}: the territory's levels are ${territory.levels.join(", ")}; got ${unknown}`,
    );
  }
}

/**
 * The levels that a publication of this period holds: those whose step is the period's or shorter.
 *
 * @throws Refusal `period-not-due` when no level has the period's step
 */
export function dueLevels(levels: readonly LevelPlan[], period: Period): LevelPlan[] {
  if (!levels.some((level) => level.step === period.step)) {
    const steps = levels.map((level) => `${level.level} ${level.step}`).join(", ");
    throw new Refusal("period-not-due", `no level is published by ${period.step}; the calendar is ${steps}; got ${period.id}`);
  }
  return levels.filter((level) => stepWithin(level.step, period.step));
}
