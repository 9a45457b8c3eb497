import { wholeBudget, type YearBudget } from "../pipeline/index.ts";
import { changedOddsOf, oddsOf } from "../privacy/odds/index.ts";

/** Years of taking part that a lifetime bet assumes. Each year costs a full budget. */
const LIFETIMES = [5, 10] as const;

/** The whole of a year's budget as the best odds of 100 bets on one household, and that of several years together. */
export function betsOf(budget: YearBudget) {
  const bets = (years: number) => {
    const paid = wholeBudget(budget, BigInt(years));
    return { odds: oddsOf(paid), odds_changed: changedOddsOf(paid) };
  };
  return { ...bets(1), lifetime: LIFETIMES.map((years) => ({ years, ...bets(years) })) };
}
