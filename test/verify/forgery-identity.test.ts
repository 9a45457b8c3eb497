import { beforeAll, expect, test } from "vitest";
import type { EntryOf, LedgerEntry } from "../../src/contract/chain.ts";
import type { Publication } from "../../src/pipeline/index.ts";
import {
  chained,
  type Forgery,
  found,
  foundWithin,
  GENEROUS,
  publications,
  rewrite,
  town,
  UNRELATED_DIGEST,
  workshop,
} from "../support/forge.ts";

/** Releases whose manifest, report, chain and descriptions tell different stories: every hash in them fits. */
const { place } = workshop();
const RESERVE = { ...GENEROUS, budget: { epsilon: 10, shares: { counts: 0.2, sums: 0.4, histograms: 0.15, revision: 0.25 } } };
let year: Publication;
let revision: Publication;
beforeAll(async () => {
  [year, revision] = (await publications(town({ settings: RESERVE }), ["2025", "2025-r1"])) as [Publication, Publication];
});

const entries = (change: (entries: LedgerEntry[]) => readonly object[]) => (forgery: Forgery) => {
  forgery.report.ledger = chained(change(forgery.report.ledger as LedgerEntry[]));
  forgery.head.ledger_head = forgery.report.ledger.at(-1)?.hash ?? "";
};
const edit = (change: (entry: LedgerEntry) => object) => (forgery: Forgery) => rewrite(forgery, change);
const rename = (forgery: Forgery, id: string) => {
  forgery.id = id;
  forgery.head.id = id;
  forgery.report.release = id;
};

test("a genuine year and its revision keep every promise", async () => {
  expect(await found(place(), year)).toEqual([]);
  expect(await found(place(), revision)).toEqual([]);
});

const STORIES: [string, (forgery: Forgery) => void, RegExp][] = [
  [
    "a release of a period that its id does not say",
    (forgery) => {
      forgery.head.period = "2024";
    },
    /identity: period is 2024; the id 2025 says 2025/,
  ],
  [
    "another year",
    (forgery) => {
      forgery.head.year = 2024;
    },
    /identity: year is 2024; expected 2025/,
  ],
  [
    "another step",
    (forgery) => {
      forgery.head.step = "month";
    },
    /identity: step is month; expected year/,
  ],
  [
    "a revision number without a revision",
    (forgery) => {
      forgery.head.revision = 1;
    },
    /identity: revision is 1; the id 2025 says 0/,
  ],
  [
    "another licence",
    (forgery) => {
      forgery.head.licence = "none";
    },
    /identity: licence is none; expected etalab-2\.0/,
  ],
  [
    "a day that is not the debit's",
    (forgery) => {
      forgery.head.created_at = "2026-03-01T00:00:00.000Z";
    },
    /identity: created_at is 2026-03-01\S*; expected 2026-02-01/,
  ],
  [
    "a release of a year that had not begun",
    (forgery) => {
      forgery.head.created_at = "2024-02-01T00:00:00.000Z";
      edit((entry) => ({ ...entry, at: "2024-02-01T00:00:00.000Z" }))(forgery);
    },
    /created_at is 2024-02-01\S*; 2025 had not begun/,
  ],
  [
    "a calendar that is not the settings'",
    (forgery) => {
      forgery.head.calendar.leaf = "month";
    },
    /calendar: leaf is month; the settings say year/,
  ],
  [
    "settings with another calendar",
    (forgery) => {
      forgery.head.settings.calendar = { whole: "year" };
    },
    /the digest of settings and territory of 2025 was opened with/,
  ],
  [
    "another territory",
    (forgery) => {
      forgery.head.territory.sha256 = UNRELATED_DIGEST;
    },
    /the digest of settings and territory of 2025 was opened with/,
  ],
  [
    "measures that are not the settings'",
    (forgery) => {
      forgery.head.settings.measures = ["water.volume"];
    },
    /measures: measures are water\.volume, electricity\.energy; the settings say water\.volume/,
  ],
  [
    "a clamp that is not the settings'",
    (forgery) => {
      forgery.head.settings.clamps = { "water.volume": { upper: 2, source: "?" } };
    },
    /measures: water\.volume: upper is \d+; the settings say 2/,
  ],
  [
    "a scale that no mean of months has",
    (forgery) => {
      for (const one of forgery.head.measures) one.scale = 7;
    },
    /measures: water\.volume: scale is 7; expected a multiple of 12/,
  ],
  [
    "a report of another release",
    (forgery) => {
      forgery.report.release = "2024";
    },
    /report: release is "2024"; the manifest says "2025"/,
  ],
  [
    "a clamp loss that is no share",
    (forgery) => {
      forgery.report.clamp_loss["water.volume"] = 3;
    },
    /clamp_loss of water\.volume is 3; expected a share/,
  ],
  [
    "an exposed cell that is shown, where nothing was published before",
    (forgery) => {
      forgery.report.exposed = [{ measure: "water.volume", area: "w", type: "_T" }];
    },
    /report: water\.volume w _T is said to be exposed, and is not withheld\n.*report: cells are exposed/,
  ],
  [
    "a head that is not the last entry",
    (forgery) => {
      forgery.head.ledger_head = UNRELATED_DIGEST;
    },
    /ledger chain: its last entry is not the manifest's ledger_head/,
  ],
  [
    "a chain that goes on after the draw",
    entries((all) => [...all, { kind: "closed", year: 2025, at: all[0]?.at }]),
    /ledger: the last entry is not the draw of 2025/,
  ],
  ["a chain without the draw", entries((all) => all.slice(0, -1)), /ledger: the last entry is not the draw of 2025/],
  [
    "a chain without the year's opening",
    entries((all) => all.filter(({ kind }) => kind !== "opened")),
    /ledger: 2025 is not opened/,
  ],
  [
    "a chain without a debit",
    entries((all) => all.filter(({ kind }) => kind !== "debit")),
    /ledger: 2025 has 0 debits; expected 1/,
  ],
  [
    "a debit of another day than the draw's",
    edit((entry) => (entry.kind === "debit" ? { ...entry, at: "2026-01-09T00:00:00.000Z" } : entry)),
    /2025 was drawn in another year, on another day or with other streams than debited/,
  ],
  [
    "times that tell how long a run was",
    edit((entry) => ({ ...entry, at: "2026-02-01T09:41:07.000Z" })),
    /entry 1 is of 2026-02-01T09:41:07\.000Z; days alone are given/,
  ],
  [
    "a type of households that the manifest does not have",
    ({ head }) => head.measures[0]?.classes.pop(),
    /the cube is whole: water\.volume \S+ size=unknown \S+ is no row of the cube/,
  ],
  [
    "other months for a yearly mean than the year was opened with",
    ({ head }) => head.measures.splice(0, 1, { ...head.measures[0], coverage: 1 } as never),
    /the digest of settings and territory of 2025 was opened with/,
  ],
  [
    "a debit that is booked to another year",
    edit((entry) => ({ ...entry, year: 2024 })),
    /ledger chain: entry 3: 2025 is booked to 2024/,
  ],
  [
    "a debit of what no publication is called",
    entries((all) => [...all.slice(0, 2), { ...all[2], publication: "spring" }, ...all.slice(2)]),
    /no publication is called "spring"/,
  ],
  [
    "other settings than were stated",
    entries((all) => [
      ...all.slice(0, 1),
      { ...all[0], terms: { ...(all[0] as EntryOf<"terms">).terms, retention_months: 9 } },
      ...all.slice(1),
    ]),
    /stated terms: retention_months of the manifest is absent; entry 2 states 9 for 2025/,
  ],
  [
    "another territory than was stated",
    entries((all) => [...all.slice(0, 1), { ...all[0], territory: UNRELATED_DIGEST }, ...all.slice(1)]),
    /stated terms: the territory of the manifest has the digest \S+; entry 2 states/,
  ],
  ["terms that are not stated at all", entries((all) => all.slice(1)), /stated terms: the chain states no terms/],
];

