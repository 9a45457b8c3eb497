import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { EntryOf, LedgerEntry } from "../../src/contract/chain.ts";
import type { PublicLog } from "../../src/contract/log.ts";
import { type Signer, signerOf } from "../../src/ledger/log/signer.ts";
import { verifyReleases } from "../../src/verify/index.ts";
import { LEDGER_CHECKS } from "../../src/verify/ledger.ts";
import { folderOfFile } from "../support/folder.ts";
import { chained } from "../support/forge.ts";
import { loggedHome, logOf, putLog, relinked } from "../support/logged.ts";
import { sampleRelease } from "../support/release.ts";
import { inDocuments } from "./support.ts";

/** The operator's own key signs a chain that spends more than it says, or opens a year as no settings may. */
const root = folderOfFile();
let genuine: PublicLog;
let operator: Signer;
beforeAll(async () => {
  const home = await loggedHome(root);
  genuine = logOf(home);
  operator = await signerOf(JSON.parse(readFileSync(`${home}.key.signing`, "utf8")));
});

let made = 0;
async function found(change: (entry: LedgerEntry) => object): Promise<string[]> {
  const file = putLog(join(root, String(made++)), await relinked(genuine, genuine.entries.map(change), operator));
  const { logs } = await verifyReleases([file], { key: operator.thumbprint });
  return logs.flatMap(({ findings }) => findings.map(({ promise, detail }) => `${promise}: ${detail}`));
}
const opened = (change: Partial<EntryOf<"opened">>) => (entry: LedgerEntry) =>
  entry.kind === "opened" ? { ...entry, ...change } : entry;
const counted = (streams: number) => (entry: LedgerEntry) => ("streams" in entry ? { ...entry, streams } : entry);
const dear = (rho: string) => (entry: LedgerEntry) => {
  if (entry.kind === "opened") return { ...entry, rho: "1000/1" };
  return entry.kind === "debit" ? { ...entry, charges: { "water.volume": { rho, delta: "0/1" } } } : entry;
};

test("a log as it is signed is all right", async () => {
  expect(await found((entry) => entry)).toEqual([]);
});

test.each<[string, (entry: LedgerEntry) => object, RegExp]>([
  [
    "a ρ that is more than the ε it is called",
    dear("1/1000"),
    /budget: the rho that opens 2026 is epsilon = 1\d{3}\.\d+; it says 10$/,
  ],
  ["no stream at all, so that nothing is paid", counted(0), /entries\/2\/streams: must be at least 1; got 0/],
  ["a stream less than none, so that the dearest measure is left out", counted(-1), /streams: must be at least 1; got -1/],
  [
    "a debit of no stream",
    (entry) => (entry.kind === "debit" ? { ...entry, streams: 0 } : entry),
    /entries\/3\/streams: must be at least 1; got 0/,
  ],
  [
    "a draw of no stream",
    (entry) => (entry.kind === "drawn" ? { ...entry, streams: 0 } : entry),
    /entries\/4\/streams: must be at least 1; got 0/,
  ],
  ["k = 1", opened({ k: 1 }), /k: must be at least 2; got 1/],
  [
    "more ε than settings may have",
    opened({ epsilon: 11 }),
    /epsilon of 2026 was opened with 11; settings allow .* at most 10$/m,
  ],
  ["less ε than its terms state", opened({ epsilon: 9 }), /epsilon of 2026 was opened with 9; its terms state 10/],
  ["another k than its terms state", opened({ k: 5 }), /budget: k of 2026 was opened with 5; its terms state 2/],
  ["more streams than its terms state", counted(2), /budget: streams of 2026 was opened with 2; its terms state 1/],
  ["no ε", opened({ epsilon: 0 }), /epsilon of 2026 was opened with 0; settings allow more than 0/],
  [
    "δ = 1, which protects nobody",
    opened({ conversion: "1/2", gates: "1/2" }),
    /delta of 2026 was opened with 1; settings allow at most 0\.00001/,
  ],
  [
    "no δ for the conversion",
    opened({ conversion: "0/1" }),
    /conversion and gates of 2026 are 0\/1 and \d+\/\d+; each is more than 0/,
  ],
  [
    "gates that may never err",
    opened({ gates: "0/1" }),
    /conversion and gates of 2026 are \d+\/\d+ and 0\/1; each is more than 0/,
  ],
  ["an amount over nothing", opened({ rho: "1/0" }), /rho: an amount is numerator\/denominator.*; got "1\/0"/],
])("%s: found, under the pinned key", async (_, change, words) => {
  expect((await found(change)).join("\n")).toMatch(words);
});

test("what a year has cost is never shown as more than it was allowed without a finding", async () => {
  const all = await found(dear("20/1"));
  expect(all.join("\n")).toMatch(/budget: the rho that opens 2026 .*\n.*budget: epsilon of 2026/);
  const { input, debit, drawn, open } = release();
  const cost = { ...debit, charges: { "water.volume": { rho: "20/1", delta: "0/1" } } };
  expect(foundIn(input, [{ ...open, rho: "1000/1" }, cost, drawn])).toContainEqual(
    expect.stringMatching(/budget: epsilon of 2026 is \d+\.\d+ by the ledger; its opening allowed 4/),
  );
});

function release() {
  const input = sampleRelease("nowhere", "2026");
  const [open, debit, drawn] = input.report.ledger as [EntryOf<"opened">, EntryOf<"debit">, EntryOf<"drawn">];
  return { input, open, debit, drawn };
}
function foundIn({ manifest, report }: ReturnType<typeof release>["input"], entries: readonly object[]): string[] {
  const ledger = chained(entries);
  const head = { ...manifest, ledger_head: ledger.at(-1)?.hash };
  const checks = LEDGER_CHECKS.filter(({ promise }) => promise !== "several contributions");
  return inDocuments(checks, { head, report: { ...report, ledger } }).map(({ promise, detail }) => `${promise}: ${detail}`);
}

test("in a release's chain, other years are held to the same: what a household has paid in all of them is made of these", () => {
  const { input, open, debit, drawn } = release();
  expect(foundIn(input, [{ ...open, year: 2025 }, open, debit, drawn])).toEqual([]);
  expect(foundIn(input, [{ ...open, year: 2025, rho: "1000/1" }, open, debit, drawn])).toEqual([
    expect.stringContaining("budget: the rho that opens 2025 is epsilon = "),
  ]);
});

test("a draw counts the streams that its year was opened with", () => {
  const { input, open, debit, drawn } = release();
  const other = { streams: open.streams + 1 };
  const chain = foundIn(input, [open, { ...debit, ...other }, { ...drawn, ...other }]).filter((one) => /^ledger chain/.test(one));
  expect(chain).toEqual(
    [2, 3].map((seq) => expect.stringContaining(`entry ${seq} counts 2 streams; the year was opened with 1`)),
  );
});
