import { MEASURES } from "../domains/index.ts";
import { type IntakeContext, type IntakeTerms, intakeTerms } from "../intake/index.ts";
import type { TermsOfYear } from "./terms-of-year.ts";

/** The last month, counted from 0, in which readings of the year before are still asked for. */
const LAST_LATE_MONTH = 2;

/**
 * What the intake accepts, as time goes by: what the terms of the clock's year need, and until the end of March
 * what those of the year before need.
 *
 * @param of the terms of a year
 */
export function intakeContext(of: (year: number) => TermsOfYear, clock: () => Date): IntakeContext {
  let made: { readonly now: TermsOfYear; readonly former: TermsOfYear; readonly terms: IntakeTerms } | undefined;
  return {
    clock,
    terms: (instant) => {
      const year = instant.getUTCFullYear();
      const now = of(year);
      const former = instant.getUTCMonth() <= LAST_LATE_MONTH ? of(year - 1) : now;
      if (made?.now !== now || made.former !== former) made = { now, former, terms: termsIn(now, former) };
      return made.terms;
    },
  };
}

function termsIn(now: TermsOfYear, former: TermsOfYear): IntakeTerms {
  const { settings } = now;
  const used = new Set([...(settings.measures ?? []), ...(former.settings.measures ?? [])]);
  return intakeTerms({
    get territory() {
      return now.territory;
    },
    get formerTerritory() {
      return former.territory;
    },
    measures: MEASURES.filter(({ key }) => used.has(key)),
    currency: settings.currency,
    backupDays: settings.backup_days,
    eligibility: settings.eligibility,
  });
}
