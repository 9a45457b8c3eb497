import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { EntryOf } from "../../src/contract/chain.ts";
import type { Publication } from "../../src/pipeline/index.ts";
import { format, mul, parse, rational, toNumber } from "../../src/privacy/index.ts";
import { chanceOf, changedOddsOf, oddsOf } from "../../src/privacy/odds/index.ts";
import { Fraction } from "../../src/verify/fraction.ts";
import { bestBets, isRoundedBound } from "../../src/verify/odds.ts";
import { type Forgery, found, foundWithin, GENEROUS, publications, restate, rewrite, town, workshop } from "../support/forge.ts";

/** A commons whose terms state odds, and releases that lie about them: every hash in them fits. */
const ODDS = 80.5;
const { place } = workshop();
let genuine: Publication;
beforeAll(async () => {
  [genuine] = (await publications(town({ settings: { ...GENEROUS, budget: { odds: ODDS } } }), ["2025"])) as [Publication];
});

const opening = (forgery: Forgery, change: (entry: EntryOf<"opened">) => object) =>
  rewrite(forgery, (entry) => (entry.kind === "opened" ? { ...entry, ...change(entry) } : entry));

test("the bound, written apart, is the one that a publication states", () => {
  const whole = fc.integer({ min: 1, max: 3_000_000 });
  fc.assert(
    fc.property(whole, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 1000 }), (millionths, parts, gates) => {
      const rho = rational(BigInt(millionths), 10n ** 6n);
      const paid = { rho, largest: mul(rho, rational(1n, BigInt(parts))), gates: rational(BigInt(gates), 10n ** 6n) };
      const [r, g, l] = [paid.rho, paid.gates, paid.largest].map((one) => new Fraction(format(one))) as [
        Fraction,
        Fraction,
        Fraction,
      ];
      const again = { rho: r, gates: g, largest: l };
      expect(bestBets(again) / (100 * toNumber(chanceOf(paid)))).toBeCloseTo(1, 5);
      expect(isRoundedBound(oddsOf(paid), bestBets(again))).toBe(true);
      expect(isRoundedBound(changedOddsOf(paid), bestBets(again, true))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("a year that is opened by odds: the chain has what was stated and the exact ρ, and verify is content", async () => {
  const { head, report } = genuine;
  const opened = report.ledger.find((entry) => entry.kind === "opened");
  if (opened?.kind !== "opened") throw new Error("no opening");
  expect(head.settings.budget).not.toHaveProperty("epsilon");
  expect(opened).toMatchObject({ odds: ODDS, epsilon: head.privacy.epsilon_allowed });
  expect(toNumber(parse(opened.rho))).toBeGreaterThan(1);
  expect(head.privacy.odds_allowed).toBeLessThanOrEqual(ODDS);
  expect(head.privacy.odds_allowed).toBeGreaterThan(ODDS - 0.02);
  const { odds = 0, odds_changed = 0 } = head.privacy.year;
  expect(odds).toBeGreaterThan(50);
  expect(odds).toBeLessThan(head.privacy.odds_allowed ?? 0);
  expect(odds_changed).toBeGreaterThan(odds);
  expect(await found(place(), genuine)).toEqual([]);
});

const LIES: [string, (forgery: Forgery) => void, RegExp][] = [
  [
    "better odds than the ledger adds up to",
    (forgery) => {
      forgery.head.privacy.year.odds = (forgery.head.privacy.year.odds ?? 0) - 0.02;
      restate(forgery);
    },
    /budget: the year's odds are \d+\.\d+ of 100 by the ledger, rounded up; the manifest says/,
  ],
  [
    "odds of a change that are those of none",
    (forgery) => {
      const { lifetime } = forgery.head.privacy;
      lifetime.odds_changed = lifetime.odds;
      restate(forgery);
    },
    /budget: the lifetime's odds_changed are /,
  ],
  [
    "other odds that are allowed",
    (forgery) => {
      forgery.head.privacy.odds_allowed = 60;
      restate(forgery);
    },
    /budget: the odds that are allowed odds are 80\.\d+ of 100/,
  ],
  [
    "a ρ that gives better odds than those stated",
    (forgery) => opening(forgery, ({ rho }) => ({ rho: format(mul(parse(rho), rational(1001n, 1000n))) })),
    /the rho that opens 2025, \S+, lets 80\.5\d+ of 100 bets be won; its odds are 80\.5/,
  ],
  [
    "an ε that is not what the ρ of the odds converts to",
    (forgery) => opening(forgery, ({ epsilon }) => ({ epsilon: epsilon + 0.01 })),
    /epsilon of 2025 was opened with 9\.\d+; its rho converts to 9\.\d+/,
  ],
  ["other odds than the terms state", (forgery) => opening(forgery, () => ({ odds: 82 })), /odds of 2025 was opened with 82/],
  [
    "an opening that says nothing of the odds that its terms state",
    (forgery) =>
      rewrite(forgery, (entry) => {
        if (entry.kind !== "opened") return entry;
        const { odds: _, ...silent } = entry;
        return silent;
      }),
    /odds of 2025 was opened with undefined/,
  ],
];
test.each(LIES)("%s is found", async (_, lie, words) => {
  expect((await foundWithin(genuine, lie)).join("\n")).toMatch(words);
});

test("what was released before odds were stated is all right without them", async () => {
  const [former] = (await publications(town(), ["2025"])) as [Publication];
  const without = (forgery: Forgery) => {
    const { year, lifetime, this_release } = forgery.head.privacy;
    for (const spend of [year, lifetime, this_release]) {
      delete spend.odds;
      delete spend.odds_changed;
    }
    delete forgery.head.privacy.odds_allowed;
    restate(forgery);
  };
  expect(await foundWithin(former, without)).toEqual([]);
});
