import { beforeAll, expect, test } from "vitest";
import type { EntryOf, LedgerEntry } from "../../src/contract/chain.ts";
import type { Publication } from "../../src/pipeline/index.ts";
import { format, parse, rational } from "../../src/privacy/index.ts";
import {
  type Forgery,
  found,
  foundWithin,
  publications,
  restate,
  rewrite,
  town,
  UNRELATED_DIGEST,
  workshop,
} from "../support/forge.ts";

/** Releases that cost more than they say, or of whose cost nothing can be said: every hash in them fits. */
const { place } = workshop();
let genuine: Publication;
let month: Publication;
beforeAll(async () => {
  [month, genuine] = (await publications(town(), ["2025-01", "2025"])) as [Publication, Publication];
});

const half = (text: string) => format(rational(parse(text).num, 2n * parse(text).den));
const times = (text: string, factor: bigint) => format(rational(factor * parse(text).num, parse(text).den));
const own = (entry: LedgerEntry): entry is EntryOf<"debit"> => entry.kind === "debit" && entry.publication === "2025";

/** The debit of the release says something else. */
const charge = (forgery: Forgery, change: (charges: EntryOf<"debit">["charges"]) => EntryOf<"debit">["charges"]) =>
  rewrite(forgery, (entry) => (own(entry) ? { ...entry, charges: change(entry.charges) } : entry));
const opening = (forgery: Forgery, change: (entry: EntryOf<"opened">) => object) =>
  rewrite(forgery, (entry) => (entry.kind === "opened" ? { ...entry, ...change(entry) } : entry));
const mechanisms = (forgery: Forgery, quantity: string) => forgery.report.mechanisms.filter((one) => one.quantity === quantity);

test("genuine releases keep every promise, and a forger who changes nothing is believed", async () => {
  expect(await found(place(), genuine)).toEqual([]);
  expect(await found(place(), month)).toEqual([]);
  expect(await found(place(), genuine, (forgery) => rewrite(forgery, (entry) => entry))).toEqual([]);
});

