// The odds of a bet on one household, and the budget that odds buy. It runs in the browser too.

// Exact fractions go with it, for places that know nothing else of the mathematics.

export { compare, fromNumber, max, mul, parse, type Rational, rational, sum, toNumber, ZERO } from "../rational.ts";
export { type BetCost, type BudgetShares, chanceOf, changedOddsOf, inTenths, largestDraw, oddsOf, rhoForOdds } from "./odds.ts";
