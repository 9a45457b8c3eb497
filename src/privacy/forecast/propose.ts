import { type Calendar, type CalendarStep, calendarsOf } from "./calendar.ts";
import type { ForecastArea } from "./cells.ts";
import { type ForecastTable, runToEnd, type TableForecast } from "./forecast.ts";
import { proposedShares } from "./shares.ts";

/**
 * What makes a level worth publishing: this part of the areas with contributors is expected to appear, and the median one has at
 * most this half-width.
 */
export const WORTHWHILE = { published: 0.5, halfWidth: 0.2 } as const;

/** A calendar with the shares and the streams that go with it. */
export interface BudgetTerms {
  readonly calendar: Calendar;
  /** L */
  readonly streams: number;
  readonly levelShares: Readonly<Record<string, number>>;
}

export interface ProposalInput<T> {
  /** levels of the territory, from the whole to the leaf */
  readonly levels: readonly string[];
  readonly areas: readonly ForecastArea[];
  readonly households: number;
  /** most streams */
  readonly streams: number;
  /** what such terms would give, table by table */
  readonly give: (terms: BudgetTerms) => readonly T[];
}

/**
 * The finest calendar in which every published level is worthwhile. In this order: the most levels, then the most
 * streams, then the shortest steps, the whole's first; a level's step is never shorter than that of the level above.
 * Never a smaller k nor a larger ε: those are promises, not means.
 *
 * @returns null where not even the whole territory, once a year and with a single stream, would be worth publishing
 */
export function proposeTerms<T extends TableForecast & Pick<ForecastTable, "table">>(input: ProposalInput<T>): Proposal<T> {
  const { give, ...search } = input;
  const giveOnce = function* (terms: BudgetTerms): Generator<undefined, readonly T[], undefined> {
    yield;
    return give(terms);
  };
  return runToEnd(searchTerms({ ...search, giving: giveOnce }));
}

type Proposal<T> = (BudgetTerms & { readonly given: readonly T[] }) | null;

/** A search that pauses: what terms give is computed in parts. */
export interface ProposalSearch<T> extends Omit<ProposalInput<T>, "give"> {
  readonly giving: (terms: BudgetTerms) => Generator<undefined, readonly T[], undefined>;
}

/** `proposeTerms` with pauses within each attempt, so that a page can go on meanwhile. */
export function* searchTerms<T extends TableForecast & Pick<ForecastTable, "table">>(
  input: ProposalSearch<T>,
): Generator<undefined, Proposal<T>, undefined> {
  const { levels, areas, households, giving } = input;
  for (let depth = levels.length; depth > 0; depth--) {
    const published = levels.slice(0, depth);
    const levelShares = proposedShares(areas, published, households);
    const attempt = function* (steps: readonly CalendarStep[], streams: number): Generator<undefined, Proposal<T>, undefined> {
      const calendar = Object.fromEntries(levels.map((level, i) => [level, steps[i] ?? ("never" as const)]));
      const terms = { calendar, streams, levelShares };
      const tables = yield* giving(terms);
      return isWorthwhile(tables) ? { ...terms, given: tables } : null;
    };
    // Once a year for all is the least a calendar can ask of the budget: where that fails, every other does.
    const yearly = published.map((): CalendarStep => "year");
    for (let { streams } = input; streams > 0; streams--) {
      if (!(yield* attempt(yearly, streams))) continue;
      for (const steps of calendarsOf(depth)) {
        const proposal = yield* attempt(steps, streams);
        if (proposal) return proposal;
      }
    }
  }
  return null;
}

function isWorthwhile(given: readonly (TableForecast & Pick<ForecastTable, "table">)[]): boolean {
  return given
    .filter(({ table }) => table === "_T")
    .every(
      ({ published, reachable, halfWidth }) =>
        published >= WORTHWHILE.published * reachable && halfWidth !== null && halfWidth <= WORTHWHILE.halfWidth,
    );
}
