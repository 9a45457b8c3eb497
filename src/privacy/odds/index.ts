// The odds of a bet on one household, and the budget that odds buy. It runs in the browser too.

// Exact fractions are exported too, for callers that import nothing else of the mathematics.

export { compare, fromNumber, max, mul, parse, type Rational, rational, sum, toNumber, ZERO } from "../rational.ts";
export { type BetCost, type BudgetShares, chanceOf, changedOddsOf, largestDraw, oddsOf, rhoForOdds } from "./odds.ts";
