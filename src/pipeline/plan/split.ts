// How a year's ρ is shared out over tables and quantities: as stated, as a search finds it, or evenly. Exact fractions, for the
// ledger is debited by them.

import { Refusal } from "../../contract/problem.ts";
import type { Settings } from "../../contract/settings.ts";
import {
  EVEN_SHARES,
  evenLevels,
  type LossWeights,
  optimisedSplit,
  PARTS,
  QUANTITIES,
  type TableParts,
  tablesOfCalendar,
  UNKNOWN_HOUSEHOLDS,
  type YearTable,
} from "../../privacy/forecast/index.ts";
import { add, div, format, fromNumber, mul, type Rational, rational, sub, sum, toNumber, ZERO } from "../../privacy/index.ts";
import type { Territory } from "../../territory/index.ts";
import { type LevelPlan, planLevels, refuseUnknownLevels } from "./levels.ts";

/** A table's share of what a measure may spend in the year, over all publications of its step together. */
interface TableShare extends YearTable {
  readonly counts: Rational;
  readonly sums: Rational;
  readonly histograms: Rational;
}

/**
 * Every table of the calendar. A household sits in one cell of each, or pays for it in a cell of twins, so that the shares add up
 * to 1 less the reserve.
 */
export type Split = readonly TableShare[];

type Shares = Settings["budget"]["shares"];

/**
 * Settings in which the year is shared out as loses least (`src/privacy/forecast/optimise.md`), where they do not fix it. The
 * search uses public numbers alone: areas, calendar, k, the budget, and the households that the settings expect.
 *
 * @param typeCount types of household in an area; null: households are not asked for their type, and tables by type get next to
 *   nothing
 * @param budgetOf what a measure may spend, and δ′ of a gate. Where odds are stated, these depend a little on the shares
 *   themselves; the search takes them as of even shares
 */
export function withSplit(
  settings: Settings,
  territory: Territory,
  levels: readonly LevelPlan[],
  typeCount: number | null,
  budgetOf: (settings: Settings) => { readonly rhoPerMeasure: Rational; readonly gateDelta: Rational },
): Settings {
  const { budget, k, expected_households: expected } = settings;
  const { shares } = budget;
  const { revision, weights = {} } = shares;
  refuseUnknownLevels("budget.shares.weights", weights, territory);
  if (shares.counts !== undefined || shares.tables !== undefined) return settings;
  const sharing = (changes: Partial<Shares>): Settings => ({
    ...settings,
    budget: { ...budget, shares: { ...shares, ...changes } },
  });
  const { rhoPerMeasure, gateDelta } = budgetOf(sharing(EVEN_SHARES));
  const tables = optimisedSplit({
    areas: territory.areas,
    levels,
    typeCount: typeCount ?? 1,
    k,
    rho: toNumber(rhoPerMeasure) * (1 - revision),
    gateDelta: toNumber(gateDelta),
    households: expected === undefined ? UNKNOWN_HOUSEHOLDS : [expected],
    weights: typeCount === null ? untyped(levels, weights) : weights,
  });
  return sharing({ tables });
}

function untyped(levels: readonly LevelPlan[], weights: LossWeights): LossWeights {
  return Object.fromEntries(levels.map(({ level }) => [level, { ...weights[level], types: 0 }]));
}

/**
 * How the settings share out the year, which they must fix (`withSplit`).
 *
 * @throws Refusal `invalid-settings` where shares are not those of the calendar, or do not add up to 1 exactly
 */
export function splitOf({ budget: { shares } }: Settings, territory: Territory, levels: readonly LevelPlan[]): Split {
  return shares.tables ? statedSplit(shares.tables, shares.revision, levels) : evenSplit(shares, territory, levels);
}

/** Settings without their stated table parts, where these belong to another calendar or to other levels. */
export function withoutOtherTables(settings: Settings, territory: Territory): Settings {
  const { tables, ...shares } = settings.budget.shares;
  const calendarTables = tablesOfCalendar(planLevels(settings, territory)).map(nameOf);
  const isOwn = tables?.length === calendarTables.length && tables.every((table) => calendarTables.includes(nameOf(table)));
  return isOwn || !tables ? settings : { ...settings, budget: { ...settings.budget, shares } };
}

function nameOf({ level, table, step }: Pick<YearTable, "level" | "table" | "step">): string {
  return `${level} ${table} by ${step}`;
}