test.each(STORIES)("%s is found", async (_, change, words) => {
  expect((await foundWithin(year, change)).join("\n")).toMatch(words);
});

test("what was stated is what the manifest has: the terms that begin later stand, of two the later ones", async () => {
  const stated = (from: number, retention_months?: number) => (first: object) => {
    const { terms } = first as EntryOf<"terms">;
    return {
      ...first,
      year: from,
      at: "2023-11-20T00:00:00.000Z",
      terms: { ...terms, ...(retention_months ? { retention_months } : {}) },
    };
  };
  const after = async (...changes: readonly ((first: object) => object)[]) =>
    (
      await found(
        place(),
        year,
        entries((all) => [...changes.map((change) => change(all[0] as object)), ...all.slice(1)]),
      )
    ).join("\n");
  expect(await after(stated(2025), stated(2024, 9))).toBe("");
  expect(await after(stated(2025, 9), stated(2025), stated(2026, 9))).toBe("");
  expect(await after(stated(2025), stated(2025, 9))).toContain("stated terms");
});

const REVISIONS: [string, (forgery: Forgery) => void, RegExp][] = [
  [
    "a revision of another year",
    (forgery) => {
      forgery.head.period = "2024";
    },
    /identity: period is 2024; the id 2025-r1 says 2025/,
  ],
  ["a revision under the name of the year", (forgery) => rename(forgery, "2025"), /identity: revision is 1; the id 2025 says 0/],
  [
    "a second revision",
    (forgery) => {
      rename(forgery, "2025-r2");
      forgery.head.revision = 2;
    },
    /identity: revision is 2; a year has one at most, 1/,
  ],
  [
    "a revision that the chain does not have",
    entries((all) => all.filter((entry) => !("publication" in entry) || entry.publication !== "2025-r1")),
    /ledger: 2025-r1 has 0 debits; expected 1/,
  ],
  [
    "a revision of what was not published",
    entries((all) => all.filter((entry) => !("publication" in entry) || entry.publication !== "2025")),
    /2025-r1 revises 2025, which was not drawn/,
  ],
  [
    "a revision without a reserve",
    (forgery) => {
      Object.assign(forgery.head.settings.budget.shares, { sums: 0.65, revision: 0 });
    },
    /identity: 2025-r1 is a revision; the settings keep no reserve for one/,
  ],
];

test.each(REVISIONS)("%s is found", async (_, change, words) => {
  expect((await foundWithin(revision, change)).join("\n")).toMatch(words);
});

test("what is found in a folder is what its documents and rows say", async () => {
  const [byPeriod, , byStep] = STORIES;
  const ofRevision = REVISIONS[3];
  for (const [story, one] of [
    [byPeriod, year],
    [byStep, year],
    [ofRevision, revision],
  ] as const) {
    const all = await found(place(), one, story?.[1]);
    expect(all).not.toEqual([]);
    expect([story?.[0], all]).toEqual([story?.[0], await foundWithin(one, story?.[1])]);
  }
});
