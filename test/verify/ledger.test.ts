import { expect, test } from "vitest";
import type { EntryOf, LedgerEntry } from "../../src/contract/chain.ts";
import type { Manifest, PrivacyReport } from "../../src/contract/manifest.ts";
import { type EntryContent, GENESIS } from "../../src/ledger/chain.ts";
import { epsilonOf as accounted, format, rational, rhoFor, toNumber } from "../../src/privacy/index.ts";
import { epsilonFromRho } from "../../src/release/epsilon.ts";
import { chainFaults } from "../../src/verify/chain.ts";
import { LEDGER_CHECKS } from "../../src/verify/ledger.ts";
import { chained } from "../support/forge.ts";
import { statement } from "../support/ledger.ts";
import { sampleRelease } from "../support/release.ts";
import { inDocuments } from "./support.ts";

const input = sampleRelease("nowhere", "2026");
const { ledger } = input.report;
const [opened, debit, drawn] = ledger as [EntryOf<"opened">, EntryOf<"debit">, EntryOf<"drawn">];

interface Lie {
  readonly ledger?: readonly LedgerEntry[];
  readonly manifest?: Partial<Manifest>;
  readonly privacy?: Partial<Manifest["privacy"]>;
  readonly report?: Partial<PrivacyReport>;
}

/** What is found of a release that says other things. */
function found(lie: Lie = {}): string[] {
  const entries = lie.ledger ?? ledger;
  const manifest = {
    ...input.manifest,
    ledger_head: entries.at(-1)?.hash ?? GENESIS,
    ...lie.manifest,
    privacy: { ...input.manifest.privacy, ...lie.privacy },
  } as unknown as Manifest;
  const report = { ...input.report, ledger: [...entries], ...lie.report } as PrivacyReport;
  const checks = LEDGER_CHECKS.filter(({ promise }) => promise !== "several contributions");
  return inDocuments(checks, { head: manifest, report }).map(({ promise, detail }) => `${promise}: ${detail}`);
}

test("a chain that says what the manifest claims is all right", () => {
  expect(found()).toEqual([]);
});

test("an entry that was changed breaks the chain; so does a head that is not the last entry", () => {
  expect(found({ ledger: [opened, { ...debit, charges: {} }, drawn] })).toContain(
    "ledger chain: entry 2 was changed after it was written",
  );
  expect(found({ manifest: { ledger_head: debit.hash } })).toContain(
    "ledger chain: its last entry is not the manifest's ledger_head",
  );
  expect(found({ ledger: [opened, drawn] }).join("\n")).toContain("entry 2 carries the number 3");
});

const CLOSED: EntryContent = { kind: "closed", year: 2026, at: debit.at };
const STATED: EntryContent = { kind: "terms", at: debit.at, ...statement(2026) };
const CHANGED: EntryContent = { kind: "terms", at: debit.at, ...statement(2026, { k: 5 }) };
const OTHER: EntryContent = { ...debit, publication: "2026-01" };
test.each<[string, readonly (LedgerEntry | EntryContent)[], string]>([
  ["a year that is not opened", [debit, drawn], "entry 1 spends of 2026, which is not opened"],
  ["a year that is opened after its debit", [debit, opened, drawn], "entry 1 spends of 2026, which is not opened"],
  ["a year that is opened again, for more", [opened, { ...opened, rho: "9/1" }, debit, drawn], "entry 2 opens 2026 again"],
  ["a debit to a closed year", [opened, debit, drawn, CLOSED, OTHER], "entry 5 spends of 2026, which is closed"],
  ["a debit that is written twice", [opened, debit, debit, drawn], "entry 3 debits 2026 again"],
  ["a second draw", [opened, debit, drawn, drawn], "entry 4: 2026 was drawn again"],
  ["a draw without its debit", [opened, drawn, debit], "entry 2: 2026 was drawn without a debit"],
  [
    "more streams than the year was opened with",
    [opened, { ...debit, streams: 2 }, drawn],
    "entry 2 counts 2 streams; the year was opened with 1",
  ],
  [
    "a change of a year that has begun to spend",
    [STATED, opened, debit, drawn, CHANGED],
    "entry 5 states terms for 2026: k: people must be told before this changes. The change must begin after 2026, the last year that was opened; got 2026. Use 2027 or later",
  ],
  [
    "a change that is dated back, so that people seem to have been told in time",
    [STATED, opened, debit, drawn, { kind: "terms", at: "2020-01-01T00:00:00.000Z", ...statement(2027, { k: 5 }) }],
    `entry 5 states terms for 2027: terms cannot be stated on a day before the last entry's, ${debit.at.slice(0, 10)}; got 2020-01-01`,
  ],
  ["a year that is closed before it is opened", [CLOSED, opened, debit, drawn], "entry 1 closes 2026, which is not opened"],
])("%s is found", (_, entries, words) => {
  expect(found({ ledger: chained(entries) })).toContain(`ledger chain: ${words}`);
});