function refuse(fault: string): Refusal {
  return new Refusal("invalid-settings", `budget.shares${fault}`);
}

/**
 * Reads stated parts, in ten-thousandths of all but the reserve. Every table of the calendar must have its own, and no other
 * table any.
 */
function statedSplit(stated: readonly TableParts[], reserve: number, levels: readonly LevelPlan[]): Split {
  const tables = tablesOfCalendar(levels);
  const names = stated.map(nameOf);
  const stray = names.find((name, i) => names.indexOf(name) < i || !tables.some((table) => nameOf(table) === name));
  if (stray) throw refuse(`.tables: the calendar has ${tables.map(nameOf).join(", ")}, each once; got ${stray}`);
  const unit = div(sub(rational(1n), fromNumber(reserve)), rational(BigInt(PARTS)));
  return tables.map((one): TableShare => {
    const tableParts = stated.find((parts) => nameOf(parts) === nameOf(one));
    if (!tableParts) throw refuse(`.tables: ${nameOf(one)} must have parts, for the calendar has it; got none`);
    const part = (quantity: (typeof QUANTITIES)[number]) => {
      const isMeasured = quantity !== "histograms" || one.binned;
      if (tableParts[quantity] > 0 !== isMeasured)
        throw refuse(`.tables: ${quantity} of ${nameOf(one)} must be ${isMeasured ? "> 0" : "0"}; got ${tableParts[quantity]}`);
      return mul(unit, rational(BigInt(tableParts[quantity])));
    };
    return { ...one, counts: part("counts"), sums: part("sums"), histograms: part("histograms") };
  });
}

/**
 * Splits each quantity's share over the levels, and a level's part evenly over its tables and publications. Histograms are split
 * over the levels that have them; where none has, their share goes to counts and sums.
 */
function evenSplit(shares: Shares, territory: Territory, levels: readonly LevelPlan[]): Split {
  const [counts, sums, histograms] = QUANTITIES.map((quantity) => fromNumber(shares[quantity] as number)) as [
    Rational,
    Rational,
    Rational,
  ];
  const total = sum([counts, sums, histograms, fromNumber(shares.revision)]);
  if (total.num !== total.den) throw refuse(` must add up to 1 exactly; got ${format(total)}`);
  const shareOf = levelShares(shares, territory, levels);
  const levelShare = (level: string) => shareOf.get(level) as Rational;
  const binned = sum(levels.filter((levelPlan) => levelPlan.histograms).map(({ level }) => levelShare(level)));
  const spread = binned.num === 0n ? div(sum([counts, sums, histograms]), add(counts, sums)) : rational(1n);
  return tablesOfCalendar(levels).map((one): TableShare => {
    const { publications, typed } = levels.find(({ level }) => level === one.level) as LevelPlan;
    const share = mul(levelShare(one.level), rational(BigInt(one.times), BigInt(publications * (typed ? 2 : 1))));
    return {
      ...one,
      counts: mul(mul(counts, spread), share),
      sums: mul(mul(sums, spread), share),
      histograms: one.binned ? mul(histograms, div(share, binned)) : ZERO,
    };
  });
}

/** Shares of the levels: as stated, else by how many levels are published. */
function levelShares({ levels: stated }: Shares, territory: Territory, levels: readonly LevelPlan[]): Map<string, Rational> {
  const names = levels.map(({ level }) => level);
  if (!stated) {
    const few = evenLevels(names.length);
    const rest = rational(4n, 5n * BigInt(Math.max(1, names.length - 1)));
    return new Map(names.map((level, i) => [level, names.length > 3 && i > 0 ? rest : fromNumber(few[i] as number)]));
  }
  refuseUnknownLevels("budget.shares.levels", stated, territory);
  const missing = names.find((level) => !(Number(stated[level]) > 0));
  if (missing) throw refuse(`.levels.${missing} must be > 0, for the level is published; got ${stated[missing]}`);
  const extra = Object.keys(stated).find((level) => !names.includes(level) && stated[level] !== 0);
  if (extra) throw refuse(`.levels.${extra} must be 0, for the level is never published; got ${stated[extra]}`);
  const shares = new Map(names.map((level) => [level, fromNumber(stated[level] as number)]));
  const total = sum(shares.values());
  if (total.num !== total.den) throw refuse(`.levels must add up to 1; got ${toNumber(total)}`);
  return shares;
}
