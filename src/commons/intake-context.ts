import { MEASURES } from "../domains/index.ts";
import type { IntakeContext } from "../intake/index.ts";
import type { Terms } from "./terms.ts";

/** The last month, counted from 0, in which readings of the year before are still asked for. */
const LAST_LATE_MONTH = 2;

/**
 * What the intake accepts, as time goes by: what the terms of the clock's year need, and until the end of March
 * what those of the year before need.
 *
 * @param of the terms of a year
 */
export function intakeContext(of: (year: number) => Terms, clock: () => Date): IntakeContext {
  const now = () => of(clock().getUTCFullYear());
  const former = () => {
    const date = clock();
    return date.getUTCMonth() <= LAST_LATE_MONTH ? of(date.getUTCFullYear() - 1) : now();
  };
  return {
    clock,
    get territory() {
      return now().territory;
    },
    get formerTerritory() {
      return former().territory;
    },
    get measures() {
      const used = new Set([...now().plan.measures, ...former().plan.measures].map(({ key }) => key));
      return MEASURES.filter(({ key }) => used.has(key));
    },
    get backupDays() {
      return now().settings.backup_days;
    },
    get currency() {
      return now().settings.currency;
    },
    get eligibility() {
      return now().settings.eligibility;
    },
  };
}
