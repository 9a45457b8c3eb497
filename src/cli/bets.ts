import { wholeBudget, type YearBudget } from "../pipeline/index.ts";
import { changedOddsOf, oddsOf } from "../privacy/odds/index.ts";

/** Years of participation for lifetime bets. Each year costs a full budget. */
const LIFETIMES = [5, 10] as const;

/** A year's whole budget as the best odds of a bet on one household, and the budget of several years together. */
export function betsOf(budget: YearBudget) {
  const bets = (years: number) => {
    const paid = wholeBudget(budget, BigInt(years));
    return { odds: oddsOf(paid), odds_changed: changedOddsOf(paid) };
  };
  return { ...bets(1), lifetime: LIFETIMES.map((years) => ({ years, ...bets(years) })) };
}