test("no debit may exceed what the year was opened with: not by a hair, of ρ or of the gates' δ′", () => {
  const hair = (text: string) => {
    const [num = "", den = ""] = text.split("/");
    return format(rational(BigInt(num) * 10n ** 40n + BigInt(den), BigInt(den) * 10n ** 40n));
  };
  for (const part of ["rho", "delta"] as const) {
    const allowed = part === "rho" ? opened.rho : opened.gates;
    const charges = (amount: string) => ({ "water.volume": { rho: "0/1", delta: "0/1", [part]: amount } });
    const budget = (amount: string) =>
      found({ ledger: chained([opened, { ...debit, charges: charges(amount) }, drawn]) }).filter((one) =>
        one.includes("its opening allowed"),
      );
    expect(budget(allowed)).toEqual([]);
    expect(budget(hair(allowed))).toEqual([expect.stringContaining(`budget: ${part} of 2026 is `)]);
  }
});

const year = input.manifest.privacy.year;
test.each<[string, Lie, RegExp]>([
  // One stream a household: the dearest measure, 1/50, not the sum over both.
  [
    "a dearer year",
    { privacy: { year: { ...year, rho: "3/100" } } },
    /the year's rho is 1\/50 by the ledger; the manifest says 3\/100/,
  ],
  [
    "a cheaper ε",
    { privacy: { year: { ...year, epsilon: 0.5 } } },
    /the year's epsilon is 0\.9295\d* by the ledger; the manifest says 0\.5/,
  ],
  [
    "a smaller δ",
    { privacy: { lifetime: { ...year, delta: 1e-7 } } },
    /the lifetime's delta is 6(\.0*\d)?e-7 by the ledger; the manifest says 1e-7/,
  ],
  ["a cheaper release", { privacy: { this_release: { ...year, rho: "1/100" } } }, /this release's rho is 1\/50/],
  [
    "a larger allowance",
    { privacy: { epsilon_allowed: 8 } },
    /the epsilon that is allowed is 4 by the ledger; the manifest says 8/,
  ],
  ["another δ that is allowed", { privacy: { delta_allowed: 1e-5 } }, /the delta that is allowed is 0?\.?0*1e?-?0?6? /],
])("%s than the chain says is found", (_, lie, words) => {
  expect(found(lie).join("\n")).toMatch(words);
});

test("a ρ that converts to more than the ε it is called is found", () => {
  const rho = format(rhoFor(4.1, rational(1n, 2_000_000n)));
  expect(found({ ledger: chained([{ ...opened, rho }, debit, drawn]) }).join("\n")).toMatch(
    /the rho that opens 2026 is epsilon = 4\.\d+; it says 4/,
  );
});

test("a conversion so small that ε becomes infinite is no way past the budget", () => {
  const nothing = `1/1${"0".repeat(400)}`;
  const boundless = { ...opened, rho: "1000/1", conversion: nothing, gates: nothing };
  const dear = { ...debit, charges: { "water.volume": { rho: "900/1", delta: "0/1" } } };
  const faults = found({ ledger: chained([boundless, dear, drawn]) }).join("\n");
  expect(faults).toContain("the rho that opens 2026 is epsilon = Infinity; it says 4");
});

test("a log of twenty thousand entries is read entry by entry, each once", () => {
  const told = { kind: "breach", year: 2026, at: "2026-03-01T00:00:00.000Z", notice: "0".repeat(64) };
  const entries = Array.from({ length: 20_000 }, (_, i) => ({ ...told, number: i + 1 }) as unknown as EntryContent);
  const faults = [...chainFaults(chained([...entries, entries[0] as EntryContent]))];
  expect(faults.filter((fault) => !fault.includes("key"))).toEqual([`entry 20001: "breach 1" stands already`]);
});

test("a search is numbered once, and is of the year of its day", () => {
  const search: EntryContent = { kind: "search", year: 2026, at: "2026-03-01T00:00:00.000Z", number: 1 };
  const faults = (...entries: EntryContent[]) => [...chainFaults(chained(entries))].filter((fault) => !fault.includes("key"));
  expect(faults(search, { ...search, number: 2 })).toEqual([]);
  expect(faults(search, search)).toEqual(['entry 2: "search 1" stands already']);
  expect(faults({ ...search, year: 2025 })).toEqual(["entry 1 is of 2025, on 2026-03-01"]);
});

test("what an operator counts as spent is spent", () => {
  const assumed: EntryContent = { kind: "assumed", year: 2026, at: debit.at, rho: "1/100", delta: "0/1" };
  expect(found({ ledger: chained([opened, debit, drawn, assumed]) })).toContain(
    "budget: the year's rho is 3/100 by the ledger; the manifest says 1/50",
  );
});

test("the conversion, written apart, is the one that publications are accounted with", () => {
  for (const epsilon of [0.01, 0.3, 1, 4, 10]) {
    for (const delta of [rational(1n, 200_000n), rational(1n, 2_000_000n), rational(1n, 10n ** 12n)]) {
      const rho = rhoFor(epsilon, delta);
      const [one, other] = [accounted(rho, delta), epsilonFromRho(toNumber(rho), toNumber(delta))];
      expect(Math.abs(one / other - 1)).toBeLessThan(1e-9);
    }
  }
  expect(epsilonFromRho(0, 1e-6)).toBe(0);
});