const LIES: [string, (forgery: Forgery) => void, RegExp][] = [
  [
    "a gate over noise that no count has, whose tail would take minutes to add up",
    (forgery) => {
      for (const one of mechanisms(forgery, "count")) one.variance = "999999999/1";
    },
    /gates: .*: variance is 999999999; expected less than 100000000/,
  ],
  [
    "a debit of half of what the noise costs",
    (forgery) =>
      charge(forgery, (charges) => ({
        ...charges,
        "water.volume": { rho: half(charges["water.volume"]?.rho ?? ""), delta: "0/1" },
      })),
    /charges: water\.volume: its noise and gates cost rho = \d+\/\d+; the ledger charged/,
  ],
  [
    "gates that are not charged",
    (forgery) =>
      charge(forgery, (charges) => ({ ...charges, "water.volume": { rho: charges["water.volume"]?.rho ?? "", delta: "0/1" } })),
    /charges: water\.volume: its noise and gates cost delta = /,
  ],
  [
    "mechanisms that are said to cost less than their noise does",
    (forgery) => {
      for (const one of forgery.report.mechanisms) one.rho = half(one.rho);
      charge(forgery, (charges) =>
        Object.fromEntries(Object.entries(charges).map(([key, { rho, delta }]) => [key, { rho: half(rho), delta }])),
      );
    },
    /noise: water\.volume whole _T count: noise of variance \S+ costs rho = \S+; the report says/,
  ],
  [
    "half of the noise in the tables, all of it in the report",
    (forgery) => {
      for (const row of forgery.tables.measurements) row.VARIANCE_DEN *= 4n;
    },
    /measurements\.parquet: noise: water\.volume w _T COUNT: variance is \S+; \S+ was paid for/,
  ],
  [
    "histograms with less noise than was paid for",
    (forgery) => {
      for (const row of forgery.tables.distributions) row.SIGMA /= 2;
    },
    /distributions\.parquet: noise: water\.volume w _T, bin 0: sigma is /,
  ],
  [
    "less noise everywhere, cheaply charged because a household is said to move a sum by less",
    (forgery) => {
      for (const one of mechanisms(forgery, "sum")) {
        one.sensitivity = String(BigInt(one.sensitivity) / 2n);
        one.variance = times(one.variance, 1n);
        one.rho = format(rational(parse(one.rho).num, 4n * parse(one.rho).den));
      }
    },
    /noise: water\.volume whole _T sum: sensitivity is \d+; expected \d+/,
  ],
  [
    "a clamp that is larger than the one the noise was made for",
    (forgery) => {
      for (const one of forgery.head.measures) one.upper *= 2;
    },
    /centre is \d+; the manifest's bound makes it \d+/,
  ],
  [
    "a measure that is published and not charged",
    (forgery) => charge(forgery, ({ "electricity.energy": _, ...charges }) => charges),
    /charges: electricity\.energy is published; it is not charged/,
  ],
  [
    "a measure that is charged and not published",
    (forgery) => charge(forgery, (charges) => ({ ...charges, "gas.energy": { rho: "0/1", delta: "0/1" } })),
    /charges: gas\.energy is charged; it is not published/,
  ],
  [
    "a mechanism that is not listed",
    (forgery) => {
      forgery.report.mechanisms = forgery.report.mechanisms.slice(1);
    },
    /mechanisms: water\.volume whole _T count is not listed/,
  ],
  [
    "a gate that opens earlier than its δ′ allows",
    (forgery) => {
      for (const one of mechanisms(forgery, "count")) {
        if (!one.gate) continue;
        one.gate.tau = String(Number(one.gate.tau) - 1);
        one.gate.households_needed -= 1;
      }
    },
    /gates: water\.volume whole _T count: a cell of one household too few passes tau = \d+ with probability/,
  ],
  [
    "a noisy count under its gate",
    (forgery) => {
      for (const row of forgery.tables.measurements) if (row.QUANTITY === "COUNT") row.NOISY = 12n;
    },
    /gates: water\.volume w _T is published with a noisy count of 12; its gate opens at/,
  ],
  [
    "a smaller k than was said",
    (forgery) => {
      forgery.head.settings.k = 6;
      forgery.report.k = 6;
    },
    /terms of the year: k of 2025 was opened with 5; the manifest's settings say 6/,
  ],
  [
    "a year that counts more streams than its settings",
    (forgery) => {
      rewrite(forgery, (entry) => ("streams" in entry ? { ...entry, streams: 3 } : entry));
    },
    /streams of 2025 was opened with 3; the manifest's settings say 2/,
  ],
  [
    "a year that counts fewer streams than its settings",
    (forgery) => {
      rewrite(forgery, (entry) => ("streams" in entry ? { ...entry, streams: 1 } : entry));
    },
    /streams of 2025 was opened with 1; the manifest's settings say 2/,
  ],
  [
    "a year that is opened with a larger ε than its settings",
    (forgery) => opening(forgery, () => ({ epsilon: 12 })),
    /epsilon of 2025 was opened with 12; the manifest's settings say 10/,
  ],
  [
    "a year that is opened with a larger ρ than its ε",
    (forgery) => opening(forgery, ({ rho }) => ({ rho: times(rho, 2n) })),
    /budget: the rho that opens 2025 is epsilon = \S+; it says 10/,
  ],
  [
    "a δ that is larger than any default",
    (forgery) => {
      opening(forgery, ({ gates }) => ({ gates: times(gates, 9n), conversion: times(gates, 9n) }));
      forgery.head.privacy.delta_allowed *= 9;
      restate(forgery);
    },
    /delta of 2025 is \d+\/\d+; without a setting it is at most 1\/1000000/,
  ],
  [
    "a conversion that takes more of δ than its half",
    (forgery) => opening(forgery, ({ gates, conversion }) => ({ gates: times(gates, 1n), conversion: half(conversion) })),
    /conversion of 2025 is \S+, gates \S+; each is one half of delta/,
  ],
  [
    "settings that the year was not opened with",
    (forgery) => opening(forgery, () => ({ terms: UNRELATED_DIGEST })),
    /the digest of settings and territory of 2025 was opened with/,
  ],
  [
    "a split of the budget that is not the settings'",
    (forgery) => {
      const own = forgery.head.settings.budget.shares.tables?.find((one) => one.table === "_T" && one.step === "year");
      if (!own) throw new RangeError("terms state parts");
      Object.assign(own, { counts: 1, sums: own.sums + own.counts - 1 });
    },
    /shares of the budget: water\.volume whole _T count: rho is \S+; the settings share out/,
  ],
  [
    "gates that take more of δ than their share",
    (forgery) => {
      for (const one of mechanisms(forgery, "count")) if (one.gate) one.gate.delta = times(one.gate.delta, 3n);
    },
    /shares of the budget: water\.volume whole _T count: delta is \S+; the settings share out/,
  ],
  ...(["year", "lifetime", "this_release"] as const).flatMap((which): [string, (forgery: Forgery) => void, RegExp][] => [
    [
      `an ε of ${which} that is smaller than its ρ`,
      (forgery) => {
        forgery.head.privacy[which].epsilon = 0.843;
        restate(forgery);
      },
      /epsilon is \S+ by the ledger; the manifest says 0\.843/,
    ],
    [
      `a ρ of ${which} that is smaller than the chain's`,
      (forgery) => {
        forgery.head.privacy[which].rho = half(forgery.head.privacy[which].rho);
        restate(forgery);
      },
      /rho is \S+ by the ledger; the manifest says/,
    ],
    [
      `another δ of ${which} in the report than in the manifest`,
      (forgery) => {
        forgery.report[which].delta /= 2;
      },
      /report: \S+ is .*; the manifest says/,
    ],
  ]),
];

test.each(LIES)("%s is found", async (_, change, words) => {
  expect((await foundWithin(genuine, change)).join("\n")).toMatch(words);
});
